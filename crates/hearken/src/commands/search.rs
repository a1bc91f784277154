//! `hearken search`: what holds all of these words, newest first.

use hearken_core::{
    Notebook, Record, RecordId,
    search::{Query, snippet},
};

use super::Outcome;
use crate::{
    cli::Common,
    notebook::{self, Access},
    out::{on_one_line, remark, say},
    problem::Problem,
};

/// Characters of a hit that are shown.
const WIDTH: usize = 100;

pub(crate) async fn run(common: &Common, words: &[String], count: bool) -> Result<Outcome, Problem> {
    let query = Query::parse(&words.join(" "))
        .ok_or_else(|| Problem::new("There is no letter or digit to look for.", "Name at least one word."))?;
    let opened = notebook::open(common, Access::Read).await?;
    let notebook = opened.vault.read();
    let hits = notebook.search(&query);
    if count {
        say(hits.len())?;
    } else {
        hits.iter().filter_map(|&id| line(&notebook, id, &query)).try_for_each(say)?;
    }
    if hits.is_empty() {
        remark("Nothing holds all of these words.");
        return Ok(Outcome::LookAtIt);
    }
    Ok(Outcome::Done)
}

/// The time it is sorted by, what it is unless a journal entry, and the words around the hit.
fn line(notebook: &Notebook, id: RecordId, query: &Query) -> Option<String> {
    let revision = notebook.current(id)?;
    let (when, what, text) = match &revision.what {
        Record::Journal(entry) => {
            let title = entry.title.as_ref().map(|title| format!("{title}: ")).unwrap_or_default();
            (entry.when.clone(), "", title + &entry.body)
        }
        Record::Part(part) => {
            let texts = part.texts().map(|(_, text)| text);
            (
                crate::clock::here(revision.saved),
                "part: ",
                joined([part.name.as_str()].into_iter().chain(texts)),
            )
        }
        Record::Exercise(run) => {
            let texts = run.answers.iter().flat_map(|answer| answer.value.texts());
            (crate::clock::here(revision.saved), "exercise: ", joined(texts))
        }
        _ => return None,
    };
    let shown: String = snippet(&text, query, WIDTH).into_iter().map(|piece| piece.text).collect();
    Some(format!("{}  {what}{}", when.local().strftime("%Y-%m-%d %H:%M"), on_one_line(&shown)))
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
}
