//! T12: two devices note, edit the same part, lose the network and find it again, in every order that chance brings. Nothing
//! is lost, nothing is there twice, no text goes over another unseen, and the order is that of the notes' own times and ids.

use std::collections::BTreeSet;

use hearken_core::{Notebook, RecordId, journey::moments_of, parts::Part};
use serde_json::json;

use crate::{
    person::Person,
    queue::{Browser, Item, under_way},
};

/// What happens in one interleaving, before both devices bring what they have.
const STEPS: u64 = 12;

/// What is broken on purpose, so that the harness is seen to notice.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Broken {
    Nothing,
    /// What comes again comes under another name.
    Names,
    /// An edit says that it began where the notebook stands now, and not where it did.
    Bases,
    /// What was sent counts as kept though no answer came.
    Trust,
}

/// The same chances for the same beginning (`splitmix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, many: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % many
    }
}

/// A device: what waits on it, and what of the part it has seen.
struct Device {
    person: Person,
    online: bool,
    queue: Vec<Item>,
    edits: Vec<(u32, String)>,
    seen: u32,
}

/// Both devices, and what a notebook has to hold that loses nothing.
struct World {
    devices: [Device; 2],
    browser: Browser,
    chance: Chance,
    broken: Broken,
    part: RecordId,
    elapsed: u64,
    named: u64,
    /// How long the session had lasted, the note's id, and its words.
    noted: Vec<(u64, RecordId, String)>,
    /// Every text of the part, and those that an edit began from, which it may replace.
    texts: BTreeSet<String>,
    replaced: BTreeSet<String>,
}

impl World {
    async fn new(seed: u64, broken: Broken) -> Self {
        let (mut person, browser) = under_way().await;
        let mut other = person.other_browser();
        other.enter().await;
        let part = person.meets("before", "manager").await.parse().unwrap();
        let device = |person| Device { person, online: true, queue: Vec::new(), edits: Vec::new(), seen: 0 };
        Self {
            devices: [device(person), device(other)],
            browser,
            chance: Chance(seed),
            broken,
            part,
            elapsed: 0,
            named: 0,
            noted: Vec::new(),
            texts: BTreeSet::new(),
            replaced: BTreeSet::new(),
        }
    }

    /// A new part for both to edit; then some steps; then both find the network again.
    async fn interleaving(&mut self) -> Result<(), String> {
        (self.texts, self.replaced) = (BTreeSet::from(["before".to_owned()]), BTreeSet::new());
        self.part = self.devices[0].person.meets("before", "manager").await.parse().unwrap();
        for at in [0, 1] {
            self.look(at).await;
        }
        for _ in 0..STEPS {
            let at = usize::try_from(self.chance.below(2)).unwrap();
            match self.chance.below(10) {
                0..=3 => self.note(at),
                4..=5 => self.devices[at].online = !self.devices[at].online,
                6..=7 if self.devices[at].online => self.bring(at).await,
                8 if self.devices[at].online => self.look(at).await,
                _ => self.edit(at),
            }
        }
        // Whoever finds the network first is chance too; answers may be lost then as well.
        for at in if self.chance.below(2) == 0 { [0, 1] } else { [1, 0] } {
            self.devices[at].online = true;
            while !self.devices[at].queue.is_empty() || !self.devices[at].edits.is_empty() {
                self.bring(at).await;
            }
        }
        self.compare().await
    }

    /// The device asks for the part: the form it shows begins there.
    async fn look(&mut self, at: usize) {
        let page = self.devices[at].person.get(&format!("/parts/{}/edit", self.part)).await;
        self.devices[at].seen = page.field("base").parse().unwrap();
    }

    fn note(&mut self, at: usize) {
        self.elapsed += self.chance.below(3) * 500;
        self.named += 1;
        // Named by its time and its device, as a browser names it: of two in the same moment one comes first for good.
        let mut id = [u8::try_from(at).unwrap(); 16];
        id[..8].copy_from_slice(&self.named.to_be_bytes());
        let (id, said) = (RecordId::from_bytes(id), format!("note {} of {at}", self.named));
        let words =
            json!({ "kind": "words", "at": 1_795_369_200_000_u64, "elapsed": self.elapsed, "words": said });
        let item = self.browser.seals(id, &words, &[]);
        self.noted.push((self.elapsed, id, said));
        self.devices[at].queue.push(item);
    }

    fn edit(&mut self, at: usize) {
        self.named += 1;
        let text = format!("text {} of {at}", self.named);
        self.texts.insert(text.clone());
        let seen = self.devices[at].seen;
        self.devices[at].edits.push((seen, text));
    }

