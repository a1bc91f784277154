//! What a device is given so that the page of a session goes on without this program: what it shows, the rules for while it
//! lasts, and the key to which it seals what is noted.
//!
//! [`view`] is of one person: the page that carries it is never stored; the device keeps it sealed. [`words`] is the same
//! for everybody, and stands in the page that a device keeps.

use hearken_content::{Answer, Role, Stage, library};
use hearken_core::{
    Notebook, RecordId,
    journey::{self, Programme, Setting, TreatmentSession},
    plan::dials,
};
use hearken_vault::OpenVault;
use serde_json::{Value, json};

use super::{
    ending,
    noted::{Noted, noted},
};
use crate::{
    journey::{facts, lifted, office},
    zone::Clock,
};

/// So many of the last moments go along.
const NOTED: usize = 50;

/// What the page of that session shows.
pub(super) fn view(
    vault: &OpenVault,
    notebook: &Notebook,
    id: RecordId,
    treatment: &TreatmentSession,
    clock: &Clock,
) -> Value {
    let programme = journey::programme_at_hand(notebook, treatment.programme).unwrap_or_default();
    let home = programme.setting == Setting::Home;
    let began = treatment.began.as_ref().map_or(clock.now().at, |began| began.at);
    let medicine = treatment.medicine.as_ref().map(|taken| taken.at.seconds_since(began));
    let (title, lead) = ending::heading(home);
    let items = ending::end_items(&programme);
    let (seen, _) = notebook.get_with_rev::<TreatmentSession>(id).unwrap_or((0, treatment));
    let done: Vec<_> = items.iter().filter(|item| treatment.is_done(&item.id)).map(|item| &item.id).collect();
    let items: Vec<_> = items.iter().map(|item| json!({ "id": item.id, "words": item.words })).collect();
    let noted: Vec<_> = noted(notebook, id, treatment, clock).into_iter().take(NOTED).map(shown).collect();
    json!({
        "session": id.to_string(),
        "key": hex(&vault.capture_key(id).public()),
        "number": crate::journey::sessions::number(notebook, id, treatment),
        "place": if home { "at home" } else { "in an office" },
        "began": began.as_millis(),
        "elapsed": clock.now().at.seconds_since(began) * 1_000,
        "medicine": medicine.map(|seconds| seconds * 1_000),
        "intention": journey::intentions_of(notebook, id).next().map(|(_, intention)| &intention.words),
        "card": card(&programme),
        "end": { "title": title, "lead": lead, "items": items, "done": done, "seen": seen },
        "watcher": office::watcher(notebook, id).id(),
        "office": office::lines(notebook, id, clock),
        "facts": known(notebook, id, treatment, clock),
        "released": released(notebook, id, treatment, clock),
        "noted": noted,
    })
}

/// Who and what somebody tells the emergency number, and calls next.
fn card(programme: &Programme) -> Value {
    let people = ["practice", "prescriber", "emergency"].into_iter().filter_map(|role| {
        let person = programme.person(role)?;
        let role = crate::journey::words::role(role);
        Some(json!({ "role": role, "name": person.name, "phone": person.phone, "tel": dials(&person.phone) }))
    });
    json!({ "address": programme.address, "medicines": programme.medicines, "people": people.collect::<Vec<_>>() })
}

fn shown(noted: Noted) -> Value {
    json!({ "when": noted.when, "what": noted.what, "part": noted.part, "words": noted.words })
}

/// What the rules for while it lasts look at, and nothing else of what is known.
fn known(notebook: &Notebook, id: RecordId, treatment: &TreatmentSession, clock: &Clock) -> Value {
    let mut facts = facts::of(notebook, id, treatment, clock);
    // A device knows of no answers: what a release is for goes out of what it looks at.
    let safety = &library().safety;
    let releases = lifted::released(notebook, id, treatment, clock);
    let looked = safety.look(Stage::During, &facts, &safety.limits(), &releases);
    let lifted = looked.fired.iter().filter(|fired| fired.rule.held_to_answers && fired.released.is_some());
    for event in lifted.flat_map(|fired| fired.rule.events()) {
        facts.events.remove(event);
    }
    portable(&facts)
}

