//! The sitter's screen: handed over and taken back, joined by a code, and what whoever has it can do and cannot.

mod at_once;
mod late;
pub(crate) use late::over_with_notes_unsent_of;
pub(crate) mod reaches;

use axum::http::{StatusCode, header};

use crate::{
    after::{begins, plans, prepares, ticks},
    measures::{releases::says, safety::in_danger},
    person::{PASSPHRASE, Person},
};

pub(crate) const PIN: &str = "4711";

/// Somebody whose session is under way, and its address.
pub(crate) async fn under_way() -> (Person, String) {
    let mut person = Person::new().await;
    let session = begun(&mut person).await;
    (person, session)
}

/// A session that is under way.
pub(crate) async fn begun(person: &mut Person) -> String {
    let (_, session) = plans(person).await;
    prepares(person, &session, &[]).await;
    begins(person, &session).await;
    session
}

/// Hands this browser to the sitter.
pub(crate) async fn hands_over(person: &mut Person, session: &str) {
    let fields = [("pin", PIN), ("again", PIN)];
    let handed = person.post(&format!("{session}/sitter/hand-over"), &fields).await;
    assert_eq!(handed.location(), format!("{session}/during?given=1"));
    assert_eq!(
        handed.headers["clear-site-data"], "\"cache\"",
        "no page of before comes back by the back button"
    );
}

