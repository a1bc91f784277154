//! The named checks. Every one runs, whatever the others find; each has a sentence that says what it holds up.

mod breath;
mod demo;
mod demo_journey;
mod display;
mod guides;
mod help;
mod ids;
mod journey;
mod learn;
mod limits;
mod measures;
mod plan;
mod references;
mod rule_words;
mod rules;
mod safety;
mod sharing;
mod wording;

use crate::fault::Fault;
use crate::folder::Folder;

/// A rule: looks through a whole folder and says everything that breaks it.
type Rule = fn(&Folder) -> Vec<Finding>;

/// A fault that does not know yet which check found it.
struct Finding {
    file: String,
    place: String,
    message: String,
}

impl Finding {
    fn new(file: &str, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { file: file.to_owned(), place: place.into(), message: message.into() }
    }
}

/// Every check by its name, a family after the other.
const CHECKS: &[(&str, Rule)] = &[
    ("nothing-is-missing", ids::nothing_is_missing),
    ("ids-are-file-names", ids::ids_are_file_names),
    ("names-in-a-guide-are-unique", ids::names_in_a_guide_are_unique),
    ("names-in-a-list-are-unique", ids::names_in_a_list_are_unique),
    ("word-lists-are-complete", ids::word_lists_are_complete),
    ("every-field-has-its-place", ids::every_field_has_its_place),
    ("every-bond-has-its-words", ids::every_bond_has_its_words),
    ("breath-patterns-exist", references::breath_patterns_exist),
    ("grounding-exists", references::grounding_exists),
    ("gates-exist", references::gates_exist),
    ("a-stop-test-is-at-hand", references::a_stop_test_is_at_hand),
    ("guides-that-are-named-exist", references::guides_that_are_named_exist),
    ("the-demo-points-to-what-exists", demo::the_demo_points_to_what_exists),
    ("the-demo-ties-what-exists", demo::the_demo_ties_what_exists),
    ("demo-answers-fit-their-screens", demo::demo_answers_fit_their_screens),
    ("demo-numbers-fit-their-items", demo::demo_numbers_fit_their_items),
    ("demo-times-are-times", demo::demo_times_are_times),
    ("the-demo-journey-could-be-kept", demo_journey::the_demo_journey_could_be_kept),
    ("no-guide-is-a-dead-end", guides::no_guide_is_a_dead_end),
    ("branches-lead-forward", guides::branches_lead_forward),
    ("every-screen-can-be-reached", guides::every_screen_can_be_reached),
    ("screens-have-names-of-their-own", guides::screens_have_names_of_their_own),
    ("levels-are-asked-safely", guides::levels_are_asked_safely),
    ("records-need-a-therapist", guides::records_need_a_therapist),
    ("waits-are-short", guides::waits_are_short),
    ("agreements-are-whole", guides::agreements_are_whole),
    ("no-guide-is-for-during", guides::no_guide_is_for_during),
    ("guides-say-what-they-are", guides::guides_say_what_they_are),
    ("feel-toward-has-both-kinds-of-words", guides::feel_toward_has_both_kinds_of_words),
    ("young-parts-are-for-the-therapist", guides::young_parts_are_for_the_therapist),
    ("a-refusal-ends-the-work", guides::a_refusal_ends_the_work),
    ("answers-fit-the-part", guides::answers_fit_the_part),
    ("both-sides-are-named-first", guides::both_sides_are_named_first),
    ("danger-leads-to-help", safety::danger_leads_to_help),
    ("the-stop-test-is-whole", safety::the_stop_test_is_whole),
    ("an-urge-to-harm-brings-help", safety::an_urge_to_harm_brings_help),
    ("the-end-check-leads-to-help", safety::the_end_check_leads_to_help),
    ("a-strong-trigger-offers-grounding", safety::a_strong_trigger_offers_grounding),
    ("help-is-shown-by-its-rules", display::help_is_shown_by_its_rules),
    ("the-words-of-k6-are-of-use", display::the_words_of_k6_are_of_use),
    ("the-safety-plan-is-whole", plan::the_safety_plan_is_whole),
    ("every-rule-is-there", rules::every_rule_is_there),
    ("rules-name-what-exists", rules::rules_name_what_exists),
    ("every-question-feeds-a-rule", rules::every_question_feeds_a_rule),
    ("rules-have-words-for-who-sees-them", rules::rules_have_words_for_who_sees_them),
    ("limits-are-within-bounds", limits::limits_are_within_bounds),
    ("rules-are-not-rewritten", limits::rules_are_not_rewritten),
    ("rules-clear-nobody", rule_words::rules_clear_nobody),
    ("rules-accuse-nobody", rule_words::rules_accuse_nobody),
    ("rules-tell-no-dose", rule_words::rules_tell_no_dose),
    ("rules-read-easily", rule_words::rules_read_easily),
    ("things-to-tick-have-names-of-their-own", journey::things_to_tick_have_names_of_their_own),
    ("the-journey-names-what-exists", journey::the_journey_names_what_exists),
    ("the-journey-clears-nobody", journey::the_journey_clears_nobody),
    ("the-journey-reads-easily", journey::the_journey_reads_easily),
    ("preparation-says-why", journey::preparation_says_why),
    ("expected-times-are-ranges", journey::expected_times_are_ranges),
    ("the-sitter-knows-what-to-do", journey::the_sitter_knows_what_to_do),
    ("how-they-answer-calls-for-help", journey::how_they_answer_calls_for_help),
    ("what-is-due-in-the-office-is-published", journey::what_is_due_in_the_office_is_published),
    ("the-form-is-a-draft", journey::the_form_is_a_draft),
    ("what-is-asked-after-has-its-time", journey::what_is_asked_after_has_its_time),
    ("windows-do-not-overlap", journey::windows_do_not_overlap),
    ("people-of-a-programme-are-known", journey::people_of_a_programme_are_known),
    ("forms-and-measures-meet", measures::forms_and_measures_meet),
    ("scores-name-what-is-asked", measures::scores_name_what_is_asked),
    ("totals-are-what-options-add-up-to", measures::totals_are_what_options_add_up_to),
    ("bands-leave-no-gap", measures::bands_leave_no_gap),
    ("no-bands-where-none-were-derived", measures::no_bands_where_none_were_derived),
    ("measures-name-what-exists", measures::measures_name_what_exists),
    ("loinc-codes-are-whole", measures::loinc_codes_are_whole),
    ("terms-are-shown", measures::terms_are_shown),
    ("house-items-say-so", measures::house_items_say_so),
    ("questions-of-danger-bring-help", measures::questions_of_danger_bring_help),
    ("nobody-causes-pain", measures::nobody_causes_pain),
    ("breath-is-slow", breath::breath_is_slow),
    ("holds-stand-behind-questions", breath::holds_stand_behind_questions),
    ("no-breath-is-fast", breath::no_breath_is_fast),
    ("breath-questions-are-whole", breath::breath_questions_are_whole),
    ("a-session-day-is-gentle", breath::a_session_day_is_gentle),
    ("own-breaths-stay-slow", breath::own_breaths_stay_slow),
    ("breath-is-gentle", breath::breath_is_gentle),
    ("one-breath-comes-first", breath::one_breath_comes_first),
    ("breath-rules-are-told", breath::breath_rules_are_told),
    ("an-emergency-number-comes-first", help::an_emergency_number_comes_first),
    ("every-line-can-be-reached", help::every_line_can_be_reached),
    ("numbers-dial-what-they-show", help::numbers_dial_what_they_show),
    ("what-is-doubted-says-so", help::what_is_doubted_says_so),
    ("help-lines-are-dated", help::help_lines_are_dated),
    ("an-unknown-country-gets-help", help::an_unknown_country_gets_help),
    ("roles-of-sharing-are-told", sharing::roles_of_sharing_are_told),
    ("sharing-is-not-watched", sharing::sharing_is_not_watched),
    ("sealed-page-is-honest", sharing::sealed_page_is_honest),
    ("sharing-reads-easily", sharing::sharing_reads_easily),
    ("nothing-shouts", wording::nothing_shouts),
    ("nothing-praises", wording::nothing_praises),
    ("no-guide-asks-for-the-past", wording::no_guide_asks_for_the_past),
    ("placeholders-are-known", wording::placeholders_are_known),
    ("no-text-is-empty", wording::no_text_is_empty),
    ("guides-read-easily", wording::guides_read_easily),
    ("learn-pieces-are-short", learn::learn_pieces_are_short),
    ("learn-reads-easily", learn::learn_reads_easily),
    ("every-claim-has-a-mark", learn::every_claim_has_a_mark),
    ("marks-and-sources-meet", learn::marks_and_sources_meet),
    ("learn-has-a-date-of-review", learn::learn_has_a_date_of_review),
    ("learn-promises-nothing", learn::learn_promises_nothing),
    ("learn-tells-no-dose", learn::learn_tells_no_dose),
    ("pieces-that-are-named-exist", learn::pieces_that_are_named_exist),
    ("learn-says-what-it-is", learn::learn_says_what_it_is),
    ("every-file-has-a-source", wording::every_file_has_a_source),
];

/// Runs every check over a folder.
pub(crate) fn run_all(folder: &Folder) -> Vec<Fault> {
    CHECKS.iter().flat_map(|&(name, rule)| run(name, rule, folder)).collect()
}

fn run(check: &'static str, rule: Rule, folder: &Folder) -> Vec<Fault> {
    let named = |Finding { file, place, message }| Fault { file, place, check, message };
    rule(folder).into_iter().map(named).collect()
}

/// The names of all checks, those of the parser included.
pub fn check_names() -> impl Iterator<Item = &'static str> {
    let parser = ["files-are-of-a-known-kind", "files-follow-the-schema", "forms-can-be-read"];
    parser.into_iter().chain(CHECKS.iter().map(|&(name, _)| name))
}
