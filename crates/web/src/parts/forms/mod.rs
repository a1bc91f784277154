//! The form of a part: what stands in it, and what it asks of the core.

pub(super) mod own;

use hearken_content::PartField;
use hearken_core::{
    Extra, Notebook, Record, RecordId,
    parts::{Blend, Part, Permission, Role},
};

use super::said::{form_name, is_short, words_mut};
use crate::{
    components::{Typing, is_colour},
    form::Fields,
};

/// A form for one part, new or not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct PartForm {
    pub(super) typing: Typing,
    pub(super) part: Part,
    /// A place in the body in the person's own words.
    pub(super) body_other: String,
}

impl PartForm {
    /// The form of a part as it stands.
    pub(super) fn of(typing: Typing, mut part: Part) -> Self {
        let own = part.body.iter().position(|place| !is_known_place(place));
        let body_other = own.map(|at| part.body.remove(at)).unwrap_or_default();
        Self { typing, part, body_other }
    }

    /// The form as it was sent, or as its draft holds it; `before` is the part it started from.
    pub(super) fn filled(typing: Typing, fields: &Fields, before: Part) -> Self {
        Self::of(typing, part(fields, before))
    }
}

/// Whether the list of places has it.
pub(super) fn is_known_place(place: &str) -> bool {
    hearken_content::library().words.body_places.iter().any(|word| word.id == place)
}

/// The part that the form describes. What the form does not ask stays as it was `before`, so that a form of another
/// time, or one that asks less of a young part, takes nothing away.
pub(super) fn part(fields: &Fields, before: Part) -> Part {
    let mut part = before;
    for field in PartField::ALL {
        let name = form_name(field);
        if let (true, Some(words)) = (fields.has(&name), words_mut(&mut part, field)) {
            let typed = fields.text(&name);
            if is_short(field) && field != PartField::Name { typed.trim() } else { typed }.clone_into(words);
        }
    }
    chosen(fields, &mut part);
    if fields.has("own-name") {
        part.own_fields = own::read(fields);
    }
    part
}

/// What is picked or ticked. A box that is not ticked sends nothing, so a hidden field says that it was there.
fn chosen(fields: &Fields, part: &mut Part) {
    let picked = |name: &str| Some(fields.text(name).to_owned()).filter(|text| !text.is_empty());
    let ticked = |name: &str| fields.all(name).any(|value| value == "yes");
    if fields.has("role") {
        part.role = Role::from_id(fields.text("role")).unwrap_or_default();
    }
    if fields.has("colour") {
        part.colour = picked("colour").filter(|colour| is_colour(colour));
    }
    if fields.has("shape") {
        part.shape = picked("shape");
    }
    if fields.has("body") || fields.has("body-other") {
        let own_place = fields.text("body-other").trim();
        let places = fields.all("body").chain(Some(own_place)).filter(|place| !place.is_empty());
        part.body = places.map(str::to_owned).collect();
    }
    if fields.has("permission") {
        part.permission = Permission::from_id(fields.text("permission")).unwrap_or_default();
    }
    if fields.has("blend") {
        part.blend = Blend::from_id(fields.text("blend"));
    }
    if fields.has("hidden") {
        part.hidden = ticked("hidden");
    }
    if fields.has("urge_to_harm") {
        part.urge_to_harm = ticked("urge_to_harm");
    }
}

/// The part as the form found it.
pub(super) fn before(notebook: &Notebook, record: RecordId, base: u32) -> Part {
    match notebook.revision(record, base).map(|revision| &revision.what) {
        Some(Record::Part(part)) => Part::clone(part),
        _ => Part { extra: Extra::default(), ..Part::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_gives_back_the_part_it_shows() {
        let part = Part {
            name: "The Planner".to_owned(),
            role: Role::Manager,
            colour: Some("#3f6f8f".to_owned()),
            body: vec!["chest".to_owned(), "just behind the collar".to_owned()],
            fears: "That we fall.\nAgain.".to_owned(),
            ..Part::default()
        };
        let form = PartForm::of(Typing::default(), part.clone());
        assert_eq!(
            (form.part.body.as_slice(), form.body_other.as_str()),
            (&["chest".to_owned()][..], "just behind the collar")
        );
        let mut fields = Fields::default();
        for (name, value) in
            [("name", "The Planner"), ("role", "manager"), ("colour", "#3f6f8f"), ("body", "chest")]
        {
            fields.push(name, value);
        }
        fields.push("body-other", "just behind the collar");
        fields.push("fears", "That we fall.\nAgain.");
        assert_eq!(super::part(&fields, Part::default()), part);
    }

    #[test]
    fn what_the_form_does_not_ask_stays() {
        let before = Part {
            extra: Extra(vec![1, 2]),
            burdens: "all of it".to_owned(),
            hidden: true,
            urge_to_harm: true,
            permission: Permission::Granted,
            ..Part::default()
        };
        assert_eq!(part(&Fields::default(), before.clone()), before);
    }

    #[test]
    fn a_box_that_was_there_and_is_not_ticked_is_unticked() {
        let before = Part { hidden: true, urge_to_harm: true, ..Part::default() };
        let mut fields = Fields::default();
        for (name, value) in [("hidden", ""), ("urge_to_harm", ""), ("urge_to_harm", "yes")] {
            fields.push(name, value);
        }
        let after = part(&fields, before);
        assert_eq!((after.hidden, after.urge_to_harm), (false, true));
    }
}
