//! Bonds: how parts relate to each other, and what each side says about it.

mod erase;
mod forms;
mod keep;
mod over;
mod pages;
mod said;

pub(crate) use said::{forward, inverse, sentence};

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/bonds/new", keep::new)
        .post("/bonds", keep::keep)
        .get("/bonds/{id}", keep::edit)
        .post("/bonds/{id}/end", over::end)
        .post("/bonds/{id}/again", over::again)
        .get("/bonds/{id}/erase", erase::page)
        .post("/bonds/{id}/erase", erase::erase)
}
