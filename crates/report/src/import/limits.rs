//! How large a file may be, and how deep, before it is refused unread.

use super::ImportError;

/// Bytes of one file of text or JSON.
pub const FILE_BYTES: u64 = 100 << 20;

/// Bytes of everything in one folder or zip together.
pub const TREE_BYTES: u64 = 2 << 30;

/// Files in one folder or zip of another program.
pub const TREE_FILES: usize = 50_000;

/// Files in one archive of our own: a file for each entry of a long life.
pub const ARCHIVE_FILES: usize = 2_000_000;

/// How many times larger a zip of more than [`FILE_BYTES`] may be unpacked than packed.
pub const ZIP_RATIO: u64 = 200;

/// Brackets within brackets in JSON, and folders within folders.
pub const NESTING: usize = 64;

/// Values in one JSON file.
pub const JSON_NODES: usize = 5_000_000;

/// Entries in one Day One journal.
pub const DAY_ONE_ENTRIES: usize = 100_000;

/// Bytes of the styled text of one Day One entry.
pub const RICH_TEXT_BYTES: usize = 10 << 20;

/// Parses JSON of another program, after a look at its size, depth and number of values.
pub(crate) fn json(text: &str) -> Result<serde_json::Value, ImportError> {
    if text.len() as u64 > FILE_BYTES || !is_shallow(text) {
        return Err(ImportError::TooLarge);
    }
    serde_json::from_str(text).map_err(|_| ImportError::Damaged)
}

/// Whether brackets nest within [`NESTING`] and there are no more than [`JSON_NODES`] values.
pub(crate) fn is_shallow(json: &str) -> bool {
    let (mut depth, mut nodes) = (0_usize, 1_usize);
    let (mut in_text, mut escaped) = (false, false);
    for byte in json.bytes() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' | b':' => nodes += 1,
            _ => {}
        }
        if depth > NESTING || nodes > JSON_NODES {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixty_four_brackets_are_read_and_one_more_is_not() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(json(&nested(64)).is_ok());
        assert!(matches!(json(&nested(65)), Err(ImportError::TooLarge)));
        assert!(matches!(json(&nested(200_000)), Err(ImportError::TooLarge)));
    }

    #[test]
    fn brackets_inside_words_do_not_count() {
        let text = format!(r#"{{"a":"{}\"["}}"#, "[".repeat(500));
        assert!(json(&text).is_ok());
    }
}
