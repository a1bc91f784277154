//! The drawing itself.

use hearken_core::marks::MarkKind;
use maud::{Markup, html};

use super::{
    Line, Plot,
    axis::{self, Span},
    frame::Frame,
    lines::{self, Stretch},
    mark_word, marks,
};
use crate::zone::Clock;

/// The dash of each line; the first is whole.
const DASHES: [&str; super::MOST_LINES] = ["none", "8 4", "2 4", "10 3 2 3"];
/// Room between two points from which on each has its marker.
const MARKER_ROOM: f64 = 7.0;
/// How far names of lines stand apart.
const NAME_ROOM: f64 = 16.0;

/// A plot on its way to one of its two drawings.
pub(super) struct Drawing<'a> {
    pub(super) plot: &'a Plot,
    pub(super) clock: &'a Clock,
    pub(super) span: Span,
    pub(super) frame: Frame,
    /// `narrow` or `wide`.
    pub(super) name: &'static str,
}

impl Drawing<'_> {
    pub(super) fn render(&self) -> Markup {
        let Self { plot, frame, name, .. } = self;
        let [title, desc] = ["title", "desc"].map(|what| format!("{}-{name}-{what}", plot.id));
        html! {
            svg class={ "plot-" (name) } viewBox={ "0 0 " (frame.width) " " (frame.height) } role="img"
                aria-labelledby={ (title) " " (desc) } {
                title id=(title) { (plot.title) }
                desc id=(desc) { (plot.said(self.clock)) }
                (self.ahead())
                (self.grid())
                (self.marks())
                (self.lines())
            }
        }
    }

    /// What lies behind now is another ground, and says so.
    fn ahead(&self) -> Markup {
        let Frame { top, .. } = self.frame;
        let now = self.frame.x(self.span, self.span.now);
        let late = |line: &Line| line.points.last().is_some_and(|point| point.when.at > self.span.now);
        html! {
            @if self.plot.lines.iter().any(late) {
                rect class="plot-ahead" x=(at(now)) y=(top) width=(at(self.frame.end() - now))
                    height=(at(self.frame.floor() - top)) {}
                text class="plot-word" x=(at(now + 3.0)) y=(at(self.frame.floor() - 5.0)) { "ahead" }
            }
        }
    }

    fn grid(&self) -> Markup {
        let Frame { left, height, .. } = self.frame;
        let (end, floor, highest) = (self.frame.end(), self.frame.floor(), self.plot.highest);
        html! {
            g class="plot-grid" {
                @for level in [0, highest / 2, highest] {
                    @let y = self.frame.y(highest, level);
                    line x1=(left) y1=(at(y)) x2=(at(end)) y2=(at(y)) {}
                    text x=(at(left - 6.0)) y=(at(y + 4.0)) text-anchor="end" { (level) }
                }
                @for tick in axis::ticks(self.span, self.clock, self.frame.most_ticks) {
                    @let x = self.frame.x(self.span, tick.at);
                    line x1=(at(x)) y1=(at(floor)) x2=(at(x)) y2=(at(floor + 5.0)) {}
                    text x=(at(x)) y=(at(height - 8.0)) text-anchor=(self.anchor(x)) { (tick.label) }
                }
            }
        }
    }

    /// A date at an edge reads inwards.
    fn anchor(&self, x: f64) -> &'static str {
        match x {
            x if x < self.frame.left + 24.0 => "start",
            x if x > self.frame.width - 30.0 => "end",
            _ => "middle",
        }
    }

    fn marks(&self) -> Markup {
        html! {
            @for mark in marks::placed(&self.plot.marks, self.span, self.frame) {
                g class="plot-mark" {
                    line x1=(at(mark.x)) y1=(at(mark.y)) x2=(at(mark.x)) y2=(at(self.frame.floor())) stroke-dasharray="2 3" {}
                    path d=(mark_shape(mark.kind, mark.x, mark.y)) {}
                    @if let Some((x, name)) = &mark.name { text x=(at(*x)) y=(at(mark.y + 4.0)) { (name) } }
                }
            }
        }
    }

    fn lines(&self) -> Markup {
        let drawn: Vec<Vec<Stretch>> = self
            .plot
            .lines
            .iter()
            .map(|line| lines::stretches(line, self.span, self.frame, self.plot.highest))
            .collect();
        html! {
            @for (nth, stretches) in drawn.iter().enumerate() { (self.line(nth, stretches)) }
            @if drawn.len() > 1 { (self.names(&drawn)) }
        }
    }

    fn line(&self, nth: usize, stretches: &[Stretch]) -> Markup {
        let points: usize = stretches.iter().map(Vec::len).sum();
        let roomy = (self.frame.end() - self.frame.left) / points.max(1) as f64 >= MARKER_ROOM;
        let last = stretches.len().saturating_sub(1);
        let marked = |(n, stretch): (usize, &Stretch)| match stretch.as_slice() {
            all if roomy || all.len() == 1 => all.to_vec(),
            // Where the line ends, it still shows whose it is.
            [.., end] if n == last => vec![*end],
            _ => Vec::new(),
        };
        let markers: Vec<(f64, f64)> = stretches.iter().enumerate().flat_map(marked).collect();
        html! {
            g class={ "plot-line line-" (nth) } {
                @for stretch in stretches.iter().filter(|stretch| stretch.len() > 1) {
                    path d=(lines::path(stretch)) fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"
                        stroke-dasharray=(DASHES[nth]) {}
                }
                @for (x, y) in markers { path d=(marker(nth, x, y)) fill="currentColor" {} }
            }
        }
    }

    /// The name of each line at its end.
    fn names(&self, drawn: &[Vec<Stretch>]) -> Markup {
        let ends =
            drawn.iter().enumerate().filter_map(|(nth, stretches)| Some((nth, stretches.last()?.last()?.1)));
        let (nths, wanted): (Vec<usize>, Vec<f64>) = ends.unzip();
        let placed = lines::spread(&wanted, NAME_ROOM, self.frame.top, self.frame.floor());
        html! {
            @for (nth, y) in nths.into_iter().zip(placed) {
                text class={ "plot-name line-" (nth) } x=(at(self.frame.end() + 8.0)) y=(at(y + 4.0)) { (self.plot.lines[nth].name) }
            }
        }
    }
}

