//! A space that is over: what both said stays for whoever opened it, and words that were typed as it ended stay for whoever typed
//! them, until they throw them away.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearken_core::{RecordId, sharing::Space};
use hearken_vault::{Draft, Session};
use maud::Markup;

use super::{
    between,
    pages::{Heading, OverPage, Unsaid, WasEndedPage, kept_after_the_end, unsaid_card},
};
use crate::{
    AppState,
    error::Problem,
    form::Fields,
    layout::{Page, Place},
    session::see_other,
    words,
    zone::Clock,
};

/// The page of somebody one no longer shares with, for whoever ended it.
pub(super) async fn by_oneself(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    (id, kept): (RecordId, &Space),
    query: &Fields,
    heading: &Heading,
) -> Result<Markup, Problem> {
    // Whoever was invited and left has no key any more.
    let space = if kept.mine { state.keeper.space(session, id).await? } else { None };
    let unsaid = unsaid(session, &format!("/sharing/{id}"), clock);
    let beneath = match space {
        Some(space) => {
            let said = between::said(&space, None, query.record("before"), clock);
            between::note_seen(state, &space, clock, between::said_by_the_other(&space, None)).await?;
            kept_after_the_end(&unsaid, &said, &format!("/sharing/{id}"))
        }
        None => unsaid_card(&unsaid),
    };
    let what = "You ended this.".to_owned();
    let then = "What you showed here was taken back.".to_owned();
    Ok(OverPage { what, then, ends: false, anew: false, beneath }.render(heading))
}

/// What whoever is no longer in reads: of the other nothing, and their own words that were not said.
pub(super) fn by_the_other(session: &Session, clock: &Clock, id: RecordId) -> Result<Response, Problem> {
    let unsaid = unsaid(session, &format!("/sharing/{id}"), clock);
    if unsaid.is_empty() {
        return Err(Problem::SpaceEnded);
    }
    let page = Page::open(Place::Sharing, session);
    let page = WasEndedPage { page, said: Problem::SpaceEnded.said(), unsaid }.render();
    Ok((StatusCode::GONE, page).into_response())
}

/// What was typed at an address and never said, the newest first; at that of a person, also what is about a page.
pub(super) fn unsaid(session: &Session, place: &str, clock: &Clock) -> Vec<Unsaid> {
    let there = |it: &Draft| {
        it.place.strip_prefix(place).is_some_and(|it| it.is_empty() || it.starts_with("/pages/"))
    };
    let mut drafts: Vec<_> = session.vault().drafts().into_iter().filter(there).collect();
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.saved));
    let one = |draft: Draft| Unsaid {
        draft: draft.id.to_string(),
        seen: draft.rev,
        words: Fields::from_draft(&draft.fields).text("words").to_owned(),
        typed: words::moment(&clock.when(draft.saved), clock.today()),
    };
    drafts.into_iter().map(one).filter(|unsaid| !unsaid.words.trim().is_empty()).collect()
}

/// Words that came once it was over, or what they are about was taken back, are not lost, also where no script kept them while they
/// were typed: they wait on the page of that person.
pub(super) async fn keep_unsaid(
    state: &AppState,
    session: &Session,
    id: RecordId,
    fields: &Fields,
) -> Result<Response, Problem> {
    let address = format!("/sharing/{id}");
    if !fields.text("words").trim().is_empty() {
        let draft = fields.text("draft").parse().unwrap_or_else(|_| state.keeper.new_draft_id());
        session.vault().keep_draft(draft, fields.number("seen"), &address, fields.to_draft()).await?;
    }
    Ok(see_other(&address))
}
