//! Going round: whose time has come, and one mail to each of them. Of several programs on one store any may go round: each row
//! is claimed first, and noted as done before the mail server is given anything, so that no mail is sent twice.

use std::{
    collections::HashMap,
    io,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use hearken_core::{AccountId, Timestamp};
use hearken_seal::MailKey;
use hearken_vault::{
    StoreError,
    port::{MailNews, MailRow, Mails, change_mail},
};

use crate::{
    key_file,
    post::{NotSent, Post, address},
    reminders::Reminders,
    waiting::Waiting,
};

/// Seconds between two mails that somebody asks for to try it.
const BETWEEN_TRIES_SECONDS: u64 = 60;

/// So long a program has a row to itself: longer than the mail server may take for all of its answers.
const CLAIM_SECONDS: i64 = 300;

/// So many are looked at in one round; the others are in the next.
const AT_ONCE: usize = 1_000;

/// Mail, where a server has it.
pub struct Mail {
    post: Post,
    pub(crate) key: MailKey,
    pub(crate) store: Arc<dyn Mails>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What each notebook's times were last taken from.
    taken_from: HashMap<AccountId, TakenFrom>,
    /// When somebody last tried it.
    tried: Option<Timestamp>,
}

/// What times were taken from: they are others once something was written, and on another clock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TakenFrom {
    /// The end of the notebook's log.
    pub end: u64,
    /// Where the person's clock is, if that has a name.
    pub zone: Option<String>,
    /// And how far it is east of UTC.
    pub offset_minutes: i16,
}

/// What somebody has asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Where to and when.
    pub reminders: Reminders,
    /// Whether they are told that another wrote.
    pub news: bool,
}

impl Mail {
    /// Mail by this way, for what lies in that store, with the key in that file (made if it is not there).
    pub fn open(post: Post, store: Arc<dyn Mails>, key_file: &Path) -> io::Result<Self> {
        Ok(Self { post, key: key_file::read_or_make(key_file)?, store, state: Mutex::default() })
    }

    /// What somebody has asked for. What another key sealed is as good as nothing.
    pub async fn asked(&self, account: AccountId) -> Result<Option<Asked>, StoreError> {
        let waiting = self.store.mail(account).await?.and_then(|row| Waiting::open(&self.key, row));
        Ok(waiting.map(|it| Asked { reminders: it.reminders, news: it.row.news != MailNews::Off }))
    }

    /// Begins to remind, or does so at another address or hour. `Ok(false)` when that is no address.
    pub async fn turn_on(
        &self,
        account: AccountId,
        asked: (&str, u8, bool),
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (to, hour, news) = asked;
        if address(to).is_err() {
            return Ok(false);
        }
        self.state().taken_from.remove(&account);
        let news = if news { MailNews::begin() } else { MailNews::Off };
        let begun = Waiting::begin(&self.key, account, Reminders::new(to, hour.min(23), now), news, now);
        // What was there may be of another key: it is not changed, it goes.
        self.store.delete_mail(account).await?;
        self.store.swap_mail(None, &begun.row).await?;
        Ok(true)
    }

    /// Tells them from now on that another wrote, or does not.
    pub async fn tell_of_news(&self, account: AccountId, tell: bool) -> Result<(), StoreError> {
        let change = |row: &MailRow| match (tell, row.news) {
            (true, MailNews::Off) => Some(MailRow { news: MailNews::begin(), ..row.clone() }),
            (true, _) | (false, MailNews::Off) => None,
            (false, _) => Some(MailRow { news: MailNews::Off, ..row.clone() }),
        };
        change_mail(&*self.store, account, change).await
    }

    /// Reminds no more, and forgets the address.
    pub async fn turn_off(&self, account: AccountId) -> Result<(), StoreError> {
        self.store.delete_mail(account).await
    }

    /// Whether the times have to be taken from a notebook, because they were last taken from something else.
    pub fn is_behind(&self, account: AccountId, from: &TakenFrom) -> bool {
        self.state().taken_from.get(&account) != Some(from)
    }

    /// Takes the times from a notebook that is open.
    pub async fn refresh(
        &self,
        account: AccountId,
        from: TakenFrom,
        now: Timestamp,
        times: impl Fn(&Reminders) -> Vec<Timestamp> + Send + Sync,
    ) -> Result<(), StoreError> {
        let take = |waiting: &mut Waiting| {
            let times = times(&waiting.reminders);
            waiting.reminders.set_times(times, now);
        };
        self.change(account, now, take).await?;
        self.state().taken_from.insert(account, from);
        Ok(())
    }

