//! LOINC codes carry a check digit, and invented ones mostly get it wrong (G6).

use hearken_measures::{Coding, Form};

use super::{Finding, Folder, form_of};
use crate::folder::Filed;
use crate::kinds::measures::MeasureFile;

/// The system of LOINC codes, exactly so.
pub(super) const LOINC: &str = "http://loinc.org";

/// Whether a LOINC code has the digit at its end that follows from the others. Codes of answers begin with `LA`, and their
/// digit is the one of a number, five further.
pub(super) fn is_whole(code: &str) -> bool {
    let (digits, further) = code.strip_prefix("LA").map_or((code, 0), |digits| (digits, 5));
    let Some((number, check)) = digits.split_once('-') else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(number)
        && is_number(check)
        && check.len() == 1
        && check.parse::<u32>() == Ok((luhn(number) + further) % 10)
}

/// The digit that makes a number whole, by mod 10 (Luhn).
fn luhn(number: &str) -> u32 {
    let digits = number.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match at % 2 {
            0 if digit > 4 => digit * 2 - 9,
            0 => digit * 2,
            _ => digit,
        })
        .sum();
    (10 - sum % 10) % 10
}

/// Every LOINC code has its right check digit, and its system is written as LOINC's is.
pub(in crate::checks) fn loinc_codes_are_whole(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: form } in &folder.forms {
        for (place, coding) in codings(form) {
            if coding.system == LOINC && !is_whole(&coding.code) {
                found.push(Finding::new(file, place, wrong(&coding.code)));
            } else if coding.system != LOINC && coding.system.contains("loinc") {
                found.push(Finding::new(file, place, format!("the system of LOINC is {LOINC}")));
            }
        }
    }
    for Filed { file, value: measure } in &folder.measures {
        let broken = codes(measure).into_iter().filter(|(_, code)| !is_whole(code));
        found.extend(broken.map(|(place, code)| Finding::new(file, place, wrong(code))));
    }
    found
}

fn wrong(code: &str) -> String {
    format!("{code} is no LOINC code: its check digit is wrong; look it up")
}

/// Every code of a form, with its place.
fn codings(form: &Form) -> Vec<(String, &Coding)> {
    let of_form = form.codes.iter().map(|code| ("code".to_owned(), code));
    let of_items = form.all_items().flat_map(|item| {
        let options = item.options.iter().map(|choice| &choice.coding);
        item.codes.iter().chain(options).map(|code| (item.link_id.clone(), code))
    });
    of_form.chain(of_items).collect()
}

/// Every LOINC code beside a form, with its place.
fn codes(measure: &MeasureFile) -> Vec<(&'static str, &str)> {
    let scales = measure.scoring.scales.iter().filter_map(|scale| Some(("loinc", scale.loinc.as_deref()?)));
    let panel = measure.panel.iter().map(|code| ("panel", code.as_str()));
    let result = measure.result.iter().map(|result| ("result", result.code.as_str()));
    let answers = measure.result.iter().flat_map(|result| &result.answers);
    let answers = answers.map(|answer| ("result, answers", answer.code.as_str()));
    scales.chain(panel).chain(result).chain(answers).collect()
}

/// Whether anything in a measure is LOINC's.
pub(super) fn has_loinc(folder: &Folder, measure: &MeasureFile) -> bool {
    let form = form_of(folder, &measure.id);
    form.is_some_and(|form| codings(&form.value).iter().any(|(_, coding)| coding.system == LOINC))
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn g6_codes_of_the_notes_have_their_check_digit() {
        let codes = [
            "44249-1", "44261-6", "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2",
            "44252-5", "44253-3", "44260-8", "69722-7", "69737-5", "70274-6", "69725-0", "68509-9",
            "69733-4", "69734-2", "69735-9", "69689-8", "69736-7", "55757-9", "55758-7", "93246-7",
            "93247-5", "93248-3", "93249-1", "93250-9", "93267-3", "93269-9", "93373-9", "93245-9",
            "93374-7", "LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9", "LA6572-7", "LA6573-5", "LA6574-3",
            "LA6575-0", "LA33-6", "LA32-8", "LA9194-7", "LA6751-7", "LA9193-9",
        ];
        let wrong: Vec<&str> = codes.into_iter().filter(|code| !is_whole(code)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn g6_codes_that_were_made_up_are_refused() {
        for code in [
            "96843-5", "93243-5", "93266-6", "LA33-5", "LA6575-1", "44249", "44249-", "-1", "x-1", "1-10", "",
        ] {
            assert!(!is_whole(code), "{code}");
        }
    }
}
