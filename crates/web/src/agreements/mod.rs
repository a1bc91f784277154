//! Agreements with parts: what, by whom, until when, how to check, and how it went.
//!
//! One that was not kept is no failure of anybody. How it went is said in words, each time; nothing is counted.

mod change;
mod erase;
mod forms;
mod keep;
mod list;
mod pages;
mod show;

use std::fmt::Display;

use crate::routes::Routes;
pub(crate) use pages::kept_word;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/agreements", list::page)
        .post("/agreements", keep::keep)
        .get("/agreements/new", keep::new)
        .get("/agreements/{id}", show::page)
        .get("/agreements/{id}/edit", keep::edit)
        .get("/agreements/{id}/look", change::look_page)
        .post("/agreements/{id}/look", change::look)
        .post("/agreements/{id}/another-day", change::another_day)
        .post("/agreements/{id}/end", change::end)
        .post("/agreements/{id}/settle", change::settle)
        .get("/agreements/{id}/erase", erase::page)
        .post("/agreements/{id}/erase", erase::erase)
}

/// Where an agreement with these parts is made.
pub(crate) fn agreement_with<Id: Display>(parts: impl IntoIterator<Item = Id>) -> String {
    let with: Vec<String> = parts.into_iter().map(|part| format!("part={part}")).collect();
    format!("/agreements/new?{}", with.join("&"))
}

#[cfg(test)]
mod tests;
