//! Readings in the order of the days they are of, apart for each part and for Self.

use std::collections::{BTreeSet, HashMap};

use super::Notebook;
use crate::{RecordId, Timestamp, readings::Reading};

/// Where the readings of each part stand (`None`: of Self), by time.
#[derive(Debug, Default)]
pub(super) struct ReadingOrder(HashMap<Option<RecordId>, BTreeSet<(Timestamp, RecordId)>>);

impl ReadingOrder {
    pub(super) fn put(&mut self, id: RecordId, reading: &Reading) {
        self.0.entry(reading.about).or_default().insert((reading.when.at, id));
    }

    pub(super) fn remove(&mut self, id: RecordId, reading: &Reading) {
        if let Some(order) = self.0.get_mut(&reading.about) {
            order.remove(&(reading.when.at, id));
        }
    }
}

impl Notebook {
    /// The readings of a part (`None`: of Self) up to a time (`None`: all), oldest first by their own time.
    pub fn readings_of(
        &self,
        about: Option<RecordId>,
        until: Option<Timestamp>,
    ) -> impl DoubleEndedIterator<Item = (RecordId, &Reading)> + use<'_> {
        let last = (until.unwrap_or(Timestamp::from_millis(i64::MAX)), RecordId::from_bytes([0xff; 16]));
        let order = self.reading_order.0.get(&about);
        let ids = order.into_iter().flat_map(move |order| order.range(..=last));
        ids.filter_map(|&(_, id)| Some((id, self.get(id)?)))
    }
}
