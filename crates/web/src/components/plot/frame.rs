//! The room a plot has: its size, and where a time and a level lie in it.

use super::axis::Span;
use hearken_core::Timestamp;

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
}

impl Frame {
    /// For a phone.
    pub(super) fn narrow(lines: usize) -> Self {
        let right = if lines > 1 { 76.0 } else { 14.0 };
        Self { width: 340.0, height: 270.0, left: 26.0, right, top: 44.0, bottom: 28.0, most_ticks: 4 }
    }

    /// For everything wider, and for paper.
    pub(super) fn wide(lines: usize) -> Self {
        let right = if lines > 1 { 92.0 } else { 18.0 };
        Self { width: 820.0, height: 320.0, left: 30.0, right, top: 46.0, bottom: 30.0, most_ticks: 8 }
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
        let share = f64::from(level.min(highest)) / f64::from(highest.max(1));
        self.floor() - share * (self.floor() - self.top)
    }
}
