//! The measure plan: with nothing in it, with questionnaires, and with what a newer program wrote.

use hearken_core::{
    Extra, Record,
    measure_plan::{Asked, MeasurePlan},
};
use hearken_written::{from_json, pack, to_json, unpack};

const KIND: &str = "measure-plan";

fn asked(measure: &str, every_days: u16) -> Asked {
    Asked { measure: measure.to_owned(), every_days }
}

/// Every vector of plans by name, with what it says.
pub(super) fn vectors() -> Vec<(&'static str, Record)> {
    let measures = vec![asked("phq-9", 14), asked("suds", 1), asked("pcl-5", 366)];
    vec![
        ("measure_plan_empty", MeasurePlan::default().into()),
        ("measure_plan_full", MeasurePlan { measures, extra: Extra::default() }.into()),
    ]
}

#[test]
fn plans_that_are_not_whole_are_refused() {
    let bad: [(&str, &[u8]); 4] = [
        ("no questionnaire", b"\x81\xa8measures\x91\x81\xaaevery_days\x07"),
        ("no interval", b"\x81\xa8measures\x91\x81\xa7measure\xa1x"),
        ("an interval below nothing", b"\x81\xa8measures\x91\x82\xa7measure\xa1x\xaaevery_days\xff"),
        ("questionnaires that are no list", b"\x81\xa8measures\x07"),
    ];
    for (what, bytes) in bad {
        assert!(unpack(KIND, 1, bytes).unwrap().is_err(), "{what}");
    }
}

#[test]
fn what_a_newer_program_says_of_a_plan_is_carried_along() {
    let newer = b"\x82\xa8measures\x91\x82\xa7measure\xa1x\xaaevery_days\x07\xa3new\x07";
    let Record::MeasurePlan(read) = unpack(KIND, 1, newer).unwrap().unwrap() else { panic!() };
    assert_eq!(read.measures, [asked("x", 7)]);
    let record = Record::MeasurePlan(read);
    assert_eq!(pack(&record).unwrap().what, newer);
    let (json, extra) = to_json(&record).unwrap();
    assert_eq!(json.what, serde_json::json!({ "measures": [{ "measure": "x", "every_days": 7 }] }));
    assert_eq!(from_json(json.kind, 1, json.what, extra).unwrap().unwrap(), record);
}
