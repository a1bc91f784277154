//! The pages of sharing.

mod between;
mod join;
mod letting_in;
mod people;

pub(super) use between::{Between, Mine, ReadPage, Remark, Theirs};
pub(super) use join::{CodePage, GreetingPage};
pub(super) use letting_in::{Heading, InvitedPage, NewcomerPage, OnPage, OverPage, WaitingPage};
pub(super) use people::{EndPage, InvitePage, Line, SharingPage};
