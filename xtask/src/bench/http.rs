//! What is measured through the real server: saving, pages, requests a second, memory, start, sizes.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{
    floors, guide,
    inside::{Full, PASSPHRASE},
    load,
    machine::{Resident, resident},
    map, measures, median, p99,
    table::Table,
    timed,
};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server, entry_form, http::Client, record_id},
};

const ONE_CLIENT_SAVES: usize = 400;
const CLIENTS: usize = 16;
const SAVES_EACH: usize = 250;
const CONNECTIONS: usize = 64;
/// Fortnights in five years.
pub(super) const FORTNIGHTS: usize = 130;
const LOAD: Duration = Duration::from_secs(5);

/// Measures the server on the full notebook.
pub(super) fn measure(table: &mut Table, binary: &Path, scratch: &TempDir, full: &Full) -> Result {
    let notebook = Notebook::at(binary, &full.folder)?;
    if notebook.passphrase() != PASSPHRASE {
        return Err("the bench and the test notebook differ in their passphrase".into());
    }
    start(table, &notebook)?;
    let empty = Notebook::at(binary, &full.folder.with_extension("empty"))?;
    let (idle, bare) = memory_without_text(&empty)?;
    held(table, "idle", idle, 20.0);
    let server = Server::start(&notebook)?;
    let mut client = server.unlocked(&notebook)?;
    pages(table, &mut client)?;
    course(table, &mut client)?;
    let open = resident(server.pid())?;
    held(table, "notebook open", open, 75.0);
    let text = full.text_bytes as f64 / 1_000_000.0;
    table.row("resident memory above idle, for each byte of text").at_most(
        (open.all - idle.all) / text,
        "×",
        2.5,
    );
    table.row("the same above an empty notebook, open").at_most((open.all - bare.all) / text, "×", 2.5);
    saves(table, &client, scratch.path(), &full.sample)?;
    rush(table, &server, &mut client)?;
    map::measure(table, &mut client)?;
    measures::results(table, &mut client)?;
    weights(table, binary, &mut client)?;
    server.kill()?;
    guide::put_beside(&full.folder)?;
    let server = Server::start(&notebook)?;
    guide::measure(table, &mut server.unlocked(&notebook)?)
}

/// Resident memory, and how much of it is in no file.
fn held(table: &mut Table, when: &str, memory: Resident, most: f64) {
    table.row(&format!("resident memory, {when}")).at_most(memory.all, "MB", most);
    table.row(&format!("of it in no file, {when}")).at_most(memory.own, "MB", most);
}

/// Resident memory of a server that shows its first page and has nothing open, and of one with an empty notebook open and
/// pages shown. What the second takes more is the program itself: code and content that came into use.
fn memory_without_text(empty: &Notebook) -> Result<(Resident, Resident)> {
    let server = Server::start(empty)?;
    server.stranger().get("/unlock")?;
    let idle = resident(server.pid())?;
    let mut client = server.unlocked(empty)?;
    pages(&mut Table::default(), &mut client)?;
    course(&mut Table::default(), &mut client)?;
    Ok((idle, resident(server.pid())?))
}

fn start(table: &mut Table, notebook: &Notebook) -> Result {
    let runs = timed(5, || {
        let server = Server::start(notebook)?;
        let page = server.stranger().get("/unlock")?;
        server.kill()?;
        if page.status == 200 { Ok(()) } else { Err(format!("the first page is {}", page.status).into()) }
    })?;
    table.row("start to first page").took(median(runs), Duration::from_millis(150));
    Ok(())
}

/// Seen from a client on the same machine, so a little more than server time.
fn pages(table: &mut Table, client: &mut Client) -> Result {
    for (name, path) in [("Today", "/"), ("journal", "/journal"), ("parts", "/parts")] {
        let mut runs = timed(60, || match client.get(path)?.status {
            200 => Ok(()),
            other => Err(format!("{path} is {other}").into()),
        })?;
        // The first few warm the caches.
        runs.drain(..10);
        table.row(&format!("{name} page, there and back")).took(median(runs), Duration::from_millis(1));
    }
    Ok(())
}

/// A part's readings over five years: four scales every fortnight, and a session every month.
fn course(table: &mut Table, client: &mut Client) -> Result {
    // Far from the seeds of the clients below: the same id would be taken for the same record.
    let mut numbers = Numbers::from_seed(1_000);
    let part = record_id(&mut numbers);
    let named = client.post("/parts", &[("record", &part), ("name", "The Planner"), ("role", "manager")])?;
    if named.status != 303 {
        return Err(format!("a part was answered with {}", named.status).into());
    }
    let names = ["guard", "trust", "closeness", "blended", "note"].map(|scale| format!("{scale}-{part}"));
    for fortnight in 0..FORTNIGHTS {
        let (record, day) = (record_id(&mut numbers), day_of(fortnight));
        let levels: [String; 4] = std::array::from_fn(|_| (numbers.next() % 11).to_string());
        let when = format!("{day}T18:00");
        let mut fields = vec![("record", record.as_str()), ("part", part.as_str()), ("when", when.as_str())];
        fields.extend(names.iter().map(String::as_str).zip(levels.iter().map(String::as_str).chain([""])));
        let kept = client.post("/check-in", &fields)?.status;
        let marked = !fortnight.is_multiple_of(2)
            || client.post("/marks", &[("kind", "session"), ("day", &day), ("name", "")])?.status == 303;
        if kept != 303 || !marked {
            return Err(format!("a check-in was answered with {kept}, or a mark was not kept").into());
        }
    }
    let path = format!("/parts/{part}/readings");
    let page = client.get(&path)?.text();
    if page.matches("<tr>").count() != FORTNIGHTS + 1 {
        return Err("the page of readings does not show them all".into());
    }
    let mut runs = timed(60, || match client.get(&path)?.status {
        200 => Ok(()),
        other => Err(format!("{path} is {other}").into()),
    })?;
    runs.drain(..10);
    let row = table.row("a part's readings, 5 years of fortnights, there and back");
    row.took(median(runs), Duration::from_millis(10));
    Ok(())
}

