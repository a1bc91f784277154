//! The list to go through before a session, and what to expect of one. What is ticked keeps its day.

mod pages;

use axum::{extract::State, response::Response};
use hearken_content::{PreparationItem, library};
use hearken_core::{
    Notebook,
    journey::{self, Programme, Route, Setting, TreatmentSession},
};
use maud::Markup;

use self::pages::{ExpectPage, PreparationPage};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    measures,
    routes::Routes,
    session::{Unlocked, kept},
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/journey/sessions/{id}/preparation", page)
        .post("/journey/sessions/{id}/preparation", keep)
        .get("/journey/sessions/{id}/expect", expect)
}

/// Whether something of a list is for this programme. Where that was erased, all of it is.
pub(super) fn fits(item: &PreparationItem, programme: Option<&Programme>) -> bool {
    programme.is_none_or(|programme| {
        item.fits(programme.setting == Setting::Home, programme.route == Route::Esketamine)
    })
}

async fn page(
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let (seen, treatment) = notebook.get_with_rev::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let programme = notebook.get::<Programme>(treatment.programme);
    let day = |item: &PreparationItem| {
        let before = jiff::Span::new().days(i64::from(item.days_before?));
        Some(words::day(treatment.planned.date().checked_sub(before).ok()?, clock.today()))
    };
    let groups = library().journey.preparation.groups.iter();
    let groups = groups.map(|group| {
        let items = group.items.iter().filter(|item| fits(item, programme));
        (group.title.as_str(), items.map(|item| (item, day(item), treatment.is_done(&item.id))).collect())
    });
    Ok(PreparationPage {
        page,
        address: format!("/journey/sessions/{id}"),
        seen,
        due: measures::due_now(&notebook, &clock),
        groups: groups.filter(|(_, items): &(&str, Vec<_>)| !items.is_empty()).collect(),
    }
    .render())
}

async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let all = |name: &str| fields.all(name).map(str::to_owned).collect::<Vec<_>>();
    let (shown, done, now) = (all("shown"), all("done"), clock.now());
    let seen = fields.number("seen");
    let change = move |notebook: &Notebook| journey::tick(notebook, id, seen, &shown, &done, &now);
    session.vault().write(change, Vec::new()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/ready")))
}

async fn expect(Unlocked(session): Unlocked, RecordPath(id): RecordPath) -> Result<Markup, Problem> {
    let page = Page::open(Place::Journey, &session);
    let notebook = session.vault().read();
    let treatment = notebook.get::<TreatmentSession>(id).ok_or(Problem::NotHere)?;
    let route = notebook.get::<Programme>(treatment.programme).map_or(Route::Other, |it| it.route);
    let words = library().journey.expect.route(route.id()).ok_or(Problem::NotHere)?;
    Ok(ExpectPage { page, address: format!("/journey/sessions/{id}"), route: words }.render())
}
