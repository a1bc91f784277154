//! Checks on the safety rules: all 52 are there, what they name exists, and whoever sees one has words for it.

use std::collections::BTreeSet;

use super::Finding;
use crate::folder::{Filed, Folder};
use crate::kinds::rules::{Role, Rule, Rules, Trigger};

/// The file of the rules.
const RULES: &str = "safety/rules.toml";

/// How many rules there are.
const HOW_MANY: usize = 52;

/// What the clinical notes list as contraindications (C) and interactions (I).
const TOPICS: [(char, usize); 2] = [('C', 20), ('I', 11)];

/// Every rule from R01 to R52 is there, once and in order, and somebody sees it at some time.
pub(super) fn every_rule_is_there(folder: &Folder) -> Vec<Finding> {
    let wanted: Vec<String> = (1..=HOW_MANY).map(|number| format!("R{number:02}")).collect();
    let mut found = Vec::new();
    for Filed { file, value: rules } in &folder.rules {
        if !rules.rules.iter().map(|rule| &rule.id).eq(&wanted) {
            let ids: Vec<&str> = rules.rules.iter().map(|rule| rule.id.as_str()).collect();
            let missing: Vec<_> = wanted.iter().filter(|id| !ids.contains(&id.as_str())).collect();
            let message = format!("keep R01 to R{HOW_MANY}, each once and in order; missing: {missing:?}");
            found.push(Finding::new(file, "rule", message));
        }
        for rule in rules.rules.iter().filter(|rule| rule.when.is_empty() || rule.sees.is_empty()) {
            found.push(Finding::new(
                file,
                format!("rule {}", rule.id),
                "say when it is looked at, and who sees it",
            ));
        }
    }
    found
}

/// Every question, number, event, limit and source that a rule, a limit or a question names exists.
pub(super) fn rules_name_what_exists(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: rules } in &folder.rules {
        let known = Known::of(rules, folder);
        for threshold in &rules.thresholds {
            found.extend(known.sources(file, &format!("threshold {}", threshold.id), &threshold.sources));
        }
        for rule in &rules.rules {
            let place = format!("rule {}", rule.id);
            found.extend(known.sources(file, &place, &rule.sources));
            let named = triggers(rule).flat_map(names).chain(
                rule.due
                    .iter()
                    .chain(&rule.recheck)
                    .chain(&rule.released_after)
                    .map(|id| (Kind::Limit, id.as_str())),
            );
            let unread = |kind: &Kind| matches!(kind, Kind::Question) && folder.screenings.is_empty();
            for (kind, id) in named.filter(|(kind, id)| !unread(kind) && !known.has(*kind, id)) {
                found.push(Finding::new(file, &place, format!("there is no {} \"{id}\"", kind.word())));
            }
        }
        for Filed { file, value: screening } in &folder.screenings {
            found.extend(known.sources(file, "checklist", &screening.checklist.sources));
            for question in &screening.questions {
                let place = format!("question {}", question.id);
                found.extend(known.sources(file, &place, &question.sources));
                if !screening.groups.iter().any(|group| group.id == question.group) {
                    found.push(Finding::new(
                        file,
                        &place,
                        format!("there is no group \"{}\"", question.group),
                    ));
                }
                for id in question.number.iter().filter(|id| !known.has(Kind::Number, id)) {
                    found.push(Finding::new(file, &place, format!("there is no number \"{id}\"")));
                }
            }
        }
    }
    found
}

#[derive(Clone, Copy)]
enum Kind {
    Question,
    Number,
    Event,
    Limit,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Number => "number",
            Self::Event => "event",
            Self::Limit => "threshold",
        }
    }
}

/// What there is to name.
struct Known<'a> {
    rules: &'a Rules,
    questions: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn of(rules: &'a Rules, folder: &'a Folder) -> Self {
        let questions = folder.screenings.iter().flat_map(|filed| &filed.value.questions);
        Self { rules, questions: questions.map(|question| question.id.as_str()).collect() }
    }

    fn has(&self, kind: Kind, id: &str) -> bool {
        match kind {
            Kind::Question => self.questions.contains(id),
            Kind::Number => self.rules.numbers.iter().any(|number| number.id == id),
            Kind::Event => self.rules.events.iter().any(|event| event.id == id),
            Kind::Limit => self.rules.thresholds.iter().any(|threshold| threshold.id == id),
        }
    }

    fn sources(&self, file: &str, place: &str, ids: &[String]) -> Vec<Finding> {
        let known = |id: &&String| self.rules.sources.iter().any(|source| source.id == **id);
        let unknown = ids.iter().filter(|id| !known(id));
        let mut found: Vec<_> = unknown
            .map(|id| Finding::new(file, place, format!("there is no source \"{id}\" in {RULES}")))
            .collect();
        if ids.is_empty() {
            found.push(Finding::new(file, place, "name at least one source"));
        }
        found
    }
}

