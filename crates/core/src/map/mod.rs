//! The map: which parts and bonds are seen, and where each part lies.
//!
//! It states what is there, never what it means. Self is at 0, 0 always and is no part. A part lies where the person put
//! it; one that nobody has put anywhere lies where `first` has room for it. [`arrange`] lays all of them out anew.

mod arrange;
mod first;
mod room;

use std::collections::{HashMap, HashSet};

use crate::{
    RecordId, View,
    bonds::Bond,
    groups::Group,
    limits,
    parts::{Part, Role},
    places::Point,
    readings::Scale,
};

pub use arrange::arrange;
pub use first::places;
pub use room::LABEL;

/// What is asked to be seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// Hidden parts too.
    pub hidden: bool,
    /// Archived parts too.
    pub archived: bool,
    /// Only the parts of this role.
    pub role: Option<Role>,
    /// Only the parts of this group and of the groups within it.
    pub group: Option<RecordId>,
}

/// A part as it lies on the map.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    /// The part's record.
    pub id: RecordId,
    /// What is known of it.
    pub part: &'a Part,
    /// Where it lies.
    pub at: Point,
    /// Whether the person put it there.
    pub placed: bool,
    /// How hard it guards, by its newest reading.
    pub guard: Option<u8>,
}

/// A bond between two parts that are seen.
#[derive(Clone, Copy, Debug)]
pub struct Tie<'a> {
    /// The bond's record.
    pub id: RecordId,
    /// What is known of it.
    pub bond: &'a Bond,
    /// The place of its first end in [`Map::spots`].
    pub from: usize,
    /// The place of its second end.
    pub to: usize,
}

/// A group of which parts are seen.
#[derive(Clone, Debug)]
pub struct Circle<'a> {
    /// The group's record.
    pub id: RecordId,
    /// What is known of it.
    pub group: &'a Group,
    /// The places of its own parts in [`Map::spots`].
    pub spots: Vec<usize>,
}

/// What is seen.
#[derive(Clone, Debug, Default)]
pub struct Map<'a> {
    /// The parts, in the order they were met.
    pub spots: Vec<Spot<'a>>,
    /// The bonds between them, in the order they were made.
    pub ties: Vec<Tie<'a>>,
    /// The groups that are in use and have a part here.
    pub circles: Vec<Circle<'a>>,
}

impl<'a> Map<'a> {
    /// The map as a view has it.
    pub fn of(view: &View<'a>, shown: Shown) -> Self {
        let places = places(view);
        let wanted = shown.group.map(|group| parts_of(view, group));
        let seen = |id: RecordId, part: &Part| {
            part.merged_into.is_none()
                && (shown.hidden || view.shows(id, part))
                && (shown.archived || !part.archived)
                && shown.role.is_none_or(|role| part.role == role)
                && wanted.as_ref().is_none_or(|wanted| wanted.contains(&id))
        };
        let spot = |(id, part): (RecordId, &'a Part)| Spot {
            id,
            part,
            at: places.get(&id).copied().unwrap_or_default(),
            placed: view.place(id).is_some(),
            guard: view.level(Some(id), &Scale::Guard).map(|(_, level)| level),
        };
        let spots: Vec<Spot<'a>> =
            view.all::<Part>().filter(|&(id, part)| seen(id, part)).map(spot).collect();
        let at: HashMap<RecordId, usize> = spots.iter().enumerate().map(|(n, spot)| (spot.id, n)).collect();
        Self { ties: ties(view, &at), circles: circles(view, &at), spots }
    }

    /// The bonds of one part, with the part at the other end.
    pub fn ties_of(&self, spot: usize) -> impl Iterator<Item = (&Tie<'a>, usize)> {
        self.ties.iter().filter_map(move |tie| match (tie.from == spot, tie.to == spot) {
            (true, _) => Some((tie, tie.to)),
            (_, true) => Some((tie, tie.from)),
            _ => None,
        })
    }
}

/// The bonds that are not over, between parts that are seen; of a part that turned out to be another, as that one's.
fn ties<'a>(view: &View<'a>, at: &HashMap<RecordId, usize>) -> Vec<Tie<'a>> {
    let ends = |bond: &Bond| {
        let (from, to) = (view.resolve(bond.from), view.resolve(bond.to));
        Some((*at.get(&from)?, *at.get(&to)?)).filter(|(from, to)| from != to)
    };
    view.all::<Bond>()
        .filter(|(_, bond)| bond.ended.is_none())
        .filter_map(|(id, bond)| ends(bond).map(|(from, to)| Tie { id, bond, from, to }))
        .collect()
}

fn circles<'a>(view: &View<'a>, at: &HashMap<RecordId, usize>) -> Vec<Circle<'a>> {
    view.all::<Group>()
        .filter(|(_, group)| !group.archived)
        .filter_map(|(id, group)| {
            let mut spots: Vec<usize> =
                group.parts.iter().filter_map(|&part| at.get(&view.resolve(part)).copied()).collect();
            spots.sort_unstable();
            spots.dedup();
            (!spots.is_empty()).then_some(Circle { id, group, spots })
        })
        .collect()
}

/// The parts of a group and of the groups within it, however deep.
fn parts_of(view: &View<'_>, group: RecordId) -> HashSet<RecordId> {
    let all: Vec<(RecordId, &Group)> = view.all().collect();
    let mut inside = HashSet::from([group]);
    for _ in 0..limits::DEEPEST_GROUP {
        let before = inside.len();
        let within = |group: &Group| group.within.is_some_and(|outer| inside.contains(&outer));
        let more: Vec<RecordId> = all.iter().filter(|(_, group)| within(group)).map(|&(id, _)| id).collect();
        inside.extend(more);
        if inside.len() == before {
            break;
        }
    }
    let members = all.iter().filter(|(id, _)| inside.contains(id)).flat_map(|(_, group)| &group.parts);
    members.map(|&part| view.resolve(part)).collect()
}
