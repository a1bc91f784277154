//! All questionnaires: which wait, what the last scores were, and all courses at a glance.

use hearken_content::AnsweredBy;
use hearken_core::{
    Notebook, RecordId,
    responses::{Response, ResponseState},
};
use maud::Markup;

use super::{
    Known, address, all_known, course, due, known,
    pages::{ListPage, Listed, Score, Waits},
    series,
};
use crate::{
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

pub(super) async fn page(Unlocked(session): Unlocked, clock: Clock) -> Markup {
    let page = Page::open(Place::Measures, &session);
    let notebook = session.vault().read();
    // What somebody else looks at is asked on the page of a session.
    let (asked, away): (Vec<_>, Vec<_>) = all_known(&notebook).into_iter().partition(Known::is_asked);
    let offered: Vec<_> =
        asked.into_iter().filter(|measure| measure.file.who == AnsweredBy::Oneself).collect();
    let away = away.iter().filter(|measure| notebook.responses_of(measure.id()).next().is_some());
    let (base, plan) = due::form(&notebook, &offered);
    let plots = offered.iter().filter_map(|measure| course::small(&notebook, measure));
    ListPage {
        waiting: open(&notebook, &clock),
        due: due::due_now(&notebook, &clock),
        base,
        plan,
        measures: offered.iter().map(|measure| listed(&notebook, measure, &clock)).collect(),
        plots: plots.collect(),
        away: away.map(|measure| (measure.id().to_owned(), measure.file.title.clone())).collect(),
    }
    .render(&page, &clock)
}

/// Questionnaires that were begun and wait, the newest first.
pub(crate) fn open(notebook: &Notebook, clock: &Clock) -> Vec<Waits> {
    let open = notebook.all::<Response>().rev().filter(|(_, response)| response.state == ResponseState::Open);
    let waits = |(id, response): (RecordId, &Response)| {
        // In other words than today's it can be looked at and no more gone on with, nor once it was taken away.
        let measure = known(notebook, &response.measure)
            .filter(|it| it.is_asked() && it.form().version == response.version)?;
        Some(Waits {
            address: address(id),
            name: measure.file.title.clone(),
            begun: words::moment(&response.when, clock.today()),
        })
    };
    open.filter_map(waits).collect()
}

fn listed(notebook: &Notebook, measure: &Known, clock: &Clock) -> Listed {
    let file = &measure.file;
    let scales = course::main_scales(measure);
    let scores = scales.iter().filter_map(|scale| {
        let all = series::of(notebook, measure, measure.form(), scale);
        let points = all.last().and_then(series::Scored::points)?;
        let name = if scales.len() > 1 { scale.name.clone() } else { String::new() };
        Some(Score { name, points, highest: scale.highest })
    });
    let last = series::finished(notebook, measure.id()).next_back();
    Listed {
        id: file.id.clone(),
        title: file.title.clone(),
        short: file.short.clone(),
        about: file.about.clone(),
        minutes: file.minutes,
        validated: file.validated,
        last: last.map(|(_, response)| words::day(response.when.date(), clock.today())),
        scores: scores.collect(),
        added: measure.added().is_some(),
    }
}
