//! Parts: subpersonalities with feelings, beliefs and a role of their own. No bad parts, only burdened roles.
//!
//! The Self is not a part and so has no record here. Vocabulary: `GLOSSARY.md`, from the model's own terms.

mod change;
mod own_field;
mod standing;

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal,
    journal::SourceRef,
    limits::{self, TIES},
};

pub use change::{Stays, archive, bring_back, merge, settle, split, unmerge};
pub use own_field::{OwnField, OwnValue};
pub use standing::{carries_urge, is_exile, leave_what_is_strict};

/// What a part does in the system.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Role {
    /// Protects ahead of time: plans, pleases, criticises, controls.
    Manager,
    /// Protects after pain breaks through.
    Firefighter,
    /// Young and hurt; carries pain. May be named here, is never worked with alone (rule U1).
    Exile,
    /// Nobody knows yet.
    #[default]
    NotYetKnown,
}

impl Role {
    /// Every role, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Manager, Self::Firefighter, Self::Exile, Self::NotYetKnown];

    /// The role's name in addresses, content files and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Firefighter => "firefighter",
            Self::Exile => "exile",
            Self::NotYetKnown => "not-yet-known",
        }
    }

    /// The role with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}

/// Whether a part has agreed to step back. It may refuse, and take back what it granted, at any time (rule U3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Permission {
    /// Nobody has asked it.
    #[default]
    NotAsked,
    /// It said no.
    Refused,
    /// For some things, or for a while.
    Partial,
    /// It said yes.
    Granted,
    /// It had said yes, and no longer does.
    Withdrawn,
}

impl Permission {
    /// Every state, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::NotAsked, Self::Refused, Self::Partial, Self::Granted, Self::Withdrawn];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotAsked => "not-asked",
            Self::Refused => "refused",
            Self::Partial => "partial",
            Self::Granted => "granted",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }
}

/// How much a part's view feels like "me".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Blend {
    /// There is room between.
    Unblended,
    /// Some room.
    Partly,
    /// Its view is mine, just now.
    Blended,
}

impl Blend {
    /// Every state, from most room to least.
    pub const ALL: [Self; 3] = [Self::Unblended, Self::Partly, Self::Blended];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Unblended => "unblended",
            Self::Partly => "partly",
            Self::Blended => "blended",
        }
    }

    /// The state with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }
}

/// A part of the person, in the person's own words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Part {
    /// What the person calls it.
    pub name: String,
    /// What it does in the system.
    pub role: Role,
    /// How it comes across: anxious, critical, controlling, angry, or the person's own word.
    pub manner: String,
    /// What it looks or sounds like.
    pub look: String,
    /// `#rrggbb`, if it has a colour.
    pub colour: Option<String>,
    /// The id of a shape, if it has one.
    pub shape: Option<String>,
    /// An emoji that stands for it; may be empty.
    pub emoji: String,
    /// A picture of it: a record of kind picture.
    pub picture: Option<RecordId>,
    /// How old it feels.
    pub felt_age: String,
    /// Where in or around the body it lives.
    pub body: Vec<String>,
    /// What it is like there: tight, hot, heavy.
    pub sensation: String,
    /// Its voice: things it says.
    pub voice: String,
    /// Its purpose, its job: what it tries to achieve or prevent.
    pub purpose: String,
    /// Since when it has had this job.
    pub since: String,
    /// How it feels about the situation; its emotions.
    pub feels: String,
    /// What it wants.
    pub desires: String,
    /// What it holds to be true.
    pub beliefs: String,
    /// What it is afraid would happen if it did not play its role.
    pub fears: String,
    /// Extreme beliefs or feelings it took on from what the person lived through.
    pub burdens: String,
    /// Burdens it took over from family, people or culture.
    pub legacy_burdens: String,
    /// Strengths and good qualities it brings.
    pub gifts: String,
    /// What it needs to feel heard and understood.
    pub needs: String,
    /// Trailheads: events, feelings in the body, thoughts or images that lead to it.
    pub trailheads: String,
    /// How it relates to the person's anxiety or depression.
    pub relates: String,
    /// A new, freely chosen role, once it has one.
    pub new_role: String,
    /// What changed with the new role.
    pub new_role_changed: String,
    /// Anything else.
    pub notes: String,
    /// A corner that is never shared and never printed.
    pub private: String,
    /// Whether it has agreed to step back.
    pub permission: Permission,
    /// How blended it is now; `None` when nobody has said.
    pub blend: Option<Blend>,
    /// Kept off the map and lists until it is asked for.
    pub hidden: bool,
    /// It carries an urge to harm the person. Help is shown wherever it is opened, never parts language alone.
    pub urge_to_harm: bool,
    /// No longer met. Kept with all it said.
    pub archived: bool,
    /// The part that this one turned out to be.
    pub merged_into: Option<RecordId>,
    /// The part that this one was found within.
    pub split_from: Option<RecordId>,
    /// Fields of the person's own.
    pub own_fields: Vec<OwnField>,
    /// Where it came from, if it came from another program.
    pub source: Option<SourceRef>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Part {
    /// A part of which only the name is known.
    pub fn named(name: &str) -> Result<Self, Refusal> {
        Ok(Self { name: limits::check_name(name)?.to_owned(), ..Self::default() })
    }

    /// The long texts with the name of each, in the order they are shown. The private corner is not among them.
    pub fn texts(&self) -> [(&'static str, &str); 19] {
        [
            ("look", &self.look),
            ("sensation", &self.sensation),
            ("voice", &self.voice),
            ("purpose", &self.purpose),
            ("since", &self.since),
            ("feels", &self.feels),
            ("desires", &self.desires),
            ("beliefs", &self.beliefs),
            ("fears", &self.fears),
            ("burdens", &self.burdens),
            ("legacy_burdens", &self.legacy_burdens),
            ("gifts", &self.gifts),
            ("needs", &self.needs),
            ("trailheads", &self.trailheads),
            ("relates", &self.relates),
            ("new_role", &self.new_role),
            ("new_role_changed", &self.new_role_changed),
            ("notes", &self.notes),
            ("felt_age", &self.felt_age),
        ]
    }

    /// Whether it is among the parts that are met: neither archived nor found to be another.
    pub fn is_met(&self) -> bool {
        !self.archived && self.merged_into.is_none()
    }

    fn check(&self) -> Result<(), Refusal> {
        limits::check_name(&self.name)?;
        self.texts().into_iter().try_for_each(|(_, text)| limits::check_text(text))?;
        [&self.private, &self.manner, &self.emoji]
            .into_iter()
            .try_for_each(|text| limits::check_text(text))?;
        if self.body.len() > TIES || self.own_fields.len() > limits::OWN_FIELDS {
            return Err(Refusal::TooMany { limit: TIES });
        }
        self.own_fields.iter().try_for_each(OwnField::check)
    }
}

/// Plans a new part (`base` 0) or an edit of one.
pub fn keep(notebook: &Notebook, record: RecordId, base: u32, part: Part) -> Result<NewRevision, Refusal> {
    part.check()?;
    notebook.check_kind::<Part>(record, base)?;
    Ok(NewRevision::edit(record, base, part.into()))
}
