//! Every guide is walked to its end on every branch. The walks are made from the guides themselves, so a new guide, screen or
//! branch is walked without anybody listing it.

use std::collections::{BTreeMap, BTreeSet};

use hearken_content::{Gate, Guide, Input, Screen, WayDoes, library};

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

#[test]
fn u4_u1_u3_every_stop_is_reached_from_a_screen_and_leads_nowhere_it_must_not() {
    let mut rules = BTreeSet::new();
    for guide in &library().guides {
        assert_eq!(guide.stop_test, library().stop_test.id, "u4: {} has the stop test at hand", guide.id);
        for (_, way) in walks(guide) {
            for screen in way {
                for (gate, opens) in stops_of(guide, screen) {
                    assert!(opens, "{}, {}: {} opens", guide.id, screen.id, gate.id);
                    rules.insert(gate.rule.clone());
                }
            }
        }
    }
    let wanted = ["U1", "U3", "U4"].map(str::to_owned);
    assert!(wanted.iter().all(|rule| rules.contains(rule)), "reached: {rules:?}");
}

/// The gates of a screen that stop the work, and whether an answer on that screen opens each.
fn stops_of<'a>(guide: &'a Guide, screen: &'a Screen) -> Vec<(&'a Gate, bool)> {
    let stop = |id: &str| {
        let gate = guide.gate(id).expect("a check finds a gate that is missing");
        let stops = gate.ways.iter().all(|way| way.does != WayDoes::GoOn && way.does != WayDoes::MeetOther);
        stops.then_some(gate)
    };
    match &screen.input {
        Input::Scale(scale) => {
            let gate = scale.gate.as_deref().and_then(stop);
            let opens =
                |at: u8| scale.gate_for([at]) == scale.gate.as_deref() && scale.gate_for([at - 1]).is_none();
            gate.map(|gate| (gate, scale.at.is_some_and(opens))).into_iter().collect()
        }
        Input::Choice(choice) => options(&choice.options, stop),
        Input::Part(part) => options(&part.manners, stop),
        _ => Vec::new(),
    }
}

fn options<'a>(
    options: &'a [hearken_content::ChoiceOption],
    stop: impl Fn(&str) -> Option<&'a Gate>,
) -> Vec<(&'a Gate, bool)> {
    options.iter().filter_map(|option| stop(option.gate.as_deref()?)).map(|gate| (gate, true)).collect()
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
