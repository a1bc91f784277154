//! Voice notes: what somebody said on a screen of an exercise, or while a session lasted, kept sealed as it was recorded.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    exercises::{AnswerValue, open_run},
    journey::TreatmentSession,
};

/// Bytes that one voice note may have.
pub const RECORDING_BYTES: usize = 1 << 20;

/// Seconds that one voice note may last.
pub const RECORDING_SECONDS: u32 = 180;

/// How a voice note's bytes are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SoundKind {
    /// `WebM`, as most browsers record.
    Webm,
    /// Ogg.
    Ogg,
    /// MPEG-4.
    Mp4,
}

impl SoundKind {
    /// Every kind there is.
    pub const ALL: [Self; 3] = [Self::Webm, Self::Ogg, Self::Mp4];

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Webm => "audio/webm",
            Self::Ogg => "audio/ogg",
            Self::Mp4 => "audio/mp4",
        }
    }

    /// The kind with that media type.
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// Whether bytes begin as this kind does.
    pub fn begins(self, bytes: &[u8]) -> bool {
        match self {
            Self::Webm => bytes.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]),
            Self::Ogg => bytes.starts_with(b"OggS"),
            Self::Mp4 => bytes.get(4..8) == Some(b"ftyp"),
        }
    }
}

/// A voice note.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recording {
    /// The run, or the session of treatment, it was said in; it is erased with it.
    pub run: RecordId,
    /// The screen it was said on; empty in a session.
    pub screen: String,
    /// When.
    pub when: When,
    /// How its bytes are to be read.
    pub kind: SoundKind,
    /// How long it lasts.
    pub seconds: u32,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Plans a voice note. Sent a second time under the same id, it is there already. A screen of an open run that has no other
/// answer counts as answered by it, and not as left out.
pub fn keep(notebook: &Notebook, id: RecordId, recording: Recording) -> Result<Vec<NewRevision>, Refusal> {
    if recording.bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if recording.bytes.len() > RECORDING_BYTES {
        return Err(Refusal::TooLong { bytes: recording.bytes.len(), limit: RECORDING_BYTES });
    }
    let run = notebook.run(recording.run);
    if run.is_none() && notebook.get::<TreatmentSession>(recording.run).is_none() {
        return Err(Refusal::NotHere);
    }
    notebook.check_kind::<Recording>(id, 0)?;
    if notebook.get::<Recording>(id).is_some() {
        return Ok(Vec::new());
    }
    let seconds = recording.seconds.min(RECORDING_SECONDS);
    let unanswered = run.filter(|run| run.is_open()).is_some_and(|run| {
        let answer = run.answer(&recording.screen);
        answer.is_none_or(|answer| answer.value == AnswerValue::Skipped)
    });
    let mut planned = Vec::new();
    if unanswered {
        let (mut run, rev) = open_run(notebook, recording.run)?;
        run.put(&recording.screen, AnswerValue::Done, recording.when.at, None);
        planned.push(NewRevision::edit(recording.run, rev, run.into()));
    }
    planned.push(NewRevision::first(id, Recording { seconds, ..recording }.into()));
    Ok(planned)
}

/// Seconds as a person says them: “1 min 20 s”; nothing when nobody counted.
pub fn length(seconds: u32) -> Option<String> {
    match (seconds / 60, seconds % 60) {
        (0, 0) => None,
        (0, seconds) => Some(format!("{seconds} s")),
        (minutes, 0) => Some(format!("{minutes} min")),
        (minutes, seconds) => Some(format!("{minutes} min {seconds} s")),
    }
}

/// The voice notes of a run or of a session, oldest first.
pub fn of_run(notebook: &Notebook, run: RecordId) -> Vec<(RecordId, &Recording)> {
    let mut notes: Vec<_> = notebook.all::<Recording>().filter(|(_, note)| note.run == run).collect();
    notes.sort_by_key(|(id, note)| (note.when.at, *id));
    notes
}
