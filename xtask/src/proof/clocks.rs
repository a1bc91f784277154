//! T14: the wall clock of a running server is set back and forth. Nobody is locked out or kept in by it, nothing is out
//! of order, and every entry says what the wall showed where it was written, over the hours that zones skip or repeat.
//!
//! How long sessions and waits last while the clock jumps is walked through in `crates/store/tests/clocks.rs`, where a
//! steady clock can be moved as well; the zones one by one in `crates/hearken/src/clock.rs`.

use std::{ffi::OsStr, fs, path::Path, process::Command};

use super::{Lab, by_tests::Tests, control_must_fail};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server, body, http::Client, said, test_word, write_entry},
    summary::Outcome,
    tools::{listen, need_program},
};

const WALKS: Tests = Tests {
    package: "hearken-store",
    named: &["clocks::", "conformance::sqlite::waiting::", "conformance::sqlite::sessions::"],
    least: 17,
};
const ZONES_IN_PROCESS: Tests = Tests { package: "hearken", named: &["clock::"], least: 2 };

/// The library that stands between a program and the time, as `faketime` itself names it.
const SHIM: &str = "/usr/$LIB/faketime/libfaketimeMT.so.1";
/// 2026-06-15 12:00, UTC.
const NOON: i64 = 1_781_524_800;
const DAY: i64 = 86_400;

/// Each zone, and the second in which its wall clock goes forward or back.
const CHANGES: [(&str, i64); 12] = [
    ("Australia/Lord_Howe", 1_791_041_400),
    ("Australia/Lord_Howe", 1_775_314_800),
    ("Pacific/Apia", 1_325_239_200),
    ("Pacific/Apia", 1_316_872_800),
    ("Europe/Berlin", 1_774_746_000),
    ("Europe/Berlin", 1_792_890_000),
    ("Europe/Dublin", 1_774_746_000),
    ("Europe/Dublin", 1_792_890_000),
    ("America/New_York", 1_772_953_200),
    ("America/New_York", 1_793_512_800),
    ("America/St_Johns", 1_772_947_800),
    ("America/St_Johns", 1_793_507_400),
];

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    need_program("faketime", &["faketime"])?;
    need_program("unzip", &["unzip"])?;
    let held = if lab.is_short() {
        String::new()
    } else {
        format!("{}; {}; ", WALKS.hold(lab)?, ZONES_IN_PROCESS.hold(lab)?)
    };
    let jumps = while_running(lab)?;
    let changes = &CHANGES[..lab.rounds(4, CHANGES.len())];
    let notebook = lab.notebook()?;
    for (number, (zone, second)) in changes.iter().enumerate() {
        for (side, at) in [second - 60, *second].into_iter().enumerate() {
            note_at(&notebook, zone, at, &test_word(number * 2 + side))?;
        }
    }
    let twins = twins(lab, &notebook)?;
    let shown = shown_right(&twins, changes, 0)?;
    // The control: entries that are said to have been written a minute later than they were.
    let noticed = control_must_fail("a minute too late", shown_right(&twins, changes, 60).map(|_| ()))?;
    Ok(Outcome::Held(format!(
        "{held}{jumps} jumps under a running server, {shown} times right; control: {noticed}"
    )))
}

/// A server whose clock is set while somebody writes: the session stays, every word is kept, in order.
fn while_running(lab: &Lab) -> Result<usize> {
    let (notebook, time) = (lab.notebook()?, lab.fresh("time"));
    set(&time, NOON)?;
    let environment = faked(&time);
    let server = Server::start_in(&notebook, &[], &environment, None)?;
    let mut client = server.unlocked(&notebook)?;
    let (mut numbers, mut words) = (Numbers::from_seed(14), Vec::new());
    let jumps =
        [NOON, NOON - DAY, NOON + 3_653 * DAY, 0, NOON + 1, NOON, NOON - 12 * 3_600, NOON + 12 * 3_600];
    let changes = CHANGES.iter().flat_map(|(_, second)| [second - 1, *second, second - 1]);
    for at in jumps.into_iter().chain(changes) {
        set(&time, at)?;
        let word = test_word(words.len());
        stays(&mut client, &mut numbers, &word).map_err(|fault| format!("at {at}: {fault}"))?;
        words.push(word);
    }
    server.kill()?;
    notebook.survey()?.check(&words, &words)?;
    over_after_restart(&notebook, &time, &client)?;
    Ok(words.len())
}