fn triggers(rule: &Rule) -> impl Iterator<Item = &Trigger> {
    let all = [&rule.fires_on].into_iter().chain(rule.instead.iter().map(|one| &one.fires_on));
    all.flat_map(Trigger::each)
}

/// What a trigger names itself; what is inside it comes on its own.
fn names(trigger: &Trigger) -> Vec<(Kind, &str)> {
    match trigger {
        Trigger::Yes(ids) | Trigger::No(ids) => ids.iter().map(|id| (Kind::Question, id.as_str())).collect(),
        Trigger::Event(ids) | Trigger::NoEvent(ids) => {
            ids.iter().map(|id| (Kind::Event, id.as_str())).collect()
        }
        Trigger::Number(compare) => {
            let limits = [Some(&compare.limit), compare.older.as_ref(), compare.from_age.as_ref()];
            let number = (Kind::Number, compare.of.as_str());
            [number]
                .into_iter()
                .chain(limits.into_iter().flatten().map(|id| (Kind::Limit, id.as_str())))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Every question, number and event feeds a rule, and each contraindication and interaction of the notes is asked about.
pub(super) fn every_question_feeds_a_rule(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    // Where one of the two files cannot be read, that is said, and nothing that only follows from it.
    if folder.rules.is_empty() || folder.screenings.is_empty() {
        return found;
    }
    let rules = folder.rules.iter().flat_map(|filed| &filed.value.rules);
    let named: Vec<(Kind, &str)> = rules.flat_map(triggers).flat_map(names).collect();
    let feeds =
        |wanted: &str, id: &str| named.iter().any(|(kind, name)| kind.word() == wanted && *name == id);
    for Filed { file, value: screening } in &folder.screenings {
        for question in &screening.questions {
            let fed = match &question.number {
                Some(number) => feeds("number", number),
                None => feeds("question", &question.id),
            };
            if !fed {
                found.push(Finding::new(file, format!("question {}", question.id), "no rule looks at it"));
            }
        }
        let asked: Vec<&String> = screening.questions.iter().flat_map(|question| &question.topics).collect();
        for (letter, most) in TOPICS {
            let topics = (1..=most).map(|number| format!("{letter}{number:02}"));
            for topic in topics.filter(|topic| !asked.contains(&topic)) {
                found.push(Finding::new(file, "question", format!("no question is about {topic}")));
            }
        }
    }
    for Filed { file, value: rules } in &folder.rules {
        let numbers = rules.numbers.iter().map(|number| ("number", &number.id));
        for (kind, id) in numbers.chain(rules.events.iter().map(|event| ("event", &event.id))) {
            if !feeds(kind, id) {
                found.push(Finding::new(file, format!("{kind} {id}"), "no rule looks at it"));
            }
        }
    }
    found
}

/// Whoever sees a rule has words for it: the person, whoever sits with them, those who treat.
pub(super) fn rules_have_words_for_who_sees_them(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: rules } in &folder.rules {
        for rule in &rules.rules {
            let sees = |roles: &[Role]| rule.sees.iter().any(|role| roles.contains(role));
            let words = [
                ("person", sees(&[Role::Client]), rule.words.person.is_some()),
                ("sitter", sees(&[Role::Sitter]), rule.words.sitter.is_some()),
                (
                    "clinician",
                    sees(&[Role::Coach, Role::Therapist, Role::Prescriber, Role::Practice]),
                    rule.words.clinician.is_some(),
                ),
            ];
            for (who, sees, has) in words.into_iter().filter(|(_, sees, has)| sees != has) {
                let say =
                    if sees { "see it; write words for them" } else { "do not see it; take the words out" };
                let place = format!("rule {}, words", rule.id);
                found.push(Finding::new(file, place, format!("those of \"{who}\" {say} (has: {has})")));
            }
        }
    }
    found
}
