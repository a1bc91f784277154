//! The journey: programmes, sessions and what belongs to each of them.

use hearken_core::{
    Extra, RecordId, When,
    agreements::Look,
    journey::{
        Answered, Intention, Moment as SessionMoment, MomentKind, Person, Programme, Release, Route, Said,
        Screening, Setting, SmallAct, State, Tick, TreatmentSession, Watcher,
    },
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    simple::{Day, Id, Moment, by_name, each, is_false, maybe, named, when},
    together::LookV1,
};
use crate::extra;

/// See [`Programme`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Programme")]
pub(super) struct ProgrammeV1 {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(with = "route")]
    route: Route,
    #[serde(with = "setting")]
    setting: Setting,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    planned: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    spacing_days: Option<u16>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    begins: Option<Date>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    ends: Option<Date>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<PersonV1, _, _, _>",
        deserialize_with = "each::deserialize::<PersonV1, _, _>"
    )]
    people: Vec<Person>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    address: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    country: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    medicines: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    ended: Option<When>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Person`].
#[derive(Serialize, Deserialize)]
struct PersonV1 {
    role: String,
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    phone: String,
}

impl From<Person> for PersonV1 {
    fn from(Person { role, name, phone }: Person) -> Self {
        Self { role, name, phone }
    }
}

impl From<PersonV1> for Person {
    fn from(PersonV1 { role, name, phone }: PersonV1) -> Self {
        Self { role, name, phone }
    }
}

/// See [`TreatmentSession`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "TreatmentSession")]
pub(super) struct TreatmentSessionV1 {
    #[serde(with = "super::id")]
    programme: RecordId,
    #[serde(with = "when")]
    planned: When,
    #[serde(with = "state")]
    state: State,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sitter: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    sitter_phone: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    ride: String,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<TickV1, _, _, _>",
        deserialize_with = "each::deserialize::<TickV1, _, _>"
    )]
    ticks: Vec<Tick>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    began: Option<When>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    medicine: Option<When>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Moment, _, _>",
        deserialize_with = "maybe::deserialize::<Moment, _, _>"
    )]
    ended: Option<When>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    notes: String,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Tick`].
#[derive(Serialize, Deserialize)]
struct TickV1 {
    item: String,
    #[serde(with = "when")]
    at: When,
}

impl From<Tick> for TickV1 {
    fn from(Tick { item, at }: Tick) -> Self {
        Self { item, at }
    }
}

impl From<TickV1> for Tick {
    fn from(TickV1 { item, at }: TickV1) -> Self {
        Self { item, at }
    }
}

/// See [`Screening`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Screening")]
pub(super) struct ScreeningV1 {
    #[serde(with = "super::id")]
    about: RecordId,
    asked: String,
    #[serde(with = "when")]
    when: When,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<AnsweredV1, _, _, _>",
        deserialize_with = "each::deserialize::<AnsweredV1, _, _>"
    )]
    answers: Vec<Answered>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<(String, i32)>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Answered`].
#[derive(Serialize, Deserialize)]
struct AnsweredV1 {
    question: String,
    #[serde(with = "said")]
    said: Said,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
}

impl From<Answered> for AnsweredV1 {
    fn from(Answered { question, said, words }: Answered) -> Self {
        Self { question, said, words }
    }
}

impl From<AnsweredV1> for Answered {
    fn from(AnsweredV1 { question, said, words }: AnsweredV1) -> Self {
        Self { question, said, words }
    }
}

/// See [`Release`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Release")]
pub(super) struct ReleaseV1 {
    rule: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    action: String,
    #[serde(with = "super::id")]
    session: RecordId,
    by: String,
    #[serde(with = "when")]
    when: When,
    reason: String,
    #[serde(default, skip_serializing_if = "is_false")]
    on_paper: bool,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    answers: Vec<RecordId>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Intention`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "Intention")]
pub(super) struct IntentionV1 {
    #[serde(with = "super::id")]
    session: RecordId,
    words: String,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    wanted_by: Vec<RecordId>,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<Id, _, _, _>",
        deserialize_with = "each::deserialize::<Id, _, _>"
    )]
    about: Vec<RecordId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    conditions: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    promises: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    came_of_it: String,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`SessionMoment`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "SessionMoment")]
pub(super) struct MomentV1 {
    #[serde(with = "super::id")]
    session: RecordId,
    #[serde(with = "moment_kind")]
    kind: MomentKind,
    #[serde(with = "when")]
    when: When,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    elapsed_ms: Option<u64>,
    #[serde(with = "watcher")]
    by: Watcher,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    part: Option<RecordId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<(String, i32)>,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    recording: Option<RecordId>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`SmallAct`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "SmallAct")]
pub(super) struct SmallActV1 {
    #[serde(with = "super::id")]
    session: RecordId,
    what: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Day, _, _>",
        deserialize_with = "maybe::deserialize::<Day, _, _>"
    )]
    day: Option<Date>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    place: String,
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "maybe::serialize::<Id, _, _>",
        deserialize_with = "maybe::deserialize::<Id, _, _>"
    )]
    part: Option<RecordId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    obstacle: String,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<LookV1, _, _, _>",
        deserialize_with = "each::deserialize::<LookV1, _, _>"
    )]
    looks: Vec<Look>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

by_name! {
    route: Route;
    setting: Setting;
    state: State;
    said: Said;
    moment_kind: MomentKind;
    watcher: Watcher;
}
