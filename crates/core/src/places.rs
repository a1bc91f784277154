//! Places on the map: where the person put a part.
//!
//! A place is a record of its own, one for each part, so that moving a part in one window and describing it in another
//! never get in each other's way, and the map can be seen as it lay on any day. The last move counts.

use crate::{Extra, NewRevision, Notebook, RecordId, Refusal, parts::Part};

/// A point of the map. Self is at 0, 0; the map reaches from −1000 to 1000 both ways; y grows downwards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// How far the map reaches from Self.
pub const REACH: i32 = 1000;

impl Point {
    /// The nearest point that is on the map.
    #[must_use]
    pub fn on_map(self) -> Self {
        Self { x: self.x.clamp(-REACH, REACH), y: self.y.clamp(-REACH, REACH) }
    }
}

/// Where a part was put.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The part.
    pub part: RecordId,
    /// The point.
    pub at: Point,
    /// Fields that a newer program wrote.
    pub extra: Extra,
}

/// The record that holds a part's place: one for each part, in every window and on every machine.
pub fn place_id(part: RecordId) -> RecordId {
    const MARK: [u8; 16] = *b"hearken-map-spot";
    let mut bytes = part.bytes();
    bytes.iter_mut().zip(MARK).for_each(|(byte, mark)| *byte ^= mark);
    RecordId::from_bytes(bytes)
}

/// Plans that parts are put somewhere. Points beyond the map are moved to its edge; parts that lie there already are
/// left out.
pub fn put(notebook: &Notebook, places: &[(RecordId, Point)]) -> Result<Vec<NewRevision>, Refusal> {
    let mut planned = Vec::new();
    for &(part, at) in places {
        notebook.get::<Part>(part).ok_or(Refusal::NotHere)?;
        let (record, at) = (place_id(part), at.on_map());
        let (rev, place) = match notebook.get_with_rev::<Place>(record) {
            Some((_, lies)) if lies.at == at => continue,
            Some((rev, lies)) => (rev, Place { at, ..lies.clone() }),
            None => (0, Place { part, at, extra: Extra::default() }),
        };
        planned.push(NewRevision::edit(record, rev, place.into()));
    }
    Ok(planned)
}
