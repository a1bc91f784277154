//! The map on another day, and any two days compared.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
