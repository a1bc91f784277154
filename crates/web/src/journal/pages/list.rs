//! The list of entries, and what a search found.

use hearken_core::search::Piece;
use maud::{Markup, html};

use crate::{
    components::{PartChip, Words, field, marked, part_links},
    journal::list::Filter,
    layout::{Page, shell},
};

/// One entry in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub(crate) address: String,
    pub(crate) title: Option<String>,
    pub(crate) when: String,
    pub(crate) beginning: String,
    pub(crate) parts: Vec<PartChip>,
    /// Two windows wrote it at the same time, and nobody has chosen yet.
    pub(crate) two_texts: bool,
}

/// One thing that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Hit {
    pub(crate) address: String,
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) pieces: Vec<Piece>,
}

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    pub(crate) typed: String,
    /// How many, in a sentence.
    pub(crate) count: String,
    pub(crate) hits: Vec<Hit>,
}

/// The journal's first page, a later one, or what was found in it.
pub(crate) struct JournalPage {
    pub(crate) page: Page,
    pub(crate) rows: Vec<Row>,
    /// Every part, to choose by.
    pub(crate) parts: Vec<PartChip>,
    pub(crate) filter: Filter,
    /// The address of the next page.
    pub(crate) older: Option<String>,
    /// Whether there are newer entries than these.
    pub(crate) later: bool,
    /// How many entries the whole journal has.
    pub(crate) entries: usize,
    pub(crate) found: Option<Found>,
}

impl JournalPage {
    pub(crate) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                div .head {
                    h1 { "Journal" }
                    a .button .main href="/journal/new" { "Write" }
                }
                @if self.entries == 0 && self.found.is_none() { (empty()) } @else { (self.search_form()) }
                p .count data-search-count="" role="status" { @if let Some(found) = &self.found { (found.count) } }
                ol .entries data-search-hits="" {
                    @if let Some(found) = &self.found { @for hit in &found.hits { (hit_row(hit)) } }
                    @for row in &self.rows {
                        li .hit {
                            a href=(row.address) { @if let Some(title) = &row.title { bdi { (Words(title)) } } @else { (row.when) } }
                            @if row.title.is_some() { span .hit-when { (Words(&row.when)) } }
                            @if row.two_texts { span .hit-when { "two texts, written at the same time" } }
                            p .beginning dir="auto" { (Words(&row.beginning)) }
                            @if !row.parts.is_empty() { (part_links(&row.parts)) }
                        }
                    }
                }
                @if self.rows.is_empty() && self.entries > 0 && self.found.is_none() {
                    p { "No entry fits. " a href="/journal" { "Show all of them" } }
                }
                (self.paging())
            },
        )
    }

    fn search_form(&self) -> Markup {
        let typed = self.found.as_ref().map_or("", |found| &found.typed);
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let chosen = self.filter.part.map(|part| part.to_string());
        let narrowed = self.filter != Filter::default();
        html! {
            form .search .card method="post" action="/journal/search" role="search" data-search="" {
                div .row {
                    (field("q", "Search", None, &html! {
                        input type="search" id="q" name="q" value=(typed) dir="auto"
                            autocomplete="off" autocorrect="off" autocapitalize="none" spellcheck="false";
                    }))
                    button .button .second { "Find" }
                }
                details open[narrowed] {
                    summary { "By part and time" }
                    div .row {
                        @if !self.parts.is_empty() {
                            (field("part", "Part", None, &html! {
                                select id="part" name="part" {
                                    option value="" { "any" }
                                    @for part in &self.parts {
                                        option value=(part.id) selected[chosen.as_ref() == Some(&part.id)] { (part.name) }
                                    }
                                }
                            }))
                        }
                        (field("from", "From", None, &html! { input type="date" id="from" name="from" value=(day(self.filter.from)) autocomplete="off"; }))
                        (field("to", "Until", None, &html! { input type="date" id="to" name="to" value=(day(self.filter.to)) autocomplete="off"; }))
                    }
                }
            }
        }
    }

    fn paging(&self) -> Markup {
        html! {
            @if self.older.is_some() || self.later {
                nav .row aria-label="Pages" {
                    @if self.later { a .button .second href="/journal" { "Newest" } }
                    @if let Some(older) = &self.older { a .button .second href=(older) { "Earlier" } }
                }
            }
        }
    }
}

fn empty() -> Markup {
    html! {
        section .card {
            p { "What you write lives here, the newest first. Every word of it can be found again, and nobody else can read it." }
            p { a href="/journal/new" { "Write the first entry" } }
        }
    }
}

fn hit_row(hit: &Hit) -> Markup {
    html! {
        li .hit {
            a href=(hit.address) { (hit.title) }
            span .hit-when { (hit.when) }
            p dir="auto" { (marked(&hit.pieces)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn sample(rows: usize, found: Option<Found>) -> JournalPage {
        let row = Row {
            address: "/journal/r".to_owned(),
            title: None,
            when: "Sun 22 Nov, 18:40".to_owned(),
            beginning: "<svg onload=alert(1)>".to_owned(),
            parts: vec![PartChip::sample()],
            two_texts: true,
        };
        JournalPage {
            page: Page::sample(Place::Journal),
            entries: rows,
            rows: vec![row; rows],
            parts: vec![PartChip::sample()],
            filter: Filter::default(),
            older: Some("/journal?before=1_r".to_owned()),
            later: true,
            found,
        }
    }

    #[test]
    fn the_list_the_empty_list_and_what_was_found_all_render() {
        let pieces = vec![
            Piece { text: "the ".to_owned(), found: false },
            Piece { text: "<b>harbour</b>".to_owned(), found: true },
        ];
        let hit =
            Hit { address: "/parts/p".to_owned(), title: "<i>".to_owned(), when: "today".to_owned(), pieces };
        let found = Found { typed: "\"harbour".to_owned(), count: "1 found.".to_owned(), hits: vec![hit] };
        let list = sample(2, None).render().into_string();
        assert_eq!(list.matches("&lt;svg onload=alert(1)&gt;").count(), 2);
        assert!(sample(0, None).render().into_string().contains("Write the first entry"));
        let hits = sample(0, Some(found)).render().into_string();
        assert!(hits.contains("the <mark>&lt;b&gt;harbour&lt;/b&gt;</mark>"));
        assert!(hits.contains("value=\"&quot;harbour\"") && hits.contains(">1 found.<"));
    }
}
