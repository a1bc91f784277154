//! One page of everything that was measured, to print: for oneself in words, for a clinician with what stands behind them.

use axum::extract::State;
use hearken_content::{AnsweredBy, Measure, fill, library};
use hearken_core::{
    Known, Notebook, When,
    journey::TreatmentSession,
    responses::Response,
    statistics::{Direction, Outcome, remission, response},
};
use hearken_measures::{Form, Scale};
use maud::Markup;

use super::{
    behind, course, forms,
    pages::{ReportPage, Row, Section, Together},
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
    let together = measures
        .clone()
        .filter_map(|(measure, form)| without_scale(&notebook, measure, form, clinician, &clock));
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
        together: together.collect(),
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
        day: words::day(last.when().date(), clock.today()),
        highest: scale.highest,
        band: last.points().and_then(|points| scale.band(points)).map(|band| band.name.clone()),
        known: if clinician { known((measure, form), scale, last, &change, clock) } else { Vec::new() },
        behind: if clinician { behind::of(scale, &change) } else { Vec::new() },
        plot: course::marked(notebook, measure, scale, &all, &change),
        rows: if clinician { rows.collect() } else { Vec::new() },
        // Those speak to the person; a clinician has the lines above.
        said: if clinician { Vec::new() } else { change.sentences },
    })
}

/// What clinicians ask: of the newest score what it reaches and what its answers say together, and of the course reliable change,
/// response, remission.
fn known(
    (measure, form): (&Measure, &Form),
    scale: &Scale,
    last: &series::Scored<'_>,
    change: &Change,
    clock: &Clock,
) -> Vec<String> {
    let direction = scale.better.map(said::direction);
    let newest_total = last.points().map(said::number).zip(direction);
    let reached = newest_total.into_iter().flat_map(|(now, direction)| {
        scale.cuts.iter().filter(move |cut| direction.gain(said::number(cut.at), now) <= 0.0)
    });
    let mut known: Vec<String> = reached.map(|cut| cut.words.clone()).collect();
    // What all answers say together stands once, with the main sum.
    if measure.file.scoring.scales.first().is_none_or(|first| first.id == scale.id) {
        known.extend(together(measure, form, last.response));
    }
    let course = over_time_known(scale, change, clock);
    if let Some(apart) = last.apart.filter(|_| !course.is_empty()) {
        let words = &library().measure_words.change.newest_apart;
        known.push(fill(words, &[("remark", apart.word())]));
    }
    known.extend(course);
    known
}

/// What all answers of one time say together.
fn together(measure: &Measure, form: &Form, newest: &Response) -> Vec<String> {
    let scored = measure.file.scoring.score(form, &newest.answers);
    let mut said: Vec<_> = scored.outcome.iter().map(|outcome| outcome.name.clone()).collect();
    said.extend(scored.symptoms.iter().map(|outcome| outcome.name.clone()));
    if !scored.open.is_empty() {
        said.push(format!("Open in the newest: {}.", words::count(scored.open.len(), "item", "items")));
    }
    said
}

/// Reliable change, response and remission, each with the day of the score that it is about.
fn over_time_known(scale: &Scale, change: &Change, clock: &Clock) -> Vec<String> {
    let Some((start, (when, now))) = change.start.zip(change.newest_on.as_ref().zip(change.newest)) else {
        return Vec::new();
    };
    let mut known = Vec::new();
    if let Some(outcome) = change.outcome {
        known.push(format!(
            "Reliable change: {} ({} at the start, {} on {}).",
            outcome_word(outcome),
            points(start),
            points(now),
            words::day(when.date(), clock.today())
        ));
    }
    if let (Some(direction), Some(case)) = (scale.better.map(said::direction), scale.case) {
        known.extend(response_and_remission(scale, start, now, direction, said::number(case)));
    }
    known
}

/// What came last of a questionnaire that has no scale: what its answers say together, and what was rated.
fn without_scale(
    notebook: &Notebook,
    measure: &'static Measure,
    form: &'static Form,
    clinician: bool,
    clock: &Clock,
) -> Option<Together> {
    let is_own = measure.file.who == AnsweredBy::Oneself && measure.file.scoring.scales.is_empty();
    let (_, newest) = series::finished(notebook, measure.id()).next_back().filter(|_| is_own)?;
    let scored = measure.file.scoring.score(form, &newest.answers);
    let of_person = || scored.outcome.iter().map(|it| it.words.clone()).filter(|it| !it.is_empty()).collect();
    let said: Vec<String> = if clinician { together(measure, form, newest) } else { of_person() };
    let rated = form.questions(&newest.answers).filter(|item| course::is_rated(item));
    let rated =
        rated.filter_map(|item| Some((item.text.clone(), forms::said(item, newest.answer(&item.link_id)?))));
    Some(Together {
        title: format!("{} · {}", measure.file.title, measure.file.short),
        day: words::day(newest.when.date(), clock.today()),
        said,
        rated: rated.collect(),
    })
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
