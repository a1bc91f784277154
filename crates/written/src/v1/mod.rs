//! The first shapes. Frozen: what a released program wrote reads and is written the same for ever.

mod bonds;
mod breath;
mod map;
mod over_time;
mod part;
mod plan;
mod recording;
mod simple;
mod together;

use hearken_core::{
    Extra, Record,
    agreements::Agreement,
    bonds::Bond,
    breathing::{Breathing, Care, OwnBreath},
    decisions::Decision,
    groups::Group,
    marks::Mark,
    parts::Part,
    pictures::Picture,
    places::Place,
    plan::SafetyPlan,
    readings::Reading,
    recordings::Recording,
    showings::Showing,
    triggers::{Occurrence, Trigger},
};
use serde::Serialize;

/// A record in its shape, borrowed, for whichever format. No kind stands in it: that is said beside it.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Shape<'a> {
    Part(#[serde(serialize_with = "part::PartV1::serialize")] &'a Part),
    Bond(#[serde(serialize_with = "bonds::BondV1::serialize")] &'a Bond),
    Place(#[serde(serialize_with = "map::PlaceV1::serialize")] &'a Place),
    Group(#[serde(serialize_with = "map::GroupV1::serialize")] &'a Group),
    Picture(#[serde(serialize_with = "map::PictureV1::serialize")] &'a Picture),
    Reading(#[serde(serialize_with = "over_time::ReadingV1::serialize")] &'a Reading),
    Agreement(#[serde(serialize_with = "together::AgreementV1::serialize")] &'a Agreement),
    Decision(#[serde(serialize_with = "together::DecisionV1::serialize")] &'a Decision),
    Trigger(#[serde(serialize_with = "over_time::TriggerV1::serialize")] &'a Trigger),
    Occurrence(#[serde(serialize_with = "over_time::OccurrenceV1::serialize")] &'a Occurrence),
    Recording(#[serde(serialize_with = "recording::RecordingV1::serialize")] &'a Recording),
    Mark(#[serde(serialize_with = "over_time::MarkV1::serialize")] &'a Mark),
    SafetyPlan(#[serde(serialize_with = "plan::SafetyPlanV1::serialize")] &'a SafetyPlan),
    Showing(#[serde(serialize_with = "plan::ShowingV1::serialize")] &'a Showing),
    Breathing(#[serde(serialize_with = "breath::BreathingV1::serialize")] &'a Breathing),
    BreathCare(#[serde(serialize_with = "breath::CareV1::serialize")] &'a Care),
    OwnBreath(#[serde(serialize_with = "breath::OwnBreathV1::serialize")] &'a OwnBreath),
}

/// The kinds that have a shape here, by their names.
pub const KINDS: [&str; 17] = [
    "part",
    "bond",
    "place",
    "group",
    "picture",
    "reading",
    "agreement",
    "decision",
    "trigger",
    "occurrence",
    "mark",
    "safety-plan",
    "help-shown",
    "breathing",
    "breath-care",
    "own-breath",
    "recording",
];

/// A record's kind and shape; `None` for a kind that has none here.
pub(crate) fn shape(record: &Record) -> Option<(&'static str, Shape<'_>)> {
    Some(match record {
        Record::Part(it) => ("part", Shape::Part(it)),
        Record::Bond(it) => ("bond", Shape::Bond(it)),
        Record::Place(it) => ("place", Shape::Place(it)),
        Record::Group(it) => ("group", Shape::Group(it)),
        Record::Picture(it) => ("picture", Shape::Picture(it)),
        Record::Reading(it) => ("reading", Shape::Reading(it)),
        Record::Agreement(it) => ("agreement", Shape::Agreement(it)),
        Record::Decision(it) => ("decision", Shape::Decision(it)),
        Record::Trigger(it) => ("trigger", Shape::Trigger(it)),
        Record::Occurrence(it) => ("occurrence", Shape::Occurrence(it)),
        Record::Recording(it) => ("recording", Shape::Recording(it)),
        Record::Mark(it) => ("mark", Shape::Mark(it)),
        Record::SafetyPlan(it) => ("safety-plan", Shape::SafetyPlan(it)),
        Record::Showing(it) => ("help-shown", Shape::Showing(it)),
        Record::Breathing(it) => ("breathing", Shape::Breathing(it)),
        Record::BreathCare(it) => ("breath-care", Shape::BreathCare(it)),
        Record::OwnBreath(it) => ("own-breath", Shape::OwnBreath(it)),
        _ => return None,
    })
}

/// How the records of one kind are read.
#[derive(Clone, Copy)]
pub(crate) enum Reader {
    Part,
    Bond,
    Place,
    Group,
    Picture,
    Reading,
    Agreement,
    Decision,
    Trigger,
    Occurrence,
    Mark,
    SafetyPlan,
    Showing,
    Breathing,
    BreathCare,
    OwnBreath,
    Recording,
}

/// How the kind of that name is read; `None` if it has no shape here.
pub(crate) fn reader(kind: &str) -> Option<Reader> {
    Some(match kind {
        "part" => Reader::Part,
        "bond" => Reader::Bond,
        "place" => Reader::Place,
        "group" => Reader::Group,
        "picture" => Reader::Picture,
        "reading" => Reader::Reading,
        "agreement" => Reader::Agreement,
        "decision" => Reader::Decision,
        "trigger" => Reader::Trigger,
        "occurrence" => Reader::Occurrence,
        "mark" => Reader::Mark,
        "safety-plan" => Reader::SafetyPlan,
        "help-shown" => Reader::Showing,
        "breathing" => Reader::Breathing,
        "breath-care" => Reader::BreathCare,
        "own-breath" => Reader::OwnBreath,
        "recording" => Reader::Recording,
        _ => return None,
    })
}

impl Reader {
    /// Reads a record from whichever format.
    pub(crate) fn read<'a, D: serde::Deserializer<'a>>(self, from: D) -> Result<Record, D::Error> {
        Ok(match self {
            Self::Part => part::PartV1::deserialize(from)?.into(),
            Self::Bond => bonds::BondV1::deserialize(from)?.into(),
            Self::Place => map::PlaceV1::deserialize(from)?.into(),
            Self::Group => map::GroupV1::deserialize(from)?.into(),
            Self::Picture => map::PictureV1::deserialize(from)?.into(),
            Self::Reading => over_time::ReadingV1::deserialize(from)?.into(),
            Self::Agreement => together::AgreementV1::deserialize(from)?.into(),
            Self::Decision => together::DecisionV1::deserialize(from)?.into(),
            Self::Trigger => over_time::TriggerV1::deserialize(from)?.into(),
            Self::Occurrence => over_time::OccurrenceV1::deserialize(from)?.into(),
            Self::Recording => recording::RecordingV1::deserialize(from)?.into(),
            Self::Mark => over_time::MarkV1::deserialize(from)?.into(),
            Self::SafetyPlan => plan::SafetyPlanV1::deserialize(from)?.into(),
            Self::Showing => plan::ShowingV1::deserialize(from)?.into(),
            Self::Breathing => breath::BreathingV1::deserialize(from)?.into(),
            Self::BreathCare => breath::CareV1::deserialize(from)?.into(),
            Self::OwnBreath => breath::OwnBreathV1::deserialize(from)?.into(),
        })
    }
}

/// Where a record carries what a newer program wrote; `None` for kinds that have no such place.
pub(crate) fn extra_of(record: &mut Record) -> Option<&mut Extra> {
    Some(match record {
        Record::Part(it) => &mut it.extra,
        Record::Bond(it) => &mut it.extra,
        Record::Place(it) => &mut it.extra,
        Record::Group(it) => &mut it.extra,
        Record::Picture(it) => &mut it.extra,
        Record::Reading(it) => &mut it.extra,
        Record::Agreement(it) => &mut it.extra,
        Record::Decision(it) => &mut it.extra,
        Record::Trigger(it) => &mut it.extra,
        Record::Occurrence(it) => &mut it.extra,
        Record::Recording(it) => &mut it.extra,
        Record::Mark(it) => &mut it.extra,
        Record::SafetyPlan(it) => &mut it.extra,
        Record::Showing(it) => &mut it.extra,
        Record::Breathing(it) => &mut it.extra,
        Record::BreathCare(it) => &mut it.extra,
        Record::OwnBreath(it) => &mut it.extra,
        _ => return None,
    })
}

mod id {
    //! A record's id.

    use hearken_core::RecordId;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::simple::Id;

    pub(super) fn serialize<S: Serializer>(id: &RecordId, to: S) -> Result<S::Ok, S::Error> {
        Id(*id).serialize(to)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<RecordId, D::Error> {
        Id::deserialize(from).map(RecordId::from)
    }
}
