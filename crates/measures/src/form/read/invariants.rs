//! The invariants of R4 that change what is asked, each by its name there.

use serde_json::Value;

use super::{Reading, named};
use crate::{
    Item, ItemKind,
    fhir::{Object, flag},
};

impl Reading<'_> {
    pub(super) fn check_invariants(&mut self, place: &str, kind: ItemKind, object: &Object, items: &[Item]) {
        self.check_words_and_groups(place, kind, object, items);
        self.check_options_and_initial(place, kind, object);
    }

    /// que-1, que-3, que-6, que-8, que-9.
    fn check_words_and_groups(&mut self, place: &str, kind: ItemKind, object: &Object, items: &[Item]) {
        let without: &[&str] = match kind {
            ItemKind::Group => &["initial"],
            ItemKind::Display => &["code", "required", "repeats", "readOnly", "initial"],
            _ => &[],
        };
        for name in without.iter().filter(|name| object.contains_key(**name)) {
            self.fault(
                place,
                &format!("a {} has no {name}", if kind == ItemKind::Group { "group" } else { "display" }),
            );
        }
        // An item that could not be read was named already, so the list as it was written is looked at.
        let below = object.get("item").and_then(Value::as_array).map_or(0, Vec::len);
        match kind {
            ItemKind::Group if below == 0 => self.fault(place, "a group holds at least one item"),
            ItemKind::Display if below > 0 || !items.is_empty() => {
                self.fault(place, "a display holds no item")
            }
            _ => {}
        }
    }

    /// que-4, que-5, que-11, que-13, and that something can be chosen.
    fn check_options_and_initial(&mut self, place: &str, kind: ItemKind, object: &Object) {
        let has = |name: &str| object.contains_key(name);
        let (listed, in_a_set) = (has("answerOption"), has("answerValueSet"));
        let chooses = matches!(kind, ItemKind::Choice | ItemKind::OpenChoice);
        if listed && in_a_set {
            self.fault(place, "it has both answerOption and answerValueSet");
        }
        if chooses && !listed && !in_a_set {
            self.fault(place, "it has nothing to choose from");
        }
        if (in_a_set && !chooses) || (listed && !chooses && kind != ItemKind::Integer) {
            self.fault(place, "options of this type are not supported");
        }
        if listed && has("initial") {
            self.fault(place, "it has both answerOption and initial");
        }
        let initial = object.get("initial").and_then(Value::as_array).map_or(0, Vec::len);
        if initial > 1 && !flag(object, "repeats") {
            self.fault(place, "it has more than one initial and does not repeat");
        }
        if initial > 0 && named::is_calculated(object) {
            self.fault(place, "it has both a calculatedExpression and initial");
        }
    }
}
