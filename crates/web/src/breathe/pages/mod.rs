//! The pages of breathing.

pub(super) mod list;
pub(super) mod log;
pub(super) mod own;
pub(super) mod pattern;
pub(super) mod questions;
