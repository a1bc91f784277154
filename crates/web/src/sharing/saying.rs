//! Saying something to the other: a message, a question for the next hour, a note for both.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Extra, RecordId, Refusal,
    sharing::{Manner, Said, say},
};
use hearken_vault::{StoreError, WriteError};

use super::{between, ended};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    session::{Unlocked, kept},
    zone::Clock,
};

/// What can be said here. What is left to do is not among it.
pub(super) const MANNERS: [(Manner, &str); 3] = [
    (Manner::Message, "A message"),
    (Manner::Question, "A question for the next hour"),
    (Manner::Note, "A note for both of us"),
];

/// Says it. The same form sent twice says it once. Nothing to say leads back to the page.
pub(super) async fn speak(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let space = match between::space(&state, &session, id).await {
        Err(Problem::SpaceEnded) => return ended::keep_unsaid(&state, &session, id, &fields).await,
        space => space?,
    };
    let record: RecordId = fields.record("record").ok_or(Problem::NotHere)?;
    let offered = |manner: &Manner| MANNERS.iter().any(|(offered, _)| offered == manner);
    let said = Said {
        by: space.me(),
        about: fields.record("about"),
        manner: Manner::from_id(fields.text("manner")).filter(offered).unwrap_or(Manner::Message),
        words: fields.text("words").trim().to_owned(),
        to_do: String::new(),
        extra: Extra::default(),
    };
    let change = move |shared: &hearken_core::Notebook| Ok(vec![say(shared, record, 0, said)?]);
    let address = format!("/sharing/{id}");
    match space.write(clock.today(), change).await {
        Ok(_) | Err(WriteError::Refused(Refusal::Empty)) => {}
        // It was ended in this moment.
        Err(WriteError::Store(StoreError::NotAMember)) => {
            return ended::keep_unsaid(&state, &session, id, &fields).await;
        }
        Err(error) => return Err(error.into()),
    }
    for draft in fields.done() {
        session.vault().discard_draft(draft).await?;
    }
    Ok(kept(&state, &session, &address).into_response())
}
