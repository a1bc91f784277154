//! The invented person's treatment: a programme, its sessions that are over and the one to come, and what belongs to each.

use hearken_content::{DemoAct, DemoIntention, DemoNoted, DemoProgramme, DemoSession};
use hearken_core::{
    Record, RecordId, Revision, Timestamp, When,
    journey::{
        Intention, Moment, MomentKind, Person, Programme, Route, Setting, SmallAct, State, TreatmentSession,
        Watcher,
    },
};

use super::{parts::Story, story::saved};

const HOUR: i64 = 60 * 60;

/// The programme and all that belongs to it, each kept when it was.
pub(super) fn programme(
    story: &Story<'_>,
    told: &DemoProgramme,
    ids: &mut dyn FnMut() -> RecordId,
) -> Vec<Revision> {
    let (id, found) = (ids(), (story.when)(&told.found));
    let person = |told: &hearken_content::DemoPerson| Person {
        role: told.role.clone(),
        name: told.name.clone(),
        phone: told.phone.clone(),
    };
    let programme = Programme {
        name: told.name.clone(),
        route: Route::from_id(&told.route).unwrap_or_default(),
        setting: Setting::from_id(&told.setting).unwrap_or_default(),
        planned: Some(told.planned),
        spacing_days: Some(told.spacing_days),
        begins: Some(found.date()),
        people: told.people.iter().map(person).collect(),
        address: told.address.clone(),
        country: told.country.clone(),
        medicines: told.medicines.clone(),
        ..Programme::default()
    };
    let mut revisions = vec![saved(id, programme.into(), found.at)];
    for session in &told.sessions {
        let record = ids();
        let of = Of { story, session: record, told: session };
        revisions.push(of.session(id));
        let belongs = of.belongings();
        revisions.extend(belongs.into_iter().map(|(what, at)| saved(ids(), what, at)));
    }
    revisions
}

/// A session as it is told, and its record.
struct Of<'a> {
    story: &'a Story<'a>,
    session: RecordId,
    told: &'a DemoSession,
}

impl Of<'_> {
    fn session(&self, programme: RecordId) -> Revision {
        let began = self.told.began.as_ref().map(|began| (self.story.when)(began));
        let ended = began.as_ref().map(|began| later(began, self.told.minutes));
        let a_week_ago = self.story.today.at.plus_seconds(-7 * 24 * HOUR);
        let at = ended.as_ref().map_or(a_week_ago, |ended| ended.at);
        let session = TreatmentSession {
            planned: began.clone().unwrap_or_else(|| self.to_come()),
            state: if began.is_some() { State::Closed } else { State::Preparing },
            sitter: self.told.sitter.clone(),
            notes: self.told.notes.clone(),
            medicine: began.clone(),
            began,
            ended,
            ..TreatmentSession::new(programme)
        };
        saved(self.session, session.into(), at)
    }

    /// At ten, so many days from today.
    fn to_come(&self) -> When {
        let today = self.story.today;
        let local = today.local();
        let into_day =
            i64::from(local.hour()) * HOUR + i64::from(local.minute()) * 60 + i64::from(local.second());
        let days = i64::from(self.told.in_days.unwrap_or_default());
        When { at: today.at.plus_seconds(days * 24 * HOUR + 10 * HOUR - into_day), ..today.clone() }
    }

    fn belongings(&self) -> Vec<(Record, Timestamp)> {
        let intentions = self.told.intentions.iter().map(|told| self.intention(told));
        let moments = self.told.moments.iter().filter_map(|told| self.moment(told));
        let acts = self.told.acts.iter().map(|told| self.act(told));
        intentions.chain(moments).chain(acts).collect()
    }

    fn intention(&self, told: &DemoIntention) -> (Record, Timestamp) {
        let intention = Intention {
            words: told.words.clone(),
            wanted_by: self.story.ids(&told.wanted_by),
            about: self.story.ids(&told.about),
            conditions: told.conditions.clone(),
            promises: told.promises.clone(),
            came_of_it: told.came_of_it.clone(),
            ..Intention::new(self.session)
        };
        (intention.into(), (self.story.when)(&told.when).at)
    }

    fn moment(&self, told: &DemoNoted) -> Option<(Record, Timestamp)> {
        let when = later(&(self.story.when)(self.told.began.as_ref()?), told.minute);
        let at = when.at;
        let moment = Moment {
            kind: MomentKind::from_id(&told.kind)?,
            when,
            elapsed_ms: Some(u64::from(told.minute) * 60_000),
            by: if told.by_sitter { Watcher::Sitter } else { Watcher::Person },
            part: told.part.as_ref().map(|part| self.story.names[part]),
            words: told.words.clone(),
            numbers: told.numbers.clone().into_iter().collect(),
            ..Moment::new(self.session)
        };
        Some((moment.into(), at))
    }

    fn act(&self, told: &DemoAct) -> (Record, Timestamp) {
        let named = (self.story.when)(&told.when);
        let looks: Vec<_> = told.looks.iter().map(|look| self.story.look(look)).collect();
        let at = looks.last().map_or(named.at, |look| look.when.at);
        let act = SmallAct {
            what: told.what.clone(),
            day: Some(named.date()),
            place: told.place.clone(),
            part: told.part.as_ref().map(|part| self.story.names[part]),
            obstacle: told.obstacle.clone(),
            looks,
            ..SmallAct::new(self.session)
        };
        (act.into(), at)
    }
}

fn later(when: &When, minutes: u32) -> When {
    When { at: when.at.plus_seconds(i64::from(minutes) * 60), ..when.clone() }
}
