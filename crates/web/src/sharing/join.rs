//! Taking an invitation up: the link leads here, the code is typed, then both names.
//!
//! The link alone says nothing of whoever sent it. With the code it says who invites and as what; then it is taken up.

use axum::{
    extract::{FromRequestParts, RawPathParams, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use hearken_seal::{InvitationCode, InvitationLink};
use hearken_vault::{InviteError, Session};
use maud::Markup;

use super::pages::{CodePage, GreetingPage};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form},
    layout::{Page, Place},
    session::{Unlocked, kept},
};

/// The link of an invitation, as it stands in the address.
pub(super) struct LinkPath(String);

impl<S: Send + Sync> FromRequestParts<S> for LinkPath {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::NotHere)?;
        let link = params.iter().find(|(name, _)| *name == "link").map(|(_, link)| link.to_owned());
        // What stands in a page as part of an address is letters, digits and the two signs of a link, and nothing else.
        let link =
            link.filter(|it| it.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(&sign)));
        link.map(Self).ok_or(Problem::Invitation(InviteError::NotHere))
    }
}

impl LinkPath {
    fn address(&self) -> String {
        format!("/sharing/join/{}", self.0)
    }

    fn link(&self) -> Result<InvitationLink, Problem> {
        InvitationLink::from_text(&self.0).ok_or(Problem::Invitation(InviteError::NotHere))
    }
}

pub(super) async fn page(Unlocked(session): Unlocked, path: LinkPath) -> Markup {
    code_page(&session, &path, None)
}

fn code_page(session: &Session, path: &LinkPath, trouble: Option<Said>) -> Markup {
    CodePage { page: Page::open(Place::Sharing, session), address: path.address(), trouble }.render()
}

/// Says who invites, to whoever has the code.
pub(super) async fn greet(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    path: LinkPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    Ok(match greeting(&state, &session, &path, &fields, None).await {
        Ok(page) => page.into_response(),
        Err(problem) => said_at_the_code(&session, &path, &problem),
    })
}

/// A code that was mistyped can be typed again; all else is said as it is.
fn said_at_the_code(session: &Session, path: &LinkPath, problem: &Problem) -> Response {
    (problem.status(), code_page(session, path, Some(problem.said()))).into_response()
}

async fn greeting(
    state: &AppState,
    session: &Session,
    path: &LinkPath,
    fields: &Fields,
    trouble: Option<Said>,
) -> Result<Markup, Problem> {
    let code = InvitationCode::parse(fields.text("code")).ok_or(Problem::NoCode)?;
    let greeting = state.keeper.greeting(&path.link()?, &code).await?;
    Ok(GreetingPage {
        page: Page::open(Place::Sharing, session),
        address: path.address(),
        code: code.digits().to_owned(),
        role: state.library.sharing_words.role(greeting.role.id()),
        called: if fields.has("called") { fields.text("called").to_owned() } else { greeting.from.clone() },
        from: greeting.from,
        own_name: fields.text("own_name").to_owned(),
        trouble,
    }
    .render())
}

pub(super) async fn take_up(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    path: LinkPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    match taken_up(&state, &session, &path, &fields).await {
        Ok(space) => Ok(kept(&state, &session, &format!("/sharing/{space}"))),
        Err(problem @ Problem::Refused(_)) => {
            let page = greeting(&state, &session, &path, &fields, Some(problem.said())).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(problem) => Ok(said_at_the_code(&session, &path, &problem)),
    }
}

async fn taken_up(
    state: &AppState,
    session: &Session,
    path: &LinkPath,
    fields: &Fields,
) -> Result<hearken_core::RecordId, Problem> {
    let code = InvitationCode::parse(fields.text("code")).ok_or(Problem::NoCode)?;
    let (own_name, called) = (fields.text("own_name"), fields.text("called"));
    Ok(state.keeper.take_up(session, &path.link()?, &code, own_name, called).await?)
}