    /// Sends the mail once, now, because somebody wants to see it come. [`NotSent::Later`] so soon after the last one.
    pub async fn try_now(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Result<(), NotSent>, StoreError> {
        let Some(asked) = self.asked(account).await? else { return Ok(Err(NotSent::NoAddress)) };
        {
            let mut state = self.state();
            if state.tried.is_some_and(|tried| now.seconds_since(tried) < BETWEEN_TRIES_SECONDS) {
                return Ok(Err(NotSent::Later));
            }
            state.tried = Some(now);
        }
        if let Err(fault) = self.post.is_there().await {
            return Ok(Err(fault));
        }
        Ok(self.post.send(&asked.reminders.address, now).await)
    }

    /// Sends what is due. To be called now and then. What goes wrong is logged, and never for whom it was.
    pub async fn go_round(&self, now: Timestamp) {
        for _ in 0..AT_ONCE {
            match self.look_at_one(now).await {
                Ok(true) => {}
                Ok(false) => return,
                Err(error) => return tracing::warn!(%error, "reminders could not be read or written"),
            }
        }
    }

    /// Looks at the one that waits longest. Whether there was any.
    async fn look_at_one(&self, now: Timestamp) -> Result<bool, StoreError> {
        let until = now.plus_seconds(CLAIM_SECONDS);
        let Some(row) = self.store.claim_mail(self.key.mark(), now, until).await? else { return Ok(false) };
        let Some(mut waiting) = Waiting::open(&self.key, row.clone()) else {
            tracing::warn!("reminders are not as they were written");
            let put_off = MailRow { rev: row.rev + 1, look: now.plus_seconds(86_400), ..row.clone() };
            return self.store.swap_mail(Some(row.rev), &put_off).await.map(|_| true);
        };
        waiting.put_right(now);
        if waiting.is_due(now) {
            self.send(waiting, now).await?;
        } else {
            self.keep(waiting, now).await?;
        }
        Ok(true)
    }

    async fn send(&self, waiting: Waiting, now: Timestamp) -> Result<(), StoreError> {
        let account = waiting.row.account;
        // Nothing was given to the mail server yet, so this may be tried as often as it takes.
        if let Err(fault) = self.post.is_there().await {
            tracing::warn!(%fault, "a mail waits");
            return self.change(account, now, |waiting| waiting.failed(now)).await;
        }
        // Noted as done first: whatever happens from here on, it does not come a second time.
        let mut noted = waiting.clone();
        noted.done(now);
        if !self.keep(noted, now).await? {
            // Somebody changed something meanwhile: the next round looks again.
            return self.change(account, now, |_| ()).await;
        }
        match self.post.send(&waiting.reminders.address, now).await {
            Err(fault @ NotSent::Later) => {
                tracing::warn!(%fault, "a mail waits");
                // It said that it did not take it, so that it is still to be sent.
                self.change(account, now, |noted| noted.go_back_to(&waiting, now)).await
            }
            Err(fault @ NotSent::Unknown) => {
                tracing::warn!(%fault, "a mail may not have been sent");
                Ok(())
            }
            Err(fault) => {
                tracing::warn!(%fault, "a mail was not sent");
                self.change(account, now, |noted| noted.refused(&waiting, now)).await
            }
            Ok(()) => Ok(()),
        }
    }

    /// Writes it, if nobody was faster.
    async fn keep(&self, mut waiting: Waiting, now: Timestamp) -> Result<bool, StoreError> {
        let seen = waiting.row.rev;
        waiting.row.rev += 1;
        waiting.seal(&self.key, now);
        self.store.swap_mail(Some(seen), &waiting.row).await
    }

    /// Changes what waits for somebody, on what it is by then, and lets the claim go.
    async fn change(
        &self,
        account: AccountId,
        now: Timestamp,
        change: impl Fn(&mut Waiting) + Send + Sync,
    ) -> Result<(), StoreError> {
        let changed = |row: &MailRow| {
            let mut waiting = Waiting::open(&self.key, row.clone())?;
            let before = waiting.reminders.clone();
            change(&mut waiting);
            let same = waiting.reminders == before && waiting.row == *row && row.claimed.as_millis() == 0;
            waiting.seal(&self.key, now);
            (!same).then_some(waiting.row)
        };
        change_mail(&*self.store, account, changed).await
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
