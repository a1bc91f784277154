//! T26: after locking, neither the passphrase nor a key nor a word of the notebook is left in the process's memory.
//!
//! No key can be had from the program or its crates, so the dump is handed to a test of `hearken-seal`, which makes the
//! keys anew from what lies on the disk and the passphrase, and looks for them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::Duration,
};

use rusqlite::Connection;

use super::{Lab, by_tests::Tests, canaries::encodings, control_must_fail, rollback::database_of};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server, test_word, write_entry},
    summary::Outcome,
    tools::{listen, need_program},
};

/// The search for keys, and what proves that it finds them.
const KEYS: Tests = Tests { package: "hearken-seal", named: &["left_over::"], least: 2 };

/// The passphrase must be gone within one second of locking, the text within five.
const TEXT_GONE: Duration = Duration::from_secs(5);

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    need_program("gdb", &["gdb"])?;
    let notebook = lab.notebook()?;
    let (word, mut numbers) = (test_word(11), Numbers::from_seed(8));
    let server = Server::start(&notebook)?;
    let mut client = server.unlocked(&notebook)?;
    if write_entry(&mut client, &mut numbers, &word)? != 303
        || !client.get("/journal")?.text().contains(&word)
    {
        return Err("the word could not be written and read back".into());
    }
    // The control: while the notebook is open its text is in memory, so a search that finds nothing here is blind.
    let noticed = control_must_fail("an open notebook", absent(lab, &server, &word, "the word"))?;
    let keys = control_must_fail("an open notebook's keys", no_keys(lab, &server, &notebook))?;
    // Looking for keys may have to build their test first, and no connection may rest for so long.
    client.hang_up();
    let answer = client.post("/lock", &[])?;
    if !answer.is_yes() {
        return Err(format!("locking answered {}", answer.status).into());
    }
    client.hang_up();
    thread::sleep(Duration::from_secs(1));
    absent(lab, &server, notebook.passphrase(), "the passphrase, a second after locking,")?;
    no_keys(lab, &server, &notebook).map_err(|found| format!("a second after locking: {found}"))?;
    thread::sleep(TEXT_GONE);
    absent(lab, &server, &word, "the word, five seconds after locking,")?;
    no_core_dumps(&server)?;
    still_opens(&server, &notebook)?;
    Ok(Outcome::Held(format!("passphrase, keys and text gone after locking; control: {noticed}; {keys}")))
}

/// Holds when the secret is nowhere in the process's memory, in any of the forms it may have had.
fn absent(lab: &Lab, server: &Server, secret: &str, what: &str) -> Result {
    let dump = dump(lab, server)?;
    let memory = fs::read(&dump)?;
    fs::remove_file(&dump)?;
    let found: Vec<_> = encodings(secret)
        .into_iter()
        .filter(|(_, bytes)| memchr::memmem::find(&memory, bytes).is_some())
        .map(|(name, bytes)| format!("{} × {name}", memchr::memmem::find_iter(&memory, &bytes).count()))
        .collect();
    if found.is_empty() { Ok(()) } else { Err(format!("{what} is in memory: {}", found.join(", ")).into()) }
}

/// The process's memory, as a file.
fn dump(lab: &Lab, server: &Server) -> Result<PathBuf> {
    let prefix = lab.fresh("memory");
    let output =
        listen(Command::new("gcore").arg("-a").arg("-o").arg(&prefix).arg(server.pid().to_string()))?;
    let dump = prefix.with_extension(server.pid().to_string());
    if Path::new(&dump).exists() {
        Ok(dump)
    } else {
        Err(format!("gcore made no dump: {}", String::from_utf8_lossy(&output.stderr)).into())
    }
}

/// Holds when no key on the way from the passphrase to the entries is in the process's memory.
fn no_keys(lab: &Lab, server: &Server, notebook: &Notebook) -> Result {
    let (dump, case) = (dump(lab, server)?, lab.fresh("case"));
    fs::write(&case, facts(notebook, &dump)?)?;
    let (passed, said) = KEYS.run(&[("HEARKEN_LEFT_OVER", &case.to_string_lossy())])?;
    fs::remove_file(&dump)?;
    if passed {
        return Ok(());
    }
    let found = said.lines().find_map(|line| line.trim().strip_prefix("left over: "));
    Err(found.map_or_else(|| format!("the keys could not be looked for: {said}"), str::to_owned).into())
}

/// What the test needs to make the keys: a name and its bytes on each line.
fn facts(notebook: &Notebook, dump: &Path) -> Result<String> {
    let database = Connection::open(notebook.folder().join(database_of(notebook)?))?;
    let select = "SELECT hex(a.account_id), hex(a.notebook_id), m.epoch, hex(u.sealed), hex(m.wrapped), hex(m.commitment)
                  FROM accounts a JOIN unlockers u USING (account_id) JOIN members m USING (account_id)
                  WHERE u.way = 1";
    let [account, vault, epoch, unlocker, wrapped, commitment] = database.query_row(select, [], |row| {
        let text = |at| row.get::<_, String>(at);
        Ok([text(0)?, text(1)?, row.get::<_, u32>(2)?.to_string(), text(3)?, text(4)?, text(5)?])
    })?;
    let passphrase: String = notebook.passphrase().bytes().map(|byte| format!("{byte:02x}")).collect();
    Ok(format!(
        "account {account}\nvault {vault}\nepoch {epoch}\nunlocker {unlocker}\nwrapped {wrapped}\n\
         commitment {commitment}\npassphrase {passphrase}\ndump {}\n",
        dump.display()
    ))
}

/// The process may not leave a core file behind when it dies.
fn no_core_dumps(server: &Server) -> Result {
    let limits = fs::read_to_string(format!("/proc/{}/limits", server.pid()))?;
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap_or("");
    if core.split_whitespace().nth(4) == Some("0") {
        Ok(())
    } else {
        Err(format!("core dumps are on: {core}").into())
    }
}

fn still_opens(server: &Server, notebook: &Notebook) -> Result {
    let open = server.unlocked(notebook)?.get("/journal")?.status;
    if open == 200 { Ok(()) } else { Err(format!("after locking, unlocking led to {open}").into()) }
}
