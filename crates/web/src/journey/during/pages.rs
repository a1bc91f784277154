//! The pages of a session that is under way.

use hearken_content::{Action, PhaseWords, Point, library};
use hearken_core::journey::{Moment, MomentKind, Programme};
use maud::{Markup, html};

use super::wrong::signs;
use crate::{
    components::{Nearest, Typing, Words, card, field, keep_row, long_text, typing_fields, written},
    exercises::VoiceNotes,
    form::Fields,
    journey::office,
    layout::{Page, shell, whole_screen},
};

/// Something that was noted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::journey) struct Noted {
    /// Hours and minutes since the medicine, or when it was.
    pub(in crate::journey) when: String,
    pub(in crate::journey) what: String,
    pub(in crate::journey) part: Option<String>,
    pub(in crate::journey) words: String,
}

/// What a moment was, said in words.
pub(in crate::journey) fn what(moment: &Moment) -> String {
    if let Some(said) = office::said(moment) {
        return said;
    }
    let rules = &library().safety.rules;
    let label = |name: &str| {
        let named = rules.numbers.iter().chain(&rules.events).find(|named| named.id == name);
        named.map_or_else(|| name.to_owned(), |named| named.label.clone())
    };
    let answers = &library().journey.sitter.responsiveness;
    let numbers = moment.numbers.iter().map(|(name, value)| match (moment.kind, name.as_str()) {
        (MomentKind::Wrong, _) => label(name),
        (_, "moaas") => {
            let button = u8::try_from(*value).ok().and_then(|score| answers.button(score));
            button.map_or_else(|| format!("{} {value}", label(name)), |button| button.label.clone())
        }
        _ => format!("{} {value}", label(name)),
    });
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    let kind = match moment.kind {
        MomentKind::Part => "A part is here",
        MomentKind::Words => "Said",
        MomentKind::Voice => "A voice note",
        MomentKind::Vitals => "Readings",
        MomentKind::LookIn => "Looked in",
        MomentKind::Wrong => "Something was wrong",
    };
    if numbers.is_empty() { kind.to_owned() } else { format!("{kind}: {numbers}") }
}

fn timeline(noted: &[Noted]) -> Markup {
    html! {
        ol .timeline {
            @for one in noted {
                li { span .at { (one.when) } " " (one.what) @if let Some(part) = &one.part { ": " bdi { (Words(part)) } } @if !one.words.is_empty() { (written(&one.words)) } }
            }
        }
    }
}

/// What was noted, on the session's page.
pub(in crate::journey) fn timeline_card(noted: &[Noted]) -> Markup {
    card("What was noted", &timeline(noted))
}

/// The page while it lasts: always dark, large, and quiet.
pub(super) struct DuringPage {
    pub(super) page: Page,
    pub(super) address: String,
    pub(super) number: usize,
    /// Whether the medicine was taken.
    pub(super) taken: bool,
    /// Seconds since then, or since the session began.
    pub(super) seconds: u64,
    pub(super) phase: Option<&'static PhaseWords>,
    pub(super) intention: Option<String>,
    /// The record of the next tap.
    pub(super) tap: String,
    /// The form for a few words, and what was typed into it but not kept.
    pub(super) typing: Typing,
    pub(super) words: String,
    /// What was said aloud, and where more can be said.
    pub(super) voice: VoiceNotes,
    /// Something was noted just now.
    pub(super) kept: bool,
    /// What the rules tell whoever is there.
    pub(super) told: Vec<(Action, String)>,
    pub(super) noted: Vec<Noted>,
    /// In an office: the next reading, and what is not over yet.
    pub(super) office: Markup,
}

impl DuringPage {
    pub(super) fn render(&self) -> Markup {
        whole_screen(
            &self.page,
            &html! {
                div .during {
                    h1 .over { "Session " (self.number) }
                    (self.clock())
                    @if let Some(intention) = &self.intention { blockquote .held { bdi { (Words(intention)) } } }
                    @for (action, words) in &self.told {
                        p .told .urgent[*action == Action::Emergency] role="alert" { (words) }
                    }
                    @if self.kept { p .kept role="status" { "Kept." } }
                    (self.buttons())
                    (self.office)
                    (self.below())
                }
            },
        )
    }

