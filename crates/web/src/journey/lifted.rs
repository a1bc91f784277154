//! What prescribers released, as the safety rules look at it: with what had been answered when they said it.

use std::collections::{BTreeMap, BTreeSet};

use hearken_content::{Action, Answer, Asked, Release as Lifted, Role, library};
use hearken_core::{
    Notebook, RecordId, Timestamp, When,
    journey::{Release, Screening, TreatmentSession},
};

use super::facts::{answer, asked_id, holds, sorts};
use crate::zone::Clock;

/// The last moment that can be meant by when something was said: whoever types it types no seconds.
pub(super) const fn spoken_until(when: &When) -> Timestamp {
    Timestamp::from_millis(when.at.as_millis().saturating_add(59_999))
}

/// What can be released, by its name.
fn action_from(id: &str) -> Option<Action> {
    match id {
        "ask" => Some(Action::Ask),
        "stop" => Some(Action::Stop),
        "emergency" => Some(Action::Emergency),
        _ => None,
    }
}

/// What prescribers released for a session, or elsewhere for what counts here too.
pub(super) fn released(
    notebook: &Notebook,
    session: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Vec<Lifted> {
    let known = Known::of(notebook, session, treatment, clock);
    let lifted = |(id, release): (RecordId, &Release)| {
        let saved = notebook.history(id).first()?.saved;
        Some(Lifted {
            record: id.to_string(),
            rule: release.rule.clone(),
            action: action_from(&release.action)?,
            by: Role::Prescriber,
            name: release.by.clone(),
            at: Some(release.when.at.as_millis()),
            reason: release.reason.clone(),
            on_paper: release.on_paper,
            recorded: saved.min(spoken_until(&release.when)).as_millis(),
            answers: release.answers.iter().map(RecordId::to_string).collect(),
            known: known.when(release, saved),
        })
    };
    let all = notebook.all::<Release>();
    all.filter(|(_, release)| counts(notebook, release, session, treatment)).filter_map(lifted).collect()
}

/// Whether it counts for that session: it was given for it, or for answers that hold in whatever session, or it is the one
/// answer to a rule that asks once until something changes (R10), in the same programme.
fn counts(notebook: &Notebook, release: &Release, session: RecordId, treatment: &TreatmentSession) -> bool {
    let Some(rule) = library().safety.rule(&release.rule) else { return false };
    let programme = || notebook.get::<TreatmentSession>(release.session).map(|it| it.programme);
    release.session == session
        || (rule.held_to_answers && !release.answers.is_empty())
        || (rule.once_per_change && programme() == Some(treatment.programme))
}

/// The times at which what counts for a session was answered.
struct Known<'a> {
    times: BTreeMap<(RecordId, &'static str), Vec<(RecordId, &'a Screening)>>,
}

impl<'a> Known<'a> {
    fn of(notebook: &'a Notebook, session: RecordId, treatment: &TreatmentSession, clock: &Clock) -> Self {
        let sorts: Vec<_> = sorts(notebook, session, treatment).collect();
        let sort = |screening: &Screening| {
            let is_it = |(asked, about): &&(Asked, RecordId)| {
                *about == screening.about && asked_id(*asked) == screening.asked
            };
            sorts.iter().find(is_it).filter(|(asked, _)| holds(*asked, screening, treatment, clock))
        };
        let mut times = BTreeMap::<_, Vec<_>>::new();
        for (id, screening) in notebook.all::<Screening>() {
            if let Some((asked, about)) = sort(screening) {
                times.entry((*about, asked_id(*asked))).or_default().push((id, screening));
            }
        }
        times.values_mut().for_each(|all| all.sort_by_key(|(_, it)| it.when.at));
        Self { times }
    }

    /// What was answered when that was said and has been answered so each time since: with a change another answer of the
    /// prescriber is asked for. One that names no answers, as those of an older program, is for what had been answered
    /// by the time it was kept.
    fn when(&self, release: &Release, saved: Timestamp) -> BTreeMap<String, Answer> {
        let named: BTreeSet<_> = release.answers.iter().copied().collect();
        let mut known = BTreeMap::new();
        for all in self.times.values() {
            let is_it = |(id, screening): &(RecordId, &Screening)| {
                if named.is_empty() { screening.when.at <= saved } else { named.contains(id) }
            };
            let Some(at) = all.iter().rposition(is_it) else { continue };
            let Some(((_, then), since)) = all.get(at..).and_then(<[_]>::split_first) else { continue };
            let stays = |question: &str| since.iter().all(|(_, it)| it.said(question) == then.said(question));
            let same = then.answers.iter().filter(|answered| stays(&answered.question));
            known.extend(same.map(|answered| (answered.question.clone(), answer(answered.said))));
        }
        known
    }
}
