//! One questionnaire over time: which scores stand beside each other, and which cannot.

use hearken_content::Measure;
use hearken_core::{
    Known, Notebook, RecordId, Timestamp, When,
    journey::TreatmentSession,
    measure_plan::due::BASELINES_APART,
    responses::{Response, ResponseState},
};
use hearken_measures::{Form, Scale, Total};

use crate::zone::Clock;

/// One time it was answered to its end.
pub(super) struct Scored<'a> {
    pub(super) id: RecordId,
    pub(super) response: &'a Response,
    pub(super) total: Total,
    /// Why it is not compared with the others, if it is not.
    pub(super) apart: Option<Apart>,
}

/// Why a score is not compared (G4, G7).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Apart {
    /// Too few answers for a total.
    NotEnough,
    /// Other words, or another language, than the newest one.
    OtherVersion,
    /// An answer is missing: a mean stands in for it.
    Filled,
    /// It looks back on some of the same days as the one before.
    Overlapping,
    /// It looks back on days from before the first session, and counts neither to those before nor to those since.
    AcrossTheStart,
}

impl Apart {
    /// What stands in a table.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::NotEnough => "not enough items",
            Self::OtherVersion => "different version",
            Self::Filled => "an answer is missing",
            Self::Overlapping => "overlapping recall",
            Self::AcrossTheStart => "looks back to before the first session",
        }
    }
}

impl Scored<'_> {
    pub(super) fn points(&self) -> Option<i64> {
        self.total.points()
    }

    /// The points, if they are compared with others.
    pub(super) fn compared(&self) -> Option<i64> {
        if self.apart.is_none() { self.points() } else { None }
    }

    pub(super) fn when(&self) -> &When {
        &self.response.when
    }
}

/// How it was finished last, also while it is open again to change an answer; nothing, where it was left for good since.
fn as_finished<'a>(notebook: &'a Notebook, id: RecordId, response: &'a Response) -> Option<&'a Response> {
    match response.state {
        ResponseState::Finished => Some(response),
        ResponseState::Stopped => None,
        ResponseState::Open => {
            let was = notebook.history(id).iter().rev().filter_map(|revision| Response::of(&revision.what));
            was.take_while(|was| was.state != ResponseState::Stopped)
                .find(|was| was.state == ResponseState::Finished)
        }
    }
}

/// Whether it was finished and not left since: it has a score, whether or not it is open to change an answer.
pub(super) fn was_finished(notebook: &Notebook, id: RecordId) -> bool {
    notebook.get::<Response>(id).is_some_and(|response| as_finished(notebook, id, response).is_some())
}

/// Every time a questionnaire was finished, the oldest first.
pub(crate) fn finished<'a>(
    notebook: &'a Notebook,
    measure: &str,
) -> impl DoubleEndedIterator<Item = (RecordId, &'a Response)> + use<'a> {
    let all = notebook.responses_of(measure);
    let mut all: Vec<_> =
        all.filter_map(|(id, response)| Some((id, as_finished(notebook, id, response)?))).collect();
    // While one is open again, its day may be another one already.
    all.sort_by_key(|(id, response)| (response.when.at, *id));
    all.into_iter()
}

/// Since when a score of that total stands: the first time that it was finished so, with no other total after it.
pub(super) fn stands_since(
    notebook: &Notebook,
    id: RecordId,
    (form, scale): (&Form, &Scale),
    total: i64,
) -> Option<Timestamp> {
    let all = notebook.history(id).iter().rev();
    let was = all.filter_map(|revision| Some((revision.saved, Response::of(&revision.what)?)));
    let is_so = |was: &Response| {
        let counted: Vec<_> = form.counted(&was.answers).cloned().collect();
        scale.total(&counted).points() == Some(total)
    };
    let finished = was.filter(|(_, was)| was.state == ResponseState::Finished);
    finished.take_while(|(_, was)| is_so(was)).last().map(|(saved, _)| saved)
}

/// The totals that stand in one row, the oldest first: those of another version are left out (G7).
pub(super) fn totals<'a>(all: &'a [Scored<'_>]) -> Vec<(RecordId, &'a When, i64)> {
    let same = all.iter().filter(|one| one.apart != Some(Apart::OtherVersion));
    same.filter_map(|one| Some((one.id, one.when(), one.points()?))).collect()
}

/// Every time a questionnaire was finished, the oldest first, by its scale.
pub(super) fn of<'a>(
    notebook: &'a Notebook,
    measure: &Measure,
    form: &Form,
    scale: &Scale,
) -> Vec<Scored<'a>> {
    since_began(notebook, measure, form, scale, treatment_began(notebook).as_ref())
}

