//! What a form may use and is not supported: named item by item, never fetched and never followed.
//!
//! What would make another questionnaire of it is a fault. What only would have filled something in, worked something out or
//! held answers to a limit is a note: it is asked all the same, and whoever adds it is told first.
//!
//! No expression is evaluated. Every library for FHIRPath that was looked at was unfit: one fetches while it is built, one has
//! no bound on time and licences that are not allowed here, and the light ones lack `weight()`, with which sums are made.

use serde_json::Value;

use super::Reading;
use crate::{
    ItemKind,
    fhir::{MODIFIER, Object, extensions, flag, objects, short, text},
    form::MOST_EXPRESSION,
};

/// What an item comes to, as SDC has it and as forms before SDC 3 have it.
const CALCULATED: [&str; 2] = [
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-calculatedExpression",
];
const VARIABLE: &str = "http://hl7.org/fhir/StructureDefinition/variable";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

/// Extensions that would change what is asked.
const NOT_FOLLOWED: [&str; 3] = [
    "sdc-questionnaire-questionnaireAdaptive",
    "sdc-questionnaire-answerExpression",
    "sdc-questionnaire-enableWhenExpression",
];

/// Extensions that say how something looks, and take nothing from what is asked.
const LOOKS: [&str; 10] = [
    "questionnaire-itemControl",
    "questionnaire-choiceOrientation",
    "questionnaire-displayCategory",
    "questionnaire-optionPrefix",
    "questionnaire-hidden",
    "rendering-style",
    "rendering-styleSensitive",
    "rendering-xhtml",
    "rendering-markdown",
    "preferredTerminologyServer",
];

/// Fields that R4 does not know.
const LATER: [&str; 5] = [
    "answerConstraint",
    "disabledDisplay",
    "versionAlgorithmString",
    "versionAlgorithmCoding",
    "copyrightLabel",
];

impl<'j> Reading<'j> {
    pub(super) fn name_what_is_not_supported(&mut self, place: &str, object: &'j Object) {
        if object.contains_key("modifierExtension") {
            self.fault(place, MODIFIER);
        }
        for name in LATER.iter().filter(|name| object.contains_key(**name)) {
            self.fault(place, &format!("{name} is of a later FHIR; this reads R4"));
        }
        let mut variables: Vec<&str> = Vec::new();
        for (url, extension) in extensions(object) {
            let expression = extension.get("valueExpression").and_then(Value::as_object);
            if let Some(expression) = expression {
                self.check_expression(place, expression);
            }
            let name = url.rsplit('/').next().unwrap_or_default();
            match expression {
                _ if NOT_FOLLOWED.contains(&name) => {
                    self.fault(place, &format!("{name} is not supported"));
                }
                _ if LOOKS.contains(&name) => {}
                _ if CALCULATED.contains(&url) => {
                    self.note(place, "calculatedExpression: what it comes to is not worked out here");
                }
                Some(expression) if url == VARIABLE => {
                    variables.push(text(expression, "name"));
                    let variable = short(text(expression, "name"));
                    self.note(place, &format!("variable: “{variable}” is not worked out here"));
                }
                _ => self.note(place, &format!("{} is not followed", short(name))),
            }
        }
        variables.sort_unstable();
        for pair in variables.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.fault(place, &format!("the variable “{}” stands there twice", short(pair[0])));
        }
    }

    /// What an item would hold its answers to, or begin with.
    pub(super) fn note_what_is_not_done(&mut self, place: &str, kind: ItemKind, object: &'j Object) {
        let selected = |option: &Object| flag(option, "initialSelected");
        if object.contains_key("initial") || objects(object, "answerOption").any(selected) {
            self.note(place, "initial: nothing is answered beforehand");
        }
        if object.contains_key("maxLength") {
            self.note(place, "maxLength: answers may be longer");
        }
        if kind == ItemKind::Group && flag(object, "repeats") {
            self.note(place, "repeats: the group is asked once");
        }
        if is_computed(object) || flag(object, "readOnly") {
            self.note(place, "only a program would fill it in, so it is not asked");
        }
    }

    /// Its length alone: nothing is worked out, whatever its language.
    fn check_expression(&mut self, place: &str, expression: &Object) {
        if text(expression, "expression").chars().count() > MOST_EXPRESSION {
            self.fault(place, &format!("an expression is longer than {MOST_EXPRESSION} letters"));
        }
    }
}

/// Whether only a program fills an item in.
pub(super) fn is_computed(object: &Object) -> bool {
    is_calculated(object)
        || extensions(object).any(|(url, extension)| url == HIDDEN && flag(extension, "valueBoolean"))
}

/// Whether an expression says what an item comes to.
pub(super) fn is_calculated(object: &Object) -> bool {
    extensions(object).any(|(url, _)| CALCULATED.contains(&url))
}
