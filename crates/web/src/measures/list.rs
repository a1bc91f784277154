//! All questionnaires: which wait, what the last scores were, and all courses at a glance.

use axum::extract::State;
use hearken_content::{AnsweredBy, Measure};
use hearken_core::{
    Notebook, RecordId,
    responses::{Response, ResponseState},
};
use maud::Markup;

use super::{
    address, course, due,
    pages::{ListPage, Listed, Waits},
    series,
};
use crate::{
    AppState,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(State(state): State<AppState>, Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::Measures, &session);
    let notebook = session.vault().read();
    // What somebody else looks at is asked on the page of a session.
    let own = |measure: &&Measure| measure.form.is_some() && measure.file.who == AnsweredBy::Oneself;
    let offered = state.library.measures.iter().filter(own);
    let asked: Vec<_> = offered.clone().collect();
    let (base, plan) = due::form(&notebook, &asked);
    let plots = offered.clone().filter_map(|measure| course::small(&notebook, measure));
    ListPage {
        waiting: open(&notebook, &clock),
        due: due::due_now(&notebook, &clock),
        base,
        plan,
        measures: offered.map(|measure| listed(&notebook, measure, &clock)).collect(),
        plots: plots.collect(),
    }
    .render(&page, &clock)
}

/// Questionnaires that were begun and wait, the newest first.
pub(crate) fn open(notebook: &Notebook, clock: &Clock) -> Vec<Waits> {
    let open = notebook.all::<Response>().rev().filter(|(_, response)| response.state == ResponseState::Open);
    let waits = |(id, response): (RecordId, &Response)| {
        let measure = hearken_content::library().measure(&response.measure)?;
        // In other words than today's it can be looked at and no more gone on with.
        measure.form.as_ref().filter(|form| form.version == response.version)?;
        Some(Waits {
            address: address(id),
            name: measure.file.title.clone(),
            begun: words::moment(&response.when, clock.today()),
        })
    };
    open.filter_map(waits).collect()
}

fn listed(notebook: &Notebook, measure: &'static Measure, clock: &Clock) -> Listed {
    let file = &measure.file;
    let scored = measure.form.as_ref().zip(file.scoring.scales.first());
    let all = scored.map(|(form, scale)| series::of(notebook, measure, form, scale)).unwrap_or_default();
    let last = series::finished(notebook, measure.id()).next_back();
    Listed {
        id: file.id.clone(),
        title: file.title.clone(),
        short: file.short.clone(),
        about: file.about.clone(),
        minutes: file.minutes,
        validated: file.validated,
        last: last.map(|(_, response)| words::day(response.when.date(), clock.today())),
        score: all.last().and_then(series::Scored::points),
        highest: scored.map_or(0, |(_, scale)| scale.highest),
    }
}
