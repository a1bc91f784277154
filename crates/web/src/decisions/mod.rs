//! Decisions: a council in which each part is heard, and the person chooses.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
