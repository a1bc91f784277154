//! Lists of plain words that pages share: roles, body places, shapes, colours, the 8 Cs, fields of life, names of fields.

use serde::Deserialize;

use super::part_field::PartField;
use super::source::Source;

/// All lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Self, which is no part: one entry.
    pub self_word: Word,
    /// The four roles of parts: manager, firefighter, exile, unknown.
    pub roles: Vec<Word>,
    /// Places in and around the body.
    pub body_places: Vec<Word>,
    /// Shapes a part can be pictured in.
    pub shapes: Vec<Word>,
    /// Colours a part can be pictured in.
    pub colours: Vec<Colour>,
    /// The 8 Cs of Self.
    pub eight_cs: Vec<Word>,
    /// Fields of life that a decision can belong to.
    pub fields_of_life: Vec<Word>,
    /// A name for each field of a part.
    pub part_fields: Vec<FieldWord>,
    /// What is rated from 0 to 10.
    pub scales: Vec<ScaleWords>,
    /// Whether a part lets others by: five states.
    pub permissions: Vec<Word>,
    /// How blended a part is: three states.
    pub blends: Vec<Word>,
    /// The headings under which the fields of a part stand.
    pub part_themes: Vec<Theme>,
    /// What is said in place of careful headings, where the part is young and hurt (rule U1).
    pub young: String,
    /// The kinds of bond that everybody has, in the order they are offered.
    pub bonds: Vec<BondWord>,
}

/// A kind of bond in words, as it is read from each of its two ends.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BondWord {
    /// Stable name; this is what is stored.
    pub id: String,
    /// What the first part is to the second: "protects".
    pub forward: String,
    /// What the second is to the first: "is protected by". The same as `forward` for a kind without direction.
    pub inverse: String,
    /// One plain line about it.
    pub plain: String,
}

/// A word with a plain line about it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// Stable name, unique within its list; this is what is stored.
    pub id: String,
    /// What the person reads.
    pub label: String,
    /// One plain line about it.
    pub plain: Option<String>,
}

/// A colour to pick.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colour {
    /// Stable name, unique within its list; this is what is stored.
    pub id: String,
    /// What the person reads.
    pub label: String,
    /// Six hexadecimal digits after `#`.
    pub hex: String,
}

/// What is rated from 0 to 10: what is asked, and what both ends mean. Neither end is the better one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleWords {
    /// Stable name, unique within its list; this is what is stored.
    pub id: String,
    /// What the person reads beside a line or a number.
    pub label: String,
    /// What is asked.
    pub question: String,
    /// What 0 means.
    pub least: String,
    /// What 10 means.
    pub most: String,
}

/// The name of a field of a part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWord {
    /// The field.
    pub field: PartField,
    /// What the person reads above it.
    pub label: String,
    /// One plain line that helps to fill it.
    pub help: Option<String>,
}

/// A heading, and the fields of a part that stand under it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Stable name, unique within the list.
    pub id: String,
    /// What the person reads.
    pub title: String,
    /// One or two sentences under it.
    pub note: Option<String>,
    /// The rule that the note serves.
    pub rule: Option<String>,
    /// Not asked of a part that is young and hurt (rules U1, U2).
    #[serde(default)]
    pub careful: bool,
    /// The fields, in order.
    pub holds: Vec<PartField>,
}

impl Words {
    /// The name of a field of a part.
    ///
    /// # Panics
    /// Never for words that passed [`crate::check`], which wants a name for each field.
    #[must_use]
    pub fn field_label(&self, field: PartField) -> &str {
        &self.field(field).label
    }

    /// A field of a part with its name and its help.
    ///
    /// # Panics
    /// Never for words that passed [`crate::check`], which wants a name for each field.
    #[must_use]
    pub fn field(&self, field: PartField) -> &FieldWord {
        let word = self.part_fields.iter().find(|word| word.field == field);
        word.expect("the check wants a name for each field")
    }

    /// What a scale is called, asks and reaches from and to.
    ///
    /// # Panics
    /// Never for the scales of [`SCALES`] in words that passed [`crate::check`].
    #[must_use]
    pub fn scale(&self, id: &str) -> &ScaleWords {
        self.scales.iter().find(|scale| scale.id == id).expect("the check wants words for each scale")
    }

    /// A kind of bond by its id, for example `protects`.
    #[must_use]
    pub fn bond(&self, id: &str) -> Option<&BondWord> {
        self.bonds.iter().find(|bond| bond.id == id)
    }

    /// A role by its id, for example `manager`.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Word> {
        self.roles.iter().find(|role| role.id == id)
    }
}

/// The scales that the program asks: of parts, of Self, one for each of the 8 Cs, and the distress of a trigger.
pub const SCALES: [&str; 7] =
    ["guard", "trust", "closeness", "blended", "self-energy", "quality", "distress"];

/// The file that holds the scales.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScaleList {
    /// Stable name; also the name of its file.
    pub(crate) id: String,
    /// Where the list comes from.
    pub(crate) sources: Vec<Source>,
    /// The scales, in order.
    #[serde(rename = "scale")]
    pub(crate) scales: Vec<ScaleWords>,
}

/// A file that holds one list of words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordList {
    /// Stable name; also the name of its file.
    pub(crate) id: String,
    /// Where the list comes from.
    pub(crate) sources: Vec<Source>,
    /// The words, in order.
    #[serde(rename = "word")]
    pub(crate) words: Vec<Word>,
}

/// The file that holds the colours.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColourList {
    /// Stable name; also the name of its file.
    pub(crate) id: String,
    /// Where the list comes from.
    pub(crate) sources: Vec<Source>,
    /// The colours, in order.
    #[serde(rename = "colour")]
    pub(crate) colours: Vec<Colour>,
}

/// The file that names the fields of a part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldList {
    /// Stable name; also the name of its file.
    pub(crate) id: String,
    /// Where the names come from.
    pub(crate) sources: Vec<Source>,
    /// What is said in place of careful headings, where the part is young and hurt.
    pub(crate) young: String,
    /// The rule that this serves.
    pub(crate) young_rule: String,
    /// The headings, in order.
    #[serde(rename = "theme")]
    pub(crate) themes: Vec<Theme>,
    /// The names.
    #[serde(rename = "field")]
    pub(crate) fields: Vec<FieldWord>,
}

/// The file that says the kinds of bond.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BondList {
    /// Stable name; also the name of its file.
    pub(crate) id: String,
    /// Where the words come from.
    pub(crate) sources: Vec<Source>,
    /// The kinds, in order.
    #[serde(rename = "bond")]
    pub(crate) bonds: Vec<BondWord>,
}
