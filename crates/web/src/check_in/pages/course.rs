//! The course of a part, and of Self with its eight qualities. Levels and days are stated; nothing is made of them.

use maud::{Markup, html};

use crate::{
    components::{
        Nearest, PartChip, PartsPlace, Plot, Reach, asks_card, harm_notice, parts_nav, reaches, role_mark,
    },
    layout::{Page, shell},
    zone::Clock,
};

/// What was said at one time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::check_in) struct Said {
    pub(in crate::check_in) address: String,
    pub(in crate::check_in) when: String,
    pub(in crate::check_in) levels: String,
    pub(in crate::check_in) note: String,
}

/// The course of one part.
pub(in crate::check_in) struct CoursePage {
    pub(in crate::check_in) page: Page,
    pub(in crate::check_in) chip: PartChip,
    pub(in crate::check_in) harm: bool,
    /// What the card that asks shows, if the words that were mended just now ask for it (K6).
    pub(in crate::check_in) asks: Option<Nearest>,
    pub(in crate::check_in) reach: Reach,
    pub(in crate::check_in) plot: Plot,
    pub(in crate::check_in) said: Vec<Said>,
}

impl CoursePage {
    pub(in crate::check_in) fn render(self, clock: &Clock) -> Markup {
        let chip = &self.chip;
        let address = format!("/parts/{}/readings", chip.id);
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::CheckIn))
                @if self.harm { (harm_notice()) }
                @if let Some(nearest) = &self.asks { (asks_card(nearest)) }
                p .over { "Over time" }
                h1 .part-name { (role_mark(chip.role, chip.colour.as_deref())) a href={ "/parts/" (chip.id) } { bdi { (chip.name) } } }
                @if self.said.is_empty() {
                    (nothing_yet(&format!("/check-in?part={}", chip.id)))
                } @else {
                    (reaches(&address, self.reach))
                    (self.plot.render(clock))
                    (said(&self.said))
                    div .row .ways-on {
                        a .button .second href={ "/check-in?part=" (chip.id) } { "Check in" }
                        a .button .second href="/marks" { "Marks" }
                    }
                }
            },
        )
    }
}

/// A part with what was said of it last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::check_in) struct PartNow {
    pub(in crate::check_in) chip: PartChip,
    pub(in crate::check_in) levels: String,
    pub(in crate::check_in) when: String,
}

/// A quality of Self with its newest level and the one before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::check_in) struct QualityNow {
    pub(in crate::check_in) word: &'static str,
    pub(in crate::check_in) level: u8,
    pub(in crate::check_in) before: Option<u8>,
    pub(in crate::check_in) when: String,
}

/// The course of Self, and where every part's is found.
pub(in crate::check_in) struct SelfPage {
    pub(in crate::check_in) page: Page,
    /// What the card that asks shows, as on [`CoursePage`].
    pub(in crate::check_in) asks: Option<Nearest>,
    pub(in crate::check_in) reach: Reach,
    pub(in crate::check_in) plot: Plot,
    pub(in crate::check_in) qualities: Vec<QualityNow>,
    pub(in crate::check_in) parts: Vec<PartNow>,
    pub(in crate::check_in) said: Vec<Said>,
}

impl SelfPage {
    pub(in crate::check_in) fn render(self, clock: &Clock) -> Markup {
        let nothing = self.said.is_empty() && self.parts.is_empty();
        shell(
            &self.page,
            &html! {
                (parts_nav(PartsPlace::CheckIn))
                div .head {
                    h1 { "Over time" }
                    a .button .main href="/check-in" { "Check in" }
                }
                @if let Some(nearest) = &self.asks { (asks_card(nearest)) }
                @if nothing { (nothing_yet("/check-in")) }
                @if !self.plot.lines.is_empty() {
                    (reaches("/check-in/over-time", self.reach))
                    (self.plot.render(clock))
                }
                (qualities(&self.qualities))
                (parts(&self.parts))
                (said(&self.said))
                div .row .ways-on { a .button .second href="/marks" { "Marks" } }
            },
        )
    }
}

fn nothing_yet(check_in: &str) -> Markup {
    html! {
        section .card {
            p { "What you say in check-ins is seen here over time, beside your sessions and other days you marked." }
            p { a .button .second href=(check_in) { "Check in" } }
        }
    }
}

/// The eight as bars, each with its number: a profile without a better shape.
fn qualities(qualities: &[QualityNow]) -> Markup {
    html! {
        @if !qualities.is_empty() {
            section .card {
                h2 { "The eight qualities of Self" }
                p .help { "The newest number you gave each, and the one before." }
                div .scroll tabindex="0" role="region" aria-label="The eight qualities of Self" {
                    table .profile {
                        thead { tr { th scope="col" { "Quality" } th scope="col" { "Now" } th scope="col" { "Before" } th scope="col" { "When" } } }
                        tbody {
                            @for quality in qualities {
                                tr {
                                    th scope="row" { (quality.word) }
                                    td { (bar(quality.level)) (quality.level) }
                                    td { @match quality.before { Some(level) => (level), None => { "–" span .sr-only { " not said" } } } }
                                    td .help { (quality.when) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn bar(level: u8) -> Markup {
    html! {
        svg class="profile-bar" viewBox="0 0 100 12" width="100" height="12" aria-hidden="true" {
            rect class="bar-room" x="0" y="0" width="100" height="12" rx="3" {}
            rect class="bar-level" x="0" y="0" width=(u32::from(level) * 10) height="12" rx="3" {}
        }
    }
}

fn parts(parts: &[PartNow]) -> Markup {
    html! {
        @if !parts.is_empty() {
            section .card {
                h2 { "Parts" }
                ul .plain-list {
                    @for part in parts {
                        li {
                            a .with-mark href={ "/parts/" (part.chip.id) "/readings" } { (role_mark(part.chip.role, part.chip.colour.as_deref())) bdi { (part.chip.name) } }
                            p { (part.levels) " " span .help { (part.when) } }
                        }
                    }
                }
            }
        }
    }
}

/// What was said, each with a way to mend it.
fn said(said: &[Said]) -> Markup {
    html! {
        @if !said.is_empty() {
            section .card {
                h2 { "What you said" }
                ul .plain-list {
                    @for one in said {
                        li {
                            a href=(one.address) { (one.when) }
                            @if !one.levels.is_empty() { p { (one.levels) } }
                            @if !one.note.is_empty() { p dir="auto" { (one.note) } }
                        }
                    }
                }
            }
        }
    }
}
