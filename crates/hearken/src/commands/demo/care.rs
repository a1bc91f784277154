//! How the invented person looks after themselves: times they breathed to a count, questionnaires they answered, and their
//! safety plan.

use hearken_content::{Demo, DemoPlanStep, Moment, library};
use hearken_core::{
    Notebook, Record, RecordId, Revision, When,
    breathing::Breathing,
    plan::{self, PlanEntry, PlanStep, SafetyPlan},
    responses::{Answer, Response, ResponseState},
};

use super::story::saved;

/// Each time of breathing, kept when it was over.
pub(super) fn breathings(
    demo: &Demo,
    when: &dyn Fn(&Moment) -> When,
    ids: &mut dyn FnMut() -> RecordId,
) -> Vec<Revision> {
    let told = demo.breathings.iter().map(|told| {
        let breathing = Breathing {
            pattern: told.pattern.clone(),
            when: when(&told.when),
            planned: told.minutes * 60,
            done: Some(told.stopped_after.unwrap_or(told.minutes * 60)),
            before: told.before,
            after: told.after,
            words: told.words.clone(),
            ..Breathing::default()
        };
        let at = breathing.when.at;
        saved(ids(), breathing.into(), at)
    });
    told.collect()
}

/// Each questionnaire, kept when it was finished.
pub(super) fn answered(
    demo: &Demo,
    when: &dyn Fn(&Moment) -> When,
    ids: &mut dyn FnMut() -> RecordId,
) -> Vec<Revision> {
    let told = demo.answered.iter().filter_map(|told| {
        let measure = library().measure(&told.measure)?;
        let form = measure.form.as_ref()?;
        let mut response = Response::begun(measure.id(), &form.version, &form.language, when(&told.when));
        for (item, number) in told.given(form)? {
            response.give(&item.link_id, vec![Answer::Number(number)]);
        }
        response.state = ResponseState::Finished;
        let minutes = i64::from(measure.file.minutes);
        let at = response.when.at.plus_seconds(minutes * 60);
        Some(saved(ids(), response.into(), at))
    });
    told.collect()
}

/// The safety plan, as it was when it was last looked at.
pub(super) fn plan(demo: &Demo, when: &dyn Fn(&Moment) -> When) -> Option<Revision> {
    let told = demo.plan.as_ref()?;
    let looked = when(&told.looked);
    let plan = SafetyPlan {
        steps: told.steps.iter().map(step).collect(),
        looked: Some(looked.date()),
        ..SafetyPlan::default()
    };
    Some(saved(plan::id(&Notebook::default()), Record::from(plan), looked.at))
}

fn step(told: &DemoPlanStep) -> PlanStep {
    let entries = told.entries.iter();
    let entries = entries.map(|line| PlanEntry { words: line.words.clone(), phone: line.phone.clone() });
    PlanStep { id: told.id.clone(), entries: entries.collect() }
}
