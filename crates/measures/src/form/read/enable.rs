//! Reads `enableWhen`. What cannot be understood is a fault: a question must not be asked, or hidden, by guessing.

use serde_json::Value;

use super::Reading;
use crate::{
    Compare, Enable, EnableAll, EnableWhen,
    fhir::{Object, short, text},
    form::asked::number,
};
use hearken_core::responses::Answer;

impl<'j> Reading<'j> {
    pub(super) fn enable(&mut self, place: &str, object: &'j Object) -> Option<Enable> {
        let conditions: Vec<_> = self.objects(place, object, "enableWhen").collect();
        let all = match (self.text(place, object, "enableBehavior"), conditions.len()) {
            ("all", _) | ("", 0 | 1) => EnableAll::All,
            ("any", _) => EnableAll::Any,
            // Two without a word could mean either.
            ("", _) => {
                self.fault(place, "it has several enableWhen and no enableBehavior");
                EnableAll::All
            }
            (other, _) => {
                self.fault(place, &format!("the enableBehavior “{}” is neither all nor any", short(other)));
                EnableAll::All
            }
        };
        let when: Vec<_> =
            conditions.into_iter().filter_map(|condition| self.condition(place, condition)).collect();
        (!when.is_empty()).then_some(Enable { all, when })
    }

    fn condition(&mut self, place: &str, object: &'j Object) -> Option<EnableWhen> {
        let question = self.text(place, object, "question").to_owned();
        let operator = self.text(place, object, "operator");
        let answers = object.keys().filter(|name| name.starts_with("answer")).count();
        let answer = compared(object).filter(|_| answers == 1);
        let number = answer.as_ref().and_then(number);
        let compare = match (operator, answer, number) {
            ("exists", Some(Answer::Yes(there)), _) => Compare::Exists(there),
            ("exists", _, _) => {
                self.fault(place, "enableWhen with “exists” needs answerBoolean");
                return None;
            }
            ("=", Some(answer), _) => Compare::Is(answer),
            ("!=", Some(answer), _) => Compare::IsNot(answer),
            (">" | ">=", _, Some(than)) => Compare::More { than, or_same: operator == ">=" },
            ("<" | "<=", _, Some(than)) => Compare::Less { than, or_same: operator == "<=" },
            _ => {
                let message =
                    format!("enableWhen with “{}” and this answer is not supported", short(operator));
                self.fault(place, &message);
                return None;
            }
        };
        Some(EnableWhen { question, compare })
    }
}

/// The answer that a condition compares with.
fn compared(object: &Object) -> Option<Answer> {
    let value = |name: &str| object.get(name);
    if let Some(coding) = value("answerCoding").and_then(Value::as_object) {
        let of = |name| text(coding, name).to_owned();
        return Some(Answer::Code { system: of("system"), code: of("code") });
    }
    let decimal = |it: &Value| it.is_number().then(|| Answer::Decimal(it.to_string()));
    let words = |name: &str| value(name).and_then(|it| it.as_str().map(str::to_owned));
    value("answerBoolean")
        .and_then(|it| it.as_bool().map(Answer::Yes))
        .or_else(|| value("answerInteger").and_then(|it| it.as_i64().map(Answer::Number)))
        .or_else(|| value("answerDecimal").and_then(decimal))
        .or_else(|| words("answerString").map(Answer::Text))
        .or_else(|| words("answerDate").map(Answer::Date))
}
