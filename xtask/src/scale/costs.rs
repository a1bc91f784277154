//! `cargo xtask scale`: what one notebook costs, in bytes on the disk, milliseconds, and memory while it is open. The
//! tables of docs/scaling.md are what this prints.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use hearken_core::{
    Notebook as Opened, Revision,
    journal::{self as journal_of, Writing},
};
use hearken_seal::Passphrase;
use hearken_store::SqliteStore;
use hearken_vault::Store;
use tokio::runtime::Runtime;

use super::{
    browser::Browser,
    database::{Database, Kind},
    hour, in_release, ms, p50,
    people::{self, Somebody, keeper},
    process, release_binary,
};
use crate::{
    Result, journal,
    product::{Notebook, said},
    summary::Outcome,
    tools::debug_binary,
};

/// What the invented notebook of `hearken demo` is opened with.
const DEMO: &str = "look around";
const ENTRY_BYTES: usize = 2_048;
/// Times that something is done to see how long it takes.
const TIMES: usize = 20;
const DAY: f64 = 86_400.0;

/// What somebody has written.
struct Has {
    what: String,
    people: usize,
    revisions: Vec<Revision>,
}

/// Measures and prints. True, because there is no budget to miss.
pub(crate) fn costs(short: bool) -> Result<bool> {
    if !short && cfg!(debug_assertions) {
        return Ok(matches!(in_release(&["scale"])?, Outcome::Held(_)));
    }
    let binary = if short { debug_binary() } else { release_binary()? };
    let (people, entries) = if short { (4, 50) } else { (200, 1_000) };
    let runtime = Runtime::new()?;
    let scratch = tempfile::TempDir::with_prefix("hearken-scale-")?;
    let year = a_year(&runtime, &binary, &scratch.path().join("demo"), people)?;
    let of_entries = |many, people| Has {
        what: format!("{many} × 2 KB"),
        people,
        revisions: people::entries(&journal::entries(many, ENTRY_BYTES, 1), 1),
    };
    let nothing = Has { what: "one part, nothing else".to_owned(), people, revisions: Vec::new() };
    let all = [nothing, of_entries(1, people), year, of_entries(entries, people.div_ceil(10))];
    for kind in [Kind::Sqlite, Kind::Postgres] {
        println!("\n{}\n", kind.name());
        println!(
            "| each has | rows | bytes stored | memory while open | open | add an entry | journal page |"
        );
        println!("|---|---|---|---|---|---|---|");
        for (number, has) in all.iter().enumerate() {
            let folder = scratch.path().join(format!("{}-{number}", kind.name()));
            measure(&runtime, &binary, kind, &folder, has)?;
        }
    }
    Ok(true)
}

/// The invented notebook: as many revisions a day as it has, for a year.
fn a_year(runtime: &Runtime, binary: &Path, folder: &Path, people: usize) -> Result<Has> {
    let made = std::process::Command::new(binary).arg("demo").arg("--data").arg(folder).output()?;
    if !made.status.success() {
        return Err(said(&made).into());
    }
    let store: Arc<dyn Store> = Arc::new(SqliteStore::open(folder)?);
    let opened = runtime.block_on(keeper(&store, 0).unlock(&Passphrase::new(DEMO)));
    let (_, session) = opened.map_err(|fault| format!("the demo: {fault:?}"))?;
    let notebook = session.vault().read();
    let mut revisions: Vec<_> = notebook.records().flat_map(|id| notebook.history(id).to_vec()).collect();
    revisions.sort_by_key(|revision| (revision.saved, revision.rev));
    let day = |revision: &Revision| revision.saved.as_millis() as f64 / 1_000.0 / DAY;
    let days = revisions.first().zip(revisions.last()).map_or(0.0, |(first, last)| day(last) - day(first));
    println!(
        "the invented notebook: {} revisions of {} records in {days:.0} days",
        revisions.len(),
        notebook.records().count()
    );
    let what = format!("the invented notebook ({days:.0} days)");
    Ok(Has { what, people, revisions })
}

