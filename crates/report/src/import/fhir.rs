//! Answers to questionnaires, ours or another program's: FHIR R4 `QuestionnaireResponse`, by itself, in a list or in a Bundle.
//!
//! Only a questionnaire that is known is taken, in the version that is known. Totals that the file brings along are passed over:
//! they are made anew. What cannot be taken is named with its place, without a word of the answer.

use std::collections::HashSet;

use hearken_core::{
    When,
    questionnaires::record_of,
    responses::{Response, ResponseState},
};
use hearken_measures::{FilledIn, Form, Scoring};
use jiff::{
    civil::{Date, DateTime},
    tz::TimeZone,
};
use serde_json::Value;

use super::{
    Found, FoundKind, Import, ImportError, ImportOptions, ImportReport, Progress, Source,
    limits::{FILE_BYTES, is_shallow},
    notes,
    report::Note,
    text::decode,
    time,
};
use crate::measured::Measured;

/// What is counted.
const KIND: &str = "questionnaire-response";

/// So many reasons are named for one response that is refused.
const WHY: usize = 5;

/// Whether a JSON value may hold answers: a response, a Bundle, or a list of either.
pub(super) fn is_export(json: &Value) -> bool {
    let first = json.as_array().and_then(|array| array.first()).unwrap_or(json);
    let kind = first.get("resourceType").and_then(Value::as_str);
    matches!(kind, Some("QuestionnaireResponse" | "Bundle"))
}

/// Reads every response of a file.
pub(super) fn read(
    source: Source,
    options: &ImportOptions,
    progress: Progress,
) -> Result<Import, ImportError> {
    let text = decode(&source.bytes(FILE_BYTES)?)?;
    if !is_shallow(&text) {
        return Err(ImportError::TooLarge);
    }
    let found = FilledIn::read(text.as_bytes()).map_err(|_| ImportError::NoAnswers)?;
    let mut import = Import::default();
    let people: HashSet<&str> = found.iter().flatten().map(|filled| filled.subject.as_str()).collect();
    if people.iter().filter(|person| !person.is_empty()).count() > 1 {
        import.report.say(&notes::ANSWERS_OF_SEVERAL, KIND, None, 1);
    }
    let total = found.len() as u64;
    for (done, filled) in (1..).zip(found) {
        let taken = match &filled {
            Ok(filled) => taken(filled, options, &mut import.report),
            Err(fault) => Err((&notes::ANSWERS_REFUSED, fault.place.clone())),
        };
        match taken {
            Ok((response, degraded)) => {
                let what = FoundKind::Answered(Box::new(response));
                import.found.push(Found { what, degraded });
            }
            Err((note, place)) => {
                import.report.count(KIND).failed += 1;
                import.report.say(note, KIND, Some(&place), 1);
            }
        }
        progress(done, total);
    }
    Ok(import)
}

/// One response, and whether some of its answers were left out; or why it is not taken, and where it stands.
fn taken(
    filled: &FilledIn,
    options: &ImportOptions,
    report: &mut ImportReport,
) -> Result<(Response, bool), (&'static Note, String)> {
    let at = |note| (note, filled.place.clone());
    let (measured, when) = whose_and_when(filled, options).map_err(at)?;
    let answers = filled.answers(measured.form, measured.scoring);
    let place = |of: &str| format!("{}, {of}", filled.place);
    if answers.hides_safety(measured.scoring) {
        let why: Vec<_> = answers.problems.iter().take(WHY).map(ToString::to_string).collect();
        return Err((&notes::ANSWERS_SAFETY_LOST, place(&why.join("; "))));
    }
    if answers.given.is_empty() {
        return Err(at(&notes::NO_ANSWERS));
    }
    for problem in &answers.problems {
        report.say(&notes::ANSWER_LEFT_OUT, KIND, Some(&place(&problem.to_string())), 1);
    }
    // Whether anything is missing is looked at anew, whatever the file says. What was on its way there is not on its way here.
    let state = match filled.status.as_str() {
        "completed" | "amended" if answers.is_whole() => ResponseState::Finished,
        _ => ResponseState::Stopped,
    };
    if filled.status == "in-progress" {
        report.say(&notes::ANSWERS_UNFINISHED, KIND, Some(&filled.place), 1);
    }
    let begun = Response::begun(measured.id, &measured.form.version, &measured.form.language, when);
    let response = Response { answers: answers.given, state, imported: true, ..begun };
    Ok((response, !answers.problems.is_empty()))
}

