//! The form of a group: what stands in it, and what it asks of the core.

use hearken_core::{Notebook, Record, RecordId, groups::Group, parts::Part};

use crate::{
    components::{PartChip, Typing, is_colour},
    form::Fields,
};

/// A group to stand within.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Outer {
    pub(super) id: String,
    pub(super) name: String,
}

/// A form for one group, new or not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct GroupForm {
    pub(super) typing: Typing,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) colour: String,
    pub(super) within: String,
    /// The ids of the parts that are ticked.
    pub(super) chosen: Vec<String>,
    /// Whether hidden parts were asked for.
    pub(super) hidden: bool,
    /// The parts that can be ticked.
    pub(super) parts: Vec<PartChip>,
    /// The groups it can stand within.
    pub(super) outers: Vec<Outer>,
}

impl GroupForm {
    /// The form of a group as it stands.
    pub(super) fn of(typing: Typing, group: &Group, hidden: bool, notebook: &Notebook) -> Self {
        Self {
            typing,
            name: group.name.clone(),
            about: group.about.clone(),
            colour: group.colour.clone().unwrap_or_default(),
            within: group.within.map(|outer| outer.to_string()).unwrap_or_default(),
            chosen: group.parts.iter().map(RecordId::to_string).collect(),
            hidden,
            ..Self::default()
        }
        .with_choices(notebook)
    }

    /// The form as it was sent, or as its draft holds it.
    pub(super) fn filled(typing: Typing, fields: &Fields, notebook: &Notebook) -> Self {
        Self {
            typing,
            name: fields.text("name").to_owned(),
            about: fields.text("about").to_owned(),
            colour: fields.text("colour").to_owned(),
            within: fields.text("within").to_owned(),
            chosen: fields.all("part").map(str::to_owned).collect(),
            hidden: fields.text("hidden") == "1",
            ..Self::default()
        }
        .with_choices(notebook)
    }

    fn with_choices(mut self, notebook: &Notebook) -> Self {
        let offered = |part: &Part| is_offered(part, self.hidden);
        let parts = notebook.parts().filter(|(_, part)| offered(part));
        self.parts = parts.map(|(id, part)| PartChip::of(id, part)).collect();
        let own = self.typing.record.as_str();
        let outers = notebook.all::<Group>().filter(|(id, group)| !group.archived && id.to_string() != own);
        self.outers =
            outers.map(|(id, group)| Outer { id: id.to_string(), name: group.name.clone() }).collect();
        self
    }
}

fn is_offered(part: &Part, hidden: bool) -> bool {
    part.is_listed() || (hidden && part.is_met())
}

/// The group that the form describes. What the form does not show stays as it was in the revision it started from; so do
/// parts of it that could not be ticked, because they are hidden or archived.
pub(super) fn group(fields: &Fields, notebook: &Notebook, record: RecordId) -> Group {
    let before = match notebook.revision(record, fields.number("base")).map(|revision| &revision.what) {
        Some(Record::Group(group)) => Group::clone(group),
        _ => Group::default(),
    };
    let hidden = fields.text("hidden") == "1";
    let out_of_sight = |part: &RecordId| notebook.part(*part).is_some_and(|part| !is_offered(part, hidden));
    let stay = before.parts.iter().copied().filter(out_of_sight);
    let ticked = fields.records("part").into_iter().filter(|&part| notebook.part(part).is_some());
    let mut parts: Vec<RecordId> = stay.chain(ticked).collect();
    parts.sort_unstable();
    parts.dedup();
    Group {
        name: fields.text("name").trim().to_owned(),
        about: fields.text("about").to_owned(),
        colour: Some(fields.text("colour").to_owned()).filter(|colour| is_colour(colour)),
        parts,
        within: fields.record("within").filter(|&outer| notebook.get::<Group>(outer).is_some()),
        ..before
    }
}
