//! Two servers on one PostgreSQL, and people at work who reach now one, now the other. Each server is killed in turn, and then the
//! database, and all come back. No word that was acknowledged is lost, none is there twice, and nobody is logged out.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
    thread,
    time::Duration,
};

use tokio::{
    runtime::Runtime,
    task::JoinSet,
    time::{Instant, sleep, sleep_until, timeout},
};

use super::{
    browser::{Answer, Browser},
    database::{Database, Kind},
    ledger::{self, Acknowledged},
    pen::{Note, Pen, is_kept},
    people::{self, Somebody},
};
use crate::{
    Result,
    product::{Notebook, Server},
    proof::{Lab, control_must_fail},
    summary::Outcome,
};

/// How many people, how often each of them writes, and how often each of the three is killed.
struct Size {
    people: usize,
    every: Duration,
    rounds: usize,
    /// How long all is well between two kills, and how long what was killed is away.
    between: Duration,
    away: Duration,
}

const LONG: Size = Size {
    people: 100,
    every: Duration::from_millis(500),
    rounds: 20,
    between: Duration::from_secs(3),
    away: Duration::from_secs(2),
};

const SHORT: Size = Size {
    people: 8,
    every: Duration::from_millis(200),
    rounds: 1,
    between: Duration::from_secs(1),
    away: Duration::from_secs(1),
};

/// So long somebody tries before it counts as lost: what T10 gives writing to resume.
const PATIENCE: Duration = Duration::from_secs(45);
/// Whoever got no answer tries the other server after this.
const BREATH: Duration = Duration::from_millis(100);

pub(crate) fn prove(lab: &Lab) -> Result<Outcome> {
    let size = if lab.is_short() { SHORT } else { LONG };
    let runtime = Runtime::new()?;
    let database = Database::new(Kind::Postgres, lab.fresh("first"))?;
    let people = {
        let store = database.store(&runtime)?;
        runtime.block_on(people::make(&store, size.people, |_| Vec::new()))?
    };
    let mut pair = Pair::start(lab, &database)?;
    let went = pair.work(&runtime, &people, &size)?;
    let stranger = Somebody { cookie: "A".repeat(people[0].cookie.len()), ..people[0].clone() };
    let turned_away = runtime.block_on(Person::new(&stranger, &pair.ports, size.people).looks());
    let nobody = control_must_fail("a cookie that nobody has", turned_away)?;
    pair.kill()?;

    let store = database.store(&runtime)?;
    let kept = runtime.block_on(ledger::all_there(&store, &people, &went.acknowledged))?;
    let mut more = went.acknowledged.clone();
    more[0].0.push("zqnowhereqz".to_owned());
    let lost = runtime.block_on(ledger::all_there(&store, &people, &more)).map(drop);
    let lost = control_must_fail("a word that was never sent", lost)?;
    Ok(Outcome::Held(format!(
        "{} kills, {} requests without an answer; {kept} words acknowledged, all there once, the longest wait {:.1} s; \
         control: {nobody}; {lost}",
        size.rounds * 3,
        went.unanswered,
        went.longest.as_secs_f64()
    )))
}

/// Two servers, each with a folder of its own.
struct Pair<'a> {
    database: &'a Database,
    notebooks: [Notebook; 2],
    log: PathBuf,
    servers: [Option<Server>; 2],
    ports: Arc<[AtomicU16; 2]>,
}

impl<'a> Pair<'a> {
    fn start(lab: &Lab, database: &'a Database) -> Result<Self> {
        let other = lab.fresh("second");
        let notebooks =
            [Notebook::at(&lab.binary(), &database.folder)?, Notebook::at(&lab.binary(), &other)?];
        let (servers, ports) = ([None, None], Arc::default());
        let mut pair = Self { database, notebooks, log: lab.fresh("log"), servers, ports };
        pair.begin(0)?;
        pair.begin(1)?;
        Ok(pair)
    }

    fn begin(&mut self, which: usize) -> Result {
        let server = self.database.serve(&self.notebooks[which], &[], Some(&self.log))?;
        self.ports[which].store(server.port(), Ordering::Relaxed);
        self.servers[which] = Some(server);
        Ok(())
    }

    fn kill_one(&mut self, which: usize) -> Result {
        self.servers[which].take().map_or(Ok(()), Server::kill)
    }

    fn kill(&mut self) -> Result {
        self.kill_one(0)?;
        self.kill_one(1)
    }

    /// Everybody writes while one after the other is killed and comes back.
    fn work(&mut self, runtime: &Runtime, people: &[Somebody], size: &Size) -> Result<Went> {
        let ports = self.ports.clone();
        let (stop, stopped) = tokio::sync::watch::channel(());
        thread::scope(|scope| {
            let working = scope.spawn(|| {
                runtime.block_on(all_work(people, &ports, size.every, stopped)).map_err(|it| it.to_string())
            });
            let killed = self.kill_in_turn(size);
            drop(stop);
            let went = working.join().map_err(|_| "whoever writes panicked")??;
            killed.map(|()| went)
        })
    }

