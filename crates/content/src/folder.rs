//! Reads the files of a content folder into their kinds, by the folder each stands in.

use hearken_measures::Form;
use serde::de::DeserializeOwned;
use toml::Table;

use crate::fault::Fault;
use crate::from_toml::{Wrong, from_toml};
use crate::kinds::breath::BreathPattern;
use crate::kinds::breath_rules::BreathRules;
use crate::kinds::demo::Demo;
use crate::kinds::display::{Display, Keywords};
use crate::kinds::grounding::Grounding;
use crate::kinds::guide::Guide;
use crate::kinds::help::{Country, HelpLines, HelpWords};
use crate::kinds::journey::{
    AfterWords, ExpectWords, Journey, PeopleWords, PreparationWords, SitterWords, VisitWords,
};
use crate::kinds::learn::{Glossary, LearnWords, Piece};
use crate::kinds::measure_words::MeasureWords;
use crate::kinds::measures::{Measure, MeasureFile};
use crate::kinds::monitoring_form::MonitoringForm;
use crate::kinds::plan::PlanWords;
use crate::kinds::rules::{OwnLimits, Rules, Safety};
use crate::kinds::safety::{EndCheck, StopTest, StrongTrigger, UrgeToHarm};
use crate::kinds::screening::Screening;
use crate::kinds::shared::{
    FeelTowardWords, PartQuestion, Shared, UsualCautions, UsualGates, UsualProcessing,
};
use crate::kinds::sharing_words::SharingWords;
use crate::kinds::words::{BondList, ColourList, FieldList, ScaleList, WordList, Words};
use crate::library::Library;

/// The file of help lines for a country that is not known.
pub(crate) const INTERNATIONAL: &str = "help-lines/international.toml";

/// A parsed thing and the file it came from.
pub(crate) struct Filed<T> {
    pub(crate) file: String,
    pub(crate) value: T,
}

/// All files of a content folder that could be parsed.
#[derive(Default)]
pub(crate) struct Folder {
    /// The path of every file, parsed or not.
    pub(crate) paths: Vec<String>,
    /// Every file that is TOML, as it stands there, where it is read to be checked.
    pub(crate) tables: Vec<Filed<Table>>,
    /// Questionnaires as FHIR has them; each stands beside a file of the same name.
    pub(crate) forms: Vec<Filed<Form>>,
    /// The text of each of those, beside its path.
    pub(crate) form_texts: Vec<Filed<String>>,
    pub(crate) measures: Vec<Filed<MeasureFile>>,
    pub(crate) guides: Vec<Filed<Guide>>,
    pub(crate) breath: Vec<Filed<BreathPattern>>,
    pub(crate) breath_rules: Vec<Filed<BreathRules>>,
    pub(crate) displays: Vec<Filed<Display>>,
    pub(crate) grounding: Vec<Filed<Grounding>>,
    pub(crate) keywords: Vec<Filed<Keywords>>,
    pub(crate) end_check: Vec<Filed<EndCheck>>,
    pub(crate) plans: Vec<Filed<PlanWords>>,
    pub(crate) stop_tests: Vec<Filed<StopTest>>,
    pub(crate) strong_trigger: Vec<Filed<StrongTrigger>>,
    pub(crate) urges_to_harm: Vec<Filed<UrgeToHarm>>,
    pub(crate) countries: Vec<Filed<Country>>,
    pub(crate) help_words: Vec<Filed<HelpWords>>,
    pub(crate) word_lists: Vec<Filed<WordList>>,
    pub(crate) colours: Vec<Filed<ColourList>>,
    pub(crate) part_fields: Vec<Filed<FieldList>>,
    pub(crate) scales: Vec<Filed<ScaleList>>,
    pub(crate) bonds: Vec<Filed<BondList>>,
    pub(crate) preparations: Vec<Filed<PreparationWords>>,
    pub(crate) expectations: Vec<Filed<ExpectWords>>,
    pub(crate) sitters: Vec<Filed<SitterWords>>,
    pub(crate) offices: Vec<Filed<VisitWords>>,
    pub(crate) afters: Vec<Filed<AfterWords>>,
    pub(crate) people: Vec<Filed<PeopleWords>>,
    pub(crate) pieces: Vec<Filed<Piece>>,
    pub(crate) learn_words: Vec<Filed<LearnWords>>,
    pub(crate) glossary: Vec<Filed<Glossary>>,
    pub(crate) demo: Vec<Filed<Demo>>,
    pub(crate) cautions: Vec<Filed<UsualCautions>>,
    pub(crate) gates: Vec<Filed<UsualGates>>,
    pub(crate) feel_toward: Vec<Filed<FeelTowardWords>>,
    pub(crate) part_question: Vec<Filed<PartQuestion>>,
    pub(crate) processing: Vec<Filed<UsualProcessing>>,
    pub(crate) rules: Vec<Filed<Rules>>,
    pub(crate) screenings: Vec<Filed<Screening>>,
    pub(crate) monitoring_forms: Vec<Filed<MonitoringForm>>,
    pub(crate) own_limits: Vec<Filed<OwnLimits>>,
    pub(crate) measure_words: Vec<Filed<MeasureWords>>,
    pub(crate) sharing_words: Vec<Filed<SharingWords>>,
}

