//! The form of a group: what stands in it, and what it asks of the core.

use hearken_core::{Known, Notebook, RecordId, groups::Group, parts::Part, sharing::is_out_of_sight};

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
    /// Other standing revisions that this form settles.
    pub(super) settles: Vec<u32>,
    /// Whether hidden parts were asked for.
    pub(super) hidden: bool,
    /// Whether there are hidden parts to ask for.
    pub(super) keeps_hidden: bool,
    /// The parts that can be ticked.
    pub(super) parts: Vec<PartChip>,
    /// The groups it can stand within.
    pub(super) outers: Vec<Outer>,
}

impl GroupForm {
    /// The form of a group as it stands. What stands beside it is on the page too, and keeping the form settles it.
    pub(super) fn of(typing: Typing, id: RecordId, group: &Group, notebook: &Notebook) -> Self {
        Self {
            typing,
            name: group.name.clone(),
            about: group.about.clone(),
            colour: group.colour.clone().unwrap_or_default(),
            within: group.within.map(|outer| outer.to_string()).unwrap_or_default(),
            chosen: group.parts.iter().map(RecordId::to_string).collect(),
            settles: notebook.also_standing(id).iter().map(|other| other.rev).collect(),
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
            // Those that had no box yet are in it too, and are ticked once they have one.
            chosen: members(fields, notebook).iter().map(RecordId::to_string).collect(),
            settles: fields.settles(),
            hidden: fields.text("hidden") == "1" || fields.text("go") == "hidden",
            ..Self::default()
        }
        .with_choices(notebook)
    }

    fn with_choices(mut self, notebook: &Notebook) -> Self {
        self.parts = PartChip::to_choose(notebook, &[], self.hidden);
        self.keeps_hidden = !self.hidden && PartChip::any_hidden(notebook);
        let groups = notebook.all::<Group>().map(|(id, group)| (id.to_string(), group));
        // One that is archived is offered to whatever stands within it: without that, keeping would take it out.
        let outers =
            groups.filter(|(id, group)| *id != self.typing.record && (!group.archived || *id == self.within));
        self.outers = outers.map(|(id, group)| Outer { id, name: group.name.clone() }).collect();
        self
    }
}

/// The group as one of its revisions says it.
fn said<'a>(fields: &Fields, notebook: &'a Notebook, rev: u32) -> Option<&'a Group> {
    Group::of(&notebook.revision(fields.record("record")?, rev)?.what)
}

/// The parts that are ticked, and those that could not be, because they are hidden or archived: of the group that the form
/// started from, and of those that it settles.
fn members(fields: &Fields, notebook: &Notebook) -> Vec<RecordId> {
    let hidden = fields.text("hidden") == "1";
    let has_no_box = |&id: &RecordId| {
        let offered = |part: &Part| part.is_met() && (hidden || !is_out_of_sight(notebook, id));
        notebook.part(id).is_some_and(|part| !offered(part))
    };
    let shown = std::iter::once(fields.number("base")).chain(fields.settles());
    let shown = shown.filter_map(|rev| said(fields, notebook, rev));
    let stay = shown.flat_map(|group| &group.parts).copied().filter(has_no_box);
    let ticked = fields.records("part").into_iter().filter(|&part| notebook.part(part).is_some());
    let mut parts: Vec<RecordId> = stay.chain(ticked).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// The group that the form describes. What the form does not show stays as it was in the revision it started from.
pub(super) fn group(fields: &Fields, notebook: &Notebook) -> Group {
    let before = said(fields, notebook, fields.number("base"));
    Group {
        name: fields.text("name").trim().to_owned(),
        about: fields.text("about").to_owned(),
        colour: Some(fields.text("colour").to_owned()).filter(|colour| is_colour(colour)),
        parts: members(fields, notebook),
        within: fields.record("within").filter(|&outer| notebook.get::<Group>(outer).is_some()),
        ..before.cloned().unwrap_or_default()
    }
}
