//! Bringing in what somebody wrote elsewhere: choose a file, look at what would come, then bring it in.
//!
//! Nothing is written before the person says so. Between looking and saying so the file waits in the open notebook's
//! memory ([`hearken_vault::Keeper::set_aside`]), so that nobody has to choose it twice.

mod bring;
mod look;
mod pages;
mod upload;

use axum::{extract::DefaultBodyLimit, handler::Handler};

use crate::routes::Routes;

pub(crate) use upload::set_aside;

/// Bytes that one file may have; a form around it has a few more.
const FILE_BYTES: usize = 100 << 20;

pub(crate) fn routes() -> Routes {
    // Only here may a body be this large; every other one is held to `form::BODY_BYTES`.
    let limit = DefaultBodyLimit::max(FILE_BYTES + (64 << 10));
    Routes::default()
        .get("/settings/import", upload::page)
        .post("/settings/import", upload::upload.layer(limit))
        .get("/settings/import/{id}", look::page)
        .post("/settings/import/{id}", bring::bring)
        .post("/settings/import/{id}/forget", bring::forget)
}
