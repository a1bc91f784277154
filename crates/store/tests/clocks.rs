//! Clocks that jump, T14: a day back, ten years on, to 1970, over the hours that zones skip or repeat, by a second.
//!
//! Somebody writes, edits, is quiet, mistypes and restarts the program while the wall clock is set again and again. The
//! order of what was saved is that of the saving; a session ends after its quiet minutes and a day by the clock that
//! nobody can set; a wait after wrong passphrases is as long as it says.

use std::{collections::BTreeMap, env, sync::Arc, time::Duration};

use hearken_core::{RecordId, Timestamp};
use hearken_seal::{SessionSecret, random_bytes};
use hearken_vault::{Clock, UnlockError};

use crate::support::{PASSPHRASE, Person, Sqlite, pass, process, writing};

const DAY: i64 = 86_400;
/// Seconds by which the wall clock is set: a leap second, Lord Howe's half hour, an hour, half a day, a day, the day
/// that Apia left out, ten years; forward and back.
const JUMPS: [i64; 7] = [1, 1_800, 3_600, DAY / 2, DAY, DAY + 3_600, 3_653 * DAY];

fn below(limit: usize) -> usize {
    usize::from(u16::from_be_bytes(random_bytes())) % limit
}

/// Somebody whose machine cannot keep time, and what has to be true of their notebook.
struct Walk {
    person: Person,
    backend: Arc<Sqlite>,
    written: BTreeMap<RecordId, Vec<String>>,
    /// When this session began, and when it was last used, by the steady clock.
    session: (Duration, Duration),
    /// The latest that the wall clock has shown in this session.
    latest: Timestamp,
    seen: Seen,
}

/// What only a wall clock would have made of it, for the negative controls.
#[derive(Default)]
struct Seen {
    saved_out_of_order: usize,
    would_have_died: usize,
    would_have_lived: usize,
    jumps: usize,
}

impl Walk {
    async fn begin() -> Self {
        let backend = Sqlite::new();
        let person = Person::begins(&backend).await;
        let (session, latest) = ((person.clock.monotonic(), person.clock.monotonic()), person.clock.now());
        Self { person, backend, written: BTreeMap::new(), session, latest, seen: Seen::default() }
    }

    async fn step(&mut self) {
        match below(8) {
            0..3 => self.jump(),
            3 => self.write().await,
            4 | 5 => self.edit().await,
            6 => {
                self.person.clock.pass(Duration::from_secs(below(60 * 60) as u64));
                self.jump();
            }
            _ => self.mistype().await,
        }
        self.person.keeper.sweep().await.unwrap();
        self.is_unlocked_exactly_as_long_as_it_should_be().await;
        self.is_in_the_order_of_saving();
    }

    fn jump(&mut self) {
        let by = JUMPS[below(JUMPS.len())];
        let to_1970 = -self.person.clock.now().as_millis() / 1000;
        self.person.clock.set_wall(match below(7) {
            0 => to_1970,
            1..4 => by,
            _ => -by,
        });
        self.seen.jumps += 1;
    }

    async fn write(&mut self) {
        let text = format!("written at {}", self.person.clock.now().as_millis());
        let record = self.person.writes(&text).await;
        assert!(self.written.insert(record, vec![text]).is_none(), "an id is never made twice");
    }

    async fn edit(&mut self) {
        let nth = below(self.written.len().max(1));
        let Some((record, texts)) = self.written.iter_mut().nth(nth) else {
            return;
        };
        let text = format!("edit {} at {}", texts.len(), self.person.clock.now().as_millis());
        let base = u32::try_from(texts.len()).unwrap();
        self.person.keeps(writing(*record, base, &text)).await.unwrap();
        texts.push(text);
    }

    /// Four wrong passphrases, then the right one: not before the wait is over, whatever the wall shows, and then.
    async fn mistype(&mut self) {
        let keeper = self.person.keeper.clone();
        let mut wait = 0;
        while wait == 0 {
            wait = self.person.mistypes().await;
        }
        self.person.clock.pass(Duration::from_secs(wait) - Duration::from_millis(1));
        self.jump();
        let tried = keeper.unlock(&pass(PASSPHRASE)).await;
        let Err(UnlockError::TooSoon { wait_seconds }) = tried else { panic!("let in too soon") };
        assert!((1..=wait).contains(&wait_seconds), "{wait_seconds} of {wait} seconds are left");
        self.person.clock.pass(Duration::from_secs(wait_seconds));
        let (_, session) = keeper.unlock(&pass(PASSPHRASE)).await.unwrap();
        keeper.lock(&session).await.unwrap();
    }

