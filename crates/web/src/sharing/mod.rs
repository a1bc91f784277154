//! Sharing with another person, one thing at a time.

mod show;

use crate::routes::Routes;
pub(crate) use show::{KeptUp, keep_up, share_link, share_map_link};

pub(crate) fn routes() -> Routes {
    show::routes()
}
