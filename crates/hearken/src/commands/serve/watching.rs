//! What whoever runs the server asks: `/healthz` and `/metrics`, at an address of their own.

use std::{fmt::Write, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header::HOST},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use hearken_listen::{Certificate, Counts, Crowd, Door, Limits};
use hearken_web::AppState;
use tokio::net::TcpListener;

use super::doors;
use crate::{cli::Serve, problem::Problem};

/// Few people watch.
const CONNECTIONS: usize = 64;

/// What is watched.
#[derive(Clone)]
pub(super) struct Watched {
    pub(super) state: AppState,
    pub(super) crowd: Arc<Crowd>,
    pub(super) certificate: Option<Arc<Certificate>>,
}

/// Opens the address for watching, if one was named. It tells numbers to whoever asks, so it is for this machine unless that
/// was said on purpose.
pub(super) async fn open(serve: &Serve) -> Result<Option<TcpListener>, Problem> {
    let Some(address) = serve.metrics else { return Ok(None) };
    if !address.ip().is_loopback() && !serve.metrics_for_others {
        return Err(Problem::new(
            "Other machines could read the numbers at the address of --metrics, so it was not opened.",
            "Name one of this machine, such as 127.0.0.1:9714, or say --metrics-for-others.",
        ));
    }
    doors::listen(address).await.map(Some)
}

/// Answers whoever watches, for as long as it is let.
pub(super) async fn answer(listener: TcpListener, watched: Watched, for_others: bool) {
    let mut app = Router::new().route("/healthz", get(healthz)).route("/metrics", get(metrics));
    if !for_others {
        app = app.layer(middleware::from_fn(by_number));
    }
    let limits = Limits { connections: CONNECTIONS, ..Limits::default() };
    let door = Door { listener, certificate: None, proxy: None, limits };
    let ever = std::future::pending;
    hearken_listen::serve(door, app.with_state(watched), Arc::default(), ever(), ever()).await;
}

/// Answers under a number or as `localhost` alone, so that no page can point a name of its own at us.
async fn by_number(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if host.parse::<SocketAddr>().is_ok() || name == "localhost" {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "Ask under the address itself, such as 127.0.0.1:9714.\n")
            .into_response()
    }
}

async fn healthz(State(watched): State<Watched>) -> Response {
    hearken_web::health(&watched.state).await
}

async fn metrics(State(watched): State<Watched>) -> Response {
    let mut text = hearken_web::metrics(&watched.state).await;
    write_connections(&mut text, watched.crowd.counts());
    let up = watched.state.keeper.monotonic().as_secs();
    write(&mut text, "hearken_up_seconds", "gauge", "Since the program began.", up);
    if let Some(ends) = watched.certificate.and_then(|certificate| certificate.described().ends) {
        write_end(&mut text, ends);
    }
    if let Some(bytes) = resident_bytes() {
        write(&mut text, "process_resident_memory_bytes", "gauge", "Memory in use.", bytes);
    }
    ([("content-type", "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

fn write_connections(text: &mut String, counts: Counts) {
    let Counts { open, all, turned_away, too_slow, made_room } = counts;
    for (name, kind, help, count) in [
        ("hearken_connections", "gauge", "Connections that are open.", open),
        ("hearken_connections_total", "counter", "Connections that there were.", all),
        (
            "hearken_connections_turned_away_total",
            "counter",
            "Connections that were not let in.",
            turned_away,
        ),
        ("hearken_connections_too_slow_total", "counter", "Connections that took too long.", too_slow),
        ("hearken_connections_made_room_total", "counter", "Silent connections that made room.", made_room),
    ] {
        write(text, name, kind, help, count);
    }
}

fn write_end(text: &mut String, ends: Duration) {
    let help = "When the certificate ends, in seconds since 1970.";
    write(text, "hearken_certificate_ends_seconds", "gauge", help, ends.as_secs());
}

fn write(text: &mut String, name: &str, kind: &str, help: &str, value: u64) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
}

/// What the system says this program has in memory.
#[cfg(target_os = "linux")]
fn resident_bytes() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = pages.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages.saturating_mul(u64::try_from(rustix::param::page_size()).ok()?))
}

/// What the system says this program has in memory.
#[cfg(not(target_os = "linux"))]
fn resident_bytes() -> Option<u64> {
    None
}
