//! Whether this build, on this processor, reckons as it must where something is sealed.

use hearken_seal::known_answers;

use super::{Made, Verdict, judged};

pub(super) fn checks() -> Vec<Made> {
    known_answers().into_iter().map(|(of, right)| (named(of), reckons(of, right))).collect()
}

fn named(of: &str) -> &'static str {
    match of {
        "digests" => "seals-digests",
        "derived-keys" => "seals-derived-keys",
        "stretching" => "seals-stretching",
        "cipher" => "seals-cipher",
        "wrapped-keys" => "seals-wrapped-keys",
        "recovery-words" => "seals-recovery-words",
        _ => "seals-randomness",
    }
}

fn reckons(of: &str, right: bool) -> Verdict {
    judged(
        right,
        || format!("The known answer comes out ({of})."),
        || {
            format!(
                "Another answer than the known one comes out ({of}). Write nothing with this program here."
            )
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t58_another_answer_is_seen_red() {
        for (name, verdict) in checks() {
            assert!(matches!(verdict, Some(Ok(_))), "{name}");
            assert!(matches!(reckons(name, false), Some(Err(_))), "{name}");
        }
    }
}
