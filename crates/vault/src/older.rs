//! Noticing a notebook that is older than what was seen before: put back from a copy, or cut at its end.

use std::sync::PoisonError;

use crate::{
    integrity::{Fault, FaultKind},
    open::OpenVault,
    port::{Head, StoreError},
};

impl OpenVault {
    /// A notebook that is behind what this machine had seen before it was opened was put back from an older copy, or cut.
    pub(crate) async fn compare_with_witness(&self, seen: Option<Head>) {
        match seen {
            Some(seen) if !self.went_through(seen.seq, &seen.link.0) => {
                self.report(Fault::of(FaultKind::Older))
            }
            _ => self.note_witness(self.head()).await,
        }
    }

    /// Has this machine remember a head, unless it remembers a newer one: then only the person can say that the older
    /// one is meant.
    pub(crate) async fn note_witness(&self, head: Head) {
        if self.is_older() {
            return;
        }
        if let Err(error) = self.store.note_witness(self.id, head).await {
            tracing::warn!(%error, "the witness could not be noted");
        }
    }

    fn is_older(&self) -> bool {
        self.faults
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .any(|fault| fault.kind == FaultKind::Older)
    }

    /// Tells what a browser remembers having seen; a notebook that never was there is an older or another one.
    ///
    /// `link_hex` is the link in hexadecimal, of which the first 16 digits count.
    pub fn note_seen_by_browser(&self, seq: u64, link_hex: &str) {
        let Some(link) = parse_hex(link_hex).filter(|link| link.len() >= 8) else { return };
        if !self.went_through(seq, &link) && !self.is_older() {
            self.report(Fault::of(FaultKind::Older));
        }
    }

    /// Goes on with this notebook although a newer one was seen: the person put it back on purpose.
    pub async fn accept_older(&self) -> Result<(), StoreError> {
        self.store.note_witness(self.id, self.head()).await?;
        let mut faults = self.faults.write().unwrap_or_else(PoisonError::into_inner);
        faults.retain(|fault| fault.kind != FaultKind::Older);
        Ok(())
    }

    pub(crate) fn went_through(&self, seq: u64, link: &[u8]) -> bool {
        self.chain.read().unwrap_or_else(PoisonError::into_inner).went_through(seq, link)
    }
}

fn parse_hex(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
