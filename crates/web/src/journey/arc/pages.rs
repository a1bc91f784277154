//! The page of an arc.

use maud::{Markup, html};

use crate::{
    components::{part_links, written},
    journey::{
        acts, after,
        after::{guard_table, moment_list},
        intentions,
    },
    layout::{Page, shell},
    sharing::share_link,
};

/// The loop of one session.
pub(super) struct Round {
    /// The session's.
    pub(super) address: String,
    pub(super) name: String,
    pub(super) when: String,
    pub(super) is_over: bool,
    pub(super) intentions: Vec<intentions::Shown>,
    pub(super) moments: Vec<after::Line>,
    pub(super) guards: Vec<after::Guard>,
    /// What differs on the map.
    pub(super) changed: Vec<Markup>,
    pub(super) acts: Vec<acts::Shown>,
    /// The next session's address and its intentions.
    pub(super) next: Option<(String, Vec<intentions::Shown>)>,
}

/// One loop, or all those of a programme, with the maps before and after.
pub(super) struct ArcPage {
    pub(super) page: Page,
    /// Where one comes from: its address and what it is called.
    pub(super) back: (String, String),
    pub(super) title: String,
    /// The session, where it is the arc of one.
    pub(super) session: Option<String>,
    pub(super) rounds: Vec<Round>,
    /// `None` while no session is over.
    pub(super) maps: Option<Markup>,
}

impl ArcPage {
    pub(super) fn render(&self) -> Markup {
        let (back, name) = &self.back;
        shell(
            &self.page,
            &html! {
                p .over .ways-on { a href=(back) { bdi { (name) } } }
                h1 { (self.title) }
                p .lead { "What you wrote down, in its order. What belongs to what is for you to say." }
                div .row .ways-on {
                    button .button .main type="button" data-print="" hidden { "Print it" }
                    @if let Some(session) = &self.session { (share_link(&self.page, session)) }
                }
                @if self.rounds.is_empty() { p .help { "No session is planned yet." } }
                @for round in &self.rounds { (round.render()) }
                @if let Some(maps) = &self.maps {
                    section .arc-maps {
                        h2 { "The map before and after" }
                        (maps)
                        p #map-twin .help { "The table says in words what the maps show." }
                    }
                }
            },
        )
    }
}

impl Round {
    fn render(&self) -> Markup {
        html! {
            section .arc-round {
                h2 { a href=(self.address) { (self.name) } " " span .help { (self.when) } }
                h3 { "What you wanted to be with" }
                @if self.intentions.is_empty() { p .help { "No intention was set." } }
                @for shown in &self.intentions { (intention(shown)) }
                @if self.is_over { (self.over()) }
                @else { p .help { "The rest stands here once the session is over." } }
            }
        }
    }

    fn over(&self) -> Markup {
        html! {
            h3 { "What was noted" }
            (moment_list(&self.moments))
            h3 { "Guards, before and after" }
            (guard_table(&self.guards, &format!(", {}", self.name)))
            h3 { "What differs on the map" }
            @if self.changed.is_empty() { p .help { "Nothing differs on the map." } }
            @else { ul .prompts { @for sentence in &self.changed { li { (sentence) } } } }
            h3 { "Small acts" }
            @if self.acts.is_empty() { p .help { "None was named." } }
            @for shown in &self.acts { (act(shown)) }
            h3 { "What came of the intention" }
            (self.came_of_it())
            h3 { "The next intention" }
            (self.next())
        }
    }

    fn came_of_it(&self) -> Markup {
        let said = self.intentions.iter().map(|shown| &shown.intention.came_of_it);
        let said: Vec<_> = said.filter(|words| !words.trim().is_empty()).collect();
        html! {
            @if said.is_empty() { p .help { "Not said yet. It may be nothing." } }
            @for words in said { (written(words)) }
        }
    }

    fn next(&self) -> Markup {
        match &self.next {
            None => html! { p .help { "No further session is planned." } },
            Some((address, intentions)) => html! {
                @if intentions.is_empty() { p .help { "None is set for the next session yet." } }
                @for shown in intentions { (written(&shown.intention.words)) }
                p .ways-on { a href=(address) { "To the next session" } }
            },
        }
    }
}

fn intention(shown: &intentions::Shown) -> Markup {
    let intention = &shown.intention;
    html! {
        (written(&intention.words))
        @if !shown.wanted_by.is_empty() { p .help { "Wanted by" } (part_links(&shown.wanted_by)) }
        @if !shown.about.is_empty() { p .help { "About" } (part_links(&shown.about)) }
        @for (name, text) in [("They ask for", &intention.conditions), ("You promise", &intention.promises)] {
            @if !text.is_empty() { p .help { (name) } (written(text)) }
        }
    }
}

fn act(shown: &acts::Shown) -> Markup {
    html! {
        (written(&shown.act.what))
        (part_links(&shown.part))
        @if shown.went.is_empty() { p .help { "Nobody has looked at it yet." } }
        @for (when, kept, words) in &shown.went {
            p .help { (when) " · " (acts::word(*kept)) }
            @if !words.is_empty() { (written(words)) }
        }
    }
}
