//! What a calendar fetches by itself: no session, only the token in the address, and an answer that stays the same until
//! something changes.

use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use hearken_report::calendar::Feed;
use hearken_seal::{Digest, FeedToken};
use hearken_vault::FeedId;

use crate::{AppState, error::Problem};

/// Whoever looked too often may look again after so many seconds.
const LATER: &str = "60";

/// The calendar of the token, or the same answer as to any address that is nobody's.
pub(super) async fn fetch(
    State(state): State<AppState>,
    address: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let token = address.path().strip_prefix("/calendar/").and_then(|file| file.strip_suffix(".ics"));
    let token = token.and_then(FeedToken::from_text).ok_or(Problem::NotHere)?;
    let id = FeedId::of(&token);
    if !state.throttle.lets_in(id, state.keeper.monotonic()) {
        return Ok((StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, LATER)]).into_response());
    }
    let says = state.keeper.feed(&token).await?;
    let Some(feed) = says.and_then(|says| Feed::from_bytes(&says)) else {
        state.throttle.not_found(id);
        return Err(Problem::NotHere);
    };
    state.throttle.found(id);
    Ok(answer(&feed.text(state.keeper.now()), &headers))
}

/// The calendar; or, to one that has it already, that nothing changed.
fn answer(text: &str, asked: &HeaderMap) -> Response {
    let tag = tag(text);
    let known = asked.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let mut known = known.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
    let known = known.any(|known| known == "*" || known == tag);
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => ([(CONTENT_TYPE, "text/calendar; charset=utf-8")], text.to_owned()).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (ETAG, tag)));
    response
}

/// Names what the calendar says. It follows from that alone, so it is the same at every fetch, also after a restart.
fn tag(text: &str) -> String {
    let digest: String =
        Digest::of(text.as_bytes()).0.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digest}\"")
}
