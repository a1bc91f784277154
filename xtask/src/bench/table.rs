//! The table: what was measured, its budget, the floor of the same run, the ratio, and whether it is within bounds.

use std::{fs, path::Path, time::Duration};

use serde_json::{Value, json};

use crate::Result;

/// All rows, in the order they were measured.
#[derive(Default)]
pub(super) struct Table {
    rows: Vec<Row>,
}

/// One row. What is not set does not bind.
#[derive(Default)]
pub(super) struct Row {
    what: String,
    unit: &'static str,
    value: f64,
    at_most: Option<f64>,
    at_least: Option<f64>,
    floor: Option<f64>,
    ratio_at_most: Option<f64>,
    ratio_at_least: Option<f64>,
}

impl Table {
    /// A new row.
    pub(super) fn row(&mut self, what: &str) -> &mut Row {
        self.rows.push(Row { what: what.to_owned(), ..Row::default() });
        self.rows.last_mut().expect("it was just pushed")
    }

    /// Prints the table, writes it as JSON, and tells whether every row is within its bounds.
    pub(super) fn finish(self, file: &Path) -> Result<bool> {
        println!("\n{:<58} {:>16} {:>16} {:>16} {:>8}  ok?", "what", "measured", "budget", "floor", "ratio");
        for row in &self.rows {
            println!("{}", row.line());
        }
        let rows: Vec<Value> = self.rows.iter().map(Row::json).collect();
        fs::write(file, serde_json::to_string_pretty(&json!({ "rows": rows }))? + "\n")?;
        let missed = self.rows.iter().filter(|row| !row.is_ok()).count();
        println!(
            "\n{} within budget, {missed} over; written to {}",
            self.rows.len() - missed,
            file.display()
        );
        Ok(missed == 0)
    }
}

impl Row {
    /// A duration, and the most it may be.
    pub(super) fn took(&mut self, time: Duration, at_most: Duration) -> &mut Self {
        (self.unit, self.value) = ("ms", millis(time));
        self.at_most = Some(millis(at_most));
        self
    }

    /// A number of some unit that may be at most so much.
    pub(super) fn at_most(&mut self, value: f64, unit: &'static str, most: f64) -> &mut Self {
        (self.unit, self.value, self.at_most) = (unit, value, Some(most));
        self
    }

    /// A number of some unit that has to be at least so much.
    pub(super) fn at_least(&mut self, value: f64, unit: &'static str, least: f64) -> &mut Self {
        (self.unit, self.value, self.at_least) = (unit, value, Some(least));
        self
    }

    /// The floor of the same run, and how many times it the row may be.
    pub(super) fn above_floor(&mut self, floor: Duration, most: f64) {
        (self.floor, self.ratio_at_most) = (Some(millis(floor)), Some(most));
    }

    /// What a bare server or a plain way gives, and which part of it the row has to reach.
    pub(super) fn part_of(&mut self, floor: f64, least: f64) {
        (self.floor, self.ratio_at_least) = (Some(floor), Some(least));
    }

    fn ratio(&self) -> Option<f64> {
        self.floor.map(|floor| self.value / floor)
    }

    fn is_ok(&self) -> bool {
        let under = |bound: Option<f64>, value: Option<f64>| {
            bound.zip(value).is_none_or(|(most, value)| value <= most)
        };
        let over = |bound: Option<f64>, value: Option<f64>| {
            bound.zip(value).is_none_or(|(least, value)| value >= least)
        };
        under(self.at_most, Some(self.value))
            && over(self.at_least, Some(self.value))
            && under(self.ratio_at_most, self.ratio())
            && over(self.ratio_at_least, self.ratio())
    }

    fn line(&self) -> String {
        let number = |value: f64| format!("{value:.3} {}", self.unit);
        let budget = match (self.at_most, self.at_least) {
            (Some(most), _) => format!("≤ {}", number(most)),
            (None, Some(least)) => format!("≥ {}", number(least)),
            (None, None) => String::new(),
        };
        let floor = self.floor.map(number).unwrap_or_default();
        let bound = match (self.ratio_at_most, self.ratio_at_least) {
            (Some(most), _) => format!(" (≤ {most})"),
            (None, Some(least)) => format!(" (≥ {least})"),
            (None, None) => String::new(),
        };
        let ratio = self.ratio().map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        let ok = if self.is_ok() { "yes" } else { "NO" };
        format!(
            "{:<58} {:>16} {budget:>16} {floor:>16} {ratio:>8}  {ok}{bound}",
            self.what,
            number(self.value)
        )
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what, "unit": self.unit, "value": self.value, "at_most": self.at_most,
            "at_least": self.at_least, "floor": self.floor, "ratio": self.ratio(),
            "ratio_at_most": self.ratio_at_most, "ratio_at_least": self.ratio_at_least, "ok": self.is_ok(),
        })
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    #[test]
    fn a_row_over_its_budget_or_its_ratio_is_not_ok() {
        let mut table = Table::default();
        assert!(table.row("fine").took(MS, 2 * MS).is_ok());
        assert!(!table.row("slow").took(3 * MS, 2 * MS).is_ok());
        let far_above = table.row("far above the floor").took(6 * MS, 10 * MS);
        far_above.above_floor(MS, 5.0);
        assert!(!far_above.is_ok());
        let enough = table.row("enough").at_least(50.0, "/s", 40.0);
        enough.part_of(100.0, 0.4);
        assert!(enough.is_ok());
        enough.part_of(200.0, 0.4);
        assert!(!enough.is_ok());
    }
}