    /// Brings some of what waits, or all; the answer to notes may be lost.
    async fn bring(&mut self, at: usize) {
        for (base, text) in std::mem::take(&mut self.devices[at].edits) {
            self.send_edit(at, base, &text).await;
        }
        let waiting = u64::try_from(self.devices[at].queue.len()).unwrap();
        let some = usize::try_from(self.chance.below(waiting + 1)).unwrap();
        let (lost, browser) = (self.chance.below(3) == 0, self.browser.clone());
        let mut sent = self.devices[at].queue[..some].to_vec();
        if lost && self.broken == Broken::Trust {
            // It never left the device.
            self.devices[at].queue.drain(..some);
            return;
        }
        let brought = browser.brings(&mut self.devices[at].person, &sent).await.json();
        if !lost {
            let kept: Vec<_> =
                brought["kept"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            self.devices[at].queue.retain(|item| !kept.contains(&item.id.to_string().as_str()));
        } else if self.broken == Broken::Names {
            sent.iter_mut().for_each(|item| self.rename(item));
            self.devices[at].queue.splice(..some, sent);
        }
    }

    /// The same note under another name.
    fn rename(&mut self, item: &mut Item) {
        let (elapsed, _, said) = self.noted.iter().find(|(_, id, _)| *id == item.id).cloned().unwrap();
        self.named += 1;
        let mut id = item.id.bytes();
        id[..8].copy_from_slice(&self.named.to_be_bytes());
        let words =
            json!({ "kind": "words", "at": 1_795_369_200_000_u64, "elapsed": elapsed, "words": said });
        *item = self.browser.seals(RecordId::from_bytes(id), &words, &[]);
    }

    async fn send_edit(&mut self, at: usize, base: u32, text: &str) {
        let begun = self.text_at(base).await;
        let said = if self.broken == Broken::Bases { self.newest().await } else { base };
        let (record, said) = (self.part.to_string(), said.to_string());
        let fields = [("record", record.as_str()), ("base", &said), ("name", text), ("role", "manager")];
        self.devices[at].person.post("/parts", &fields).await.location();
        self.replaced.insert(begun);
    }

    async fn with<T>(&self, look: impl FnOnce(&Notebook) -> T) -> T {
        let person = &self.devices[0].person;
        let session = person.house.state.keeper.session(&person.cookies["notebook"]).await.unwrap().unwrap();
        look(&session.vault().read())
    }

    async fn newest(&self) -> u32 {
        self.with(|notebook| notebook.get_with_rev::<Part>(self.part).unwrap().0).await
    }

    /// What the part said at that revision.
    async fn text_at(&self, rev: u32) -> String {
        self.with(|notebook| text_of(notebook.revision(self.part, rev).unwrap())).await
    }

    /// Holds the notebook against what was noted and typed.
    async fn compare(&self) -> Result<(), String> {
        let treatment = self.browser.id();
        let (found, standing, history) = self
            .with(|notebook| {
                let moments = moments_of(notebook, treatment);
                let found: Vec<_> = moments.iter().map(|(id, moment)| (*id, moment.words.clone())).collect();
                let newest = notebook.current(self.part).into_iter();
                let standing: Vec<_> = newest.chain(notebook.also_standing(self.part)).map(text_of).collect();
                let history: BTreeSet<_> = notebook.history(self.part).iter().map(text_of).collect();
                (found, standing, history)
            })
            .await;
        let mut noted = self.noted.clone();
        noted.sort();
        let noted: Vec<_> = noted.into_iter().map(|(_, id, words)| (id, words)).collect();
        if found != noted {
            return Err(format!("of {} notes {} are there, or not in their order", noted.len(), found.len()));
        }
        if history != self.texts {
            return Err(format!("typed were {:?}, and kept {history:?}", self.texts));
        }
        let should: BTreeSet<_> = self.texts.difference(&self.replaced).cloned().collect();
        if standing.len() != should.len() || standing.iter().cloned().collect::<BTreeSet<_>>() != should {
            return Err(format!("{should:?} should stand, and {standing:?} does"));
        }
        Ok(())
    }
}

fn text_of(revision: &hearken_core::Revision) -> String {
    match &revision.what {
        hearken_core::Record::Part(part) => part.name.clone(),
        _ => String::new(),
    }
}

async fn run(many: u64, broken: Broken) -> Result<(), String> {
    let mut world = World::new(12, broken).await;
    for nth in 0..many {
        world.interleaving().await.map_err(|fault| format!("interleaving {nth}: {fault}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn t12_two_devices_lose_nothing_double_nothing_and_write_over_nothing_in_whatever_order() {
    let many = if std::env::var_os("HEARKEN_LONG").is_some() { 1_000 } else { 40 };
    assert_eq!(run(many, Broken::Nothing).await, Ok(()));
}

#[tokio::test]
async fn control_a_name_that_changes_an_edit_that_hides_its_beginning_and_trust_without_an_answer_are_noticed()
 {
    for broken in [Broken::Names, Broken::Bases, Broken::Trust] {
        let noticed = run(40, broken).await;
        assert!(noticed.is_err(), "{broken:?}");
    }
}
