//! What came of one questionnaire: its score, what the score is called, and what was answered.

use hearken_content::{fill, library};
use hearken_core::{
    RecordId,
    responses::{Response, ResponseState},
};
use hearken_vault::Session;

use super::{At, address, forms, help::Help, pages::Answered, pages::ResultPage, pages::Sum, said, series};
use crate::{words, zone::Clock};

/// The page of one that was finished, left, or answered in other words than today's.
pub(super) fn page<'a>(
    session: &Session,
    clock: &Clock,
    at: &'a At,
    help: &'a Help<'a>,
    back: Option<RecordId>,
) -> ResultPage<'a> {
    let notebook = session.vault().read();
    let scored = at.scored();
    let sums = scored.totals.iter().map(|(scale, total)| Sum {
        name: scale.name.clone(),
        points: total.points(),
        highest: scale.highest,
        band: total.points().and_then(|points| scale.band(points)).map(|band| band.name.clone()),
    });
    let mut said: Vec<String> = scored
        .outcome
        .iter()
        .map(|outcome| outcome.words.clone())
        .filter(|words| !words.is_empty())
        .collect();
    let finished = at.response.state == ResponseState::Finished;
    for scale in at.measure.file.scoring.scales.iter().filter(|_| finished) {
        let all = series::of(&notebook, &at.measure, at.form(), scale);
        if let Some(this) = all.iter().find(|one| one.id == at.id) {
            said.extend(said::of_one(&library().measure_words.change, this));
            said.extend(
                this.apart.filter(|_| this.points().is_some()).and_then(|apart| apart_said(apart, at, &all)),
            );
        }
    }
    said.dedup();
    ResultPage {
        at,
        help,
        when: words::moment(&at.response.when, clock.today()),
        sums: sums.collect(),
        said,
        answers: answers(at),
        counts: series::finished(&notebook, at.measure.id()).count(),
        address: address(at.id),
        back: back.filter(|back| notebook.get::<Response>(*back).is_some()).map(address),
        beside: false,
    }
}

/// Why this one stands apart, in a sentence, where it is not said already.
fn apart_said(apart: series::Apart, at: &At, all: &[series::Scored<'_>]) -> Option<String> {
    let words = &library().measure_words;
    match apart {
        series::Apart::Overlapping => {
            let before =
                all.iter().take_while(|one| one.id != at.id).filter(|one| one.apart.is_none()).last();
            let days = before.map_or(0, |before| series::days_between(before.when(), &at.response.when));
            let recall = at.measure.file.recall_days.unwrap_or_default();
            Some(fill(&words.page.early, &[("days", &days.to_string()), ("recall", &recall.to_string())]))
        }
        series::Apart::OtherVersion => Some(words.change.other_version.clone()),
        series::Apart::AcrossTheStart => Some(fill(&words.change.newest_apart, &[("remark", apart.word())])),
        series::Apart::Filled | series::Apart::NotEnough => None,
    }
}

/// What was answered, in the words of the form.
fn answers(at: &At) -> Vec<Answered> {
    let given = |item: &hearken_measures::Item| {
        let said: Vec<_> = at.response.all(&item.link_id).map(|answer| forms::said(item, answer)).collect();
        if said.is_empty() { "not answered".to_owned() } else { said.join(", ") }
    };
    at.form()
        .questions(&at.response.answers)
        .map(|item| Answered { prefix: item.prefix.clone(), text: item.text.clone(), said: given(item) })
        .collect()
}
