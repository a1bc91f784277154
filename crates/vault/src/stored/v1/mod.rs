//! The first shapes. Frozen: a released shape is never edited.

mod erasure;
mod exercise;
mod journal;
mod part;
mod settings;
mod when;

use serde::{Serialize, de::DeserializeOwned};

pub use erasure::ErasureV1;
pub use exercise::RunV1;
pub use journal::JournalEntryV1;
pub use part::PartV1;
pub use settings::SettingsV1;

use super::NotAPayload;

pub(super) fn pack<T: Serialize>(shape: &T) -> Vec<u8> {
    rmp_serde::to_vec_named(shape).expect("our shapes hold nothing that cannot be packed")
}

pub(super) fn unpack<T: DeserializeOwned>(data: &[u8]) -> Result<T, NotAPayload> {
    rmp_serde::from_slice(data).map_err(|_| NotAPayload)
}

mod id {
    //! Record ids as sixteen bytes.

    use hearken_core::RecordId;
    use serde_bytes::ByteArray;

    pub(super) fn to(id: RecordId) -> ByteArray<16> {
        ByteArray::new(id.bytes())
    }

    pub(super) fn from(bytes: ByteArray<16>) -> RecordId {
        RecordId::from_bytes(bytes.into_array())
    }
}
