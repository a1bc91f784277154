//! Marks: days worth finding again on every plot and on the map.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
