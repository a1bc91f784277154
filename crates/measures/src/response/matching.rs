//! Which form was filled in: by its address, else by its LOINC panel, else by the names of its items.

use std::collections::HashSet;

use super::{
    FilledIn,
    names::{Named, Names},
};
use crate::{Fault, Form, Scoring, fhir::fault};

impl FilledIn {
    /// Which of these forms was filled in, by its place among them.
    ///
    /// # Errors
    /// That none of them was, or that it could be more than one: guessing would count the wrong answers.
    pub fn form_among(&self, forms: &[(&Form, &Scoring)]) -> Result<usize, Fault> {
        match self.forms_among(forms)[..] {
            [one] => Ok(one),
            [] => Err(fault(&self.place, "it answers no questionnaire that is known here")),
            _ => Err(fault(&self.place, "it could answer more than one questionnaire")),
        }
    }

    /// Which of these forms may have been filled in, by their places among them.
    #[must_use]
    pub fn forms_among(&self, forms: &[(&Form, &Scoring)]) -> Vec<usize> {
        let all = |fits: &dyn Fn(&Form) -> bool| {
            forms.iter().enumerate().filter(|(_, (form, _))| fits(form)).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let said = |form: &Form| !form.url.is_empty() && form.url == self.questionnaire;
        let mut named = all(&said);
        if named.len() > 1 {
            let of_version = all(&|form| said(form) && form.version == self.version);
            if !of_version.is_empty() || !self.version.is_empty() {
                named = of_version;
            }
        }
        if named.is_empty() {
            named = all(&|form| self.names_panel_of(form));
        }
        if named.is_empty() {
            named = self.by_items(forms);
        }
        named
    }

    /// Whether the code in its address is the LOINC panel of this form.
    fn names_panel_of(&self, form: &Form) -> bool {
        loinc_code(&self.questionnaire).is_some_and(|panel| form.panels().any(|code| code == panel))
    }

    /// Whether it says itself that it answers this form: by its address, or by its LOINC panel.
    #[must_use]
    pub fn says_it_answers(&self, form: &Form) -> bool {
        (!form.url.is_empty() && form.url == self.questionnaire) || self.names_panel_of(form)
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

impl Form {
    /// Whether this is that form: it has its address, or says that it is the same LOINC panel.
    #[must_use]
    pub fn is_same_as(&self, other: &Form) -> bool {
        let bare = |form: &Form| form.url.trim_end_matches('/').to_owned();
        let by_address = !bare(self).is_empty() && bare(self) == bare(other);
        by_address || self.panels().any(|panel| other.panels().any(|theirs| theirs == panel))
    }

    /// The LOINC codes of the panels that it says it is: beside it, and in its address.
    fn panels(&self) -> impl Iterator<Item = &str> {
        let is_loinc = |system: &str| after_scheme(system).trim_end_matches('/') == "loinc.org";
        let codes = self.codes.iter().filter(move |it| is_loinc(&it.system)).map(|it| it.code.trim());
        codes.filter(|code| !code.is_empty()).chain(loinc_code(&self.url))
    }
}

/// The code in an address of LOINC, with `http` or without, and whatever stands between.
fn loinc_code(address: &str) -> Option<&str> {
    let path = after_scheme(address).strip_prefix("loinc.org/")?;
    let path = path.split(['|', '?', '#']).next()?;
    path.trim_end_matches('/').rsplit('/').next().filter(|code| !code.is_empty())
}

/// An address without what says how it is fetched.
fn after_scheme(address: &str) -> &str {
    let rest = address.trim().split_once("://").map_or(address.trim(), |(_, rest)| rest);
    rest.strip_prefix("www.").unwrap_or(rest)
}
