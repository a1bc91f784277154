//! The questions: all on one page, and one at a time where a script runs and the screen is small.

use hearken_content::{fill, library};
use hearken_measures::{Choice, Item, ItemKind};
use maud::{Markup, html};

use crate::{
    AppState,
    components::{Tone, Typing, notice, typing_fields, when_picker},
    drafts,
    error::Said,
    form::Fields,
    layout::{Page, shell},
    measures::{
        At, address,
        asked_back::{AskedBack, wanted},
        forms,
        help::Help,
        portable::portable,
        series::was_finished,
    },
    words,
    zone::Clock,
};
use hearken_core::responses::Response;
use hearken_vault::Session;

/// What the page shows.
pub(in crate::measures) struct FormPage<'a> {
    at: &'a At,
    help: Help<'a>,
    typing: Typing,
    filled: Fields,
    /// The fields as the record has them, without what was held on top.
    kept: Fields,
    /// Answers that were held while the notebook was locked stand in the form and are not in the record yet.
    unkept: bool,
    /// The day as the record has it, as it stands in a field.
    when_was: String,
    /// It was finished before, and is open to change an answer.
    was_finished: bool,
    begun: String,
    /// The questionnaire that waits until this one was answered.
    back: String,
    /// So many questions were left open when the end was asked for.
    open: Option<usize>,
    /// The questions that are asked now.
    asked: Vec<usize>,
    /// What could not be kept as it was typed.
    back_again: Option<&'a AskedBack>,
}

/// Whether not everything that can be typed into an item is an answer.
const fn has_a_form(kind: ItemKind) -> bool {
    matches!(kind, ItemKind::Integer | ItemKind::Decimal | ItemKind::Date)
}

