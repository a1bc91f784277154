//! Words that are typed but not yet kept: saved within a second of typing, by the page's script.

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::DraftId;
use hearken_vault::{Draft, OpenVault};
use serde_json::json;

use crate::{
    AppState,
    error::Problem,
    form::{Fields, Form, RecordPath},
    routes::Routes,
    session::{Unlocked, local_path, see_other},
};

pub(crate) fn routes() -> Routes {
    Routes::default().post("/drafts", keep).post("/drafts/{id}/discard", discard)
}

/// The draft that a page shows: the one its address names, else the newest typed there.
pub(crate) fn at(vault: &OpenVault, place: &str, query: &Fields) -> Option<Draft> {
    let named: Option<DraftId> = query.text("draft").parse().ok();
    let named =
        named.and_then(|id| vault.drafts().into_iter().find(|draft| draft.id == id && draft.place == place));
    named.or_else(|| vault.draft_for(place))
}

/// Where a draft is taken up again.
pub(crate) fn address(draft: &Draft) -> String {
    format!("{}?draft={}", draft.place, draft.id)
}

/// Keeps what stands in a form right now, and says under which draft.
async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let vault = session.vault();
    let place = local_path(fields.text("place")).ok_or(Problem::NotHere)?;
    let draft = fields.text("draft").parse().unwrap_or_else(|_| state.keeper.new_draft_id());
    if fields.number("base") == 0 && is_blank(&fields) {
        let is_gone = vault.discard_draft((draft, fields.number("seen"))).await?;
        // Another window has typed on in it: this one goes on in a draft of its own.
        let draft = if is_gone { draft } else { state.keeper.new_draft_id() };
        return Ok(Json(json!({ "draft": draft.to_string(), "rev": 0 })).into_response());
    }
    let kept = vault.keep_draft(draft, fields.number("seen"), place, fields.to_draft()).await?;
    Ok(Json(json!({ "draft": kept.id.to_string(), "rev": kept.rev })).into_response())
}

/// Whether nobody would miss it: only what the page itself put into the form.
pub(crate) fn is_blank(fields: &Fields) -> bool {
    let own = ["record", "base", "settles", "when", "back", "answers-shown"];
    fields.to_draft().iter().all(|(name, value)| own.contains(&name.as_str()) || value.trim().is_empty())
}

/// Throws away what the page showed, and nothing that was typed since.
async fn discard(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    session.vault().discard_draft((DraftId::from_bytes(id.bytes()), fields.number("seen"))).await?;
    Ok(see_other("/"))
}
