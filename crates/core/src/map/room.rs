//! Room on the map: what keeps two labels apart, and the nearest point that is still free.

use std::sync::LazyLock;

use crate::places::Point;

/// Two parts whose points are nearer than this both ways would write over each other.
pub const LABEL: Point = Point { x: 160, y: 84 };

/// How near a part that nobody has placed may lie to one that was placed: what the person put somewhere may push another
/// part away only when it truly lies on it.
pub(super) const NEAR: Point = Point { x: 100, y: 66 };

/// Self and its word.
const OF_SELF: Point = Point { x: 150, y: 150 };

/// How far from Self a label still fits on the map.
pub(super) const FITS: Point = Point { x: 900, y: 900 };

/// What is taken already.
#[derive(Default)]
pub(super) struct Room {
    placed: Vec<Point>,
    laid: Vec<Point>,
}

impl Room {
    /// What the person placed.
    pub(super) fn place(&mut self, at: Point) {
        self.placed.push(at);
    }

    /// What was laid out.
    pub(super) fn lay(&mut self, at: Point) {
        self.laid.push(at);
    }

    /// Whether a label fits there. Beside Self it does only for a part that is blended with it.
    pub(super) fn is_free(&self, at: Point, beside_self: bool) -> bool {
        at.x.abs() <= FITS.x
            && at.y.abs() <= FITS.y
            && (beside_self || !within(at, Point::default(), OF_SELF))
            && !self.placed.iter().any(|&other| within(at, other, NEAR))
            && !self.laid.iter().any(|&other| within(at, other, LABEL))
    }

    /// The free point nearest to `wish`; `None` when the map is full.
    pub(super) fn nearest(&self, wish: Point, beside_self: bool) -> Option<Point> {
        let points = AROUND.iter().map(|by| Point { x: wish.x + by.x, y: wish.y + by.y });
        points.into_iter().find(|&at| self.is_free(at, beside_self))
    }
}

fn within(at: Point, other: Point, by: Point) -> bool {
    (at.x - other.x).abs() < by.x && (at.y - other.y).abs() < by.y
}

/// Steps away from a point, the shortest first: fine near it, coarse far away.
static AROUND: LazyLock<Vec<Point>> = LazyLock::new(|| {
    let grid = |step: i32, reach: i32| {
        let line = move || (-reach..=reach).step_by(usize::try_from(step).unwrap_or(1));
        line().flat_map(move |x| line().map(move |y| Point { x, y }))
    };
    let mut around: Vec<Point> = grid(20, 400).chain(grid(42, 1890)).collect();
    around.sort_by_key(|by| (by.x * by.x + by.y * by.y, by.x, by.y));
    around.dedup();
    around
});
