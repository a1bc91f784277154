//! The list of entries, and what a search found.

use std::fmt::Write;

use hearken_core::{RecordId, search::Piece};
use maud::{Markup, Render, html};

use crate::{
    components::{PartChip, Room, Words, field, marked, part_links},
    journal::list::Filter,
    layout::{Page, shell},
    words::{DayAndTime, GOES_ON},
};

/// About as many bytes as an entry in the list has.
const ROW: usize = 700;

/// One entry in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) id: RecordId,
    pub(crate) title: Option<&'a str>,
    pub(crate) when: DayAndTime<'a>,
    pub(crate) beginning: &'a str,
    /// Whether there is more than the beginning.
    pub(crate) goes_on: bool,
    pub(crate) parts: Vec<PartChip>,
    /// Two windows wrote it at the same time, and nobody has chosen yet.
    pub(crate) two_texts: bool,
}

/// Where an entry is read. An id has nothing in it that a page would have to make safe.
struct Address(RecordId);

impl Render for Address {
    fn render_to(&self, page: &mut String) {
        write!(page, "/journal/{}", self.0).expect("a text takes all that is written");
    }
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
pub(crate) struct JournalPage<'a> {
    pub(crate) page: Page,
    pub(crate) rows: Vec<Row<'a>>,
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

impl JournalPage<'_> {
    pub(crate) fn render(&self) -> Markup {
        shell(
            &self.page,
            &html! {
                (Room(ROW * self.rows.len()))
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
                            a href=(Address(row.id)) {
                                @if let Some(title) = row.title { bdi { (Words(title)) } } @else { (row.when) }
                            }
                            @if row.title.is_some() { span .hit-when { (row.when) } }
                            @if row.two_texts { span .hit-when { "two texts, written at the same time" } }
                            p .beginning dir="auto" { (Words(row.beginning)) @if row.goes_on { (GOES_ON) } }
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
    use hearken_core::{Timestamp, When};

    fn sample(rows: usize, found: Option<Found>) -> JournalPage<'static> {
        static WHEN: When = When {
            at: Timestamp::from_millis(1_795_369_200_000),
            offset_minutes: 60,
            zone: None,
            all_day: false,
            zone_assumed: false,
        };
        let row = Row {
            id: RecordId::from_bytes([7; 16]),
            title: None,
            when: DayAndTime { when: &WHEN, today: jiff::civil::date(2026, 12, 1) },
            beginning: "<svg onload=alert(1)>",
            goes_on: true,
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
        assert_eq!(list.matches("&lt;svg onload=alert(1)&gt; …").count(), 2);
        let link = "<a href=\"/journal/07070707-0707-0707-0707-070707070707\">Sun 22 Nov, 18:40</a>";
        assert_eq!(list.matches(link).count(), 2);
        assert!(sample(0, None).render().into_string().contains("Write the first entry"));
        let hits = sample(0, Some(found)).render().into_string();
        assert!(hits.contains("the <mark>&lt;b&gt;harbour&lt;/b&gt;</mark>"));
        assert!(hits.contains("value=\"&quot;harbour\"") && hits.contains(">1 found.<"));
    }
}
