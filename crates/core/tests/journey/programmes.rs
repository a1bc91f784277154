//! Programmes: what can be planned where, and which one is on.

use hearken_core::{
    NewRevision, Refusal,
    journey::{Person as Somebody, Programme, Route, Setting, current, keep_programme, programme_at_hand},
    settling,
};

use super::*;

#[test]
fn r33_esketamine_and_injections_cannot_be_planned_at_home() {
    let planned = |route, setting| {
        let programme = Programme { route, setting, ..Programme::default() };
        keep_programme(&Person::default().notebook, id(PROGRAMME), 0, programme).map(|_| ())
    };
    for route in Route::ALL {
        let at_home = match route {
            Route::Sublingual | Route::Other => Ok(()),
            Route::Intramuscular | Route::Intravenous | Route::Esketamine => Err(Refusal::OnlyInTheOffice),
        };
        assert_eq!(planned(route, Setting::Home), at_home, "{route:?}");
        assert_eq!(planned(route, Setting::Office), Ok(()), "{route:?}");
    }
}

#[test]
fn r33_a_programme_at_home_does_not_become_one_with_esketamine() {
    let person = in_a_programme();
    let changed = Programme { route: Route::Esketamine, ..Programme::default() };
    assert_eq!(keep_programme(&person.notebook, id(PROGRAMME), 1, changed), Err(Refusal::OnlyInTheOffice));
}

#[test]
fn people_of_whom_nothing_is_said_are_left_out_of_a_programme() {
    let mut person = in_a_programme();
    let named = |role: &str, name: &str| Somebody {
        role: role.to_owned(),
        name: name.to_owned(),
        phone: " ".to_owned(),
    };
    let people = vec![named("prescriber", "Dr Ade"), named("practice", " ")];
    let programme = Programme { people, ..Programme::default() };
    person.lands([keep_programme(&person.notebook, id(PROGRAMME), 1, programme).unwrap()]);
    let kept: &Programme = person.notebook.get(id(PROGRAMME)).unwrap();
    assert_eq!(kept.people.len(), 1);
    assert_eq!(kept.person("prescriber").map(|it| it.name.as_str()), Some("Dr Ade"));
    assert_eq!(kept.person("practice"), None);
}

#[test]
fn what_no_programme_has_is_refused() {
    let keep =
        |programme| keep_programme(&Person::default().notebook, id(PROGRAMME), 0, programme).unwrap_err();
    let many = Programme { planned: Some(1_001), ..Programme::default() };
    assert_eq!(keep(many), Refusal::TooMany { limit: 1_000 });
    let far = Programme { spacing_days: Some(u16::MAX), ..Programme::default() };
    assert_eq!(keep(far), Refusal::TooMany { limit: 1_000 });
    let long = Programme { name: "x".repeat(401), ..Programme::default() };
    assert_eq!(keep(long), Refusal::TooLong { bytes: 401, limit: 400 });
    let role = Somebody { role: "x".repeat(401), name: "y".to_owned(), phone: String::new() };
    let odd = Programme { people: vec![role], ..Programme::default() };
    assert_eq!(keep(odd), Refusal::TooLong { bytes: 401, limit: 400 });
}

#[test]
fn the_programme_that_is_on_is_the_newest_that_is_not_over() {
    let mut person = in_a_programme();
    assert_eq!(current(&person.notebook).map(|(id, _)| id), Some(id(PROGRAMME)));
    person.lands([keep_programme(&person.notebook, id(30), 0, Programme::default()).unwrap()]);
    assert_eq!(current(&person.notebook).map(|(id, _)| id), Some(id(30)));
    for over in [30, PROGRAMME] {
        let ended = Programme { ended: Some(minute(0)), ..Programme::default() };
        person.lands([keep_programme(&person.notebook, id(over), 1, ended).unwrap()]);
    }
    assert_eq!(current(&person.notebook), None);
}

fn sitter(phone: &str) -> Somebody {
    Somebody { role: "sitter".to_owned(), name: "Ana".to_owned(), phone: phone.to_owned() }
}

