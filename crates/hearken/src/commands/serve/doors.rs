//! Where the server listens, under which names, and whether that is safe to open.

use std::{
    io::{Error, ErrorKind},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use hearken_listen::{Certificate, CertificateError, Proxy};
use tokio::net::TcpListener;

use crate::{cli::Serve, problem::Problem};

/// Where the server listens when nobody says otherwise.
const USUAL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7714);

/// The port of https when an address names none.
const HTTPS: u16 = 443;

/// An address that was opened.
pub(super) struct Opened {
    pub(super) listener: TcpListener,
    /// Our own certificate, where there is one.
    pub(super) certificate: Option<Arc<Certificate>>,
    /// The names under which a browser may ask for us; any other is somebody else's page pointing here.
    pub(super) hosts: Vec<String>,
    /// What a person types, or opens.
    pub(super) address: String,
    /// The proxy in front, which says whom it speaks for.
    pub(super) proxy: Option<Proxy>,
}

/// The address that is asked for.
pub(in crate::commands) fn address(serve: &Serve) -> SocketAddr {
    serve.listen.unwrap_or(USUAL)
}

/// Opens what was asked for, unless it would be open to others without being encrypted.
pub(super) async fn open(serve: &Serve) -> Result<Opened, Problem> {
    let address = address(serve);
    refuse_open_doors(address, serve)?;
    let certificate = certificate(serve)?;
    let names = certificate.as_ref().map(|certificate| certificate.described().names).unwrap_or_default();
    let listener = listen(address).await?;
    let address = listener.local_addr().map_err(|error| unopened(address, &error))?;
    let shown = shown(address, certificate.is_some(), &names);
    let hosts = hosts(address, &names, serve.origin.as_deref());
    Ok(Opened { listener, certificate, hosts, address: shown, proxy: proxy(address.ip(), serve) })
}

/// The proxy that was named. With an https address for people, none of our own, and a door that only this machine reaches, it
/// is this machine: else everybody would seem to ask from here, and no limit by address would hold anybody.
fn proxy(bound: IpAddr, serve: &Serve) -> Option<Proxy> {
    let unnamed = serve.origin.is_some() && serve.tls_cert.is_none() && bound.is_loopback();
    serve.behind_proxy.or_else(|| unnamed.then(|| Proxy::this_machine(bound)))
}

/// An address that other machines can reach needs encryption: our own, or a proxy's, with nobody passing it by.
pub(in crate::commands) fn refuse_open_doors(address: SocketAddr, serve: &Serve) -> Result<(), Problem> {
    let origin = serve.origin.as_deref();
    let https = origin.is_some_and(|origin| origin.starts_with("https://"));
    if origin.is_some() && !https {
        return Err(Problem::new(
            "The address given with --origin does not begin with https://, so it was not opened.",
            "Put a proxy with a certificate in front, and name its address.",
        ));
    }
    if origin.is_some_and(|origin| host(origin).is_none()) {
        return Err(Problem::new(
            "The address given with --origin holds more than a name, so no browser would ever ask for it. Nothing was opened.",
            "Name it without anything behind the name, as in --origin https://notes.example.",
        ));
    }
    if serve.tls_cert.is_some() != serve.tls_key.is_some() {
        return Err(Problem::new(
            "A certificate and its key belong together, and only one of them was named. Nothing was opened.",
            "Name both, with --tls-cert FILE and --tls-key FILE.",
        ));
    }
    if serve.behind_proxy.is_some() && !https {
        return Err(Problem::new(
            "A proxy was named with --behind-proxy, and not the https address that people use. Nothing was opened.",
            "Name that too, with --origin https://NAME.",
        ));
    }
    if address.ip().is_loopback() || serve.tls_cert.is_some() || serve.behind_proxy.is_some() {
        return Ok(());
    }
    Err(if https { passed_by() } else { not_encrypted() })
}

fn not_encrypted() -> Problem {
    Problem::new(
        "Other machines could reach this address, and nothing would be encrypted on the way, so it was not opened.",
        "Listen on 127.0.0.1, name a certificate with --tls-cert and --tls-key, or put a proxy with a certificate in \
         front and name it with --origin https://NAME and --behind-proxy ADDRESS.",
    )
}

fn passed_by() -> Problem {
    Problem::new(
        "Other machines could reach this address past the proxy, and nothing would be encrypted on the way, so it was \
         not opened.",
        "Listen on 127.0.0.1, or name the proxy's address with --behind-proxy ADDRESS; nobody else is let in then.",
    )
}

fn certificate(serve: &Serve) -> Result<Option<Arc<Certificate>>, Problem> {
    let (Some(certificate), Some(key)) = (&serve.tls_cert, &serve.tls_key) else { return Ok(None) };
    let read = Certificate::read(certificate, key)?;
    if read.described().names.is_empty() && serve.origin.is_none() {
        return Err(Problem::new(
            "The certificate names no address that people could use. Nothing was opened.",
            "Say at which address they do, with --origin https://NAME.",
        ));
    }
    Ok(Some(read))
}

