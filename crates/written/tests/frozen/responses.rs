//! Responses to questionnaires: every state and every kind of answer, and what a newer program may answer with.

use hearken_core::{
    Extra, Record,
    responses::{Answer, Given, Response, ResponseState},
};
use hearken_written::{extra_from_map, from_json, pack, to_json, unpack};
use rmpv::Value;

use super::{id, text, when};

const KIND: &str = "questionnaire-response";

fn given(item: &str, answer: Answer) -> Given {
    Given { item: item.to_owned(), answer }
}

fn full() -> Response {
    let code = |system: &str, code: &str| Answer::Code { system: system.to_owned(), code: code.to_owned() };
    Response {
        about: Some(id(9)),
        answers: vec![
            given("/44250-9", Answer::Number(3)),
            given("/below", Answer::Number(-300)),
            given("/weight", Answer::Decimal("61.50".to_owned())),
            given("/yes", Answer::Yes(true)),
            given("/no", Answer::Yes(false)),
            given("/kind", code("http://loinc.org", "LA6568-5")),
            given("/kind", code("", "other")),
            given("/words", Answer::Text(text("words"))),
            given("/since", Answer::Date("2026-11".to_owned())),
            given("/last", Answer::Skipped),
        ],
        state: ResponseState::Finished,
        note: text("note"),
        ..Response::begun("phq-9", "1.0.0", "en", when())
    }
}

/// Every vector of responses by name, with what it says.
pub(super) fn vectors() -> Vec<(&'static str, Record)> {
    let stopped = Response { state: ResponseState::Stopped, ..Response::begun("x", "1", "en", when()) };
    vec![
        ("response_begun", Response::begun("x", "", "", when()).into()),
        ("response_stopped", stopped.into()),
        ("response_full", full().into()),
        ("response_imported", Response { imported: true, ..Response::begun("x", "", "", when()) }.into()),
    ]
}

#[test]
fn responses_that_are_not_whole_are_refused() {
    let bad: [(&str, &[u8]); 6] = [
        ("no questionnaire", b"\x82\xa4when\x81\xa2at\x00\xa5state\xa4open"),
        ("no moment", b"\x82\xa7measure\xa1x\xa5state\xa4open"),
        ("no state", b"\x82\xa7measure\xa1x\xa4when\x81\xa2at\x00"),
        ("a state that there is not", b"\x83\xa7measure\xa1x\xa4when\x81\xa2at\x00\xa5state\xa4done"),
        (
            "an answer to nothing",
            b"\x84\xa7measure\xa1x\xa4when\x81\xa2at\x00\xa5state\xa4open\xa7answers\x91\x90",
        ),
        (
            "an answer that is no pair",
            b"\x84\xa7measure\xa1x\xa4when\x81\xa2at\x00\xa5state\xa4open\xa7answers\x91\x03",
        ),
    ];
    for (what, bytes) in bad {
        assert!(unpack(KIND, 1, bytes).unwrap().is_err(), "{what}");
    }
}

/// A response of a newer program: an answer with a photo, a number, one with a word beside it, and a field.
const NEWER: &[u8] = b"\x85\xa7measure\xa1x\xa4when\x82\xa2at\x00\xa6offset\x00\xa7answers\x93\
    \x92\xa2/1\x81\xa5photo\xc4\x01\x07\
    \x92\xa2/2\x03\
    \x93\xa2/3\x01\xa4sure\
    \xa5state\xa4open\xa3new\x07";

fn newer() -> Response {
    let Record::Response(response) = unpack(KIND, 1, NEWER).unwrap().unwrap() else { panic!() };
    *response
}

#[test]
fn an_answer_of_a_kind_that_is_not_known_is_carried_along_in_its_place() {
    let response = newer();
    assert_eq!(response.answers, [given("/2", Answer::Number(3))]);
    assert_eq!(pack(&response.into()).unwrap().what, NEWER);
}

#[test]
fn what_is_carried_along_stays_whatever_is_answered_beside_it() {
    let mut fewer = newer();
    fewer.give("/2", Vec::new());
    let mut more = newer();
    more.give("/4", vec![Answer::Skipped]);
    more.give("/5", vec![Answer::Yes(true)]);
    for changed in [fewer, more] {
        let answers = changed.answers.clone();
        let packed = pack(&changed.into()).unwrap().what;
        let carried =
            [&b"\x92\xa2/1\x81\xa5photo\xc4\x01\x07"[..], b"\x93\xa2/3\x01\xa4sure", b"\xa3new\x07"];
        assert!(carried.iter().all(|bytes| packed.windows(bytes.len()).any(|window| window == *bytes)));
        let Record::Response(read) = unpack(KIND, 1, &packed).unwrap().unwrap() else { panic!() };
        assert_eq!(read.answers, answers);
        assert_eq!(pack(&Record::Response(read)).unwrap().what, packed);
    }
}

#[test]
fn it_goes_through_json_beside_the_shape() {
    let response = Record::from(newer());
    let (json, extra) = to_json(&response).unwrap();
    assert_eq!(json.what["answers"], serde_json::json!([["/2", 3]]));
    let read = from_json(json.kind, 1, json.what, extra).unwrap().unwrap();
    assert_eq!(read, response);
    assert_eq!(pack(&read).unwrap().what, NEWER);
}

#[test]
fn json_with_an_answer_that_there_is_not_is_refused() {
    let json = |given: serde_json::Value| {
        let moment = serde_json::json!({ "at": 0, "offset_minutes": 0 });
        let what = serde_json::json!({ "measure": "x", "when": moment, "state": "open", "answers": [["/1", given]] });
        from_json(KIND, 1, what, Extra::default()).unwrap().is_ok()
    };
    for good in [serde_json::json!(3), serde_json::json!({ "system": "x", "code": "y" })] {
        assert!(json(good.clone()), "{good}");
    }
    for bad in [
        serde_json::json!(1.5),
        serde_json::json!([]),
        serde_json::json!({}),
        serde_json::json!({ "decimal": 1.5 }),
        serde_json::json!({ "code": "y", "date": "2026" }),
        serde_json::json!(u64::MAX),
    ] {
        assert!(!json(bad.clone()), "{bad}");
    }
}

#[test]
fn what_is_carried_along_in_no_shape_is_left_out_and_harms_no_answer() {
    let pair = |at: u64, what| Value::Array(vec![Value::from(at), what]);
    let photo = Value::Map(vec![(Value::from("photo"), Value::from(7))]);
    let carried = vec![
        Value::from(7),
        pair(0, Value::from(7)),
        pair(0, Value::Array(vec![])),
        pair(0, Value::Array(vec![Value::from("/1"), Value::from(3)])),
        pair(u64::MAX, Value::Array(vec![Value::from("/2"), photo])),
    ];
    let fields = [("answers".to_owned(), Value::Array(carried))].into();
    let response = Response { extra: extra_from_map(&fields), ..full() };
    let packed = pack(&response.into()).unwrap().what;
    let Record::Response(read) = unpack(KIND, 1, &packed).unwrap().unwrap() else { panic!() };
    assert_eq!(read.answers, full().answers);
    assert!(!read.extra.0.is_empty(), "the photo is there");
    assert_eq!(pack(&Record::Response(read)).unwrap().what, packed);
}
