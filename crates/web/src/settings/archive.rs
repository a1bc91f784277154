//! Everything of a notebook in one file, for whoever wants to take it along. Its name tells nothing, and neither does its address.

use std::io::Cursor;

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use hearken_report::archive;
use hearken_vault::StoreError;
use tokio::sync::Semaphore;

use crate::{error::Problem, session::Unlocked, zone::Clock};

/// One at a time: a file is as large in memory as what is in it, and packing it takes a core.
static TURN: Semaphore = Semaphore::const_new(1);

/// The same archive that `hearken export` writes.
pub(super) async fn download(Unlocked(session): Unlocked, clock: Clock) -> Result<Response, Problem> {
    let _turn = TURN.acquire().await.map_err(|_| Problem::Panicked)?;
    let (vault, made) = (session.vault().clone(), clock.now());
    let packed = tokio::task::spawn_blocking(move || {
        let mut zip = Cursor::new(Vec::new());
        archive::write(&vault.read(), &mut zip, &made, &mut |_, _| {}).map(|_| zip.into_inner())
    });
    let zip = packed.await.map_err(|_| Problem::Panicked)?;
    let zip = zip.map_err(|error| StoreError::Fault(format!("the archive: {}", error.kind())))?;
    let headers =
        [(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, "attachment; filename=\"notebook.zip\"")];
    Ok((headers, zip).into_response())
}
