//! Who is asking: the session cookie, the proof that somebody unlocked, and words that arrive while locked.

mod cookies;
mod country;

use std::net::{IpAddr, SocketAddr};

use axum::{
    Json,
    body::Body,
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{ACCEPT, CONTENT_TYPE, LOCATION},
        request::Parts,
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use hearken_vault::{Glance, HoldError, Sender, Session, Setup};
use serde_json::json;

use cookies::cookie_name;
pub(crate) use cookies::{
    LATE, cookie, forget, forget_known, forget_pages, give, give_known, give_late, give_step, known,
    remember_head, remembered_head, step_cookie, take, take_step,
};
pub(crate) use country::{
    chosen_country, country_of_settings, country_shown, country_was_set, in_settings, remember_country,
};

use crate::{
    AppState,
    error::Problem,
    form::{self, Fields},
    journey, measures, narrow, sharing,
    zone::Clock,
};

/// Somebody who may or may not have unlocked; put beside every request by [`look_up`].
#[derive(Clone)]
pub(crate) struct Visitor(pub(crate) Option<Session>);

/// Proof that whoever asks has unlocked. A handler that takes it cannot be reached otherwise.
pub(crate) struct Unlocked(pub(crate) Session);

impl FromRequestParts<AppState> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or(Self(None)))
    }
}

/// The address somebody asks from, where it is not this machine's own or can be known.
pub(crate) struct From(pub(crate) Option<IpAddr>);

impl FromRequestParts<AppState> for From {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
        // Behind a proxy the last address it names is the one that it was asked from; what stands before that anybody can
        // write. Only a proxy on this machine is believed.
        let proxied = state.secure && peer.is_none_or(|peer| peer.to_canonical().is_loopback());
        let named = || {
            let mut lines = parts.headers.get_all("x-forwarded-for").iter();
            lines.next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        Ok(Self(if proxied { named() } else { peer }))
    }
}

impl FromRequestParts<AppState> for Unlocked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        if let Some(Visitor(Some(session))) = parts.extensions.get::<Visitor>() {
            return Ok(Self(session.clone()));
        }
        if matches!(state.keeper.setup().await?, Setup::Empty) {
            return Err(Problem::NotSetUp);
        }
        if parts.method == Method::GET && sat(state, &parts.headers).await {
            return Err(Problem::SatBefore);
        }
        // Coming back to the address makes sense for a page only, not for what was posted.
        let next = (parts.method == Method::GET).then(|| parts.uri.path().to_owned());
        Err(Problem::Locked { next, fetch: wants_json(&parts.headers) })
    }
}

/// Whether a script asks, and not a person following a link.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"))
}

/// Finds the session of every request, once, and catches words that arrive without one.
pub(crate) async fn look_up(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if request.uri().path().starts_with("/assets/") {
        return Ok(next.run(request).await);
    }
    if sharing::is_glance(request.uri().path()) {
        return glance(&state, request, next).await;
    }
    let session = match cookie(request.headers(), cookie_name(&state)) {
        Some(cookie) => state.keeper.session(cookie).await?,
        None => None,
    };
    if session.is_none() && brings_words(&request) {
        request = match hold(&state, request).await? {
            Ok(held) => return Ok(held),
            Err(request) => request,
        };
    }
    let mut visitor = Visitor(session);
    if let Visitor(Some(session)) = &visitor
        && let Some(treatment) = session.narrow()
    {
        (request, visitor) = match narrow::gate(&state, request, session.clone(), treatment).await {
            Ok(through) => through,
            Err(turned_back) => return Ok(turned_back),
        };
    }
    // What is made for the person's own clock is left alone by a sitter's device, which may be set to another.
    let seen =
        visitor.0.clone().filter(|session| session.narrow().is_none()).map(|session| {
            (session, Clock::of(request.headers(), state.keeper.now(), state.offset_minutes()))
        });
    if let Some((session, clock)) = &seen {
        journey::take_in_late(&state, session).await;
        let asks_for_help = measures::take_in_held(&state, session, clock).await;
        if let Some(questions) = asks_for_help.filter(|_| is_page(&request) && request.uri().path() == "/") {
            // What was answered while it was locked is met first, where the lock led to no other page.
            return Ok(see_other(&questions));
        }
        if is_page(&request) {
            state.keeper.look_for_unread(session, clock.today_here()).await;
        }
    }
    request.extensions_mut().insert(visitor);
    let response = next.run(request).await;
    if let Some((session, clock)) = seen {
        journey::refresh_feeds(&state, session.vault(), Some(&clock)).await;
        journey::refresh_mail(&state, &session, &clock).await;
        sharing::keep_up(&state, &session, &clock).await;
    }
    Ok(response)
}

