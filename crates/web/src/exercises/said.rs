//! What was answered, in words: for the page of a finished run, the journal entry it leaves, print and text.

use hearken_content::{Guide, Input, Library, Screen, Word, fill};
use hearken_core::{
    Notebook, RecordId, drawings,
    exercises::{AnswerValue, Run, Side},
    recordings,
};

use super::{
    drawing,
    pages::voice_notes::{self, Note},
    scales,
};

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
    /// Where the drawings are that stand here.
    pub(crate) drawings: Vec<String>,
    /// What was said aloud.
    pub(crate) notes: Vec<Note>,
}

impl Said {
    /// What was answered on one screen in words or drawn; its question is its id.
    fn on(library: &Library, (screen, input): (&str, &Input), run: &Run, notebook: &Notebook) -> Self {
        let answer = run.answer(screen);
        let in_words = |value| words(library, input, value, notebook);
        Self {
            screen: screen.to_owned(),
            prompt: screen.to_owned(),
            short: screen.to_owned(),
            words: answer.map(|answer| in_words(&answer.value)).unwrap_or_default(),
            others: answer.into_iter().flat_map(|answer| &answer.others).flat_map(in_words).collect(),
            drawings: drawings::standing(notebook, run, screen).into_iter().map(drawing::place).collect(),
            notes: Vec::new(),
        }
    }

    /// With what was said aloud there; `None` when nothing was said in any way.
    fn with(self, notes: Vec<Note>) -> Option<Self> {
        let silent =
            self.words.is_empty() && self.others.is_empty() && self.drawings.is_empty() && notes.is_empty();
        (!silent).then_some(Self { notes, ..self })
    }

    /// What cannot be read or printed, in a sentence each.
    pub(crate) fn unwritten(&self) -> impl Iterator<Item = String> {
        let drawn = self.drawings.iter().map(|_| "A drawing is kept with the exercise.".to_owned());
        drawn.chain(self.notes.iter().map(|note| match recordings::length(note.seconds) {
            Some(length) => format!("A voice note of {length} is kept with the exercise."),
            None => "A voice note is kept with the exercise.".to_owned(),
        }))
    }
}

/// Everything that was answered in a run, in the guide's order: in words, drawn or said aloud. Screens without any of it are
/// left out.
pub(crate) fn all(
    library: &Library,
    guide: &Guide,
    (id, run): (RecordId, &Run),
    notebook: &Notebook,
) -> Vec<Said> {
    let mut notes = voice_notes::of_run(notebook, id);
    let screens = guide.screens().filter_map(|(_, screen)| {
        let notes = notes.extract_if(.., |note| note.screen == screen.id).collect();
        Said {
            prompt: Names::on(screen, run, notebook).fill(&screen.prompt),
            short: screen.short.clone(),
            ..Said::on(library, (&screen.id, &screen.input), run, notebook)
        }
        .with(notes)
    });
    screens.collect()
}

/// The same of a run whose guide is gone: its questions are known by their ids alone.
pub(crate) fn all_without_guide(
    library: &Library,
    (id, run): (RecordId, &Run),
    notebook: &Notebook,
) -> Vec<Said> {
    let mut notes = voice_notes::of_run(notebook, id);
    let mut screens: Vec<String> = run.answers.iter().map(|answer| answer.screen.clone()).collect();
    for note in &notes {
        if !screens.contains(&note.screen) {
            screens.push(note.screen.clone());
        }
    }
    let said = screens.iter().filter_map(|screen| {
        let notes = notes.extract_if(.., |note| &note.screen == screen).collect();
        Said::on(library, (screen, &Input::None), run, notebook).with(notes)
    });
    said.collect()
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
        let paragraphs = said.words.iter().chain(&said.others).cloned().chain(said.unwritten());
        paragraphs.fold(said.prompt.clone(), |text, words| format!("{text}\n{words}"))
    });
    answers.collect::<Vec<_>>().join("\n\n")
}
