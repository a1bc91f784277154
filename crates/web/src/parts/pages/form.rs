//! The form that describes a part: the few things that matter first, the rest under calm headings.

use hearken_content::{PartField, Theme, Word};
use hearken_core::parts::{Blend, Permission, Role};
use maud::{Markup, html};

use super::form_own;
use crate::{
    components::{
        Nearest, PartsPlace, Tone, content_role, field, keep_row, long_text, notice, parts_nav, role_mark,
        role_word, short_text, term, typing_fields, urge_to_harm,
    },
    error::Said,
    layout::{Page, shell},
    parts::{
        forms::{PartForm, is_known_place},
        said::{form_name, is_short, words_in, words_of},
    },
    sharing::who_follows,
};

/// The page with the form.
pub(crate) struct PartFormPage {
    pub(crate) page: Page,
    pub(crate) nearest: Nearest,
    /// Whether the form or anything that stands of the part says that it carries an urge to harm (K2).
    pub(crate) urge: bool,
    /// Whether either says that it is young and hurt (U1).
    pub(crate) exile: bool,
    pub(crate) form: PartForm,
    pub(crate) trouble: Option<Said>,
}

impl PartFormPage {
    pub(crate) fn render(&self) -> Markup {
        let PartForm { typing, part, .. } = &self.form;
        let words = &hearken_content::library().words;
        shell(
            &self.page,
            &html! {
                @if self.urge { (urge_to_harm(&self.nearest)) }
                (parts_nav(PartsPlace::Within))
                h1 { @if typing.base == 0 { "A part of you" } @else { "What you know of it" } }
                p .lead { "A name is enough. All else can wait until the part tells you." }
                @if let Some(said) = &self.trouble { (notice(Tone::Problem, said)) }
                @if typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card .part-form method="post" action="/parts" data-draft-place=(typing.place) {
                    (typing_fields(typing))
                    (self.words(PartField::Name))
                    (roles(part.role))
                    (self.words(PartField::Manner))
                    (self.signs())
                    @for theme in &words.part_themes { (self.theme(theme)) }
                    (self.care())
                    (who_follows(&self.page, &[&typing.record]))
                    (keep_row("Keep"))
                }
            },
        )
    }

    /// Colour, shape and emoji.
    fn signs(&self) -> Markup {
        let part = &self.form.part;
        let words = &hearken_content::library().words;
        let colours: Vec<(&str, &str)> =
            words.colours.iter().map(|colour| (colour.hex.as_str(), colour.label.as_str())).collect();
        html! {
            div .row {
                (field("colour", label(PartField::Colour), None, &choice("colour", &colours, part.colour.as_deref())))
                (field("shape", label(PartField::Shape), None, &choice("shape", &pairs(&words.shapes), part.shape.as_deref())))
                (self.words(PartField::Emoji))
            }
        }
    }

    /// A heading that opens, with its fields. Of a young and hurt part nothing is asked that digs (rules U1, U2): what is
    /// written there already can be read and changed, the rest waits for the therapist.
    fn theme(&self, theme: &Theme) -> Markup {
        let words = &hearken_content::library().words;
        let says = |field: &&PartField| is_said(&self.form, **field);
        let young = theme.careful && self.exile;
        let fields: Vec<_> = theme.holds.iter().filter(|field| !young || says(field)).collect();
        let filled = fields.iter().any(says);
        html! {
            details .theme open[filled && self.trouble.is_some()] {
                summary { (theme.title) @if filled { " " span .help { "· said" } } }
                @if let Some(note) = &theme.note { p .help { (note) } }
                @if young { p .help { (words.young) } }
                @for field in fields { (self.input(*field, &theme.title)) }
            }
        }
    }

    /// `under`: the heading it stands under, which need not be read twice.
    fn input(&self, field: PartField, under: &str) -> Markup {
        let heard = label(field) == under;
        let part = &self.form.part;
        let words = &hearken_content::library().words;
        match field {
            PartField::Body => self.body(heard),
            PartField::Own => form_own::rows(&part.own_fields),
            // Nothing is chosen by an empty value, so that a form nobody touched is blank.
            PartField::Permission => radios(
                field,
                heard,
                &words.permissions,
                |id| match Permission::from_id(id) {
                    Some(Permission::NotAsked) | None => "",
                    Some(state) => state.id(),
                },
                Some(part.permission.id()),
            ),
            PartField::Blend => {
                let chosen = part.blend.map(Blend::id);
                radios(field, heard, &words.blends, |id| Blend::from_id(id).map_or("", Blend::id), chosen)
            }
            _ => self.words(field),
        }
    }

    /// A field for words, with its name and its help.
    fn words(&self, part_field: PartField) -> Markup {
        let name = form_name(part_field);
        let said = words_in(&self.form.part, part_field).unwrap_or_default();
        let input = if is_short(part_field) {
            short_text(&name, &name, said)
        } else {
            long_text(&name, &name, 3, said, None)
        };
        field(&name, label(part_field), help(part_field), &input)
    }

