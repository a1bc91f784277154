//! Triggers: situations that set parts off, and each time one happened.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