/// Which questionnaire one response answers and when it was given; or why it cannot be one of this person's.
fn whose_and_when<'m>(
    filled: &FilledIn,
    options: &ImportOptions<'m>,
) -> Result<(&'m Measured<'m>, When), &'static Note> {
    let measured = answered(filled, options.measured)?;
    if !measured.by_oneself {
        return Err(&notes::ANSWERS_ABOUT_OTHERS);
    }
    if filled.is_of_another_version(measured.form) {
        return Err(&notes::ANSWERS_OTHER_VERSION);
    }
    let when = when(&filled.authored, &options.assumed_zone).ok_or(&notes::ANSWERS_WITHOUT_DAY)?;
    // What is still to come would count as the newest until it does.
    if options.now.is_some_and(|now| when.at > now) {
        return Err(&notes::ANSWERS_AHEAD);
    }
    Ok((measured, when))
}

/// The questionnaire that was answered. Where the file names one, it has to be that one; where it names none, its items tell.
/// Ours comes before a copy of it that was added: only with ours do answers bring up help.
fn answered<'m>(filled: &FilledIn, measured: &'m [Measured<'m>]) -> Result<&'m Measured<'m>, &'static Note> {
    let says = |it: &&Measured<'_>| filled.says_it_answers(it.form);
    let ours: Vec<_> = measured.iter().filter(|it| record_of(it.id).is_none()).filter(says).collect();
    if let [one] = ours[..] {
        return Ok(one);
    }
    let forms: Vec<(&Form, &Scoring)> = measured.iter().map(|it| (it.form, it.scoring)).collect();
    let found = filled.forms_among(&forms).into_iter().filter_map(|at| measured.get(at));
    let mut found: Vec<_> = found.filter(|it| filled.questionnaire.is_empty() || says(it)).collect();
    if found.iter().any(|it| it.asked) {
        found.retain(|it| it.asked);
    }
    match found[..] {
        [one] => Ok(one),
        [] => Err(&notes::ANSWERS_NOT_KNOWN),
        _ => Err(&notes::ANSWERS_TO_SEVERAL),
    }
}

/// When it was answered: a day, or a time with its offset, as FHIR writes them. A month or a year is no day.
fn when(authored: &str, zone: &TimeZone) -> Option<When> {
    let Some((day, clock)) = authored.split_once('T') else {
        return authored
            .parse::<Date>()
            .ok()
            .filter(|_| authored.len() == 10)
            .map(|day| time::day(day, zone));
    };
    let at = clock.find(['Z', '+', '-'])?;
    let (clock, offset) = clock.split_at_checked(at)?;
    let local: DateTime = format!("{day}T{clock}").parse().ok()?;
    let minutes = match offset.as_bytes() {
        b"Z" => 0,
        [sign, h @ .., b':', m1, m2] => {
            let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<i16>().ok();
            let minutes = number(h)?.checked_mul(60)?.checked_add(number(&[*m1, *m2])?)?;
            if *sign == b'-' { -minutes } else { minutes }
        }
        _ => return None,
    };
    (minutes.abs() <= 14 * 60).then(|| time::at_offset(local, minutes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_with_its_offset_are_read_and_nothing_else_is() {
        let shown = |authored: &str| when(authored, &TimeZone::UTC).map(|when| when.shown());
        assert_eq!(shown("2026-03-01").as_deref(), Some("2026-03-01"));
        for time in ["2026-03-01T10:40:00+02:00", "2026-03-01T10:40:00-05:30"] {
            assert_eq!(shown(time).as_deref(), Some(time));
        }
        assert!(shown("2026-03-01T10:40:00.250Z").is_some_and(|it| it.starts_with("2026-03-01T10:40:00")));
        for none in [
            "",
            "2026",
            "2026-03",
            "2026-02-30",
            "2026-03-01T10:40:00",
            "2026-03-01 10:40",
            "2026-03-01T10:40:00+15:00",
            "2026-03-01T10:40:00+é:00",
            "2026-03-01T99:40:00Z",
            "T",
            "2026-03-01T+99999:00",
        ] {
            assert_eq!(shown(none), None, "{none}");
        }
    }
}
