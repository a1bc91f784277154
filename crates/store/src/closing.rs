//! What both databases have in common: where something of an account lies, which goes when it is closed; and numbers.
//!
//! A test reads every table there is, so one that is added and not thought of here is noticed.

use hearken_core::Timestamp;
use hearken_vault::port::{MailNews, SittingState};

/// What is found by its account.
pub(crate) const OF_ACCOUNT: [&str; 17] = [
    "accounts",
    "unlockers",
    "attempts",
    "second_tries",
    "members",
    "held",
    "sessions",
    "invitations",
    "space_invitations",
    "names",
    "sittings",
    "joinings",
    "asides",
    "parted",
    "factors",
    "pending",
    "mails",
];

/// What is found by its vault.
pub(crate) const OF_VAULT: [&str; 4] = ["vaults", "entries", "drafts", "feeds"];

/// How far a device that sits has come, as a number.
pub(crate) fn sitting_number(state: SittingState) -> i64 {
    match state {
        SittingState::GoesOn => 0,
        SittingState::TakesLate => 1,
        SittingState::Over => 2,
    }
}

/// What no number of ours says is over.
pub(crate) fn sitting_state(number: i64) -> SittingState {
    match number {
        0 => SittingState::GoesOn,
        1 => SittingState::TakesLate,
        _ => SittingState::Over,
    }
}

/// How it stands with mail that says that somebody wrote, as two numbers.
pub(crate) fn mail_news_numbers(news: MailNews) -> (i64, i64) {
    match news {
        MailNews::Off => (0, 0),
        MailNews::Quiet(last) => (1, last.as_millis()),
        MailNews::Due(at) => (2, at.as_millis()),
        MailNews::Told(at) => (3, at.as_millis()),
    }
}

/// What no number of ours asks for was not asked for.
pub(crate) fn mail_news(number: i64, at: i64) -> MailNews {
    let at = Timestamp::from_millis(at);
    match number {
        1 => MailNews::Quiet(at),
        2 => MailNews::Due(at),
        3 => MailNews::Told(at),
        _ => MailNews::Off,
    }
}
