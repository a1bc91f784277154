//! What tests of questionnaires share: who answers, and what it comes to.

use hearken_content::{Measure, library};
use hearken_core::responses::{Answer, Given};
use hearken_measures::{Scored, Total};

/// A measure that is built in.
pub(crate) fn measure(id: &str) -> &'static Measure {
    library().measure(id).unwrap_or_else(|| panic!("no measure {id}"))
}

/// One answer.
pub(crate) fn number(item: &str, number: i64) -> Given {
    Given { item: item.to_owned(), answer: Answer::Number(number) }
}

/// An item that was left open on purpose.
pub(crate) fn skipped(item: &str) -> Given {
    Given { item: item.to_owned(), answer: Answer::Skipped }
}

/// Answers to the questions of a form, in its order; none for what is `None`.
pub(crate) fn answers(measure: &Measure, values: &[Option<i64>]) -> Vec<Given> {
    let form = measure.form.as_ref().expect("it has a form");
    let questions = form.all_items().filter(|item| item.kind.is_question());
    questions.zip(values).filter_map(|(item, value)| Some(number(&item.link_id, (*value)?))).collect()
}

/// The same, with every one answered.
pub(crate) fn all(measure: &Measure, values: &[i64]) -> Vec<Given> {
    answers(measure, &values.iter().copied().map(Some).collect::<Vec<_>>())
}

/// What answers come to.
pub(crate) fn score<'a>(measure: &'a Measure, given: &[Given]) -> Scored<'a> {
    measure.file.scoring.score(measure.form.as_ref().expect("it has a form"), given)
}

/// The total of a scale.
pub(crate) fn total(measure: &Measure, scale: &str, given: &[Given]) -> Total {
    let scored = score(measure, given);
    scored.totals.iter().find(|(known, _)| known.id == scale).expect("it has the scale").1
}

/// The band that a number of points falls into.
pub(crate) fn band(measure: &'static Measure, scale: &str, points: i64) -> Option<&'static str> {
    let scales = &measure.file.scoring.scales;
    let scale = scales.iter().find(|known| known.id == scale).expect("it has the scale");
    scale.band(points).map(|band| band.name.as_str())
}

/// The ids of the safety answers, the strongest first.
pub(crate) fn safety<'a>(scored: &Scored<'a>) -> Vec<(&'static str, &'a str)> {
    scored.safety.iter().map(|answer| (answer.level.id(), answer.id.as_str())).collect()
}

/// The ids of what is told clinicians as information.
pub(crate) fn symptoms<'a>(scored: &Scored<'a>) -> Vec<&'a str> {
    scored.symptoms.iter().map(|one| one.id.as_str()).collect()
}

/// So many points, all answered.
pub(crate) const fn points(points: i64) -> Total {
    Total::Of { points, filled: false }
}

/// So many points, with a mean for what is missing.
pub(crate) const fn filled(points: i64) -> Total {
    Total::Of { points, filled: true }
}
