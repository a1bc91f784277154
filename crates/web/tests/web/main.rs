//! The web application over HTTP, without a port: a person, a browser's cookies, a real store in a temporary folder.

// Tells the linter that all of this is tests, where an `unwrap` may stand.
#![cfg(test)]

mod accounts;
mod after;
mod agreements;
mod arc;
mod assets;
mod bonds;
mod breathe;
mod calendar;
mod check_in;
mod codes;
mod conflicts;
mod decisions;
mod drafts;
mod exercises;
mod feeds;
mod groups;
mod held;
mod help_first;
mod help_now;
mod hostile;
mod html;
mod import;
mod interleavings;
mod journal;
mod journey;
mod journey_words;
mod learn;
mod mail;
mod mail_news;
#[path = "../../../mail/src/rounds/tests/server.rs"]
#[expect(dead_code, reason = "the tests of the mails themselves need more of its manners")]
mod mail_server;
mod map;
mod marks;
mod measures;
mod measures_export;
mod office;
mod opening;
mod over_time;
mod parts;
mod passkeys;
mod person;
mod plan;
#[path = "../../../store/tests/support/postgres_server.rs"]
mod postgres_server;
mod questions;
mod queue;
mod readiness;
mod sealed_page;
mod security;
mod session_ends;
mod sessions;
mod settings;
mod sharing;
mod sharing_about;
mod sharing_any;
mod sharing_between;
mod sharing_days;
mod sharing_ended;
mod sharing_left;
mod sharing_matrix;
mod sharing_measures;
mod sharing_news;
mod sharing_notes;
mod sharing_pauses;
mod sharing_sight;
mod sitter;
#[path = "../../../store/tests/support/soft_passkey.rs"]
mod soft_passkey;
mod today;
mod triggers;
mod two_programs;
