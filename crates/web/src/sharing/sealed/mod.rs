//! A sealed page for somebody who wants no account: one file that a browser opens with a passphrase, on its own.
//!
//! It is asked for in three steps: what of it and for whom (`/sharing/sealed`), a look at it as they will see it, and the file.
//! Nothing is kept between them, and of the passphrase nothing ever: no form here names a place, so none of them is held or
//! kept as a draft. What stays in one's own notebook is that something was given away ([`given`]).

mod file;
mod given;
mod pages;
mod passphrase;

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Extra, Notebook, RecordId,
    sharing::{GivenPage, SharedField, Subject, give_page},
};
use hearken_seal::{Passphrase, page_words};
use hearken_vault::Session;
use maud::Markup;

use super::show::copies::{self, Copy};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, Query},
    layout::{Page, Place},
    routes::Routes,
    session::{Unlocked, remember_head},
    zone::Clock,
};
pub(super) use given::{Given, lines};
use pages::{ChoosePage, LookPage};

pub(super) fn routes() -> Routes {
    Routes::default()
        .get("/sharing/sealed", choose)
        .post("/sharing/sealed", look)
        .post("/sharing/sealed/file", make)
        .and(given::routes())
}

/// Where a page of something is begun.
fn address(subject: &Subject) -> String {
    format!("/sharing/sealed?what={}", subject.id())
}

async fn choose(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let subject = Subject::from_id(query.text("what")).ok_or(Problem::NotHere)?;
    choose_page(&state, &session, &clock, &subject, &Fields::default(), None)
}

/// The form, with what was typed into it before.
fn choose_page(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    subject: &Subject,
    typed: &Fields,
    trouble: Option<Said>,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Sharing, session);
    let copy = copy(state, &session.vault().read(), subject, clock)?;
    let offered = page_words();
    let passphrase: &str = if typed.has("passphrase") { typed.text("passphrase") } else { &offered };
    Ok(ChoosePage {
        page,
        words: &state.library.sharing_words.sealed,
        subject,
        copy,
        typed,
        passphrase,
        trouble,
    }
    .render())
}

/// A subject as it could stand on a page; `None` for what is kept out of sight or says nothing.
fn copy(
    state: &AppState,
    notebook: &Notebook,
    subject: &Subject,
    clock: &Clock,
) -> Result<Option<Copy>, Problem> {
    if let Subject::Record(record) = subject {
        notebook.current(*record).ok_or(Problem::NotHere)?;
    }
    Ok(copies::of(state.library, notebook, subject, clock).map(|copy| without_help_now(state, copy)))
}

/// What goes along with scores names a page of this program; where there is none, the page itself says whom to call.
fn without_help_now(state: &AppState, copy: Copy) -> Copy {
    let words = &state.library.sharing_words;
    let here = |field: SharedField| {
        let text = field.text.replace(&words.measure.unwatched, &words.sealed.outside.unwatched);
        SharedField { text, ..field }
    };
    let mut copy = copy;
    copy.along = copy.along.into_iter().map(here).collect();
    copy
}

/// What was asked for, once nothing is amiss with it.
struct Asked {
    subject: Subject,
    copy: Copy,
    page: GivenPage,
}

impl Asked {
    /// Reads the form. `Err` within says what is amiss, in words.
    fn read(
        state: &AppState,
        session: &Session,
        clock: &Clock,
        fields: &Fields,
    ) -> Result<Result<Self, Said>, Problem> {
        let subject = Subject::from_id(fields.text("what")).ok_or(Problem::NotHere)?;
        let keys: Vec<String> = fields.all("field").map(str::to_owned).collect();
        if let Some(said) = amiss(fields, &keys, clock) {
            return Ok(Err(said));
        }
        let copy = copy(state, &session.vault().read(), &subject, clock)?.map(|copy| copy.only(&keys));
        let copy = copy.filter(|copy| !copy.fields.is_empty()).ok_or(Problem::NotHere)?;
        let page = GivenPage {
            to: fields.text("to").trim().to_owned(),
            subject: subject.clone(),
            fields: copy.fields.iter().map(|field| field.key.clone()).collect(),
            when: clock.now(),
            until: fields.day("until"),
            extra: Extra::default(),
        };
        Ok(Ok(Self { subject, copy, page }))
    }
}

fn amiss(fields: &Fields, keys: &[String], clock: &Clock) -> Option<Said> {
    let said = |what: &str, then: &str| Some(Said { what: what.to_owned(), then: then.to_owned() });
    let until = fields.text("until");
    if keys.is_empty() {
        return said("Nothing is ticked, so no page was made.", "Tick what they may read.");
    }
    if fields.text("to").trim().is_empty() {
        return said(
            "It is not said whom the page is for, so none was made.",
            "Write a name that you will know them by. You alone see it.",
        );
    }
    if !until.is_empty() && fields.day("until").is_none_or(|until| until < clock.today()) {
        return said("That day has passed, so no page was made.", "Choose today or a later day, or none.");
    }
    passphrase::fault(&passphrase::typed(fields))
}

/// The page as they will see it, before there is a file.
async fn look(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let asked = match Asked::read(&state, &session, &clock, &fields)? {
        Ok(asked) => asked,
        Err(said) => return amiss_page(&state, &session, &clock, &fields, said),
    };
    let record = state.keeper.new_record_id();
    let page = Page::open(Place::Sharing, &session);
    let words = &state.library.sharing_words.sealed;
    let passphrase = passphrase::typed(&fields);
    Ok(LookPage { page, words, record, asked: &asked, passphrase: &passphrase }.render().into_response())
}

fn amiss_page(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    fields: &Fields,
    said: Said,
) -> Result<Response, Problem> {
    let subject = Subject::from_id(fields.text("what")).ok_or(Problem::NotHere)?;
    Ok(choose_page(state, session, clock, &subject, fields, Some(said))?.into_response())
}

/// Notes that the page was given, and makes it. In this order: a page that nobody knows of is worse than a note too many.
async fn make(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record: RecordId = fields.record("record").ok_or(Problem::NotHere)?;
    let Asked { copy, page, .. } = match Asked::read(&state, &session, &clock, &fields)? {
        Ok(asked) => asked,
        Err(said) => return amiss_page(&state, &session, &clock, &fields, said),
    };
    let until = page.until;
    let plan = move |notebook: &Notebook| Ok(give_page(notebook, record, page)?.into_iter().collect());
    session.vault().write(plan, Vec::new()).await?;
    let passphrase = Passphrase::new(&passphrase::typed(&fields));
    let made = file::Made { copy, made: clock.today(), until };
    let mut response = file::sealed(&state.library.sharing_words.sealed, made, passphrase).await?;
    remember_head(&state, &mut response, session.vault());
    Ok(response)
}
