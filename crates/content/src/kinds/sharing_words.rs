//! What the pages of sharing say: what each role is for and not for, and what sharing can and cannot promise.

use serde::Deserialize;

use super::source::Source;

/// The roles that somebody can have in a space, in the order in which they are offered.
pub const SHARING_ROLES: [&str; 5] = ["therapist", "coach", "prescriber", "friend", "sitter"];

/// What stands in `words/sharing.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharingWords {
    /// Stable name; also the name of its file.
    pub id: String,
    /// What the pages say.
    pub page: SharingPageWords,
    /// What is noted when the other looks.
    pub log: LookLogWords,
    /// Six words that both sides compare.
    pub six_words: SixWordsWords,
    /// Scores that somebody shows.
    pub measure: SharedScoresWords,
    /// Pausing all that is shown to somebody.
    pub pause: PauseWords,
    /// What somebody leaves to do.
    pub left: LeftToDoWords,
    /// A page for somebody without an account.
    pub sealed: SealedPageWords,
    /// The roles, in the order in which they are offered.
    #[serde(rename = "role")]
    pub roles: Vec<SharingRoleWords>,
    /// Where it comes from.
    pub sources: Vec<Source>,
}

/// What the pages of sharing say.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharingPageWords {
    /// What the page is called.
    pub title: String,
    /// What all of this is.
    pub lead: String,
    /// What stands there while nothing is shared.
    pub empty: String,
    /// That nobody watches, and what to use in danger.
    pub unwatched: String,
    /// What the other reads where something was taken back.
    pub withdrawn: String,
}

/// What is noted when the other looks: what that can promise, and what it cannot.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookLogWords {
    /// What it is called.
    pub title: String,
    /// What it notes.
    pub can: String,
    /// What it cannot show.
    pub cannot: String,
}

/// Six words that both sides compare.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SixWordsWords {
    /// What they are for, and how they are compared.
    pub why: String,
    /// What to do when they are the same.
    pub same: String,
    /// What to do when they differ.
    pub differ: String,
}

/// Scores that somebody shows: what is said beside them, to both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedScoresWords {
    /// What stands over it.
    pub title: String,
    /// That a score is no diagnosis, and names no cause.
    pub scores: String,
    /// That nobody watches answers that speak of danger, and what to use then.
    pub unwatched: String,
}

/// Pausing all that is shown to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseWords {
    /// What it does, before it is done.
    pub what: String,
    /// What stands there meanwhile.
    pub meanwhile: String,
    /// What comes back, and how.
    pub back: String,
}

/// What somebody leaves to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftToDoWords {
    /// What whoever leaves it reads.
    pub leaving: String,
    /// What whoever finds it reads.
    pub found: String,
    /// What whoever leaves a questionnaire that asks about danger reads.
    pub unwatched: String,
}

/// A page for somebody without an account: what whoever makes one reads, and what stands on it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedPageWords {
    /// What it is called.
    pub title: String,
    /// What it is, and whom it is for.
    pub lead: String,
    /// That nobody can take it back.
    pub gone: String,
    /// What its last day can promise.
    pub request: String,
    /// How the passphrase gets to the other.
    pub passphrase: String,
    /// What stands on the page itself.
    pub outside: OutsideWords,
}

/// What a sealed page says before it is opened.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutsideWords {
    /// Where it comes from.
    pub who: String,
    /// Until when it is to be read; `{date}` is filled in.
    pub asked: String,
    /// The same once that day is over.
    pub passed: String,
    /// That nobody watches, and what to do in danger.
    pub unwatched: String,
    /// What to type.
    #[serde(rename = "type")]
    pub type_it: String,
    /// Another passphrase was typed.
    pub wrong: String,
    /// No script runs.
    pub needs: String,
    /// The browser lacks the ciphers.
    pub unable: String,
    /// The file was cut or changed.
    pub damaged: String,
}

impl OutsideWords {
    /// A sentence about the last day, as it stands before and after that day.
    pub fn around_the_day(sentence: &str) -> (&str, &str) {
        sentence.split_once(Self::DAY).unwrap_or((sentence, ""))
    }

    /// Stands where the day is filled in.
    pub(crate) const DAY: &'static str = "{date}";
}

/// What somebody is to whoever shares with them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharingRoleWords {
    /// Stable name; this is what is stored.
    pub id: String,
    /// What the person reads.
    pub name: String,
    /// One sentence about what they are for.
    #[serde(rename = "for")]
    pub is_for: String,
    /// One sentence about what they are not for.
    pub not_for: String,
    /// One sentence about what they are for, as they read it themselves.
    pub you_for: String,
    /// One sentence about what they are not for, as they read it themselves.
    pub you_not_for: String,
    /// Whether scores may be shown to them.
    pub sees_scores: bool,
    /// Whether they may leave any exercise and any questionnaire to do.
    #[serde(default)]
    pub leaves_everything: bool,
    /// The guides that they may leave to do, where it is not every one.
    #[serde(default)]
    pub leaves_guides: Vec<String>,
    /// The questionnaires that they may leave to do, where it is not every one.
    #[serde(default)]
    pub leaves_measures: Vec<String>,
    /// Numbers of sources below, counted from 1.
    pub sources: Vec<usize>,
}

impl SharingRoleWords {
    /// Whether they may leave this guide to do.
    #[must_use]
    pub fn leaves_guide(&self, guide: &str) -> bool {
        self.leaves_everything || self.leaves_guides.iter().any(|id| id == guide)
    }

    /// Whether they may leave this questionnaire to do.
    #[must_use]
    pub fn leaves_measure(&self, measure: &str) -> bool {
        self.leaves_everything || self.leaves_measures.iter().any(|id| id == measure)
    }
}

impl SharingWords {
    /// What a role is for and not for.
    ///
    /// # Panics
    /// Never for a role of [`SHARING_ROLES`] in words that passed [`crate::check`].
    #[must_use]
    pub fn role(&self, id: &str) -> &SharingRoleWords {
        self.roles.iter().find(|role| role.id == id).expect("the check wants words for each role")
    }
}