fn stays(client: &mut Client, numbers: &mut Numbers, word: &str) -> Result {
    let (written, read) = (write_entry(client, numbers, word)?, client.get("/journal")?.status);
    if (written, read) == (303, 200) {
        Ok(())
    } else {
        Err(format!("writing was answered with {written}, reading with {read}").into())
    }
}

/// After a restart there is only the wall to go by. A day earlier or ten years later, nobody is still unlocked, and
/// the passphrase opens as ever.
fn over_after_restart(notebook: &Notebook, time: &Path, client: &Client) -> Result {
    for at in [NOON - DAY, NOON + 3_653 * DAY] {
        set(time, at)?;
        let server = Server::start_in(notebook, &[], &faked(time), None)?;
        let (old, fresh) =
            (client.at_port(server.port()).get("/journal")?.status, server.unlocked(notebook)?);
        if old == 200 {
            return Err(format!("still unlocked after a restart at {at}").into());
        }
        if fresh.twin().get("/journal")?.status != 200 {
            return Err(format!("not to be unlocked at {at}").into());
        }
    }
    Ok(())
}

fn set(time: &Path, at: i64) -> Result {
    let fresh = time.with_extension("fresh");
    let date = listen(Command::new("date").env("TZ", "UTC").args(["-d", &format!("@{at}"), "+%F %T"]))?;
    fs::write(&fresh, date.stdout)?;
    Ok(fs::rename(fresh, time)?)
}

/// The wall clock comes from the file, read anew each time; the steady one is left alone.
fn faked(time: &Path) -> [(&'static str, &OsStr); 5] {
    [
        ("LD_PRELOAD", OsStr::new(SHIM)),
        ("FAKETIME_TIMESTAMP_FILE", time.as_os_str()),
        ("FAKETIME_NO_CACHE", OsStr::new("1")),
        ("FAKETIME_DONT_FAKE_MONOTONIC", OsStr::new("1")),
        ("TZ", OsStr::new("UTC")),
    ]
}

/// Writes one entry with the command line, in that zone and at that second.
fn note_at(notebook: &Notebook, zone: &str, at: i64, word: &str) -> Result {
    let mut command = notebook.prepare("note", &[&body(word)]);
    // The fake library reads its time in the zone of the program, so it is given as a distance from now.
    let now = listen(Command::new("date").arg("+%s"))?;
    let now: i64 = String::from_utf8_lossy(&now.stdout).trim().parse()?;
    let away = format!("{:+}", at - now);
    command
        .env("LD_PRELOAD", SHIM)
        .env("FAKETIME", away)
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("TZ", zone);
    let output = listen(&mut command)?;
    if output.status.success() { Ok(()) } else { Err(format!("note in {zone}: {}", said(&output)).into()) }
}

/// Every entry as a reader of Markdown has it.
fn twins(lab: &Lab, notebook: &Notebook) -> Result<Vec<String>> {
    let zip = lab.fresh("archive").with_extension("zip");
    let output = notebook.command("export", &[&zip.to_string_lossy()])?;
    if !output.status.success() {
        return Err(format!("export: {}", said(&output)).into());
    }
    let text = listen(Command::new("unzip").arg("-p").arg(&zip).arg("journal/*"))?;
    Ok(String::from_utf8(text.stdout)?.split("---\nid: ").map(str::to_owned).collect())
}

/// Holds when every entry shows the minute, the offset and the zone that `date` shows for it.
fn shown_right(twins: &[String], changes: &[(&str, i64)], late: i64) -> Result<usize> {
    for (number, (zone, second)) in changes.iter().enumerate() {
        for (side, at) in [second - 60, *second].into_iter().enumerate() {
            let word = test_word(number * 2 + side);
            let twin = twins.iter().find(|twin| twin.contains(&word)).ok_or("an entry is not in the zip")?;
            let format = "+%Y-%m-%dT%H:%M";
            let minute = date(zone, at + late, format)?;
            let offset = date(zone, at + late, "+%:z")?;
            let line = twin.lines().find_map(|line| line.strip_prefix("date: ")).unwrap_or("");
            let right = line.contains(&minute) && line.contains(&format!("{offset}\""));
            if !right || !twin.contains(&format!("zone: \"{zone}\"")) {
                return Err(format!("{zone} at {at}: {line} and not {minute} … {offset}").into());
            }
        }
    }
    Ok(changes.len() * 2)
}

/// What another program shows for that second in that zone.
fn date(zone: &str, at: i64, format: &str) -> Result<String> {
    let output = listen(Command::new("date").env("TZ", zone).args(["-d", &format!("@{at}"), format]))?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
