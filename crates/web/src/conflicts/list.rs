//! Every conflict that the person named, each with both sides, in the order in which they were named.

use axum::extract::State;
use hearken_core::{
    Notebook, RecordId,
    bonds::{Bond, BondKind},
    decisions::Decision,
    exercises::Run,
    parts,
};
use maud::Markup;

use super::pages::{Conflict, ConflictsPage, Link, Side};
use crate::{
    AppState,
    components::PartChip,
    form::Query,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

/// The guide in which both sides are heard.
pub(crate) const HEAR_BOTH_SIDES: &str = "hear-both-sides";

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Markup {
    let page = Page::open(Place::Parts, &session);
    let notebook = session.vault().read();
    let all = query.text("hidden") == "1";
    let pulls = |(_, bond, ..): &(RecordId, &Bond, RecordId, RecordId)| bond.kind == BondKind::Conflict;
    let found: Vec<_> = notebook.view().bonds().filter(pulls).collect();
    let is_shown = |part| all || notebook.lists(part);
    let shown = found.iter().filter(|&&(_, _, from, to)| is_shown(from) && is_shown(to));
    let conflicts: Vec<Conflict> = shown
        .map(|&(id, bond, from, to)| {
            conflict(&notebook, &clock, state.keeper.new_record_id(), id, bond, (from, to))
        })
        .collect();
    let some_hidden = !all && conflicts.len() < found.len();
    ConflictsPage { page, conflicts, some_hidden, unnamed: unnamed(&notebook, &clock, &found) }.render()
}

fn conflict(
    notebook: &Notebook,
    clock: &Clock,
    run: RecordId,
    id: RecordId,
    bond: &Bond,
    pair: (RecordId, RecordId),
) -> Conflict {
    let chip = |part| PartChip::these(notebook, &[part]).into_iter().next();
    // A bond whose ends turned out to be other parts keeps its direction.
    let side = |part, says: &String| Side {
        part: chip(part),
        exile: parts::is_exile(notebook, part),
        says: says.clone(),
    };
    Conflict {
        id: id.to_string(),
        run: run.to_string(),
        over: bond.over.clone(),
        since: bond.since.clone(),
        sides: [side(pair.0, &bond.from_says), side(pair.1, &bond.to_says)],
        urge: [pair.0, pair.1].into_iter().any(|part| parts::carries_urge(notebook, part)),
        decisions: decisions(notebook, clock, pair),
        runs: runs(notebook, clock, |run| is_between(notebook, run, pair)),
    }
}

/// The decisions in which both had a seat. What they said there is not compared.
fn decisions(notebook: &Notebook, clock: &Clock, (one, other): (RecordId, RecordId)) -> Vec<Link> {
    let view = notebook.view();
    let sits = |decision: &Decision, part| decision.seats.iter().any(|seat| view.resolve(seat.part) == part);
    let both =
        notebook.all::<Decision>().filter(|(_, decision)| sits(decision, one) && sits(decision, other));
    both.map(|(id, decision)| Link {
        address: format!("/decisions/{id}"),
        title: words::beginning(&decision.question, 80),
        when: words::moment(&decision.asked, clock.today()),
    })
    .collect()
}

fn is_between(notebook: &Notebook, run: &Run, (one, other): (RecordId, RecordId)) -> bool {
    let view = notebook.view();
    let met: Vec<RecordId> = run.parts().map(|part| view.resolve(part)).collect();
    met == [one, other] || met == [other, one]
}

/// The times both sides were heard, or are being heard.
fn runs(notebook: &Notebook, clock: &Clock, wanted: impl Fn(&Run) -> bool) -> Vec<Link> {
    let heard = notebook.runs().rev().filter(|(_, run)| run.guide == HEAR_BOTH_SIDES && wanted(run));
    heard
        .map(|(id, run)| Link {
            address: format!("/exercises/{id}"),
            title: if run.is_open() { "Both sides are being heard" } else { "Both sides were heard" }
                .to_owned(),
            when: words::moment(&run.begun, clock.today()),
        })
        .collect()
}

/// Runs whose conflict has no name yet: they were begun and wait.
fn unnamed(notebook: &Notebook, clock: &Clock, found: &[(RecordId, &Bond, RecordId, RecordId)]) -> Vec<Link> {
    let named = |run: &Run| found.iter().any(|&(_, _, from, to)| is_between(notebook, run, (from, to)));
    runs(notebook, clock, |run| run.is_open() && !named(run))
}
