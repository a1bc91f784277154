//! What a browser keeps for us: the session, what opens nothing, and how long. No other module writes a cookie.

use axum::{
    http::{
        HeaderMap, HeaderValue,
        header::{COOKIE, SET_COOKIE},
    },
    response::Response,
};
use hearken_core::RecordId;
use hearken_vault::{FaultKind, LATE_NOTES_FOR, OpenVault, Session};

use crate::AppState;

/// The value of a cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name).then_some(value)
    })
}

/// The session cookie's name; like every name a browser stores, it does not tell what this is. With https the
/// browser itself then holds it to this host and to https.
pub(super) fn cookie_name(state: &AppState) -> &'static str {
    if state.secure { "__Host-notebook" } else { "notebook" }
}

/// Gives the browser its session.
pub(crate) fn give(state: &AppState, response: &mut Response, value: &str) {
    let cookie =
        format!("{}={value}; Path=/; HttpOnly; SameSite=Strict{}", cookie_name(state), secure(state));
    set_cookie(response, &cookie);
}

/// The name of the cookie by which a browser proves that somebody was let in there before.
fn known_name(state: &AppState) -> &'static str {
    if state.secure { "__Host-known" } else { "known" }
}

/// What this browser has to prove that it was here before.
pub(crate) fn known<'a>(state: &AppState, headers: &'a HeaderMap) -> &'a str {
    cookie(headers, known_name(state)).unwrap_or_default()
}

/// Lets this browser prove from now on that somebody was let in here. It opens nothing; where it cannot be made, all else goes on.
pub(crate) async fn give_known(
    state: &AppState,
    headers: &HeaderMap,
    response: &mut Response,
    session: &Session,
) {
    match state.keeper.known_browser(session, known(state, headers)).await {
        Ok(proofs) => remember(state, response, known_name(state), &proofs),
        Err(error) => tracing::warn!(%error, "a browser that was let in could not be made known"),
    }
}

/// Whoever was known in this browser is a stranger there from now on.
pub(crate) fn forget_known(state: &AppState, response: &mut Response) {
    forget(state, response, known_name(state));
}

/// The cookie between the right passphrase and the second step. It is no session.
fn step_name(state: &AppState) -> &'static str {
    if state.secure { "__Host-step" } else { "step" }
}

/// Gives the browser what it waits with for the second step, for as long as that waits.
pub(crate) fn give_step(state: &AppState, response: &mut Response, value: &str) {
    let name = step_name(state);
    let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=300{}", secure(state));
    set_cookie(response, &cookie);
}

/// What the browser waits with for the second step; empty where it does not.
pub(crate) fn step_cookie<'a>(state: &AppState, headers: &'a HeaderMap) -> &'a str {
    cookie(headers, step_name(state)).unwrap_or_default()
}

/// The second step was taken, or left.
pub(crate) fn take_step(state: &AppState, response: &mut Response) {
    forget(state, response, step_name(state));
}

/// The cookie by which a device that sat hands in late notes; browsers send it to that one address.
pub(crate) const LATE: &str = "late";

/// Leaves a device that sat what it hands in late notes with.
pub(crate) fn give_late(state: &AppState, response: &mut Response, value: &str, treatment: RecordId) {
    let path = format!("/journey/sessions/{treatment}/queue");
    let seconds = LATE_NOTES_FOR.as_secs();
    let cookie =
        format!("{LATE}={value}; Path={path}; HttpOnly; SameSite=Strict; Max-Age={seconds}{}", secure(state));
    set_cookie(response, &cookie);
}

/// Takes the browser's session away.
pub(crate) fn take(state: &AppState, response: &mut Response) {
    forget(state, response, cookie_name(state));
    forget_pages(response);
}

/// Takes a cookie away.
pub(crate) fn forget(state: &AppState, response: &mut Response, name: &str) {
    set_cookie(response, &format!("{name}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0{}", secure(state)));
}

/// Has the browser forget the pages it has seen.
pub(crate) fn forget_pages(response: &mut Response) {
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
}

/// Has the browser remember the newest head, so that it notices when an older notebook is put in its place.
///
/// While such an older notebook is open, the memory of the newer one stays.
pub(crate) fn remember_head(state: &AppState, response: &mut Response, vault: &OpenVault) {
    if vault.faults().iter().any(|fault| fault.kind == FaultKind::Older) {
        return;
    }
    let head = vault.head();
    let link: String = head.link.0.iter().map(|byte| format!("{byte:02x}")).collect();
    remember(state, response, "seen", &format!("{}.{link}.{}", head.seq, vault.id()));
}

/// The head of this notebook that the browser remembers: its number, and its link in hexadecimal. Of another notebook it
/// says nothing: two people may use one browser.
pub(crate) fn remembered_head<'a>(headers: &'a HeaderMap, vault: &OpenVault) -> Option<(u64, &'a str)> {
    head_of(cookie(headers, "seen")?, &vault.id().to_string())
}

fn head_of<'a>(seen: &'a str, vault: &str) -> Option<(u64, &'a str)> {
    let (seq, link) = seen.split_once('.')?;
    let link = match link.split_once('.') {
        Some((link, of)) if of == vault => link,
        Some(_) => return None,
        // An earlier version remembered one notebook alone.
        None => link,
    };
    Some((seq.parse().ok()?, link))
}

/// A cookie that opens nothing, kept for a year.
pub(crate) fn remember(state: &AppState, response: &mut Response, name: &str, value: &str) {
    let cookie =
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000{}", secure(state));
    set_cookie(response, &cookie);
}

fn secure(state: &AppState) -> &'static str {
    if state.secure { "; Secure" } else { "" }
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let headers =
            HeaderMap::from_iter([(COOKIE, "xnotebook=1; notebook=two; seen=3.aa".parse().unwrap())]);
        assert_eq!(cookie(&headers, "notebook"), Some("two"));
        assert_eq!(cookie(&headers, "seen"), Some("3.aa"));
        assert_eq!(cookie(&headers, "country"), None);
    }

    #[test]
    fn a_remembered_head_is_of_its_own_notebook_alone() {
        assert_eq!(head_of("3.aa", "one"), Some((3, "aa")));
        assert_eq!(head_of("3.aa.one", "one"), Some((3, "aa")));
        assert_eq!(head_of("3.aa.two", "one"), None);
        assert_eq!(head_of("x.aa.one", "one"), None);
    }
}
