//! A sealed page for somebody without an account: what is on it, what never is, and what stays noted of it.

use axum::http::{StatusCode, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use hearken_seal::{Passphrase, open_page};
use serde_json::Value;

use crate::{
    measures::finished,
    person::{Page, Person},
};

const CANARY: &str = "heronmarsh";
const WORDS: &str = "lantern otter drizzle sofa plywood anthem";

/// A part with a private corner; its id.
async fn part(person: &mut Person) -> String {
    let fields = [
        ("name", "The Planner"),
        ("role", "manager"),
        ("purpose", "To keep the kitchen quiet, by the heronmarsh."),
        ("fears", "That nobody eats."),
        ("private", "Only for me: saltmarsh."),
    ];
    let kept = person.post("/parts", &fields).await;
    kept.location().trim_start_matches("/parts/").split('?').next().unwrap().to_owned()
}

/// What is asked for of it: one ticked field.
fn asked<'a>(what: &'a str, field: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("what", what),
        ("to", "Cleo by the harbour"),
        ("field", field),
        ("until", "2026-12-31"),
        ("passphrase", WORDS),
    ]
}

/// The key of the field that says this, as the form offers it.
async fn key(person: &mut Person, what: &str, says: &str) -> String {
    let page = person.get(&format!("/sharing/sealed?what={what}")).await;
    let before = page.body.split(says).next().unwrap();
    let (_, after) = before.rsplit_once("name=\"field\" value=\"").unwrap();
    after.split('"').next().unwrap().to_owned()
}

/// The file, made in both steps as a browser does.
async fn made(person: &mut Person, what: &str, field: &str) -> Page {
    let look = person.post("/sharing/sealed", &asked(what, field)).await;
    assert!(look.shows("As they will see it") && look.shows("There is no file yet."), "{}", look.body);
    let record = look.field("record");
    let mut form = asked(what, field);
    form.push(("record", &record));
    person.post("/sharing/sealed/file", &form).await
}

/// What is sealed in a file.
fn opened(file: &Page, passphrase: &str) -> Option<Value> {
    let (_, after) = file.body.split_once("data-bytes=\"").unwrap();
    let sealed = STANDARD.decode(after.split('"').next().unwrap()).unwrap();
    let text = open_page(&Passphrase::new(passphrase), &sealed).ok()?;
    Some(serde_json::from_slice(&text).unwrap())
}

async fn with_a_part() -> (Person, String) {
    let mut person = Person::new().await;
    let part = part(&mut person).await;
    (person, format!("record/{part}"))
}

#[tokio::test]
async fn a_page_holds_what_was_ticked_sealed_and_nothing_else() {
    let (mut ada, what) = with_a_part().await;
    let purpose = key(&mut ada, &what, CANARY).await;
    let file = made(&mut ada, &what, &purpose).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"sealed-page.html\"");
    for word in [CANARY, "saltmarsh", "Planner", "Cleo", "lantern", "nobody eats"] {
        assert!(!file.body.contains(word), "{word} stands on it in plain");
    }
    let page = opened(&file, &WORDS.to_uppercase()).expect("however it is capitalised");
    assert_eq!(
        (&page["title"], &page["until"], &page["made"]),
        (&"The Planner".into(), &"2026-12-31".into(), &"2026-11-22".into())
    );
    let fields = page["fields"].as_array().unwrap();
    assert!(fields.len() == 1 && fields[0]["text"].as_str().unwrap().contains(CANARY), "{page}");
    assert!(opened(&file, "lantern otter drizzle sofa plywood").is_none(), "another passphrase");
}

#[tokio::test]
async fn it_says_before_it_is_opened_what_it_is_and_that_its_end_is_a_request() {
    let (mut ada, what) = with_a_part().await;
    let purpose = key(&mut ada, &what, CANARY).await;
    let file = made(&mut ada, &what, &purpose).await;
    for said in [
        "Somebody who trusts you gave you this.",
        "They ask that you read it until",
        "Thursday 31 December 2026",
        "and delete it then. Nothing in this file can make you.",
        "Nobody watches this page. In danger, call the emergency number",
        "did not run",
    ] {
        assert!(file.shows(said), "{said}");
    }
    let mut endless = asked(&what, &purpose);
    endless.retain(|(name, _)| *name != "until");
    let look = ada.post("/sharing/sealed", &endless).await;
    assert!(!look.shows("They ask that you read it"));
    let record = look.field("record");
    endless.push(("record", &record));
    let file = ada.post("/sharing/sealed/file", &endless).await;
    assert!(!file.shows("They ask that you read it") && opened(&file, WORDS).unwrap().get("until").is_none());
}

