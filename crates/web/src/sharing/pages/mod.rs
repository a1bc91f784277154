//! The pages of sharing.

mod between;
mod ended;
mod field;
mod join;
mod leaving;
mod letting_in;
mod people;
mod read;
mod saying;

pub(super) use between::{Between, Mine, SeenBefore, Theirs, Waits};
pub(super) use ended::{Unsaid, WasEndedPage, kept_after_the_end, unsaid_card};
pub(super) use field::field_shown;
pub(super) use join::{CodePage, GreetingPage};
pub(crate) use leaving::{Found, found_card};
pub(super) use leaving::{LeavePage, ToDo, found_here};
pub(super) use letting_in::{Heading, InvitedPage, NewcomerPage, OnPage, OverPage, WaitingPage};
pub(super) use people::{EndPage, InvitePage, Line, SharingPage};
pub(super) use read::ReadPage;
pub(super) use saying::{About, Remark, Saying, Talk};
