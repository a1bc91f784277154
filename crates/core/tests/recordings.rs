//! Voice notes: what is taken, and that they go with their run.

use hearken_core::{
    Extra, NewRevision, RecordId, Refusal,
    exercises::{self, AnswerValue},
    recordings::{self, RECORDING_BYTES, RECORDING_SECONDS, Recording, SoundKind},
};

use crate::person::{Day, Person, answering, id};

fn note(run: RecordId, bytes: Vec<u8>) -> Recording {
    Recording {
        run,
        screen: "situation".to_owned(),
        when: Day(3).noon(),
        kind: SoundKind::Ogg,
        seconds: 4_000,
        bytes,
        extra: Extra::default(),
    }
}

fn says(person: &mut Person, record: RecordId, note: Recording) -> Result<usize, Refusal> {
    let planned: Vec<NewRevision> = recordings::keep(&person.notebook, record, note)?;
    let count = planned.len();
    person.saves(planned);
    Ok(count)
}

#[test]
fn a_voice_note_belongs_to_a_run_lands_once_and_is_bounded() {
    let mut person = Person::default();
    let sound = || b"OggS".to_vec();
    assert_eq!(says(&mut person, id(2), note(id(1), sound())), Err(Refusal::NotHere));
    person.begins(id(1));
    assert_eq!(says(&mut person, id(2), note(id(1), Vec::new())), Err(Refusal::Empty));
    let long = vec![0; RECORDING_BYTES + 1];
    let refused = Refusal::TooLong { bytes: RECORDING_BYTES + 1, limit: RECORDING_BYTES };
    assert_eq!(says(&mut person, id(2), note(id(1), long)), Err(refused));
    assert_eq!(says(&mut person, id(1), note(id(1), sound())), Err(Refusal::OtherKind));
    assert_eq!(says(&mut person, id(2), note(id(1), sound())), Ok(2), "the note, and that it is an answer");
    assert_eq!(says(&mut person, id(2), note(id(1), sound())), Ok(0));
    let notes = recordings::of_run(&person.notebook, id(1));
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].1.seconds, RECORDING_SECONDS);
}

#[test]
fn a_screen_that_was_answered_aloud_is_not_left_out() {
    let mut person = Person::default();
    person.begins(id(1));
    let value =
        |person: &Person| person.notebook.run(id(1)).unwrap().answer("situation").unwrap().value.clone();
    let skipped = answering(id(1), 1, "situation", AnswerValue::Skipped);
    person.saves(exercises::answer(&person.notebook, skipped, |_| {}).unwrap());
    says(&mut person, id(2), note(id(1), b"OggS".to_vec())).unwrap();
    assert_eq!(value(&person), AnswerValue::Done);
    person.answers(id(1), 3, "situation", "At my desk.").unwrap();
    assert_eq!(says(&mut person, id(3), note(id(1), b"OggS".to_vec())), Ok(1));
    assert_eq!(value(&person), AnswerValue::Words("At my desk.".to_owned()), "words stay the answer");
}

#[test]
fn a_length_is_said_in_minutes_and_seconds_where_it_was_counted() {
    let said = [0, 9, 60, 80].map(recordings::length);
    assert_eq!(said, [None, Some("9 s".to_owned()), Some("1 min".to_owned()), Some("1 min 20 s".to_owned())]);
}

#[test]
fn a_voice_note_goes_with_its_run_and_alone() {
    let mut person = Person::default();
    for run in [id(1), id(10)] {
        person.begins(run);
    }
    for (record, run) in [(id(2), id(1)), (id(3), id(1)), (id(4), id(10))] {
        says(&mut person, record, note(run, b"OggS".to_vec())).unwrap();
    }
    person.erases(id(100), id(2)).unwrap();
    assert_eq!(recordings::of_run(&person.notebook, id(1)).len(), 1);
    person.erases(id(101), id(1)).unwrap();
    assert!(person.notebook.was_erased(id(3)) && person.notebook.get::<Recording>(id(3)).is_none());
    assert_eq!(recordings::of_run(&person.notebook, id(10)).len(), 1);
}

#[test]
fn a_kind_is_known_by_its_first_bytes_and_by_its_name_alone() {
    let begins = [
        (SoundKind::Webm, b"\x1a\x45\xdf\xa3\x01".as_slice()),
        (SoundKind::Ogg, b"OggS\0"),
        (SoundKind::Mp4, b"\0\0\0\x18ftypM4A "),
    ];
    for (kind, bytes) in begins {
        for other in SoundKind::ALL {
            assert_eq!(other.begins(bytes), other == kind, "{other:?}");
            assert!(!other.begins(b"") && !other.begins(b"<html>"));
        }
        assert_eq!(SoundKind::from_media_type(kind.media_type()), Some(kind));
    }
    for name in ["", "text/html", "audio/webm; x", "AUDIO/OGG", "image/svg+xml"] {
        assert_eq!(SoundKind::from_media_type(name), None, "{name}");
    }
}
