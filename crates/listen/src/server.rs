//! Letting people in, and showing them out.

use std::{future::Future, io, sync::Arc, time::Duration};

use axum::{Router, http::StatusCode};
use tokio::net::TcpListener;

use crate::{
    Certificate, Crowd, Limits, Proxy,
    connection::{FULL, Shared, refuse, tend},
};

/// How long nobody is let in when the system has no room for another connection.
const OUT_OF_BREATH: Duration = Duration::from_millis(50);
/// After how many looks at the crowd the certificate's files are looked at.
const LOOKS_A_CERTIFICATE: u32 = 10;

/// Where people come in.
pub struct Door {
    /// The socket.
    pub listener: TcpListener,
    /// Our own certificate; without one, nothing is encrypted here.
    pub certificate: Option<Arc<Certificate>>,
    /// The proxy in front, if there is one.
    pub proxy: Option<Proxy>,
    /// How long anybody may take.
    pub limits: Limits,
}

/// Serves `app` until `stop` resolves, then lets requests that are under way end, for as long as the limits say or until
/// `at_once` resolves. Each request carries its asker's address as [`axum::extract::ConnectInfo`].
pub async fn serve(
    door: Door,
    app: Router,
    crowd: Arc<Crowd>,
    stop: impl Future<Output = ()>,
    at_once: impl Future<Output = ()>,
) {
    let Door { listener, certificate, proxy, limits } = door;
    let tls = certificate.as_ref().map(|certificate| certificate.acceptor());
    let shared = Arc::new(Shared { app, limits, proxy, tls, crowd: crowd.clone() });
    let looking = tokio::spawn(look_round(crowd.clone(), certificate, limits));
    tokio::select! {
        () = let_in(&listener, &shared) => {}
        () = stop => {}
    }
    // Nobody else comes in: who asks now is told by the system that nothing listens.
    drop(listener);
    crowd.show_everybody_out();
    tokio::select! {
        () = crowd.empty() => {}
        () = tokio::time::sleep(limits.last_requests) => {}
        () = at_once => {}
    }
    looking.abort();
}

async fn let_in(listener: &TcpListener, shared: &Arc<Shared>) {
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                give_way(&error, shared).await;
                continue;
            }
        };
        // Answers are written whole; waiting for more would only make them late. If it cannot be set, they are late.
        let _ = stream.set_nodelay(true);
        match shared.crowd.let_in(shared.limits.connections) {
            Some(place) => drop(tokio::spawn(tend(shared.clone(), stream, peer, place))),
            None if shared.tls.is_none() => {
                drop(tokio::spawn(refuse(stream, StatusCode::SERVICE_UNAVAILABLE, FULL)));
            }
            None => drop(stream),
        }
    }
}

/// What to do when the system does not hand over a connection: one that is gone already is nobody's fault; where there is no
/// room for another, somebody makes some.
async fn give_way(error: &io::Error, shared: &Shared) {
    let gone =
        [io::ErrorKind::ConnectionAborted, io::ErrorKind::ConnectionReset, io::ErrorKind::ConnectionRefused];
    if gone.contains(&error.kind()) {
        return;
    }
    tracing::warn!(%error, "a connection could not be taken; there may be too few file descriptors");
    shared.crowd.make_room();
    tokio::time::sleep(OUT_OF_BREATH).await;
}

async fn look_round(crowd: Arc<Crowd>, certificate: Option<Arc<Certificate>>, limits: Limits) {
    let mut every = tokio::time::interval(limits.tick);
    for look in (0..LOOKS_A_CERTIFICATE).cycle() {
        every.tick().await;
        crowd.look_round(&limits);
        if let (0, Some(certificate)) = (look, &certificate) {
            certificate.read_again_if_changed();
        }
    }
}
