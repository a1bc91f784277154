//! The tests of the report crate: a module for each format, and what holds for all of them.

mod arbitrary;
mod archive;
mod archive_refused;
mod common;
mod dayone;
mod jrnl;
mod jrnl_dates;
mod jrnl_encrypted;
mod markdown;
mod markdown_settings;
#[path = "../../../written/tests/any.rs"]
mod of_parts;
mod picture;
mod properties;
mod recognise;
mod take_away;
