//! The form for an entry.

use maud::{Markup, html};

use crate::{
    components::{
        Tone, field, keep_row, long_text, notice, part_picker, settles_fields, short_text, typing_fields,
        when_picker,
    },
    error::Said,
    journal::EntryForm,
    layout::{Page, shell},
    sharing::who_follows,
};

/// The page on which an entry is written.
pub(crate) struct WritePage {
    pub(crate) page: Page,
    pub(crate) form: EntryForm,
    /// Why it was not kept, if it was not.
    pub(crate) trouble: Option<Said>,
}

impl WritePage {
    pub(crate) fn render(&self) -> Markup {
        let form = &self.form;
        shell(
            &self.page,
            &html! {
                h1 { @if form.typing.base == 0 { "A new entry" } @else { "Write on" } }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if form.typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action="/journal" data-draft-place=(form.typing.place) {
                    (entry_fields(form))
                    (field("title", "Title", Some("Only if you like."), &short_text("title", "title", &form.title)))
                    (field("body", "Your words", None, &long_text("body", "body", 14, &form.body, None)))
                    (part_picker(&form.parts, &form.chosen))
                    @if !form.other_days.is_empty() { p .help { "One of the texts was for " (form.other_days.join(", ")) ". An entry has one day; choose it here." } }
                    (when_picker(&form.when))
                    (who_follows(&self.page, &[&form.typing.record]))
                    (keep_row("Keep"))
                }
            },
        )
    }
}

/// The hidden fields of every form that keeps an entry.
pub(crate) fn entry_fields(form: &EntryForm) -> Markup {
    html! {
        (typing_fields(&form.typing))
        (settles_fields(&form.settles))
        @if !form.back.is_empty() { input type="hidden" name="back" value=(form.back); }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        components::{PartChip, Typing},
        layout::Place,
    };

    fn sample(trouble: Option<Said>) -> WritePage {
        let typing = Typing {
            record: "r".to_owned(),
            base: 2,
            draft: "d".to_owned(),
            seen: 3,
            place: "/journal/r/edit".to_owned(),
        };
        let form = EntryForm {
            typing,
            settles: vec![1],
            title: "\"Quoted\"".to_owned(),
            body: "\nFirst line empty </textarea><script>".to_owned(),
            when: "2026-11-22T18:40".to_owned(),
            parts: vec![PartChip::sample()],
            chosen: vec![PartChip::sample().id],
            other_days: vec!["Fri 20 Nov, 09:00".to_owned()],
            back: "/".to_owned(),
        };
        WritePage { page: Page::sample(Place::Journal), form, trouble }
    }

    #[test]
    fn the_form_gives_back_exactly_what_stands_in_it() {
        let trouble = Said { what: "Too long.".to_owned(), then: "Nothing is lost.".to_owned() };
        let page = sample(Some(trouble)).render().into_string();
        // A browser drops the first line break of a textarea; the words begin with the second.
        assert!(page.contains(">\n\nFirst line empty &lt;/textarea&gt;&lt;script&gt;</textarea>"));
        assert!(page.contains("value=\"&quot;Quoted&quot;\""));
        assert!(page.contains("One of the texts was for Fri 20 Nov, 09:00."));
        for field in ["record", "base", "draft", "seen", "place", "settles", "back"] {
            assert!(page.contains(&format!("name=\"{field}\"")), "{field}");
        }
    }
}
