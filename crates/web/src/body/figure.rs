//! The figure: its outline, and where on it each place of the body is.

use maud::{Markup, html};

/// From which side a figure is seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Front,
    Back,
}

/// A point of a figure, which is 200 wide and 420 high.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    pub(super) side: Side,
    pub(super) x: i32,
    pub(super) y: i32,
}

const fn front(x: i32, y: i32) -> Spot {
    Spot { side: Side::Front, x, y }
}

const fn back(x: i32, y: i32) -> Spot {
    Spot { side: Side::Back, x, y }
}

/// How far apart two markers at one spot are.
pub(super) const BESIDE: i32 = 16;

/// Where the places of `content/words/body-places.toml` are. A place that is around the body is not here.
pub(super) const SPOTS: [(&str, Spot); 22] = [
    ("head", front(100, 22)),
    ("behind-eyes", front(100, 38)),
    ("face", front(100, 50)),
    ("jaw", front(100, 62)),
    ("throat", front(100, 82)),
    ("neck", back(100, 78)),
    ("shoulders", front(64, 100)),
    ("shoulders", front(136, 100)),
    ("chest", front(100, 122)),
    ("heart", front(114, 138)),
    ("upper-back", back(100, 122)),
    ("lower-back", back(100, 184)),
    ("stomach", front(100, 162)),
    ("belly", front(100, 190)),
    ("hips", front(78, 214)),
    ("arms", front(44, 160)),
    ("arms", front(156, 160)),
    ("hands", front(34, 232)),
    ("hands", front(166, 232)),
    ("legs", front(82, 300)),
    ("legs", front(118, 300)),
    ("feet", front(100, 400)),
];

/// The outline, the same from both sides.
pub(super) fn outline() -> Markup {
    html! {
        g .figure stroke-linecap="round" stroke-linejoin="round" {
            circle cx="100" cy="40" r="29" {}
            path d="M100 66V92" stroke-width="22" {}
            path d="M60 100Q100 84 140 100L132 206Q100 222 68 206Z" stroke-width="12" {}
            path d="M58 104 44 168 35 230M142 104 156 168 165 230" fill="none" stroke-width="22" {}
            path d="M84 212 81 300 79 388M116 212 119 300 121 388" fill="none" stroke-width="28" {}
            path d="M79 392 70 404M121 392 130 404" fill="none" stroke-width="18" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places that are on no figure.
    const AROUND: [&str; 6] = ["skin", "around", "behind", "in-front", "above", "nowhere"];

    #[test]
    fn every_place_of_the_content_is_on_the_figure_or_around_it() {
        for word in &hearken_content::library().words.body_places {
            let on_figure = SPOTS.iter().any(|(place, _)| *place == word.id);
            assert!(on_figure != AROUND.contains(&word.id.as_str()), "{}", word.id);
        }
        let known =
            |place: &str| hearken_content::library().words.body_places.iter().any(|word| word.id == place);
        assert!(
            SPOTS.iter().all(|(place, spot)| known(place)
                && (0..=200).contains(&spot.x)
                && (0..=420).contains(&spot.y))
        );
    }
}
