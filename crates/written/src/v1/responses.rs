//! Responses to questionnaires.
//!
//! An answer is a pair: the item, and what was given. A number, a yes or no and words stand for themselves, nothing for what
//! was skipped on purpose; a decimal, a date and a code say what they are. In the log an answer of a kind that only a newer
//! program knows is carried along in its place; in JSON there is none.

use hearken_core::{
    Extra, RecordId, When,
    responses::{Answer, Given, Response, ResponseState},
};
use rmpv::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::simple::{Id, named, when};
use crate::{extra, extra_from_map, map_from_extra};

/// See [`Response`].
pub(super) struct ResponseV1;

impl ResponseV1 {
    pub(super) fn serialize<S: Serializer>(response: &Response, to: S) -> Result<S::Ok, S::Error> {
        Shape::from(response).serialize(to)
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Response, D::Error> {
        let people = from.is_human_readable();
        let shape = Shape::deserialize(from)?;
        let (answers, newer) = read(shape.answers).ok_or_else(|| de::Error::custom("no such answer"))?;
        if people && !newer.is_empty() {
            return Err(de::Error::custom("no such answer"));
        }
        Ok(Response {
            measure: shape.measure,
            version: shape.version,
            language: shape.language,
            when: shape.when,
            about: shape.about.map(RecordId::from),
            answers,
            state: shape.state,
            note: shape.note,
            imported: shape.imported,
            extra: with_newer(shape.extra, newer),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Shape {
    measure: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    version: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    language: String,
    #[serde(with = "when")]
    when: When,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<Id>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Value>,
    #[serde(with = "state")]
    state: ResponseState,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    imported: bool,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

impl From<&Response> for Shape {
    fn from(response: &Response) -> Self {
        let (extra, newer) = without_newer(&response.extra);
        let mut answers: Vec<Value> = response.answers.iter().map(pair).collect();
        for (at, answer) in newer {
            answers.insert(at.min(answers.len()), answer);
        }
        Self {
            measure: response.measure.clone(),
            version: response.version.clone(),
            language: response.language.clone(),
            when: response.when.clone(),
            about: response.about.map(Id::from),
            answers,
            state: response.state,
            note: response.note.clone(),
            imported: response.imported,
            extra,
        }
    }
}

/// Answers that only a newer program can read, each with its place among all of them, in order.
type Newer = Vec<(usize, Value)>;

/// Where they are carried: under the one name that no unknown field can have, since the shape has it.
const NEWER: &str = "answers";

fn with_newer(extra: Extra, newer: Newer) -> Extra {
    if newer.is_empty() {
        return extra;
    }
    let pair = |(at, answer)| Value::Array(vec![Value::from(at), answer]);
    let mut fields = map_from_extra(&extra);
    fields.insert(NEWER.to_owned(), Value::Array(newer.into_iter().map(pair).collect()));
    extra_from_map(&fields)
}

fn without_newer(extra: &Extra) -> (Extra, Newer) {
    let mut fields = map_from_extra(extra);
    let Some(Value::Array(pairs)) = fields.remove(NEWER) else {
        return (extra_from_map(&fields), Newer::new());
    };
    let pair = |pair| match pair {
        Value::Array(pair) => {
            let [at, answer] = <[Value; 2]>::try_from(pair).ok()?;
            // Whatever came in from elsewhere, only what reads back as carried along is written.
            matches!(given(&answer), Some(None)).then_some(())?;
            Some((usize::try_from(at.as_u64()?).ok()?, answer))
        }
        _ => None,
    };
    (extra_from_map(&fields), pairs.into_iter().filter_map(pair).collect())
}

/// The answers, and those that only a newer program can read; `None` where one names no item.
fn read(pairs: Vec<Value>) -> Option<(Vec<Given>, Newer)> {
    let (mut answers, mut newer) = (Vec::new(), Newer::new());
    for (at, pair) in pairs.into_iter().enumerate() {
        match given(&pair)? {
            Some(given) => answers.push(given),
            None => newer.push((at, pair)),
        }
    }
    Some((answers, newer))
}

/// What a pair says: `Some(None)` where only a newer program can read it, `None` where it names no item.
fn given(pair: &Value) -> Option<Option<Given>> {
    let parts = pair.as_array()?;
    let item = parts.first()?.as_str()?;
    let answer = if let [_, given] = parts.as_slice() { answer(given) } else { None };
    Some(answer.map(|answer| Given { item: item.to_owned(), answer }))
}

fn pair(given: &Given) -> Value {
    let says = |what: &str, text: &str| (Value::from(what), Value::from(text));
    let answer = match &given.answer {
        Answer::Number(number) => Value::from(*number),
        Answer::Yes(yes) => Value::from(*yes),
        Answer::Text(words) => Value::from(words.as_str()),
        Answer::Skipped => Value::Nil,
        Answer::Decimal(typed) => Value::Map(vec![says("decimal", typed)]),
        Answer::Date(date) => Value::Map(vec![says("date", date)]),
        Answer::Code { system, code } if system.is_empty() => Value::Map(vec![says("code", code)]),
        Answer::Code { system, code } => Value::Map(vec![says("code", code), says("system", system)]),
    };
    Value::Array(vec![Value::from(given.item.as_str()), answer])
}

fn answer(value: &Value) -> Option<Answer> {
    Some(match value {
        Value::Nil => Answer::Skipped,
        Value::Boolean(yes) => Answer::Yes(*yes),
        Value::Integer(number) => Answer::Number(number.as_i64()?),
        Value::String(words) => Answer::Text(words.as_str()?.to_owned()),
        Value::Map(fields) => said(fields)?,
        _ => return None,
    })
}

fn said(fields: &[(Value, Value)]) -> Option<Answer> {
    let text = |name: &str| {
        let (_, text) = fields.iter().find(|(what, _)| what.as_str() == Some(name))?;
        text.as_str().map(str::to_owned)
    };
    match fields.len() {
        1 => {
            let code = || text("code").map(|code| Answer::Code { system: String::new(), code });
            let date = || text("date").map(Answer::Date);
            text("decimal").map(Answer::Decimal).or_else(date).or_else(code)
        }
        2 => Some(Answer::Code { system: text("system")?, code: text("code")? }),
        _ => None,
    }
}

mod state {
    use super::{Deserializer, ResponseState, Serializer, named};

    pub(super) fn serialize<S: Serializer>(state: &ResponseState, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(state.id())
    }

    pub(super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<ResponseState, D::Error> {
        named(from, ResponseState::from_id)
    }
}
