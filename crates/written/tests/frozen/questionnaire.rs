//! Questionnaires that somebody added: asked, and taken away.

use hearken_core::{Extra, Record, questionnaires::Questionnaire};
use hearken_written::{pack, unpack};

const KIND: &str = "questionnaire";

/// Every vector of added questionnaires by name, with what it says.
pub(super) fn vectors() -> Vec<(&'static str, Record)> {
    let one = |away: bool| Questionnaire {
        title: "How quiet it is".to_owned(),
        text: "{\"resourceType\": \"Questionnaire\", \"title\": \"How quiet it is\"}\n".to_owned(),
        away,
        extra: Extra::default(),
    };
    vec![("questionnaire_asked", one(false).into()), ("questionnaire_away", one(true).into())]
}

#[test]
fn questionnaires_that_are_not_whole_are_refused_and_newer_fields_are_carried_along() {
    for (what, bytes) in [
        ("no text", &b"\x81\xa5title\xa1x"[..]),
        ("no title", b"\x81\xa4text\xa1x"),
        ("away, and no yes or no", b"\x83\xa5title\xa1x\xa4text\xa1y\xa4away\x07"),
    ] {
        assert!(unpack(KIND, 1, bytes).unwrap().is_err(), "{what}");
    }
    let newer = b"\x83\xa5title\xa1x\xa4text\xa1y\xa3new\x07";
    assert_eq!(pack(&unpack(KIND, 1, newer).unwrap().unwrap()).unwrap().what, newer);
}