/// The same as if there were no treatment: what stands beside a score then tells nothing of any.
pub(super) fn without_treatment<'a>(
    notebook: &'a Notebook,
    measure: &Measure,
    form: &Form,
    scale: &Scale,
) -> Vec<Scored<'a>> {
    since_began(notebook, measure, form, scale, None)
}

fn since_began<'a>(
    notebook: &'a Notebook,
    measure: &Measure,
    form: &Form,
    scale: &Scale,
    began: Option<&When>,
) -> Vec<Scored<'a>> {
    let all: Vec<_> = finished(notebook, measure.id()).collect();
    let newest = all.last().map(|(_, response)| (response.version.clone(), response.language.clone()));
    let mut before: Option<&When> = None;
    let mut scored = Vec::with_capacity(all.len());
    for (id, response) in all {
        let counted: Vec<_> = form.counted(&response.answers).cloned().collect();
        let total = scale.total(&counted);
        let same = newest.as_ref().is_some_and(|(version, language)| {
            *version == response.version && *language == response.language
        });
        let apart = match total {
            Total::NotEnough { .. } => Some(Apart::NotEnough),
            Total::Of { .. } if !same => Some(Apart::OtherVersion),
            Total::Of { filled: true, .. } => Some(Apart::Filled),
            Total::Of { .. } => recall(measure, before, began, &response.when),
        };
        if apart.is_none() {
            before = Some(&response.when);
        }
        scored.push(Scored { id, response, total, apart });
    }
    scored
}

/// Whether the days that a score looks back on keep it from being compared (G4).
fn recall(measure: &Measure, before: Option<&When>, began: Option<&When>, when: &When) -> Option<Apart> {
    let since_began = began.filter(|began| when.at >= began.at).map(|began| days_between(began, when));
    if since_began.is_some_and(|days| is_early(measure, days)) {
        return Some(Apart::AcrossTheStart);
    }
    let days = days_between(before?, when);
    // Two scores before treatment may overlap, so that one bad day does not make the start (`outcomes`, section 6 (P)).
    let is_start = since_began.is_none() && began.is_some() && days >= i64::from(BASELINES_APART);
    (is_early(measure, days) && !is_start).then_some(Apart::Overlapping)
}

/// Whole days from one day to another on the wall.
pub(super) fn days_between(from: &When, to: &When) -> i64 {
    i64::from((to.date() - from.date()).get_days())
}

/// Whether so few days lie between two that both look back on the same ones (G4).
pub(super) fn is_early(measure: &Measure, days: i64) -> bool {
    measure.file.recall_days.is_some_and(|recall| days < i64::from(recall))
}

/// How many days ago it was finished last.
pub(super) fn days_since_last(notebook: &Notebook, measure: &Measure, clock: &Clock) -> Option<i64> {
    let last = finished(notebook, measure.id()).last()?;
    Some(days_between(&last.1.when, &clock.now()))
}

/// When the first session of treatment began: what is from before it is the start that others are compared with.
pub(super) fn treatment_began(notebook: &Notebook) -> Option<When> {
    let began = notebook.all::<TreatmentSession>().filter_map(|(_, treatment)| treatment.started());
    began.min_by_key(|when| when.at).cloned()
}
