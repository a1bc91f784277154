//! Checks on the words of the journey: what they name exists, they clear nobody, and the sitter knows what to do.

mod named;
mod office;
mod sitter;
mod times;
mod words;

pub(super) use named::{
    people_of_a_programme_are_known, the_journey_names_what_exists, things_to_tick_have_names_of_their_own,
};
pub(super) use office::{the_form_is_a_draft, what_is_due_in_the_office_is_published};
pub(super) use sitter::{how_they_answer_calls_for_help, the_sitter_knows_what_to_do};
pub(super) use times::{expected_times_are_ranges, what_is_asked_after_has_its_time, windows_do_not_overlap};
pub(super) use words::{preparation_says_why, the_journey_clears_nobody, the_journey_reads_easily};
