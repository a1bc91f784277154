//! Looking at a notebook as it stands, or as it stood at some time.
//!
//! Every revision is kept, so *as of a day* is a read: of each record the newest revision that was saved by then. What
//! was erased is gone from every day. Readings count by the day they are *of*, not the day they were typed.

use crate::{
    Kind, Known, Notebook, RecordId, Timestamp,
    bonds::Bond,
    parts::Part,
    places::{Place, Point, place_id},
    readings::{Reading, Scale},
    sharing::is_out_of_sight,
};

/// A notebook at some time.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    notebook: &'a Notebook,
    /// `None`: now.
    at: Option<Timestamp>,
}

impl Notebook {
    /// The notebook as it stands.
    pub fn view(&self) -> View<'_> {
        View { notebook: self, at: None }
    }

    /// The notebook as it stood at that time.
    pub fn as_of(&self, at: Timestamp) -> View<'_> {
        View { notebook: self, at: Some(at) }
    }
}

impl<'a> View<'a> {
    /// The notebook that is looked at.
    pub fn notebook(&self) -> &'a Notebook {
        self.notebook
    }

    /// The time it is looked at; `None` for now.
    pub fn at(&self) -> Option<Timestamp> {
        self.at
    }

    /// What a record said then; `None` if it was not there yet or is of another kind.
    pub fn get<T: Known + 'a>(&self, id: RecordId) -> Option<&'a T> {
        let Some(at) = self.at else { return self.notebook.get(id) };
        let stood = self.notebook.history(id).iter().rev().find(|revision| revision.saved <= at);
        stood.and_then(|revision| T::of(&revision.what))
    }

    /// Every record of a kind that was there then, in the order in which they came.
    pub fn all<T: Known + 'a>(&self) -> impl DoubleEndedIterator<Item = (RecordId, &'a T)> + use<'a, T> {
        let view = *self;
        self.notebook.of_kind(T::KIND).iter().filter_map(move |&id| Some((id, view.get(id)?)))
    }

    /// The part that a part turned out to be by then, through as many as it takes; the part itself otherwise.
    pub fn resolve(&self, part: RecordId) -> RecordId {
        let next = |&id: &RecordId| self.get::<Part>(id).and_then(|part| part.merged_into);
        // As many steps as there are parts: what a foreign file made into a loop ends too.
        let steps = self.notebook.of_kind(Kind::Part).len();
        std::iter::successors(Some(part), next).take(steps + 1).last().unwrap_or(part)
    }

    /// Whether a part that stood so then is shown to whoever did not ask for hidden ones: neither hidden then nor hidden now.
    pub fn shows(&self, id: RecordId, part: &Part) -> bool {
        !part.hidden && !is_out_of_sight(self.notebook, id)
    }

    /// The bonds that hold: not ended, and between parts that are met; with the parts their ends turned out to be.
    pub fn bonds(&self) -> impl Iterator<Item = (RecordId, &'a Bond, RecordId, RecordId)> + use<'a> {
        let view = *self;
        self.all::<Bond>().filter(|(_, bond)| bond.ended.is_none()).filter_map(move |(id, bond)| {
            let (from, to) = (view.resolve(bond.from), view.resolve(bond.to));
            let met = |part| view.get::<Part>(part).is_some_and(Part::is_met);
            (from != to && met(from) && met(to)).then_some((id, bond, from, to))
        })
    }

    /// Where the person had put a part by then; on the map, whatever a file from elsewhere says.
    pub fn place(&self, part: RecordId) -> Option<Point> {
        self.get::<Place>(place_id(part)).map(|place| place.at.on_map())
    }

    /// The newest level on a scale, of a part or (`None`) of Self, with the time it is of.
    pub fn level(&self, about: Option<RecordId>, scale: &Scale) -> Option<(Timestamp, u8)> {
        let readings = self.notebook.readings_of(about, self.at).rev();
        readings.filter_map(|(_, reading)| Some((reading.when.at, reading.level(scale)?))).next()
    }

    /// The newest level on each of the scales, in their order.
    pub fn levels(&self, about: Option<RecordId>, scales: &[Scale]) -> Vec<Option<u8>> {
        self.notebook.levels_of(about, self.at, scales)
    }

    /// The readings of a part (or of Self) up to then, oldest first by their own time.
    pub fn readings(
        &self,
        about: Option<RecordId>,
    ) -> impl DoubleEndedIterator<Item = (RecordId, &'a Reading)> + use<'a> {
        self.notebook.readings_of(about, self.at)
    }
}
