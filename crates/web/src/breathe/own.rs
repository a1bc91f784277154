//! Patterns of one's own: made, changed, erased.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use hearken_core::{
    Notebook, Refusal,
    breathing::{self, Bounds, OwnBreath},
};
use hearken_vault::Session;
use maud::Markup;

use super::{Now, pages::own::OwnPage};
use crate::{
    AppState,
    components::{ErasePage, Typing, pacer_seconds, take_out},
    drafts,
    error::Problem,
    form::{Fields, Form, Query, RecordPath},
    layout::{Page, Place},
    session::{Unlocked, kept},
    zone::Clock,
};

pub(super) async fn new(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Query(query): Query,
) -> Markup {
    let draft = drafts::at(session.vault(), "/breathe/own", &query);
    let typing = Typing::new(&state, "/breathe/own", state.keeper.new_record_id(), 0, draft.as_ref());
    let fields = draft.map(|draft| Fields::from_draft(&draft.fields)).unwrap_or_default();
    own_page(&session, &clock, typing, fields, None)
}

pub(super) async fn edit(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Markup, Problem> {
    let place = format!("/breathe/own/{id}");
    let draft = drafts::at(session.vault(), &place, &query);
    let (rev, fields) = {
        let notebook = session.vault().read();
        let (rev, own) = notebook.get_with_rev::<OwnBreath>(id).ok_or(Problem::NotHere)?;
        (rev, as_fields(own))
    };
    let typing = Typing::new(&state, &place, id, rev, draft.as_ref());
    let fields = draft.map_or(fields, |draft| Fields::from_draft(&draft.fields));
    Ok(own_page(&session, &clock, typing, fields, None))
}

fn own_page(
    session: &Session,
    clock: &Clock,
    typing: Typing,
    fields: Fields,
    trouble: Option<&Problem>,
) -> Markup {
    let page = Page::open(Place::Exercises, session);
    let holds_open = Now::of(&session.vault().read(), &clock.now()).open;
    OwnPage { page, typing, fields, holds_open, trouble: trouble.map(Problem::said) }.render()
}

fn as_fields(own: &OwnBreath) -> Fields {
    let mut fields = Fields::default();
    fields.push("name", &own.name);
    for (name, ms) in ["in", "top", "out", "low"].into_iter().zip(own.phases) {
        fields.push(name, &pacer_seconds(ms));
    }
    fields.push("minutes", &own.minutes.to_string());
    fields
}

pub(super) async fn keep(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    Form(fields): Form<Fields>,
) -> Result<Response, Problem> {
    let record = fields.record("record").unwrap_or_else(|| state.keeper.new_record_id());
    let (form, now) = (fields.clone(), clock.now());
    let change = move |notebook: &Notebook| {
        let bounds = bounds(Now::of(notebook, &now).open);
        let known = notebook.get::<OwnBreath>(record);
        let extra = known.map(|own| own.extra.clone()).unwrap_or_default();
        let own = OwnBreath { extra, ..as_said(&form)? };
        breathing::keep_own(notebook, record, form.number("base"), own, &bounds).map(|plan| vec![plan])
    };
    if let Err(error) = session.vault().write(change, fields.done()).await {
        let problem = Problem::from(error);
        let page = own_page(&session, &clock, Typing::again(&fields), fields, Some(&problem));
        return Ok((problem.status(), page).into_response());
    }
    Ok(kept(&state, &session, &format!("/breathe/{record}")))
}

/// The pattern as the form says it.
fn as_said(fields: &Fields) -> Result<OwnBreath, Refusal> {
    let ms = |name: &str| milliseconds(fields.text(name)).ok_or(Refusal::NotANumber);
    let minutes = fields.text("minutes").trim().parse().map_err(|_| Refusal::NotANumber)?;
    let phases = [ms("in")?, ms("top")?, ms("out")?, ms("low")?];
    Ok(OwnBreath { name: fields.text("name").to_owned(), phases, minutes, ..OwnBreath::default() })
}

/// “5.5” or “5,5” as milliseconds; nothing is 0.
fn milliseconds(typed: &str) -> Option<u32> {
    let typed = typed.trim().replace(',', ".");
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let number = |digits: &str| match digits {
        "" => Some(0),
        digits if digits.bytes().all(|digit| digit.is_ascii_digit()) => digits.parse::<u32>().ok(),
        _ => None,
    };
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    number(whole)?.checked_mul(1000)?.checked_add(number(&part)?)
}

/// The bounds as the content has them.
fn bounds(holds_open: bool) -> Bounds {
    let own = &hearken_content::library().breath_rules.own;
    Bounds {
        cycle: (own.cycle_least_ms, own.cycle_most_ms),
        phase: (own.phase_least_ms, own.phase_most_ms),
        hold: own.hold_most_ms,
        minutes: own.minutes_most,
        holds_open,
    }
}

pub(super) async fn erase_page(
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Markup, Problem> {
    let page = Page::open(Place::Exercises, &session);
    let notebook = session.vault().read();
    let own = notebook.get::<OwnBreath>(id).ok_or(Problem::NotHere)?;
    Ok(ErasePage {
        page,
        what: "this pattern of your own".to_owned(),
        words: own.name.clone(),
        stays: "What you kept of breathing stays.".to_owned(),
        address: format!("/breathe/own/{id}"),
    }
    .render())
}

pub(super) async fn erase(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    RecordPath(id): RecordPath,
) -> Result<Response, Problem> {
    session.vault().read().get::<OwnBreath>(id).ok_or(Problem::NotHere)?;
    take_out(&state, &session, id).await?;
    Ok(kept(&state, &session, "/breathe"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_read_with_a_point_or_a_comma_and_rubbish_is_not() {
        assert_eq!(
            ["4", "5.5", "5,5", "", " 3.25 "].map(milliseconds),
            [4000, 5500, 5500, 0, 3250].map(Some)
        );
        assert_eq!(["x", "-4", "1e3", "99999999999"].map(milliseconds), [None; 4]);
    }

    #[test]
    fn what_a_form_shows_of_a_pattern_is_what_it_sends() {
        let own = OwnBreath {
            name: "n".to_owned(),
            phases: [4500, 0, 6000, 0],
            minutes: 5,
            ..OwnBreath::default()
        };
        assert_eq!(as_said(&as_fields(&own)).unwrap(), own);
    }
}
