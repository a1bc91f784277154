//! How others reach the server: its address, its certificate, mail, and content of one's own.

use std::{path::Path, time::Duration};

use hearken_listen::{Certificate, Described};
use hearken_mail::Config;
use hearken_vault::Clock;

use super::{Made, Verdict, fine, judged, look};
use crate::{
    cli::Serve,
    clock::SystemClock,
    commands::{content, serve::doors},
};

/// How long before its end a certificate should have been renewed.
const RENEWED: Duration = Duration::from_secs(14 * 24 * 3_600);

pub(super) fn checks(folder: &Path, serve: &Serve) -> Vec<Made> {
    let described = described(serve);
    let usual = |named: &Option<_>, name: &str| named.clone().unwrap_or_else(|| folder.join(name));
    vec![
        ("address-safe", address(serve)),
        ("numbers-here-alone", numbers(serve)),
        ("name-people-use", named(serve)),
        ("certificate-usable", usable(&described)),
        (
            "certificate-names",
            described.as_ref().and_then(|described| names(described.as_ref().ok()?, serve)),
        ),
        ("certificate-end", described.as_ref().and_then(|described| end(described.as_ref().ok()?, now()))),
        ("mail-settings", mail(&usual(&serve.mail, "mail.toml"))),
        ("content-whole", content(&usual(&serve.content, "content"))),
    ]
}

fn now() -> Duration {
    Duration::from_millis(u64::try_from(SystemClock::start().now().as_millis()).unwrap_or(0))
}

fn address(serve: &Serve) -> Verdict {
    match doors::refuse_open_doors(doors::address(serve), serve) {
        Ok(()) => fine("The address is for this machine alone, or what goes over it is encrypted."),
        Err(problem) => look(problem.happened()),
    }
}

fn numbers(serve: &Serve) -> Verdict {
    let at = serve.metrics?;
    judged(
        at.ip().is_loopback(),
        || "Its numbers are for this machine alone.".to_owned(),
        || "Other machines can read its numbers, and nothing is encrypted on the way.".to_owned(),
    )
}

/// Where others reach it, links in invitations and mails lead somewhere only with the name that people use.
fn named(serve: &Serve) -> Verdict {
    let others = !doors::address(serve).ip().is_loopback();
    let named = serve.origin.is_some() || serve.tls_cert.is_some();
    (others || serve.origin.is_some()).then_some(())?;
    judged(
        named,
        || "It is known by which name people reach it.".to_owned(),
        || "It is not known by which name people reach it: say so with --origin.".to_owned(),
    )
}

fn described(serve: &Serve) -> Option<Result<Described, String>> {
    let (certificate, key) = (serve.tls_cert.as_ref()?, serve.tls_key.as_ref()?);
    let read = Certificate::read(certificate, key).map_err(|error| format!("{error}."));
    Some(read.map(|certificate| certificate.described()))
}

fn usable(described: &Option<Result<Described, String>>) -> Verdict {
    match described.as_ref()? {
        Ok(_) => fine("The certificate and its key belong together, and others cannot read the key."),
        Err(why) => look(why),
    }
}

fn names(described: &Described, serve: &Serve) -> Verdict {
    let origin = serve.origin.as_deref().and_then(doors::host);
    let host = origin.map(|origin| origin.rsplit_once(':').map_or(origin, |(host, _)| host));
    match host {
        None if described.names.is_empty() => look("The certificate names no address that people could use."),
        Some(host) if !described.names.iter().any(|name| name == host) => look(
            "The address given with --origin does not stand in the certificate. A wildcard may cover it.",
        ),
        _ => fine(format!("The certificate is for {}.", described.names.join(", "))),
    }
}

fn end(described: &Described, now: Duration) -> Verdict {
    let Some(ends) = described.ends else { return look("It cannot be read when the certificate ends.") };
    let left = ends.saturating_sub(now);
    let says = format!("The certificate ends in {} days.", left.as_secs() / 86_400);
    if left >= RENEWED { fine(says) } else { look(says + " It should have been renewed.") }
}

fn mail(file: &Path) -> Verdict {
    if !file.exists() {
        return None;
    }
    match Config::read(file).and_then(|config| config.post()) {
        Ok(_) => fine("Mail is described so that it can be used. Nothing was sent."),
        Err(fault) => look(format!("Mail cannot be used: {fault}.")),
    }
}

fn content(folder: &Path) -> Verdict {
    if !folder.is_dir() {
        return None;
    }
    match content::faults_of(folder) {
        Ok(0) => fine("The content of your own has no fault."),
        Ok(faults) => {
            look(format!("The content of your own has faults: {faults}. See `hearken content check`."))
        }
        Err(problem) => look(problem.happened()),
    }
}
