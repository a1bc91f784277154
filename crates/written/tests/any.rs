//! Any record of the kinds that have their shape here. The tests of the vault and of the archive use it too.

#[path = "any/journey.rs"]
mod journey;
#[path = "any/responses.rs"]
mod responses;
#[path = "any/sharing.rs"]
mod sharing;

use hearken_core::{
    Extra, Record, RecordId, Timestamp, When,
    agreements::{Agreement, Kept, Look},
    bonds::{Bond, BondKind},
    breathing::{Answer, Breathing, Care, DaySaid, OwnBreath, Stage, Switch},
    decisions::{Choice, Decision, LookBack, Seat, Seating, Voice},
    groups::Group,
    journal::SourceRef,
    marks::{Mark, MarkKind},
    parts::{Blend, OwnField, OwnValue, Part, Permission, Role},
    pictures::{Picture, PictureKind},
    places::{Place, Point},
    plan::{PlanEntry, PlanStep, SafetyPlan},
    readings::{Quality, Reading, Scale},
    recordings::{Recording, SoundKind},
    showings::Showing,
    triggers::{Occurrence, Response, Trigger},
};
use jiff::civil::{Date, date};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Any text, NUL and all.
fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just(String::new()), "\\PC{0,20}", "(?s).{0,20}"]
}

fn id() -> impl Strategy<Value = RecordId> + Clone {
    any::<[u8; 16]>().prop_map(RecordId::from_bytes)
}

fn ids() -> impl Strategy<Value = Vec<RecordId>> {
    vec(id(), 0..3)
}

fn when() -> impl Strategy<Value = When> + Clone {
    (any::<i64>(), -1_440_i16..=1_440, option::of(text()), any::<[bool; 2]>()).prop_map(
        |(at, offset_minutes, zone, [all_day, zone_assumed])| When {
            at: Timestamp::from_millis(at),
            offset_minutes,
            zone,
            all_day,
            zone_assumed,
        },
    )
}

