//! A server in a folder of its own, and just enough of a browser to talk to it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;

const PASSPHRASE: &str = "correct horse battery staple";

/// The program in a folder, with `notebook` as its notebook and nothing else from the surroundings.
pub(crate) fn hearken(here: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.current_dir(here).args(arguments).env_clear().env("HEARKEN_DATA", "notebook").env("TZ", "UTC");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A folder with a notebook in it, and its passphrase in the file `pass`.
pub(crate) fn notebook() -> TempDir {
    let here = tempfile::tempdir().unwrap();
    std::fs::write(here.path().join("pass"), PASSPHRASE).unwrap();
    let made = hearken(here.path(), &["init", "--passphrase-file", "pass"]).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    here
}

/// A server that is running. It is killed when it is dropped.
pub(crate) struct Server {
    pub(crate) address: String,
    child: Child,
}

impl Server {
    /// Starts it on a free port, with these variables in its environment, and waits for its first line.
    pub(crate) fn start(here: &Path, environment: &[(&str, &str)]) -> Self {
        Self::start_with(here, &[], environment)
    }

    /// The same, with these options too.
    pub(crate) fn start_with(here: &Path, options: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = hearken(here, &["serve", "--listen", "127.0.0.1:0"]);
        command.args(options);
        let mut child = command.envs(environment.iter().copied()).spawn().unwrap();
        let mut address = String::new();
        // Read byte by byte, so that nothing after the first line is taken away.
        BufReader::with_capacity(1, child.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        Self { address: address.trim_end().to_owned(), child }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address.trim_start_matches("http://")).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// The whole answer to a request.
    pub(crate) fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path}"), "", "")
    }

    /// The whole answer to a request with a cookie.
    pub(crate) fn get_as(&self, path: &str, cookie: &str) -> String {
        self.ask(&format!("GET {path}"), &format!("cookie: {cookie}\r\n"), "")
    }

    /// The whole answer to a form with a cookie.
    pub(crate) fn post(&self, path: &str, cookie: &str, form: &str) -> String {
        let type_and_length =
            format!("content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n", form.len());
        self.ask(&format!("POST {path}"), &format!("cookie: {cookie}\r\n{type_and_length}"), form)
    }

    /// The whole answer to anything.
    pub(crate) fn ask(&self, what: &str, headers: &str, body: &str) -> String {
        let mut stream = self.connect();
        let host = self.address.trim_start_matches("http://");
        write!(stream, "{what} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n{body}")
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Unlocks, and gives the cookie.
    pub(crate) fn unlock(&self) -> String {
        let answer = self.post("/unlock", "none=0", &format!("passphrase={}", PASSPHRASE.replace(' ', "+")));
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Keeps an entry.
    pub(crate) fn write(&self, cookie: &str, words: &str) {
        let record = "01a20499-1c78-7527-b23b-45b790057451";
        let form = format!("record={record}&base=0&title=&when=&body={}", words.replace(' ', "+"));
        let answer = self.post("/journal", cookie, &form);
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    }

    /// Asks it to stop, as Ctrl-C does.
    #[cfg(unix)]
    pub(crate) fn interrupt(&self) {
        self.signal("-INT");
    }

    /// Sends it a signal.
    #[cfg(unix)]
    pub(crate) fn signal(&self, signal: &str) {
        let asked = Command::new("kill").args([signal, &self.child.id().to_string()]).status().unwrap();
        assert!(asked.success());
    }

    /// The port it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.address.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// Waits until it has ended, and gives its exit code and what it said on standard error.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Already gone is as good as killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
