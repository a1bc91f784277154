//! Answers that another program wrote add up to what they add up to here, for every questionnaire that is shipped.

use hearken_content::{Measure, library};
use hearken_core::responses::{Answer, Given};
use hearken_measures::{Choice, FilledIn, Form, Item, Scoring};
use proptest::prelude::*;

/// How another program writes a choice, with a count of its own that says nothing here.
fn written(item: &Item, choice: &Choice) -> String {
    let coding = &choice.coding;
    let value = if coding.code.is_empty() {
        format!(r#""valueInteger": {}"#, choice.label)
    } else {
        format!(
            r#""valueCoding": {{"system": "{}", "code": "{}", "extension": [
                {{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 99}}]}}"#,
            coding.system, coding.code
        )
    };
    format!(r#"{{"linkId": "{}", "answer": [{{{value}}}]}}"#, item.link_id)
}

/// A response to a form, flat as LHC-Forms writes it, and the same answers as they are kept here.
fn response(form: &Form, canonical: &str, chosen: &[Option<usize>]) -> (String, Vec<Given>) {
    let (mut items, mut given) = (Vec::new(), Vec::new());
    let questions = form.all_items().filter(|item| item.kind.is_question() && !item.computed);
    for (item, chosen) in questions.zip(chosen.iter().cycle()) {
        let Some(chosen) = chosen else { continue };
        let (json, answer) = match item.options.len() {
            0 => {
                let words =
                    format!(r#"{{"linkId": "{}", "answer": [{{"valueString": "so"}}]}}"#, item.link_id);
                (words, Answer::Text("so".to_owned()))
            }
            many => {
                let choice = &item.options[chosen % many];
                (written(item, choice), item.answer_of(choice))
            }
        };
        items.push(json);
        given.push(Given { item: item.link_id.clone(), answer });
    }
    let head =
        format!(r#"{{"resourceType": "QuestionnaireResponse", "status": "completed", {canonical} "item": ["#);
    (head + &items.join(",") + "]}", given)
}

fn forms() -> Vec<(&'static Measure, (&'static Form, &'static Scoring))> {
    let with_form =
        |measure: &'static Measure| Some((measure, (measure.form.as_ref()?, &measure.file.scoring)));
    library().measures.iter().filter_map(with_form).collect()
}

proptest! {
    #[test]
    fn answers_from_elsewhere_add_up_to_the_same(
        chosen in prop::collection::vec(prop::option::weighted(0.9, 0_usize..11), 25),
    ) {
        let all: Vec<_> = forms().iter().map(|(_, form)| *form).collect();
        for (at, (measure, (form, scoring))) in forms().into_iter().enumerate() {
            let canonical = format!(r#""questionnaire": "{}|{}","#, form.url, form.version);
            let (json, given) = response(form, &canonical, &chosen);
            let filled = FilledIn::read(json.as_bytes()).expect("it is read").remove(0).expect("it is taken");
            prop_assert_eq!(filled.form_among(&all), Ok(at), "{}", measure.id());
            let answers = filled.answers(form, scoring);
            prop_assert_eq!(scoring.score(form, &answers.given), scoring.score(form, &given), "{}", measure.id());
            let not_asked = given.len() - form.counted(&given).count();
            prop_assert_eq!(answers.problems.len(), not_asked, "{}: {:?}", measure.id(), answers.problems);
        }
    }
}

#[test]
fn a_questionnaire_is_known_by_its_items_alone() {
    let all: Vec<_> = forms().iter().map(|(_, form)| *form).collect();
    for (at, (measure, (form, _))) in forms().into_iter().enumerate() {
        let (json, _) = response(form, "", &[Some(0)]);
        let filled = FilledIn::read(json.as_bytes()).expect("it is read").remove(0).expect("it is taken");
        assert_eq!(filled.form_among(&all), Ok(at), "{}", measure.id());
    }
}
