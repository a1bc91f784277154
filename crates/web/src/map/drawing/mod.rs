//! The map as a picture: on its page, and as a file that stands alone. One drawing for both.
//!
//! Colours and sizes stand as attributes, as they are on paper; the style sheet of the page replaces them with its own.
//! So the file needs no style inside, which the content policy would not let a browser apply.

mod line;
mod mark;
mod said;

use std::collections::HashMap;

use hearken_core::{
    map::{Circle, Map, Tie},
    places::Point,
};
use maud::{Markup, html};

use line::{End, pair};

/// Parts that one picture shows. Nobody could look at more; the list has all of them.
pub(super) const MOST: usize = 500;
/// From this many parts on, marks and words are small.
const MANY: usize = 40;
/// Room around the outermost part for its label.
const MARGIN: i32 = 140;
/// The picture reaches at least this far from Self.
const LEAST: Point = Point { x: 500, y: 440 };

/// What a drawing is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    /// The page: marks lead to their parts, and a script may move them.
    Page,
    /// A file that stands alone.
    File,
}

/// The whole picture.
pub(super) fn picture(map: &Map<'_>, purpose: Purpose) -> Markup {
    let drawing = Drawing { map, purpose, many: map.spots.len() > MANY };
    let Point { x, y } = drawing.reach();
    let view_box = format!("{} {} {} {}", -x, -y, 2 * x, 2 * y);
    match purpose {
        Purpose::Page => html! {
            svg .map-picture .map-many[drawing.many] viewBox=(view_box) role="group" aria-label=(drawing.title())
                aria-describedby="map-twin" data-map-picture="" {
                g data-map-world="" { (drawing.content()) }
            }
        },
        Purpose::File => html! {
            svg xmlns="http://www.w3.org/2000/svg" viewBox=(view_box) width=(2 * x) height=(2 * y) role="img"
                font-family="system-ui, sans-serif" {
                title { (drawing.title()) }
                desc { (drawing.in_words()) }
                rect x=(-x) y=(-y) width=(2 * x) height=(2 * y) fill="#fffdf9" {}
                (drawing.content())
            }
        },
    }
}

/// A kind of bond's line for the legend.
pub(super) fn sample(kind: &str) -> Markup {
    // Far from Self, about which lines bow.
    let [from, to] = [1000.0, 1150.0].map(|x| End { at: (x, 1022.0), reach: 0.0 });
    let line = line::line(kind, from, to, 0.0);
    html! {
        svg class={ "line-sample tie-" (kind) } viewBox="1004 1000 142 44" width="64" height="20" aria-hidden="true" fill="none"
            stroke="currentColor" stroke-width="4" {
            path .tie-line d=(line.line) stroke-dasharray=[dashes(kind)] {}
            @if !line.head.is_empty() { path d=(line.head) fill="currentColor" {} }
        }
    }
}

struct Drawing<'a> {
    map: &'a Map<'a>,
    purpose: Purpose,
    many: bool,
}

