//! What stands below a drawing: whose line is whose, what the signs mean, and the key of marks without a name.

use std::collections::BTreeSet;

use hearken_core::marks::MarkKind;
use maud::{Markup, html};

use super::{
    Line, Plot, PlotMark,
    axis::Span,
    draw::{DASHES, mark_shape, marker},
    frame::Frame,
    mark_word, marks, table,
};
use crate::{words, zone::Clock};

/// A key longer than this is folded.
const LONG_KEY: usize = 16;

/// Each line's dash and marker with its name and what its ends mean; what else is drawn; each kind of mark that is
/// shown.
pub(super) fn legend(plot: &Plot, span: Span) -> Markup {
    html! {
        ul .plot-legend {
            @for (nth, line) in plot.lines.iter().enumerate() {
                li { (line_sign(nth)) span { (line.name) span .help { " " (ends(plot.highest, line)) } } }
            }
            @if let Some((corridor, low, high)) = plot.corridor_shown() {
                li { (corridor_sign()) span { (corridor.name) span .help { ", " (low) " to " (high) } } }
            }
            (signs(&[plot], span))
        }
    }
}

/// What small figures have in common.
pub(super) fn common(plots: &[Plot], span: Span) -> Markup {
    let plots: Vec<&Plot> = plots.iter().collect();
    let corridors: BTreeSet<&str> =
        plots.iter().filter_map(|plot| Some(plot.corridor_shown()?.0.name.as_str())).collect();
    html! {
        ul .plot-legend {
            @for name in corridors { li { (corridor_sign()) span { (name) } } }
            (signs(&plots, span))
        }
    }
}

/// Why some points are hollow, and each kind of mark.
fn signs(plots: &[&Plot], span: Span) -> Markup {
    let marks = || plots.iter().flat_map(|plot| &plot.marks).filter(|mark| span.holds(mark.when.at));
    let shown = |kind: &MarkKind| marks().any(|mark| mark.kind == *kind);
    let mut points = plots.iter().flat_map(|plot| &plot.lines).flat_map(|line| &line.points);
    html! {
        @if points.any(|point| point.remark.is_some() && point.level.is_some()) {
            li { (hollow_sign()) span { "hollow: cannot be compared" span .help { "; the table says why" } } }
        }
        @for kind in MarkKind::ALL.into_iter().filter(shown) { li { (mark_sign(kind)) span { (mark_word(kind)) } } }
    }
}

/// The sign of a kind of mark, as it stands on plots.
pub(crate) fn mark_sign(kind: MarkKind) -> Markup {
    html! {
        svg class="plot-mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" { path d=(mark_shape(kind, 7.0, 7.0)) {} }
    }
}

/// The lines by name alone, for a small figure.
pub(super) fn names(plot: &Plot) -> Markup {
    html! {
        ul .plot-legend { @for (nth, line) in plot.lines.iter().enumerate() { li { (line_sign(nth)) span { (line.name) } } } }
    }
}

fn line_sign(nth: usize) -> Markup {
    html! {
        svg class={ "plot-line line-" (nth) } viewBox="0 0 34 14" width="34" height="14" aria-hidden="true" {
            path d="M1 7L33 7" stroke="currentColor" stroke-width="2" stroke-dasharray=(DASHES[nth]) {}
            path d=(marker(nth, 17.0, 7.0)) fill="currentColor" {}
        }
    }
}

/// What the ends of a line's scale mean.
fn ends(highest: u8, line: &Line) -> String {
    if line.least.is_empty() && line.most.is_empty() {
        return format!("0 to {highest}");
    }
    format!("0 {} · {highest} {}", line.least, line.most)
}

fn corridor_sign() -> Markup {
    html! {
        svg class="plot-corridor" viewBox="0 0 34 14" width="34" height="14" aria-hidden="true" {
            rect x="0" y="2" width="34" height="10" {}
            @for y in [2, 12] { line x1="0" y1=(y) x2="34" y2=(y) {} }
        }
    }
}

fn hollow_sign() -> Markup {
    html! {
        svg class="line-0" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" {
            path class="plot-hollow" d=(marker(0, 7.0, 7.0)) {}
        }
    }
}

/// What the numbers and letters above the marks stand for, where not every name had room. Shown beside the drawing that
/// needs it.
pub(super) fn key(plot: &Plot, clock: &Clock, span: Span, narrow: Frame, wide: Frame) -> Markup {
    let keyed = |frame| marks::shown(&plot.marks, span, frame).iter().any(|mark| mark.key.is_some());
    let (in_narrow, in_wide) = (keyed(narrow), keyed(wide));
    let shown: Vec<&PlotMark> = plot.marks.iter().filter(|mark| span.holds(mark.when.at)).collect();
    html! {
        @if in_narrow || in_wide {
            details .plot-key .plot-key-narrow[!in_wide] open[shown.len() <= LONG_KEY] {
                summary { "What is marked" }
                ul {
                    @for (key, mark) in marks::keys(&shown).iter().zip(&shown) {
                        li { b { (key) } (mark_sign(mark.kind)) span { (table::called(mark)) " " span .help { (words::day(mark.when.date(), clock.today())) } } }
                    }
                }
            }
        }
    }
}