/// What a page asks by itself, for as long as it is open. Nobody is put beside it: its handler looks by itself who asks, and holds
/// nobody's notebook while it waits.
async fn glance(state: &AppState, request: Request, next: Next) -> Result<Response, Problem> {
    let glance = state.keeper.glance(session_cookie(state, request.headers())).await?;
    if let Glance::Open(session) = glance
        && let Some(treatment) = session.narrow()
    {
        return Ok(match narrow::gate(state, request, session, treatment).await {
            Ok((request, _)) => next.run(request).await,
            Err(turned_back) => turned_back,
        });
    }
    Ok(next.run(request).await)
}

/// Whether this browser was a sitter's, in a session that is over.
async fn sat(state: &AppState, headers: &HeaderMap) -> bool {
    // Where that cannot be told, a passphrase is asked for as everywhere.
    match cookie(headers, cookie_name(state)) {
        Some(cookie) => state.keeper.sat(cookie).await.unwrap_or(false),
        None => false,
    }
}

/// Whether somebody asks for a page, and not a script for a part of one.
fn is_page(request: &Request) -> bool {
    request.method() == Method::GET && !wants_json(request.headers())
}

/// The session cookie as it came.
pub(crate) fn session_cookie<'a>(state: &AppState, headers: &'a HeaderMap) -> &'a str {
    cookie(headers, cookie_name(state)).unwrap_or_default()
}

/// Whether what is posted may be words that a person typed and would miss. Leaving sets words aside by itself.
pub(crate) fn brings_words(request: &Request) -> bool {
    let is_form = request.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(FORM));
    request.method() == Method::POST && is_form && request.uri().path() != "/leave"
}

/// What a form without files is sent as.
const FORM: &[u8] = b"application/x-www-form-urlencoded";

/// What is posted here is words, whatever form it came from. Elsewhere a form with words names the page it was typed on.
const ALWAYS_WORDS: [&str; 3] = ["/journal", "/parts", "/drafts"];

/// Holds what was posted, sealed, until the next unlock. Gives the request back when there is nothing to hold.
pub(crate) async fn hold(state: &AppState, request: Request) -> Result<Result<Response, Request>, Problem> {
    let (parts, body) = request.into_parts();
    let (bytes, fields) = form::read(body).await?;
    let path = parts.uri.path();
    let place = local_path(fields.text("place")).unwrap_or(path);
    let typed = fields.has("place") || ALWAYS_WORDS.contains(&path);
    if !typed || !hold_at(state, &parts.headers, place, &fields).await? {
        return Ok(Err(Request::from_parts(parts, Body::from(bytes))));
    }
    Ok(Ok(if path == "/drafts" || wants_json(&parts.headers) {
        (StatusCode::LOCKED, Json(json!({ "locked": true, "held": true }))).into_response()
    } else {
        see_other("/unlock?held=1")
    }))
}

/// Holds fields for the page at `place`, for whoever sent these headers. False when nobody is known to hold them for.
pub(crate) async fn hold_at(
    state: &AppState,
    headers: &HeaderMap,
    place: &str,
    fields: &Fields,
) -> Result<bool, Problem> {
    let mut held: Vec<_> = fields.to_draft().into_iter().collect();
    // With these the words become the next revision of their draft, not a second one beside it.
    held.extend(["draft", "seen"].map(|name| (name.to_owned(), fields.text(name).to_owned())));
    let cookie = cookie(headers, cookie_name(state));
    let sender = Sender { cookie, proofs: known(state, headers), is_here: !state.secure };
    match state.keeper.hold_for(sender, place, held).await {
        Ok(()) => Ok(true),
        Err(HoldError::NotSetUp) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// 303 to one of our own pages.
pub(crate) fn see_other(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

/// 303 after something was kept; the browser remembers the new head.
pub(crate) fn kept(state: &AppState, session: &Session, to: &str) -> Response {
    let mut response = see_other(to);
    remember_head(state, &mut response, session.vault());
    response
}

/// The path, if it leads to a page of ours and nowhere else.
pub(crate) fn local_path(path: &str) -> Option<&str> {
    let plain = path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (plain && path.starts_with('/') && !path.starts_with("//")).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_local() {
        for path in ["/", "/journal/1?part=2", "/a//b"] {
            assert_eq!(local_path(path), Some(path));
        }
        for path in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/\tx",
            "javascript:alert(1)",
        ] {
            assert_eq!(local_path(path), None, "{path:?}");
        }
    }
}
