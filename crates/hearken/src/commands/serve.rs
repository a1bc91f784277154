//! `hearken serve`: the notebook in the browser.

use std::{
    future::IntoFuture,
    io::{ErrorKind, IsTerminal},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
    time::Duration,
};

use hearken_mail::Mail;
use hearken_vault::{Keeper, SignUps};
use hearken_web::AppState;
use tokio::{net::TcpListener, sync::Notify};

use super::{Outcome, content::read_all, mail};
use crate::{
    cli::{Common, Serve, SignUp},
    clock, folder, notebook,
    out::{remark, say},
    problem::Problem,
};

/// Where the server listens when nobody says otherwise.
const USUAL: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7714);

/// How often idle notebooks are looked for.
const SWEEP: Duration = Duration::from_secs(2);

/// How long requests that are under way may take once the program is asked to stop. A browser that begins a request
/// and never ends it must not keep the program alive.
const LAST_REQUESTS: Duration = Duration::from_secs(3);

pub(crate) async fn run(common: &Common, serve: &Serve) -> Result<Outcome, Problem> {
    let folder = folder::of(common)?;
    let address = serve.listen.unwrap_or(USUAL);
    refuse_open_doors(address, serve.origin.as_deref())?;
    let listener = listen(address).await?;
    let keeper = notebook::keeper(notebook::store_or_new(common).await?);
    if let Some(sign_up) = serve.sign_up {
        keeper.say_who_may_join(sign_ups(sign_up));
    }
    use_own_content(&folder, serve.content.as_deref());
    let mail = mail::open(&folder, serve.mail.as_deref());
    serve_with(keeper, mail, listener, serve).await
}

fn sign_ups(said: SignUp) -> SignUps {
    match said {
        SignUp::Invitation => SignUps::Invitation,
        SignUp::Open => SignUps::Open,
        SignUp::Closed => SignUps::Closed,
    }
}

/// Adds guides of one's own, from the folder that was named or from `content` beside the notebook. What cannot be used is
/// said, and everything else works: a fault in a guide keeps nobody from their notebook.
pub(super) fn use_own_content(data: &Path, named: Option<&Path>) {
    let usual = data.join("content");
    let Some(folder) = named.or(Some(usual.as_path()).filter(|usual| usual.is_dir())) else { return };
    match read_all(folder) {
        Ok(files) => hearken_content::use_own(files),
        Err(problem) => {
            problem.tell();
            remark("The guides that are built in are used.");
        }
    }
    for fault in hearken_content::left_out() {
        remark(format_args!("Not used: {fault}"));
    }
}

/// Serves until somebody stops the program.
async fn serve_with(
    keeper: Keeper,
    mail: Option<Arc<Mail>>,
    listener: TcpListener,
    serve: &Serve,
) -> Result<Outcome, Problem> {
    let address = listener.local_addr().map_err(network_problem)?;
    say(format_args!("http://{address}"))?;
    if std::io::stdout().is_terminal() {
        remark("Ctrl-C stops it. What you have kept is on the disk already.");
    }
    open_browser(serve, address);
    let offset = clock::here(keeper.now()).offset_minutes;
    let mut state =
        AppState::new(keeper, hosts(address, serve.origin.as_deref()), serve.origin.is_some(), offset);
    let postman = mail.clone().map(|mail| tokio::spawn(mail::go_round(mail, state.keeper.clone())));
    state.mail = mail;
    let sweeper = tokio::spawn(sweep(state.clone()));
    let stop = Arc::new(Notify::new());
    let graceful = stop.clone();
    // Each request knows where it came from, for counting tries.
    let app = hearken_web::app(state).into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move { graceful.notified().await });
    let ended = async {
        stopped().await;
        stop.notify_one();
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    let served = tokio::select! {
        served = serving.into_future() => served,
        () = ended => Ok(()),
    };
    sweeper.abort();
    postman.inspect(tokio::task::JoinHandle::abort);
    served.map_err(network_problem)?;
    Ok(Outcome::Done)
}

fn network_problem(error: std::io::Error) -> Problem {
    Problem::new(
        format!("The network stopped working ({}). What you have kept is safe.", error.kind()),
        "Start again, with another address if this one does not work.",
    )
}

/// An address that other machines can reach needs encryption in front of it.
fn refuse_open_doors(address: SocketAddr, origin: Option<&str>) -> Result<(), Problem> {
    let https = origin.is_some_and(|origin| origin.starts_with("https://"));
    if origin.is_some() && !https {
        return Err(Problem::new(
            "The address given with --origin does not begin with https://, so it was not opened.",
            "Put a proxy with a certificate in front, and name its address.",
        ));
    }
    if address.ip().is_loopback() || https {
        return Ok(());
    }
    Err(Problem::new(
        "Other machines could reach this address, and nothing would be encrypted on the way, so it was not opened.",
        "Listen on 127.0.0.1, or put a proxy with a certificate in front and name it with --origin https://NAME.",
    ))
}

async fn listen(address: SocketAddr) -> Result<TcpListener, Problem> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Problem::new(
            format!("Something already listens on {address}. If it is Hearken, your notebook is open there already."),
            format!("Open http://{address} in your browser, or choose another address with --listen."),
        ),
        _ => Problem::new(
            format!("The address {address} could not be opened ({}). Nothing was changed.", error.kind()),
            "Choose another with --listen.",
        ),
    })
}

/// The names under which a browser may ask for us; any other is somebody else's page pointing here.
fn hosts(address: SocketAddr, origin: Option<&str>) -> Vec<String> {
    let port = address.port();
    let mut hosts = vec![address.to_string()];
    if address.ip().is_loopback() {
        hosts.extend([format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")]);
    }
    hosts.extend(origin.and_then(|origin| origin.strip_prefix("https://")).map(str::to_owned));
    hosts
}

fn open_browser(serve: &Serve, address: SocketAddr) {
    let desktop = cfg!(not(target_os = "linux"))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if serve.no_browser || !desktop || !std::io::stdout().is_terminal() {
        return;
    }
    if let Err(error) = open::that_detached(format!("http://{address}")) {
        tracing::warn!(%error, "the browser could not be opened");
    }
}

async fn sweep(state: AppState) {
    let mut every = tokio::time::interval(SWEEP);
    loop {
        every.tick().await;
        // Before anything is locked: what was written last is in the feeds then.
        hearken_web::refresh_feeds(&state).await;
        if let Err(error) = state.keeper.sweep().await {
            tracing::warn!(%error, "idle notebooks could not be looked for");
        }
    }
}

/// Resolves when the program is asked to stop.
async fn stopped() {
    let interrupt = async { tokio::signal::ctrl_c().await.unwrap_or(()) };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        _ = terminate => {}
    }
}
