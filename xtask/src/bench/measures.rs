//! What answers to a questionnaire add up to, ten thousand times (a practice looks at all of its own at once), and the page of
//! results over years.

use std::time::Duration;

use hearken_core::responses::{Answer, Given};

use super::{
    http::{FORTNIGHTS, day_of},
    median,
    table::Table,
    timed,
};
use crate::{
    Result,
    journal::Numbers,
    product::{http::Client, record_id},
};

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

/// The page of results over five years: the PHQ-9 every fortnight, each answered through its form.
pub(super) fn results(table: &mut Table, client: &mut Client) -> Result {
    // Far from the seeds of the other clients: the same id would be taken for the same record.
    let mut numbers = Numbers::from_seed(3_000);
    for fortnight in 0..FORTNIGHTS {
        answer(client, &mut numbers, &format!("{}T19:00", day_of(fortnight)))?;
    }
    let path = "/measures/course/phq-9";
    let page = client.get(path)?.text();
    if page.matches("<tr>").count() < FORTNIGHTS {
        return Err("the page of results does not show them all".into());
    }
    let mut runs = timed(60, || match client.get(path)?.status {
        200 => Ok(()),
        other => Err(format!("{path} is {other}").into()),
    })?;
    runs.drain(..10);
    let row = table.row("results page, 5 years of fortnights, there and back");
    row.took(median(runs), Duration::from_millis(10));
    Ok(())
}

/// Begins one, answers all of it but the last question, which counts for nothing, and finishes it on that day.
fn answer(client: &mut Client, numbers: &mut Numbers, when: &str) -> Result {
    let record = record_id(numbers);
    let begun = client.post("/measures", &[("measure", "phq-9"), ("record", &record)])?;
    let given: [String; 9] = std::array::from_fn(|nth| {
        // Nothing here says that anybody was in danger.
        let most = if nth == 8 { 1 } else { 4 };
        numbers.below(most).to_string()
    });
    let names: [String; 9] = std::array::from_fn(|nth| format!("q{}", nth + 1));
    let mut fields = vec![("when", when), ("go", "finish"), ("asked-again", "10")];
    fields.extend(names.iter().map(String::as_str).zip(given.iter().map(String::as_str)));
    let finished = client.post(&format!("/measures/{record}"), &fields)?;
    if begun.status != 303 || finished.status != 303 {
        return Err(
            format!("a questionnaire was answered with {} and {}", begun.status, finished.status).into()
        );
    }
    Ok(())
}
