//! The recovery words: shown once, then asked back.

use std::sync::{PoisonError, atomic::Ordering};

use super::Keeper;
use crate::{port::StoreError, session::Session};

impl Keeper {
    /// The recovery words, as long as they wait to be asked back.
    pub fn pending_words(&self, session: &Session) -> Option<[&'static str; 24]> {
        session.0.words.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|words| words.words())
    }

    /// Which three words are asked back: positions from 0, in order, the same for the same words.
    pub fn asked_back(&self, session: &Session) -> [usize; 3] {
        // One from each third, picked by the session's own random id: no position is ever left out for good.
        let pick = |third: usize| third * 8 + usize::from(session.0.id_hash[third] % 8);
        [pick(0), pick(1), pick(2)]
    }

    /// Compares the three words that were asked back. When all are right they are gone from memory.
    pub async fn check_words(
        &self,
        session: &Session,
        answers: &[(usize, String)],
    ) -> Result<bool, StoreError> {
        let Some(words) = self.pending_words(session) else { return Ok(false) };
        let typed =
            |asked| answers.iter().find(|(at, _)| *at == asked).map(|(_, typed)| typed.trim().to_lowercase());
        if !self.asked_back(session).into_iter().all(|asked| typed(asked).as_deref() == Some(words[asked])) {
            return Ok(false);
        }
        self.0.store.confirm_words(session.0.account, true).await?;
        session.0.words_confirmed.store(true, Ordering::Relaxed);
        session.0.set_words(None);
        Ok(true)
    }
}
