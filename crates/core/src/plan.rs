//! The safety plan: what a person wrote down for the hours in which thinking is hard. One record, kept like the settings.
//!
//! Which steps there are, and what they ask, is content. Nothing here asks for a plan that is complete.

use jiff::civil::Date;

use crate::{
    Extra, Kind, Known, NewRevision, Notebook, RecordId, Refusal, Timestamp,
    limits::{TIES, check_optional_name, check_text},
    only_one, settling,
};

/// The first plan of every notebook has this id.
const PLAN: [u8; 16] = *b"hearken-the-plan";

/// The id that the plan has, or would have. After one that was erased the next has the next id.
pub fn id(notebook: &Notebook) -> RecordId {
    only_one::id(notebook, PLAN)
}

/// A safety plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SafetyPlan {
    /// The steps that hold something.
    pub steps: Vec<PlanStep>,
    /// The day it was last changed or looked at.
    pub looked: Option<Date>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// One step of a plan.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PlanStep {
    /// Its name in the content.
    pub id: String,
    /// What stands in it, in the person's order.
    pub entries: Vec<PlanEntry>,
}

/// One line of a step.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PlanEntry {
    /// The person's words: a sign, a thing to do, a name.
    pub words: String,
    /// A number to call; may be empty.
    pub phone: String,
}

impl PlanEntry {
    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.phone.trim().is_empty()
    }

    /// What a phone dials: digits, with a plus before them if one was typed. `None` if there are too few to be a number.
    pub fn dials(&self) -> Option<String> {
        dials(&self.phone)
    }
}

/// What a phone dials for that number as it was typed; `None` if there are too few digits to be one.
pub fn dials(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let plus = if phone.trim_start().starts_with('+') { "+" } else { "" };
    (digits.len() >= 3).then(|| format!("{plus}{digits}"))
}

impl SafetyPlan {
    /// What stands in a step.
    pub fn step(&self, id: &str) -> &[PlanEntry] {
        self.steps.iter().find(|step| step.id == id).map_or(&[], |step| &step.entries)
    }

    /// Adds below what is in the other and not in this.
    fn take_in(&mut self, other: &Self) {
        for theirs in &other.steps {
            let here = self.steps.iter().position(|step| step.id == theirs.id);
            let here = here.unwrap_or_else(|| {
                self.steps.push(PlanStep { id: theirs.id.clone(), entries: Vec::new() });
                self.steps.len() - 1
            });
            let entries = &mut self.steps[here].entries;
            let missing = theirs.entries.iter().filter(|entry| !entries.contains(entry));
            let missing: Vec<_> = missing.cloned().collect();
            entries.extend(missing);
        }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.steps.iter().all(|step| step.entries.is_empty())
    }

    /// Whether it is time to look at it again, so many days after it was last looked at.
    pub fn is_due(&self, today: Date, days: u32) -> bool {
        let age = self.looked.map(|looked| (today - looked).get_days());
        !self.is_empty() && age.is_some_and(|age| u32::try_from(age).is_ok_and(|age| age >= days))
    }
}

/// The plan as it stands; an empty one if there is none. Where two devices wrote it at the same time and a file brought them
/// together, every line of both: what is gone from one may be what the other needs tonight. One of them may have erased its
/// plan and written another, which has another id.
pub fn current(notebook: &Notebook) -> SafetyPlan {
    let records = std::iter::once(id(notebook)).chain(others(notebook));
    let standing = records.flat_map(|record| notebook.standing(record));
    let mut plans = standing.filter_map(|revision| SafetyPlan::of(&revision.what));
    let mut plan = plans.next().cloned().unwrap_or_default();
    plans.for_each(|other| plan.take_in(other));
    plan
}

/// Every plan that is here, were there only earlier versions of it.
pub fn all(notebook: &Notebook) -> &[RecordId] {
    notebook.of_kind(Kind::SafetyPlan)
}

/// The plans besides the one that is kept: another device wrote them.
pub fn others(notebook: &Notebook) -> impl Iterator<Item = RecordId> {
    let own = id(notebook);
    all(notebook).iter().copied().filter(move |&record| record != own)
}

/// One wording of the plan, and when it was kept.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    /// The revision that brought it.
    pub rev: u32,
    /// When that was saved.
    pub saved: Timestamp,
    /// The plan as it read then.
    pub plan: &'a SafetyPlan,
}

