//! Two people who are in: what one shows and the other sees, for how long, and what they say.

use axum::http::StatusCode;
use hearken_core::{NewRevision, Notebook, sharing::Grant};
use jiff::civil::date;

use crate::{
    person::{Page, Person},
    sharing::{Invited, comes_along, invited},
};

async fn both_in() -> Invited {
    invited().await.both_in().await
}

/// The id in the address of a part.
pub(crate) fn id(part: &str) -> &str {
    part.rsplit('/').next().unwrap()
}

/// Ada has met a part; its page, its id.
pub(crate) async fn planner(ada: &mut Person) -> (String, String) {
    let part = ada.meets("The Planner", "manager").await;
    let id = id(&part).to_owned();
    (format!("/parts/{id}"), id)
}

/// Ticks one field of a subject and shows it.
pub(crate) async fn shows(both: &mut Invited, subject: &str, fields: &[&str], more: &[(&str, &str)]) -> Page {
    let space = id(&both.space).to_owned();
    let mut form = vec![("what", subject), ("space", &space)];
    form.extend(fields.iter().map(|field| ("field", *field)));
    form.extend(more);
    both.ada.post("/sharing/show", &form).await
}

/// The addresses on a page that begin so.
pub(crate) fn links(page: &Page, beginning: &str) -> Vec<String> {
    let mut found: Vec<_> =
        page.body.split('"').filter(|it| it.starts_with(beginning)).map(str::to_owned).collect();
    found.dedup();
    found
}

#[tokio::test]
async fn only_the_ticked_fields_are_shown_and_looking_is_noted() {
    let mut both = both_in().await;
    let (page, part) = planner(&mut both.ada).await;
    assert!(both.ada.get(&page).await.shows("Share with…"));
    let offered = both.ada.get(&format!("/sharing/show?what=record/{part}")).await;
    assert!(offered.shows("Role") && offered.shows("Ben B"));
    assert!(offered.shows("The Planner") && offered.shows("goes along whatever you tick"));
    let none = shows(&mut both, &format!("record/{part}"), &[], &[]).await;
    assert!(none.shows("Nothing is ticked, so nothing was shown."));
    let shown = shows(&mut both, &format!("record/{part}"), &["role"], &[("keeps_up", "0")]).await;
    let after = both.ada.get(shown.location()).await;
    assert!(
        after.shows("They can see it now.")
            && after.shows("The Planner")
            && after.shows("Not looked at yet.")
    );
    assert!(both.ben.get("/sharing").await.shows("There is something new from them."));
    let theirs = both.ben.get(&both.space).await;
    assert!(theirs.shows("The Planner") && theirs.shows("new to you"));
    let read = links(&theirs, &format!("{}/pages/", both.space)).remove(0);
    let opened = both.ben.get(&read).await;
    assert!(opened.shows("The Planner") && opened.shows("Role") && !opened.shows("This is what they see."));
    assert!(!both.ben.get(&both.space).await.shows("new to you"));
    let seen = both.ada.get(&both.space).await;
    assert!(seen.shows("Looked at:") && !seen.shows("Not looked at yet."));
    assert!(both.ada.get(&read).await.shows("This is what they see."));
}

#[tokio::test]
async fn what_follows_changes_with_the_part_and_what_does_not_stays() {
    let mut both = both_in().await;
    let (_, once) = planner(&mut both.ada).await;
    let follows = id(&both.ada.meets("The Critic", "manager").await).to_owned();
    shows(&mut both, &format!("record/{once}"), &["role"], &[("keeps_up", "0")]).await.location();
    shows(&mut both, &format!("record/{follows}"), &["role"], &[("keeps_up", "1")]).await.location();
    for (part, name) in [(&once, "The Planner at rest"), (&follows, "The Critic at rest")] {
        let form = both.ada.get(&format!("/parts/{part}/edit")).await;
        let fields =
            [("record", part.as_str()), ("base", &form.field("base")), ("name", name), ("role", "manager")];
        both.ada.post("/parts", &fields).await.location();
    }
    let theirs = both.ben.get(&both.space).await;
    assert!(theirs.shows("The Critic at rest"));
    assert!(theirs.shows("The Planner") && !theirs.shows("The Planner at rest"));
}

