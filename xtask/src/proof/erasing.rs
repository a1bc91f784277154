//! T45: an entry, a part and a run are erased, in a notebook with many others. Not a stretch of their sealed bytes is
//! left in any file, free pages, log and later backups included; what remains says that it was done on purpose.

use std::{
    fs,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::{Lab, archive, control_must_fail, rollback::database_of};
use crate::{
    Result,
    journal::{self, Numbers},
    product::{Notebook, Server, entry_form, http::Client, record_id, said, test_word},
    summary::Outcome,
    tools::files_below,
};

/// The longest that erasing may take.
const SOON: Duration = Duration::from_secs(60);
/// A stretch this long is no accident.
const STRETCH: usize = 16;

/// One record that is to go.
struct Going {
    what: &'static str,
    address: String,
    sealed: Vec<Vec<u8>>,
}

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let (notebook, many) = (lab.notebook()?, lab.rounds(60, 10_000));
    let server = Server::start(&notebook)?;
    let mut client = server.unlocked(&notebook)?;
    let mut numbers = Numbers::from_seed(45);
    let going = write(&mut client, &notebook, &mut numbers, many)?;
    let (before, backup) = (lab.fresh("before"), lab.fresh("after"));
    back_up(&notebook, &before)?;
    let copy = lab.copy_of(&notebook)?;
    let mut longest = Duration::ZERO;
    for record in &going {
        longest = longest.max(erase(&mut client, record)?);
        nowhere(&notebook, record)?;
    }
    server.kill()?;
    let verify = notebook.command("verify", &[])?;
    if !verify.status.success() {
        return Err(format!("after erasing, `verify` is not content: {}", said(&verify)).into());
    }
    back_up(&notebook, &backup)?;
    for record in &going {
        nowhere(&notebook, record)?;
        absent(&record.sealed, &[("a later backup".to_owned(), fs::read(&backup)?)])?;
    }
    receipt(lab, &notebook, going.len())?;
    let noticed = controls(&copy, &going[0], &before)?;
    Ok(Outcome::Held(format!(
        "{} records of {many}, each gone within {longest:.1?}, found in no file; control: {noticed}",
        going.len()
    )))
}

/// Fills the notebook, with the records that are to go somewhere in the middle, each edited at least once.
fn write(client: &mut Client, notebook: &Notebook, numbers: &mut Numbers, many: usize) -> Result<Vec<Going>> {
    let mut going = Vec::new();
    for (at, entry) in journal::entries(many, 1_500, 45).iter().enumerate() {
        let record = record_id(numbers);
        kept(client.post("/journal", &entry_form(&record, &entry.body))?.status, "an entry")?;
        if at == many / 2 {
            going.push(edited_entry(client, notebook, &record)?);
            going.push(part(client, notebook)?);
            going.push(run(client, notebook)?);
        }
    }
    Ok(going)
}

fn kept(status: u16, what: &str) -> Result {
    if status == 303 { Ok(()) } else { Err(format!("{what} was answered with {status}").into()) }
}

fn edited_entry(client: &mut Client, notebook: &Notebook, record: &str) -> Result<Going> {
    for base in ["1", "2"] {
        let body = format!("{} {}", test_word(45), "and at some length ".repeat(400));
        let mut fields = entry_form(record, &body);
        fields[1].1 = base;
        kept(client.post("/journal", &fields)?.status, "an edit")?;
    }
    Going::of(notebook, "an entry", &format!("/journal/{record}"), 3)
}

/// A part, through whatever fields its form has.
fn part(client: &mut Client, notebook: &Notebook) -> Result<Going> {
    let address = fill_in(client, "/parts/new", "/parts")?;
    Going::of(notebook, "a part", &address, 1)
}

/// A run of an exercise, just begun.
fn run(client: &mut Client, notebook: &Notebook) -> Result<Going> {
    let address = fill_in(client, "/exercises/about/meet-a-protector", "/exercises")?;
    Going::of(notebook, "a run", &address, 1)
}

