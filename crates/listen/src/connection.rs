//! One connection, from its first byte to its last.

use std::{convert::Infallible, io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    http::{HeaderValue, Response, StatusCode, header},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::TlsAcceptor;
use tower::Service;

use crate::{
    Limits, Proxy,
    body::{Answering, Handed, Paced},
    crowd::{Crowd, Doing, End, Guest, Place},
    io::Watched,
    proxy::{is_this_machine, who_asks},
};

/// What all connections share.
pub(crate) struct Shared {
    pub(crate) app: Router,
    pub(crate) limits: Limits,
    pub(crate) proxy: Option<Proxy>,
    pub(crate) tls: Option<TlsAcceptor>,
    pub(crate) crowd: Arc<Crowd>,
}

/// The first byte of a greeting in TLS.
const GREETING: u8 = 0x16;

/// Said without TLS to whoever speaks without it.
const SPEAKS_HTTPS: &str =
    "This address speaks https alone. Nothing was read. Put https:// in front of it.\n";
/// Said to whoever passes by the proxy.
const FOR_THE_PROXY: &str =
    "This address is for the proxy in front of it alone. Ask at the proxy's address.\n";
/// Said when there is no room.
pub(crate) const FULL: &str =
    "Everybody here is being answered just now. Nothing was read. Try again in a moment.\n";

/// Serves one connection until it ends, or until it has to.
pub(crate) async fn tend(shared: Arc<Shared>, stream: TcpStream, peer: SocketAddr, place: Place) {
    if !may_come(&shared, peer) {
        shared.crowd.turn_away();
        return refuse(stream, StatusCode::FORBIDDEN, FOR_THE_PROXY).await;
    }
    match &shared.tls {
        None => talk(&shared, stream, peer, &place.guest).await,
        Some(tls) => greet(&shared, tls, stream, peer, &place.guest).await,
    }
}

/// Whether somebody from there is let in: without encryption of our own, only this machine and the proxy.
fn may_come(shared: &Shared, peer: SocketAddr) -> bool {
    let named = shared.proxy.is_some_and(|proxy| proxy.is(peer.ip()));
    shared.tls.is_some() || shared.proxy.is_none() || named || is_this_machine(peer.ip())
}

/// Greets in TLS, and tells whoever speaks without it what this is.
async fn greet(
    shared: &Arc<Shared>,
    tls: &TlsAcceptor,
    stream: TcpStream,
    peer: SocketAddr,
    guest: &Arc<Guest>,
) {
    let greeting = async {
        let mut first = [0];
        match stream.peek(&mut first).await {
            // Whoever fails here could not be told anything; TLS itself has told them why.
            Ok(1) if first == [GREETING] => tls.accept(stream).await.ok(),
            Ok(1) if first.iter().all(u8::is_ascii_uppercase) => {
                shared.crowd.turn_away();
                refuse(stream, StatusCode::BAD_REQUEST, SPEAKS_HTTPS).await;
                None
            }
            _ => None,
        }
    };
    let greeted = tokio::select! {
        greeted = greeting => greeted,
        _ = guest.to_end() => None,
    };
    if let Some(stream) = greeted {
        talk(shared, stream, peer, guest).await;
    }
}

/// Answers requests.
async fn talk<S>(shared: &Arc<Shared>, stream: S, peer: SocketAddr, guest: &Arc<Guest>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    guest.does(Doing::Nothing);
    let service = service_fn(|request| answer(shared.clone(), guest.clone(), peer, request));
    let connection = http1::Builder::new()
        .header_read_timeout(None)
        .max_header_size(shared.limits.head_bytes)
        .serve_connection(TokioIo::new(Watched::new(stream, guest.clone())), service);
    let mut connection = pin!(connection);
    loop {
        tokio::select! {
            _ = connection.as_mut() => return,
            end = guest.to_end() => match end {
                End::Now => return,
                End::Kindly => connection.as_mut().graceful_shutdown(),
            }
        }
    }
}

/// Answers one request.
async fn answer(
    shared: Arc<Shared>,
    guest: Arc<Guest>,
    peer: SocketAddr,
    mut request: Request<Incoming>,
) -> Result<Response<Handed>, Infallible> {
    let answering = Answering::begin(&guest);
    if request.headers().contains_key(header::TRANSFER_ENCODING) {
        return Ok(says_no_length().map(|body| Handed::new(body, answering)));
    }
    let asker = who_asks(peer.ip(), shared.proxy.as_ref(), request.headers_mut());
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(asker, peer.port())));
    let limits = shared.limits;
    let request = request.map(|body| Body::new(Paced::new(body, limits)));
    let answer = shared.app.clone().call(request).await?;
    Ok(answer.map(|body| Handed::new(body, answering)))
}

/// What comes in pieces of unknown number is not read: no browser sends it.
fn says_no_length() -> Response<Body> {
    let mut answer =
        Response::new(Body::from("What is sent here has to say how long it is. Nothing was read.\n"));
    *answer.status_mut() = StatusCode::LENGTH_REQUIRED;
    for (name, value) in [
        (header::CONNECTION, "close"),
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// How long somebody who was refused is listened to, so that they hear the sentence before the line is cut.
const LISTENED_TO: Duration = Duration::from_secs(1);

/// Says one sentence and ends.
pub(crate) async fn refuse(mut stream: TcpStream, status: StatusCode, sentence: &str) {
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\
         cache-control: no-store\r\n\r\n{sentence}",
        sentence.len(),
    );
    let said = async {
        stream.write_all(answer.as_bytes()).await?;
        stream.shutdown().await?;
        let mut unheard = [0; 1024];
        while stream.read(&mut unheard).await? > 0 {}
        io::Result::Ok(())
    };
    // Whoever does not listen any more was to be turned away all the same.
    let _ = tokio::time::timeout(LISTENED_TO, said).await;
}