    fn body(&self, heard: bool) -> Markup {
        let places = &hearken_content::library().words.body_places;
        let chosen = &self.form.part.body;
        html! {
            fieldset .chips {
                legend .sr-only[heard] { (label(PartField::Body)) }
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

    /// What is always in sight: keeping it out of sight, and an urge to harm.
    fn care(&self) -> Markup {
        let part = &self.form.part;
        html! {
            fieldset .care {
                legend .sr-only { "Care" }
                (tick(PartField::Hidden, part.hidden))
                (tick(PartField::UrgeToHarm, part.urge_to_harm))
            }
        }
    }
}

/// Whether something stands in a field.
fn is_said(form: &PartForm, field: PartField) -> bool {
    match field {
        PartField::Permission => form.part.permission != Permission::default(),
        PartField::Body => !form.part.body.is_empty() || !form.body_other.is_empty(),
        _ => !words_of(&form.part, field).trim().is_empty(),
    }
}

fn label(field: PartField) -> &'static str {
    hearken_content::library().words.field_label(field)
}

fn help(field: PartField) -> Option<&'static str> {
    hearken_content::library().words.field(field).help.as_deref()
}

fn pairs(words: &'static [Word]) -> Vec<(&'static str, &'static str)> {
    words.iter().map(|word| (word.id.as_str(), word.label.as_str())).collect()
}

fn roles(chosen: Role) -> Markup {
    html! {
        fieldset .roles {
            legend { (label(PartField::Role)) }
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
            p .help .terms {
                "More about these words: "
                (term("manager")) ", " (term("firefighter")) ", " (term("exile")) "."
            }
        }
    }
}

/// One of several words; `value` is what the form sends for each. An empty one stands for what nobody said.
fn radios(
    field: PartField,
    heard: bool,
    words: &'static [Word],
    value: impl Fn(&str) -> &'static str,
    chosen: Option<&str>,
) -> Markup {
    let name = form_name(field);
    let nothing = words.iter().all(|word| !value(&word.id).is_empty());
    html! {
        fieldset .radios {
            legend .sr-only[heard] { (label(field)) }
            @if let Some(help) = help(field) { p .help { (help) } }
            @if nothing {
                label .choice { input type="radio" name=(name) value="" checked[chosen.is_none()]; span { "not said" } }
            }
            @for word in words {
                label .choice {
                    input type="radio" name=(name) value=(value(&word.id)) checked[chosen == Some(&word.id)];
                    span { (word.label) @if let Some(plain) = &word.plain { span .help { (plain) } } }
                }
            }
        }
    }
}

/// A box to tick. The hidden field says that it was there when it is not ticked.
fn tick(field: PartField, ticked: bool) -> Markup {
    let name = form_name(field);
    html! {
        input type="hidden" name=(name) value="";
        label .choice {
            input type="checkbox" name=(name) value="yes" checked[ticked];
            span { (label(field)) @if let Some(help) = help(field) { span .help { (help) } } }
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

    fn page(part: Part, trouble: Option<Said>) -> String {
        let typing = Typing { seen: 1, ..Typing::default() };
        let nearest = Nearest::of(hearken_content::library().help.international());
        let (urge, exile) = (part.urge_to_harm, part.role == Role::Exile);
        let form = PartForm::of(typing, part);
        PartFormPage { page: Page::sample(Place::Parts), nearest, urge, exile, form, trouble }
            .render()
            .into_string()
    }

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
        let trouble =
            Some(Said { what: "It has no name yet.".to_owned(), then: "Any word will do.".to_owned() });
        let page = page(part, trouble);
        for shown in [
            "value=\"&lt;b&gt;Planner&lt;/b&gt;\"",
            "value=\"#123456\" selected",
            "value=\"square\" selected",
            "value=\"chest\" checked",
            "value=\"&lt;left&gt;\"",
            "value=\"&lt;right&gt;\" checked",
            "&lt;/textarea&gt;",
            "value=\"firefighter\" checked",
        ] {
            assert!(page.contains(shown), "{shown}");
        }
    }

    #[test]
    fn every_field_of_a_part_is_asked_once() {
        let page = page(Part::default(), None);
        for field in PartField::ALL {
            let name = if field == PartField::Own { "own-name".to_owned() } else { form_name(field) };
            assert!(page.contains(&format!("name=\"{name}\"")), "{name}");
        }
        assert!(!page.contains("id=\"urge\""));
    }

    #[test]
    fn u1_u2_a_young_part_is_not_asked_for_what_it_carries() {
        let young = Part { role: Role::Exile, fears: "the dark".to_owned(), ..Part::default() };
        let page = page(young, None);
        for never_asked in
            ["name=\"burdens\"", "name=\"legacy_burdens\"", "name=\"beliefs\"", "name=\"trailheads\""]
        {
            assert!(!page.contains(never_asked), "{never_asked}");
        }
        assert!(page.contains("the dark") && page.contains(&hearken_content::library().words.young));
        assert!(page.contains("name=\"look\"") && page.contains("name=\"needs\""));
    }

    #[test]
    fn k2_help_stands_before_the_form_of_a_part_that_carries_an_urge_to_harm() {
        let page = page(Part { urge_to_harm: true, ..Part::default() }, None);
        assert!(page.find("id=\"urge\"") < page.find("<h1"));
        assert!(page.contains("href=\"/help-now\""));
    }
}
