//! Decisions, agreements, triggers with each time they happened, and the safety plan.

use hearken_core::{
    Notebook, Revision,
    agreements::Agreement,
    decisions::{Decision, Seat},
    plan::SafetyPlan,
    triggers::{Occurrence, Trigger, occurrences},
};
use serde_json::json;

use super::{
    front::{Front, add, join, section},
    names,
};

pub(super) fn decision(revision: &Revision, decision: &Decision, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "decision");
    front.line("title", &json!(decision.question));
    front.when(&decision.asked);
    if !decision.field.is_empty() {
        front.line("field", &json!(decision.field));
    }
    if let Some(decided) = &decision.decided {
        front.line("decided", &json!(decided.shown()));
    }
    if let Some(day) = decision.look_back {
        front.line("look_back", &json!(day.to_string()));
    }
    let options: Vec<String> = decision.options.iter().map(|option| format!("- {}", option.name)).collect();
    let mut sections = Vec::new();
    add(&mut sections, "options", &options.join("\n"));
    for seat in &decision.seats {
        let nameless = match notebook.part(seat.part) {
            Some(_) => "a part that is kept out of sight",
            None => "a part that is no longer here",
        };
        let name = names(&[seat.part], notebook).into_iter().next().unwrap_or(nameless);
        sections.push(section(name, &heard(seat, decision)));
    }
    add(&mut sections, "what Self sees", &decision.self_sees);
    let chosen = decision.options.iter().find(|option| Some(option.number) == decision.chosen);
    let chosen = chosen.map(|option| option.name.clone()).into_iter().chain([decision.choice.clone()]);
    add(&mut sections, "the choice", &join(chosen, "\n\n"));
    for back in &decision.looked_back {
        add(&mut sections, &format!("looking back, {}", back.when.shown()), &back.words);
    }
    front.finish(&sections.join("\n\n"))
}

/// What a part said at the table.
fn heard(seat: &Seat, decision: &Decision) -> String {
    let mut lines = vec![format!("({})", seat.seat.id())];
    if !seat.why.trim().is_empty() {
        lines.push(seat.why.clone());
    }
    for voice in &seat.voices {
        let option = decision.options.iter().find(|option| option.number == voice.option);
        let said = [("wants", &voice.wants), ("fears", &voice.fears), ("needs", &voice.needs)];
        let said = said.into_iter().filter(|(_, text)| !text.trim().is_empty());
        let said = said.map(|(what, text)| format!("{what}: {text}"));
        let strength = voice.strength.map(|level| format!("how strongly: {level}"));
        let said: Vec<String> = said.chain(strength).collect();
        if let (Some(option), false) = (option, said.is_empty()) {
            lines.push(format!("### {}\n\n{}", option.name, said.join("\n\n")));
        }
    }
    lines.join("\n\n")
}

pub(super) fn agreement(revision: &Revision, agreement: &Agreement, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "agreement");
    front.when(&agreement.made);
    let parts = names(&agreement.parts, notebook);
    if !parts.is_empty() {
        front.line("parts", &json!(parts));
    }
    if let Some(day) = agreement.due {
        front.line("due", &json!(day.to_string()));
    }
    if let Some(ended) = &agreement.ended {
        front.line("ended", &json!(ended.shown()));
    }
    let mut sections = Vec::new();
    add(&mut sections, "what", &agreement.what);
    add(&mut sections, "by whom", &agreement.by_whom);
    add(&mut sections, "how to check", &agreement.how_to_check);
    for look in &agreement.looks {
        let words = join([look.kept.id().to_owned(), look.words.clone()], "\n\n");
        sections.push(section(&format!("kept? {}", look.when.shown()), &words));
    }
    front.finish(&sections.join("\n\n"))
}

pub(super) fn trigger(revision: &Revision, trigger: &Trigger, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "trigger");
    front.line("title", &json!(trigger.name));
    let parts = names(&trigger.parts, notebook);
    if !parts.is_empty() {
        front.line("parts", &json!(parts));
    }
    let mut sections = Vec::new();
    add(&mut sections, "signs", &trigger.signs);
    add(&mut sections, "what helps", &trigger.helps);
    for (_, time) in occurrences(notebook, revision.record) {
        sections.push(section(&time.when.shown(), &happened(time, notebook)));
    }
    front.finish(&sections.join("\n\n"))
}

/// Each step by its name, a line for each thing that stands in it.
pub(super) fn plan(revision: &Revision, plan: &SafetyPlan) -> String {
    let mut front = Front::new(revision, "safety-plan");
    if let Some(day) = plan.looked {
        front.line("looked", &json!(day.to_string()));
    }
    let mut sections = Vec::new();
    for step in &plan.steps {
        let lines = step.entries.iter().map(|entry| join([entry.words.clone(), entry.phone.clone()], ": "));
        let lines: Vec<String> = lines.map(|line| format!("- {line}")).collect();
        add(&mut sections, &step.id, &lines.join("\n"));
    }
    front.finish(&sections.join("\n\n"))
}

/// One time it happened, a line for each thing that was said.
fn happened(time: &Occurrence, notebook: &Notebook) -> String {
    let strength = time.strength.map(|level| format!("how strong, 0 to 10: {level}"));
    let came = names(&time.came, notebook);
    let came = (!came.is_empty()).then(|| format!("came: {}", came.join(", ")));
    let did = time.did.map(|did| format!("did: {}", did.id()));
    let steady = time.steady_after.map(|minutes| format!("steady after {minutes} minutes"));
    let lines = [strength, came, did, steady].into_iter().flatten();
    join(lines.chain([time.helped.clone(), time.words.clone()]), "\n\n")
}
