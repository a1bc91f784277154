//! How a screen of a guide is answered.

use serde::Deserialize;

/// The kind of answer a screen takes. Any screen may be passed without one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Input {
    /// Nothing to answer: read it, then go on.
    None,
    /// Breathe along with a pattern.
    Breath(BreathInput),
    /// Own words.
    Text(TextInput),
    /// Pick from a list, and perhaps say it in own words.
    Choice(ChoiceInput),
    /// Choose a part that is known already, or name a new one and say how it shows itself.
    Part(PartInput),
    /// Picture the part: words, a colour, a shape, the age it feels.
    Picture(PictureInput),
    /// Where in or around the body it is; the places are in [`crate::Words::body_places`].
    Body(BodyInput),
    /// As many questions of one's own as wanted, each with its answer.
    OwnQuestions(OwnQuestionsInput),
    /// Words for how one feels toward the part. A word that is not Self-like means another part is here.
    FeelToward(FeelTowardInput),
    /// Levels from 0 to 10 of a part, of Self, or of this moment.
    Scale(ScaleInput),
    /// Which parts are here: some that are known, and a new one by its name.
    Parts(PartsInput),
    /// What to do with what was heard: journal, print, download.
    Processing(ProcessingInput),
    /// A quiet time, with an end that can be passed at any moment.
    Wait(WaitInput),
    /// Own words that are best said aloud.
    Spoken(TextInput),
    /// A drawing, or words instead of one.
    Drawing(DrawingInput),
}

impl Input {
    /// The ids of the gates that an answer can open.
    pub(crate) fn gates(&self) -> Vec<&str> {
        match self {
            Self::Choice(choice) => gates_of(&choice.options),
            Self::Part(part) => gates_of(&part.manners),
            Self::FeelToward(feel) => vec![feel.gate.as_str()],
            Self::Scale(scale) => scale.gate.as_deref().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

fn gates_of(options: &[ChoiceOption]) -> Vec<&str> {
    options.iter().filter_map(|option| option.gate.as_deref()).collect()
}

/// Which pattern to breathe, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreathInput {
    /// The id of a breath pattern.
    pub pattern: String,
    /// Minutes that are offered; it can be stopped at any moment.
    pub minutes: u32,
}

/// How long to stay with something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitInput {
    /// Seconds that are offered; whoever is ready sooner goes on sooner.
    pub seconds: u32,
}

/// Room to draw in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawingInput {
    /// Label of the field for words, for whoever would rather write than draw.
    pub words: String,
}

/// A field for own words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextInput {
    /// How much room the field offers.
    pub size: TextSize,
}

/// How much room a field for own words offers. It never limits what may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextSize {
    /// A line.
    Short,
    /// Some paragraphs.
    Long,
}

/// One thing to pick. Picking one that names a gate opens that gate of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Stable name, unique within its screen; this is what an answer stores.
    pub id: String,
    /// What the person reads.
    pub label: String,
    /// The id of the guide's gate that opens when this is picked.
    pub gate: Option<String>,
    /// The screen that comes next when this is picked: an id, or `end`. A gate comes first.
    pub then: Option<String>,
}

/// A list to pick from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceInput {
    /// What can be picked, in order.
    pub options: Vec<ChoiceOption>,
    /// Whether more than one may be picked.
    #[serde(default)]
    pub many: bool,
    /// Label of the field for own words; without it there is none.
    pub other: Option<String>,
}

/// Choosing a known part or naming a new one. What is left out is said as in `words/part-question.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PartInput {
    /// Label of the list of parts that are known already.
    pub known: String,
    /// Label of the field for a new name.
    pub new_name: String,
    /// Question above the manners.
    pub manner: String,
    /// How the part may show itself.
    pub manners: Vec<ChoiceOption>,
    /// Label of the field for a manner in own words.
    pub other: String,
}

/// Labels of the four fields that picture a part. Shapes and colours are in [`crate::Words`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureInput {
    /// Label of the field for words.
    pub look: String,
    /// Label of the list of colours.
    pub colour: String,
    /// Label of the list of shapes.
    pub shape: String,
    /// Label of the field for the age it feels.
    pub age: String,
}

