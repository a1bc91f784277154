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
}

impl Words {
    /// The name of a field of a part.
    ///
    /// # Panics
    /// Never for words that passed [`crate::check`], which wants a name for each field.
    #[must_use]
    pub fn field_label(&self, field: PartField) -> &str {
        let word = self.part_fields.iter().find(|word| word.field == field);
        &word.expect("the check wants a name for each field").label
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
