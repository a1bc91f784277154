//! The measure plan: which questionnaires somebody wants to be asked, and how often. One record, kept like the settings.
//!
//! Which questionnaires there are is content. When one of them is due is a rule of its own: see [`due`].

pub mod due;

use std::{cmp::Reverse, ops::RangeInclusive};

use crate::{Extra, Known, NewRevision, Notebook, RecordId, Refusal, limits::check_name, only_one, settling};

/// The first measure plan of every notebook has this id.
const PLAN: [u8; 16] = *b"hearken-measures";

/// The most questionnaires that a plan holds.
pub const MEASURES: usize = 50;

/// The shortest and the longest time from one asking to the next, in days.
pub const EVERY_DAYS: RangeInclusive<u16> = 1..=366;

/// Which questionnaires somebody wants to be asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct MeasurePlan {
    /// Each of them once, in the person's order.
    pub measures: Vec<Asked>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// One questionnaire that is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The questionnaire, by its id in the content.
    pub measure: String,
    /// How many days lie from one asking to the next; within [`EVERY_DAYS`].
    pub every_days: u16,
}

impl MeasurePlan {
    /// How a questionnaire is asked; `None` if it is not.
    pub fn asked(&self, measure: &str) -> Option<&Asked> {
        self.measures.iter().find(|asked| asked.measure == measure)
    }
}

/// The id that the plan has, or would have. After one that was erased the next has the next id.
pub fn id(notebook: &Notebook) -> RecordId {
    only_one::id(notebook, PLAN)
}

/// The plan as it stands; one that asks for nothing if there is none. Where two devices made one and a file brought them
/// together, what either asks; of a questionnaire that both ask, the word that was said later holds.
pub fn current(notebook: &Notebook) -> MeasurePlan {
    let record = id(notebook);
    let mut standing: Vec<_> = notebook.standing(record).collect();
    standing.sort_by_key(|revision| Reverse((revision.saved, revision.rev)));
    let plans = standing.into_iter().filter_map(|revision| MeasurePlan::of(&revision.what));
    let measures = once(plans.flat_map(|plan| &plan.measures).cloned().collect());
    let extra = notebook.get::<MeasurePlan>(record).map(|plan| plan.extra.clone());
    MeasurePlan { measures, extra: extra.unwrap_or_default() }
}

/// Plans that these questionnaires are asked; of one that is named twice the first holds.
///
/// `base` is the revision the form started from. What another window changed since then stays, unless this one changed the
/// same questionnaire. Asked twice, it lands once.
pub fn keep_plan(notebook: &Notebook, base: u32, plan: MeasurePlan) -> Result<Vec<NewRevision>, Refusal> {
    let record = id(notebook);
    let said = plan.measures.into_iter().map(checked).collect::<Result<Vec<_>, _>>()?;
    let said = MeasurePlan { measures: once(said), extra: plan.extra };
    notebook.check_kind::<MeasurePlan>(record, base)?;
    let (rev, now) = (notebook.current(record).map_or(0, |newest| newest.rev), current(notebook));
    let settles = settling::beside(notebook, record);
    // A form that was begun at the newest showed all that stands.
    let then = notebook.revision(record, base).and_then(|revision| MeasurePlan::of(&revision.what));
    let before = if base == rev { Some(&now) } else { then };
    let measures = merged(before, &said, &now);
    if measures.len() > MEASURES {
        return Err(Refusal::TooMany { limit: MEASURES });
    }
    let has_landed = notebook.history(record).iter().any(|kept| {
        kept.base == base && MeasurePlan::of(&kept.what).is_some_and(|it| it.measures == said.measures)
    });
    if has_landed || (measures == now.measures && settles.is_empty()) {
        return Ok(Vec::new());
    }
    let extra = if rev == 0 { said.extra } else { now.extra };
    let plan = MeasurePlan { measures, extra };
    Ok(vec![NewRevision { settles, ..NewRevision::edit(record, rev, plan.into()) }])
}

fn checked(asked: Asked) -> Result<Asked, Refusal> {
    let measure = check_name(&asked.measure)?.to_owned();
    if !EVERY_DAYS.contains(&asked.every_days) {
        return Err(Refusal::NotANumber);
    }
    Ok(Asked { measure, ..asked })
}

/// What a form says that started from `before`, with what another window has made of it since then.
fn merged(before: Option<&MeasurePlan>, said: &MeasurePlan, now: &MeasurePlan) -> Vec<Asked> {
    let before = |measure: &str| before.and_then(|before| before.asked(measure));
    let kept = said.measures.iter().filter_map(|asked| {
        let untouched = before(&asked.measure) == Some(asked);
        if untouched { now.asked(&asked.measure) } else { Some(asked) }
    });
    let elsewhere = now
        .measures
        .iter()
        .filter(|asked| before(&asked.measure).is_none() && said.asked(&asked.measure).is_none());
    once(kept.chain(elsewhere).cloned().collect())
}

/// Each questionnaire once.
fn once(measures: Vec<Asked>) -> Vec<Asked> {
    let mut all: Vec<Asked> = Vec::new();
    for asked in measures {
        if all.iter().all(|one| one.measure != asked.measure) {
            all.push(asked);
        }
    }
    all
}
