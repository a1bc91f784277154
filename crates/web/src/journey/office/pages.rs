//! The page of a session in the office, and what other pages show of it.

use hearken_content::{EffectWords, Role, library};
use hearken_core::{
    Notebook, RecordId,
    journey::{self, MomentKind, State},
};
use maud::{Markup, html};

use super::{Visit, due, effects::said, form};
use crate::{
    AppState,
    components::{Tone, Words, card as titled, field, notice},
    error::Said,
    form::Fields,
    journey::during::what,
    layout::{Page, shell},
    zone::Clock,
};

/// For the staff, and for the person beside them.
pub(super) struct OfficePage<'a> {
    pub(super) state: &'a AppState,
    pub(super) page: Page,
    pub(super) visit: &'a Visit<'a>,
    /// Whoever looks has a device that was handed over: what is theirs to note is here, and nothing that was answered before.
    pub(super) narrow: bool,
    /// Something was noted just now.
    pub(super) kept: bool,
    /// What was sent and cannot be, and why.
    pub(super) trouble: Option<(&'a Fields, Said)>,
}

impl OfficePage<'_> {
    pub(super) fn render(&self, clock: &Clock) -> Markup {
        let (visit, office) = (self.visit, &library().journey.office);
        let told = visit.told(clock, if self.narrow { Role::Sitter } else { Role::Practice });
        shell(
            &self.page,
            &html! {
                p .over { a href=(self.back()) { "Back" } }
                h1 { (office.title) }
                p .lead { (office.lead) }
                @if let Some((_, said)) = &self.trouble { (notice(Tone::Problem, said)) }
                @if self.kept { p .kept role="status" { "Kept." } }
                @if let Some(minutes) = visit.minutes(&visit.now).filter(|_| visit.treatment.ended.is_none()) {
                    p { (super::hours(minutes)) " since the medicine" }
                }
                @for (rule, words) in &told { section .came { p { (words) " " span .help { (rule) } } } }
                (titled(&office.pressure.title, &html! {
                    (due::list(visit))
                    p { a .button .second href={ (visit.address()) "/vitals" } { "Write a reading down" } }
                }))
                @if visit.treatment.began.is_some() { (self.effects()) }
                @else { p { "What is seen can be noted here once the session has begun." } }
                (self.noted())
                p .help .decide { (office.decide) }
                (self.ways())
            },
        )
    }

    fn back(&self) -> String {
        let under_way = self.visit.treatment.state == State::InSession;
        format!("{}{}", self.visit.address(), if under_way { "/during" } else { "" })
    }

    fn effects(&self) -> Markup {
        let words = &library().journey.office.effects;
        html! {
            h2 { (words.title) }
            p .help { (words.lead) " " @if self.visit.is_esketamine() { (words.until) } }
            @for effect in &words.effects { (self.effect(effect)) }
        }
    }

    /// One thing to see: how it stands, and the buttons.
    fn effect(&self, effect: &EffectWords) -> Markup {
        let seen = self.visit.seen(&effect.id);
        let sent = self.trouble.as_ref().map(|(fields, _)| *fields);
        let typed = sent.filter(|fields| fields.text("effect") == effect.id);
        let when = format!("when-{}", effect.id);
        html! {
            form .card .effect method="post" action={ (self.visit.address()) "/office" } {
                h3 { (effect.title) }
                p { (effect.plain) @if let Some(note) = &effect.note { " " span .help { (note) } } }
                p { strong { (stands(self.visit, effect)) } }
                @if let Some(when) = self.visit.counted(effect).filter(|_| seen.began.is_none()) {
                    p .help { "An answer that counts: " (self.visit.since(when)) }
                }
                input type="hidden" name="record" value=(self.record(typed));
                input type="hidden" name="effect" value=(effect.id);
                details open[typed.is_some()] {
                    summary { "Not now, but at" span .sr-only { ": " (effect.title) } }
                    (field(&when, "When was it?", Some("Leave it empty for now."), &html! {
                        input type="datetime-local" id=(when) name="when" value=(typed.map_or("", |fields| fields.text("when"))) autocomplete="off";
                    }))
                }
                div .row {
                    @if seen.is_open() { (button("0", "It is over", effect)) }
                    @else {
                        (button("1", if seen.began.is_some() { "It is back" } else { "It began" }, effect))
                        @if seen.began.is_none() { (button("0", "Not there", effect)) }
                    }
                }
            }
        }
    }

    /// The record that a form keeps: what was sent again keeps its own.
    fn record(&self, sent: Option<&Fields>) -> String {
        let own = sent.and_then(|fields| fields.record("record"));
        own.unwrap_or_else(|| self.state.keeper.new_record_id()).to_string()
    }

    /// What was measured and seen, in its order; what was seen can be mended. What the person said is theirs, and not here.
    fn noted(&self) -> Markup {
        let moments = journey::moments_of(self.visit.notebook, self.visit.id);
        let for_staff = |kind| matches!(kind, MomentKind::Vitals | MomentKind::LookIn | MomentKind::Wrong);
        let noted: Vec<_> = moments.into_iter().filter(|(_, moment)| for_staff(moment.kind)).collect();
        html! {
            @if !noted.is_empty() {
                h2 { "What was noted" }
                ol .timeline {
                    @for (id, moment) in noted {
                        li {
                            span .at { (self.visit.since(&moment.when)) } " "
                            @match said(moment) {
                                Some(seen) if self.narrow => (seen),
                                Some(seen) => a href={ "/journey/moments/" (id) "/seen" } { (seen) },
                                None => (what(moment)),
                            }
                        }
                    }
                }
            }
        }
    }

    fn ways(&self) -> Markup {
        let sitter = &library().journey.sitter;
        html! {
            div .row .ways-on {
                @if self.visit.treatment.state == State::InSession { a .button .second href={ (self.visit.address()) "/end" } { (sitter.office.title) } }
                @if !self.narrow { (form::way(self.visit)) }
            }
        }
    }
}

