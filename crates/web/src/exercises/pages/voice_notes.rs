//! Voice notes as they are seen: on the screen where they were said, in a run that has ended, and before one goes.

use hearken_content::Input;
use hearken_core::{
    Notebook, RecordId,
    recordings::{self, RECORDING_BYTES, RECORDING_SECONDS, Recording},
};
use maud::{Markup, html};

use super::super::{address, recordings::place};
use crate::{
    layout::{Page, shell},
    words,
};

/// A voice note in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Note {
    /// The screen it was said on.
    pub(crate) screen: String,
    /// Where its sound is.
    pub(crate) place: String,
    /// How long it lasts; 0 when nobody counted.
    pub(crate) seconds: u32,
}

/// The voice notes of a run.
pub(crate) fn of_run(notebook: &Notebook, run: RecordId) -> Vec<Note> {
    let notes = recordings::of_run(notebook, run).into_iter();
    notes
        .map(|(id, note)| Note { screen: note.screen.clone(), place: place(id), seconds: note.seconds })
        .collect()
}

/// “75 seconds” as “1:15”; nothing when nobody counted.
fn length(seconds: u32) -> Option<String> {
    (seconds > 0).then(|| words::minutes_and_seconds(seconds))
}

impl Note {
    pub(crate) fn render(&self) -> Markup {
        let length = length(self.seconds);
        // The shape for new ones has no place yet.
        let place = Some(&self.place).filter(|place| !place.is_empty());
        html! {
            div .voice-note {
                audio controls preload="none" src=[place] aria-label={
                    "Voice note" @if let Some(length) = &length { ", " (length) }
                } {}
                @if let Some(length) = &length { span .help { (length) } }
                a .quiet-danger href={ (self.place) "/erase" } { "Erase" }
            }
        }
    }
}

/// What is said on this screen, and where more can be said.
pub(crate) struct VoiceNotes {
    /// Where a new one goes; none where words are not asked for.
    pub(crate) to: Option<String>,
    /// Offered also where the device could write down what is said: some things are best said aloud.
    pub(crate) always: bool,
    /// Whether somebody who speaks longer than one note may last goes on in a next one.
    pub(crate) goes_on: bool,
    pub(crate) notes: Vec<Note>,
}

impl VoiceNotes {
    pub(crate) fn on(notebook: &Notebook, run: RecordId, screen: &str, input: &Input) -> Self {
        let always = matches!(input, Input::Spoken(_) | Input::Drawing(_));
        let takes = always || matches!(input, Input::Text(_));
        let mut notes = of_run(notebook, run);
        notes.retain(|note| note.screen == screen);
        Self { to: takes.then(|| address(run, &[screen, "recordings"])), always, goes_on: false, notes }
    }

    /// What was said in a session, and where more can be said.
    pub(crate) fn in_session(notebook: &Notebook, session: RecordId, to: String) -> Self {
        Self { to: Some(to), always: true, goes_on: true, notes: of_run(notebook, session) }
    }

    /// On a page that shows nothing of anybody, and keeps what is said by itself.
    pub(crate) fn to_keep_here() -> Self {
        Self { to: Some(String::new()), always: true, goes_on: true, notes: Vec::new() }
    }

    pub(crate) fn render(&self) -> Markup {
        html! {
            section .voice-notes aria-label="Voice notes" {
                div data-notes="" { @for note in &self.notes { (note.render()) } }
                @if let Some(to) = &self.to { (self.recorder(to)) }
            }
        }
    }

    /// Shown by the script where the browser can record; without JavaScript a sound file can be handed in.
    fn recorder(&self, to: &str) -> Markup {
        html! {
            template data-note="" { (Note { screen: String::new(), place: String::new(), seconds: 0 }.render()) }
            div data-recorder=(to) data-always[self.always] data-goes-on[self.goes_on] data-most-seconds=(RECORDING_SECONDS)
                data-most-bytes=(RECORDING_BYTES) hidden {
                div .row {
                    button .button .second type="button" data-record="" { "Speak a note" }
                    button .plain type="button" data-send-again="" hidden { "Try to keep it again" }
                }
                p role="status" data-recorder-status="" {}
                p .help {
                    @if self.goes_on { "Kept sealed in your notebook, three minutes a note; it goes on by itself." }
                    @else { "Up to three minutes, kept sealed in your notebook." }
                    " Nothing leaves this machine."
                }
            }
            noscript {
                form method="post" action=(to) enctype="multipart/form-data" {
                    label for="sound" { "A voice note, as a sound file of at most 1 MB" }
                    input type="file" id="sound" name="file" accept="audio/webm,audio/ogg,audio/mp4";
                    button .button .second { "Keep it" }
                }
            }
        }
    }
}

/// Asks before a voice note goes.
pub(crate) struct EraseNotePage {
    run: String,
    note: Note,
}

impl EraseNotePage {
    /// `back` is the page of what the note was said in.
    pub(crate) fn of(id: RecordId, note: &Recording, back: String) -> Self {
        let shown = Note { screen: note.screen.clone(), place: place(id), seconds: note.seconds };
        Self { run: back, note: shown }
    }

    pub(crate) fn render(&self, page: &Page) -> Markup {
        shell(
            page,
            &html! {
                h1 { "Erase this voice note?" }
                p .lead { "It is taken out of the notebook and cannot be brought back. A backup made before still holds it." }
                p { "What you wrote stays." }
                audio controls preload="none" src=(self.note.place) aria-label="Voice note" {}
                form .row method="post" action={ (self.note.place) "/erase" } {
                    a .button .second href=(self.run) { "Keep it" }
                    button .button .danger { "Erase it" }
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_said_where_it_was_counted() {
        assert_eq!(length(75).as_deref(), Some("1:15"));
        assert_eq!(length(5).as_deref(), Some("0:05"));
        assert_eq!(length(0), None);
    }

    #[test]
    fn only_a_question_for_words_takes_a_voice_note() {
        let run = RecordId::from_bytes([2; 16]);
        let none = VoiceNotes::on(&Notebook::default(), run, "settle", &Input::None).render().into_string();
        assert!(!none.contains("data-recorder"));
    }
}
