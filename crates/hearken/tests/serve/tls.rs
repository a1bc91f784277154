//! TLS of our own, spoken to by openssl.
#![cfg(unix)]

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::running::{Server, hearken, notebook};

const CERTIFIED: [&str; 4] = ["--tls-cert", "cert.pem", "--tls-key", "key.pem"];

/// Makes a certificate for a name, with its key, as `cert.pem` and `key.pem`.
fn certificate(here: &Path, name: &str) {
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "30",
        ])
        .args(["-keyout", "key.pem", "-out", "cert.pem", "-subj", &format!("/CN={name}")])
        .args(["-addext", &format!("subjectAltName=DNS:{name}")])
        .current_dir(here)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    fs::set_permissions(here.join("key.pem"), fs::Permissions::from_mode(0o600)).unwrap();
}

/// What a client that trusts `cert.pem` alone hears and sees.
fn asks(here: &Path, server: &Server, name: &str, options: &[&str]) -> String {
    let port = server.port();
    let mut client = Command::new("openssl")
        .args([
            "s_client",
            "-connect",
            &format!("127.0.0.1:{port}"),
            "-servername",
            name,
            "-verify_hostname",
            name,
        ])
        .args(["-CAfile", "cert.pem", "-verify_return_error", "-ign_eof"])
        .args(options)
        .current_dir(here)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let request = format!("GET /help HTTP/1.1\r\nhost: {name}:{port}\r\nconnection: close\r\n\r\n");
    // Whoever was refused has gone already.
    let _ = client.stdin.take().unwrap().write_all(request.as_bytes());
    let said = client.wait_with_output().unwrap();
    String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr)
}

fn certified(here: &Path) -> Server {
    certificate(here, "notes.example");
    Server::start_with(here, &CERTIFIED, &[("HEARKEN_LOG", "info")])
}

#[test]
fn t34_tls_1_2_and_1_3_are_spoken_under_the_name_of_the_certificate() {
    let here = notebook();
    let server = certified(here.path());
    assert_eq!(server.address, format!("https://notes.example:{}", server.port()));
    for (option, protocol) in [("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")] {
        let said = asks(here.path(), &server, "notes.example", &[option]);
        assert!(said.contains(protocol) && said.contains("HTTP/1.1 "), "{said}");
        assert!(said.contains("strict-transport-security: max-age=63072000"), "{said}");
    }
    let alpn = asks(here.path(), &server, "notes.example", &["-alpn", "h2,http/1.1"]);
    assert!(alpn.contains("ALPN protocol: http/1.1"), "{alpn}");
    let otherwise = asks(here.path(), &server, "evil.example", &["-tls1_3"]);
    assert!(!otherwise.contains("HTTP/1.1 "), "{otherwise}");
}

#[test]
fn t34_tls_1_1_and_ciphers_without_forward_secrecy_are_refused() {
    let here = notebook();
    let server = certified(here.path());
    for options in [
        &["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"][..],
        &["-tls1_2", "-cipher", "AES128-SHA:AES256-GCM-SHA384:@SECLEVEL=0"],
    ] {
        let said = asks(here.path(), &server, "notes.example", options);
        assert!(!said.contains("HTTP/1.1 ") && said.contains("alert"), "{options:?}: {said}");
    }
}

#[test]
fn plain_http_on_that_port_is_told_so() {
    let here = notebook();
    let server = certified(here.path());
    let mut line = std::net::TcpStream::connect(("127.0.0.1", server.port())).unwrap();
    line.write_all(b"GET / HTTP/1.1\r\nhost: notes.example\r\n\r\n").unwrap();
    let mut said = String::new();
    std::io::Read::read_to_string(&mut line, &mut said).unwrap();
    assert!(said.starts_with("HTTP/1.1 400 ") && said.contains("speaks https alone"), "{said}");
}

#[test]
fn a_renewed_certificate_is_taken_without_a_restart_and_a_broken_one_is_not() {
    let here = notebook();
    let server = certified(here.path());
    assert!(asks(here.path(), &server, "notes.example", &[]).contains("HTTP/1.1 "));
    let before = fs::read(here.path().join("cert.pem")).unwrap();
    certificate(here.path(), "notes.example");
    let answered = |server: &Server| asks(here.path(), server, "notes.example", &[]).contains("HTTP/1.1 ");
    server.signal("-HUP");
    sleep(Duration::from_millis(200));
    assert!(answered(&server), "the new one is shown after a hang-up");
    certificate(here.path(), "notes.example");
    let begun = Instant::now();
    while !answered(&server) {
        assert!(begun.elapsed() < Duration::from_secs(25), "the new one is never shown");
        sleep(Duration::from_millis(500));
    }
    let good = fs::read(here.path().join("cert.pem")).unwrap();
    fs::write(here.path().join("cert.pem"), before).unwrap();
    server.signal("-HUP");
    sleep(Duration::from_millis(200));
    fs::write(here.path().join("cert.pem"), good).unwrap();
    assert!(answered(&server), "what could be used goes on being used");
    server.interrupt();
    let (code, log) = server.end();
    assert_eq!(code, Some(0));
    assert!(log.contains("the key is not the one of the certificate"), "{log}");
}

#[test]
fn t30_a_key_that_everybody_may_read_is_refused() {
    let here = notebook();
    certificate(here.path(), "notes.example");
    fs::set_permissions(here.path().join("key.pem"), fs::Permissions::from_mode(0o644)).unwrap();
    let mut command = hearken(here.path(), &["serve", "--listen", "127.0.0.1:0"]);
    let refused = command.args(CERTIFIED).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(refused.stderr).unwrap(),
        "The address was not opened: key.pem holds the key of the certificate, and everybody on this machine may read it.\n\
         Take that away (`chmod o= key.pem`), and think about a new key.\n"
    );
}