#[tokio::test]
async fn a_private_corner_a_hidden_part_and_a_private_entry_are_never_on_a_page() {
    let (mut ada, what) = with_a_part().await;
    let offered = ada.get(&format!("/sharing/sealed?what={what}")).await;
    assert!(offered.shows(CANARY) && !offered.shows("saltmarsh"));
    for forged in ["private", "private-corner"] {
        let form = [asked(&what, forged), vec![("record", "0197a5e0-0000-7000-8000-000000000001")]].concat();
        for address in ["/sharing/sealed", "/sharing/sealed/file"] {
            assert_eq!(ada.post(address, &form).await.status, StatusCode::NOT_FOUND, "{forged}");
        }
    }
    let purpose = key(&mut ada, &what, CANARY).await;
    let part = what.trim_start_matches("record/");
    let form = ada.get(&format!("/parts/{part}/edit")).await;
    let base = form.field("base");
    let hide =
        [("record", part), ("base", &base), ("name", "The Planner"), ("purpose", CANARY), ("hidden", "yes")];
    ada.post("/parts", &hide).await.location();
    let offered = ada.get(&format!("/sharing/sealed?what={what}")).await;
    assert!(offered.shows("There is nothing here that could be on a page.") && !offered.shows(CANARY));
    let form = [asked(&what, &purpose), vec![("record", "0197a5e0-0000-7000-8000-000000000001")]].concat();
    for address in ["/sharing/sealed", "/sharing/sealed/file"] {
        let page = ada.post(address, &form).await;
        assert!(page.status == StatusCode::NOT_FOUND && !page.body.contains(CANARY), "{address}");
    }
    assert!(!ada.get("/sharing").await.shows("Given away"), "and nothing was noted");
}

#[tokio::test]
async fn what_is_amiss_is_said_and_what_was_typed_stands_there_still() {
    let (mut ada, what) = with_a_part().await;
    let purpose = key(&mut ada, &what, CANARY).await;
    let cases: [(&str, &str, &str); 5] = [
        ("field", "", "Nothing is ticked, so no page was made."),
        ("to", " ", "It is not said whom the page is for"),
        ("until", "2026-11-21", "That day has passed"),
        ("until", "soon", "That day has passed"),
        ("passphrase", "Password Password", "This passphrase could be guessed"),
    ];
    for (name, value, said) in cases {
        let mut form = asked(&what, &purpose);
        form.retain(|(field, _)| *field != name);
        if !value.is_empty() {
            form.push((name, value));
        }
        form.push(("record", "0197a5e0-0000-7000-8000-000000000001"));
        for address in ["/sharing/sealed", "/sharing/sealed/file"] {
            let page = ada.post(address, &form).await;
            assert!(page.shows(said), "{name}: {}", page.body);
            assert!(name == "to" || page.field("to") == "Cleo by the harbour");
            assert!(name == "field" || page.body.contains(" checked"));
        }
    }
    assert!(!ada.get("/sharing").await.shows("Given away"));
}