    fn kill_in_turn(&mut self, size: &Size) -> Result {
        for _ in 0..size.rounds {
            for which in [0, 1] {
                thread::sleep(size.between);
                self.kill_one(which)?;
                thread::sleep(size.away);
                self.begin(which)?;
            }
            thread::sleep(size.between);
            self.database.away_for(size.away)?;
        }
        thread::sleep(size.between);
        Ok(())
    }
}

/// How it went.
#[derive(Default)]
struct Went {
    acknowledged: Vec<Acknowledged>,
    longest: Duration,
    unanswered: usize,
}

type Stopped = tokio::sync::watch::Receiver<()>;

async fn all_work(
    people: &[Somebody],
    ports: &Arc<[AtomicU16; 2]>,
    every: Duration,
    stopped: Stopped,
) -> Result<Went> {
    let mut tasks = JoinSet::new();
    for (number, somebody) in people.iter().enumerate() {
        let (person, stopped) = (Person::new(somebody, ports, number), stopped.clone());
        tasks.spawn(async move { (number, person.works(every, stopped).await) });
    }
    let mut went = Went { acknowledged: vec![Acknowledged::default(); people.len()], ..Went::default() };
    while let Some(one) = tasks.join_next().await {
        let (number, one) = one?;
        let one = one?;
        went.acknowledged[number] = one.acknowledged;
        went.longest = went.longest.max(one.longest);
        went.unanswered += one.unanswered;
    }
    Ok(went)
}

/// One person at work, with a connection to each server.
struct Person {
    cookie: String,
    ports: Arc<[AtomicU16; 2]>,
    connections: [Option<Browser>; 2],
    /// Which server is asked next.
    next: usize,
    pen: Pen,
    acknowledged: Acknowledged,
    longest: Duration,
    unanswered: usize,
}

/// What is asked of a server.
enum Ask<'a> {
    Keep(&'a Note),
    Journal,
}

impl Person {
    fn new(somebody: &Somebody, ports: &Arc<[AtomicU16; 2]>, number: usize) -> Self {
        Self {
            cookie: somebody.cookie.clone(),
            ports: ports.clone(),
            connections: [None, None],
            next: number,
            pen: Pen::new(number),
            acknowledged: Acknowledged::default(),
            longest: Duration::ZERO,
            unanswered: 0,
        }
    }

    /// Writes, and looks at the other server for what was written, until it is over; then looks once more at both.
    async fn works(mut self, every: Duration, stopped: Stopped) -> Result<Self> {
        let mut due = Instant::now();
        while stopped.has_changed().is_ok() {
            let note = self.pen.writes();
            let kept = self.insists(&Ask::Keep(&note)).await?;
            if !is_kept(&kept) {
                return Err(format!("a save was answered with {} to {}", kept.status, kept.location).into());
            }
            self.acknowledged.0.push(self.pen.kept(note));
            self.looks().await?;
            due = (due + every).max(Instant::now());
            sleep_until(due).await;
        }
        self.looks().await?;
        self.looks().await?;
        Ok(self)
    }

    /// The journal is there, with the newest word.
    async fn looks(&mut self) -> Result {
        let journal = self.insists(&Ask::Journal).await?;
        super::hour::shown(&journal, "the journal", self.acknowledged.0.last().map(String::as_str))
    }

    /// Asks one server after the other until one answers, and says more than that it cannot now.
    async fn insists(&mut self, ask: &Ask<'_>) -> Result<Answer> {
        let since = Instant::now();
        loop {
            self.next += 1;
            if let Some(answer) = self.asks(self.next % 2, ask).await {
                self.longest = self.longest.max(since.elapsed());
                return Ok(answer);
            }
            self.unanswered += 1;
            if since.elapsed() > PATIENCE {
                return Err("neither server answered for 45 s".into());
            }
            sleep(BREATH).await;
        }
    }

    /// An answer that is one; a connection without it is not used again.
    async fn asks(&mut self, which: usize, ask: &Ask<'_>) -> Option<Answer> {
        let connection = match self.connections[which].take() {
            Some(connection) => Ok(connection),
            None => Browser::new(self.ports[which].load(Ordering::Relaxed), Some(self.cookie.as_str())).await,
        };
        let mut browser = connection.ok()?;
        let asked = async {
            match ask {
                Ask::Keep(note) => note.send(&mut browser).await,
                Ask::Journal => browser.get("/journal").await,
            }
        };
        let answer = timeout(PATIENCE, asked).await.ok()?.ok()?;
        self.connections[which] = Some(browser);
        (answer.status < 500).then_some(answer)
    }
}
