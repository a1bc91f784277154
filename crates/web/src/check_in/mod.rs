//! A check-in: who is here, how strong, how much Self; quick to give, plotted over time.

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default()
}
