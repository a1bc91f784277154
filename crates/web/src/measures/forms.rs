//! Between answers and the fields of a form. Fields are named by the place of their item, never by a word.

use hearken_core::{
    Refusal,
    limits::check_text,
    responses::{Answer, Response},
};
use hearken_measures::{Form, Item, ItemKind};

use super::Givens;
use crate::form::Fields;

/// The field of an item, by its place among all items of the form.
pub(super) fn name(at: usize) -> String {
    format!("q{at}")
}

/// The field for words of one's own beside the options.
pub(super) fn other_name(at: usize) -> String {
    format!("q{at}-other")
}

/// The field that says how an item stood when the page was made. The script takes it away once the item is touched.
pub(super) fn was_name(at: usize) -> String {
    format!("q{at}-was")
}

/// What the fields of an item say, as one text.
pub(super) fn as_one(fields: &Fields, at: usize) -> String {
    let (name, other) = (name(at), other_name(at));
    let said: Vec<&str> =
        fields.all(&name).chain(fields.all(&other)).filter(|said| !said.is_empty()).collect();
    said.join(" ")
}

/// Every item that is answered, with its place.
pub(super) fn questions(form: &Form) -> impl Iterator<Item = (usize, &Item)> {
    form.all_items().enumerate().filter(|(_, item)| item.kind.is_question() && !item.computed)
}

/// What fields say.
#[derive(Default)]
pub(super) struct Said {
    /// The answers to each item that they show. An item that they do not show stays as it is.
    pub(super) given: Givens,
    /// The places of items whose field holds something else than is asked for, with what was typed.
    pub(super) unclear: Vec<(usize, String)>,
}

/// What the fields say; a field that nothing can be made of takes nothing from the others.
pub(super) fn read(form: &Form, fields: &Fields) -> Result<Said, Refusal> {
    let shown = questions(form).filter(|(at, _)| fields.has(&name(*at)) || fields.has(&other_name(*at)));
    // What stands as it stood when the page was made was not answered on it: another window may know better.
    let shown = shown
        .filter(|(at, _)| !fields.has(&was_name(*at)) || fields.text(&was_name(*at)) != as_one(fields, *at));
    let mut said = Said::default();
    for (at, item) in shown {
        match answers(item, at, fields) {
            Ok(answers) => said.given.push((item.link_id.clone(), answers)),
            Err(Refusal::NotANumber) => said.unclear.push((at, as_one(fields, at))),
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(said)
}

fn answers(item: &Item, at: usize, fields: &Fields) -> Result<Vec<Answer>, Refusal> {
    let name = name(at);
    let other = fields.text(&other_name(at)).trim();
    check_text(other)?;
    let typed = fields.all(&name).map(str::trim).filter(|typed| !typed.is_empty());
    let mut answers = typed.map(|typed| answer(item, typed)).collect::<Result<Vec<_>, _>>()?;
    if item.kind == ItemKind::OpenChoice && !other.is_empty() {
        answers.push(Answer::Text(other.to_owned()));
    }
    if !item.repeats {
        // Words of one's own stand after the options, and are what was meant.
        answers = answers.pop().into_iter().collect();
    }
    Ok(answers)
}

fn answer(item: &Item, typed: &str) -> Result<Answer, Refusal> {
    check_text(typed)?;
    let answer = match item.kind {
        ItemKind::Boolean => Answer::Yes(typed == "yes"),
        ItemKind::Integer if item.options.is_empty() => {
            Answer::Number(typed.parse().map_err(|_| Refusal::NotANumber)?)
        }
        ItemKind::Decimal => Answer::Decimal(typed.replace(',', ".")),
        ItemKind::Date => Answer::Date(typed.to_owned()),
        ItemKind::String | ItemKind::Text => Answer::Text(typed.to_owned()),
        _ => {
            let choice = typed.parse::<usize>().ok().and_then(|nth| item.options.get(nth));
            item.answer_of(choice.ok_or(Refusal::NotHere)?)
        }
    };
    if item.takes(&answer) { Ok(answer) } else { Err(Refusal::NotANumber) }
}

/// The fields as they stand for what was answered.
pub(super) fn filled(form: &Form, response: &Response) -> Fields {
    let mut fields = Fields::default();
    for (at, item) in questions(form) {
        for given in response.all(&item.link_id) {
            let nth = item.options.iter().position(|choice| item.answer_of(choice) == *given);
            match (given, nth) {
                (Answer::Skipped, _) => {}
                (_, Some(nth)) => fields.push(&name(at), &nth.to_string()),
                (Answer::Text(words), None) if item.kind == ItemKind::OpenChoice => {
                    fields.push(&other_name(at), words);
                }
                (given, None) => fields.push(&name(at), &typed(given)),
            }
        }
    }
    fields
}

/// An answer as it is typed.
pub(super) fn typed(answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => number.to_string(),
        Answer::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Answer::Decimal(it) | Answer::Text(it) | Answer::Date(it) => it.clone(),
        Answer::Code { code, .. } => code.clone(),
        Answer::Skipped => String::new(),
    }
}

/// An answer as it is read.
pub(super) fn said(item: &Item, answer: &Answer) -> String {
    match (item.choice_of(answer), answer) {
        (Some(choice), _) => choice.label.clone(),
        (None, Answer::Skipped) => "left open".to_owned(),
        (None, Answer::Yes(yes)) => if *yes { "Yes" } else { "No" }.to_owned(),
        (None, answer) => typed(answer),
    }
}
