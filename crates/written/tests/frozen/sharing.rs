//! Sharing: spaces and what is shown in them, what stands in a space, and what never leaves the log.

use hearken_core::{
    Extra, Record, Timestamp,
    sharing::{
        GivenPage, Grant, Invitation, KeyMovedOn, Manner, Member, PrivateNote, Role, Said, Seen, SharedBand,
        SharedCourse, SharedField, SharedPage, SharedPoint, Space, Subject,
    },
};
use hearken_written::{archived, from_json, pack, to_json, unpack};
use jiff::civil::date;

use super::{id, text, when};

fn space() -> Space {
    Space {
        called: "x".to_owned(),
        role: Role::Therapist,
        mine: false,
        invitation: None,
        confirmed: false,
        compared: None,
        ended: None,
        gone: false,
        put_aside: Vec::new(),
        extra: Extra::default(),
    }
}

fn invited() -> Space {
    let ends = Timestamp::from_millis(1_772_960_400_000);
    let invitation = Invitation { link: text("link"), code: text("code"), ends };
    Space { role: Role::Friend, mine: true, invitation: Some(invitation), ..space() }
}

fn grant(subject: Subject) -> Grant {
    Grant {
        space: id(8),
        subject,
        fields: Vec::new(),
        whole: false,
        keeps_up: false,
        until: None,
        page: id(9),
        paused: false,
        stopped: false,
        extra: Extra::default(),
    }
}

fn page(fields: Vec<SharedField>) -> SharedPage {
    SharedPage {
        by: id(1),
        kind: "map".to_owned(),
        title: String::new(),
        fields,
        keeps_up: false,
        until: None,
        extra: Extra::default(),
    }
}

fn said(manner: Manner) -> Said {
    Said {
        by: id(1),
        about: None,
        manner,
        words: String::new(),
        to_do: String::new(),
        extra: Extra::default(),
    }
}

/// Every vector of a person's own records of sharing.
fn of_ones_own() -> Vec<(&'static str, Record)> {
    let ended = Space {
        called: text("called"),
        role: Role::Coach,
        confirmed: true,
        compared: Some(Timestamp::from_millis(1_772_355_600_000)),
        ended: Some(Timestamp::from_millis(-1)),
        ..space()
    };
    let full = Grant {
        fields: vec!["look".to_owned(), "fears".to_owned()],
        keeps_up: true,
        until: Some(date(2026, 3, 31)),
        paused: true,
        stopped: true,
        ..grant(Subject::Record(id(2)))
    };
    let note = PrivateNote { space: id(8), words: text("words"), extra: Extra::default() };
    let given = GivenPage {
        to: text("to"),
        subject: Subject::Record(id(2)),
        fields: vec!["look".to_owned(), "fears".to_owned()],
        when: when(),
        until: Some(date(2026, 3, 31)),
        extra: Extra::default(),
    };
    let shortest = GivenPage {
        to: "x".to_owned(),
        subject: Subject::Map,
        fields: Vec::new(),
        until: None,
        ..given.clone()
    };
    vec![
        ("given_page_full", given.into()),
        ("given_page_short", shortest.into()),
        ("space_short", space().into()),
        ("space_full", ended.into()),
        ("space_with_things_put_aside", Space { put_aside: vec![id(4), id(5)], ..space() }.into()),
        ("space_whose_other_is_gone", Space { confirmed: true, gone: true, ..space() }.into()),
        ("space_prescriber", Space { role: Role::Prescriber, ..space() }.into()),
        ("space_sitter", Space { role: Role::Sitter, ..space() }.into()),
        ("grant_of_the_map", grant(Subject::Map).into()),
        ("grant_of_a_measure", grant(Subject::Measure("phq-9".to_owned())).into()),
        ("grant_full", full.into()),
        ("grant_whole", Grant { whole: true, keeps_up: true, ..grant(Subject::Map) }.into()),
        ("private_note", note.into()),
    ]
}

