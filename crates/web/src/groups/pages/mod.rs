//! What is shown of groups.

mod form;
mod list;

pub(super) use form::{GroupPage, Known, Other};
pub(super) use list::{GroupsPage, Leaf};
