//! Which responses of a file are in a notebook already. A file may hold as many as a notebook does, so what is here is laid out
//! once by questionnaire and time, and only what stands at the same place is held against each other.

use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

use super::{Response, Said};
use crate::{Known, Notebook, When};

/// The responses of a notebook, as they stand and as they stood.
pub struct Here<'n>(HashMap<Place<'n>, Among<'n>>);

/// A questionnaire with its version and language, and when it was begun.
type Place<'r> = ([&'r str; 3], Moment);

/// A day, or a second.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Moment {
    Day(jiff::civil::Date),
    Second(i64),
}

/// What stands at one place, and what each of them says as soon as somebody asks.
#[derive(Default)]
struct Among<'n> {
    responses: Vec<&'n Response>,
    said: OnceCell<HashSet<Said<'n>>>,
}

impl<'n> Here<'n> {
    /// The responses of this notebook.
    pub fn of(notebook: &'n Notebook) -> Self {
        let mut places: HashMap<Place<'n>, Among<'n>> = HashMap::new();
        let revisions = notebook.all::<Response>().flat_map(|(id, _)| notebook.history(id));
        for response in revisions.filter_map(|revision| Response::of(&revision.what)) {
            places.entry(place(response)).or_default().responses.push(response);
        }
        Self(places)
    }

    /// Whether a response that comes from a file is here: of the same questionnaire, begun at the same second (or day), with the
    /// same answers. Whoever went on with it here has given more since.
    pub fn has(&self, found: &Response) -> bool {
        let Some(among) = self.0.get(&place(found)) else { return false };
        let said = among.said.get_or_init(|| among.responses.iter().map(|one| one.said()).collect());
        let ours = found.said();
        // Of a day there may be several, and one of them may say more.
        said.contains(&ours) || !found.when.all_day && said.iter().any(|theirs| ours.is_subset(theirs))
    }
}

fn place(response: &Response) -> Place<'_> {
    (response.answered(), moment(&response.when))
}

fn moment(when: &When) -> Moment {
    if when.all_day {
        Moment::Day(when.date())
    } else {
        Moment::Second(when.at.as_millis().div_euclid(1_000))
    }
}
