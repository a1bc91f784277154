//! What was answered, in words: for the page of a finished run, the journal entry it leaves, print and text.

use hearken_content::{Guide, Input, Library, Screen, Word, fill};
use hearken_core::{
    Notebook,
    exercises::{AnswerValue, Run, Side},
    pictures::Picture,
};

use super::scales;

/// One answered screen, ready to be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Said {
    /// The screen's id.
    pub(crate) screen: String,
    /// The question.
    pub(crate) prompt: String,
    /// The short name of the question.
    pub(crate) short: String,
    /// The answer, a paragraph each.
    pub(crate) words: Vec<String>,
    /// What another window had answered, a paragraph each.
    pub(crate) others: Vec<String>,
    /// Whether something was drawn that is still here.
    pub(crate) drawn: bool,
}

impl Said {
    /// What cannot be read or printed, in a sentence.
    pub(crate) fn unwritten(&self) -> Option<&str> {
        self.drawn.then_some("A drawing is kept with the exercise.")
    }
}

/// Everything that was answered in a run, in the guide's order. Screens without words are left out.
pub(crate) fn all(library: &Library, guide: &Guide, run: &Run, notebook: &Notebook) -> Vec<Said> {
    guide
        .screens()
        .filter_map(|(_, screen)| {
            let answer = run.answer(&screen.id)?;
            let words = words(library, &screen.input, &answer.value, notebook);
            let others: Vec<_> = answer
                .others
                .iter()
                .flat_map(|other| self::words(library, &screen.input, other, notebook))
                .collect();
            let drawn = is_drawn(&answer.value, notebook);
            (drawn || !words.is_empty() || !others.is_empty()).then(|| Said {
                screen: screen.id.clone(),
                prompt: Names::on(screen, run, notebook).fill(&screen.prompt),
                short: screen.short.clone(),
                words,
                others,
                drawn,
            })
        })
        .collect()
}

/// Whether the answer is a drawing that is still here.
fn is_drawn(value: &AnswerValue, notebook: &Notebook) -> bool {
    let AnswerValue::Drawing { picture: Some(picture), .. } = value else { return false };
    notebook.get::<Picture>(*picture).is_some()
}

/// What the parts are called of which a screen speaks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Names {
    /// The part the screen is about; “this part” while nobody was named.
    pub(crate) part: String,
    /// The part on the other side; “the other part” while nobody was named.
    pub(crate) other: String,
}

impl Names {
    /// The names as one screen uses them.
    pub(crate) fn on(screen: &Screen, run: &Run, notebook: &Notebook) -> Self {
        let side = side(screen);
        let name = |side, none: &str| {
            let part = run.part_on(side).and_then(|id| notebook.part(id));
            part.map_or_else(|| none.to_owned(), |part| part.name.clone())
        };
        Self { part: name(side, "this part"), other: name(side.across(), "the other part") }
    }

    /// Puts them into a text of the guide.
    pub(crate) fn fill(&self, text: &str) -> String {
        fill(text, &[("part", &self.part), ("other", &self.other)])
    }
}

/// Which part of a run a screen is about.
pub(crate) const fn side(screen: &Screen) -> Side {
    match screen.about {
        hearken_content::Side::One => Side::One,
        hearken_content::Side::Other => Side::Other,
    }
}

/// One answer in words, a paragraph each; empty when there are none. Options that `input` does not know are shown as their ids.
pub(crate) fn words(
    library: &Library,
    input: &Input,
    value: &AnswerValue,
    notebook: &Notebook,
) -> Vec<String> {
    let mut said = Vec::new();
    let mut add = |text: &str| {
        if !text.trim().is_empty() {
            said.push(text.trim().to_owned());
        }
    };
    match value {
        AnswerValue::Done | AnswerValue::Skipped => {}
        AnswerValue::Words(words) | AnswerValue::Drawing { words, .. } => add(words),
        AnswerValue::Chosen { options, other } => {
            add(&list(options.iter().map(|id| option_label(input, id))));
            add(other);
        }
        AnswerValue::Part(part) => {
            if let Some(part) = notebook.part(*part) {
                add(&list([part.name.as_str(), part.manner.as_str()].into_iter()));
            }
        }
        AnswerValue::Picture { words, colour, shape, age } => {
            add(words);
            add(&colour_and_shape(library, colour.as_deref(), shape.as_deref()));
            add(age);
        }
        AnswerValue::Levels(levels) => levels.iter().for_each(|(scale, level)| {
            add(&format!("{}: {level} of 10", scales::one(library, scale).label));
        }),
        AnswerValue::Parts(parts) => {
            add(&list(parts.iter().filter_map(|part| notebook.part(*part)).map(|part| part.name.as_str())));
        }
        AnswerValue::Body { places, words } => {
            add(&list(places.iter().map(|id| label(&library.words.body_places, id))));
            add(words);
        }
        AnswerValue::OwnQuestions(pairs) => pairs.iter().for_each(|(question, answer)| {
            add(question);
            add(answer);
        }),
    }
    said
}

fn colour_and_shape(library: &Library, colour: Option<&str>, shape: Option<&str>) -> String {
    let colour = colour.map(|hex| colour_label(library, hex));
    let shape = shape.map(|id| label(&library.words.shapes, id));
    list(colour.into_iter().chain(shape))
}

/// The label of a word in a list; the id itself when a newer program wrote it.
pub(crate) fn label<'a>(words: &'a [Word], id: &'a str) -> &'a str {
    words.iter().find(|word| word.id == id).map_or(id, |word| &word.label)
}

fn colour_label<'a>(library: &'a Library, hex: &'a str) -> &'a str {
    library.words.colours.iter().find(|colour| colour.hex == hex).map_or(hex, |colour| &colour.label)
}

fn option_label<'a>(input: &'a Input, id: &'a str) -> &'a str {
    let label = match input {
        Input::Choice(choice) => {
            choice.options.iter().find(|option| option.id == id).map(|option| &option.label)
        }
        Input::FeelToward(feel) => feel.words.iter().find(|word| word.id == id).map(|word| &word.label),
        _ => None,
    };
    label.map_or(id, String::as_str)
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Answers as plain text: each question, then what was said.
pub(crate) fn text(said: &[Said]) -> String {
    let answers = said.iter().map(|said| {
        let paragraphs = said.words.iter().chain(&said.others).map(String::as_str).chain(said.unwritten());
        paragraphs.fold(said.prompt.clone(), |text, words| format!("{text}\n{words}"))
    });
    answers.collect::<Vec<_>>().join("\n\n")
}
