//! The content as the rest of the program sees it: complete, checked, read-only.

use std::sync::OnceLock;

use crate::check;
use crate::fault::Fault;
use crate::folder;
use crate::kinds::breath::BreathPattern;
use crate::kinds::breath_rules::BreathRules;
use crate::kinds::demo::Demo;
use crate::kinds::display::{Display, Keywords};
use crate::kinds::grounding::Grounding;
use crate::kinds::guide::Guide;
use crate::kinds::help::HelpLines;
use crate::kinds::journey::Journey;
use crate::kinds::learn::{Glossary, LearnWords, Piece};
use crate::kinds::measure_words::MeasureWords;
use crate::kinds::measures::Measure;
use crate::kinds::monitoring_form::MonitoringForm;
use crate::kinds::plan::PlanWords;
use crate::kinds::rules::Safety;
use crate::kinds::safety::{EndCheck, StopTest, StrongTrigger, UrgeToHarm};
use crate::kinds::sharing_words::SharingWords;
use crate::kinds::words::Words;

/// Every file below `content/`: its path there, and its text.
const EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// All content, after every check has passed.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    /// Guides, by id and version.
    pub guides: Vec<Guide>,
    /// Breath patterns, the default one first.
    pub breath: Vec<BreathPattern>,
    /// What the breath pages say besides the patterns.
    pub breath_rules: BreathRules,
    /// When help is shown, and what of it.
    pub display: Display,
    /// Grounding exercises, in the order in which they are offered.
    pub grounding: Vec<Grounding>,
    /// The check around a grounding exercise.
    pub end_check: EndCheck,
    /// Help lines of all countries.
    pub help: HelpLines,
    /// What the journey says: before, during and after a session.
    pub journey: Journey,
    /// Words in an entry that bring up a card.
    pub keywords: Keywords,
    /// Questionnaires, in the order in which they are offered.
    pub measures: Vec<Measure>,
    /// The fields of the monitoring form, for a draft.
    pub monitoring_form: MonitoringForm,
    /// What the safety plan asks and says.
    pub plan: PlanWords,
    /// The safety rules, their limits, and the questions that feed them.
    pub safety: Safety,
    /// The test at hand on every step of a guide.
    pub stop_test: StopTest,
    /// What is said when a trigger was strong.
    pub strong_trigger: StrongTrigger,
    /// What stands first where there is an urge to harm.
    pub urge_to_harm: UrgeToHarm,
    /// Lists of words.
    pub words: Words,
    /// Pieces to learn from, in the order in which they are read.
    pub pieces: Vec<Piece>,
    /// What stands on every page to learn from.
    pub learn_words: LearnWords,
    /// What the pages of questionnaires say.
    pub measure_words: MeasureWords,
    /// What the pages of sharing say.
    pub sharing_words: SharingWords,
    /// Words and what they mean.
    pub glossary: Glossary,
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

    /// A questionnaire.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.file.id == id)
    }

    /// A piece to learn from.
    #[must_use]
    pub fn piece(&self, id: &str) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.id == id)
    }
}

/// The files that are built into the program: path below `content/`, and text.
pub fn embedded() -> impl Iterator<Item = (&'static str, &'static str)> {
    EMBEDDED.iter().copied()
}

/// The content in use, and the files of one's own that could not be used.
struct Loaded {
    library: Library,
    left_out: Vec<Fault>,
}

static LOADED: OnceLock<Loaded> = OnceLock::new();

/// The content that is in use, parsed once: what is built in, and what [`use_own`] added before the first call.
///
/// # Panics
/// Never in a released program: the test `the_content_we_ship_passes_every_check` parses the same bytes.
pub fn library() -> &'static Library {
    &LOADED.get_or_init(|| load(Vec::new())).library
}

/// What was wrong with files of one's own: they are not used, everything else is.
pub fn left_out() -> &'static [Fault] {
    &LOADED.get_or_init(|| load(Vec::new())).left_out
}

/// Adds files of one's own to the content, each a path below a content folder and its bytes. A file with the path of one
/// that is built in takes its place. A file with a fault is left out and told in [`left_out`]. Called once, before
/// [`library`]; later calls change nothing.
pub fn use_own(files: Vec<(String, Vec<u8>)>) {
    LOADED.get_or_init(|| {
        let (texts, mut no_text) = texts(files);
        let mut loaded = load(texts);
        no_text.append(&mut loaded.left_out);
        Loaded { left_out: no_text, ..loaded }
    });
}

/// The files that are text, and a fault for each one that is none.
pub fn texts(files: Vec<(String, Vec<u8>)>) -> (Vec<(String, String)>, Vec<Fault>) {
    let mut texts = Vec::new();
    let mut faults = Vec::new();
    for (file, bytes) in files {
        match String::from_utf8(bytes) {
            Ok(text) => texts.push((file, text)),
            Err(error) => {
                let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
                let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
                faults.push(Fault {
                    file,
                    place: format!("line {line}"),
                    check: "files-follow-the-schema",
                    message: "this is not UTF-8; save the file as UTF-8".to_owned(),
                });
            }
        }
    }
    (texts, faults)
}

/// The built-in files with some of one's own added or in place of theirs.
pub fn with_own(own: &[(String, String)]) -> Vec<(String, String)> {
    let built_in = embedded().filter(|(path, _)| !own.iter().any(|(mine, _)| mine == path));
    let built_in = built_in.map(|(path, text)| (path.to_owned(), text.to_owned()));
    built_in.chain(own.iter().cloned()).collect()
}

