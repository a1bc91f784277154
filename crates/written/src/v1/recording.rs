//! Voice notes of exercises.

use hearken_core::{
    Extra, RecordId, When,
    recordings::{Recording, SoundKind},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    id,
    simple::{bytes, named, when},
};
use crate::extra;

/// See [`Recording`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Recording")]
pub(super) struct RecordingV1 {
    #[serde(with = "id")]
    run: RecordId,
    screen: String,
    #[serde(with = "when")]
    when: When,
    #[serde(with = "media_type")]
    kind: SoundKind,
    seconds: u32,
    #[serde(with = "bytes")]
    bytes: Vec<u8>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

mod media_type {
    use super::{Deserializer, Serializer, SoundKind, named};

    pub(super) fn serialize<S: Serializer>(kind: &SoundKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind.media_type())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<SoundKind, D::Error> {
        named(from, SoundKind::from_media_type)
    }
}
