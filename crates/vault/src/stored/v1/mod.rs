//! The first shapes. Frozen: a released shape is never edited.

mod erasure;
mod exercise;
mod journal;
mod settings;
mod when;

use serde::{Deserialize, Serialize};

pub use erasure::ErasureV1;
pub use exercise::RunV1;
pub use journal::JournalEntryV1;
pub use settings::SettingsV1;

use super::NotAPayload;

pub(super) fn pack<T: Serialize>(shape: &T) -> Vec<u8> {
    rmp_serde::to_vec_named(shape).expect("our shapes hold nothing that cannot be packed")
}

/// Lists within lists that are followed this deep and no deeper: each level takes a piece of the stack.
const DEEPEST: usize = 64;

pub(super) fn unpack<'a, T: Deserialize<'a>>(data: &'a [u8]) -> Result<T, NotAPayload> {
    let mut bytes = rmp_serde::Deserializer::from_read_ref(data);
    bytes.set_max_depth(DEEPEST);
    T::deserialize(&mut bytes).map_err(|_| NotAPayload)
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

mod text {
    //! A long text, read straight into the one place that holds it.

    use std::fmt;

    use hearken_core::Text;
    use serde::{Deserializer, Serializer, de::Visitor};

    pub(super) fn serialize<S: Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_str(Words)
    }

    struct Words;

    impl Visitor<'_> for Words {
        type Value = Text;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }

        fn visit_str<E>(self, words: &str) -> Result<Text, E> {
            Ok(words.into())
        }
    }
}
