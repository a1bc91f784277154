//! Narrow sessions: handed over with a PIN, joined by a code, over with the session of treatment, gone with a restart.

use std::{net::IpAddr, sync::Arc, time::Duration};

use hearken_core::{
    Notebook, RecordId,
    journey::{self, Programme, State, TreatmentSession},
};
use hearken_seal::SessionSecret;
use hearken_vault::{
    HandOverError, HoldError, JoinError, Session, TakeBackError,
    port::{LateRoom, SittingRow},
};

use crate::support::{Backend, Day, Person, SmallDisk, keeper, process};

const PIN: &str = "4711";

/// A session of treatment that is under way, or not yet.
pub(super) async fn a_treatment(person: &Person, under_way: bool) -> RecordId {
    let (programme, session) = (person.keeper.new_record_id(), person.keeper.new_record_id());
    let plan = move |notebook: &Notebook| {
        journey::keep_programme(notebook, programme, 0, Programme::default()).map(|it| vec![it])
    };
    person.session.vault().write(plan, Vec::new()).await.unwrap();
    let plan = move |notebook: &Notebook| {
        journey::keep_session(notebook, session, 0, TreatmentSession::new(programme)).map(|it| vec![it])
    };
    person.session.vault().write(plan, Vec::new()).await.unwrap();
    if under_way {
        for state in [State::Preparing, State::Ready, State::InSession] {
            goes(&person.session, session, state).await;
        }
    }
    session
}

async fn goes(session: &Session, treatment: RecordId, state: State) {
    let go = move |notebook: &Notebook| journey::go(notebook, treatment, state, &Day(1).at(10));
    session.vault().write(go, Vec::new()).await.unwrap();
}

async fn reaches(person: &Person) -> Option<RecordId> {
    person.keeper.session(&person.cookie).await.unwrap().expect("it goes on").narrow()
}

async fn is_over(person: &Person, cookie: &str) -> bool {
    person.keeper.session(cookie).await.unwrap().is_none()
}

pub(super) async fn a_device_that_is_handed_over_reaches_one_session_of_treatment_alone(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let (planned, treatment) = (a_treatment(&person, false).await, a_treatment(&person, true).await);
    let refused = person.keeper.hand_over(&person.session, planned, PIN).await;
    assert!(matches!(refused, Err(HandOverError::NotNow)), "it has not begun");
    assert_eq!(reaches(&person).await, None);
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    assert_eq!(reaches(&person).await, Some(treatment));
    assert!(person.session.has_pin());
    let again = person.keeper.hand_over(&person.session, treatment, "0000").await;
    assert!(matches!(again, Err(HandOverError::NotNow)), "nobody sets another PIN over it");
    let code = person.keeper.make_code(&person.session, treatment).await;
    assert!(matches!(code, Err(HandOverError::NotNow)), "nor lets another device in");
}

pub(super) async fn a_restart_leaves_a_narrow_session_as_narrow_as_it_was(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let (joined, _) = person.keeper.join(&code, None).await.unwrap();
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    person.waits_minutes(5);
    assert_eq!(reaches(&person).await, Some(treatment));
    person.keeper.sweep().await.unwrap();
    assert_eq!(person.store.sessions().await.unwrap(), [], "nothing opens more again");
    let (backend, clock, cookie) = person.stops();
    let (_, keeper) = process(&*backend, &clock);
    for (cookie, has_pin) in [(cookie.as_str(), true), (joined.value(), false)] {
        let session = keeper.session(cookie).await.unwrap().expect("it goes on");
        assert_eq!((session.narrow(), session.has_pin()), (Some(treatment), has_pin));
    }
    let session = keeper.session(&cookie).await.unwrap().unwrap();
    keeper.take_back(&session, &cookie, PIN).await.unwrap();
    assert!(keeper.session(&cookie).await.unwrap().is_none(), "a copy of the narrow one opens nothing");
}

