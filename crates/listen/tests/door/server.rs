//! A door with a small service behind it, and just enough of a client.

use std::{
    io::{Read, Write},
    net::{IpAddr, SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use hearken_listen::{Counts, Crowd, Door, Limits, Proxy, serve};
use tokio::{net::TcpListener, sync::oneshot};

/// How often the handler that must not be reached was.
type Reached = Arc<AtomicUsize>;

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    crowd: Arc<Crowd>,
    reached: Reached,
    stop: Option<oneshot::Sender<()>>,
    at_once: Option<oneshot::Sender<()>>,
    ended: Option<thread::JoinHandle<()>>,
}

impl Server {
    pub(crate) fn start(limits: Limits) -> Self {
        Self::with(limits, None)
    }

    pub(crate) fn behind(proxy: Proxy) -> Self {
        Self::with(crate::short(), Some(proxy))
    }

    fn with(limits: Limits, proxy: Option<Proxy>) -> Self {
        let (crowd, reached) = (Arc::new(Crowd::default()), Reached::default());
        let (stop, stopped) = oneshot::channel();
        let (at_once, now) = oneshot::channel();
        let (tell, told) = std::sync::mpsc::channel();
        let (app, at_door) = (app(reached.clone()), crowd.clone());
        let ended = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
            runtime.unwrap().block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let door = Door { listener, certificate: None, proxy, limits };
                // A sender that is dropped does not stop anything.
                let stopped = async {
                    if stopped.await.is_err() {
                        std::future::pending().await
                    }
                };
                let now = async {
                    if now.await.is_err() {
                        std::future::pending().await
                    }
                };
                serve(door, app, at_door, stopped, now).await;
            });
        });
        let address = told.recv().unwrap();
        Self { address, crowd, reached, stop: Some(stop), at_once: Some(at_once), ended: Some(ended) }
    }

    pub(crate) fn counts(&self) -> Counts {
        self.crowd.counts()
    }

    /// How often `/unreached` was.
    pub(crate) fn reached(&self) -> usize {
        self.reached.load(Ordering::SeqCst)
    }

    pub(crate) fn connect(&self) -> Line {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        Line(stream)
    }

    /// The one answer to one request.
    pub(crate) fn ask(&self, request: &str) -> String {
        let mut line = self.connect();
        line.send(request);
        line.answer()
    }

    pub(crate) fn stop(&mut self) {
        self.stop.take().unwrap().send(()).unwrap();
    }

    pub(crate) fn stop_at_once(&mut self) {
        self.at_once.take().unwrap().send(()).unwrap();
    }

    /// Waits until it has ended, and says how long that took.
    pub(crate) fn ended(&mut self) -> Duration {
        let begun = Instant::now();
        self.ended.take().unwrap().join().unwrap();
        begun.elapsed()
    }
}

fn app(reached: Reached) -> Router {
    Router::new()
        .route("/", get("answered"))
        .route("/who", get(who))
        .route("/large", get(|| async { vec![b'a'; 32 << 20] }))
        .route("/body", post(body))
        .route(
            "/late",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(500)).await;
                "late"
            }),
        )
        .route(
            "/later",
            get(|| async {
                tokio::time::sleep(Duration::from_secs(30)).await;
                "later"
            }),
        )
        .route("/unreached", get(unreached))
        .with_state(reached)
}

async fn who(ConnectInfo(asker): ConnectInfo<SocketAddr>, headers: HeaderMap) -> String {
    let asker: IpAddr = asker.ip();
    let left = headers.keys().filter(|name| name.as_str().contains("forwarded")).count();
    format!("{asker}, {left} headers of a proxy")
}

async fn body(body: Body) -> (StatusCode, String) {
    match to_bytes(body, 64 << 10).await {
        Ok(bytes) => (StatusCode::OK, format!("{} bytes", bytes.len())),
        Err(_) => (StatusCode::REQUEST_TIMEOUT, "not whole".to_owned()),
    }
}

async fn unreached(State(reached): State<Reached>) {
    reached.fetch_add(1, Ordering::SeqCst);
}

/// One connection.
pub(crate) struct Line(pub(crate) TcpStream);

impl Line {
    pub(crate) fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).unwrap();
    }

    /// Sends what may be refused on the way.
    pub(crate) fn try_send(&mut self, bytes: impl AsRef<[u8]>) -> bool {
        self.0.write_all(bytes.as_ref()).is_ok()
    }

    /// One answer, by the length it says it has.
    pub(crate) fn answer(&mut self) -> String {
        let mut answer = Vec::new();
        let mut byte = [0];
        while !answer.ends_with(b"\r\n\r\n") {
            match self.0.read(&mut byte) {
                Ok(1) => answer.push(byte[0]),
                _ => return String::from_utf8(answer).unwrap(),
            }
        }
        let head = String::from_utf8(answer).unwrap();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.0.read_exact(&mut body).unwrap();
        head + &String::from_utf8(body).unwrap()
    }

    /// Everything until the other side ends. `None` when it does not within `patience`.
    pub(crate) fn until_its_end(&mut self, patience: Duration) -> Option<String> {
        self.0.set_read_timeout(Some(patience)).unwrap();
        let (mut all, mut piece) = (Vec::new(), [0; 4096]);
        loop {
            match self.0.read(&mut piece) {
                Ok(0) => break,
                Ok(bytes) => all.extend_from_slice(&piece[..bytes]),
                Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
                Err(_) => return None,
            }
        }
        Some(String::from_utf8_lossy(&all).into_owned())
    }
}
