//! Bonds: saying how two parts relate.

use axum::http::StatusCode;

use crate::{html::text, map::tie, person::Person};

/// Two parts, and the address of the bond between them.
async fn two_tied() -> (Person, String, String, String) {
    let mut person = Person::new().await;
    let planner = person.meets("The Planner", "manager").await;
    let quiet = person.meets("The Quiet One", "exile").await;
    tie(&mut person, &planner, "protects", &quiet, "").await;
    let bond = bond_in(&person.get("/parts/list").await.body);
    (person, planner, quiet, bond)
}

/// The first bond that a page leads to.
fn bond_in(page: &str) -> String {
    let id = page.split("href=\"/bonds/0").nth(1).unwrap().split('"').next().unwrap();
    format!("/bonds/0{id}")
}

fn sentence(page: &str) -> String {
    let (_, after) = page.split_once("data-bond-sentence=\"\">").unwrap();
    text(after.split("</p>").next().unwrap()).replace('\u{1}', "")
}

#[tokio::test]
async fn a_bond_reads_as_a_sentence_and_can_be_turned_around() {
    let (mut person, planner, quiet, bond) = two_tied().await;
    let page = person.get(&bond).await;
    assert_eq!(sentence(&page.body), "The Planner protects The Quiet One.");
    let fields =
        [("from", planner.as_str()), ("to", &quiet), ("kind", "fears"), ("swap", "1"), ("from_says", "mine")];
    let turned = person.post("/bonds", &fields).await;
    assert_eq!(turned.status, StatusCode::OK);
    assert_eq!(sentence(&turned.body), "The Quiet One fears The Planner.");
    let (_, second) = turned.body.split_once("id=\"to_says\"").unwrap();
    assert!(second.split("</textarea>").next().unwrap().contains("mine"));
}

#[tokio::test]
async fn what_a_bond_holds_comes_back_and_an_edit_keeps_the_rest() {
    let (mut person, planner, quiet, bond) = two_tied().await;
    let page = person.get(&bond).await;
    let (record, base) = (page.field("record"), page.field("base"));
    let fields = [
        ("record", record.as_str()),
        ("base", &base),
        ("from", &planner),
        ("to", &quiet),
        ("kind", "cares-for"),
        ("over", "the nights"),
        ("from_says", "I watch."),
        ("to_says", "I sleep."),
        ("strength", "7"),
        ("since", "this spring"),
    ];
    assert_eq!(person.post("/bonds", &fields).await.location(), bond);
    let page = person.get(&bond).await;
    assert_eq!(sentence(&page.body), "The Planner cares for The Quiet One.");
    for held in ["the nights", "I watch.", "I sleep.", "this spring"] {
        assert!(page.shows(held), "{held}");
    }
    assert!(page.body.contains("<option value=\"7\" selected>"));
}

#[tokio::test]
async fn two_windows_that_edit_one_bond_lose_neither_text() {
    let (mut person, planner, quiet, bond) = two_tied().await;
    let record = bond.strip_prefix("/bonds/").unwrap();
    let window = |kind, says, strength, since| {
        [
            ("record", record),
            ("base", "1"),
            ("from", &*planner),
            ("to", &*quiet),
            ("kind", kind),
            ("from_says", says),
            ("strength", strength),
            ("since", since),
        ]
    };
    person.post("/bonds", &window("fears", "first window", "4", "that winter")).await;
    person.post("/bonds", &window("protects", "second window", "7", "")).await;
    let page = person.get(&bond).await;
    assert!(page.shows("first window") && page.shows("second window"));
    let (_, beside) = page.body.split_once("Kept in another window").unwrap();
    let beside = text(beside.split("</section>").next().unwrap()).replace('\u{1}', "");
    for said in ["The Planner fears The Quiet One.", "first window", "4", "that winter"] {
        assert!(beside.contains(said), "{said}");
    }
    assert!(!beside.contains("7") && !beside.contains("It was over"));
    let (base, settles) = (page.field("base"), page.field("settles"));
    let mut settled = window("protects", "both of it", "7", "").to_vec();
    settled[1].1 = &base;
    settled.push(("settles", &settles));
    person.post("/bonds", &settled).await;
    let page = person.get(&bond).await;
    assert!(page.shows("both of it") && !page.shows("Kept in another window"));
}

#[tokio::test]
async fn hidden_parts_are_asked_for_and_what_was_typed_into_a_bond_stays() {
    let (mut person, planner, quiet, bond) = two_tied().await;
    assert!(!person.get(&bond).await.shows("Choose among hidden parts too"), "there are none");
    let shadow = person.meets("The Shadow", "manager").await;
    let hides = [("record", &*shadow), ("base", "1"), ("name", "The Shadow"), ("hidden", "yes")];
    person.post("/parts", &hides).await;
    for address in ["/bonds/new", &bond] {
        let page = person.get(address).await;
        assert!(page.shows("Choose among hidden parts too") && !page.shows("The Shadow"), "{address}");
        let fields = [
            ("record", page.field("record")),
            ("base", page.field("base")),
            ("from", planner.clone()),
            ("to", quiet.clone()),
            ("over", "half a thought".to_owned()),
            ("go", "hidden".to_owned()),
        ];
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let asked = person.post("/bonds", &fields).await;
        assert_eq!(asked.status, StatusCode::OK, "{address}");
        assert!(asked.shows("half a thought") && asked.shows("The Shadow"), "{address}");
        assert!(!asked.shows("Choose among hidden parts too"));
        assert_eq!((asked.field("record"), asked.field("hidden")), (page.field("record"), "1".to_owned()));
    }
    assert!(!person.get(&bond).await.shows("half a thought"), "nothing was kept yet");
}

