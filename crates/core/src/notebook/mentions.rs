//! What names a part, apart for each part and by its own time, so that the story of a part is read a page at a time
//! however long somebody writes.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Bound,
};

use super::{Notebook, history::History};
use crate::{Record, RecordId, Timestamp};

/// Which records name each part, with the time each of them is of.
#[derive(Debug, Default)]
pub(super) struct Mentions(HashMap<RecordId, BTreeSet<(Timestamp, RecordId)>>);

impl Mentions {
    pub(super) fn put(&mut self, id: RecordId, history: &History) {
        each_mention(history, |part, at| {
            self.0.entry(part).or_default().insert((at, id));
        });
    }

    pub(super) fn remove(&mut self, id: RecordId, history: &History) {
        each_mention(history, |part, at| {
            if let Some(order) = self.0.get_mut(&part) {
                order.remove(&(at, id));
            }
        });
    }
}

/// Each part that whatever stands of a record names, with the time its newest revision is of: it is told once.
fn each_mention(history: &History, mut see: impl FnMut(RecordId, Timestamp)) {
    let ([first, ..], Some(newest)) = (history.revisions.as_slice(), history.revisions.last()) else {
        return;
    };
    let at = time_of(&newest.what, first.saved);
    history.standing().for_each(|revision| each_part(&revision.what, |part| see(part, at)));
}

/// The time a record is of; for what has none, the time it came.
fn time_of(record: &Record, first_saved: Timestamp) -> Timestamp {
    match record {
        Record::Journal(entry) => entry.when.at,
        Record::Exercise(run) => run.begun.at,
        Record::Decision(decision) => decision.asked.at,
        Record::Agreement(agreement) => agreement.made.at,
        Record::Occurrence(time) => time.when.at,
        Record::Reading(reading) => reading.when.at,
        Record::Moment(moment) => moment.when.at,
        _ => first_saved,
    }
}

/// Each part that a record names. A picture and a place belong to their part and tell no story of their own.
fn each_part(record: &Record, mut see: impl FnMut(RecordId)) {
    match record {
        Record::Journal(entry) => entry.parts.iter().copied().for_each(see),
        Record::Exercise(run) => run.part.into_iter().for_each(see),
        Record::Bond(bond) => [bond.from, bond.to].into_iter().for_each(see),
        Record::Reading(reading) => reading.about.into_iter().for_each(see),
        Record::Agreement(agreement) => agreement.parts.iter().copied().for_each(see),
        Record::Decision(decision) => decision.seats.iter().for_each(|seat| see(seat.part)),
        Record::Intention(intention) => {
            intention.wanted_by.iter().chain(&intention.about).copied().for_each(see);
        }
        Record::Moment(moment) => moment.part.into_iter().for_each(see),
        Record::SmallAct(act) => act.part.into_iter().for_each(see),
        Record::Trigger(trigger) => trigger.parts.iter().copied().for_each(see),
        Record::Occurrence(time) => time.came.iter().copied().for_each(see),
        _ => {}
    }
}

impl Record {
    /// Whether it names one of these parts.
    pub fn names_one_of(&self, parts: &[RecordId]) -> bool {
        let mut named = false;
        each_part(self, |part| named |= parts.contains(&part));
        named
    }
}

impl Notebook {
    /// What names a part, newest first by its own time: entries, runs, bonds, readings, agreements, decisions, triggers,
    /// intentions, moments, small acts. From a place in that order on, without what stands there; the whole of it from `None`.
    pub fn mentions_of(
        &self,
        part: RecordId,
        before: Option<(Timestamp, RecordId)>,
    ) -> impl Iterator<Item = (Timestamp, RecordId)> + use<'_> {
        let end = before.map_or(Bound::Unbounded, Bound::Excluded);
        let order = self.mentions.0.get(&part).into_iter();
        order.flat_map(move |order| order.range((Bound::Unbounded, end)).rev().copied())
    }
}