impl Drawing<'_> {
    fn shown(&self) -> usize {
        self.map.spots.len().min(MOST)
    }

    /// How far the picture reaches, so that the outermost labels are in it.
    fn reach(&self) -> Point {
        // Half the width of a letter where letters are largest, on a phone.
        let half = if self.many { 5 } else { 11 };
        let label = |name: &str| half * i32::try_from(said::name(name).chars().count()).unwrap_or(0);
        let spots = || self.map.spots.iter().take(MOST);
        let x = spots().map(|spot| spot.at.x.abs() + label(&spot.part.name).max(MARGIN)).max();
        let y = spots().map(|spot| spot.at.y.abs() + MARGIN).max();
        Point { x: x.unwrap_or(0).max(LEAST.x), y: y.unwrap_or(0).max(LEAST.y) }
    }

    fn title(&self) -> String {
        let parts = crate::words::count(self.shown(), "part", "parts");
        let bonds = crate::words::count(self.map.ties.len(), "bond", "bonds");
        format!("Map: Self in the middle, {parts}, {bonds}")
    }

    /// The parts and their bonds, one after the other.
    fn in_words(&self) -> String {
        let parts: Vec<String> = (0..self.shown()).map(|number| said::whole(self.map, number)).collect();
        parts.join(". ")
    }

    fn content(&self) -> Markup {
        let ties = self.map.ties.iter().filter(|tie| tie.from < MOST && tie.to < MOST);
        html! {
            (rings())
            @for circle in &self.map.circles { (self.circle(circle)) }
            g fill="none" stroke-width="3" stroke-linejoin="round" {
                @for (tie, bend) in bends(ties) { (self.tie(tie, bend)) }
            }
            (mark::of_self())
            @for number in 0..self.shown() { (self.spot(number)) }
        }
    }

    fn spot(&self, number: usize) -> Markup {
        let spot = &self.map.spots[number];
        let small = if self.many { 0.6 } else { 1.0 };
        let (at, reach) = (spot.at, self.reach_of(number));
        let place = format!("translate({} {})", at.x, at.y);
        let class = format!("spot role-{}", spot.part.role.id());
        let (colour, inside) = (mark::colour(spot.part.role), mark::of_part(spot, reach, small));
        match self.purpose {
            Purpose::Page => html! {
                a class=(class) color=(colour) href={ "/parts/" (spot.id) } transform=(place)
                    aria-label=(said::whole(self.map, number)) data-part=(spot.id) data-x=(at.x) data-y=(at.y)
                    data-reach=(format!("{reach:.1}")) { (inside) }
            },
            Purpose::File => html! { g class=(class) color=(colour) transform=(place) { (inside) } },
        }
    }

    fn reach_of(&self, number: usize) -> f64 {
        mark::reach(self.map.spots[number].guard) * if self.many { 0.6 } else { 1.0 }
    }

    fn end(&self, number: usize) -> End {
        let Point { x, y } = self.map.spots[number].at;
        End { at: (f64::from(x), f64::from(y)), reach: self.reach_of(number) }
    }

    fn tie(&self, tie: &Tie<'_>, bend: f64) -> Markup {
        let shape = line::shape(&tie.bond.kind);
        let line = line::line(shape, self.end(tie.from), self.end(tie.to), bend);
        let from = self.map.spots[tie.from].part.role;
        let class = format!("tie tie-{shape} role-{}", from.id());
        let colour = if shape == "conflict" { "#a4342b" } else { mark::colour(from) };
        let words = said::on_line(tie.bond).filter(|_| !self.many);
        let inside = html! {
            @if self.purpose == Purpose::Page { path .tie-hit d=(line.hit) stroke="none" stroke-width="36" {} }
            path .tie-line d=(line.line) stroke="currentColor" stroke-dasharray=[dashes(shape)] {}
            @if !line.head.is_empty() {
                path .tie-head d=(line.head) stroke="currentColor" fill=(if shape == "own-way" { "none" } else { "currentColor" }) {}
            }
            @if let Some(words) = words {
                text .tie-words x=(format!("{:.1}", line.middle.0)) y=(format!("{:.1}", line.middle.1)) dy="-0.7em"
                    font-size="22" text-anchor="middle" fill="currentColor" stroke="#fffdf9" stroke-width="6"
                    paint-order="stroke" unicode-bidi="isolate" { (words) }
            }
        };
        match self.purpose {
            // In the list and in the name of each part the bonds are told to those who do not point.
            Purpose::Page => html! {
                a class=(class) color=(colour) href={ "/bonds/" (tie.id) } tabindex="-1" aria-hidden="true"
                    data-from=(self.map.spots[tie.from].id) data-to=(self.map.spots[tie.to].id) data-shape=(shape)
                    data-bend=(bend) { (inside) }
            },
            Purpose::File => html! { g class=(class) color=(colour) { (inside) } },
        }
    }

    /// The soft outline of a group: a broad, faint line around its parts.
    fn circle(&self, circle: &Circle<'_>) -> Markup {
        let spots: Vec<usize> = circle.spots.iter().copied().filter(|&number| number < MOST).collect();
        let at: Vec<line::Spot> = spots.iter().map(|&number| self.end(number).at).collect();
        let ids: Vec<String> = spots.iter().map(|&number| self.map.spots[number].id.to_string()).collect();
        let chosen = circle.group.colour.as_deref().filter(|colour| crate::components::is_colour(colour));
        let top = at.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1));
        html! {
            @if let Some(top) = top {
                g .circle color=(chosen.unwrap_or("#7d8470")) data-circle=(ids.join(" ")) aria-hidden="true" {
                    path d=(outline(&at)) fill="currentColor" stroke="currentColor" stroke-width="170"
                        stroke-linejoin="round" stroke-linecap="round" opacity="0.13" {}
                    text .circle-name x=(top.0) y=(top.1 - 96.0) font-size="22" text-anchor="middle" fill="#62606e"
                        unicode-bidi="isolate" { (said::name(&circle.group.name)) }
                }
            }
        }
    }
}

/// The rings around Self, as in a pond.
fn rings() -> Markup {
    html! {
        g fill="none" stroke="#e4ded3" stroke-width="2" stroke-dasharray="2 9" class="map-rings" aria-hidden="true" {
            @for reach in [180, 400] { circle r=(reach) {} }
        }
    }
}

/// What a line of that shape is broken into.
fn dashes(shape: &str) -> Option<&'static str> {
    match shape {
        "fears" => Some("13 9"),
        "own" | "own-way" => Some("2 8"),
        _ => None,
    }
}

/// Each bond with how far its line bows out: side by side where two parts have several.
fn bends<'a>(ties: impl Iterator<Item = &'a Tie<'a>>) -> Vec<(&'a Tie<'a>, f64)> {
    let mut between: HashMap<(usize, usize), u32> = HashMap::new();
    let bent = ties.map(|tie| {
        let nth = between.entry((tie.from.min(tie.to), tie.from.max(tie.to))).or_default();
        let far = 36.0 + 70.0 * f64::from(*nth / 2);
        let side = if nth.is_multiple_of(2) { far } else { -far };
        *nth += 1;
        (tie, side)
    });
    bent.collect()
}

/// A closed line through the points, around their middle.
fn outline(at: &[line::Spot]) -> String {
    let many = at.len().max(1) as f64;
    let sum = at.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
    let middle = (sum.0 / many, sum.1 / many);
    let mut around = at.to_vec();
    let angle = |at: &line::Spot| (at.1 - middle.1).atan2(at.0 - middle.0);
    around.sort_by(|a, b| angle(a).total_cmp(&angle(b)));
    let points: Vec<String> = around.into_iter().map(pair).collect();
    format!("M{}Z", points.join(" L"))
}
