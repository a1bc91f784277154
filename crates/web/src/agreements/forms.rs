//! The form of an agreement: what stands in it, and the terms it asks for.

use hearken_core::{Notebook, RecordId, agreements::Agreement};

use crate::{
    components::{PartChip, Typing},
    form::Fields,
};

/// A form for one agreement, new or not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct AgreementForm {
    pub(super) typing: Typing,
    pub(super) what: String,
    pub(super) by_whom: String,
    pub(super) how_to_check: String,
    /// What the field for the day shows.
    pub(super) due: String,
    /// Every part to pick from.
    pub(super) parts: Vec<PartChip>,
    /// The ids of the ticked ones.
    pub(super) chosen: Vec<String>,
}

impl AgreementForm {
    /// The form of an agreement as it stands.
    pub(super) fn of(typing: Typing, notebook: &Notebook, agreement: &Agreement) -> Self {
        Self {
            typing,
            what: agreement.what.clone(),
            by_whom: agreement.by_whom.clone(),
            how_to_check: agreement.how_to_check.clone(),
            due: agreement.due.map(|due| due.to_string()).unwrap_or_default(),
            parts: PartChip::to_choose(notebook, &agreement.parts, false),
            chosen: agreement.parts.iter().map(RecordId::to_string).collect(),
        }
    }

    /// The form as it was sent, or as its draft holds it.
    pub(super) fn filled(typing: Typing, notebook: &Notebook, fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            typing,
            what: text("what"),
            by_whom: text("by_whom"),
            how_to_check: text("how_to_check"),
            due: text("due"),
            parts: PartChip::to_choose(notebook, &fields.records("part"), false),
            chosen: fields.all("part").map(str::to_owned).collect(),
        }
    }
}

/// Puts the form's terms into an agreement. A part that was erased while the form was open is left out.
pub(super) fn put_terms(notebook: &Notebook, fields: &Fields, agreement: &mut Agreement) {
    let mut parts = fields.records("part");
    parts.retain(|&part| notebook.part(part).is_some());
    parts.dedup();
    agreement.parts = parts;
    agreement.what = fields.text("what").to_owned();
    agreement.by_whom = fields.text("by_whom").to_owned();
    agreement.how_to_check = fields.text("how_to_check").to_owned();
    agreement.due = fields.day("due");
}