/// Parses every file, and completes guides with what they leave to the shared files. A file that cannot be parsed
/// becomes a fault and is left out.
pub(crate) fn read<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> (Folder, Vec<Fault>) {
    let mut folder = Folder::default();
    let mut faults = Vec::new();
    for (path, text) in files {
        folder.paths.push(path.to_owned());
        if path.ends_with(".json") {
            faults.extend(folder.take_form(path, text));
        } else if let Err(fault) = folder.take(path, text) {
            faults.push(fault);
        }
    }
    folder.complete_guides();
    (folder, faults)
}

/// The same, for checks that also go over every file as it stands there, whatever its kind.
pub(crate) fn read_to_check(files: &[(String, String)]) -> (Folder, Vec<Fault>) {
    let files = || files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let (mut folder, faults) = read(files());
    for (path, text) in files().filter(|(path, _)| !path.ends_with(".json")) {
        // What is no TOML is among the faults already.
        if let Ok(value) = text.parse() {
            folder.tables.push(Filed { file: path.to_owned(), value });
        }
    }
    (folder, faults)
}

impl Folder {
    /// Puts one file where its path says it belongs.
    fn take(&mut self, path: &str, text: &str) -> Result<(), Fault> {
        match path.split_once('/').unwrap_or(("", path)) {
            ("guides", _) => keep(&mut self.guides, path, text),
            ("breath", _) => keep(&mut self.breath, path, text),
            ("grounding", _) => keep(&mut self.grounding, path, text),
            ("help-lines", _) => keep(&mut self.countries, path, text),
            ("learn", _) => keep(&mut self.pieces, path, text),
            ("measures", _) => keep(&mut self.measures, path, text),
            ("journey", "preparation.toml") => keep(&mut self.preparations, path, text),
            ("journey", "expect.toml") => keep(&mut self.expectations, path, text),
            ("journey", "sitter.toml") => keep(&mut self.sitters, path, text),
            ("journey", "office.toml") => keep(&mut self.offices, path, text),
            ("journey", "after.toml") => keep(&mut self.afters, path, text),
            ("journey", "people.toml") => keep(&mut self.people, path, text),
            ("demo", _) => keep(&mut self.demo, path, text),
            ("safety", "cautions.toml") => keep(&mut self.cautions, path, text),
            ("safety", "gates.toml") => keep(&mut self.gates, path, text),
            ("safety", "stop-test.toml") => keep(&mut self.stop_tests, path, text),
            ("safety", "display.toml") => keep(&mut self.displays, path, text),
            ("safety", "keywords.toml") => keep(&mut self.keywords, path, text),
            ("safety", "rules.toml") => keep(&mut self.rules, path, text),
            ("safety", "screening.toml") => keep(&mut self.screenings, path, text),
            ("safety", "monitoring-form.toml") => keep(&mut self.monitoring_forms, path, text),
            ("safety", "limits.toml") => keep(&mut self.own_limits, path, text),
            ("safety", "plan.toml") => keep(&mut self.plans, path, text),
            ("safety", "urge-to-harm.toml") => keep(&mut self.urges_to_harm, path, text),
            ("safety", "end-check.toml") => keep(&mut self.end_check, path, text),
            ("safety", "strong-trigger.toml") => keep(&mut self.strong_trigger, path, text),
            ("safety", "breath.toml") => keep(&mut self.breath_rules, path, text),
            ("words", "feel-toward.toml") => keep(&mut self.feel_toward, path, text),
            ("words", "part-question.toml") => keep(&mut self.part_question, path, text),
            ("words", "processing.toml") => keep(&mut self.processing, path, text),
            ("words", "help-page.toml") => keep(&mut self.help_words, path, text),
            ("words", "learn-page.toml") => keep(&mut self.learn_words, path, text),
            ("words", "glossary.toml") => keep(&mut self.glossary, path, text),
            ("words", "colours.toml") => keep(&mut self.colours, path, text),
            ("words", "part-fields.toml") => keep(&mut self.part_fields, path, text),
            ("words", "scales.toml") => keep(&mut self.scales, path, text),
            ("words", "bonds.toml") => keep(&mut self.bonds, path, text),
            ("words", "measures.toml") => keep(&mut self.measure_words, path, text),
            ("words", "sharing.toml") => keep(&mut self.sharing_words, path, text),
            ("words", _) => keep(&mut self.word_lists, path, text),
            _ => Err(of_no_kind(path)),
        }
    }

