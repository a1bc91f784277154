//! `hearken measures check`: what a questionnaire of somebody else asks, and what of it is not followed, before it is added.

use std::path::PathBuf;

use hearken_measures::{Fault, Form};
use serde::Serialize;

use super::{Outcome, called, read};
use crate::{out::say, problem::Problem};

/// What is said of one file: it can be asked, or these are the reasons why not.
#[derive(Serialize)]
struct Line {
    file: String,
    /// How many questions it asks; nothing, if it cannot be asked.
    asks: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not_followed: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<String>,
}

/// A file that cannot be read does not keep the others from being looked at.
pub(super) fn check(files: &[PathBuf]) -> Result<Outcome, Problem> {
    let mut outcome = Outcome::Done;
    for path in files {
        let name = called(path);
        match read(path, &name) {
            Ok(bytes) => {
                let line = Line::new(name, &bytes);
                if line.asks.is_none() {
                    outcome = Outcome::LookAtIt;
                }
                say(serde_json::to_string(&line).map_err(|_| Problem::our_fault())?)?;
            }
            Err(problem) => {
                problem.tell();
                outcome = Outcome::LookAtIt;
            }
        }
    }
    Ok(outcome)
}

impl Line {
    fn new(file: String, bytes: &[u8]) -> Self {
        let said = |all: &[Fault]| all.iter().map(ToString::to_string).collect();
        match Form::read(bytes) {
            Ok(form) => {
                let asks = form.all_items().filter(|item| item.kind.is_question() && !item.computed).count();
                Self { file, asks: Some(asks), not_followed: said(&form.notes), refused: Vec::new() }
            }
            Err(faults) => Self { file, asks: None, not_followed: Vec::new(), refused: said(&faults) },
        }
    }
}
