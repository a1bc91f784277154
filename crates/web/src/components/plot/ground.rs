//! What lies behind the lines: bands of the scale with their names, and the corridor of usual variation.
//!
//! Words find the place where no line runs through them. Bands are washes, the lighter the lower. They are never red, and what they are is told by words.

use maud::{Markup, html};

use super::{
    Plot,
    draw::{Drawing, at},
    frame::BandNames,
    lines,
    room::{Area, LETTER, Taken},
};

/// The most room that names of bands are given beside the drawing.
const MOST_ROOM: f64 = 150.0;
/// How far names of bands stand apart.
const NAME_ROOM: f64 = 14.0;
/// From an edge to words beside it.
const INDENT: f64 = 6.0;

/// A stretch of the scale with a name: “5 to 9 mild”.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Band {
    /// The lowest level in it.
    pub(crate) from: u32,
    /// The highest level in it.
    pub(crate) to: u32,
    pub(crate) name: String,
}

/// Where a level may lie without having changed.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Corridor {
    /// Its middle.
    pub(crate) around: f64,
    /// How far it goes up and down from there.
    pub(crate) reach: f64,
    pub(crate) name: String,
}

/// The room that names of bands take beside a drawing; none without bands.
pub(super) fn names_room(bands: &[Band]) -> f64 {
    let longest = bands.iter().map(|band| band.name.chars().count()).max().unwrap_or_default();
    if longest == 0 { 0.0 } else { (longest as f64 * LETTER + 18.0).min(MOST_ROOM) }
}

impl Plot {
    /// The name of the band a level lies in.
    pub(super) fn band(&self, level: u8) -> Option<&str> {
        let holds = |band: &&Band| (band.from..=band.to).contains(&u32::from(level));
        self.bands.iter().find(holds).map(|band| band.name.as_str())
    }

    /// The corridor with its ends in words, if there is one on the scale.
    pub(super) fn corridor_shown(&self) -> Option<(&Corridor, String, String)> {
        let corridor = self.corridor.as_ref()?;
        let [low, high] = corridor.ends()?;
        let on_scale = |level: f64| in_words(level.clamp(0.0, f64::from(self.highest)));
        (high > 0.0 && low < f64::from(self.highest)).then(|| (corridor, on_scale(low), on_scale(high)))
    }

    /// What lies behind the lines, for whoever does not see it.
    pub(super) fn ground_said(&self) -> Vec<String> {
        let band = |band: &Band| format!("{} to {} {}", band.from, band.to, band.name);
        let bands = self.bands.iter().map(band).collect::<Vec<_>>().join(", ");
        let bands = (!bands.is_empty()).then(|| format!("Bands: {bands}."));
        let corridor = self.corridor_shown();
        let corridor = corridor.map(|(it, low, high)| format!("Between {low} and {high}: {}.", it.name));
        bands.into_iter().chain(corridor).collect()
    }
}

impl Corridor {
    /// Its lower and upper end; `None` where they are no numbers.
    fn ends(&self) -> Option<[f64; 2]> {
        let ends = [self.around - self.reach.abs(), self.around + self.reach.abs()];
        ends.iter().all(|end| end.is_finite()).then_some(ends)
    }
}

/// To a tenth, without one that is nought.
fn in_words(level: f64) -> String {
    let said = format!("{level:.1}");
    said.strip_suffix(".0").map_or(said.clone(), str::to_owned)
}

