//! Between a screen's form and the answer it gives: reading one from the other, both ways.
//!
//! Field names: `words` · `option` (again and again) and `other` · `look`, `colour`, `shape`, `age` · `body` (again
//! and again) and `words` · `question` and `answer` (again and again) · `part`, `name`, `manner`, `other` · the id of each
//! scale · `part` (again and again).

use hearken_content::{ChoiceOption, Input, PartInput};
use hearken_core::{RecordId, Refusal, exercises::AnswerValue, parts::Part};

use crate::{components::is_colour, form::Fields};

use super::scales;

/// What a form says. Screens that ask who is here are read by [`PartSaid`] instead.
pub(super) fn read(input: &Input, fields: &Fields) -> Result<AnswerValue, Refusal> {
    let text = |name: &str| fields.text(name).to_owned();
    let picked = |name: &str| Some(text(name)).filter(|value| !value.is_empty());
    Ok(match input {
        Input::None | Input::Breath(_) | Input::Wait(_) => AnswerValue::Done,
        Input::Text(_) | Input::Spoken(_) | Input::Processing(_) => AnswerValue::Words(text("words")),
        Input::Scale(input) => AnswerValue::Levels(scales::read(input, fields)?),
        Input::Drawing(_) => AnswerValue::Drawing { picture: fields.record("picture"), words: text("words") },
        Input::Parts(_) => AnswerValue::Parts(fields.records("part")),
        Input::Choice(_) | Input::FeelToward(_) => AnswerValue::Chosen {
            options: fields.all("option").map(str::to_owned).collect(),
            other: text("other"),
        },
        Input::Part(_) => fields.record("part").map_or(AnswerValue::Skipped, AnswerValue::Part),
        Input::Picture(_) => AnswerValue::Picture {
            words: text("look"),
            colour: picked("colour").filter(|colour| is_colour(colour)),
            shape: picked("shape"),
            age: text("age"),
        },
        Input::Body(_) => AnswerValue::Body {
            places: fields.all("body").map(str::to_owned).collect(),
            words: text("words"),
        },
        Input::OwnQuestions(_) => AnswerValue::OwnQuestions(
            fields
                .all("question")
                .zip(fields.all("answer"))
                .filter(|(question, answer)| !question.trim().is_empty() || !answer.trim().is_empty())
                .map(|(question, answer)| (question.to_owned(), answer.to_owned()))
                .collect(),
        ),
    })
}

/// The form as it looks when this was answered.
pub(super) fn filled(value: &AnswerValue) -> Fields {
    let mut fields = Fields::default();
    let mut all = |name: &str, values: &[String]| values.iter().for_each(|value| fields.push(name, value));
    match value {
        AnswerValue::Done | AnswerValue::Skipped => {}
        AnswerValue::Words(words) => fields.push("words", words),
        AnswerValue::Chosen { options, other } => {
            all("option", options);
            fields.push("other", other);
        }
        AnswerValue::Part(part) => fields.push("part", &part.to_string()),
        AnswerValue::Drawing { picture, words } => {
            picture.iter().for_each(|picture| fields.push("picture", &picture.to_string()));
            fields.push("words", words);
        }
        AnswerValue::Parts(parts) => parts.iter().for_each(|part| fields.push("part", &part.to_string())),
        AnswerValue::Levels(levels) => {
            levels.iter().for_each(|(scale, level)| fields.push(scale, &level.to_string()));
        }
        AnswerValue::Picture { words, colour, shape, age } => {
            fields.push("look", words);
            fields.push("colour", colour.as_deref().unwrap_or_default());
            fields.push("shape", shape.as_deref().unwrap_or_default());
            fields.push("age", age);
        }
        AnswerValue::Body { places, words } => {
            all("body", places);
            fields.push("words", words);
        }
        AnswerValue::OwnQuestions(pairs) => pairs.iter().for_each(|(question, answer)| {
            fields.push("question", question);
            fields.push("answer", answer);
        }),
    }
    fields
}

/// Who is here, as the form says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct PartSaid {
    /// The part: one that is known, or a new one with its name.
    pub(super) who: Who,
    /// How it shows itself; may be empty.
    pub(super) manner: String,
    /// The gate that this manner opens.
    pub(super) gate: Option<String>,
}

/// A part that is known, or one that gets its name now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Who {
    /// Known already.
    Known(RecordId),
    /// New.
    New(String),
}

impl PartSaid {
    /// Reads the form; `None` when nobody was named. A name that was typed counts more than a part that was picked:
    /// the list may still show the part of last time.
    pub(super) fn read(input: &PartInput, fields: &Fields) -> Option<Self> {
        let name = fields.text("name").trim();
        let who =
            if name.is_empty() { Who::Known(fields.record("part")?) } else { Who::New(name.to_owned()) };
        let picked = input.manners.iter().find(|manner| manner.id == fields.text("manner"));
        let own = fields.text("other").trim();
        let gate = picked.and_then(|manner| manner.gate.clone());
        let manner = match picked {
            Some(picked) if own.is_empty() => picked.label.clone(),
            // What opens a gate stays beside words of one's own (rule U1).
            Some(picked) if gate.is_some() && !is_said_in(picked, own) => {
                format!("{}{BESIDE}{own}", picked.label)
            }
            _ => own.to_owned(),
        };
        Some(Self { who, manner, gate })
    }
}

