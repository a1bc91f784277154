//! The first shapes. Frozen: what a released program wrote reads and is written the same for ever.

mod bonds;
mod breath;
mod journey;
mod map;
mod measure_plan;
mod over_time;
mod part;
mod plan;
mod questionnaire;
mod recording;
mod responses;
mod sharing;
mod simple;
mod together;

use hearken_core::{
    Extra, Kind, Record,
    agreements::Agreement,
    bonds::Bond,
    breathing::{Breathing, Care, OwnBreath},
    decisions::Decision,
    groups::Group,
    journey::{Intention, Moment, Programme, Release, Screening, SmallAct, TreatmentSession},
    marks::Mark,
    measure_plan::MeasurePlan,
    parts::Part,
    pictures::Picture,
    places::Place,
    plan::SafetyPlan,
    questionnaires::Questionnaire,
    readings::Reading,
    recordings::Recording,
    responses::Response,
    sharing::{GivenPage, Grant, KeyMovedOn, Member, PrivateNote, Said, Seen, SharedPage, Space},
    showings::Showing,
    triggers::{Occurrence, Trigger},
};
use serde::{Deserializer, Serialize};

/// `Kind: the type, its shape;` for the kinds that have a shape here. From it follow how they are written and read.
macro_rules! shapes {
    ($($kind:ident: $known:ty, $shape:ident::$written:ident, $says:literal;)+) => {
        /// A record in its shape, borrowed, for whichever format. No kind stands in it: that is said beside it.
        #[derive(Serialize)]
        #[serde(untagged)]
        pub(crate) enum Shape<'a> {
            $($kind(#[serde(serialize_with = $says)] &'a $known),)+
        }

        /// The kinds that have a shape here, by their names.
        pub const KINDS: &[&str] = &[$(Kind::$kind.id(),)+];

        /// A record's kind and shape; `None` for a kind that has none here.
        pub(crate) fn shape(record: &Record) -> Option<(&'static str, Shape<'_>)> {
            Some(match record {
                $(Record::$kind(it) => (Kind::$kind.id(), Shape::$kind(it)),)+
                _ => return None,
            })
        }

        /// The kind of that name; `None` if it has no shape here.
        pub(crate) fn kind(name: &str) -> Option<Kind> {
            [$(Kind::$kind,)+].into_iter().find(|kind| kind.id() == name)
        }

        /// Reads a record of a kind that [`kind`] gave, from whichever format.
        pub(crate) fn read<'a, D: Deserializer<'a>>(kind: Kind, from: D) -> Result<Record, D::Error> {
            Ok(match kind {
                $(Kind::$kind => $shape::$written::deserialize(from)?.into(),)+
                _ => return Err(serde::de::Error::custom("this kind has no shape here")),
            })
        }

        /// Where a record carries what a newer program wrote; `None` for kinds that have no such place.
        pub(crate) fn extra_of(record: &mut Record) -> Option<&mut Extra> {
            Some(match record {
                $(Record::$kind(it) => &mut it.extra,)+
                _ => return None,
            })
        }
    };
}

shapes! {
    Part: Part, part::PartV1, "part::PartV1::serialize";
    Bond: Bond, bonds::BondV1, "bonds::BondV1::serialize";
    Place: Place, map::PlaceV1, "map::PlaceV1::serialize";
    Group: Group, map::GroupV1, "map::GroupV1::serialize";
    Picture: Picture, map::PictureV1, "map::PictureV1::serialize";
    Reading: Reading, over_time::ReadingV1, "over_time::ReadingV1::serialize";
    Agreement: Agreement, together::AgreementV1, "together::AgreementV1::serialize";
    Decision: Decision, together::DecisionV1, "together::DecisionV1::serialize";
    Trigger: Trigger, over_time::TriggerV1, "over_time::TriggerV1::serialize";
    Occurrence: Occurrence, over_time::OccurrenceV1, "over_time::OccurrenceV1::serialize";
    Recording: Recording, recording::RecordingV1, "recording::RecordingV1::serialize";
    Mark: Mark, over_time::MarkV1, "over_time::MarkV1::serialize";
    SafetyPlan: SafetyPlan, plan::SafetyPlanV1, "plan::SafetyPlanV1::serialize";
    Showing: Showing, plan::ShowingV1, "plan::ShowingV1::serialize";
    Breathing: Breathing, breath::BreathingV1, "breath::BreathingV1::serialize";
    BreathCare: Care, breath::CareV1, "breath::CareV1::serialize";
    OwnBreath: OwnBreath, breath::OwnBreathV1, "breath::OwnBreathV1::serialize";
    Programme: Programme, journey::ProgrammeV1, "journey::ProgrammeV1::serialize";
    TreatmentSession: TreatmentSession, journey::TreatmentSessionV1, "journey::TreatmentSessionV1::serialize";
    Screening: Screening, journey::ScreeningV1, "journey::ScreeningV1::serialize";
    Release: Release, journey::ReleaseV1, "journey::ReleaseV1::serialize";
    Intention: Intention, journey::IntentionV1, "journey::IntentionV1::serialize";
    Moment: Moment, journey::MomentV1, "journey::MomentV1::serialize";
    SmallAct: SmallAct, journey::SmallActV1, "journey::SmallActV1::serialize";
    Response: Response, responses::ResponseV1, "responses::ResponseV1::serialize";
    MeasurePlan: MeasurePlan, measure_plan::MeasurePlanV1, "measure_plan::MeasurePlanV1::serialize";
    Questionnaire: Questionnaire, questionnaire::QuestionnaireV1, "questionnaire::QuestionnaireV1::serialize";
    Space: Space, sharing::SpaceV1, "sharing::SpaceV1::serialize";
    Grant: Grant, sharing::GrantV1, "sharing::GrantV1::serialize";
    PrivateNote: PrivateNote, sharing::PrivateNoteV1, "sharing::PrivateNoteV1::serialize";
    GivenPage: GivenPage, sharing::GivenPageV1, "sharing::GivenPageV1::serialize";
    Member: Member, sharing::MemberV1, "sharing::MemberV1::serialize";
    SharedPage: SharedPage, sharing::SharedPageV1, "sharing::SharedPageV1::serialize";
    Said: Said, sharing::SaidV1, "sharing::SaidV1::serialize";
    Seen: Seen, sharing::SeenV1, "sharing::SeenV1::serialize";
    KeyMovedOn: KeyMovedOn, sharing::KeyMovedOnV1, "sharing::KeyMovedOnV1::serialize";
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
