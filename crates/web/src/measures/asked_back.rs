//! What was typed and cannot be kept as it stands: a field of another kind, a day that is still to come. The rest is kept, and
//! that alone is asked for again, as it was typed.

use hearken_core::{Refusal, When, responses::Response};
use hearken_measures::{Form, ItemKind};

use super::forms;
use crate::{error::Said, form::Fields, words, zone::Clock};

/// What is asked for again.
pub(super) struct AskedBack {
    /// The places of items, each with what was typed.
    pub(super) items: Vec<(usize, String)>,
    /// The day that it was on, as it was typed, if that is what is wrong.
    pub(super) when: Option<String>,
}

impl AskedBack {
    /// What of these fields is asked for again, if anything is.
    pub(super) fn of(
        form: &Form,
        before: &Response,
        fields: &Fields,
        clock: &Clock,
    ) -> Result<Option<Self>, Refusal> {
        let items = forms::read(form, fields)?.unclear;
        let when = on_another_day(fields, before, clock).is_err().then(|| fields.text("when").to_owned());
        Ok((!items.is_empty() || when.is_some()).then_some(Self { items, when }))
    }

    /// What stands at the head of the page.
    pub(super) fn said(&self) -> Said {
        let what = if self.items.is_empty() {
            "That day is still to come, or is none."
        } else {
            "One answer could not be kept as it was typed."
        };
        let then =
            "Everything else is kept, and nothing is lost: mend what is marked, or empty it, then go on.";
        Said { what: what.to_owned(), then: then.to_owned() }
    }

    /// What was typed into an item, if it is asked for again.
    pub(super) fn typed(&self, at: usize) -> Option<&str> {
        self.items.iter().find(|(place, _)| *place == at).map(|(_, typed)| typed.as_str())
    }
}

/// What stands beside an item of that kind while what was typed there is not kept.
pub(super) const fn wanted(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Integer => "Not kept yet: this asks for a whole number, such as 12.",
        ItemKind::Date => "Not kept yet: this asks for a day, such as 2026-11-27.",
        _ => "Not kept yet: this asks for a number, such as 2.5.",
    }
}

/// A day that cannot be the one.
pub(super) struct NotThatDay;

/// The day that the form names, where it is not the one that stands there: somebody copies what they once filled in on paper.
pub(super) fn on_another_day(
    fields: &Fields,
    before: &Response,
    clock: &Clock,
) -> Result<Option<When>, NotThatDay> {
    let typed = fields.text("when");
    // As it stood when the page was made, or as it stands now, it was not set on this page.
    if [fields.text("when-was"), &words::input_value(before.when.local()), ""].contains(&typed) {
        return Ok(None);
    }
    clock.read(typed).filter(|when| when.at <= clock.now().at).map(Some).ok_or(NotThatDay)
}
