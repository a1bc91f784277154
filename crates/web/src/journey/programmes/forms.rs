//! The form of a programme: what stands in it becomes a programme.

use hearken_core::journey::{Person, Programme, Route, Setting};

use crate::form::Fields;

/// The programme that the form describes. What the form does not show stays as it was `before`.
pub(super) fn programme(fields: &Fields, before: Programme) -> Programme {
    let text = |name: &str| fields.text(name).trim().to_owned();
    Programme {
        name: text("name"),
        route: Route::from_id(fields.text("route")).unwrap_or(before.route),
        setting: Setting::from_id(fields.text("setting")).unwrap_or(before.setting),
        planned: fields.text("planned").trim().parse().ok(),
        spacing_days: fields.text("spacing").trim().parse().ok(),
        begins: fields.day("begins"),
        ends: fields.day("ends"),
        people: people(fields),
        address: text("address"),
        country: text("country"),
        label: text("label"),
        medicines: text("medicines"),
        notes: text("notes"),
        ..before
    }
}

/// The people of the form: a role, a name and a number stand in the same order.
fn people(fields: &Fields) -> Vec<Person> {
    let (mut names, mut phones) = (fields.all("person"), fields.all("phone"));
    let person = |role: &str| Person {
        role: role.to_owned(),
        name: names.next().unwrap_or_default().trim().to_owned(),
        phone: phones.next().unwrap_or_default().trim().to_owned(),
    };
    fields.all("role").map(person).collect()
}