fn portable(facts: &hearken_content::Facts) -> Value {
    let rules = library().safety.rules.rules.iter().filter(|rule| rule.when.contains(&Stage::During));
    let named = |question: &str| rules.clone().any(|rule| rule.asks(question));
    let answers = facts.answers.iter().filter(|(question, _)| named(question));
    let unsure = facts.answers.values().any(|answer| *answer == Answer::Unsure);
    // JSON has no infinity: what never was is as long ago as it can say.
    let numbers = facts.numbers.iter().map(|(name, value)| (name, value.min(f64::MAX)));
    json!({
        "answers": answers.collect::<std::collections::BTreeMap<_, _>>(),
        "anyUnsure": unsure,
        "numbers": numbers.collect::<std::collections::BTreeMap<_, _>>(),
        "events": facts.events,
        "route": facts.route,
        "setting": facts.setting,
    })
}

/// What a prescriber lifted of the rules for while it lasts, and up to which action.
fn released(notebook: &Notebook, id: RecordId, treatment: &TreatmentSession, clock: &Clock) -> Value {
    let safety = &library().safety;
    let releases = lifted::released(notebook, id, treatment, clock);
    let looked =
        safety.look(Stage::During, &facts::of(notebook, id, treatment, clock), &safety.limits(), &releases);
    // One that was given before something was answered anew lifts nothing there either.
    let stands =
        |rule: &str| looked.fired.iter().any(|fired| fired.rule.id == rule && fired.released.is_none());
    let looked_at = |rule: &str| {
        let rule = safety.rule(rule).filter(|rule| rule.when.contains(&Stage::During));
        // One for answers has done its part in what is known.
        rule.is_some_and(|rule| !rule.held_to_answers)
    };
    let lifted = releases.into_iter().filter(|release| release.by == Role::Prescriber);
    let lifted = lifted.filter(|release| looked_at(&release.rule) && !stands(&release.rule));
    lifted.map(|release| (release.rule, json!(release.action))).collect::<serde_json::Map<_, _>>().into()
}

