//! Every guide is walked to its end on every branch. The walks are made from the guides themselves, so a new guide, screen or
//! branch is walked without anybody listing it.

use std::collections::{BTreeMap, BTreeSet};

use hearken_content::{Guide, Input, Screen, library};

/// What is picked on each screen of one walk.
type Picks = BTreeMap<String, Vec<String>>;

/// The lists of options that make a difference to where a screen leads: none, and each that names a way or a gate.
fn choices(screen: &Screen) -> Vec<Vec<String>> {
    let Input::Choice(choice) = &screen.input else { return vec![Vec::new()] };
    let each = choice.options.iter().map(|option| vec![option.id.clone()]);
    std::iter::once(Vec::new()).chain(each).collect()
}

/// One walk for each choice on each screen that can be reached, found from the front.
fn walks(guide: &Guide) -> Vec<(Picks, Vec<&Screen>)> {
    let (mut found, mut open, mut seen) = (Vec::new(), vec![Picks::new()], BTreeSet::new());
    while let Some(picks) = open.pop() {
        let way = guide.way(|screen| picks.get(&screen.id).map_or(&[][..], Vec::as_slice));
        for screen in &way {
            for picked in choices(screen) {
                if seen.insert((screen.id.clone(), picked.clone())) {
                    let mut more = picks.clone();
                    more.insert(screen.id.clone(), picked);
                    open.push(more);
                }
            }
        }
        found.push((picks, way));
    }
    found
}

#[test]
fn every_guide_is_walked_to_its_end_on_every_branch() {
    for guide in &library().guides {
        let written: BTreeSet<&str> = guide.screens().map(|(_, screen)| screen.id.as_str()).collect();
        let mut walked = BTreeSet::new();
        for (picks, way) in walks(guide) {
            let picked = |screen: &Screen| picks.get(&screen.id).map_or(&[][..], Vec::as_slice);
            let last = way.last().expect("a guide has screens");
            assert_eq!(guide.after(last, picked(last)), None, "{} ends at {}", guide.id, last.id);
            let once: BTreeSet<&str> = way.iter().map(|screen| screen.id.as_str()).collect();
            assert_eq!(once.len(), way.len(), "{} passes no screen twice", guide.id);
            for pair in way.windows(2) {
                assert_eq!(
                    guide.before(pair[1], picked),
                    Some(pair[0]),
                    "{}: back from {}",
                    guide.id,
                    pair[1].id
                );
            }
            walked.extend(once);
        }
        assert_eq!(walked, written, "{}: every screen is passed by some walk", guide.id);
    }
}

/// The guides that this product promises, by id: none may go missing.
const GUIDES: [&str; 17] = [
    "ask-protectors",
    "backlash",
    "check-in",
    "hear-both-sides",
    "intention",
    "keep-agreement",
    "letter",
    "look-back-programme",
    "look-back-week",
    "meet-a-protector",
    "new-role",
    "old-time",
    "right-after",
    "six-fs",
    "unblend",
    "who-let-down-guard",
    "with-therapist",
];

#[test]
fn every_guide_that_is_promised_is_there() {
    let there: BTreeSet<&str> = library().guides.iter().map(|guide| guide.id.as_str()).collect();
    assert_eq!(there, BTreeSet::from(GUIDES));
}

#[test]
fn u1_healing_steps_are_recorded_with_a_therapist_alone() {
    let recorded: Vec<_> = library().guides.iter().filter(|guide| guide.record_only).collect();
    assert!(!recorded.is_empty() && recorded.iter().all(|guide| guide.needs_therapist()));
}
