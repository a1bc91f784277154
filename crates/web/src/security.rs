//! What every answer carries, and whom we answer at all.

use std::sync::LazyLock;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{
        HeaderName, HeaderValue, Response,
        header::{CACHE_CONTROL, HOST, STRICT_TRANSPORT_SECURITY},
    },
    middleware::Next,
    response::IntoResponse,
};
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::{AppState, error::Problem};

/// On every answer, whatever its route and status.
pub const HEADERS: [(&str, &str); 8] = [
    ("content-security-policy", POLICY),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("permissions-policy", PERMISSIONS),
    ("x-frame-options", "DENY"),
];

/// Everything is forbidden first; then our own scripts, styles, pictures, sounds, forms and answers are allowed. The one
/// trusted type, `worker`, can be made once a page, and ours lets nothing through but the address of `/sw.js`.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    media-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; \
    worker-src 'self'; require-trusted-types-for 'script'; trusted-types worker";

/// Everything that a browser could be asked for is turned off, but the microphone, which our own pages ask for once a person
/// wants to answer by voice, and the browser asks that person; and but that the screen stays on while a page is listened
/// to, and for passkeys on our own pages. Only names that browsers know stand here: they complain on the console of the others.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), \
    clipboard-read=(), clipboard-write=(), compute-pressure=(), display-capture=(), encrypted-media=(), \
    fullscreen=(), gamepad=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), \
    idle-detection=(), keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(self), midi=(), \
    otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(self), \
    publickey-credentials-get=(self), screen-wake-lock=(self), serial=(), storage-access=(), usb=(), \
    window-management=(), xr-spatial-tracking=()";

/// [`HEADERS`], looked over letter by letter once and not for every answer.
static READ_ONCE: LazyLock<[(HeaderName, HeaderValue); 8]> = LazyLock::new(|| {
    HEADERS.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
});

/// Two years of https alone, where people reach us by https: a browser that was here once does not try http again.
const HTTPS_ALONE: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Puts the headers on; and `no-store` unless the answer says otherwise, which only hashed assets do.
pub(crate) async fn headers(State(state): State<AppState>, request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    if state.secure {
        response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HTTPS_ALONE);
    }
    let headers = response.headers_mut();
    for (name, value) in &*READ_ONCE {
        headers.insert(name, value.clone());
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Answers only under our own names, so that no other site's name can be pointed at us (DNS rebinding).
pub(crate) async fn known_host(
    State(state): State<AppState>,
    request: Request,
    next: Next,
) -> Response<Body> {
    let named = request.uri().authority().map(|authority| authority.as_str());
    let host = named.or_else(|| request.headers().get(HOST)?.to_str().ok());
    let known = host.is_some_and(|host| state.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host)));
    if known { next.run(request).await } else { Problem::OtherHost.into_response() }
}

/// Refuses every write that another site has sent.
pub(crate) fn same_origin() -> CsrfLayer<fn(ProtectionError) -> Response<Body>> {
    CsrfLayer::new().with_rejection_response((|_| Problem::OtherSite.into_response()) as fn(_) -> _)
}
