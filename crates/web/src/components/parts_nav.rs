//! The ways through everything that is about parts, the same on each of those pages.

use maud::{Markup, html};

/// A page of its own within what is about parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PartsPlace {
    /// The map, with Self in the middle.
    Map,
    /// The same as a list.
    List,
    /// Where parts live in the body.
    Body,
    /// Two days side by side.
    OverTime,
    /// What pulls against what.
    Conflicts,
    /// What was agreed with parts.
    Agreements,
    /// Councils, held or being held.
    Decisions,
    /// Situations that set parts off.
    Triggers,
    /// Readings, given in half a minute.
    CheckIn,
    /// One thing among them: a part, a bond, a mark.
    Within,
}

/// Every page that the navigation leads to: its address and its name.
const PLACES: [(PartsPlace, &str, &str); 9] = [
    (PartsPlace::Map, "/parts", "Map"),
    (PartsPlace::List, "/parts/list", "List"),
    (PartsPlace::Body, "/parts/body", "Body"),
    (PartsPlace::OverTime, "/parts/compare", "Two days"),
    (PartsPlace::Conflicts, "/conflicts", "Conflicts"),
    (PartsPlace::Agreements, "/agreements", "Agreements"),
    (PartsPlace::Decisions, "/decisions", "Decisions"),
    (PartsPlace::Triggers, "/triggers", "Triggers"),
    (PartsPlace::CheckIn, "/check-in", "Check-in"),
];

/// Links to all of these pages, with the one that is open marked. Stands first on the page.
pub(crate) fn parts_nav(at: PartsPlace) -> Markup {
    html! {
        nav .parts-nav aria-label="About your parts" {
            ul {
                @for (place, address, name) in PLACES {
                    li { a href=(address) aria-current=[(place == at).then_some("page")] { (name) } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_that_is_open_is_marked_and_no_other() {
        for (place, address, _) in PLACES {
            let nav = parts_nav(place).into_string();
            assert_eq!(nav.matches("aria-current").count(), 1);
            assert!(nav.contains(&format!("href=\"{address}\" aria-current=\"page\"")));
        }
        assert!(!parts_nav(PartsPlace::Within).into_string().contains("aria-current"));
    }
}
