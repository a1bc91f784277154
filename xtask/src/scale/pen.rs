//! What one person writes: notes, and more words for the last one; each save has a word of its own.

use super::browser::{Answer, Browser};
use crate::{
    Result,
    journal::Numbers,
    product::{EVERYWHERE, entry_form, record_id, test_word},
};

/// So many words has one person at most.
const WORDS_EACH: usize = 10_000;

/// So often a note is edited, so that all its words stand in the beginning that lists show.
const MOST_EDITS: u32 = 2;

/// What one person writes with.
pub(super) struct Pen {
    pub(super) numbers: Numbers,
    /// The words of the next ones begin here.
    next_word: usize,
    /// The note that was written last.
    last: Option<Note>,
}

/// One save.
pub(super) struct Note {
    record: String,
    /// The revision that it is an edit of; 0 for a new note.
    base: u32,
    /// All its words.
    words: String,
    /// The new one.
    word: String,
}

impl Pen {
    /// Nobody of another number writes the same words.
    pub(super) fn new(number: usize) -> Self {
        let numbers = Numbers::from_seed(number as u64 + 1);
        Self { numbers, next_word: number * WORDS_EACH, last: None }
    }

    /// A new note, or more words for the last one.
    pub(super) fn writes(&mut self) -> Note {
        let word = test_word(self.next_word);
        self.next_word += 1;
        let edits = self.numbers.below(2) == 0;
        match self.last.take().filter(|last| edits && last.base < MOST_EDITS) {
            Some(Note { record, base, words, .. }) => {
                Note { record, base: base + 1, words: format!("{words} {word}"), word }
            }
            None => {
                let record = record_id(&mut self.numbers);
                Note { record, base: 0, words: format!("{EVERYWHERE} {word}"), word }
            }
        }
    }

    /// It was acknowledged: the next one may be an edit of it. Gives its new word.
    pub(super) fn kept(&mut self, note: Note) -> String {
        self.last.insert(note).word.clone()
    }
}

impl Note {
    /// Sends it.
    pub(super) async fn send(&self, browser: &mut Browser) -> Result<Answer> {
        let on = self.base.to_string();
        let form = entry_form(&self.record, &self.words)
            .map(|(name, value)| (name, if name == "base" { &on } else { value }));
        browser.post("/journal", &form).await
    }
}

/// Whether that is the answer to a save that was kept.
pub(super) fn is_kept(answer: &Answer) -> bool {
    answer.status == 303 && !answer.location.starts_with("/unlock")
}
