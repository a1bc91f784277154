//! The way to the database: its address, encryption on the way, and what it has to promise.

use std::{net::IpAddr, time::Duration};

use deadpool_postgres::{Client, Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use hearken_vault::StoreError;
use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::{errors::Failure, in_turn::each};

/// Connections of one process. A statement takes a millisecond, so a few serve many people.
const CONNECTIONS: usize = 16;

/// How long a connection may take to come about, or to come free.
pub(super) const CONNECTING: Duration = Duration::from_secs(3);

/// After so long without a sign of life the other end counts as gone: soon enough to look for another one.
const SILENCE: Duration = Duration::from_secs(4);

/// An acknowledged save is on the server's disk, also where the server or the role was set to less; more stays more.
const ON_DISK: &str = "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                         WHEN 'off' THEN 'on' WHEN 'local' THEN 'on' ELSE current_setting('synchronous_commit')
                       END, false)";

/// How a database is reached.
#[derive(Clone)]
pub(super) struct Way {
    /// Everything that the address says.
    pub(super) config: Config,
    /// The same for each server that it names.
    pub(super) servers: Vec<Config>,
    pub(super) tls: MakeRustlsConnect,
}

impl Way {
    /// The way to the database at `address`. Nobody is asked yet.
    pub(super) fn to(address: &str) -> Result<Self, StoreError> {
        let mut config: Config =
            address.parse().map_err(|_| fault("the address of the database is not one"))?;
        encrypt_on_the_way(&mut config)?;
        config.application_name("hearken");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECTING);
        }
        if config.get_tcp_user_timeout().is_none() {
            // A machine that vanishes says nothing: it is asked after a second of silence, and then again.
            config.tcp_user_timeout(SILENCE).keepalives(true).keepalives_idle(Duration::from_secs(1));
            config.keepalives_interval(Duration::from_secs(1)).keepalives_retries(3);
        }
        let (tls, unread) = MakeRustlsConnect::with_native_certs()
            .map_err(|_| fault("the system has no certificates that can be read"))?;
        for error in unread {
            tracing::warn!(%error, "a certificate of the system could not be read");
        }
        Ok(Self { servers: each(&config), config, tls })
    }
}

/// Connections, made when they are needed.
pub(super) fn pool(way: &Way) -> Result<Pool, StoreError> {
    let recycle = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    Pool::builder(Manager::from_connect(way.config.clone(), way.clone(), recycle))
        .max_size(CONNECTIONS)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(CONNECTING))
        .create_timeout(Some(way.longest()))
        .post_create(Hook::async_fn(|client, _| {
            Box::pin(async move { client.batch_execute(ON_DISK).await.map_err(HookError::Backend) })
        }))
        .build()
        .map_err(|error| StoreError::Fault(error.to_string()))
}

/// A database on another machine is spoken to through TLS or not at all.
fn encrypt_on_the_way(config: &mut Config) -> Result<(), StoreError> {
    let here = |host: &Host| match host {
        #[cfg(unix)]
        Host::Unix(_) => true,
        Host::Tcp(name) => ["localhost", "127.0.0.1", "::1"].contains(&name.as_str()),
    };
    // An address beside the name is the one that is spoken to.
    if config.get_hosts().iter().all(here) && config.get_hostaddrs().iter().all(IpAddr::is_loopback) {
        return Ok(());
    }
    match config.get_ssl_mode() {
        SslMode::Disable => Err(fault(
            "the database is on another machine, and its address asks for no encryption (sslmode=disable)",
        )),
        _ => {
            config.ssl_mode(SslMode::Require);
            Ok(())
        }
    }
}

fn fault(what: &str) -> StoreError {
    StoreError::Fault(what.to_owned())
}

/// What a client cannot set right for a server that may lose what it has acknowledged, it says.
pub(super) async fn look_at_durability(client: &Client) -> Result<(), Failure> {
    for setting in ["fsync", "full_page_writes"] {
        let row = client.query_one("SELECT current_setting($1)", &[&setting]).await?;
        if row.get::<_, &str>(0) != "on" {
            tracing::warn!(setting, "this database may lose what it acknowledged when its machine stops");
        }
    }
    Ok(())
}
