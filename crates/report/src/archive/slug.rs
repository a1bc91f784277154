//! Names of the readable files: plain letters, short, allowed on every system, each once.

use std::collections::{HashMap, HashSet};

use hearken_core::search::fold;

/// Letters in one slug.
const LETTERS: usize = 60;

/// Names that one system or another keeps for itself.
const RESERVED: [&str; 4] = ["con", "aux", "nul", "prn"];

/// A text as a file name: small ASCII letters, digits and hyphens; `otherwise` if nothing of it is left.
pub(super) fn slug(text: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    // Enough for any slug; a long text need not be folded to its end for its first words.
    let start: String = text.trim().chars().take(4 * LETTERS).collect();
    for c in fold(&start).chars() {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            '\'' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
        if slug.len() >= LETTERS {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    let is_port = slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt"));
    match slug {
        "" => otherwise.to_owned(),
        slug if RESERVED.contains(&slug) || is_port => format!("{slug}-{otherwise}"),
        slug => slug.to_owned(),
    }
}

/// The paths given out so far.
#[derive(Default)]
pub(super) struct Paths {
    taken: HashSet<String>,
    /// The number to try next for a stem, so that many equal names need no search.
    next: HashMap<String, u32>,
}

impl Paths {
    /// `stem` with `.md`, and a number before it if that path was given out before.
    pub(super) fn own(&mut self, stem: &str) -> String {
        let mut path = format!("{stem}.md");
        while !self.taken.insert(path.clone()) {
            let number = self.next.entry(stem.to_owned()).or_insert(2);
            path = format!("{stem}-{number}.md");
            *number += 1;
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_short_plain_and_allowed_everywhere() {
        assert_eq!(slug("  Żółw's quiet: door/../x ", "entry"), "zolws-quiet-door-x");
        assert_eq!(slug("影", "entry"), "entry");
        assert_eq!(slug("CON", "part"), "con-part");
        assert_eq!(slug("lpt1", "part"), "lpt1-part");
        assert_eq!(slug(&"word ".repeat(100), "entry").len(), 59);
    }

    #[test]
    fn each_path_is_given_out_once() {
        let mut paths = Paths::default();
        assert_eq!([paths.own("a"), paths.own("a"), paths.own("a-2")], ["a.md", "a-2.md", "a-2-2.md"]);
    }
}
