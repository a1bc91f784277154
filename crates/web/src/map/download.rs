//! The map as a file. Its name tells the day and nothing else.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_core::map::Map;

use super::{
    asked,
    drawing::{self, Purpose},
    seen,
};
use crate::{form::Query, over_time::Span, session::Unlocked, zone::Clock};

pub(super) async fn svg(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Response {
    let notebook = session.vault().read();
    let span = Span::of(&notebook, &clock);
    let (at, view) = seen(&notebook, &clock, span.as_ref(), &query);
    let map = Map::of(&view, asked::shown(&query));
    let picture = drawing::picture(&map, Purpose::File).into_string();
    let name = format!("attachment; filename=\"map-{}.svg\"", at.unwrap_or_else(|| clock.today()));
    ([(CONTENT_TYPE, "image/svg+xml".to_owned()), (CONTENT_DISPOSITION, name)], picture).into_response()
}
