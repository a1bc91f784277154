//! The recovery words: shown once, then asked back. Until then they lie sealed under the session's own cookie.

use std::sync::atomic::Ordering;

use hearken_seal::{Id, RecoveryWords};
use zeroize::Zeroizing;

use super::Keeper;
use crate::{
    port::{AsideRow, StoreError},
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
        let Some(row) = self.store().aside(session.0.id_hash, WORDS).await? else { return Ok(None) };
        let open =
            |sealed: &Vec<u8>| session.0.cookie.open_beside(session.0.account.bytes(), WORDS, 0, sealed).ok();
        let opened = row.pieces.first().and_then(open);
        let text = opened.as_ref().and_then(|opened| std::str::from_utf8(opened).ok());
        Ok(text.and_then(|text| RecoveryWords::parse(text).ok()))
    }

    /// Has words wait in a session. Where they cannot be kept, the person is told to have new ones made.
    pub(crate) async fn set_words(&self, session: &Session, words: &RecoveryWords) {
        let (id_hash, account) = (session.0.id_hash, session.0.account);
        let text = Zeroizing::new(words.words().join(" "));
        let pieces = vec![session.0.cookie.seal_beside(account.bytes(), WORDS, 0, text.as_bytes())];
        let ends = self.now().plus_seconds(i64::try_from(ABSOLUTE.as_secs()).unwrap_or(0));
        let row = AsideRow { id_hash, name: WORDS, account, pieces, ends };
        if let Err(error) = self.store().put_aside(&row, WORDS).await {
            tracing::warn!(%error, "recovery words do not wait to be asked back");
        }
    }

    /// Words that wait in one session wait in the one that takes its place.
    pub(crate) async fn move_words(&self, from: &Session, to: &Session) {
        if let Ok(Some(words)) = self.waiting_words(from).await {
            self.set_words(to, &words).await;
        }
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
        self.0.store.delete_aside(session.0.id_hash, Some(WORDS)).await?;
        Ok(true)
    }
}
