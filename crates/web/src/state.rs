//! What every request can reach.

use std::sync::Arc;

use axum::http::{HeaderMap, header::HOST};
use hearken_content::Library;
use hearken_mail::Mail;
use hearken_vault::Keeper;

use crate::journey::Throttle;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Who is unlocked, and their notebooks.
    pub keeper: Keeper,
    /// Guides, help lines, words.
    pub library: &'static Library,
    /// Values of the `Host` header that are ours, in lower case, with the port where there is one.
    pub hosts: Arc<[String]>,
    /// Whether people reach us by https: cookies are then `Secure` and `__Host-`.
    pub secure: bool,
    /// Minutes east of UTC to assume for a browser that has not said where it is.
    pub offset_minutes: i16,
    /// Mail, where this server has it.
    pub mail: Option<Arc<Mail>>,
    /// How often calendars look.
    pub(crate) throttle: Arc<Throttle>,
}

impl AppState {
    /// A state that answers to these hosts, for example `127.0.0.1:7714` and `localhost:7714`.
    pub fn new(
        keeper: Keeper,
        hosts: impl IntoIterator<Item = String>,
        secure: bool,
        offset_minutes: i16,
    ) -> Self {
        let hosts = hosts.into_iter().map(|host| host.to_ascii_lowercase()).collect();
        let (library, throttle) = (hearken_content::library(), Arc::default());
        Self { keeper, library, hosts, secure, offset_minutes, mail: None, throttle }
    }

    /// Where people reach us, without a slash at the end: by the name of the https address if there is one, else by the
    /// name under which we were just asked.
    pub(crate) fn origin(&self, asked: &HeaderMap) -> String {
        let named = || asked.get(HOST)?.to_str().ok().map(str::to_owned);
        match self.secure {
            true => format!("https://{}", self.hosts.last().map_or("", String::as_str)),
            false => format!("http://{}", named().unwrap_or_default()),
        }
    }
}
