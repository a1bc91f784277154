//! Checks on when help is shown (rules K1 to K7), and on the words that bring up a card (K6).

use super::Finding;
use super::safety::speaks_of_parts;
use crate::folder::{Filed, Folder};
use crate::kinds::display::{Blocks, Display, DisplayRule, Logs, Shows};

/// What each rule shows, in this order, and what it blocks.
const RULES: [(&str, &[Shows], Blocks); 7] = [
    ("K1", &[Shows::Emergency, Shows::CrisisLine, Shows::PlanPeople, Shows::PracticeLine], Blocks::UntilSeen),
    ("K2", &[Shows::CrisisLine, Shows::Plan, Shows::PracticeLine], Blocks::StartingASession),
    ("K3", &[Shows::Grounding, Shows::Plan], Blocks::Nothing),
    ("K4", &[Shows::HelpNow], Blocks::Nothing),
    (
        "K5",
        &[Shows::Emergency, Shows::Address, Shows::Allergies, Shows::Medicines, Shows::PracticeLine],
        Blocks::Nothing,
    ),
    ("K6", &[Shows::CrisisLine, Shows::Plan, Shows::PracticeLine], Blocks::Nothing),
    ("K7", &[Shows::Emergency, Shows::HelpNow], Blocks::Nothing),
];

/// Rules K1 to K7 are there, each shows what it must in its order and blocks no more than it may; only K1 and K2 note when
/// they were shown and seen, K6 nothing; and none of it is said in parts language.
pub(super) fn help_is_shown_by_its_rules(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: display } in &folder.displays {
        for (id, shows, blocks) in RULES {
            let place = format!("rule {id}");
            match display.rule(id) {
                None => found.push(Finding::new(file, place, "add this rule")),
                Some(rule) => {
                    found.extend(faults(rule, shows, blocks).map(|said| Finding::new(file, &place, said)))
                }
            }
        }
        for text in said(display).into_iter().filter(|text| speaks_of_parts(text)) {
            found.push(Finding::new(file, "the words", format!("say it without parts: {text}")));
        }
    }
    found
}

fn faults(rule: &DisplayRule, shows: &[Shows], blocks: Blocks) -> impl Iterator<Item = String> {
    let logs: &[Logs] =
        if matches!(rule.id.as_str(), "K1" | "K2") { &[Logs::Shown, Logs::Seen] } else { &[] };
    let order = (rule.shows != shows).then(|| format!("show these, in this order: {shows:?}"));
    let blocking = (rule.blocks != blocks).then(|| format!("it blocks {blocks:?}, no more and no less"));
    let noted = (rule.logs != logs).then(|| format!("it notes {logs:?} and nothing else"));
    let brought = rule.triggers.is_empty().then(|| "say what brings it up".to_owned());
    [order, blocking, noted, brought].into_iter().flatten()
}

fn said(display: &Display) -> [&str; 11] {
    let Display { first, card, asks, .. } = display;
    [
        &first.title,
        &first.text,
        &first.nobody,
        &first.people,
        &first.seen,
        &card.title,
        &card.text,
        &card.practice,
        &card.seen,
        &asks.title,
        &asks.text,
    ]
}

/// The words of K6 are there, none is empty or named twice, and each harmless expression holds one of them.
pub(super) fn the_words_of_k6_are_of_use(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: words } in &folder.keywords {
        if words.rule != "K6" {
            found.push(Finding::new(file, "rule", "name the rule it serves: \"K6\""));
        }
        if words.phrases.is_empty() {
            found.push(Finding::new(file, "phrases", "name at least one word or phrase"));
        }
        for (at, phrase) in words.phrases.iter().enumerate() {
            if plain(phrase).is_empty()
                || words.phrases.iter().skip(at + 1).any(|other| plain(other) == plain(phrase))
            {
                found.push(Finding::new(file, "phrases", format!("\"{phrase}\" is empty or there twice")));
            }
        }
        let holds = |text: &str| {
            words
                .phrases
                .iter()
                .any(|phrase| format!(" {} ", plain(text)).contains(&format!(" {} ", plain(phrase))))
        };
        for text in words.harmless.iter().filter(|text| !holds(text)) {
            found.push(Finding::new(
                file,
                "harmless",
                format!("\"{text}\" holds none of the phrases; take it out"),
            ));
        }
    }
    found
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('\'', "").trim().to_owned()
}
