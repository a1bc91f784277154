//! Breathing: each time somebody breathed to a count, what they said of their health and day, and own patterns.
//!
//! What may be offered when (rules B2, B3, B4) is decided here, over the numbers and ids that the content names.

mod care;
mod own;

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    limits::{check_level, check_optional_name, check_text},
};

pub use care::{
    Answer, CARE, Care, DayRule, DaySaid, Fit, Stage, Switch, care, fits, is_screened, set, stage,
};
pub use own::{Beyond, Bounds, OwnBreath, keep_own};

/// The longest breathing that is kept, in seconds.
const LONGEST: u32 = 24 * 3_600;

/// One time somebody breathed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Breathing {
    /// The pattern: its id in the content, or the id of a pattern of one's own.
    pub pattern: String,
    /// When it began to be kept.
    pub when: When,
    /// How long it was meant to be, in seconds.
    pub planned: u32,
    /// How long it was, in seconds; `None` where nobody measured it.
    pub done: Option<u32>,
    /// The distress before, 0 to 10.
    pub before: Option<u8>,
    /// The distress after, 0 to 10.
    pub after: Option<u8>,
    /// The sign that stopped it (B4), by its id in the content.
    pub sign: Option<String>,
    /// A word about it.
    pub words: String,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// Plans one breathing (`base` 0) or an edit of it. The stop that is one too many for its pattern switches the pattern
/// off in the same save (rule B4); `times` says which one that is. A breathing that had its sign already was counted then.
pub fn keep(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    breathing: Breathing,
    times: usize,
) -> Result<Vec<NewRevision>, Refusal> {
    check_optional_name(&breathing.pattern)?;
    check_optional_name(breathing.sign.as_deref().unwrap_or_default())?;
    check_text(&breathing.words)?;
    breathing.before.into_iter().chain(breathing.after).try_for_each(check_level)?;
    notebook.check_kind::<Breathing>(record, base)?;
    let breathing = Breathing {
        planned: breathing.planned.min(LONGEST),
        done: breathing.done.map(|done| done.min(LONGEST)),
        ..breathing
    };
    let mut care = care(notebook);
    let stops = stops(notebook, &breathing.pattern, &care).filter(|id| *id != record).count();
    let counted = notebook.get::<Breathing>(record).is_some_and(|known| known.sign.is_some());
    let is_stop = breathing.sign.is_some() && !counted;
    let off = is_stop && stops + 1 >= times && !care.is_off(&breathing.pattern);
    let switch = Switch { pattern: breathing.pattern.clone(), at: breathing.when.clone(), off: true };
    let mut planned = vec![NewRevision::edit(record, base, breathing.into())];
    if off {
        care.switches.push(switch);
        planned.push(set(notebook, care)?);
    }
    Ok(planned)
}

/// The times a pattern was stopped by a sign since it was last switched on.
fn stops<'a>(
    notebook: &'a Notebook,
    pattern: &'a str,
    care: &Care,
) -> impl Iterator<Item = RecordId> + use<'a> {
    let since = care.last_switch(pattern).map(|switch| switch.at.at);
    let stopped =
        notebook.all::<Breathing>().filter(move |(_, it)| it.pattern == pattern && it.sign.is_some());
    stopped.filter(move |(_, it)| since.is_none_or(|since| it.when.at > since)).map(|(id, _)| id)
}

/// Every breathing, oldest first by its own time.
pub fn all(notebook: &Notebook) -> Vec<(RecordId, &Breathing)> {
    let mut all: Vec<_> = notebook.all::<Breathing>().collect();
    all.sort_by_key(|(id, breathing)| (breathing.when.at, *id));
    all
}
