//! Getting in and out: the first passphrase, the recovery words, unlocking, locking.

mod begin;
mod pages;
mod recover;
mod recovery_words;
mod second_step;
mod sign_up;
mod strength;
mod unlock;

pub(crate) use sign_up::name_of;
pub(crate) use strength::new_passphrase;
pub(crate) use unlock::said_of_unlock;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/begin", begin::page)
        .post("/begin", begin::begin)
        .get("/recovery-words", recovery_words::page)
        .post("/recovery-words", recovery_words::make_new)
        .post("/recovery-words/check", recovery_words::check)
        .get("/unlock", unlock::page)
        .post("/unlock", unlock::unlock)
        .get("/sign-up", sign_up::open_page)
        .post("/sign-up", sign_up::join_openly)
        .get("/sign-up/{token}", sign_up::invited_page)
        .post("/sign-up/{token}", sign_up::join_invited)
        .get("/recover", recover::page)
        .post("/recover", recover::recover)
        .post("/lock", unlock::lock)
}
