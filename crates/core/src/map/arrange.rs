//! Laying the map out anew: bonds pull, parts push each other away, Self holds all of them near.
//!
//! Without chance: it begins with the homes of the parts and takes a fixed number of steps, so the same map is always
//! laid out the same way. What came to lie too near is moved to the nearest free point at the end.

use super::{Map, first::home, room::Room};
use crate::{RecordId, parts::Blend, places::Point};

const STEPS: u32 = 120;
/// How far apart two parts with a bond like to be.
const APART: f64 = 260.0;
/// How far one step may move a part at first; less with every step.
const FIRST_STRIDE: f64 = 90.0;
const TO_SELF: f64 = 0.02;

#[derive(Clone, Copy, Default)]
struct Vector {
    x: f64,
    y: f64,
}

impl Vector {
    fn by(self, other: Self, times: f64) -> Self {
        Self { x: self.x + other.x * times, y: self.y + other.y * times }
    }

    fn to(self, other: Self) -> Self {
        other.by(self, -1.0)
    }

    fn length(self) -> f64 {
        self.x.hypot(self.y).max(1.0)
    }
}

/// A new place for every part that is seen.
pub fn arrange(map: &Map<'_>) -> Vec<(RecordId, Point)> {
    let start = |number: usize| home(number);
    let mut at: Vec<Vector> = (0..map.spots.len())
        .map(|number| Vector { x: f64::from(start(number).x), y: f64::from(start(number).y) })
        .collect();
    for step in 0..STEPS {
        let stride = FIRST_STRIDE * f64::from(STEPS - step) / f64::from(STEPS);
        let forces = forces(map, &at);
        for (at, force) in at.iter_mut().zip(forces) {
            *at = at.by(force, force.length().min(stride) / force.length());
        }
    }
    settle(map, &at)
}

fn forces(map: &Map<'_>, at: &[Vector]) -> Vec<Vector> {
    let mut forces: Vec<Vector> = at.iter().map(|at| Vector::default().by(*at, -TO_SELF)).collect();
    for one in 0..at.len() {
        for other in 0..one {
            let way = at[one].to(at[other]);
            // As between equal charges: less with the distance. Two at one point part by their numbers.
            let push = 0.35 * APART * APART / (way.length() * way.length());
            let way = if way.x == 0.0 && way.y == 0.0 { Vector { x: 1.0, y: 0.0 } } else { way };
            forces[one] = forces[one].by(way, -push);
            forces[other] = forces[other].by(way, push);
        }
        // Self keeps its room too.
        let push = 0.7 * APART * APART / (at[one].length() * at[one].length());
        forces[one] = forces[one].by(at[one], push);
    }
    for tie in &map.ties {
        let way = at[tie.from].to(at[tie.to]);
        let pull = 0.08 * (way.length() - APART) / way.length();
        forces[tie.from] = forces[tie.from].by(way, pull);
        forces[tie.to] = forces[tie.to].by(way, -pull);
    }
    forces
}

/// Whole points on the map, no two nearer than a label; those nearest to Self choose first.
fn settle(map: &Map<'_>, at: &[Vector]) -> Vec<(RecordId, Point)> {
    let mut room = Room::default();
    let mut order: Vec<usize> = (0..at.len()).collect();
    order.sort_by(|&one, &other| at[one].length().total_cmp(&at[other].length()).then(one.cmp(&other)));
    let mut settled = Vec::with_capacity(at.len());
    for number in order {
        let wish = Point { x: at[number].x.round() as i32, y: at[number].y.round() as i32 }.on_map();
        let beside_self = map.spots[number].part.blend == Some(Blend::Blended);
        let free = room.nearest(wish, beside_self).unwrap_or(wish);
        room.lay(free);
        settled.push((map.spots[number].id, free));
    }
    settled
}
