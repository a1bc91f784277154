//! The inner system: parts and how they relate, journal, exercises, decisions, triggers, and the [`Notebook`] that
//! folds their records.
//!
//! **Deliberately absent:** I/O, async, a clock, randomness, SQL, HTTP, a serializer. Whatever of these a
//! function needs is handed to it, so everything here is a pure function of its arguments and can be tested,
//! replayed and reasoned about without a machine around it.
//!
//! A person's notebook is an append-only log of [`Revision`]s. Nothing is overwritten: an edit is a new revision
//! that names the one it started from ([`Revision::base`]), and two edits of the same revision are both kept.

pub mod agreements;
pub mod bonds;
pub mod breathing;
pub mod compare;
pub mod decisions;
pub mod drawings;
pub mod erasure;
pub mod exercises;
pub mod groups;
pub mod id;
pub mod journal;
pub mod journey;
pub mod limits;
pub mod map;
pub mod marks;
pub mod measure_plan;
pub mod notebook;
mod only_one;
pub mod parts;
pub mod phrases;
pub mod pictures;
pub mod places;
pub mod plan;
pub mod questionnaires;
pub mod readings;
pub mod record;
pub mod recordings;
pub mod refusal;
pub mod responses;
pub mod search;
pub mod settings;
pub mod settling;
pub mod sharing;
pub mod showings;
pub mod statistics;
mod text;
pub mod time;
pub mod triggers;
pub mod undo;
pub mod view;

pub use id::{AccountId, DraftId, EventId, Id, RecordId, VaultId};
pub use notebook::Notebook;
pub use record::{Extra, Kind, Known, NewRevision, Record, Revision};
pub use refusal::Refusal;
pub use text::Text;
pub use time::{Timestamp, When};
pub use view::View;
