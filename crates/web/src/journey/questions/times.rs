//! The times at which the screening was answered: when, which questions, what changed since the time before.

use hearken_content::{Answered as How, Asked, Question, library};
use hearken_core::{
    Known, Notebook, RecordId, Timestamp,
    journey::{self, Said, Screening, TreatmentSession},
};

use crate::{journey::facts, words, zone::Clock};

/// Every sort of questions, in the order of a session.
const SORTS: [Asked; 5] = [Asked::Once, Asked::EachSession, Asked::OnTheDay, Asked::During, Asked::After];

/// An answer as it is read: the question, the answer, and a word about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Read {
    pub(super) ask: String,
    pub(super) said: String,
    pub(super) words: String,
}

/// A question whose answer is another than the time before; `None` where it was left open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Changed {
    pub(super) ask: String,
    pub(super) before: Option<String>,
    pub(super) now: Option<String>,
}

/// One time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Time {
    pub(super) address: String,
    pub(super) when: String,
    pub(super) asked: Asked,
    pub(super) read: Vec<Read>,
    /// What changed; `None` the first time.
    pub(super) changed: Option<Vec<Changed>>,
}

/// A save of a screening, with its place among the times.
struct Save<'a> {
    order: (Timestamp, Timestamp),
    record: RecordId,
    rev: u32,
    is_newest: bool,
    screening: &'a Screening,
}

/// Every time that questions were answered for a session or its programme, the newest first.
pub(super) fn of_session(
    notebook: &Notebook,
    id: RecordId,
    session: &TreatmentSession,
    clock: &Clock,
) -> Vec<Time> {
    let of = |asked| of_sort(notebook, facts::about(asked, id, session), asked, clock);
    let mut times: Vec<_> = SORTS.into_iter().flat_map(of).collect();
    times.sort_by_key(|(order, _)| std::cmp::Reverse(*order));
    times.into_iter().map(|(_, time)| time).collect()
}

/// One time by its record, as it was saved then; `rev` 0 is as it stands.
pub(super) fn one(notebook: &Notebook, record: RecordId, rev: u32, clock: &Clock) -> Option<Time> {
    let screening = notebook.get::<Screening>(record)?;
    let address = address(record, rev, rev == 0);
    let asked = facts::asked_from(&screening.asked)?;
    let times = of_sort(notebook, screening.about, asked, clock);
    times.into_iter().map(|(_, time)| time).find(|time| time.address == address)
}

/// The session on whose list that time stands; of a programme, the one that was planned last.
pub(super) fn session_of(notebook: &Notebook, screening: &Screening) -> Option<RecordId> {
    if notebook.get::<TreatmentSession>(screening.about).is_some() {
        return Some(screening.about);
    }
    journey::sessions_of(notebook, screening.about).last().map(|(id, _)| *id)
}

fn address(record: RecordId, rev: u32, is_newest: bool) -> String {
    let rev = if is_newest { String::new() } else { format!("?rev={rev}") };
    format!("/journey/screenings/{record}{rev}")
}

type Ordered = ((Timestamp, Timestamp), Time);

fn of_sort(notebook: &Notebook, about: RecordId, asked: Asked, clock: &Clock) -> Vec<Ordered> {
    let name = facts::asked_id(asked);
    let of = notebook.all::<Screening>().filter(|(_, it)| it.about == about && it.asked == name);
    let mut saves: Vec<_> = of.flat_map(|(record, _)| saves(notebook, record)).collect();
    saves.sort_by_key(|save| (save.order, save.rev));
    let before = std::iter::once(None).chain(saves.iter().map(|save| Some(save.screening)));
    let time = |(save, before): (&Save<'_>, Option<&Screening>)| {
        let time = Time {
            address: address(save.record, save.rev, save.is_newest),
            when: words::moment(&save.screening.when, clock.today()),
            asked,
            read: read(save.screening, clock),
            changed: before.map(|before| changed(before, save.screening, clock)),
        };
        (save.order, time)
    };
    saves.iter().zip(before).map(time).collect()
}

fn saves(notebook: &Notebook, record: RecordId) -> Vec<Save<'_>> {
    let history = notebook.history(record);
    let newest = history.last().map(|revision| revision.rev);
    let saves = history.iter().filter_map(|revision| {
        let (rev, screening) = (revision.rev, Screening::of(&revision.what)?);
        let order = (screening.when.at, revision.saved);
        Some(Save { order, record, rev, is_newest: newest == Some(rev), screening })
    });
    saves.collect()
}

/// Every answer, in the order of the questions; what a question is called that is not asked any more, its name says.
fn read(screening: &Screening, clock: &Clock) -> Vec<Read> {
    let words = |id: &str| {
        let answered = screening.answers.iter().find(|answered| answered.question == id);
        answered.map(|answered| answered.words.clone()).unwrap_or_default()
    };
    let one = |id: &str| Some(Read { ask: ask(id), said: said(screening, id, clock)?, words: words(id) });
    ids(&[screening]).into_iter().filter_map(one).collect()
}

fn changed(before: &Screening, now: &Screening, clock: &Clock) -> Vec<Changed> {
    let one = |id: &str| {
        let [before, now] = [before, now].map(|screening| said(screening, id, clock));
        (before != now).then(|| Changed { ask: ask(id), before, now })
    };
    ids(&[before, now]).into_iter().filter_map(one).collect()
}

/// The names of all questions that were answered: those that are known, in their order, and then the others.
fn ids<'a>(screenings: &[&'a Screening]) -> Vec<&'a str> {
    let answers = screenings.iter().flat_map(|it| it.answers.iter().map(|answered| &*answered.question));
    let numbers = screenings.iter().flat_map(|it| it.numbers.iter().map(|(id, _)| &**id));
    let mut ids: Vec<&str> = answers.chain(numbers).collect();
    let questions = &library().safety.screening.questions;
    let place = |id: &str| questions.iter().position(|question| question.id == id).unwrap_or(usize::MAX);
    ids.sort_by_key(|id| (place(id), *id));
    ids.dedup();
    ids
}

fn question(id: &str) -> Option<&'static Question> {
    library().safety.screening.question(id)
}

fn ask(id: &str) -> String {
    question(id).map_or_else(|| id.to_owned(), |it| library().safety.limits().fill(&it.ask))
}

fn said(screening: &Screening, id: &str, clock: &Clock) -> Option<String> {
    let words = &library().safety.screening;
    let answer = screening.said(id).map(|said| match said {
        Said::Yes => words.yes.clone(),
        Said::No => words.no.clone(),
        Said::Unsure => words.unsure.clone(),
    });
    let number = || screening.numbers.iter().find(|(known, _)| known == id).map(|(_, value)| *value);
    answer.or_else(|| number().map(|value| numbered(id, value, clock)))
}

fn numbered(id: &str, value: i32, clock: &Clock) -> String {
    match question(id).map(|question| question.answered) {
        Some(How::TimeOrNever) if value == facts::NEVER => super::NOT_TODAY.to_owned(),
        Some(How::TimeOrNever) => {
            let at = Timestamp::from_millis(i64::from(value) * 60_000);
            words::moment(&clock.when(at), clock.today())
        }
        _ => value.to_string(),
    }
}
