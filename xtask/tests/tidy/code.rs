//! What holds for every file of code: an opening that says what it is for, a length one can read, SQL in one place.

use crate::{
    none, seen,
    tree::{File, files},
};

const MOST_LINES: usize = 400;
/// Words that begin a statement of SQL, as they stand in code.
const SQL: [&str; 5] = ["SELECT ", "INSERT INTO ", "DELETE FROM ", "CREATE TABLE ", "PRAGMA "];
/// `store` speaks SQL; `xtask` and the tests of `doctor` plant damage with it.
const SPEAK_SQL: [&str; 3] = ["crates/store/", "xtask/", "crates/hearken/tests/doctor/"];

fn without_opening(files: &[File]) -> Vec<String> {
    let modules = files.iter().filter(|file| file.is_rust());
    modules
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| format!("{}: opens without //!", file.path))
        .collect()
}

fn too_long(files: &[File]) -> Vec<String> {
    let code = files
        .iter()
        .filter(|file| file.is_rust() || file.path.ends_with(".js") || file.path.ends_with(".ts"));
    code.map(|file| (&file.path, file.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{path}: {lines} lines, more than {MOST_LINES}"))
        .collect()
}

fn sql_elsewhere(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        if SPEAK_SQL.iter().any(|speaker| file.path.starts_with(speaker)) {
            continue;
        }
        let spoken = file.lines().filter(|(_, line)| SQL.iter().any(|word| line.contains(word)));
        faults.extend(spoken.map(|(place, _)| format!("{place}: SQL outside the store")));
    }
    faults
}

fn white_space(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    let written_by_hand = |file: &&File| !file.path.ends_with(".lock") && !file.path.contains("/vectors/");
    for file in files.iter().filter(written_by_hand) {
        let trailing = file.lines().filter(|(_, line)| line.ends_with([' ', '\t']));
        faults.extend(trailing.map(|(place, _)| format!("{place}: white space at the end of the line")));
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            faults.push(format!("{}: no line end at the end of the file", file.path));
        }
    }
    faults
}

/// Notes to oneself that should have been done or written down as an issue.
fn left_open(files: &[File]) -> Vec<String> {
    let words =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("unimplemented", "!"), concat!("#[", "ignore")];
    let mut faults = Vec::new();
    for file in
        files.iter().filter(|file| file.is_rust() || file.path.ends_with(".js") || file.path.ends_with(".ts"))
    {
        let open = file.lines().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        faults.extend(open.map(|(place, _)| format!("{place}: left open")));
    }
    faults
}

#[test]
fn every_module_says_what_it_is_for() {
    none(without_opening(&files()));
    seen(without_opening(&[File::planted("crates/core/src/x.rs", "use std::fmt;\n")]), "no //!");
}

#[test]
fn no_file_is_too_long_to_read() {
    none(too_long(&files()));
    seen(too_long(&[File::planted("x.rs", &"//! x\n".repeat(401))]), "401 lines");
}

#[test]
fn only_the_store_speaks_sql() {
    none(sql_elsewhere(&files()));
    seen(
        sql_elsewhere(&[File::planted("crates/web/src/x.rs", "let all = \"SELECT * FROM entries\";")]),
        "a query",
    );
}

#[test]
fn no_line_ends_in_white_space() {
    none(white_space(&files()));
    seen(white_space(&[File::planted("x.md", "a \n")]), "a space at the end");
    seen(white_space(&[File::planted("x.md", "a")]), "no line end");
}

#[test]
fn nothing_is_left_open_in_code() {
    none(left_open(&files()));
    seen(left_open(&[File::planted("x.rs", concat!("// TO", "DO: later\n"))]), "a note to oneself");
}
