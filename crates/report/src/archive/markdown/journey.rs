//! The journey: a programme with its sessions, and each session with what was said before it, noted in it and made of it.
//!
//! Questions, items and rules stand by their names in the content, as the screens of an exercise do.

use hearken_core::{
    Notebook, RecordId, Revision,
    journey::{
        Intention, Moment, MomentKind, Programme, Release, Screening, SmallAct, TreatmentSession, acts_of,
        intentions_of, moments_of, releases_of, sessions_of,
    },
};
use serde_json::json;

use super::{
    front::{Front, add, join, lines, one_item, section},
    names,
};
use crate::measured::{MOAAS, NOT_WOKEN};

pub(super) fn programme(revision: &Revision, programme: &Programme, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "programme");
    if !programme.name.is_empty() {
        front.line("title", &json!(programme.name));
    }
    front.line("route", &json!(programme.route.id()));
    front.line("setting", &json!(programme.setting.id()));
    for (key, number) in [("planned", programme.planned), ("spacing_days", programme.spacing_days)] {
        if let Some(number) = number {
            front.line(key, &json!(number));
        }
    }
    for (key, day) in [("begins", programme.begins), ("ends", programme.ends)] {
        if let Some(day) = day {
            front.line(key, &json!(day.to_string()));
        }
    }
    if let Some(ended) = &programme.ended {
        front.line("ended", &json!(ended.shown()));
    }
    let people = programme.people.iter().map(|person| {
        let who = join([person.name.clone(), person.phone.clone()], ", ");
        format!("- {}: {who}", person.role)
    });
    let of = sessions_of(notebook, revision.record).into_iter();
    let sessions = of.map(|(_, session)| format!("- {}, {}", session.when().shown(), session.state.id()));
    let mut sections = Vec::new();
    add(&mut sections, "people", &lines(people));
    add(&mut sections, "address", &join([programme.address.clone(), programme.country.clone()], "\n"));
    add(&mut sections, "on the label", &programme.label);
    add(&mut sections, "medicines and allergies", &programme.medicines);
    add(&mut sections, "notes", &programme.notes);
    add(&mut sections, "sessions", &lines(sessions));
    screenings(&mut sections, revision.record, notebook);
    front.finish(&sections.join("\n\n"))
}

pub(super) fn session(revision: &Revision, session: &TreatmentSession, notebook: &Notebook) -> String {
    let mut front = Front::new(revision, "treatment-session");
    front.when(session.when());
    front.line("state", &json!(session.state.id()));
    let programme = notebook.get::<Programme>(session.programme);
    if let Some(programme) = programme.filter(|programme| !programme.name.is_empty()) {
        front.line("programme", &json!(programme.name));
    }
    let times = [
        ("planned", Some(&session.planned)),
        ("began", session.began.as_ref()),
        ("medicine", session.medicine.as_ref()),
        ("ended", session.ended.as_ref()),
    ];
    for (key, when) in times {
        if let Some(when) = when {
            front.line(key, &json!(when.shown()));
        }
    }
    front.finish(&session_sections(revision.record, session, notebook).join("\n\n"))
}

fn session_sections(id: RecordId, session: &TreatmentSession, notebook: &Notebook) -> Vec<String> {
    let mut sections = Vec::new();
    add(&mut sections, "sitter", &join([session.sitter.clone(), session.sitter_phone.clone()], ", "));
    add(&mut sections, "ride", &session.ride);
    let ticks = session.ticks.iter().map(|tick| format!("- {}, {}", tick.item, tick.at.shown()));
    add(&mut sections, "done", &lines(ticks));
    add(&mut sections, "notes", &session.notes);
    screenings(&mut sections, id, notebook);
    let of = notebook.responses().filter(|(_, response)| response.about == Some(id));
    let responses = of.map(|(_, it)| format!("- {}, {}, {}", it.measure, it.when.shown(), it.state.id()));
    add(&mut sections, "questionnaires", &lines(responses));
    sections.extend(releases_of(notebook, id).map(|(_, release)| released(release)));
    sections.extend(intentions_of(notebook, id).map(|(_, intention)| intended(intention, notebook)));
    let moments = moments_of(notebook, id).into_iter().map(|(_, moment)| noted(moment, notebook));
    add(&mut sections, "what was noted", &lines(moments));
    sections.extend(acts_of(notebook, id).map(|(_, act)| acted(act, notebook)));
    sections
}

