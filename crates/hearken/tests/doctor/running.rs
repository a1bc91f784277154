//! `hearken doctor` beside a server: ours, where all is fine, and one that answers wrongly in one thing after the other.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
};

use hearken_web::HEADERS;

use crate::{came_to, certificate, found, installed};

/// Our own server with its certificate, until this is dropped.
pub(crate) struct Served {
    pub(crate) address: String,
    child: Child,
}

impl Served {
    pub(crate) fn start(here: &Path) -> Self {
        let options = ["serve", "--listen", "127.0.0.1:0", "--tls-cert", "cert.pem", "--tls-key", "key.pem"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
        command.current_dir(here).args(options).env_clear().env("HEARKEN_DATA", "notebook");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim().rsplit(':').next().unwrap();
        Self { address: format!("127.0.0.1:{port}"), child }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // Already gone is as good as killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is wrong in every answer of a server: what stands there, and what stands there instead.
type Wrong = (&'static str, &'static str);

/// A server that answers as ours does behind a proxy, but for what is wrong.
struct Impostor {
    address: String,
    wrong: Arc<Mutex<Wrong>>,
}

impl Impostor {
    fn start() -> Self {
        let door = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, wrong) = (door.local_addr().unwrap().to_string(), Arc::new(Mutex::new(("", ""))));
        let what = wrong.clone();
        thread::spawn(move || {
            for line in door.incoming() {
                let (stands, instead) = *what.lock().unwrap();
                answer(line.unwrap(), stands, instead);
            }
        });
        Self { address, wrong }
    }
}

fn answer(mut line: TcpStream, stands: &str, instead: &str) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if line.read(&mut byte).unwrap() == 0 {
            return;
        }
        request.push(byte[0]);
    }
    let good = good(&String::from_utf8(request).unwrap());
    let said = if stands.is_empty() { good } else { good.replace(stands, instead) };
    line.write_all(said.as_bytes()).unwrap();
}

fn good(request: &str) -> String {
    let status = match request {
        _ if request.contains("host: other.invalid") => 421,
        _ if request.contains("cross-site") => 403,
        _ if request.starts_with("POST") => 303,
        _ if request.starts_with("DELETE") => 405,
        _ if request.contains("doctor-was-here") => 404,
        _ => 200,
    };
    let headers: String = HEADERS.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let lock = "set-cookie: __Host-notebook=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0; Secure\r\n\
                clear-site-data: \"cache\"\r\n";
    format!(
        "HTTP/1.1 {status} Some\r\n{headers}{lock}x-request-id: 0a\r\ncache-control: no-store\r\n\
         strict-transport-security: max-age=63072000\r\n\r\nserves\n"
    )
}

const WRONG: [(&str, Wrong); 25] = [
    ("server-answers", ("HTTP/1.1", "SSH-2.0")),
    ("server-serves", ("serves", "sleeps")),
    ("requests-numbered", ("x-request-id", "x-other")),
    ("csp-nothing-first", ("default-src 'none'", "default-src *")),
    ("csp-no-inline", ("script-src 'self'", "script-src 'self' 'unsafe-inline'")),
    ("csp-no-frames", ("frame-ancestors 'none'", "frame-ancestors *")),
    ("csp-own-forms", ("form-action 'self'", "form-action *")),
    ("csp-trusted-types", ("require-trusted-types-for 'script'", "upgrade-insecure-requests")),
    ("frames-refused", ("x-frame-options: DENY", "x-frame-options: SAMEORIGIN")),
    ("opener-apart", ("cross-origin-opener-policy: same-origin", "a: b")),
    ("embedder-apart", ("cross-origin-embedder-policy", "a")),
    (
        "resources-apart",
        ("cross-origin-resource-policy: same-origin", "cross-origin-resource-policy: cross-origin"),
    ),
    ("no-referrer", ("no-referrer", "unsafe-url")),
    ("no-sniffing", ("nosniff", "sniff")),
    ("permissions-off", ("camera=()", "camera=*")),
    ("pages-not-stored", ("no-store", "private")),
    ("server-unnamed", ("cache-control", "server: other\r\ncache-control")),
    ("errors-covered", ("HTTP/1.1 404", "HTTP/1.1 200")),
    ("other-hosts-refused", ("HTTP/1.1 421", "HTTP/1.1 200")),
    ("other-sites-refused", ("HTTP/1.1 403", "HTTP/1.1 303")),
    ("methods-few", ("HTTP/1.1 405", "HTTP/1.1 200")),
    ("cookies-strict", ("; HttpOnly", "")),
    ("locking-forgets", ("clear-site-data", "a")),
    ("cookies-https-alone", ("; Secure", "")),
    ("https-alone", ("max-age=63072000", "max-age=300")),
];

#[test]
fn t58_each_thing_a_running_server_does_wrongly_is_seen_red() {
    let (here, server) = (installed(), Impostor::start());
    let asked = ["--listen", &server.address, "--origin", "https://notes.example"];
    let (code, checks) = found(here.path(), &asked);
    assert_eq!((code, came_to(&checks, "look")), (Some(0), BTreeSet::new()), "the control: {checks:?}");
    for (check, wrong) in WRONG {
        *server.wrong.lock().unwrap() = wrong;
        let (code, checks) = found(here.path(), &asked);
        assert_eq!((code, came_to(&checks, "look")), (Some(1), BTreeSet::from([check])));
    }
}

#[test]
fn t58_a_server_that_shows_another_certificate_is_seen_red() {
    let (here, other) = (installed(), installed());
    certificate(other.path(), "other.example", "90");
    let server = Served::start(other.path());
    let asked = ["--listen", &server.address, "--tls-cert", "cert.pem", "--tls-key", "key.pem"];
    let (code, checks) = found(here.path(), &asked);
    assert_eq!((code, checks["certificate-served"].as_str()), (Some(1), "look"), "{checks:?}");
}
