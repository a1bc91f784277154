//! What totals say one after the other: a rise, or the same high value again.

use serde::Deserialize;

use crate::SafetyLevel;

/// Something that totals of one person say one after the other.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Course {
    /// Stable name.
    pub id: String,
    /// The scale whose totals are looked at.
    pub scale: String,
    /// What they do.
    pub what: Turn,
    /// Which of the responses S0 to S3 it asks for, if one.
    pub level: Option<SafetyLevel>,
    /// What is offered; nothing, where the response says it.
    #[serde(default)]
    pub words: String,
    /// Indices of its sources, from 1.
    pub sources: Vec<usize>,
}

/// What totals do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Turn {
    /// The newest is at least so many points above the one before.
    Rise(i64),
    /// The newest ones all reach a value.
    Again {
        /// The value.
        from: i64,
        /// So many of them.
        times: usize,
    },
}

impl Course {
    /// Whether it is so with these totals of its scale, the oldest first. Totals that cannot be compared, because one of
    /// them is missing or belongs to another version (G7), are left out by whoever asks.
    #[must_use]
    pub fn holds(&self, totals: &[i64]) -> bool {
        match (self.what, totals) {
            (Turn::Rise(points), [.., before, now]) => now - before >= points,
            (Turn::Rise(_), _) => false,
            (Turn::Again { from, times }, totals) => {
                times > 0
                    && totals.len() >= times
                    && totals.iter().rev().take(times).all(|total| *total >= from)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(what: Turn) -> Course {
        let (id, scale) = ("one".to_owned(), "total".to_owned());
        Course { id, scale, what, level: None, words: String::new(), sources: Vec::new() }
    }

    #[test]
    fn a_rise_is_counted_from_the_total_before_and_from_no_earlier_one() {
        let rise = course(Turn::Rise(5));
        assert!(rise.holds(&[20, 3, 8]) && !rise.holds(&[3, 8, 8]) && !rise.holds(&[8]) && !rise.holds(&[]));
    }

    #[test]
    fn the_same_high_value_again_means_the_newest_ones_in_a_row() {
        let again = course(Turn::Again { from: 8, times: 2 });
        assert!(again.holds(&[1, 8, 9]) && !again.holds(&[8, 9, 7]) && !again.holds(&[9]));
        assert!(!course(Turn::Again { from: 0, times: 0 }).holds(&[1]), "none in a row says nothing");
    }
}
