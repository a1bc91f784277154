//! Bytes of other programs as text, and the small things that names and tags need.

use hearken_core::limits::NAME_BYTES;
use hearken_seal::Digest;

use super::ImportError;

/// Reads UTF-8, with or without its mark, and UTF-16 with its mark. Nothing is ever replaced.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    };
    text.ok_or(ImportError::NotText)
}

fn utf8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair));
    rest.is_empty().then(|| char::decode_utf16(units).collect::<Result<String, _>>().ok())?
}

/// A title or tag without what does not belong into a name: control characters and the mark of a lost picture.
pub(crate) fn clean_name(name: &str) -> String {
    let belongs = |c: &char| *c != '\u{FFFC}' && (!c.is_ascii_control() || matches!(c, '\t' | '\n' | '\r'));
    name.chars().filter(belongs).collect::<String>().trim().to_owned()
}

/// Whether a cleaned name can stand as one: not empty, one line, not longer than a name may be.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= NAME_BYTES && !name.contains(['\n', '\r'])
}

/// A stable name for something that has no id: a digest of what it says. Each piece is set apart by its length.
pub(crate) fn digest_of(pieces: &[&str]) -> String {
    let mut bytes = Vec::new();
    for piece in pieces {
        bytes.extend_from_slice(&(piece.len() as u64).to_be_bytes());
        bytes.extend_from_slice(piece.as_bytes());
    }
    let Digest(digest) = Digest::of(&bytes);
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text without the line ends at its end.
pub(crate) fn without_last_line_ends(text: &str) -> &str {
    text.trim_end_matches(['\n', '\r'])
}

/// What a Markdown heading says; `None` if the line is none or says nothing.
pub(crate) fn heading(line: &str) -> Option<&str> {
    let level = line.bytes().take_while(|&byte| byte == b'#').count();
    let words = line[level..].strip_prefix([' ', '\t'])?.trim().trim_end_matches('#').trim_end();
    ((1..=6).contains(&level) && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_utf8_and_utf16_are_understood() {
        assert_eq!(decode(b"\xEF\xBB\xBFsea").expect("UTF-8"), "sea");
        assert_eq!(decode(b"\xFF\xFEs\0e\0a\0").expect("little endian"), "sea");
        assert_eq!(decode(b"\xFE\xFF\0s\0e\0a").expect("big endian"), "sea");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_and_never_replaced() {
        for bytes in [&b"caf\xE9"[..], b"\xFF\xFEs", b"\xFF\xFE\x00\xD8", b"\xC0\x80"] {
            assert!(matches!(decode(bytes), Err(ImportError::NotText)), "{bytes:?}");
        }
    }

    #[test]
    fn names_lose_control_characters_and_picture_marks_only() {
        assert_eq!(clean_name(" \u{FFFC}a\u{7}\tb\u{301} "), "a\tb\u{301}");
    }

    #[test]
    fn a_digest_tells_where_one_piece_ends() {
        assert_ne!(digest_of(&["ab", "c"]), digest_of(&["a", "bc"]));
    }
}
