//! One part on its way in: every word gets its place, or is kept beside it.

use hearken_core::{
    limits::{NAME_BYTES, OWN_FIELDS, TEXT_BYTES},
    parts::{OwnField, OwnValue, Part},
    pictures::Picture,
};
use serde_json::Value;

use super::value::{self, Colour, Fields};
use crate::import::{ImportReport, notes, text::clean_name};

/// What parts are called in a report.
pub(crate) const PART: &str = "part";

/// A part as a reader found it.
#[derive(Default)]
pub(crate) struct PartDraft {
    /// The part, without its name and its source.
    pub(crate) part: Part,
    /// The name, as it was written.
    pub(crate) name: String,
    /// What has no place in a part; kept sealed beside it.
    pub(crate) kept: Fields,
    /// Other programs' names for the same record: program, and `collection/id`.
    pub(crate) also: Vec<(String, String)>,
    /// Its picture.
    pub(crate) picture: Option<Picture>,
    /// Whether something was lost or changed.
    pub(crate) degraded: bool,
    /// Every private field is an ordinary one, because the person said so.
    pub(crate) all_ordinary: bool,
}

impl PartDraft {
    /// What the other program tells of it, byte for byte: the notes, or the private corner.
    pub(crate) fn describe(&mut self, words: &str, privately: bool, report: &mut ImportReport) {
        if privately && !self.all_ordinary {
            self.put_private("Description", words, report);
        } else if !put(&mut self.part.notes, words) {
            self.too_long("description", words, report);
        }
    }

    /// A field that a part has no place for becomes a field of the person's own, or a line in the private corner.
    pub(crate) fn own(&mut self, name: &str, value: OwnValue, privately: bool, report: &mut ImportReport) {
        let field = OwnField { name: self.field_name(name, report), value };
        let shown = field.shown();
        if privately && !self.all_ordinary {
            return self.put_private(&field.name, &shown, report);
        }
        if self.part.own_fields.len() >= OWN_FIELDS || shown.len() > TEXT_BYTES {
            return self.too_long(name, &shown, report);
        }
        self.part.own_fields.push(field);
    }

    /// Words of the person's own under a name, if there are any.
    pub(crate) fn own_text(
        &mut self,
        name: &str,
        words: Option<String>,
        privately: bool,
        report: &mut ImportReport,
    ) {
        if let Some(words) = words {
            self.own(name, OwnValue::Text(words), privately, report);
        }
    }

    /// Takes the colour out of a record, if it is one.
    pub(crate) fn colour(&mut self, fields: &mut Fields, name: &str, report: &mut ImportReport) {
        match value::colour(fields.get(name)) {
            Colour::None => {}
            Colour::Is(colour) => self.part.colour = Some(colour),
            // It stays where it is, so that it is kept as it was written.
            Colour::NotOne => {
                self.degraded = true;
                return report.say(&notes::NOT_A_COLOUR, PART, None, 1);
            }
        }
        fields.remove(name);
    }

    /// The name as a part can have it. One that is too long is whole in the notes.
    pub(crate) fn settle_name(&mut self, report: &mut ImportReport) {
        let written = std::mem::take(&mut self.name);
        let (name, was) = name(&written, "Unnamed part");
        self.part.name = name;
        match was {
            Was::Fine => {}
            Was::Cleaned => report.say(&notes::NAME_CLEANED, PART, None, 1),
            Was::Empty => report.say(&notes::NAME_EMPTY, PART, None, 1),
            Was::TooLong => {
                self.degraded = true;
                report.say(&notes::NAME_SHORTENED, PART, None, 1);
                if !put(&mut self.part.notes, &written) {
                    self.too_long("name", &written, report);
                }
            }
        }
    }

    fn field_name(&mut self, written: &str, report: &mut ImportReport) -> String {
        let (name, was) = name(written, "Field");
        if was == Was::TooLong {
            self.degraded = true;
            report.say(&notes::NAME_SHORTENED, "field", None, 1);
            self.keep_also("fieldNames", written);
        }
        name
    }

