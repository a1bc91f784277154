//! Which country's numbers this browser shows: what was chosen in it, or else what the settings say (K7).
//!
//! The numbers have to be right while the notebook is locked, so a cookie says where somebody is. Of two answers the latest
//! stands: whoever picks a country on Help now may be travelling, and it goes before the settings until somebody unlocks in
//! this browser, or changes the country in the settings. From then on the settings stand, so that a country which was
//! changed on another device reaches every browser that unlocks.

use axum::{http::HeaderMap, response::Response};
use hearken_content::{Country, library};
use hearken_vault::Session;

use super::cookies::{cookie, forget, remember};
use crate::AppState;

const COOKIE: &str = "country";

/// What the cookie says of whoever picked “Another country”. Not `ZZ`: earlier versions wrote that also for settings in
/// which no country was said, so nobody can have meant it.
const NOT_LISTED: &str = "other";

/// What was chosen in this browser; `None` where nothing was, or nothing that we know.
pub(crate) fn chosen_country(headers: &HeaderMap) -> Option<&'static Country> {
    let (code, help) = (cookie(headers, COOKIE)?, &library().help);
    if code == NOT_LISTED { Some(help.international()) } else { help.country(code) }
}

/// The country whose numbers are shown, for somebody with this one in their settings.
pub(crate) fn country_shown(headers: &HeaderMap, settings: Option<&str>) -> &'static Country {
    let help = &library().help;
    chosen_country(headers).or_else(|| help.country(settings?)).unwrap_or(help.international())
}

/// Somebody chose: this one, or one that is not listed.
pub(crate) fn remember_country(state: &AppState, response: &mut Response, country: Option<&Country>) {
    remember(state, response, COOKIE, country.map_or(NOT_LISTED, |country| &country.code));
}

/// Somebody opened their notebook here: from now on this browser shows what they have in their settings.
pub(crate) fn country_of_settings(state: &AppState, response: &mut Response, session: &Session) {
    if let Some(country) = in_settings(session) {
        remember_country(state, response, Some(country));
    }
}

/// The settings were kept; `before` is what they said until then. What was chosen here goes only where that was changed.
pub(crate) fn country_was_set(
    state: &AppState,
    headers: &HeaderMap,
    response: &mut Response,
    session: &Session,
    before: Option<&Country>,
) {
    let after = in_settings(session);
    if after == before && chosen_country(headers).is_some() {
        return;
    }
    match after {
        Some(country) => remember_country(state, response, Some(country)),
        None => forget(state, response, COOKIE),
    }
}

/// The country in somebody's settings, if we have numbers for it.
pub(crate) fn in_settings(session: &Session) -> Option<&'static Country> {
    library().help.country(&session.vault().read().settings().country?)
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE as SENT;

    use super::*;

    fn shown(cookies: &str, settings: Option<&str>) -> &'static str {
        let headers = HeaderMap::from_iter([(SENT, cookies.parse().unwrap())]);
        &country_shown(&headers, settings).code
    }

    #[test]
    fn k7_what_was_chosen_in_this_browser_goes_before_the_settings() {
        assert_eq!(shown("country=DE", Some("GB")), "DE");
        assert_eq!(shown("country=other", Some("GB")), "ZZ", "whoever is where there is no list");
        assert_eq!(shown("", Some("GB")), "GB");
        assert_eq!(shown("", None), "ZZ");
    }

    #[test]
    fn k7_a_cookie_that_names_no_country_does_not_hide_the_one_in_the_settings() {
        for nothing in ["country=ZZ", "country=", "country=<b>", "country=QQ"] {
            assert_eq!(shown(nothing, Some("GB")), "GB", "{nothing}");
        }
    }
}
