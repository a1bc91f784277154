//! T40 as a budget: 9,500 connections that rest and 500 that ask, beside a server without any work that is asked the same.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, ChildStdin, Command, Stdio},
    time::Duration,
};

use tokio::{
    runtime::Runtime,
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};

use super::{browser::Browser, in_release, ms, p50, p99, process};
use crate::{
    Result,
    product::Server,
    proof::{Lab, control_must_fail},
    summary::Outcome,
};

/// How many of which.
#[derive(Clone, Copy)]
struct Crowd {
    idle: usize,
    active: usize,
    lasts: Duration,
}

/// Each of those that ask asks so often.
const EVERY: Duration = Duration::from_millis(500);
/// A new visitor comes so often.
const VISITS: Duration = Duration::from_millis(20);
/// Files that are no connection.
const OTHER_FILES: usize = 200;

/// What was seen of one server.
#[derive(Clone, Copy)]
struct Seen {
    /// Memory in MB with nobody there, and with all of them.
    empty: f64,
    full: f64,
    p50: Duration,
    p99: Duration,
    answered: usize,
}

pub(crate) fn prove(lab: &Lab) -> Result<Outcome> {
    if !lab.is_short() && cfg!(debug_assertions) {
        return in_release(&["proof", "crowd"]);
    }
    let seconds = |short, long| Duration::from_secs(lab.rounds(short, long) as u64);
    let crowd = Crowd { idle: lab.rounds(300, 9_500), active: lab.rounds(40, 500), lasts: seconds(3, 30) };
    let needed = crowd.idle + crowd.active + OTHER_FILES;
    let room = process::room_for_sockets(needed);
    if room < needed {
        return Err(format!("the system lets us have {room} of {needed} sockets; see `ulimit -Hn`").into());
    }
    let runtime = Runtime::new()?;
    let notebook = lab.notebook()?;
    let server = Server::start(&notebook)?;
    let page = server.stranger().get("/unlock")?;
    let bytes = page.body.len();
    let ours = runtime.block_on(measure((server.port(), server.pid()), "/unlock", crowd))?;
    server.kill()?;
    let bare = Bare::start(bytes)?;
    let floor = runtime.block_on(measure((bare.port, bare.child.id()), "/unlock", crowd))?;
    drop(bare);
    let ratio = ours.full / floor.full;
    say("hearken", ours);
    say("a bare server", floor);
    println!("   memory: {ratio:.2} times the bare server's");
    let noticed = control_must_fail("an answer that is none", runtime.block_on(against_nobody()))?;
    let slow = ms(ours.p99);
    if !lab.is_short() && (ours.full > 250.0 || slow > 50.0 || ratio > 1.3) {
        return Err(format!(
            "over budget: {:.0} MB, {ratio:.2} times, a visitor's p99 {slow:.1} ms",
            ours.full
        )
        .into());
    }
    Ok(Outcome::Held(format!(
        "{} idle and {} active: {:.0} MB ({ratio:.2} times a bare server), a new visitor's p99 {slow:.1} ms; control: \
         {noticed}",
        crowd.idle, crowd.active, ours.full
    )))
}

fn say(who: &str, seen: Seen) {
    println!(
        "   {who}: {:.1} MB with nobody, {:.1} MB with all; {} answers; a new visitor's p50 {:.2} ms, p99 {:.2} ms",
        seen.empty,
        seen.full,
        seen.answered,
        ms(seen.p50),
        ms(seen.p99)
    );
}

/// Fills a server and then visits it. Nobody who is there may be shown out or answered with anything but the page.
async fn measure((port, pid): (u16, u32), path: &'static str, crowd: Crowd) -> Result<Seen> {
    asks(&mut Browser::new(port, None).await?, path).await?;
    let empty = process::resident(pid)?;
    let mut resting = Vec::with_capacity(crowd.idle);
    for _ in 0..crowd.idle {
        let mut browser = Browser::new(port, None).await?;
        asks(&mut browser, path).await?;
        resting.push(browser);
    }
    let (begins, mut asking) = (Instant::now(), JoinSet::new());
    for number in 0..crowd.active {
        let offset = EVERY.mul_f64(number as f64 / crowd.active as f64);
        asking.spawn(keeps_asking(port, path, begins + offset, begins + crowd.lasts));
    }
    let (mut visits, mut full) = (Vec::new(), 0.0_f64);
    while begins.elapsed() < crowd.lasts {
        let begun = Instant::now();
        asks(&mut Browser::new(port, None).await?, path).await?;
        visits.push(begun.elapsed());
        full = full.max(process::resident(pid)?);
        sleep(VISITS).await;
    }
    let mut answered = visits.len();
    while let Some(one) = asking.join_next().await {
        answered += one??;
    }
    // Each of those that rested is still let in.
    for browser in resting.iter_mut().step_by(100) {
        asks(browser, path).await?;
    }
    Ok(Seen { empty, full, p50: p50(&mut visits), p99: p99(&mut visits), answered })
}

async fn asks(browser: &mut Browser, path: &str) -> Result {
    match browser.get(path).await?.status {
        200 => Ok(()),
        other => Err(format!("in a crowd a page was answered with {other}").into()),
    }
}

async fn keeps_asking(port: u16, path: &str, mut due: Instant, ends: Instant) -> Result<usize> {
    let (mut browser, mut answered) = (Browser::new(port, None).await?, 0);
    while due < ends {
        sleep_until(due).await;
        asks(&mut browser, path).await?;
        (answered, due) = (answered + 1, due + EVERY);
    }
    Ok(answered)
}

/// The same against a door that lets nobody in has to be noticed.
async fn against_nobody() -> Result {
    let door = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let port = door.local_addr()?.port();
    let shut = tokio::spawn(async move { while door.accept().await.is_ok() {} });
    let crowd = Crowd { idle: 1, active: 1, lasts: EVERY };
    let seen = measure((port, std::process::id()), "/", crowd).await.map(drop);
    shut.abort();
    seen
}

/// A server without any work, in a process of its own.
struct Bare {
    child: Child,
    port: u16,
    /// It goes on for as long as this is open.
    _input: Option<ChildStdin>,
}

impl Bare {
    fn start(bytes: usize) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["bare-server", &bytes.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let (port, input) = (line.trim().parse()?, child.stdin.take());
        Ok(Self { child, port, _input: input })
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // Already gone is as good as ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves one page of that size under every path until the input ends. Says its port first.
pub(crate) fn bare_server(bytes: usize) -> Result {
    process::room_for_sockets(12_000);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    println!("{}", listener.local_addr()?.port());
    let page = "x".repeat(bytes);
    let answer = move || {
        let page = page.clone();
        async move { axum::response::Html(page) }
    };
    let app = axum::Router::new().fallback(axum::routing::get(answer));
    runtime.spawn(async move { axum::serve(listener, app).await });
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
