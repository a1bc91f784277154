//! Groups of parts.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
