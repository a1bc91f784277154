//! Two people: one invites, both compare six words, one lets the other in, and either ends it.

use axum::http::StatusCode;
use hearken_core::{AccountId, VaultId};
use hearken_seal::{AccountSecret, SessionSecret, VaultKey, random_bytes};
use hearken_vault::{
    Name,
    port::{AccountRow, Membership, NewAccount, SessionRow, TakenUp},
};

use crate::person::{Page, Person};

/// Somebody else on the same server, unlocked.
pub(crate) async fn comes_along(person: &Person) -> Person {
    let house = &person.house;
    let (secret, cookie, now) = (AccountSecret::make(), SessionSecret::make(), house.state.keeper.now());
    let (id, notebook) =
        (AccountId::from_parts(now, random_bytes()), VaultId::from_parts(now, random_bytes()));
    let (key, public) = (VaultKey::make(notebook.bytes(), 1), secret.public());
    let wrapped = key.wrap_to(&public, id.bytes());
    let membership =
        Membership { vault: notebook, account: id, epoch: 1, wrapped, commitment: key.commitment() };
    let account = AccountRow {
        id,
        notebook,
        public: public.bytes(),
        words_confirmed: true,
        made: now,
        name: Some(Name::new(&format!("Somebody {id}")).unwrap()),
        is_owner: false,
        disabled: false,
    };
    let new = NewAccount { first: false, invitation: None, account, unlockers: Vec::new(), membership };
    house.store.create_account(&new).await.unwrap();
    let (sealed, id_hash) = (cookie.seal_account(&secret, id.bytes()), cookie.id_hash());
    let row = SessionRow { id_hash, account: id, sealed, made: now, seen: now, idle_minutes: 15 };
    house.store.put_session(&row).await.unwrap();
    let mut other = person.other_browser();
    other.cookies.insert("notebook".to_owned(), cookie.to_cookie().to_string());
    other
}

pub(crate) struct Invited {
    pub(crate) ada: Person,
    pub(crate) ben: Person,
    /// The page of the other, the same address for both.
    pub(crate) space: String,
    pub(crate) link: String,
    pub(crate) code: String,
}

/// Ada has invited Ben, who holds link and code.
pub(crate) async fn invited() -> Invited {
    invited_as("friend").await
}

/// Ada has invited Ben to be that to her.
pub(crate) async fn invited_as(role: &str) -> Invited {
    invited_by(Person::new().await, role).await
}

/// The same, wherever Ada stands.
pub(crate) async fn invited_by(mut ada: Person, role: &str) -> Invited {
    let ben = comes_along(&ada).await;
    let form = [("called", "Ben B"), ("own_name", "Ada A"), ("role", role)];
    let space = ada.post("/sharing/invite", &form).await.location().to_owned();
    let page = ada.get(&space).await;
    let between =
        |before: &str| page.body.split_once(before).unwrap().1.split('<').next().unwrap().to_owned();
    let link = format!("/sharing/join/{}", between("/sharing/join/"));
    let code = between("<p class=\"said-code\">");
    Invited { ada, ben, space, link, code }
}

impl Invited {
    /// Both are in.
    pub(crate) async fn both_in(mut self) -> Self {
        self.takes_up().await;
        self.ada.post(&format!("{}/same", self.space), &[("compared", "1")]).await.location();
        self.ben.get(&self.space).await;
        self
    }

    pub(crate) async fn takes_up(&mut self) -> String {
        let form = [("code", &*self.code), ("own_name", "Benedikt"), ("called", "Ada at home")];
        self.ben.post(&format!("{}/take-up", self.link), &form).await.location().to_owned()
    }
}

/// The six words that a page shows.
fn six(page: &Page) -> Vec<String> {
    let list = page.body.split("<ol class=\"six-words\">").nth(1).expect("there are six words");
    let list = list.split("</ol>").next().unwrap();
    list.split("<li>").skip(1).map(|it| it.split('<').next().unwrap().to_owned()).collect()
}

const DEAD: &str = "This invitation does not open anything.";

#[tokio::test]
async fn somebody_is_invited_compares_six_words_and_is_let_in() {
    let mut both = invited().await;
    assert!(both.ada.get("/sharing").await.shows("Give them the link and the code."));
    let alone = both.ben.get(&both.link).await;
    assert!(!alone.shows("Ada A") && alone.shows("Type the code that you were told."));
    let greeted = both.ben.post(&both.link, &[("code", &both.code)]).await;
    assert!(greeted.shows("Ada A") && greeted.shows("invites you") && greeted.shows("A friend you trust"));
    assert_eq!(both.takes_up().await, both.space);
    let (waits, asks) = (both.ben.get(&both.space).await, both.ada.get(&both.space).await);
    assert!(asks.shows("Benedikt") && !asks.shows("Ada at home"));
    assert!(waits.shows("Ada at home") && !waits.shows("Ben B"));
    assert_eq!((six(&waits).len(), six(&waits)), (6, six(&asks)));
    both.ada.post(&format!("{}/same", both.space), &[("compared", "1")]).await.location();
    for (person, name) in [(&mut both.ada, "Benedikt"), (&mut both.ben, "Ada A")] {
        let page = person.get(&both.space).await;
        assert!(page.shows("Both of you are in.") && page.shows(name));
        assert!(person.get("/sharing").await.shows("They see nothing of yours now."));
    }
    assert!(both.ada.get(&both.space).await.shows("that they are the same on both sides"));
    both.ben.post(&format!("{}/same", both.space), &[("compared", "1")]).await.location();
    assert!(both.ben.get(&both.space).await.shows("that they are the same on both sides"));
}

