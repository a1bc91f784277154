//! The pages of a check-in.

mod course;
mod form;
mod reading;

pub(super) use course::{CoursePage, PartNow, QualityNow, Said, SelfPage};
pub(super) use form::{CheckInPage, KeptPage};
pub(super) use reading::ReadingPage;
