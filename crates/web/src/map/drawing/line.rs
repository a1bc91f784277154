//! The lines between parts: each kind of bond has a shape of its own, so that none is told by its colour.
//!
//! `assets/js/map_lines.js` draws the same lines while a part is being moved; a browser test holds the two together.

use hearken_core::bonds::BondKind;

/// A point with its fractions.
pub(super) type Spot = (f64, f64);

/// One end of a line: the middle of a mark and how far it reaches.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) at: Spot,
    pub(super) reach: f64,
}

/// What a line is drawn with.
pub(super) struct Line {
    /// The line itself.
    pub(super) line: String,
    /// What stands at its end; empty for kinds without direction.
    pub(super) head: String,
    /// The same way without ornaments, for a pointer to find.
    pub(super) hit: String,
    /// Its middle, where words stand.
    pub(super) middle: Spot,
}

/// Room between a mark and a line.
const GAP: f64 = 12.0;
/// How far a line keeps from Self.
const AROUND_SELF: f64 = 140.0;

/// The shape of a kind, which is also its class.
pub(super) fn shape(kind: &BondKind) -> &'static str {
    match kind {
        BondKind::Own { inverse, .. } if !inverse.is_empty() => "own-way",
        other => other.id(),
    }
}

/// A line of that shape. `bend` says how far it bows out, away from Self: several between two parts lie side by side.
pub(super) fn line(shape: &str, from: End, to: End, bend: f64) -> Line {
    let way = minus(to.at, from.at);
    let length = length(way);
    let across = (-way.1 / length, way.0 / length);
    let bow = bend + around_self(from.at, way, across);
    let bow = if dot(from.at, across) < 0.0 { -bow } else { bow };
    let control = plus(middle(from.at, to.at), across, bow);
    let start = plus(from.at, unit(minus(control, from.at)), from.reach + GAP);
    let end = plus(to.at, unit(minus(control, to.at)), to.reach + GAP);
    let curve = |path: &mut Path, shift: f64| {
        let [a, c, b] = [start, control, end].map(|at| plus(at, across, shift));
        path.put("M", a).put(" Q", c).put(" ", b);
    };
    let mut hit = Path::default();
    curve(&mut hit, 0.0);
    Line {
        line: match shape {
            "allied" => {
                let mut both = Path::default();
                curve(&mut both, -4.5);
                both.0.push(' ');
                curve(&mut both, 4.5);
                both.0
            }
            "conflict" => zigzag(start, control, end),
            _ => hit.0.clone(),
        },
        head: head(shape, end, unit(minus(end, control))),
        hit: hit.0,
        middle: on_curve(start, control, end, 0.5),
    }
}

/// How much further the line bows out so as not to run across Self.
fn around_self(from: Spot, way: Spot, across: Spot) -> f64 {
    let along = -dot(from, way) / dot(way, way).max(1.0);
    let aside = dot(from, across).abs();
    if (0.1..=0.9).contains(&along) && aside < AROUND_SELF { 2.0 * (AROUND_SELF - aside) } else { 0.0 }
}

fn zigzag(start: Spot, control: Spot, end: Spot) -> String {
    let steps = (length(minus(end, start)) / 15.0).round().clamp(4.0, 200.0) as u32;
    let mut line = Path::default();
    line.put("M", start);
    for step in 1..steps {
        let t = f64::from(step) / f64::from(steps);
        let along = unit(tangent(start, control, end, t));
        let side = if step % 2 == 0 { 7.0 } else { -7.0 };
        line.put(" L", plus(on_curve(start, control, end, t), (-along.1, along.0), side));
    }
    line.put(" L", end);
    line.0
}

fn head(shape: &str, tip: Spot, along: Spot) -> String {
    let across = (-along.1, along.0);
    let at = |back: f64, aside: f64| pair(plus(plus(tip, along, -back), across, aside));
    match shape {
        "protects" => format!("M{} L{} L{}Z", at(24.0, 11.0), at(0.0, 0.0), at(24.0, -11.0)),
        "cares-for" => {
            let heart = [(0.0, 0.0), (12.0, 18.0), (28.0, 14.0), (19.0, 0.0), (28.0, -14.0), (12.0, -18.0)];
            let [tip, a, b, dip, c, d] = heart.map(|(back, aside)| at(back, aside));
            format!("M{tip} C{a} {b} {dip} C{c} {d} {tip}Z")
        }
        "fears" => format!("M{} L{}", at(2.0, 15.0), at(2.0, -15.0)),
        "own-way" => format!("M{} L{} L{}", at(20.0, 10.0), at(0.0, 0.0), at(20.0, -10.0)),
        _ => String::new(),
    }
}

