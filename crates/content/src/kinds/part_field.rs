//! The fields of a part that an answer in a guide can fill.

use serde::Deserialize;

/// A field of a part. A guide's screen names the fields its answer also becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartField {
    /// What the person calls it.
    Name,
    /// How it shows itself: anxious, critical, controlling, angry, or own words.
    Manner,
    /// The kind of situation in which it comes.
    Situation,
    /// What it looks like, in words.
    Look,
    /// Its colour.
    Colour,
    /// Its shape.
    Shape,
    /// How old it feels.
    Age,
    /// Where it is in or around the body.
    Body,
    /// What it is for: what it tries to achieve or prevent.
    Purpose,
    /// How it feels about the situation.
    Feels,
    /// What it is afraid would happen without it.
    Fears,
    /// The strengths it brings.
    Gifts,
    /// What it needs to feel heard.
    Needs,
    /// How it ties to the person's anxiety or depression.
    Reflection,
}

impl PartField {
    /// Every field, in the order in which a part's page shows them.
    pub const ALL: [Self; 14] = [
        Self::Name,
        Self::Manner,
        Self::Situation,
        Self::Look,
        Self::Colour,
        Self::Shape,
        Self::Age,
        Self::Body,
        Self::Purpose,
        Self::Feels,
        Self::Fears,
        Self::Gifts,
        Self::Needs,
        Self::Reflection,
    ];

    /// The field as it is written in content files, for example `purpose`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Manner => "manner",
            Self::Situation => "situation",
            Self::Look => "look",
            Self::Colour => "colour",
            Self::Shape => "shape",
            Self::Age => "age",
            Self::Body => "body",
            Self::Purpose => "purpose",
            Self::Feels => "feels",
            Self::Fears => "fears",
            Self::Gifts => "gifts",
            Self::Needs => "needs",
            Self::Reflection => "reflection",
        }
    }
}
