//! `hearken measures`: the questionnaires, what answers that another program wrote add up to, and what can be asked of a
//! questionnaire of somebody else. Reads; writes nothing.

mod check;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use hearken_content::Measure;
use hearken_measures::{Fault, FilledIn, Form, Scored, Scoring, Total};
use serde::{Serialize, Serializer};

use super::{Outcome, content::read_all};
use crate::{
    cli::MeasuresAction,
    out::{counted, on_one_line, remark, say},
    problem::{Problem, unreadable},
};

/// A larger file is none that somebody exported of questionnaires.
const MOST_BYTES: u64 = 64 << 20;

pub(crate) fn run(action: &MeasuresAction) -> Result<Outcome, Problem> {
    match action {
        MeasuresAction::List { content } => {
            use_own(content.as_deref())?;
            list()
        }
        MeasuresAction::Score { files, content } => {
            use_own(content.as_deref())?;
            score(files)
        }
        MeasuresAction::Check { files } => check::check(files),
    }
}

/// Puts a folder of one's own on top. What cannot be used of it is told; the rest is used.
fn use_own(folder: Option<&Path>) -> Result<(), Problem> {
    if let Some(folder) = folder {
        hearken_content::use_own(read_all(folder)?);
        for fault in hearken_content::left_out() {
            remark(format_args!("Not used: {fault}"));
        }
    }
    Ok(())
}

fn list() -> Result<Outcome, Problem> {
    lines().try_for_each(say)?;
    Ok(Outcome::Done)
}

/// A line for each questionnaire: what it is called, how much it asks, and under which terms it may be shown.
fn lines() -> impl Iterator<Item = String> {
    hearken_content::library().measures.iter().map(|Measure { file, form, .. }| {
        let asked =
            |form: &Form| form.all_items().filter(|item| item.kind.is_question() && !item.computed).count();
        let (version, many) = form.as_ref().map_or(("-", 0), |form| (form.version.as_str(), asked(form)));
        let many = counted(u64::try_from(many).unwrap_or(u64::MAX), "item", "items");
        [&file.id, &file.short, &file.title, version, &many, &file.licence.name].join("\t")
    })
}

/// A file that cannot be read does not keep the others from being printed.
fn score(files: &[PathBuf]) -> Result<Outcome, Problem> {
    let measures = &hearken_content::library().measures;
    let forms: Vec<(&Measure, (&Form, &Scoring))> = measures
        .iter()
        .filter_map(|measure| Some((measure, (measure.form.as_ref()?, &measure.file.scoring))))
        .collect();
    let mut outcome = Outcome::Done;
    for path in files {
        let name = called(path);
        let found =
            read(path, &name).and_then(|bytes| FilledIn::read(&bytes).map_err(|it| not_read(&name, &it)));
        let found = found.unwrap_or_else(|problem| {
            problem.tell();
            outcome = Outcome::LookAtIt;
            Vec::new()
        });
        for filled in found {
            match scored(&name, filled, &forms) {
                Ok(line) => say(line)?,
                Err(problem) => {
                    problem.tell();
                    outcome = Outcome::LookAtIt;
                }
            }
        }
    }
    Ok(outcome)
}

/// What a file is called where people read it.
fn called(path: &Path) -> String {
    if is_stdin(path) { "Standard input".to_owned() } else { on_one_line(&path.to_string_lossy()) }
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    let source: Box<dyn Read> = if is_stdin(path) {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(unreadable(name))?)
    };
    let mut bytes = Vec::new();
    source.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable(name))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Problem::new(
            format!("{name} is larger than 64 MiB, and was not read. Nothing was changed."),
            "Export fewer answers at a time from the other program, and try again.",
        ));
    }
    Ok(bytes)
}

fn not_read(name: &str, fault: &Fault) -> Problem {
    Problem::new(
        format!("{}. Nothing was changed.", placed(name, fault)),
        "Export the answers from the other program as FHIR R4 in JSON, and try again.",
    )
}

/// A fault with the file that it stands in.
fn placed(name: &str, Fault { place, message }: &Fault) -> String {
    let place = if place == "the file" { String::new() } else { format!(", {}", on_one_line(place)) };
    format!("{name}{place}: {message}")
}

/// What one response adds up to, as a line of JSON.
fn scored(
    name: &str,
    filled: Result<FilledIn, Fault>,
    measures: &[(&Measure, (&Form, &Scoring))],
) -> Result<String, Problem> {
    let filled = filled.map_err(|fault| not_read(name, &fault))?;
    let forms: Vec<_> = measures.iter().map(|(_, form)| *form).collect();
    let which = filled.form_among(&forms).map_err(|fault| {
        Problem::new(
            format!("{}. Nothing was changed.", placed(name, &fault)),
            "`hearken measures list` says which questionnaires are known; --content adds those of a folder of yours.",
        )
    })?;
    let (measure, (form, scoring)) = measures[which];
    let answers = filled.answers(form, scoring);
    let problems = answers.problems.iter().map(ToString::to_string).collect();
    let line = Line::new(&measure.file.id, &scoring.score(form, &answers.given), problems);
    serde_json::to_string(&line).map_err(|_| Problem::our_fault())
}

/// What a program reads of one response.
#[derive(Serialize)]
struct Line<'a> {
    measure: &'a str,
    score: Option<i64>,
    band: Option<&'a str>,
    complete: bool,
    safety: Vec<&'static str>,
    #[serde(skip_serializing_if = "Sums::is_none")]
    subscales: Sums<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<String>,
}

/// Each sum by its name, in their order.
struct Sums<'a>(Vec<(&'a str, Option<i64>)>);

impl<'a> Line<'a> {
    fn new(measure: &'a str, scored: &Scored<'a>, problems: Vec<String>) -> Self {
        let total = scored.totals.first().map(|(_, total)| *total);
        let carried = !matches!(total, Some(Total::NotEnough { .. } | Total::Of { filled: true, .. }));
        let band = scored.totals.first().and_then(|(scale, total)| scale.band(total.points()?));
        let mut safety: Vec<_> = scored.safety.iter().map(|answer| answer.level.id()).collect();
        safety.dedup();
        let sums = scored.totals.iter().map(|(scale, total)| (scale.id.as_str(), total.points()));
        Self {
            measure,
            score: total.and_then(Total::points),
            band: band.map(|band| band.name.as_str()),
            complete: scored.is_complete() && carried,
            safety,
            subscales: Sums(if scored.totals.len() > 1 { sums.collect() } else { Vec::new() }),
            outcome: scored.outcome.map(|outcome| outcome.id.as_str()),
            problems,
        }
    }
}

impl Sums<'_> {
    fn is_none(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Sums<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_questionnaire_is_a_line_of_six_columns() {
        let lines: Vec<String> = lines().collect();
        assert!(lines.iter().all(|line| line.split('\t').count() == 6), "{lines:?}");
        let phq = lines.iter().find(|line| line.starts_with("phq-9\t"));
        let expected = "phq-9\tPHQ-9\tLow mood\t1\t10 items\tNo permission required";
        assert_eq!(phq.map(String::as_str), Some(expected));
    }
}
