//! The words of the journey: what is prepared before a session, what to expect of it, what the sitter knows, what an office
//! notes, what the weeks after ask, and who is there for it.

mod after;
mod expect;
mod office;
mod people;
mod preparation;
mod sitter;

use serde::Deserialize;

pub use after::{AfterWords, Anchor, MeasureName, WindowNote, WindowPrompt, WindowWords};
pub use expect::{CountedFrom, ExpectWords, ExpectedTime, Noticed, PhaseWords, RouteWords};
pub use office::{
    BreathingWords, CountsBelow, DueReading, EffectWords, EffectsWords, PressureWords, VisitWords,
};
pub use people::{PeopleWords, PersonWords};
pub use preparation::{IntentionPrompt, IntentionWords, PreparationGroup, PreparationItem, PreparationWords};
pub use sitter::{
    AgreementWords, CardSection, EmergencyWords, OfficeWords, Point, RecoveryWords, ResponsivenessButton,
    ResponsivenessWords, SitterCardWords, SitterWords,
};

/// All words of the journey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// What is prepared before a session.
    pub preparation: PreparationWords,
    /// What to expect in time, by route, and the phases of the page during a session.
    pub expect: ExpectWords,
    /// What whoever sits with the person agrees to, knows and does.
    pub sitter: SitterWords,
    /// What is due and noted in the office.
    pub office: VisitWords,
    /// What the hours, weeks and months after ask.
    pub after: AfterWords,
    /// Who is there for a programme.
    pub people: PeopleWords,
}

/// When something applies. Without it, it always does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Only {
    /// For sessions at home.
    Home,
    /// For sessions in the office.
    Office,
    /// For esketamine.
    Esketamine,
    /// For every route but esketamine.
    NotEsketamine,
}

impl Only {
    /// Whether this applies to a session in that setting and by that route.
    #[must_use]
    pub const fn fits(self, at_home: bool, esketamine: bool) -> bool {
        match self {
            Self::Home => at_home,
            Self::Office => !at_home,
            Self::Esketamine => esketamine,
            Self::NotEsketamine => !esketamine,
        }
    }
}

/// A place of the program that belongs to something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceLink {
    /// Its address, as in `/exercises/about/intention`.
    pub at: String,
    /// What the link says.
    pub label: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_for_one_setting_or_route_stays_there() {
        let all = [Only::Home, Only::Office, Only::Esketamine, Only::NotEsketamine];
        let fitting = |home, esketamine| all.map(|only| only.fits(home, esketamine));
        assert_eq!(fitting(true, false), [true, false, false, true]);
        assert_eq!(fitting(false, true), [false, true, true, false]);
    }
}