/// A programme with a sitter and lithium, at revision 2.
fn with_medicines() -> (Person, Programme) {
    let mut person = in_a_programme();
    let programme =
        Programme { people: vec![sitter("1234")], medicines: "lithium".to_owned(), ..Programme::default() };
    keeps(&mut person, 1, programme.clone());
    (person, programme)
}

fn keeps(person: &mut Person, base: u32, programme: Programme) -> usize {
    let planned = keep_programme(&person.notebook, id(PROGRAMME), base, programme).unwrap();
    person.lands([planned])
}

#[test]
fn k5_an_allergy_that_one_window_adds_outlives_an_older_window_that_changes_a_number() {
    let (mut person, programme) = with_medicines();
    let allergy = "lithium\npenicillin".to_owned();
    let prescriber = Somebody { role: "prescriber".to_owned(), ..sitter("7") };
    let people = vec![sitter("1234"), prescriber.clone()];
    keeps(&mut person, 2, Programme { medicines: allergy.clone(), people, ..programme.clone() });
    let older = Programme { people: vec![sitter("5678")], ..programme };
    for landed in [1, 0] {
        assert_eq!(keeps(&mut person, 2, older.clone()), landed);
    }
    let kept: &Programme = person.notebook.get(id(PROGRAMME)).unwrap();
    assert_eq!((&kept.medicines, kept.person("sitter")), (&allergy, Some(&sitter("5678"))));
    assert_eq!(kept.person("prescriber"), Some(&prescriber));
    assert_eq!(person.standing(id(PROGRAMME)), [4], "nothing is left to choose");
}

#[test]
fn k5_medicines_that_two_windows_worded_otherwise_are_at_hand_from_both_until_that_is_settled() {
    let (mut person, programme) = with_medicines();
    for medicines in ["lithium\npenicillin", "lithium\nlatex"] {
        keeps(&mut person, 2, Programme { medicines: medicines.to_owned(), ..programme.clone() });
    }
    assert_eq!(person.standing(id(PROGRAMME)), [3, 4]);
    let at_hand = |person: &Person| programme_at_hand(&person.notebook, id(PROGRAMME)).unwrap().medicines;
    assert_eq!(at_hand(&person), "lithium\nlatex\npenicillin");
    let both = Programme { medicines: at_hand(&person), ..programme };
    let settles = |person: &Person| -> NewRevision {
        let planned = keep_programme(&person.notebook, id(PROGRAMME), 4, both.clone()).unwrap();
        settling::with_seen(&person.notebook, planned, &[3])
    };
    for landed in [1, 0] {
        let planned = settles(&person);
        assert_eq!(person.lands([planned]), landed);
    }
    assert_eq!(
        (at_hand(&person).as_str(), person.standing(id(PROGRAMME))),
        ("lithium\nlatex\npenicillin", vec![5])
    );
}

#[test]
fn a_form_that_changes_nothing_settles_what_was_seen_and_nothing_else() {
    let (mut person, programme) = with_medicines();
    for notes in ["one", "two", "three"] {
        keeps(&mut person, 2, Programme { notes: notes.to_owned(), ..programme.clone() });
    }
    assert_eq!(person.standing(id(PROGRAMME)), [3, 4, 5]);
    let same = Programme { notes: "three".to_owned(), ..programme };
    let planned = keep_programme(&person.notebook, id(PROGRAMME), 5, same).unwrap();
    person.lands([settling::with_seen(&person.notebook, planned, &[3])]);
    assert_eq!(person.standing(id(PROGRAMME)), [4, 6]);
}

#[test]
fn r33_what_two_windows_say_together_is_refused_where_it_cannot_be() {
    let mut person = in_a_programme();
    let office = Programme { setting: Setting::Office, ..Programme::default() };
    keeps(&mut person, 1, office.clone());
    keeps(&mut person, 2, Programme::default());
    let there = Programme { route: Route::Intravenous, ..office };
    let planned = keep_programme(&person.notebook, id(PROGRAMME), 2, there);
    assert_eq!(planned, Err(Refusal::OnlyInTheOffice));
}
