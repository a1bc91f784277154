//! One questionnaire over time: the plot, what may be said of it, and what that rests on.

use axum::extract::RawPathParams;
use hearken_content::Measure;
use hearken_core::{
    Notebook,
    responses::{Response, ResponseState},
    statistics::{self, FEWEST_POINTS},
};
use hearken_measures::{Choice, Form, Item, Scale};
use maud::Markup;

use super::{
    address, behind, forms, named,
    pages::{Course, CoursePage, Fact, Time},
    said::{self, Change, points},
    series,
};
use crate::{
    components::{Band, Corridor, Line, Plot, Point, Reach, plot_marks},
    error::Problem,
    form::Query,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

/// So many days of an item that no plot can show are said.
const SAID: usize = 50;

/// So many items of a profile have a plot of their own.
pub(super) const PROFILE: usize = 50;

pub(super) async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    params: RawPathParams,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Measures, &session);
    let notebook = session.vault().read();
    let measure = named(&notebook, &params)?;
    let form = measure.form();
    let began = series::treatment_began(&notebook);
    let reach = Reach::of(&query);
    let courses = measure.file.scoring.scales.iter().map(|scale| {
        let all = series::of(&notebook, &measure, form, scale);
        let change = Change::of(scale, &all, began.as_ref());
        let plot = Plot {
            from: reach.from(&clock),
            marks: plot_marks(&notebook),
            ..plot(&measure, scale, &all, &change)
        };
        Course { facts: facts(&change), behind: behind::of(scale, &change), said: change.sentences, plot }
    });
    let profile = form.questions(&[]).filter(|item| measure.file.scoring.scales.is_empty() && is_rated(item));
    let profile = profile.take(PROFILE).map(|item| {
        let plot = Plot {
            from: reach.from(&clock),
            marks: plot_marks(&notebook),
            ..of_item(&notebook, &measure, item)
        };
        Course { facts: Vec::new(), behind: Vec::new(), said: Vec::new(), plot }
    });
    let said = form.questions(&[]).filter(|item| measure.file.scoring.scales.is_empty() && is_said(item));
    let said = said.take(PROFILE).map(|item| in_words(&notebook, &measure, item, &clock));
    let course = CoursePage {
        measure: &measure,
        reach,
        said: said.filter(|(_, days)| !days.is_empty()).collect(),
        courses: courses.chain(profile).collect(),
        answered: answered(&notebook, &measure, &clock),
    };
    Ok(course.render(&page, &clock))
}

/// Every time it was answered, the newest first, whether a plot shows it or not.
fn answered(notebook: &Notebook, measure: &Measure, clock: &Clock) -> Vec<Time> {
    let all = notebook.responses_of(&measure.file.id).rev();
    let answered = all.map(|(id, response)| Time {
        address: address(id),
        day: words::moment(&response.when, clock.today()),
        remark: match response.state {
            ResponseState::Finished => "",
            ResponseState::Stopped => "left before its end",
            ResponseState::Open => "not finished yet",
        },
    });
    answered.collect()
}

/// The figures that stand below the plot.
fn facts(change: &Change) -> Vec<Fact> {
    let median = |label: &str, values: &[f64]| {
        statistics::median(&mut values.to_vec()).map(|median| Fact {
            label: format!("{label} ({})", values.len()),
            figure: points(median),
            note: "median".to_owned(),
        })
    };
    let overlap = change.overlap.map(|overlap| Fact {
        label: "Each score since beside each before".to_owned(),
        figure: format!("{} better", overlap.pairs.better),
        note: format!("{} the same, of {}", overlap.pairs.tied, overlap.pairs.total()),
    });
    let both = change.before.len() >= FEWEST_POINTS && change.since.len() >= FEWEST_POINTS;
    let before = median("Before the first session", &said::values(&change.before)).filter(|_| both);
    let since = median("Since the first session", &said::values(&change.since)).filter(|_| both);
    [before, since, overlap].into_iter().flatten().collect()
}

fn plot(measure: &Measure, scale: &Scale, all: &[series::Scored<'_>], change: &Change) -> Plot {
    let level = |points: i64| u8::try_from(points).ok();
    let point = |one: &series::Scored<'_>| Point {
        when: one.when().clone(),
        level: one.points().and_then(level),
        address: Some(address(one.id)),
        remark: one.apart.map(|apart| apart.word().to_owned()),
    };
    let line = Line {
        name: if measure.file.scoring.scales.len() > 1 {
            scale.name.clone()
        } else {
            measure.file.short.clone()
        },
        least: String::new(),
        most: String::new(),
        points: all.iter().map(point).collect(),
    };
    let band = |band: &hearken_measures::Band| Band {
        from: u32::try_from(band.from).unwrap_or_default(),
        to: u32::try_from(band.to).unwrap_or_default(),
        name: band.name.clone(),
    };
    let corridor = scale.reliable.as_ref().zip(change.start).map(|(reliable, start)| Corridor {
        around: start,
        reach: said::number(reliable.points),
        name: "usual variation around your start".to_owned(),
    });
    Plot {
        id: format!("course-{}", scale.id),
        title: format!("{} over time", measure.file.short),
        lines: vec![line],
        highest: level(scale.highest).unwrap_or(u8::MAX),
        bands: scale.bands.iter().map(band).collect(),
        corridor: corridor.filter(|_| all.len() > 1),
        numbers: true,
        address: Some(format!("/measures/course/{}", measure.file.id)),
        ..Plot::default()
    }
}

