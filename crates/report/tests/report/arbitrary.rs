//! Any notebook: every kind of record, with any words, saved in any order.

use hearken_core::{
    Extra, Notebook, Record, RecordId, Revision, Timestamp, When,
    exercises::{Answer, AnswerValue, Run, RunState},
    journal::{JournalEntry, SourceRef},
    notebook::Prepared,
    record::UnknownRecord,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::of_parts;

/// Any text, NUL and all.
fn text() -> impl Strategy<Value = String> {
    vec(any::<char>(), 0..12).prop_map(String::from_iter)
}

fn id() -> impl Strategy<Value = RecordId> {
    any::<[u8; 16]>().prop_map(RecordId::from_bytes)
}

pub(crate) fn when() -> impl Strategy<Value = When> {
    (any::<i64>(), -1_440_i16..=1_440, option::of(text()), any::<(bool, bool)>()).prop_map(
        |(at, offset, zone, flags)| {
            let (all_day, zone_assumed) = flags;
            When { zone, all_day, zone_assumed, ..When::new(Timestamp::from_millis(at), offset) }
        },
    )
}

fn extra() -> impl Strategy<Value = Extra> {
    vec(any::<u8>(), 0..8).prop_map(Extra)
}

fn entry() -> impl Strategy<Value = Record> {
    let source =
        (text(), text(), option::of(text())).prop_map(|(app, id, kept)| SourceRef { app, id, kept }.into());
    let words = (option::of(text()), text(), when(), vec(text(), 0..3));
    (words, vec(id(), 0..3), option::of(id()), option::of(source), any::<(bool, bool)>(), extra()).prop_map(
        |((title, body, when, tags), parts, run, source, (starred, hidden), extra)| {
            Record::Journal(JournalEntry {
                title,
                body: body.into(),
                when,
                parts,
                tags,
                starred,
                run,
                hidden,
                source,
                extra,
            })
        },
    )
}

fn answer_value() -> impl Strategy<Value = AnswerValue> {
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

fn run() -> impl Strategy<Value = Record> {
    let state = prop_oneof![
        text().prop_map(|screen| RunState::Open { screen }),
        (any::<i64>(), option::of(id()))
            .prop_map(|(at, entry)| RunState::Finished { at: Timestamp::from_millis(at), entry }),
    ];
    let answer = (text(), answer_value(), any::<i64>(), vec(answer_value(), 0..2)).prop_map(
        |(screen, value, said, others)| Answer { screen, value, said: Timestamp::from_millis(said), others },
    );
    let parts = (option::of(id()), option::of(id()), option::of(id()));
    (text(), any::<u32>(), when(), state, (parts, option::of(text())), vec(answer, 0..4), extra()).prop_map(
        |(guide, guide_version, begun, state, ((part, other_part, parent), therapist), answers, extra)| {
            Run { guide, guide_version, begun, state, part, other_part, parent, therapist, answers, extra }
                .into()
        },
    )
}

/// What one record says in one save after another: it is of one kind for ever.
fn saves() -> impl Strategy<Value = Vec<(Record, i64, u32)>> {
    let unknown = ("x-[a-z]{0,5}", any::<u32>(), extra())
        .prop_map(|(kind, version, payload)| Record::Unknown(UnknownRecord { kind, version, payload }));
    let kinds = [entry().boxed(), of_parts::record(extra()).boxed(), run().boxed(), unknown.boxed()];
    let saves = select(kinds.to_vec()).prop_flat_map(|what| vec((what, any::<i64>(), any::<u32>()), 1..4));
    saves.prop_map(|mut saves| {
        let kind = saves[0].0.kind();
        saves.retain(|(what, ..)| what.kind() == kind);
        saves
    })
}

/// A notebook of any records, each saved any number of times from any earlier revision.
pub(crate) fn notebook() -> impl Strategy<Value = Notebook> {
    vec((id(), saves()), 0..6).prop_map(|records| {
        let mut notebook = Notebook::default();
        for (record, saves) in records {
            for (number, (what, saved, from)) in (1_u32..).zip(saves) {
                let settles = if from.is_multiple_of(5) { (1..number).collect() } else { Vec::new() };
                let saved = Timestamp::from_millis(saved);
                let revision = Revision { record, rev: number, base: from % number, settles, saved, what };
                notebook.apply(Prepared::of(revision));
            }
        }
        notebook
    })
}
