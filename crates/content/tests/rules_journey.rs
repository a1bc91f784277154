//! Rules of the clinical notes on safety, programmes and measures that the words of the journey serve, by their ids.

use hearken_content::{Anchor, Fills, Only, embedded, library};

#[test]
fn r16_r17_a_sitter_is_an_adult_there_sober_with_the_card_and_a_phone_or_ready_waits() {
    let journey = &library().journey;
    let rules_of = |id: &str| {
        let point = journey.sitter.agreement.points.iter().find(|point| point.id == id);
        point.unwrap_or_else(|| panic!("{id}")).rules.clone()
    };
    for id in ["agreed-adult", "agreed-present", "agreed-sober"] {
        assert_eq!(rules_of(id), ["R16"], "{id}");
    }
    for id in ["agreed-card", "agreed-phone"] {
        assert_eq!(rules_of(id), ["R17"], "{id}");
    }
    for (id, rule) in [("sitter-agreed", "R16"), ("sitter-briefed", "R17"), ("contact", "R51")] {
        let item = journey.preparation.item(id).unwrap();
        assert!(item.needed && item.rules == [rule] && item.only == Some(Only::Home), "{id}");
    }
}

#[test]
fn r18_nobody_drives_before_the_next_day_whatever_the_route_and_place() {
    let preparation = &library().journey.preparation;
    for home in [true, false] {
        for esketamine in [true, false] {
            let fitting = preparation.items().filter(|item| item.fits(home, esketamine) && item.needed);
            assert_eq!(fitting.filter(|item| item.rules.contains(&"R18".to_owned())).count(), 1);
        }
    }
}

#[test]
fn r26_r27_r28_each_answer_to_the_name_has_its_rule_and_the_last_two_call_for_help() {
    let asked = &library().journey.sitter.responsiveness;
    let scored: Vec<_> = asked.buttons.iter().map(|button| (button.score, button.rule.as_deref())).collect();
    let rules = [(5, None), (4, Some("R26")), (3, Some("R27")), (2, Some("R28")), (1, Some("R28"))];
    assert_eq!(scored, rules);
    assert_eq!(asked.button(3).unwrap().recheck_minutes, Some(5));
    assert_eq!(asked.button(0), asked.button(1), "who does not wake when shaken is not tested further");
    assert!(asked.buttons[4].label.contains("Does not wake when shaken") && asked.no_pain.contains("Never"));
}

#[test]
fn r29_esketamine_is_observed_for_two_hours_and_the_staff_decide() {
    let journey = &library().journey;
    let route = journey.expect.route("esketamine").unwrap();
    assert_eq!(route.observation, Some(120));
    assert!(route.leave.as_deref().unwrap().contains("when the staff say so"));
    assert!(journey.sitter.office.decide.contains("The staff decide"));
    assert!(journey.sitter.office.items.iter().any(|item| item.rules == ["R29"] && item.only.is_none()));
}

#[test]
fn r29_r30_pressure_is_due_before_in_the_middle_and_before_leaving_with_esketamine_and_before_for_all() {
    let office = &library().journey.office;
    let due = |esketamine| office.readings(esketamine).map(|one| one.id.as_str()).collect::<Vec<_>>();
    assert_eq!((due(true), due(false)), (vec!["before", "middle", "leaving"], vec!["before"]));
    let limits = library().safety.limits();
    let at = |one: &hearken_content::DueReading| one.at.as_deref().and_then(|id| limits.get(id));
    assert_eq!(office.readings(true).map(at).collect::<Vec<_>>(), [None, Some(40), Some(120)]);
    let middle = office.readings(true).nth(1).unwrap();
    assert_eq!(middle.said_from.as_deref().and_then(|id| limits.get(id)), Some(50), "R30");
    let watched = office.effects.effects.iter().filter(|effect| effect.rules.contains(&"R29".to_owned()));
    assert_eq!(watched.count(), 3);
    assert!(
        office.decide.contains("The staff decide")
            && office.breathing.measured.contains(&"oxygen".to_owned())
    );
}

#[test]
fn r34_the_draft_of_the_form_has_both_versions_and_is_sent_by_the_practice_alone() {
    let form = &library().monitoring_form;
    let of = |version: &str| {
        let fields = form.groups.iter().flat_map(|group| &group.fields);
        fields.filter(|field| field.is_in(version)).map(|field| field.id.as_str()).collect::<Vec<_>>()
    };
    let (current, older) = (of("current"), of("older"));
    let newer: Vec<_> = current.iter().filter(|id| !older.contains(id)).collect();
    assert_eq!(newer, [&"opioids", &"respiratory-depression"]);
    assert!(older.iter().all(|id| current.contains(id)));
    assert!(form.draft.contains("Nothing here is sent") && form.submit.contains("submits it itself"));
    let limits = library().safety.limits();
    assert_eq!((limits.get("form-warn-days"), limits.get("form-due-days")), (Some(5), Some(7)));
    let mut fields = form.groups.iter().flat_map(|group| &group.fields);
    let readings = fields.clone().filter(|field| matches!(field.fills, Some(Fills::Reading(_))));
    assert_eq!(readings.count(), 3);
    assert!(fields.find(|field| field.id == "dose").unwrap().fills.is_none());
}

