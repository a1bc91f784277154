//! Where a clinical sentence or number comes from, and how sure its source is.

use serde::Deserialize;

/// How well a clinical fact is attested. The tags are those of the clinical notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum Tag {
    /// Seen in a named source.
    V,
    /// Seen in one stored copy.
    V1,
    /// Two independent copies agree.
    V2,
    /// From memory: to be checked at the source before it is relied on.
    M,
    /// A rule of this product, not published anywhere.
    P,
}

impl Tag {
    /// The tag as it is written in the notes, for the places where clinicians read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V => "V",
            Self::V1 => "V1",
            Self::V2 => "V2",
            Self::M => "M",
            Self::P => "P",
        }
    }
}

/// One source of a file, with its tag.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The work, study or note, written so that a clinician can find it.
    pub text: String,
    /// How well it is attested.
    pub tag: Tag,
    /// Its digital object identifier, without an address before it.
    pub doi: Option<String>,
}
