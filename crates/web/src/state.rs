//! What every request can reach.

use std::{ops::Deref, sync::Arc};

use axum::http::{HeaderMap, header::HOST};
use hearken_content::Library;
use hearken_mail::Mail;
use hearken_vault::Keeper;
use jiff::tz::TimeZone;

use crate::{journey::Throttle, operator::Metrics, sharing::KeptUp, zone};

/// Shared by all requests. One counter, whatever is in it: each request copies this for every layer it goes through.
#[derive(Clone)]
pub struct AppState(Arc<Reach>);

/// What is in an [`AppState`].
#[derive(Clone)]
pub struct Reach {
    /// Who is unlocked, and their notebooks.
    pub keeper: Keeper,
    /// Guides, help lines, words.
    pub library: &'static Library,
    /// Values of the `Host` header that are ours, in lower case, with the port where there is one.
    pub hosts: Arc<[String]>,
    /// Whether people reach us by https: cookies are then `Secure` and `__Host-`.
    pub secure: bool,
    /// Where a browser is that has not said so: where the server is.
    pub zone: TimeZone,
    /// Mail, where this server has it.
    pub mail: Option<Arc<Mail>>,
    /// How often calendars look.
    pub(crate) throttle: Arc<Throttle>,
    /// What is shown to others, and up to where it was brought up to date.
    pub(crate) kept_up: Arc<KeptUp>,
    /// What is counted for whoever runs the server.
    pub(crate) metrics: Arc<Metrics>,
}

impl Deref for AppState {
    type Target = Reach;

    fn deref(&self) -> &Reach {
        &self.0
    }
}

impl AppState {
    /// A state that answers to these hosts, for example `127.0.0.1:7714` and `localhost:7714`.
    pub fn new(
        keeper: Keeper,
        hosts: impl IntoIterator<Item = String>,
        secure: bool,
        zone: TimeZone,
    ) -> Self {
        let hosts = hosts.into_iter().map(|host| host.to_ascii_lowercase()).collect();
        let library = hearken_content::library();
        let (throttle, kept_up, metrics) = (Arc::default(), Arc::default(), Arc::default());
        let mail = None;
        Self(Arc::new(Reach { keeper, library, hosts, secure, zone, mail, throttle, kept_up, metrics }))
    }

    /// The same on a server that has mail.
    #[must_use]
    pub fn with_mail(&self, mail: Option<Arc<Mail>>) -> Self {
        Self(Arc::new(Reach { mail, ..Reach::clone(self) }))
    }
}

impl Reach {
    /// Minutes east of UTC to assume now for a browser that has not said where it is. The server may run for years, and its
    /// clocks change twice in each.
    pub fn offset_minutes(&self) -> i16 {
        zone::offset_minutes(&self.zone, self.keeper.now()).unwrap_or(0)
    }

    /// Where people reach us, without a slash at the end: as others do, or else under the name we were just asked by.
    pub(crate) fn origin(&self, asked: &HeaderMap) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        let here = || format!("{scheme}://{}", host(asked).unwrap_or_default());
        self.origin_for_others(asked).unwrap_or_else(here)
    }

    /// Where another device reaches us; `None` when nothing but this machine does. Only behind https do we listen for
    /// others at all.
    pub(crate) fn origin_for_others(&self, asked: &HeaderMap) -> Option<String> {
        let ours = self.hosts.iter().rev().map(String::as_str);
        let named = host(asked).into_iter().chain(ours).find(|host| !is_this_machine(host));
        named.filter(|_| self.secure).map(|host| format!("https://{host}"))
    }
}

fn host(asked: &HeaderMap) -> Option<&str> {
    asked.get(HOST)?.to_str().ok()
}

fn is_this_machine(host: &str) -> bool {
    ["127.", "localhost", "[::1]", "0.0.0.0", "[::]"].iter().any(|here| host.starts_with(here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_this_machine_alone_is_no_address_for_another() {
        assert!(
            ["127.0.0.1:7714", "localhost:7714", "[::1]:1", "0.0.0.0:7714"].into_iter().all(is_this_machine)
        );
        assert!(!is_this_machine("notes.example") && !is_this_machine("192.168.1.4:7714"));
    }
}