/// What is the same for everybody: phases, rules, and what a moment is called.
pub(super) fn words() -> Value {
    let library = library();
    let rules = &library.safety.rules;
    let named = |named: &[hearken_content::Named]| {
        named.iter().map(|one| (one.id.clone(), json!(one.label))).collect::<serde_json::Map<_, _>>()
    };
    let answers = library.journey.sitter.responsiveness.buttons.iter();
    let answers = answers
        .map(|button| (button.score.to_string(), json!({ "label": button.label, "next": button.next })));
    let phases = library.journey.expect.phases.iter();
    json!({
        "phases": phases.map(|phase| json!({ "title": phase.title, "to": phase.to })).collect::<Vec<_>>(),
        "clock": library.journey.expect.clock,
        "numbers": named(&rules.numbers),
        "events": named(&rules.events),
        "answers": answers.collect::<serde_json::Map<_, _>>(),
        "rules": library.safety.portable(Stage::During),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use hearken_content::{Action, Facts, Release, Route, Setting, Trigger};

    use super::*;

    /// Every trigger inside the rules for while a session lasts.
    fn triggers() -> Vec<&'static Trigger> {
        let rules = library().safety.rules.rules.iter().filter(|rule| rule.when.contains(&Stage::During));
        let of = |rule: &'static hearken_content::Rule| {
            [&rule.fires_on].into_iter().chain(rule.instead.iter().map(|one| &one.fires_on))
        };
        let mut waiting: Vec<_> = rules.flat_map(of).collect();
        let mut all = Vec::new();
        while let Some(trigger) = waiting.pop() {
            if let Trigger::Any(of) | Trigger::All(of) = trigger {
                waiting.extend(of);
            }
            all.push(trigger);
        }
        all
    }

    /// Facts one by one and two by two: each answer, event and number below, at and above each of its limits.
    fn many_facts() -> Vec<Facts> {
        let limits = library().safety.limits();
        let mut single: Vec<Facts> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut add = |name: String, change: &dyn Fn(&mut Facts)| {
            if seen.insert(name) {
                let mut facts = Facts::default();
                change(&mut facts);
                single.push(facts);
            }
        };
        for trigger in triggers() {
            match trigger {
                Trigger::Yes(ids) | Trigger::No(ids) => {
                    for id in ids {
                        for answer in [Answer::Yes, Answer::No, Answer::Unsure] {
                            add(format!("{id} {answer:?}"), &|facts| {
                                facts.answer(id, answer);
                            });
                        }
                    }
                }
                Trigger::Event(ids) | Trigger::NoEvent(ids) => {
                    for id in ids {
                        add(id.clone(), &|facts| {
                            facts.event(id);
                        });
                    }
                }
                Trigger::Number(compare) => {
                    let limit = limits.get(&compare.limit).unwrap();
                    for value in [limit - 1, limit, limit + 1] {
                        add(format!("{} {value}", compare.of), &|facts| {
                            facts.number(&compare.of, f64::from(value));
                        });
                    }
                }
                _ => {}
            }
        }
        for route in [Route::Esketamine, Route::Sublingual] {
            add(format!("{route:?}"), &|facts| facts.route = Some(route));
        }
        add("home".to_owned(), &|facts| facts.setting = Some(Setting::Home));
        let pairs = single.iter().enumerate().flat_map(|(at, one)| {
            let others = single.iter().skip(at + 1).step_by(7);
            others.map(|other| both(one, other)).collect::<Vec<_>>()
        });
        let pairs: Vec<_> = pairs.collect();
        single.extend(pairs);
        single
    }

    fn both(one: &Facts, other: &Facts) -> Facts {
        let mut both = one.clone();
        both.answers.extend(other.answers.clone());
        both.numbers.extend(other.numbers.clone());
        both.events.extend(other.events.clone());
        both.route = both.route.or(other.route);
        both.setting = both.setting.or(other.setting);
        both
    }

    /// What the program says of these facts, as the device is to say it.
    fn case(facts: &Facts, released: Option<Action>) -> Value {
        let safety = &library().safety;
        let releases: Vec<_> = released.map(|action| release("R21", action)).into_iter().collect();
        let looked = safety.look(Stage::During, facts, &safety.limits(), &releases);
        let fired = looked.fired.iter().filter(|fired| fired.released.is_none());
        let fired = fired.map(|fired| {
            let [words, to_sitter] = [false, true].map(|sitters| fired.words_while_it_lasts(sitters));
            json!({ "id": fired.rule.id, "action": fired.action, "words": words, "toSitter": to_sitter })
        });
        let released = released.map_or_else(|| json!({}), |action| json!({ "R21": action }));
        json!({ "facts": portable(facts), "released": released, "fired": fired.collect::<Vec<_>>() })
    }

    fn release(rule: &str, action: Action) -> Release {
        Release {
            record: "release".to_owned(),
            rule: rule.to_owned(),
            action,
            by: Role::Prescriber,
            name: "Dr Gray".to_owned(),
            at: Some(1),
            reason: "seen".to_owned(),
            on_paper: false,
            recorded: 1,
            answers: BTreeSet::new(),
            known: BTreeMap::new(),
        }
    }

    /// The table that the device's own look is held against (`e2e/unit/session.test.js`). Where a rule has changed, the
    /// table is written anew with `HEARKEN_WRITE=1`, and looked at.
    #[test]
    fn the_table_for_devices_says_what_the_program_says() {
        let facts = many_facts();
        let mut cases: Vec<_> = facts.iter().map(|facts| case(facts, None)).collect();
        cases.extend(facts.iter().take(60).map(|facts| case(facts, Some(Action::Ask))));
        let rules = library().safety.portable(Stage::During);
        let table = format!("{}\n", json!({ "rules": rules, "cases": cases }));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/unit/session_rules.json");
        if std::env::var_os("HEARKEN_WRITE").is_some() {
            fs::write(&path, &table).unwrap();
        }
        assert!(fs::read_to_string(path).unwrap() == table, "run this test with HEARKEN_WRITE=1");
    }

    #[test]
    fn the_words_for_everybody_name_nobody_and_have_every_rule_of_the_stage() {
        let words = words();
        let ids: Vec<_> =
            words["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
        for id in ["R13", "R21", "R22", "R25", "R28", "R35", "R41"] {
            assert!(ids.contains(&id), "{id}");
        }
    }
}
