//! Padding, so that the length of what is sealed says little about the words inside.
//!
//! ISO/IEC 7816-4: one byte 0x80, then zeros, up to a bucket. Buckets are Padmé's (Nikitin and others, 2019): the
//! length keeps its leading bits and loses the others, which costs at most 12 % and leaks only the order of
//! magnitude. Nothing is shorter than [`SMALLEST`], so that a one-word note looks like a short paragraph.

use zeroize::Zeroizing;

use crate::SealError;

/// The smallest bucket, in bytes.
const SMALLEST: usize = 256;
/// What marks the end of the text.
const END: u8 = 0x80;

/// The length of the bucket that a text of `length` bytes is padded to, before the cipher adds its own bytes.
pub fn padded_length(length: usize) -> usize {
    let marked = length + 1;
    if marked <= SMALLEST {
        return SMALLEST;
    }
    let exponent = marked.ilog2();
    let kept_bits = exponent.ilog2() + 1;
    marked.next_multiple_of(1 << (exponent - kept_bits))
}

/// The text, its end mark, and zeros up to the bucket.
pub(crate) fn pad(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let length = padded_length(text.len());
    let mut padded = Zeroizing::new(Vec::with_capacity(length));
    padded.extend_from_slice(text);
    padded.push(END);
    padded.resize(length, 0);
    padded
}

/// How much of `padded` is text.
pub(crate) fn unpadded_length(padded: &[u8]) -> Result<usize, SealError> {
    let end = padded.iter().rposition(|byte| *byte != 0);
    end.filter(|end| padded[*end] == END).ok_or(SealError::Open)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hazmat::hash::tests::{hex, unhex};

    /// `name = hex` lines, made by another program: pairs of `…_text` and `…_padded`.
    #[test]
    fn pads_as_the_frozen_vectors_say() {
        let file = include_str!("../tests/vectors/padding.txt");
        let lines: Vec<_> = file.lines().filter_map(|line| line.split_once(" = ")).collect();
        assert_eq!(lines.len(), 8);
        for pair in lines.chunks(2) {
            let (text, padded) = (unhex(pair[0].1), unhex(pair[1].1));
            assert_eq!(hex(&pad(&text)), pair[1].1, "{}", pair[1].0);
            assert_eq!(unpadded_length(&padded), Ok(text.len()), "{}", pair[0].0);
        }
    }

    #[test]
    fn bytes_without_an_end_mark_are_refused() {
        for padded in [&[][..], &[0; 256], &[1, 0, 0], &[0x81], b"words"] {
            assert_eq!(unpadded_length(padded), Err(SealError::Open), "{padded:?}");
        }
    }

    proptest! {
        #[test]
        fn padding_comes_off_again(text in prop::collection::vec(prop_oneof![Just(0), Just(0x80), any::<u8>()], 0..2000)) {
            let padded = pad(&text);
            prop_assert_eq!(padded.len(), padded_length(text.len()));
            prop_assert_eq!(&padded[..unpadded_length(&padded).unwrap()], text.as_slice());
        }

        #[test]
        fn padding_costs_at_most_an_eighth(length in 255_usize..100_000_000) {
            let padded = padded_length(length);
            prop_assert!(padded > length);
            prop_assert!((padded - length - 1) * 100 <= length * 12);
        }

        #[test]
        fn a_longer_text_is_never_padded_shorter(length in 0_usize..1_000_000) {
            prop_assert!(padded_length(length) <= padded_length(length + 1));
        }
    }
}
