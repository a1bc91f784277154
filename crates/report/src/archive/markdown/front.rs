//! What stands at the top of a twin, and how its sections are headed.

use hearken_core::{Revision, When};
use serde_json::json;

/// The settings at the top of a twin. Every text is a JSON string, which is YAML whatever is in it.
pub(super) struct Front(String);

impl Front {
    pub(super) fn new(revision: &Revision, kind: &str) -> Self {
        let saved = When::new(revision.saved, 0);
        let mut front = Self("---\n".to_owned());
        front.line("id", &json!(revision.record.to_string()));
        front.line("kind", &json!(kind));
        front.line("updated", &json!(saved.shown()));
        front
    }

    pub(super) fn line(&mut self, key: &str, value: &serde_json::Value) {
        self.0.push_str(&format!("{key}: {value}\n"));
    }

    pub(super) fn when(&mut self, when: &When) {
        self.line("date", &json!(when.shown()));
        if let Some(zone) = &when.zone {
            self.line("zone", &json!(zone));
        }
    }

    pub(super) fn finish(self, body: &str) -> String {
        let end = if body.ends_with('\n') { "" } else { "\n" };
        format!("{}---\n\n{body}{end}", self.0)
    }
}

/// A heading and what stands below it.
pub(super) fn section(heading: &str, text: &str) -> String {
    format!("## {heading}\n\n{}", text.trim_end_matches('\n'))
}

/// Adds a section, unless there is nothing below its heading.
pub(super) fn add(sections: &mut Vec<String>, heading: &str, text: &str) {
    if !text.trim().is_empty() {
        sections.push(section(heading, text));
    }
}

/// The texts that say something, with `between` in between.
pub(super) fn join(texts: impl IntoIterator<Item = String>, between: &str) -> String {
    texts.into_iter().filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(between)
}

/// A text that stays within its item of a list, however many lines it has.
pub(super) fn one_item(text: &str) -> String {
    text.trim().lines().collect::<Vec<_>>().join("\n  ")
}

/// Items of a list, one below the other.
pub(super) fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}
