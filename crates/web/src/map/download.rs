//! The map as a file. Its name tells the day and nothing else.

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_core::map::Map;

use super::{
    asked,
    drawing::{self, Purpose},
};
use crate::{form::Query, session::Unlocked, zone::Clock};

pub(super) async fn svg(Unlocked(session): Unlocked, clock: Clock, Query(query): Query) -> Response {
    let notebook = session.vault().read();
    let map = Map::of(&notebook.view(), asked::shown(&query));
    let picture = drawing::picture(&map, Purpose::File).into_string();
    let name = format!("attachment; filename=\"map-{}.svg\"", clock.today());
    ([(CONTENT_TYPE, "image/svg+xml".to_owned()), (CONTENT_DISPOSITION, name)], picture).into_response()
}
