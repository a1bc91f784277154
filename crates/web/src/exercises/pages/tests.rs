//! Every page of exercises, drawn once, with hostile words wherever a person's words can stand.

use hearken_content::{Destination, Guide, Screen, library};
use hearken_core::{parts::Role, settings::Settings};

use crate::exercises::said::Names;
use crate::{
    components::{Nearest, PartChip, Typing},
    form::Fields,
    layout::{Page, Place},
};

use super::{
    super::said::Said,
    beside::Beside,
    drawings::{EraseDrawingPage, Room},
    erase::ErasePage,
    finished::{FinishedPage, Late},
    gate::GatePage,
    hands_free::HandsFree,
    list::ListPage,
    lost::LostPage,
    screen::ScreenPage,
    take_away::{TakeAwayPage, printed},
    too_much::{LandingPage, StopTestPage},
    voice_notes::{Note, VoiceNotes},
};

/// Opens a tag, ends an attribute, names a placeholder.
const HOSTILE: &str = "\"><script>x</script>{part}&";
const RUN: &str = "/exercises/0197a5e0-0000-7000-8000-000000000002";

fn guide() -> &'static Guide {
    library().newest_guide("meet-a-protector").unwrap()
}

fn page() -> Page {
    Page::sample(Place::Exercises)
}

fn note() -> Note {
    Note { screen: "fears".to_owned(), place: "/recordings/1".to_owned(), seconds: 75 }
}

fn said() -> Said {
    Said {
        screen: "fears".to_owned(),
        prompt: "What are you afraid of?".to_owned(),
        short: "What it fears".to_owned(),
        words: vec![HOSTILE.to_owned()],
        others: vec![HOSTILE.to_owned()],
        drawings: vec!["/drawings/1".to_owned()],
        notes: vec![note()],
    }
}

impl ScreenPage {
    fn sample(screen: &'static Screen) -> Self {
        let mut filled = Fields::default();
        for name in ["words", "other", "look", "age", "name", "question", "answer", "colour", "option"] {
            filled.push(name, HOSTILE);
        }
        let part = PartChip { name: HOSTILE.to_owned(), ..PartChip::sample() };
        let beside = Beside {
            part: part.clone(),
            body: vec![HOSTILE.to_owned()],
            said: vec![("Purpose".to_owned(), vec![HOSTILE.to_owned()])],
        };
        Self {
            library: library(),
            guide: guide(),
            screen,
            run: RUN.to_owned(),
            names: Names { part: HOSTILE.to_owned(), other: HOSTILE.to_owned() },
            told: Vec::new(),
            urge: false,
            typing: Typing { place: format!("{RUN}/{}", screen.id), ..Typing::default() },
            filled,
            picked: Vec::new(),
            others: vec![HOSTILE.to_owned()],
            beside: Some(beside),
            asks: false,
            nearest: Nearest::of(library().help.international()),
            waiting: Some((RUN.to_owned(), HOSTILE.to_owned())),
            parts: vec![part],
            voice: VoiceNotes {
                to: Some(format!("{RUN}/fears/recordings")),
                always: false,
                goes_on: false,
                notes: vec![note()],
            },
            hands_free: HandsFree::on(RUN.to_owned(), &screen.input, &Settings::default()),
            leads: true,
            sound: true,
            room: Room::sample(),
            read_aloud: false,
        }
    }
}