impl From<CertificateError> for Problem {
    fn from(error: CertificateError) -> Self {
        let to_do = match &error {
            CertificateError::KeyForEverybody(key) => {
                format!("Take that away (`chmod o= {}`), and think about a new key.", file_name(key))
            }
            CertificateError::NotAPair => "Name the key that the certificate was made with.".to_owned(),
            _ => {
                "Look whether the files are the right ones and whether the program may read them.".to_owned()
            }
        };
        Self::new(format!("The address was not opened: {error}."), to_do)
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Opens a socket, or says why not.
pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener, Problem> {
    TcpListener::bind(address).await.map_err(|error| unopened(address, &error))
}

fn unopened(address: SocketAddr, error: &Error) -> Problem {
    match error.kind() {
        ErrorKind::AddrInUse => Problem::new(
            format!(
                "Something already listens on {address}. If it is Hearken, your notebook is open there already."
            ),
            format!("Open http://{address} in your browser, or choose another address with --listen."),
        ),
        kind => Problem::new(
            format!("The address {address} could not be opened ({kind}). Nothing was changed."),
            "Choose another with --listen.",
        ),
    }
}

/// What stands on the first line: with a certificate, the name in it.
fn shown(address: SocketAddr, encrypted: bool, names: &[String]) -> String {
    match names.first() {
        _ if !encrypted => format!("http://{address}"),
        Some(name) if address.port() == HTTPS => format!("https://{name}"),
        Some(name) => format!("https://{name}:{}", address.port()),
        None => format!("https://{address}"),
    }
}

/// The name in an https address, as a browser sends it: without the slash at the end, and without the port that is the usual one.
/// None where anything else stands behind it.
pub(in crate::commands) fn host(origin: &str) -> Option<&str> {
    let named = origin.strip_prefix("https://")?;
    let named = named.strip_suffix('/').unwrap_or(named);
    let host = named.strip_suffix(":443").unwrap_or(named);
    (!host.is_empty() && !host.contains(['/', '?', '#', '@', ' '])).then_some(host)
}

fn hosts(address: SocketAddr, names: &[String], origin: Option<&str>) -> Vec<String> {
    let port = address.port();
    let mut hosts = vec![address.to_string()];
    if address.ip().is_loopback() {
        hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(|here| format!("{here}:{port}")));
    }
    hosts.extend(names.iter().map(|name| format!("{name}:{port}")));
    if port == HTTPS {
        hosts.extend(names.iter().cloned());
    }
    hosts.extend(origin.and_then(host).map(str::to_owned));
    hosts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_an_https_address_this_machine_is_the_proxy_unless_another_was_named() {
        let here = IpAddr::from(Ipv4Addr::LOCALHOST);
        let origin = || Serve { origin: Some("https://notes.example".to_owned()), ..Serve::default() };
        let believes =
            |bound: IpAddr, serve: &Serve| proxy(bound, serve).is_some_and(|proxy| proxy.is(bound));
        for here in [here, IpAddr::from([127, 0, 0, 9]), "::1".parse().unwrap()] {
            assert!(believes(here, &origin()), "{here}");
            assert!(!believes(here, &Serve::default()), "nobody stands in front of {here}");
        }
        let named: Proxy = "10.0.0.2".parse().unwrap();
        assert_eq!(proxy(here, &Serve { behind_proxy: Some(named), ..origin() }), Some(named));
        assert!(proxy(here, &Serve { tls_cert: Some("cert.pem".into()), ..origin() }).is_none());
        assert!(proxy("10.0.0.5".parse().unwrap(), &origin()).is_none());
    }

    #[test]
    fn the_address_for_people_is_taken_as_browsers_name_it_or_refused() {
        let at = SocketAddr::from(([127, 0, 0, 1], 7714));
        for (origin, host) in [
            ("https://notes.example", "notes.example"),
            ("https://notes.example/", "notes.example"),
            ("https://notes.example:443", "notes.example"),
            ("https://notes.example:443/", "notes.example"),
            ("https://notes.example:8443", "notes.example:8443"),
            ("https://[2001:db8::1]", "[2001:db8::1]"),
        ] {
            let serve = Serve { origin: Some(origin.to_owned()), ..Serve::default() };
            assert!(refuse_open_doors(at, &serve).is_ok(), "{origin}");
            assert_eq!(hosts(at, &[], Some(origin)).last().unwrap(), host);
        }
        for origin in ["https://", "https://notes.example/hearken", "https://me@notes.example", "https:///"] {
            let serve = Serve { origin: Some(origin.to_owned()), ..Serve::default() };
            assert!(refuse_open_doors(at, &serve).is_err(), "{origin}");
        }
    }

    #[test]
    fn a_certificates_names_are_ours_with_the_port_and_without_it_where_that_is_the_usual_one() {
        let names = ["notes.example".to_owned()];
        let at = |port| SocketAddr::from(([0, 0, 0, 0], port));
        assert_eq!(hosts(at(7714), &names, None), ["0.0.0.0:7714", "notes.example:7714"]);
        assert_eq!(hosts(at(443), &names, None), ["0.0.0.0:443", "notes.example:443", "notes.example"]);
        assert_eq!(shown(at(443), true, &names), "https://notes.example");
        assert_eq!(shown(at(7714), true, &names), "https://notes.example:7714");
        assert_eq!(shown(at(7714), false, &[]), "http://0.0.0.0:7714");
    }
}
