//! The pages of triggers.

mod form;
mod list;
mod time;
mod trigger;

use hearken_core::triggers::Response;

pub(super) use form::TriggerFormPage;
pub(super) use list::{ListPage, Row};
pub(super) use time::TimePage;
pub(super) use trigger::{Time, TriggerPage};

/// What somebody did, as they would say it. None of them is a mark.
pub(super) fn did_word(did: Response) -> &'static str {
    match did {
        Response::Reacted => "a part acted at once",
        Response::Paused => "I paused",
        Response::LedFromSelf => "I led from Self",
    }
}
