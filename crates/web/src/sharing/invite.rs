//! Inviting somebody.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Refusal,
    sharing::{Member, Role},
};
use hearken_vault::Session;
use maud::Markup;

use super::{
    pages::InvitePage,
    standing::{self, Stands},
};
use crate::{
    AppState,
    components::Typing,
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
};

const PLACE: &str = "/sharing/invite";

pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), PLACE, &query);
    let typing = Typing::new(&state, PLACE, state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields)).unwrap_or_default();
    form(&state, &session, typing, &fields, None)
}

fn form(
    state: &AppState,
    session: &Session,
    typing: Typing,
    fields: &Fields,
    trouble: Option<&Problem>,
) -> Markup {
    InvitePage {
        page: Page::open(Place::Sharing, session),
        roles: &state.library.sharing_words.roles,
        typing,
        called: fields.text("called").to_owned(),
        own_name: fields.text("own_name").to_owned(),
        role: Role::from_id(fields.text("role")),
        trouble: trouble.map(Problem::said),
    }
    .render()
}

/// Makes a space and an invitation into it.
pub(super) async fn invite(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let made = match Role::from_id(fields.text("role")) {
        Some(role) => {
            let (called, own_name) = (fields.text("called"), fields.text("own_name"));
            state.keeper.invite_into_space(&session, called, own_name, role).await.map_err(Problem::from)
        }
        None => Err(Problem::NoRole),
    };
    match made {
        Ok(space) => {
            for draft in fields.done() {
                session.vault().discard_draft(draft).await?;
            }
            Ok(kept(&state, &session, &format!("/sharing/{space}")))
        }
        Err(problem) => {
            let page = form(&state, &session, Typing::again(&fields), &fields, Some(&problem));
            Ok((problem.status(), page).into_response())
        }
    }
}

/// Makes a new invitation for the same person in place of one that is worn out or over.
pub(super) async fn anew(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let (kept_space, stands) = standing::of(&state, &session, id).await?;
    if !kept_space.mine || !matches!(stands, Stands::WornOut | Stands::Over | Stands::OtherKey) {
        return Err(Problem::Refused(Refusal::NotNow));
    }
    let space = state.keeper.space(&session, id).await?.ok_or(Problem::NotHere)?;
    let own_name = {
        let shared = space.read();
        shared.get::<Member>(space.me()).map(|me| me.called.clone()).ok_or(Problem::NotHere)?
    };
    let called = &kept_space.called;
    let made = state.keeper.invite_into_space(&session, called, &own_name, kept_space.role).await?;
    state.keeper.end_space(&session, id).await?;
    Ok(kept(&state, &session, &format!("/sharing/{made}")))
}
