//! The pages of sharing.

mod between;
mod ended;
mod field;
mod join;
mod leaving;
mod letting_in;
mod people;

pub(super) use between::{Between, Mine, ReadPage, Remark, SeenBefore, Talk, Theirs, Waits};
pub(super) use ended::{Unsaid, WasEndedPage, kept_after_the_end, unsaid_card};
pub(super) use field::field_shown;
pub(super) use join::{CodePage, GreetingPage};
pub(crate) use leaving::{Found, found_card};
pub(super) use leaving::{LeavePage, ToDo, found_here};
pub(super) use letting_in::{Heading, InvitedPage, NewcomerPage, OnPage, OverPage, WaitingPage};
pub(super) use people::{EndPage, InvitePage, Line, SharingPage};
