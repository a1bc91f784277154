//! Taking a part out for real.

use axum::{extract::State, response::Response};
use hearken_core::{
    Kind, Notebook, Record, RecordId, erasure,
    parts::{self, Part},
};
use maud::Markup;

use crate::{
    AppState, bonds,
    components::{ErasePage, take_out},
    error::Problem,
    form::RecordPath,
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
};

pub(super) async fn page(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let part = notebook.part(id).ok_or(Problem::NotHere)?;
    let gone = erasure::with_what_hangs_on(&notebook, id).into_iter();
    let gone: Vec<&Record> = gone.filter_map(|gone| Some(&notebook.current(gone)?.what)).collect();
    Ok(ErasePage {
        page,
        what: named(part, &gone),
        words: said(&notebook, part, &gone),
        stays: stays(&notebook, id, part),
        address: format!("/parts/{id}"),
    }
    .render())
}

/// The part, and how much that speaks of it goes with it.
fn named(part: &Part, gone: &[&Record]) -> String {
    let number = |kind| gone.iter().filter(|what| what.kind() == kind).count();
    let with = [
        (Kind::Bond, "bond", "bonds"),
        (Kind::Reading, "check-in", "check-ins"),
        (Kind::Picture, "picture", "pictures"),
        (Kind::Response, "questionnaire about it", "questionnaires about it"),
    ];
    let with = with.map(|(kind, one, several)| (number(kind), one, several)).into_iter();
    let with = with.filter(|(number, ..)| *number > 0);
    let with = with.map(|(number, one, several)| format!(" and {}", words::count(number, one, several)));
    format!("what you know of “{}”{}", part.name, with.collect::<String>())
}

/// What it said, what its bonds say from either end, and what was noted at its check-ins.
fn said(notebook: &Notebook, part: &Part, gone: &[&Record]) -> String {
    let mut said: Vec<String> = part.texts().into_iter().map(|(_, text)| text.to_owned()).collect();
    for what in gone {
        match what {
            Record::Bond(bond) => {
                said.push(bonds::sentence(notebook, bond));
                said.extend(bond.texts().map(str::to_owned));
            }
            Record::Reading(reading) => said.push(reading.note.clone()),
            _ => {}
        }
    }
    said.retain(|text| !text.trim().is_empty());
    said.join("\n\n")
}

/// What stays, in plain words: also what it said together with others.
fn stays(notebook: &Notebook, id: RecordId, part: &Part) -> String {
    let mut said = vec![
        "Journal entries and exercises about it stay, without its name beside them. Titles and words in which you named it keep the name."
            .to_owned(),
    ];
    let name = |id| notebook.part(id).map(|part| format!("“{}”", part.name));
    if let Some(into) = part.merged_into.and_then(|into| name(notebook.view().resolve(into))) {
        said.push(format!("It turned out to be {into}. What {into} says stays, also what this part had said before; it can be erased there. Bonds, check-ins and pictures that came from this part go."));
    }
    let others: Vec<String> = were_taken_for(notebook, id).into_iter().filter_map(name).collect();
    if let [one] = others.as_slice() {
        said.push(format!("{one} turned out to be this part. It stays, with what it said itself, and stands on its own again."));
    } else if !others.is_empty() {
        let others = others.join(", ");
        said.push(format!("{others} turned out to be this part. They stay, with what each said itself, and stand on their own again."));
    }
    said.join(" ")
}

/// The parts that turned out to be this one, and no other in between.
fn were_taken_for(notebook: &Notebook, id: RecordId) -> Vec<RecordId> {
    notebook.parts().filter(|(_, one)| one.merged_into == Some(id)).map(|(one, _)| one).collect()
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().part(id).ok_or(Problem::NotHere)?;
    // Those that had turned out to be it stand on their own again: in lists, and not only where somebody knows their address.
    let let_go = move |notebook: &Notebook| {
        let plans = were_taken_for(notebook, id).into_iter().map(|one| parts::unmerge(notebook, one));
        let plans = plans.collect::<Result<Vec<_>, _>>()?;
        Ok(plans.into_iter().flatten().filter(|plan| plan.record != id).collect())
    };
    session.vault().write(let_go, Vec::new()).await?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/parts"))
}
