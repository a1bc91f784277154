//! Whether the store answers, for whoever watches the server.

use super::Keeper;
use crate::port::StoreError;

/// The hash of no cookie: looking for it reads an index and finds nothing.
const NOBODYS: [u8; 32] = [0; 32];

impl Keeper {
    /// Asks the store something that is nobody's.
    pub async fn store_answers(&self) -> Result<(), StoreError> {
        self.store().session(NOBODYS).await.map(drop)
    }
}
