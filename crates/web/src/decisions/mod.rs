//! Decisions: a council in which each part is heard, and the person chooses.
//!
//! Its steps are small pages of one shape ([`step`]): the question ([`question`]), who sits at the table and how
//! ([`table`]), what each part says ([`voice`]), then what Self sees, the choice and the looking back ([`closing`]).
//! Each can be left, and taken up again in any order. Nothing is weighed, counted, sorted or recommended.

mod closing;
mod erase;
mod list;
mod pages;
mod picture;
mod question;
mod show;
mod step;
mod table;
mod voice;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/decisions", list::page)
        .post("/decisions", question::keep)
        .get("/decisions/new", question::new)
        .get("/decisions/{id}", show::page)
        .get("/decisions/{id}/question", question::edit)
        .get("/decisions/{id}/table", table::page)
        .post("/decisions/{id}/table", table::keep)
        .get("/decisions/{id}/seat/{part}", table::seat_page)
        .post("/decisions/{id}/seat/{part}", table::keep_seat)
        .get("/decisions/{id}/voice/{part}", voice::page)
        .post("/decisions/{id}/voice/{part}", voice::keep)
        .get("/decisions/{id}/self", closing::self_page)
        .post("/decisions/{id}/self", closing::keep_self)
        .get("/decisions/{id}/choice", closing::choice_page)
        .post("/decisions/{id}/choice", closing::keep_choice)
        .get("/decisions/{id}/look-back", closing::look_back_page)
        .post("/decisions/{id}/look-back", closing::keep_look_back)
        .post("/decisions/{id}/another-day", closing::another_day)
        .post("/decisions/{id}/settle", closing::settle)
        .get("/decisions/{id}/erase", erase::page)
        .post("/decisions/{id}/erase", erase::erase)
}
