//! Bonds in words: from each of their two ends.

use hearken_core::{
    Notebook,
    bonds::{Bond, BondKind},
};

/// A bond as a sentence, between the parts that its ends turned out to be: “The Planner protects The Quiet One”.
pub(crate) fn sentence(notebook: &Notebook, bond: &Bond) -> String {
    let name = |end| {
        notebook.part(notebook.view().resolve(end)).map_or("a part that is gone", |part| part.name.as_str())
    };
    format!("{} {} {}", name(bond.from), forward(&bond.kind), name(bond.to))
}

/// What the first part is to the second: “protects”.
pub(crate) fn forward(kind: &BondKind) -> &str {
    match kind {
        BondKind::Own { name, .. } => name,
        known => hearken_content::library().words.bond(known.id()).map_or(known.id(), |word| &word.forward),
    }
}

/// What the second is to the first: “is protected by”.
pub(crate) fn inverse(kind: &BondKind) -> &str {
    match kind {
        BondKind::Own { name, inverse } if inverse.is_empty() => name,
        BondKind::Own { inverse, .. } => inverse,
        known => hearken_content::library().words.bond(known.id()).map_or(known.id(), |word| &word.inverse),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_kind_has_words_and_reads_the_same_from_both_ends_only_without_direction() {
        for kind in BondKind::KNOWN {
            assert!(hearken_content::library().words.bond(kind.id()).is_some(), "{kind:?}");
            assert_eq!(forward(&kind) == inverse(&kind), kind.is_symmetric(), "{kind:?}");
        }
        let own = BondKind::Own { name: "teaches".to_owned(), inverse: "learns from".to_owned() };
        assert_eq!((forward(&own), inverse(&own)), ("teaches", "learns from"));
        let both = BondKind::Own { name: "walks with".to_owned(), inverse: String::new() };
        assert_eq!(inverse(&both), "walks with");
    }
}
