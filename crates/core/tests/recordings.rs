//! Voice notes: what is taken, and that they go with their run.

use hearken_core::{
    Extra, NewRevision, RecordId, Refusal,
    recordings::{self, RECORDING_BYTES, RECORDING_SECONDS, Recording, SoundKind},
};

use crate::person::{Day, Person, id};

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
    assert_eq!(says(&mut person, id(2), note(id(1), sound())), Ok(1));
    assert_eq!(says(&mut person, id(2), note(id(1), sound())), Ok(0));
    let notes = recordings::of_run(&person.notebook, id(1));
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].1.seconds, RECORDING_SECONDS);
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
