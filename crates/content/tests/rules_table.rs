//! R01 to R52 against the table of the clinical notes: every combination of what a rule looks at, "not sure" and nothing
//! said included, and numbers one below, at and one above each limit.

mod table;

use hearken_content::{Action, Facts, Safety, library};
use table::inputs::{Input, inputs};
use table::rows::{ROWS, Seen};

/// Tables up to this size are walked whole, and what is open is compared, too.
const SMALL: usize = 6_000;

/// Of larger ones so many combinations are looked at, spread evenly; all of them where `HEARKEN_LONG` is set.
const MANY: usize = 60_000;

/// The rules with one of them alone, so that what is open is about this one.
fn alone(id: &str) -> Safety {
    let mut safety = library().safety.clone();
    safety.rules.rules.retain(|rule| rule.id == id);
    safety
}

/// The combination with this number: which state each input has.
fn states(mut number: usize, inputs: &[Input]) -> Vec<usize> {
    let state = |input: &Input| {
        let state = number % input.states();
        number /= input.states();
        state
    };
    inputs.iter().map(state).collect()
}

fn facts(inputs: &[Input], states: &[usize]) -> Facts {
    let mut facts = Facts::default();
    for (input, state) in inputs.iter().zip(states) {
        input.put(*state, &mut facts);
    }
    facts
}

/// Every way to fill in what is missing.
fn fillings(inputs: &[Input], given: &[usize]) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for (input, state) in inputs.iter().zip(given) {
        let choices: Vec<usize> =
            if *state == 0 && input.can_be_open() { (1..input.states()).collect() } else { vec![*state] };
        let longer = |so_far: &Vec<usize>| {
            choices.iter().map(|choice| [so_far.as_slice(), &[*choice]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

#[test]
fn r01_to_r52_fire_exactly_as_the_table_says() {
    let ids: Vec<&str> = ROWS.iter().map(|row| row.0).collect();
    let all: Vec<String> = (1..=52).map(|number| format!("R{number:02}")).collect();
    assert_eq!(ids, all);
    for (id, stage, expected) in ROWS {
        let safety = alone(id);
        let (inputs, limits) = (inputs(&safety), safety.limits());
        let size: usize = inputs.iter().map(Input::states).product();
        let whole = size <= MANY || std::env::var_os("HEARKEN_LONG").is_some();
        // Large tables are made of twos and fours, so an odd step meets every state of every input.
        let step = if whole { 1 } else { (size / MANY) | 1 };
        for number in (0..size).step_by(step) {
            let facts = facts(&inputs, &states(number, &inputs));
            let looked = safety.look(*stage, &facts, &limits, &[]);
            let action = looked.fired.first().map(|fired| fired.action);
            assert_eq!(action, expected(&Seen(&facts)), "{id}: {facts:?}");
        }
    }
}

#[test]
fn r01_to_r52_list_what_is_open_exactly_where_it_could_change_the_action() {
    let mut compared = 0;
    for (id, stage, expected) in ROWS {
        let safety = alone(id);
        let (inputs, limits) = (inputs(&safety), safety.limits());
        let size: usize = inputs.iter().map(Input::states).product();
        for number in 0..(if size <= SMALL { size } else { 0 }) {
            let given = states(number, &inputs);
            let known = facts(&inputs, &given);
            let now = expected(&Seen(&known));
            let could =
                fillings(&inputs, &given).iter().any(|filled| expected(&Seen(&facts(&inputs, filled))) > now);
            let looked = safety.look(*stage, &known, &limits, &[]);
            assert_eq!(!looked.unanswered.is_empty(), could, "{id}: {known:?} {looked:?}");
            compared += 1;
        }
    }
    assert!(compared > 1_000, "{compared}");
}

#[test]
fn r01_to_r52_are_each_seen_to_fire_and_not_to_fire() {
    for (id, stage, _) in ROWS {
        let safety = alone(id);
        let (inputs, limits) = (inputs(&safety), safety.limits());
        let size: usize = inputs.iter().map(Input::states).product();
        let step = if size <= MANY { 1 } else { (size / MANY) | 1 };
        let fires = |number: usize| -> Option<Action> {
            let facts = facts(&inputs, &states(number, &inputs));
            safety.look(*stage, &facts, &limits, &[]).strongest()
        };
        let seen: Vec<Option<Action>> = (0..size).step_by(step).map(fires).collect();
        assert!(seen.contains(&None), "{id} never stays silent");
        for action in safety.rules.rules.iter().flat_map(|rule| {
            [rule.action].into_iter().chain(rule.instead.iter().map(|instead| instead.action))
        }) {
            assert!(seen.contains(&Some(action)), "{id} never says {action:?}");
        }
    }
}
