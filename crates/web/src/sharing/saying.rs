//! Saying something to the other: a message, a question for the next hour, a note for both.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Extra, Notebook, RecordId, Refusal,
    sharing::{Manner, Said, SharedPage, say},
};
use hearken_vault::{Session, StoreError, WriteError};

use super::{between, ended, pages::Saying};
use crate::{
    AppState,
    components::Typing,
    drafts,
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

/// The form for it, on the page of a person or of one thing that is shown.
pub(super) fn form(
    state: &AppState,
    session: &Session,
    query: &Fields,
    space: RecordId,
    about: Option<RecordId>,
) -> Saying {
    let place = place(space, about);
    let draft = drafts::at(session.vault(), &place, query);
    let typed = draft.as_ref().map(|draft| Fields::from_draft(&draft.fields).text("words").to_owned());
    Saying {
        typing: Typing::new(state, &place, state.keeper.new_record_id(), 0, draft.as_ref()),
        typed: typed.unwrap_or_default(),
        about: about.map(|page| page.to_string()),
        unwatched: &state.library.sharing_words.page.unwatched,
    }
}

/// Where it is said and read.
fn place(space: RecordId, about: Option<RecordId>) -> String {
    about.map_or_else(|| format!("/sharing/{space}"), |page| format!("/sharing/{space}/pages/{page}"))
}

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
    let about = fields.record("about");
    let said = Said {
        by: space.me(),
        about,
        manner: Manner::from_id(fields.text("manner")).filter(offered).unwrap_or(Manner::Message),
        words: fields.text("words").trim().to_owned(),
        to_do: String::new(),
        extra: Extra::default(),
    };
    let here = clock.today_here();
    let change = move |shared: &Notebook| {
        let is_over = |page| shared.get::<SharedPage>(page).is_some_and(|page| !page.is_shown(here));
        if about.is_some_and(is_over) {
            return Err(Refusal::NotHere);
        }
        Ok(vec![say(shared, record, 0, said)?])
    };
    match space.write(clock.today(), change).await {
        Ok(_) | Err(WriteError::Refused(Refusal::Empty)) => {}
        // It was ended in this moment, or what it is about was taken back.
        Err(WriteError::Store(StoreError::NotAMember) | WriteError::Refused(Refusal::NotHere)) => {
            return ended::keep_unsaid(&state, &session, id, &fields).await;
        }
        Err(error) => return Err(error.into()),
    }
    for draft in fields.done() {
        session.vault().discard_draft(draft).await?;
    }
    Ok(kept(&state, &session, &place(id, about)).into_response())
}
