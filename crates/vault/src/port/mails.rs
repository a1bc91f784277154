//! Mail for a person, which says only that something is there: where it goes and when, sealed by whoever sends it.

use async_trait::async_trait;
use hearken_core::{AccountId, Timestamp};

use super::StoreError;

/// Between two mails that say that somebody wrote: an hour.
const APART_SECONDS: i64 = 3_600;

/// What is to be sent to somebody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MailRow {
    /// To whom.
    pub account: AccountId,
    /// Where to, and at which times, sealed under a key of the server's own.
    pub sealed: Vec<u8>,
    /// The mark of that key: whoever has another leaves it alone.
    pub key: [u8; 8],
    /// Grows by one with every change.
    pub rev: u32,
    /// When it is looked at next. Once a day at least, at the same minute, so that it does not tell on which day something waits.
    pub look: Timestamp,
    /// Until then one program has it to itself.
    pub claimed: Timestamp,
    /// What came from others.
    pub news: MailNews,
}

/// Whether somebody is told by mail that another wrote to them or shows them something, and how that stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MailNews {
    /// They did not ask for it.
    Off,
    /// Nothing is there that they were not told of or have not looked at. The last mail was sent then.
    Quiet(Timestamp),
    /// A mail is due at that time.
    Due(Timestamp),
    /// It was sent then, and they have not looked since.
    Told(Timestamp),
}

impl MailNews {
    /// Whoever asks for it now.
    pub fn begin() -> Self {
        Self::Quiet(Timestamp::from_millis(0))
    }

    /// Somebody wrote: a mail is due, but for what they were told of already.
    #[must_use]
    pub fn came(self, now: Timestamp) -> Self {
        match self {
            Self::Quiet(last) => Self::Due(last.min(now).plus_seconds(APART_SECONDS).max(now)),
            other => other,
        }
    }

    /// They have looked.
    #[must_use]
    pub fn looked(self) -> Self {
        match self {
            Self::Due(at) => Self::Quiet(at.plus_seconds(-APART_SECONDS)),
            Self::Told(at) => Self::Quiet(at),
            other => other,
        }
    }

    /// The mail that was due is sent.
    #[must_use]
    pub fn told(self, now: Timestamp) -> Self {
        match self {
            Self::Due(_) => Self::Told(now),
            other => other,
        }
    }

    /// Whether a mail is due by now.
    pub fn is_due(self, now: Timestamp) -> bool {
        matches!(self, Self::Due(at) if at <= now)
    }
}

/// Mail that is to be sent. Whoever changes a row says which one they saw, so that of several programs one alone does.
#[async_trait]
pub trait Mails: Send + Sync {
    /// What is to be sent to somebody.
    async fn mail(&self, account: AccountId) -> Result<Option<MailRow>, StoreError>;
    /// Replaces it, if it is still of that revision; adds it, if there was to be none. Whether that was so. A replacement that stands
    /// there already, to the last byte, is one whose answer was lost: it counts as made.
    async fn swap_mail(&self, seen: Option<u32>, mail: &MailRow) -> Result<bool, StoreError>;
    /// Deletes and overwrites it.
    async fn delete_mail(&self, account: AccountId) -> Result<(), StoreError>;
    /// The one that waits longest of those that are to be looked at by `now` and are claimed by nobody; until `until` it is
    /// given to nobody else. A claim and a time that lie further ahead than they can are of a clock that was wrong.
    async fn claim_mail(
        &self,
        key: [u8; 8],
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<MailRow>, StoreError>;
}

/// The furthest that a look lies ahead: a day, and an hour of patience with other machines' clocks.
pub const FURTHEST_LOOK_SECONDS: i64 = 25 * 3_600;

/// So often a change is tried anew because others are faster.
const MOST_TRIES: usize = 8;

/// Changes what is to be sent to somebody, on what it is by then. `change` gives what is to stand, or nothing where it may stay.
pub async fn change_mail(
    store: &dyn Mails,
    account: AccountId,
    mut change: impl FnMut(&MailRow) -> Option<MailRow> + Send,
) -> Result<(), StoreError> {
    for _ in 0..MOST_TRIES {
        let Some(seen) = store.mail(account).await? else { return Ok(()) };
        let Some(next) = change(&seen) else { return Ok(()) };
        if store.swap_mail(Some(seen.rev), &MailRow { rev: seen.rev + 1, ..next }).await? {
            return Ok(());
        }
    }
    Err(StoreError::Overtaken)
}

/// Somebody wrote to them.
pub(crate) async fn news_came(
    store: &dyn Mails,
    account: AccountId,
    now: Timestamp,
) -> Result<(), StoreError> {
    let came = |row: &MailRow| {
        let news = row.news.came(now);
        let look = if let MailNews::Due(at) = news { row.look.min(at) } else { row.look };
        (news != row.news).then(|| MailRow { news, look, ..row.clone() })
    };
    change_mail(store, account, came).await
}

/// They have looked: what is due is not sent any more, and the next thing that comes makes another due.
pub async fn news_seen(store: &dyn Mails, account: AccountId) -> Result<(), StoreError> {
    let seen = |row: &MailRow| {
        let news = row.news.looked();
        (news != row.news).then(|| MailRow { news, ..row.clone() })
    };
    change_mail(store, account, seen).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_millis(minutes * 60_000)
    }

    #[test]
    fn there_is_one_mail_until_they_have_looked_and_at_most_one_an_hour() {
        let first = MailNews::begin().came(at(1_000));
        assert!(first.is_due(at(1_000)) && !first.is_due(at(999)));
        let told = first.told(at(1_001));
        assert_eq!(told.came(at(1_002)), told, "they were told, and have not looked");
        let next = told.looked().came(at(1_010));
        assert_eq!(next, MailNews::Due(at(1_061)), "an hour after the last one");
        assert_eq!(next.looked().came(at(1_020)), next, "looking early makes it no earlier");
        assert_eq!(next.looked().came(at(2_000)), MailNews::Due(at(2_000)));
        assert_eq!(MailNews::Off.came(at(1)).looked().told(at(1)), MailNews::Off);
    }

    #[test]
    fn a_clock_that_was_far_ahead_keeps_no_mail_for_longer_than_an_hour() {
        assert_eq!(MailNews::Told(at(9_999_999)).looked().came(at(10)), MailNews::Due(at(70)));
    }
}
