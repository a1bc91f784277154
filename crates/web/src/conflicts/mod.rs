//! What pulls against what, in the words of each side.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
