//! Noting in an office what began, what is over, and what was looked for and was not there.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_content::library;
use hearken_core::{
    Notebook, RecordId, Refusal, When,
    journey::{self, Moment, MomentKind, THERE, Watcher},
};

use super::{Visit, effect_of, pages::OfficePage};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

/// What such a moment was, for the timeline; `None` for every other one.
pub(in crate::journey) fn said(moment: &Moment) -> Option<String> {
    let (effect, there) = effect_of(moment)?;
    Some(format!("{}: {}", effect.title, if there { "there" } else { "not there" }))
}

/// The moment that was typed, or now; what to say where it cannot be.
pub(super) fn typed(visit: &Visit<'_>, fields: &Fields, clock: &Clock) -> Result<When, Said> {
    let said = |what: &str| {
        Said {
        what: what.to_owned(),
        then: "It may be a slip of the finger. Nothing is kept yet and nothing is lost: mend it, or leave it empty for now."
            .to_owned(),
    }
    };
    let text = fields.text("when").trim();
    if text.is_empty() {
        return Ok(visit.now.clone());
    }
    let when = clock.read(text).filter(|when| !when.all_day).ok_or_else(|| said("That is no time."))?;
    if when.at > visit.now.at {
        return Err(said("That time is still to come."));
    }
    let began = visit.treatment.began.as_ref();
    // The field has no seconds.
    if began.is_some_and(|began| began.at.seconds_since(when.at) >= 60) {
        return Err(said("That is before the session began."));
    }
    Ok(when)
}

/// Notes that something is there, or is not, now or at the time that was typed.
pub(super) async fn note(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let there = if fields.text("there") == "1" { THERE } else { 0 };
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    // The two buttons of a form keep two moments, should somebody go back and tap the other one.
    let mut bytes = record.bytes();
    bytes[15] ^= u8::from(there == THERE);
    let record = RecordId::from_bytes(bytes);
    let effect = library().journey.office.effect(fields.text("effect")).ok_or(Problem::NotHere)?;
    let moment = {
        let page = Page::open(Place::Journey, &session);
        let notebook = session.vault().read();
        let visit = Visit::of(&notebook, id, &clock).ok_or(Problem::NotHere)?;
        if visit.treatment.began.is_none() {
            return Err(Problem::Refused(Refusal::NotNow));
        }
        let when = match typed(&visit, &fields, &clock) {
            Ok(when) => when,
            Err(said) => {
                let page = OfficePage {
                    state: &state,
                    page,
                    visit: &visit,
                    narrow: session.narrow().is_some(),
                    kept: false,
                    trouble: Some((&fields, said)),
                };
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page.render(&clock)).into_response());
            }
        };
        Moment {
            kind: MomentKind::Vitals,
            when,
            by: Watcher::Staff,
            numbers: vec![(effect.id.clone(), there)],
            ..Moment::new(id)
        }
    };
    let change = move |notebook: &Notebook| journey::note_moment(notebook, record, moment.clone());
    session.vault().write(change, fields.done()).await?;
    Ok(kept(&state, &session, &format!("/journey/sessions/{id}/office?noted=1")))
}
