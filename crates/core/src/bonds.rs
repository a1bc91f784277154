//! Bonds: how parts relate to each other, and what each side says about it.
//!
//! A bond has a direction where its kind has one: *from* protects *to*. Nothing here is inferred; a bond is what the
//! person says it is.

use crate::{
    Extra, NewRevision, Notebook, RecordId, Refusal, When,
    journal::SourceRef,
    limits::{self, check_level},
};

/// How two parts relate.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum BondKind {
    /// *From* protects *to*.
    #[default]
    Protects,
    /// They pull against each other (polarised). Without direction.
    Conflict,
    /// They work together. Without direction.
    Allied,
    /// *From* cares for *to*.
    CaresFor,
    /// *From* fears *to*.
    Fears,
    /// A kind of the person's own.
    Own {
        /// What *from* is to *to*: “teaches”.
        name: String,
        /// What *to* is to *from*: “is taught by”. Empty when the kind has no direction.
        inverse: String,
    },
}

impl BondKind {
    /// The kinds that everybody has, in the order they are offered.
    pub const KNOWN: [Self; 5] = [Self::Protects, Self::Conflict, Self::Allied, Self::CaresFor, Self::Fears];

    /// Its name in forms, content and storage; `own` for every kind of the person's own.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Protects => "protects",
            Self::Conflict => "conflict",
            Self::Allied => "allied",
            Self::CaresFor => "cares-for",
            Self::Fears => "fears",
            Self::Own { .. } => "own",
        }
    }

    /// The known kind with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::KNOWN.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether both ends are the same to each other.
    pub fn is_symmetric(&self) -> bool {
        match self {
            Self::Conflict | Self::Allied => true,
            Self::Own { inverse, .. } => inverse.is_empty(),
            Self::Protects | Self::CaresFor | Self::Fears => false,
        }
    }
}

/// How one part relates to another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bond {
    /// The part it goes out from.
    pub from: RecordId,
    /// The part it goes to.
    pub to: RecordId,
    /// What it is.
    pub kind: BondKind,
    /// What it is about; for a conflict, over what.
    pub over: String,
    /// What *from* says about it, in the person's words.
    pub from_says: String,
    /// What *to* says about it.
    pub to_says: String,
    /// How strong it is, 0 to 10; `None` when nobody has said.
    pub strength: Option<u8>,
    /// Since when, in the person's words.
    pub since: String,
    /// When it was over, once it is.
    pub ended: Option<When>,
    /// Where it came from, if it came from another program.
    pub source: Option<SourceRef>,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

impl Bond {
    /// A bond of which only its ends and its kind are known.
    pub fn new(from: RecordId, kind: BondKind, to: RecordId) -> Self {
        Self {
            from,
            to,
            kind,
            over: String::new(),
            from_says: String::new(),
            to_says: String::new(),
            strength: None,
            since: String::new(),
            ended: None,
            source: None,
            extra: Extra::default(),
        }
    }

    /// Every text a person typed into it.
    pub fn texts(&self) -> [&str; 4] {
        [&self.over, &self.from_says, &self.to_says, &self.since]
    }

    fn check(&self) -> Result<(), Refusal> {
        self.texts().into_iter().try_for_each(limits::check_text)?;
        if let BondKind::Own { name, inverse } = &self.kind {
            limits::check_name(name)?;
            limits::check_optional_name(inverse)?;
        }
        self.strength.map_or(Ok(()), check_level)
    }
}

/// Plans a new bond (`base` 0) or an edit of one. A part that turned out to be another stands for that one; a new bond
/// to a part that is archived is refused.
pub fn keep(
    notebook: &Notebook,
    record: RecordId,
    base: u32,
    mut bond: Bond,
) -> Result<NewRevision, Refusal> {
    bond.check()?;
    notebook.check_kind::<Bond>(record, base)?;
    let view = notebook.view();
    (bond.from, bond.to) = (view.resolve(bond.from), view.resolve(bond.to));
    if bond.from == bond.to {
        return Err(Refusal::SamePart);
    }
    for end in [bond.from, bond.to] {
        let part = notebook.part(end).ok_or(Refusal::NotHere)?;
        if part.archived && base == 0 {
            return Err(Refusal::Archived);
        }
    }
    Ok(NewRevision::edit(record, base, bond.into()))
}

/// The conflict that holds between two parts, whichever of them it goes out from. The oldest, should there be several.
pub fn conflict_between(notebook: &Notebook, one: RecordId, other: RecordId) -> Option<(RecordId, &Bond)> {
    let view = notebook.view();
    let (one, other) = (view.resolve(one), view.resolve(other));
    let mut conflicts = view.bonds().filter(|(_, bond, ..)| bond.kind == BondKind::Conflict);
    conflicts
        .find(|&(_, _, from, to)| (from, to) == (one, other) || (from, to) == (other, one))
        .map(|(id, bond, ..)| (id, bond))
}

/// Plans that a bond is over. It stays in the history.
pub fn end(notebook: &Notebook, record: RecordId, when: When) -> Result<NewRevision, Refusal> {
    let (rev, bond) = notebook.get_with_rev::<Bond>(record).ok_or(Refusal::NotHere)?;
    Ok(NewRevision::edit(record, rev, Bond { ended: Some(when), ..bond.clone() }.into()))
}

/// Plans that a bond that was over holds again.
pub fn hold_again(notebook: &Notebook, record: RecordId) -> Result<NewRevision, Refusal> {
    let (rev, bond) = notebook.get_with_rev::<Bond>(record).ok_or(Refusal::NotHere)?;
    Ok(NewRevision::edit(record, rev, Bond { ended: None, ..bond.clone() }.into()))
}

/// The kinds of the person's own that some bond has or had, each once, with a bond that has it.
pub fn own_kinds(notebook: &Notebook) -> Vec<(RecordId, &BondKind)> {
    let mut kinds: Vec<(RecordId, &BondKind)> = Vec::new();
    for (id, bond) in notebook.all::<Bond>() {
        let own = matches!(bond.kind, BondKind::Own { .. });
        if own && !kinds.iter().any(|(_, kind)| **kind == bond.kind) {
            kinds.push((id, &bond.kind));
        }
    }
    kinds
}
