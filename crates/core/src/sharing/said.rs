//! What two people say to each other in a space: about something that was shared, or just so.

use super::{Authored, check_in};
use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal,
    limits::{check_optional_name, check_text},
};

/// What somebody said in a space.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// Who.
    pub by: RecordId,
    /// What it is about: a shared page of this space.
    pub about: Option<RecordId>,
    /// What it is.
    pub manner: Manner,
    /// The words; may be empty where something is left to do.
    pub words: String,
    /// The guide or the questionnaire that is left to do, by its id; else empty.
    pub to_do: String,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// What something said is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Manner {
    /// A message, or a remark on what was shared.
    Message,
    /// A question, for the next hour say.
    Question,
    /// A note for both.
    Note,
    /// An exercise that is left to do.
    Exercise,
    /// A questionnaire that is left to do.
    Measure,
}

impl Manner {
    /// Every manner.
    pub const ALL: [Self; 5] = [Self::Message, Self::Question, Self::Note, Self::Exercise, Self::Measure];

    /// Its name in storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Message => "message",
            Self::Question => "question",
            Self::Note => "note",
            Self::Exercise => "exercise",
            Self::Measure => "measure",
        }
    }

    /// The manner of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|manner| manner.id() == id)
    }
}

impl Authored for Said {
    fn by(&self) -> RecordId {
        self.by
    }
}

/// Plans something said (`base` 0), or another wording of it by whoever said it. `space` is the notebook of the space.
pub fn say(space: &Notebook, record: RecordId, base: u32, said: Said) -> Result<NewRevision, Refusal> {
    check_in(space, said.by)?;
    space.check_kind::<Said>(record, base)?;
    let before = space.get::<Said>(record);
    if before.is_some_and(|before| before.by != said.by) {
        return Err(Refusal::OtherKind);
    }
    check_text(&said.words)?;
    check_optional_name(&said.to_do)?;
    let leaves = matches!(said.manner, Manner::Exercise | Manner::Measure);
    if if leaves { said.to_do.is_empty() } else { said.words.trim().is_empty() } {
        return Err(Refusal::Empty);
    }
    // What it was about may have been taken back since; the words can be mended all the same.
    let about = said.about.filter(|about| before.and_then(|before| before.about) != Some(*about));
    if let Some(about) = about {
        space.get::<super::SharedPage>(about).ok_or(Refusal::NotHere)?;
    }
    Ok(NewRevision::edit(record, base, said.into()))
}