/// A code for another device.
async fn code(person: &mut Person, session: &str) -> String {
    let page = person.post(&format!("{session}/sitter/code"), &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    page.body.split_once("class=\"code\">").unwrap().1.split('<').next().unwrap().to_owned()
}

/// Another device, with the session on it.
pub(crate) async fn joins(person: &mut Person, session: &str) -> Person {
    let code = code(person, session).await;
    let mut sitter = person.other_browser();
    let joined = sitter.post("/join", &[("code", &code.to_lowercase().replace('-', " "))]).await;
    assert_eq!(joined.location(), format!("{session}/during"));
    sitter
}

pub(crate) async fn takes_back(person: &mut Person, session: &str, pin: &str) -> crate::person::Page {
    person.post(&format!("{session}/sitter/back"), &[("pin", pin)]).await
}

#[tokio::test]
async fn a_pin_is_asked_twice_and_what_does_not_fit_hands_nothing_over() {
    let (mut person, session) = under_way().await;
    let hand_over = format!("{session}/sitter/hand-over");
    for (pin, again, said) in [("123", "123", "4 to 8 digits"), ("4711", "4712", "not the same")] {
        let page = person.post(&hand_over, &[("pin", pin), ("again", again)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.shows(said) && page.shows("Nothing was handed over") && !page.body.contains("4711"));
    }
    assert_eq!(person.get("/journal").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_is_handed_over_before_a_session_begins() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    assert!(person.get(&format!("{session}/sitter")).await.shows("once the session is under way"));
    let page = person.post(&format!("{session}/sitter/hand-over"), &[("pin", PIN), ("again", PIN)]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(person.post(&format!("{session}/sitter/code"), &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(person.get("/journal").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_page_has_no_way_elsewhere_and_does_not_lock_by_itself() {
    let (mut person, session) = under_way().await;
    hands_over(&mut person, &session).await;
    for page in ["during", "vitals", "wrong", "end", "sitter/back"] {
        let page = person.get(&format!("{session}/{page}")).await;
        assert_eq!(page.status, StatusCode::OK);
        for elsewhere in ["<nav", "href=\"/\"", "href=\"/settings", "href=\"/learn", "data-idle-minutes=\"1"]
        {
            assert!(!page.body.contains(elsewhere), "{elsewhere}");
        }
        assert!(page.body.contains("action=\"/leave\""));
    }
    assert!(person.get(&format!("{session}/vitals")).await.body.contains("href=\"/help-now\""));
    person.house.clock.forward(3 * 3_600);
    person.house.state.keeper.sweep().await.unwrap();
    assert_eq!(person.get(&format!("{session}/during")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_right_pin_gives_the_notebook_back_under_a_new_cookie() {
    let (mut person, session) = under_way().await;
    hands_over(&mut person, &session).await;
    let mut copied = person.other_browser();
    copied.cookies = person.cookies.clone();
    let wrong = takes_back(&mut person, &session, "0000").await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN);
    assert!(wrong.shows("This is not the PIN.") && wrong.shows("Wait 2 seconds"));
    assert_eq!(takes_back(&mut person, &session, PIN).await.status, StatusCode::TOO_MANY_REQUESTS);
    person.house.clock.forward(2);
    assert_eq!(takes_back(&mut person, &session, PIN).await.location(), session);
    assert_eq!(person.get("/journal").await.status, StatusCode::OK);
    assert_eq!(copied.get("/journal").await.location(), "/join/over", "a copy of the cookie opens nothing");
}

#[tokio::test]
async fn five_wrong_pins_lock_and_the_passphrase_opens_as_ever() {
    let (mut person, session) = under_way().await;
    hands_over(&mut person, &session).await;
    for _ in 0..4 {
        assert_eq!(takes_back(&mut person, &session, "0000").await.status, StatusCode::FORBIDDEN);
        person.house.clock.forward(20);
    }
    assert_eq!(takes_back(&mut person, &session, "0000").await.location(), "/unlock");
    assert!(person.get(&session).await.location().starts_with("/unlock"));
    person.enter().await;
    assert_eq!(person.get("/journal").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_passphrase_opens_the_notebook_from_the_sitters_page_too() {
    let (mut person, session) = under_way().await;
    hands_over(&mut person, &session).await;
    assert!(person.get("/unlock").await.shows("Passphrase"));
    person.enter().await;
    assert_eq!(person.get("/journal").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_a_sitter_notes_is_the_sitters_and_one_tap_says_how_somebody_answers() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    let during = format!("{session}/during");
    let page = sitter.get(&during).await;
    assert!(page.shows("Next look-in in 15 minutes.") && page.shows("Does not wake when shaken"));
    let look = [("kind", "look-in"), ("moaas", "3"), ("by", "person")];
    assert!(person.get(&during).await.shows("Sitter here"));
    sitter.post(&format!("{session}/moments"), &look).await.location();
    person.house.clock.forward(240);
    assert!(person.get(&during).await.shows("Sitter here · looked in 4 minutes ago"));
    let page = sitter.get(&during).await;
    assert!(page.shows("Stay beside them"), "r27");
    assert!(page.shows("Next look-in in 1 minute."));
    assert!(page.shows("Looked in: Answers only when I call loudly"));
    sitter.post(&format!("{session}/wrong"), &[("sign", "very-upset")]).await.location();
    assert_eq!(by_whom(&person, &session).await, ["sitter", "sitter"]);
}

/// Who noted each moment of a session.
pub(crate) async fn by_whom(person: &Person, session: &str) -> Vec<&'static str> {
    let keeper = &person.house.state.keeper;
    let open = keeper.session(&person.cookies["notebook"]).await.unwrap().unwrap();
    let notebook = open.vault().read();
    let id = session.rsplit('/').next().unwrap().parse().unwrap();
    let moments = hearken_core::journey::moments_of(&notebook, id);
    moments.into_iter().map(|(_, moment)| moment.by.id()).collect()
}

#[tokio::test]
async fn a_look_in_that_was_missed_shows_without_a_script_too() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    let during = format!("{session}/during");
    let hidden = |page: &str| {
        page.contains("data-look-in-missed hidden") || page.contains("data-look-in-missed=\"\" hidden")
    };
    assert!(hidden(&sitter.get(&during).await.body));
    sitter.house.clock.forward(16 * 60);
    let page = sitter.get(&during).await;
    assert!(page.shows("Look in now.") && !hidden(&page.body));
    sitter.post(&format!("{session}/moments"), &[("kind", "look-in"), ("moaas", "5")]).await.location();
    let page = sitter.get(&during).await;
    assert!(hidden(&page.body) && page.shows("No look-in between 0:00 and 0:16."));
}

#[tokio::test]
async fn a_score_that_no_button_has_is_not_kept() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    for score in ["", "9", "-1", "x"] {
        sitter.post(&format!("{session}/moments"), &[("kind", "look-in"), ("moaas", score)]).await.location();
    }
    assert_eq!(sitter.get(&format!("{session}/during")).await.body.matches("Looked in</li>").count(), 4);
}

#[tokio::test]
async fn another_device_joins_once_is_listed_and_can_be_ended() {
    let (mut person, session) = under_way().await;
    let code = code(&mut person, &session).await;
    let mut sitter = person.other_browser();
    assert_eq!(sitter.post("/join", &[("code", "0000-0000")]).await.status, StatusCode::FORBIDDEN);
    sitter.post("/join", &[("code", &code)]).await.location();
    let mut second = person.other_browser();
    let used = second.post("/join", &[("code", &code)]).await;
    assert!(used.status == StatusCode::FORBIDDEN && used.shows("This code does not open anything."));
    let giving = format!("{session}/sitter");
    let page = person.get(&giving).await;
    assert!(page.shows("Joined by a code") && !page.body.contains(&code), "a code is shown once");
    // One that went away is seen to be quiet, and stays until it is ended: it may come back.
    person.house.clock.forward(180);
    let page = person.get(&giving).await;
    assert!(page.shows("quiet for 3 minutes"));
    let device = page.field("device");
    person.post(&format!("{giving}/end"), &[("device", &device)]).await.location();
    assert!(!person.get(&giving).await.shows("Joined by a code"));
    assert_eq!(sitter.get(&format!("{session}/during")).await.location(), "/join/over");
    assert!(sitter.get("/join/over").await.shows("It is over on this device"));
    assert!(!sitter.cookies.contains_key("notebook"));
    assert!(sitter.get(&session).await.location().starts_with("/unlock"));
}

#[tokio::test]
async fn a_device_that_joined_is_over_when_the_list_at_the_end_is_done() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    let items = &hearken_content::library().journey.sitter.recovery.items;
    ticks(&mut sitter, &format!("{session}/end"), items.iter().map(|item| item.id.as_str()).collect()).await;
    assert_eq!(sitter.get(&session).await.location(), "/join/over");
    assert!(person.get(&session).await.shows("resting after it"));
}

#[tokio::test]
async fn the_person_may_lock_and_the_sitter_goes_on_but_leaving_quickly_ends_both() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    let during = format!("{session}/during");
    person.post("/lock", &[]).await;
    assert_eq!(sitter.get(&during).await.status, StatusCode::OK);
    person.enter().await;
    person.post("/leave", &[]).await;
    assert_eq!(sitter.get(&during).await.location(), "/join/over");
}

#[tokio::test]
async fn whoever_guesses_codes_waits_and_learns_nothing() {
    let (mut person, session) = under_way().await;
    let mut stranger = person.other_browser();
    let tries = async |stranger: &mut Person, from: [u8; 4]| {
        let mut answers = Vec::new();
        for _ in 0..21 {
            let page = stranger.posts_from(from, "/join", &[("code", "AAAA-AAAA")]).await;
            answers.push((page.status, page.body));
        }
        answers
    };
    let without = tries(&mut stranger, [192, 0, 2, 7]).await;
    assert_eq!((without[19].0, without[20].0), (StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS));
    code(&mut person, &session).await;
    let with = tries(&mut stranger, [192, 0, 2, 8]).await;
    assert_eq!(with, without, "whether a code waits makes no difference, nor what another address tried");
}

#[tokio::test]
async fn a_browser_that_has_the_notebook_open_does_not_join() {
    let (mut person, session) = under_way().await;
    assert!(person.get("/join").await.shows("This browser has the notebook open"));
    let code = code(&mut person, &session).await;
    assert_eq!(person.post("/join", &[("code", &code)]).await.status, StatusCode::CONFLICT);
    assert_eq!(person.get("/journal").await.status, StatusCode::OK);
    let mut sitter = person.other_browser();
    assert_eq!(sitter.post("/join", &[("code", &code)]).await.location(), format!("{session}/during"));
}

#[tokio::test]
async fn on_this_machine_alone_the_page_says_so_and_behind_https_there_is_a_code_to_scan() {
    let (mut person, session) = under_way().await;
    assert!(person.get(&format!("{session}/sitter")).await.shows("a phone cannot reach it"));
    assert!(
        !person.post(&format!("{session}/sitter/code"), &[]).await.body.contains("<svg class=\"to-scan\"")
    );
    let mut person = Person::stranger_by_https().await;
    person.post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await;
    let session = begun(&mut person).await;
    let page = person.post(&format!("{session}/sitter/code"), &[]).await;
    assert!(page.shows("https://notes.example/join") && page.body.contains("<svg class=\"to-scan\""));
}

#[tokio::test]
async fn begun_on_two_devices_a_session_begins_once_and_the_other_is_told() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    prepares(&mut person, &session, &[]).await;
    for state in ["preparing", "ready"] {
        person.post(&format!("{session}/go"), &[("to", state)]).await.location();
    }
    let mut other = person.other_browser();
    other.enter().await;
    let go = format!("{session}/go");
    assert_eq!(person.post(&go, &[("to", "in-session")]).await.location(), session);
    person.house.clock.forward(180);
    let second = other.post(&go, &[("to", "in-session")]).await.location().to_owned();
    assert_eq!(second, format!("{session}?already=1"));
    let told = other.get(&second).await;
    assert!(
        told.shows("It began before: ") && told.shows("That time stands") && told.shows("18:40"),
        "{}",
        told.body
    );
    let medicine = format!("{session}/medicine");
    assert_eq!(person.post(&medicine, &[]).await.location(), format!("{session}/during"));
    person.house.clock.forward(60);
    let second = other.post(&medicine, &[]).await.location().to_owned();
    assert_eq!(second, format!("{session}/during?already=medicine"));
    assert!(
        other.get(&second).await.shows("It was tapped before: ")
            && other.get(&second).await.shows("That time stands.")
    );
}

#[tokio::test]
async fn a_sitters_device_names_the_numbers_of_where_the_session_is() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    assert_eq!(sitter.cookies["country"], "GB");
    assert!(sitter.get("/help-now").await.body.contains("href=\"tel:999\""));
    let locked = sitter.post("/lock", &[]).await;
    assert_eq!(locked.location(), "/join/over");
    assert!(locked.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn r50_a_sitter_is_told_what_a_sitter_sees_and_nothing_of_what_was_answered() {
    let mut person = Person::new().await;
    let (_, session) = plans(&mut person).await;
    // “Not sure” asks for the prescriber (R50); their word lets the session begin.
    prepares(&mut person, &session, &[("heart-disease", "unsure")]).await;
    says(&mut person, &session, "R50", &[]).await.location();
    begins(&mut person, &session).await;
    let (knows, lifted) = ("&quot;anyUnsure&quot;:true", "&quot;R50&quot;:&quot;ask&quot;");
    let own = person.get(&format!("{session}/during")).await;
    assert!(
        own.body.contains(knows) && own.body.contains(lifted),
        "control: the person's own page knows of it"
    );
    hands_over(&mut person, &session).await;
    let page = person.get(&format!("{session}/during")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains(knows) && !page.body.contains(lifted));
}

#[tokio::test]
async fn what_the_person_had_begun_to_write_is_not_on_the_sitters_screen() {
    let (mut person, session) = under_way().await;
    let place = format!("{session}/during");
    person.fetch("/drafts", &[("place", &place), ("words", "half a cobaltheron")]).await;
    assert!(person.get(&place).await.body.contains("cobaltheron"), "control: it is there for them");
    person.house.clock.forward(1);
    hands_over(&mut person, &session).await;
    assert!(!person.get(&place).await.body.contains("cobaltheron"));
    takes_back(&mut person, &session, PIN).await;
    assert!(person.get(&place).await.body.contains("cobaltheron"), "and again once they have it back");
}

#[tokio::test]
async fn r13_a_sitter_is_told_of_danger_that_is_noted_and_of_no_questionnaire() {
    let (mut person, session) = under_way().await;
    let mut sitter = joins(&mut person, &session).await;
    let during = format!("{session}/during");
    in_danger(&mut person).await;
    let theirs = "They are in danger of harming themselves. Call the emergency number now";
    assert!(person.get(&during).await.shows("You may be in danger."), "control: to the person it is told");
    assert!(!sitter.get(&during).await.shows(theirs), "what was answered is the person's");
    let noted = sitter.post(&format!("{session}/wrong"), &[("sign", "not-safe")]).await;
    assert_eq!(noted.location(), format!("{session}/wrong"));
    assert!(sitter.get(&format!("{session}/wrong")).await.shows(theirs));
    assert!(sitter.get(&during).await.shows(theirs));
}
