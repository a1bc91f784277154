//! One trigger and its course. Where it was strong, grounding is offered before anything else, and nothing is blocked.

use hearken_core::triggers::Trigger;
use maud::{Markup, html};

use crate::{
    components::{
        Nearest, PartChip, PartsPlace, Plot, Reach, asks_card, part_links, parts_nav, reaches, role_mark,
        written,
    },
    layout::{Page, shell},
    zone::Clock,
};

/// One time it happened, in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::triggers) struct Time {
    pub(in crate::triggers) address: String,
    pub(in crate::triggers) when: String,
    pub(in crate::triggers) said: String,
    pub(in crate::triggers) came: Vec<PartChip>,
    pub(in crate::triggers) helped: String,
    pub(in crate::triggers) words: String,
}

/// The page of one trigger.
pub(in crate::triggers) struct TriggerPage {
    pub(in crate::triggers) page: Page,
    pub(in crate::triggers) address: String,
    pub(in crate::triggers) trigger: Trigger,
    /// The parts it calls, in their order.
    pub(in crate::triggers) parts: Vec<PartChip>,
    /// A time was kept just now.
    pub(in crate::triggers) kept: bool,
    /// What is said first, because it was strong.
    pub(in crate::triggers) strong: Option<&'static str>,
    /// What the card that asks shows, if the words that were kept just now ask for it (K6).
    pub(in crate::triggers) asks: Option<Nearest>,
    pub(in crate::triggers) reach: Reach,
    pub(in crate::triggers) plot: Option<Plot>,
    /// The newest times first.
    pub(in crate::triggers) times: Vec<Time>,
    /// When, and what helped then.
    pub(in crate::triggers) helped: Vec<(String, String)>,
}

impl TriggerPage {
    pub(in crate::triggers) fn render(mut self, clock: &Clock) -> Markup {
        let plot = self.plot.take();
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::Triggers))
                @if let Some(said) = self.strong { (grounding_first(said)) }
                @if self.kept { p .kept role="status" { "Kept." } }
                @if let Some(nearest) = &self.asks { (asks_card(nearest)) }
                div .head {
                    h1 dir="auto" { (self.trigger.name) }
                    a .button .main href={ (self.address) "/happened" } { "It happened" }
                }
                @if self.trigger.archived { p .help { "You no longer look at this one." } }
                (self.described())
                @if let Some(plot) = plot {
                    (reaches(&self.address, self.reach))
                    (plot.render(clock))
                }
                (self.what_helped())
                (self.told())
                (self.ways_on())
            },
        )
    }

    fn described(&self) -> Markup {
        let Trigger { signs, helps, .. } = &self.trigger;
        html! {
            @if !signs.is_empty() || !self.parts.is_empty() || !helps.is_empty() {
                dl .traits {
                    @if !signs.is_empty() { dt { "How you notice it" } dd { (written(signs)) } }
                    @if !self.parts.is_empty() {
                        dt { "It calls, in this order" }
                        dd { ol .called { @for part in &self.parts {
                            li { a href={ "/parts/" (part.id) } { (role_mark(part.role, part.colour.as_deref())) " " bdi { (part.name) } } }
                        } } }
                    }
                    @if !helps.is_empty() { dt { "What helps" } dd { (written(helps)) } }
                }
            }
        }
    }

    fn what_helped(&self) -> Markup {
        html! {
            @if !self.helped.is_empty() {
                section .card {
                    h2 { "What helped, in your words" }
                    ul .plain-list { @for (when, words) in &self.helped { li { p dir="auto" { (words) } p .help { (when) } } } }
                }
            }
        }
    }

    fn told(&self) -> Markup {
        html! {
            @if self.times.is_empty() {
                section .card { p { "Each time it happens, say so here. Over months you see its course, beside your sessions." } }
            } @else {
                section .card {
                    h2 { "When it happened" }
                    ul .plain-list { @for time in &self.times { (one(time)) } }
                }
            }
        }
    }

    fn ways_on(&self) -> Markup {
        html! {
            div .row .ways-on {
                a .button .second href={ (self.address) "/edit" } { "Describe it" }
                form method="post" action={ (self.address) "/archive" } {
                    @if self.trigger.archived {
                        button .button .second name="back" value="1" { "Look at it again" }
                    } @else {
                        button .button .second { "No longer look at it" }
                    }
                }
                a .button .second href={ (self.address) "/erase" } { "Erase" }
                a .button .second href="/marks" { "Marks" }
            }
        }
    }
}

fn one(time: &Time) -> Markup {
    html! {
        li {
            a href=(time.address) { (time.when) }
            @if !time.said.is_empty() { p { (time.said) } }
            (part_links(&time.came))
            @if !time.words.is_empty() { p dir="auto" { (time.words) } }
        }
    }
}

fn grounding_first(said: &str) -> Markup {
    let words = &hearken_content::library().strong_trigger;
    html! {
        section .notice role="status" {
            p .what { (words.title) }
            p { (said) }
            div .row {
                a .button .main href="/grounding" { (words.button) }
                a href="/plan" { (hearken_content::library().display.card.plan) }
                a href="/help-now" { (words.help) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    fn page(strong: Option<&'static str>) -> String {
        let time = Time {
            address: "/triggers/times/o".to_owned(),
            when: "Sun 22 Nov, 18:40".to_owned(),
            said: "how strong 9".to_owned(),
            came: vec![PartChip::sample()],
            helped: String::new(),
            words: "<script>".to_owned(),
        };
        let page = TriggerPage {
            page: Page::sample(Place::Parts),
            address: "/triggers/t".to_owned(),
            trigger: Trigger { name: "<i>Sunday</i>".to_owned(), ..Trigger::default() },
            parts: vec![PartChip::sample()],
            kept: true,
            strong,
            asks: None,
            reach: Reach::All,
            plot: None,
            times: vec![time],
            helped: vec![("Sun 22 Nov".to_owned(), "<b>tea</b>".to_owned())],
        };
        page.render(&Clock::of(&axum::http::HeaderMap::new(), hearken_core::Timestamp::default(), 0))
            .into_string()
    }

    #[test]
    fn words_stay_words() {
        let page = page(None);
        for words in ["&lt;i&gt;Sunday", "&lt;b&gt;tea", "&lt;script&gt;"] {
            assert!(page.contains(words), "{words}");
        }
        assert!(!page.contains("href=\"/grounding\""));
    }

    #[test]
    fn k3_grounding_and_help_stand_before_everything_else_and_nothing_is_blocked() {
        let page = page(Some("Again."));
        let at = |what: &str| page.find(what).unwrap();
        assert!(at("Again.") < at("Kept.") && at("href=\"/grounding\"") < at("<h1"));
        assert!(page.contains("Show me who can help now") && page.contains("/triggers/t/happened"));
    }
}
