//! One question a screen, large; the part that is being met beside it.

use hearken_content::{Guide, Input, Library, Screen};
use hearken_core::{Notebook, Record, RecordId, When, breathing::Fit, parts};
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{
    AppState, breathe,
    components::{self, Nearest, PartChip, Typing, typing_fields},
    drafts,
    form::Fields,
    layout::{Page, shell},
    sharing::who_follows,
};

use super::{
    super::{At, address, ending, forms, said, said::Names},
    beside::Beside,
    drawings::Room,
    hands_free::HandsFree,
    inputs,
    voice_notes::VoiceNotes,
};

/// What the page shows.
pub(crate) struct ScreenPage {
    pub(super) library: &'static Library,
    pub(super) guide: &'static Guide,
    pub(super) screen: &'static Screen,
    /// The address of the run.
    pub(super) run: String,
    /// What the parts are called.
    pub(super) names: Names,
    /// The run, and the parts that are told what is answered in it.
    pub(super) told: Vec<String>,
    /// Whether a part of this run carries an urge to harm: then help stands first.
    pub(super) urge: bool,
    pub(super) typing: Typing,
    /// The form's fields: the draft, or what was answered before.
    pub(super) filled: Fields,
    /// What was picked here before, if there is something to pick.
    pub(super) picked: Vec<String>,
    /// What another window answered here.
    pub(super) others: Vec<String>,
    pub(super) beside: Option<Beside>,
    /// Whether what was said in the run that ended just now, while this one waited, asks for the gentle card (K6).
    pub(super) asks: bool,
    /// Where help is nearest, should it be needed.
    pub(super) nearest: Nearest,
    /// The run that waits until this part was met: its address and title.
    pub(super) waiting: Option<(String, String)>,
    /// The parts that are known.
    pub(super) parts: Vec<PartChip>,
    /// What was said here, and where more can be said.
    pub(super) voice: VoiceNotes,
    /// How it is done hands-free.
    pub(super) hands_free: HandsFree,
    /// Whether its breath is led: it is not where it does not fit the moment.
    pub(super) leads: bool,
    /// Whether the breath sounds from the start.
    pub(super) sound: bool,
    /// Room to draw in, where the screen asks for a drawing.
    pub(super) room: Room,
    /// Whether the screen reads itself aloud.
    pub(super) read_aloud: bool,
}

