//! Room for words in a drawing: where no line runs and nothing else is written.

use super::{
    draw::Drawing,
    lines::{self, Stretch},
    numbers,
};

/// How wide a letter is at most, for most words.
pub(super) const LETTER: f64 = 6.8;
/// How near to words a line may run.
const AIR: f64 = 4.0;

/// What words take, or would take.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) foot: f64,
}

impl Area {
    /// Words that begin here, around a height.
    pub(super) fn of(words: &str, left: f64, middle: f64) -> Self {
        let long = words.chars().count() as f64 * LETTER;
        Self { left, right: left + long, top: middle - 6.0, foot: middle + 6.0 }
    }

    fn covers(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.foot && other.top < self.foot
    }

    /// Whether a straight piece of a line runs through it or close by.
    fn meets(&self, [a, b]: [(f64, f64); 2]) -> bool {
        let (begin, end) = (a.0.max(self.left - AIR), b.0.min(self.right + AIR));
        if begin > end {
            return false;
        }
        let height = |x: f64| if b.0 > a.0 { a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0) } else { a.1 };
        let (from, to) = if b.0 > a.0 { (height(begin), height(end)) } else { (a.1, b.1) };
        from.min(to) < self.foot + AIR && from.max(to) > self.top - AIR
    }
}

/// What is taken already.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Taken {
    pieces: Vec<[(f64, f64); 2]>,
    areas: Vec<Area>,
}

impl Taken {
    /// By the lines and the numbers of a drawing, and by lines from side to side at these heights.
    pub(super) fn by(drawing: &Drawing<'_>, heights: &[f64]) -> Self {
        let Drawing { plot, span, frame, .. } = *drawing;
        let stretches = plot.lines.iter().flat_map(|line| lines::stretches(line, span, frame, plot.highest));
        let across = heights.iter().map(|&y| [(frame.left, y), (frame.end(), y)]);
        let numbers = if plot.numbers { numbers::placed(plot, span, frame) } else { Vec::new() };
        Self {
            pieces: stretches.flat_map(|stretch| pieces(&stretch)).chain(across).collect(),
            areas: numbers.into_iter().map(numbers::Number::area).collect(),
        }
    }

    /// The first of these that is free, which is then taken.
    pub(super) fn take(&mut self, wanted: impl IntoIterator<Item = Area>) -> Option<Area> {
        let area = wanted.into_iter().find(|area| self.is_free(area))?;
        self.areas.push(area);
        Some(area)
    }

    fn is_free(&self, area: &Area) -> bool {
        !self.areas.iter().any(|other| area.covers(other))
            && !self.pieces.iter().any(|piece| area.meets(*piece))
    }
}

/// A stretch as straight pieces; one point is a piece too.
fn pieces(stretch: &Stretch) -> Vec<[(f64, f64); 2]> {
    match stretch.as_slice() {
        [one] => vec![[*one, *one]],
        many => many.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_through_words_or_close_by_is_met_and_one_beside_them_is_not() {
        let area = Area { left: 10.0, right: 50.0, top: 20.0, foot: 32.0 };
        assert!(area.meets([(0.0, 0.0), (100.0, 60.0)]));
        assert!(area.meets([(30.0, 26.0), (30.0, 26.0)]), "a single point");
        assert!(area.meets([(30.0, 0.0), (30.0, 90.0)]), "straight down");
        assert!(area.meets([(0.0, 17.0), (90.0, 17.0)]), "close by");
        assert!(!area.meets([(0.0, 60.0), (100.0, 60.0)]));
        assert!(!area.meets([(55.0, 0.0), (90.0, 90.0)]));
    }

    #[test]
    fn what_is_taken_is_not_given_twice() {
        let mut taken = Taken::default();
        let area = Area::of("mild", 10.0, 20.0);
        assert_eq!(taken.take([area]), Some(area));
        assert_eq!(taken.take([area]), None);
        assert_eq!(taken.take([area, Area { top: 40.0, foot: 52.0, ..area }]).map(|it| it.top), Some(40.0));
    }
}
