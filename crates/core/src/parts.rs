//! Parts: subpersonalities with feelings, beliefs and a role of their own. No bad parts, only burdened roles.
//!
//! The Self is not a part and so has no record here. Vocabulary: `GLOSSARY.md`, from the model's own terms.

use crate::{Extra, NewRevision, Notebook, Record, RecordId, Refusal, limits};

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
    /// How old it feels.
    pub felt_age: String,
    /// Where in or around the body it lives.
    pub body: Vec<String>,
    /// Its purpose: what it tries to achieve or prevent.
    pub purpose: String,
    /// How it feels about the situation.
    pub feels: String,
    /// What it is afraid would happen if it did not play its role.
    pub fears: String,
    /// Strengths and good qualities it brings.
    pub gifts: String,
    /// What it needs to feel heard and understood.
    pub needs: String,
    /// How it relates to the person's anxiety or depression.
    pub relates: String,
    /// Anything else.
    pub notes: String,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Part {
    /// A part of which only the name is known.
    pub fn named(name: &str) -> Result<Self, Refusal> {
        Ok(Self { name: limits::check_name(name)?.to_owned(), ..Self::default() })
    }

    /// The long texts with the question each answers, in the order they are shown.
    pub fn texts(&self) -> [(&'static str, &str); 8] {
        [
            ("look", &self.look),
            ("purpose", &self.purpose),
            ("feels", &self.feels),
            ("fears", &self.fears),
            ("gifts", &self.gifts),
            ("needs", &self.needs),
            ("relates", &self.relates),
            ("notes", &self.notes),
        ]
    }
}

/// Plans a new part (`base` 0) or an edit of one.
pub fn keep(notebook: &Notebook, record: RecordId, base: u32, part: Part) -> Result<NewRevision, Refusal> {
    limits::check_name(&part.name)?;
    for (_, text) in part.texts() {
        limits::check_text(text)?;
    }
    match notebook.current(record).map(|revision| &revision.what) {
        Some(Record::Part(_)) => {}
        Some(_) => return Err(Refusal::OtherKind),
        None if base == 0 => {}
        None => return Err(Refusal::NotHere),
    }
    Ok(NewRevision::edit(record, base, Record::Part(part.into())))
}