/// Every vector of sharing by name, with what it says. One with an invitation is not among them: see below.
pub(super) fn vectors() -> Vec<(&'static str, Record)> {
    let field = |key: &str, name: &str, text: &str| SharedField {
        key: key.to_owned(),
        name: name.to_owned(),
        text: text.to_owned(),
        course: None,
    };
    let full_page = SharedPage {
        kind: "part".to_owned(),
        title: text("title"),
        keeps_up: true,
        until: Some(date(2026, 3, 31)),
        ..page(vec![field("look", "What it looks like", "grey"), field("fears", "", "")])
    };
    let point = |level, remark: &str| SharedPoint { when: when(), level, remark: remark.to_owned() };
    let course = SharedCourse {
        highest: 27,
        bands: vec![SharedBand { from: 0, to: 4, name: text("band") }],
        points: vec![point(Some(3), ""), point(None, "not enough items")],
    };
    let scores = SharedField { course: Some(course), ..field("scale-total", "Total", "its text") };
    let measured = SharedPage { kind: "measure".to_owned(), ..page(vec![scores]) };
    let member = |role, left| Member { called: text("called"), role, left, extra: Extra::default() };
    let about = Said { about: Some(id(9)), words: text("words"), ..said(Manner::Message) };
    let seen = Seen { by: id(1), what: id(9), rev: 3, when: when(), extra: Extra::default() };
    let to_do = |manner, id: &str| Said { to_do: id.to_owned(), ..said(manner) };
    let words = |manner| Said { words: "x".to_owned(), ..said(manner) };
    let mut vectors = of_ones_own();
    vectors.extend([
        ("member_first", member(None, false).into()),
        ("member_left", member(Some(Role::Therapist), true).into()),
        ("shared_page_short", page(Vec::new()).into()),
        ("shared_page_full", full_page.into()),
        ("shared_page_with_scores", measured.into()),
        ("said_about_a_page", Record::from(about)),
        ("said_question", words(Manner::Question).into()),
        ("said_note", words(Manner::Note).into()),
        ("said_exercise", to_do(Manner::Exercise, "meet-a-protector").into()),
        ("said_measure", to_do(Manner::Measure, "phq-9").into()),
        ("seen", seen.into()),
        ("key_moved_on", KeyMovedOn { epoch: 2, commitment: vec![7; 32], extra: Extra::default() }.into()),
    ]);
    vectors
}

/// What the log holds of a space somebody was invited to.
const INVITED: &str = "84a663616c6c6564a178a4726f6c65a6667269656e64a46d696e65c3aa696e7669746174696f6e83a46c696e6ba8697473\
                       206c696e6ba4636f6465a869747320636f6465a4656e6473cf0000019cccacc280";

#[test]
fn an_invitation_stands_in_the_log_and_never_in_an_archive() {
    let record = Record::from(invited());
    let packed = pack(&record).unwrap();
    assert_eq!(super::hex(&packed.what), INVITED);
    assert_eq!(unpack("space", 1, &super::unhex(INVITED)).unwrap().unwrap(), record);

    let (json, extra) = to_json(&record).unwrap();
    assert_eq!(json.what, serde_json::json!({ "called": "x", "role": "friend", "mine": true }));
    let read = from_json(json.kind, 1, json.what, extra).unwrap().unwrap();
    assert_eq!(read, *archived(&record));
    assert_eq!(read, Space { invitation: None, ..invited() }.into());
}

#[test]
fn an_invitation_that_somebody_wrote_into_an_archive_is_not_read() {
    let planted = serde_json::json!({
        "called": "x", "role": "friend", "mine": true, "invitation": { "link": "a", "code": "b", "ends": 0 },
    });
    let read = from_json("space", 1, planted, Extra::default()).unwrap().unwrap();
    assert_eq!(read, Space { invitation: None, ..invited() }.into());
}

#[test]
fn records_of_sharing_that_are_not_whole_are_refused() {
    let one = b"\xc4\x10\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01\x01";
    let with = |before: &[u8], after: &[u8]| [before, &one[..], after].concat();
    let bad: [(&str, &str, Vec<u8>); 9] = [
        ("a space without a role", "space", b"\x81\xa6called\xa1x".to_vec()),
        ("a space with somebody of no role", "space", b"\x82\xa6called\xa1x\xa4role\xa6stranger".to_vec()),
        ("a page given at no time", "given-page", b"\x82\xa2to\xa1x\xa7subject\xa3map".to_vec()),
        ("a note of no space", "private-note", b"\x81\xa5words\xa1x".to_vec()),
        ("a grant of nothing", "grant", with(b"\x82\xa5space", b"\xa7subject\xa0")),
        ("a grant without its page", "grant", with(b"\x82\xa5space", b"\xa7subject\xa3map")),
        ("a page of nobody", "shared-page", b"\x81\xa4kind\xa3map".to_vec()),
        ("something said in no manner", "said", with(b"\x82\xa2by", b"\xa6manner\xa5shout")),
        ("a key of no epoch", "key-moved-on", b"\x81\xaacommitment\xc4\x01\x07".to_vec()),
    ];
    for (what, kind, bytes) in bad {
        assert!(unpack(kind, 1, &bytes).unwrap().is_err(), "{what}");
    }
}

#[test]
fn what_a_newer_program_says_of_sharing_is_carried_along() {
    for newer in [
        &b"\x83\xa6called\xa1x\xa4role\xa6sitter\xa3new\x07"[..],
        &b"\x84\xa6called\xa1x\xa4role\xa6sitter\xa4mine\xc3\xa3new\x07"[..],
    ] {
        let read = unpack("space", 1, newer).unwrap().unwrap();
        assert_eq!(pack(&read).unwrap().what, newer);
        let (json, extra) = to_json(&read).unwrap();
        assert_eq!(from_json(json.kind, 1, json.what, extra).unwrap().unwrap(), read);
    }
}
