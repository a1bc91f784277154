//! Several servers are tried in turn, each for its share of the time: one that vanished, or that takes a connection and
//! says nothing more, leaves time for the next.

use std::{pin::Pin, time::Duration};

use deadpool_postgres::Connect;
use tokio::{task::JoinHandle, time::timeout};
use tokio_postgres::{
    Client, Config, Connection, Error, Socket,
    config::{Host, LoadBalanceHosts},
    tls::MakeTlsConnect,
};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::connect::{CONNECTING, Way};

/// How long one of several servers is tried, and how long all of them together where they are many.
const ONE_OF_SEVERAL: Duration = Duration::from_millis(1500);
const ALL_BUT_ONE: Duration = Duration::from_secs(6);

/// What is said over, once somebody answered.
pub(super) type Line = Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>;

type Connecting<'a> = Pin<Box<dyn Future<Output = Result<(Client, JoinHandle<()>), Error>> + Send + 'a>>;

impl Way {
    /// How long one server is tried before the next.
    fn share(&self) -> Duration {
        let servers = u32::try_from(self.servers.len()).unwrap_or(u32::MAX);
        ONE_OF_SEVERAL.min(ALL_BUT_ONE / servers.max(1))
    }

    /// How long it takes until each of them was tried.
    pub(super) fn longest(&self) -> Duration {
        let before = u32::try_from(self.servers.len().saturating_sub(1)).unwrap_or(u32::MAX);
        self.share() * before + CONNECTING
    }

    /// A connection to the first that gives one. The last is waited for as long as whoever asks waits.
    pub(super) async fn reach(&self) -> Result<(Client, Line), Error> {
        let (last, before) = self.servers.split_last().unwrap_or((&self.config, &[]));
        for (nth, server) in before.iter().enumerate() {
            match timeout(self.share(), server.connect(self.tls.clone())).await {
                Ok(Ok(reached)) => return Ok(reached),
                Ok(Err(error)) => tracing::debug!(nth, %error, "a server of the database is not used"),
                Err(_) => tracing::debug!(nth, "a server of the database says nothing"),
            }
        }
        last.connect(self.tls.clone()).await
    }
}

impl Connect for Way {
    fn connect(&self, _: &Config) -> Connecting<'_> {
        Box::pin(async move {
            let (client, line) = self.reach().await?;
            let task = tokio::spawn(async move {
                if let Err(error) = line.await {
                    tracing::warn!(%error, "a connection to the database ended");
                }
            });
            Ok((client, task))
        })
    }
}

/// One configuration for each server that is named, in their order. Where the order is left to chance, or the numbers do not fit
/// each other, the client makes of it what it makes of it.
pub(super) fn each(config: &Config) -> Vec<Config> {
    let (hosts, addresses, ports) = (config.get_hosts(), config.get_hostaddrs(), config.get_ports());
    let servers = hosts.len().max(addresses.len());
    let fits = |many: usize| many == 0 || many == servers;
    let by_chance = config.get_load_balance_hosts() == LoadBalanceHosts::Random;
    if servers < 2
        || by_chance
        || !fits(hosts.len())
        || !fits(addresses.len())
        || !(fits(ports.len()) || ports.len() == 1)
    {
        return vec![config.clone()];
    }
    let one = |nth: usize| {
        let mut one = but_for_the_server(config);
        match hosts.get(nth) {
            Some(Host::Tcp(name)) => one.host(name),
            #[cfg(unix)]
            Some(Host::Unix(path)) => one.host_path(path),
            None => &mut one,
        };
        addresses.get(nth).map(|address| one.hostaddr(*address));
        ports.get(nth).or(ports.first()).map(|port| one.port(*port));
        one
    };
    (0..servers).map(one).collect()
}

/// Everything that an address says, but for which server it is.
fn but_for_the_server(config: &Config) -> Config {
    let mut bare = Config::new();
    config.get_user().map(|user| bare.user(user));
    config.get_password().map(|password| bare.password(password));
    config.get_dbname().map(|name| bare.dbname(name));
    config.get_options().map(|options| bare.options(options));
    config.get_application_name().map(|name| bare.application_name(name));
    config.get_connect_timeout().map(|limit| bare.connect_timeout(*limit));
    config.get_tcp_user_timeout().map(|limit| bare.tcp_user_timeout(*limit));
    config.get_keepalives_interval().map(|pause| bare.keepalives_interval(pause));
    config.get_keepalives_retries().map(|times| bare.keepalives_retries(times));
    bare.keepalives(config.get_keepalives()).keepalives_idle(config.get_keepalives_idle());
    bare.ssl_mode(config.get_ssl_mode()).ssl_negotiation(config.get_ssl_negotiation());
    bare.channel_binding(config.get_channel_binding())
        .target_session_attrs(config.get_target_session_attrs());
    bare
}
