//! The running server: start it, talk to it, kill it.

use std::{
    ffi::OsStr,
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::{Notebook, http::Client};
use crate::Result;

/// Longest wait for the first line; an unoptimised binary under a tracer is slow to start.
const START: Duration = Duration::from_secs(30);

/// A server process. It is killed, as by a power button, when this is dropped.
pub(crate) struct Server {
    child: Child,
    port: u16,
    /// How long it took from start to the address on its first line.
    pub(crate) started_in: Duration,
}

impl Server {
    /// Starts `hearken serve` on a free port.
    pub(crate) fn start(notebook: &Notebook) -> Result<Self> {
        Self::start_in(notebook, &[], &[], None)
    }

    /// Starts it as it runs behind a proxy with a certificate, reached under an https address.
    pub(crate) fn start_behind(notebook: &Notebook, origin: &str) -> Result<Self> {
        let mut command = Command::new(notebook.binary());
        command.args(["serve", "--origin", origin]);
        Self::listening(command, notebook, &[], None)
    }

    /// Starts it with more options and environment variables.
    pub(crate) fn start_with(
        notebook: &Notebook,
        options: &[&str],
        environment: &[(&str, &OsStr)],
        chatter: Option<&Path>,
    ) -> Result<Self> {
        let mut command = Command::new(notebook.binary());
        command.arg("serve").args(options);
        Self::listening(command, notebook, environment, chatter)
    }

    /// Starts it behind a wrapper (a tracer), with environment variables, its chatter going into a file. The
    /// wrapper must leave the server as our own child, as `strace -D` does.
    pub(crate) fn start_in(
        notebook: &Notebook,
        wrapper: &[&OsStr],
        environment: &[(&str, &OsStr)],
        chatter: Option<&Path>,
    ) -> Result<Self> {
        let mut words: Vec<&OsStr> = wrapper.to_vec();
        words.push(notebook.binary().as_os_str());
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).arg("serve");
        Self::listening(command, notebook, environment, chatter)
    }

    fn listening(
        mut command: Command,
        notebook: &Notebook,
        environment: &[(&str, &OsStr)],
        chatter: Option<&Path>,
    ) -> Result<Self> {
        let begun = Instant::now();
        command.args(["--listen", "127.0.0.1:0", "--no-browser", "--data"]);
        command.arg(notebook.folder()).envs(environment.iter().copied());
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        command.stderr(chatter.map_or(Ok(Stdio::null()), |path| {
            File::options().create(true).append(true).open(path).map(Stdio::from)
        })?);
        let mut child = command.spawn()?;
        match first_port(&mut child) {
            Ok(port) => Ok(Self { child, port, started_in: begun.elapsed() }),
            Err(trouble) => {
                child.kill()?;
                child.wait()?;
                Err(trouble)
            }
        }
    }

    /// A browser that has not unlocked anything.
    pub(crate) fn stranger(&self) -> Client {
        Client::new(self.port)
    }

    /// A browser that unlocked the notebook.
    pub(crate) fn unlocked(&self, notebook: &Notebook) -> Result<Client> {
        let mut client = self.stranger();
        let answer = client.post("/unlock", &[("passphrase", notebook.passphrase())])?;
        if answer.status == 303 {
            Ok(client)
        } else {
            Err(format!("unlocking answered {}", answer.status).into())
        }
    }

    /// The process.
    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The port it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// `kill -9`.
    pub(crate) fn kill(mut self) -> Result {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is as good as killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads the address from the first line, and keeps reading so that the pipe never fills.
fn first_port(child: &mut Child) -> Result<u16> {
    let output = child.stdout.take().expect("stdout is piped");
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
            // Nobody listens after the first line; the rest is only drained.
            let _ = tell.send(line);
        }
    });
    let line = told.recv_timeout(START).map_err(|_| "the server said no address")?;
    let port = line.trim().trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse().ok());
    port.ok_or_else(|| format!("the first line is no address: {line:?}").into())
}
