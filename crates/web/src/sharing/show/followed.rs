//! Whoever writes on in something that is shared sees there who reads along.

use hearken_core::{
    Notebook, RecordId,
    sharing::{Grant, Space, Subject},
};
use jiff::civil::Date;
use maud::{Markup, html};

use crate::{layout::Page, words};

/// Somebody to whom a record is shown with its later changes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Follower {
    record: RecordId,
    /// The person's name for them.
    called: String,
    /// The last day on which they see it.
    until: Option<Date>,
}

/// Everybody who follows anything; while it is paused, too, since it goes on.
pub(crate) fn followers(notebook: &Notebook) -> Vec<Follower> {
    let follower = |grant: &Grant| {
        let Subject::Record(record) = grant.subject else { return None };
        let space = notebook.get::<Space>(grant.space).filter(|space| space.is_on())?;
        let follows = grant.keeps_up && !grant.stopped;
        follows.then(|| Follower { record, called: space.called.clone(), until: grant.until })
    };
    notebook.all::<Grant>().filter_map(|(_, grant)| follower(grant)).collect()
}

/// Who sees what is changed in a record, above the button that keeps it. Nothing where nobody does.
pub(crate) fn who_follows(page: &Page, record: &str) -> Markup {
    let all = page.open.iter().flat_map(|open| &open.followers);
    let of_it: Vec<_> = all.filter(|follower| follower.record.to_string() == record).collect();
    html! {
        @if !of_it.is_empty() {
            p .help {
                "Shown with your later changes, as far as you ticked it, to "
                @for (nth, follower) in of_it.iter().enumerate() {
                    @if nth > 0 { ", " }
                    bdi { (follower.called) }
                    @if let Some(until) = follower.until { " (until " (words::long_day(until)) ")" }
                }
                "."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn whoever_writes_on_sees_who_reads_along_and_until_when_and_of_nothing_else() {
        let [shown, other] = [1, 2].map(|n| RecordId::from_bytes([n; 16]));
        let mut page = Page::sample(Place::Parts);
        let follower = |called: &str, until| Follower { record: shown, called: called.to_owned(), until };
        let until = Date::constant(2026, 12, 24);
        page.open.as_mut().unwrap().followers = vec![follower("Mara", None), follower("<Ben>", Some(until))];
        let said = |record: RecordId| who_follows(&page, &record.to_string()).into_string();
        assert!(said(shown).contains("<bdi>Mara</bdi>, <bdi>&lt;Ben&gt;</bdi> (until "));
        assert_eq!(said(other), "");
        assert_eq!(who_follows(&Page::outside(), &shown.to_string()).into_string(), "");
    }
}
