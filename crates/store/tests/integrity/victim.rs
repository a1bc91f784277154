//! A small notebook that terrible things are done to, and the judge who says whether it was noticed.

use std::{collections::BTreeMap, sync::Arc};

use hearken_core::{RecordId, Revision};
use hearken_vault::{Fault, FaultKind, Session};

use crate::support::{Backend, HandClock, PASSPHRASE, Person, Sqlite, keeper, pass, writing};

/// What is written in a notebook: every revision of every record, and the drafts' texts.
pub(super) type Written = (BTreeMap<RecordId, Vec<Revision>>, Vec<String>);

/// A notebook as it was before.
pub(super) struct Victim {
    /// Its files, closed in good order.
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) written: Written,
    /// The sealed bytes of each live entry, by number.
    pub(super) sealed: Vec<(u64, Vec<u8>)>,
    /// Heads that a browser has seen, newest last, as number and link in hexadecimal.
    pub(super) heads: Vec<(u64, String)>,
    clock: Arc<HandClock>,
    cookie: String,
}

/// What came of opening it afterwards.
pub(super) enum Came {
    /// It was not opened, and somebody was told why.
    Refused,
    /// It was opened; this was shown, and this was said about it.
    Opened { shown: Written, faults: Vec<Fault>, session: Session },
}

impl Victim {
    /// Seven entries in the log: short and long, edited, erased, a part; and two drafts.
    pub(super) async fn make() -> Self {
        let backend = Sqlite::new();
        let person = Person::begins(&backend).await;
        let mut heads = Vec::new();
        let first = person.writes("the first day").await;
        let gone = person.writes("the day that is erased").await;
        person.keeps(writing(first, 1, "the first day, told again")).await.unwrap();
        person.meets("The Planner").await;
        heads.push(head(&person));
        person.writes(&"a long day ".repeat(3000)).await;
        person.erases(gone).await.unwrap();
        person.writes("the last day").await;
        heads.push(head(&person));
        for text in ["a thought half thought", "another"] {
            let fields = BTreeMap::from([("body".to_owned(), text.to_owned())]);
            person
                .session
                .vault()
                .keep_draft(person.keeper.new_draft_id(), 0, "/journal/new", fields)
                .await
                .unwrap();
        }
        let log = person.store.read(person.session.vault().id(), 0, 100).await.unwrap();
        let sealed = log.into_iter().filter_map(|entry| Some((entry.seq, entry.sealed?))).collect();
        let written = written_in(&person.session);
        let (_, clock, cookie) = person.stops();
        drop(backend.open());
        Self { files: backend.files(), written, sealed, heads, clock, cookie }
    }

    /// The database's bytes.
    pub(super) fn database(&self) -> &[u8] {
        &self.files.iter().find(|(name, _)| name == "notebook.db").unwrap().1
    }

    /// A folder with this notebook in it, whose database was changed.
    pub(super) fn with_database(&self, change: impl FnOnce(&mut Vec<u8>)) -> Arc<Sqlite> {
        let mut files = self.files.clone();
        change(&mut files.iter_mut().find(|(name, _)| name == "notebook.db").unwrap().1);
        Sqlite::with_files(&files)
    }

    /// Opens what is in the folder now, in the browser that was in before, or with the passphrase.
    pub(super) async fn open(&self, folder: &Sqlite) -> Came {
        let keeper = match folder.try_open() {
            Ok(store) => keeper(Arc::new(store), &self.clock.of_a_new_process()),
            Err(_) => return Came::Refused,
        };
        let session = match keeper.session(&self.cookie).await {
            Ok(Some(session)) => session,
            _ => match keeper.unlock(&pass(PASSPHRASE)).await {
                Ok((_, session)) => session,
                Err(_) => return Came::Refused,
            },
        };
        let (shown, faults) = (written_in(&session), session.vault().faults());
        Came::Opened { shown, faults, session }
    }

    /// Opens it, judges it, and gives what was said to be wrong; `None` when it was refused as a whole.
    pub(super) async fn judged(&self, folder: &Sqlite, what: &str) -> Option<Vec<Fault>> {
        match self.open(folder).await {
            Came::Refused => None,
            Came::Opened { shown, faults, .. } => {
                judge(&self.written, &shown, &faults).unwrap_or_else(|fault| panic!("{what}: {fault}"));
                Some(faults)
            }
        }
    }
}

/// Says what is wrong with what was shown: a word that was never written, or one that is missing unsaid.
pub(super) fn judge(written: &Written, shown: &Written, faults: &[Fault]) -> Result<(), String> {
    for (record, revisions) in &shown.0 {
        let known = written.0.get(record).ok_or(format!("{record} was never written, or was erased"))?;
        for revision in revisions {
            if !known.contains(revision) {
                return Err(format!("revision {} of {record} says something else", revision.rev));
            }
        }
    }
    if let Some(draft) = shown.1.iter().find(|draft| !written.1.contains(draft)) {
        return Err(format!("a draft says {draft:?}"));
    }
    if faults.is_empty() && written != shown {
        return Err("something is missing and nothing is said".to_owned());
    }
    Ok(())
}

/// The kinds of faults, each once.
pub(super) fn kinds(faults: &[Fault]) -> Vec<FaultKind> {
    let mut kinds = Vec::new();
    for fault in faults {
        if !kinds.contains(&fault.kind) {
            kinds.push(fault.kind);
        }
    }
    kinds
}

pub(super) fn written_in(session: &Session) -> Written {
    let notebook = session.vault().read();
    let records = notebook.records().map(|record| (record, notebook.history(record).to_vec())).collect();
    let mut drafts: Vec<_> =
        session.vault().drafts().into_iter().map(|draft| draft.fields["body"].clone()).collect();
    drafts.sort();
    (records, drafts)
}

fn head(person: &Person) -> (u64, String) {
    let head = person.session.vault().head();
    (head.seq, head.link.0.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[tokio::test]
async fn an_untouched_copy_has_nothing_wrong_with_it() {
    let victim = Victim::make().await;
    let faults = victim.judged(&victim.with_database(|_| {}), "untouched").await.expect("it opens");
    assert_eq!(faults, []);
}

#[tokio::test]
async fn a_judge_who_expects_another_word_is_not_content() {
    let victim = Victim::make().await;
    let Came::Opened { shown, faults, .. } = victim.open(&victim.with_database(|_| {})).await else {
        panic!("it opens");
    };
    let expects = |change: fn(&mut Written)| {
        let mut written = victim.written.clone();
        change(&mut written);
        judge(&written, &shown, &faults)
    };
    assert_eq!(expects(|_| {}), Ok(()));
    assert!(expects(|written| written.1.clear()).is_err());
    assert!(expects(|written| written.0.values_mut().next().unwrap()[0].rev += 1).is_err());
    assert!(expects(|written| drop(written.0.pop_first())).is_err());
    assert!(expects(|written| drop(written.0.insert(RecordId::from_bytes([1; 16]), Vec::new()))).is_err());
}
