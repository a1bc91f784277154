//! What was given away as sealed pages: a list, and a page of each by which the note of it can be erased.

use axum::{extract::State, response::Response};
use hearken_core::{Notebook, RecordId, sharing::GivenPage};
use maud::{Markup, html};

use crate::{
    AppState,
    components::{ErasePage, card, take_out},
    error::Problem,
    form::RecordPath,
    layout::{Page, Place, shell},
    routes::Routes,
    session::{Unlocked, kept},
    sharing::{between::kind_word, show::copies},
    words,
    zone::Clock,
};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/sharing/given/{id}", page)
        .get("/sharing/given/{id}/erase", erase_page)
        .post("/sharing/given/{id}/erase", erase)
}

/// One thing that was given, in words.
pub(in crate::sharing) struct Given {
    pub(in crate::sharing) address: String,
    pub(in crate::sharing) to: String,
    /// What it was; of what is not here any more, or is kept out of sight by now, that it was something.
    pub(in crate::sharing) what: String,
    pub(in crate::sharing) said: String,
}

/// All that was given, the newest first.
pub(in crate::sharing) fn lines(state: &AppState, notebook: &Notebook, clock: &Clock) -> Vec<Given> {
    let mut given: Vec<_> = notebook.all::<GivenPage>().collect();
    given.sort_by_key(|(record, page)| std::cmp::Reverse((page.when.at, *record)));
    given.into_iter().map(|(record, page)| line(state, notebook, clock, record, page)).collect()
}

fn line(state: &AppState, notebook: &Notebook, clock: &Clock, record: RecordId, page: &GivenPage) -> Given {
    let today = clock.today();
    let what = copies::of(state.library, notebook, &page.subject, clock);
    let what = what.map_or("Something that cannot be shown now".to_owned(), |copy| {
        format!("{}: {}", kind_word(copy.kind), copy.called)
    });
    let until = page.until.map(|until| {
        let day = words::long_day(until);
        if until < today {
            format!(" They were asked to delete it after {day}.")
        } else {
            format!(" They are asked to read it until {day}, and delete it then.")
        }
    });
    let made = words::moment(&page.when, today);
    Given {
        address: format!("/sharing/given/{record}"),
        to: page.to.clone(),
        what,
        said: format!("Made {made}.{}", until.unwrap_or_default()),
    }
}

fn find(state: &AppState, notebook: &Notebook, clock: &Clock, record: RecordId) -> Result<Given, Problem> {
    let page = notebook.get::<GivenPage>(record).ok_or(Problem::NotHere)?;
    Ok(line(state, notebook, clock, record, page))
}

async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Sharing, &session);
    let given = find(&state, &session.vault().read(), &clock, id)?;
    Ok(shell(
        &page,
        &html! {
            p .over { a href="/sharing" { "Sharing" } }
            h1 { "Given to " bdi { (given.to) } }
            p .lead { (state.library.sharing_words.sealed.gone) }
            (card(&given.what, &html! { p { (given.said) } }))
            p .ways-on { a .button .danger href={ (given.address) "/erase" } { "Erase this note" } }
        },
    ))
}

async fn erase_page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Sharing, &session);
    let given = find(&state, &session.vault().read(), &clock, id)?;
    Ok(ErasePage {
        page,
        what: "this note".to_owned(),
        words: format!("{}\n{}\n{}", given.to, given.what, given.said),
        stays:
            "What the page was made of stays in your notebook. The file that you gave away stays where it is."
                .to_owned(),
        address: given.address,
    }
    .render())
}

async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<GivenPage>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/sharing"))
}
