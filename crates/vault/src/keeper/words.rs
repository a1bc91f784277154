//! The recovery words: shown once, then asked back. Until then they lie sealed under the session's own cookie.

use std::sync::atomic::Ordering;

use hearken_core::AccountId;
use hearken_seal::{Id, RecoveryWords};
use zeroize::Zeroizing;

use super::Keeper;
use crate::{
    port::StoreError,
    session::{ABSOLUTE, Session},
};

/// Where they are sealed.
pub(super) const WORDS: Id = *b"recovery words .";

impl Keeper {
    /// The recovery words, as long as they wait to be asked back.
    pub async fn pending_words(&self, session: &Session) -> Result<Option<[&'static str; 24]>, StoreError> {
        Ok(self.waiting_words(session).await?.map(|words| words.words()))
    }

    async fn waiting_words(&self, session: &Session) -> Result<Option<RecoveryWords>, StoreError> {
        let text = self.what_waits(session, WORDS).await?;
        Ok(text.and_then(|text| RecoveryWords::parse(&text).ok()))
    }

    /// Has words wait in a session. Where they cannot be kept, the person is told to have new ones made.
    pub(crate) async fn set_words(&self, session: &Session, words: &RecoveryWords) {
        let text = Zeroizing::new(words.words().join(" "));
        if let Err(error) = self.let_wait(session, WORDS, &text, ABSOLUTE).await {
            tracing::warn!(%error, "recovery words do not wait to be asked back");
        }
    }

    /// Words that wait in one session wait in the one that takes its place.
    pub(crate) async fn move_words(&self, from: &Session, to: &Session) {
        if let Ok(Some(words)) = self.waiting_words(from).await {
            self.set_words(to, &words).await;
        }
    }

    /// New words are about to be made: from now on they wait to be asked back, in whichever browser.
    pub(crate) async fn ask_words_back(&self, account: AccountId) -> Result<(), StoreError> {
        self.0.store.confirm_words(account, false).await?;
        for theirs in self.live_now().iter().filter(|live| live.account() == account) {
            theirs.0.words_confirmed.store(false, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Which three words are asked back: positions from 0, in order, the same for the same words.
    pub fn asked_back(&self, session: &Session) -> [usize; 3] {
        // One from each third, picked by the session's own random id: no position is ever left out for good.
        let pick = |third: usize| third * 8 + usize::from(session.0.id_hash[third] % 8);
        [pick(0), pick(1), pick(2)]
    }

    /// Compares the three words that were asked back. When all are right they are kept nowhere any more.
    pub async fn check_words(
        &self,
        session: &Session,
        answers: &[(usize, String)],
    ) -> Result<bool, StoreError> {
        let Some(words) = self.pending_words(session).await? else { return Ok(false) };
        let typed =
            |asked| answers.iter().find(|(at, _)| *at == asked).map(|(_, typed)| typed.trim().to_lowercase());
        if !self.asked_back(session).into_iter().all(|asked| typed(asked).as_deref() == Some(words[asked])) {
            return Ok(false);
        }
        self.0.store.confirm_words(session.0.account, true).await?;
        session.0.words_confirmed.store(true, Ordering::Relaxed);
        self.waits_no_more(session, WORDS).await?;
        Ok(true)
    }
}
