//! What questionnaires tell the safety rules: every answer that was ever given counts, also one that was changed or that a
//! later one seems to take back (`measures`, section 13). Only a clinician clears it, by a release.

use hearken_content::{AnsweredBy, Facts, Feed, Measure, library};
use hearken_core::{
    Known, Notebook, Timestamp,
    responses::{Answer, Given, Response},
};
use hearken_measures::Form;

use super::series;

/// Adds what was answered since `since` (the end of the session before), or ever.
pub(crate) fn add_facts(facts: &mut Facts, notebook: &Notebook, since: Option<Timestamp>) {
    let later = |at: Timestamp| since.is_none_or(|since| at >= since);
    for (id, response) in notebook.all::<Response>() {
        let Some(measure) = library().measure(&response.measure).filter(|measure| tells(measure)) else {
            continue;
        };
        let Some(form) = &measure.form else { continue };
        let revisions = notebook.history(id).iter().filter(|revision| later(revision.saved));
        for was in revisions.filter_map(|revision| Response::of(&revision.what)) {
            of_answers(facts, measure, form, was);
        }
    }
    for measure in library().measures.iter().filter(|measure| tells(measure)) {
        let Some(form) = &measure.form else { continue };
        for feed in &measure.file.feeds {
            of_rise(facts, notebook, measure, form, feed, &later);
        }
    }
}

/// What somebody sees in another person counts while they look, as a reading of the session; an old one tells nothing.
fn tells(measure: &Measure) -> bool {
    measure.file.who == AnsweredBy::Oneself
}

/// Whether an event of the safety rules comes from a questionnaire.
pub(crate) fn is_event(event: &str) -> bool {
    let safety = library().measures.iter().flat_map(|measure| &measure.file.scoring.safety);
    safety.filter_map(|answer| answer.event.as_deref()).any(|known| known == event)
}

/// The events that answers are, and the highest answer to the items that the rules ask for.
fn of_answers(facts: &mut Facts, measure: &Measure, form: &Form, response: &Response) {
    let counted: Vec<Given> = form.counted(&response.answers).cloned().collect();
    for fired in measure.file.scoring.fired(&counted) {
        if let Some(event) = &fired.event {
            facts.event(event);
        }
    }
    let highest = |is: &dyn Fn(&str) -> bool| {
        let numbers = counted.iter().filter(|one| is(&one.item));
        numbers.filter_map(|one| if let Answer::Number(it) = one.answer { Some(it) } else { None }).max()
    };
    let of_safety = measure.file.scoring.safety.iter().filter_map(|answer| {
        let items = answer.when.items();
        Some((answer.number.as_ref()?, highest(&|item| items.contains(&item))?))
    });
    let of_feeds = measure.file.feeds.iter().filter_map(|feed| {
        Some((&feed.number, highest(&|item| feed.highest_of.iter().any(|one| one == item))?))
    });
    for (number, highest) in of_safety.chain(of_feeds) {
        facts.at_least(number, points(highest));
    }
}

/// How far a total stands above the one before it; the highest rise counts.
fn of_rise(
    facts: &mut Facts,
    notebook: &Notebook,
    measure: &Measure,
    form: &Form,
    feed: &Feed,
    later: &impl Fn(Timestamp) -> bool,
) {
    let scales = &measure.file.scoring.scales;
    let of = feed.rise_of.as_ref().and_then(|of| scales.iter().find(|scale| scale.id == *of));
    let Some(scale) = of else { return };
    let all = series::of(notebook, measure, form, scale);
    let totals = series::totals(&all);
    let rises = totals.windows(2).filter_map(|pair| match pair {
        [(_, before), (when, after)] if later(when.at) => Some(after - before),
        _ => None,
    });
    if let Some(highest) = rises.max() {
        facts.at_least(&feed.number, points(highest));
    }
}

fn points(points: i64) -> f64 {
    f64::from(i32::try_from(points).unwrap_or(i32::MAX))
}
