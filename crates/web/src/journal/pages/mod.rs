//! What the journal shows.

mod entry;
mod list;
mod write;

pub(super) use entry::{EntryPage, HistoryPage, Version};
pub(super) use list::{Found, Hit, JournalPage, Row};
pub(super) use write::WritePage;
pub(crate) use write::entry_fields;
