//! The form of a part: what stands in it, and what it asks of the core.

use hearken_core::{
    Extra, Notebook, Record, RecordId,
    parts::{Part, Role},
};

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

    /// The form as it was sent, or as its draft holds it.
    pub(super) fn filled(typing: Typing, fields: &Fields) -> Self {
        Self::of(typing, part(fields, Part::default()))
    }
}

/// Whether the list of places has it.
pub(super) fn is_known_place(place: &str) -> bool {
    hearken_content::library().words.body_places.iter().any(|word| word.id == place)
}

/// The part that the form describes. What the form does not show stays as it was `before`.
pub(super) fn part(fields: &Fields, before: Part) -> Part {
    let text = |name: &str| fields.text(name).to_owned();
    let own_place = fields.text("body-other").trim();
    let places = fields.all("body").chain(Some(own_place)).filter(|place| !place.is_empty());
    Part {
        name: text("name"),
        role: Role::from_id(fields.text("role")).unwrap_or_default(),
        manner: fields.text("manner").trim().to_owned(),
        look: text("look"),
        colour: Some(text("colour")).filter(|colour| is_colour(colour)),
        shape: Some(text("shape")).filter(|shape| !shape.is_empty()),
        felt_age: fields.text("felt_age").trim().to_owned(),
        body: places.map(str::to_owned).collect(),
        purpose: text("purpose"),
        feels: text("feels"),
        fears: text("fears"),
        gifts: text("gifts"),
        needs: text("needs"),
        relates: text("relates"),
        notes: text("notes"),
        extra: before.extra,
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
    fn what_the_form_does_not_show_stays() {
        let before = Part { extra: Extra(vec![1, 2]), ..Part::default() };
        assert_eq!(part(&Fields::default(), before).extra, Extra(vec![1, 2]));
    }
}
