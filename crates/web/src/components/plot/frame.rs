//! The room a plot has: its size, and where a time and a level lie in it.

use super::{Plot, axis::Span, ground};
use hearken_core::Timestamp;

/// Rounds that people count in, for the scale of levels.
const ROUND: [u8; 7] = [1, 2, 5, 10, 20, 25, 50];
/// Up to here the middle of the scale is enough between its ends.
const SHORT_SCALE: u8 = 10;
/// Room above for the number of the highest level.
const NUMBER_ROOM: f64 = 14.0;
/// Room above where nothing is marked.
const UNMARKED: f64 = 10.0;

/// A drawing's size and the room around the lines, in its own units (about a pixel each).
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// The most dates that stand below without touching.
    pub(super) most_ticks: usize,
    /// The most points that all have their number.
    pub(super) most_numbers: usize,
    /// Where names of bands stand.
    pub(super) band_names: BandNames,
}

/// Where the names of bands stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum BandNames {
    /// Beside their band, at the right edge.
    Beside,
    /// In their band, at the left.
    Inside,
    /// In words only.
    Nowhere,
}

impl Frame {
    /// For a phone.
    pub(super) fn narrow(lines: usize) -> Self {
        let right = if lines > 1 { 76.0 } else { 14.0 };
        Self {
            width: 340.0,
            height: 270.0,
            left: 26.0,
            right,
            top: 44.0,
            bottom: 28.0,
            most_ticks: 4,
            most_numbers: 8,
            band_names: BandNames::Inside,
        }
    }

    /// For everything wider, and for paper.
    pub(super) fn wide(lines: usize) -> Self {
        let right = if lines > 1 { 92.0 } else { 18.0 };
        // The names of several lines stand at the right edge already.
        let band_names = if lines > 1 { BandNames::Inside } else { BandNames::Beside };
        Self {
            width: 820.0,
            height: 320.0,
            left: 30.0,
            right,
            top: 46.0,
            bottom: 30.0,
            most_ticks: 8,
            most_numbers: 14,
            band_names,
        }
    }

    /// For one of many figures.
    pub(super) fn small() -> Self {
        Self {
            width: 300.0,
            height: 164.0,
            left: 32.0,
            right: 12.0,
            top: 32.0,
            bottom: 26.0,
            most_ticks: 3,
            most_numbers: 0,
            band_names: BandNames::Nowhere,
        }
    }

    /// With the room that this plot needs beyond what every plot has. Small figures are all alike, so that one can be
    /// read against another.
    pub(super) fn with(mut self, plot: &Plot) -> Self {
        if self.is_small() {
            return self;
        }
        if self.band_names == BandNames::Beside {
            self.right = self.right.max(ground::names_room(&plot.bands));
        }
        if plot.numbers {
            let marks = if plot.marks.is_empty() { UNMARKED } else { self.top };
            let more = marks + NUMBER_ROOM - self.top;
            self.top += more;
            self.height += more;
        }
        if plot.highest >= 100 {
            self.left += 6.0;
        }
        self
    }

    /// Marks have neither name nor key.
    pub(super) fn is_small(&self) -> bool {
        self.band_names == BandNames::Nowhere
    }

    /// The right edge of the lines.
    pub(super) fn end(&self) -> f64 {
        self.width - self.right
    }

    /// The lower edge of the lines.
    pub(super) fn floor(&self) -> f64 {
        self.height - self.bottom
    }

    /// Where a time lies from left to right; what lies beyond the span stands at its edge.
    pub(super) fn x(&self, span: Span, at: Timestamp) -> f64 {
        self.left + span.share(at) * (self.end() - self.left)
    }

    /// Where a level lies from top to bottom; what lies above the highest stands at the top.
    pub(super) fn y(&self, highest: u8, level: u8) -> f64 {
        self.height_of(highest, f64::from(level))
    }

    /// Where a level lies that need not be a whole one, kept on the scale.
    pub(super) fn height_of(&self, highest: u8, level: f64) -> f64 {
        let share = level.clamp(0.0, f64::from(highest)) / f64::from(highest.max(1));
        self.floor() - share * (self.floor() - self.top)
    }

    /// The levels that stand beside the scale, from 0 to the highest.
    pub(super) fn levels(&self, highest: u8) -> Vec<u8> {
        if self.is_small() {
            return vec![0, highest];
        }
        if highest <= SHORT_SCALE {
            let mut levels = vec![0, highest / 2, highest];
            levels.dedup();
            return levels;
        }
        let step = ROUND.into_iter().find(|step| highest / step <= 6).unwrap_or(ROUND[ROUND.len() - 1]);
        // What stands too near to the highest would touch it.
        let apart = |level: &u8| highest - level >= step.div_ceil(2);
        (0..highest).step_by(usize::from(step)).filter(apart).chain([highest]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_round_levels_and_its_ends() {
        let wide = Frame::wide(1);
        assert_eq!(wide.levels(10), [0, 5, 10]);
        assert_eq!(wide.levels(21), [0, 5, 10, 15, 21]);
        assert_eq!(wide.levels(27), [0, 5, 10, 15, 20, 27]);
        assert_eq!(wide.levels(42), [0, 10, 20, 30, 42]);
        assert_eq!(wide.levels(80), [0, 20, 40, 60, 80]);
        assert_eq!(wide.levels(100), [0, 20, 40, 60, 80, 100]);
        assert_eq!(Frame::small().levels(27), [0, 27]);
    }

    #[test]
    fn levels_beside_the_scale_never_touch() {
        for highest in 1..=u8::MAX {
            for frame in [Frame::narrow(1), Frame::wide(1), Frame::small()] {
                let levels = frame.levels(highest);
                let heights: Vec<f64> = levels.iter().map(|&level| frame.y(highest, level)).collect();
                assert!(heights.windows(2).all(|pair| pair[0] - pair[1] > 12.0), "{highest}: {levels:?}");
            }
        }
    }
}
