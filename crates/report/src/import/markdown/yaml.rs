//! The little of YAML that people write at the top of their notes: names with texts and lists of texts.
//!
//! Everything is read as text. Anchors, tags of types, tabs, names given twice and whatever else is not plainly a
//! name with a value: the whole block is refused, because half an understanding would change what somebody wrote.

use std::collections::HashSet;

use super::front_matter::{Field, Value};

/// The settings of a block; `None` if any line of it is not plainly understood.
pub(super) fn fields(block: &str) -> Option<Vec<Field>> {
    let (mut fields, mut names) = (Vec::new(), HashSet::new());
    let mut lines = block.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, after) = name(line)?;
        let (mut raw, mut below) = (line.to_owned(), Vec::new());
        while let Some(next) =
            lines.next_if(|next| next.starts_with([' ', '\t', '-']) || next.trim().is_empty())
        {
            raw.push('\n');
            raw.push_str(next);
            below.push(next);
        }
        if raw.contains('\t') || !names.insert(key.clone()) {
            return None;
        }
        below.retain(|line| !line.trim().is_empty());
        fields.push(Field { key, value: value(after.trim(), &below)?, raw });
    }
    Some(fields)
}

/// The name a line begins with, and what is behind its colon.
fn name(line: &str) -> Option<(String, &str)> {
    let (name, after) = match line.strip_prefix('"') {
        Some(quoted) => quoted.split_once("\":")?,
        None => line.split_once(':')?,
    };
    let plain = !name.is_empty()
        && !name.contains('"')
        && !name.starts_with(['?', '&', '*', '!', '[', '{', '\'', '%', '@']);
    (plain && name.trim() == name && (after.is_empty() || after.starts_with(' ')))
        .then(|| (name.to_owned(), after))
}

fn value(after: &str, below: &[&str]) -> Option<Value> {
    let after = without_comment(after);
    let is_item = |line: &&str| line.trim_start() == "-" || line.trim_start().starts_with("- ");
    match (after, below) {
        ("", []) => Some(Value::Text(String::new())),
        ("", [first, ..]) if is_item(first) => items(below),
        // A map below the name, or a block of text: it has a shape of its own, which is kept and not read.
        ("" | "|" | ">" | "|-" | ">-" | "|+" | ">+", _) => {
            below.iter().all(|line| is_plain(line)).then_some(Value::Nested)
        }
        (list, []) if list.starts_with('[') => inline_list(list).map(Value::List),
        (map, []) if map.starts_with('{') && map.ends_with('}') => is_plain(map).then_some(Value::Nested),
        (text, []) => scalar(text).map(Value::Text),
        _ => None,
    }
}

fn items(below: &[&str]) -> Option<Value> {
    let mut list = Vec::new();
    for line in below {
        match line.trim().strip_prefix('-') {
            // An item that is a map itself: the list is kept and not read.
            Some(item) if is_map(item) => {
                return below.iter().all(|line| is_plain(line)).then_some(Value::Nested);
            }
            Some(item) if item.is_empty() || item.starts_with(' ') => {
                list.push(scalar(without_comment(item.trim()))?)
            }
            _ => return None,
        }
    }
    Some(Value::List(list))
}

fn is_map(item: &str) -> bool {
    !item.trim().starts_with(['"', '\'']) && item.contains(": ")
}

/// Whether a line that is only kept holds nothing that would mean more than it says.
fn is_plain(line: &str) -> bool {
    let value = line.split_once(": ").map_or(line, |(_, value)| value).trim_start_matches(['-', ' ']);
    !value.starts_with(['&', '*', '!'])
}

fn inline_list(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let (mut items, mut item, mut quote) = (Vec::new(), String::new(), None);
    for c in inner.chars() {
        match (quote, c) {
            (None, ',') => items.push(std::mem::take(&mut item)),
            (None, '[' | ']' | '{' | '}') => return None,
            (None, '"' | '\'') if item.trim().is_empty() => {
                quote = Some(c);
                item.push(c);
            }
            (Some(open), c) => {
                if c == open && !(c == '"' && item.ends_with('\\')) {
                    quote = None;
                }
                item.push(c);
            }
            (None, c) => item.push(c),
        }
    }
    if quote.is_some() {
        return None;
    }
    items.push(item);
    if items.last().is_some_and(|item| item.trim().is_empty()) {
        items.pop();
    }
    items.iter().map(|item| scalar(item.trim())).collect()
}

/// One value as the text it is, without its quotes.
fn scalar(text: &str) -> Option<String> {
    if text.starts_with('"') {
        return serde_json::from_str(text).ok();
    }
    if let Some(quoted) = text.strip_prefix('\'') {
        let inner = quoted.strip_suffix('\'')?;
        return (!inner.replace("''", "").contains('\'')).then(|| inner.replace("''", "'"));
    }
    (!text.starts_with(['&', '*', '!', '|', '>', '%', '@', '`', '{'])).then(|| text.to_owned())
}

/// The value without a comment behind it. `#tag` at the beginning is a tag and no comment.
fn without_comment(value: &str) -> &str {
    if value.starts_with(['"', '\'']) {
        return value;
    }
    value.split_once(" # ").map_or(value, |(value, _)| value.trim_end())
}