/// Every row as it lies there, and everything that is narrow changed by somebody who can write there.
pub(super) async fn what_is_stored_of_a_narrow_session_opens_with_its_own_cookie_alone(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let (joined, _) = person.keeper.join(&code, None).await.unwrap();
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    let rows = person.store.sittings_of(person.session.account()).await.unwrap();
    assert_eq!(rows.len(), 2);
    let everything = backend.everything();
    for secret in [PIN.as_bytes(), code.as_bytes(), joined.value().as_bytes(), person.cookie.as_bytes()] {
        // Short ones occur by chance inside ciphertext; what is long enough does not.
        assert!(secret.len() < 16 || memchr::memmem::find(&everything, secret).is_none());
    }
    // One device's hold in the other's row.
    let (mut one, other) = (rows[0].clone(), rows[1].clone());
    one.sealed = other.sealed;
    let made_up = SessionSecret::make();
    let forged = SittingRow { id_hash: made_up.id_hash(), joined: true, ..one };
    assert!(person.store.begin_sitting(&forged).await.unwrap());
    assert!(person.keeper.session(&made_up.to_cookie()).await.unwrap().is_none());
}

pub(super) async fn a_clock_that_was_set_back_leaves_a_stored_narrow_session_locked(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    let (backend, clock, cookie) = person.stops();
    clock.set_wall(-600);
    let (_, keeper) = process(&*backend, &clock);
    assert!(keeper.session(&cookie).await.unwrap().is_none());
}

pub(super) async fn a_code_is_good_for_a_quarter_of_an_hour_and_who_guesses_stops_nobody_else(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let [stranger, sitter] = [[192, 0, 2, 7], [192, 0, 2, 8]].map(|from| Some(IpAddr::from(from)));
    let tries = async || person.keeper.join("WRONG", stranger).await.map(|_| ());
    for n in 0..20 {
        if n == 10 {
            person.keeper.make_code(&person.session, treatment).await.unwrap();
        }
        let told = tries().await;
        assert!(matches!(told, Err(JoinError::Wrong)), "nobody learns whether a code waits: {n}: {told:?}");
    }
    let told = tries().await;
    assert!(matches!(told, Err(JoinError::TooSoon { .. })), "{told:?}");
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    assert!(matches!(person.keeper.join(&code, stranger).await, Err(JoinError::TooSoon { .. })));
    person.keeper.join(&code, sitter).await.expect("nobody else waits for a stranger");
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    for _ in 0..2 {
        person.waits_minutes(7);
        assert!(person.looks().await);
        person.keeper.sweep().await.unwrap();
    }
    person.waits_minutes(1);
    assert!(person.keeper.join(&code, None).await.is_err(), "too late");
}

pub(super) async fn so_many_wrong_codes_are_tried_from_everywhere_and_then_none_for_a_while(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let from = |n: u8| Some(IpAddr::from([198, 51, 100, n]));
    for n in 0..240 {
        let told = person.keeper.join("WRONG", from(n)).await.map(|_| ());
        assert!(matches!(told, Err(JoinError::Wrong)), "{n}: {told:?}");
    }
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let told = person.keeper.join(&code, from(250)).await.map(|_| ());
    assert!(matches!(told, Err(JoinError::TooSoon { wait_seconds: ..=900 })), "{told:?}");
    person.waits_minutes(14);
    assert!(person.looks().await);
    person.keeper.sweep().await.unwrap();
    person.waits_minutes(1);
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    person.keeper.join(&code, from(250)).await.expect("the wait does not grow");
}

pub(super) async fn late_notes_are_bounded_and_one_that_comes_again_is_held_once(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let (cookie, _) = person.keeper.join(&code, None).await.unwrap();
    let (cookie, item) = (cookie.value(), RecordId::from_bytes([9; 16]));
    assert!(person.keeper.late_notes_of(cookie).await.unwrap().is_none(), "it still goes on");
    goes(&person.session, treatment, State::Recovering).await;
    assert!(is_over(&person, cookie).await);
    assert_eq!(person.keeper.late_notes_of(cookie).await.unwrap(), Some(treatment));
    for _ in 0..3 {
        person.keeper.hold_late(cookie, treatment, item, b"sealed").await.unwrap();
    }
    let held = person.store.held(person.session.account()).await.unwrap();
    assert_eq!(held.len(), 1);
    let other = person.keeper.hold_late(cookie, item, item, b"sealed").await;
    assert!(matches!(other, Err(HoldError::NotSetUp)), "of another session of treatment");
    let id_hash = SessionSecret::from_cookie(cookie).unwrap().id_hash();
    let room = |notes, bytes| LateRoom { notes, bytes };
    assert!(!person.store.count_late(id_hash, 1, room(1, 1 << 20)).await.unwrap());
    assert!(!person.store.count_late(id_hash, 1, room(9, 6)).await.unwrap());
    assert!(person.store.count_late(id_hash, 1, room(2, 7)).await.unwrap());
    person.waits_minutes(12 * 60);
    assert!(person.keeper.late_notes_of(cookie).await.unwrap().is_none());
    assert!(person.keeper.sat(cookie).await.unwrap(), "and whoever sat is still told");
}

