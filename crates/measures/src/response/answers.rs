//! What was filled in, held against a form: each answer is one that the form takes, or it is named and counts nowhere.

use std::collections::{HashMap, HashSet};

use hearken_core::responses::{Answer, Given};
use serde_json::Value;

use super::{
    FilledIn,
    names::{Named, Names},
};
use crate::{
    Choice, Enable, Fault, Form, Item, ItemKind, MOST_OPTIONS, Scoring,
    fhir::{Object, fault, short, text},
};

/// What can be taken of a response, and what cannot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers {
    /// What was given to items that are asked, in the order of the file.
    pub given: Vec<Given>,
    /// What was not taken, each with its place and without a word of the answer.
    pub problems: Vec<Fault>,
    /// The items of which an answer was not taken, by their `linkId`. One that its form does not ask counts only where the form
    /// is not answered whole: it may be the one that is missing.
    pub left_out: HashSet<String>,
    /// Something was not read, and which item it answered is not known.
    pub lost: bool,
}

impl Answers {
    /// Whether an answer that may ask for help was given in the file, and not taken.
    #[must_use]
    pub fn hides_safety(&self, scoring: &Scoring) -> bool {
        let items: HashSet<&str> = scoring.safety.iter().flat_map(|answer| answer.when.items()).collect();
        let given: HashSet<&str> = self.given.iter().map(|one| one.item.as_str()).collect();
        let is_left_out = items.iter().any(|item| self.left_out.contains(*item));
        is_left_out || self.lost && !items.is_subset(&given)
    }

    /// Whether nothing that the form asks is missing because it was not taken.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.left_out.is_empty() && !self.lost
    }
}

impl FilledIn {
    /// The answers that this form takes. Totals that the file brings along are passed over: they are computed anew.
    #[must_use]
    pub fn answers(&self, form: &Form, scoring: &Scoring) -> Answers {
        let mut taking = Taking { problems: self.problems.clone(), ..Taking::default() };
        if self.is_of_another_version(form) {
            let (theirs, ours) = (short(&self.version), &form.version);
            let message = format!("it answers version {theirs}, and version {ours} is known here");
            taking.problems.push(fault(&self.place, &message));
        }
        let names = Names::of(form, scoring);
        for link_id in &self.lost {
            match names.find(link_id) {
                Named::Question(item) => drop(taking.left_out.insert(item.link_id.clone())),
                Named::Nothing => taking.lost = true,
                Named::Computed | Named::Words => {}
            }
        }
        let mut given = Vec::new();
        for (item, values) in self.by_item(&names, &mut taking) {
            given.extend(taking.taken(item, &values));
        }
        taking.finish(form, given)
    }

    /// What was answered to each item of the form, in the order of the file.
    fn by_item<'s, 'f>(
        &'s self,
        names: &Names<'f>,
        taking: &mut Taking,
    ) -> Vec<(&'f Item, Vec<&'s (String, Value)>)> {
        let mut replies: Vec<(&Item, Vec<&(String, Value)>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for reply in &self.replies {
            let stranger = match names.find(&reply.link_id) {
                Named::Question(item) => {
                    let at = *places.entry(&item.link_id).or_insert_with(|| {
                        replies.push((item, Vec::new()));
                        replies.len() - 1
                    });
                    replies[at].1.extend(&reply.values);
                    continue;
                }
                Named::Computed => continue,
                Named::Words => "this takes no answer",
                Named::Nothing => "it is not in this questionnaire",
            };
            taking.problems.push(fault(&short(&reply.link_id), stranger));
            taking.strangers.push(reply.link_id.clone());
        }
        replies
    }
}

/// What is not taken, as far as it was looked at.
#[derive(Default)]
struct Taking {
    problems: Vec<Fault>,
    left_out: HashSet<String>,
    lost: bool,
    /// What was answered that this form does not ask.
    strangers: Vec<String>,
}

impl Taking {
    fn leaves_out(&mut self, item: &Item, why: &str) {
        self.problems.push(fault(&short(&item.link_id), why));
        self.left_out.insert(item.link_id.clone());
    }

    /// The answers to one item. Of several to an item that takes one, none is taken: which was meant is not known.
    fn taken(&mut self, item: &Item, values: &[&(String, Value)]) -> Vec<Given> {
        if values.len() > MOST_OPTIONS {
            self.leaves_out(item, &format!("it has more than {MOST_OPTIONS} answers, so none counts"));
            return Vec::new();
        }
        let (mut answers, mut refused): (Vec<Answer>, usize) = (Vec::new(), 0);
        let mut seen = HashSet::new();
        for (name, value) in values {
            match answer(item, name, value) {
                Ok(answer) if seen.contains(&answer) => {}
                Ok(answer) => {
                    seen.insert(answer.clone());
                    answers.push(answer);
                }
                Err(why) => {
                    refused += 1;
                    self.leaves_out(item, why);
                }
            }
        }
        if answers.len() + refused > 1 && !item.repeats {
            self.leaves_out(item, "it takes one answer and has several, so none counts");
            return Vec::new();
        }
        answers.into_iter().map(|answer| Given { item: item.link_id.clone(), answer }).collect()
    }

    /// A disabled item has no answer, whatever stands in the file.
    fn finish(mut self, form: &Form, given: Vec<Given>) -> Answers {
        let asked: HashSet<&str> = form.questions(&given).map(|item| item.link_id.as_str()).collect();
        let (given, not_asked): (Vec<Given>, Vec<Given>) =
            given.into_iter().partition(|one| asked.contains(one.item.as_str()));
        let said: HashSet<&str> = given.iter().map(|one| one.item.as_str()).collect();
        if !asked.is_subset(&said) {
            self.left_out.extend(std::mem::take(&mut self.strangers));
        }
        let mut named: Vec<&Given> = not_asked.iter().collect();
        named.dedup_by_key(|one| &one.item);
        for one in named {
            let message = "it is not asked after these answers, and does not count";
            self.problems.push(fault(&short(&one.item), message));
        }
        // A no to what was not asked changes nothing. Anything else says that what it waits for was answered otherwise.
        let is_quiet = |one: &Given| matches!(one.answer, Answer::Number(0) | Answer::Yes(false));
        let in_vain = waiting_in_vain(form, &said);
        let loud = not_asked.iter().filter(|one| !is_quiet(one) || in_vain.contains(one.item.as_str()));
        self.left_out.extend(loud.map(|one| one.item.clone()));
        Answers { given, problems: self.problems, left_out: self.left_out, lost: self.lost }
    }
}

/// The items that wait for something that was not answered.
fn waiting_in_vain<'f>(form: &'f Form, said: &HashSet<&str>) -> HashSet<&'f str> {
    let is_open = |enable: &Enable| enable.when.iter().any(|when| !said.contains(when.question.as_str()));
    let waiting = form.all_items().filter(|item| item.enable.as_ref().is_some_and(is_open));
    waiting.map(|item| item.link_id.as_str()).collect()
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
            Answer::Date(words().ok().filter(|it| Answer::is_date(it)).ok_or(OTHER_KIND)?)
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
