//! Sharing with another person: who they are, and how they are let in; and sealed pages for whoever wants no account.
//!
//! Each handler asks first how things stand ([`standing::of`]), by one's own notebook: a space that is not in it is not
//! here, whoever else is in it. The address of an invitation has its link, so it is told to nobody: no answer is stored, no
//! referrer is sent, and nothing writes addresses into a log.

mod beside;
mod between;
mod ended;
mod ending;
mod invite;
mod join;
mod leaving;
mod left_for;
mod letting_in;
mod list;
mod news;
mod notes;
mod pages;
mod pausing;
mod person;
mod reading;
mod saying;
mod sealed;
mod show;
mod standing;

use crate::routes::Routes;
pub(crate) use left_for::left_for;
pub(crate) use news::is_glance;
pub(crate) use pages::{Found, found_card};
pub(crate) use show::{
    Follower, KeptUp, followers, keep_up, share_link, share_map_link, share_measure_link, who_follows,
};

/// What a draft is called that was typed on a page of sharing.
pub(crate) fn typed_at(place: &str) -> &'static str {
    match place.split('/').nth(3) {
        Some("notes") => "A note of your own",
        _ if place == "/sharing/invite" => "An invitation",
        _ => "To somebody you share with",
    }
}

pub(crate) fn routes() -> Routes {
    Routes::default()
        .get("/sharing", list::page)
        .get("/sharing/invite", invite::page)
        .post("/sharing/invite", invite::invite)
        .get("/sharing/join/{link}", join::page)
        .post("/sharing/join/{link}", join::greet)
        .post("/sharing/join/{link}/take-up", join::take_up)
        .get("/sharing/{id}", person::page)
        .post("/sharing/{id}/same", letting_in::same)
        .post("/sharing/{id}/different", letting_in::different)
        .get("/sharing/{id}/pages/{page}", reading::page)
        .post("/sharing/{id}/stop/{grant}", reading::stop)
        .post("/sharing/{id}/say", saying::speak)
        .get("/sharing/{id}/news", news::news)
        .post("/sharing/{id}/pause", pausing::pause)
        .post("/sharing/{id}/go-on", pausing::go_on)
        .get("/sharing/{id}/leave", leaving::page)
        .post("/sharing/{id}/leave", leaving::leave)
        .post("/sharing/{id}/not-now/{thing}", leaving::not_now)
        .post("/sharing/{id}/anew", invite::anew)
        .get("/sharing/{id}/end", ending::ask)
        .post("/sharing/{id}/end", ending::end)
        .and(notes::routes())
        .and(sealed::routes())
        .and(show::routes())
}
