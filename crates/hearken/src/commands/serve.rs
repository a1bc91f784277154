//! `hearken serve`: the notebook in the browser.

pub(super) mod doors;
pub(super) mod files;
mod stopping;
mod watching;

use std::{io::IsTerminal, path::Path, sync::Arc, time::Duration};

use hearken_listen::{Crowd, Door, Limits};
use hearken_mail::Mail;
use hearken_vault::{Keeper, SignUps};
use hearken_web::AppState;
use jiff::tz::TimeZone;
use tokio::net::TcpListener;

use self::{doors::Opened, watching::Watched};
use super::{Outcome, content::read_all, mail};
use crate::{
    cli::{Common, Serve, SignUp},
    folder, notebook,
    out::{remark, say},
    problem::Problem,
};

/// How often idle notebooks are looked for.
const SWEEP: Duration = Duration::from_secs(2);

/// Files and sockets that are not a connection to a browser: the notebook, the database, what the system wants.
const OTHER_FILES: usize = 128;

pub(crate) async fn run(common: &Common, serve: &Serve) -> Result<Outcome, Problem> {
    let folder = folder::of(common)?;
    let opened = doors::open(serve).await?;
    let watching = watching::open(serve).await?;
    let store = notebook::store_or_new(common).await?;
    let keeper = notebook::keeper(store.clone());
    if let Some(sign_up) = serve.sign_up {
        keeper.say_who_may_join(sign_ups(sign_up));
    }
    if let Some(megabytes) = serve.notebook_memory {
        keeper.give_room(usize::try_from(megabytes).unwrap_or(usize::MAX).saturating_mul(1_000_000));
    }
    use_own_content(&folder, serve.content.as_deref());
    let mail = mail::open(&folder, serve.mail.as_deref(), &store);
    if let Some(mail) = &mail {
        mail::take_in_files(mail, &folder, &store, common.database.is_none(), keeper.now()).await;
    }
    serve_with(keeper, mail, opened, watching, serve).await
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
    opened: Opened,
    watching: Option<TcpListener>,
    serve: &Serve,
) -> Result<Outcome, Problem> {
    let Opened { listener, certificate, hosts, address, proxy } = opened;
    say(&address)?;
    if std::io::stdout().is_terminal() {
        remark("Ctrl-C stops it. What you have kept is on the disk already.");
    }
    open_browser(serve, &address);
    let secure = serve.origin.is_some() || certificate.is_some();
    let state = AppState::new(keeper, hosts, secure, TimeZone::system()).with_mail(mail.clone());
    let postman = mail.map(|mail| tokio::spawn(mail::go_round(mail, state.keeper.clone())));
    let sweeper = tokio::spawn(sweep(state.clone()));
    stopping::read_again_when_told(certificate.clone());
    let crowd = Arc::new(Crowd::default());
    let watched = Watched { state: state.clone(), crowd: crowd.clone(), certificate: certificate.clone() };
    let watcher =
        watching.map(|listener| tokio::spawn(watching::answer(listener, watched, serve.metrics_for_others)));
    let door = Door { listener, certificate, proxy, limits: limits() };
    let (stop, at_once) = (stopping::stopped(), stopping::stopped_again());
    hearken_listen::serve(door, hearken_web::app(state), crowd, stop, at_once).await;
    for task in [Some(sweeper), postman, watcher].into_iter().flatten() {
        task.abort();
    }
    Ok(Outcome::Done)
}

/// The usual limits, with as many connections as the system has room for: some files are needed for other things.
fn limits() -> Limits {
    let usual = Limits::default();
    let room = files::at_most().map_or(usual.connections, |files| files.saturating_sub(OTHER_FILES).max(16));
    Limits { connections: usual.connections.min(room), ..usual }
}

fn open_browser(serve: &Serve, address: &str) {
    let desktop = cfg!(not(target_os = "linux"))
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    if serve.no_browser || !desktop || !std::io::stdout().is_terminal() {
        return;
    }
    if let Err(error) = open::that_detached(address) {
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
