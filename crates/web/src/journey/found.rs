//! Where a record of the journey is read and what it is called there: for what is found, and for the story of a part.

use hearken_core::{
    Notebook, Record, RecordId, When,
    journey::{Programme, TreatmentSession},
};

use super::{sessions, words as said};
use crate::words;

/// A record of the journey, seen from elsewhere.
pub(crate) struct Named<'a> {
    /// What it is.
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    /// The page of its programme or its session.
    pub(crate) address: String,
    /// When it was, if it has a time of its own.
    pub(crate) when: Option<&'a When>,
}

/// What a record of the journey is called, and where it is read; `None` for every other record, and for what belongs to
/// nothing that is here.
pub(crate) fn named<'a>(notebook: &'a Notebook, id: RecordId, what: &'a Record) -> Option<Named<'a>> {
    let of_session = |kind, session: RecordId, title: &str, when| {
        let number = numbered(notebook, session)?;
        let title = if title.trim().is_empty() { number } else { words::beginning(title, 60) };
        Some(Named { kind, title, address: format!("/journey/sessions/{session}"), when })
    };
    let of_programme = |kind, id: RecordId, when| {
        let title = said::name(notebook.get::<Programme>(id)?).to_owned();
        Some(Named { kind, title, address: format!("/journey/{id}"), when })
    };
    match what {
        Record::Programme(_) => of_programme("Programme", id, None),
        Record::TreatmentSession(session) => of_session("Session", id, "", Some(session.when())),
        Record::Screening(it) => of_session("Questions", it.about, "", Some(&it.when))
            .or_else(|| of_programme("Questions", it.about, Some(&it.when))),
        Record::Release(it) => of_session("Release", it.session, "", Some(&it.when)),
        Record::Intention(it) => of_session("Intention", it.session, &it.words, None),
        Record::Moment(it) => of_session("In a session", it.session, "", Some(&it.when)),
        Record::SmallAct(it) => of_session("Small act", it.session, &it.what, None),
        Record::Response(it) => of_session("Questionnaire", it.about?, "", Some(&it.when)),
        _ => None,
    }
}

/// What a session is called on a day that is marked: “Session 2”, with its programme where there is more than one.
pub(crate) fn session_name(notebook: &Notebook, id: RecordId) -> Option<String> {
    let name = numbered(notebook, id)?;
    let programme = notebook.get::<Programme>(notebook.get::<TreatmentSession>(id)?.programme);
    let others = notebook.all::<Programme>().nth(1).is_some();
    let programme = programme.filter(|_| others).map(|programme| format!(", {}", said::name(programme)));
    Some(name + &programme.unwrap_or_default())
}

/// “Session 2”, by its place in its programme.
fn numbered(notebook: &Notebook, id: RecordId) -> Option<String> {
    let session = notebook.get::<TreatmentSession>(id)?;
    Some(format!("Session {}", sessions::number(notebook, id, session)))
}

/// The parts that a record of the journey names.
pub(crate) fn parts_of(what: &Record) -> Vec<RecordId> {
    match what {
        Record::Intention(it) => it.wanted_by.iter().chain(&it.about).copied().collect(),
        Record::Moment(it) => it.part.into_iter().collect(),
        Record::SmallAct(it) => it.part.into_iter().collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearken_core::{
        Revision, Timestamp,
        journey::{Intention, Moment, Release, Screening, SmallAct},
        notebook::Prepared,
        responses::Response,
    };

    fn id(n: u8) -> RecordId {
        RecordId::from_bytes([n; 16])
    }

    /// A programme, a session of it, and one of everything about them.
    fn a_journey() -> Notebook {
        let mut notebook = Notebook::default();
        let records: [Record; 8] = [
            Programme { name: "Spring".to_owned(), ..Programme::default() }.into(),
            TreatmentSession::new(id(0)).into(),
            Screening::new(id(0)).into(),
            Screening::new(id(1)).into(),
            Release::new(id(1)).into(),
            Intention { words: "To rest".to_owned(), wanted_by: vec![id(9)], ..Intention::new(id(1)) }.into(),
            Moment { part: Some(id(9)), ..Moment::new(id(1)) }.into(),
            SmallAct { what: "A bench".to_owned(), part: Some(id(9)), ..SmallAct::new(id(1)) }.into(),
        ];
        for (n, what) in (0..).zip(records) {
            let saved = Timestamp::from_millis(n.into());
            notebook.apply(Prepared::of(Revision {
                record: id(n),
                rev: 1,
                base: 0,
                settles: vec![],
                saved,
                what,
            }));
        }
        notebook
    }

    #[test]
    fn what_belongs_to_a_session_leads_to_its_page_and_the_rest_to_its_programme() {
        let notebook = a_journey();
        let (programme, session) = (format!("/journey/{}", id(0)), format!("/journey/sessions/{}", id(1)));
        let expected = [
            ("Programme", "Spring", &programme),
            ("Session", "Session 1", &session),
            ("Questions", "Spring", &programme),
            ("Questions", "Session 1", &session),
            ("Release", "Session 1", &session),
            ("Intention", "To rest", &session),
            ("In a session", "Session 1", &session),
            ("Small act", "A bench", &session),
        ];
        for (n, (kind, title, address)) in (0..).zip(expected) {
            let what = &notebook.current(id(n)).unwrap().what;
            let named = named(&notebook, id(n), what).unwrap();
            assert_eq!((named.kind, named.title.as_str(), &named.address), (kind, title, address));
        }
    }

    #[test]
    fn a_questionnaire_that_belongs_to_a_session_leads_to_its_page() {
        let notebook = a_journey();
        let response = |about| Response { about, ..Response::begun("phq-9", "1", "en", When::default()) };
        let of_session = response(Some(id(1))).into();
        let of = |what| named(&notebook, id(20), what);
        let found = of(&of_session).unwrap();
        assert_eq!((found.kind, found.title.as_str()), ("Questionnaire", "Session 1"));
        assert_eq!(found.address, format!("/journey/sessions/{}", id(1)));
        assert!(of(&response(None).into()).is_none());
    }

    #[test]
    fn what_belongs_to_nothing_that_is_here_has_no_page() {
        let notebook = a_journey();
        for stray in [Record::from(Moment::new(id(7))), Screening::new(id(8)).into()] {
            assert!(named(&notebook, id(20), &stray).is_none());
        }
    }

    #[test]
    fn a_search_for_a_part_takes_what_names_it() {
        let notebook = a_journey();
        let with: Vec<u8> =
            (0..8).filter(|&n| parts_of(&notebook.current(id(n)).unwrap().what) == [id(9)]).collect();
        assert_eq!(with, [5, 6, 7]);
    }
}
