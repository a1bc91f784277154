//! What answers to a questionnaire add up to, ten thousand times: a practice looks at all of its own at once.

use std::time::Duration;

use hearken_core::responses::{Answer, Given};

use super::{median, table::Table, timed};
use crate::{Result, journal::Numbers};

const RESPONSES: usize = 10_000;
/// Most that one response can come to.
const HIGHEST: i64 = 27;

/// Scores all of them; each has a total within its bounds.
pub(super) fn measure(table: &mut Table) -> Result {
    let measure = hearken_content::library().measure("phq-9").ok_or("the PHQ-9 is gone")?;
    let form = measure.form.as_ref().ok_or("the PHQ-9 has no form")?;
    let scoring = &measure.file.scoring;
    let scale = scoring.scales.first().ok_or("the PHQ-9 has no scale")?;
    let mut numbers = Numbers::from_seed(9);
    let mut given = |item: &String| -> Result<Given> {
        Ok(Given { item: item.clone(), answer: Answer::Number(i64::try_from(numbers.below(4))?) })
    };
    let responses = (0..RESPONSES).map(|_| scale.items.iter().map(&mut given).collect::<Result<Vec<_>>>());
    let responses: Vec<Vec<Given>> = responses.collect::<Result<_>>()?;
    let scored = timed(9, || {
        let points = |given: &Vec<Given>| scoring.score(form, given).totals[0].1.points();
        let within = responses.iter().filter_map(points).filter(|points| (0..=HIGHEST).contains(points));
        match within.count() {
            RESPONSES => Ok(()),
            count => Err(format!("{count} of {RESPONSES} responses have a total").into()),
        }
    })?;
    table.row("score 10,000 PHQ-9 responses").took(median(scored), Duration::from_millis(50));
    Ok(())
}