pub(super) async fn a_row_that_was_written_while_handing_over_is_swept_away(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let row = person.store.sessions().await.unwrap().remove(0);
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    person.store.put_session(&row).await.unwrap();
    person.keeper.sweep().await.unwrap();
    assert_eq!(person.store.sessions().await.unwrap(), []);
    assert_eq!(reaches(&person).await, Some(treatment), "and whoever sits goes on");
}

pub(super) async fn the_right_pin_opens_the_notebook_in_a_session_of_a_new_id(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    let wrong = person.keeper.take_back(&person.session, &person.cookie, "0000").await.map(|_| ());
    assert!(matches!(wrong, Err(TakeBackError::Wrong { wait_seconds: 2 })), "{wrong:?}");
    person.clock.pass(Duration::from_secs(2));
    let (cookie, session) = person.keeper.take_back(&person.session, &person.cookie, PIN).await.unwrap();
    assert_eq!(session.narrow(), None);
    assert!(is_over(&person, &person.cookie).await, "a copy of the narrow one opens nothing");
    assert_eq!(person.store.sessions().await.unwrap().len(), 1);
    let person = person.goes_on((cookie, session)).restarts().await;
    assert_eq!(reaches(&person).await, None, "stored as ever");
}

pub(super) async fn five_wrong_pins_end_it_and_the_passphrase_opens_as_ever(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    for nth in 1..=5 {
        let wrong = person.keeper.take_back(&person.session, &person.cookie, "0000").await.map(|_| ());
        assert_eq!(matches!(wrong, Err(TakeBackError::Ended)), nth == 5, "{wrong:?}");
        person.clock.pass(Duration::from_secs(20));
    }
    assert!(is_over(&person, &person.cookie).await);
    assert_eq!(person.unlocks_again().await.1.narrow(), None);
}

pub(super) async fn a_sitter_who_only_watches_is_not_thrown_out_and_a_day_ends_it(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    // Unlocked long before: the day begins when it is handed over.
    for _ in 0..100 {
        person.waits_minutes(14);
        assert!(!is_over(&person, &person.cookie).await);
    }
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    person.waits_minutes(24 * 60 - 1);
    person.keeper.sweep().await.unwrap();
    assert_eq!(reaches(&person).await, Some(treatment));
    person.waits_minutes(1);
    assert!(is_over(&person, &person.cookie).await);
}

pub(super) async fn another_device_joins_once_and_is_over_with_the_session_of_treatment(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let (cookie, joined) = person.keeper.join(&code.to_lowercase(), None).await.unwrap();
    assert_eq!((joined.narrow(), joined.has_pin()), (Some(treatment), false));
    let again = person.keeper.join(&code, None).await.map(|_| ());
    assert!(matches!(again, Err(JoinError::Wrong)), "it is good once: {again:?}");
    let back = person.keeper.take_back(&joined, cookie.value(), PIN).await.map(|_| ());
    assert!(matches!(back, Err(TakeBackError::NoWayBack)));
    assert!(Arc::ptr_eq(joined.vault(), person.session.vault()));
    goes(&person.session, treatment, State::Recovering).await;
    person.keeper.sweep().await.unwrap();
    assert!(is_over(&person, cookie.value()).await);
    assert!(person.keeper.sat(cookie.value()).await.unwrap());
    assert!(!person.keeper.sat(&person.cookie).await.unwrap());
}

pub(super) async fn the_persons_lock_leaves_the_sitter_there_and_leaving_quickly_does_not(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let (cookie, joined) = person.keeper.join(&code, None).await.unwrap();
    person.keeper.lock(&person.session).await.unwrap();
    assert!(!is_over(&person, cookie.value()).await);
    goes_on_noting(&joined, treatment).await;
    let person = Person { cookie: String::new(), ..person };
    let (cookie_again, session) = person.unlocks_again().await;
    person.keeper.leave(&session).await.unwrap();
    assert!(is_over(&person, cookie.value()).await && is_over(&person, cookie_again.value()).await);
    let vault = Arc::downgrade(joined.vault());
    drop((joined, session, person));
    assert_eq!(vault.strong_count(), 0);
}

