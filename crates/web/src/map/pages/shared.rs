//! What the map and the list have in common: the head, the choice of what is shown, the empty page.

use hearken_core::parts::Role;
use maud::{Markup, html};

use crate::{
    components::{PartsPlace, parts_nav, role_word},
    map::asked::Asked,
};

/// The ways through what is about parts, the heading, and the one thing to do.
pub(super) fn head(at: PartsPlace) -> Markup {
    html! {
        (parts_nav(at))
        div .head {
            h1 { "Your parts" }
            a .button .main href="/parts/new" { "Add a part" }
        }
    }
}

/// What is shown: by role, by group, and what is asked for each time.
pub(super) fn choice(path: &str, asked: &Asked) -> Markup {
    let shown = asked.shown;
    html! {
        details .shown open[asked.is_narrowed()] {
            summary { "What is shown" }
            form .row method="get" action=(path) {
                div .field {
                    label for="role" { "Role" }
                    select id="role" name="role" {
                        option value="" { "every role" }
                        @for role in Role::ALL {
                            option value=(role.id()) selected[shown.role == Some(role)] { (role_word(role)) }
                        }
                    }
                }
                @if !asked.groups.is_empty() {
                    div .field {
                        label for="group" { "Group" }
                        select id="group" name="group" {
                            option value="" { "every group" }
                            @for group in &asked.groups {
                                option value=(group.id) selected[shown.group == Some(group.id)] { (group.name) }
                            }
                        }
                    }
                }
                label .chip { input type="checkbox" name="hidden" value="1" checked[shown.hidden]; "Hidden parts too" }
                label .chip { input type="checkbox" name="archived" value="1" checked[shown.archived]; "Archived parts too" }
                button .button .second { "Show" }
            }
        }
    }
}

/// What will live here, and how to begin; or that the choice left nothing over.
pub(super) fn empty(path: &str, known: bool) -> Markup {
    html! {
        section .card {
            @if known {
                p { "None of your parts is shown here. Some may be hidden or archived, or of another role or group." }
                p { a .button .second href=(path) { "Show all that is not hidden" } }
            } @else {
                p { "The parts of you live here, each with what it told you, around Self in the middle." }
                p { "You can meet one step by step, or name one that you know." }
                div .row {
                    a .button .second href="/exercises" { "Meet one" }
                    a .button .second href="/parts/new" { "Name one" }
                }
                p { "Did you describe them in another program? " a href="/settings/import" { "Bring them in" } "." }
            }
        }
    }
}
