//! The states of a session, and the ways from one to another.

/// Where a session stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum State {
    /// A day is set.
    #[default]
    Planned,
    /// It is being prepared.
    Preparing,
    /// Everything that has to be there is there.
    Ready,
    /// It has begun.
    InSession,
    /// The session is over; rest, with somebody near.
    Recovering,
    /// What came is being turned into everyday life.
    Integrating,
    /// Done.
    Closed,
    /// It did not take place.
    Cancelled,
}

impl State {
    /// Every state, in the order of a session.
    pub const ALL: [Self; 8] = [
        Self::Planned,
        Self::Preparing,
        Self::Ready,
        Self::InSession,
        Self::Recovering,
        Self::Integrating,
        Self::Closed,
        Self::Cancelled,
    ];

    /// Its name in forms and storage.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::InSession => "in-session",
            Self::Recovering => "recovering",
            Self::Integrating => "integrating",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// Whether a session may go from here to there.
    pub const fn leads_to(self, next: Self) -> bool {
        match self {
            Self::Planned => matches!(next, Self::Preparing | Self::Cancelled),
            Self::Preparing => matches!(next, Self::Planned | Self::Ready | Self::Cancelled),
            Self::Ready => matches!(next, Self::Preparing | Self::InSession | Self::Cancelled),
            Self::InSession => matches!(next, Self::Recovering),
            Self::Recovering => matches!(next, Self::Integrating),
            Self::Integrating => matches!(next, Self::Closed),
            Self::Closed => matches!(next, Self::Integrating),
            Self::Cancelled => matches!(next, Self::Planned),
        }
    }

    /// Whether the session is still to come.
    pub const fn is_before(self) -> bool {
        matches!(self, Self::Planned | Self::Preparing | Self::Ready)
    }
}
