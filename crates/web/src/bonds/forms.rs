//! The form of a bond: what stands in it, and what it asks of the core.

use hearken_core::{
    Notebook, Record, RecordId,
    bonds::{self, Bond, BondKind},
};

use crate::{
    components::{PartChip, Typing},
    form::Fields,
};

/// A kind of the person's own, offered again.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct OwnKind {
    /// A bond that has it; the form names that and not the words.
    pub(super) bond: RecordId,
    pub(super) kind: BondKind,
}

impl OwnKind {
    pub(super) fn value(&self) -> String {
        format!("{AS_IN}{}", self.bond)
    }
}

/// A kind named by a bond that has it.
const AS_IN: &str = "as-in-";

/// A form for one bond, new or not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct BondForm {
    pub(super) typing: Typing,
    /// The ids of both ends; empty where none is chosen.
    pub(super) from: String,
    pub(super) to: String,
    /// The chosen kind as the form names it.
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) inverse: String,
    pub(super) over: String,
    pub(super) from_says: String,
    pub(super) to_says: String,
    pub(super) strength: String,
    pub(super) since: String,
    /// Other standing revisions that this form settles.
    pub(super) settles: Vec<u32>,
    /// Whether hidden parts were asked for.
    pub(super) hidden: bool,
    /// Whether there are hidden parts to ask for.
    pub(super) keeps_hidden: bool,
    /// The parts that can be chosen.
    pub(super) parts: Vec<PartChip>,
    pub(super) own_kinds: Vec<OwnKind>,
}

impl BondForm {
    /// The form of a bond as it stands. What stands beside it is on the page too, and keeping the form settles it.
    pub(super) fn of(typing: Typing, id: RecordId, bond: &Bond, notebook: &Notebook) -> Self {
        let view = notebook.view();
        let (name, inverse) = match &bond.kind {
            BondKind::Own { name, inverse } => (name.clone(), inverse.clone()),
            _ => (String::new(), String::new()),
        };
        Self {
            typing,
            from: view.resolve(bond.from).to_string(),
            to: view.resolve(bond.to).to_string(),
            kind: bond.kind.id().to_owned(),
            name,
            inverse,
            over: bond.over.clone(),
            from_says: bond.from_says.clone(),
            to_says: bond.to_says.clone(),
            strength: bond.strength.map(|level| level.to_string()).unwrap_or_default(),
            since: bond.since.clone(),
            settles: notebook.also_standing(id).iter().map(|other| other.rev).collect(),
            ..Self::default()
        }
        .with_choices(notebook)
    }

    /// The form as it was sent, as its draft holds it, or as its address asks.
    pub(super) fn filled(typing: Typing, fields: &Fields, notebook: &Notebook) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        let resolved = |name: &str| {
            fields.record(name).map(|id| notebook.view().resolve(id).to_string()).unwrap_or_default()
        };
        let chosen = Some(text("kind")).filter(|kind| !kind.is_empty());
        Self {
            typing,
            from: resolved("from"),
            to: resolved("to"),
            kind: chosen.unwrap_or_else(|| BondKind::default().id().to_owned()),
            name: text("name"),
            inverse: text("inverse"),
            over: text("over"),
            from_says: text("from_says"),
            to_says: text("to_says"),
            strength: text("strength"),
            since: text("since"),
            settles: fields.settles(),
            hidden: fields.text("hidden") == "1" || fields.text("go") == "hidden",
            ..Self::default()
        }
        .with_choices(notebook)
    }

    fn with_choices(mut self, notebook: &Notebook) -> Self {
        // A part that is at an end already can be chosen again, whether lists show it or not.
        let ends = [&self.from, &self.to].into_iter().filter_map(|end| end.parse().ok());
        self.parts = PartChip::to_choose(notebook, &ends.collect::<Vec<RecordId>>(), self.hidden);
        self.keeps_hidden = !self.hidden && PartChip::any_hidden(notebook);
        let own = bonds::own_kinds(notebook).into_iter();
        self.own_kinds = own.map(|(bond, kind)| OwnKind { bond, kind: kind.clone() }).collect();
        self
    }

    /// The same with its two ends exchanged; what each side says goes with it.
    pub(super) fn swapped(self) -> Self {
        Self { from: self.to, to: self.from, from_says: self.to_says, to_says: self.from_says, ..self }
    }

    /// What stands between the two names.
    pub(super) fn words(&self) -> String {
        let as_in = self.own_kinds.iter().find(|own| own.value() == self.kind);
        match BondKind::from_id(&self.kind) {
            Some(kind) => super::forward(&kind).to_owned(),
            None => as_in.map_or(self.name.trim(), |own| super::forward(&own.kind)).to_owned(),
        }
    }

    /// The part with that id, if it can be chosen.
    pub(super) fn part(&self, id: &str) -> Option<&PartChip> {
        self.parts.iter().find(|part| part.id == id)
    }
}

/// The bond that the form describes. What the form does not show stays as it was in the revision it started from.
pub(super) fn bond(fields: &Fields, notebook: &Notebook, record: RecordId) -> Option<Bond> {
    let (from, to) = (fields.record("from")?, fields.record("to")?);
    let kind = kind(fields, notebook);
    let before = match notebook.revision(record, fields.number("base")).map(|revision| &revision.what) {
        Some(Record::Bond(bond)) => Bond::clone(bond),
        _ => Bond::new(from, kind.clone(), to),
    };
    Some(Bond {
        from,
        to,
        kind,
        over: fields.text("over").trim().to_owned(),
        from_says: fields.text("from_says").to_owned(),
        to_says: fields.text("to_says").to_owned(),
        strength: fields.text("strength").parse().ok(),
        since: fields.text("since").trim().to_owned(),
        ..before
    })
}

fn kind(fields: &Fields, notebook: &Notebook) -> BondKind {
    let chosen = fields.text("kind");
    let as_in = chosen.strip_prefix(AS_IN).and_then(|id| notebook.get::<Bond>(id.parse().ok()?));
    let own = || BondKind::Own {
        name: fields.text("name").trim().to_owned(),
        inverse: fields.text("inverse").trim().to_owned(),
    };
    match (BondKind::from_id(chosen), as_in) {
        (Some(known), _) => known,
        (_, Some(bond)) => bond.kind.clone(),
        (None, None) if chosen == "own" => own(),
        (None, None) => BondKind::default(),
    }
}
