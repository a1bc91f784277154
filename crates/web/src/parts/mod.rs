//! Parts: the list of them, the page and the story of each, the form that describes one, and what can become of it.

mod become_one;
mod become_two;
mod erase;
mod forms;
mod keep;
mod met;
mod pages;
mod picture;
mod print;
mod said;
mod show;
mod story;
mod ties;

use crate::routes::Routes;
pub(crate) use said::{Told, told_of};

pub(crate) fn routes() -> Routes {
    Routes::default()
        .post("/parts", keep::keep)
        .get("/parts/new", keep::new)
        .get("/parts/{id}", show::page)
        .get("/parts/{id}/edit", keep::edit)
        .get("/parts/{id}/print", print::page)
        .get("/parts/{id}/picture", picture::show)
        .post("/parts/{id}/picture", picture::give)
        .get("/parts/{id}/picture/choose", picture::choose)
        .post("/parts/{id}/picture/take-off", picture::take_off)
        .post("/parts/{id}/picture/erase", picture::erase)
        .get("/parts/{id}/merge", become_one::page)
        .post("/parts/{id}/merge", become_one::merge)
        .post("/parts/{id}/unmerge", become_one::unmerge)
        .get("/parts/{id}/split", become_two::page)
        .post("/parts/{id}/split", become_two::split)
        .post("/parts/{id}/archive", met::archive)
        .post("/parts/{id}/bring-back", met::bring_back)
        .post("/parts/{id}/show", met::show)
        .post("/parts/{id}/take-up", met::take_up)
        .post("/parts/{id}/settle", met::settle)
        .get("/parts/{id}/erase", erase::page)
        .post("/parts/{id}/erase", erase::erase)
}
