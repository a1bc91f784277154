//! What a rule looks at, read from its triggers, and the states that each of it can have.

use hearken_content::{Answer, Facts, Route, Safety, Setting, Trigger};

/// One thing that a rule looks at. State 0 is that nothing is known of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Input {
    Question(String),
    /// Any question at all: not sure of it fires, and not to have answered it is not open.
    Stray(String),
    Event(String),
    Number(String, Vec<f64>),
    Route,
    Setting,
}

const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::No, Answer::Unsure];
const ROUTES: [Route; 5] = [Route::Sublingual, Route::Iv, Route::Im, Route::Esketamine, Route::Other];
const SETTINGS: [Setting; 2] = [Setting::Home, Setting::Office];

impl Input {
    pub(crate) fn states(&self) -> usize {
        match self {
            Self::Question(_) | Self::Stray(_) => 1 + ANSWERS.len(),
            Self::Event(_) => 2,
            Self::Number(_, values) => 1 + values.len(),
            Self::Route => 1 + ROUTES.len(),
            Self::Setting => 1 + SETTINGS.len(),
        }
    }

    pub(crate) fn can_be_open(&self) -> bool {
        !matches!(self, Self::Event(_) | Self::Stray(_))
    }

    pub(crate) fn put(&self, state: usize, facts: &mut Facts) {
        let Some(at) = state.checked_sub(1) else { return };
        match self {
            Self::Question(id) | Self::Stray(id) => drop(facts.answers.insert(id.clone(), ANSWERS[at])),
            Self::Event(id) => drop(facts.events.insert(id.clone())),
            Self::Number(id, values) => drop(facts.numbers.insert(id.clone(), values[at])),
            Self::Route => facts.route = Some(ROUTES[at]),
            Self::Setting => facts.setting = Some(SETTINGS[at]),
        }
    }
}

/// Everything that the only rule left looks at, each once.
pub(crate) fn inputs(safety: &Safety) -> Vec<Input> {
    let mut found: Vec<Input> = Vec::new();
    for rule in &safety.rules.rules {
        gather(&rule.fires_on, safety, &mut found);
        rule.instead.iter().for_each(|instead| gather(&instead.fires_on, safety, &mut found));
    }
    found
}

fn gather(trigger: &Trigger, safety: &Safety, found: &mut Vec<Input>) {
    let mut add = |input: Input| {
        if !found.contains(&input) {
            found.push(input);
        }
    };
    match trigger {
        Trigger::Yes(ids) | Trigger::No(ids) => ids.iter().cloned().map(Input::Question).for_each(add),
        Trigger::Event(ids) | Trigger::NoEvent(ids) => ids.iter().cloned().map(Input::Event).for_each(add),
        Trigger::AnyUnsure => add(Input::Stray("naltrexone".to_owned())),
        Trigger::Route(_) => add(Input::Route),
        Trigger::Setting(_) => add(Input::Setting),
        Trigger::Number(compare) => {
            let limit = f64::from(safety.limits().get(&compare.limit).expect("the limit is defined"));
            add(Input::Number(compare.of.clone(), vec![limit - 1.0, limit, limit + 1.0]));
        }
        Trigger::Any(of) | Trigger::All(of) => of.iter().for_each(|one| gather(one, safety, found)),
    }
}
