//! What people do: most of them read, some write; each asks at times that were set before, whether or not the server is
//! quick.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::Semaphore,
    task::JoinSet,
    time::{Instant, sleep_until},
};

use super::{
    browser::{Answer, Browser},
    ledger::Acknowledged,
    pen::{Pen, is_kept},
    people::Somebody,
};
use crate::{Result, product::EVERYWHERE};

/// How long it goes on, and how often each person asks.
#[derive(Clone, Copy)]
pub(super) struct Hour {
    pub(super) lasts: Duration,
    pub(super) every: Duration,
}

/// How it went.
#[derive(Default)]
pub(super) struct Went {
    pub(super) reads: Vec<Duration>,
    pub(super) writes: Vec<Duration>,
    pub(super) errors: Vec<String>,
    pub(super) acknowledged: Vec<Acknowledged>,
}

/// Everybody connects and looks once, so that every notebook was open; no more at a time than a server sees on a morning.
pub(super) async fn arrive(port: u16, people: &[Somebody]) -> Result<(Vec<Browser>, Vec<Duration>)> {
    const AT_ONCE: usize = 4;
    let (turns, mut arriving) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    for (number, person) in people.iter().cloned().enumerate() {
        let turns = turns.clone();
        arriving.spawn(async move {
            let _turn = turns.acquire().await?;
            let begun = Instant::now();
            let mut browser = Browser::new(port, Some(&person.cookie)).await?;
            match browser.get("/").await?.status {
                200 => Ok((number, browser, begun.elapsed())),
                other => Err(format!("the first look was answered with {other}").into()),
            }
        });
    }
    let mut arrived = Vec::new();
    while let Some(one) = arriving.join_next().await {
        let one: Result<_> = one?;
        arrived.push(one?);
    }
    arrived.sort_by_key(|(number, ..)| *number);
    Ok(arrived.into_iter().map(|(_, browser, took)| (browser, took)).unzip())
}

/// Lets them all write and read. `seed` differs from one time to the next, so that no word comes twice.
pub(super) async fn pass(
    browsers: Vec<Browser>,
    people: &[Somebody],
    hour: Hour,
    seed: usize,
) -> Result<Went> {
    let begins = Instant::now() + Duration::from_millis(100);
    let (many, mut tasks) = (people.len(), JoinSet::new());
    for (number, (browser, somebody)) in browsers.into_iter().zip(people.iter().cloned()).enumerate() {
        let offset = hour.every.mul_f64(number as f64 / many as f64);
        let person = Person::new(browser, somebody, seed * many + number);
        tasks.spawn(async move {
            (number, person.goes_on(begins + offset, begins + hour.lasts, hour.every).await)
        });
    }
    let (mut went, mut acknowledged) = (Went::default(), vec![Acknowledged::default(); many]);
    while let Some(one) = tasks.join_next().await {
        let (number, one) = one?;
        went.reads.extend(one.reads);
        went.writes.extend(one.writes);
        went.errors.extend(one.errors);
        acknowledged[number] = one.acknowledged;
    }
    went.acknowledged = acknowledged;
    Ok(went)
}

/// One person at work.
struct Person {
    browser: Browser,
    somebody: Somebody,
    pen: Pen,
    seen: Seen,
}

/// What one person saw.
#[derive(Default)]
struct Seen {
    reads: Vec<Duration>,
    writes: Vec<Duration>,
    errors: Vec<String>,
    acknowledged: Acknowledged,
}

impl Person {
    fn new(browser: Browser, somebody: Somebody, number: usize) -> Self {
        Self { browser, somebody, pen: Pen::new(number), seen: Seen::default() }
    }

    async fn goes_on(mut self, begins: Instant, ends: Instant, every: Duration) -> Seen {
        let mut due = begins;
        while due < ends {
            // Whoever is late because the last answer was waits since then; whoever is early waits for the clock, which
            // has its own milliseconds.
            let is_late = Instant::now() >= due;
            sleep_until(due).await;
            let since = if is_late { due } else { Instant::now() };
            let writes = self.pen.numbers.below(10) < 2;
            let done = if writes { self.writes().await } else { self.reads().await };
            let took = since.elapsed();
            if writes { &mut self.seen.writes } else { &mut self.seen.reads }.push(took);
            if let Err(trouble) = done {
                self.seen.errors.push(trouble.to_string());
                if self.seen.errors.len() > 3 {
                    break;
                }
            }
            due += every;
        }
        self.seen
    }

    async fn reads(&mut self) -> Result {
        match self.pen.numbers.below(4) {
            0 => shown(&self.browser.get("/").await?, "Today", None),
            1 => {
                let newest = self.seen.acknowledged.0.last().map(String::as_str);
                shown(&self.browser.get("/journal").await?, "the journal", newest)
            }
            2 => {
                let part = format!("/parts/{}", self.somebody.part);
                shown(&self.browser.get(&part).await?, "a part", Some("Kettle"))
            }
            _ => {
                let found = self.browser.post("/journal/search", &[("q", EVERYWHERE)]).await?;
                shown(&found, "a search", self.seen.acknowledged.0.last().map(String::as_str))
            }
        }
    }

    async fn writes(&mut self) -> Result {
        let note = self.pen.writes();
        let kept = note.send(&mut self.browser).await?;
        if !is_kept(&kept) {
            return Err(format!("a save was answered with {} to {}", kept.status, kept.location).into());
        }
        self.seen.acknowledged.0.push(self.pen.kept(note));
        Ok(())
    }
}

/// A page is there, and the word that has to be on it.
pub(super) fn shown(answer: &Answer, what: &str, word: Option<&str>) -> Result {
    if answer.status != 200 {
        return Err(format!("{what} was answered with {} to {}", answer.status, answer.location).into());
    }
    match word {
        Some(word) if !answer.holds(word) => Err(format!("{what} does not show {word}").into()),
        _ => Ok(()),
    }
}