/// Each line's dash and marker with its name and what its ends mean; each kind of mark that is shown.
pub(super) fn legend(plot: &Plot, span: Span) -> Markup {
    let shown = |kind| plot.marks.iter().any(|mark| mark.kind == kind && span.holds(mark.when.at));
    html! {
        ul .plot-legend {
            @for (nth, line) in plot.lines.iter().enumerate() {
                li {
                    svg class={ "plot-line line-" (nth) } viewBox="0 0 34 14" width="34" height="14" aria-hidden="true" {
                        path d="M1 7L33 7" stroke="currentColor" stroke-width="2" stroke-dasharray=(DASHES[nth]) {}
                        path d=(marker(nth, 17.0, 7.0)) fill="currentColor" {}
                    }
                    span { (line.name) span .help { " 0 " (line.least) " · " (plot.highest) " " (line.most) } }
                }
            }
            @for kind in MarkKind::ALL.into_iter().filter(|&kind| shown(kind)) { li { (mark_sign(kind)) span { (mark_word(kind)) } } }
        }
    }
}

/// The sign of a kind of mark, as it stands on plots.
pub(crate) fn mark_sign(kind: MarkKind) -> Markup {
    html! {
        svg class="plot-mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" { path d=(mark_shape(kind, 7.0, 7.0)) {} }
    }
}

/// A session is a circle, a medicine a diamond, a life event a triangle.
fn mark_shape(kind: MarkKind, x: f64, y: f64) -> String {
    match kind {
        MarkKind::Session => marker(0, x, y),
        MarkKind::Medicine => marker(3, x, y),
        MarkKind::LifeEvent => marker(2, x, y),
    }
}

/// A circle, a square, a triangle, a diamond.
fn marker(nth: usize, x: f64, y: f64) -> String {
    let to = |dx: f64, dy: f64| format!("{:.1} {:.1}", x + dx, y + dy);
    match nth {
        0 => format!("M{}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", to(-4.0, 0.0)),
        1 => format!("M{}h7v7h-7z", to(-3.5, -3.5)),
        2 => format!("M{}l4.6 8h-9.2z", to(0.0, -4.8)),
        _ => format!("M{}l5 5l-5 5l-5 -5z", to(0.0, -5.0)),
    }
}

/// A number of the drawing, to a tenth.
fn at(number: f64) -> String {
    format!("{number:.1}")
}