/// Each screening about a programme or a session, a line for each answer.
fn screenings(sections: &mut Vec<String>, about: RecordId, notebook: &Notebook) {
    for (_, screening) in notebook.all::<Screening>().filter(|(_, screening)| screening.about == about) {
        let answers = screening.answers.iter().map(|answered| {
            let said = join([answered.said.id().to_owned(), one_item(&answered.words)], ", ");
            format!("- {}: {said}", answered.question)
        });
        let numbers = screening.numbers.iter().map(|(question, value)| format!("- {question}: {value}"));
        let asked = join([screening.asked.clone(), screening.when.shown()], ", ");
        add(sections, &format!("screening: {}", asked.replace('\n', " ")), &lines(answers.chain(numbers)));
    }
}

fn released(release: &Release) -> String {
    let by = format!("released by {}, {}", release.by, release.when.shown());
    let told = if release.on_paper { "typed from what the person was told" } else { "" };
    section(&release.rule.replace('\n', " "), &join([by, told.to_owned(), release.reason.clone()], "\n\n"))
}

fn intended(intention: &Intention, notebook: &Notebook) -> String {
    let named = |what: &str, parts: &[RecordId]| match names(parts, notebook) {
        here if here.is_empty() => String::new(),
        here => format!("{what}: {}", here.join(", ")),
    };
    let said = [
        intention.words.clone(),
        named("wanted by", &intention.wanted_by),
        named("about", &intention.about),
        labelled("conditions", &intention.conditions),
        labelled("promises", &intention.promises),
        labelled("what came of it", &intention.came_of_it),
    ];
    section("intention", &join(said, "\n\n"))
}

/// A moment as a line: when, how long after the session began, what, by whom.
fn noted(moment: &Moment, notebook: &Notebook) -> String {
    let lasted = moment.elapsed_ms.map(|elapsed| {
        let minutes = elapsed / 60_000;
        format!("{}:{:02} after it began", minutes / 60, minutes % 60)
    });
    let what = match moment.kind {
        MomentKind::Part => "a part was here",
        MomentKind::Words => "words",
        MomentKind::Voice => "a voice note",
        MomentKind::Vitals => "vital signs",
        MomentKind::LookIn => "somebody looked in",
        MomentKind::Wrong => "something was wrong",
    };
    let part = names(moment.part.as_slice(), notebook).concat();
    let numbers = moment.numbers.iter().map(|(name, number)| match (name.as_str(), *number) {
        // Nobody caused pain to learn whether it would be 1 or 0.
        (MOAAS, NOT_WOKEN) => format!("{name} {number} or less"),
        _ => format!("{name} {number}"),
    });
    let by = format!("{what} (by {})", moment.by.id());
    let said = [by, part, join(numbers, ", "), one_item(&moment.words)];
    let when = join([moment.when.shown(), lasted.unwrap_or_default()], ", ");
    format!("- {when}: {}", join(said, "; "))
}

fn acted(act: &SmallAct, notebook: &Notebook) -> String {
    let day = act.day.map(|day| format!("day: {day}")).unwrap_or_default();
    let part = names(act.part.as_slice(), notebook).concat();
    let said = [
        act.what.clone(),
        day,
        labelled("when and where", &act.place),
        labelled("with", &part),
        labelled("what may get in the way", &act.obstacle),
    ];
    let looks = act.looks.iter().map(|look| {
        let went = join([look.kept.id().to_owned(), look.words.clone()], "\n\n");
        format!("### how it went, {}\n\n{went}", look.when.shown())
    });
    section("small act", &join(said.into_iter().chain(looks), "\n\n"))
}

/// `what: text`, or nothing.
fn labelled(what: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{what}: {text}") }
}
