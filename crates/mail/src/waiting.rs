//! What waits to be sent to one person: their times, and what came from others.

use hearken_core::{AccountId, Timestamp};
use hearken_seal::MailKey;
use hearken_vault::port::{FURTHEST_LOOK_SECONDS, MailNews, MailRow};

use crate::reminders::Reminders;

/// A row with what was sealed in it.
#[derive(Clone)]
pub(crate) struct Waiting {
    pub(crate) row: MailRow,
    pub(crate) reminders: Reminders,
}

impl Waiting {
    /// The first row of somebody.
    pub(crate) fn begin(
        key: &MailKey,
        account: AccountId,
        reminders: Reminders,
        news: MailNews,
        now: Timestamp,
    ) -> Self {
        let nobody = Timestamp::from_millis(0);
        let row = MailRow {
            account,
            sealed: Vec::new(),
            key: key.mark(),
            rev: 0,
            look: now,
            claimed: nobody,
            news,
        };
        let mut waiting = Self { row, reminders };
        waiting.seal(key, now);
        waiting
    }

    /// `None` for what another key sealed, or for changed bytes.
    pub(crate) fn open(key: &MailKey, row: MailRow) -> Option<Self> {
        let opened = key.open(row.account.bytes(), &row.sealed).ok()?;
        Some(Self { reminders: Reminders::from_bytes(&opened)?, row })
    }

    /// Brings the row up to date. Nobody has claimed it from then on.
    pub(crate) fn seal(&mut self, key: &MailKey, now: Timestamp) {
        self.row.sealed = key.seal(self.row.account.bytes(), &self.reminders.to_bytes());
        self.row.claimed = Timestamp::from_millis(0);
        self.row.look = self.look(now);
    }

    /// A clock that ran ahead was put right: what was noted by it holds nothing back.
    pub(crate) fn put_right(&mut self, now: Timestamp) {
        self.reminders.put_right(now);
        if let MailNews::Due(at) = self.row.news
            && at > now.plus_seconds(FURTHEST_LOOK_SECONDS)
        {
            self.row.news = MailNews::Due(now);
        }
    }

    /// Whether a mail is to be sent now: one, whatever it is for.
    pub(crate) fn is_due(&self, now: Timestamp) -> bool {
        self.reminders.is_due(now) || (self.row.news.is_due(now) && !self.reminders.pauses(now))
    }

    /// Whatever was due is done.
    pub(crate) fn done(&mut self, now: Timestamp) {
        if self.row.news.is_due(now) {
            self.row.news = self.row.news.told(now);
        }
        self.reminders.done(now);
    }

    /// It could not be sent. It is tried again after a pause, and after many tries no more.
    pub(crate) fn failed(&mut self, now: Timestamp) {
        if self.reminders.failed(now) {
            self.give_up(now);
        }
    }

    /// It is not sent any more. Nobody was told of anything, so that what comes next makes a mail due again.
    fn give_up(&mut self, now: Timestamp) {
        if self.row.news.is_due(now) {
            self.row.news = MailNews::Quiet(now);
        }
        self.reminders.done(now);
    }

    /// The mail server refused what was noted as done: nobody was told.
    pub(crate) fn refused(&mut self, before: &Self, now: Timestamp) {
        if self.is_told_since(before, now) {
            self.row.news = MailNews::Quiet(now);
        }
    }

    /// Whether what came from others was due, was noted as told, and has not changed since.
    fn is_told_since(&self, before: &Self, now: Timestamp) -> bool {
        before.row.news.is_due(now) && self.row.news == before.row.news.told(now)
    }

    /// The mail server did not take what was noted as done: it is due again, after a pause.
    pub(crate) fn go_back_to(&mut self, before: &Self, now: Timestamp) {
        if self.is_told_since(before, now) {
            self.row.news = before.row.news;
        }
        if self.reminders.go_back_to(before.reminders.clone(), now) {
            self.failed(now);
        }
    }

    /// When it is looked at next.
    fn look(&self, now: Timestamp) -> Timestamp {
        let next = self.reminders.look(now);
        match self.row.news {
            MailNews::Due(at) => next.min(self.reminders.after_pause(at)),
            _ => next,
        }
    }
}
