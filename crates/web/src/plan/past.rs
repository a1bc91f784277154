//! The plan as it was before, and taking it out for real.

use axum::{extract::State, response::Response};
use hearken_content::{PlanStepWords, PlanWords};
use hearken_core::{
    Notebook, erasure,
    plan::{self, SafetyPlan, Wording},
};
use maud::{Markup, html};

use super::pages::list;
use crate::{
    AppState,
    components::ErasePage,
    error::Problem,
    layout::{Page, Place, shell},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

/// What erasing cannot reach.
const STAYS: &str = "Files and sheets of paper that you made of it stay where they are, and so does a copy on another \
    device. A copy in this browser goes with it.";

/// The steps of the plan and the fields of the card: all that it can hold.
pub(super) fn all_steps(said: &'static PlanWords) -> impl Iterator<Item = &'static PlanStepWords> {
    said.steps.iter().chain(&said.card.fields)
}

/// Which pages about its past the plan has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Past {
    /// Whether there is something to erase, were it only earlier versions.
    here: bool,
    /// Whether it ever read otherwise.
    changed: bool,
}

impl Past {
    pub(super) fn of(notebook: &Notebook, said: &'static PlanWords) -> Self {
        let ids: Vec<_> = all_steps(said).map(|step| step.id.as_str()).collect();
        let here = !plan::all(notebook).is_empty();
        Self { here, changed: plan::wordings(notebook, &ids).len() > 1 }
    }

    /// The ways there.
    pub(super) fn ways(self) -> Markup {
        html! {
            @if self.changed { a .button .second href="/plan/history" { "Earlier versions" } }
            @if self.here { a .button .second href="/plan/erase" { "Erase" } }
        }
    }
}

/// Every wording, the newest first.
pub(super) async fn history(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::More, &session);
    let said = &state.library.plan;
    let notebook = session.vault().read();
    let ids: Vec<_> = all_steps(said).map(|step| step.id.as_str()).collect();
    let wordings = plan::wordings(&notebook, &ids);
    if wordings.is_empty() {
        return Err(Problem::NotHere);
    }
    Ok(history_page(&page, said, &wordings, &clock))
}

fn history_page(page: &Page, said: &'static PlanWords, wordings: &[Wording], clock: &Clock) -> Markup {
    shell(
        page,
        &html! {
            h1 { "The plan as it was" }
            p .lead { "Every version you kept, the newest first." }
            @for wording in wordings.iter().rev() {
                section .card .as-it-was {
                    h2 { "Kept " (words::moment(&clock.when(wording.saved), clock.today())) }
                    @if wording.plan.is_empty() { p .help { "Nothing stood in it." } }
                    @for step in all_steps(said).filter(|step| !wording.plan.step(&step.id).is_empty()) {
                        h3 { (step.title) }
                        (list(wording.plan.step(&step.id)))
                    }
                }
            }
            p { a .button .second href="/plan" { "Back to the plan" } }
        },
    )
}

pub(super) async fn ask(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::More, &session);
    let notebook = session.vault().read();
    if plan::all(&notebook).is_empty() {
        return Err(Problem::NotHere);
    }
    Ok(ErasePage {
        page,
        what: "your safety plan".to_owned(),
        words: as_words(&state.library.plan, &plan::current(&notebook)),
        stays: STAYS.to_owned(),
        address: "/plan".to_owned(),
    }
    .render())
}

/// The whole plan as lines of words.
fn as_words(said: &'static PlanWords, plan: &SafetyPlan) -> String {
    let mut lines = Vec::new();
    for step in all_steps(said).filter(|step| !plan.step(&step.id).is_empty()) {
        lines.push(step.title.clone());
        let entries = plan.step(&step.id).iter();
        lines.extend(entries.map(|entry| format!("{} {}", entry.words, entry.phone).trim().to_owned()));
        lines.push(String::new());
    }
    lines.join("\n").trim_end().to_owned()
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
) -> Result<Response, Problem> {
    let erasure = state.keeper.new_record_id();
    let change = move |notebook: &Notebook| {
        let all = plan::all(notebook);
        // Where there is none, this is what says so.
        let all = if all.is_empty() { vec![plan::id(notebook)] } else { all.to_vec() };
        erasure::erase_all(notebook, erasure, &all).map(|plan| vec![plan])
    };
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, "/plan?erased"))
}
