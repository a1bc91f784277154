//! What is known of a part, in the words of the content and in the order in which it is shown.

use hearken_content::{PartField, Theme, Word};
use hearken_core::parts::{OwnField, Part};

use super::pages::{Heading, Trait};
use crate::components::role_word;

/// The name of a field in a form.
pub(super) fn form_name(field: PartField) -> String {
    match field {
        PartField::Age => "felt_age".to_owned(),
        PartField::Situation => "trailheads".to_owned(),
        PartField::Reflection => "relates".to_owned(),
        _ => field.as_str().replace('-', "_"),
    }
}

/// Where the words of a field stand in a part, to look at (`&`) or to change (`&mut`); `None` for what is chosen, ticked or
/// listed.
macro_rules! place_of {
    ($part:expr, $field:expr, $($how:tt)+) => {
        Some(match $field {
            PartField::Name => $($how)+ $part.name,
            PartField::Manner => $($how)+ $part.manner,
            PartField::Emoji => $($how)+ $part.emoji,
            PartField::Look => $($how)+ $part.look,
            PartField::Voice => $($how)+ $part.voice,
            PartField::Age => $($how)+ $part.felt_age,
            PartField::Sensation => $($how)+ $part.sensation,
            PartField::Purpose => $($how)+ $part.purpose,
            PartField::Since => $($how)+ $part.since,
            PartField::Feels => $($how)+ $part.feels,
            PartField::Desires => $($how)+ $part.desires,
            PartField::Beliefs => $($how)+ $part.beliefs,
            PartField::Fears => $($how)+ $part.fears,
            PartField::Needs => $($how)+ $part.needs,
            PartField::Gifts => $($how)+ $part.gifts,
            PartField::Burdens => $($how)+ $part.burdens,
            PartField::LegacyBurdens => $($how)+ $part.legacy_burdens,
            PartField::Situation => $($how)+ $part.trailheads,
            PartField::NewRole => $($how)+ $part.new_role,
            PartField::NewRoleChanged => $($how)+ $part.new_role_changed,
            PartField::Reflection => $($how)+ $part.relates,
            PartField::Notes => $($how)+ $part.notes,
            PartField::Private => $($how)+ $part.private,
            _ => return None,
        })
    };
}

/// The words of a field, as they stand.
pub(super) fn words_in(part: &Part, field: PartField) -> Option<&str> {
    place_of!(part, field, &)
}

/// The words of a field, to be changed.
pub(super) fn words_mut(part: &mut Part, field: PartField) -> Option<&mut String> {
    place_of!(part, field, &mut)
}

/// Whether a field takes one line and no more.
pub(super) fn is_short(field: PartField) -> bool {
    use PartField::{Age, Emoji, Manner, Name, NewRole, Since};
    matches!(field, Name | Manner | Emoji | Age | Since | NewRole)
}

/// What a part says in a field, in words; empty when it says nothing.
pub(super) fn words_of(part: &Part, field: PartField) -> String {
    let words = &hearken_content::library().words;
    match field {
        PartField::Role => role_word(part.role).to_owned(),
        PartField::Colour => part.colour.as_deref().map(colour).unwrap_or_default(),
        PartField::Shape => label(&words.shapes, part.shape.as_deref()),
        PartField::Body => {
            let places = part.body.iter().map(|place| label(&words.body_places, Some(place)));
            places.collect::<Vec<_>>().join(", ")
        }
        PartField::Permission => label(&words.permissions, Some(part.permission.id())),
        PartField::Blend => label(&words.blends, part.blend.map(|state| state.id())),
        PartField::Own => {
            let fields = part.own_fields.iter().filter(|field| !field.shown().trim().is_empty());
            fields.map(|field| format!("{}: {}", field.name, field.shown())).collect::<Vec<_>>().join("\n")
        }
        PartField::Hidden | PartField::UrgeToHarm => String::new(),
        _ => words_in(part, field).unwrap_or_default().to_owned(),
    }
}

fn label(words: &[Word], id: Option<&str>) -> String {
    let Some(id) = id else { return String::new() };
    words.iter().find(|word| word.id == id).map_or(id, |word| &word.label).to_owned()
}

fn colour(hex: &str) -> String {
    let colours = &hearken_content::library().words.colours;
    colours
        .iter()
        .find(|colour| colour.hex.eq_ignore_ascii_case(hex))
        .map_or(hex, |known| &known.label)
        .to_owned()
}

/// One field with its name; `None` when it says nothing. That nobody has asked for permission says nothing.
fn told(part: &Part, field: PartField) -> Option<Trait> {
    let text = words_of(part, field);
    let silent =
        field == PartField::Permission && part.permission == hearken_core::parts::Permission::default();
    let label = hearken_content::library().words.field_label(field).to_owned();
    (!silent && !text.trim().is_empty()).then_some(Trait { label, text })
}