#[tokio::test]
async fn nobody_is_let_in_or_refused_without_the_tick() {
    let mut both = invited().await;
    both.takes_up().await;
    for answer in ["same", "different"] {
        let to = both.ada.post(&format!("{}/{answer}", both.space), &[]).await.location().to_owned();
        assert!(both.ada.get(&to).await.shows("Nothing was done yet."));
    }
    assert!(both.ben.get(&both.space).await.shows("You took the invitation up."));
}

#[tokio::test]
async fn words_that_differ_end_the_invitation_and_say_what_that_means() {
    let mut both = invited().await;
    both.takes_up().await;
    let to = both.ada.post(&format!("{}/different", both.space), &[("compared", "1")]).await;
    let over = both.ada.get(to.location()).await;
    assert!(over.shows("Nobody was let in, and nothing was shown.") && over.shows("If even one differs"));
    assert!(both.ben.get(&both.space).await.shows("This invitation is over."));
    assert!(both.ben.post(&both.link, &[("code", &both.code)]).await.shows(DEAD));
    let late = both.ada.post(&format!("{}/same", both.space), &[("compared", "1")]).await;
    assert!(late.status == StatusCode::GONE && late.shows("This space was ended."));
}

#[tokio::test]
async fn a_wrong_code_says_how_many_tries_are_left_and_a_dead_invitation_never_says_why() {
    let mut both = invited().await;
    let no_code = both.ben.post(&both.link, &[("code", "12")]).await;
    assert!(no_code.status == StatusCode::UNPROCESSABLE_ENTITY && no_code.shows("a code has eight digits"));
    let wrong = if both.code == "0000 0000" { "1111 1111" } else { "0000 0000" };
    for left in ["4 times", "3 times", "2 times", "1 time", "0 times"] {
        let page = both.ben.post(&both.link, &[("code", wrong)]).await;
        assert!(page.status == StatusCode::FORBIDDEN && page.shows(left), "{left}");
    }
    let worn_out = both.ben.post(&both.link, &[("code", &both.code)]).await;
    let never_was = format!("/sharing/join/{}", "A".repeat(43));
    let never_was = both.ben.post(&never_was, &[("code", &both.code)]).await;
    for dead in [worn_out, never_was] {
        assert!(dead.status == StatusCode::NOT_FOUND && dead.shows(DEAD));
    }
    let (mut ada, code) = (both.ada, both.code);
    let space = both.space;
    assert!(ada.get("/sharing").await.shows("This invitation is worn out"));
    assert!(ada.get(&space).await.shows("This invitation is worn out."));
    ada.post(&format!("{space}/end"), &[]).await.location();
    assert!(ada.get(&space).await.shows("You ended this."));
    assert!(both.ben.post(&both.link, &[("code", &code)]).await.shows(DEAD));
}

#[tokio::test]
async fn a_worn_out_invitation_is_made_anew_for_the_same_person_and_the_old_one_is_over() {
    let mut both = invited().await;
    let anew = format!("{}/anew", both.space);
    assert_eq!(both.ada.post(&anew, &[]).await.status, StatusCode::CONFLICT, "it is not worn out yet");
    let wrong = if both.code == "0000 0000" { "1111 1111" } else { "0000 0000" };
    for _ in 0..5 {
        both.ben.post(&both.link, &[("code", wrong)]).await;
    }
    let made = both.ada.post(&anew, &[]).await.location().to_owned();
    let page = both.ada.get(&made).await;
    assert!(made != both.space && page.shows("Ben B") && page.shows("The code"));
    assert!(both.ada.get(&both.space).await.shows("You ended this."));
    let link = page.body.split_once("/sharing/join/").unwrap().1.split('<').next().unwrap().to_owned();
    let code =
        page.body.split_once("<p class=\"said-code\">").unwrap().1.split('<').next().unwrap().to_owned();
    let greeted = both.ben.post(&format!("/sharing/join/{link}"), &[("code", &code)]).await;
    assert!(greeted.shows("Ada A") && greeted.shows("You are somebody to talk to"));
}

#[tokio::test]
async fn ones_own_invitation_is_not_taken_up_and_names_are_asked_for() {
    let mut both = invited().await;
    let nameless = both.ben.post(&format!("{}/take-up", both.link), &[("code", &both.code)]).await;
    assert!(nameless.status == StatusCode::UNPROCESSABLE_ENTITY && nameless.shows("invites you"));
    let form = [("code", &*both.code), ("own_name", "Me"), ("called", "Me")];
    let own = both.ada.post(&format!("{}/take-up", both.link), &form).await;
    assert!(own.status == StatusCode::CONFLICT && own.shows("This is your own invitation."));
    for form in [
        [("called", "B"), ("own_name", "A"), ("role", "")],
        [("called", ""), ("own_name", "A"), ("role", "coach")],
    ] {
        let again = both.ada.post("/sharing/invite", &form).await;
        assert_eq!((again.status, again.field("own_name").as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "A"));
    }
}

