//! What whoever runs the server sees: whether it serves, what it counts, and a number for each request, which stands in the log, in
//! the answer and on the pages that say something broke. Never a word, a name, an id or an address of anybody; who tries to get in
//! is told by `hearken_vault`, with where from.

mod metrics;
mod request_id;

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, Method, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

pub(crate) use metrics::Metrics;
pub use metrics::metrics;
pub use request_id::request_id;

use crate::{AppState, routes::Routes};
use request_id::RequestId;

pub(crate) fn routes() -> Routes {
    Routes::default().get("/healthz", healthz)
}

async fn healthz(State(state): State<AppState>) -> Response {
    health(&state).await
}

/// Whether this serves and its database answers; nothing else, and to anybody.
pub async fn health(state: &AppState) -> Response {
    match state.keeper.store_answers().await {
        Ok(()) => (StatusCode::OK, "serves\n").into_response(),
        Err(error) => {
            tracing::error!(%error, "the store did not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// Gives each request its number, counts it, and notes it in the log where that is wanted (`info`).
pub(crate) async fn watch(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let (id, begun) = (RequestId::new(), state.keeper.monotonic());
    let value = HeaderValue::from_str(&id.to_string());
    let answer = async move {
        let mut answer = next.run(request).await;
        let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str);
        let took = state.keeper.monotonic().saturating_sub(begun);
        state.metrics.count(&method, route, answer.status(), took);
        let (status, ms) = (answer.status().as_u16(), took.as_millis());
        tracing::info!(method = named(&method), route, status, ms, "answered");
        if let Ok(value) = value {
            answer.headers_mut().insert("x-request-id", value);
        }
        answer
    };
    id.within(answer).await
}

/// What stands for an address that is no route: it may be anything that somebody typed.
const NO_ROUTE: &str = "none";

/// A method by its name, if it is one that we know: another may be any word.
fn named(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
