//! The journey: a programme of treatment, its sessions, and what comes before, during and after each of them.

mod acts;
mod after;
mod arc;
mod beside;
mod calendar;
mod card;
mod during;
mod facts;
mod found;
mod held;
mod intentions;
mod lifted;
mod limits;
mod mail;
mod now;
mod office;
mod preparation;
mod programmes;
mod questions;
mod readiness;
mod sessions;
mod words;

pub(crate) use calendar::{Throttle, refresh as refresh_feeds};
pub(crate) use during::take_in_late;
pub(crate) use found::{named, parts_of, session_name};
pub(crate) use mail::{news_seen, refresh as refresh_mail};
pub(crate) use now::{Waits, waits};

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    let about_it = [
        questions::routes(),
        preparation::routes(),
        readiness::routes(),
        card::routes(),
        intentions::routes(),
        during::routes(),
        office::routes(),
        acts::routes(),
        after::routes(),
        arc::routes(),
        calendar::routes(),
        limits::routes(),
        mail::routes(),
    ];
    about_it.into_iter().fold(of_programmes(), Routes::and)
}

fn of_programmes() -> Routes {
    Routes::default()
        .get("/journey", programmes::list)
        .post("/journey", programmes::keep)
        .get("/journey/new", programmes::new)
        .get("/journey/{id}", programmes::page)
        .get("/journey/{id}/edit", programmes::edit)
        .post("/journey/{id}/end", programmes::end)
        .get("/journey/{id}/erase", programmes::erase_page)
        .post("/journey/{id}/erase", programmes::erase)
        .get("/journey/{id}/sessions/new", sessions::new)
        .post("/journey/sessions", sessions::keep)
        .get("/journey/sessions/{id}", sessions::page)
        .get("/journey/sessions/{id}/edit", sessions::edit)
        .post("/journey/sessions/{id}/go", sessions::go)
        .get("/journey/sessions/{id}/erase", sessions::erase_page)
        .post("/journey/sessions/{id}/erase", sessions::erase)
}
