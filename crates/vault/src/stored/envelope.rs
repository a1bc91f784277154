//! The outermost shape: which kind of record, in which version, saved when, from which revision.

use serde::{Deserialize, Serialize};

/// Written with these names, in this order. Frozen.
#[derive(Serialize, Deserialize)]
pub(super) struct Envelope<'a> {
    /// The kind's name.
    pub(super) kind: &'a str,
    /// The version of the kind's shape.
    #[serde(rename = "v")]
    pub(super) version: u32,
    /// Milliseconds since the epoch.
    pub(super) saved: i64,
    /// The revision it started from.
    pub(super) base: u32,
    /// Other revisions it settles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) settles: Vec<u32>,
    /// The record itself, packed by its own kind and version.
    #[serde(with = "serde_bytes")]
    pub(super) data: &'a [u8],
}