/// The days of fortnights from 2021 on, near enough: two in every four weeks of a month.
pub(super) fn day_of(fortnight: usize) -> String {
    let (month, day) = (fortnight / 2 % 12 + 1, if fortnight.is_multiple_of(2) { 1 } else { 15 });
    format!("{}-{month:02}-{day:02}", 2021 + fortnight / 24)
}

fn saves(table: &mut Table, client: &Client, folder: &Path, text: &str) -> Result {
    let floor = floors::one_sync(folder)?;
    let alone = Instant::now();
    let one = save_many(&mut client.twin(), 0, ONE_CLIENT_SAVES, text)?;
    let one_rate = ONE_CLIENT_SAVES as f64 / alone.elapsed().as_secs_f64();
    let row =
        table.row("add one entry through HTTP, p50").took(median(one.clone()), Duration::from_micros(700));
    row.above_floor(floor, 3.0);
    table.row("add one entry through HTTP, p99").took(p99(one), Duration::from_millis(20));
    let together = Instant::now();
    let all = thread::scope(|scope| -> Result<Vec<Duration>> {
        let clients: Vec<_> = (1..=CLIENTS as u64)
            .map(|seed| scope.spawn(move || save_many(&mut client.twin(), seed, SAVES_EACH, text)))
            .collect();
        let runs = clients.into_iter().map(|one| one.join().expect("a client does not panic"));
        Ok(runs.collect::<Result<Vec<_>>>()?.concat())
    })?;
    let rate = all.len() as f64 / together.elapsed().as_secs_f64();
    table
        .row("add entries, 16 clients (floor: one client)")
        .at_least(rate, "/s", 4_000.0)
        .part_of(one_rate, 2.0);
    table.row("add one entry, 16 clients, p99").took(p99(all), Duration::from_millis(20));
    Ok(())
}

fn save_many(client: &mut Client, seed: u64, many: usize, text: &str) -> Result<Vec<Duration>> {
    let mut numbers = Numbers::from_seed(seed);
    timed(many, || {
        let record = record_id(&mut numbers);
        match client.post("/journal", &entry_form(&record, text))?.status {
            303 => Ok(()),
            other => Err(format!("a save was answered with {other}").into()),
        }
    })
}

fn rush(table: &mut Table, server: &Server, client: &mut Client) -> Result {
    let page = client.get("/journal")?.body.len();
    let floor = floors::bare_server(page, CONNECTIONS, LOAD)?;
    let request = client.head("GET", "/journal", &[]);
    let begun = Instant::now();
    let answered = load::requests(server.port(), &request, CONNECTIONS, LOAD)?;
    let rate = answered as f64 / begun.elapsed().as_secs_f64();
    let row = table.row("journal page, 64 connections (floor: an empty server)");
    row.at_least(rate, "/s", 12_000.0).part_of(floor, 0.4);
    Ok(())
}

fn weights(table: &mut Table, binary: &Path, client: &mut Client) -> Result {
    let stripped = fs::metadata(binary)?.len() as f64 / 1_000_000.0;
    table.row("binary").at_most(stripped, "MB", 60.0);
    let page = client.get("/")?;
    let (mut all, mut scripts) = (compressed(&page.body)?, 0);
    let (mut to_load, mut loaded) = (named_assets(&page.text()), BTreeSet::new());
    while let Some(path) = to_load.pop() {
        if !loaded.insert(path.clone()) {
            continue;
        }
        let asset = client.get(&path)?;
        let weight = compressed(&asset.body)?;
        all += weight;
        if path.ends_with(".js") {
            scripts += weight;
            to_load.extend(imports(&path, &asset.text()));
        }
    }
    table.row("first load of Today, compressed").at_most(all as f64 / 1_000.0, "KB", 120.0);
    table.row("of it JavaScript").at_most(scripts as f64 / 1_000.0, "KB", 40.0);
    Ok(())
}

/// Style sheets, scripts and icons that a page names.
fn named_assets(page: &str) -> Vec<String> {
    page.split('"').filter(|value| value.starts_with("/assets/")).map(str::to_owned).collect()
}

/// The modules beside this one that a script imports.
fn imports(path: &str, script: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let names = script.split("from './").skip(1).filter_map(|after| after.split('\'').next());
    names.map(|name| format!("{folder}/{name}")).collect()
}

/// Bytes after gzip, as a proxy would send them.
fn compressed(bytes: &[u8]) -> Result<usize> {
    let folder = TempDir::new()?;
    let path = folder.path().join("page");
    fs::write(&path, bytes)?;
    let output = crate::tools::listen(Command::new("gzip").args(["-9", "-c"]).arg(&path))?;
    if output.status.success() { Ok(output.stdout.len()) } else { Err("gzip failed".into()) }
}
