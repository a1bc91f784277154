//! The form that describes a part.

use hearken_content::{PartField, Word};
use hearken_core::parts::Role;
use maud::{Markup, html};

use crate::{
    components::{
        Tone, content_role, field, keep_row, long_text, notice, role_mark, role_word, short_text,
        typing_fields,
    },
    error::Said,
    layout::{Page, shell},
    parts::forms::{PartForm, is_known_place},
};

/// The page with the form.
pub(crate) struct PartFormPage {
    pub(crate) page: Page,
    pub(crate) form: PartForm,
    pub(crate) trouble: Option<Said>,
}

impl PartFormPage {
    pub(crate) fn render(&self) -> Markup {
        let PartForm { typing, part, .. } = &self.form;
        shell(
            &self.page,
            &html! {
                h1 { @if typing.base == 0 { "A part of you" } @else { "What you know of it" } }
                p .lead { "A name is enough. All else can wait until the part tells you." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action="/parts" data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    (field("name", label(PartField::Name), Some("What you call it. Any word will do."), &short_text("name", "name", &part.name)))
                    (roles(part.role))
                    (field("manner", label(PartField::Manner), None, &short_text("manner", "manner", &part.manner)))
                    (self.picture())
                    (self.body())
                    (self.said())
                    (keep_row("Keep"))
                }
            },
        )
    }

    fn picture(&self) -> Markup {
        let part = &self.form.part;
        let words = &hearken_content::library().words;
        let colours: Vec<(&str, &str)> =
            words.colours.iter().map(|colour| (colour.hex.as_str(), colour.label.as_str())).collect();
        let shapes: Vec<(&str, &str)> =
            words.shapes.iter().map(|shape| (shape.id.as_str(), shape.label.as_str())).collect();
        html! {
            (field("look", label(PartField::Look), None, &long_text("look", "look", 3, &part.look, None)))
            div .row {
                (field("colour", label(PartField::Colour), None, &choice("colour", &colours, part.colour.as_deref())))
                (field("shape", label(PartField::Shape), None, &choice("shape", &shapes, part.shape.as_deref())))
                (field("felt_age", label(PartField::Age), None, &short_text("felt_age", "felt_age", &part.felt_age)))
            }
        }
    }

    fn body(&self) -> Markup {
        let places = &hearken_content::library().words.body_places;
        let chosen = &self.form.part.body;
        html! {
            fieldset .chips {
                legend { (label(PartField::Body)) }
                @for Word { id, label, .. } in places {
                    label .chip { input type="checkbox" name="body" value=(id) checked[chosen.contains(id)]; (label) }
                }
                // Places from elsewhere, beyond the one that stands in the field below.
                @for place in chosen.iter().filter(|place| !is_known_place(place)) {
                    label .chip { input type="checkbox" name="body" value=(place) checked; (place) }
                }
            }
            (field("body-other", "Another place", None, &short_text("body-other", "body-other", &self.form.body_other)))
        }
    }

    fn said(&self) -> Markup {
        let part = &self.form.part;
        let texts = [
            ("purpose", PartField::Purpose, &part.purpose),
            ("feels", PartField::Feels, &part.feels),
            ("fears", PartField::Fears, &part.fears),
            ("gifts", PartField::Gifts, &part.gifts),
            ("needs", PartField::Needs, &part.needs),
            ("relates", PartField::Reflection, &part.relates),
        ];
        html! {
            @for (name, part_field, text) in texts {
                (field(name, label(part_field), None, &long_text(name, name, 3, text, None)))
            }
            (field("notes", "Anything else", None, &long_text("notes", "notes", 3, &part.notes, None)))
        }
    }
}

fn label(field: PartField) -> &'static str {
    hearken_content::library().words.field_label(field)
}

fn roles(chosen: Role) -> Markup {
    html! {
        fieldset .roles {
            legend { "What it does" }
            @for role in Role::ALL {
                label .choice {
                    input type="radio" name="role" value=(role.id()) checked[role == chosen];
                    (role_mark(role, None))
                    span {
                        (role_word(role))
                        @if let Some(plain) = content_role(role).and_then(|word| word.plain.as_ref()) { span .help { (plain) } }
                    }
                }
            }
        }
    }
}

/// A list to choose from, or nothing. A value from elsewhere stands in it too.
fn choice(name: &str, options: &[(&str, &str)], chosen: Option<&str>) -> Markup {
    let strange = chosen.filter(|chosen| !options.iter().any(|(value, _)| value == chosen));
    html! {
        select id=(name) name=(name) {
            option value="" { "not said" }
            @for (value, label) in options { option value=(value) selected[chosen == Some(value)] { (label) } }
            @if let Some(value) = strange { option value=(value) selected { (value) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{components::Typing, layout::Place};
    use hearken_core::parts::Part;

    #[test]
    fn the_form_shows_what_is_known_and_what_another_program_wrote() {
        let part = Part {
            name: "<b>Planner</b>".to_owned(),
            role: Role::Firefighter,
            colour: Some("#123456".to_owned()),
            shape: Some("square".to_owned()),
            body: vec!["chest".to_owned(), "<left>".to_owned(), "<right>".to_owned()],
            purpose: "</textarea>".to_owned(),
            ..Part::default()
        };
        let typing = Typing { seen: 1, ..Typing::default() };
        let trouble =
            Some(Said { what: "It has no name yet.".to_owned(), then: "Any word will do.".to_owned() });
        let page =
            PartFormPage { page: Page::sample(Place::Parts), form: PartForm::of(typing, part), trouble };
        let page = page.render().into_string();
        for shown in [
            "value=\"&lt;b&gt;Planner&lt;/b&gt;\"",
            "value=\"#123456\" selected",
            "value=\"square\" selected",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
        assert!(
            page.contains("value=\"chest\" checked")
                && page.contains("value=\"&lt;left&gt;\"")
                && page.contains("value=\"&lt;right&gt;\" checked")
        );
        assert!(page.contains("&lt;/textarea&gt;") && page.contains("value=\"firefighter\" checked"));
    }
}
