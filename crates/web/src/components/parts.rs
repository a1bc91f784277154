//! Parts and roles as they are seen: always by shape, colour and word.

use hearken_content::Word;
use hearken_core::{
    Notebook, RecordId,
    parts::{Part, Role},
    sharing::is_out_of_sight,
};
use maud::{Markup, html};

/// A part to tick: its id, its name, how it looks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct PartChip {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) colour: Option<String>,
}

impl PartChip {
    pub(crate) fn of(id: RecordId, part: &Part) -> Self {
        Self { id: id.to_string(), name: part.name.clone(), role: part.role, colour: part.colour.clone() }
    }

    /// Every part that lists show without being asked, in the order they were met.
    pub(crate) fn all(notebook: &Notebook) -> Vec<Self> {
        notebook.listed_parts().map(|(id, part)| Self::of(id, part)).collect()
    }

    /// The parts to choose from, in the order they were met: those that lists show, those chosen already, and, once they
    /// were asked for, those that are hidden.
    pub(crate) fn to_choose(notebook: &Notebook, chosen: &[RecordId], hidden: bool) -> Vec<Self> {
        let offered = |&(id, part): &(RecordId, &Part)| {
            part.is_met() && (hidden || !is_out_of_sight(notebook, id)) || chosen.contains(&id)
        };
        notebook.parts().filter(offered).map(|(id, part)| Self::of(id, part)).collect()
    }

    /// Whether there are parts that stay out of sight until they are asked for.
    pub(crate) fn any_hidden(notebook: &Notebook) -> bool {
        notebook.parts().any(|(id, part)| part.is_met() && is_out_of_sight(notebook, id))
    }

    /// The parts with these ids that are still here.
    pub(crate) fn these(notebook: &Notebook, ids: &[RecordId]) -> Vec<Self> {
        ids.iter().filter_map(|&id| Some(Self::of(id, notebook.part(id)?))).collect()
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self {
            id: "0197a5e0-0000-7000-8000-000000000001".to_owned(),
            name: "The <b>Planner</b>".to_owned(),
            role: Role::Manager,
            colour: Some("#3f6f8f".to_owned()),
        }
    }
}

/// Parts that are shown at once; the others are one press away, so that writing stays the first thing.
const NEAR_AT_HAND: usize = 4;

/// Parts to tick; the fields are called `part`. Ticked ones come first.
pub(crate) fn part_picker(parts: &[PartChip], chosen: &[String]) -> Markup {
    part_picker_named("Which parts is it about?", parts, chosen)
}

/// The same under another question.
pub(crate) fn part_picker_named(legend: &str, parts: &[PartChip], chosen: &[String]) -> Markup {
    part_picker_in("part", legend, parts, chosen)
}

/// The same in fields of another name, where one form ticks parts twice.
pub(crate) fn part_picker_in(field: &str, legend: &str, parts: &[PartChip], chosen: &[String]) -> Markup {
    let is_chosen = |part: &&PartChip| chosen.contains(&part.id);
    let (ticked, rest): (Vec<_>, Vec<_>) = parts.iter().partition(is_chosen);
    let (near, far) = rest.split_at(rest.len().min(NEAR_AT_HAND));
    html! {
        @if !parts.is_empty() {
            fieldset {
                legend { (legend) }
                div .chips {
                    @for part in &ticked { (tick(field, part, true)) }
                    @for part in near { (tick(field, part, false)) }
                }
                @if !far.is_empty() {
                    details {
                        summary { "More parts" }
                        div .chips { @for part in far { (tick(field, part, false)) } }
                    }
                }
            }
        }
    }
}

/// A part to tick; the field is called `part`.
pub(crate) fn part_tick(part: &PartChip, ticked: bool) -> Markup {
    tick("part", part, ticked)
}

fn tick(field: &str, part: &PartChip, ticked: bool) -> Markup {
    html! {
        label .chip {
            input type="checkbox" name=(field) value=(part.id) checked[ticked];
            (role_mark(part.role, part.colour.as_deref()))
            bdi { (part.name) }
        }
    }
}

/// Parts to follow to their pages.
pub(crate) fn part_links(parts: &[PartChip]) -> Markup {
    html! {
        @if !parts.is_empty() {
            ul .chips aria-label="Parts" {
                @for part in parts {
                    li {
                        a .chip href={ "/parts/" (part.id) } {
                            (role_mark(part.role, part.colour.as_deref())) bdi { (part.name) }
                        }
                    }
                }
            }
        }
    }
}