#[tokio::test]
async fn a_kind_of_ones_own_reads_from_both_ends_and_is_offered_again() {
    let mut person = Person::new().await;
    let one = person.meets("One", "manager").await;
    let two = person.meets("Two", "manager").await;
    let own = [
        ("from", one.as_str()),
        ("to", &two),
        ("kind", "own"),
        ("name", "teaches"),
        ("inverse", "learns from"),
    ];
    assert_eq!(person.post("/bonds", &own).await.location(), "/parts");
    let list = text(&person.get("/parts/list").await.body).replace('\u{1}', "");
    assert!(list.contains("teaches Two") && list.contains("learns from One"));
    let page = person.get("/bonds/new").await;
    let (_, offered) = page.body.split_once("value=\"as-in-").unwrap();
    let kind = format!("as-in-{}", offered.split('"').next().unwrap());
    tie(&mut person, &two, &kind, &one, "").await;
    let list = text(&person.get("/parts/list").await.body).replace('\u{1}', "");
    assert!(list.contains("teaches One"));
    assert_eq!(person.get("/bonds/new").await.body.matches("value=\"as-in-").count(), 1, "each kind once");
}

#[tokio::test]
async fn a_bond_without_two_parts_keeps_its_words_on_the_page() {
    let mut person = Person::new().await;
    let one = person.meets("One", "manager").await;
    for (to, what) in [("", "There is nothing to keep yet."), (one.as_str(), "These two are the same part.")]
    {
        let page = person.post("/bonds", &[("from", &one), ("to", to), ("over", "a few words")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.shows(what) && page.shows("a few words"), "{what}");
    }
    let nameless =
        person.post("/bonds", &[("from", one.as_str()), ("to", &one), ("kind", "own"), ("name", " ")]).await;
    assert!(nameless.shows("It has no name yet."));
}

#[tokio::test]
async fn a_bond_that_is_over_leaves_the_map_and_can_hold_again() {
    let (mut person, .., bond) = two_tied().await;
    assert_eq!(person.post(&format!("{bond}/end"), &[]).await.location(), bond);
    assert!(person.get(&bond).await.shows("This was over on Sun 22 Nov"));
    assert!(person.get("/parts").await.shows("0 bonds"));
    person.post(&format!("{bond}/again"), &[]).await;
    assert!(person.get("/parts").await.shows("1 bond"));
}

#[tokio::test]
async fn an_erased_bond_is_gone_and_its_parts_stay() {
    let (mut person, .., bond) = two_tied().await;
    assert!(person.get(&format!("{bond}/erase")).await.shows("The Planner protects The Quiet One"));
    assert_eq!(person.post(&format!("{bond}/erase"), &[]).await.location(), "/parts");
    assert_eq!(person.get(&bond).await.status, StatusCode::NOT_FOUND);
    assert!(person.get("/parts").await.shows("2 parts"));
}

#[tokio::test]
async fn what_is_no_bond_is_not_here() {
    let (mut person, planner, ..) = two_tied().await;
    for more in ["", "/erase"] {
        assert_eq!(person.get(&format!("/bonds/{planner}{more}")).await.status, StatusCode::NOT_FOUND);
    }
    for more in ["/end", "/again", "/erase"] {
        let page = person.post(&format!("/bonds/{planner}{more}"), &[]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{more}");
    }
}

#[tokio::test]
async fn a_line_that_was_just_drawn_opens_no_other_bonds_words() {
    let mut person = Person::new().await;
    let one = person.meets("One", "manager").await;
    let two = person.meets("Two", "manager").await;
    let three = person.meets("Three", "manager").await;
    let page = person.get(&format!("/bonds/new?from={one}&to={two}")).await;
    let typed = [
        ("draft", page.field("draft")),
        ("record", page.field("record")),
        ("place", "/bonds/new".to_owned()),
        ("from", one.clone()),
        ("to", two.clone()),
        ("over", "half a thought".to_owned()),
    ];
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.fetch("/drafts", &typed).await;
    assert!(!person.get(&format!("/bonds/new?from={two}&to={three}")).await.shows("half a thought"));
    assert!(person.get(&format!("/bonds/new?from={one}&to={two}")).await.shows("half a thought"));
    assert!(person.get("/bonds/new").await.shows("half a thought"));
    assert!(person.get("/").await.shows("How two parts relate"));
}

#[tokio::test]
async fn a_bond_typed_while_locked_is_held() {
    let (mut person, planner, quiet, _) = two_tied().await;
    person.post("/lock", &[]).await;
    let fields = [
        ("from", planner.as_str()),
        ("to", &quiet),
        ("over", "not lost"),
        ("place", "/bonds/new"),
        ("record", ""),
    ];
    assert_eq!(person.post("/bonds", &fields).await.location(), "/unlock?held=1");
    person.enter().await;
    assert!(person.get("/bonds/new").await.shows("not lost"));
}
