//! Everything a clinician may want to change: guides, breath patterns, grounding, help lines, questionnaires, words.
//!
//! The files live in `content/` at the root of the repository, one TOML file a thing, the words of questionnaires as
//! FHIR in JSON, and `docs/content-schema.md` explains each key. This crate embeds them, parses them so that an unknown key is
//! refused, and runs a list of named checks over them; all faults are reported at once. No clinical sentence
//! or number stands in code.
//!
//! ```
//! let library = hearken_content::library();
//! let guide = library.newest_guide("meet-a-protector").expect("it is always there");
//! assert_eq!(guide.steps.len(), 10);
//! ```

mod checks;
mod fault;
mod folder;
mod from_toml;
mod kinds;
mod library;
mod placeholder;
mod reading;
mod texts;

pub use checks::check_names;
pub use fault::Fault;
pub use kinds::breath::{BreathPattern, BreathWay, Phase, PhaseKind};
pub use kinds::breath_rules::{
    Ask, BreathNote, BreathRules, BreathStop, Labelled, OwnBounds, Questions, SessionDay,
};
pub use kinds::demo::{Demo, DemoAnswer, DemoEntry, DemoPart, DemoQuestion, DemoRun, Moment};
pub use kinds::demo_care::{DemoAnswered, DemoBreathing, DemoPlan, DemoPlanEntry, DemoPlanStep};
pub use kinds::demo_journey::{DemoAct, DemoIntention, DemoNoted, DemoPerson, DemoProgramme, DemoSession};
pub use kinds::demo_parts::{
    DemoAgreement, DemoBond, DemoChange, DemoDecision, DemoLook, DemoMark, DemoReading, DemoSeat, DemoTime,
    DemoTrigger, DemoVoice,
};
pub use kinds::display::{
    Blocks, CardWords, Display, DisplayRule, FirstWords, Keywords, LogWords, Logs, Shows,
};
pub use kinds::grounding::Grounding;
pub use kinds::guide::{
    AgreementField, BondField, Cautions, Gate, Guide, Screen, Side, Step, Way, WayDoes, When, Who,
};
pub use kinds::help::{Country, HelpLines, HelpWords, Line, Number, Reach, ReachBy};
pub use kinds::input::{
    BodyInput, BreathInput, ChoiceInput, ChoiceOption, DrawingInput, FeelTowardInput, FeelWord, Input,
    OwnQuestionsInput, PartInput, PartsInput, PictureInput, Processing, ProcessingInput, ProcessingWay,
    ScaleInput, ScaleOf, TextInput, TextSize, WaitInput,
};
pub use kinds::journey::{
    AfterWords, AgreementWords, Anchor, BreathingWords, CardSection, CountedFrom, CountsBelow, DueReading,
    EffectWords, EffectsWords, EmergencyWords, ExpectWords, ExpectedTime, IntentionPrompt, IntentionWords,
    Journey, MeasureName, Noticed, OfficeWords, Only, PeopleWords, PersonWords, PhaseWords, PlaceLink, Point,
    PreparationGroup, PreparationItem, PreparationWords, PressureWords, RecoveryWords, ResponsivenessButton,
    ResponsivenessWords, RouteWords, SitterCardWords, SitterWords, VisitWords, WindowNote, WindowPrompt,
    WindowWords,
};
pub use kinds::learn::{Glossary, LearnWords, Piece, Section, Term, Token, tokens};
pub use kinds::measure_words::{
    AddedWords, ChangeWords, DueWords, HowWords, MeasurePageWords, MeasureWords, NextWords, ReportWords,
};
pub use kinds::measures::{
    AnsweredBy, Feed, Licence, Measure, MeasureFile, MeasureNote, OutcomeCode, ResultCode, SitterLimit,
    TextFrom,
};
pub use kinds::monitoring_form::{Fills, FormField, FormGroup, FormVersion, KnownOfVisit, MonitoringForm};
pub use kinds::part_field::PartField;
pub use kinds::plan::{PlanCardWords, PlanStepWords, PlanWords};
pub use kinds::rules::{
    Action, Answer, Behind, Compare, Facts, Fired, Instead, Is, Limits, Looked, Missing, Named, NamedSource,
    OwnLimit, OwnLimits, PortableCompare, PortableRule, PortableTrigger, PortableWay, Release, Role, Route,
    Rule, RuleWords, Rules, Safety, Setting, Stage, Stops, Threshold, Trigger, Unsure,
};
pub use kinds::safety::{
    Danger, Destination, Distress, EndCheck, Ground, Landing, Sign, StopTest, StrongTrigger, Titled,
    UrgeToHarm,
};
pub use kinds::screening::{
    Answered, Asked, Checklist, ChecklistItem, Group, Question, Screening, ScreeningResult,
};
pub use kinds::sharing_words::{
    LeftToDoWords, LookLogWords, OutsideWords, PauseWords, SHARING_ROLES, SealedPageWords, SharedScoresWords,
    SharingPageWords, SharingRoleWords, SharingWords, SixWordsWords,
};
pub use kinds::source::{Source, Tag};
pub use kinds::words::{BondWord, Colour, FieldWord, SCALES, ScaleWords, Theme, Word, Words};
pub use library::{Library, demo, embedded, left_out, library, texts, use_own, with_own};
pub use placeholder::fill;
pub use reading::grade;
pub use texts::for_people;

/// Parses and checks a whole content folder: pairs of a path below it (with `/`) and the file's text.
///
/// # Errors
/// Every fault that any check found, sorted by file and place.
pub fn check(files: &[(String, String)]) -> Result<Library, Vec<Fault>> {
    let (folder, mut faults) = folder::read_to_check(files);
    faults.extend(checks::run_all(&folder));
    faults.sort();
    faults.dedup();
    if faults.is_empty() { Ok(folder.into_library()) } else { Err(faults) }
}
