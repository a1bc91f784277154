//! Whatever comes from elsewhere is read or refused, and nothing breaks.

use hearken_core::responses::{Answer, Given};
use hearken_measures::{FilledIn, Form, Scoring};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Names that forms use, and values that fit or do not.
fn word() -> impl Strategy<Value = String> {
    let known = [
        "a",
        "b",
        "group",
        "display",
        "choice",
        "open-choice",
        "integer",
        "string",
        "boolean",
        "exists",
        "=",
        "!=",
        ">",
        "any",
        "all",
        "#v",
        "http://hl7.org/fhir/StructureDefinition/ordinalValue",
        "Questionnaire",
        "ValueSet",
    ];
    prop_oneof![4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,8}"]
}

fn field() -> impl Strategy<Value = String> {
    let known = [
        "resourceType",
        "item",
        "linkId",
        "type",
        "text",
        "required",
        "repeats",
        "readOnly",
        "initial",
        "answerOption",
        "answerValueSet",
        "valueCoding",
        "valueInteger",
        "valueString",
        "valueDecimal",
        "system",
        "code",
        "display",
        "enableWhen",
        "enableBehavior",
        "question",
        "operator",
        "answerBoolean",
        "answerInteger",
        "answerCoding",
        "extension",
        "url",
        "contained",
        "compose",
        "include",
        "concept",
        "expansion",
        "contains",
        "id",
        "entry",
        "resource",
        "modifierExtension",
        "valueExpression",
        "answer",
        "status",
    ];
    prop_oneof![12 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => ".{0,6}"]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Null),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        4 => word().prop_map(Value::from),
    ];
    leaf.prop_recursive(8, 120, 6, |inner| {
        let object = prop::collection::vec((field(), inner.clone()), 0..8)
            .prop_map(|fields| Value::from(fields.into_iter().collect::<Map<_, _>>()));
        prop_oneof![1 => prop::collection::vec(inner, 0..5).prop_map(Value::from), 3 => object]
    })
}

/// An item that could be one, so that some forms are read to the end.
fn item() -> impl Strategy<Value = Value> {
    let kind = prop::sample::select(vec!["group", "integer", "string", "boolean", "choice", "display"]);
    let leaf = ("[a-f]", kind, prop::option::of("[a-f]"), value()).prop_map(|(id, kind, waits, odd)| {
        let mut item = json!({"linkId": id, "type": kind});
        if kind == "choice" {
            item["answerOption"] =
                json!([{"valueCoding": {"system": "s", "code": "1"}}, {"valueInteger": 2}]);
        }
        if let Some(question) = waits {
            item["enableWhen"] = json!([{"question": question, "operator": "exists", "answerBoolean": true}]);
        }
        if odd.is_boolean() {
            item["required"] = odd;
        }
        item
    });
    leaf.prop_recursive(4, 24, 4, |inner| {
        ("[a-f]", prop::collection::vec(inner, 1..4))
            .prop_map(|(id, items)| json!({"linkId": id, "type": "group", "item": items}))
    })
}

fn given() -> impl Strategy<Value = Vec<Given>> {
    let answer = prop_oneof![
        any::<bool>().prop_map(Answer::Yes),
        any::<i64>().prop_map(Answer::Number),
        ".{0,4}".prop_map(Answer::Decimal),
        Just(Answer::Skipped),
    ];
    prop::collection::vec(("[a-f]", answer).prop_map(|(item, answer)| Given { item, answer }), 0..8)
}

fn look_at(form: &Form, given: &[Given]) {
    // What is asked are items of the form, in its order, and each below one that is asked.
    let all: Vec<&str> = form.all_items().map(|item| item.link_id.as_str()).collect();
    let asked: Vec<&str> = form.asked(given).map(|item| item.link_id.as_str()).collect();
    let mut places =
        asked.iter().map(|id| all.iter().position(|known| known == id).expect("it is of the form"));
    assert!(places.by_ref().collect::<Vec<_>>().is_sorted());
    for item in form.all_items().filter(|item| asked.contains(&item.link_id.as_str())) {
        let parent =
            form.all_items().find(|other| other.items.iter().any(|child| child.link_id == item.link_id));
        assert!(parent.is_none_or(|parent| asked.contains(&parent.link_id.as_str())));
    }
    assert!(form.counted(given).all(|one| asked.contains(&one.item.as_str())));
    assert!(form.open(given).iter().all(|id| asked.contains(id)));
}

/// Everything that is taken is something that the form takes.
fn look_into(filled: &FilledIn, form: Option<&Form>) {
    let scoring = Scoring::default();
    let Some(form) = form else { return };
    let _ = filled.form_among(&[(form, &scoring), (form, &scoring)]);
    let answers = filled.answers(form, &scoring);
    for one in &answers.given {
        assert!(form.item(&one.item).is_some_and(|item| item.takes(&one.answer)), "{one:?}");
    }
    let _ = scoring.score(form, &answers.given);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Form::read(&bytes);
    }

    #[test]
    fn any_json_is_read_or_refused(value in value(), given in given()) {
        let as_form = match &value {
            Value::Object(fields) => {
                let mut fields = fields.clone();
                fields.insert("resourceType".to_owned(), "Questionnaire".into());
                Value::from(fields)
            }
            _ => json!({"resourceType": "Questionnaire", "item": [value.clone()]}),
        };
        for value in [value, as_form] {
            if let Ok(form) = Form::read(value.to_string().as_bytes()) {
                look_at(&form, &given);
            }
        }
    }

    #[test]
    fn any_form_that_is_read_can_be_asked(items in prop::collection::vec(item(), 1..6), given in given()) {
        let form = json!({"resourceType": "Questionnaire", "item": items});
        match Form::read(form.to_string().as_bytes()) {
            Ok(form) => look_at(&form, &given),
            Err(faults) => prop_assert!(!faults.is_empty()),
        }
    }

    #[test]
    fn any_bytes_are_a_response_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = FilledIn::read(&bytes);
    }

    #[test]
    fn any_json_is_a_response_or_refused(
        value in value(), items in prop::collection::vec(item(), 1..4), canonical in word(),
        replies in prop::collection::vec(("[a-f]", "value(Coding|Integer|Boolean|String)", value()), 0..6),
    ) {
        let form = json!({"resourceType": "Questionnaire", "url": "a", "item": items});
        let form = Form::read(form.to_string().as_bytes()).ok();
        let mut replies: Vec<Value> = replies
            .into_iter()
            .map(|(item, name, value)| json!({"linkId": item, "answer": [{name: value}]}))
            .collect();
        replies.push(value.clone());
        let response = json!({"resourceType": "QuestionnaireResponse", "questionnaire": canonical, "item": replies,
            "status": "completed"});
        let Value::Object(mut fields) = response.clone() else { unreachable!() };
        if let Value::Object(odd) = value.clone() {
            fields.extend(odd);
        }
        for value in [value, response, Value::from(fields)] {
            for filled in FilledIn::read(value.to_string().as_bytes()).into_iter().flatten().flatten() {
                look_into(&filled, form.as_ref());
            }
        }
    }
}