async fn goes_on_noting(session: &Session, treatment: RecordId) {
    let moment = journey::Moment { when: Day(1).at(11), ..journey::Moment::new(treatment) };
    let record = RecordId::from_bytes([7; 16]);
    let note = move |notebook: &Notebook| journey::note_moment(notebook, record, moment);
    session.vault().write(note, Vec::new()).await.unwrap();
}

pub(super) async fn a_sitter_who_leaves_ends_nobody_else(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let mut cookies = Vec::new();
    for _ in 0..2 {
        let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
        cookies.push(person.keeper.join(&code, None).await.unwrap());
    }
    person.keeper.leave(&cookies[0].1).await.unwrap();
    assert!(is_over(&person, cookies[0].0.value()).await);
    assert!(!is_over(&person, cookies[1].0.value()).await && !is_over(&person, &person.cookie).await);
}

pub(super) async fn a_device_is_ended_by_its_handle_and_a_new_passphrase_ends_all(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let join = async || {
        let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
        person.keeper.join(&code, None).await.unwrap()
    };
    let ((first, _), (second, _)) = (join().await, join().await);
    let sitting = person.keeper.sitting(&person.session, treatment).await.unwrap();
    assert!(sitting.len() == 2 && sitting.iter().all(|device| device.joined));
    person.keeper.end_sitting(&person.session, sitting[0].handle).await.unwrap();
    let over = [is_over(&person, first.value()).await, is_over(&person, second.value()).await];
    assert_eq!(over.iter().filter(|over| **over).count(), 1);
    let (old, new) = (crate::support::PASSPHRASE, "another mill by quiet herons");
    let pass = crate::support::pass;
    person.keeper.change_passphrase(&person.session, &pass(old), &pass(new)).await.unwrap();
    assert!(is_over(&person, first.value()).await && is_over(&person, second.value()).await);
}

pub(super) async fn whoever_runs_the_server_sees_and_ends_devices_that_sit_too(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let code = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let (joined, _) = person.keeper.join(&code, None).await.unwrap();
    person.keeper.hand_over(&person.session, treatment, PIN).await.unwrap();
    let (wide, _) = person.unlocks_again().await;
    let devices = person.keeper.devices_of(person.session.account()).await.unwrap();
    assert_eq!(devices.iter().filter(|device| device.joined).count(), 1);
    assert_eq!(devices.len(), 2);
    person.keeper.end_all(person.session.account()).await.unwrap();
    for cookie in [&*person.cookie, joined.value(), wide.value()] {
        assert!(is_over(&person, cookie).await);
    }
    assert!(person.keeper.devices_of(person.session.account()).await.unwrap().is_empty());
}

pub(super) async fn a_code_is_good_only_while_the_session_that_made_it_goes_on(
    backend: Arc<impl Backend + 'static>,
) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let first = person.keeper.make_code(&person.session, treatment).await.unwrap();
    let second = person.keeper.make_code(&person.session, treatment).await.unwrap();
    assert!(person.keeper.join(&first, None).await.is_err(), "the newer one took its place");
    person.keeper.lock(&person.session).await.unwrap();
    assert!(person.keeper.join(&second, None).await.is_err());
    let (_, session) = person.unlocks_again().await;
    for _ in 0..4 {
        let code = person.keeper.make_code(&session, treatment).await.unwrap();
        person.keeper.join(&code, None).await.unwrap();
    }
    assert!(matches!(person.keeper.make_code(&session, treatment).await, Err(HandOverError::TooMany)));
}

pub(super) async fn on_a_full_disk_nothing_is_handed_over_by_halves(backend: Arc<impl Backend + 'static>) {
    let person = Person::begins(&backend).await;
    let treatment = a_treatment(&person, true).await;
    let disk = SmallDisk::with(person.store.clone());
    let keeper = keeper(disk.clone(), &person.clock);
    let session = keeper.session(&person.cookie).await.unwrap().unwrap();
    disk.fills_up();
    assert!(matches!(keeper.hand_over(&session, treatment, PIN).await, Err(HandOverError::Store(_))));
    assert_eq!(session.narrow(), None, "the row is there, so a restart would open all of it");
}
