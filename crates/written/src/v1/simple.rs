//! Small things inside records: ids, moments, days, names, bytes.

use hearken_core::{RecordId, Timestamp, When, journal::SourceRef};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// `skip_serializing_if` hands a reference.
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

/// An id: sixteen bytes, or the text with hyphens where people read.
#[derive(Clone, Copy)]
pub(super) struct Id(pub(super) RecordId);

impl From<RecordId> for Id {
    fn from(id: RecordId) -> Self {
        Self(id)
    }
}

impl From<Id> for RecordId {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { to.collect_str(&self.0) } else { to.serialize_bytes(&self.0.bytes()) }
    }
}

impl<'a> Deserialize<'a> for Id {
    fn deserialize<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            let text = String::deserialize(from)?;
            return text.parse().map(Self).map_err(de::Error::custom);
        }
        let bytes: serde_bytes::ByteArray<16> = serde_bytes::ByteArray::deserialize(from)?;
        Ok(Self(RecordId::from_bytes(bytes.into_array())))
    }
}

/// A moment, as `journal` entries have it too.
#[derive(Serialize, Deserialize)]
pub(super) struct WhenV1 {
    /// Milliseconds since the epoch.
    at: i64,
    /// Minutes east of UTC, by its name in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offset: Option<i16>,
    /// The same by its name in the archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offset_minutes: Option<i16>,
    /// The moment for people, in the archive alone. Not read back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shown: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    all_day: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    zone_assumed: bool,
}

/// The furthest a wall clock may be from UTC, in minutes.
const FURTHEST: i16 = 1_440;

pub(super) mod when {
    //! A moment.

    use super::{Deserialize, Deserializer, FURTHEST, Serialize, Serializer, Timestamp, When, WhenV1, de};

    pub(in super::super) fn serialize<S: Serializer>(when: &When, to: S) -> Result<S::Ok, S::Error> {
        let people = to.is_human_readable();
        let written = WhenV1 {
            at: when.at.as_millis(),
            offset: (!people).then_some(when.offset_minutes),
            offset_minutes: people.then_some(when.offset_minutes),
            shown: people.then(|| when.shown()),
            zone: when.zone.clone(),
            all_day: when.all_day,
            zone_assumed: when.zone_assumed,
        };
        written.serialize(to)
    }

    pub(in super::super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<When, D::Error> {
        let people = from.is_human_readable();
        let WhenV1 { at, offset, offset_minutes, zone, all_day, zone_assumed, .. } =
            WhenV1::deserialize(from)?;
        let offset_minutes = offset.or(offset_minutes).unwrap_or_default();
        if people && !(-FURTHEST..=FURTHEST).contains(&offset_minutes) {
            return Err(de::Error::custom("no offset"));
        }
        Ok(When { at: Timestamp::from_millis(at), offset_minutes, zone, all_day, zone_assumed })
    }
}

/// Where a record came from.
#[derive(Serialize, Deserialize)]
#[serde(remote = "SourceRef")]
struct SourceRefV1 {
    app: String,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
}

pub(super) mod each {
    //! Lists and options of things that have a shape `W` of their own.

    use super::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in super::super) fn serialize<W, T, C, S>(things: &C, to: S) -> Result<S::Ok, S::Error>
    where
        W: From<T> + Serialize,
        T: Clone,
        C: Clone + IntoIterator<Item = T>,
        S: Serializer,
    {
        to.collect_seq(things.clone().into_iter().map(W::from))
    }

    pub(in super::super) fn deserialize<'a, W, T, D>(from: D) -> Result<Vec<T>, D::Error>
    where
        W: Into<T> + Deserialize<'a>,
        D: Deserializer<'a>,
    {
        Ok(Vec::<W>::deserialize(from)?.into_iter().map(W::into).collect())
    }
}

pub(super) mod maybe {
    //! A thing that has a shape `W` of its own, or nothing.

    use super::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in super::super) fn serialize<W, T, S>(thing: &Option<T>, to: S) -> Result<S::Ok, S::Error>
    where
        W: From<T> + Serialize,
        T: Clone,
        S: Serializer,
    {
        thing.clone().map(W::from).serialize(to)
    }

    pub(in super::super) fn deserialize<'a, W, T, D>(from: D) -> Result<Option<T>, D::Error>
    where
        W: Into<T> + Deserialize<'a>,
        D: Deserializer<'a>,
    {
        Ok(Option::<W>::deserialize(from)?.map(W::into))
    }
}

/// A moment as a thing of its own.
#[derive(Serialize, Deserialize)]
pub(super) struct Moment(#[serde(with = "when")] When);

impl From<When> for Moment {
    fn from(when: When) -> Self {
        Self(when)
    }
}

impl From<Moment> for When {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

/// A source as a thing of its own.
#[derive(Serialize, Deserialize)]
pub(super) struct Source(#[serde(with = "SourceRefV1")] SourceRef);

impl From<SourceRef> for Source {
    fn from(source: SourceRef) -> Self {
        Self(source)
    }
}

impl From<Source> for SourceRef {
    fn from(source: Source) -> Self {
        source.0
    }
}

/// A day, as `YYYY-MM-DD`.
pub(super) struct Day(Date);

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'a> Deserialize<'a> for Day {
    fn deserialize<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map(Self).map_err(de::Error::custom)
    }
}

/// A thing by its name: for `#[serde(with = "…")]` modules over the names in the core.
pub(super) fn named<'a, T, D>(from: D, read: impl Fn(&str) -> Option<T>) -> Result<T, D::Error>
where
    D: Deserializer<'a>,
{
    let name = String::deserialize(from)?;
    read(&name).ok_or_else(|| de::Error::custom("no such name"))
}

/// `module: Type;` for each type that is written by its name in the core. Whoever uses it has `named`, `Serializer` and
/// `Deserializer` at hand.
macro_rules! by_name {
    ($($module:ident: $known:ident;)+) => {$(
        mod $module {
            use super::{Deserializer, $known, Serializer, named};

            pub(super) fn serialize<S: Serializer>(it: &$known, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(it.id())
            }

            pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<$known, D::Error> {
                named(from, $known::from_id)
            }
        }
    )+};
}

pub(super) use by_name;

pub(super) mod bytes {
    //! Bytes as they are, or base64 where people read.

    use base64::{Engine, engine::general_purpose::STANDARD};

    use super::{Deserialize, Deserializer, Serializer, de};

    pub(in super::super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() {
            to.serialize_str(&STANDARD.encode(bytes))
        } else {
            to.serialize_bytes(bytes)
        }
    }

    pub(in super::super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Vec<u8>, D::Error> {
        if from.is_human_readable() {
            return STANDARD.decode(String::deserialize(from)?).map_err(de::Error::custom);
        }
        serde_bytes::ByteBuf::deserialize(from).map(serde_bytes::ByteBuf::into_vec)
    }
}
