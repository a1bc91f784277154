//! What pulls against what, in the words of each side.

mod list;
mod pages;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default().get("/conflicts", list::page)
}
