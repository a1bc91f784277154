//! What an archive says of sharing: who, what is shown to whom, one's own notes, and never what lets somebody in.

use hearken_core::{
    Extra, Notebook, RecordId, Timestamp, When,
    parts::Part,
    sharing::{GivenPage, Grant, Invitation, PrivateNote, Role, Space, Subject},
};
use hearken_report::import::Format;
use jiff::civil::date;

use crate::{
    archive::{export, files, id},
    archive_twins::{notebook, twin_of},
    common::{self, carry_out, plan, read_bytes},
};

fn space(called: &str) -> Space {
    Space {
        called: called.to_owned(),
        role: Role::Therapist,
        mine: true,
        invitation: None,
        confirmed: true,
        compared: None,
        ended: None,
        gone: false,
        put_aside: Vec::new(),
        extra: Extra::default(),
    }
}

fn grant(subject: Subject) -> Grant {
    Grant {
        space: id(1),
        subject,
        fields: Vec::new(),
        whole: false,
        keeps_up: false,
        until: None,
        page: id(99),
        paused: false,
        stopped: false,
        extra: Extra::default(),
    }
}

fn shared() -> Notebook {
    let critic = Part { name: "The Critic".to_owned(), look: "grey".to_owned(), ..Part::default() };
    let note = |words: &str| PrivateNote { space: id(1), words: words.to_owned(), extra: Extra::default() };
    let ticked = Grant {
        fields: vec!["look".to_owned(), "fears".to_owned()],
        keeps_up: true,
        until: Some(date(2026, 12, 31)),
        ..grant(Subject::Record(id(3)))
    };
    notebook([
        (id(1), Space { compared: Some(Timestamp::from_millis(0)), ..space("Dr. Ada") }.into()),
        (id(2), Space { ended: Some(Timestamp::from_millis(0)), mine: false, ..space("Bo") }.into()),
        (id(3), critic.into()),
        (id(4), ticked.into()),
        (id(5), Grant { paused: true, ..grant(Subject::Map) }.into()),
        (id(6), Grant { stopped: true, ..grant(Subject::Measure("phq-9".to_owned())) }.into()),
        (id(7), grant(Subject::Record(id(77))).into()),
        (id(8), Grant { space: id(2), ..grant(Subject::Map) }.into()),
        (id(9), note("She listens.").into()),
        (id(10), note("Ask about June.").into()),
    ])
}

#[test]
fn a_person_has_a_twin_that_says_what_they_are_and_what_is_shown_to_them() {
    let twin = twin_of(&shared(), "sharing/dr-ada.md");
    assert!(
        twin.ends_with(
            "title: \"Dr. Ada\"\nrole: \"therapist\"\nopened_by: \"me\"\nstate: \"shared\"\n\
             compared: \"1970-01-01T00:00:00+00:00\"\n---\n\n\
             ## shown\n\n- part: The Critic; of it look, fears; kept up to date; until 2026-12-31\n\
             - the map; as it was; not for now\n- something that was erased; as it was\n\n\
             ## no longer shown\n\n- scores of phq-9; as it was\n"
        ),
        "{twin}"
    );
    let other = twin_of(&shared(), "sharing/bo.md");
    assert!(other.contains("opened_by: \"them\"\nstate: \"over\"\nended: "), "{other}");
    assert!(other.ends_with("## shown\n\n- the map; as it was\n"), "{other}");
}

#[test]
fn a_note_about_somebody_is_a_file_of_its_own_and_not_in_theirs() {
    let first = twin_of(&shared(), "sharing/notes/dr-ada.md");
    assert!(first.ends_with("about: \"Dr. Ada\"\nprivate: true\n---\n\nShe listens.\n"), "{first}");
    assert!(twin_of(&shared(), "sharing/notes/dr-ada-2.md").ends_with("Ask about June.\n"));
    assert!(!twin_of(&shared(), "sharing/dr-ada.md").contains("listens"));
}

#[test]
fn what_was_given_away_as_a_page_says_to_whom_and_of_what() {
    let given = GivenPage {
        to: "Cleo".to_owned(),
        subject: Subject::Record(id(3)),
        fields: vec!["look".to_owned(), "fears".to_owned()],
        when: When::new(Timestamp::from_millis(0), 60),
        until: Some(date(2026, 12, 31)),
        extra: Extra::default(),
    };
    let critic = Part { name: "The Critic".to_owned(), look: "grey".to_owned(), ..Part::default() };
    let notebook = notebook([(id(3), critic.into()), (id(4), given.into())]);
    let twin = twin_of(&notebook, "sharing/given/1970-01-01-0100-cleo.md");
    assert!(twin.contains("kind: \"given-page\"\n") && twin.contains("to: \"Cleo\"\n"), "{twin}");
    assert!(
        twin.ends_with("until: \"2026-12-31\"\n---\n\n- part: The Critic; of it look, fears\n"),
        "{twin}"
    );
}

fn invited() -> Notebook {
    let ends = Timestamp::from_millis(1_772_960_400_000);
    let invitation = Invitation { link: "harbour-link".to_owned(), code: "harbour-code".to_owned(), ends };
    let first = Space { invitation: Some(invitation), confirmed: false, ..space("Dr. Ada") };
    notebook([(id(1), first.into())])
}

fn rev(notebook: &Notebook, record: RecordId) -> u32 {
    notebook.current(record).map_or(0, |it| it.rev)
}

#[test]
fn an_invitation_is_in_no_file_of_an_archive() {
    for (path, text) in files(&export(&invited())) {
        assert!(!text.contains("harbour"), "{path}");
    }
    assert!(twin_of(&invited(), "sharing/dr-ada.md").contains("state: \"invited\"\n"));
}

#[test]
fn an_archive_brought_into_the_notebook_it_was_made_of_leaves_the_invitation_as_it_is() {
    let mut here = invited();
    let planned = plan(read_bytes(export(&here), Format::Hearken, &common::options()).unwrap(), &here);
    assert!(planned.saved.is_empty() && planned.revisions.is_empty());
    carry_out(planned, &mut here);
    assert_eq!(rev(&here, id(1)), 1);
    assert!(here.get::<Space>(id(1)).is_some_and(|space| space.invitation.is_some()));
}

#[test]
fn a_file_shows_nothing_to_anybody_and_changes_nothing_of_what_is_shown() {
    let archive = || read_bytes(export(&shared()), Format::Hearken, &common::options()).unwrap();
    let mut here = notebook([]);
    let planned = plan(archive(), &here);
    assert_eq!(planned.report.count_of("shown-stopped"), 4, "of five, one was stopped before");
    carry_out(planned, &mut here);
    assert_eq!(here.all::<Grant>().count(), 5);
    assert!(here.all::<Grant>().all(|(_, grant)| grant.stopped));

    let mut there = shared();
    let stopped = Grant { stopped: true, ..grant(Subject::Record(id(3))) };
    there.apply(hearken_core::notebook::Prepared::of(hearken_core::Revision {
        record: id(4),
        rev: 2,
        base: 1,
        settles: Vec::new(),
        saved: Timestamp::from_millis(1),
        what: stopped.into(),
    }));
    let went_on = read_bytes(export(&there), Format::Hearken, &common::options()).unwrap();
    let mut here = shared();
    let planned = plan(went_on, &here);
    assert_eq!(planned.report.count_of("shown-kept"), 5);
    carry_out(planned, &mut here);
    assert_eq!(rev(&here, id(4)), 1, "it goes on as it is here");
}
