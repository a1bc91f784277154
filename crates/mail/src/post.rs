//! Sending: one mail, always the same.

use std::time::Duration;

use hearken_core::Timestamp;
use hearken_seal::random_bytes;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor, address::Envelope};

/// All that a mail says, in its subject and below.
pub const MESSAGE: &str = "Something is waiting in your notebook.";

/// So long the mail server may take for one answer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// Why a mail was not sent. The texts hold nothing of whom it was for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotSent {
    /// That is no address that a mail can be sent to.
    #[error("that is no address")]
    NoAddress,
    /// The mail server was not reached, or it does not let us in.
    #[error("the mail server was not reached, or does not let us in")]
    NotReached,
    /// The mail server took nothing now, and may later.
    #[error("the mail server asks to come again later")]
    Later,
    /// The mail server refused it for good.
    #[error("the mail server refuses it")]
    Refused,
    /// The mail server was given it and did not say whether it took it.
    #[error("the mail server did not say whether it took it")]
    Unknown,
}

/// The way to a mail server.
pub struct Post {
    way: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

impl Post {
    pub(crate) fn new(way: AsyncSmtpTransport<Tokio1Executor>, from: Address) -> Self {
        Self { way, from }
    }

    /// Whether the mail server is there and lets us in. It is given nothing.
    pub(crate) async fn is_there(&self) -> Result<(), NotSent> {
        match self.way.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) | Err(_) => Err(NotSent::NotReached),
        }
    }

    /// Sends the one mail there is.
    pub(crate) async fn send(&self, to: &str, now: Timestamp) -> Result<(), NotSent> {
        let to = address(to)?;
        let text = self.text(&to, now);
        let envelope = Envelope::new(Some(self.from.clone()), vec![to]).map_err(|_| NotSent::NoAddress)?;
        match self.way.send_raw(&envelope, text.as_bytes()).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_transient() => Err(NotSent::Later),
            Err(error) if error.is_permanent() => Err(NotSent::Refused),
            Err(_) => Err(NotSent::Unknown),
        }
    }

    fn text(&self, to: &Address, now: Timestamp) -> String {
        let id: String = random_bytes::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
        let at = jiff::Timestamp::from_millisecond(now.as_millis()).unwrap_or_default();
        let (from, domain) = (&self.from, self.from.domain());
        format!(
            "From: {from}\r\nTo: {to}\r\nSubject: {MESSAGE}\r\nDate: {}\r\nMessage-ID: <{id}@{domain}>\r\n\
             MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\nAuto-Submitted: auto-generated\r\n\
             \r\n{MESSAGE}",
            at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        )
    }
}

/// An address as mail servers everywhere take it.
pub(crate) fn address(typed: &str) -> Result<Address, NotSent> {
    let plain = typed.len() <= 254 && typed.bytes().all(|byte| byte.is_ascii_graphic());
    typed.parse().ok().filter(|_| plain).ok_or(NotSent::NoAddress)
}
