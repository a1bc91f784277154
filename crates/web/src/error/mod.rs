//! What goes wrong, said twice: in two plain sentences to the person, in one line to the operator.
//!
//! Handlers use `?`. This is the only place that turns a fault into words and a status. The operator's line never
//! holds anything a person wrote.

mod said;

use std::any::Any;

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_core::Refusal;
use hearken_report::picture::NoPicture;
use hearken_vault::{HoldError, InviteError, StoreError, WriteError};
use serde_json::json;

use crate::{layout, operator, session};
pub(crate) use said::Said;

/// Why a request was not done. Nothing was written when one of these is the answer.
#[derive(Debug)]
pub(crate) enum Problem {
    /// No such page, or no such thing in this notebook.
    NotHere,
    /// The page is there, but not for this method.
    NotThisWay,
    /// The notebook is locked. `next` is where to go after unlocking; `fetch` that a script asked.
    Locked { next: Option<String>, fetch: bool },
    /// Nobody has set this notebook up yet.
    NotSetUp,
    /// The core does not take the change.
    Refused(Refusal),
    /// More than `limit` bytes.
    TooLong { limit: usize },
    /// A file that becomes no picture.
    NoPicture(NoPicture),
    /// Bytes that are no voice note.
    NoRecording,
    /// A voice note that is too long.
    LongRecording,
    /// Bytes that are no text.
    NotText,
    /// What was sent ended too early, or came too slowly.
    NotWhole,
    /// Another site sent it.
    OtherSite,
    /// Asked under a name that is not ours.
    OtherHost,
    /// A narrow session asked for something beyond its session of treatment.
    WithTheSitter,
    /// This browser was a sitter's; what it could reach is over.
    SatBefore,
    /// An invitation that was not made, not taken up, or by which nobody is let in.
    Invitation(InviteError),
    /// What was typed is no code of an invitation.
    NoCode,
    /// Nobody said what the other is to them.
    NoRole,
    /// The space is over.
    SpaceEnded,
    /// No room to hold more words while locked.
    HeldFull,
    /// The store failed.
    Store(StoreError),
    /// A bug.
    Panicked,
}

impl Problem {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotHere | Self::Refused(Refusal::NotHere) => StatusCode::NOT_FOUND,
            Self::NotThisWay => StatusCode::METHOD_NOT_ALLOWED,
            Self::Locked { .. } => StatusCode::LOCKED,
            Self::NotSetUp | Self::Refused(Refusal::Finished | Refusal::OtherKind | Refusal::NotNow) => {
                StatusCode::CONFLICT
            }
            Self::TooLong { .. } | Self::Refused(Refusal::TooLong { .. }) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::LongRecording | Self::NoPicture(NoPicture::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Refused(_) | Self::NoPicture(_) | Self::NoRecording => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotText => StatusCode::BAD_REQUEST,
            Self::Invitation(InviteError::NotHere) => StatusCode::NOT_FOUND,
            Self::Invitation(InviteError::OtherCode { .. }) => StatusCode::FORBIDDEN,
            Self::Invitation(_) => StatusCode::CONFLICT,
            Self::NoCode | Self::NoRole => StatusCode::UNPROCESSABLE_ENTITY,
            Self::SpaceEnded | Self::Store(StoreError::NotAMember) => StatusCode::GONE,
            Self::NotWhole => StatusCode::REQUEST_TIMEOUT,
            Self::OtherSite | Self::WithTheSitter => StatusCode::FORBIDDEN,
            Self::SatBefore => StatusCode::GONE,
            Self::OtherHost => StatusCode::MISDIRECTED_REQUEST,
            Self::HeldFull | Self::Store(StoreError::Full) => StatusCode::INSUFFICIENT_STORAGE,
            Self::Store(StoreError::Overtaken) => StatusCode::CONFLICT,
            Self::Store(StoreError::Away(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) | Self::Panicked => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether the operator's log has a line about it.
    fn is_told(&self) -> bool {
        matches!(self, Self::Store(_) | Self::OtherHost | Self::OtherSite | Self::Panicked)
    }

    /// Tells the operator, once, at the moment the person is answered.
    fn tell_operator(&self) {
        match self {
            Self::Store(StoreError::NotAMember) => {}
            Self::Store(error) => tracing::error!(%error, "the store did not do what it was asked"),
            Self::OtherHost => tracing::warn!("refused a request for another host name"),
            Self::OtherSite => tracing::warn!("refused a write from another site"),
            _ => {}
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused(refusal) => Self::Refused(refusal),
            WriteError::Store(error) => Self::Store(error),
            WriteError::Locked => Self::Locked { next: None, fetch: false },
        }
    }
}

impl From<InviteError> for Problem {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Write(error) => error.into(),
            InviteError::Store(error) => Self::Store(error),
            other => Self::Invitation(other),
        }
    }
}

impl From<HoldError> for Problem {
    fn from(error: HoldError) -> Self {
        match error {
            HoldError::NotSetUp => Self::NotSetUp,
            HoldError::Full => Self::HeldFull,
            HoldError::Store(error) => Self::Store(error),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        self.tell_operator();
        match self {
            Self::Locked { fetch: true, .. } => {
                (self.status(), Json(json!({ "locked": true }))).into_response()
            }
            Self::Locked { next, .. } => session::see_other(&unlock_address(next.as_deref())),
            Self::NotSetUp => session::see_other("/begin"),
            Self::SatBefore => session::see_other("/join/over"),
            _ => {
                let number = self.is_told().then(operator::request_id).flatten();
                (self.status(), layout::problem(&self.said(), number.as_deref())).into_response()
            }
        }
    }
}

fn unlock_address(next: Option<&str>) -> String {
    match next {
        None | Some("/") => "/unlock".to_owned(),
        Some(next) => {
            let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            format!("/unlock?next={next}")
        }
    }
}

/// The answer to an address that is nobody's.
pub(crate) async fn not_here() -> Problem {
    Problem::NotHere
}

/// The answer to a known address asked in another way.
pub(crate) async fn not_this_way() -> Problem {
    Problem::NotThisWay
}

/// The answer when a handler panicked. What it panicked with stays unsaid: it could hold a person's words.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Problem::Panicked.into_response()
}
