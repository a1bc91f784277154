//! One member, as a part.

use hearken_core::parts::Part;
use serde_json::Value;

use super::Privacy;
use crate::import::plural::{
    birthday::{self, BIRTHDAY},
    draft::PartDraft,
    harvest::Harvest,
    value::{Fields, take_text},
};

/// Reads a member; what has no place in a part stays in what is kept.
pub(super) fn read(mut fields: Fields, harvest: &mut Harvest) -> PartDraft {
    let privacy = Privacy::of(&fields);
    fields.remove("uuid");
    let mut draft = PartDraft {
        part: Part { hidden: privacy.hides_all(), ..Part::default() },
        all_ordinary: harvest.options.take.ordinary,
        ..PartDraft::default()
    };
    names(&mut fields, &privacy, &mut draft, harvest);
    let hides = |field: &str, harvest: &Harvest| privacy.hides(field, harvest);
    let private = hides("pronoun", harvest);
    draft.own_text("Pronouns", take_text(&mut fields, "pronouns"), private, harvest.report());
    let private = hides("birthday", harvest);
    if let Some(written) = take_text(&mut fields, "birthday") {
        draft.own(BIRTHDAY, birthday::value(&written), private, harvest.report());
    }
    let private = hides("description", harvest);
    if let Some(words) = take_text(&mut fields, "description") {
        draft.describe(&words, private, harvest.report());
    }
    draft.colour(&mut fields, "color", harvest.report());
    super::super::count_unplaced(&fields, harvest);
    draft.kept = fields;
    draft
}

/// The name, and beside it the one that is shown. A private name is kept back where there is one to show instead.
fn names(fields: &mut Fields, privacy: &Privacy, draft: &mut PartDraft, harvest: &mut Harvest) {
    let name = take_text(fields, "name");
    let shown = take_text(fields, "display_name").filter(|shown| Some(shown) != name.as_ref());
    match (name, shown) {
        (Some(name), Some(shown)) if privacy.hides("name", harvest) => {
            draft.name = shown;
            draft.own_text("Name", Some(name), true, harvest.report());
        }
        (Some(name), shown) => {
            draft.name = name;
            draft.own_text("Display name", shown, false, harvest.report());
        }
        (None, shown) => draft.name = shown.unwrap_or_default(),
    }
    // Empty texts are no news.
    fields.retain(|_, value| !matches!(value, Value::String(text) if text.is_empty()));
}
