//! What was kept of breathing: read, mended, erased.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId, Refusal,
    breathing::{self, Breathing},
    settling,
};
use hearken_vault::Session;
use maud::Markup;

use super::{
    keep, name_of,
    pages::log::{First, Line, LogPage, OnePage},
};
use crate::{
    AppState,
    components::{self, Beside, ErasePage, Nearest, Plot, Point, Reach, Typing, plot_marks, take_out},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

/// So long after a breathing what is said first about it stands on its page, in seconds.
const FRESH: u64 = 24 * 3_600;

/// The sign that says itself that the distress has risen.
const RISEN: &str = "anxious";

pub(super) async fn list(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Markup {
    let page = Page::open(Place::Exercises, &session);
    let notebook = session.vault().read();
    let all = breathing::all(&notebook);
    let reach = Reach::of(&query);
    let rated = all.iter().any(|(_, it)| it.before.or(it.after).is_some());
    let plot = rated.then(|| plot(&all, &notebook, reach, &clock));
    let lines = all.iter().rev().map(|(id, it)| line(&notebook, *id, it, &clock)).collect();
    LogPage { page, reach, plot, lines }.render(&clock)
}

fn plot(all: &[(RecordId, &Breathing)], notebook: &Notebook, reach: Reach, clock: &Clock) -> Plot {
    let check = &hearken_content::library().end_check;
    let curve = |name: &str, level: fn(&Breathing) -> Option<u8>| components::Line {
        name: name.to_owned(),
        least: check.least.clone(),
        most: check.most.clone(),
        points: all
            .iter()
            .map(|(id, it)| Point {
                when: it.when.clone(),
                level: level(it),
                address: Some(address(*id)),
                ..Point::default()
            })
            .collect(),
    };
    Plot {
        id: "breathing".to_owned(),
        title: "Distress before and after".to_owned(),
        lines: vec![curve("before", |it| it.before), curve("after", |it| it.after)],
        marks: plot_marks(notebook),
        from: reach.from(clock),
        highest: 10,
        ..Plot::default()
    }
}

fn address(id: RecordId) -> String {
    format!("/breathe/log/{id}")
}

fn line(notebook: &Notebook, id: RecordId, it: &Breathing, clock: &Clock) -> Line {
    let signs = &hearken_content::library().breath_rules.stop_test.signs;
    let sign = it
        .sign
        .as_ref()
        .map(|sign| signs.iter().find(|known| known.id == *sign).map_or(sign, |known| &known.label));
    let long = match it.done {
        Some(done) => {
            format!("{} of {}", words::minutes_and_seconds(done), words::minutes_and_seconds(it.planned))
        }
        None => format!("{} planned", words::minutes_and_seconds(it.planned)),
    };
    let said = [
        Some(long),
        it.before.map(|level| format!("before {level}")),
        it.after.map(|level| format!("after {level}")),
        sign.map(|sign| format!("stopped: {sign}")),
    ];
    Line {
        address: address(id),
        when: words::moment(&it.when, clock.today()),
        name: name_of(notebook, &it.pattern),
        said: said.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        words: it.words.clone(),
    }
}

pub(super) async fn one(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    nearest: Nearest,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let draft = drafts::at(session.vault(), &address(id), &query);
    let (rev, fields) = {
        let notebook = session.vault().read();
        let (rev, it) = notebook.get_with_rev::<Breathing>(id).ok_or(Problem::NotHere)?;
        (rev, as_fields(it))
    };
    let typing = Typing::new(&state, &address(id), id, rev, draft.as_ref());
    let fields = draft.map_or(fields, |draft| Fields::from_draft(&draft.fields));
    one_page(&session, &clock, id, nearest, typing, fields, None)
}

fn as_fields(it: &Breathing) -> Fields {
    let mut fields = Fields::default();
    for (name, level) in [("before", it.before), ("after", it.after)] {
        fields.push(name, &level.map(|level| level.to_string()).unwrap_or_default());
    }
    fields.push("words", &it.words);
    fields
}

fn one_page(
    session: &Session,
    clock: &Clock,
    id: RecordId,
    nearest: Nearest,
    typing: Typing,
    fields: Fields,
    trouble: Option<&Problem>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Exercises, session);
    let notebook = session.vault().read();
    let it = notebook.get::<Breathing>(id).ok_or(Problem::NotHere)?;
    let fresh = clock.now().at.seconds_since(it.when.at) < FRESH;
    let first = First {
        help: fresh && leads_to_help(it),
        stopped: fresh && it.sign.is_some(),
        off: fresh && it.sign.is_some() && breathing::care(&notebook).is_off(&it.pattern),
    };
    let beside = Beside::of(&notebook, id, |it| {
        let line = line(&notebook, id, it, clock);
        vec![line.said, line.words]
    });
    let (line, trouble) = (line(&notebook, id, it, clock), trouble.map(Problem::said));
    Ok(OnePage { page, line, beside, first, nearest, typing, fields, trouble }.render())
}

/// Whether help is shown (K3): the distress is high, or has risen, be it by a number or by the sign that stopped it.
fn leads_to_help(it: &Breathing) -> bool {
    let has_risen = it.after.is_none() && it.sign.as_deref() == Some(RISEN);
    has_risen || hearken_content::library().end_check.leads_to_help(it.before, it.after)
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    nearest: Nearest,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let form = fields.clone();
    let times = state.library.breath_rules.stop_test.times;
    let change = move |notebook: &Notebook| {
        let known = notebook.get::<Breathing>(id).ok_or(Refusal::NotHere)?;
        let said = keep::said(&form)?;
        let mended = Breathing { before: said.before, after: said.after, words: said.words, ..known.clone() };
        let seen = form.settles();
        let planned = breathing::keep(notebook, id, form.number("base"), mended, times)?.into_iter();
        let settled = planned.map(|plan| match plan.record == id {
            true => settling::with_seen(notebook, plan, &seen),
            false => plan,
        });
        Ok(settled.collect())
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let typing = Typing::again(&fields);
        let page = one_page(&session, &clock, id, nearest, typing, fields, Some(&problem))?;
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &address(id)))
}

pub(super) async fn erase_page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Exercises, &session);
    let notebook = session.vault().read();
    let it = notebook.get::<Breathing>(id).ok_or(Problem::NotHere)?;
    let line = line(&notebook, id, it, &clock);
    Ok(ErasePage {
        page,
        what: format!("what you kept of breathing, {}", line.when),
        words: line.words,
        stays: "Everything else stays.".to_owned(),
        address: line.address,
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<Breathing>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/breathe/log"))
}