fn measure(runtime: &Runtime, binary: &Path, kind: Kind, folder: &Path, has: &Has) -> Result {
    let database = Database::new(kind, folder.to_owned())?;
    let store = database.store(runtime)?;
    // The first is made apart, so that what a database takes that has nobody in it is left out.
    let first = runtime.block_on(people::make(&store, 1, |_| Vec::new()));
    drop(store);
    let (before, rows_before) = (first.and_then(|_| database.bytes())?, database.rows()?);
    let store = database.store(runtime)?;
    let everybody = runtime.block_on(people::make_more(&store, 1, has.people, |_| has.revisions.clone()))?;
    drop(store);
    let many = has.people as f64;
    let each = (database.bytes()? - before) as f64 / many;
    let rows = (database.rows()? - rows_before) as f64 / many;
    let [opens, adds] = runtime.block_on(times(&database.store(runtime)?, &everybody))?;
    let notebook = Notebook::at(binary, folder)?;
    let (memory, page) = served(runtime, &notebook, &database, &everybody)?;
    println!(
        "| {} | {rows:.1} | {each:.0} | {:.0} KB | {:.2} ms | {:.2} ms | {:.2} ms |",
        has.what,
        memory * 1_000.0,
        ms(opens),
        ms(adds),
        ms(page)
    );
    Ok(())
}

/// How long it takes to open a notebook by its session, and to add an entry.
async fn times(store: &Arc<dyn Store>, people: &[Somebody]) -> Result<[Duration; 2]> {
    let (mut opens, mut adds) = (Vec::new(), Vec::new());
    for person in people.iter().cycle().take(TIMES) {
        let keeper = keeper(store, 0);
        let begun = Instant::now();
        let session = keeper.session(&person.cookie).await?.ok_or("a session was ended")?;
        opens.push(begun.elapsed());
        let (record, when) = (keeper.new_record_id(), hearken_core::When::new(keeper.now(), 0));
        let writing = Writing {
            record,
            base: 0,
            settles: Vec::new(),
            title: String::new(),
            body: "A few words.".to_owned(),
            when,
            parts: Vec::new(),
            starred: false,
        };
        let begun = Instant::now();
        let add = move |notebook: &Opened| Ok(vec![journal_of::keep(notebook, writing)?]);
        session.vault().write(add, Vec::new()).await.map_err(|fault| format!("adding: {fault:?}"))?;
        adds.push(begun.elapsed());
    }
    Ok([p50(&mut opens), p50(&mut adds)])
}

/// MB that an open notebook takes in the server, and how long a page takes, there and back.
fn served(
    runtime: &Runtime,
    notebook: &Notebook,
    database: &Database,
    people: &[Somebody],
) -> Result<(f64, Duration)> {
    // What was written last may still hold the folder a moment.
    process::settle();
    let server = database.serve(notebook, &["--notebook-memory", "12000"], None)?;
    // What everybody's pages share is there before anybody is counted.
    let stranger = async { Browser::new(server.port(), None).await?.get("/unlock").await };
    runtime.block_on(stranger)?;
    let (first, rest) = people.split_first().ok_or("nobody is there")?;
    let (mut browsers, _) = runtime.block_on(hour::arrive(server.port(), std::slice::from_ref(first)))?;
    let before = process::resident(server.pid())?;
    drop(runtime.block_on(hour::arrive(server.port(), rest))?);
    process::settle();
    let memory = (process::resident(server.pid())? - before) / rest.len().max(1) as f64;
    let browser = browsers.first_mut().ok_or("nobody has arrived")?;
    let mut pages = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        hour::shown(&runtime.block_on(browser.get("/journal"))?, "the journal", None)?;
        pages.push(begun.elapsed());
    }
    server.kill()?;
    Ok((memory, p50(&mut pages)))
}
