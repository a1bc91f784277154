//! The histories of all records: each by its id, and all of them in a row.
//!
//! They lie beside each other in the order in which they came, as their words lie in memory, so that a search goes
//! through all of them without leaping about.

use std::collections::HashMap;

use super::history::History;
use crate::RecordId;

/// Every record that is here.
#[derive(Debug, Default)]
pub(super) struct Records {
    places: HashMap<RecordId, usize>,
    row: Vec<(RecordId, History)>,
}

impl Records {
    pub(super) fn get(&self, id: RecordId) -> Option<&History> {
        Some(&self.row[*self.places.get(&id)?].1)
    }

    pub(super) fn get_mut(&mut self, id: RecordId) -> Option<&mut History> {
        Some(&mut self.row[*self.places.get(&id)?].1)
    }

    pub(super) fn contains(&self, id: RecordId) -> bool {
        self.places.contains_key(&id)
    }

    /// The history of a record; a new one at the end of the row if it was not here.
    pub(super) fn get_or_add(&mut self, id: RecordId) -> &mut History {
        let place = *self.places.entry(id).or_insert(self.row.len());
        if place == self.row.len() {
            self.row.push((id, History::default()));
        }
        &mut self.row[place].1
    }

    /// Takes a record out. The last one moves to where it was.
    pub(super) fn remove(&mut self, id: RecordId) -> Option<History> {
        let place = self.places.remove(&id)?;
        let (_, gone) = self.row.swap_remove(place);
        if let Some((moved, _)) = self.row.get(place) {
            self.places.insert(*moved, place);
        }
        Some(gone)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (RecordId, &History)> {
        self.row.iter().map(|(id, history)| (*id, history))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn whatever_is_added_and_taken_out_each_record_is_found_by_its_id(
            deeds in prop::collection::vec((any::<bool>(), 0..12_u8), 0..60),
        ) {
            let (mut records, mut model) = (Records::default(), BTreeSet::new());
            for (adds, n) in deeds {
                let id = RecordId::from_bytes([n; 16]);
                if adds {
                    records.get_or_add(id).words = crate::search::FoldedWords::default();
                    model.insert(id);
                } else {
                    prop_assert_eq!(records.remove(id).is_some(), model.remove(&id));
                }
                prop_assert_eq!(records.iter().map(|(id, _)| id).collect::<BTreeSet<_>>(), model.clone());
                for (place, (id, _)) in records.row.iter().enumerate() {
                    prop_assert_eq!(records.places.get(id), Some(&place));
                }
            }
        }
    }
}
