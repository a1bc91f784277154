//! Agreements with parts: what, by whom, until when, how to check, and how it went.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
