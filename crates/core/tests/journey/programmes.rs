//! Programmes: what can be planned where, and which one is on.

use hearken_core::{
    Refusal,
    journey::{Person as Somebody, Programme, Route, Setting, current, keep_programme},
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
