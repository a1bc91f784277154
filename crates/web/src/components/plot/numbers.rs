//! Levels printed at their points: all where there are few, else the first, the last, the highest and the lowest. None
//! covers another.

use super::{Line, Plot, Point, axis::Span, frame::Frame, room::Area};

/// How wide a digit is at most.
const DIGIT: f64 = 7.6;
/// How high a digit is.
const HIGH: f64 = 10.0;
/// From a point to the foot of the number above it, and of the one below it.
const ABOVE: f64 = -9.0;
const BELOW: f64 = 18.0;
/// From the middle of a marker to its edge.
const MARKER: f64 = 4.5;

/// A level at its place.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Number {
    /// Its middle.
    pub(super) x: f64,
    /// Its foot.
    pub(super) y: f64,
    pub(super) level: u8,
}

/// A point of the drawing with its level.
type Spot = (f64, f64, u8);

/// The numbers of a plot in one drawing. Those that matter most are placed first; one without room is left to the table.
pub(super) fn placed(plot: &Plot, span: Span, frame: Frame) -> Vec<Number> {
    let spots_of = |line: &Line| {
        let spot = |point: &Point| {
            let level = point.level?;
            Some((frame.x(span, point.when.at), frame.y(plot.highest, level), level))
        };
        line.points.iter().filter_map(spot).collect::<Vec<Spot>>()
    };
    let lines: Vec<Vec<Spot>> = plot.lines.iter().map(spots_of).collect();
    let all = lines.concat();
    let few = all.len() <= frame.most_numbers;
    let wanted = lines.iter().flat_map(|spots| in_order(spots, few));
    let mut kept = Vec::new();
    for spot in wanted {
        kept.extend(place(spot, &all, &kept, frame));
    }
    kept
}

/// The last, the first, the highest and the lowest, none of them twice, then the others if there are few.
fn in_order(spots: &[Spot], few: bool) -> Vec<Spot> {
    let Some(last) = spots.len().checked_sub(1) else { return Vec::new() };
    let level = |&nth: &usize| spots[nth].2;
    let mut order = if last == 0 { vec![last] } else { vec![last, 0] };
    for extreme in [(0..=last).max_by_key(level), (0..=last).min_by_key(level)].into_iter().flatten() {
        if !order.iter().any(|shown| level(shown) == level(&extreme)) {
            order.push(extreme);
        }
    }
    let others = (0..=last).filter(|nth| few && !order.contains(nth)).collect::<Vec<_>>();
    order.into_iter().chain(others).map(|nth| spots[nth]).collect()
}

/// Above the point, else below it, else above it even if it covers a marker.
fn place((x, y, level): Spot, all: &[Spot], kept: &[Number], frame: Frame) -> Option<Number> {
    let number = |dy: f64| Number { x, y: y + dy, level };
    let free = |number: &Number| !kept.iter().any(|other| number.covers(other));
    let clear = |number: &Number| free(number) && !all.iter().any(|spot| number.covers_marker(*spot));
    let below = Some(number(BELOW)).filter(|number| number.y <= frame.floor() - 2.0);
    let above = number(ABOVE);
    Some(above)
        .filter(clear)
        .or_else(|| below.filter(clear))
        .or_else(|| Some(above).filter(free))
        .or_else(|| below.filter(free))
}

impl Number {
    fn half(self) -> f64 {
        f64::from(u8::try_from(self.level.to_string().len()).unwrap_or(u8::MAX)) * DIGIT / 2.0
    }

    /// What it takes.
    pub(super) fn area(self) -> Area {
        Area { left: self.x - self.half(), right: self.x + self.half(), top: self.y - HIGH, foot: self.y }
    }

    pub(super) fn covers(self, other: &Self) -> bool {
        (self.x - other.x).abs() < self.half() + other.half() + 1.0 && (self.y - other.y).abs() < HIGH + 1.0
    }

    fn covers_marker(self, (x, y, _): Spot) -> bool {
        let middle = self.y - HIGH / 2.0;
        (self.x - x).abs() < self.half() + MARKER && (middle - y).abs() < HIGH / 2.0 + MARKER - 1.0
    }
}
