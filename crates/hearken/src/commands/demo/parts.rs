//! What the invented person keeps about their parts: bonds, readings, marks, agreements, decisions, triggers.

use std::collections::HashMap;

use hearken_content::{
    DemoAgreement, DemoBond, DemoDecision, DemoLook, DemoReading, DemoSeat, DemoTime, DemoTrigger, Moment,
};
use hearken_core::{
    RecordId, When,
    agreements::{Agreement, Kept, Look},
    bonds::{Bond, BondKind},
    decisions::{Choice, Decision, Seat, Seating, Voice},
    readings::{Reading, Scale},
    triggers::{Occurrence, Response, Trigger},
};
use jiff::ToSpan;

/// The ids of parts by the names the story gives them, and its moments as they fall now.
pub(super) struct Story<'a> {
    pub(super) names: &'a HashMap<String, RecordId>,
    pub(super) today: &'a When,
    pub(super) when: &'a dyn Fn(&Moment) -> When,
}

impl Story<'_> {
    /// The ids of parts, in their order.
    pub(super) fn ids(&self, names: &[String]) -> Vec<RecordId> {
        names.iter().map(|name| self.names[name]).collect()
    }

    fn day(&self, days_ago: u32) -> Option<jiff::civil::Date> {
        self.today.date().checked_sub(i64::from(days_ago).days()).ok()
    }

    pub(super) fn bond(&self, told: &DemoBond) -> Bond {
        let kind = BondKind::from_id(&told.kind).unwrap_or_default();
        Bond {
            over: told.over.clone(),
            from_says: told.from_says.clone(),
            to_says: told.to_says.clone(),
            ..Bond::new(self.names[&told.from], kind, self.names[&told.to])
        }
    }

    pub(super) fn reading(&self, told: &DemoReading) -> Reading {
        let levels = told.levels.iter().map(|(scale, level)| (Scale::from_id(scale), *level)).collect();
        let about = told.about.as_ref().map(|name| self.names[name]);
        Reading { levels, ..Reading::of(about, (self.when)(&told.when)) }
    }

    /// How an agreement or a small act went.
    pub(super) fn look(&self, told: &DemoLook) -> Look {
        Look {
            when: (self.when)(&told.when),
            kept: Kept::from_id(&told.kept).unwrap_or(Kept::Partly),
            words: told.words.clone(),
        }
    }

    pub(super) fn agreement(&self, told: &DemoAgreement) -> Agreement {
        let looks = told.looks.iter().map(|look| self.look(look));
        Agreement {
            parts: self.ids(&told.parts),
            what: told.what.clone(),
            by_whom: told.by_whom.clone(),
            how_to_check: told.how_to_check.clone(),
            made: (self.when)(&told.made),
            due: told.due_days_ago.and_then(|days| self.day(days)),
            looks: looks.collect(),
            ..Agreement::default()
        }
    }

    pub(super) fn decision(&self, told: &DemoDecision) -> Decision {
        let options = (1..).zip(&told.options).map(|(number, name)| Choice { number, name: name.clone() });
        Decision {
            question: told.question.clone(),
            field: told.field.clone(),
            options: options.collect(),
            seats: told.seats.iter().map(|seat| self.seat(seat)).collect(),
            self_sees: told.self_sees.clone(),
            chosen: Some(told.chosen),
            asked: (self.when)(&told.asked),
            decided: Some((self.when)(&told.decided)),
            look_back: self.day(told.look_back_days_ago),
            ..Decision::default()
        }
    }

    fn seat(&self, told: &DemoSeat) -> Seat {
        let voices = told.voices.iter().map(|voice| Voice {
            option: voice.option,
            wants: voice.wants.clone(),
            fears: voice.fears.clone(),
            needs: voice.needs.clone(),
            strength: voice.strength,
        });
        Seat {
            part: self.names[&told.part],
            seat: Seating::from_id(&told.seat).unwrap_or_default(),
            why: told.why.clone(),
            standing: false,
            voices: voices.collect(),
        }
    }

    pub(super) fn trigger(&self, told: &DemoTrigger) -> Trigger {
        Trigger {
            name: told.name.clone(),
            signs: told.signs.clone(),
            parts: self.ids(&told.parts),
            helps: told.helps.clone(),
            ..Trigger::default()
        }
    }

    pub(super) fn time(&self, trigger: RecordId, told: &DemoTime) -> Occurrence {
        Occurrence {
            trigger,
            when: (self.when)(&told.when),
            strength: Some(told.strength),
            came: self.ids(&told.came),
            did: Response::from_id(&told.did),
            steady_after: Some(told.steady_after),
            helped: told.helped.clone(),
            words: String::new(),
            extra: hearken_core::Extra::default(),
        }
    }
}
