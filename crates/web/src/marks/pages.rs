//! The pages of marks.

use hearken_core::marks::MarkKind;
use maud::{Markup, html};

use crate::{
    components::{
        Beside, PartsPlace, Tone, Typing, field, keep_row, long_text, mark_sign, mark_word, notice,
        parts_nav, short_text, typing_fields, written,
    },
    error::Said,
    form::Fields,
    layout::{Page, shell},
};

/// What marks are for, in a line.
const WHAT_FOR: &str = "Days worth finding again. They stand on every plot, and on the map as it changes.";

/// A mark in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Row {
    pub(super) address: String,
    pub(super) kind: MarkKind,
    /// May be empty.
    pub(super) name: String,
    pub(super) when: String,
    /// That day has not come yet.
    pub(super) ahead: bool,
}

impl Row {
    fn title(&self) -> Markup {
        html! { @if self.name.is_empty() { (mark_word(self.kind)) } @else { bdi { (self.name) } } }
    }

    fn day(&self) -> Markup {
        html! { (self.when) @if self.ahead { " (ahead)" } }
    }
}

/// Every mark.
pub(super) struct ListPage {
    pub(super) page: Page,
    pub(super) marks: Vec<Row>,
    pub(super) archived: Vec<Row>,
}

impl ListPage {
    pub(super) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Within))
                div .head {
                    h1 { "Marks" }
                    a .button .main href="/marks/new" { "Mark a day" }
                }
                p { (WHAT_FOR) }
                @if !self.marks.is_empty() { section .card { (rows(&self.marks)) } }
                @if !self.archived.is_empty() { details { summary { "No longer shown" } (rows(&self.archived)) } }
            },
        )
    }
}

fn rows(rows: &[Row]) -> Markup {
    html! {
        ul .plain-list {
            @for row in rows {
                li { (mark_sign(row.kind)) " " a href=(row.address) { (row.title()) } " " span .help { @if !row.name.is_empty() { (mark_word(row.kind)) ", " } (row.day()) } }
            }
        }
    }
}

/// One mark.
pub(super) struct MarkPage {
    pub(super) page: Page,
    pub(super) row: Row,
    pub(super) about: String,
    pub(super) archived: bool,
}

impl MarkPage {
    pub(super) fn render(&self) -> Markup {
        let row = &self.row;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Within))
                p .over { (row.day()) }
                h1 { (row.title()) }
                p .help { (mark_sign(row.kind)) " " (mark_word(row.kind)) @if self.archived { ", no longer shown" } }
                @if !self.about.is_empty() { (written(&self.about)) }
                div .row .ways-on {
                    a .button .second href={ (row.address) "/edit" } { "Edit" }
                    form method="post" action={ (row.address) "/archive" } {
                        @if self.archived { button .button .second name="back" value="1" { "Show it again" } }
                        @else { button .button .second { "No longer show it" } }
                    }
                    a .button .second href={ (row.address) "/erase" } { "Erase" }
                    a .button .second href="/marks" { "All marks" }
                }
            },
        )
    }
}

/// The form of one mark.
pub(super) struct MarkFormPage {
    pub(super) page: Page,
    pub(super) typing: Typing,
    pub(super) beside: Beside,
    pub(super) fields: Fields,
    pub(super) trouble: Option<Said>,
}

impl MarkFormPage {
    pub(super) fn render(&self) -> Markup {
        let (typing, fields) = (&self.typing, &self.fields);
        let day =
            html! { input type="date" id="day" name="day" value=(fields.text("day")) autocomplete="off"; };
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Within))
                h1 { @if typing.base == 0 { "Mark a day" } @else { "A marked day" } }
                p { (WHAT_FOR) }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                (self.beside.shown())
                form .card method="post" action="/marks" data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    (self.beside.settled())
                    (kinds(fields.text("kind")))
                    (field("day", "Which day?", Some("Earlier days are fine, and days to come."), &day))
                    (field("name", "What do you call it?", Some("May stay empty."), &short_text("name", "name", fields.text("name"))))
                    (field("about", "A word about it", None, &long_text("about", "about", 3, fields.text("about"), None)))
                    (keep_row("Keep"))
                }
            },
        )
    }
}

fn kinds(chosen: &str) -> Markup {
    let line = |kind| match kind {
        MarkKind::Session => "A treatment session. One that you keep under Journey stands there by itself.",
        MarkKind::Medicine => {
            "A medicine was begun, changed or stopped. Write what you like about it, or nothing."
        }
        MarkKind::LifeEvent => "Something that happened in life.",
    };
    html! {
        fieldset {
            legend { "What is it?" }
            @for kind in MarkKind::ALL {
                label .choice {
                    input type="radio" name="kind" value=(kind.id()) checked[chosen == kind.id()];
                    (mark_sign(kind))
                    span { (mark_word(kind)) span .help { (line(kind)) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn row(name: &str) -> Row {
        let when = "Sun 22 Nov".to_owned();
        Row {
            address: "/marks/m".to_owned(),
            kind: MarkKind::Medicine,
            name: name.to_owned(),
            when,
            ahead: true,
        }
    }

    #[test]
    fn a_mark_without_a_name_goes_by_its_kind_and_words_stay_words() {
        let page = Page::sample(Place::More);
        let list = ListPage {
            page: page.clone(),
            marks: vec![row(""), row("<b>new</b>")],
            archived: vec![row("old")],
        };
        let list = list.render().into_string();
        assert!(list.contains(">medicine</a>") && list.contains("&lt;b&gt;new") && list.contains("(ahead)"));
        assert!(list.contains(WHAT_FOR));
        let one = MarkPage { page, row: row("x"), about: "<script>".to_owned(), archived: true }
            .render()
            .into_string();
        assert!(one.contains("&lt;script&gt;") && one.contains("Show it again"));
    }
}
