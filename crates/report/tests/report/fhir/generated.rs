//! Whatever somebody answers, and whatever an import brought in, the bundle has no fault; and what it says is read again.

use hearken_core::responses::{Answer, Given, Response, ResponseState};
use hearken_measures::{FilledIn, Item};
use hearken_report::measured::Measured;
use proptest::prelude::*;

use super::{checks::faults, golden::notebook_of_a_year, measured, written};
use crate::{archive_twins::noon, archive_twins::notebook};

/// What is given to one item: mostly a choice, sometimes nothing, sometimes what is no answer to it.
fn given(item: &Item, draw: u16) -> Vec<Answer> {
    let options = u16::try_from(item.options.len()).unwrap_or_default();
    let chosen = |nth: u16| item.options.get(usize::from(nth)).map(|choice| item.answer_of(choice));
    match draw % (options + 8) {
        nth if nth < options => chosen(nth).into_iter().collect(),
        nth if nth == options => Vec::new(),
        nth if nth == options + 1 => vec![Answer::Skipped],
        nth if nth == options + 2 => vec![Answer::Number(i64::from(draw) * 100_000)],
        nth if nth == options + 3 => vec![Answer::Text(" \u{0}\n".to_owned()), Answer::Text("=1".to_owned())],
        nth if nth == options + 4 => vec![Answer::Code { system: String::new(), code: "none".to_owned() }],
        nth if nth == options + 5 => vec![Answer::Date("2026-02-30".to_owned())],
        nth if nth == options + 6 => vec![Answer::Decimal("-1.50".to_owned())],
        _ => vec![Answer::Yes(true), Answer::Yes(false)],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_answers_make_a_bundle_with_a_fault(draws in prop::collection::vec(any::<u16>(), 1..60), at in any::<u8>()) {
        let all = measured();
        let mut draws = draws.into_iter().cycle();
        let mut draw = || draws.next().unwrap_or_default();
        let records = all.iter().zip(1_u8..).map(|(measured, n)| {
            let state = ResponseState::ALL[usize::from(draw() % 3)];
            let begun = Response::begun(measured.id, &measured.form.version, "en", noon());
            let mut response = Response { state, ..begun };
            for item in measured.form.all_items() {
                response.give(&item.link_id, given(item, draw().wrapping_add(u16::from(at))));
            }
            response.give("of no form", vec![Answer::Number(1)]);
            (crate::archive::id(n), response.into())
        });
        let written = written(&notebook(records.collect::<Vec<_>>()));
        prop_assert_eq!(written.responses as usize, all.len());
        prop_assert_eq!(faults(&written.bundle), Vec::<String>::new());
    }
}

#[test]
fn what_was_answered_is_read_again_and_adds_up_to_the_same() {
    let (notebook, all) = (notebook_of_a_year(), measured());
    let read = FilledIn::read(written(&notebook).text().as_bytes()).expect("it is FHIR");
    let known = notebook.responses().filter_map(|(_, response)| {
        let is = |it: &&Measured<'_>| it.id == response.measure && it.form.version == response.version;
        Some((response, all.iter().find(is)?))
    });
    let known: Vec<_> = known.collect();
    assert_eq!(read.len(), known.len());
    for ((response, of), filled) in known.into_iter().zip(read) {
        let again = filled.expect("it is read").answers(of.form, of.scoring);
        assert_eq!(again.problems, []);
        let takes = |given: &&Given| of.form.item(&given.item).is_some_and(|item| item.takes(&given.answer));
        let said = of.form.counted(&response.answers).filter(takes).filter(|it| it.answer != Answer::Skipped);
        assert_eq!(again.given, said.cloned().collect::<Vec<_>>(), "{}", of.id);
        let totals = |given: &[Given]| of.scoring.score(of.form, given).totals;
        assert_eq!(totals(&again.given), totals(&response.answers));
    }
}
