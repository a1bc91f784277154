//! A person one shares with: the page is what there is to do, by how things stand.

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use hearken_core::{
    RecordId,
    sharing::{Invitation, Member, Space},
};
use hearken_vault::{InviteError, OpenSpace, Session};
use maud::Markup;

use super::{
    beside::Beside,
    between, ended, list, news,
    pages::{Between, Heading, InvitedPage, NewcomerPage, OnPage, OverPage, WaitingPage},
    pausing, saying,
    standing::{self, Stands},
};
use crate::{
    AppState,
    error::Problem,
    form::{Fields, Query, RecordPath},
    journey,
    layout::{Page, Place},
    session::Unlocked,
    words,
    zone::Clock,
};

/// `?tick=1` says that the tick was not set, `?differed=1` that the six words were not the same, `?shown=1` that something
/// was just shown, `?before=` after which of the words those go on that are shown.
pub(super) async fn page(
    State(state): State<AppState>,
    Unlocked(session): Unlocked,
    clock: Clock,
    headers: HeaderMap,
    RecordPath(id): RecordPath,
    Query(query): Query,
) -> Result<Response, Problem> {
    // Before it is read: what comes from here on makes a mail due again.
    journey::news_seen(&state, &session).await;
    let (kept, stands) = standing::of(&state, &session, id).await?;
    let heading = heading(&state, &session, id, &kept, &query);
    let over = |what: &str, then: &str, ends: bool| {
        let anew = ends && kept.mine;
        OverPage { what: what.into(), then: then.into(), ends, anew, beneath: Markup::default() }
    };
    let page = match stands {
        Stands::Invited => invited(&state, &clock, &headers, heading, kept.invitation),
        Stands::TakenUp(newcomer) => NewcomerPage { heading, newcomer }.render(),
        Stands::Waiting(words) => WaitingPage { heading, words }.render(),
        Stands::On(space) => on(&state, &session, &clock, &query, (id, &kept), heading, &space).await?,
        Stands::Over => {
            over("This invitation is over.", "Nobody can take it up any more. A new one can be made.", true)
                .render(&heading)
        }
        Stands::WornOut => {
            let then = "Too many wrong codes were tried with its link, so link and code open nothing any more. Nothing was shown to anybody. You can make a new one.";
            over("This invitation is worn out.", then, true).render(&heading)
        }
        Stands::OtherKey => {
            let said = Problem::Invitation(InviteError::OtherKey).said();
            over(&said.what, &said.then, true).render(&heading)
        }
        Stands::Ended if query.has("differed") => {
            let then = &state.library.sharing_words.six_words.differ;
            over("Nobody was let in, and nothing was shown. This is over.", then, false).render(&heading)
        }
        Stands::Ended => ended::by_oneself(&state, &session, &clock, (id, &kept), &query, &heading).await?,
        Stands::WasEnded => return ended::by_the_other(&session, &clock, id),
    };
    Ok(page.into_response())
}

fn heading(state: &AppState, session: &Session, id: RecordId, kept: &Space, query: &Fields) -> Heading {
    Heading {
        page: Page::open(Place::Sharing, session),
        id: id.to_string(),
        called: kept.called.clone(),
        role_said: list::role_said(state, kept),
        role: state.library.sharing_words.role(kept.role.id()),
        words: &state.library.sharing_words,
        mine: kept.mine,
        no_tick: query.has("tick"),
        shown: query.has("shown"),
        stopped: query.has("stopped"),
    }
}

/// How the link and the code are handed over.
fn invited(
    state: &AppState,
    clock: &Clock,
    headers: &HeaderMap,
    heading: Heading,
    invitation: Option<Invitation>,
) -> Markup {
    let (link, code, ends) = match invitation {
        Some(it) => (it.link, it.code, words::moment(&clock.when(it.ends), clock.today())),
        None => Default::default(),
    };
    InvitedPage {
        heading,
        link: format!("{}/sharing/join/{link}", state.origin(headers)),
        this_machine_alone: state.origin_for_others(headers).is_none(),
        code,
        ends,
    }
    .render()
}

/// A space that both are in.
async fn on(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    query: &Fields,
    (id, kept): (RecordId, &Space),
    heading: Heading,
    space: &OpenSpace,
) -> Result<Markup, Problem> {
    let words = state.keeper.words_of(session, space).await?;
    let other = {
        let notebook = space.read();
        let other = notebook.all::<Member>().find(|(member, _)| *member != space.me());
        other.map(|(_, member)| (member.called.clone(), member.left))
    };
    let (calls_themselves, left) = other.unwrap_or_default();
    let compared = kept.compared.map(|at| words::day(clock.when(at).date(), clock.today()));
    let between = standing_between(state, session, clock, query, id, space, left);
    let beside = Beside::of(state, session, clock, query, (id, kept), space, left);
    // What is new is new on this page; the next time it is not, and nothing above it marks it any more.
    between::note_seen(state, space, clock, between::said_by_the_other(space, None)).await?;
    let heading = Heading { page: Page::open(Place::Sharing, session), ..heading };
    Ok(OnPage { heading, calls_themselves, left, six: words, compared, between, beside }.render())
}

/// What each shows, what was said, and what is typed and not yet said.
fn standing_between(
    state: &AppState,
    session: &Session,
    clock: &Clock,
    query: &Fields,
    id: RecordId,
    space: &OpenSpace,
    left: bool,
) -> Between {
    let paused = !pausing::paused(session, id).is_empty();
    Between {
        mine: between::mine(&session.vault().read(), space, id, clock),
        waiting: between::waiting(state, session, space, id, clock),
        seen_before: between::seen_before(state, session, space, id, clock),
        theirs: between::theirs(space, clock),
        said: between::said(space, None, query.record("before"), clock),
        saying: saying::form(state, session, query, id, None),
        news: news::Came::of(space).written(),
        log: &state.library.sharing_words.log,
        paused,
        left,
    }
}
