//! Keeping one breathing: when it was over, or when a sign stopped it (B4).

use axum::{
    extract::{RawPathParams, State},
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, Refusal,
    breathing::{self, Breathing},
};

use super::show;
use crate::{
    AppState,
    components::Typing,
    error::Problem,
    form::{Fields, Form},
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    params: RawPathParams,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let id = show::id(&params).to_owned();
    let pattern = super::pattern(&session.vault().read(), &id).ok_or(Problem::NotHere)?;
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let minutes = if fields.has("minutes") { fields.number("minutes") } else { pattern.minutes };
    let planned = pattern.in_way(fields.text("way")).seconds(minutes);
    let times = state.library.breath_rules.stop_test.times;
    let (form, now, named) = (fields.clone(), clock.now(), id.clone());
    let change = move |notebook: &Notebook| {
        // A retry of a save that landed changes nothing of when it was.
        let known = notebook.get_with_rev::<Breathing>(record);
        let when = known.map_or(now, |(_, breathing)| breathing.when.clone());
        let breathing = Breathing {
            pattern: named,
            when,
            planned,
            done: form.text("done").parse().ok(),
            sign: sign(&form),
            ..said(&form)?
        };
        breathing::keep(notebook, record, known.map_or(0, |(rev, _)| rev), breathing, times)
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let (typing, said) = (Typing::again(&fields), problem.said());
        let page = show::pattern_page(&session, &clock, &id, typing, fields, Some(said))?;
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/breathe/log/{record}")))
}

/// The sign that was tapped, if it is one.
fn sign(fields: &Fields) -> Option<String> {
    let signs = &hearken_content::library().breath_rules.stop_test.signs;
    signs.iter().find(|sign| sign.id == fields.text("sign")).map(|sign| sign.id.clone())
}

/// What the form says of before, after and in words.
pub(super) fn said(fields: &Fields) -> Result<Breathing, Refusal> {
    let level = |name: &str| match fields.text(name) {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::NotANumber),
    };
    let words = fields.text("words").trim().to_owned();
    Ok(Breathing { before: level("before")?, after: level("after")?, words, ..Breathing::default() })
}
