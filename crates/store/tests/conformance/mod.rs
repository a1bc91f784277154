//! One suite of facts for every store. A backend joins with one line at the end of this file.

mod accounts;
mod drafts;
mod erasing;
mod factors;
mod feeds;
mod full;
mod known;
mod logs;
mod mails;
mod names;
mod notebooks;
pub(crate) mod passkeys;
mod passphrases;
mod people;
mod recovery;
mod room;
mod saving;
mod second_steps;
mod sessions;
mod sitting;
pub(crate) mod spaces;
mod waiting;
pub(crate) mod watching;
mod windows;

/// Runs every fact on one backend; `$new` makes an empty one.
macro_rules! conformance {
    ($backend:ident, $new:expr) => {
        conformance! { @ $backend, $new;
            logs {
                a_new_log_is_empty_and_its_head_is_its_genesis
                what_is_appended_reads_back_in_order_and_in_pieces
                of_two_writers_at_one_head_one_is_told_and_nothing_of_it_is_written
                a_head_with_another_link_is_another_head
                a_log_that_was_never_made_takes_nothing
                erasing_takes_the_bytes_of_every_revision_and_leaves_the_digests
                drafts_end_with_the_append_that_keeps_them_and_with_no_other
                a_draft_ends_up_to_the_revision_that_was_seen_and_no_further
                the_rows_of_two_vaults_never_mix
                the_witness_remembers_the_last_head_of_each_vault_alone
            }
            accounts {
                an_account_is_made_whole_or_not_at_all
                whoever_is_made_the_owner_is_it_alone
                one_way_in_is_replaced_and_the_other_stays
                the_words_of_an_account_that_is_not_there_are_not_confirmed
                failed_tries_are_counted_for_each_account
                what_is_held_is_bounded_for_each_account
                a_session_is_replaced_found_and_deleted
                a_draft_is_replaced_by_its_last_text
                everything_is_there_after_a_restart
            }
            people {
                a_name_is_found_as_it_is_compared_and_nobody_else_takes_it
                an_invitation_makes_one_account_and_no_second
                only_one_of_many_at_once_is_first_or_takes_a_name
                of_many_who_count_at_once_each_is_counted
                a_narrow_session_is_begun_once_counted_by_each_and_over_for_all
                a_code_that_waits_is_taken_once
                what_has_rested_for_a_day_is_forgotten
                sessions_are_found_by_whose_they_are_and_once_they_are_over
                whoever_is_shut_out_has_no_session_left
                closing_leaves_nothing_of_one_and_everything_of_the_other_in_every_table
                closing_takes_a_vault_that_nobody_else_is_in_and_leaves_a_shared_one
            }
            factors {
                a_factor_is_added_resealed_used_and_deleted
                of_many_who_use_one_number_at_once_one_is_told_yes
                what_waits_is_taken_once_and_forgotten_once_it_is_over
            }
            passkeys {
                a_passkey_that_gives_a_secret_opens_alone
                a_passkey_outlives_the_passphrase_and_opens_nothing_once_it_is_removed
                an_answer_is_taken_once_and_within_its_minutes
                what_was_signed_for_another_page_opens_nothing
                a_passkey_opens_no_account_but_its_own
                a_copy_that_counts_backwards_is_refused
                whoever_is_shut_out_opens_nothing_with_a_passkey
                one_address_asks_so_many_passkeys_and_no_more
                a_passkey_is_called_what_its_owner_says_and_nobody_reads_it
            }
            second_steps {
                a_code_is_asked_for_after_the_passphrase_and_before_any_session
                a_code_is_taken_once_by_however_many
                wrong_codes_wait_and_a_right_passphrase_gives_no_free_ones
                who_guesses_the_passphrase_makes_nobody_wait_who_knows_it
                t29_a_hundred_wrong_codes_in_a_row_are_the_most
                t29_a_thief_of_the_passphrase_makes_nobody_wait_for_a_code_in_a_known_browser
                the_recovery_words_forget_wrong_codes_in_a_known_browser_too
                a_second_step_is_over_after_its_minutes
                a_second_step_that_waits_is_over_with_the_passphrase_or_once_shut_out
                another_process_takes_the_second_step
                the_recovery_words_need_no_second_step
                a_passkey_that_gives_no_secret_is_a_second_step
                codes_are_turned_on_and_off_with_the_passphrase
                the_store_has_nothing_that_makes_codes
            }
            names {
                t16_a_name_that_nobody_has_is_told_what_a_wrong_passphrase_is
                t16_the_name_is_the_same_however_it_is_typed
                t16_names_that_are_taken_are_not_found_out_by_choosing
                t29_the_wait_is_for_a_name_and_survives_a_restart
                t29_one_address_is_held_to_so_many_tries_and_this_machine_is_not
                whoever_is_shut_out_is_told_what_a_wrong_passphrase_is
                sign_ups_follow_what_was_said_and_are_held_to_so_many
                an_invitation_ends_after_seven_days
                whoever_was_alone_goes_on_without_a_name_beside_others
                t31_a_session_is_seen_and_ended_by_its_owner_alone
                closing_needs_the_passphrase_and_leaves_the_other_person_all_of_theirs
                words_that_come_while_locked_find_the_one_whose_browser_sent_them
                words_from_an_account_that_was_closed_go_to_nobody_else
                recovering_needs_the_right_name
            }
            known {
                t29_a_browser_that_was_let_in_before_does_not_wait_for_a_stranger
                t29_a_browser_that_is_known_waits_for_its_own_tries
                t29_a_proof_is_for_one_notebook_and_ends_with_its_passphrase
                t29_after_a_hundred_failures_in_a_row_no_stranger_is_let_in_until_the_owner_was
            }
            passphrases {
                nobody_is_there_before_the_first_begins
                a_second_notebook_is_not_begun_over_the_first
                a_wrong_passphrase_opens_nothing
                the_same_words_typed_on_another_keyboard_open
                a_changed_passphrase_opens_and_the_old_one_does_not
                a_changed_passphrase_ends_every_other_session
                unlocking_twice_opens_one_vault
                a_notebook_that_opens_slowly_keeps_nobody_else_waiting
                whoever_began_to_unlock_before_a_change_is_not_in_after_it
                whoever_asks_for_words_while_the_passphrase_changes_is_not_in_after_it
                whoever_takes_a_device_back_while_the_passphrase_changes_is_not_in_after_it
                unlocking_while_another_locks_never_opens_a_second_vault
            }
            recovery {
                the_words_open_and_set_a_new_passphrase
                new_words_open_and_the_old_ones_do_not
                new_words_that_were_cut_short_leave_the_old_ones_and_are_asked_for_everywhere
                the_three_words_that_are_asked_back_confirm
                other_words_than_the_ones_asked_back_confirm_nothing
                words_that_wait_to_be_asked_back_survive_a_restart_and_go_with_the_session
                a_file_set_aside_is_one_for_each_person_and_goes_when_it_is_let_go
            }
            waiting {
                wrong_tries_wait_longer_and_longer
                the_right_passphrase_is_not_tried_while_it_is_too_soon
                whoever_has_to_wait_crowds_nobody_out
                the_wait_survives_a_restart
                a_clock_set_back_neither_locks_out_for_ever_nor_lets_in_at_once
                a_clock_ten_years_ahead_does_not_let_in_at_once
                getting_in_forgets_the_failed_tries
            }
            full {
                whoever_unlocks_anew_on_a_full_disk_can_read
                a_session_from_a_full_disk_locks_like_any_other
                wrong_tries_on_a_full_disk_wait_as_long_as_on_any
                restarting_on_a_full_disk_gives_no_more_tries_than_waiting
            }
            sessions {
                a_session_locks_after_its_quiet_minutes_and_not_before
                whoever_is_there_is_not_locked_out
                the_quiet_minutes_can_be_set
                quiet_minutes_that_one_browser_sets_hold_in_every_other
                a_session_is_over_after_a_day_used_or_not
                a_restart_does_not_lengthen_the_day
                a_restart_keeps_sessions_and_what_was_quiet_too_long_stays_locked
                locking_ends_this_session_and_no_other
                what_is_idle_is_locked_without_being_asked
                a_stored_session_from_the_future_is_over
                setting_the_wall_clock_ends_no_session_that_is_open
                a_made_up_cookie_is_nobody
            }
            room {
                the_notebook_that_was_quiet_longest_makes_room_and_opens_again_unasked
                a_session_that_made_room_locks_after_the_same_quiet_minutes
                a_session_that_was_ended_does_not_come_back_because_it_made_room
                whoever_is_in_the_middle_of_something_makes_no_room
                what_waits_in_the_store_is_there_when_a_notebook_opens_again
                large_notebooks_are_opened_two_at_a_time_and_a_small_one_waits_for_none
                a_device_that_is_ended_while_it_comes_back_is_over
                what_stands_in_no_store_makes_no_room
                nothing_that_was_acknowledged_is_lost_where_there_is_hardly_room
            }
            sitting {
                a_device_that_is_handed_over_reaches_one_session_of_treatment_alone
                a_restart_leaves_a_narrow_session_as_narrow_as_it_was
                what_is_stored_of_a_narrow_session_opens_with_its_own_cookie_alone
                a_clock_that_was_set_back_leaves_a_stored_narrow_session_locked
                a_code_is_good_for_a_quarter_of_an_hour_and_who_guesses_stops_nobody_else
                so_many_wrong_codes_are_tried_from_everywhere_and_then_none_for_a_while
                late_notes_are_bounded_and_one_that_comes_again_is_held_once
                a_row_that_was_written_while_handing_over_is_swept_away
                the_right_pin_opens_the_notebook_in_a_session_of_a_new_id
                five_wrong_pins_end_it_and_the_passphrase_opens_as_ever
                a_sitter_who_only_watches_is_not_thrown_out_and_a_day_ends_it
                another_device_joins_once_and_is_over_with_the_session_of_treatment
                the_persons_lock_leaves_the_sitter_there_and_leaving_quickly_does_not
                a_sitter_who_leaves_ends_nobody_else
                a_device_is_ended_by_its_handle_and_a_new_passphrase_ends_all
                whoever_runs_the_server_sees_and_ends_devices_that_sit_too
                a_code_is_good_only_while_the_session_that_made_it_goes_on
                on_a_full_disk_nothing_is_handed_over_by_halves
            }
            saving {
                what_was_kept_is_there_after_a_restart
                a_retried_write_lands_once
                the_same_write_sent_many_times_at_once_lands_once
                many_writers_lose_nothing_and_make_one_unbroken_chain
                a_write_whose_asker_went_away_still_lands
                a_refused_write_stops_no_other
                what_another_process_wrote_is_taken_in
            }
            windows {
                two_windows_that_edit_at_once_both_stand
                every_answer_given_at_once_is_kept_in_one_run
                no_word_is_acknowledged_and_erased_at_once
                an_archive_keeps_when_things_were_saved_and_what_they_were_based_on
                an_archive_taken_in_twice_lands_once
                an_archive_that_went_another_way_keeps_both_ways_apart
                what_was_erased_here_does_not_come_back_from_an_archive
            }
            drafts {
                a_draft_is_there_after_a_restart
                two_windows_that_type_into_one_draft_do_not_write_over_each_other
                a_draft_that_is_saved_again_lands_once
                a_draft_is_over_when_its_words_are_kept
                keeping_or_emptying_an_older_window_ends_no_newer_words
                a_discarded_draft_is_found_nowhere
                words_that_come_while_locked_come_back_as_drafts
                held_words_go_on_in_the_draft_they_were_typed_into
                no_more_is_held_than_fits
                from_elsewhere_words_are_held_for_a_browser_that_was_let_in_and_for_no_other
                a_draft_longer_than_four_texts_is_refused
            }
            feeds {
                a_row_is_added_replaced_and_deleted
                a_feed_is_fetched_while_locked_and_after_a_restart
                a_feed_is_sealed_anew_once_after_each_write
                an_ended_feed_is_like_one_that_never_was
                a_feed_of_somebody_who_is_shut_out_is_like_one_that_never_was
                what_a_feed_said_before_is_overwritten
                the_store_has_no_token_and_nothing_of_what_a_feed_says
                a_feed_whose_bytes_were_changed_says_nothing
                nobody_has_more_feeds_than_calendars
            }
            mails {
                a_row_is_added_changed_by_whoever_saw_it_last_and_deleted
                a_change_that_is_made_again_because_its_answer_was_lost_counts_as_made
                of_many_who_claim_at_once_each_row_is_given_to_one
                what_waits_longest_is_claimed_first_and_again_when_the_claim_is_over
                times_of_a_clock_that_was_far_ahead_keep_nothing_waiting
                what_comes_into_a_space_makes_a_mail_due_for_the_other_alone
                whoever_is_shut_out_gets_no_mail_until_they_are_let_in_again
            }
            watching {
                what_one_handle_writes_into_a_space_is_told_to_who_watches_another
            }
            spaces {
                somebody_who_is_invited_and_let_in_reads_what_is_shown
                both_see_the_same_six_words_before_and_after
                the_link_alone_opens_nothing_and_a_code_is_tried_five_times
                an_invitation_is_taken_up_by_one_and_never_by_oneself
                an_invitation_is_over_after_seven_days_and_when_it_is_withdrawn
                a_key_that_nobody_vouched_for_is_not_let_in
                nobody_else_opens_a_space
                what_one_wrote_the_other_neither_changes_nor_takes_back
                what_is_taken_back_is_found_nowhere
                a_page_whose_last_day_has_passed_may_be_taken_back_by_either
                whoever_is_no_longer_in_opens_nothing_and_writes_nothing
                a_view_that_was_open_before_the_end_writes_nothing_after_it
                whoever_leaves_takes_their_pages_along
                whoever_left_has_no_key_of_what_is_written_after_it
                a_view_that_was_open_when_the_other_left_writes_nothing_under_the_key_they_know
                of_many_who_find_the_other_gone_at_once_one_moves_the_key_on
                what_the_other_showed_goes_with_the_end_and_what_both_said_stays
                whoever_closes_their_account_leaves_nothing_that_they_showed
                a_damaged_key_of_a_space_keeps_nobody_from_closing_their_account
                ending_a_space_twice_is_once
                a_key_that_was_slipped_in_is_never_sealed_with
                what_the_old_key_sealed_after_the_end_is_not_believed
                what_another_process_shows_is_seen_at_once
                no_word_of_a_space_is_readable_in_what_is_stored
                a_device_that_was_handed_over_reaches_no_space
            }
            notebooks {
                no_word_of_a_notebook_is_readable_in_what_is_stored
                a_notebook_that_was_written_here_has_nothing_wrong_with_it
                a_browser_that_has_seen_this_notebook_accuses_nobody
                a_browser_that_has_seen_more_says_so
                older_is_said_until_it_is_accepted
            }
            erasing {
                an_erased_entry_is_found_nowhere
                an_erased_entry_is_found_nowhere_among_hundreds
                what_was_typed_into_an_erased_entry_goes_with_it
                erasing_a_part_keeps_the_drafts_that_only_mention_it
                what_is_erased_stays_erased
                erasing_leaves_everything_else_as_it_was
            }
        }
    };
    (@ $backend:ident, $new:expr; $($about:ident { $($fact:ident)* })*) => {
        mod $backend {
            $(mod $about {
                $(#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
                async fn $fact() {
                    crate::conformance::$about::$fact($new).await;
                })*
            })*
        }
    };
}

conformance!(sqlite, crate::support::Sqlite::new());
conformance!(postgres, crate::support::Postgres::new());
