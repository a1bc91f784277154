//! Terms: every form shows whose words it is made of, and says what it is not.

use super::{Finding, Folder, codes, form_of};

/// The notice that LOINC asks for wherever its codes stand.
const LOINC_NOTICE: &str = "This material contains content from LOINC (http://loinc.org). LOINC is copyright © Regenstrief \
    Institute, Inc. and the LOINC Committee and is available at no cost under the license at http://loinc.org/license.";

/// A form carries the notice of its licence, and that of LOINC where it has its codes, so that both go wherever it goes.
pub(in crate::checks) fn terms_are_shown(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for measure in &folder.measures {
        // Where a practice supplies the words, the terms are its own.
        let Some(form) = form_of(folder, &measure.value.id).filter(|_| measure.value.text_from.is_none())
        else {
            continue;
        };
        if !form.value.copyright.contains(&measure.value.licence.words) {
            let message = "copyright has to hold the words of the licence in the file beside it";
            found.push(Finding::new(&form.file, "copyright", message));
        }
        let loinc = codes::has_loinc(folder, &measure.value);
        if loinc && !form.value.copyright.contains(LOINC_NOTICE) {
            found.push(Finding::new(
                &form.file,
                "copyright",
                format!("it has LOINC codes; add: {LOINC_NOTICE}"),
            ));
        }
    }
    found
}

/// What no study has shown to measure what it says, says so; and nothing else does.
pub(in crate::checks) fn house_items_say_so(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for measure in &folder.measures {
        let said = measure.value.unvalidated.as_deref().map(|words| words.contains("not a validated"));
        if said != (!measure.value.validated).then_some(true) {
            let message = "where validated = false, say that it is \"not a validated\" questionnaire; otherwise leave it out";
            found.push(Finding::new(&measure.file, "unvalidated", message));
        }
    }
    found
}