#[test]
fn r31_r32_the_published_numbers_on_food_are_for_esketamine_alone() {
    let preparation = &library().journey.preparation;
    let with_numbers = preparation.items().filter(|item| {
        (item.words.contains("food") || item.words.contains("spray")) && !item.words.contains("prescriber")
    });
    let only: Vec<_> = with_numbers.map(|item| (item.rules.clone(), item.only)).collect();
    let esketamine = Some(Only::Esketamine);
    assert_eq!(only, [(vec!["R31".to_owned()], esketamine), (vec!["R32".to_owned()], esketamine)]);
    let food = preparation.item("food").unwrap();
    assert!(
        food.only == Some(Only::NotEsketamine) && food.words.contains("as your prescriber or clinic told")
    );
    assert!(!food.words.chars().chain(food.help.chars()).any(|letter| letter.is_ascii_digit()));
}

#[test]
fn ready_never_waits_for_work_with_parts() {
    let preparation = &library().journey.preparation;
    let parts = preparation.groups.iter().find(|group| group.id == "parts").unwrap();
    assert!(parts.items.iter().all(|item| !item.needed));
}

#[test]
fn no_time_is_predicted_and_the_last_phase_stays_until_it_is_ended() {
    let expect = &library().journey.expect;
    let phase = |minutes| expect.phase_at(minutes).unwrap().id.as_str();
    let phases = [0, 19, 20, 59, 60, 119, 120, 239, 240, 100_000].map(phase);
    assert_eq!(phases[..5], ["arriving", "arriving", "deep", "deep", "returning"]);
    assert_eq!(phases[5..], ["returning", "resting", "resting", "resting", "resting"]);
    assert!(expect.clock.contains("never says how you are") && expect.ends.contains("never by the clock"));
    for time in expect.routes.iter().flat_map(|route| &route.times).filter(|time| time.id != "steady") {
        let said = time.words.contains("any people") || time.words.contains("for most");
        assert!(said, "about many people: {}", time.words);
    }
}

#[test]
fn the_published_ranges_are_those_of_the_notes() {
    let expect = &library().journey.expect;
    let ranges = |id: &str| -> Vec<_> {
        expect.route(id).unwrap().times.iter().map(|time| (time.from, time.to)).collect()
    };
    let range = |from, to| (Some(from), Some(to));
    assert_eq!(ranges("sublingual"), [range(10, 20), range(30, 60), range(60, 120), range(120, 240)]);
    assert_eq!(ranges("im"), [range(2, 5), range(10, 20), range(45, 60), range(90, 150)]);
    assert_eq!(ranges("iv"), [(None, None), (None, None), range(30, 60), (None, Some(90))]);
    assert_eq!(ranges("esketamine"), [range(5, 20), range(40, 40), range(90, 120)]);
    assert!(expect.route("other").unwrap().times.is_empty());
}

#[test]
fn each_hour_of_the_first_four_weeks_has_its_window() {
    let after = &library().journey.after;
    let at = |hours| after.window_at(Anchor::Session, hours).map(|window| window.id.as_str());
    assert!((0..28 * 24).all(|hours| at(hours).is_some()));
    let ids = [0, 23, 24, 71, 72, 14 * 24 - 1, 14 * 24].map(|hours| at(hours).unwrap());
    assert_eq!(ids, ["first-day", "first-day", "fresh", "fresh", "small-act", "small-act", "settle"]);
    assert_eq!(at(28 * 24), None);
    let course = [0, 30, 90, 182].map(|days| after.window_at(Anchor::Course, days * 24).unwrap().id.as_str());
    assert_eq!(course, ["end-of-course", "month-1", "month-3", "month-6"]);
}

#[test]
fn r43_what_lasts_longer_than_a_day_is_told_to_the_practice() {
    let after = &library().journey.after;
    for id in ["first-day", "fresh"] {
        let window = after.window(id).unwrap();
        assert!(after.notes_of(window).any(|note| note.rules == ["R43"]), "{id}");
        assert!(after.notes_of(window).any(|note| note.words.contains("one to two weeks")), "{id}");
        assert!(after.measures_of(window).count() > 0, "{id}");
    }
}

#[test]
fn what_is_said_of_the_first_days_is_what_programmes_do_and_no_fact_about_a_brain() {
    let journey = embedded().filter(|(path, _)| path.starts_with("journey/"));
    for (path, text) in journey {
        let said = text.lines().filter(|line| !line.starts_with("text = ") && !line.starts_with('#'));
        let said: String = said.collect::<Vec<_>>().join("\n").to_lowercase();
        assert!(!said.contains("plastic") && !said.contains("brain"), "{path}");
    }
    let after = &library().journey.after;
    let practice = after.notes.iter().find(|note| note.id == "practice").unwrap();
    assert_eq!(practice.words, "Many programmes encourage practice in the first days.");
}

#[test]
fn b3_u5_the_sitters_card_asks_for_no_parts_work_and_no_paced_breath() {
    let sections = &library().journey.sitter.card.sections;
    let not = sections.iter().find(|section| section.id == "not").unwrap();
    assert!(not.lines.iter().any(|line| line.words.contains("No questions about parts")));
    assert!(not.lines.iter().any(|line| line.words.contains("no breathing to a count")));
}

#[test]
fn a_coach_is_no_therapist_and_talks_about_no_medicine() {
    let coach = library().journey.people.person("coach").unwrap();
    assert!(coach.help.contains("does not treat") && coach.help.contains("does not talk about medicine"));
    assert!(library().journey.people.person("prescriber").is_some());
}
