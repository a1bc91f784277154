//! Readings: how hard a part guards, how much it trusts, how near it is, how much Self is here, on one day.
//!
//! A rating is never an edit of a part: it is a record of its own, so that its course over months is a plot and not an
//! archaeology. A check-in is several readings kept at once.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{check_level, check_text},
    sharing::is_out_of_sight,
};

/// What is rated, from 0 to 10. Without a direction that is better: a part guards for a reason.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Scale {
    /// How hard a part guards.
    Guard,
    /// How much a part trusts the Self.
    Trust,
    /// How close it is.
    Closeness,
    /// How much its view feels like "me".
    Blended,
    /// How much Self is here.
    SelfEnergy,
    /// One of the 8 Cs of Self, by its id in `content/words/eight-cs.toml`.
    Quality(Quality),
    /// A scale that only a newer program knows.
    Other(String),
}

/// The 8 Cs of Self (source: `content/words/eight-cs.toml`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "the words say what they are; their lines stand in the content")]
pub enum Quality {
    Curiosity,
    Calm,
    Clarity,
    Compassion,
    Confidence,
    Courage,
    Creativity,
    Connectedness,
}

impl Quality {
    /// Every one, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Curiosity,
        Self::Calm,
        Self::Clarity,
        Self::Compassion,
        Self::Confidence,
        Self::Courage,
        Self::Creativity,
        Self::Connectedness,
    ];

    /// Its name in forms, content and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Curiosity => "curiosity",
            Self::Calm => "calm",
            Self::Clarity => "clarity",
            Self::Compassion => "compassion",
            Self::Confidence => "confidence",
            Self::Courage => "courage",
            Self::Creativity => "creativity",
            Self::Connectedness => "connectedness",
        }
    }
}

impl Scale {
    /// The scales of a part, in the order they are asked.
    pub const OF_PARTS: [Self; 4] = [Self::Guard, Self::Trust, Self::Closeness, Self::Blended];

    /// Its name in forms and storage.
    pub fn id(&self) -> &str {
        match self {
            Self::Guard => "guard",
            Self::Trust => "trust",
            Self::Closeness => "closeness",
            Self::Blended => "blended",
            Self::SelfEnergy => "self-energy",
            Self::Quality(quality) => quality.id(),
            Self::Other(id) => id,
        }
    }

    /// The scale with that name; one that is not known here is carried along.
    pub fn from_id(id: &str) -> Self {
        let qualities = Quality::ALL.map(Self::Quality);
        let known = Self::OF_PARTS.into_iter().chain([Self::SelfEnergy]).chain(qualities);
        known.into_iter().find(|scale| scale.id() == id).unwrap_or_else(|| Self::Other(id.to_owned()))
    }
}

/// What was rated of one part, or of Self, at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// When it was so.
    pub when: When,
    /// The part it is about; `None` for Self.
    pub about: Option<RecordId>,
    /// Each scale with its level, 0 to 10. What was not rated is not here; it is never 0.
    pub levels: Vec<(Scale, u8)>,
    /// A word about it.
    pub note: String,
    /// The exercise or session it was taken in.
    pub during: Option<RecordId>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Reading {
    /// A reading of a part (or of Self) with nothing rated yet.
    pub fn of(about: Option<RecordId>, when: When) -> Self {
        Self { when, about, levels: Vec::new(), note: String::new(), during: None, extra: Extra::default() }
    }

    /// The level on a scale, if it was rated.
    pub fn level(&self, scale: &Scale) -> Option<u8> {
        self.levels.iter().find(|(rated, _)| rated == scale).map(|&(_, level)| level)
    }

    fn says_something(&self) -> bool {
        !self.levels.is_empty() || !self.note.trim().is_empty()
    }

    fn check(&self) -> Result<(), Refusal> {
        self.levels.iter().try_for_each(|&(_, level)| check_level(level))?;
        check_text(&self.note)
    }
}

/// Plans a check-in: several readings at once. Those in which nothing was rated or said are left out; when all are,
/// there is nothing to keep. A reading about a part that turned out to be another is kept as one of that one.
pub fn check_in(
    notebook: &Notebook,
    readings: Vec<(RecordId, Reading)>,
) -> Result<Vec<NewRevision>, Refusal> {
    let mut planned = Vec::new();
    for (record, mut reading) in readings.into_iter().filter(|(_, reading)| reading.says_something()) {
        reading.check()?;
        notebook.check_kind::<Reading>(record, 0)?;
        reading.about = reading.about.map(|part| notebook.view().resolve(part));
        if reading.about.is_some_and(|part| notebook.part(part).is_none()) {
            return Err(Refusal::NotHere);
        }
        planned.push(NewRevision::first(record, reading.into()));
    }
    if planned.is_empty() { Err(Refusal::Empty) } else { Ok(planned) }
}

/// Plans the reading that a screen of an exercise leaves: a new one, or the one that it left before with its levels
/// changed. Where nothing was rated, nothing is planned.
pub fn leave(
    notebook: &Notebook,
    record: RecordId,
    reading: Reading,
) -> Result<Option<NewRevision>, Refusal> {
    match notebook.get_with_rev::<Reading>(record) {
        _ if !reading.says_something() => Ok(None),
        Some((_, before)) if before.levels == reading.levels => Ok(None),
        Some((rev, before)) => {
            let when = before.when.clone();
            edit(notebook, record, rev, Reading { when, ..reading }).map(Some)
        }
        None if notebook.was_erased(record) => Ok(None),
        None => Ok(check_in(notebook, vec![(record, reading)])?.pop()),
    }
}

/// Plans an edit of one reading. Which part it is about stays as it was.
pub fn edit(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    reading: Reading,
) -> Result<NewRevision, Refusal> {
    let before = notebook.get::<Reading>(record).ok_or(Refusal::NotHere)?;
    if !reading.says_something() {
        return Err(Refusal::Empty);
    }
    reading.check()?;
    Ok(NewRevision::edit(record, base, Reading { about: before.about, ..reading }.into()))
}

/// The record that holds what one check-in said of a part, or (`None`) of Self: the same one on every retry, because the
/// form makes one id for the whole check-in.
pub fn reading_id(check_in: RecordId, about: Option<RecordId>) -> RecordId {
    let Some(part) = about else { return check_in };
    let mut bytes = check_in.bytes();
    // The time of the check-in stays in front; only what is random is mixed, so ids keep their order and version.
    bytes.iter_mut().zip(part.bytes()).skip(9).for_each(|(byte, other)| *byte ^= other);
    RecordId::from_bytes(bytes)
}

/// The parts of the newest check-in, in the order in which they were met; those that are kept out of sight only where `hidden`
/// asks for them.
pub fn last_parts(notebook: &Notebook, hidden: bool) -> Vec<RecordId> {
    let newest = |part| Some(notebook.readings_of(Some(part), None).next_back()?.1.when.at);
    let met = notebook.parts().filter(|(_, part)| part.is_met());
    let rated: Vec<_> = met.filter_map(|(id, _)| Some((newest(id)?, id))).collect();
    let last = rated.iter().map(|&(at, _)| at).max();
    let of_last = rated.into_iter().filter(|&(at, _)| Some(at) == last).map(|(_, id)| id);
    of_last.filter(|&part| hidden || !is_out_of_sight(notebook, part)).collect()
}
