//! Base64 (RFC 4648), as much of it as cookies and other programs' files need.

/// The bytes in base64url, without padding.
pub(crate) fn encode_url(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
        for place in 0..=group.len() {
            let six = bits >> (18 - 6 * place) & 63;
            text.push(char::from(ALPHABET[six as usize]));
        }
    }
    text
}

/// The bytes of base64 text in the standard or the url alphabet, with or without padding; `None` for anything else.
pub(crate) fn decode(text: &[u8]) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    let padding = text.iter().rev().take_while(|letter| **letter == b'=').count();
    let digits = &text[..text.len() - padding];
    if padding > 2 || digits.len() % 4 == 1 || (padding > 0 && !text.len().is_multiple_of(4)) {
        return None;
    }
    let mut bytes = zeroize::Zeroizing::new(Vec::with_capacity(digits.len() * 3 / 4));
    for group in digits.chunks(4) {
        let mut bits = 0;
        for letter in group {
            bits = bits << 6 | six_bits(*letter)?;
        }
        // A group of n letters holds n - 1 whole bytes.
        let whole = bits << (6 * (4 - group.len()));
        bytes.extend_from_slice(&whole.to_be_bytes()[1..group.len()]);
    }
    Some(bytes)
}

fn six_bits(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, section 10.
    #[test]
    fn reads_and_writes_as_rfc_4648_says() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, encoded) in vectors {
            assert_eq!(encode_url(plain.as_bytes()), encoded.trim_end_matches('='));
            assert_eq!(decode(encoded.as_bytes()).unwrap().as_slice(), plain.as_bytes());
        }
    }

    #[test]
    fn both_alphabets_are_read() {
        assert_eq!(decode(b"-_-_").unwrap(), decode(b"+/+/").unwrap());
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["A", "AA=", "A===", "AA===", "AA==AA==", "A A", "A\n", "ä"] {
            assert!(decode(text.as_bytes()).is_none(), "{text:?}");
        }
    }
}
