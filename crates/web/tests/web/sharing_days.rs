//! What is noted on which day, for how long something is shown, and what is left of it all afterwards.

use hearken_core::{
    Extra, RecordId, When,
    sharing::{SharedField, SharedPage},
};
use jiff::civil::Date;

use crate::{
    person::{Page, Person},
    sharing::{Invited, invited},
    sharing_between::{id, links, planner, shows},
};

async fn both_in() -> Invited {
    invited().await.both_in().await
}

/// The times at which something was looked at, as they stand behind these words.
fn looks(page: &Page, after: &str) -> usize {
    let line = page.body.split(after).nth(1).unwrap_or_else(|| panic!("{after} stands there"));
    line.split("</p>").next().unwrap().split(';').count()
}

#[tokio::test]
async fn a_look_is_noted_once_on_each_day_and_stays_after_a_pause_a_stop_and_an_erasure() {
    let mut both = both_in().await;
    let (_, part) = planner(&mut both.ada).await;
    shows(&mut both, &format!("record/{part}"), &["role"], &[("keeps_up", "1")]).await.location();
    let read = links(&both.ben.get(&both.space).await, &format!("{}/pages/", both.space)).remove(0);
    for (zone, days) in [("0", 1), ("0", 1), ("1440", 2), ("1440", 2)] {
        both.ben.cookies.insert("zone".to_owned(), zone.to_owned());
        both.ben.get(&read).await;
        assert_eq!(looks(&both.ada.get(&both.space).await, "Looked at: "), days);
    }
    both.does("pause").await;
    let paused = both.ada.get(&both.space).await;
    assert!(paused.shows("What they looked at before") && looks(&paused, "Looked at: ") == 2);
    both.does("go-on").await;
    both.ada.get("/").await;
    let again = both.ada.get(&both.space).await;
    assert!(again.shows("Not looked at yet.") && !again.shows("What they looked at before"));
    assert_eq!(looks(&again, "Looked at before it was shown anew: "), 2);
    let stop = links(&again, &format!("{}/stop/", both.space)).remove(0);
    both.ada.post(&stop, &[]).await.location();
    let stopped = both.ada.get(&both.space).await;
    assert!(stopped.shows("What they looked at before") && stopped.shows("The Planner"));
    assert_eq!(stopped.body.matches("as far as you trust whoever runs the server").count(), 1);
    assert_eq!(looks(&stopped, "Looked at: "), 2);
    both.ada.post(&format!("/parts/{part}/erase"), &[]).await.location();
    let erased = both.ada.get(&both.space).await;
    assert!(erased.shows("Something that cannot be shown now") && !erased.shows("The Planner"));
    assert!(!both.ben.get(&both.space).await.shows("looked at before"), "it is hers to read");
}

impl Person {
    /// Shows something until a day, as a server has it whose owner did not come back since.
    async fn shows_until(&self, space: &str, title: &str, until: Date) -> RecordId {
        let keeper = &self.house.state.keeper;
        let session = keeper.session(&self.cookies["notebook"]).await.unwrap().unwrap();
        let space = keeper.space(&session, id(space).parse().unwrap()).await.unwrap().unwrap();
        let field = SharedField { key: "k".into(), name: "N".into(), text: "words".into(), course: None };
        let page = SharedPage {
            by: space.me(),
            kind: "part".into(),
            title: title.into(),
            fields: vec![field],
            keeps_up: false,
            until: Some(until),
            extra: Extra::default(),
        };
        let record = keeper.new_record_id();
        space.show(until, record, page).await.unwrap();
        record
    }

    fn today_on_the_server(&self) -> Date {
        let state = &self.house.state;
        When::new(state.keeper.now(), state.offset_minutes()).date()
    }
}

#[tokio::test]
async fn no_clock_of_a_browser_stretches_the_last_day() {
    let mut both = both_in().await;
    let today = both.ada.today_on_the_server();
    both.ada.shows_until(&both.space, "Until today", today).await;
    let past = both.ada.shows_until(&both.space, "Until yesterday", today.yesterday().unwrap()).await;
    let read = format!("{}/pages/{past}", both.space);
    for zone in ["0", "-1440", "-660.Pacific/Niue", "1440"] {
        both.ben.cookies.insert("zone".to_owned(), zone.to_owned());
        let theirs = both.ben.get(&both.space).await;
        assert!(theirs.shows("Until today") && !theirs.shows("Until yesterday"), "{zone}");
        assert!(both.ben.get(&read).await.shows("This is no longer shown to you."), "{zone}");
    }
}

#[tokio::test]
async fn once_somebody_has_left_nothing_is_shown_to_them_nor_offered_to_be() {
    let mut both = both_in().await;
    let (_, part) = planner(&mut both.ada).await;
    shows(&mut both, &format!("record/{part}"), &["role"], &[]).await.location();
    assert!(both.ada.get("/sharing").await.shows("They see 1 thing of yours."));
    both.ben.post(&format!("{}/end", both.space), &[]).await.location();
    let offered = both.ada.get(&format!("/sharing/show?what=record/{part}")).await;
    assert!(!offered.shows("Ben B"));
    let list = both.ada.get("/sharing").await;
    assert!(list.shows("They have left this space.") && !list.shows("They see"));
    let page = both.ada.get(&both.space).await;
    assert!(page.shows("They have left this space.") && !page.shows("The Planner"));
}

#[tokio::test]
async fn nothing_is_offered_to_be_shown_in_a_space_that_the_other_ended() {
    let mut both = both_in().await;
    let part = id(&both.ben.meets("The Critic", "manager").await).to_owned();
    let show = format!("/sharing/show?what=record/{part}");
    assert!(both.ben.get(&show).await.shows("Ada at home"));
    both.does("end").await;
    assert!(!both.ben.get(&show).await.shows("Ada at home"));
    assert!(both.ben.get("/sharing").await.shows("This space was ended."));
}

#[tokio::test]
async fn everything_that_was_said_can_be_read_and_opening_the_page_marks_all_of_it() {
    let mut both = both_in().await;
    for number in 1..=104 {
        both.ben_says(&format!("word number {number:03}")).await;
    }
    let newest = both.ada.get(&both.space).await;
    assert!(newest.shows("word number 104") && newest.shows("word number 055"));
    assert!(!newest.shows("word number 054") && !newest.shows("The newest words"));
    assert!(!both.ada.get("/sharing").await.shows("There is something new from them."));
    let mut seen = newest;
    for (first, last) in [(5, 54), (1, 4)] {
        let older = links(&seen, &format!("{}?before=", both.space)).remove(0);
        seen = both.ada.get(older.trim_end_matches("#said")).await;
        for number in first..=last {
            assert!(seen.shows(&format!("word number {number:03}")), "{number}");
        }
        assert!(seen.shows("The newest words") && !seen.shows(&format!("word number {:03}", last + 1)));
    }
    assert!(!seen.shows("Older words"));
    both.does("end").await;
    let ended = both.ada.get(&both.space).await;
    let older = links(&ended, &format!("{}?before=", both.space)).remove(0);
    assert!(both.ada.get(older.trim_end_matches("#said")).await.shows("word number 054"));
}
