//! What the notebook shows to browsers: sessions, other sites, headers, hostile words, and what is seen from outside.
//!
//! Each proof goes over every route that the product says it has, so a new page is covered as soon as it is there.

mod browser;
mod headers;
mod odd_values;
mod other_sites;
mod rooms;
mod sessions;
mod state;

pub(super) use browser::{
    prove_breath, prove_hostile, prove_leaving, prove_neutral, prove_queue, prove_scores,
};
pub(super) use headers::prove as prove_headers;
pub(super) use odd_values::prove as prove_odd_values;
pub(super) use other_sites::prove as prove_other_sites;
pub(super) use sessions::prove as prove_sessions;