#[tokio::test]
async fn what_is_stopped_hidden_or_erased_is_seen_no_more() {
    let mut both = both_in().await;
    let (_, stopped) = planner(&mut both.ada).await;
    let erased = id(&both.ada.meets("The Critic", "manager").await).to_owned();
    for part in [&stopped, &erased] {
        shows(&mut both, &format!("record/{part}"), &["role"], &[]).await.location();
    }
    let theirs = both.ben.get(&both.space).await;
    let read = links(&theirs, &format!("{}/pages/", both.space));
    let mine = both.ada.get(&both.space).await;
    let stop = links(&mine, &format!("{}/stop/", both.space)).remove(0);
    let to = both.ada.post(&stop, &[]).await.location().to_owned();
    assert!(both.ada.get(&to).await.shows("They can see it no more."));
    both.ada.post(&format!("/parts/{erased}/erase"), &[]).await.location();
    both.ada.get("/parts").await;
    let theirs = both.ben.get(&both.space).await;
    assert!(!theirs.shows("The Planner") && !theirs.shows("The Critic"));
    for page in read {
        let gone = both.ben.get(&page).await;
        assert!(gone.shows("This is no longer shown to you.") && !gone.shows("manager"));
    }
}

#[tokio::test]
async fn what_is_said_is_said_once_and_nobody_watches_is_said_beside_it() {
    let mut both = both_in().await;
    let page = both.ben.get(&both.space).await;
    assert!(page.shows("Nobody watches this all the time."));
    let (record, draft) = (page.field("record"), page.field("draft"));
    let form = [
        ("record", &*record),
        ("draft", &*draft),
        ("manner", "question"),
        ("words", "Shall we meet the Planner?"),
    ];
    for _ in 0..2 {
        both.ben.post(&format!("{}/say", both.space), &form).await.location();
    }
    let heard = both.ada.get(&both.space).await;
    assert_eq!(heard.body.matches("Shall we meet the Planner?").count(), 1);
    assert!(heard.shows("A question") && heard.shows("New to you"));
    assert!(!both.ada.get(&both.space).await.shows("New to you"));
}

#[tokio::test]
async fn somebody_else_reads_nothing_of_it() {
    let mut both = both_in().await;
    let (_, part) = planner(&mut both.ada).await;
    shows(&mut both, &format!("record/{part}"), &["role"], &[]).await.location();
    let theirs = both.ben.get(&both.space).await;
    let read = links(&theirs, &format!("{}/pages/", both.space)).remove(0);
    let mut eve = comes_along(&both.ada).await;
    assert_eq!(eve.get(&read).await.status, StatusCode::NOT_FOUND);
    both.ada.post(&format!("{}/end", both.space), &[]).await.location();
    assert_eq!(both.ben.get(&read).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_was_taken_back_when_its_day_had_passed_can_be_shown_again() {
    let mut both = both_in().await;
    let (_, part) = planner(&mut both.ada).await;
    let subject = format!("record/{part}");
    let past = shows(&mut both, &subject, &["role"], &[("until", "2020-01-01")]).await;
    assert!(past.shows("That day has passed, so nothing was shown."));
    let none = shows(&mut both, &subject, &["role"], &[("until", "31.12.2026")]).await;
    assert!(none.shows("That is not a day, so nothing was shown."));
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
    shows(&mut both, &subject, &["role"], &[("keeps_up", "1")]).await.location();
    assert!(both.ben.get(&both.space).await.shows("The Planner"));
    both.ada.day_of_every_grant_passes().await;
    both.ada.get("/parts").await;
    assert!(!both.ben.get(&both.space).await.shows("The Planner"));
    shows(&mut both, &subject, &["role"], &[("keeps_up", "1")]).await.location();
    assert!(both.ben.get(&both.space).await.shows("The Planner"));
}

impl Person {
    /// The last day of all that is shown is long ago.
    async fn day_of_every_grant_passes(&self) {
        let cookie = self.cookies["notebook"].clone();
        let session = self.house.state.keeper.session(&cookie).await.unwrap().unwrap();
        let pass = |notebook: &Notebook| {
            let grants = notebook.all::<Grant>().map(|(record, grant)| {
                let rev = notebook.current(record).unwrap().rev;
                let past = Grant { until: Some(date(2020, 1, 1)), ..grant.clone() };
                NewRevision::edit(record, rev, past.into())
            });
            Ok(grants.collect())
        };
        session.vault().write(pass, Vec::new()).await.unwrap();
    }
}
