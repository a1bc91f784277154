//! What can be done with questionnaires.

use std::path::PathBuf;

use clap::Subcommand;

/// What `measures list --help` says below the options.
const LIST_HELP: &str = "\
A tab stands between the columns. A questionnaire whose words somebody else has to supply has no version.";

/// What `measures score --help` says below the options.
const SCORE_HELP: &str = "\
Each line says: measure, score (null where the answers cannot carry one), band, complete, and
safety: the responses that the answers call for, S0 to S3, the strongest first. Where there are
any, it also says subscales, outcome, and problems: what was not counted, and where it stands.
What a file itself says that its answers count, or add up to, is passed over.

It ends with 1 if a file could not be read, or if a response answers no questionnaire that is
known; the others are printed. Nothing is written, and no notebook is needed.";

/// What `measures check --help` says below the options.
const CHECK_HELP: &str = "\
Each line says: file, asks (how many questions it would ask; null if it cannot be asked), and, where
there are any, not_followed (what of it is passed over, each with its item) or refused (why not). It
is added to a notebook in the browser, under Measures.

It ends with 1 if a file could not be read or cannot be asked; the others are printed. Nothing is
written, and no notebook is needed.";

/// What can be done with questionnaires. None of it needs a notebook, and none writes anything.
#[derive(Subcommand)]
pub(crate) enum MeasuresAction {
    /// Print the questionnaires, one a line: id, short name, what it is about, version, questions, licence
    #[command(after_help = LIST_HELP)]
    List {
        /// A folder of content of your own, on top of the built-in content
        #[arg(long, value_name = "DIR")]
        content: Option<PathBuf>,
    },
    /// Print what the answers in FHIR R4 files (JSON) add up to, a line of JSON for each QuestionnaireResponse
    #[command(after_help = SCORE_HELP)]
    Score {
        /// A QuestionnaireResponse or a Bundle that holds some; `-` is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// A folder of content of your own, on top of the built-in content
        #[arg(long, value_name = "DIR")]
        content: Option<PathBuf>,
    },
    /// Print whether questionnaires of somebody else (FHIR R4, JSON) can be asked, and what of them is not followed, a line of JSON each
    #[command(after_help = CHECK_HELP)]
    Check {
        /// A Questionnaire, or a Bundle that holds one; `-` is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}
