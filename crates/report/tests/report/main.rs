//! The tests of the report crate: a module for each format, and what holds for all of them.

mod arbitrary;
mod archive;
mod archive_journey;
mod archive_refused;
mod archive_responses;
mod archive_sharing;
mod archive_twins;
mod common;
mod dayone;
mod fhir;
mod jrnl;
mod jrnl_dates;
mod jrnl_encrypted;
mod markdown;
mod markdown_settings;
#[path = "../../../written/tests/any.rs"]
mod of_parts;
mod openplural;
mod openplural_out;
mod picture;
mod plural;
mod plural_limits;
mod pluralkit;
mod properties;
mod recognise;
mod simply_plural;
mod table;
mod take_away;
