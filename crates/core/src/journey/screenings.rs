//! What somebody said when they were asked, and what a prescriber said to it.

use super::{Programme, sessions::check_session};
use crate::{
    Extra, Known, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{check_name, check_optional_name, check_text},
};

/// An answer to a question of a screening.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Said {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The person does not know.
    Unsure,
}

impl Said {
    /// Every answer, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Unsure];

    /// Its name in forms, content and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unsure => "unsure",
        }
    }

    /// The answer with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.id() == id)
    }
}

/// One question that was answered. One that was not is not here; it is never a no.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// The question, by its name in the content.
    pub question: String,
    /// The answer.
    pub said: Said,
    /// A word about it, for the prescriber.
    pub words: String,
}

/// A screening as it was answered: of a programme, or of one session.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Screening {
    /// The programme or the session.
    pub about: RecordId,
    /// Which questions these were, by their name in the content: once, before each session, on the day.
    pub asked: String,
    /// When it was answered.
    pub when: When,
    /// What was answered.
    pub answers: Vec<Answered>,
    /// Numbers that were given, by the question's name in the content.
    pub numbers: Vec<(String, i32)>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Screening {
    /// A screening of a programme or a session, with nothing answered.
    pub fn new(about: RecordId) -> Self {
        Self {
            about,
            asked: String::new(),
            when: When::default(),
            answers: Vec::new(),
            numbers: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// What was asked and answered, without when.
    fn said_all(&self) -> (RecordId, &str, &[Answered], &[(String, i32)]) {
        (self.about, &self.asked, &self.answers, &self.numbers)
    }

    /// What was said to a question.
    pub fn said(&self, question: &str) -> Option<Said> {
        self.answers.iter().find(|answered| answered.question == question).map(|answered| answered.said)
    }
}

/// The most questions that one screening holds.
const QUESTIONS: usize = 500;

/// Plans a new screening (`base` 0) or a change of one. Sent again later, it keeps the moment it was first answered at,
/// and so lands once.
pub fn keep_screening(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    mut screening: Screening,
) -> Result<NewRevision, Refusal> {
    if notebook.get::<Programme>(screening.about).is_none() {
        check_session(notebook, screening.about)?;
    }
    if screening.answers.is_empty() && screening.numbers.is_empty() {
        return Err(Refusal::Empty);
    }
    if screening.answers.len().max(screening.numbers.len()) > QUESTIONS {
        return Err(Refusal::TooMany { limit: QUESTIONS });
    }
    check_optional_name(&screening.asked)?;
    screening.numbers.iter().try_for_each(|(question, _)| check_optional_name(question))?;
    for answered in &screening.answers {
        check_name(&answered.question)?;
        check_text(&answered.words)?;
    }
    notebook.check_kind::<Screening>(record, base)?;
    let kept = notebook.history(record).iter().filter(|revision| revision.base == base);
    let before = kept.filter_map(|revision| Screening::of(&revision.what));
    if let Some(same) = before.into_iter().find(|before| before.said_all() == screening.said_all()) {
        screening.when = same.when.clone();
    }
    Ok(NewRevision::edit(record, base, screening.into()))
}

/// The newest screening of that sort about a programme or a session; of two of the same moment, the one that came last.
pub fn newest_screening<'a>(
    notebook: &'a Notebook,
    about: RecordId,
    asked: &str,
) -> Option<(RecordId, &'a Screening)> {
    let of = notebook.all::<Screening>().filter(|(_, it)| it.about == about && it.asked == asked);
    of.max_by_key(|(_, it)| it.when.at)
}

/// What a prescriber said to a rule that had held a session up, as it was told to the person or recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Release {
    /// The rule, by its number.
    pub rule: String,
    /// What the rule had asked for, by its name in the content; nothing stronger is released.
    pub action: String,
    /// The session it is for.
    pub session: RecordId,
    /// The prescriber's name.
    pub by: String,
    /// When they said it.
    pub when: When,
    /// Why.
    pub reason: String,
    /// Typed by the person from what they were told, on paper or by voice.
    pub on_paper: bool,
    /// The responses and screenings whose answers it is for; none where it is for the session.
    pub answers: Vec<RecordId>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Release {
    /// A release for a session, by nobody yet.
    pub fn new(session: RecordId) -> Self {
        Self {
            rule: String::new(),
            action: String::new(),
            session,
            by: String::new(),
            when: When::default(),
            reason: String::new(),
            on_paper: bool::default(),
            answers: Vec::new(),
            extra: Extra::default(),
        }
    }
}

/// The most records that one release is for.
const ANSWERS: usize = 1_000;

/// Plans a release. Without a name and a reason it is none.
pub fn keep_release(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    release: Release,
) -> Result<NewRevision, Refusal> {
    check_session(notebook, release.session)?;
    check_name(&release.by)?;
    check_name(&release.rule)?;
    check_optional_name(&release.action)?;
    if release.reason.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    check_text(&release.reason)?;
    if release.answers.len() > ANSWERS {
        return Err(Refusal::TooMany { limit: ANSWERS });
    }
    notebook.check_kind::<Release>(record, base)?;
    Ok(NewRevision::edit(record, base, release.into()))
}

/// The releases of a session.
pub fn releases_of(notebook: &Notebook, session: RecordId) -> impl Iterator<Item = (RecordId, &Release)> {
    notebook.all::<Release>().filter(move |(_, release)| release.session == session)
}
