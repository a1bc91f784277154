//! Styles inside a line of Day One's styled text: bold, italic, struck out, marked, code and links.

use serde_json::{Map, Value};

/// The words with Markdown's signs around them. Blanks at either end stay outside, where Markdown wants them.
pub(super) fn inline(words: &str, attributes: &Map<String, Value>) -> String {
    let inner = words.trim();
    if inner.is_empty() {
        return words.to_owned();
    }
    let on = |key: &str| match attributes.get(key) {
        Some(Value::Bool(on)) => *on,
        // A colour is given by its name.
        Some(Value::String(colour)) => !colour.is_empty(),
        _ => false,
    };
    let start = &words[..words.len() - words.trim_start().len()];
    let end = &words[words.trim_end().len()..];
    let mut styled = inner.to_owned();
    let signs = [
        ("inlineCode", "`"),
        ("strikethrough", "~~"),
        ("highlightedColor", "=="),
        ("italic", "*"),
        ("bold", "**"),
    ];
    for (style, sign) in signs {
        if on(style) {
            styled = format!("{sign}{styled}{sign}");
        }
    }
    match attributes.get("linkURL").and_then(Value::as_str) {
        Some(url) if !on("autolink") && url != inner => styled = format!("[{styled}]({url})"),
        _ => {}
    }
    format!("{start}{styled}{end}")
}
