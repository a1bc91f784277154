//! What a rule holds on to until a clinician released it: danger that was noted in a session, and every yes that was ever said.

use hearken_content::{Answer, Facts, library};
use hearken_core::{
    Known, Notebook, RecordId,
    journey::{Moment, MomentKind, Said, Screening},
};

use super::facts::{behind, hours_since};
use crate::zone::Clock;

/// That somebody said or showed in a session that they are in danger of harming themselves.
pub(super) const DANGER: &str = "not-safe";

/// Danger that was noted counts however many sessions ago it was and whenever it came in (R13, S0), as every answer does
/// that says so.
pub(super) fn of_danger(facts: &mut Facts, notebook: &Notebook, session: RecordId, clock: &Clock) {
    let noted = notebook.all::<Moment>().filter(|(_, moment)| moment.kind == MomentKind::Wrong);
    for (id, moment) in noted.filter(|(_, moment)| moment.number(DANGER).is_some()) {
        // By when it came here: the clock of a device may be wrong.
        let since = notebook.history(id).first().map_or(moment.when.at, |first| first.saved);
        let hours = if moment.session == session { 0.0 } else { hours_since(since, clock) };
        facts.event(DANGER);
        facts.came_from(DANGER, behind(id, since, hours));
    }
}

/// Every yes to a question that a rule holds on to counts (R15): answering again takes none back.
pub(super) fn of_yes(facts: &mut Facts, notebook: &Notebook, clock: &Clock) {
    let rules = &library().safety.rules.rules;
    let is_held = |question: &str| rules.iter().any(|rule| rule.held_to_answers && rule.asks(question));
    // A no is nothing to be released, and no release has to name it.
    let Facts { answers, behind: all, .. } = &mut *facts;
    all.retain(|question, _| answers.get(question) != Some(&Answer::No) || !is_held(question));
    for (id, _) in notebook.all::<Screening>() {
        let stood = notebook.history(id).iter().filter_map(|revision| Screening::of(&revision.what));
        for screening in stood {
            let since = screening.when.at;
            let said_so = screening.answers.iter().filter(|answered| answered.said == Said::Yes);
            for answered in said_so.filter(|answered| is_held(&answered.question)) {
                let one = behind(id, since, hours_since(since, clock));
                facts.answer(&answered.question, Answer::Yes);
                if !facts.behind.get(&answered.question).is_some_and(|all| all.contains(&one)) {
                    facts.came_from(&answered.question, one);
                }
            }
        }
    }
}
