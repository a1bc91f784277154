//! T54: a thousand people write and read for ten minutes on one server, with 10,000 entries each for a hundred of them.
//!
//! Requests come at times that were set before (an answer that is late makes the next one late, and both are counted from
//! when they were due). Afterwards the server is killed, and every acknowledged word is looked for in every notebook. In a
//! second, shorter time there is room for a fraction of the notebooks, so that they make room for each other all the time.

use std::{cell::RefCell, thread, time::Duration};

use tokio::runtime::Runtime;

use super::{
    database::{Database, Kind},
    hour::{self, Hour, Went, shown},
    in_release, ledger, ms, p50, p99,
    people::{self, Somebody},
    process::{self, Memory},
};
use crate::{
    Result, journal,
    product::Notebook,
    proof::{Lab, control_must_fail},
    summary::Outcome,
};

/// How many people, how much they have written, and for how long they go on.
struct Size {
    people: usize,
    /// So many of them have written much.
    full: usize,
    entries: usize,
    bytes: usize,
    hour: Hour,
    /// How long the second time lasts, with little room.
    tight: Duration,
    /// Megabytes for open notebooks: all of them, and a fraction.
    rooms: [&'static str; 2],
    sample: Duration,
}

const LONG: Size = Size {
    people: 1_000,
    full: 100,
    entries: 10_000,
    bytes: 2_048,
    hour: Hour { lasts: Duration::from_secs(600), every: Duration::from_secs(5) },
    tight: Duration::from_secs(120),
    rooms: ["12000", "1000"],
    sample: Duration::from_secs(5),
};

const SHORT: Size = Size {
    people: 40,
    full: 4,
    entries: 300,
    bytes: 1_024,
    hour: Hour { lasts: Duration::from_secs(10), every: Duration::from_secs(2) },
    tight: Duration::from_secs(5),
    rooms: ["1000", "4"],
    sample: Duration::from_millis(500),
};

pub(crate) fn prove(lab: &Lab) -> Result<Outcome> {
    if !lab.is_short() && cfg!(debug_assertions) {
        return in_release(&["proof", "T54"]);
    }
    let size = if lab.is_short() { SHORT } else { LONG };
    let on = |kind| On::new(lab, kind, &size)?.prove();
    // What the one is too slow for says nothing about the other: both are tried, then both are judged.
    let (sqlite, postgres) = (on(Kind::Sqlite), on(Kind::Postgres));
    match (sqlite, postgres) {
        (Ok(sqlite), Ok(postgres)) => Ok(Outcome::Held(format!("{sqlite}; {postgres}"))),
        (Err(one), Err(other)) => Err(format!("{one}; {other}").into()),
        (Err(trouble), Ok(_)) | (Ok(_), Err(trouble)) => Err(trouble),
    }
}

/// One server with its people.
struct On<'a> {
    kind: Kind,
    size: &'a Size,
    is_short: bool,
    notebook: Notebook,
    database: Database,
    runtime: Runtime,
    people: Vec<Somebody>,
    log: std::path::PathBuf,
}

impl<'a> On<'a> {
    fn new(lab: &Lab, kind: Kind, size: &'a Size) -> Result<Self> {
        let runtime = Runtime::new()?;
        let database = Database::new(kind, lab.fresh("people"))?;
        let begun = std::time::Instant::now();
        let people = {
            let store = database.store(&runtime)?;
            let write = |number| {
                let many = if number < size.full { size.entries } else { 3 };
                people::entries(&journal::entries(many, size.bytes, number as u64), number as u64)
            };
            runtime.block_on(people::make(&store, size.people, write))?
        };
        println!(
            "   {}: {} people, {} of them with {} entries, made in {:.0} s; {:.0} MB stored",
            kind.name(),
            size.people,
            size.full,
            size.entries,
            begun.elapsed().as_secs_f64(),
            database.bytes()? as f64 / 1e6
        );
        let notebook = Notebook::at(&lab.binary(), &database.folder)?;
        let log = lab.fresh("log");
        Ok(Self { kind, size, is_short: lab.is_short(), notebook, database, runtime, people, log })
    }

    fn prove(&self) -> Result<String> {
        let roomy = self.time(0, self.size.hour, self.size.rooms[0])?;
        roomy.say(self.kind, "room for all");
        let kept = self.read_back(&roomy.went)?;
        let tight = self.time(1, Hour { lasts: self.size.tight, ..self.size.hour }, self.size.rooms[1])?;
        tight.say(self.kind, &format!("room for {} MB", self.size.rooms[1]));
        let kept = kept + self.read_back(&tight.went)?;
        let control = self.controls(&tight.went)?;
        if !self.is_short {
            roomy.is_within_budget(self.kind)?;
        }
        Ok(format!("{}: {kept} words acknowledged and all there; control: {control}", self.kind.name()))
    }

