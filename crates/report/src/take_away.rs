//! What a person takes along on paper or as a file: one exercise, or one journal entry, as plain text.

use std::fmt::Write;

use hearken_core::{
    When,
    exercises::{Run, RunState},
    journal::JournalEntry,
    parts::Part,
};

/// One screen that was chosen to be taken along.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passage<'a> {
    /// The screen's heading.
    pub heading: &'a str,
    /// What was asked; may be empty.
    pub prompt: &'a str,
    /// What was answered, in words; a screen without an answer may be taken along too.
    pub answer: &'a str,
}

/// A run, open or finished, as UTF-8 text with only the passages that were chosen. `title` is the guide's own.
pub fn run_as_text(title: &str, run: &Run, part: Option<&Part>, passages: &[Passage]) -> String {
    let mut text = heading(title.trim(), '=');
    line(&mut text, "Begun", &day_and_time(&run.begun));
    if let RunState::Finished { at, .. } = &run.state {
        let ended = When { at: *at, all_day: false, ..run.begun.clone() };
        line(&mut text, "Ended", &day_and_time(&ended));
    }
    if let Some(part) = part {
        line(&mut text, "Part", part.name.trim());
    }
    for passage in passages {
        text.push('\n');
        text.push_str(&heading(passage.heading.trim(), '-'));
        let said = [passage.prompt, passage.answer].map(str::trim_end);
        let said: Vec<&str> = said.into_iter().filter(|said| !said.trim().is_empty()).collect();
        if !said.is_empty() {
            text.push_str(&said.join("\n\n"));
            text.push('\n');
        }
    }
    text
}

/// A journal entry as UTF-8 text. `parts` are the names of the parts it speaks of.
pub fn entry_as_text(entry: &JournalEntry, parts: &[&str]) -> String {
    let day = day_and_time(&entry.when);
    let mut text = match &entry.title {
        Some(title) => format!("{}{day}\n", heading(title.trim(), '=')),
        None => heading(&day, '='),
    };
    for (name, words) in [("Parts", parts.join(", ")), ("Tags", entry.tags.join(", "))] {
        if !words.is_empty() {
            line(&mut text, name, &words);
        }
    }
    if !entry.body.trim().is_empty() {
        text.push('\n');
        text.push_str(entry.body.trim_end_matches('\n'));
        text.push('\n');
    }
    text
}

fn heading(words: &str, under: char) -> String {
    let rule: String = std::iter::repeat_n(under, words.chars().count().clamp(3, 72)).collect();
    format!("{words}\n{rule}\n")
}

fn line(text: &mut String, name: &str, words: &str) {
    writeln!(text, "{name}: {words}").expect("writing into a string cannot fail");
}

/// The day, and the time unless only the day is meant.
fn day_and_time(when: &When) -> String {
    let local = when.local();
    if when.all_day {
        return local.date().to_string();
    }
    format!("{} {:02}:{:02}", local.date(), local.hour(), local.minute())
}
