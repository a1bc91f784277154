//! The same as a table: for whoever would rather read, and for readers of screens.

use std::collections::BTreeMap;

use hearken_core::{Timestamp, When};
use maud::{Markup, html};

use super::{Plot, PlotMark, Point, axis::Span, mark_word};
use crate::{words, zone::Clock};

/// What was said at one moment, with a cell for each line.
struct Row<'a> {
    when: &'a When,
    address: Option<&'a str>,
    points: Vec<Option<&'a Point>>,
}

/// The table behind a summary, the newest first.
pub(super) fn twin(plot: &Plot, clock: &Clock, span: Span) -> Markup {
    behind(&html! { "As a table" }, plot, clock, span)
}

/// The same where several stand on a page, so that each says whose it is.
pub(super) fn twin_of_many(plot: &Plot, clock: &Clock, span: Span) -> Markup {
    behind(&html! { "As a table" span .sr-only { ": " (plot.title) } }, plot, clock, span)
}

fn behind(summary: &Markup, plot: &Plot, clock: &Clock, span: Span) -> Markup {
    html! {
        details .plot-table {
            summary { (summary) }
            div .scroll tabindex="0" role="region" aria-label={ (plot.title) ", as a table" } {
                table {
                    caption .sr-only { (plot.title) }
                    thead { tr { th scope="col" { "When" } @for line in &plot.lines { th scope="col" { (line.name) } } } }
                    tbody { @for row in rows(plot).values().rev() { (self::row(plot, row, clock)) } }
                }
            }
            @if plot.marks.iter().any(|mark| span.holds(mark.when.at)) { (marks(plot, clock, span)) }
        }
    }
}

/// By time; what was said twice at one instant stands in two rows.
fn rows(plot: &Plot) -> BTreeMap<(Timestamp, usize), Row<'_>> {
    let mut rows = BTreeMap::new();
    for (nth, line) in plot.lines.iter().enumerate() {
        for points in line.points.chunk_by(|a, b| a.when.at == b.when.at) {
            for (again, point) in points.iter().enumerate() {
                let row = rows.entry((point.when.at, again)).or_insert_with(|| Row {
                    when: &point.when,
                    address: point.address.as_deref(),
                    points: vec![None; plot.lines.len()],
                });
                row.points[nth] = Some(point);
            }
        }
    }
    rows
}

fn row(plot: &Plot, row: &Row<'_>, clock: &Clock) -> Markup {
    let when = words::moment(row.when, clock.today());
    html! {
        tr {
            th scope="row" {
                @if let Some(address) = row.address { a href=(address) { (when) } } @else { (when) }
                (ahead(row.when, clock))
            }
            @for point in &row.points { td { (cell(plot, *point)) } }
        }
    }
}

/// The level with the name of its band, and why it cannot be compared.
fn cell(plot: &Plot, point: Option<&Point>) -> Markup {
    let level = point.and_then(|point| point.level);
    let remark = point.and_then(|point| point.remark.as_deref());
    html! {
        @match level { Some(level) => (level), None => { "–" span .sr-only { " not said" } } }
        @if let Some(band) = level.and_then(|level| plot.band(level)) { " " span .help { (band) } }
        @if let Some(remark) = remark { br; span .help { (remark) } }
    }
}

fn ahead(when: &When, clock: &Clock) -> Markup {
    html! { @if when.at > clock.now().at { " (ahead)" } }
}

fn marks(plot: &Plot, clock: &Clock, span: Span) -> Markup {
    html! {
        ul .plain-list {
            @for mark in plot.marks.iter().rev().filter(|mark| span.holds(mark.when.at)) {
                li {
                    (words::moment(&mark.when, clock.today())) (ahead(&mark.when, clock)) ": "
                    (called(mark))
                }
            }
        }
    }
}

/// What a mark is, and what the person calls it.
pub(super) fn called(mark: &PlotMark) -> Markup {
    html! {
        @if !says_its_kind(mark) { (mark_word(mark.kind)) @if !mark.name.is_empty() { ", " } }
        @if !mark.name.is_empty() { bdi { (mark.name) } }
    }
}

/// “Session 3” need not be said to be a session.
fn says_its_kind(mark: &PlotMark) -> bool {
    mark.name.to_lowercase().starts_with(mark_word(mark.kind))
}
