//! One page of everything that was measured, to print: for oneself in words, for a clinician with what stands behind them.

use axum::extract::State;
use hearken_content::{Measure, library};
use hearken_core::{
    Known, Notebook, When,
    journey::TreatmentSession,
    responses::Response,
    statistics::{Direction, Outcome, remission, response},
};
use hearken_measures::{Form, Scale};
use maud::Markup;

use super::{
    behind, course,
    pages::{ReportPage, Row, Section},
    said::{self, Change, points},
    series,
};
use crate::{
    AppState,
    form::Query,
    journey,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Markup {
    let clinician = query.text("for") == "clinician";
    let page = Page::open(Place::Measures, &session);
    let notebook = session.vault().read();
    let began = series::treatment_began(&notebook);
    let measures =
        state.library.measures.iter().filter_map(|measure| Some((measure, measure.form.as_ref()?)));
    let sections = measures.flat_map(|(measure, form)| {
        let scales = measure.file.scoring.scales.iter();
        let scales = scales
            .filter_map(|scale| section(&notebook, measure, form, scale, began.as_ref(), clinician, &clock));
        scales.collect::<Vec<_>>()
    });
    ReportPage {
        clinician,
        day: words::long_day(clock.today()),
        sections: sections.collect(),
        asked_for_help: if clinician { asked_for_help(&notebook, &clock) } else { Vec::new() },
        sessions: sessions(&notebook, &clock),
    }
    .render(&page, &clock)
}

/// One scale; nothing where it has no score.
fn section(
    notebook: &Notebook,
    measure: &'static Measure,
    form: &'static Form,
    scale: &'static Scale,
    began: Option<&When>,
    clinician: bool,
    clock: &Clock,
) -> Option<Section> {
    let all = series::of(notebook, measure, form, scale);
    let last = all.iter().rev().find(|one| one.points().is_some())?;
    let change = Change::of(scale, &all, began);
    let rows = all.iter().map(|one| Row {
        when: words::day(one.when().date(), clock.today()),
        score: one.points().map_or_else(|| "no total".to_owned(), |points| points.to_string()),
        band: one
            .points()
            .and_then(|points| scale.band(points))
            .map(|band| band.name.clone())
            .unwrap_or_default(),
        remark: one.apart.map(series::Apart::word).unwrap_or_default(),
    });
    let several = measure.file.scoring.scales.len() > 1;
    let name = format!("{} · {}", measure.file.title, measure.file.short);
    Some(Section {
        title: if several { format!("{name}, {}", scale.name) } else { name },
        score: last.points().unwrap_or_default(),
        highest: scale.highest,
        band: last.points().and_then(|points| scale.band(points)).map(|band| band.name.clone()),
        known: if clinician { known(measure, form, scale, last.response, &change) } else { Vec::new() },
        behind: if clinician { behind::of(scale, &change) } else { Vec::new() },
        plot: course::marked(notebook, measure, scale, &all, &change),
        rows: if clinician { rows.collect() } else { Vec::new() },
        // Those speak to the person; a clinician has the lines above.
        said: if clinician { Vec::new() } else { change.sentences },
    })
}

/// What clinicians ask of a course: reliable change, response, remission, what the newest answers say together.
fn known(measure: &Measure, form: &Form, scale: &Scale, newest: &Response, change: &Change) -> Vec<String> {
    let mut known = Vec::new();
    if let (Some(outcome), Some(start), Some(now)) = (change.outcome, change.start, change.newest) {
        known.push(format!(
            "Reliable change: {} ({} at the start, {} now).",
            outcome_word(outcome),
            points(start),
            points(now)
        ));
    }
    let direction = scale.better.map(said::direction);
    if let (Some(start), Some(now), Some(direction), Some(case)) =
        (change.start, change.newest, direction, scale.case)
    {
        known.extend(response_and_remission(scale, start, now, direction, said::number(case)));
    }
    let newest_total = change.newest.zip(direction);
    let reached = newest_total.into_iter().flat_map(|(now, direction)| {
        scale.cuts.iter().filter(move |cut| direction.gain(said::number(cut.at), now) <= 0.0)
    });
    known.extend(reached.map(|cut| cut.words.clone()));
    // What all answers say together stands once, with the main sum.
    if measure.file.scoring.scales.first().is_none_or(|first| first.id != scale.id) {
        return known;
    }
    let scored = measure.file.scoring.score(form, &newest.answers);
    known.extend(scored.outcome.iter().map(|outcome| outcome.name.clone()));
    known.extend(scored.symptoms.iter().map(|outcome| outcome.name.clone()));
    if !scored.open.is_empty() {
        known.push(format!("Open in the newest: {}.", words::count(scored.open.len(), "item", "items")));
    }
    known
}

fn response_and_remission(
    scale: &Scale,
    start: f64,
    now: f64,
    direction: Direction,
    case: f64,
) -> Vec<String> {
    let said = |what: String, is: bool| format!("{what}: {}.", if is { "yes" } else { "no" });
    let percent = scale.response_percent.filter(|_| start >= case);
    let response =
        percent.and_then(|percent| Some((response(start, now, direction, said::number(percent))?, percent)));
    let response =
        response.map(|(is, percent)| said(format!("Response (a fall by {percent} % or more)"), is));
    let below = scale.remission_below;
    let remission =
        below.and_then(|below| Some((remission(start, now, direction, said::number(below), case)?, below)));
    let remission = remission.map(|(is, below)| said(format!("Remission (below {below})"), is));
    response.into_iter().chain(remission).collect()
}

const fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Recovered => "reliably better, and past the cut-off",
        Outcome::Improved => "reliably better",
        Outcome::Unchanged => "within the usual variation",
        Outcome::Deteriorated => "reliably worse",
    }
}