/// A button that says whether it is there.
fn button(there: &str, words: &str, effect: &EffectWords) -> Markup {
    html! { button .button .second name="there" value=(there) { (words) span .sr-only { ": " (effect.title) } } }
}

/// What is written down so far and what is still open, on the page with the list at the end; nothing at home.
pub(in crate::journey) fn still_open(notebook: &Notebook, id: RecordId, clock: &Clock) -> Markup {
    let Some(visit) = Visit::of(notebook, id, clock) else { return Markup::default() };
    let office = &library().journey.office;
    let told = visit.told(clock, Role::Client);
    let stay = told.iter().find(|(rule, _)| *rule == "R29");
    html! {
        @if let Some((_, words)) = stay { section .came { p { (words) } } }
        (titled("Written down so far", &html! {
            dl .facts {
                @if let Some(minutes) = visit.minutes(&visit.now) { dt { "Since the medicine" } dd { (super::hours(minutes)) } }
                @for effect in &office.effects.effects {
                    dt { (effect.title) }
                    dd { (stands(&visit, effect)) }
                }
                @if !visit.treatment.ride.is_empty() { dt { "The way home" } dd { bdi { (Words(&visit.treatment.ride)) } } }
            }
            (due::list(&visit))
            p { a href={ (visit.address()) "/office" } { (office.title) } }
        }))
    }
}

fn stands(visit: &Visit<'_>, effect: &EffectWords) -> String {
    let seen = visit.seen(&effect.id);
    match (seen.began, seen.over, seen.never) {
        (Some(began), None, _) => {
            format!("{}, since {}", library().journey.office.effects.open, visit.since(began))
        }
        (Some(began), Some(over), _) => format!("From {} to {}", visit.since(began), visit.since(over)),
        (None, _, Some(never)) => format!("Not there, {}", visit.since(never)),
        (None, _, None) => "Nothing noted yet".to_owned(),
    }
}

/// The ways into it, on the session's page; nothing at home.
pub(in crate::journey) fn card(notebook: &Notebook, id: RecordId, clock: &Clock) -> Markup {
    let Some(visit) = Visit::of(notebook, id, clock) else { return Markup::default() };
    titled(
        &library().journey.office.title,
        &html! {
            @for (effect, since) in visit.open() { p { (library().journey.office.effects.open) ": " (effect) ", since " (since) } }
            (form::stands(&visit, clock))
            div .row {
                a .button .second href={ (visit.address()) "/office" } { "Readings, and what is seen" }
                (form::way(&visit))
            }
        },
    )
}
