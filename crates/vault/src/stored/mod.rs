//! What is written: the bytes inside a sealed entry, apart from the domain types they become.
//!
//! A payload is MessagePack with names, so it explains itself, and fields and kinds that this program does not know
//! survive a round trip. The shapes in [`v1`] are frozen by golden vectors (`tests/stored.rs`): when one must
//! change, a `v2` stands beside it with its conversion, and `v1` stays.

mod envelope;
mod extra;
pub mod v1;

use hearken_core::{
    Extra, NewRevision, Record, RecordId, Revision, Timestamp, parts::Part, record::UnknownRecord,
};

use envelope::Envelope;
pub use extra::{extra_from_map, map_from_extra};

/// Bytes that are sealed correctly and still are no payload: a fault of some program, never of the person.
#[derive(Debug, thiserror::Error)]
#[error("the payload is not in the shape it should have")]
pub struct NotAPayload;

/// The bytes of a revision, to be sealed.
pub fn encode(revision: &NewRevision, saved: Timestamp) -> Vec<u8> {
    let (kind, version, data) = match &revision.what {
        Record::Journal(entry) => ("journal", 1, v1::pack(&v1::JournalEntryV1::from(entry))),
        Record::Part(part) => ("part", 1, v1::pack(&v1::PartV1::from(&**part))),
        Record::Exercise(run) => ("exercise", 1, v1::pack(&v1::RunV1::from(run))),
        Record::Settings(settings) => ("settings", 1, v1::pack(&v1::SettingsV1::from(settings))),
        Record::Erasure(erasure) => ("erasure", 1, v1::pack(&v1::ErasureV1::from(erasure))),
        Record::Unknown(unknown) => (unknown.kind.as_str(), unknown.version, unknown.payload.0.clone()),
    };
    v1::pack(&Envelope {
        kind,
        version,
        saved: saved.as_millis(),
        base: revision.base,
        settles: revision.settles.clone(),
        data: &data,
    })
}

/// The revision in an opened payload.
pub fn decode(record: RecordId, rev: u32, payload: &[u8]) -> Result<Revision, NotAPayload> {
    let envelope: Envelope<'_> = v1::unpack(payload)?;
    let data = envelope.data;
    let what = match (envelope.kind, envelope.version) {
        ("journal", 1) => Record::Journal(v1::unpack::<v1::JournalEntryV1>(data)?.into()),
        ("part", 1) => Record::Part(Part::from(v1::unpack::<v1::PartV1>(data)?).into()),
        ("exercise", 1) => Record::Exercise(v1::unpack::<v1::RunV1>(data)?.try_into()?),
        ("settings", 1) => Record::Settings(v1::unpack::<v1::SettingsV1>(data)?.into()),
        ("erasure", 1) => Record::Erasure(v1::unpack::<v1::ErasureV1>(data)?.into()),
        (kind, version) => {
            Record::Unknown(UnknownRecord { kind: kind.to_owned(), version, payload: Extra(data.to_vec()) })
        }
    };
    Ok(Revision {
        record,
        rev,
        base: envelope.base,
        settles: envelope.settles,
        saved: Timestamp::from_millis(envelope.saved),
        what,
    })
}
