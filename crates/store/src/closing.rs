//! What both databases have in common: where something of an account lies, which goes when it is closed; and numbers.
//!
//! A test reads every table there is, so one that is added and not thought of here is noticed.

use hearken_vault::port::SittingState;

/// What is found by its account.
pub(crate) const OF_ACCOUNT: [&str; 15] = [
    "accounts",
    "unlockers",
    "attempts",
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