impl ScreenPage {
    /// `query` may name the draft to show.
    pub(crate) fn of(
        state: &AppState,
        session: &Session,
        at: &At,
        screen: &'static Screen,
        query: &Fields,
        nearest: Nearest,
        now: &When,
    ) -> Self {
        let place = address(at.id, &[&screen.id]);
        let vault = session.vault();
        let draft = drafts::at(vault, &place, query);
        let notebook = vault.read();
        let answer = at.run.answer(&screen.id);
        let kept = || kept_fields(screen, at, &notebook);
        let others = answer.map_or(&[][..], |answer| &answer.others);
        let settings = notebook.settings();
        let filled = draft.as_ref().map_or_else(kept, |draft| Fields::from_draft(&draft.fields));
        let room = Room::on(&notebook, at, screen, &filled, state.keeper.new_record_id());
        Self {
            library: state.library,
            guide: at.guide,
            screen,
            run: address(at.id, &[]),
            names: Names::on(screen, &at.run, &notebook),
            told: told(at, &notebook),
            urge: at.run.parts().any(|part| parts::carries_urge(&notebook, part)),
            typing: Typing::new(state, &place, state.keeper.new_record_id(), at.rev, draft.as_ref()),
            filled,
            picked: at.run.picked(&screen.id).to_vec(),
            others: others
                .iter()
                .flat_map(|o| said::words(state.library, &screen.input, o, &notebook))
                .collect(),
            beside: Beside::of(state.library, at, screen, &notebook),
            asks: ending::asks(state.library, &notebook, query),
            nearest,
            waiting: at.run.parent.and_then(|parent| waiting(state, &notebook, parent)),
            parts: PartChip::to_choose(&notebook, &at.run.parts().collect::<Vec<_>>(), false),
            voice: VoiceNotes::on(&notebook, at.id, &screen.id, &screen.input),
            hands_free: HandsFree::on(address(at.id, &[]), &screen.input, &settings),
            room,
            leads: leads(screen, &notebook, now),
            sound: settings.breath_sound,
            read_aloud: settings.read_aloud,
        }
    }

    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                @if self.urge { (components::urge_to_harm(&self.nearest)) }
                @if self.asks { (components::asks_card(&self.nearest)) }
                div .exercise data-run=(self.run) {
                    (self.head())
                    (self.hands_free.render())
                    div .exercise-body {
                        div .question {
                            @if let Some((address, title)) = &self.waiting { (waits(address, title)) }
                            h1 .prompt #prompt data-spoken="" {
                                @if matches!(self.screen.input, Input::Text(_) | Input::Spoken(_) | Input::Processing(_)) {
                                    label for="words" { (self.names.fill(&self.screen.prompt)) }
                                } @else {
                                    (self.names.fill(&self.screen.prompt))
                                }
                            }
                            p .prompt-help data-spoken="" { (self.names.fill(&self.screen.help)) }
                            (self.form(page))
                            (self.voice.render())
                            @if !self.others.is_empty() { (self.others()) }
                        }
                        @if let Some(beside) = &self.beside { (beside.render()) }
                    }
                }
            },
        )
    }

    /// Where in the guide this is.
    fn head(&self) -> Markup {
        let (index, step, _) = self.guide.screen(&self.screen.id).expect("the screen is one of the guide's");
        let of = self.guide.steps.len();
        let spoken = if self.read_aloud { "at-once" } else { "" };
        html! {
            div .exercise-head {
                p .exercise-title { (self.guide.title) }
                div .progress role="img" aria-label={ "Step " (index + 1) " of " (of) ": " (step.title) } {
                    @for number in 0..of { span .past[number <= index] {} }
                }
                p .progress-words aria-hidden="true" { (index + 1) " of " (of) }
                button .button .second .small type="button" data-read-aloud=(spoken) hidden { "Read to me" }
                (HandsFree::button())
            }
        }
    }

    /// The form. “Next” stands first, so that the Enter key means it.
    fn form(&self, page: &Page) -> Markup {
        let last = self.guide.after(self.screen, &self.picked).is_none();
        let first = self.guide.first_screen().is_some_and(|first| first.id == self.screen.id);
        html! {
            form .answer method="post" action=(self.typing.place) data-draft-place=(self.typing.place) {
                (typing_fields(&self.typing))
                (inputs::render(self))
                @if let Some(why) = &self.screen.why { p .why { (why) } }
                (who_follows(page, &self.told.iter().map(String::as_str).collect::<Vec<_>>()))
                div .row .onward {
                    button .button .main name="go" value="next" { @if last { "Finish" } @else { "Next" } }
                    @if !first { button .button .second name="go" value="back" { "Back" } }
                    @if !last && !matches!(self.screen.input, Input::None) {
                        button .plain name="go" value="skip" { "Skip" }
                    }
                    (inputs::buttons(self))
                    p .draft-status data-draft-status="" role="status" {}
                }
                div .row .asides {
                    button .button .second name="go" value="another-part" { "Another part is here" }
                    button .button .second name="go" value="too-much" { (self.library.stop_test.button) }
                    button .button .second name="go" value="pause" { "Pause" }
                    noscript { button .button .second formaction="/leave" { "Set aside and leave" } }
                }
                p .help { "Pause whenever you like. What you wrote is kept, and this waits for you right here." }
            }
        }
    }

    fn others(&self) -> Markup {
        html! {
            section .others {
                h2 { "You also wrote, in another window" }
                p .help { "Both are kept. What stands in the field above is the one that counts." }
                @for words in &self.others { (components::written(words)) }
            }
        }
    }
}

/// Whether the breath of a screen fits the moment (B3, B4).
fn leads(screen: &Screen, notebook: &Notebook, now: &When) -> bool {
    let Input::Breath(input) = &screen.input else { return false };
    let pattern = hearken_content::library().breath(&input.pattern);
    pattern.is_some_and(|pattern| breathe::fit(notebook, now, pattern) == Fit::Yes)
}

/// What an answer goes into: the run, and its parts as what they turned out to be.
fn told(at: &At, notebook: &Notebook) -> Vec<String> {
    let parts = at.run.parts().map(|part| notebook.view().resolve(part));
    std::iter::once(at.id).chain(parts).map(|record| record.to_string()).collect()
}

/// The form as it was answered before.
fn kept_fields(screen: &Screen, at: &At, notebook: &Notebook) -> Fields {
    let mut fields = at.run.answer(&screen.id).map(|answer| forms::filled(&answer.value)).unwrap_or_default();
    let Some(id) = at.run.part_on(said::side(screen)) else { return fields };
    if let (Input::Part(input), Some(part)) = (&screen.input, notebook.part(id)) {
        // A run that began with both sides known shows them before they were answered.
        if !fields.has("part") {
            fields.push("part", &id.to_string());
        }
        forms::fill_manner(input, part, &mut fields);
    }
    fields
}

/// The run behind this one, if it still waits.
fn waiting(state: &AppState, notebook: &Notebook, parent: RecordId) -> Option<(String, String)> {
    let Record::Exercise(run) = &notebook.current(parent)?.what else { return None };
    let guide = state.library.guide(&run.guide, run.guide_version)?;
    let title = ending::title_of(guide, run, notebook);
    run.is_open().then(|| (address(parent, &[]), title))
}

fn waits(address: &str, title: &str) -> Markup {
    html! {
        p .waits {
            "You are meeting another part first. “" bdi { (title) } "” waits where you left it. "
            a href=(address) { "Set this aside and go back" }
        }
    }
}
