//! What questionnaires tell the safety rules: every answer that was ever given counts, also one that was changed or that a
//! later one seems to take back (`measures`, section 13). Only a clinician clears it, by a release.

use std::collections::BTreeMap;

use hearken_content::{AnsweredBy, Behind, Facts, Feed, Measure, library};
use hearken_core::{
    Known, Notebook, RecordId, Timestamp,
    responses::{Answer, Given, Response},
};
use hearken_measures::{Form, SafetyLevel};

use super::series;

/// The session that answers are looked at for.
pub(crate) struct Around {
    /// What was answered from here on counts: since the session before it began. What somebody answers while a session lasts
    /// counts for that one and for the next.
    pub(crate) from: Option<Timestamp>,
    /// When it began itself, and when it was over.
    pub(crate) began: Option<Timestamp>,
    pub(crate) over: Option<Timestamp>,
    pub(crate) now: Timestamp,
}

impl Around {
    fn counts(&self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| at >= from)
    }

    /// How many hours ago that was; what was said while the session lasted is never old to it.
    pub(crate) fn hours(&self, since: Timestamp) -> f64 {
        let lasted = self.began.is_some_and(|began| since >= began);
        if lasted && self.over.is_none_or(|over| since <= over) {
            return 0.0;
        }
        let minutes = u32::try_from(self.now.seconds_since(since) / 60).unwrap_or(u32::MAX);
        f64::from(minutes) / 60.0
    }
}

/// Adds what was answered around that session. An answer that says danger counts until a clinician released it, however many
/// sessions ago it was given (S0).
pub(crate) fn add_facts(facts: &mut Facts, notebook: &Notebook, around: &Around) {
    for (id, response) in notebook.all::<Response>() {
        let Some(measure) = library().measure(&response.measure).filter(|measure| tells(measure)) else {
            continue;
        };
        let form = measure.form.as_ref();
        let mut said = BTreeMap::new();
        for revision in notebook.history(id) {
            let Some(was) = Response::of(&revision.what) else { continue };
            let says = of_answers(measure, form, was);
            // What stood there before still counts from when it was first said.
            said.retain(|of, (value, _)| says.get(of).is_some_and(|one| one.value.total_cmp(value).is_eq()));
            for (of, one) in says {
                let (value, since) = *said.entry(of.clone()).or_insert((one.value, revision.saved));
                if one.danger || around.counts(revision.saved) {
                    add(facts, &of, id, value, since, around);
                }
            }
        }
    }
    for measure in library().measures.iter().filter(|measure| tells(measure)) {
        let Some(form) = &measure.form else { continue };
        for feed in &measure.file.feeds {
            of_rise(facts, notebook, (measure, form, feed), around);
        }
    }
}

/// What one form tells a rule.
struct Says {
    value: f64,
    /// Whether it is danger (S0).
    danger: bool,
}

/// An event, or a number.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Event(String),
    Number(String),
}

fn add(facts: &mut Facts, of: &Of, id: RecordId, value: f64, since: Timestamp, around: &Around) {
    let hours = around.hours(since);
    let behind = Behind { answer: id.to_string(), value, since: since.as_millis(), hours };
    let name = match of {
        Of::Event(event) => {
            facts.event(event);
            event
        }
        Of::Number(number) => {
            facts.at_least(number, value);
            number
        }
    };
    // Saved again as it was, it is the same answer.
    if !facts.behind.get(name).is_some_and(|all| all.contains(&behind)) {
        facts.came_from(name, behind);
    }
}

/// What somebody sees in another person counts while they look, as a reading of the session; an old one tells nothing.
fn tells(measure: &Measure) -> bool {
    measure.file.who == AnsweredBy::Oneself
}

/// Whether an event of the safety rules comes from a questionnaire, and from nothing that is noticed in a session.
pub(crate) fn is_event(event: &str) -> bool {
    let telling = library().measures.iter().filter(|measure| tells(measure));
    let safety = telling.flat_map(|measure| &measure.file.scoring.safety);
    safety.filter_map(|answer| answer.event.as_deref()).any(|known| known == event)
}

/// The events that answers are, and the highest answer to the items that the rules ask for.
///
/// Where the words of a form are not here (a practice puts them there, and may take them away), its answers count as they are.
fn of_answers(measure: &Measure, form: Option<&Form>, response: &Response) -> BTreeMap<Of, Says> {
    let counted: Vec<Given> = match form {
        Some(form) => form.counted(&response.answers).cloned().collect(),
        None => response.answers.clone(),
    };
    let mut says = BTreeMap::new();
    for fired in measure.file.scoring.fired(&counted) {
        if let Some(event) = &fired.event {
            let danger = fired.level == SafetyLevel::S0;
            says.entry(Of::Event(event.clone())).or_insert(Says { value: 1.0, danger }).danger |= danger;
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
        let value = points(highest);
        let one = says.entry(Of::Number(number.clone())).or_insert(Says { value, danger: false });
        one.value = one.value.max(value);
    }
    says
}

/// How far a total stands above the one before it; the highest rise counts.
fn of_rise(
    facts: &mut Facts,
    notebook: &Notebook,
    (measure, form, feed): (&Measure, &Form, &Feed),
    around: &Around,
) {
    let scales = &measure.file.scoring.scales;
    let of = feed.rise_of.as_ref().and_then(|of| scales.iter().find(|scale| scale.id == *of));
    let Some(scale) = of else { return };
    let all = series::of(notebook, measure, form, scale);
    let totals = series::totals(&all);
    for pair in totals.windows(2) {
        let [(earlier, _, before), (later, when, after)] = pair else { continue };
        if !around.counts(when.at) {
            continue;
        }
        // It rests on both: where one of them was changed since, it is another rise.
        let since = |id, total| series::stands_since(notebook, id, (form, scale), total);
        let since = since(*earlier, *before).max(since(*later, *after)).unwrap_or(when.at);
        for id in [*earlier, *later] {
            add(facts, &Of::Number(feed.number.clone()), id, points(after - before), since, around);
        }
    }
}

fn points(points: i64) -> f64 {
    f64::from(i32::try_from(points).unwrap_or(i32::MAX))
}