    async fn is_unlocked_exactly_as_long_as_it_should_be(&mut self) {
        let now = self.person.clock.monotonic();
        let quiet = now - self.session.1;
        let over =
            quiet >= Duration::from_secs(15 * 60) || now - self.session.0 >= Duration::from_secs(86_400);
        let wall = self.person.clock.now();
        self.seen.would_have_died += usize::from(!over && wall.seconds_since(self.latest) >= 15 * 60);
        self.seen.would_have_lived += usize::from(over && wall.seconds_since(self.latest) < 15 * 60);
        let open = self.person.keeper.session(&self.person.cookie).await.unwrap();
        assert_eq!(open.is_none(), over, "quiet for {quiet:?}");
        self.session.1 = now;
        self.latest = wall;
        if over {
            self.unlock().await;
        }
    }

    async fn unlock(&mut self) {
        let (cookie, session) = self.person.keeper.unlock(&pass(PASSPHRASE)).await.unwrap();
        (self.person.cookie, self.person.session) = (cookie.value().to_owned(), session);
        self.session = (self.person.clock.monotonic(), self.person.clock.monotonic());
    }

    fn is_in_the_order_of_saving(&mut self) {
        let notebook = self.person.session.vault().read();
        for (record, texts) in &self.written {
            let history = notebook.history(*record);
            assert!(history.iter().map(|kept| kept.rev).eq(1..=u32::try_from(texts.len()).unwrap()));
            assert_eq!(
                notebook.entry(*record).unwrap().body.as_str(),
                texts.last().unwrap(),
                "the last one saved"
            );
            let backwards = history.windows(2).any(|pair| pair[1].saved < pair[0].saved);
            self.seen.saved_out_of_order += usize::from(backwards);
        }
    }

    /// The program is stopped, the wall clock is set, and the program is started again. Who is still unlocked then can
    /// only be told by the wall: whoever was there within the quiet minutes of what it shows, and nobody from later.
    async fn restart(mut self, by: i64) -> Self {
        let Self { person, backend, .. } = self;
        let id = SessionSecret::from_cookie(&person.cookie).unwrap().id_hash();
        let seen = person.store.session(id).await.unwrap().expect("it is open").seen;
        let (stored, clock, cookie) = person.stops();
        clock.set_wall(by);
        let (store, keeper) = process(&*stored, &clock);
        let session = keeper.session(&cookie).await.unwrap();
        let (since, until) = (clock.now().seconds_since(seen), seen.seconds_since(clock.now()));
        assert!(
            session.is_none() || (since < 15 * 60 && until <= 120),
            "unlocked {since} s after, {until} s before"
        );
        let (cookie, session) = keeper.unlock(&pass(PASSPHRASE)).await.unwrap();
        let now = clock.monotonic();
        self.latest = clock.now();
        self.person =
            Person { backend: stored, clock, store, keeper, session, cookie: cookie.value().to_owned() };
        (self.backend, self.session) = (backend, (now, now));
        assert_eq!(self.person.is_told(), []);
        self.is_in_the_order_of_saving();
        self
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_clock_that_jumps_changes_an_order_ends_a_session_or_keeps_one_alive() {
    let walks = if env::var_os("HEARKEN_LONG").is_some() { 60 } else { 2 };
    let mut all = Seen::default();
    for _ in 0..walks {
        let mut walk = Walk::begin().await;
        for by in JUMPS {
            for _ in 0..12 {
                walk.step().await;
            }
            walk = walk.restart(if below(2) == 0 { by } else { -by }).await;
        }
        let Seen { saved_out_of_order, would_have_died, would_have_lived, jumps } = walk.seen;
        all.would_have_lived += would_have_lived;
        all.saved_out_of_order += saved_out_of_order;
        all.would_have_died += would_have_died;
        all.jumps += jumps;
        assert_eq!(walk.backend.files().iter().filter(|(name, _)| name == "notebook.db").count(), 1);
    }
    // The negative controls: sorted by the wall clock, histories would have been out of order; judged by it, sessions
    // would have died, and others lived on. Walks in which none of that happened have proved nothing.
    let Seen { saved_out_of_order, would_have_died, would_have_lived, jumps } = all;
    let seen = [saved_out_of_order, would_have_died, would_have_lived];
    assert!(!seen.contains(&0), "in {jumps} jumps, the wall would have been wrong about {seen:?}");
}
