//! One entry: as it stands, with its twin if two windows wrote at the same time, and as it was before.

use maud::{Markup, html};

use crate::{
    components::{Nearest, PartChip, asks_card, part_links, written},
    layout::{Page, shell},
    sharing::share_link,
};

/// One version of an entry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Version {
    pub(crate) rev: u32,
    /// When it was saved, in words.
    pub(crate) saved: String,
    pub(crate) title: Option<String>,
    pub(crate) body: String,
    /// When it was, in words.
    pub(crate) when: String,
    /// The same, as the form sends it.
    pub(crate) when_value: String,
    pub(crate) parts: Vec<PartChip>,
    pub(crate) tags: Vec<String>,
}

impl Version {
    fn render(&self) -> Markup {
        html! {
            h2 { "Saved " (self.saved) }
            p .help { "For " (self.when) }
            @if let Some(title) = &self.title { h3 { bdi { (title) } } }
            (written(&self.body))
            (part_links(&self.parts))
        }
    }
}

/// The page of one entry.
pub(crate) struct EntryPage {
    pub(crate) page: Page,
    pub(crate) id: String,
    /// The newest version.
    pub(crate) shown: Version,
    /// Versions that were saved at the same time and stand beside it.
    pub(crate) others: Vec<Version>,
    /// How many versions there are in all.
    pub(crate) revisions: usize,
    /// The exercise it came from.
    pub(crate) run: Option<String>,
    /// What the card that asks shows, if it was kept just now and its words ask for it (K6).
    pub(crate) asks: Option<Nearest>,
}

impl EntryPage {
    pub(crate) fn render(&self) -> Markup {
        let shown = &self.shown;
        shell(
            &self.page,
            &html! {
                @if let Some(nearest) = &self.asks { (asks_card(nearest)) }
                @if self.others.is_empty() { p .over { (shown.when) } }
                h1 { @match &shown.title { Some(title) => bdi { (title) }, None => "An entry" } }
                @if self.others.is_empty() { (written(&shown.body)) (part_links(&shown.parts)) } @else { (self.choice()) }
                @if !shown.tags.is_empty() {
                    p .help { "Tags: " @for (n, tag) in shown.tags.iter().enumerate() { @if n > 0 { ", " } bdi { (tag) } } }
                }
                @if let Some(run) = &self.run { p { a href={ "/exercises/" (run) } { "The exercise it came from" } } }
                (self.ways_on())
            },
        )
    }

    fn ways_on(&self) -> Markup {
        html! {
            div .row .ways-on {
                a .button .second href={ "/journal/" (self.id) "/edit" } { "Edit" }
                @if self.revisions > 1 {
                    a .button .second href={ "/journal/" (self.id) "/history" } { "Earlier versions" }
                }
                form method="post" action={ "/journal/" (self.id) "/text" } {
                    button .button .second { "Save as a text file" }
                }
                (share_link(&self.page, &self.id))
                a .button .second href={ "/journal/" (self.id) "/erase" } { "Erase" }
            }
        }
    }

    /// Both texts, whole, with the title, the day and the parts of each; nothing is chosen for the person.
    fn choice(&self) -> Markup {
        html! {
            section .notice role="status" {
                p .what { "This entry was written in two places at the same time. Both texts are here." }
                p .then { "Keep one of them, or both as one. The other stays among the earlier versions." }
            }
            div .versions {
                @for version in std::iter::once(&self.shown).chain(&self.others) {
                    section .card { (version.render()) (self.keep_this(version)) }
                }
            }
            p { a .button .main href={ "/journal/" (self.id) "/edit?both=1" } { "Keep both as one" } }
        }
    }

    fn keep_this(&self, version: &Version) -> Markup {
        html! {
            form method="post" action="/journal" {
                input type="hidden" name="record" value=(self.id);
                input type="hidden" name="base" value=(self.shown.rev);
                // Pressed while it was locked, it waits as a draft of this entry.
                input type="hidden" name="place" value={ "/journal/" (self.id) "/edit" };
                @for other in &self.others { input type="hidden" name="settles" value=(other.rev); }
                input type="hidden" name="title" value=(version.title.as_deref().unwrap_or_default());
                textarea hidden name="body" aria-hidden="true" { "\n" (version.body) }
                input type="hidden" name="when" value=(version.when_value);
                @for part in &version.parts { input type="hidden" name="part" value=(part.id); }
                button .button .second { "Keep this one" }
            }
        }
    }

    #[cfg(test)]
    fn sample(others: Vec<Version>) -> Self {
        Self {
            page: Page::sample(crate::layout::Place::Journal),
            id: "r".to_owned(),
            shown: Version::sample(3),
            others,
            revisions: 3,
            run: Some("run".to_owned()),
            asks: None,
        }
    }
}

/// Every version of an entry, newest first.
pub(crate) struct HistoryPage {
    pub(crate) page: Page,
    pub(crate) id: String,
    pub(crate) versions: Vec<Version>,
}

impl HistoryPage {
    pub(crate) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                h1 { "As it was" }
                p .lead { "Every version you kept, the newest first." }
                @for version in &self.versions { section .card { (version.render()) } }
                p { a .button .second href={ "/journal/" (self.id) } { "Back to the entry" } }
            },
        )
    }
}

#[cfg(test)]
impl Version {
    fn sample(rev: u32) -> Self {
        Self {
            rev,
            saved: "Sun 22 Nov, 18:40".to_owned(),
            title: Some("<i>Title</i>".to_owned()),
            body: format!("Body {rev} <img src=x onerror=alert(1)>"),
            when: "Sat 21 Nov, 09:00".to_owned(),
            when_value: "2026-11-21T09:00".to_owned(),
            parts: vec![PartChip::sample()],
            tags: vec!["<u>tag</u>".to_owned()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    #[test]
    fn an_entry_and_its_history_show_words_as_words() {
        let history = HistoryPage {
            page: Page::sample(Place::Journal),
            id: "r".to_owned(),
            versions: vec![Version::sample(2), Version::sample(1)],
        };
        for page in [EntryPage::sample(Vec::new()).render(), history.render()] {
            let page = page.into_string();
            assert!(
                page.contains("&lt;img src=x onerror=alert(1)&gt;")
                    && page.contains("&lt;i&gt;Title&lt;/i&gt;")
            );
            assert!(!page.contains("<img"));
        }
    }

    #[test]
    fn two_standing_texts_are_both_shown_whole_and_either_can_be_kept() {
        let page = EntryPage::sample(vec![Version::sample(2)]).render().into_string();
        for each in ["Body 3", "Body 2"] {
            let (_, after) = page.split_once(each).expect(each);
            let card = after.split("</section>").next().unwrap();
            assert!(card.contains("aria-label=\"Parts\"") && card.contains("Keep this one"), "{each}");
        }
        assert_eq!(page.matches("For Sat 21 Nov, 09:00").count(), 2);
        assert_eq!(page.matches("<h3><bdi>&lt;i&gt;Title").count(), 2);
        assert_eq!(page.matches("name=\"place\" value=\"/journal/r/edit\"").count(), 2);
        assert_eq!(page.matches("Keep this one").count(), 2);
        assert_eq!(page.matches("name=\"settles\" value=\"2\"").count(), 2);
        assert!(page.contains("/journal/r/edit?both=1"));
    }
}
