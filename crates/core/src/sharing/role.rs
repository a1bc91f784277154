//! What another person is to somebody who shares with them.

/// What the other is to whoever opened the space. Each has a sentence in the content that says what it is for and not for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Their therapist.
    Therapist,
    /// Their integration coach.
    Coach,
    /// Whoever prescribes.
    Prescriber,
    /// A trusted friend.
    Friend,
    /// Whoever sits with them during a session.
    Sitter,
}

impl Role {
    /// Every role, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Therapist, Self::Coach, Self::Prescriber, Self::Friend, Self::Sitter];

    /// Its name in storage and content.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Therapist => "therapist",
            Self::Coach => "coach",
            Self::Prescriber => "prescriber",
            Self::Friend => "friend",
            Self::Sitter => "sitter",
        }
    }

    /// The role of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}
