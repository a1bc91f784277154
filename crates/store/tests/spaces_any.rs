//! Any history of two people in their spaces: each reads exactly what was shown to them, in exactly the revision it has, and
//! whoever is no longer in opens nothing that came later, whoever ended it. Short form of T18; at length with `HEARKEN_LONG`.

use std::{collections::BTreeMap, env};

use hearken_core::RecordId;
use proptest::{prelude::*, test_runner::TestRunner};

use crate::{
    conformance::spaces::{TODAY, page, reads},
    support::{Person, Sqlite, keeper},
};

/// What one of two people does.
#[derive(Clone, Debug)]
enum Step {
    /// Shows a page.
    Show(bool, u8),
    /// Shows another state of one of the pages there.
    Change(bool, u8, u8),
    /// Takes one of the pages there back.
    TakeBack(bool, u8),
    /// Ends the space or leaves it; the next step is in a new one.
    End(bool),
    /// Goes on through another program: everything is opened anew.
    Reopen(bool),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (any::<bool>(), any::<u8>()).prop_map(|(who, text)| Step::Show(who, text)),
        4 => (any::<bool>(), any::<u8>(), any::<u8>()).prop_map(|(who, which, text)| Step::Change(who, which, text)),
        2 => (any::<bool>(), any::<u8>()).prop_map(|(who, which)| Step::TakeBack(who, which)),
        1 => any::<bool>().prop_map(Step::End),
        1 => any::<bool>().prop_map(Step::Reopen),
    ];
    proptest::collection::vec(step, 1..24)
}

/// What should stand in the space.
#[derive(Default)]
struct Model(BTreeMap<RecordId, (bool, String)>);

impl Model {
    fn texts(&self) -> Vec<String> {
        let mut texts: Vec<_> = self.0.values().map(|(_, text)| text.clone()).collect();
        texts.sort();
        texts
    }

    fn nth(&self, which: u8) -> Option<(RecordId, bool)> {
        let at = usize::from(which).checked_rem(self.0.len())?;
        self.0.iter().nth(at).map(|(record, (by, _))| (*record, *by))
    }
}

/// One history, looked at after each step.
async fn plays(steps: Vec<Step>) {
    let mut ada = Person::begins(&Sqlite::new()).await;
    let mut ben = ada.comes_along().await;
    let mut space = ada.shares_a_space_with(&ben).await;
    let (mut model, mut over) = (Model::default(), Vec::new());
    for step in steps {
        match step {
            Step::Show(who, text) => {
                let text = format!("shown {text}");
                let record = of(who, &ada, &ben).shows(space, &text).await;
                model.0.insert(record, (who, text));
            }
            Step::Change(who, which, text) => {
                let Some((record, by)) = model.nth(which) else { continue };
                let text = format!("changed {text}");
                let written =
                    of(who, &ada, &ben).in_space(space).await.show(TODAY, record, page(&text)).await;
                assert_eq!(written.is_ok(), who == by, "each changes what they wrote, and nothing else");
                if who == by {
                    model.0.insert(record, (by, text));
                }
            }
            Step::TakeBack(who, which) => {
                let Some((record, by)) = model.nth(which) else { continue };
                let person = of(who, &ada, &ben);
                let id = person.keeper.new_record_id();
                let taken = person.in_space(space).await.take_back(TODAY, id, record).await;
                assert_eq!(taken.is_ok(), who == by);
                if who == by {
                    model.0.remove(&record);
                }
            }
            Step::End(who) => {
                let known = ben.key_of(space).await;
                of(who, &ada, &ben).keeper.end_space(&of(who, &ada, &ben).session, space).await.unwrap();
                ada.says(space, "for myself").await;
                assert!(!ada.is_last_open_to(&known, space).await, "what comes later");
                // Whoever opened it takes back what either showed, whoever leaves what they showed themselves; and is out either way.
                model.0.retain(|_, (by, _)| !who && *by != who);
                over.push((space, model.texts()));
                space = ada.shares_a_space_with(&ben).await;
                model = Model::default();
            }
            Step::Reopen(who) => {
                let person = if who { &mut ada } else { &mut ben };
                person.keeper = keeper(person.store.clone(), &person.clock);
                person.session = person.keeper.session(&person.cookie).await.unwrap().unwrap();
            }
        }
        for person in [&ada, &ben] {
            let opened = person.in_space(space).await;
            assert_eq!(reads(&opened), model.texts());
            assert!(opened.faults().is_empty());
        }
        for (space, texts) in &over {
            assert!(!ben.is_in(*space).await, "whoever is no longer in opens nothing");
            assert_eq!(&reads(&ada.in_space(*space).await), texts);
        }
    }
}

fn of<'a>(who: bool, ada: &'a Person, ben: &'a Person) -> &'a Person {
    if who { ada } else { ben }
}

#[test]
fn each_reads_what_was_shown_to_them_and_nothing_else_in_any_history() {
    let cases = if env::var_os("HEARKEN_LONG").is_some() { 2_000 } else { 24 };
    let mut runner = TestRunner::new(ProptestConfig { cases, ..ProptestConfig::default() });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runner
        .run(&steps(), |steps| {
            runtime.block_on(plays(steps));
            Ok(())
        })
        .unwrap();
}
