//! The pages of questionnaires.

mod about;
mod add;
mod course;
mod form;
mod list;
mod report;
mod result;

pub(super) use about::AboutPage;
pub(super) use add::{AddLook, AddPage, listed};
pub(super) use course::{Course, CoursePage, Fact, Time};
pub(super) use form::FormPage;
pub(super) use list::{ListPage, Listed, Score, Waits};
pub(super) use report::{ReportPage, Row, Section, Together};
pub(super) use result::{Answered, ResultPage, Sum};
