//! The content as the rest of the program sees it: complete, checked, read-only.

use std::sync::OnceLock;

use crate::check;
use crate::kinds::breath::BreathPattern;
use crate::kinds::breath_rules::BreathRules;
use crate::kinds::demo::Demo;
use crate::kinds::grounding::Grounding;
use crate::kinds::guide::Guide;
use crate::kinds::help::HelpLines;
use crate::kinds::safety::{EndCheck, StopTest, StrongTrigger, UrgeToHarm};
use crate::kinds::words::Words;

/// Every file below `content/`: its path there, and its text.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// All content, after every check has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// Guides, by id and version.
    pub guides: Vec<Guide>,
    /// Breath patterns, the default one first.
    pub breath: Vec<BreathPattern>,
    /// What the breath pages say besides the patterns.
    pub breath_rules: BreathRules,
    /// Grounding exercises, in the order in which they are offered.
    pub grounding: Vec<Grounding>,
    /// The check around a grounding exercise.
    pub end_check: EndCheck,
    /// Help lines of all countries.
    pub help: HelpLines,
    /// The test at hand on every step of a guide.
    pub stop_test: StopTest,
    /// What is said when a trigger was strong.
    pub strong_trigger: StrongTrigger,
    /// What stands first where there is an urge to harm.
    pub urge_to_harm: UrgeToHarm,
    /// Lists of words.
    pub words: Words,
    /// The notebook of an invented person.
    pub demo: Demo,
}

impl Library {
    /// A guide in one of its versions.
    #[must_use]
    pub fn guide(&self, id: &str, version: u32) -> Option<&Guide> {
        self.guides.iter().find(|guide| guide.id == id && guide.version == version)
    }

    /// A guide in its newest version: the one a new run begins with.
    #[must_use]
    pub fn newest_guide(&self, id: &str) -> Option<&Guide> {
        self.guides.iter().filter(|guide| guide.id == id).max_by_key(|guide| guide.version)
    }

    /// A breath pattern.
    #[must_use]
    pub fn breath(&self, id: &str) -> Option<&BreathPattern> {
        self.breath.iter().find(|pattern| pattern.id == id)
    }

    /// A grounding exercise.
    #[must_use]
    pub fn grounding(&self, id: &str) -> Option<&Grounding> {
        self.grounding.iter().find(|exercise| exercise.id == id)
    }
}

/// The files that are built into the program: path below `content/`, and text.
pub fn embedded() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED.iter().copied()
}

/// The content that is built into the program, parsed once.
///
/// # Panics
/// Never in a released program: the test `the_content_we_ship_passes_every_check` parses the same bytes.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let files: Vec<_> = embedded().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        check(&files).expect("a test proves that the built-in content passes every check")
    })
}

/// The notebook of an invented person, to look around in.
#[must_use]
pub fn demo() -> &'static Demo {
    &library().demo
}
