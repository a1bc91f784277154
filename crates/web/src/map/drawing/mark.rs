//! The marks of parts and of Self: a shape for each role, a size for the guard, Self's own ring where they are blended.

use hearken_core::{
    map::Spot,
    parts::{Blend, Role},
};
use maud::{Markup, html};

use super::said;
use crate::components::is_colour;

/// How far a mark reaches from its middle. Neither end is better; one that was never rated lies between.
pub(super) fn reach(guard: Option<u8>) -> f64 {
    guard.map_or(32.0, |level| 26.0 + 2.4 * f64::from(level))
}

/// A role's colour on paper.
pub(super) const fn colour(role: Role) -> &'static str {
    match role {
        Role::Manager => "#3f6f8f",
        Role::Firefighter => "#b5533c",
        Role::Exile => "#7a5c99",
        Role::NotYetKnown => "#7d8470",
    }
}

/// Self in the middle, always.
pub(super) fn of_self() -> Markup {
    let word = &hearken_content::library().words.self_word.label;
    html! {
        g .map-self color="#e0a526" {
            circle r="62" fill="currentColor" opacity="0.28" {}
            circle r="30" fill="currentColor" {}
            text y="66" dy="1em" font-size="26" text-anchor="middle" fill="#62606e" class="map-self-word" { (word) }
        }
    }
}

/// A part's mark with its words, around 0, 0.
pub(super) fn of_part(spot: &Spot<'_>, reach: f64, small: f64) -> Markup {
    let part = spot.part;
    let size = |units: f64| format!("{:.0}", units * small);
    html! {
        circle .spot-hit r=(size(74.0)) fill="none" pointer-events="all" {}
        circle .spot-halo r=(format!("{:.1}", reach + 11.0 * small)) fill="currentColor" opacity="0.16" {}
        (shape(part.role, part.colour.as_deref(), reach))
        @if part.blend == Some(Blend::Blended) { (blended(reach)) }
        @if let Some(emoji) = said::emoji(&part.emoji) {
            text .spot-emoji font-size=(format!("{:.0}", reach)) text-anchor="middle" dy="0.36em" { (emoji) }
        }
        text y=(format!("{:.1}", reach + 14.0 * small)) text-anchor="middle" unicode-bidi="isolate" {
            tspan .spot-name x="0" dy="1em" font-size=(size(26.0)) font-weight="600" fill="#2b2a33" { (said::name(&part.name)) }
            // Read, not seen: between the name and what follows.
            tspan font-size="0" { " " }
            tspan .spot-line x="0" dy="1.35em" font-size=(size(20.0)) fill="#62606e" { (said::line(spot)) }
        }
    }
}

/// The role's shape, filled with the part's own colour where it has one.
fn shape(role: Role, own: Option<&str>, reach: f64) -> Markup {
    let fill = own.filter(|own| is_colour(own)).unwrap_or(match role {
        Role::NotYetKnown => "#fffdf9",
        _ => "currentColor",
    });
    let class =
        if fill == "#fffdf9" && own.is_none_or(|own| own != fill) { "spot-mark open" } else { "spot-mark" };
    let [all, most, some] = [1.0, 0.9, 0.62].map(|part| format!("{:.1}", reach * part));
    let [twice_most, twice_all, twice_some] = [1.8, 2.0, 1.36].map(|part| format!("{:.1}", reach * part));
    let (minus_most, minus_all) = (format!("-{most}"), format!("-{all}"));
    html! {
        g class=(class) fill=(fill) stroke="currentColor" stroke-width="4" stroke-linejoin="round" {
            @match role {
                Role::Manager => rect x=(minus_most) y=(minus_most) width=(twice_most) height=(twice_most) rx="6" {},
                Role::Firefighter => path d=(format!("M0 -{all} L{all} {most} L-{all} {most}Z")) {},
                Role::Exile => circle r=(all) stroke-dasharray="9 7" fill-opacity="0.4" {},
                Role::NotYetKnown => rect x=(minus_all) y=(format!("-{:.1}", reach * 0.68)) width=(twice_all) height=(twice_some) rx=(some) {},
            }
        }
    }
}

/// Self's ring over a part whose view feels like “me”.
fn blended(reach: f64) -> Markup {
    let [aside, around] = [0.75, 0.9].map(|part| format!("{:.1}", reach * part));
    html! { circle .spot-blended cx=(aside) cy=(format!("-{aside}")) r=(around) fill="#e0a526" fill-opacity="0.45" stroke="#e0a526" stroke-width="3" {} }
}