fn on_curve(a: Spot, c: Spot, b: Spot, t: f64) -> Spot {
    let u = 1.0 - t;
    let along = |a: f64, c: f64, b: f64| u * u * a + 2.0 * u * t * c + t * t * b;
    (along(a.0, c.0, b.0), along(a.1, c.1, b.1))
}

fn tangent(a: Spot, c: Spot, b: Spot, t: f64) -> Spot {
    let along = |a: f64, c: f64, b: f64| (1.0 - t) * (c - a) + t * (b - c);
    (along(a.0, c.0, b.0), along(a.1, c.1, b.1))
}

fn plus(at: Spot, way: Spot, times: f64) -> Spot {
    (at.0 + way.0 * times, at.1 + way.1 * times)
}

fn minus(at: Spot, other: Spot) -> Spot {
    plus(at, other, -1.0)
}

fn dot(a: Spot, b: Spot) -> f64 {
    a.0 * b.0 + a.1 * b.1
}

fn middle(a: Spot, b: Spot) -> Spot {
    ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0)
}

fn length(way: Spot) -> f64 {
    way.0.hypot(way.1).max(1.0)
}

fn unit(way: Spot) -> Spot {
    plus((0.0, 0.0), way, 1.0 / length(way))
}

/// A point as a path writes it.
pub(super) fn pair(at: Spot) -> String {
    let mut path = Path::default();
    path.put("", at);
    path.0
}

/// A path as it is written. A map has thousands of numbers in its paths, so they are written as whole tenths.
#[derive(Default)]
struct Path(String);

impl Path {
    fn put(&mut self, step: &str, at: Spot) -> &mut Self {
        self.0.push_str(step);
        self.number(at.0);
        self.0.push(' ');
        self.number(at.1);
        self
    }

    fn number(&mut self, number: f64) {
        let mut tenths = (number * 10.0).round().clamp(-1e8, 1e8) as i32;
        if tenths < 0 {
            self.0.push('-');
            tenths = -tenths;
        }
        // From the last digit to the first; at least one before the point.
        let mut digits = [b'0'; 12];
        let mut at = digits.len();
        while tenths > 0 || at > digits.len() - 3 {
            at -= 1;
            if at == digits.len() - 2 {
                digits[at] = b'.';
                continue;
            }
            digits[at] = b'0' + (tenths % 10) as u8;
            tenths /= 10;
        }
        self.0.extend(digits[at..].iter().map(|&digit| char::from(digit)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(a: Spot, b: Spot, shape: &str) -> Line {
        line(shape, End { at: a, reach: 30.0 }, End { at: b, reach: 40.0 }, 0.0)
    }

    #[test]
    fn every_kind_has_a_line_or_an_end_of_its_own() {
        let kinds = [
            BondKind::Own { name: "teaches".to_owned(), inverse: "learns from".to_owned() },
            BondKind::Own { name: "knows".to_owned(), inverse: String::new() },
        ];
        let drawn = BondKind::KNOWN.iter().chain(&kinds).map(|kind| {
            let line = between((300.0, -300.0), (300.0, 300.0), shape(kind));
            (shape(kind), line.line, line.head)
        });
        let drawn: Vec<_> = drawn.collect();
        for (n, (name, line, head)) in drawn.iter().enumerate() {
            // A plain line and a dashed one differ in the style sheet, by their class.
            let same = |(other, other_line, other_head): &&(&str, String, String)| {
                *other == *name || (other_line == line && other_head == head && *name != "own")
            };
            assert_eq!(drawn[..n].iter().find(same), None, "{name}");
        }
    }

    #[test]
    fn a_line_ends_before_the_marks_and_runs_around_self() {
        let line = between((-400.0, 0.0), (400.0, 0.0), "protects");
        assert!(line.middle.1.abs() > 120.0, "{:?}", line.middle);
        let beside = between((-400.0, 300.0), (400.0, 300.0), "protects");
        assert_eq!(beside.hit, "M-358.0 300.0 Q0.0 300.0 348.0 300.0");
    }

    #[test]
    fn numbers_are_written_to_the_tenth() {
        let written = [0.0, -0.04, 0.25, -7.5, 9.96, 1234.56, -1000.0].map(|number| pair((number, 1.0)));
        assert_eq!(
            written,
            ["0.0 1.0", "0.0 1.0", "0.3 1.0", "-7.5 1.0", "10.0 1.0", "1234.6 1.0", "-1000.0 1.0"]
        );
    }

    #[test]
    fn two_parts_at_one_point_have_a_line_too() {
        assert!(!between((5.0, 5.0), (5.0, 5.0), "conflict").line.contains("NaN"));
    }
}