/// A role's shape, in the role's colour; filled with the part's own colour where it has one. The shapes are those of the
/// map: a square, a triangle, a circle with a dashed edge, and an open rounded box while nobody knows.
pub(crate) fn role_mark(role: Role, colour: Option<&str>) -> Markup {
    let empty = if role == Role::NotYetKnown { "none" } else { "currentColor" };
    let fill = colour.filter(|colour| is_colour(colour)).unwrap_or(empty);
    html! {
        svg class={ "role-mark role-" (role.id()) } viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"
            stroke="currentColor" stroke-width="2.5" fill=(fill) {
            @match role {
                Role::Manager => rect x="3" y="3" width="14" height="14" rx="2.5" {},
                Role::Firefighter => path d="M10 2.5 18 17H2z" stroke-linejoin="round" {},
                Role::Exile => circle cx="10" cy="10" r="7.5" stroke-dasharray="3 2.6" {},
                Role::NotYetKnown => rect x="2.5" y="4" width="15" height="12" rx="5" {},
            }
        }
    }
}

/// Whether it is `#rrggbb` and nothing else.
pub(crate) fn is_colour(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A role's plain word.
pub(crate) fn role_word(role: Role) -> &'static str {
    content_role(role).map_or("not yet known", |word| &word.label)
}

/// What the content says about a role.
pub(crate) fn content_role(role: Role) -> Option<&'static Word> {
    let words = &hearken_content::library().words;
    words
        .role(role.id())
        .or_else(|| words.roles.iter().find(|word| word.id == "unknown" && role == Role::NotYetKnown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{Revision, Timestamp, notebook::Prepared};

    #[test]
    fn only_a_colour_becomes_a_colour() {
        assert!(is_colour("#09afAF"));
        for other in ["#09afA", "09afAF0", "#09afAg", "url(#x)", ""] {
            assert!(!is_colour(other), "{other}");
        }
        let mark = role_mark(Role::Exile, Some("\"><script>")).into_string();
        assert!(mark.contains("fill=\"currentColor\""));
    }

    #[test]
    fn every_role_has_a_shape_a_colour_and_a_word() {
        let marks = Role::ALL.map(|role| role_mark(role, None).into_string());
        let words = Role::ALL.map(role_word);
        for (n, role) in Role::ALL.into_iter().enumerate() {
            assert!(marks[n].contains(&format!("role-{}", role.id())));
            let shape = |mark: &str| mark.split_once('>').map(|(_, shape)| shape.to_owned());
            assert!((0..n).all(|other| shape(&marks[other]) != shape(&marks[n]) && words[other] != words[n]));
        }
    }

    #[test]
    fn hidden_parts_are_offered_once_they_are_asked_for_or_chosen_and_archived_ones_are_not() {
        let notebook = met([("seen", false, false), ("hidden", true, false), ("gone", false, true)]);
        let names = |chosen: &[RecordId], hidden| -> Vec<String> {
            PartChip::to_choose(&notebook, chosen, hidden).into_iter().map(|part| part.name).collect()
        };
        assert!(PartChip::any_hidden(&notebook) && !PartChip::any_hidden(&met([("seen", false, false)])));
        assert_eq!(names(&[], false), ["seen"]);
        assert_eq!(names(&[], true), ["seen", "hidden"]);
        assert_eq!(names(&[RecordId::from_bytes([1; 16])], false), ["seen", "hidden"]);
    }

    /// A notebook with parts: the name of each, whether it is hidden, whether it is archived.
    fn met<const N: usize>(parts: [(&str, bool, bool); N]) -> Notebook {
        let mut notebook = Notebook::default();
        for (n, (name, hidden, archived)) in (0..).zip(parts) {
            let part = Part { hidden, archived, ..Part::named(name).unwrap() };
            notebook.apply(Prepared::of(Revision {
                record: RecordId::from_bytes([n; 16]),
                rev: 1,
                base: 0,
                settles: Vec::new(),
                saved: Timestamp::default(),
                what: part.into(),
            }));
        }
        notebook
    }

    #[test]
    fn names_are_shown_as_words() {
        let chips = part_picker(&[PartChip::sample()], &[PartChip::sample().id]).into_string();
        assert!(chips.contains("The &lt;b&gt;Planner&lt;/b&gt;") && chips.contains(" checked"));
        assert!(part_links(&[PartChip::sample()]).into_string().contains("fill=\"#3f6f8f\""));
    }
}
