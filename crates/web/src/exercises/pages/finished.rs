//! A run that has ended, to be read again.

use hearken_content::{Guide, Input, Processing};
use hearken_core::{RecordId, exercises::RunState};
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{
    AppState,
    agreements::agreement_with,
    components::{Nearest, PartChip, asks_card, part_links, written},
    layout::{Page, shell},
    sharing::share_link,
    words,
    zone::Clock,
};

use super::super::{
    At, address,
    ending::title_of,
    said::{self, Said},
};
use super::drawings::drawing;

const AFTER_THE_END: &str = "These words came from a window that was still open when the exercise ended.";

/// What the page shows.
pub(crate) struct FinishedPage {
    pub(super) id: String,
    pub(super) run: String,
    pub(super) title: String,
    pub(super) ended: String,
    /// The code that the therapist gave who was in the room.
    pub(super) therapist: Option<String>,
    pub(super) said: Vec<Said>,
    pub(super) parts: Vec<PartChip>,
    /// Whether the guide offers to make an agreement with them.
    pub(super) agreement: bool,
    /// The address of the journal entry it left.
    pub(super) entry: Option<String>,
    pub(super) late: Vec<Late>,
    /// What the card that asks shows, if what was said asks for it and the run ended just now (K6).
    pub(super) asks: Option<Nearest>,
}

/// Words that were typed and never became an answer: their draft, its revision, and the words.
pub(in super::super) struct Late {
    pub(super) draft: String,
    pub(super) seen: u32,
    pub(super) words: Vec<String>,
}

impl FinishedPage {
    pub(crate) fn of(
        state: &AppState,
        session: &Session,
        clock: &Clock,
        at: &At,
        asks: Option<Nearest>,
    ) -> Self {
        let vault = session.vault();
        let notebook = vault.read();
        let (ended, entry) = match &at.run.state {
            RunState::Finished { at, entry } => (words::moment(&clock.when(*at), clock.today()), *entry),
            RunState::Open { .. } => (String::new(), None),
        };
        Self {
            id: at.id.to_string(),
            run: address(at.id, &[]),
            title: title_of(at.guide, &at.run, &notebook),
            ended,
            therapist: at.run.therapist.clone(),
            said: said::all(state.library, at.guide, (at.id, &at.run), &notebook),
            parts: PartChip::these(&notebook, &at.run.parts().collect::<Vec<_>>()),
            agreement: offers_agreement(at.guide),
            entry: entry.filter(|&id| notebook.entry(id).is_some()).map(|id| format!("/journal/{id}")),
            late: late_words(session, at.id),
            asks,
        }
    }

    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { bdi { (self.title) } }
                p .help { "Ended " (self.ended) "." }
                @if let Some(nearest) = &self.asks { (asks_card(nearest)) }
                @if let Some(code) = &self.therapist {
                    p .help { "With a therapist in the room. The code they gave: " bdi { (code) } "." }
                }
                (part_links(&self.parts))
                @for late in &self.late { (late.render(AFTER_THE_END)) }
                @if self.said.is_empty() { p { "Nothing was written down in this one. That is fine." } }
                @for said in &self.said { (answer(said)) }
                div .row {
                    @if self.agreement && !self.parts.is_empty() {
                        a .button .second href=(agreement_with(self.parts.iter().map(|part| part.id.as_str()))) { "Make an agreement" }
                    }
                    @if let Some(entry) = &self.entry { a .button .second href=(entry) { "The journal entry it left" } }
                    a .button .second href={ (self.run) "/take-away" } { "Print or save some steps" }
                    (share_link(page, &self.id))
                    a href="/exercises" { "All exercises" }
                    a .quiet-danger href={ (self.run) "/erase" } { "Erase" }
                }
            },
        )
    }
}

/// Whether a guide ends with the offer of an agreement.
fn offers_agreement(guide: &Guide) -> bool {
    let offers = |input: &Input| match input {
        Input::Processing(input) => input.ways.iter().any(|way| way.does == Processing::Agreement),
        _ => false,
    };
    guide.screens().any(|(_, screen)| offers(&screen.input))
}

/// One question and all that was answered to it.
pub(super) fn answer(said: &Said) -> Markup {
    html! {
        section .card .answered {
            h2 { bdi { (said.prompt) } }
            @for place in &said.drawings { (drawing(place)) }
            @for words in &said.words { (written(words)) }
            @for note in &said.notes { (note.render()) }
            @if !said.others.is_empty() {
                p .help { "You also wrote, in another window:" }
                @for words in &said.others { (written(words)) }
            }
        }
    }
}

/// Drafts that were typed into this run and never became answers.
pub(in super::super) fn late_words(session: &Session, run: RecordId) -> Vec<Late> {
    let inside = address(run, &[""]);
    let drafts = session.vault().drafts().into_iter().filter(|draft| draft.place.starts_with(&inside));
    drafts
        .map(|draft| {
            let technical = |name: &str| matches!(name, "record" | "base" | "go" | "part" | "picture");
            let fields = draft.fields.into_iter().filter(|(name, _)| !technical(name));
            let words = fields.map(|(_, value)| value).filter(|value| !value.trim().is_empty()).collect();
            Late { draft: draft.id.to_string(), seen: draft.rev, words }
        })
        .filter(|late| !late.words.is_empty())
        .collect()
}

impl Late {
    /// `whence` says how they came to be no answer.
    pub(super) fn render(&self, whence: &str) -> Markup {
        html! {
            section .card .late {
                h2 { "Typed, but not part of it" }
                p .help { (whence) " They stay here until you put them elsewhere." }
                @for words in &self.words { (written(words)) }
                form method="post" action={ "/drafts/" (self.draft) "/discard" } {
                    input type="hidden" name="seen" value=(self.seen);
                    button .plain { "Let them go" }
                }
            }
        }
    }
}
