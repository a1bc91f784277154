//! Where something of an account lies, in whichever database: what goes when it is closed.
//!
//! A test reads every table there is, so one that is added and not thought of here is noticed.

/// What is found by its account.
pub(crate) const OF_ACCOUNT: [&str; 11] = [
    "accounts",
    "unlockers",
    "attempts",
    "members",
    "held",
    "sessions",
    "invitations",
    "space_invitations",
    "names",
    "factors",
    "pending",
];

/// What is found by its vault.
pub(crate) const OF_VAULT: [&str; 4] = ["vaults", "entries", "drafts", "feeds"];
