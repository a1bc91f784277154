//! What is about questionnaires and no walk makes by itself: one that is on its way, one that was finished,
//! and one that was added from a file.

use std::collections::BTreeSet;

use super::{
    super::super::forms::{PageForm, forms},
    parts::upload,
};
use crate::{Result, product::http::Client};

/// A questionnaire of our own, with one question.
const ADDED: &str = r#"{"resourceType": "Questionnaire", "status": "active", "url": "http://example.org/one-question",
  "title": "One question", "item": [{"linkId": "1", "type": "boolean", "text": "Is it quiet here?"}]}"#;

/// Makes these, adds one from a file, and gives the pages where they are seen.
pub(super) fn furnish(client: &mut Client, pages: &mut BTreeSet<String>, met: &mut Vec<PageForm>) -> Result {
    let (open, done) = (begun(client, "phq-9")?, begun(client, "gad-7")?);
    let given = format!("{open}/given");
    client.post(&given, &[("q1", "2")])?;
    client.post(&done, &[("q1", "1"), ("asked-again", "1"), ("go", "finish")])?;
    met.push(PageForm { action: given, fields: Vec::new() });
    let course = "/measures/course/gad-7".to_owned();
    let looked = upload(client, "/measures/add", ADDED.as_bytes())?;
    met.extend(forms(&client.get(&looked)?.text()));
    let kept = client.post(&looked, &[])?;
    let about = kept.header("location").ok_or("a questionnaire could not be added")?;
    let about = about.split('?').next().unwrap_or_default().to_owned();
    let waits = upload(client, "/measures/add", ADDED.replace("quiet", "warm").as_bytes())?;
    for page in [format!("{done}/erase"), done, open, course, about, waits] {
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