    fn clock(&self) -> Markup {
        let minutes = self.seconds / 60;
        html! {
            p .help { @if self.taken { "since the medicine" } @else { "since the beginning" } }
            p .large-clock role="timer" data-since=(self.seconds) { (minutes / 60) ":" (format!("{:02}", minutes % 60)) }
            @if self.taken { @if let Some(phase) = self.phase { p .help { (phase.title) ". " (library().journey.expect.clock) } } }
            @else {
                form method="post" action={ (self.address) "/medicine" } { button .button .main { "The medicine is taken now" } }
            }
        }
    }

    fn buttons(&self) -> Markup {
        html! {
            div .large-buttons {
                form method="post" action={ (self.address) "/moments" } {
                    input type="hidden" name="record" value=(self.tap);
                    input type="hidden" name="kind" value=(MomentKind::Part.id());
                    button .button .second { "A part is here" }
                }
                a .button .second href={ (self.address) "/vitals" } { "Readings, look in" }
                a .button .danger href={ (self.address) "/wrong" } { "Something is wrong" }
                a .button .second href={ (self.address) "/end" } { (library().journey.sitter.recovery.title) }
            }
        }
    }

    fn below(&self) -> Markup {
        html! {
            (self.voice.render())
            details open[!self.words.is_empty()] {
                summary { "A few words" }
                form method="post" action={ (self.address) "/moments" } data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    input type="hidden" name="kind" value=(MomentKind::Words.id());
                    (field("words", "What is here?", None, &long_text("words", "words", 2, &self.words, None)))
                    (keep_row("Keep"))
                }
            }
            details { summary { "What was noted" } (timeline(&self.noted)) }
        }
    }
}

/// Something is wrong: who to call, and what was noticed.
pub(super) struct WrongPage {
    pub(super) page: Page,
    pub(super) address: String,
    pub(super) nearest: Nearest,
    pub(super) programme: Programme,
    pub(super) typing: Typing,
    /// What was ticked and typed before and not kept.
    pub(super) fields: Fields,
}

impl WrongPage {
    pub(super) fn render(&self) -> Markup {
        let said = &library().journey.sitter.emergency;
        shell(
            &self.page,
            &html! {
                p .over { a href={ (self.address) "/during" } { "Back" } }
                h1 { "Something is wrong" }
                p .lead { (said.first) }
                (self.nearest.shown_by("K5"))
                @if !self.programme.address.is_empty() { h2 { "The address here" } (written(&self.programme.address)) }
                @if !self.programme.medicines.is_empty() { h2 { "Medicines and allergies" } (written(&self.programme.medicines)) }
                @for role in ["practice", "prescriber", "emergency"] {
                    @if let Some(person) = self.programme.person(role) {
                        p { (crate::journey::words::role(role)) ": " bdi { (Words(&person.name)) } " " bdi { (Words(&person.phone)) } }
                    }
                }
                p { (said.next) }
                form .card method="post" action={ (self.address) "/wrong" } data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    fieldset {
                        legend { "What do you see?" }
                        @for (id, label) in signs() { label .choice { input type="checkbox" name="sign" value=(id) checked[self.fields.all("sign").any(|ticked| ticked == id)]; " " (label) } }
                    }
                    (field("words", "A word about it", None, &long_text("words", "words", 2, self.fields.text("words"), None)))
                    (keep_row("Keep it, with the time"))
                }
            },
        )
    }
}

/// The list at the end.
pub(super) struct EndPage {
    pub(super) page: Page,
    pub(super) address: String,
    /// The revision that the page shows.
    pub(super) seen: u32,
    pub(super) home: bool,
    pub(super) items: Vec<(&'static Point, bool)>,
    /// In an office: what is written down so far, and what is still open.
    pub(super) office: Markup,
}

impl EndPage {
    pub(super) fn render(&self) -> Markup {
        let words = &library().journey.sitter;
        let (title, lead) = if self.home {
            (&words.recovery.title, &words.recovery.lead)
        } else {
            (&words.office.title, &words.office.lead)
        };
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
            },
        )
    }
}
