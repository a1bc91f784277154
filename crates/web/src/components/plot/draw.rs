//! The drawing itself.

use hearken_core::marks::MarkKind;
use maud::{Markup, html};

use super::{
    Line, Plot, Point,
    axis::{self, Span},
    frame::Frame,
    lines::{self, Stretch},
    marks, numbers,
    room::LETTER,
};
use crate::zone::Clock;

/// The dash of each line; the first is whole.
pub(super) const DASHES: [&str; super::MOST_LINES] = ["none", "8 4", "2 4", "10 3 2 3"];
/// Room between two points from which on each has its marker.
const MARKER_ROOM: f64 = 7.0;
/// Room from which on a hollow one still shows.
const TINY_ROOM: f64 = 4.5;
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
                (self.bands())
                (self.ahead())
                (self.grid())
                (self.corridor())
                (self.marks())
                (self.ground_words())
                (self.lines())
                @if plot.numbers { (self.numbers()) }
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
                @for level in self.frame.levels(highest) {
                    @let y = self.frame.y(highest, level);
                    line x1=(left) y1=(at(y)) x2=(at(end)) y2=(at(y)) {}
                    text x=(at(left - 6.0)) y=(at(y + 4.0)) text-anchor="end" { (level) }
                }
                @for tick in axis::ticks(self.span, self.clock, self.frame.most_ticks) {
                    @let x = self.frame.x(self.span, tick.at);
                    line x1=(at(x)) y1=(at(floor)) x2=(at(x)) y2=(at(floor + 5.0)) {}
                    text x=(at(self.date_at(x, &tick.label))) y=(at(height - 8.0)) text-anchor="middle" { (tick.label) }
                }
            }
        }
    }

    /// The middle of a date: at its day, moved inwards where it would leave the drawing.
    pub(super) fn date_at(&self, x: f64, label: &str) -> f64 {
        let half = label.chars().count() as f64 * LETTER / 2.0;
        x.min(self.frame.width - half).max(half)
    }

    fn marks(&self) -> Markup {
        html! {
            @for mark in marks::shown(&self.plot.marks, self.span, self.frame) {
                g class="plot-mark" {
                    line x1=(at(mark.x)) y1=(at(mark.y)) x2=(at(mark.x)) y2=(at(self.frame.floor())) stroke-dasharray="2 3" {}
                    path d=(mark_shape(mark.kind, mark.x, mark.y)) {}
                    @if let Some((x, name)) = &mark.name { text x=(at(*x)) y=(at(mark.y + 4.0)) { (name) } }
                    @if let Some((y, key)) = &mark.key { text x=(at(mark.x)) y=(at(*y)) text-anchor="middle" { (key) } }
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
            @if drawn.len() > 1 && !self.frame.is_small() { (self.names(&drawn)) }
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
                (self.hollow(nth))
            }
        }
    }

    /// What cannot be compared: the same markers, not filled; tiny where they stand close, left to the table where they
    /// would touch.
    fn hollow(&self, nth: usize) -> Markup {
        let line = &self.plot.lines[nth];
        let spot = |point: &Point| {
            let level = point.level.filter(|_| point.remark.is_some())?;
            Some((self.frame.x(self.span, point.when.at), self.frame.y(self.plot.highest, level)))
        };
        let spots: Vec<(f64, f64)> = line.points.iter().filter_map(spot).collect();
        let room = (self.frame.end() - self.frame.left) / line.points.len().max(1) as f64;
        html! {
            @if room >= TINY_ROOM {
                @for (x, y) in spots {
                    @if room >= MARKER_ROOM { path class="plot-hollow" d=(marker(nth, x, y)) {} }
                    @else { circle class="plot-hollow" cx=(at(x)) cy=(at(y)) r="2" {} }
                }
            }
        }
    }

    /// Levels at their points.
    fn numbers(&self) -> Markup {
        html! {
            g class="plot-numbers" {
                @for number in numbers::placed(self.plot, self.span, self.frame) {
                    text x=(at(number.x)) y=(at(number.y)) text-anchor="middle" { (number.level) }
                }
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

/// A session is a circle, a medicine a diamond, a life event a triangle.
pub(super) fn mark_shape(kind: MarkKind, x: f64, y: f64) -> String {
    match kind {
        MarkKind::Session => marker(0, x, y),
        MarkKind::Medicine => marker(3, x, y),
        MarkKind::LifeEvent => marker(2, x, y),
    }
}

/// A circle, a square, a triangle, a diamond.
pub(super) fn marker(nth: usize, x: f64, y: f64) -> String {
    let to = |dx: f64, dy: f64| format!("{:.1} {:.1}", x + dx, y + dy);
    match nth {
        0 => format!("M{}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0", to(-4.0, 0.0)),
        1 => format!("M{}h7v7h-7z", to(-3.5, -3.5)),
        2 => format!("M{}l4.6 8h-9.2z", to(0.0, -4.8)),
        _ => format!("M{}l5 5l-5 5l-5 -5z", to(0.0, -5.0)),
    }
}

/// A number of the drawing, to a tenth.
pub(super) fn at(number: f64) -> String {
    format!("{number:.1}")
}
