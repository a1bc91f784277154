//! The course of what was rated: of one part, and of Self with its eight qualities.

use hearken_content::ScaleWords;
use hearken_core::{
    Notebook, RecordId,
    parts::{self, Part},
    readings::{Quality, Reading, Scale},
};
use maud::Markup;

use super::{
    edit,
    pages::{CoursePage, PartNow, QualityNow, Said, SelfPage},
};
use crate::{
    components::{Line, Nearest, PartChip, Plot, Point, Reach, asks_for_help, in_two_windows, plot_marks},
    error::Problem,
    form::{Fields, Query, RecordPath},
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

/// Readings that stand below a plot; the table has all of them.
const LISTED: usize = 12;

/// What the content says of a scale.
pub(super) fn scale_words(scale: &Scale) -> &'static ScaleWords {
    let id = if matches!(scale, Scale::Quality(_) | Scale::Other(_)) { "quality" } else { scale.id() };
    hearken_content::library().words.scale(id)
}

/// What a quality is called.
pub(super) fn quality_word(quality: Quality) -> &'static str {
    let words = &hearken_content::library().words.eight_cs;
    words.iter().find(|word| word.id == quality.id()).map_or(quality.id(), |word| &word.label)
}

/// What was rated, in a line: “guard 5 · trust 4”.
pub(super) fn in_words(reading: &Reading) -> String {
    let said = reading.levels.iter().map(|(scale, level)| match scale {
        Scale::Quality(quality) => format!("{} {level}", quality_word(*quality)),
        Scale::Other(name) => format!("{name} {level}"),
        scale => format!("{} {level}", scale_words(scale).label),
    });
    joined(said)
}

fn joined(said: impl Iterator<Item = String>) -> String {
    said.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// One line for each scale that was ever rated.
fn lines(readings: &[(RecordId, &Reading)], scales: &[Scale]) -> Vec<Line> {
    let rated = |scale: &&Scale| readings.iter().any(|(_, reading)| reading.level(scale).is_some());
    let line = |scale: &Scale| {
        let words = scale_words(scale);
        let point = |(id, reading): &(RecordId, &Reading)| Point {
            when: reading.when.clone(),
            level: reading.level(scale),
            address: Some(edit::address(*id)),
            ..Point::default()
        };
        Line {
            name: words.label.clone(),
            least: words.least.clone(),
            most: words.most.clone(),
            points: readings.iter().map(point).collect(),
        }
    };
    scales.iter().filter(rated).map(line).collect()
}

/// The newest of them, in words.
fn newest(notebook: &Notebook, readings: &[(RecordId, &Reading)], clock: &Clock) -> Vec<Said> {
    let newest = readings.iter().rev().take(LISTED);
    newest
        .map(|(id, reading)| Said {
            address: edit::address(*id),
            when: words::moment(&reading.when, clock.today()),
            levels: joined(std::iter::once(in_words(reading)).chain(in_two_windows(notebook, *id))),
            note: reading.note.clone(),
        })
        .collect()
}

/// The readings of a part, and of those that turned out to be it, oldest first.
fn of_all_it_was(notebook: &Notebook, part: RecordId) -> Vec<(RecordId, &Reading)> {
    let view = notebook.view();
    let same = notebook.parts().map(|(id, _)| id).filter(|&id| id == part || view.resolve(id) == part);
    let mut readings: Vec<_> = same.flat_map(|id| notebook.readings_of(Some(id), None)).collect();
    readings.sort_by_key(|(id, reading)| (reading.when.at, *id));
    readings
}

/// Whether the words of the reading that was mended just now ask for the gentle card (K6).
fn asks(notebook: &Notebook, query: &Fields) -> bool {
    let mended = query.record("kept").and_then(|kept| notebook.get::<Reading>(kept));
    mended.is_some_and(|reading| asks_for_help([reading.note.as_str()]))
}

pub(super) async fn of_part(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    let readings = of_all_it_was(&notebook, id);
    let reach = Reach::of(&query);
    let plot = Plot {
        id: "course".to_owned(),
        title: format!("What you said of {}", part.name),
        lines: lines(&readings, &Scale::OF_PARTS),
        marks: plot_marks(&notebook),
        from: reach.from(&clock),
        highest: 10,
        ..Plot::default()
    };
    let said = newest(&notebook, &readings, &clock);
    let harm = parts::carries_urge(&notebook, id);
    let asks = asks(&notebook, &query).then_some(nearest);
    Ok(CoursePage { page, chip: PartChip::of(id, part), harm, asks, reach, plot, said }.render(&clock))
}

pub(super) async fn of_self(
    Unlocked(session): Unlocked,
    nearest: Nearest,
    clock: Clock,
    Query(query): Query,
) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let readings: Vec<_> = notebook.readings_of(None, None).collect();
    let reach = Reach::of(&query);
    let plot = Plot {
        id: "course".to_owned(),
        title: "How much Self was here".to_owned(),
        lines: lines(&readings, &[Scale::SelfEnergy]),
        marks: plot_marks(&notebook),
        from: reach.from(&clock),
        highest: 10,
        ..Plot::default()
    };
    let said = newest(&notebook, &readings, &clock);
    let parts = notebook.listed_parts().filter_map(|(id, part)| part_now(&notebook, &clock, id, part));
    SelfPage {
        page,
        asks: asks(&notebook, &query).then_some(nearest),
        reach,
        plot,
        qualities: qualities(&readings, &clock),
        parts: parts.collect(),
        said,
    }
    .render(&clock)
}

/// What was said of a part last.
fn part_now(notebook: &Notebook, clock: &Clock, id: RecordId, part: &Part) -> Option<PartNow> {
    let (_, reading) = notebook.readings_of(Some(id), None).next_back()?;
    Some(PartNow {
        chip: PartChip::of(id, part),
        levels: in_words(reading),
        when: words::moment(&reading.when, clock.today()),
    })
}

/// Each quality that was ever rated: the newest level, and the one before it.
fn qualities(readings: &[(RecordId, &Reading)], clock: &Clock) -> Vec<QualityNow> {
    let now = |quality| {
        let scale = Scale::Quality(quality);
        let mut said =
            readings.iter().rev().filter_map(|(_, reading)| Some((&reading.when, reading.level(&scale)?)));
        let (when, level) = said.next()?;
        let before = said.next().map(|(_, level)| level);
        Some(QualityNow {
            word: quality_word(quality),
            level,
            before,
            when: words::day(when.date(), clock.today()),
        })
    };
    Quality::ALL.into_iter().filter_map(now).collect()
}
