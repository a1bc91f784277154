//! What is about questionnaires and no walk makes by itself: one that is on its way, and one that was finished.

use std::collections::BTreeSet;

use super::super::super::forms::{PageForm, forms};
use crate::{Result, product::http::Client};

/// Makes both and gives the pages where they are seen.
pub(super) fn furnish(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let (open, done) = (begun(client, "phq-9")?, begun(client, "gad-7")?);
    let given = format!("{open}/given");
    client.post(&given, &[("q1", "2")])?;
    client.post(&done, &[("q1", "1"), ("asked-again", "1"), ("go", "finish")])?;
    met.push(PageForm { action: given, fields: Vec::new() });
    let course = "/measures/course/gad-7".to_owned();
    for page in [format!("{done}/erase"), done, open, course] {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    Ok(())
}

/// Begins one and gives its address.
fn begun(client: &mut Client, measure: &str) -> Result<String> {
    let begun = client.post("/measures", &[("measure", measure)])?;
    Ok(begun.header("location").ok_or("a questionnaire could not be begun")?.to_owned())
}
