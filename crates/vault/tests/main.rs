//! What a vault writes is frozen, and what a newer program wrote survives it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops, and says where")]

mod stored;