    fn put_private(&mut self, name: &str, words: &str, report: &mut ImportReport) {
        let between = if words.contains('\n') { "\n" } else { " " };
        if put(&mut self.part.private, &format!("{name}:{between}{words}")) {
            report.say(&notes::PRIVATE_CORNER, PART, None, 1);
        } else {
            self.too_long(name, words, report);
        }
    }

    /// What fits nowhere is kept sealed beside the part; what is longer than a text may be is not kept at all.
    fn too_long(&mut self, name: &str, words: &str, report: &mut ImportReport) {
        self.degraded = true;
        if words.len() > TEXT_BYTES {
            report.count("field").failed += 1;
            return report.say(&notes::TEXT_TOO_LONG, "field", None, 1);
        }
        report.count("field").preserved_only += 1;
        report.say(&notes::NO_ROOM, "field", None, 1);
        self.keep_also(name, words);
    }

    fn keep_also(&mut self, name: &str, words: &str) {
        let others = self.kept.entry("others").or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(others) = others {
            others.push(serde_json::json!({ "name": name, "words": words }));
        }
    }
}

/// What had to be done to a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Was {
    Fine,
    Cleaned,
    Empty,
    TooLong,
}

/// A name without control characters, on one line, and no longer than names are; `instead` where nothing is left.
pub(crate) fn name(written: &str, instead: &str) -> (String, Was) {
    let one_line = written.replace(['\r', '\n'], " ");
    let name = clean_name(&one_line);
    if name.is_empty() {
        return (instead.to_owned(), Was::Empty);
    }
    if name.len() > NAME_BYTES {
        let end = name.floor_char_boundary(NAME_BYTES);
        return (name[..end].trim_end().to_owned(), Was::TooLong);
    }
    let was = if name == written.trim() { Was::Fine } else { Was::Cleaned };
    (name, was)
}

/// Adds words to a text; false, and nothing is added, if it would be longer than a text may be.
pub(crate) fn put(text: &mut String, words: &str) -> bool {
    let between = if text.is_empty() { "" } else { "\n\n" };
    let fits = text.len() + between.len() + words.len() <= TEXT_BYTES;
    if fits {
        text.push_str(between);
        text.push_str(words);
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_cut_between_letters_and_keeps_marks_of_direction() {
        let (name, was) = name(&"é".repeat(300), "x");
        assert_eq!((name.chars().count(), was), (200, Was::TooLong));
        let odd = ["é".repeat(200), "a".repeat(399) + "é"];
        for written in odd {
            assert!(super::name(&written, "x").0.len() <= NAME_BYTES);
        }
        assert_eq!(super::name("\u{202e}abc", "x"), ("\u{202e}abc".to_owned(), Was::Fine));
        assert_eq!(super::name("a\u{0}b\nc", "x"), ("ab c".to_owned(), Was::Cleaned));
        assert_eq!(super::name(" \u{7}\n", "Unnamed part"), ("Unnamed part".to_owned(), Was::Empty));
    }

    #[test]
    fn private_words_go_to_the_corner_unless_all_are_ordinary() {
        let mut report = ImportReport::default();
        let mut draft = PartDraft::default();
        draft.describe("quiet", true, &mut report);
        draft.own_text("Pronouns", Some("they".to_owned()), true, &mut report);
        assert_eq!(draft.part.private, "Description: quiet\n\nPronouns: they");
        let mut ordinary = PartDraft { all_ordinary: true, ..PartDraft::default() };
        ordinary.describe("quiet", true, &mut report);
        assert_eq!((ordinary.part.notes.as_str(), ordinary.part.private.as_str()), ("quiet", ""));
    }

    #[test]
    fn what_fits_nowhere_is_kept_and_what_is_too_long_is_said() {
        let mut report = ImportReport::default();
        let mut draft = PartDraft::default();
        for n in 0..=OWN_FIELDS {
            draft.own_text("f", Some(n.to_string()), false, &mut report);
        }
        assert_eq!(draft.part.own_fields.len(), OWN_FIELDS);
        assert_eq!(draft.kept["others"][0]["words"], OWN_FIELDS.to_string());
        draft.describe(&"x".repeat(TEXT_BYTES + 1), false, &mut report);
        assert_eq!((report.of("field").preserved_only, report.of("field").failed), (1, 1));
        assert!(draft.degraded && draft.part.notes.is_empty());
    }
}
