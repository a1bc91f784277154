//! Scores over time, as they are shown to somebody else: numbers with their days, and what ranges of them are called. They
//! stand beside the text of a field, so that a plot can be drawn from them; no answer, no mark and no record is in them.

use crate::{Refusal, When, limits::check_optional_name};

/// The most points that one course may have.
pub const COURSE_POINTS: usize = 2_000;
/// The most bands that one course may have.
const COURSE_BANDS: usize = 50;

/// The course of one score.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SharedCourse {
    /// The highest score there is; the lowest is 0.
    pub highest: u8,
    /// Ranges that have a name, from the lowest up.
    pub bands: Vec<SharedBand>,
    /// What was measured, the oldest first.
    pub points: Vec<SharedPoint>,
}

/// A range of scores with a name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SharedBand {
    /// The lowest score in it.
    pub from: u32,
    /// The highest score in it.
    pub to: u32,
    /// What it is called.
    pub name: String,
}

/// One time something was measured.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SharedPoint {
    /// When.
    pub when: When,
    /// The score; none where too little was answered.
    pub level: Option<u8>,
    /// Why it is not compared with the others, if it is not.
    pub remark: String,
}

impl SharedCourse {
    /// Refuses what is too much, or has a name that is too long.
    pub(super) fn check(&self) -> Result<(), Refusal> {
        for (many, limit) in [(self.points.len(), COURSE_POINTS), (self.bands.len(), COURSE_BANDS)] {
            if many > limit {
                return Err(Refusal::TooMany { limit });
            }
        }
        self.bands.iter().try_for_each(|band| check_optional_name(&band.name))?;
        self.points.iter().try_for_each(|point| check_optional_name(&point.remark))
    }
}
