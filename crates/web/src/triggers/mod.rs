//! Triggers: situations that set parts off, and each time one happened.

mod erase;
mod forms;
mod happened;
mod keep;
mod list;
mod pages;
mod show;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/triggers", list::page)
        .post("/triggers", keep::keep)
        .get("/triggers/new", keep::new)
        .get("/triggers/{id}", show::page)
        .get("/triggers/{id}/edit", keep::edit)
        .post("/triggers/{id}/archive", keep::archive)
        .get("/triggers/{id}/erase", erase::page)
        .post("/triggers/{id}/erase", erase::erase)
        .get("/triggers/{id}/happened", happened::new)
        .post("/triggers/{id}/happened", happened::keep_new)
        .get("/triggers/times/{id}", happened::edit)
        .post("/triggers/times/{id}", happened::keep_edited)
        .get("/triggers/times/{id}/erase", erase::time_page)
        .post("/triggers/times/{id}/erase", erase::erase_time)
}
