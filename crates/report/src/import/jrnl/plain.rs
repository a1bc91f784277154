//! jrnl's plain text: dated lines, and everything until the next of them.

use hearken_core::When;

use super::{
    dates::{self, Header, Style},
    tags,
};
use crate::import::{
    ImportError, ImportOptions,
    gather::{Draft, Gather},
    notes,
    text::{digest_of, without_last_line_ends},
};

/// A text to read, and what is known about it from outside.
pub(super) struct Source<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// How entries begin, where the file's path says it; else the text shows it.
    pub(super) style: Option<Style>,
    /// The day of the file's path or the file's own time, for text without a date.
    pub(super) modified: When,
    /// What stands before line numbers in the report: empty, or the file's path.
    pub(super) file: &'a str,
}

/// One entry of a file: its dated line, and all text from behind the date to the next dated line.
struct Section<'t> {
    line: usize,
    header: Option<Header<'t>>,
    text: &'t str,
}

/// Reads every entry of a text.
pub(super) fn read(source: &Source, options: &ImportOptions, gather: &mut Gather) -> Result<(), ImportError> {
    let style = source.style.clone().or_else(|| Style::of(source.text));
    let sections = match &style {
        Some(style) => sections(source.text, style),
        None => vec![Section { line: 1, header: None, text: source.text }],
    };
    let headers: Vec<Header> = sections.iter().filter_map(|section| section.header).collect();
    let day_first = dates::order(&headers, options.day_first)?;
    if let Some(style) = &style {
        let nearly = source.text.lines().enumerate().filter(|(_, line)| style.nearly(line));
        nearly.for_each(|(line, _)| gather.say(&notes::NOT_A_DATE, Some(&place(source.file, line + 1))));
    }
    let date =
        |header: &Header| header.reading.settle(day_first).map(|written| written.when(&options.assumed_zone));
    let first_date = headers.first().and_then(date);
    for section in &sections {
        let place = place(source.file, section.line);
        let (when, note) = match (section.header.as_ref().and_then(date), &first_date) {
            (Some(when), _) => (when, None),
            (None, _) if matches!(style, Some(Style::OfDay(_))) => (source.modified.clone(), None),
            (None, Some(next)) => {
                (When { zone_assumed: true, ..next.clone() }, Some(&notes::BEFORE_FIRST_DATE))
            }
            (None, None) => (source.modified.clone(), Some(&notes::DATE_FROM_FILE)),
        };
        if section.header.is_none() && section.text.trim().is_empty() {
            continue;
        }
        note.into_iter().for_each(|note| gather.say(note, Some(&place)));
        let dated = section.header.map_or("", |header| header.dated);
        gather.keep(Draft { degraded: note.is_some(), ..draft(section.text, dated, when, place) });
    }
    Ok(())
}

fn place(file: &str, line: usize) -> String {
    if file.is_empty() { format!("line {line}") } else { format!("{file}, line {line}") }
}

/// Cuts a text at its dated lines. Text before the first of them is a section without a header.
fn sections<'t>(text: &'t str, style: &Style) -> Vec<Section<'t>> {
    let mut sections = vec![Section { line: 1, header: None, text }];
    let (mut at, mut start) = (0, 0);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare_line = line.trim_end_matches(['\n', '\r']);
        if let Some(header) = style.header(bare_line) {
            sections.last_mut().expect("it begins with one").text = &text[start..at];
            start = at + bare_line.len() - header.rest.len();
            sections.push(Section { line: number + 1, header: Some(header), text: &text[start..] });
        }
        at += line.len();
    }
    sections
}

/// An entry from its text: the first line is the title, and a star at its end marks it.
fn draft(text: &str, dated: &str, when: When, place: String) -> Draft {
    let id = digest_of(&[dated, text.trim()]);
    let text = without_last_line_ends(text);
    let (first, body) = text.split_once('\n').map_or((text, None), |(first, body)| (first, Some(body)));
    let first = first.trim();
    let (first, starred) = match first.strip_suffix('*') {
        Some(unmarked) => (unmarked.trim_end(), true),
        None => (first, false),
    };
    let (title, body) = match body {
        Some(body) => (first, body),
        None => first_sentence(first),
    };
    Draft {
        id,
        place,
        title: title.to_owned(),
        body: body.to_owned(),
        when,
        dated: dated.to_owned(),
        tags: tags::in_text(text),
        starred,
        ..Draft::default()
    }
}

/// Cuts an entry of one line behind its first sentence.
fn first_sentence(line: &str) -> (&str, &str) {
    let ends = |&(at, c): &(usize, char)| {
        let behind = &line[at + c.len_utf8()..];
        matches!(c, '.' | '!' | '?' | '…') && behind.starts_with(char::is_whitespace)
            || matches!(c, '。' | '！' | '？')
    };
    match line.char_indices().find(ends) {
        Some((at, c)) => {
            let (title, body) = line.split_at(at + c.len_utf8());
            (title, body.trim_start())
        }
        None => (line, ""),
    }
}