fn is_harmless(html: &str) {
    assert!(!html.contains("<script>x"), "{html}");
    assert!(html.contains("<title>Notebook</title>"));
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn k2_help_stands_before_the_question_to_a_part_that_carries_an_urge_to_harm() {
    let screen = guide().first_screen().unwrap();
    let mut page_of = ScreenPage::sample(screen);
    assert!(!page_of.render(&page()).into_string().contains("id=\"urge\""));
    page_of.urge = true;
    let html = page_of.render(&page()).into_string();
    assert!(html.find("id=\"urge\"").unwrap() < html.find("<h1").unwrap());
}

#[test]
fn every_screen_renders_and_shows_words_letter_for_letter() {
    for (_, screen) in guide().screens() {
        let html = ScreenPage::sample(screen).render(&page()).into_string();
        is_harmless(&html);
        assert!(html.contains("name=\"go\" value=\"next\""), "{}", screen.id);
        assert!(html.matches("&lt;script&gt;x&lt;/script&gt;{part}&amp;").count() > 4, "{}", screen.id);
    }
}

#[test]
fn next_is_the_first_button_so_that_enter_means_it() {
    for (_, screen) in guide().screens() {
        let html = ScreenPage::sample(screen).render(&page()).into_string();
        let form = &html[html.find("data-draft-place").unwrap()..];
        let submits =
            form.split("<button").skip(1).find(|button| !button.contains("type=\"button\"")).unwrap();
        assert!(submits.contains("value=\"next\""), "{}: {submits}", screen.id);
    }
}

#[test]
fn every_gate_renders_its_ways() {
    for gate in &guide().gates {
        let shown = GatePage {
            gate,
            names: Names { part: HOSTILE.to_owned(), other: HOSTILE.to_owned() },
            run: RUN.to_owned(),
            screen: "feel-first".to_owned(),
            onward: "purpose".to_owned(),
            record: String::new(),
            hands_free: HandsFree::at_gate(RUN.to_owned(), &Settings::default()),
            grounding: library().grounding.iter().collect(),
        };
        let html = shown.render(&page()).into_string();
        is_harmless(&html);
        assert!(gate.ways.iter().all(|way| html.contains(&way.label)), "{}", gate.id);
    }
}

#[test]
fn an_urge_to_harm_shows_help_before_anything_else() {
    let landing = |destination| {
        LandingPage { library: library(), run: RUN.to_owned(), destination }.render(&page()).into_string()
    };
    let help = landing(Some(Destination::Help));
    let body = &help[help.find("<main").unwrap()..];
    assert!(body.find("/help-now").unwrap() < body.find("/grounding/").unwrap());
    let grounding = landing(Some(Destination::Grounding));
    assert!(grounding[grounding.find("<main").unwrap()..].contains("/help-now"));
    assert!(landing(None).contains(&library().stop_test.nothing));
    is_harmless(
        &StopTestPage { test: &library().stop_test, run: RUN.to_owned() }.render(&page()).into_string(),
    );
}

#[test]
fn what_is_read_again_printed_or_erased_renders() {
    let finished = FinishedPage {
        id: "0190d3a8-c0de-7000-8000-00000000000a".to_owned(),
        therapist: Some(HOSTILE.to_owned()),
        agreement: true,
        run: RUN.to_owned(),
        title: HOSTILE.to_owned(),
        ended: "Sat 22 Nov".to_owned(),
        said: vec![said()],
        parts: vec![PartChip { role: Role::Exile, ..PartChip::sample() }],
        entry: Some("/journal/1".to_owned()),
        late: vec![Late { draft: "id".to_owned(), seen: 1, words: vec![HOSTILE.to_owned()] }],
        asks: None,
    };
    is_harmless(&finished.render(&page()).into_string());
    let take = TakeAwayPage::of(guide(), RUN.to_owned(), vec![said()]).render(&page()).into_string();
    is_harmless(&take);
    assert!(!take.contains("checked"), "nothing is ticked for the person");
    is_harmless(&printed(RUN, &[said()]).into_string());
    let drawing = EraseDrawingPage { run: RUN.to_owned(), drawing: "/drawings/1".to_owned() };
    is_harmless(&drawing.render(&page()).into_string());
    let lost = LostPage {
        run: RUN.to_owned(),
        guide: HOSTILE.to_owned(),
        open: true,
        said: vec![said()],
        typed: Vec::new(),
    };
    is_harmless(&lost.render(&page()).into_string());
    let erase = ErasePage {
        run: RUN.to_owned(),
        title: HOSTILE.to_owned(),
        begun: String::new(),
        erasure: String::new(),
    };
    is_harmless(&erase.render(&page()).into_string());
    is_harmless(&ListPage::sample().render(&page()).into_string());
}
