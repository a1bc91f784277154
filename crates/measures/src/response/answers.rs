//! What was filled in, held against a form: each answer is one that the form takes, or it is named and counts nowhere.

use std::collections::{HashMap, HashSet};

use hearken_core::responses::{Answer, Given};
use serde_json::Value;

use super::{
    FilledIn,
    names::{Named, Names},
};
use crate::{
    Choice, Fault, Form, Item, ItemKind, Scoring,
    fhir::{Object, fault, short, text},
};

/// What can be taken of a response, and what cannot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// What was given to items that are asked, in the order of the file.
    pub given: Vec<Given>,
    /// What was not taken, each with its place and without a word of the answer.
    pub problems: Vec<Fault>,
}

impl FilledIn {
    /// The answers that this form takes. Totals that the file brings along are passed over: they are computed anew.
    #[must_use]
    pub fn answers(&self, form: &Form, scoring: &Scoring) -> Answers {
        let mut problems = self.problems.clone();
        if self.is_of_another_version(form) {
            let (theirs, ours) = (short(&self.version), &form.version);
            problems.push(fault(
                &self.place,
                &format!("it answers version {theirs}, and version {ours} is known here"),
            ));
        }
        let names = Names::of(form, scoring);
        let mut replies: Vec<(&Item, Vec<&(String, Value)>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for reply in &self.replies {
            match names.find(&reply.link_id) {
                Named::Question(item) => {
                    let at = *places.entry(&item.link_id).or_insert_with(|| {
                        replies.push((item, Vec::new()));
                        replies.len() - 1
                    });
                    replies[at].1.extend(&reply.values);
                }
                Named::Computed => {}
                Named::Words => problems.push(fault(&short(&reply.link_id), "this takes no answer")),
                Named::Nothing => {
                    problems.push(fault(&short(&reply.link_id), "it is not in this questionnaire"));
                }
            }
        }
        let mut given = Vec::new();
        for (item, values) in replies {
            given.extend(taken(item, &values, &mut problems));
        }
        without_what_is_not_asked(form, given, problems)
    }
}

/// The answers to one item. Of several to an item that takes one, none is taken: which was meant is not known.
fn taken(item: &Item, values: &[&(String, Value)], problems: &mut Vec<Fault>) -> Vec<Given> {
    let place = short(&item.link_id);
    let (mut answers, mut refused): (Vec<Answer>, usize) = (Vec::new(), 0);
    for (name, value) in values {
        match answer(item, name, value) {
            Ok(answer) if answers.contains(&answer) => {}
            Ok(answer) => answers.push(answer),
            Err(why) => {
                refused += 1;
                problems.push(fault(&place, why));
            }
        }
    }
    if answers.len() + refused > 1 && !item.repeats {
        problems.push(fault(&place, "it takes one answer and has several, so none counts"));
        return Vec::new();
    }
    answers.into_iter().map(|answer| Given { item: item.link_id.clone(), answer }).collect()
}

/// One answer as it is kept here.
fn answer(item: &Item, name: &str, value: &Value) -> Result<Answer, &'static str> {
    const OTHER_KIND: &str = "its answer is of another kind than the question, and does not count";
    const NO_OPTION: &str = "its answer is none of the options, and does not count";
    let words = || value.as_str().filter(|words| !words.is_empty()).map(str::to_owned).ok_or(OTHER_KIND);
    let answer = match (item.kind, name) {
        (ItemKind::Boolean, "valueBoolean") => Answer::Yes(value.as_bool().ok_or(OTHER_KIND)?),
        (ItemKind::Integer, "valueInteger") => Answer::Number(value.as_i64().ok_or(OTHER_KIND)?),
        (ItemKind::Decimal, "valueDecimal" | "valueInteger") if value.is_number() => {
            Answer::Decimal(value.to_string())
        }
        (ItemKind::Date, "valueDate") => {
            Answer::Date(words().ok().filter(|it| is_date(it)).ok_or(OTHER_KIND)?)
        }
        (ItemKind::String | ItemKind::Text, "valueString") => Answer::Text(words()?),
        (ItemKind::Choice | ItemKind::OpenChoice, _) => {
            let choice = item.options.iter().find(|choice| is_chosen(choice, name, value));
            let own = || own_words(item.kind, name, value);
            choice.map(|choice| item.answer_of(choice)).or_else(own).ok_or(NO_OPTION)?
        }
        _ => return Err(OTHER_KIND),
    };
    if item.takes(&answer) { Ok(answer) } else { Err(NO_OPTION) }
}

/// Whether this is what was chosen. Codes are the same by system and code; what is displayed beside them says nothing.
fn is_chosen(choice: &Choice, name: &str, value: &Value) -> bool {
    let by_code = |coding: &Object| {
        text(coding, "system") == choice.coding.system && text(coding, "code") == choice.coding.code
    };
    match (name, value) {
        ("valueCoding", Value::Object(coding)) => !choice.coding.code.is_empty() && by_code(coding),
        ("valueString" | "valueDate" | "valueTime", Value::String(words)) => {
            choice.coding.code.is_empty() && choice.label == *words
        }
        ("valueInteger", Value::Number(number)) => {
            choice.coding.code.is_empty() && choice.label == number.to_string()
        }
        _ => false,
    }
}

/// What somebody wrote where none of the options fitted, if this item takes that.
fn own_words(kind: ItemKind, name: &str, value: &Value) -> Option<Answer> {
    let words = match (name, value) {
        ("valueString", Value::String(words)) => words.as_str(),
        ("valueCoding", Value::Object(coding)) if text(coding, "code").is_empty() => text(coding, "display"),
        _ => return None,
    };
    (kind == ItemKind::OpenChoice && !words.is_empty()).then(|| Answer::Text(words.to_owned()))
}

/// A year, a month or a day, as FHIR writes it.
fn is_date(text: &str) -> bool {
    let digits = text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    let parts: Vec<&str> = text.split('-').collect();
    let within = |part: &str, most: u8| part.parse::<u8>().is_ok_and(|it| (1..=most).contains(&it));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    digits
        && match parts[..] {
            [_] => lengths == [4],
            [_, month] => lengths == [4, 2] && within(month, 12),
            [_, month, day] => lengths == [4, 2, 2] && within(month, 12) && within(day, 31),
            _ => false,
        }
}

/// A disabled item has no answer, whatever stands in the file.
fn without_what_is_not_asked(form: &Form, given: Vec<Given>, mut problems: Vec<Fault>) -> Answers {
    let asked: HashSet<&str> = form.questions(&given).map(|item| item.link_id.as_str()).collect();
    let (given, not_asked): (Vec<Given>, Vec<Given>) =
        given.into_iter().partition(|one| asked.contains(one.item.as_str()));
    let mut named: Vec<&str> = not_asked.iter().map(|one| one.item.as_str()).collect();
    named.dedup();
    for item in named {
        problems.push(fault(&short(item), "it is not asked after these answers, and does not count"));
    }
    Answers { given, problems }
}
