//! The server, if it runs: asked on this machine, at the address it is started with, what it answers to everybody.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
};

use hearken_listen::{Answer, Certificate, ask};

use super::{Made, judged, look};
use crate::{cli::Serve, commands::serve::doors};

/// A year: less is not enough for a browser to stay with https.
const YEAR: u64 = 31_536_000;

/// What it answered.
struct Seen {
    health: Answer,
    page: Answer,
    missing: Answer,
    other_host: Answer,
    other_site: Answer,
    unused: Answer,
    lock: Answer,
    /// People reach it by https.
    https: bool,
}

impl Seen {
    fn policy(&self) -> &str {
        self.page.header("content-security-policy")
    }

    fn cookies(&self, holds: impl Fn(&str) -> bool) -> bool {
        self.lock.all("set-cookie").count() > 0 && self.lock.all("set-cookie").all(holds)
    }
}

/// What is looked at: its name, what it says when it is as it should be, and whether it is; `None` where there is none.
type Look = (&'static str, &'static str, fn(&Seen) -> Option<bool>);

/// The names stay: whoever watches a server may look for one.
const LOOKS: [Look; 25] = [
    ("server-serves", "Its database answers, and it says so.", |it| {
        Some(it.health.status == 200 && it.health.body.contains("serves"))
    }),
    ("requests-numbered", "Each answer has the number that stands in the log.", |it| {
        Some(!it.page.header("x-request-id").is_empty())
    }),
    ("csp-nothing-first", "Pages may load nothing but what is named.", |it| {
        Some(it.policy().contains("default-src 'none'"))
    }),
    ("csp-no-inline", "No script or style inside a page is run.", |it| {
        Some(it.policy().contains("script-src 'self'") && !it.policy().contains("unsafe"))
    }),
    ("csp-no-frames", "No other page can put one of ours in a frame.", |it| {
        Some(it.policy().contains("frame-ancestors 'none'"))
    }),
    ("csp-own-forms", "Forms lead to this server alone.", |it| {
        Some(it.policy().contains("form-action 'self'") && it.policy().contains("base-uri 'none'"))
    }),
    ("csp-trusted-types", "No text becomes a script.", |it| {
        Some(it.policy().contains("require-trusted-types-for 'script'"))
    }),
    ("frames-refused", "Old browsers put no page of ours in a frame either.", |it| {
        Some(it.page.header("x-frame-options") == "DENY")
    }),
    ("opener-apart", "A page that opened ours has no hold of it.", |it| {
        Some(it.page.header("cross-origin-opener-policy") == "same-origin")
    }),
    ("embedder-apart", "Pages take in nothing of others.", |it| {
        Some(it.page.header("cross-origin-embedder-policy") == "require-corp")
    }),
    ("resources-apart", "Others take in nothing of ours.", |it| {
        Some(it.page.header("cross-origin-resource-policy") == "same-origin")
    }),
    ("no-referrer", "No other site is told where somebody came from.", |it| {
        Some(it.page.header("referrer-policy") == "no-referrer")
    }),
    ("no-sniffing", "Browsers take files for what they are said to be.", |it| {
        Some(it.page.header("x-content-type-options") == "nosniff")
    }),
    ("permissions-off", "Camera, place and the like are turned off.", |it| {
        let off = it.page.header("permissions-policy");
        Some(["camera=()", "geolocation=()", "display-capture=()"].iter().all(|it| off.contains(it)))
    }),
    ("pages-not-stored", "Browsers keep no page.", |it| Some(it.page.header("cache-control") == "no-store")),
    ("server-unnamed", "Answers tell nothing of the program.", |it| {
        Some(["server", "x-powered-by", "via"].iter().all(|name| it.page.all(name).next().is_none()))
    }),
    ("errors-covered", "A page that is not there is answered as carefully as one that is.", |it| {
        Some(it.missing.status == 404 && it.missing.header("content-security-policy") == it.policy())
    }),
    ("other-hosts-refused", "Asked under the name of another, it does not answer.", |it| {
        Some(it.other_host.status == 421)
    }),
    ("other-sites-refused", "What another site sends is not taken.", |it| Some(it.other_site.status == 403)),
    ("methods-few", "Methods that are not used are refused.", |it| Some(it.unused.status == 405)),
    ("cookies-strict", "Cookies are read by no script and sent by no other site.", |it| {
        let strict = |cookie: &str| {
            ["; HttpOnly", "; SameSite=Strict", "; Path=/"].iter().all(|flag| cookie.contains(flag))
        };
        Some(it.cookies(|cookie| strict(cookie) && !cookie.contains("Domain=")))
    }),
    ("locking-forgets", "After locking, browsers forget the pages they had.", |it| {
        Some(it.lock.header("clear-site-data").contains("\"cache\""))
    }),
    ("cookies-https-alone", "Cookies are held to this name and to https.", |it| {
        let held = |cookie: &str| cookie.starts_with("__Host-") && cookie.contains("; Secure");
        it.https.then(|| it.cookies(held))
    }),
    ("https-alone", "Browsers that were here come back by https alone.", |it| {
        let age = it.page.header("strict-transport-security").strip_prefix("max-age=");
        let age = age.and_then(|age| age.split(';').next()?.parse::<u64>().ok());
        it.https.then(|| age.is_some_and(|age| age >= YEAR))
    }),
    ("tls-newest", "It speaks TLS 1.3.", |it| it.page.newest_tls),
];

