//! Turns the invented person's story into the revisions of a notebook, each saved on the day it tells of.

use std::collections::HashMap;

use hearken_content::{Demo, DemoAnswer, DemoEntry, DemoPart, DemoRun, Input, Moment, PartField, library};
use hearken_core::{
    NewRevision, Record, RecordId, Revision, Timestamp, When,
    exercises::{Answer, AnswerValue, Run, RunState},
    journal::JournalEntry,
    parts::{Part, Role},
    settings::{SETTINGS, Settings},
};

const DAY: i64 = 24 * 60 * 60;

/// The whole story, the oldest save first.
pub(super) fn tell(demo: &Demo, today: &When, ids: &mut dyn FnMut() -> RecordId) -> Vec<Revision> {
    let mut names = HashMap::new();
    let named = demo.parts.iter().map(|part| &part.id).chain(demo.runs.iter().map(|run| &run.id));
    named.for_each(|name| {
        names.insert(name.clone(), ids());
    });
    let teller = Teller { today, names };
    let mut revisions = vec![teller.settings()];
    revisions.extend(demo.parts.iter().map(|part| teller.part(part)));
    let entries: Vec<_> = demo.entries.iter().map(|entry| (entry, ids())).collect();
    revisions.extend(demo.runs.iter().map(|run| {
        let entry = entries.iter().find(|(entry, _)| entry.run.as_ref() == Some(&run.id)).map(|(_, id)| *id);
        teller.run(run, entry)
    }));
    revisions.extend(entries.iter().map(|(entry, id)| teller.entry(entry, *id)));
    revisions.sort_by_key(|revision| revision.saved);
    revisions
}

struct Teller<'a> {
    today: &'a When,
    names: HashMap<String, RecordId>,
}

impl Teller<'_> {
    fn settings(&self) -> Revision {
        let settings = Settings { invented: true, ..Settings::default() };
        let long_ago = self.today.at.plus_seconds(-100 * DAY);
        saved(RecordId::from_bytes(SETTINGS), Record::Settings(settings), long_ago)
    }

    /// The moment of the story, counted back from today's midnight.
    fn when(&self, moment: &Moment) -> When {
        let local = self.today.local();
        let into_day =
            i64::from(local.hour()) * 3600 + i64::from(local.minute()) * 60 + i64::from(local.second());
        let (hour, minute) = moment.time.split_once(':').unwrap_or(("12", "00"));
        let (hour, minute) = (hour.parse().unwrap_or(12), minute.parse().unwrap_or(0));
        let seconds = hour * 3600 + minute * 60 - into_day - i64::from(moment.days_ago) * DAY;
        When { at: self.today.at.plus_seconds(seconds), ..self.today.clone() }
    }

    fn part(&self, told: &DemoPart) -> Revision {
        let field = |field| told.fields.get(&field).cloned().unwrap_or_default();
        let part = Part {
            name: field(PartField::Name),
            role: Role::from_id(&told.role).unwrap_or_default(),
            manner: field(PartField::Manner),
            look: field(PartField::Look),
            colour: colour(&field(PartField::Colour)),
            shape: shape(&field(PartField::Shape)),
            felt_age: field(PartField::Age),
            body: field(PartField::Body)
                .split(", ")
                .filter(|place| !place.is_empty())
                .map(str::to_owned)
                .collect(),
            purpose: field(PartField::Purpose),
            feels: field(PartField::Feels),
            fears: field(PartField::Fears),
            gifts: field(PartField::Gifts),
            needs: field(PartField::Needs),
            relates: field(PartField::Reflection),
            trailheads: field(PartField::Situation),
            emoji: field(PartField::Emoji),
            voice: field(PartField::Voice),
            sensation: field(PartField::Sensation),
            since: field(PartField::Since),
            desires: field(PartField::Desires),
            beliefs: field(PartField::Beliefs),
            new_role: field(PartField::NewRole),
            new_role_changed: field(PartField::NewRoleChanged),
            notes: field(PartField::Notes),
            ..Part::default()
        };
        saved(self.names[&told.id], part.into(), self.when(&told.found).at)
    }

    fn run(&self, told: &DemoRun, entry: Option<RecordId>) -> Revision {
        let begun = self.when(&told.begun);
        let finished = told.finished.as_ref().map(|moment| self.when(moment).at);
        let last = finished.unwrap_or(begun.at);
        let state = match finished {
            Some(at) => RunState::Finished { at, entry },
            None => RunState::Open { screen: told.at.clone().unwrap_or_default() },
        };
        let answer = |(screen, answer)| Answer {
            screen: String::clone(screen),
            value: self.value(told, screen, answer),
            said: last,
            others: Vec::new(),
        };
        let mut run = Run::begin(&told.guide, told.version, "", begun, None);
        run.state = state;
        run.part = self.names.get(&told.part).copied();
        run.answers = told.answers.iter().map(answer).collect();
        saved(self.names[&told.id], run.into(), last)
    }

    fn value(&self, run: &DemoRun, screen: &str, told: &DemoAnswer) -> AnswerValue {
        let input = library().guide(&run.guide, run.version).and_then(|guide| guide.screen(screen));
        match told.clone() {
            DemoAnswer::Text(words) => AnswerValue::Words(words),
            DemoAnswer::Picked(options) => match input.map(|(_, _, screen)| &screen.input) {
                Some(Input::Body(_)) => AnswerValue::Body { places: options, words: String::new() },
                _ => AnswerValue::Chosen { options, other: String::new() },
            },
            DemoAnswer::Part { id, .. } => {
                self.names.get(&id).copied().map_or(AnswerValue::Skipped, AnswerValue::Part)
            }
            DemoAnswer::Picture { look, colour: named, shape, age } => {
                AnswerValue::Picture { words: look, colour: colour(&named), shape: Some(shape), age }
            }
            DemoAnswer::Questions(questions) => AnswerValue::OwnQuestions(
                questions.into_iter().map(|pair| (pair.question, pair.answer)).collect(),
            ),
        }
    }

    fn entry(&self, told: &DemoEntry, id: RecordId) -> Revision {
        let when = self.when(&told.written);
        let saved_at = when.at;
        let entry = JournalEntry {
            body: told.text.clone(),
            when,
            parts: told.parts.iter().filter_map(|part| self.names.get(part).copied()).collect(),
            run: told.run.as_ref().and_then(|run| self.names.get(run).copied()),
            ..JournalEntry::default()
        };
        saved(id, Record::Journal(entry), saved_at)
    }
}

/// A colour by the name or id that content gives it.
fn colour(named: &str) -> Option<String> {
    let colours = &library().words.colours;
    let known = colours.iter().find(|colour| colour.id == named || colour.label.eq_ignore_ascii_case(named));
    known.map(|colour| colour.hex.clone())
}

/// A shape's id by its name or id.
fn shape(named: &str) -> Option<String> {
    let shapes = &library().words.shapes;
    shapes
        .iter()
        .find(|shape| shape.id == named || shape.label.eq_ignore_ascii_case(named))
        .map(|shape| shape.id.clone())
}

fn saved(record: RecordId, what: Record, at: Timestamp) -> Revision {
    let NewRevision { base, settles, what, .. } = NewRevision::first(record, what);
    Revision { record, rev: 1, base, settles, saved: at, what }
}
