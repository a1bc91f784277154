//! A check-in: who is here, how strong, how much Self; quick to give, plotted over time.

mod edit;
mod erase;
mod forms;
mod keep;
mod over_time;
mod pages;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/check-in", keep::page)
        .post("/check-in", keep::keep)
        .get("/check-in/kept", keep::after)
        .get("/check-in/over-time", over_time::of_self)
        .get("/parts/{id}/readings", over_time::of_part)
        .get("/check-in/{id}", edit::page)
        .post("/check-in/{id}", edit::keep)
        .get("/check-in/{id}/erase", erase::page)
        .post("/check-in/{id}/erase", erase::erase)
}