impl<'a> FormPage<'a> {
    pub(in crate::measures) fn of(
        state: &AppState,
        session: &Session,
        clock: &Clock,
        (at, before): (&'a At, &Response),
        help: Help<'a>,
        query: &Fields,
    ) -> Self {
        let place = address(at.id);
        let draft = drafts::at(session.vault(), &place, query);
        let is_asked: Vec<&str> =
            at.form().asked(&at.response.answers).map(|item| item.link_id.as_str()).collect();
        let all = at.form().all_items().enumerate();
        Self {
            at,
            help,
            typing: Typing::new(state, &place, at.id, 0, draft.as_ref()),
            filled: forms::filled(at.form(), &at.response),
            kept: forms::filled(at.form(), before),
            unkept: before.answers != at.response.answers || before.when != at.response.when,
            when_was: words::input_value(before.when.local()),
            was_finished: was_finished(&session.vault().read(), at.id),
            begun: words::moment(&at.response.when, clock.today()),
            back: query.text("back").to_owned(),
            open: query
                .has("open")
                .then(|| at.form().open(&at.response.answers).len())
                .filter(|open| *open > 0),
            asked: all
                .filter(|(_, item)| is_asked.contains(&item.link_id.as_str()))
                .map(|(nth, _)| nth)
                .collect(),
            back_again: None,
        }
    }

    /// The same page with what could not be kept, as it was typed.
    pub(in crate::measures) fn asking_back(self, back: &'a AskedBack) -> Self {
        Self { open: None, back_again: Some(back), ..self }
    }

    pub(in crate::measures) fn render(&self, page: &Page) -> Markup {
        let file = &self.at.measure.file;
        let said = &library().measure_words.page;
        shell(
            page,
            &html! {
                div data-measure-help="" { (self.help.render(self.at)) }
                p .over { a href="/measures" { "Measures" } }
                h1 { (file.title) " · " (file.short) }
                p .help { "Begun " (self.begun) ". " (file.readers) }
                @if let Some(open) = self.open { (self.left_open(open)) }
                @if let Some(back) = self.back_again { (notice(Tone::Quiet, &back.said())) }
                form .measure method="post" action=(self.typing.place) data-draft-place=(self.typing.place)
                    data-kept-by={ (self.typing.place) "/given" } data-measure=(portable(self.at)) data-fired=(self.help.fired()) data-unkept[self.unkept] {
                    button .sr-only tabindex="-1" aria-hidden="true" name="go" value="later" { "Keep" }
                    (typing_fields(&self.typing))
                    @if !self.back.is_empty() { input type="hidden" name="back" value=(self.back); }
                    @if !file.recall.is_empty() { p .measure-recall { (file.recall) } }
                    (self.limit())
                    p .measure-progress data-measure-progress="" role="status" {}
                    @for (nth, item) in self.at.form().all_items().enumerate() { (self.item(nth, item)) }
                    (self.another_day())
                    div .row .onward {
                        button .button .main data-measure-next="" type="button" hidden { "Next" }
                        button .button .second data-measure-back="" type="button" hidden { "Back" }
                        button .button .main data-measure-finish="" name="go" value="finish" { (said.finish) }
                        button .button .second name="go" value="later" { "Go on later" }
                        @if !self.was_finished { button .plain name="go" value="stop" { (said.stop) } }
                    }
                    p .draft-status data-draft-status="" role="status" {}
                    p .notice data-measure-over="" role="status" hidden {
                        "These questions were finished or left in another window. What you answer here is kept beside that. "
                        a href=(self.typing.place) { "Look at both" }
                    }
                }
                (self.help.templates(self.at))
            },
        )
    }

    fn another_day(&self) -> Markup {
        let stands = words::input_value(self.at.response.when.local());
        let typed = self.back_again.and_then(|back| back.when.as_deref());
        html! {
            details .measure-when open[typed.is_some() || stands != self.when_was] {
                summary { "It was on another day" }
                (when_picker(typed.unwrap_or(&stands)))
                @if typed.is_some() { p .help { "Not kept yet: this asks for a day that has been." } }
                input type="hidden" name="when-was" value=(self.when_was);
            }
        }
    }

    fn left_open(&self, open: usize) -> Markup {
        let count = words::count(open, "question", "questions");
        let said = fill(&library().measure_words.page.open, &[("count", &count)]);
        notice(Tone::Quiet, &Said { what: said, then: "Press Finish once more to leave it so.".to_owned() })
    }

    fn item(&self, nth: usize, item: &Item) -> Markup {
        match item.kind {
            ItemKind::Group => {
                html! { @if !item.text.is_empty() { p .measure-stem data-item=(nth) hidden[!self.is_asked(nth)] { (item.text) } } }
            }
            ItemKind::Display => {
                html! { p .help data-item=(nth) hidden[!self.is_asked(nth)] { (item.text) } }
            }
            _ if item.computed => html! {},
            _ => self.question(nth, item),
        }
    }

    fn is_asked(&self, nth: usize) -> bool {
        self.asked.contains(&nth)
    }

    fn question(&self, nth: usize, item: &Item) -> Markup {
        let open = self.open.is_some()
            && self.is_asked(nth)
            && item.required
            && self.at.response.answer(&item.link_id).is_none();
        html! {
            fieldset .question .measure-question .measure-open[open] data-item=(nth) data-question="" hidden[!self.is_asked(nth)] {
                legend .prompt {
                    @if !item.prefix.is_empty() { span .measure-prefix { (item.prefix) } " " }
                    (item.text)
                }
                @if open { p .help { "Still open." } input type="hidden" name="asked-again" value=(nth); }
                (self.input(nth, item))
                @if has_a_form(item.kind) {
                    p .help data-unclear=(nth) role="status" hidden[self.typed(nth).is_none()] { (wanted(item.kind)) }
                }
                input type="hidden" name=(forms::was_name(nth)) value=(forms::as_one(&self.kept, nth)) data-was="";
            }
        }
    }

    /// What was typed into an item that is asked for again.
    fn typed(&self, nth: usize) -> Option<&str> {
        self.back_again.and_then(|back| back.typed(nth))
    }

    fn input(&self, nth: usize, item: &Item) -> Markup {
        let name = forms::name(nth);
        match item.kind {
            ItemKind::Choice | ItemKind::OpenChoice => self.choices(nth, item),
            ItemKind::Integer if !item.options.is_empty() => self.choices(nth, item),
            ItemKind::Boolean => html! {
                div .measure-choices {
                    @for (value, label) in [("yes", "Yes"), ("no", "No")] {
                        label .measure-choice {
                            input type="radio" name=(name) value=(value) checked[self.filled.text(&name) == value];
                            span { (label) }
                        }
                    }
                }
            },
            ItemKind::Text => html! {
                textarea name=(name) rows="4" aria-label=(item.text) dir="auto" autocomplete="off" spellcheck="false" { "\n" (self.filled.text(&name)) }
            },
            kind => {
                let (input, mode) = match kind {
                    ItemKind::Date => ("date", None),
                    ItemKind::Integer => ("text", Some("numeric")),
                    ItemKind::Decimal => ("text", Some("decimal")),
                    _ => ("text", None),
                };
                let value = self.typed(nth).unwrap_or_else(|| self.filled.text(&name));
                html! {
                    input type=(input) name=(name) value=(value) inputmode=[mode] aria-label=(item.text) autocomplete="off" spellcheck="false";
                }
            }
        }
    }

    /// Whether somebody without training may choose it: nobody causes pain to see whether somebody wakes.
    fn is_offered(&self, choice: &Choice) -> bool {
        let limit = self.at.measure.file.sitter.as_ref();
        limit.is_none_or(|limit| choice.whole().is_some_and(|value| limit.offers.contains(&value)))
    }

    /// What holds where somebody looks at another person, and what stands in place of what is not offered.
    fn limit(&self) -> Markup {
        html! {
            @if let Some(limit) = &self.at.measure.file.sitter {
                p .notice { (limit.words) }
                p { a .button .danger href="/help-now/first" { (limit.otherwise) } }
            }
        }
    }

    fn choices(&self, nth: usize, item: &Item) -> Markup {
        let name = forms::name(nth);
        let kind = if item.repeats { "checkbox" } else { "radio" };
        let chosen: Vec<&str> = self.filled.all(&name).collect();
        let row = item.options.len() > 7;
        html! {
            div .measure-choices .measure-row[row] {
                @if item.repeats { input type="hidden" name=(name) value=""; }
                @for (at, choice) in item.options.iter().enumerate().filter(|(_, choice)| self.is_offered(choice)) {
                    @let value = at.to_string();
                    label .measure-choice {
                        input type=(kind) name=(name) value=(value) data-value=[choice.whole()] checked[chosen.contains(&value.as_str())];
                        span { (choice.label) }
                    }
                }
            }
            @if item.kind == ItemKind::OpenChoice {
                input type="text" name=(forms::other_name(nth)) value=(self.filled.text(&forms::other_name(nth))) aria-label="In other words" autocomplete="off" spellcheck="false";
            }
        }
    }
}
