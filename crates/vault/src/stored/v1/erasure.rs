//! An erasure as it is written.

use hearken_core::erasure::Erasure;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteArray;

use super::id;

/// See [`Erasure`].
#[derive(Serialize, Deserialize)]
pub struct ErasureV1 {
    records: Vec<ByteArray<16>>,
}

impl From<&Erasure> for ErasureV1 {
    fn from(erasure: &Erasure) -> Self {
        Self { records: erasure.records.iter().copied().map(id::to).collect() }
    }
}

impl From<ErasureV1> for Erasure {
    fn from(erasure: ErasureV1) -> Self {
        Self { records: erasure.records.into_iter().map(id::from).collect() }
    }
}
