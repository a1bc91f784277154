//! The fields of a part: what a page shows of it, and what an answer in a guide can fill.

use serde::Deserialize;

/// A field of a part. A guide's screen names the fields its answer also becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartField {
    /// What the person calls it.
    Name,
    /// What it does in the system.
    Role,
    /// How it shows itself: anxious, critical, controlling, angry, or own words.
    Manner,
    /// Its colour.
    Colour,
    /// Its shape.
    Shape,
    /// An emoji that stands for it.
    Emoji,
    /// What it looks like, in words.
    Look,
    /// Its voice: things it says.
    Voice,
    /// How old it feels.
    Age,
    /// Where it is in or around the body.
    Body,
    /// What it is like there.
    Sensation,
    /// What it is for: what it tries to achieve or prevent.
    Purpose,
    /// Since when it has had this job.
    Since,
    /// How it feels about the situation.
    Feels,
    /// What it wants.
    Desires,
    /// What it holds to be true.
    Beliefs,
    /// What it is afraid would happen without it.
    Fears,
    /// What it needs to feel heard.
    Needs,
    /// The strengths it brings.
    Gifts,
    /// What it took on from what the person lived through.
    Burdens,
    /// What it took over from family, people or culture.
    LegacyBurdens,
    /// The kind of situation in which it comes: its trailheads.
    Situation,
    /// Whether it lets others by.
    Permission,
    /// How blended it is now.
    Blend,
    /// A new role that it chose.
    NewRole,
    /// What changed with the new role.
    NewRoleChanged,
    /// How it ties to the person's anxiety or depression.
    Reflection,
    /// Anything else.
    Notes,
    /// Fields of the person's own.
    Own,
    /// A corner that is never shared and never printed.
    Private,
    /// Kept off the map and lists until asked for.
    Hidden,
    /// Whether it carries an urge to harm the person.
    UrgeToHarm,
}

impl PartField {
    /// Every field, in the order in which a part's page shows them.
    pub const ALL: [Self; 32] = [
        Self::Name,
        Self::Role,
        Self::Manner,
        Self::Colour,
        Self::Shape,
        Self::Emoji,
        Self::Look,
        Self::Voice,
        Self::Age,
        Self::Body,
        Self::Sensation,
        Self::Purpose,
        Self::Since,
        Self::Feels,
        Self::Desires,
        Self::Beliefs,
        Self::Fears,
        Self::Needs,
        Self::Gifts,
        Self::Burdens,
        Self::LegacyBurdens,
        Self::Situation,
        Self::Permission,
        Self::Blend,
        Self::NewRole,
        Self::NewRoleChanged,
        Self::Reflection,
        Self::Notes,
        Self::Own,
        Self::Private,
        Self::Hidden,
        Self::UrgeToHarm,
    ];

    /// The field as it is written in content files, for example `purpose`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Role => "role",
            Self::Manner => "manner",
            Self::Colour => "colour",
            Self::Shape => "shape",
            Self::Emoji => "emoji",
            Self::Look => "look",
            Self::Voice => "voice",
            Self::Age => "age",
            Self::Body => "body",
            Self::Sensation => "sensation",
            Self::Purpose => "purpose",
            Self::Since => "since",
            Self::Feels => "feels",
            Self::Desires => "desires",
            Self::Beliefs => "beliefs",
            Self::Fears => "fears",
            Self::Needs => "needs",
            Self::Gifts => "gifts",
            Self::Burdens => "burdens",
            Self::LegacyBurdens => "legacy-burdens",
            Self::Situation => "situation",
            Self::Permission => "permission",
            Self::Blend => "blend",
            Self::NewRole => "new-role",
            Self::NewRoleChanged => "new-role-changed",
            Self::Reflection => "reflection",
            Self::Notes => "notes",
            Self::Own => "own",
            Self::Private => "private",
            Self::Hidden => "hidden",
            Self::UrgeToHarm => "urge-to-harm",
        }
    }

    /// Whether the answer of a guide may fill it with words. What a part carries is never asked for by a guide (rules
    /// U1, U2); what is ticked, chosen or private is the person's own to say.
    #[must_use]
    pub fn takes_words(self) -> bool {
        !matches!(
            self,
            Self::Name
                | Self::Role
                | Self::Colour
                | Self::Shape
                | Self::Emoji
                | Self::Body
                | Self::Burdens
                | Self::LegacyBurdens
                | Self::Permission
                | Self::Blend
                | Self::Own
                | Self::Private
                | Self::Hidden
                | Self::UrgeToHarm
        )
    }
}
