//! Day One's styled text as Markdown.
//!
//! It is a list of pieces. A piece is words with attributes, or things placed in the text. A line ends at a line end
//! *inside* a piece, and what a whole line is (a heading, a list item) comes with the first piece of the line.

use serde_json::{Map, Value};

use super::{media, rich_text_style::inline};
use crate::import::limits;

/// A styled text that was converted.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Converted {
    /// The text as Markdown.
    pub(crate) text: String,
    /// Things placed in the text that are not known, as they were.
    pub(crate) unknown: Vec<Value>,
    /// Whether there was underlining, which Markdown does not have.
    pub(crate) styles_dropped: bool,
}

/// Converts a styled text; `None` if it cannot be read.
pub(crate) fn to_markdown(json: &str) -> Option<Converted> {
    let json = limits::json(json).ok()?;
    let mut writer = Writer::default();
    for node in json.get("contents")?.as_array()? {
        writer.node(node)?;
    }
    Some(writer.finish())
}

#[derive(Default)]
struct Writer {
    done: Converted,
    line: String,
    /// What the line that is being written is; `None` at its beginning.
    kind: Option<Line>,
    in_code: bool,
}

/// What a line is.
#[derive(Clone, Default)]
struct Line {
    prefix: String,
    is_code: bool,
}

impl Writer {
    fn node(&mut self, node: &Value) -> Option<()> {
        if let Some(embedded) = node.get("embeddedObjects") {
            embedded.as_array()?.iter().for_each(|object| self.embed(object));
            return Some(());
        }
        let text = node.get("text")?.as_str()?;
        let none = Map::new();
        let attributes = node.get("attributes").and_then(Value::as_object).unwrap_or(&none);
        for piece in text.split_inclusive('\n') {
            let kind = self.kind.get_or_insert_with(|| Line::of(attributes)).clone();
            let words = piece.strip_suffix('\n').unwrap_or(piece);
            if kind.is_code {
                self.line.push_str(words);
            } else {
                self.line.push_str(&inline(words, attributes));
                self.done.styles_dropped |= attributes.get("underline") == Some(&Value::Bool(true));
            }
            if piece.ends_with('\n') {
                self.end_line();
            }
        }
        Some(())
    }

    fn end_line(&mut self) {
        let kind = self.kind.take().unwrap_or_default();
        if kind.is_code != self.in_code {
            self.done.text.push_str("```\n");
            self.in_code = kind.is_code;
        }
        self.done.text.push_str(&kind.prefix);
        self.done.text.push_str(&self.line);
        self.done.text.push('\n');
        self.line.clear();
    }

    /// Something placed in the text stands on a line of its own.
    fn embed(&mut self, object: &Value) {
        let field = |key: &str| object.get(key).and_then(Value::as_str);
        let kind = field("type").unwrap_or_default();
        let line = match (kind, field("identifier")) {
            ("horizontalRuleLine" | "horizontalLineRule", _) => Some("---".to_owned()),
            ("table", _) => field("markdown").map(|table| table.trim_end().to_owned()),
            ("externalVideo" | "externalAudio", _) => field("url").map(str::to_owned),
            (kind, Some(identifier)) => media::placeholder(kind, identifier),
            _ => None,
        };
        match line {
            Some(line) => {
                if self.kind.is_some() {
                    self.end_line();
                }
                self.line = line;
                self.end_line();
            }
            None => self.done.unknown.push(object.clone()),
        }
    }

    fn finish(mut self) -> Converted {
        if self.kind.is_some() {
            self.end_line();
        }
        if self.in_code {
            self.done.text.push_str("```\n");
        }
        let text = self.done.text.trim_end_matches('\n').len();
        self.done.text.truncate(text);
        self.done
    }
}

impl Line {
    fn of(attributes: &Map<String, Value>) -> Self {
        let none = Map::new();
        let line = attributes.get("line").and_then(Value::as_object).unwrap_or(&none);
        let number = |key: &str| line.get(key).and_then(Value::as_u64).unwrap_or(0);
        let is = |key: &str| line.get(key).and_then(Value::as_bool).unwrap_or(false);
        if is("codeBlock") {
            return Self { prefix: String::new(), is_code: true };
        }
        let indent = "  ".repeat(usize::try_from(number("indentLevel").clamp(1, 16) - 1).unwrap_or(0));
        let mut prefix = if is("quote") { "> ".to_owned() } else { String::new() };
        let header = number("header");
        match line.get("listStyle").and_then(Value::as_str) {
            Some("bulleted") => prefix += &format!("{indent}- "),
            Some("numbered") => prefix += &format!("{indent}{}. ", number("listIndex").max(1)),
            Some("checkbox") => prefix += &format!("{indent}- [{}] ", if is("checked") { "x" } else { " " }),
            _ if (1..=6).contains(&header) => prefix += &format!("{} ", "#".repeat(header as usize)),
            _ => {}
        }
        Self { prefix, is_code: false }
    }
}
