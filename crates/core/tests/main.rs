//! What a notebook promises about the records that are folded into it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod agreements;
mod breathing;
mod council;
mod drawings;
mod erasure;
mod exercises;
mod fold;
mod journal;
mod journey;
mod map;
mod measure_plan;
mod over_time;
mod parts;
mod person;
mod plan;
mod questionnaires;
mod readings;
mod recordings;
mod responses;
mod search;
mod sharing;
mod statistics;
