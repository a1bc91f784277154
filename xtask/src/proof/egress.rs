//! T27: the program speaks to nobody but this machine: no connection, no datagram, no question to a name server.

use std::{ffi::OsStr, fs, path::Path, process::Command, thread, time::Duration};

use super::{Lab, canaries, control_must_fail};
use crate::{
    Result,
    product::{Notebook, Server, said},
    summary::Outcome,
    tools::{listen, need_program},
};

const CALLS: &str = "trace=connect,sendto,sendmsg,sendmmsg,socket,bind";

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let strace = need_program("strace", &["strace"])?;
    let notebook = lab.notebook()?;
    let log = lab.fresh("calls");
    let mut wrapper = vec![strace.as_os_str()];
    wrapper.extend(["-D", "-f", "-qq", "-e", CALLS, "-o"].map(OsStr::new));
    wrapper.push(log.as_os_str());
    let server = Server::start_in(&notebook, &wrapper, &[], None)?;
    let mut client = server.unlocked(&notebook)?;
    canaries::use_everything(&mut client)?;
    server.kill()?;
    for command in ["verify", "demo"] {
        traced(lab, &strace, &notebook, command, &log)?;
    }
    thread::sleep(Duration::from_millis(200));
    let calls = only_here(&log)?;
    let noticed = control_must_fail("a datagram socket pointed elsewhere", control(lab, &strace))?;
    Ok(Outcome::Held(format!("{calls} socket calls, all on this machine; control: {noticed}")))
}

/// Runs a command under the tracer, its calls added to the log.
fn traced(lab: &Lab, strace: &Path, notebook: &Notebook, command: &str, log: &Path) -> Result {
    let target = if command == "demo" { notebook.moved_to(&lab.fresh("demo")) } else { notebook.clone() };
    let plain = target.prepare(command, &[]);
    let mut tracer = Command::new(strace);
    tracer
        .args(["-f", "-qq", "-A", "-e", CALLS, "-o"])
        .arg(log)
        .arg(plain.get_program())
        .args(plain.get_args());
    let output = listen(&mut tracer)?;
    if output.status.success() { Ok(()) } else { Err(format!("`{command}`: {}", said(&output)).into()) }
}

/// Holds when every address in the log is this machine's; gives the number of calls.
fn only_here(log: &Path) -> Result<usize> {
    let text = fs::read_to_string(log)?;
    for line in text.lines() {
        let names_an_address = ["sin_addr=", "sin6_addr", "sun_path="].iter().any(|sign| line.contains(sign));
        let here = ["inet_addr(\"127.0.0.1\")", "\"::1\""].iter().any(|home| line.contains(home));
        if names_an_address && !here {
            return Err(format!("an address elsewhere: {line}").into());
        }
    }
    let calls = text.lines().filter(|line| line.contains("socket(") || line.contains("bind(")).count();
    if calls == 0 { Err("the tracer saw not even the listening socket".into()) } else { Ok(calls) }
}

/// A datagram socket pointed at an address that is reserved for documentation. Pointing one sends nothing.
fn control(lab: &Lab, strace: &Path) -> Result {
    let log = lab.fresh("control");
    let mut command = Command::new(strace);
    command.args(["-f", "-qq", "-e", CALLS, "-o"]).arg(&log).args(["bash", "-c", ": >/dev/udp/192.0.2.1/9"]);
    listen(&mut command)?;
    let found = only_here(&log).map(|_| ());
    found.map_err(|fault| fault.to_string().split(':').next().unwrap_or("").to_owned().into())
}
