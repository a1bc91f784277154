//! What a person sets for themselves. One record, kept like any other.

use crate::{Extra, NewRevision, Notebook, Record, RecordId, Refusal};

/// The settings record has this one id in every notebook.
pub const SETTINGS: [u8; 16] = *b"hearken-settings";

/// Minutes of quiet before the notebook locks itself, unless set otherwise.
pub const IDLE_MINUTES: u16 = 15;

/// The shortest and the longest idle time that can be set, in minutes.
pub const IDLE_RANGE: std::ops::RangeInclusive<u16> = 1..=240;

/// Seconds in which to answer when an exercise goes on by itself, unless set otherwise.
pub const ANSWER_SECONDS: u16 = 20;

/// The shortest and the longest time to answer that can be set, in seconds.
pub const ANSWER_RANGE: std::ops::RangeInclusive<u16> = 5..=120;

/// The time to answer of somebody who goes on when they say so, and never before.
pub const WAITS_FOR_ME: u16 = 0;

/// A person's settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Minutes of quiet before the notebook locks itself; within [`IDLE_RANGE`].
    pub idle_minutes: u16,
    /// Two-letter country for *Help now*; `None` shows every way that works anywhere.
    pub country: Option<String>,
    /// Whether exercises read themselves aloud without being asked.
    pub read_aloud: bool,
    /// Whether the breath pacer sounds.
    pub breath_sound: bool,
    /// Seconds in which to answer while an exercise is done hands-free; within [`ANSWER_RANGE`], or [`WAITS_FOR_ME`].
    pub answer_seconds: u16,
    /// Whether a soft chime says that it is one's turn, or that a quiet time is over.
    pub chimes: bool,
    /// True in an invented notebook made to look around in.
    pub invented: bool,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            idle_minutes: IDLE_MINUTES,
            country: None,
            read_aloud: false,
            breath_sound: true,
            answer_seconds: ANSWER_SECONDS,
            chimes: true,
            invented: false,
            extra: Extra::default(),
        }
    }
}

/// Plans a change of settings. An idle time outside [`IDLE_RANGE`] is moved to its nearest end, and so is a time to
/// answer outside [`ANSWER_RANGE`] that is not [`WAITS_FOR_ME`].
pub fn set(notebook: &Notebook, mut settings: Settings) -> Result<NewRevision, Refusal> {
    settings.idle_minutes = settings.idle_minutes.clamp(*IDLE_RANGE.start(), *IDLE_RANGE.end());
    if settings.answer_seconds != WAITS_FOR_ME {
        settings.answer_seconds = settings.answer_seconds.clamp(*ANSWER_RANGE.start(), *ANSWER_RANGE.end());
    }
    let id = RecordId::from_bytes(SETTINGS);
    let base = notebook.current(id).map_or(0, |revision| revision.rev);
    Ok(NewRevision::edit(id, base, Record::Settings(settings)))
}
