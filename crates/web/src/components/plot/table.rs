//! The same as a table: for whoever would rather read, and for readers of screens.

use std::collections::BTreeMap;

use hearken_core::{Timestamp, When};
use maud::{Markup, html};

use super::{Plot, PlotMark, axis::Span, mark_word};
use crate::{words, zone::Clock};

/// What was said at one moment, with a cell for each line.
struct Row<'a> {
    when: &'a When,
    address: Option<&'a str>,
    levels: Vec<Option<u8>>,
}

/// The table behind a summary, the newest first.
pub(super) fn twin(plot: &Plot, clock: &Clock, span: Span) -> Markup {
    html! {
        details .plot-table {
            summary { "As a table" }
            div .scroll tabindex="0" role="region" aria-label={ (plot.title) ", as a table" } {
                table {
                    caption .sr-only { (plot.title) }
                    thead { tr { th scope="col" { "When" } @for line in &plot.lines { th scope="col" { (line.name) } } } }
                    tbody { @for row in rows(plot).values().rev() { (self::row(row, clock)) } }
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
                    levels: vec![None; plot.lines.len()],
                });
                row.levels[nth] = point.level;
            }
        }
    }
    rows
}

fn row(row: &Row<'_>, clock: &Clock) -> Markup {
    let when = words::moment(row.when, clock.today());
    html! {
        tr {
            th scope="row" {
                @if let Some(address) = row.address { a href=(address) { (when) } } @else { (when) }
                (ahead(row.when, clock))
            }
            @for level in &row.levels {
                td { @match level { Some(level) => (level), None => { "–" span .sr-only { " not said" } } } }
            }
        }
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
                    @if !says_its_kind(mark) { (mark_word(mark.kind)) @if !mark.name.is_empty() { ", " } }
                    @if !mark.name.is_empty() { bdi { (mark.name) } }
                }
            }
        }
    }
}

/// “Session 3” need not be said to be a session.
fn says_its_kind(mark: &PlotMark) -> bool {
    mark.name.to_lowercase().starts_with(mark_word(mark.kind))
}
