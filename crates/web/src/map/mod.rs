//! The map of parts: Self in the middle, parts where the person put them, bonds between them.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
