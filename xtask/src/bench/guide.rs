//! A long exercise: two hundred steps of a guide of one's own, each kept as it is answered.

use std::{fs, path::Path, time::Duration};

use super::{median, p99, table::Table, timed};
use crate::{
    Result,
    journal::Numbers,
    product::{http::Client, record_id},
};

const STEPS: usize = 200;

/// Puts the guide beside the notebook, where the server finds it when it starts.
pub(super) fn put_beside(notebook: &Path) -> Result {
    let folder = notebook.join("content/guides");
    fs::create_dir_all(&folder)?;
    let screens = (1..=STEPS).map(|n| {
        format!(
            "[[step]]\nid = \"step-{n}\"\ntitle = \"Step {n}\"\n[[step.screen]]\nid = \"s{n}\"\nprompt = \"What is here?\"\n\
             help = \"Any word.\"\nshort = \"Word {n}\"\ninput = {{ text = {{ size = \"long\" }} }}\n"
        )
    });
    let guide = format!("{HEAD}{}", screens.collect::<String>());
    fs::write(folder.join("two-hundred.toml"), guide)?;
    Ok(())
}

const HEAD: &str = r#"id = "two-hundred"
version = 1
title = "Two hundred steps"
summary = "A long one."
minutes = 60
when = ["any-day"]
who = ["alone"]
disclaimer = "This measures, and is no advice."
not_now = "Do not begin this during a session, or while the medicine still works in you."
[[sources]]
text = "Made for measuring"
tag = "P"
"#;

/// Answers every step, and measures the later half, in which the run is long.
pub(super) fn measure(table: &mut Table, client: &mut Client) -> Result {
    let mut numbers = Numbers::from_seed(4_000);
    let run = record_id(&mut numbers);
    kept(client, "/exercises", &[("guide", "two-hundred"), ("record", &run)])?;
    let mut at = 0;
    let mut answers = timed(STEPS, || {
        at += 1;
        let (place, rev) = (format!("/exercises/{run}/s{at}"), at.to_string());
        let words = format!("What was said on step {at}, in a sentence or two, as people do.");
        kept(client, &place, &[("base", &rev), ("go", "next"), ("words", &words)])
    })?;
    let late = answers.split_off(STEPS / 2);
    table
        .row(&format!("a step kept, steps {} to {STEPS}", STEPS / 2))
        .took(median(late.clone()), Duration::from_millis(5));
    table.row("the slowest 1 in 100 of them").took(p99(late), Duration::from_millis(20));
    let shown = timed(21, || match client.get(&format!("/exercises/{run}"))?.status {
        200 => Ok(()),
        other => Err(format!("the run is {other}").into()),
    })?;
    table.row("the whole run read again").took(median(shown), Duration::from_millis(5));
    Ok(())
}

fn kept(client: &mut Client, path: &str, form: &[(&str, &str)]) -> Result {
    match client.post(path, form)?.status {
        303 => Ok(()),
        other => Err(format!("a save at {path} was answered with {other}").into()),
    }
}
