//! Plots: what was said over time, from 0 up, with marks. Drawn on the server, so they need no script and print well.
//!
//! A plot is drawn twice, for narrow and for wide screens, so that its words keep their size; the style sheet shows one
//! of the two. A table that says the same stands below. No line is told by its colour alone: each has its own dash,
//! marker and name. What nobody said is a gap, never a zero.
//!
//! For scores of questionnaires there is more, off by default: bands behind the line, the scores at their points, a
//! corridor of usual variation, points that are hollow because they cannot be compared, and small figures of many
//! plots on one time.

mod axis;
mod draw;
mod frame;
mod ground;
mod legend;
mod lines;
mod marks;
mod numbers;
mod reach;
mod room;
#[cfg(test)]
mod score_props;
#[cfg(test)]
mod score_tests;
mod small;
mod table;
#[cfg(test)]
mod tests;

use hearken_core::{Timestamp, When, marks::MarkKind};
use maud::{Markup, html};

use crate::{words, zone::Clock};
use axis::Span;
use draw::Drawing;
use frame::Frame;
pub(crate) use ground::{Band, Corridor};
pub(crate) use legend::mark_sign;
pub(crate) use reach::{Reach, mark_name, plot_marks, reaches};
pub(crate) use small::small_multiples;

/// The most lines that are told apart in one plot.
pub(crate) const MOST_LINES: usize = 4;

/// A plot with everything that is in it.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Plot {
    /// Unique on its page; letters and hyphens.
    pub(crate) id: String,
    /// What it shows, in a few words.
    pub(crate) title: String,
    /// At most [`MOST_LINES`]; the others would not be told apart and are left out.
    pub(crate) lines: Vec<Line>,
    /// Days worth finding again; those beyond the time that is shown are left out.
    pub(crate) marks: Vec<PlotMark>,
    /// Where the time that is shown begins; `None`: where something was said first.
    pub(crate) from: Option<Timestamp>,
    /// The highest level there is; the lowest is 0.
    pub(crate) highest: u8,
    /// Stretches of the scale that have a name.
    pub(crate) bands: Vec<Band>,
    /// How much is usual variation and no change.
    pub(crate) corridor: Option<Corridor>,
    /// Each level is printed at its point, or those that matter where there are many.
    pub(crate) numbers: bool,
    /// Where more of it stands; small figures lead there.
    pub(crate) address: Option<String>,
}

/// One thing that was rated again and again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Line {
    pub(crate) name: String,
    /// What 0 means; may be empty, as `most` may be.
    pub(crate) least: String,
    /// What the highest level means.
    pub(crate) most: String,
    pub(crate) points: Vec<Point>,
}

/// One time it was rated, or was not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Point {
    pub(crate) when: When,
    /// `None` leaves a gap in the line.
    pub(crate) level: Option<u8>,
    /// Where it can be changed.
    pub(crate) address: Option<String>,
    /// Why it cannot be compared with the others; its point is hollow.
    pub(crate) remark: Option<String>,
}

/// A mark on a plot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PlotMark {
    pub(crate) when: When,
    pub(crate) kind: MarkKind,
    /// What the person calls it; may be empty.
    pub(crate) name: String,
}

/// What a kind of mark is called.
pub(crate) fn mark_word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Session => "session",
        MarkKind::Medicine => "medicine",
        MarkKind::LifeEvent => "life event",
    }
}

impl Plot {
    /// The plot, its legend and its table.
    pub(crate) fn render(mut self, clock: &Clock) -> Markup {
        self.keep_what_is_shown();
        let Some(span) = Span::of(&self, clock) else { return nothing_yet() };
        let [narrow, wide] = [Frame::narrow, Frame::wide].map(|frame| frame(self.lines.len()).with(&self));
        html! {
            figure .plot {
                figcaption .plot-title { (self.title) }
                @for (name, frame) in [("narrow", narrow), ("wide", wide)] {
                    (Drawing { plot: &self, clock, span, frame, name }.render())
                }
                (legend::legend(&self, span))
                (legend::key(&self, clock, span, narrow, wide))
                (table::twin(&self, clock, span))
            }
        }
    }

    /// Leaves out what is earlier than the time that is shown, and puts the rest in order.
    fn keep_what_is_shown(&mut self) {
        self.lines.truncate(MOST_LINES);
        let from = self.from;
        for line in &mut self.lines {
            line.points.retain(|point| from.is_none_or(|from| point.when.at >= from));
            line.points.sort_by_key(|point| point.when.at);
        }
        self.marks.sort_by_key(|mark| mark.when.at);
        self.bands.sort_by_key(|band| band.from);
    }

    /// What a person who does not see it is told: each line, how often, from when to when, between what; then what
    /// lies behind the lines.
    fn said(&self, clock: &Clock) -> String {
        let lines = self.lines.iter().map(|line| line.said(self.highest, clock));
        lines.chain(self.ground_said()).collect::<Vec<_>>().join(" ")
    }
}

impl Line {
    fn said(&self, highest: u8, clock: &Clock) -> String {
        let said: Vec<(&When, u8)> = self.points.iter().filter_map(Point::said).collect();
        let levels = || said.iter().map(|&(_, level)| level);
        let (Some(first), Some(last)) = (said.first(), said.last()) else {
            return format!("{}: nothing was said.", self.name);
        };
        let day = |when: &When| words::day(when.date(), clock.today());
        let (lowest, highest_said) = (levels().min().unwrap_or_default(), levels().max().unwrap_or_default());
        format!(
            "{}, {}: said {} from {} to {}, between {lowest} and {highest_said}, last {}.{}",
            self.name,
            self.ends(highest),
            words::count(said.len(), "time", "times"),
            day(first.0),
            day(last.0),
            last.1,
            self.hollow_said(),
        )
    }

    /// What the ends of its scale mean.
    fn ends(&self, highest: u8) -> String {
        if self.least.is_empty() && self.most.is_empty() {
            return format!("0 to {highest}");
        }
        format!("0 {}, highest {}", self.least, self.most)
    }

    fn hollow_said(&self) -> String {
        match self.points.iter().filter(|point| point.remark.is_some()).count() {
            0 => String::new(),
            1 => " One of them cannot be compared; the table says why.".to_owned(),
            many => format!(" {many} of them cannot be compared; the table says why."),
        }
    }
}

impl Point {
    /// When and what, where something was said.
    fn said(&self) -> Option<(&When, u8)> {
        Some((&self.when, self.level?))
    }
}

fn nothing_yet() -> Markup {
    html! { p .help { "Nothing was said in this time." } }
}