impl Drawing<'_> {
    pub(super) fn bands(&self) -> Markup {
        let strength = |nth: usize| format!("{:.2}", (nth + 1) as f64 / self.plot.bands.len() as f64);
        let edges = self.edges();
        let shown = edges.iter().enumerate().filter(|(_, (top, foot))| foot > top);
        html! {
            @if !edges.is_empty() {
                g class="plot-bands" {
                    @for (nth, (top, foot)) in shown {
                        rect x=(self.frame.left) y=(at(*top)) width=(at(self.frame.end() - self.frame.left))
                            height=(at(foot - top)) fill-opacity=(strength(nth)) {}
                    }
                }
            }
        }
    }

    /// The top and the foot of each band: half a level beyond its highest and lowest, so that no level lies on an edge.
    fn edges(&self) -> Vec<(f64, f64)> {
        let height = |level: f64| self.frame.height_of(self.plot.highest, level);
        let edges = |band: &Band| (height(f64::from(band.to) + 0.5), height(f64::from(band.from) - 0.5));
        self.plot.bands.iter().map(edges).collect()
    }

    /// The top and the foot of the corridor, clipped to the scale.
    fn corridor_edges(&self) -> Option<[f64; 2]> {
        let [low, high] = self.plot.corridor_shown().and_then(|(corridor, ..)| corridor.ends())?;
        Some([high, low].map(|level| self.frame.height_of(self.plot.highest, level)))
    }

    /// A faint ground between two thin lines; what would lie beyond the scale has no line.
    pub(super) fn corridor(&self) -> Markup {
        let Some([top, foot]) = self.corridor_edges() else { return html! {} };
        let (left, end) = (self.frame.left, self.frame.end());
        let inside = |y: &f64| *y > self.frame.top && *y < self.frame.floor();
        html! {
            g class="plot-corridor" {
                rect x=(left) y=(at(top)) width=(at(end - left)) height=(at(foot - top)) {}
                @for y in [top, foot].into_iter().filter(inside).map(at) { line x1=(left) y1=(y) x2=(at(end)) y2=(y) {} }
            }
        }
    }

    /// The names of bands, and that of the corridor where it has room; the legend has it too.
    pub(super) fn ground_words(&self) -> Markup {
        let corridor = self.plot.corridor.as_ref().zip(self.corridor_edges());
        if self.frame.is_small() || (self.plot.bands.is_empty() && corridor.is_none()) {
            return html! {};
        }
        let heights = corridor.map_or(Vec::new(), |(_, edges)| edges.to_vec());
        let mut taken = Taken::by(self, &heights);
        let mut words = self.band_names(&mut taken);
        words.extend(corridor.and_then(|(it, edges)| self.corridor_name(it, edges, &mut taken)));
        html! {
            g class="plot-words" {
                @for (area, name) in words { text x=(at(area.left)) y=(at(area.foot - 2.0)) { (name) } }
            }
        }
    }

    /// The names of bands, each near the middle of its own; none where they do not fit at all.
    fn band_names(&self, taken: &mut Taken) -> Vec<(Area, String)> {
        let (edges, (top, floor)) = (self.edges(), (self.frame.top + 8.0, self.frame.floor() - 8.0));
        if edges.len() as f64 * NAME_ROOM > floor - top {
            return Vec::new();
        }
        let middles: Vec<f64> = edges.iter().map(|(top, foot)| f64::midpoint(*top, *foot)).collect();
        let placed = lines::spread(&middles, NAME_ROOM, top, floor);
        let name = |((band, y), edges): ((&Band, f64), &(f64, f64))| {
            let name = short(&band.name);
            (self.band_name_at(&name, y, *edges, taken), name)
        };
        self.plot.bands.iter().zip(placed).zip(&edges).map(name).collect()
    }

    /// Beside its band, or in it where no line runs: at the left first, as near to the middle as may be.
    fn band_name_at(&self, name: &str, middle: f64, (top, foot): (f64, f64), taken: &mut Taken) -> Area {
        if self.frame.band_names == BandNames::Beside {
            return Area::of(name, self.frame.end() + 10.0, middle);
        }
        let [left, right] = self.sides(name);
        let between = [0.3, 0.6].map(|share| left + (right - left) * share);
        let roomy = foot - top > 2.0 * NAME_ROOM;
        let heights = [Some(middle), roomy.then_some(top + 9.0), roomy.then_some(foot - 9.0)];
        let wanted = [left, right]
            .into_iter()
            .chain(between)
            .flat_map(|x| heights.into_iter().flatten().map(move |y| (x, y)));
        taken.take(wanted.map(|(x, y)| Area::of(name, x, y))).unwrap_or(Area::of(name, left, middle))
    }

    /// In the corridor, close to one of its lines.
    fn corridor_name(
        &self,
        it: &Corridor,
        [top, foot]: [f64; 2],
        taken: &mut Taken,
    ) -> Option<(Area, String)> {
        let [left, right] = self.sides(&it.name);
        let wanted = [(right, top + 11.0), (right, foot - 11.0), (left, top + 11.0), (left, foot - 11.0)];
        let fits = left <= right && foot - top >= 22.0;
        let area = taken.take(wanted.into_iter().filter(|_| fits).map(|(x, y)| Area::of(&it.name, x, y)))?;
        Some((area, it.name.clone()))
    }

    /// Where words begin at the left edge, and at the right.
    fn sides(&self, words: &str) -> [f64; 2] {
        let long = Area::of(words, 0.0, 0.0).right;
        [self.frame.left + INDENT, self.frame.end() - INDENT - long]
    }
}

/// A name that fits its room; the table has it whole.
fn short(name: &str) -> String {
    let letters = ((MOST_ROOM - 18.0) / LETTER) as usize;
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    name.chars().take(letters - 1).chain(['…']).collect()
}
