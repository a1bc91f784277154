//! What can be chosen and what each choice counts: from `answerOption`, or from a value set that the form brings along.

use std::collections::HashSet;

use serde_json::Value;

use super::Reading;
use crate::{
    Choice, Coding, ItemKind,
    fhir::{Object, coding, extensions, objects, text},
    form::MOST_OPTIONS,
};

/// What a choice counts: as R4 has it, as its successor has it, and as older forms have it.
const ORDINAL: [&str; 5] = [
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/valueset-ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/iso21090-CO-value",
];

impl<'j> Reading<'j> {
    pub(super) fn options(&mut self, place: &str, kind: ItemKind, object: &'j Object) -> Vec<Choice> {
        if !matches!(kind, ItemKind::Choice | ItemKind::OpenChoice | ItemKind::Integer) {
            return Vec::new();
        }
        let mut options = Vec::new();
        for option in self.objects(place, object, "answerOption").take(MOST_OPTIONS + 1) {
            match choice(option) {
                Some(choice) => options.push(choice),
                None => self
                    .fault(place, "one of its options says nothing, or is of a kind that is not supported"),
            }
        }
        if object.contains_key("answerValueSet") {
            options.extend(self.contained_codes(place, object));
        }
        self.check_options(place, options.len(), &options);
        options
    }

    fn check_options(&mut self, place: &str, many: usize, options: &[Choice]) {
        if many > MOST_OPTIONS {
            self.fault(place, &format!("it has more than {MOST_OPTIONS} options"));
        }
        let mut seen = HashSet::new();
        let named = |choice: &Choice| {
            let Coding { system, code, .. } = &choice.coding;
            let label = if code.is_empty() { choice.label.clone() } else { String::new() };
            (system.clone(), code.clone(), label)
        };
        if options.iter().any(|choice| !seen.insert(named(choice))) {
            self.fault(place, "one of its options stands there twice");
        }
    }

    /// The codes of a value set within the form. Any other would have to be fetched.
    fn contained_codes(&mut self, place: &str, object: &'j Object) -> Vec<Choice> {
        let named = self.text(place, object, "answerValueSet");
        let Some(set) = named.strip_prefix('#').and_then(|id| self.value_sets.get(id).copied()) else {
            self.fault(
                place,
                "answerValueSet is not supported unless the value set is contained in the form",
            );
            return Vec::new();
        };
        let part = |name: &str| set.get(name).and_then(Value::as_object);
        let mut codes: Vec<(&str, &Object)> = Vec::new();
        if let Some(expansion) = part("expansion") {
            codes.extend(objects(expansion, "contains").map(|one| (text(one, "system"), one)));
        } else if let Some(compose) = part("compose") {
            let lists_all = objects(compose, "include")
                .all(|part| part.contains_key("concept") && !part.contains_key("valueSet"));
            if !lists_all || compose.contains_key("exclude") {
                self.fault(place, "its value set does not list its codes one by one");
            }
            for include in objects(compose, "include") {
                codes.extend(objects(include, "concept").map(|one| (text(include, "system"), one)));
            }
        }
        if codes.is_empty() {
            self.fault(place, "its value set holds no codes");
        }
        let coded = |(system, concept): (&str, &Object)| {
            let coding = Coding { system: system.to_owned(), ..coding(concept) };
            labelled(coding, counts(concept))
        };
        codes.into_iter().take(MOST_OPTIONS + 1).filter_map(coded).collect()
    }
}

/// What a choice counts, if this says so.
fn counts(object: &Object) -> Option<f64> {
    extensions(object)
        .filter(|(url, _)| ORDINAL.contains(url))
        .find_map(|(_, extension)| extension.get("valueDecimal")?.as_f64())
}

fn labelled(coding: Coding, value: Option<f64>) -> Option<Choice> {
    let label = if coding.display.is_empty() { coding.code.clone() } else { coding.display.clone() };
    (!label.is_empty()).then_some(Choice { coding, label, value })
}

/// An option with what it counts, which may stand on it or inside its code.
fn choice(option: &Object) -> Option<Choice> {
    let inner = option.get("valueCoding").and_then(Value::as_object);
    let value = counts(option).or_else(|| inner.and_then(counts));
    if let Some(inner) = inner {
        return labelled(coding(inner), value);
    }
    if let Some(number) = option.get("valueInteger").and_then(Value::as_i64) {
        #[expect(clippy::cast_precision_loss, reason = "options of questionnaires are small")]
        let value = value.or(Some(number as f64));
        return Some(Choice { coding: Coding::default(), label: number.to_string(), value });
    }
    let word =
        ["valueString", "valueDate", "valueTime"].iter().find_map(|name| option.get(*name)?.as_str())?;
    labelled(Coding { display: word.to_owned(), ..Coding::default() }, value)
        .map(|choice| Choice { coding: Coding::default(), ..choice })
}
