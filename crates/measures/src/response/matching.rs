//! Which form was filled in: by its address, else by its LOINC panel, else by the names of its items.

use std::collections::HashSet;

use super::{
    FilledIn, LOINC,
    names::{Named, Names},
};
use crate::{Fault, Form, Scoring, fhir::fault};

impl FilledIn {
    /// Which of these forms was filled in, by its place among them.
    ///
    /// # Errors
    /// That none of them was, or that it could be more than one: guessing would count the wrong answers.
    pub fn form_among(&self, forms: &[(&Form, &Scoring)]) -> Result<usize, Fault> {
        let all = |fits: &dyn Fn(&Form) -> bool| {
            forms.iter().enumerate().filter(|(_, (form, _))| fits(form)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let said = |form: &Form| !form.url.is_empty() && form.url == self.questionnaire;
        let mut named = all(&said);
        if named.len() > 1 {
            named = all(&|form| said(form) && form.version == self.version);
        }
        let of_panel = || {
            let panel = loinc_code(&self.questionnaire);
            let has = |form: &Form| {
                form.codes.iter().any(|it| it.system == LOINC && Some(it.code.as_str()) == panel)
            };
            all(&has)
        };
        if named.is_empty() {
            named = of_panel();
        }
        if named.is_empty() {
            named = self.by_items(forms);
        }
        match named[..] {
            [one] => Ok(one),
            [] => Err(fault(&self.place, "it answers no questionnaire that is known here")),
            _ => Err(fault(&self.place, "it could answer more than one questionnaire")),
        }
    }

    /// Whether it says itself that it answers this form: by its address, or by its LOINC panel.
    #[must_use]
    pub fn says_it_answers(&self, form: &Form) -> bool {
        let panel = loinc_code(&self.questionnaire);
        let of_panel = || form.codes.iter().any(|it| it.system == LOINC && Some(it.code.as_str()) == panel);
        (!form.url.is_empty() && form.url == self.questionnaire) || of_panel()
    }

    /// Whether it answers this form in other words than these.
    #[must_use]
    pub fn is_of_another_version(&self, form: &Form) -> bool {
        let is_this = !form.url.is_empty() && self.questionnaire == form.url;
        is_this && !self.version.is_empty() && self.version != form.version
    }

    /// The forms that know the most of the items that were answered: at least three of four, and half of their own.
    fn by_items(&self, forms: &[(&Form, &Scoring)]) -> Vec<usize> {
        let answered: HashSet<&str> = self.replies.iter().map(|reply| reply.link_id.as_str()).collect();
        let known = |form: &Form, scoring: &Scoring| {
            let names = Names::of(form, scoring);
            let (mut ours, mut others) = (HashSet::new(), 0);
            for link_id in &answered {
                match names.find(link_id) {
                    Named::Question(item) => drop(ours.insert(&item.link_id)),
                    Named::Computed => {}
                    Named::Words | Named::Nothing => others += 1,
                }
            }
            let own = form.all_items().filter(|item| item.kind.is_question() && !item.computed).count();
            let most = ours.len() >= others * 3 && ours.len() * 2 >= own;
            if most { ours.len() } else { 0 }
        };
        let known: Vec<usize> = forms.iter().map(|(form, scoring)| known(form, scoring)).collect();
        let most = known.iter().copied().max().filter(|most| *most > 0);
        known.iter().enumerate().filter(|(_, many)| Some(**many) == most).map(|(at, _)| at).collect()
    }
}

/// The code in an address of LOINC.
fn loinc_code(address: &str) -> Option<&str> {
    let path = address.strip_prefix(LOINC).or_else(|| address.strip_prefix("https://loinc.org"))?;
    path.strip_prefix('/')?.trim_end_matches('/').rsplit('/').next().filter(|code| !code.is_empty())
}