/// Whether an item has answers that a line can show: every one a whole number that has its place in a plot, from 0 up. A yes or a no
/// has none.
pub(super) fn is_rated(item: &Item) -> bool {
    let has_place = |choice: &Choice| choice.whole().is_some_and(|value| u8::try_from(value).is_ok());
    item.options.len() > 2 && item.options.iter().all(has_place)
}

/// Whether an item has answers that are numbers and that no line can show. They are said in words.
fn is_said(item: &Item) -> bool {
    item.options.len() > 2 && !is_rated(item) && item.options.iter().all(|choice| choice.whole().is_some())
}

/// The course of such an item: each day with its answer, the newest first.
fn in_words(notebook: &Notebook, measure: &Measure, item: &Item, clock: &Clock) -> (String, Vec<String>) {
    let newest = series::finished(notebook, &measure.file.id).rev().take(SAID);
    let line = |(_, one): (_, &Response)| {
        let day = words::day(one.when.date(), clock.today());
        Some(format!("{day}: {}", forms::said(item, one.answer(&item.link_id)?)))
    };
    (item.text.clone(), newest.filter_map(line).collect())
}

/// The course of one item by itself, for a profile, which has no total.
pub(super) fn of_item(notebook: &Notebook, measure: &Measure, item: &Item) -> Plot {
    let level = |response: &Response| u8::try_from(response.number(&item.link_id)?).ok();
    let finished: Vec<_> = series::finished(notebook, &measure.file.id).collect();
    // Other words than the newest's are other questions (G7).
    let newest = finished.last().map(|(_, newest)| (newest.version.as_str(), newest.language.as_str()));
    let is_other = |one: &Response| newest != Some((one.version.as_str(), one.language.as_str()));
    let other = |one: &Response| is_other(one).then(|| series::Apart::OtherVersion.word().to_owned());
    let points = finished.iter().map(|&(id, response)| Point {
        when: response.when.clone(),
        level: level(response),
        address: Some(address(id)),
        remark: other(response),
    });
    let highest = item.options.iter().filter_map(Choice::whole).max().unwrap_or_default();
    Plot {
        id: format!("item-{}", item.link_id),
        title: item.text.clone(),
        lines: vec![Line { name: item.text.clone(), points: points.collect(), ..Line::default() }],
        highest: u8::try_from(highest).unwrap_or(u8::MAX),
        numbers: true,
        ..Plot::default()
    }
}

/// The plot of a scale with the days that are marked.
pub(super) fn marked(
    notebook: &Notebook,
    measure: &Measure,
    scale: &Scale,
    all: &[series::Scored<'_>],
    change: &Change,
) -> Plot {
    let id = format!("report-{}-{}", measure.file.id, scale.id);
    Plot { id, marks: plot_marks(notebook), address: None, ..plot(measure, scale, all, change) }
}

/// A small plot of the main score, or of every score where none of them is the main one; nothing where there is none yet.
pub(super) fn small(notebook: &Notebook, measure: &Measure) -> Option<Plot> {
    let form: &Form = measure.form.as_ref()?;
    let plots = main_scales(measure).iter().filter_map(|scale| {
        let all = series::of(notebook, measure, form, scale);
        all.iter().find(|one| one.points().is_some())?;
        Some(plot(measure, scale, &all, &Change::of(scale, &all, None)))
    });
    let mut plots: Vec<Plot> = plots.collect();
    let lines: Vec<Line> = plots.iter_mut().flat_map(|plot| std::mem::take(&mut plot.lines)).collect();
    let first = plots.into_iter().next()?;
    Some(Plot {
        id: format!("small-{}", measure.file.id),
        title: measure.file.title.clone(),
        marks: plot_marks(notebook),
        corridor: None,
        // The ranges of one of several are not those of the others.
        bands: if lines.len() > 1 { Vec::new() } else { first.bands },
        lines,
        ..first
    })
}

/// The scales that stand for a questionnaire where there is little room: its first one, or all of them where they look at different
/// items, so that none of them stands for the others.
pub(super) fn main_scales(measure: &Measure) -> &[Scale] {
    let scales = measure.file.scoring.scales.as_slice();
    let Some((first, others)) = scales.split_first() else { return scales };
    let is_whole = others.iter().all(|other| other.items.iter().all(|item| first.items.contains(item)));
    if is_whole { std::slice::from_ref(first) } else { scales }
}