    /// Reads a questionnaire; everything that is wrong with it is said at once.
    fn take_form(&mut self, path: &str, text: &str) -> Vec<Fault> {
        if !path.starts_with("measures/") {
            return vec![of_no_kind(path)];
        }
        match Form::read(text.as_bytes()) {
            Ok(value) => {
                self.forms.push(Filed { file: path.to_owned(), value });
                self.form_texts.push(Filed { file: path.to_owned(), value: text.to_owned() });
            }
            Err(faults) => {
                let named = |fault: hearken_measures::Fault| Fault {
                    file: path.to_owned(),
                    place: fault.place,
                    check: "forms-can-be-read",
                    message: fault.message,
                };
                return faults.into_iter().map(named).collect();
            }
        }
        Vec::new()
    }

    fn complete_guides(&mut self) {
        let shared = Shared {
            cautions: self.cautions.first().map(|filed| &filed.value),
            gates: self.gates.first().map(|filed| &filed.value),
            feel_toward: self.feel_toward.first().map(|filed| &filed.value),
            part_question: self.part_question.first().map(|filed| &filed.value),
            processing: self.processing.first().map(|filed| &filed.value),
        };
        self.guides.iter_mut().for_each(|guide| shared.complete(&mut guide.value));
    }

    /// Whether there is a file for this id in a folder, even one that could not be parsed.
    pub(crate) fn has(&self, dir: &str, id: &str) -> bool {
        self.paths.contains(&format!("{dir}/{id}.toml"))
    }

    /// The content as the program sees it. Only for a folder in which no check found a fault.
    pub(crate) fn into_library(mut self) -> Library {
        self.guides.sort_by(|a, b| (&a.value.id, a.value.version).cmp(&(&b.value.id, b.value.version)));
        self.breath.sort_by(|a, b| (!a.value.default, &a.value.name).cmp(&(!b.value.default, &b.value.name)));
        self.grounding.sort_by_key(|exercise| exercise.value.order);
        self.pieces.sort_by_key(|piece| piece.value.order);
        let words = take_words(&mut self.word_lists, self.colours, self.part_fields, self.scales, self.bonds);
        Library {
            guides: values(self.guides),
            breath: values(self.breath),
            breath_rules: only(self.breath_rules),
            display: only(self.displays),
            grounding: values(self.grounding),
            keywords: only(self.keywords),
            end_check: only(self.end_check),
            help: take_help(self.countries, self.help_words),
            journey: Journey {
                preparation: only(self.preparations),
                expect: only(self.expectations),
                sitter: only(self.sitters),
                office: only(self.offices),
                after: only(self.afters),
                people: only(self.people),
            },
            measures: take_measures(self.measures, self.forms, self.form_texts),
            monitoring_form: only(self.monitoring_forms),
            plan: only(self.plans),
            safety: Safety {
                rules: only(self.rules),
                screening: only(self.screenings),
                own_limits: values(self.own_limits).into_iter().flat_map(|own| own.limits).collect(),
            },
            stop_test: only(self.stop_tests),
            strong_trigger: only(self.strong_trigger),
            urge_to_harm: only(self.urges_to_harm),
            words,
            pieces: values(self.pieces),
            learn_words: only(self.learn_words),
            measure_words: only(self.measure_words),
            sharing_words: only(self.sharing_words),
            glossary: only(self.glossary),
            demo: only(self.demo),
        }
    }
}