/// Between several words for how a part shows itself; parts that became one have theirs so too.
const BESIDE: &str = ", ";

/// Whether a manner is among the words for how a part shows itself.
pub(super) fn is_said_in(manner: &ChoiceOption, words: &str) -> bool {
    format!("{BESIDE}{words}{BESIDE}").contains(&format!("{BESIDE}{}{BESIDE}", manner.label))
}

/// Adds how a part shows itself to a form that names it.
pub(super) fn fill_manner(input: &PartInput, part: &Part, fields: &mut Fields) {
    let alone = input.manners.iter().find(|manner| manner.label == part.manner);
    let gated =
        || input.manners.iter().find(|manner| manner.gate.is_some() && is_said_in(manner, &part.manner));
    let manner = alone.or_else(gated);
    if let Some(manner) = manner {
        fields.push("manner", &manner.id);
    }
    let own = manner.map_or_else(|| part.manner.clone(), |manner| without(&part.manner, &manner.label));
    if !own.is_empty() {
        fields.push("other", &own);
    }
}

/// The words for how a part shows itself without one of them.
fn without(words: &str, label: &str) -> String {
    let around = format!("{BESIDE}{words}{BESIDE}").replacen(&format!("{BESIDE}{label}{BESIDE}"), BESIDE, 1);
    around.trim_start_matches(BESIDE).trim_end_matches(BESIDE).to_owned()
}

#[cfg(test)]
mod tests {
    use hearken_content::library;
    use proptest::prelude::*;

    use super::*;

    fn input(screen: &str) -> &'static Input {
        let guide = library().newest_guide("meet-a-protector").unwrap();
        &guide.screen(screen).unwrap().2.input
    }

    fn survives(screen: &str, value: &AnswerValue) {
        assert_eq!(&read(input(screen), &filled(value)).unwrap(), value);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn an_answer_shown_in_its_form_reads_back_as_it_was(
            one in ".*", two in ".*", many in prop::collection::vec("[a-z-]{1,9}", 0..4),
            pairs in prop::collection::vec((".*\\S.*", ".*"), 0..4),
        ) {
            survives("purpose", &AnswerValue::Words(one.clone()));
            survives("feel-first", &AnswerValue::Chosen { options: many.clone(), other: one.clone() });
            survives("body", &AnswerValue::Body { places: many, words: one.clone() });
            survives("own-questions", &AnswerValue::OwnQuestions(pairs));
            let colour = Some("#3f6f8f".to_owned());
            survives("picture", &AnswerValue::Picture { words: one, colour, shape: None, age: two });
        }
    }

    #[test]
    fn a_colour_that_is_none_is_not_kept() {
        for wrong in ["red", "#12345", "#12345g", "#ffffff;x", "#fffé1"] {
            let mut fields = Fields::default();
            fields.push("colour", wrong);
            let AnswerValue::Picture { colour, .. } = read(input("picture"), &fields).unwrap() else {
                panic!("a picture")
            };
            assert_eq!(colour, None, "{wrong}");
        }
    }

    #[test]
    fn a_young_and_hurt_part_opens_its_gate() {
        let Input::Part(part) = input("who") else { panic!("asks for a part") };
        let mut fields = Fields::default();
        assert_eq!(PartSaid::read(part, &fields), None);
        fields.push("name", "  Little one ");
        fields.push("manner", "young-and-hurt");
        let said = PartSaid::read(part, &fields).unwrap();
        assert_eq!(said.who, Who::New("Little one".to_owned()));
        assert_eq!(said.gate.as_deref(), Some("young-part"));
    }

    #[test]
    fn what_opens_a_gate_stands_beside_ones_own_words_and_both_come_back_in_the_form() {
        let Input::Part(part) = input("who") else { panic!("asks for a part") };
        let mut fields = Fields::default();
        for (name, value) in
            [("name", "Little one"), ("manner", "young-and-hurt"), ("other", "very, very still")]
        {
            fields.push(name, value);
        }
        let said = PartSaid::read(part, &fields).unwrap();
        let known = Part { manner: said.manner.clone(), ..Part::default() };
        let mut again = Fields::default();
        fill_manner(part, &known, &mut again);
        assert_eq!((again.text("manner"), again.text("other")), ("young-and-hurt", "very, very still"));
        again.push("name", "Little one");
        assert_eq!(PartSaid::read(part, &again).unwrap(), said, "sent again it says the same");
    }
}