fn day() -> impl Strategy<Value = Date> + Clone {
    (1_i16..9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

fn source() -> impl Strategy<Value = Option<SourceRef>> {
    option::of((text(), text(), option::of(text())).prop_map(|(app, id, kept)| SourceRef { app, id, kept }))
}

fn own_field() -> impl Strategy<Value = OwnField> {
    let value = prop_oneof![
        text().prop_map(OwnValue::Text),
        text().prop_map(OwnValue::Number),
        option::of(day()).prop_map(OwnValue::Date),
        (vec(text(), 0..3), text()).prop_map(|(options, chosen)| OwnValue::Choice { options, chosen }),
        option::of(any::<bool>()).prop_map(OwnValue::YesNo),
    ];
    (text(), value).prop_map(|(name, value)| OwnField { name, value })
}

prop_compose! {
    fn part(extra: BoxedStrategy<Extra>)(
        texts in vec(text(), 24),
        (role, permission, blend) in
            (select(&Role::ALL[..]), select(&Permission::ALL[..]), option::of(select(&Blend::ALL[..]))),
        (colour, shape, body, own_fields) in
            (option::of(text()), option::of(text()), vec(text(), 0..3), vec(own_field(), 0..3)),
        (picture, merged_into, split_from) in (option::of(id()), option::of(id()), option::of(id())),
        [hidden, urge_to_harm, archived] in any::<[bool; 3]>(),
        (source, extra) in (source(), extra),
    ) -> Part {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().expect("there are as many texts as fields");
        Part {
            name: next(), role, manner: next(), look: next(), colour, shape, emoji: next(), picture,
            felt_age: next(), body, sensation: next(), voice: next(), purpose: next(), since: next(),
            feels: next(), desires: next(), beliefs: next(), fears: next(), burdens: next(),
            legacy_burdens: next(), gifts: next(), needs: next(), trailheads: next(), relates: next(),
            new_role: next(), new_role_changed: next(), notes: next(), private: next(), permission, blend,
            hidden, urge_to_harm, archived, merged_into, split_from, own_fields, source, extra,
        }
    }
}

prop_compose! {
    fn bond(extra: BoxedStrategy<Extra>)(
        (from, to) in (id(), id()),
        kind in prop_oneof![
            select(&BondKind::KNOWN[..]),
            (text(), text()).prop_map(|(name, inverse)| BondKind::Own { name, inverse }),
        ],
        (over, from_says, to_says, since) in (text(), text(), text(), text()),
        (strength, ended, source, extra) in (option::of(any::<u8>()), option::of(when()), source(), extra),
    ) -> Bond {
        Bond { from, to, kind, over, from_says, to_says, strength, since, ended, source, extra }
    }
}

prop_compose! {
    fn reading(extra: BoxedStrategy<Extra>)(
        (when, about, note, during) in (when(), option::of(id()), text(), option::of(id())),
        levels in vec((scale(), any::<u8>()), 0..5),
        extra in extra,
    ) -> Reading {
        Reading { when, about, levels, note, during, extra }
    }
}

fn scale() -> impl Strategy<Value = Scale> {
    prop_oneof![
        select(&Scale::OF_PARTS[..]),
        Just(Scale::SelfEnergy),
        select(&Quality::ALL[..]).prop_map(Scale::Quality),
        "x-[a-z]{1,6}".prop_map(Scale::Other),
    ]
}

prop_compose! {
    fn agreement(extra: BoxedStrategy<Extra>)(
        (parts, what, by_whom, how_to_check) in (ids(), text(), text(), text()),
        (made, due, ended) in (when(), option::of(day()), option::of(when())),
        looks in vec((when(), select(&Kept::ALL[..]), text()), 0..3),
        extra in extra,
    ) -> Agreement {
        let looks = looks.into_iter().map(|(when, kept, words)| Look { when, kept, words }).collect();
        Agreement { parts, what, by_whom, how_to_check, made, due, looks, ended, extra }
    }
}

prop_compose! {
    fn voice()(
        (option, strength) in (any::<u16>(), option::of(any::<u8>())),
        (wants, fears, needs) in (text(), text(), text()),
    ) -> Voice {
        Voice { option, wants, fears, needs, strength }
    }
}

prop_compose! {
    fn decision(extra: BoxedStrategy<Extra>)(
        (question, field, self_sees, choice) in (text(), text(), text(), text()),
        options in vec((any::<u16>(), text()), 0..3),
        seats in vec((id(), select(&Seating::ALL[..]), text(), any::<bool>(), vec(voice(), 0..3)), 0..3),
        (chosen, asked, decided, look_back) in
            (option::of(any::<u16>()), when(), option::of(when()), option::of(day())),
        looked_back in vec((when(), text()), 0..2),
        extra in extra,
    ) -> Decision {
        let seat = |(part, seat, why, standing, voices)| Seat { part, seat, why, standing, voices };
        Decision {
            question, field, self_sees, choice, chosen, asked, decided, look_back, extra,
            options: options.into_iter().map(|(number, name)| Choice { number, name }).collect(),
            seats: seats.into_iter().map(seat).collect(),
            looked_back: looked_back.into_iter().map(|(when, words)| LookBack { when, words }).collect(),
        }
    }
}

prop_compose! {
    fn occurrence(extra: BoxedStrategy<Extra>)(
        (trigger, when, came) in (id(), when(), ids()),
        (strength, did, steady_after) in
            (option::of(any::<u8>()), option::of(select(&Response::ALL[..])), option::of(any::<u32>())),
        (helped, words, extra) in (text(), text(), extra),
    ) -> Occurrence {
        Occurrence { trigger, when, strength, came, did, steady_after, helped, words, extra }
    }
}

prop_compose! {
    fn safety_plan(extra: BoxedStrategy<Extra>)(
        steps in vec((text(), vec((text(), text()), 0..3)), 0..3),
        (looked, extra) in (option::of(day()), extra),
    ) -> SafetyPlan {
        let entry = |(words, phone)| PlanEntry { words, phone };
        let step = |(id, entries): (String, Vec<_>)| PlanStep { id, entries: entries.into_iter().map(entry).collect() };
        SafetyPlan { steps: steps.into_iter().map(step).collect(), looked, extra }
    }
}

prop_compose! {
    fn breathing(extra: BoxedStrategy<Extra>)(
        (pattern, when, planned, done) in (text(), when(), any::<u32>(), option::of(any::<u32>())),
        (before, after) in (option::of(any::<u8>()), option::of(any::<u8>())),
        (sign, words, extra) in (option::of(text()), text(), extra),
    ) -> Breathing {
        Breathing { pattern, when, planned, done, before, after, sign, words, extra }
    }
}

prop_compose! {
    fn showing(extra: BoxedStrategy<Extra>)(
        rule in text(), shown in when(), seen in option::of(when()), extra in extra,
    ) -> Showing {
        Showing { rule, shown, seen, extra }
    }
}

prop_compose! {
    fn care(extra: BoxedStrategy<Extra>)(
        (asked, answers) in (option::of(when()), vec((text(), select(&Answer::ALL[..])), 0..3)),
        day in option::of((when(), select(&Stage::ALL[..]), any::<bool>())),
        switches in vec((text(), when(), any::<bool>()), 0..3),
        extra in extra,
    ) -> Care {
        let day = day.map(|(at, stage, steady)| DaySaid { at, stage, steady });
        let switches = switches.into_iter().map(|(pattern, at, off)| Switch { pattern, at, off }).collect();
        Care { asked, answers, day, switches, extra }
    }
}

prop_compose! {
    fn own_breath(extra: BoxedStrategy<Extra>)(
        (name, phases, minutes) in (text(), any::<[u32; 4]>(), any::<u32>()),
        extra in extra,
    ) -> OwnBreath {
        OwnBreath { name, phases, minutes, extra }
    }
}

/// Any record; what a newer program wrote comes from `extra`.
pub(crate) fn record(extra: impl Strategy<Value = Extra> + 'static) -> impl Strategy<Value = Record> {
    let extra = extra.boxed();
    let any_extra = || extra.clone();
    let place = (id(), any::<i32>(), any::<i32>(), any_extra()).prop_map(|(part, x, y, extra)| Place {
        part,
        at: Point { x, y },
        extra,
    });
    let group =
        (text(), text(), option::of(text()), ids(), option::of(id()), any::<bool>(), source(), any_extra())
            .prop_map(|(name, about, colour, parts, within, archived, source, extra)| Group {
                name,
                about,
                colour,
                parts,
                within,
                archived,
                source,
                extra,
            });
    let picture = (any::<bool>(), any::<u32>(), any::<u32>(), vec(any::<u8>(), 0..40), any_extra()).prop_map(
        |(jpeg, width, height, bytes, extra)| Picture {
            kind: if jpeg { PictureKind::Jpeg } else { PictureKind::Png },
            width,
            height,
            bytes,
            extra,
        },
    );
    let recording = (
        id(),
        text(),
        when(),
        select(&SoundKind::ALL[..]),
        any::<u32>(),
        vec(any::<u8>(), 0..40),
        any_extra(),
    )
        .prop_map(|(run, screen, when, kind, seconds, bytes, extra)| Recording {
            run,
            screen,
            when,
            kind,
            seconds,
            bytes,
            extra,
        });
    let trigger = (text(), text(), ids(), text(), any::<bool>(), any_extra()).prop_map(
        |(name, signs, parts, helps, archived, extra)| Trigger { name, signs, parts, helps, archived, extra },
    );
    let mark = (when(), select(&MarkKind::ALL[..]), text(), text(), any::<bool>(), any_extra()).prop_map(
        |(when, kind, name, about, archived, extra)| Mark { when, kind, name, about, archived, extra },
    );
    prop_oneof![
        3 => part(any_extra()).prop_map(Record::from),
        2 => bond(any_extra()).prop_map(Record::from),
        1 => place.prop_map(Record::from),
        1 => group.prop_map(Record::from),
        1 => picture.prop_map(Record::from),
        1 => recording.prop_map(Record::from),
        2 => reading(any_extra()).prop_map(Record::from),
        1 => agreement(any_extra()).prop_map(Record::from),
        2 => decision(any_extra()).prop_map(Record::from),
        1 => trigger.prop_map(Record::from),
        1 => occurrence(any_extra()).prop_map(Record::from),
        1 => mark.prop_map(Record::from),
        1 => safety_plan(any_extra()).prop_map(Record::from),
        1 => showing(any_extra()).prop_map(Record::from),
        1 => breathing(any_extra()).prop_map(Record::from),
        1 => care(any_extra()).prop_map(Record::from),
        1 => own_breath(any_extra()).prop_map(Record::from),
        7 => journey::record(&extra),
        2 => responses::response(any_extra()).prop_map(Record::from),
        1 => responses::measure_plan(any_extra()).prop_map(Record::from),
        1 => responses::questionnaire(any_extra()).prop_map(Record::from),
        8 => sharing::record(&extra),
    ]
}
