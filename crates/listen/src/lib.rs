//! The door: sockets, TLS, and how long anybody may take. What comes through it is a request; what it asks for is the business
//! of the service that is handed in.
//!
//! HTTP/1.1 alone, so that every limit holds for everybody: a head that takes too long or is too large, a body that trickles,
//! an answer that nobody fetches, a connection that says nothing. When there is no room, whoever has been silent longest makes
//! some, so that a person who asks is answered whoever else is at the door.
//!
//! A body has to say how long it is: browsers always do, and what is refused cannot be understood in two ways by a proxy and by
//! us (request smuggling).
//!
//! **Deliberately absent:** routes, cookies, a notebook, a clock of the wall; and HTTP/2, until the same limits hold there.

mod ask;
mod body;
mod connection;
mod crowd;
mod io;
mod limits;
mod proxy;
mod server;
mod tls;

pub use ask::{Answer, ask};
pub use crowd::{Counts, Crowd};
pub use limits::Limits;
pub use proxy::{Proxy, ProxyError};
pub use server::{Door, serve};
pub use tls::{Certificate, CertificateError, Described};
