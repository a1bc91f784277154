//! Any history of showing, changing, stopping, pausing and going on: after each step the other sees exactly what they are shown,
//! and nothing while it is paused. At length with `HEARKEN_LONG`.

use std::{collections::BTreeMap, env};

use proptest::{prelude::*, test_runner::TestRunner};

use crate::{
    sharing::{Invited, invited},
    sharing_between::{id, links, shows},
};

/// So many parts there are.
const PARTS: usize = 3;

/// What Ada does.
#[derive(Clone, Debug)]
enum Step {
    /// Shows a part, as it is or with later changes; what is shown already is chosen anew.
    Show(usize, bool),
    /// Calls a part something else.
    Rename(usize),
    /// Shows a part no more.
    Stop(usize),
    Pause,
    GoOn,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..PARTS, any::<bool>()).prop_map(|(part, keeps_up)| Step::Show(part, keeps_up)),
        4 => (0..PARTS).prop_map(Step::Rename),
        1 => (0..PARTS).prop_map(Step::Stop),
        3 => Just(Step::Pause),
        2 => Just(Step::GoOn),
    ];
    proptest::collection::vec(step, 1..16)
}

/// A part that is shown, or would be without a pause.
struct Shown {
    /// By which it is stopped.
    stop: String,
    /// What it was called when it was chosen, where it does not follow.
    chosen: Option<String>,
    paused: bool,
}

struct Model {
    names: Vec<String>,
    shown: BTreeMap<usize, Shown>,
}

impl Model {
    fn is_paused(&self) -> bool {
        self.shown.values().any(|shown| shown.paused)
    }

    /// What the other sees, in the order of the alphabet.
    fn seen(&self) -> Vec<String> {
        let seen = self.shown.iter().filter(|(_, shown)| !shown.paused);
        let mut seen: Vec<_> =
            seen.map(|(part, shown)| shown.chosen.clone().unwrap_or(self.names[*part].clone())).collect();
        seen.sort();
        seen
    }

    /// A part was chosen by Ada; `stops` are the ways to stop on her page.
    fn chose(&mut self, part: usize, keeps_up: bool, stops: Vec<String>) {
        let paused = self.is_paused();
        let known = |stop: &String| self.shown.values().any(|shown| shown.stop == *stop);
        let fresh = stops.into_iter().find(|stop| !known(stop));
        let stop = self.shown.remove(&part).map(|shown| shown.stop).or(fresh).expect("it can be stopped");
        let chosen = (!keeps_up).then(|| self.names[part].clone());
        self.shown.insert(part, Shown { stop, chosen, paused });
    }
}

/// The titles of what Ben is shown.
async fn seen(both: &mut Invited) -> Vec<String> {
    let page = both.ben.get(&both.space).await;
    let beginning = format!("href=\"{}/pages/", both.space);
    let title = |link: &str| {
        let (_, title) = link.split_once("<bdi>").expect("a page has a title");
        title.split('<').next().unwrap_or_default().to_owned()
    };
    let mut seen: Vec<_> = page.body.split(&*beginning).skip(1).map(title).collect();
    seen.sort();
    seen
}

async fn plays(steps: Vec<Step>) {
    let mut both = invited().await.both_in().await;
    let (mut parts, mut model) = (Vec::new(), Model { names: Vec::new(), shown: BTreeMap::new() });
    for part in 0..PARTS {
        let name = format!("Part {part}");
        parts.push(id(&both.ada.meets(&name, "manager").await).to_owned());
        model.names.push(name);
    }
    for (nth, step) in steps.into_iter().enumerate() {
        both.ada.house.clock.forward(5);
        match step {
            Step::Show(part, keeps_up) => {
                let more = [("keeps_up", if keeps_up { "1" } else { "0" })];
                shows(&mut both, &format!("record/{}", parts[part]), &["role"], &more).await.location();
                let stops = links(&both.ada.get(&both.space).await, &format!("{}/stop/", both.space));
                model.chose(part, keeps_up, stops);
            }
            Step::Rename(part) => {
                let name = format!("Part {part}, in step {nth}");
                both.renames(&parts[part], &name).await;
                model.names[part] = name;
            }
            Step::Stop(part) => {
                if let Some(shown) = model.shown.remove(&part) {
                    both.ada.post(&shown.stop, &[]).await.location();
                }
            }
            Step::Pause | Step::GoOn => {
                let paused = matches!(step, Step::Pause);
                both.does(if paused { "pause" } else { "go-on" }).await;
                model.shown.values_mut().for_each(|shown| shown.paused = paused);
            }
        }
        assert_eq!(seen(&mut both).await, model.seen(), "after step {nth}");
    }
}

#[test]
fn the_other_sees_what_is_shown_and_nothing_in_a_pause_in_any_history() {
    let cases = if env::var_os("HEARKEN_LONG").is_some() { 100 } else { 12 };
    let mut runner = TestRunner::new(ProptestConfig { cases, ..ProptestConfig::default() });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runner
        .run(&steps(), |steps| {
            runtime.block_on(plays(steps));
            Ok(())
        })
        .unwrap();
}
