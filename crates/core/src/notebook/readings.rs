//! Readings in the order of the days they are of, apart for each part and for Self.

use std::collections::{BTreeMap, HashMap};

use super::Notebook;
use crate::{
    RecordId, Timestamp,
    readings::{Reading, Scale},
};

/// Where the readings of each part stand (`None`: of Self), by time, with the scales that each rates.
#[derive(Debug, Default)]
pub(super) struct ReadingOrder(HashMap<Option<RecordId>, BTreeMap<(Timestamp, RecordId), Rated>>);

/// A set of scales, a bit each. A reading that rates none of those that are looked for is passed over unread: over twenty
/// years most of the time goes into fetching readings from all over the memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Rated(u16);

impl Rated {
    fn of<'a>(scales: impl IntoIterator<Item = &'a Scale>) -> Self {
        Self(scales.into_iter().map(bit).fold(0, |all, one| all | one))
    }

    fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The bit of a scale. Scales that only a newer program knows share one.
fn bit(scale: &Scale) -> u16 {
    match scale {
        Scale::Guard => 1,
        Scale::Trust => 1 << 1,
        Scale::Closeness => 1 << 2,
        Scale::Blended => 1 << 3,
        Scale::SelfEnergy => 1 << 4,
        Scale::Quality(quality) => 1 << (5 + *quality as u16),
        Scale::Other(_) => 1 << 15,
    }
}

impl ReadingOrder {
    pub(super) fn put(&mut self, id: RecordId, reading: &Reading) {
        let rated = Rated::of(reading.levels.iter().map(|(scale, _)| scale));
        self.0.entry(reading.about).or_default().insert((reading.when.at, id), rated);
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
        self.reading_ids(about, until).filter_map(|(id, _)| Some((id, self.get(id)?)))
    }

    /// The newest level of a part (`None`: of Self) on each of the scales, in their order, up to a time (`None`: ever).
    pub fn levels_of(
        &self,
        about: Option<RecordId>,
        until: Option<Timestamp>,
        scales: &[Scale],
    ) -> Vec<Option<u8>> {
        let mut found = vec![None; scales.len()];
        let mut missing = Rated::of(scales);
        let mut newest = self.reading_ids(about, until).rev();
        while missing != Rated(0)
            && let Some((id, rated)) = newest.next()
        {
            if !rated.shares(missing) {
                continue;
            }
            let Some(reading) = self.get::<Reading>(id) else { continue };
            for (level, scale) in found.iter_mut().zip(scales).filter(|(level, _)| level.is_none()) {
                *level = reading.level(scale);
            }
            let left = found.iter().zip(scales).filter(|(level, _)| level.is_none());
            missing = Rated::of(left.map(|(_, scale)| scale));
        }
        found
    }

    fn reading_ids(
        &self,
        about: Option<RecordId>,
        until: Option<Timestamp>,
    ) -> impl DoubleEndedIterator<Item = (RecordId, Rated)> + use<'_> {
        let last = (until.unwrap_or(Timestamp::from_millis(i64::MAX)), RecordId::from_bytes([0xff; 16]));
        let order = self.reading_order.0.get(&about);
        let ids = order.into_iter().flat_map(move |order| order.range(..=last));
        ids.map(|(&(_, id), &rated)| (id, rated))
    }
}
