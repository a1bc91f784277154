//! Answers and totals as a table.

use hearken_core::responses::{Answer, ResponseState};
use hearken_report::table::{self, COLUMNS};

use crate::{
    archive::id,
    archive_twins::notebook,
    fhir::{
        golden::{NEVER, notebook_of_a_year, response},
        measured,
    },
};

/// The lines of the table of one response, without the head and without what all of them have in common.
fn rows(response: hearken_core::responses::Response) -> Vec<String> {
    let text = table::write(&notebook([(id(1), response.into())]), &measured());
    let common = "1,2026-03-01T10:00:00+01:00,,";
    text.split("\r\n").skip(1).map(|line| line.replace(common, "")).collect()
}

#[test]
fn it_begins_with_the_mark_of_utf_8_and_keys_that_stay_and_ends_lines_as_spreadsheets_do() {
    let text = table::write(&notebook([]), &measured());
    assert_eq!(
        text,
        "\u{feff}kind,response,date,zone,measure,version,language,state,item,number,code,words,scale,total\r\n"
    );
}

#[test]
fn an_answer_is_a_row_and_a_total_is_one() {
    assert_eq!(
        rows(response("suds", ResponseState::Finished, &[8])),
        ["answer,suds,1,en,finished,suds-1,8,,8,,", "total,suds,1,en,finished,,,,,distress,8", ""]
    );
}

#[test]
fn a_total_that_is_withheld_is_empty_and_never_0() {
    let rows = rows(response("phq-9", ResponseState::Finished, &[1]));
    assert_eq!(rows[0], "answer,phq-9,1,en,finished,/44250-9,1,LA6569-3,Several days,,");
    assert_eq!(rows[1], "total,phq-9,1,en,finished,,,,,total,");
}

#[test]
fn a_total_in_which_a_mean_stands_in_for_an_answer_says_so() {
    let rows = rows(response("phq-9", ResponseState::Finished, &[1; 8]));
    let total = rows.iter().find(|row| row.starts_with("total,")).expect("it is there");
    assert_eq!(total, "total,phq-9,1,en,finished,,,,prorated,total,9");
}

#[test]
fn what_the_answers_say_together_is_a_row() {
    let rows = rows(response("asq", ResponseState::Finished, &[1; 4]));
    assert!(rows.iter().any(|row| row.starts_with("result,asq,1,en,finished,,,negative,")), "{rows:?}");
}

#[test]
fn what_was_left_open_on_purpose_is_empty_and_what_is_on_its_way_has_no_total() {
    let mut open = response("asq", ResponseState::Open, &[]);
    open.give("asq-1", vec![Answer::Skipped]);
    assert_eq!(rows(open), ["answer,asq,1,en,open,asq-1,,,,,", ""]);
}

#[test]
fn words_that_begin_like_a_formula_are_guarded() {
    let rows = rows(response("own", ResponseState::Finished, &[99; 20]));
    assert!(rows.iter().any(|row| row.contains("\"'=It was the sea, and \"\"everything\"\"\"")), "{rows:?}");
}

#[test]
fn answers_in_words_that_are_not_here_any_more_are_there_without_a_total() {
    let old = hearken_core::responses::Response {
        version: "0".to_owned(),
        ..response("phq-9", ResponseState::Finished, &[3])
    };
    assert_eq!(rows(old), ["answer,phq-9,0,en,finished,/44250-9,3,,,,", ""]);
}

#[test]
fn nothing_but_answers_is_in_it() {
    let text = table::write(&notebook_of_a_year(), &measured());
    for never in NEVER {
        assert!(!text.contains(never), "{never}");
    }
    let head = text.lines().next().map(|line| line.matches(',').count());
    assert_eq!(head, Some(COLUMNS.len() - 1));
}
