//! Levels on a screen: which scales it asks, in which words, and what its form says.

use hearken_content::{Library, ScaleInput, ScaleWords};
use hearken_core::{Refusal, limits::check_level, readings::Quality};

use crate::form::Fields;

/// One scale as a screen asks it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Asked<'a> {
    /// Its id: the field's name, and what is stored.
    pub(super) id: String,
    /// What stands above it.
    pub(super) question: String,
    /// Its short name.
    pub(super) label: String,
    /// What its ends mean.
    pub(super) words: &'a ScaleWords,
}

/// The ids of the scales, in the order they are asked: `eight-cs` stands for the eight qualities.
fn ids(input: &ScaleInput) -> impl Iterator<Item = &str> {
    input.scales.iter().flat_map(|id| {
        let eight = id == ScaleInput::EIGHT_CS;
        let qualities = Quality::ALL.map(Quality::id).into_iter().filter(move |_| eight);
        qualities.chain(Some(id.as_str()).filter(|_| !eight))
    })
}

/// What a screen asks.
pub(super) fn asked<'a>(library: &'a Library, input: &ScaleInput) -> Vec<Asked<'a>> {
    ids(input).map(|id| one(library, id)).collect()
}

/// One scale by its id.
pub(super) fn one<'a>(library: &'a Library, id: &str) -> Asked<'a> {
    let words = &library.words;
    match words.eight_cs.iter().find(|quality| quality.id == id) {
        Some(quality) => Asked {
            id: id.to_owned(),
            question: quality.label.clone(),
            label: quality.label.clone(),
            words: words.scale("quality"),
        },
        None => {
            let words = words.scale(id);
            Asked { id: id.to_owned(), question: words.question.clone(), label: words.label.clone(), words }
        }
    }
}

/// The levels that a form says; what was passed over is not among them.
pub(super) fn read(input: &ScaleInput, fields: &Fields) -> Result<Vec<(String, u8)>, Refusal> {
    let mut levels = Vec::new();
    for id in ids(input) {
        match fields.text(id).trim() {
            "" => {}
            said => {
                let level = said.parse().map_err(|_| Refusal::NotANumber)?;
                check_level(level)?;
                levels.push((id.to_owned(), level));
            }
        }
    }
    Ok(levels)
}

#[cfg(test)]
mod tests {
    use hearken_content::{ScaleOf, library};

    use super::*;

    fn input(scales: &[&str]) -> ScaleInput {
        let scales = scales.iter().map(|&id| id.to_owned()).collect();
        ScaleInput { of: ScaleOf::Inner, scales, at: None, gate: None }
    }

    #[test]
    fn the_eight_cs_are_eight_scales_with_the_same_ends() {
        let asked = asked(library(), &input(&["self-energy", "eight-cs"]));
        assert_eq!(asked.len(), 9);
        assert_eq!((asked[0].id.as_str(), asked[1].id.as_str()), ("self-energy", "curiosity"));
        assert!(asked[1..].iter().all(|scale| scale.words.id == "quality"));
    }

    #[test]
    fn a_level_is_taken_passed_over_or_refused() {
        let mut fields = Fields::default();
        fields.push("self-energy", " 10 ");
        fields.push("calm", "");
        let scales = input(&["self-energy", "eight-cs"]);
        assert_eq!(read(&scales, &fields), Ok(vec![("self-energy".to_owned(), 10)]));
        for wrong in ["11", "-1", "much"] {
            let mut fields = Fields::default();
            fields.push("self-energy", wrong);
            assert!(read(&scales, &fields).is_err(), "{wrong}");
        }
    }
}
