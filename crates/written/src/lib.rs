//! What is written: the shapes of records, apart from the domain types they become.
//!
//! One shape serves two places: MessagePack inside the sealed log, and JSON inside the archive that people take away.
//! Both explain themselves. In the log an id is sixteen bytes; in JSON it is the text with hyphens, a moment also says
//! itself for people, and a picture is base64. What lets somebody in stays in the log: see [`archived`].
//!
//! The shapes in [`mod@v1`] are frozen by golden vectors. A shape may gain a field that is left out while it says
//! nothing: an older program carries it along unread. What must change otherwise gets a `v2` beside it.
//!
//! **Deliberately absent:** sealing, storage, rules. What is read here is checked for its shape alone.

mod extra;
pub mod v1;

use std::borrow::Cow;

use hearken_core::{Extra, Record, sharing::Space};

pub use extra::{Unknown, extra_from_map, map_from_extra};

/// Bytes or JSON that are not in the shape they should have: a fault of some program, never of the person.
#[derive(Debug, thiserror::Error)]
#[error("the record is not in the shape it should have")]
pub struct NotAShape;

/// A record as it is written.
#[derive(Debug)]
pub struct Written<T> {
    /// The kind's name.
    pub kind: &'static str,
    /// The version of the kind's shape.
    pub version: u32,
    /// The record.
    pub what: T,
}

/// The record as MessagePack with names; `None` for a kind that has no shape here.
pub fn pack(record: &Record) -> Option<Written<Vec<u8>>> {
    let (kind, shape) = v1::shape(record)?;
    let what = rmp_serde::to_vec_named(&shape).expect("our shapes hold nothing that cannot be packed");
    Some(Written { kind, version: 1, what })
}

/// The record in MessagePack; `None` for a kind or a version that has no shape here.
pub fn unpack(kind: &str, version: u32, data: &[u8]) -> Option<Result<Record, NotAShape>> {
    let kind = v1::kind(kind).filter(|_| version == 1)?;
    let mut bytes = rmp_serde::Deserializer::from_read_ref(data);
    bytes.set_max_depth(DEEPEST);
    Some(v1::read(kind, &mut bytes).map_err(|_| NotAShape))
}

/// The record as JSON, and beside it the fields that a newer program wrote, unread; `None` for a kind that has no shape
/// here.
pub fn to_json(record: &Record) -> Option<(Written<serde_json::Value>, Extra)> {
    let mut record = archived(record).into_owned();
    let extra = v1::extra_of(&mut record).map(std::mem::take).unwrap_or_default();
    let (kind, shape) = v1::shape(&record)?;
    let what = serde_json::to_value(&shape).expect("the shapes have text for keys and finite numbers");
    Some((Written { kind, version: 1, what }, extra))
}

/// The record in JSON; `None` for a kind or a version that has no shape here. Names that are not known are passed over.
pub fn from_json(
    kind: &str,
    version: u32,
    what: serde_json::Value,
    extra: Extra,
) -> Option<Result<Record, NotAShape>> {
    let kind = v1::kind(kind).filter(|_| version == 1)?;
    Some(v1::read(kind, what).map_err(|_| NotAShape).map(|mut record| {
        if let Some(place) = v1::extra_of(&mut record) {
            *place = extra;
        }
        archived(&record).into_owned()
    }))
}

/// The record as an archive has it: without what stays in the log. An invitation lets somebody in, so neither its link nor
/// its code goes where it could be read, and none is taken from there.
pub fn archived(record: &Record) -> Cow<'_, Record> {
    match record {
        Record::Space(space) if space.invitation.is_some() => {
            Cow::Owned(Space { invitation: None, ..Space::clone(space) }.into())
        }
        record => Cow::Borrowed(record),
    }
}

/// Lists within lists that are followed this deep and no deeper: each level takes a piece of the stack.
const DEEPEST: usize = 64;