    /// One time: a server is started, everybody arrives and goes on, and the server is killed.
    fn time(&self, seed: usize, hour: Hour, room: &str) -> Result<Measured> {
        let server = self.database.serve(&self.notebook, &["--notebook-memory", room], Some(&self.log))?;
        let (browsers, mut opened) = self.runtime.block_on(hour::arrive(server.port(), &self.people))?;
        let databases = self.database.pid();
        let worked = || -> Result<[f64; 2]> {
            let of_database = databases.map_or_else(Vec::new, process::with_children);
            let of_database = of_database.into_iter().filter_map(|pid| process::worked(pid).ok()).sum();
            Ok([process::worked(server.pid())?, of_database])
        };
        let before = worked()?;
        let memory = RefCell::new(Memory::default());
        let went = thread::scope(|scope| -> Result<Went> {
            let passing = scope.spawn(|| {
                self.runtime
                    .block_on(hour::pass(browsers, &self.people, hour, seed))
                    .map_err(|it| it.to_string())
            });
            let begun = std::time::Instant::now();
            while !passing.is_finished() {
                memory.borrow_mut().0.push((begun.elapsed().as_secs_f64(), process::resident(server.pid())?));
                thread::sleep(self.size.sample);
            }
            Ok(passing.join().map_err(|_| "whoever asks panicked")??)
        })?;
        let [mine, databases] = worked()?;
        let seconds = hour.lasts.as_secs_f64();
        let share = |from: f64, to: f64| (to - from) / seconds / process::cores();
        let shares = [share(before[0], mine), share(before[1], databases)];
        server.kill()?;
        if let Some(trouble) = went.errors.first() {
            let log = std::fs::read_to_string(&self.log).unwrap_or_default();
            let log: Vec<_> = log.lines().rev().take(5).collect();
            return Err(format!("{} errors, as: {trouble}; the log: {log:?}", went.errors.len()).into());
        }
        let opened = [p50(&mut opened), p99(&mut opened)];
        Ok(Measured { went, memory: memory.into_inner(), shares, opened, seconds })
    }

    fn read_back(&self, went: &Went) -> Result<usize> {
        let store = self.database.store(&self.runtime)?;
        self.runtime.block_on(ledger::all_there(&store, &self.people, &went.acknowledged))
    }

    /// A word that nobody sent is missed, and so is one that a page does not show.
    fn controls(&self, went: &Went) -> Result<String> {
        let mut more = went.acknowledged.clone();
        more[0].0.push("zqnowhereqz".to_owned());
        let store = self.database.store(&self.runtime)?;
        let missed = self.runtime.block_on(ledger::all_there(&store, &self.people, &more)).map(drop);
        drop(store);
        let lost = control_must_fail("a word that was never sent", missed)?;
        let server = self.database.serve(&self.notebook, &[], Some(&self.log))?;
        let looked = self.runtime.block_on(async {
            let mut browser =
                super::browser::Browser::new(server.port(), Some(&self.people[0].cookie)).await?;
            shown(&browser.get("/journal").await?, "the journal", Some("zqnowhereqz"))
        });
        server.kill()?;
        Ok(format!("{lost}; {}", control_must_fail("a word that no page shows", looked)?))
    }
}

/// What was measured in one time.
struct Measured {
    went: Went,
    memory: Memory,
    /// Of all cores together: the program's, the database's.
    shares: [f64; 2],
    opened: [Duration; 2],
    seconds: f64,
}

/// What a new note takes of the memory for good, in MB: its place, its words, and a folded copy of them.
const A_NOTE: f64 = 0.0015;

impl Measured {
    fn all(&self) -> Vec<Duration> {
        [&self.went.reads[..], &self.went.writes].concat()
    }

    /// After the first minute, in MB a minute, beyond what was written.
    fn slope(&self) -> f64 {
        let written = self.went.writes.len() as f64 * A_NOTE / self.seconds * 60.0;
        self.memory.slope(60.0_f64.min(self.seconds / 4.0)) - written
    }

    fn say(&self, kind: Kind, room: &str) {
        let (mut all, mut reads, mut writes) =
            (self.all(), self.went.reads.clone(), self.went.writes.clone());
        println!("   {}, {room}: {} requests in {:.0} s", kind.name(), all.len(), self.seconds);
        for (what, times) in [("all", &mut all), ("reads", &mut reads), ("writes", &mut writes)] {
            println!("     {what}: p50 {:.1} ms, p99 {:.1} ms", ms(p50(times)), ms(p99(times)));
        }
        let [middle, slow] = self.opened;
        println!("     first look of each, 4 at a time: p50 {:.1} ms, p99 {:.1} ms", ms(middle), ms(slow));
        let [mine, database] = self.shares.map(|share| share * 100.0);
        println!("     of {} cores: {mine:.0} % the program, {database:.0} % the database", process::cores());
        println!(
            "     memory: {:.0} MB at first, {:.0} MB at the end, {:.0} MB at most; {:+.2} MB a minute beyond what was \
             written",
            self.memory.at(0.0),
            self.memory.last(),
            self.memory.most(),
            self.slope()
        );
    }

    fn is_within_budget(&self, kind: Kind) -> Result {
        let mut all = self.all();
        let (middle, slow, busy) = (ms(p50(&mut all)), ms(p99(&mut all)), self.shares[0] + self.shares[1]);
        let flat = self.slope() * self.seconds / 60.0 <= self.memory.at(60.0) * 0.05;
        if middle <= 5.0 && slow <= 50.0 && busy <= 0.6 && flat {
            return Ok(());
        }
        let kept = if flat { "memory is flat" } else { "memory grows" };
        let busy = busy * 100.0;
        let on = kind.name();
        Err(format!("{on} over budget: p50 {middle:.1} ms, p99 {slow:.1} ms, {busy:.0} % busy, {kept}")
            .into())
    }
}