pub(super) async fn checks(serve: &Serve) -> Vec<Made> {
    let at = doors::address(serve);
    let certificate = match (&serve.tls_cert, &serve.tls_key) {
        (Some(certificate), Some(key)) => Certificate::read(certificate, key).ok(),
        _ => None,
    };
    let https =
        certificate.is_some() || serve.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"));
    let seen = if at.port() == 0 { Ok(None) } else { look_around(at, certificate.as_ref(), https).await };
    let served = match (&seen, &certificate) {
        (Ok(Some(_)), Some(_)) => {
            judged(true, || "It shows the certificate that lies in the file.".to_owned(), String::new)
        }
        (Err(_), Some(_)) => look("What answers there shows another certificate than the one in the file."),
        _ => None,
    };
    // A proxy on another machine is the only one it lets in.
    let answers = match &seen {
        Err(error) if serve.behind_proxy.is_none() => {
            look(format!("Something listens at {at} and does not answer as it should ({}).", error.kind()))
        }
        Ok(Some(_)) => judged(true, || format!("It answers at {at}."), String::new),
        _ => None,
    };
    let seen = seen.ok().flatten();
    let judge = |(name, says, holds): &Look| {
        let verdict = seen.as_ref().and_then(holds);
        (*name, verdict.and_then(|holds| judged(holds, || (*says).to_owned(), || not(says))))
    };
    [("server-answers", answers), ("certificate-served", served)]
        .into_iter()
        .chain(LOOKS.iter().map(judge))
        .collect()
}

fn not(says: &str) -> String {
    format!(
        "This does not hold of the running server: “{says}” Is it this version, and does a proxy change answers?"
    )
}

/// Asks whatever listens there; `None` where nothing does.
async fn look_around(
    at: SocketAddr,
    certificate: Option<&Arc<Certificate>>,
    https: bool,
) -> io::Result<Option<Seen>> {
    let own = at.to_string();
    let here = match at.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => SocketAddr::from((Ipv4Addr::LOCALHOST, at.port())),
        IpAddr::V6(ip) if ip.is_unspecified() => SocketAddr::from((Ipv6Addr::LOCALHOST, at.port())),
        _ => at,
    };
    let asks = async |what: &str, host: &str, more: &str| {
        let request = format!("{what} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{more}\r\n");
        ask(here, certificate.map(AsRef::as_ref), &request).await
    };
    let health = match asks("GET /healthz", &own, "").await {
        Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => return Ok(None),
        health => health?,
    };
    if health.status == 0 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let same_site = "sec-fetch-site: same-origin\r\ncontent-length: 0\r\n";
    let other_site = "sec-fetch-site: cross-site\r\norigin: https://other.invalid\r\ncontent-length: 0\r\n";
    Ok(Some(Seen {
        health,
        page: asks("GET /help-now", &own, "").await?,
        missing: asks("GET /doctor-was-here", &own, "").await?,
        other_host: asks("GET /help-now", "other.invalid", "").await?,
        other_site: asks("POST /lock", &own, other_site).await?,
        unused: asks("DELETE /help-now", &own, "").await?,
        lock: asks("POST /lock", &own, same_site).await?,
        https,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t58_a_server_that_speaks_an_older_tls_is_seen_red() {
        let answer =
            |newest_tls| Answer { status: 200, headers: Vec::new(), body: String::new(), newest_tls };
        let seen = |newest_tls| {
            let [health, page, missing, other_host, other_site, unused, lock] =
                std::array::from_fn(|_| answer(newest_tls));
            Seen { health, page, missing, other_host, other_site, unused, lock, https: true }
        };
        let (_, _, holds) = LOOKS.iter().find(|(name, ..)| *name == "tls-newest").unwrap();
        assert_eq!(
            [Some(false), Some(true), None].map(|it| holds(&seen(it))),
            [Some(false), Some(true), None]
        );
    }
}
