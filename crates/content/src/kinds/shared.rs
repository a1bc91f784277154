//! What most guides say in the same words, written once: cautions, usual gates, and the words of three kinds of screens.
//!
//! A guide that leaves one of them out gets it from here when the folder is read, so the rest of the program and every
//! check sees whole guides only.

use serde::Deserialize;

use super::guide::{Cautions, Gate, Guide};
use super::input::{
    ChoiceOption, FeelTowardInput, FeelWord, Input, PartInput, ProcessingInput, ProcessingWay,
};
use super::source::Source;

/// `safety/cautions.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsualCautions {
    /// Always `cautions`.
    pub(crate) id: String,
    /// See [`Cautions::intro`].
    pub(crate) intro: String,
    /// See [`Cautions::items`].
    pub(crate) items: Vec<String>,
    /// Where they come from.
    pub(crate) sources: Vec<Source>,
}

/// `safety/gates.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsualGates {
    /// Always `gates`.
    pub(crate) id: String,
    /// The gates.
    #[serde(rename = "gate")]
    pub(crate) gates: Vec<Gate>,
    /// Where they come from.
    pub(crate) sources: Vec<Source>,
}

/// `words/feel-toward.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeelTowardWords {
    /// Always `feel-toward`.
    pub(crate) id: String,
    /// See [`FeelTowardInput::other`].
    pub(crate) other: String,
    /// See [`FeelTowardInput::gate`].
    pub(crate) gate: String,
    /// See [`FeelTowardInput::words`].
    #[serde(rename = "word")]
    pub(crate) words: Vec<FeelWord>,
    /// Where they come from.
    pub(crate) sources: Vec<Source>,
}

/// `words/part-question.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartQuestion {
    /// Always `part-question`.
    pub(crate) id: String,
    /// See [`PartInput::known`].
    pub(crate) known: String,
    /// See [`PartInput::new_name`].
    pub(crate) new_name: String,
    /// See [`PartInput::manner`].
    pub(crate) manner: String,
    /// See [`PartInput::manners`].
    pub(crate) manners: Vec<ChoiceOption>,
    /// See [`PartInput::other`].
    pub(crate) other: String,
    /// Where they come from.
    pub(crate) sources: Vec<Source>,
}

/// `words/processing.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsualProcessing {
    /// Always `processing`.
    pub(crate) id: String,
    /// See [`ProcessingInput::tick`].
    pub(crate) tick: String,
    /// See [`ProcessingInput::ways`].
    pub(crate) ways: Vec<ProcessingWay>,
    /// Where they come from.
    pub(crate) sources: Vec<Source>,
}

/// All of it, as far as it could be read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shared<'a> {
    pub(crate) cautions: Option<&'a UsualCautions>,
    pub(crate) gates: Option<&'a UsualGates>,
    pub(crate) feel_toward: Option<&'a FeelTowardWords>,
    pub(crate) part_question: Option<&'a PartQuestion>,
    pub(crate) processing: Option<&'a UsualProcessing>,
}

impl Shared<'_> {
    /// Makes a guide whole.
    pub(crate) fn complete(&self, guide: &mut Guide) {
        if let Some(usual) = self.cautions.filter(|_| guide.cautions == Cautions::default()) {
            guide.cautions = Cautions { intro: usual.intro.clone(), items: usual.items.clone() };
        }
        for screen in guide.steps.iter_mut().flat_map(|step| &mut step.screens) {
            match &mut screen.input {
                Input::FeelToward(feel) => self.complete_words(feel),
                Input::Part(part) => self.complete_question(part),
                Input::Processing(processing) => self.complete_processing(processing),
                _ => {}
            }
        }
        self.add_named_gates(guide);
    }

    fn complete_words(&self, feel: &mut FeelTowardInput) {
        let Some(usual) = self.feel_toward else { return };
        fill(&mut feel.other, &usual.other);
        fill(&mut feel.gate, &usual.gate);
        if feel.words.is_empty() {
            feel.words.clone_from(&usual.words);
        }
    }

    fn complete_question(&self, part: &mut PartInput) {
        let Some(usual) = self.part_question else { return };
        fill(&mut part.known, &usual.known);
        fill(&mut part.new_name, &usual.new_name);
        fill(&mut part.manner, &usual.manner);
        fill(&mut part.other, &usual.other);
        if part.manners.is_empty() {
            part.manners.clone_from(&usual.manners);
        }
    }

    fn complete_processing(&self, processing: &mut ProcessingInput) {
        let Some(usual) = self.processing else { return };
        fill(&mut processing.tick, &usual.tick);
        if processing.ways.is_empty() {
            processing.ways.clone_from(&usual.ways);
        }
    }

    /// Adds the usual gates that the guide names and does not write itself.
    fn add_named_gates(&self, guide: &mut Guide) {
        let named: Vec<String> = guide.named_gates().map(|(_, id)| id.to_owned()).collect();
        let usual = self.gates.into_iter().flat_map(|usual| &usual.gates);
        let missing = usual.filter(|gate| named.contains(&gate.id) && guide.gate(&gate.id).is_none());
        let missing: Vec<Gate> = missing.cloned().collect();
        guide.gates.extend(missing);
    }
}

fn fill(text: &mut String, usual: &str) {
    if text.is_empty() {
        usual.clone_into(text);
    }
}
