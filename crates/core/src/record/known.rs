//! Which type is kept as which kind of record.

use super::{Kind, Known, Record};
use crate::{
    agreements::Agreement,
    bonds::Bond,
    breathing::{Breathing, Care, OwnBreath},
    decisions::Decision,
    exercises::Run,
    groups::Group,
    journal::JournalEntry,
    marks::Mark,
    parts::Part,
    pictures::Picture,
    places::Place,
    plan::SafetyPlan,
    readings::Reading,
    recordings::Recording,
    triggers::{Occurrence, Trigger},
};

impl Known for JournalEntry {
    const KIND: Kind = Kind::Journal;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Journal(it) = record { Some(it) } else { None }
    }
}

impl Known for Part {
    const KIND: Kind = Kind::Part;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Part(it) = record { Some(it) } else { None }
    }
}

impl Known for Bond {
    const KIND: Kind = Kind::Bond;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Bond(it) = record { Some(it) } else { None }
    }
}

impl Known for Place {
    const KIND: Kind = Kind::Place;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Place(it) = record { Some(it) } else { None }
    }
}

impl Known for Group {
    const KIND: Kind = Kind::Group;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Group(it) = record { Some(it) } else { None }
    }
}

impl Known for Picture {
    const KIND: Kind = Kind::Picture;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Picture(it) = record { Some(it) } else { None }
    }
}

impl Known for Reading {
    const KIND: Kind = Kind::Reading;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Reading(it) = record { Some(it) } else { None }
    }
}

impl Known for Agreement {
    const KIND: Kind = Kind::Agreement;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Agreement(it) = record { Some(it) } else { None }
    }
}

impl Known for Decision {
    const KIND: Kind = Kind::Decision;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Decision(it) = record { Some(it) } else { None }
    }
}

impl Known for Trigger {
    const KIND: Kind = Kind::Trigger;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Trigger(it) = record { Some(it) } else { None }
    }
}

impl Known for Occurrence {
    const KIND: Kind = Kind::Occurrence;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Occurrence(it) = record { Some(it) } else { None }
    }
}

impl Known for Mark {
    const KIND: Kind = Kind::Mark;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Mark(it) = record { Some(it) } else { None }
    }
}

impl Known for SafetyPlan {
    const KIND: Kind = Kind::SafetyPlan;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::SafetyPlan(it) = record { Some(it) } else { None }
    }
}

impl Known for Recording {
    const KIND: Kind = Kind::Recording;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Recording(it) = record { Some(it) } else { None }
    }
}

impl Known for Run {
    const KIND: Kind = Kind::Exercise;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Exercise(it) = record { Some(it) } else { None }
    }
}

impl Known for Breathing {
    const KIND: Kind = Kind::Breathing;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::Breathing(it) = record { Some(it) } else { None }
    }
}

impl Known for Care {
    const KIND: Kind = Kind::BreathCare;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::BreathCare(it) = record { Some(it) } else { None }
    }
}

impl Known for OwnBreath {
    const KIND: Kind = Kind::OwnBreath;

    fn of(record: &Record) -> Option<&Self> {
        if let Record::OwnBreath(it) = record { Some(it) } else { None }
    }
}
