//! What opens over the page of a session, where a script runs, and is a page of its own where none does: readings, something
//! is wrong, the list at the end.

use hearken_content::{Action, Point, library};
use hearken_core::journey::Programme;
use maud::{Markup, html};

use super::{
    ending::{self, AnotherWay},
    pages::{WrongPage, told},
    vitals,
    wrong::signs,
};
use crate::{
    components::{Nearest, Words, field, keep_row, long_text, typing_fields, written},
    form::Fields,
    layout::{Page, shell},
};

/// A sheet, out of sight until it is asked for.
fn sheet(name: &str, title: &str, content: &Markup) -> Markup {
    html! {
        section .sheet data-sheet=(name) aria-label=(title) hidden {
            p { button .plain type="button" data-back="" { "Back" } }
            h2 tabindex="-1" { (title) }
            (content)
        }
    }
}

/// Readings, and how readily somebody answers.
pub(super) fn readings() -> Markup {
    let back = vitals::asked_back("{label}");
    let form = html! {
        p .lead { "Only what you measured. The rest stays empty." }
        div .notice data-asked-back=(back.what) role="alert" hidden { p .what {} p .then { (back.then) } }
        form data-note="vitals" { (vitals::readings(&Fields::default())) (keep_row("Keep")) }
    };
    sheet("readings", "Readings", &form)
}

/// Help first, then what was noticed. Whose address and people these are, a device fills in from what it keeps.
pub(super) fn wrong(nearest: &Nearest, programme: Option<&Programme>) -> Markup {
    let content = html! {
        div .urgent-now data-urgent="" hidden {}
        (help(nearest, programme))
        p data-urgent-seen="" hidden { button .button .second type="button" data-back="" { (library().display.first.seen) } }
        form data-note="wrong" { (noticed(&Fields::default())) (keep_row("Keep it, with the time")) }
    };
    sheet("wrong", "Something is wrong", &content)
}

/// The list at the end; its items come from what the device keeps. For a session at `address` there is a way to what else can be.
pub(super) fn end(address: Option<&str>) -> Markup {
    let words = &library().journey.sitter;
    let (title, _) = ending::heading(true);
    let content = html! {
        p .lead data-end-lead="" {}
        form data-note="end" {
            fieldset .checklist { legend .sr-only { (title) } div data-end-items="" {} }
            p .help data-end-open="" role="status" {}
            button .button .main { (words.recovery.end) }
        }
        @if let Some(address) = address { p { a href={ (address) "/end#another" } { "It ended another way" } } }
    };
    sheet("end", title, &content)
}

fn help(nearest: &Nearest, programme: Option<&Programme>) -> Markup {
    let said = &library().journey.sitter.emergency;
    html! {
        p .lead { (said.first) }
        (nearest.shown_by("K5"))
        div data-card[programme.is_none()] { @if let Some(programme) = programme { (card(programme)) } }
        p { (said.next) }
    }
}

fn card(programme: &Programme) -> Markup {
    html! {
        @if !programme.address.is_empty() { h3 { "The address here" } (written(&programme.address)) }
        @if !programme.medicines.is_empty() { h3 { "Medicines and allergies" } (written(&programme.medicines)) }
        @for role in ["practice", "prescriber", "emergency"] {
            @if let Some(person) = programme.person(role) {
                p { (crate::journey::words::role(role)) ": " bdi { (Words(&person.name)) } " " bdi { (Words(&person.phone)) } }
            }
        }
    }
}

fn noticed(fields: &Fields) -> Markup {
    html! {
        fieldset {
            legend { "What do you see?" }
            @for (id, label) in signs() {
                label .choice { input type="checkbox" name="sign" value=(id) checked[fields.all("sign").any(|ticked| ticked == id)]; " " (label) }
            }
        }
        (field("about-wrong", "A word about it", None, &long_text("about-wrong", "words", 2, fields.text("words"), None)))
    }
}

impl WrongPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                p .over { a href={ (self.address) "/during" } { "Back" } }
                h1 { "Something is wrong" }
                @if !self.urgent.is_empty() {
                    div .urgent-now { @for words in &self.urgent { (told(Action::Emergency, words)) } }
                }
                (help(&self.nearest, Some(&self.programme)))
                @if !self.urgent.is_empty() {
                    p { a .button .second href={ (self.address) "/during" } { (library().display.first.seen) } }
                }
                form .card method="post" action={ (self.address) "/wrong" } data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (noticed(&self.fields))
                    (keep_row("Keep it, with the time"))
                }
            },
        )
    }
}

/// The list at the end, as a page of its own.
pub(super) struct EndPage {
    pub(super) page: Page,
    pub(super) address: String,
    /// The revision that the page shows.
    pub(super) seen: u32,
    pub(super) home: bool,
    pub(super) items: Vec<(&'static Point, bool)>,
    /// In an office: what is written down so far, and what is still open.
    pub(super) office: Markup,
    /// The ways out that are not by the list.
    pub(super) another: AnotherWay,
}

impl EndPage {
    pub(super) fn render(&self) -> Markup {
        let words = &library().journey.sitter;
        let (title, lead) = ending::heading(self.home);
        shell(
            &self.page,
            &html! {
                p .over { a href={ (self.address) "/during" } { "Back" } }
                h1 { (title) }
                p .lead { (lead) }
                (self.office)
                form .card method="post" action={ (self.address) "/end" } {
                    input type="hidden" name="seen" value=(self.seen);
                    fieldset .checklist {
                        legend .sr-only { (title) }
                        @for (item, done) in &self.items {
                            input type="hidden" name="shown" value=(item.id);
                            label .choice { input type="checkbox" name="done" value=(item.id) checked[*done]; " " (item.words) }
                        }
                    }
                    p .help { @if self.home { (words.recovery.clock) } @else { (words.office.decide) } }
                    button .button .main { (words.recovery.end) }
                }
                (self.another_way())
            },
        )
    }

    /// Where it did not end by its list. Nothing of the list counts as done by it.
    fn another_way(&self) -> Markup {
        let way = |name: &str, words: &str, then: &str| {
            html! {
                form method="post" action={ (self.address) "/end" } {
                    input type="hidden" name="another" value=(name);
                    p .help { (then) }
                    button .button .second { (words) }
                }
            }
        };
        html! {
            @if self.another.help_came {
                section .card #another {
                    h2 { "It ended another way" }
                    (way("help-came", "Help came", "The session is over here, and nothing on the list counts as done by that."))
                    @if self.another.by_mistake {
                        (way("by-mistake", "It was begun by mistake", "Nothing was noted and no medicine was taken: it is ready again, as it was."))
                    }
                }
            }
        }
    }
}
