//! How the server is started.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, ValueEnum};
use hearken_listen::Proxy;

/// How to serve.
#[derive(Args, Default)]
pub(crate) struct Serve {
    /// The address to listen on [default: 127.0.0.1:7714]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
    /// The https address people use, when a proxy with a certificate stands in front
    #[arg(long, value_name = "https://NAME")]
    pub(crate) origin: Option<String>,
    /// The address of that proxy, or its network (10.0.0.0/24): from there alone it is believed whom it speaks for
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) behind_proxy: Option<Proxy>,
    /// A certificate of your own (PEM), for https without a proxy; read again when it changes
    #[arg(long, value_name = "FILE")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// Its key (PEM), which only the program may read
    #[arg(long, value_name = "FILE")]
    pub(crate) tls_key: Option<PathBuf>,
    /// Answer /metrics (Prometheus) and /healthz at an address of their own, such as 127.0.0.1:9714
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) metrics: Option<SocketAddr>,
    /// Let other machines read those numbers too
    #[arg(long)]
    pub(crate) metrics_for_others: bool,
    /// How to write the log on standard error [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) log_format: Option<LogFormat>,
    /// Do not open the browser
    #[arg(long)]
    pub(crate) no_browser: bool,
    /// Who may make a notebook of their own here, beside the first person; names are then asked for
    #[arg(long, value_name = "WHO")]
    pub(crate) sign_up: Option<SignUp>,
    /// Megabytes that open notebooks may take together; the one that was quiet longest makes room, and opens again by
    /// itself [default: 1024]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) notebook_memory: Option<u32>,
    /// A folder of guides of your own [default: content, in the folder of the notebook, if it is there]
    #[arg(long, value_name = "DIR")]
    pub(crate) content: Option<PathBuf>,
    /// How to reach a mail server, for reminders [default: mail.toml, in the folder of the notebook, if it is there]
    #[arg(long, value_name = "FILE")]
    pub(crate) mail: Option<PathBuf>,
}

impl Serve {
    /// What was said behind the command, completed by what was said in front of it.
    pub(crate) fn or(self, before: Self) -> Self {
        Self {
            listen: self.listen.or(before.listen),
            origin: self.origin.or(before.origin),
            behind_proxy: self.behind_proxy.or(before.behind_proxy),
            tls_cert: self.tls_cert.or(before.tls_cert),
            tls_key: self.tls_key.or(before.tls_key),
            metrics: self.metrics.or(before.metrics),
            metrics_for_others: self.metrics_for_others || before.metrics_for_others,
            log_format: self.log_format.or(before.log_format),
            no_browser: self.no_browser || before.no_browser,
            sign_up: self.sign_up.or(before.sign_up),
            notebook_memory: self.notebook_memory.or(before.notebook_memory),
            content: self.content.or(before.content),
            mail: self.mail.or(before.mail),
        }
    }
}

/// Who may make a notebook of their own on this server: whom the owner invites, anybody, or nobody.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SignUp {
    Invitation,
    Open,
    Closed,
}

/// How the log is written: in lines to read, or in lines of JSON.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum LogFormat {
    #[default]
    Text,
    Json,
}
