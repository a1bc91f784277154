//! Whatever is written reads back, and whatever bytes there are, reading them is safe.

use std::collections::BTreeMap;

use hearken_core::{
    Extra, Record, RecordId, Revision, Timestamp, When,
    erasure::Erasure,
    exercises::{Answer, AnswerValue, Run, RunState},
    journal::{JournalEntry, SourceRef},
    record::UnknownRecord,
    settings::Settings,
};
use hearken_vault::stored::decode;
use hearken_written::extra_from_map;
use proptest::{collection::vec, option, prelude::*};
use rmpv::Value;

use super::{frozen::written, of_parts};

fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just(String::new()), "\\PC{0,20}", "(?s).{0,20}"]
}

fn id() -> impl Strategy<Value = RecordId> + Clone {
    any::<[u8; 16]>().prop_map(RecordId::from_bytes)
}

fn instant() -> impl Strategy<Value = Timestamp> + Clone {
    any::<i64>().prop_map(Timestamp::from_millis)
}

fn when() -> impl Strategy<Value = When> {
    (instant(), any::<i16>(), option::of(text()), any::<bool>(), any::<bool>()).prop_map(
        |(at, offset_minutes, zone, all_day, zone_assumed)| When {
            at,
            offset_minutes,
            zone,
            all_day,
            zone_assumed,
        },
    )
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Nil),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(Value::F64),
        text().prop_map(Value::from),
        vec(any::<u8>(), 0..9).prop_map(Value::Binary),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((inner.clone(), inner), 0..3).prop_map(Value::Map),
        ]
    })
}

/// Unknown fields have names that no shape of ours uses.
fn extra() -> impl Strategy<Value = Extra> {
    let fields = prop::collection::btree_map("x_[a-z]{1,6}", value(), 0..3);
    fields.prop_map(|fields: BTreeMap<String, Value>| extra_from_map(&fields))
}

prop_compose! {
    fn journal()(
        (title, body, when) in (option::of(text()), text(), when()),
        (parts, tags, starred, run, hidden) in (vec(id(), 0..3), vec(text(), 0..3), any::<bool>(), option::of(id()), any::<bool>()),
        source in option::of((text(), text(), option::of(text()))),
        extra in extra(),
    ) -> Record {
        let source = source.map(|(app, id, kept)| SourceRef { app, id, kept }.into());
        Record::Journal(JournalEntry { title, body: body.into(), when, parts, tags, starred, run, hidden, source, extra })
    }
}

fn answer_value() -> impl Strategy<Value = AnswerValue> + Clone {
    prop_oneof![
        Just(AnswerValue::Done),
        Just(AnswerValue::Skipped),
        text().prop_map(AnswerValue::Words),
        (vec(text(), 0..3), text()).prop_map(|(options, other)| AnswerValue::Chosen { options, other }),
        id().prop_map(AnswerValue::Part),
        (text(), option::of(text()), option::of(text()), text())
            .prop_map(|(words, colour, shape, age)| AnswerValue::Picture { words, colour, shape, age }),
        (vec(text(), 0..3), text()).prop_map(|(places, words)| AnswerValue::Body { places, words }),
        vec((text(), text()), 0..3).prop_map(AnswerValue::OwnQuestions),
        (option::of(id()), text()).prop_map(|(picture, words)| AnswerValue::Drawing { picture, words }),
        vec((text(), 0..=10_u8), 0..3).prop_map(AnswerValue::Levels),
        vec(id(), 0..3).prop_map(AnswerValue::Parts),
    ]
}

prop_compose! {
    fn run()(
        (guide, guide_version, begun) in (text(), any::<u32>(), when()),
        state in prop_oneof![
            text().prop_map(|screen| RunState::Open { screen }),
            (instant(), option::of(id())).prop_map(|(at, entry)| RunState::Finished { at, entry }),
        ],
        (part, other_part, parent) in (option::of(id()), option::of(id()), option::of(id())),
        therapist in option::of(text()),
        answers in vec((text(), answer_value(), instant(), vec(answer_value(), 0..2)), 0..4),
        extra in extra(),
    ) -> Record {
        let answer = |(screen, value, said, others)| Answer { screen, value, said, others };
        let answers = answers.into_iter().map(answer).collect();
        Run { guide, guide_version, begun, state, part, other_part, parent, therapist, answers, extra }.into()
    }
}

fn record() -> impl Strategy<Value = Record> {
    let settings = (any::<[u16; 2]>(), option::of(text()), any::<[bool; 4]>(), extra()).prop_map(
        |([idle_minutes, answer_seconds], country, [read_aloud, breath_sound, chimes, invented], extra)| {
            Record::Settings(Settings {
                idle_minutes,
                country,
                read_aloud,
                breath_sound,
                answer_seconds,
                chimes,
                invented,
                extra,
            })
        },
    );
    let unknown = ("[a-z]{1,8}", 2..9_u32, vec(any::<u8>(), 0..40)).prop_map(|(kind, version, payload)| {
        Record::Unknown(UnknownRecord { kind, version, payload: Extra(payload) })
    });
    let erasure = vec(id(), 0..4).prop_map(|records| Record::Erasure(Erasure { records }));
    prop_oneof![journal(), of_parts::record(extra()), run(), settings, unknown, erasure]
}

prop_compose! {
    fn revision()(
        record in id(), rev in any::<u32>(), base in any::<u32>(), settles in vec(any::<u32>(), 0..4),
        saved in instant(), what in record(),
    ) -> Revision {
        Revision { record, rev, base, settles, saved, what }
    }
}

proptest! {
    #[test]
    fn whatever_is_written_reads_back(revision in revision()) {
        let bytes = written(&revision);
        let read = decode(revision.record, revision.rev, &bytes).unwrap();
        prop_assert_eq!(&read, &revision);
        prop_assert_eq!(written(&read), bytes);
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = decode(RecordId::from_bytes([1; 16]), 1, &bytes);
    }

    #[test]
    fn no_change_of_a_payload_makes_reading_panic(
        revision in revision(),
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = written(&revision);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(read) = decode(revision.record, revision.rev, &bytes) {
            // What can be read can be written.
            written(&read);
        }
    }
}

#[test]
fn nested_and_boastful_payloads_are_refused_without_harm() {
    let fields = |inside: Vec<u8>| {
        // {"kind": "journal", "v": 1, "saved": 0, "base": 0, "data": bin 32 …}
        let head = b"\x85\xa4kind\xa7journal\xa1v\x01\xa5saved\x00\xa4base\x00\xa4data\xc6";
        [&head[..], &(inside.len() as u32).to_be_bytes(), &inside].concat()
    };
    // {"new": [[[…]]]}, as deep as it gets; and lists, maps, texts and bytes that claim four thousand million.
    let deep = |one: u8| [&b"\x81\xa3new"[..], &vec![one; 200_000]].concat();
    let boast = |kind: u8| [&b"\x81\xa3new"[..], &[kind, 0xff, 0xff, 0xff, 0xff]].concat();
    let insides = [deep(0x91), deep(0x81), boast(0xdd), boast(0xdf), boast(0xdb), boast(0xc6), boast(0xc9)];
    for inside in insides {
        assert!(decode(RecordId::from_bytes([1; 16]), 1, &inside).is_err());
        assert!(decode(RecordId::from_bytes([1; 16]), 1, &fields(inside)).is_err());
    }
}
