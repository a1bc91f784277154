//! The one source of random bytes in the whole program: the operating system's, by way of aws-lc-rs.

/// `N` fresh random bytes, fit for ids, tickets and tokens.
///
/// # Panics
/// If the operating system gives no randomness. Nothing may be sealed then, so stopping is right.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Fills `target` with fresh random bytes.
pub(crate) fn fill(target: &mut [u8]) {
    aws_lc_rs::rand::fill(target).expect("the operating system gives random bytes");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(random_bytes::<16>(), random_bytes::<16>());
    }
}
