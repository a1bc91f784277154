//! By which names the items of a form are found in a response: `linkId`, else the LOINC code that LHC-Forms makes of it.

use std::collections::{HashMap, HashSet};

use super::LOINC;
use crate::{Form, Item, Scoring};

/// The names by which items are found.
pub(super) struct Names<'f> {
    by_link_id: HashMap<&'f str, &'f Item>,
    /// By LOINC code, where one item alone has it.
    by_code: HashMap<&'f str, Option<&'f Item>>,
    totals: HashSet<&'f str>,
}

/// What a name is in a form.
pub(super) enum Named<'f> {
    /// A question that a person answers.
    Question(&'f Item),
    /// A total, or something else that a program fills in.
    Computed,
    /// A group, or words.
    Words,
    /// It is not in the form.
    Nothing,
}

impl<'f> Names<'f> {
    pub(super) fn of(form: &'f Form, scoring: &'f Scoring) -> Self {
        let by_link_id = form.all_items().map(|item| (item.link_id.as_str(), item)).collect();
        let mut by_code: HashMap<&str, Option<&Item>> = HashMap::new();
        for (code, item) in form.all_items().filter_map(|item| Some((code_of(item)?, item))) {
            by_code.entry(code).and_modify(|found| *found = None).or_insert(Some(item));
        }
        let totals = scoring.scales.iter().filter_map(|scale| scale.loinc.as_deref()).collect();
        Self { by_link_id, by_code, totals }
    }

    pub(super) fn find(&self, link_id: &str) -> Named<'f> {
        let code = last_part(link_id);
        let by_code = || self.by_code.get(code).copied().flatten();
        match self.by_link_id.get(link_id).copied().or_else(by_code) {
            Some(item) if item.computed => Named::Computed,
            Some(item) if item.kind.is_question() => Named::Question(item),
            Some(_) => Named::Words,
            None if self.totals.contains(code) => Named::Computed,
            None => Named::Nothing,
        }
    }
}

/// The last part of an item's name, which is its LOINC code where LHC-Forms wrote it (`/44249-1/44250-9`).
fn last_part(link_id: &str) -> &str {
    link_id.rsplit('/').next().unwrap_or(link_id)
}

/// The LOINC code of an item.
fn code_of(item: &Item) -> Option<&str> {
    item.codes.iter().find(|code| code.system == LOINC).map(|code| code.code.as_str())
}