/// Labels around the list of body places.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyInput {
    /// Label of the list of places.
    pub places: String,
    /// Label of the field for own words.
    pub other: String,
}

/// Labels of a pair of fields that can be added again and again.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnQuestionsInput {
    /// Label of the question.
    pub question: String,
    /// Label of its answer.
    pub answer: String,
    /// What the button that adds a pair says.
    pub add: String,
}

/// One word for how one feels toward a part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeelWord {
    /// Stable name, unique within its screen.
    pub id: String,
    /// What the person reads.
    pub label: String,
    /// True for words of Self (curious, caring, calm, open); false means another part is speaking.
    pub self_like: bool,
}

/// Words to pick from, and what follows when one of them is not Self-like. What is left out is said as in
/// `words/feel-toward.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FeelTowardInput {
    /// The words, of both kinds.
    pub words: Vec<FeelWord>,
    /// Label of the field for a word of one's own. Nobody can say for sure of which kind it is, so the gate
    /// opens for it too, and offers to go on.
    pub other: String,
    /// The gate that opens for any answer but the Self-like words of the list.
    pub gate: String,
}

impl FeelTowardInput {
    /// The gate's id if these answers say that another part may be here.
    ///
    /// `picked` holds ids of words, `own_word` what was written in the field for a word of one's own.
    #[must_use]
    pub fn gate_for<S: AsRef<str>>(&self, picked: &[S], own_word: &str) -> Option<&str> {
        let self_like = |id: &S| self.words.iter().any(|word| word.self_like && word.id == id.as_ref());
        let another_part = !own_word.trim().is_empty() || !picked.iter().all(self_like);
        another_part.then_some(self.gate.as_str())
    }
}

/// Levels to choose, each from 0 to 10. None has to be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleInput {
    /// What is rated.
    pub of: ScaleOf,
    /// Ids of scales in `words/scales.toml`; `eight-cs` stands for all eight qualities of Self.
    pub scales: Vec<String>,
    /// The level from which the gate opens (rule U4 for a distress).
    pub at: Option<u8>,
    /// The gate that opens then.
    pub gate: Option<String>,
}

/// What a level is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScaleOf {
    /// The part of the screen; left as a reading of it.
    Part,
    /// Self; left as a reading.
    #[serde(rename = "self")]
    Inner,
    /// This moment: stays in the exercise.
    Now,
}

impl ScaleInput {
    /// The scale that stands for all eight qualities of Self.
    pub const EIGHT_CS: &str = "eight-cs";

    /// The gate's id if one of these levels is so high that it opens.
    #[must_use]
    pub fn gate_for(&self, levels: impl IntoIterator<Item = u8>) -> Option<&str> {
        let at = self.at?;
        levels.into_iter().any(|level| level >= at).then_some(self.gate.as_deref())?
    }
}

/// Naming who is here.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartsInput {
    /// Label of the list of parts that are known already; any number of them can be picked.
    pub label: String,
    /// Label of the field for a new name; without it only known parts can be named.
    pub new_name: Option<String>,
    /// The role that a new one gets, by its id; not yet known if left out.
    pub role: Option<String>,
}

/// What can be done with a finished conversation. What is left out is said as in `words/processing.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProcessingInput {
    /// The ways, in order.
    pub ways: Vec<ProcessingWay>,
    /// Sentence above the steps to tick; only ticked steps are printed or downloaded.
    pub tick: String,
}

/// One way to carry a conversation on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessingWay {
    /// Stable name, unique within its screen.
    pub id: String,
    /// What the person reads.
    pub label: String,
    /// One line that says what happens then.
    pub help: String,
    /// What it does.
    pub does: Processing,
}

/// What a way of processing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Processing {
    /// Write about it in the journal.
    Journal,
    /// Print the ticked steps.
    Print,
    /// Download the ticked steps as text.
    Download,
    /// Make an agreement with the parts that were heard.
    Agreement,
}