/// Each answer that ever asked for help, by its day: also those that were changed later.
fn asked_for_help(notebook: &Notebook, clock: &Clock) -> Vec<String> {
    let mut found = Vec::new();
    for (id, response) in notebook.responses() {
        let Some(measure) = library().measure(&response.measure) else { continue };
        let was = notebook.history(id).iter().filter_map(|revision| Response::of(&revision.what));
        let mut levels: Vec<_> = was
            .flat_map(|was| {
                // Where the words of a form are not here, its answers count as they are.
                let counted: Vec<_> = match &measure.form {
                    Some(form) => form.counted(&was.answers).cloned().collect(),
                    None => was.answers.clone(),
                };
                measure.file.scoring.fired(&counted)
            })
            .map(|answer| (answer.level, answer.id.as_str()))
            .collect();
        levels.sort_unstable();
        levels.dedup();
        let day = words::day(response.when.date(), clock.today());
        found.extend(
            levels
                .iter()
                .map(|(level, what)| format!("{day}: {}, {} ({what})", measure.file.short, level.id())),
        );
    }
    found.extend(library().measures.iter().flat_map(|measure| over_time(notebook, measure, clock)));
    found
}

/// Where totals did it one after the other: a rise, or the same high value again.
fn over_time(notebook: &Notebook, measure: &Measure, clock: &Clock) -> Vec<String> {
    let Some(form) = &measure.form else { return Vec::new() };
    let mut found = Vec::new();
    for course in &measure.file.scoring.courses {
        let Some(scale) = measure.file.scoring.scales.iter().find(|scale| scale.id == course.scale) else {
            continue;
        };
        let all = series::of(notebook, measure, form, scale);
        let totals = series::totals(&all);
        for (nth, (_, when, _)) in totals.iter().enumerate() {
            let until: Vec<i64> = totals.iter().take(nth + 1).map(|(.., points)| *points).collect();
            if course.holds(&until) {
                let level = course.level.map_or("K3", hearken_measures::SafetyLevel::id);
                let day = words::day(when.date(), clock.today());
                found.push(format!("{day}: {}, {level} ({})", measure.file.short, course.id));
            }
        }
    }
    found
}

/// The sessions that took place, with their days.
fn sessions(notebook: &Notebook, clock: &Clock) -> Vec<String> {
    let all = notebook.all::<TreatmentSession>();
    let took_place = all.filter_map(|(id, treatment)| Some((id, treatment.started()?)));
    let named = took_place.map(|(id, when)| {
        let name = journey::session_name(notebook, id).unwrap_or_default();
        format!("{}: {name}", words::day(when.date(), clock.today()))
    });
    named.collect()
}
