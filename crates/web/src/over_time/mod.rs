//! The parts over time: any two days compared, and the slider that shows the map as it lay on a day.
//!
//! It states what differs, never what it means and never why.

mod compare;
mod days;
mod pages;
mod sentences;
mod slider;

pub(crate) use compare::side_by_side;
pub(crate) use days::Span;
pub(crate) use sentences::sentences;
pub(crate) use slider::TimeSlider;

use crate::routes::Routes;

pub(crate) fn routes() -> Routes {
    Routes::default().get("/parts/compare", compare::page)
}