/// Every wording that these steps of the plan have had, the oldest first. That it was looked at and holds is none.
pub fn wordings<'a>(notebook: &'a Notebook, steps: &[&str]) -> Vec<Wording<'a>> {
    let mut all: Vec<Wording> = Vec::new();
    for revision in notebook.history(id(notebook)) {
        let Some(plan) = SafetyPlan::of(&revision.what) else { continue };
        let same =
            all.last().is_some_and(|last| steps.iter().all(|step| last.plan.step(step) == plan.step(step)));
        if !same {
            all.push(Wording { rev: revision.rev, saved: revision.saved, plan });
        }
    }
    all
}

/// Plans that a step holds these entries; empty ones are left out.
///
/// `base` is the revision the form started from. What another window has added to the step since then stays, below.
pub fn keep_step(
    notebook: &Notebook,
    base: u32,
    step: &str,
    mut entries: Vec<PlanEntry>,
    today: Date,
) -> Result<Vec<NewRevision>, Refusal> {
    entries.retain(|entry| !entry.is_empty());
    let mut plan = current(notebook);
    let then = match notebook.current(id(notebook)).map_or(0, |newest| newest.rev) == base {
        true => Some(plan.clone()),
        false => notebook.revision(id(notebook), base).and_then(|then| SafetyPlan::of(&then.what)).cloned(),
    };
    let before = then.as_ref().map_or(&[][..], |then| then.step(step));
    let added = plan.step(step).iter().filter(|entry| !before.contains(entry) && !entries.contains(entry));
    let added: Vec<_> = added.cloned().collect();
    entries.extend(added);
    plan.steps.retain(|one| one.id != step);
    if !entries.is_empty() {
        plan.steps.push(PlanStep { id: step.to_owned(), entries });
    }
    keep(notebook, SafetyPlan { looked: Some(today), ..plan })
}

/// Plans that the plan was looked at, and holds.
pub fn look(notebook: &Notebook, today: Date) -> Result<Vec<NewRevision>, Refusal> {
    keep(notebook, SafetyPlan { looked: Some(today), ..current(notebook) })
}

/// Plans that this is the plan: all that stood beside it is in it, or was seen and taken out.
fn keep(notebook: &Notebook, plan: SafetyPlan) -> Result<Vec<NewRevision>, Refusal> {
    for entry in plan.steps.iter().flat_map(|step| &step.entries) {
        check_text(&entry.words)?;
        check_optional_name(&entry.phone)?;
    }
    if plan.steps.iter().any(|step| step.entries.len() > TIES) {
        return Err(Refusal::TooMany { limit: TIES });
    }
    let record = id(notebook);
    let base = notebook.current(record).map_or(0, |revision| revision.rev);
    notebook.check_kind::<SafetyPlan>(record, base)?;
    let settles = settling::beside(notebook, record);
    let mut planned = vec![NewRevision { settles, ..NewRevision::edit(record, base, plan.into()) }];
    planned.extend(others(notebook).filter_map(|other| emptied(notebook, other)));
    Ok(planned)
}

/// A plan that holds nothing any more; `None` if it held nothing.
fn emptied(notebook: &Notebook, record: RecordId) -> Option<NewRevision> {
    let mut standing = notebook.standing(record).filter_map(|revision| SafetyPlan::of(&revision.what));
    if standing.all(SafetyPlan::is_empty) {
        return None;
    }
    let (rev, plan) = notebook.get_with_rev::<SafetyPlan>(record)?;
    let empty = SafetyPlan { steps: Vec::new(), ..plan.clone() };
    let settles = settling::beside(notebook, record);
    Some(NewRevision { settles, ..NewRevision::edit(record, rev, empty.into()) })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_dialled_as_digits_and_words_are_no_number() {
        let dials = |phone: &str| PlanEntry { phone: phone.to_owned(), ..PlanEntry::default() }.dials();
        assert_eq!(dials(" +44 (0)20 7946-0958").as_deref(), Some("+4402079460958"));
        assert_eq!(dials("112").as_deref(), Some("112"));
        assert_eq!(dials("ask Ana").as_deref(), None);
    }

    #[test]
    fn a_plan_is_due_after_its_days_and_an_empty_one_never() {
        let entry = PlanEntry { words: "x".to_owned(), ..PlanEntry::default() };
        let step = PlanStep { id: "signs".to_owned(), entries: vec![entry] };
        let plan = SafetyPlan { steps: vec![step], looked: Some(date(2026, 1, 1)), ..Default::default() };
        assert!(!plan.is_due(date(2026, 3, 31), 90) && plan.is_due(date(2026, 4, 1), 90));
        assert!(!plan.is_due(date(2025, 1, 1), 90), "a clock set back asks nothing");
        assert!(!SafetyPlan { steps: Vec::new(), ..plan }.is_due(date(2027, 1, 1), 90));
    }
}
