//! Bonds: how parts relate to each other.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
