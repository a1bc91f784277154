//! What stands first wherever a part is opened that carries an urge to harm: a number, a person, the ground (rules S1, K2,
//! K4). Without a word about parts.

use hearken_content::Shows;
use maud::{Markup, html};

use super::at_hand::{Nearest, crisis_line, line_of, number};

/// The card itself. In danger one tap fills the screen with the numbers (K1).
pub(crate) fn urge_to_harm(nearest: &Nearest) -> Markup {
    let said = &hearken_content::library().urge_to_harm;
    html! {
        section .notice .problem .urge aria-labelledby="urge" {
            h2 #urge { (said.title) }
            p { (said.text) }
            div .urge-now {
                p { (said.danger.text) }
                @if let Some(emergency) = nearest.country.emergency.first() { (number(emergency)) }
                p { a .button .danger href="/help-now/first" { (said.danger.button) } }
            }
            h3 { (said.person.title) }
            p { (said.person.text) }
            @if let Some(line) = crisis_line(nearest.country) { (line_of(line)) }
            (nearest.piece(Shows::PracticeLine))
            (nearest.piece(Shows::Plan))
            p .urge-ground {
                (said.ground.text) " "
                @if let Some(first) = said.grounding.first() { a href={ "/grounding/" (first) } { (said.ground.button) } }
            }
        }
    }
}

/// “I have seen this”: puts the card away until the page at `address` is opened again.
pub(crate) fn card_seen(address: &str) -> Markup {
    html! {
        form .row method="post" action="/help-now/card/seen" {
            input type="hidden" name="then" value={ (address) "?seen=1" };
            button .button .second .small { (hearken_content::library().display.card.seen) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_k2_k4_a_number_comes_first_and_no_word_about_parts() {
        let help = &hearken_content::library().help;
        for country in help.countries().chain([help.international()]) {
            let card = urge_to_harm(&Nearest::of(country)).into_string();
            let tel = &country.emergency.first().unwrap().tel;
            assert!(card.find(&format!("tel:{tel}")) < card.find("/help-now"), "{}", country.code);
            assert!(card.contains("href=\"/grounding/") && card.contains("href=\"/help-now/first\""));
            assert!(!card.to_lowercase().contains(" part"), "{}", country.code);
            let person = card.split_once("<h3>").unwrap().1;
            assert!(person.contains("class=\"call\""), "{}: somebody can be reached", country.code);
        }
    }
}
