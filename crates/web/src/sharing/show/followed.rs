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

/// Who sees what a form changes, above the button that keeps it. Nothing where nobody does. `records` are those that it goes into: a
/// small act, say, is shown with its session.
pub(crate) fn who_follows(page: &Page, records: &[&str]) -> Markup {
    let all = page.open.iter().flat_map(|open| &open.followers);
    let is_of_it = |follower: &&Follower| records.contains(&follower.record.to_string().as_str());
    let mut of_it: Vec<(&str, Option<Date>)> = Vec::new();
    for follower in all.filter(is_of_it) {
        let one = (follower.called.as_str(), follower.until);
        if !of_it.contains(&one) {
            of_it.push(one);
        }
    }
    html! {
        @if !of_it.is_empty() {
            p .help {
                "Shown with your later changes, as far as you chose, to "
                @for (nth, (called, until)) in of_it.iter().enumerate() {
                    @if nth > 0 { ", " }
                    bdi { (called) }
                    @if let Some(until) = until { " (until " (words::long_day(*until)) ")" }
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
        let [shown, other, session] = [1, 2, 3].map(|n| RecordId::from_bytes([n; 16]));
        let mut page = Page::sample(Place::Parts);
        let follower = |called: &str, until| Follower { record: shown, called: called.to_owned(), until };
        let until = Date::constant(2026, 12, 24);
        page.open.as_mut().unwrap().followers = vec![
            follower("Mara", None),
            follower("<Ben>", Some(until)),
            Follower { record: session, ..follower("Mara", None) },
        ];
        let [shown, other, session] = [shown, other, session].map(|record| record.to_string());
        let said = |records: &[&str]| who_follows(&page, records).into_string();
        assert!(said(&[&shown]).contains("<bdi>Mara</bdi>, <bdi>&lt;Ben&gt;</bdi> (until "));
        assert!(said(&[&other, &session]).contains("<bdi>Mara</bdi>."));
        assert_eq!(said(&[&session, &shown]).matches("Mara").count(), 1, "each is named once");
        assert_eq!(said(&[&other]), "");
        assert_eq!(who_follows(&Page::outside(), &[&shown]).into_string(), "");
    }
}
