//! Turns the invented person's story into the revisions of a notebook, each saved on the day it tells of.

use std::collections::HashMap;

use hearken_content::{
    Demo, DemoAnswer, DemoChange, DemoEntry, DemoPart, DemoRun, Input, Moment, PartField, library,
};
use hearken_core::{
    NewRevision, Record, RecordId, Revision, Timestamp, When,
    exercises::{Answer, AnswerValue, Run, RunState},
    journal::JournalEntry,
    marks::{Mark, MarkKind},
    parts::{Part, Role},
    settings::{SETTINGS, Settings},
};

use super::{care, journey, parts::Story};

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
    revisions.extend(teller.about_parts(demo, ids));
    revisions.extend(teller.journey(demo, ids));
    revisions.extend(care::breathings(demo, &|moment| teller.when(moment), ids));
    revisions.extend(care::answered(demo, &|moment| teller.when(moment), ids));
    revisions.extend(care::plan(demo, &|moment| teller.when(moment)));
    revisions.extend(
        demo.changes.iter().filter_map(|change| teller.change(change, &revisions)).collect::<Vec<_>>(),
    );
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
                .map(body_place)
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

    /// Bonds, readings, marks, agreements, decisions, triggers: each saved when it was.
    fn about_parts(&self, demo: &Demo, ids: &mut dyn FnMut() -> RecordId) -> Vec<Revision> {
        let when = |moment: &Moment| self.when(moment);
        let story = Story { names: &self.names, today: self.today, when: &when };
        let mut told: Vec<(Record, &Moment)> = Vec::new();
        told.extend(demo.bonds.iter().map(|bond| (story.bond(bond).into(), &bond.found)));
        told.extend(demo.readings.iter().map(|reading| (story.reading(reading).into(), &reading.when)));
        told.extend(
            demo.agreements
                .iter()
                .map(|it| (story.agreement(it).into(), it.looks.last().map_or(&it.made, |look| &look.when))),
        );
        told.extend(demo.decisions.iter().map(|it| (story.decision(it).into(), &it.decided)));
        told.extend(demo.marks.iter().map(|mark| {
            let kind = MarkKind::from_id(&mark.kind).unwrap_or_default();
            let told = Mark { when: when(&mark.when), kind, name: mark.name.clone(), ..Mark::default() };
            (told.into(), &mark.when)
        }));
        let mut revisions: Vec<_> =
            told.into_iter().map(|(what, at)| saved(ids(), what, self.when(at).at)).collect();
        for trigger in &demo.triggers {
            let id = ids();
            revisions.push(saved(id, story.trigger(trigger).into(), self.when(&trigger.found).at));
            for time in &trigger.times {
                revisions.push(saved(ids(), story.time(id, time).into(), self.when(&time.when).at));
            }
        }
        revisions
    }

    /// The programme of treatment, with its sessions and all that belongs to them.
    fn journey(&self, demo: &Demo, ids: &mut dyn FnMut() -> RecordId) -> Vec<Revision> {
        let when = |moment: &Moment| self.when(moment);
        let story = Story { names: &self.names, today: self.today, when: &when };
        demo.programme.iter().flat_map(|told| journey::programme(&story, told, ids)).collect()
    }

    /// A part's new role, as a revision after those that are told already.
    fn change(&self, told: &DemoChange, before: &[Revision]) -> Option<Revision> {
        let id = self.names[&told.part];
        let last = before.iter().rev().find(|revision| revision.record == id)?;
        let Record::Part(part) = &last.what else { return None };
        let part = Part {
            new_role: told.new_role.clone(),
            new_role_changed: told.changed.clone(),
            ..Part::clone(part)
        };
        let at = self.when(&told.when).at;
        Some(Revision { rev: last.rev + 1, base: last.rev, ..saved(id, part.into(), at) })
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
        run.part = told.part.as_ref().and_then(|part| self.names.get(part).copied());
        run.answers = told.answers.iter().map(answer).collect();
        saved(self.names[&told.id], run.into(), last)
    }

    fn value(&self, run: &DemoRun, screen: &str, told: &DemoAnswer) -> AnswerValue {
        let input = library().guide(&run.guide, run.version).and_then(|guide| guide.screen(screen));
        match told.clone() {
            DemoAnswer::Text(words) => match input.map(|(_, _, screen)| &screen.input) {
                Some(Input::Drawing(_)) => AnswerValue::Drawing { picture: None, words },
                _ => AnswerValue::Words(words),
            },
            DemoAnswer::Levels(levels) => AnswerValue::Levels(levels.into_iter().collect()),
            DemoAnswer::Parts(parts) => {
                AnswerValue::Parts(parts.iter().filter_map(|part| self.names.get(part).copied()).collect())
            }
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
            body: told.text.as_str().into(),
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

/// A place's id by its name or id; one that is not in the list stays in the words it has.
fn body_place(named: &str) -> String {
    let places = &library().words.body_places;
    let known = places.iter().find(|place| place.id == named || place.label.eq_ignore_ascii_case(named));
    known.map_or(named, |place| &place.id).to_owned()
}

/// A shape's id by its name or id.
fn shape(named: &str) -> Option<String> {
    let shapes = &library().words.shapes;
    shapes
        .iter()
        .find(|shape| shape.id == named || shape.label.eq_ignore_ascii_case(named))
        .map(|shape| shape.id.clone())
}

pub(super) fn saved(record: RecordId, what: Record, at: Timestamp) -> Revision {
    let NewRevision { base, settles, what, .. } = NewRevision::first(record, what);
    Revision { record, rev: 1, base, settles, saved: at, what }
}
