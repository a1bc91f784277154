//! The web face of the notebook: server-rendered pages that work without JavaScript, one folder a feature.
//!
//! A request goes down once and up once: a handler parses the form into a typed command, asks the core, saves
//! through the vault and answers. **Deliberately absent:** domain rules (they are `core`'s), SQL, keys, a clock.
//!
//! [`app`] is the whole of it as one router. [`routes()`] lists every route there is, recorded while the router is
//! built, so that a test over all routes cannot forget one.

mod agreements;
mod assets;
mod body;
mod bonds;
mod breathe;
mod check_in;
mod codes;
mod components;
mod conflicts;
mod decisions;
mod drafts;
mod error;
mod exercises;
mod form;
mod grounding;
mod groups;
mod help_now;
mod import;
mod join;
mod journal;
mod journey;
mod layout;
mod learn;
mod leave;
mod map;
mod marks;
mod measures;
mod narrow;
mod offline;
mod opening;
mod operator;
mod over_time;
mod parts;
mod passkeys;
mod plan;
mod routes;
mod security;
mod session;
mod settings;
mod sharing;
mod state;
mod today;
mod triggers;
mod upload;
mod words;
mod zone;

pub use measures::{Added, Known, all_known, measured};
pub use operator::{health, metrics, request_id};
pub use routes::Route;
pub use security::HEADERS;
pub use state::AppState;

use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;

use crate::routes::Routes;

/// The whole application as one service.
pub fn app(state: AppState) -> Router {
    // Read from the bottom: the last layer is the outermost, so every answer gets the headers.
    features()
        .into_router()
        .fallback(error::not_here)
        .method_not_allowed_fallback(error::not_this_way)
        .layer(middleware::from_fn_with_state(state.clone(), session::look_up))
        .layer(middleware::from_fn_with_state(state.clone(), leave::finish))
        .layer(security::same_origin())
        .layer(middleware::from_fn_with_state(state.clone(), security::known_host))
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(middleware::from_fn_with_state(state.clone(), security::headers))
        .layer(middleware::from_fn_with_state(state.clone(), operator::watch))
        .with_state(state)
}

/// Every route of [`app`], in the order they are added.
pub fn routes() -> Vec<Route> {
    features().into_list()
}

/// Seals the feeds of every open notebook anew where something was written. Each request does it for its own notebook; this
/// is for what was written while the one who asked went away. To be called every few seconds.
pub async fn refresh_feeds(state: &AppState) {
    for vault in state.keeper.open_vaults() {
        journey::refresh_feeds(state, &vault, None).await;
    }
}

fn features() -> Routes {
    let routes = Routes::default();
    [
        assets::routes,
        opening::routes,
        leave::routes,
        operator::routes,
        help_now::routes,
        today::routes,
        drafts::routes,
        journal::routes,
        journey::routes,
        join::routes,
        parts::routes,
        map::routes,
        body::routes,
        over_time::routes,
        bonds::routes,
        groups::routes,
        check_in::routes,
        marks::routes,
        measures::routes,
        conflicts::routes,
        agreements::routes,
        decisions::routes,
        triggers::routes,
        exercises::routes,
        grounding::routes,
        plan::routes,
        offline::routes,
        learn::routes,
        breathe::routes,
        settings::routes,
        passkeys::routes,
        codes::routes,
        sharing::routes,
        import::routes,
    ]
    .into_iter()
    .fold(routes, |routes, feature| routes.and(feature()))
}