#[tokio::test]
async fn a_key_that_nobody_vouched_for_has_a_page_of_its_own_and_is_not_let_in() {
    let mut both = invited().await;
    let link = both.link.rsplit('/').next().unwrap();
    let hash = hearken_seal::InvitationLink::from_text(link).unwrap().id_hash();
    let row = both.ada.house.store.space_invitation(hash).await.unwrap().unwrap();
    let cookie = both.ben.cookies["notebook"].clone();
    let eve = both.ben.house.state.keeper.session(&cookie).await.unwrap().unwrap().account();
    let taken = TakenUp { account: eve, vouched: [7; 32], sealed: row.sealed };
    assert!(both.ada.house.store.take_up(hash, &taken).await.unwrap());
    let page = both.ada.get(&both.space).await;
    assert!(page.shows("The key that lies here is not the one of the person you gave the code to."));
    let tried = both.ada.post(&format!("{}/same", both.space), &[("compared", "1")]).await;
    assert!(tried.status == StatusCode::CONFLICT && tried.shows("Nobody was let in"));
    assert!(both.ada.get("/sharing").await.shows("Something is wrong with this invitation."));
}

#[tokio::test]
async fn whoever_was_ended_reads_that_it_was_ended_and_nothing_else() {
    let mut both = invited().await;
    both.takes_up().await;
    both.ada.post(&format!("{}/same", both.space), &[("compared", "1")]).await.location();
    both.ben.get(&both.space).await;
    let asks = both.ada.get(&format!("{}/end", both.space)).await;
    assert!(asks.shows("What goes") && asks.shows("What stays"));
    both.ada.post(&format!("{}/end", both.space), &[]).await.location();
    let ended = both.ben.get(&both.space).await;
    assert!(ended.status == StatusCode::GONE && ended.shows("This space was ended."));
    assert!(!ended.shows("Ada") && !ended.body.contains("six-words"));
    assert!(both.ben.get("/sharing").await.shows("This space was ended."));
}

#[tokio::test]
async fn whoever_was_invited_can_leave_and_the_other_reads_it() {
    let mut both = invited().await;
    both.takes_up().await;
    both.ada.post(&format!("{}/same", both.space), &[("compared", "1")]).await.location();
    both.ben.get(&both.space).await;
    both.ben.post(&format!("{}/end", both.space), &[]).await.location();
    assert!(both.ben.get(&both.space).await.shows("You ended this."));
    assert!(both.ada.get(&both.space).await.shows("They have left this space."));
}

#[tokio::test]
async fn a_third_person_gets_what_an_id_that_never_was_gets() {
    let mut both = invited().await;
    both.takes_up().await;
    let mut eve = comes_along(&both.ada).await;
    let never_was = "/sharing/0197a5e0-0000-7000-8000-000000000001";
    let routes = hearken_web::routes();
    let routes: Vec<_> = routes.iter().filter(|route| route.path.starts_with("/sharing/{id}")).collect();
    assert_eq!(routes.len(), 20, "a new route is tried here too");
    for route in routes {
        let rest = route.path.strip_prefix("/sharing/{id}").unwrap();
        let mut answers = Vec::new();
        for space in [&both.space, never_was] {
            let address = format!("{space}{rest}")
                .replace("{thing}", "0197a5e0-0000-7000-8000-000000000004")
                .replace("{page}", "0197a5e0-0000-7000-8000-000000000002")
                .replace("{note}", "0197a5e0-0000-7000-8000-000000000004")
                .replace("{grant}", "0197a5e0-0000-7000-8000-000000000003");
            let form = [("compared", "1")];
            answers.push(match route.method {
                "GET" => eve.get(&address).await,
                _ => eve.post(&address, &form).await,
            });
        }
        assert_eq!(answers[0].status, StatusCode::NOT_FOUND, "{}", route.path);
        assert_eq!((answers[0].status, &answers[0].body), (answers[1].status, &answers[1].body));
    }
}

#[tokio::test]
async fn the_link_leads_through_unlocking_and_is_kept_by_nobody_on_the_way() {
    let mut both = invited().await;
    both.ada.post("/lock", &[]).await;
    let to = both.ada.get(&both.link).await;
    let next: String = form_urlencoded::byte_serialize(both.link.as_bytes()).collect();
    assert_eq!(to.location(), format!("/unlock?next={next}"));
    let page = both.ben.get(&both.link).await;
    let header = |name: &str| page.headers[name].to_str().unwrap().to_owned();
    assert_eq!(
        (header("cache-control"), header("referrer-policy")),
        ("no-store".into(), "no-referrer".into())
    );
    assert!(page.body.contains("<title>Notebook</title>"));
}
