//! Passkeys: the list of them, adding, naming and taking away. Opening with one is `opening`'s.

mod add;
mod asked;
mod brought;
mod list;
mod said;

pub(crate) use asked::{asked_of, second_step};
pub(crate) use brought::{answered, place};
pub(crate) use said::said_of_passkey;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/settings/passkeys", list::page)
        .post("/settings/passkeys", add::add)
        .post("/settings/passkeys/ask", add::ask)
        .post("/settings/passkeys/name", list::rename)
        .post("/settings/passkeys/remove", list::remove)
}
