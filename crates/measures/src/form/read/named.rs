//! What a form may use and is not supported: named item by item, never fetched and never followed.

use serde_json::Value;

use super::Reading;
use crate::{
    fhir::{MODIFIER, Object, extensions, flag, short, text},
    form::MOST_EXPRESSION,
};

/// What an item comes to, as SDC has it and as forms before SDC 3 have it.
const CALCULATED: [&str; 2] = [
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-calculatedExpression",
];
const VARIABLE: &str = "http://hl7.org/fhir/StructureDefinition/variable";
const HIDDEN: &str = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";

/// Extensions that would change what is asked or fetched.
const NOT_FOLLOWED: [&str; 7] = [
    "sdc-questionnaire-questionnaireAdaptive",
    "sdc-questionnaire-launchContext",
    "sdc-questionnaire-initialExpression",
    "sdc-questionnaire-sourceQueries",
    "sdc-questionnaire-answerExpression",
    "sdc-questionnaire-enableWhenExpression",
    "cqf-library",
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
            let name = url.rsplit('/').next().unwrap_or_default();
            if NOT_FOLLOWED.contains(&name) {
                self.fault(place, &format!("{name} is not supported"));
            }
            let Some(expression) = extension.get("valueExpression").and_then(Value::as_object) else {
                continue;
            };
            self.check_expression(place, expression);
            if url == VARIABLE {
                variables.push(text(expression, "name"));
            }
        }
        variables.sort_unstable();
        for pair in variables.windows(2).filter(|pair| pair[0] == pair[1]) {
            self.fault(place, &format!("the variable “{}” stands there twice", short(pair[0])));
        }
    }

    /// Its language, which says whether it would be fetched, and its length.
    fn check_expression(&mut self, place: &str, expression: &Object) {
        let language = text(expression, "language");
        if language != "text/fhirpath" {
            self.fault(place, &format!("an expression in “{}” is not supported", short(language)));
        }
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
