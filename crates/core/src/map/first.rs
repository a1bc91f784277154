//! Where a part lies that nobody has put anywhere.
//!
//! Each part has a home by its number: rings around Self first, then whatever room is left. A home does not depend on
//! what other parts do, so a part that is met later moves none that was there. A part that is blended lies beside Self; one
//! whose closeness was rated lies that near. Where something lies already, the nearest free point is taken.

use std::{collections::HashMap, sync::LazyLock};

use super::room::{FITS, Room};
use crate::{
    RecordId, View,
    parts::{Blend, Part},
    places::Point,
    readings::Scale,
};

/// Points around Self: how far, and in which directions (in a thousandth of that). The first stand wide apart.
const RINGS: [(i32, &[(i32, i32)]); 3] = [
    (340, &[(-866, -500), (866, -500), (-866, 500), (866, 500), (0, 1000), (0, -1000)]),
    (
        560,
        &[
            (-1000, 0),
            (1000, 0),
            (-500, -866),
            (500, 866),
            (500, -866),
            (-500, 866),
            (-866, 500),
            (866, -500),
            (-866, -500),
            (866, 500),
        ],
    ),
    (
        780,
        &[
            (-966, -259),
            (966, 259),
            (966, -259),
            (-966, 259),
            (0, -1000),
            (0, 1000),
            (-259, -966),
            (259, 966),
            (259, -966),
            (-259, 966),
            (-707, -707),
            (707, 707),
            (707, -707),
            (-707, 707),
        ],
    ),
];

/// How far from Self a part lies that is as near, and as far, as can be.
const NEAREST: i32 = 230;
const FARTHEST: i32 = 860;
/// How far from Self a blended part lies: its mark overlaps the ring around Self.
const BESIDE_SELF: i32 = 110;

/// Every home for which there is room, in the order in which parts are met.
static HOMES: LazyLock<Vec<Point>> = LazyLock::new(|| {
    let mut room = Room::default();
    let mut homes = Vec::new();
    let rings = RINGS.iter().flat_map(|&(far, ways)| ways.iter().map(move |&(x, y)| out((x, y), far)));
    // What is left, the nearest to Self first. The steps part a label's width and height evenly.
    let lines = |reach: i32, step: usize| (-reach..=reach).step_by(step);
    let mut rest: Vec<Point> =
        lines(FITS.x, 40).flat_map(|x| lines(FITS.y, 20).map(move |y| Point { x, y })).collect();
    rest.sort_by_key(|at| (at.x * at.x + at.y * at.y, at.y, at.x));
    for at in rings.chain(rest) {
        if room.is_free(at, false) {
            room.lay(at);
            homes.push(at);
        }
    }
    homes
});

/// Where the part of that number belongs. Beyond all homes, parts lie upon each other.
pub(super) fn home(number: usize) -> Point {
    HOMES[number % HOMES.len()]
}

/// Where every part lies: where the person put it, or where there is room for it.
pub fn places(view: &View<'_>) -> HashMap<RecordId, Point> {
    let mut room = Room::default();
    let mut places = HashMap::new();
    for (id, _) in view.all::<Part>() {
        if let Some(at) = view.place(id) {
            room.place(at);
            places.insert(id, at);
        }
    }
    for (number, (id, part)) in view.all::<Part>().enumerate() {
        // More parts than there are homes: nobody can look at them all at once, so none is kept apart any more.
        let at = if number >= HOMES.len() { home(number) } else { lay(view, &mut room, number, id, part) };
        places.entry(id).or_insert(at);
    }
    places
}

/// Finds a place for one part and takes it, whether the part needs it or was put elsewhere: its home stays its own.
fn lay(view: &View<'_>, room: &mut Room, number: usize, id: RecordId, part: &Part) -> Point {
    if view.place(id).is_some() {
        room.lay(home(number));
        return home(number);
    }
    let beside_self = part.blend == Some(Blend::Blended);
    let closeness = || view.level(Some(id), &Scale::Closeness).map(|(_, level)| i32::from(level));
    let wish = match (beside_self, home(number)) {
        (true, home) => towards(home, BESIDE_SELF),
        (false, home) => closeness().map_or(home, |level| {
            towards(home, FARTHEST - (FARTHEST - NEAREST) * level / i32::from(crate::limits::HIGHEST_LEVEL))
        }),
    };
    let at = room.nearest(wish, beside_self).unwrap_or(wish);
    room.lay(at);
    at
}

/// A point that far from Self in the direction of another; as far as a label fits.
fn towards(way: Point, far: i32) -> Point {
    let length = f64::from(way.x).hypot(f64::from(way.y)).max(1.0);
    let scaled = |by: i32| (f64::from(by) * f64::from(far) / length).round() as i32;
    Point { x: scaled(way.x).clamp(-FITS.x, FITS.x), y: scaled(way.y).clamp(-FITS.y, FITS.y) }
}

fn out((x, y): (i32, i32), far: i32) -> Point {
    Point { x: x * far / 1000, y: y * far / 1000 }
}