/// What is known at a glance.
const GLANCE: [PartField; 3] = [PartField::Manner, PartField::Colour, PartField::Shape];

/// What is known at a glance, then the rest under its headings. The private corner is not among them.
pub(super) fn headings(part: &Part) -> Vec<Heading> {
    let first = Heading {
        title: String::new(),
        traits: GLANCE.into_iter().filter_map(|it| told(part, it)).collect(),
    };
    let themes = hearken_content::library().words.part_themes.iter().map(|theme| under(part, theme));
    std::iter::once(first).chain(themes).filter(|heading| !heading.traits.is_empty()).collect()
}

fn under(part: &Part, theme: &Theme) -> Heading {
    let own = if theme.holds.contains(&PartField::Own) { own_fields(part) } else { Vec::new() };
    Heading {
        title: theme.title.clone(),
        traits: shared(theme).filter_map(|field| told(part, field)).chain(own).collect(),
    }
}

/// What stands under a heading for whoever sees the part: without the private corner. Fields of one's own follow by themselves.
fn shared(theme: &Theme) -> impl Iterator<Item = PartField> {
    theme.holds.iter().copied().filter(|field| *field != PartField::Private && *field != PartField::Own)
}

/// Something that is known of a part, with a key that is its own for good.
pub(crate) struct Told {
    /// The field's id; of a field of the person's own, its name and which one of that name it is.
    pub(crate) key: String,
    pub(crate) label: String,
    pub(crate) text: String,
}

/// What is known of a part in the order in which it is shown, without the private corner.
pub(crate) fn told_of(part: &Part) -> Vec<Told> {
    let mut all: Vec<_> = GLANCE.into_iter().filter_map(|field| told_as(part, field)).collect();
    for theme in &hearken_content::library().words.part_themes {
        all.extend(shared(theme).filter_map(|field| told_as(part, field)));
        if theme.holds.contains(&PartField::Own) {
            all.extend(told_of_own(part));
        }
    }
    all
}

fn told_as(part: &Part, field: PartField) -> Option<Told> {
    let Trait { label, text } = told(part, field)?;
    Some(Told { key: field.as_str().to_owned(), label, text })
}

/// So many bytes of a name make its key, which has to fit where a name does.
const KEY: usize = 300;

/// Where two fields have one name, the key says which of how many it is: when there is one more or less of them, none is the one that was
/// meant before.
fn told_of_own(part: &Part) -> Vec<Told> {
    let name = |field: &OwnField| field.name[..field.name.floor_char_boundary(KEY)].to_owned();
    let names: Vec<_> = part.own_fields.iter().map(name).collect();
    let each = part.own_fields.iter().zip(1..).map(|(field, here)| {
        let name = &names[here - 1];
        let count = |names: &[String]| names.iter().filter(|other| *other == name).count();
        let key = format!("own-{}/{}-{name}", count(&names[..here]), count(&names));
        Told { key, label: field.name.clone(), text: field.shown() }
    });
    each.collect()
}

fn own_fields(part: &Part) -> Vec<Trait> {
    let said = part.own_fields.iter().map(|field| Trait { label: field.name.clone(), text: field.shown() });
    said.filter(|said| !said.text.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::parts::{OwnValue, Permission};

    #[test]
    fn every_field_that_holds_words_is_shown_under_one_heading_and_the_private_corner_under_none() {
        let mut part =
            Part { permission: Permission::Withdrawn, body: vec!["chest".to_owned()], ..Part::default() };
        for field in PartField::ALL {
            if let Some(words) = words_mut(&mut part, field) {
                *words = format!("<{}>", field.as_str());
            }
        }
        part.own_fields
            .push(OwnField { name: "Song".to_owned(), value: OwnValue::Text("a waltz".to_owned()) });
        let shown: Vec<String> =
            headings(&part).into_iter().flat_map(|heading| heading.traits).map(|said| said.text).collect();
        for field in PartField::ALL {
            let times = shown.iter().filter(|text| **text == format!("<{}>", field.as_str())).count();
            let elsewhere = matches!(field, PartField::Name | PartField::Emoji | PartField::Private);
            let has_words = words_in(&part, field).is_some();
            assert_eq!(times, usize::from(has_words && !elsewhere), "{}", field.as_str());
        }
        for told in ["chest", "not any more", "a waltz"] {
            assert!(shown.iter().any(|text| text == told), "{told}");
        }
    }

    #[test]
    fn nobody_is_told_that_nothing_was_asked() {
        assert_eq!(headings(&Part::named("A").unwrap()), []);
    }
}
