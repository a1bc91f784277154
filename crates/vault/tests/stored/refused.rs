//! Bytes that are no payload, each named for what is wrong with it.

use hearken_core::RecordId;
use hearken_vault::stored::decode;
use rmpv::Value;

use super::frozen;

const FILE: &str = include_str!("../vectors/bad.txt");

#[test]
fn every_bad_payload_is_refused() {
    let vectors = super::read(FILE);
    assert_eq!(vectors.len(), 39);
    for (name, bytes) in vectors {
        assert!(decode(RecordId::from_bytes([1; 16]), 1, &bytes).is_err(), "{name}");
    }
}

#[test]
fn every_cut_of_a_good_payload_is_refused() {
    for (name, revision) in frozen::vectors() {
        let whole = frozen::written(&revision);
        for length in 0..whole.len() {
            assert!(decode(revision.record, 1, &whole[..length]).is_err(), "{name}, cut at {length}");
        }
    }
}

/// A payload taken apart: the envelope's fields, and the record's.
struct Apart {
    envelope: Vec<(Value, Value)>,
    data: Vec<(Value, Value)>,
}

fn fields(bytes: &[u8]) -> Vec<(Value, Value)> {
    match rmpv::decode::read_value(&mut &bytes[..]).unwrap() {
        Value::Map(fields) => fields,
        other => panic!("a payload is a map, not {other}"),
    }
}

fn packed(fields: &[(Value, Value)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    rmpv::encode::write_value(&mut bytes, &Value::Map(fields.to_vec())).unwrap();
    bytes
}

impl Apart {
    fn of(good: &str) -> Self {
        let (_, revision) = frozen::vectors().into_iter().find(|(name, _)| *name == good).unwrap();
        let envelope = fields(&frozen::written(&revision));
        let data = envelope.iter().find(|(name, _)| name.as_str() == Some("data")).unwrap();
        let data = fields(data.1.as_slice().unwrap());
        Self { envelope, data }
    }

    fn together(mut self) -> Vec<u8> {
        let data = packed(&self.data);
        if let Some((_, value)) = self
            .envelope
            .iter_mut()
            .find(|(name, value)| name.as_str() == Some("data") && matches!(value, Value::Binary(_)))
        {
            *value = Value::Binary(data);
        }
        packed(&self.envelope)
    }
}

/// Takes a field out of a list, or puts another value in its place.
fn with(list: &mut Vec<(Value, Value)>, name: &str, value: Option<Value>) {
    let at = list
        .iter()
        .position(|(known, _)| known.as_str() == Some(name))
        .unwrap_or_else(|| panic!("no {name}"));
    match value {
        Some(value) => list[at].1 = value,
        None => drop(list.remove(at)),
    }
}

fn envelope(name: &str, value: Option<Value>) -> Vec<u8> {
    let mut apart = Apart::of("journal_edited_and_settled");
    with(&mut apart.envelope, name, value);
    apart.together()
}

fn data(good: &str, name: &str, value: Option<Value>) -> Vec<u8> {
    let mut apart = Apart::of(good);
    with(&mut apart.data, name, value);
    apart.together()
}

fn short_ids() -> Value {
    Value::Array(vec![Value::Binary(vec![2; 15])])
}

/// One answer of a run, in another shape.
fn answer(fields: &[(&str, Value)]) -> Vec<u8> {
    let fields = fields.iter().map(|(name, value)| (Value::from(*name), value.clone())).collect();
    data("exercise_every_answer", "answers", Some(Value::Array(vec![Value::Map(fields)])))
}

/// How the file is made.
#[test]
fn the_bad_vectors_are_what_they_are_called() {
    let mut twice = Apart::of("journal_short");
    twice.envelope.push((Value::from("base"), Value::from(1)));
    let mut body_twice = Apart::of("journal_short");
    body_twice.data.push((Value::from("body"), Value::from("another")));
    let whole = Apart::of("journal_short").together();
    let cut = whole[..whole.len() - 1].to_vec();
    let mut stateless = Apart::of("exercise_begun");
    with(&mut stateless.data, "screen", None);
    let not_utf8 = {
        let mut bytes = Apart::of("journal_short").together();
        let at = bytes.windows(6).position(|window| window == b"a line").unwrap();
        bytes[at] = 0xff;
        bytes
    };
    let words = Value::from("words");
    let vectors = [
        ("empty", vec![]),
        ("not_messagepack", vec![0xc1]),
        ("nil", vec![0xc0]),
        ("text", [&[0xa5][..], b"words"].concat()),
        ("envelope_cut", cut),
        ("envelope_kind_missing", envelope("kind", None)),
        ("envelope_kind_not_text", envelope("kind", Some(Value::from(7)))),
        ("envelope_version_missing", envelope("v", None)),
        ("envelope_version_negative", envelope("v", Some(Value::from(-1)))),
        ("envelope_saved_missing", envelope("saved", None)),
        ("envelope_saved_not_a_number", envelope("saved", Some(words.clone()))),
        ("envelope_base_missing", envelope("base", None)),
        ("envelope_base_negative", envelope("base", Some(Value::from(-1)))),
        ("envelope_base_too_large", envelope("base", Some(Value::from(1_u64 << 32)))),
        ("envelope_base_twice", twice.together()),
        ("envelope_settles_not_a_list", envelope("settles", Some(words.clone()))),
        ("envelope_data_missing", envelope("data", None)),
        ("envelope_data_not_bytes", envelope("data", Some(Value::from(7)))),
        ("envelope_data_empty", envelope("data", Some(Value::from("")))),
        ("journal_body_missing", data("journal_full", "body", None)),
        ("journal_body_not_text", data("journal_full", "body", Some(Value::from(7)))),
        ("journal_body_not_utf8", not_utf8),
        ("journal_body_twice", body_twice.together()),
        ("journal_when_missing", data("journal_full", "when", None)),
        ("journal_when_without_instant", data("journal_full", "when", Some(Value::Map(vec![])))),
        ("journal_part_id_short", data("journal_full", "parts", Some(short_ids()))),
        ("journal_tags_not_a_list", data("journal_full", "tags", Some(words.clone()))),
        ("part_name_missing", data("part_full", "name", None)),
        ("part_role_missing", data("part_full", "role", None)),
        ("part_look_not_text", data("part_full", "look", Some(Value::Nil))),
        ("exercise_guide_missing", data("exercise_begun", "guide", None)),
        ("exercise_guide_version_negative", data("exercise_begun", "guide_version", Some(Value::from(-1)))),
        ("exercise_neither_open_nor_finished", stateless.together()),
        (
            "exercise_answer_without_screen",
            answer(&[("value", Value::from("done")), ("said", Value::from(1))]),
        ),
        (
            "exercise_answer_of_unknown_shape",
            answer(&[("screen", words.clone()), ("value", Value::from("danced")), ("said", Value::from(1))]),
        ),
        ("settings_idle_minutes_missing", data("settings_full", "idle_minutes", None)),
        ("settings_idle_minutes_too_large", data("settings_full", "idle_minutes", Some(Value::from(70_000)))),
        ("erasure_records_missing", data("erasure_of_two", "records", None)),
        ("erasure_record_id_short", data("erasure_of_two", "records", Some(short_ids()))),
    ];
    super::is_frozen("bad.txt", "Payloads that are refused, named for what is wrong with them.", &vectors);
}
