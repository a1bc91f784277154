//! What a newer program wrote: fields, kinds and versions that this one does not know come through it whole.

use std::collections::BTreeMap;

use hearken_core::{
    NewRevision, Notebook, Record, RecordId, Revision,
    journal::{self, Writing},
    notebook::Prepared,
    parts::{self, Part},
    record::UnknownRecord,
    settings::{self, Settings},
};
use hearken_vault::stored::{decode, encode, extra_from_map, map_from_extra};
use rmpv::Value;

use super::frozen;

/// Fields of every sort that a newer program may write.
fn new_fields() -> BTreeMap<String, Value> {
    let map = Value::Map(vec![(Value::from("deep"), Value::from(-7)), (Value::from(3), Value::Nil)]);
    [
        ("new_text", Value::from("words from tomorrow")),
        ("new_number", Value::from(u64::MAX)),
        ("new_negative", Value::from(i64::MIN)),
        ("new_fraction", Value::F64(0.1)),
        ("new_small_fraction", Value::F32(0.5)),
        ("new_truth", Value::from(true)),
        ("new_nothing", Value::Nil),
        ("new_bytes", Value::Binary(vec![0, 255])),
        ("new_list", Value::Array(vec![Value::from(1), map.clone()])),
        ("new_map", map),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// A frozen payload with these fields added to its record by a newer program, at the front and at the end.
fn as_newer_program_wrote(good: &str) -> Revision {
    let (_, revision) = frozen::vectors().into_iter().find(|(name, _)| *name == good).unwrap();
    let bytes = frozen::written(&revision);
    let Value::Map(mut envelope) = rmpv::decode::read_value(&mut &bytes[..]).unwrap() else {
        panic!("a map")
    };
    envelope.insert(0, (Value::from("written_by"), Value::from("hearken 9")));
    let data = &mut envelope.iter_mut().find(|(name, _)| name.as_str() == Some("data")).unwrap().1;
    let Value::Map(mut fields) = rmpv::decode::read_value(&mut data.as_slice().unwrap()).unwrap() else {
        panic!("a map")
    };
    let new = new_fields().into_iter().map(|(name, value)| (Value::from(name), value));
    fields.splice(0..0, new);
    let mut inside = Vec::new();
    rmpv::encode::write_value(&mut inside, &Value::Map(fields)).unwrap();
    *data = Value::Binary(inside);
    let mut outside = Vec::new();
    rmpv::encode::write_value(&mut outside, &Value::Map(envelope)).unwrap();
    decode(revision.record, 1, &outside).unwrap_or_else(|_| panic!("{good} with new fields is read"))
}

/// Writes an edit, reads it back, and gives the fields that this program does not know.
fn unknown_after(edit: &NewRevision) -> BTreeMap<String, Value> {
    let back = decode(edit.record, 2, &encode(edit, Default::default())).unwrap().what;
    let extra = match &back {
        Record::Journal(entry) => &entry.extra,
        Record::Part(part) => &part.extra,
        Record::Exercise(run) => &run.extra,
        Record::Settings(settings) => &settings.extra,
        other => panic!("{other:?} has no room for new fields"),
    };
    assert_eq!(back, edit.what);
    map_from_extra(extra)
}

fn notebook_with(revision: Revision) -> Notebook {
    let mut notebook = Notebook::default();
    notebook.apply(Prepared::of(revision));
    notebook
}

#[test]
fn new_fields_survive_an_edit_by_a_program_that_does_not_know_them() {
    let read = as_newer_program_wrote("journal_full");
    let Record::Journal(entry) = &read.what else { panic!("a journal entry") };
    assert_eq!(entry.body, "two\r\nlines and a 🕊 ", "what is known is read");
    let writing = Writing {
        record: read.record,
        base: 1,
        settles: vec![],
        title: "Monday".to_owned(),
        body: "other words".to_owned(),
        when: entry.when.clone(),
        parts: vec![],
        starred: false,
    };
    let edit = journal::keep(&notebook_with(read), writing).unwrap();
    assert_eq!(unknown_after(&edit), new_fields());
}

#[test]
fn new_fields_of_parts_runs_and_settings_survive_too() {
    let part = as_newer_program_wrote("part_full");
    let Record::Part(read) = part.what.clone() else { panic!("a part") };
    let renamed = Part { name: "The Planner, renamed".to_owned(), ..*read };
    let edit = parts::keep(&notebook_with(part.clone()), part.record, 1, renamed).unwrap();
    assert_eq!(unknown_after(&edit), new_fields());
    let mut own = as_newer_program_wrote("settings_full");
    own.record = RecordId::from_bytes(settings::SETTINGS);
    let notebook = notebook_with(own);
    let edit = settings::set(&notebook, Settings { idle_minutes: 3, ..notebook.settings() }).unwrap();
    assert_eq!(unknown_after(&edit), new_fields());
    let run = as_newer_program_wrote("exercise_every_answer");
    let edit = hearken_core::exercises::go_to(&notebook_with(run.clone()), run.record, "elsewhere").unwrap();
    assert_eq!(unknown_after(&edit[0]), new_fields());
}

#[test]
fn kinds_and_versions_from_tomorrow_are_kept_as_they_are() {
    for (kind, version) in [("dream", 1), ("journal", 2), ("part", u32::MAX), ("", 0)] {
        let payload = hearken_core::Extra(vec![0x93, 1, 2, 3, 0xc1, 0xff]);
        let unknown = Record::Unknown(UnknownRecord { kind: kind.to_owned(), version, payload });
        let save =
            NewRevision { record: RecordId::from_bytes([1; 16]), base: 3, settles: vec![2], what: unknown };
        let bytes = encode(&save, hearken_core::Timestamp::from_millis(5));
        let read = decode(save.record, 4, &bytes).unwrap();
        assert_eq!((&read.what, read.base, &read.settles), (&save.what, 3, &vec![2]), "{kind} {version}");
        let again =
            NewRevision { record: read.record, base: read.base, settles: read.settles, what: read.what };
        assert_eq!(encode(&again, read.saved), bytes, "{kind} {version}");
    }
}

#[test]
fn no_unknown_fields_are_no_bytes_and_rubbish_is_no_fields() {
    assert_eq!(extra_from_map(&BTreeMap::new()).0, Vec::<u8>::new());
    assert_eq!(map_from_extra(&extra_from_map(&new_fields())), new_fields());
    assert_eq!(map_from_extra(&hearken_core::Extra(vec![0xc1])), BTreeMap::new());
}
