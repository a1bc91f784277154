//! Comparing a notebook with itself at another time: what is new, what is gone, what changed, part by part.
//!
//! It states what is on the map, never what it means: no judgement which way is better, no cause.

use crate::{
    Kind, RecordId, View,
    bonds::Bond,
    parts::{Blend, Part, Permission, Role},
    readings::{Quality, Scale},
};

/// One difference. `before` and `after` are those of the two views, in this order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Difference {
    /// What it is about.
    pub about: About,
    /// What differs.
    pub what: Aspect,
    /// How it was; `None` where there was nothing.
    pub before: Option<Said>,
    /// How it is.
    pub after: Option<Said>,
}

/// What a difference is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum About {
    /// Self.
    Itself,
    /// A part.
    Part(RecordId),
    /// A bond.
    Bond(RecordId),
}

/// What can differ.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Aspect {
    /// Whether it is there at all: met, or holding.
    Presence,
    /// A part's name.
    Name,
    /// A part's role.
    Role,
    /// A part's new role.
    NewRole,
    /// Whether a part lets others by.
    Permission,
    /// How blended a part is.
    Blend,
    /// A bond's strength.
    Strength,
    /// What a conflict or another bond is about.
    Over,
    /// A level on a scale.
    Level(Scale),
}

/// How something was or is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Said {
    /// It is there.
    Here,
    /// Words of the person.
    Words(String),
    /// The name of a role, a permission or a state of blending, as it is stored.
    Id(&'static str),
    /// A level from 0 to 10.
    Level(u8),
}

/// What differs between two views of one notebook, in a fixed order: the parts in the order they were met, the bonds, Self.
///
/// Comparing a view with itself gives nothing; comparing the other way round gives the same with `before` and `after`
/// exchanged. Hidden parts are left out unless `hidden` asks for them: those that were hidden in either view, and those that are
/// hidden now.
pub fn compare(one: &View<'_>, other: &View<'_>, hidden: bool) -> Vec<Difference> {
    let mut found = Vec::new();
    for &id in one.notebook().of_kind(Kind::Part) {
        compare_part(id, one, other, hidden, &mut found);
    }
    for &id in one.notebook().of_kind(Kind::Bond) {
        compare_bond(id, one, other, hidden, &mut found);
    }
    levels(About::Itself, None, one, other, &mut found);
    found
}

fn met<'a>(view: &View<'a>, id: RecordId, hidden: bool) -> Option<&'a Part> {
    view.get::<Part>(id).filter(|part| part.is_met() && (hidden || view.shows(id, part)))
}

fn compare_part(id: RecordId, one: &View<'_>, other: &View<'_>, hidden: bool, found: &mut Vec<Difference>) {
    let about = About::Part(id);
    let (before, after) = (met(one, id, hidden), met(other, id, hidden));
    let (before, after) = match (before, after) {
        (None, None) => return,
        (Some(before), Some(after)) => (before, after),
        (before, after) => {
            differs(about, Aspect::Presence, before.map(name), after.map(name), found);
            return;
        }
    };
    differs(about, Aspect::Name, Some(name(before)), Some(name(after)), found);
    let role = |role: Role| Some(Said::Id(role.id()));
    differs(about, Aspect::Role, role(before.role), role(after.role), found);
    differs(about, Aspect::NewRole, words(&before.new_role), words(&after.new_role), found);
    let permission = |state: Permission| Some(Said::Id(state.id()));
    differs(about, Aspect::Permission, permission(before.permission), permission(after.permission), found);
    let blend = |state: Option<Blend>| state.map(|state| Said::Id(state.id()));
    differs(about, Aspect::Blend, blend(before.blend), blend(after.blend), found);
    levels(about, Some(id), one, other, found);
}

fn compare_bond(id: RecordId, one: &View<'_>, other: &View<'_>, hidden: bool, found: &mut Vec<Difference>) {
    let about = About::Bond(id);
    let (before, after) = (holding(one, id, hidden), holding(other, id, hidden));
    let here = |bond: Option<&Bond>| bond.map(|_| Said::Here);
    differs(about, Aspect::Presence, here(before), here(after), found);
    if let (Some(before), Some(after)) = (before, after) {
        let level = |bond: &Bond| bond.strength.map(Said::Level);
        differs(about, Aspect::Strength, level(before), level(after), found);
        differs(about, Aspect::Over, words(&before.over), words(&after.over), found);
    }
}

/// A bond that holds between two parts that are shown.
fn holding<'a>(view: &View<'a>, id: RecordId, hidden: bool) -> Option<&'a Bond> {
    let bond = view.get::<Bond>(id).filter(|bond| bond.ended.is_none())?;
    let (from, to) = (view.resolve(bond.from), view.resolve(bond.to));
    (from != to && met(view, from, hidden).is_some() && met(view, to, hidden).is_some()).then_some(bond)
}

fn levels(
    about: About,
    part: Option<RecordId>,
    one: &View<'_>,
    other: &View<'_>,
    found: &mut Vec<Difference>,
) {
    let scales: Vec<Scale> = match part {
        Some(_) => Scale::OF_PARTS.to_vec(),
        None => {
            std::iter::once(Scale::SelfEnergy).chain(Quality::ALL.into_iter().map(Scale::Quality)).collect()
        }
    };
    let (before, after) = (one.levels(part, &scales), other.levels(part, &scales));
    for ((scale, before), after) in scales.into_iter().zip(before).zip(after) {
        differs(about, Aspect::Level(scale), before.map(Said::Level), after.map(Said::Level), found);
    }
}

fn differs(
    about: About,
    what: Aspect,
    before: Option<Said>,
    after: Option<Said>,
    found: &mut Vec<Difference>,
) {
    if before != after {
        found.push(Difference { about, what, before, after });
    }
}

fn name(part: &Part) -> Said {
    Said::Words(part.name.clone())
}

fn words(text: &str) -> Option<Said> {
    let text = text.trim();
    (!text.is_empty()).then(|| Said::Words(text.to_owned()))
}

impl Difference {
    /// The same, seen from the other side.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self { before: self.after, after: self.before, ..self }
    }
}
