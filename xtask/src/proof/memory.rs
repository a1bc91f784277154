//! T26: after locking, neither the passphrase nor a word of the notebook is left in the process's memory.

use std::{fs, path::Path, process::Command, thread, time::Duration};

use super::{Lab, canaries::encodings, control_must_fail};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server, test_word, write_entry},
    summary::Outcome,
    tools::{listen, need_program},
};

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
    let answer = client.post("/lock", &[])?;
    if !answer.is_yes() {
        return Err(format!("locking answered {}", answer.status).into());
    }
    client.hang_up();
    thread::sleep(Duration::from_secs(1));
    absent(lab, &server, notebook.passphrase(), "the passphrase, a second after locking,")?;
    thread::sleep(TEXT_GONE);
    absent(lab, &server, &word, "the word, five seconds after locking,")?;
    no_core_dumps(&server)?;
    still_opens(&server, &notebook)?;
    Ok(Outcome::Held(format!("passphrase and text gone after locking; control: {noticed}")))
}

/// Dumps the process and holds when the secret is nowhere in it, in any of the forms it may have had.
fn absent(lab: &Lab, server: &Server, secret: &str, what: &str) -> Result {
    let prefix = lab.fresh("memory");
    let output =
        listen(Command::new("gcore").arg("-a").arg("-o").arg(&prefix).arg(server.pid().to_string()))?;
    let dump = prefix.with_extension(server.pid().to_string());
    if !Path::new(&dump).exists() {
        return Err(format!("gcore made no dump: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let memory = fs::read(&dump)?;
    fs::remove_file(&dump)?;
    let found: Vec<_> = encodings(secret)
        .into_iter()
        .filter(|(_, bytes)| memchr::memmem::find(&memory, bytes).is_some())
        .map(|(name, bytes)| format!("{} × {name}", memchr::memmem::find_iter(&memory, &bytes).count()))
        .collect();
    if found.is_empty() { Ok(()) } else { Err(format!("{what} is in memory: {}", found.join(", ")).into()) }
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
