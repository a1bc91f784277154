//! Any record of the journey.

use hearken_core::{
    Extra, Record,
    agreements::{Kept, Look},
    journey::{
        Answered, Intention, Moment, MomentKind, Person, Programme, Release, Route, Said, Screening, Setting,
        SmallAct, State, Tick, TreatmentSession, Watcher,
    },
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{day, id, ids, text, when};

prop_compose! {
    fn programme(extra: BoxedStrategy<Extra>)(
        (route, setting) in (select(&Route::ALL[..]), select(&Setting::ALL[..])),
        (planned, spacing_days) in (option::of(any::<u16>()), option::of(any::<u16>())),
        (begins, ends, ended) in (option::of(day()), option::of(day()), option::of(when())),
        people in vec((text(), text(), text()), 0..3),
        (name, address, country) in (text(), text(), text()),
        (label, medicines, notes) in (text(), text(), text()),
        extra in extra,
    ) -> Programme {
        let people = people.into_iter().map(|(role, name, phone)| Person { role, name, phone }).collect();
        Programme {
            name, route, setting, planned, spacing_days, begins, ends, people, address, country, label,
            medicines, notes, ended, extra,
        }
    }
}

prop_compose! {
    fn session(extra: BoxedStrategy<Extra>)(
        (programme, planned, state) in (id(), when(), select(&State::ALL[..])),
        (sitter, sitter_phone, ride, notes) in (text(), text(), text(), text()),
        ticks in vec((text(), when()), 0..3),
        (began, medicine, ended) in (option::of(when()), option::of(when()), option::of(when())),
        extra in extra,
    ) -> TreatmentSession {
        let ticks = ticks.into_iter().map(|(item, at)| Tick { item, at }).collect();
        TreatmentSession {
            programme, planned, state, sitter, sitter_phone, ride, ticks, began, medicine, ended, notes, extra,
        }
    }
}

prop_compose! {
    fn screening(extra: BoxedStrategy<Extra>)(
        (about, asked, when) in (id(), text(), when()),
        answers in vec((text(), select(&Said::ALL[..]), text()), 0..4),
        numbers in vec((text(), any::<i32>()), 0..3),
        extra in extra,
    ) -> Screening {
        let answered = |(question, said, words)| Answered { question, said, words };
        Screening { about, asked, when, answers: answers.into_iter().map(answered).collect(), numbers, extra }
    }
}

prop_compose! {
    fn release(extra: BoxedStrategy<Extra>)(
        (rule, action, session, by) in (text(), text(), id(), text()),
        (when, reason, on_paper, answers, extra) in (when(), text(), any::<bool>(), ids(), extra),
    ) -> Release {
        Release { rule, action, session, by, when, reason, on_paper, answers, extra }
    }
}

prop_compose! {
    fn intention(extra: BoxedStrategy<Extra>)(
        (session, wanted_by, about) in (id(), ids(), ids()),
        (words, conditions, promises, came_of_it) in (text(), text(), text(), text()),
        extra in extra,
    ) -> Intention {
        Intention { session, words, wanted_by, about, conditions, promises, came_of_it, extra }
    }
}

prop_compose! {
    fn moment(extra: BoxedStrategy<Extra>)(
        (session, kind, by) in (id(), select(&MomentKind::ALL[..]), select(&Watcher::ALL[..])),
        (when, elapsed_ms) in (when(), option::of(any::<u64>())),
        (part, recording, words) in (option::of(id()), option::of(id()), text()),
        numbers in vec((text(), any::<i32>()), 0..4),
        extra in extra,
    ) -> Moment {
        Moment { session, kind, when, elapsed_ms, by, part, words, numbers, recording, extra }
    }
}

prop_compose! {
    fn small_act(extra: BoxedStrategy<Extra>)(
        (session, part, day) in (id(), option::of(id()), option::of(day())),
        (what, place, obstacle) in (text(), text(), text()),
        looks in vec((when(), select(&Kept::ALL[..]), text()), 0..3),
        extra in extra,
    ) -> SmallAct {
        let looks = looks.into_iter().map(|(when, kept, words)| Look { when, kept, words }).collect();
        SmallAct { session, what, day, place, part, obstacle, looks, extra }
    }
}

/// Any record of the journey; what a newer program wrote comes from `extra`.
pub(super) fn record(extra: &BoxedStrategy<Extra>) -> impl Strategy<Value = Record> + use<> {
    let any_extra = || extra.clone();
    prop_oneof![
        programme(any_extra()).prop_map(Record::from),
        session(any_extra()).prop_map(Record::from),
        screening(any_extra()).prop_map(Record::from),
        release(any_extra()).prop_map(Record::from),
        intention(any_extra()).prop_map(Record::from),
        moment(any_extra()).prop_map(Record::from),
        small_act(any_extra()).prop_map(Record::from),
    ]
}
