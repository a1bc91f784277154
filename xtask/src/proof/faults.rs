//! T04: the Nth write or sync fails, with an input/output error or with "no space left". The client is never told
//! "saved" for a word that is not.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use super::{Lab, control_must_fail};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server, test_word, write_entry},
    summary::Outcome,
    tools::need_program,
};

const CALLS: [&str; 3] = ["pwrite64", "fdatasync", "fsync"];
const ERRORS: [&str; 2] = ["EIO", "ENOSPC"];
/// More changes than one save can make.
const TOO_MANY: usize = 60;

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    need_program("strace", &["strace"])?;
    let (mut faults, mut refused) = (0, 0);
    for call in CALLS {
        for error in ERRORS {
            for number in 1..TOO_MANY {
                let what = format!("{call} number {number}: {error}");
                let inject = format!("inject={call}:error={error}:when={number}");
                let case = Case::run(lab, call, &inject).map_err(|fault| format!("{what}: {fault}"))?;
                if !case.injected {
                    break;
                }
                case.check().map_err(|fault| format!("{what}: {fault}"))?;
                faults += 1;
                refused += usize::from(!case.said_yes);
            }
        }
    }
    if refused < 3 {
        return Err(
            format!("of {faults} faults only {refused} were noticed: they did not hit the save").into()
        );
    }
    // Every write claims to have been made, and none is.
    let lie = Case::run(lab, "pwrite64", "inject=pwrite64:retval=4096")?;
    let noticed = control_must_fail("writes that are thrown away", lie.check())?;
    let noticed = noticed.lines().next().unwrap_or("").to_owned();
    Ok(Outcome::Held(format!("{faults} faults, {refused} refused, no false \"saved\"; control: {noticed}")))
}

/// One save with one fault, and what is there after a restart.
struct Case {
    notebook: Notebook,
    injected: bool,
    said_yes: bool,
    before: String,
    during: String,
}

impl Case {
    fn run(lab: &Lab, call: &str, inject: &str) -> Result<Self> {
        let (before, during) = (test_word(1), test_word(2));
        let (notebook, mut numbers) = (lab.notebook()?, Numbers::from_seed(4));
        let server = Server::start(&notebook)?;
        let mut client = server.unlocked(&notebook)?;
        if write_entry(&mut client, &mut numbers, &before)? != 303 {
            return Err("a save without any fault was refused".into());
        }
        let log = lab.fresh("faults");
        let mut tracer = attach(&server, call, inject, &log)?;
        let answer = write_entry(&mut client, &mut numbers, &during);
        let said_yes = answer.is_ok_and(|status| (200..400).contains(&status));
        server.kill()?;
        tracer.wait()?;
        let injected = fs::read_to_string(&log)?.contains("(INJECTED)");
        Ok(Self { notebook, injected, said_yes, before, during })
    }

    /// Holds when nothing that was acknowledged is lost.
    fn check(&self) -> Result {
        let mut acknowledged = vec![self.before.clone()];
        acknowledged.extend(self.said_yes.then(|| self.during.clone()));
        self.notebook.survey()?.check(&acknowledged, &[self.before.clone(), self.during.clone()])
    }
}

/// Attaches the tracer to every thread of the server and waits until it holds them.
fn attach(server: &Server, call: &str, inject: &str, log: &Path) -> Result<Child> {
    let chatter = log.with_extension("chatter");
    let tracer = Command::new("strace")
        .args(["-f", "-p", &server.pid().to_string(), "-e", &format!("trace={call}"), "-e", inject, "-o"])
        .arg(log)
        .stdin(Stdio::null())
        .stderr(fs::File::create(&chatter)?)
        .spawn()?;
    let begun = Instant::now();
    while !fs::read_to_string(&chatter)?.contains("attached") {
        if begun.elapsed() > Duration::from_secs(10) {
            return Err("the tracer could not attach to the server".into());
        }
        thread::sleep(Duration::from_millis(10));
    }
    Ok(tracer)
}
