//! Where the person gives the screen to their sitter: this device with a PIN, or another one by a code.

use axum::{
    extract::State as Shared,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use hearken_core::{
    RecordId,
    journey::{State, TreatmentSession},
};
use hearken_vault::{HandOverError, Session, is_pin};

use super::pages::{CodeShown, SitterPage, SittingRow};
use crate::{
    AppState,
    error::{Problem, Said},
    form::{Fields, Form, RecordPath},
    join::country_of_the_session,
    layout::{Page, Place},
    session::{Unlocked, chosen_country, forget_pages, see_other},
    words,
    zone::Clock,
};

/// What a page of the sitter's screen is put together from.
struct Giving<'a> {
    state: &'a AppState,
    session: &'a Session,
    id: RecordId,
    clock: &'a Clock,
    headers: &'a HeaderMap,
}

impl Giving<'_> {
    async fn page(&self, trouble: Option<Said>, code: Option<String>) -> Result<SitterPage, Problem> {
        let sitting = self.state.keeper.sitting(self.session, self.id).await?;
        let treatment = self.session.vault().read().get::<TreatmentSession>(self.id).cloned();
        let treatment = treatment.ok_or(Problem::NotHere)?;
        let row = |device: hearken_vault::Sitting| SittingRow {
            handle: device.handle,
            joined: device.joined,
            since: words::moment(&self.clock.when(device.since), self.clock.today()),
            quiet_minutes: device.quiet_seconds / 60,
        };
        let origin = self.state.origin_for_others(self.headers);
        Ok(SitterPage {
            page: Page::open(Place::Journey, self.session),
            address: format!("/journey/sessions/{}", self.id),
            under_way: treatment.state == State::InSession,
            code: code.map(|code| CodeShown {
                address: origin.as_ref().map(|it| format!("{it}/join#{code}")),
                code,
            }),
            origin,
            sitting: sitting.into_iter().map(row).collect(),
            trouble,
        })
    }

    async fn refused(&self, error: HandOverError) -> Result<Response, Problem> {
        let (what, then) = match error {
            HandOverError::Store(error) => return Err(error.into()),
            HandOverError::NotNow => {
                ("The session is not under way.", "Nothing was handed over. Begin the session first.")
            }
            HandOverError::TooMany => (
                "Four devices are with it already.",
                "No code was made. End one of them below, then make a code.",
            ),
        };
        self.trouble(StatusCode::CONFLICT, what, then).await
    }

    async fn trouble(&self, status: StatusCode, what: &str, then: &str) -> Result<Response, Problem> {
        let said = Said { what: what.to_owned(), then: then.to_owned() };
        Ok((status, self.page(Some(said), None).await?.render()).into_response())
    }
}

pub(super) async fn page(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let giving = Giving { state: &state, session: &session, id, clock: &clock, headers: &headers };
    Ok(giving.page(None, None).await?.render().into_response())
}

/// Hands this device over. From the next answer on it reaches this session of treatment alone.
pub(super) async fn hand_over(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let giving = Giving { state: &state, session: &session, id, clock: &clock, headers: &headers };
    let pin = fields.text("pin").trim();
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    if !is_pin(pin) {
        return giving
            .trouble(unprocessable, "A PIN is 4 to 8 digits.", "Nothing was handed over. Choose another.")
            .await;
    }
    if pin != fields.text("again").trim() {
        return giving
            .trouble(
                unprocessable,
                "The two are not the same.",
                "Nothing was handed over. Type the PIN twice.",
            )
            .await;
    }
    if let Err(error) = state.keeper.hand_over(&session, id, pin).await {
        return giving.refused(error).await;
    }
    let mut response = see_other(&format!("/journey/sessions/{id}/during?given=1"));
    // On the person's own device what they chose for the help pages stays.
    if chosen_country(&headers).is_none() {
        country_of_the_session(&state, &mut response, &session);
    }
    forget_pages(&mut response);
    Ok(response)
}

/// Makes a code and shows it, once.
pub(super) async fn make_code(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    let giving = Giving { state: &state, session: &session, id, clock: &clock, headers: &headers };
    match state.keeper.make_code(&session, id).await {
        Ok(code) => Ok(giving.page(None, Some(code)).await?.render().into_response()),
        Err(error) => giving.refused(error).await,
    }
}

/// Ends what a device may.
pub(super) async fn end(
    Shared(state): Shared<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    if let Some(device) = fields.record("device") {
        state.keeper.end_sitting(&session, device).await?;
    }
    Ok(see_other(&format!("/journey/sessions/{id}/sitter")))
}
