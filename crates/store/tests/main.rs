//! What every store promises, and what is particular to the one on SQLite.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod backup;
mod carried;
mod clocks;
mod conformance;
mod integrity;
mod postgres;
mod spaces_any;
mod spaces_looks;
mod support;
mod versions;
