//! Telling the other that something came from this member: a mail is made due, where they asked for that. Who is in a space the
//! server knows without a key, by who has one.

use std::collections::BTreeSet;

use hearken_core::{AccountId, Record};

use super::OpenSpace;
use crate::{
    keeper::Keeper,
    port::{StoreError, news_came, news_seen},
    session::Session,
    write::Saved,
};

impl Keeper {
    /// Somebody looks at what others wrote to them: no mail is due for it any more, whichever program would send it.
    pub async fn news_seen(&self, session: &Session) -> Result<(), StoreError> {
        news_seen(&**self.store(), session.account()).await
    }
}

impl OpenSpace {
    /// What was kept is kept, also where nobody can be told of it.
    pub(super) async fn tell_the_other(&self, saved: &Saved) {
        if !self.brings_news(saved) {
            return;
        }
        if let Err(error) = self.make_mail_due().await {
            tracing::warn!(%error, "a mail that somebody wrote could not be made due");
        }
    }

    /// Whether it says or shows something; that somebody looked, say, is no news.
    fn brings_news(&self, saved: &Saved) -> bool {
        let space = self.read();
        let standing = |record| space.current(record).map(|standing| &standing.what);
        let mut written = saved.revisions.iter().map(|(record, _)| standing(*record));
        written.any(|what| matches!(what, Some(Record::Said(_) | Record::SharedPage(_))))
    }

    async fn make_mail_due(&self) -> Result<(), StoreError> {
        let (store, now) = (&self.vault.store, self.vault.clock.now());
        let me = AccountId::from_bytes(self.me.bytes());
        let members = store.members(self.vault.id).await?;
        let others: BTreeSet<_> =
            members.iter().map(|member| member.account).filter(|it| *it != me).collect();
        for other in others {
            news_came(&**store, other, now).await?;
        }
        Ok(())
    }
}
