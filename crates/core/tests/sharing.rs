//! Sharing: spaces, what is shown in them and to whom, what is said and seen there, notes for oneself,
//! and what was given away as a page.

mod any;
mod given;
mod grants;
mod in_a_space;
mod pausing;
mod spaces;

use hearken_core::{
    Extra, RecordId, Refusal, Timestamp,
    sharing::{
        Grant, Invitation, Role, Space, Subject, begin, confirm, end, go_on, pause, share, stop, stop_all,
    },
};
use jiff::civil::{Date, date};

use crate::person::{Person, id};

/// The space that the tests share.
pub(crate) const SPACE: u8 = 100;
/// A part that can be shown.
pub(crate) const PART: u8 = 1;

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_millis(seconds * 1000)
}

pub(crate) fn invitation() -> Invitation {
    Invitation { link: "a-link".to_owned(), code: "a-code".to_owned(), ends: at(7 * 86_400) }
}

pub(crate) fn last_day() -> Date {
    date(2026, 3, 31)
}

pub(crate) fn grant(space: u8, subject: Subject) -> Grant {
    Grant {
        space: id(space),
        subject,
        fields: Vec::new(),
        whole: false,
        keeps_up: false,
        until: None,
        page: id(200),
        paused: false,
        stopped: false,
        extra: Extra::default(),
    }
}

impl Person {
    /// Opens a space under that id, and the other comes in.
    pub(crate) fn opens(&mut self, space: u8) {
        self.saves([begin(&self.notebook, id(space), "Ada", Role::Therapist, invitation()).unwrap()]);
        let confirmed = confirm(&self.notebook, id(space)).unwrap();
        self.saves(confirmed);
    }

    /// Shows something; gives the record it stands in.
    pub(crate) fn shares(&mut self, record: u8, grant: Grant) -> Result<RecordId, Refusal> {
        let planned = share(&self.notebook, id(record), grant)?;
        let here = planned.record;
        self.saves_once([planned]);
        Ok(here)
    }

    pub(crate) fn stops(&mut self, record: RecordId) {
        let planned = stop(&self.notebook, record).unwrap();
        self.saves(planned);
    }

    /// Shows nothing in a space for now.
    pub(crate) fn pauses(&mut self, space: u8) {
        let planned = pause(&self.notebook, id(space)).unwrap();
        self.saves(planned);
    }

    /// Shows it again, on pages counted from there.
    pub(crate) fn goes_on(&mut self, space: u8, mut page: u8) {
        let pages = || {
            page = page.wrapping_add(1);
            id(page)
        };
        let planned = go_on(&self.notebook, id(space), pages).unwrap();
        self.saves(planned);
    }

    /// Ends a space, and with it what is shown there.
    pub(crate) fn ends(&mut self, space: u8, now: i64) {
        let planned = end(&self.notebook, id(space), at(now)).unwrap();
        self.saves(planned);
        self.saves(stop_all(&self.notebook, id(space)));
    }

    /// What is shown in a space on some day, as it stands: subjects, in the order in which they came.
    pub(crate) fn shown(&self, space: u8, today: Date) -> Vec<Subject> {
        let grants = self.notebook.all::<Grant>().map(|(_, grant)| grant);
        grants.filter(|it| it.space == id(space) && it.is_on(today)).map(|it| it.subject.clone()).collect()
    }

    /// Saves what was planned as a notebook does: the very same save lands once.
    fn saves_once(&mut self, planned: impl IntoIterator<Item = hearken_core::NewRevision>) {
        for planned in planned {
            let history = self.notebook.history(planned.record);
            if !history.iter().any(|it| it.base == planned.base && it.what == planned.what) {
                self.saves([planned]);
            }
        }
    }

    pub(crate) fn space(&self, space: u8) -> &Space {
        self.notebook.get(id(space)).unwrap()
    }
}

/// Somebody with a part, and a space in which it can be shown.
pub(crate) fn sharing() -> Person {
    let mut person = Person::default();
    person.meets(id(PART), "The Planner").unwrap();
    person.opens(SPACE);
    person
}