fn take_help(mut countries: Vec<Filed<Country>>, words: Vec<Filed<HelpWords>>) -> HelpLines {
    let unknown = countries.iter().position(|country| country.file == INTERNATIONAL);
    let international = countries.remove(unknown.expect("the check `nothing-is-missing` found it")).value;
    countries.sort_by(|a, b| a.value.name.cmp(&b.value.name));
    HelpLines { words: only(words), countries: values(countries), international }
}

fn take_words(
    lists: &mut Vec<Filed<WordList>>,
    colours: Vec<Filed<ColourList>>,
    fields: Vec<Filed<FieldList>>,
    scales: Vec<Filed<ScaleList>>,
    bonds: Vec<Filed<BondList>>,
) -> Words {
    let mut list = |id: &str| {
        let at = lists.iter().position(|list| list.value.id == id);
        lists.swap_remove(at.expect("the check `nothing-is-missing` found it")).value.words
    };
    let fields = only(fields);
    Words {
        self_word: list("self").remove(0),
        roles: list("roles"),
        body_places: list("body-places"),
        shapes: list("shapes"),
        eight_cs: list("eight-cs"),
        fields_of_life: list("fields-of-life"),
        colours: only(colours).colours,
        scales: only(scales).scales,
        permissions: list("permissions"),
        blends: list("blends"),
        part_fields: fields.fields,
        part_themes: fields.themes,
        young: fields.young,
        bonds: only(bonds).bonds,
    }
}

fn of_no_kind(path: &str) -> Fault {
    Fault {
        file: path.to_owned(),
        place: "its folder".to_owned(),
        check: "files-are-of-a-known-kind",
        message: "no kind of content lives here; move it to a folder named in docs/content-schema.md"
            .to_owned(),
    }
}

/// Each questionnaire with the form of the same name, in the order in which they are offered.
fn take_measures(
    files: Vec<Filed<MeasureFile>>,
    mut forms: Vec<Filed<Form>>,
    mut texts: Vec<Filed<String>>,
) -> Vec<Measure> {
    let measure = |file: MeasureFile| {
        let path = format!("measures/{}.json", file.id);
        let (form, text) = (take(&mut forms, &path), take(&mut texts, &path));
        Measure { form, text: text.unwrap_or_default(), file }
    };
    let mut measures: Vec<Measure> = values(files).into_iter().map(measure).collect();
    measures.sort_by(|a, b| (a.file.order, &a.file.id).cmp(&(b.file.order, &b.file.id)));
    measures
}

/// Takes what came from a file off a list.
fn take<T>(list: &mut Vec<Filed<T>>, path: &str) -> Option<T> {
    let at = list.iter().position(|filed| filed.file == path)?;
    Some(list.swap_remove(at).value)
}

fn values<T>(filed: Vec<Filed<T>>) -> Vec<T> {
    filed.into_iter().map(|filed| filed.value).collect()
}

fn only<T>(filed: Vec<Filed<T>>) -> T {
    values(filed).pop().expect("the check `nothing-is-missing` found it")
}

/// Parses a file into its kind and puts it on the list.
fn keep<T: DeserializeOwned>(list: &mut Vec<Filed<T>>, path: &str, text: &str) -> Result<(), Fault> {
    let value = from_toml(text).map_err(|wrong| unreadable(path, text, wrong))?;
    list.push(Filed { file: path.to_owned(), value });
    Ok(())
}

fn unreadable(path: &str, text: &str, wrong: Wrong) -> Fault {
    let before = wrong.at.and_then(|at| text.get(..at)).unwrap_or_default();
    Fault {
        file: path.to_owned(),
        place: format!("line {}", before.matches('\n').count() + 1),
        check: "files-follow-the-schema",
        message: wrong.message,
    }
}
