//! Which kinds of record there are: one table, from which the enum, the names and the types follow.
//!
//! A new kind is a line here, its texts in `texts.rs`, and its written shape.

use super::UnknownRecord;
use crate::{
    agreements::Agreement,
    bonds::Bond,
    breathing::{Breathing, Care, OwnBreath},
    decisions::Decision,
    erasure::Erasure,
    exercises::Run,
    groups::Group,
    journal::JournalEntry,
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
    settings::Settings,
    sharing::{GivenPage, Grant, KeyMovedOn, Member, PrivateNote, Said, Seen, SharedPage, Space},
    showings::Showing,
    triggers::{Occurrence, Trigger},
};

/// A type that is kept as records of one kind.
pub trait Known: Sized {
    /// That kind.
    const KIND: Kind;

    /// What the record holds, if it is of that kind.
    fn of(record: &Record) -> Option<&Self>;
}

/// `what it is, Variant(how it is held): the type, "name in storage, archives and reports";`
macro_rules! kinds {
    ($($(#[$about:meta])+ $kind:ident($held:ty): $known:ty, $name:literal;)+) => {
        /// What one revision holds. The large ones are boxed, so that a journal of thousands does not pay for their room.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub enum Record {
            $($(#[$about])+ $kind($held),)+
            /// A kind that only a newer program knows: kept, counted, never touched.
            Unknown(UnknownRecord),
        }

        /// The kinds of record this program knows.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Kind {
            $(#[doc = concat!("See [`Record::", stringify!($kind), "`].")] $kind,)+
            /// See [`Record::Unknown`].
            Unknown,
        }

        impl Kind {
            /// Its name in storage, archives and reports.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)+
                    Self::Unknown => "unknown",
                }
            }
        }

        impl Record {
            /// Which kind this is.
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)+
                    Self::Unknown(_) => Kind::Unknown,
                }
            }
        }

        $(
            impl Known for $known {
                const KIND: Kind = Kind::$kind;

                fn of(record: &Record) -> Option<&Self> {
                    if let Record::$kind(it) = record { Some(it) } else { None }
                }
            }

            impl From<$known> for Record {
                fn from(it: $known) -> Self {
                    Self::$kind(it.into())
                }
            }
        )+
    };
}

kinds! {
    /// A journal entry.
    Journal(JournalEntry): JournalEntry, "journal";
    /// A part of the person.
    Part(Box<Part>): Part, "part";
    /// How two parts relate.
    Bond(Box<Bond>): Bond, "bond";
    /// Where a part lies on the map.
    Place(Place): Place, "place";
    /// Parts that the person sees together.
    Group(Box<Group>): Group, "group";
    /// A picture of a part.
    Picture(Box<Picture>): Picture, "picture";
    /// What was rated of a part, or of Self, at one moment.
    Reading(Box<Reading>): Reading, "reading";
    /// An agreement with parts.
    Agreement(Box<Agreement>): Agreement, "agreement";
    /// A council of parts about a question.
    Decision(Box<Decision>): Decision, "decision";
    /// A situation that sets parts off.
    Trigger(Box<Trigger>): Trigger, "trigger";
    /// One time a trigger happened.
    Occurrence(Box<Occurrence>): Occurrence, "occurrence";
    /// A day worth finding again.
    Mark(Box<Mark>): Mark, "mark";
    /// The safety plan.
    SafetyPlan(Box<SafetyPlan>): SafetyPlan, "safety-plan";
    /// One time that help came up by itself.
    Showing(Box<Showing>): Showing, "help-shown";
    /// One time somebody breathed to a count.
    Breathing(Box<Breathing>): Breathing, "breathing";
    /// What they said of health and day before breathing.
    BreathCare(Box<Care>): Care, "breath-care";
    /// A breath pattern of their own.
    OwnBreath(Box<OwnBreath>): OwnBreath, "own-breath";
    /// A voice note of an exercise.
    Recording(Box<Recording>): Recording, "recording";
    /// A programme of treatment.
    Programme(Box<Programme>): Programme, "programme";
    /// A session of treatment.
    TreatmentSession(Box<TreatmentSession>): TreatmentSession, "treatment-session";
    /// A screening as it was answered.
    Screening(Box<Screening>): Screening, "screening";
    /// What a prescriber said to a rule that had stopped a session.
    Release(Box<Release>): Release, "release";
    /// An intention for a session.
    Intention(Box<Intention>): Intention, "intention";
    /// What was noted while a session lasted.
    Moment(Box<Moment>): Moment, "moment";
    /// One small act after a session.
    SmallAct(Box<SmallAct>): SmallAct, "small-act";
    /// One answered questionnaire, or one on its way.
    Response(Box<Response>): Response, "questionnaire-response";
    /// Which questionnaires somebody wants to be asked.
    MeasurePlan(Box<MeasurePlan>): MeasurePlan, "measure-plan";
    /// A questionnaire that somebody added.
    Questionnaire(Box<Questionnaire>): Questionnaire, "questionnaire";
    /// Somebody with whom a space is shared.
    Space(Box<Space>): Space, "space";
    /// What is shown to somebody.
    Grant(Box<Grant>): Grant, "grant";
    /// A note about somebody that they never see.
    PrivateNote(Box<PrivateNote>): PrivateNote, "private-note";
    /// What was given away as a sealed page.
    GivenPage(Box<GivenPage>): GivenPage, "given-page";
    /// In a space: who is in it.
    Member(Box<Member>): Member, "member";
    /// In a space: what is shown there.
    SharedPage(Box<SharedPage>): SharedPage, "shared-page";
    /// In a space: what was said there.
    Said(Box<Said>): Said, "said";
    /// In a space: that somebody looked.
    Seen(Box<Seen>): Seen, "seen";
    /// In a space: that it has moved on to another key.
    KeyMovedOn(Box<KeyMovedOn>): KeyMovedOn, "key-moved-on";
    /// One run of a guided exercise.
    Exercise(Box<Run>): Run, "exercise";
    /// The person's settings.
    Settings(Settings): Settings, "settings";
    /// What was taken out of the log.
    Erasure(Erasure): Erasure, "erasure";
}