/// Leaves out what has a fault until the rest has none. What is built in alone is only parsed: a test has checked it, and no
/// start has to wait for that again.
fn load(mut own: Vec<(String, String)>) -> Loaded {
    let mut left_out = Vec::new();
    if own.is_empty() {
        let (folder, faults) = folder::read(embedded());
        assert!(faults.is_empty(), "a test proves that the built-in content passes every check: {faults:?}");
        return Loaded { library: folder.into_library(), left_out };
    }
    loop {
        let faults = match check(&with_own(&own)) {
            Ok(library) => return Loaded { library, left_out },
            Err(faults) => faults,
        };
        assert!(!own.is_empty(), "a test proves that the built-in content passes every check: {faults:?}");
        let before = own.len();
        own.retain(|(path, _)| !faults.iter().any(|fault| path.starts_with(&fault.file)));
        // A file of one's own can spoil one that is built in: then none of them can be trusted.
        if own.len() == before {
            own.clear();
        }
        left_out.extend(faults);
    }
}

/// The notebook of an invented person, to look around in.
#[must_use]
pub fn demo() -> &'static Demo {
    &library().demo
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(path: &str, change: impl Fn(&str) -> String) -> (String, String) {
        let (_, text) = embedded().find(|(built_in, _)| *built_in == path).expect("it is built in");
        (path.to_owned(), change(text))
    }

    #[test]
    fn a_guide_of_ones_own_stands_beside_the_others_or_in_place_of_one() {
        let mine = own("guides/unblend.toml", |text| text.replace("id = \"unblend\"", "id = \"mine\""));
        let mine = ("guides/mine.toml".to_owned(), mine.1);
        let other = own("guides/six-fs.toml", |text| text.replacen("title = \"", "title = \"My ", 1));
        let loaded = load(vec![mine, other]);
        assert_eq!(loaded.left_out, []);
        assert!(
            loaded.library.newest_guide("mine").is_some() && loaded.library.newest_guide("unblend").is_some()
        );
        assert!(loaded.library.newest_guide("six-fs").is_some_and(|guide| guide.title.starts_with("My ")));
    }

    #[test]
    fn a_guide_with_a_fault_is_named_and_the_rest_is_used() {
        let shouts = own("guides/six-fs.toml", |text| text.replacen("title = \"", "title = \"Ho! ", 1));
        let broken = ("guides/broken.toml".to_owned(), "id = ".to_owned());
        let good = own("guides/letter.toml", |text| text.replacen("title = \"", "title = \"My ", 1));
        let loaded = load(vec![shouts, broken, good]);
        let files: Vec<&str> = loaded.left_out.iter().map(|fault| fault.file.as_str()).collect();
        assert_eq!(files, ["guides/broken.toml", "guides/six-fs.toml"]);
        let title = |id| loaded.library.newest_guide(id).map_or("", |guide| &guide.title);
        assert!(!title("six-fs").contains('!') && title("letter").starts_with("My "));
    }

    #[test]
    fn a_file_that_is_no_text_is_named_with_its_line_and_the_others_are_read() {
        let latin = ("guides/mine.toml".to_owned(), b"id = \"mine\"\ntitle = \"caf\xe9\"\n".to_vec());
        let good = ("guides/good.toml".to_owned(), "title = \"caf\u{e9}\"".as_bytes().to_vec());
        let (texts, faults) = texts(vec![latin, good]);
        assert_eq!(texts, [("guides/good.toml".to_owned(), "title = \"caf\u{e9}\"".to_owned())]);
        let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(
            said.len() == 1 && said[0].contains("guides/mine.toml") && said[0].contains("line 2"),
            "{said:?}"
        );
    }

    #[test]
    fn a_file_that_spoils_what_is_built_in_is_left_out_too() {
        let gates = ("safety/gates.toml".to_owned(), "id = \"gates\"\ngate = []\nsources = []\n".to_owned());
        let loaded = load(vec![gates]);
        assert!(!loaded.left_out.is_empty());
        assert_eq!(loaded.library.guides.len(), library().guides.len());
    }

    #[test]
    fn a_practice_sets_limits_and_nothing_else_of_the_safety_rules() {
        let limits = |value: u32| {
            let text = format!(
                "id = \"limits\"\n[[limit]]\nid = \"pre-systolic\"\nvalue = {value}\n[[sources]]\ntext = \"Ours\"\ntag = \"P\"\n"
            );
            ("safety/limits.toml".to_owned(), text)
        };
        let in_use = |loaded: &Loaded| loaded.library.safety.limits().get("pre-systolic");
        let loaded = load(vec![limits(130)]);
        assert_eq!((loaded.left_out.as_slice(), in_use(&loaded)), (&[][..], Some(130)));
        let loaded = load(vec![limits(1300)]);
        assert_eq!((loaded.left_out.len(), in_use(&loaded)), (1, Some(140)));
        let weaker = own("safety/rules.toml", |text| text.replace("action = \"stop\"", "action = \"info\""));
        let loaded = load(vec![weaker, limits(130)]);
        assert_eq!(loaded.left_out[0].check, "rules-are-not-rewritten");
        assert_eq!(loaded.library.safety.rules, library().safety.rules);
        assert_eq!(in_use(&loaded), Some(130));
    }
}
