//! What all steps of a council share: where a request is, how a step is kept, the page it is asked on, what comes next.

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, RecordId,
    decisions::{self, Decision, Seating, Step},
};
use hearken_vault::Session;
use maud::{Markup, html};

use crate::{
    AppState,
    components::{PartsPlace, Tone, Typing, keep_row, notice, parts_nav, typing_fields},
    drafts,
    error::Problem,
    form::Fields,
    layout::{Page, shell},
    session::kept,
    sharing::who_follows,
};

/// The part that the address names as `{part}`.
pub(super) struct PartPath(pub(super) RecordId);

impl<S: Send + Sync> FromRequestParts<S> for PartPath {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::NotHere)?;
        let part = params.iter().find(|(name, _)| *name == "part").map(|(_, value)| value);
        part.and_then(|part| part.parse().ok()).map(Self).ok_or(Problem::NotHere)
    }
}

/// The address of a step.
pub(super) fn address(id: RecordId, step: Step) -> String {
    match step {
        Step::Question => format!("/decisions/{id}/question"),
        Step::Table => format!("/decisions/{id}/table"),
        Step::Seat(part) => format!("/decisions/{id}/seat/{part}"),
        Step::Voice(part) => format!("/decisions/{id}/voice/{part}"),
        Step::SelfSees => format!("/decisions/{id}/self"),
        Step::Choice => format!("/decisions/{id}/choice"),
    }
}

/// Every step of a council, in order. A part that sits this one out is not asked.
pub(super) fn steps(decision: &Decision) -> Vec<Step> {
    let seats = decision.seats.iter().map(|seat| Step::Seat(seat.part));
    let asked = decision.seats.iter().filter(|seat| seat.seat != Seating::SitsOut);
    let voices = asked.map(|seat| Step::Voice(seat.part));
    let before = [Step::Question, Step::Table].into_iter();
    before.chain(seats).chain(voices).chain([Step::SelfSees, Step::Choice]).collect()
}

/// Where a council goes on after a step: the next one, or its own page after the last.
pub(super) fn after(id: RecordId, decision: &Decision, step: Step) -> String {
    let steps = steps(decision);
    let at = steps.iter().position(|&known| known == step);
    let next = at.and_then(|at| steps.get(at + 1));
    next.map_or_else(|| format!("/decisions/{id}"), |&next| address(id, next))
}

/// The form of a step as it is shown: its hidden fields, and what was typed into it but not kept.
pub(super) fn open(
    state: &AppState,
    session: &Session,
    id: RecordId,
    place: &str,
    query: &Fields,
) -> Result<(Typing, Option<Fields>), Problem> {
    let rev = session.vault().read().get_with_rev::<Decision>(id).ok_or(Problem::NotHere)?.0;
    let draft = drafts::at(session.vault(), place, query);
    let typing = Typing::new(state, place, id, rev, draft.as_ref());
    Ok((typing, draft.map(|draft| Fields::from_draft(&draft.fields))))
}

/// Keeps one step and goes on; what could not be kept is shown again by `again`, with all that was typed.
pub(super) async fn keep(
    state: &AppState,
    session: &Session,
    id: RecordId,
    step: Step,
    fields: &Fields,
    change: impl Fn(&Notebook, &mut Decision) + Send + 'static,
    again: impl FnOnce(Typing, &Problem) -> Result<Markup, Problem>,
) -> Result<Response, Problem> {
    let base = fields.number("base");
    let plan = move |notebook: &Notebook| {
        decisions::change(notebook, id, base, step, |decision| change(notebook, decision))
    };
    if let Err(error) = session.vault().write(plan, fields.done()).await {
        let problem = Problem::from(error);
        let typing = Typing { record: id.to_string(), ..Typing::again(fields) };
        let page = again(typing, &problem)?;
        return Ok((problem.status(), page).into_response());
    }
    let to = match fields.text("go") {
        "leave" => format!("/decisions/{id}"),
        "more" => address(id, step),
        _ => {
            let notebook = session.vault().read();
            after(id, notebook.get::<Decision>(id).ok_or(Problem::NotHere)?, step)
        }
    };
    Ok(kept(state, session, &to))
}

/// One thing that is asked.
pub(super) struct StepPage<'a> {
    pub(super) page: Page,
    /// The council's question; empty while it has none.
    pub(super) question: &'a str,
    pub(super) heading: &'a str,
    pub(super) help: &'a str,
    /// Stands before the form: who it is about, what needs saying first.
    pub(super) before: Markup,
    pub(super) fields: Markup,
    /// Stands behind the form's own button, which the Enter key presses because it is the first.
    pub(super) behind: Markup,
    pub(super) button: &'a str,
    pub(super) typing: Typing,
    /// Where the form is sent.
    pub(super) action: String,
    pub(super) trouble: Option<&'a Problem>,
}

impl<'a> StepPage<'a> {
    /// A page that asks one thing and shows no fields yet. Its `page` is made before the notebook is held.
    pub(super) fn asking(
        page: Page,
        typing: Typing,
        question: &'a str,
        heading: &'a str,
        help: &'a str,
    ) -> Self {
        let (before, fields, behind) = (html! {}, html! {}, html! {});
        let action = typing.place.clone();
        Self {
            page,
            question,
            heading,
            help,
            before,
            fields,
            behind,
            button: "Keep and go on",
            typing,
            action,
            trouble: None,
        }
    }

    pub(super) fn render(&self) -> Markup {
        let is_new = self.typing.base == 0;
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Decisions))
                @if !self.question.is_empty() {
                    p .over { a href={ "/decisions/" (self.typing.record) } dir="auto" { (self.question) } }
                }
                h1 dir="auto" { (self.heading) }
                @if !self.help.is_empty() { p .lead { (self.help) } }
                (self.before)
                @if let Some(problem) = self.trouble { (notice(Tone::Problem, &problem.said())) }
                @if self.typing.seen > 0 { p .help { "This is as you left it, not yet kept." } }
                form .card method="post" action=(self.action) data-draft-place=(self.typing.place) {
                    (typing_fields(&self.typing))
                    (self.fields)
                    (who_follows(&self.page, &[&self.typing.record]))
                    (keep_row(self.button))
                    (self.behind)
                    @if !is_new {
                        p .step-leave { button .plain name="go" value="leave" { "Keep, and leave it here for now" } }
                    }
                }
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::decisions::Seat;

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    #[test]
    fn a_part_that_sits_out_has_a_seat_and_is_not_asked() {
        let mut out = Seat::of(id(2));
        out.seat = Seating::SitsOut;
        let decision = Decision { seats: vec![Seat::of(id(1)), out], ..Decision::default() };
        assert_eq!(
            steps(&decision),
            [
                Step::Question,
                Step::Table,
                Step::Seat(id(1)),
                Step::Seat(id(2)),
                Step::Voice(id(1)),
                Step::SelfSees,
                Step::Choice,
            ]
        );
        assert_eq!(after(id(9), &decision, Step::Choice), format!("/decisions/{}", id(9)));
        assert_eq!(after(id(9), &decision, Step::Seat(id(2))), address(id(9), Step::Voice(id(1))));
    }
}
