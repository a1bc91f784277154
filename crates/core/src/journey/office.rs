//! A session in the office: which readings of blood pressure are due and which were taken, what began and is not over yet,
//! and that the monitoring form was submitted.
//!
//! When a reading is due is content and is handed in; nothing here knows a number. What was noted is looked at, never judged.

use super::{Moment, MomentKind, Tick, TreatmentSession, moments_of, sessions::TICKS};
use crate::{NewRevision, Notebook, RecordId, Refusal, When, limits::check_name};

/// What is kept in a moment, as the number of its name, while something is there; 0 once it is not.
pub const THERE: i32 = 1;

/// When a reading is due, in minutes since the medicine.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DueAt {
    /// When; before the medicine, if there is no time.
    pub at: Option<u32>,
    /// A reading so many minutes earlier counts.
    pub early: u32,
    /// A reading so many minutes later still does; any later one, if left out.
    pub late: Option<u32>,
    /// From then on a missing one is said; if left out, it is only due until it is taken.
    pub said_from: Option<u32>,
}

/// How a reading that is due stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Its time is still to come.
    ToCome,
    /// It is its time.
    Due,
    /// Its time was, and it can still be taken.
    NotYet,
    /// It was taken, in that moment.
    Taken(RecordId),
    /// Its time was, and it was not taken.
    Passed,
}

/// Whole minutes from one moment to another; `None` where it is the earlier one.
fn minutes(from: &When, to: &When) -> Option<u32> {
    let whole = || u32::try_from(to.at.seconds_since(from.at) / 60).ok();
    (to.at >= from.at).then(whole).flatten()
}

/// How a reading of blood pressure that is due stands in a session.
pub fn pressure_due(notebook: &Notebook, session: RecordId, due: &DueAt, now: &When) -> Option<Standing> {
    let treatment = notebook.get::<TreatmentSession>(session)?;
    let whole = |moment: &Moment| {
        let measured = matches!(moment.kind, MomentKind::Vitals | MomentKind::LookIn);
        measured && ["systolic", "diastolic"].iter().all(|name| moment.number(name).is_some())
    };
    let taken = moments_of(notebook, session).into_iter().filter(|(_, moment)| whole(moment));
    Some(match due.at {
        None => before(treatment, taken, now),
        Some(at) => after(treatment, taken, due, at, now),
    })
}

/// The last reading of the day before the medicine.
fn before<'a>(
    treatment: &TreatmentSession,
    taken: impl Iterator<Item = (RecordId, &'a Moment)>,
    now: &When,
) -> Standing {
    let until = treatment.medicine.as_ref().unwrap_or(now);
    let counts = |moment: &Moment| moment.when.at <= until.at && moment.when.date() == until.date();
    match taken.filter(|(_, moment)| counts(moment)).last() {
        Some((id, _)) => Standing::Taken(id),
        None if treatment.medicine.is_some() || treatment.ended.is_some() => Standing::Passed,
        None => Standing::Due,
    }
}

/// The reading nearest to its time, or, where any later one counts, the last.
fn after<'a>(
    treatment: &TreatmentSession,
    taken: impl Iterator<Item = (RecordId, &'a Moment)>,
    due: &DueAt,
    at: u32,
    now: &When,
) -> Standing {
    let Some(medicine) = &treatment.medicine else { return Standing::ToCome };
    let last = due.late.map_or(u32::MAX, |late| at.saturating_add(late));
    let counts = at.saturating_sub(due.early)..=last;
    let within = taken.filter_map(|(id, moment)| {
        let minute = minutes(medicine, &moment.when).filter(|minute| counts.contains(minute))?;
        Some((id, minute))
    });
    let found = match due.late {
        Some(_) => within.min_by_key(|(_, minute)| minute.abs_diff(at)),
        None => within.last(),
    };
    if let Some((id, _)) = found {
        return Standing::Taken(id);
    }
    match minutes(medicine, treatment.ended.as_ref().unwrap_or(now)).unwrap_or_default() {
        _ if treatment.ended.is_some() => Standing::Passed,
        minute if minute > last => Standing::Passed,
        minute if minute < at => Standing::ToCome,
        minute if due.said_from.is_none_or(|from| minute < from) => Standing::Due,
        _ => Standing::NotYet,
    }
}

/// What was noted of something that begins and ends in a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Seen<'a> {
    /// When it was there first.
    pub began: Option<&'a When>,
    /// Since when it has been over.
    pub over: Option<&'a When>,
    /// When somebody last looked and it was not there, where it never was.
    pub never: Option<&'a When>,
}

impl Seen<'_> {
    /// Whether it has begun and is not over.
    pub fn is_open(&self) -> bool {
        self.began.is_some() && self.over.is_none()
    }
}

/// What was noted of it: first there, and over once it was noted as not there after that. One that comes back is open again.
pub fn seen<'a>(notebook: &'a Notebook, session: RecordId, effect: &str) -> Seen<'a> {
    let mut seen = Seen::default();
    for (_, moment) in moments_of(notebook, session) {
        let Some(number) = moment.number(effect) else { continue };
        let when = Some(&moment.when);
        match (number == THERE, seen.began.is_some()) {
            (true, _) => seen = Seen { began: seen.began.or(when), over: None, never: None },
            (false, true) => seen.over = seen.over.or(when),
            (false, false) => seen.never = when,
        }
    }
    seen
}

/// Plans that something of a session is done on a day, or is not after all; said again for another day, that day holds.
pub fn mark(
    notebook: &Notebook,
    record: RecordId,
    item: &str,
    done: Option<When>,
) -> Result<Vec<NewRevision>, Refusal> {
    check_name(item)?;
    let (rev, session) = notebook.get_with_rev::<TreatmentSession>(record).ok_or(Refusal::NotHere)?;
    let mut changed = session.clone();
    changed.ticks.retain(|tick| tick.item != item);
    changed.ticks.extend(done.map(|at| Tick { item: item.to_owned(), at }));
    if changed.ticks.len() > TICKS {
        return Err(Refusal::TooMany { limit: TICKS });
    }
    if changed == *session {
        return Ok(Vec::new());
    }
    Ok(vec![NewRevision::edit(record, rev, changed.into())])
}
