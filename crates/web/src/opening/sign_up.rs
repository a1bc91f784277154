//! Joining a server where somebody is already: by an invitation, or, where its owner wants that, by oneself.

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_vault::{BeginError, InvitationToken, Joins, LONGEST_NAME, Name, NameFault, SignUps, Who};

use super::{
    pages::{NoWayInPage, SignUpPage},
    strength::new_passphrase,
};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form},
    session::{self, From, Visitor, see_other},
    words,
};

/// The name in the field `name`; else what is wrong with it.
pub(crate) fn name_of(fields: &Fields) -> Result<Name, Said> {
    Name::new(fields.text("name")).map_err(|fault| {
        let (what, then) = match fault {
            NameFault::Empty => (
                "There is no name yet.",
                "Nothing was changed. Any name will do; it need not be your own.".to_owned(),
            ),
            NameFault::TooLong => {
                ("This name is too long.", format!("Nothing was changed. Up to {LONGEST_NAME} letters fit."))
            }
            NameFault::Unseen => (
                "This name has a character in it that cannot be seen.",
                "Nothing was changed. Type the name instead of pasting it.".to_owned(),
            ),
        };
        Said { what: what.to_owned(), then }
    })
}

/// Whoever wants to join by themselves.
pub(super) async fn open_page(State(state): State<AppState>) -> Result<Response, Problem> {
    let door = state.keeper.door().await?;
    if door.is_empty {
        return Ok(see_other("/begin"));
    }
    Ok(match door.sign_ups {
        SignUps::Open => SignUpPage::at("/sign-up").render().into_response(),
        SignUps::Invitation | SignUps::Closed => no_way_in(),
    })
}

pub(super) async fn join_openly(
    State(state): State<AppState>,
    From(from): From,
    Visitor(before): Visitor,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let from = Who::new("", from);
    let joiner = Joiner { state: &state, before, from, headers: &headers, fields: &fields };
    joiner.joins("/sign-up", Joins::Openly).await
}

/// Whoever was invited.
pub(super) async fn invited_page(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> Result<Response, Problem> {
    let door = state.keeper.door().await?;
    match InvitationToken::from_text(&token) {
        Some(read) if door.sign_ups != SignUps::Closed && state.keeper.is_invited(&read).await? => {
            Ok(SignUpPage::at(&format!("/sign-up/{token}")).render().into_response())
        }
        _ => Ok(no_way_in()),
    }
}

pub(super) async fn join_invited(
    State(state): State<AppState>,
    From(from): From,
    Visitor(before): Visitor,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let Some(read) = InvitationToken::from_text(&token) else { return Ok(no_way_in()) };
    if !state.keeper.is_invited(&read).await? {
        return Ok(no_way_in());
    }
    let from = Who::new("", from);
    let joiner = Joiner { state: &state, before, from, headers: &headers, fields: &fields };
    joiner.joins(&format!("/sign-up/{token}"), |name| Joins::Invited(name, &read)).await
}

/// Somebody at the form.
struct Joiner<'a> {
    state: &'a AppState,
    /// Whoever this browser was before.
    before: Option<hearken_vault::Session>,
    from: Who,
    headers: &'a HeaderMap,
    fields: &'a Fields,
}

impl Joiner<'_> {
    async fn joins<'a>(self, at: &str, joins: impl FnOnce(Name) -> Joins<'a>) -> Result<Response, Problem> {
        let again = |status: StatusCode, said| {
            let name = self.fields.text("name").to_owned();
            let page = SignUpPage { at: at.to_owned(), name, trouble: Some(said) };
            (status, page.render()).into_response()
        };
        let read = name_of(self.fields).and_then(|name| Ok((name, new_passphrase(self.fields)?)));
        let (name, passphrase) = match read {
            Ok(both) => both,
            Err(said) => return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, said)),
        };
        match self.state.keeper.join_as(joins(name), &self.from, &passphrase).await {
            Ok((cookie, session)) => {
                if let Some(before) = &self.before {
                    self.state.keeper.lock(before).await?;
                }
                let mut response = see_other("/recovery-words");
                session::give(self.state, &mut response, cookie.value());
                session::remember_head(self.state, &mut response, session.vault());
                session::give_known(self.state, self.headers, &mut response, &session).await;
                Ok(response)
            }
            Err(BeginError::NotInvited) => Ok(no_way_in()),
            Err(error) => {
                let (status, said) = said_of_begin(error)?;
                Ok(again(status, said))
            }
        }
    }
}

/// A link that was used, has ended or never was, and a door that is closed: one page for all of them.
fn no_way_in() -> Response {
    (StatusCode::GONE, NoWayInPage.render()).into_response()
}

/// Status and sentences for somebody who did not get an account.
pub(super) fn said_of_begin(error: BeginError) -> Result<(StatusCode, Said), Problem> {
    let (status, what, then) = match error {
        BeginError::NameTaken => (
            StatusCode::CONFLICT,
            "Somebody here has this name already.",
            "Nothing was made yet. Choose another name.".to_owned(),
        ),
        BeginError::TooMany { wait_seconds } => {
            let then = format!("Nothing was made yet. Wait {}, then try again.", words::wait(wait_seconds));
            (StatusCode::TOO_MANY_REQUESTS, "Too many people are joining at the moment.", then)
        }
        BeginError::AlreadySetUp | BeginError::NotInvited => return Err(Problem::NotHere),
        BeginError::Store(error) => return Err(error.into()),
    };
    Ok((status, Said { what: what.to_owned(), then }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_name_is_said() {
        let said = |name: &str| {
            let mut fields = Fields::default();
            fields.push("name", name);
            name_of(&fields).map(|name| name.written().to_owned()).map_err(|said| said.what)
        };
        assert_eq!(said(" Bo "), Ok("Bo".to_owned()));
        assert_eq!(said(""), Err("There is no name yet.".to_owned()));
        assert_eq!(said(&"a".repeat(65)), Err("This name is too long.".to_owned()));
        assert!(said("B\u{202e}o").unwrap_err().contains("cannot be seen"));
    }
}
