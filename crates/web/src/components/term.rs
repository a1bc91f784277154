//! A word that links to what it means.

use hearken_content::{Term, library};
use hearken_core::parts::Role;
use maud::{Markup, html};

/// Where a term stands in the glossary.
pub(crate) fn term_address(term: &Term) -> String {
    format!("/learn/glossary#{}", term.id)
}

/// A term of the glossary, as a link to what it means.
///
/// # Panics
/// When there is no such term; `every_term_that_pages_link_to_exists` looks at all of them.
pub(crate) fn term(id: &str) -> Markup {
    let term = library().glossary.term(id).expect("a test looks at each term that pages name");
    html! { a .term href=(term_address(term)) { (term.term) } }
}

/// A link to what the role of a part means; nothing where it is not known yet.
pub(crate) fn role_term(role: Role) -> Markup {
    html! {
        @if let Some(term) = library().glossary.term(role.id()) {
            a .term href=(term_address(term)) aria-label={ "More about the word " (term.term) } { "More" }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    /// The ids in `term("…")` in all files of this crate.
    fn named(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                named(&path, found);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = fs::read_to_string(&path).expect("a readable file");
                let after = text.split("(term(\"").skip(1);
                found.extend(after.filter_map(|rest| Some(rest.split_once("\")")?.0.to_owned())));
            }
        }
    }

    #[test]
    fn every_term_that_pages_link_to_exists() {
        let mut found = Vec::new();
        named(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        found.retain(|id| {
            id.chars().all(|letter| letter.is_ascii_lowercase() || "-0123456789".contains(letter))
        });
        assert!(found.len() >= 5, "{found:?}");
        for id in found {
            assert!(library().glossary.term(&id).is_some(), "{id}");
            assert!(term(&id).into_string().contains(&format!("/learn/glossary#{id}")));
        }
    }
}
