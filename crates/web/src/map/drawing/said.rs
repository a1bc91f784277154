//! What the map says in words: labels that fit, and names that say all of a part.

use hearken_core::{
    bonds::{Bond, BondKind},
    map::{Map, Spot},
    parts::Blend,
};

use crate::{bonds, components::role_word};

/// Letters of a name that are written under a mark; the whole of it stands in the list and in the part's accessible name.
const OF_A_NAME: usize = 26;
/// Letters that are written on a line.
const ON_A_LINE: usize = 34;

/// A name as a label writes it.
pub(super) fn name(name: &str) -> String {
    cut(name, OF_A_NAME)
}

/// What stands on a bond's line: what a conflict is over, what a kind of one's own is called.
pub(super) fn on_line(bond: &Bond) -> Option<String> {
    let over = cut(&bond.over, ON_A_LINE);
    match &bond.kind {
        BondKind::Conflict if over.is_empty() => Some("in conflict".to_owned()),
        BondKind::Conflict => Some(format!("in conflict: {over}")),
        BondKind::Own { name, .. } => Some(cut(name, ON_A_LINE)),
        _ => None,
    }
}

/// The line under a name: the role's word and what else is seen in the mark.
pub(super) fn line(spot: &Spot<'_>) -> String {
    let guard = spot.guard.map(|level| format!("guard {level}"));
    let blended = (spot.part.blend == Some(Blend::Blended)).then(|| "blended".to_owned());
    let hidden = spot.part.hidden.then(|| "hidden".to_owned());
    let archived = spot.part.archived.then(|| "archived".to_owned());
    let all = [Some(role_word(spot.part.role).to_owned()), guard, blended, hidden, archived];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// All that the map shows of one part, for whoever hears it: “The Planner, manager, guard 8, is in conflict with Scroller
/// over rest or work”.
pub(super) fn whole(map: &Map<'_>, number: usize) -> String {
    let spot = &map.spots[number];
    let mut said = vec![clean(&spot.part.name), line(spot).replace(" · ", ", ")];
    for (tie, other) in map.ties_of(number) {
        let words =
            if tie.from == number { bonds::forward(&tie.bond.kind) } else { bonds::inverse(&tie.bond.kind) };
        let over = clean(&tie.bond.over);
        let over = if over.is_empty() { over } else { format!(" over {over}") };
        said.push(format!("{} {}{over}", clean(words), clean(&map.spots[other].part.name)));
    }
    said.join(", ")
}

/// The emoji that stands for a part, if it is one and fits in a mark.
pub(super) fn emoji(emoji: &str) -> Option<String> {
    let letters = clean(emoji);
    let is_word = letters.chars().any(char::is_alphanumeric);
    // The longest emoji of a family have eleven.
    let fits = if is_word { 2 } else { 11 };
    (!letters.is_empty() && letters.chars().count() <= fits).then_some(letters)
}

/// At most so many letters, with a mark where some are left out.
fn cut(text: &str, letters: usize) -> String {
    let text = clean(text);
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// One line without letters that steer, so that a label stays a label and the picture a file that can be read.
fn clean(text: &str) -> String {
    let steers = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    let plain: String =
        text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
    let plain: String = plain.chars().filter(|&letter| !steers(letter)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_short_line_whatever_the_name_is() {
        assert_eq!(name("The\n\u{202e}Planner\u{0}"), "The Planner");
        assert_eq!(name(&"é".repeat(10_000)).chars().count(), OF_A_NAME + 1);
        assert_eq!(name("<b>x</b>"), "<b>x</b>");
    }

    #[test]
    fn only_what_fits_stands_in_a_mark() {
        assert_eq!(emoji("🦊").as_deref(), Some("🦊"));
        assert_eq!(emoji("👩‍👩‍👧‍👦").as_deref(), Some("👩‍👩‍👧‍👦"));
        assert_eq!(emoji("a fox"), None);
        assert_eq!(emoji(" "), None);
    }
}
