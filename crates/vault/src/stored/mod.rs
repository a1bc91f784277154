//! What is written: the bytes inside a sealed entry, apart from the domain types they become.
//!
//! A payload is MessagePack with names, so it explains itself, and fields and kinds that this program does not know
//! survive a round trip. The shapes in [`v1`] and in `hearken-written`, which the archive shares, are frozen by golden
//! vectors (`tests/stored.rs`): when one must change, a `v2` stands beside it with its conversion, and `v1` stays.

mod envelope;
pub mod v1;

use std::borrow::Cow;

use hearken_core::{
    Extra, NewRevision, Record, RecordId, Revision, Timestamp, exercises::Run, record::UnknownRecord,
};
use hearken_written::Written;

use envelope::Envelope;

/// Bytes that are sealed correctly and still are no payload: a fault of some program, never of the person.
#[derive(Debug, thiserror::Error)]
#[error("the payload is not in the shape it should have")]
pub struct NotAPayload;

/// The bytes of a revision, to be sealed.
pub fn encode(revision: &NewRevision, saved: Timestamp) -> Vec<u8> {
    let (kind, version, data) = shape(&revision.what);
    v1::pack(&Envelope {
        kind,
        version,
        saved: saved.as_millis(),
        base: revision.base,
        settles: revision.settles.clone(),
        data: &data,
    })
}

fn shape(record: &Record) -> (&str, u32, Cow<'_, [u8]>) {
    if let Some(Written { kind, version, what }) = hearken_written::pack(record) {
        return (kind, version, what.into());
    }
    match record {
        Record::Journal(entry) => ("journal", 1, v1::pack(&v1::JournalEntryV1::from(entry)).into()),
        Record::Exercise(run) => ("exercise", 1, v1::pack(&v1::RunV1::from(&**run)).into()),
        Record::Settings(settings) => ("settings", 1, v1::pack(&v1::SettingsV1::from(settings)).into()),
        Record::Erasure(erasure) => ("erasure", 1, v1::pack(&v1::ErasureV1::from(erasure)).into()),
        Record::Unknown(unknown) => (&unknown.kind, unknown.version, (&unknown.payload.0).into()),
        _ => unreachable!("every other kind has its shape among those that are written"),
    }
}

/// The revision in an opened payload.
pub fn decode(record: RecordId, rev: u32, payload: &[u8]) -> Result<Revision, NotAPayload> {
    let envelope: Envelope<'_> = v1::unpack(payload)?;
    Ok(Revision {
        record,
        rev,
        base: envelope.base,
        what: read(envelope.kind, envelope.version, envelope.data)?,
        settles: envelope.settles,
        saved: Timestamp::from_millis(envelope.saved),
    })
}

fn read(kind: &str, version: u32, data: &[u8]) -> Result<Record, NotAPayload> {
    Ok(match (kind, version) {
        ("journal", 1) => Record::Journal(v1::unpack::<v1::JournalEntryV1>(data)?.into()),
        ("exercise", 1) => Run::try_from(v1::unpack::<v1::RunV1>(data)?)?.into(),
        ("settings", 1) => Record::Settings(v1::unpack::<v1::SettingsV1>(data)?.into()),
        ("erasure", 1) => Record::Erasure(v1::unpack::<v1::ErasureV1>(data)?.into()),
        _ => match hearken_written::unpack(kind, version, data) {
            Some(record) => record.map_err(|_| NotAPayload)?,
            None => Record::Unknown(UnknownRecord {
                kind: kind.to_owned(),
                version,
                payload: Extra(data.to_vec()),
            }),
        },
    })
}