/// Sends the form on `page` that goes to `action`, a word in each field, and gives the address of what was made.
fn fill_in(client: &mut Client, page: &str, action: &str) -> Result<String> {
    let text = client.get(page)?.text();
    let form = super::forms::forms(&text).into_iter().find(|form| form.action == action);
    let form = form.ok_or_else(|| format!("{page} has no form to {action}"))?;
    let word = test_word(46);
    let fields: Vec<(&str, &str)> = form
        .fields
        .iter()
        .map(|field| (field.name.as_str(), if field.is_typed { word.as_str() } else { field.value.as_str() }))
        .collect();
    let answer = client.post(action, &fields)?;
    kept(answer.status, action)?;
    let location = answer.header("location").ok_or("nothing was made")?;
    let id = location.split(['/', '?', '#']).nth(2).ok_or_else(|| format!("no id in {location}"))?;
    Ok(format!("{action}/{id}"))
}

impl Going {
    /// A record with the sealed bytes of all its revisions, which must be in the files now.
    fn of(notebook: &Notebook, what: &'static str, address: &str, least: usize) -> Result<Self> {
        let id = address.rsplit('/').next().unwrap_or("").replace('-', "");
        let database = Connection::open(notebook.folder().join(database_of(notebook)?))?;
        let mut select = database
            .prepare("SELECT sealed FROM entries WHERE hex(record_id) = upper(?) AND sealed IS NOT NULL")?;
        let sealed: Vec<Vec<u8>> =
            select.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if sealed.len() < least {
            return Err(format!("{what} at {address} has {} revisions", sealed.len()).into());
        }
        let record = Self { what, address: address.to_owned(), sealed };
        control_must_fail("what is there now", nowhere(notebook, &record))?;
        Ok(record)
    }
}

fn erase(client: &mut Client, record: &Going) -> Result<Duration> {
    let begun = Instant::now();
    let answer = client.post(&format!("{}/erase", record.address), &[])?;
    let took = begun.elapsed();
    kept(answer.status, record.what)?;
    if took > SOON {
        return Err(format!("erasing {} took {took:?}", record.what).into());
    }
    match client.get(&record.address)?.status {
        404 => Ok(took),
        other => Err(format!("{} is answered with {other} after it was erased", record.what).into()),
    }
}

fn nowhere(notebook: &Notebook, record: &Going) -> Result {
    let read = |path: std::path::PathBuf| Ok((path.display().to_string(), fs::read(path)?));
    let files = files_below(notebook.folder())?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    absent(&record.sealed, &files).map_err(|fault| format!("{}: {fault}", record.what).into())
}

/// Holds when no stretch of any of the sealed bytes is in any of the files.
fn absent(sealed: &[Vec<u8>], files: &[(String, Vec<u8>)]) -> Result {
    for (name, bytes) in files {
        let stretches = sealed.iter().flat_map(|bytes| bytes.chunks_exact(STRETCH));
        let found = stretches.filter(|stretch| memchr::memmem::find(bytes, stretch).is_some()).count();
        if found > 0 {
            return Err(format!("{found} stretches of it are in {name}").into());
        }
    }
    Ok(())
}

/// Whoever takes the notebook out finds, in its own kind, that something was erased and when.
fn receipt(lab: &Lab, notebook: &Notebook, erased: usize) -> Result {
    let zip = lab.fresh("archive").with_extension("zip");
    let output = notebook.command("export", &[&zip.to_string_lossy()])?;
    if !output.status.success() {
        return Err(format!("export: {}", said(&output)).into());
    }
    let records = archive::of_kind(&archive::notebook_json(&zip)?, "erasure");
    if records == erased {
        Ok(())
    } else {
        Err(format!("{records} of {erased} erasures are in the archive").into())
    }
}

fn back_up(notebook: &Notebook, file: &std::path::Path) -> Result {
    let output = notebook.command("backup", &[&file.to_string_lossy()])?;
    if output.status.success() { Ok(()) } else { Err(format!("backup: {}", said(&output)).into()) }
}

/// A backup from before still holds it, and so does a file from which it was only deleted.
fn controls(copy: &Notebook, record: &Going, before: &std::path::Path) -> Result<String> {
    let old = [("the backup from before".to_owned(), fs::read(before)?)];
    let noticed = control_must_fail("a backup from before", absent(&record.sealed, &old))?;
    let database = Connection::open(copy.folder().join(database_of(copy)?))?;
    let id = record.address.rsplit('/').next().unwrap_or("").replace('-', "");
    database.execute_batch("PRAGMA secure_delete = OFF; PRAGMA wal_autocheckpoint = 0;")?;
    database.execute("UPDATE entries SET sealed = NULL WHERE hex(record_id) = upper(?)", [id])?;
    database.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    drop(database);
    control_must_fail("deleted without overwriting", nowhere(copy, record))?;
    Ok(noticed)
}
