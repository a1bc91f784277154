//! Many plots at a glance: small figures on one time, each with what was said last.

use maud::{Markup, html};

use super::{Line, Plot, Point, axis::Span, draw::Drawing, frame::Frame, legend, nothing_yet, table};
use crate::{words, zone::Clock};

/// Several plots as a grid of small figures. All show the same time, so that one can be read against another.
pub(crate) fn small_multiples(mut plots: Vec<Plot>, clock: &Clock) -> Markup {
    plots.iter_mut().for_each(Plot::keep_what_is_shown);
    let spans = plots.iter().filter_map(|plot| Span::of(plot, clock));
    let Some(span) = spans.reduce(Span::with) else { return nothing_yet() };
    html! {
        div .small-plots { @for plot in &plots { (figure(plot, clock, span)) } }
        (legend::common(&plots, span))
    }
}

fn figure(plot: &Plot, clock: &Clock, span: Span) -> Markup {
    let said = plot.lines.iter().any(|line| last(line).is_some());
    html! {
        figure .plot .plot-small {
            figcaption {
                span .plot-title {
                    @if let Some(address) = &plot.address { a href=(address) { (plot.title) } } @else { (plot.title) }
                }
                @for line in &plot.lines { (said_last(plot, line, clock)) }
            }
            @if said {
                (Drawing { plot, clock, span, frame: Frame::small().with(plot), name: "small" }.render())
                @if plot.lines.len() > 1 { (legend::names(plot)) }
                (table::twin_of_many(plot, clock, span))
            } @else {
                (nothing_yet())
            }
        }
    }
}

fn last(line: &Line) -> Option<&Point> {
    line.points.iter().rev().find(|point| point.level.is_some())
}

/// What was said last, with its band, why it cannot be compared, and its day.
fn said_last(plot: &Plot, line: &Line, clock: &Clock) -> Markup {
    let Some((point, level)) = last(line).and_then(|point| Some((point, point.level?))) else {
        return html! {};
    };
    html! {
        span .plot-last {
            @if plot.lines.len() > 1 { (line.name) " " }
            b { (level) }
            span .help {
                @if let Some(band) = plot.band(level) { " " (band) "," }
                " " (words::day(point.when.date(), clock.today()))
                @if let Some(remark) = &point.remark { " (" (remark) ")" }
            }
        }
    }
}