#[tokio::test]
async fn that_it_was_given_is_noted_once_found_and_erased() {
    let (mut ada, what) = with_a_part().await;
    let purpose = key(&mut ada, &what, CANARY).await;
    let look = ada.post("/sharing/sealed", &asked(&what, &purpose)).await;
    let record = look.field("record");
    let mut form = asked(&what, &purpose);
    form.push(("record", &record));
    let (first, again) =
        (ada.post("/sharing/sealed/file", &form).await, ada.post("/sharing/sealed/file", &form).await);
    assert!(
        opened(&first, WORDS) == opened(&again, WORDS) && first.body != again.body,
        "made anew, never stored"
    );
    let sharing = ada.get("/sharing").await;
    for said in [
        "It is out of your hands:",
        "Cleo by the harbour",
        "A part: The Planner",
        "They are asked to read it until Thursday 31 December 2026",
    ] {
        assert!(sharing.shows(said), "{said}");
    }
    let given = format!("/sharing/given/{record}");
    assert_eq!(sharing.body.matches(&given).count(), 1);
    assert!(ada.post("/journal/search", &[("q", "harbour")]).await.body.contains(&given));
    assert!(ada.get(&given).await.shows("Cleo by the harbour"));
    ada.house.clock.forward(45 * 86_400);
    ada.enter().await;
    assert!(ada.get("/sharing").await.shows("They were asked to delete it after Thursday 31 December 2026."));
    assert!(ada.get(&format!("{given}/erase")).await.shows("The file that you gave away stays where it is."));
    ada.post(&format!("{given}/erase"), &[]).await.location();
    assert!(!ada.get("/sharing").await.shows("Cleo"));
    assert_eq!(ada.get(&given).await.status, StatusCode::NOT_FOUND);
    form.retain(|(name, _)| *name != "until");
    let anew = ada.post("/sharing/sealed/file", &form).await;
    assert_eq!(anew.status, StatusCode::NOT_FOUND, "what was erased does not come back by itself");
}

/// The passphrase in the form.
fn offered(page: &Page) -> String {
    let (_, field) = page.body.split_once("name=\"passphrase\"").unwrap();
    field.split(['<', '>']).nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn a_passphrase_on_two_lines_is_one_on_one_line() {
    let (mut ada, what) = with_a_part().await;
    let purpose = key(&mut ada, &what, CANARY).await;
    let two_lines = WORDS.replacen(' ', "\r\n", 1);
    let mut form = asked(&what, &purpose);
    form.retain(|(name, _)| *name != "passphrase");
    form.push(("passphrase", &two_lines));
    let look = ada.post("/sharing/sealed", &form).await;
    let record = look.field("record");
    form.push(("record", &record));
    let file = ada.post("/sharing/sealed/file", &form).await;
    assert!(opened(&file, WORDS).is_some());
}

#[tokio::test]
async fn the_passphrase_is_drawn_anew_each_time_and_is_kept_nowhere() {
    let (mut ada, what) = with_a_part().await;
    let purpose = key(&mut ada, &what, CANARY).await;
    let begin = format!("/sharing/sealed?what={what}");
    let offered = offered(&ada.get(&begin).await);
    assert_eq!(offered.split(' ').count(), 6);
    assert_ne!(offered, self::offered(&ada.get(&begin).await));
    made(&mut ada, &what, &purpose).await;
    for page in ["/sharing", "/settings/notebook", "/", &begin] {
        assert!(!ada.get(page).await.body.contains(WORDS), "{page}");
    }
    // Sent while locked, none of it is held.
    let mut locked = ada.other_browser();
    let sent = locked.post("/sharing/sealed", &asked(&what, &purpose)).await;
    assert!(sent.location().starts_with("/unlock") && !sent.location().contains("held"));
}

#[tokio::test]
async fn share_with_is_there_for_whoever_shares_with_nobody_and_leads_both_ways() {
    let (mut ada, what) = with_a_part().await;
    let part = ada.get(&format!("/parts/{}", what.trim_start_matches("record/"))).await;
    assert!(part.shows("Share with…"));
    let show = ada.get(&format!("/sharing/show?what={what}")).await;
    assert!(show.shows("Invite somebody") && show.shows("Make a sealed page"));
    assert!(show.body.contains(&format!("/sharing/sealed?what={what}")));
}

#[tokio::test]
async fn scores_go_with_what_they_are_not_and_without_a_page_that_is_not_there() {
    let mut ada = Person::new().await;
    finished(&mut ada, [Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(0), Some(0), Some(2)])
        .await;
    let file = made(&mut ada, "measure/phq-9", "scale-total").await;
    let page = opened(&file, WORDS).unwrap().to_string();
    assert!(
        page.contains("never a diagnosis") && page.contains("In danger, call the emergency number"),
        "{page}"
    );
    assert!(!page.contains("Help now") && !page.contains("better off dead"), "{page}");
}
