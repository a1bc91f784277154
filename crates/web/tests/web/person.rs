//! Who is there: somebody with a browser, and perhaps a notebook with things in it.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
};
use hearken_core::Timestamp;
use hearken_seal::KdfParams;
use hearken_store::{PostgresStore, SqliteStore};
use hearken_vault::{Clock, Keeper, Store};
use hearken_web::AppState;
use jiff::tz::TimeZone;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::postgres_server::Server;

pub(crate) const PASSPHRASE: &str = "lantern otter drizzle sofa";
pub(crate) const HOST: &str = "127.0.0.1:7714";

/// A clock that stands still until it is moved.
pub(crate) struct TestClock(AtomicI64);

impl TestClock {
    pub(crate) fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn monotonic(&self) -> Duration {
        let start = START.as_millis();
        Duration::from_millis(u64::try_from(self.now().as_millis() - start).unwrap_or(0))
    }
}

/// Sunday 22 November 2026, 17:40 UTC.
const START: Timestamp = Timestamp::from_millis(1_795_369_200_000);

/// A program that runs, with its own folder.
pub(crate) struct House {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) state: AppState,
    pub(crate) store: Arc<dyn Store>,
    folder: TempDir,
    /// Another program on the same database, where there are two; and the store as it has it.
    pub(crate) beside: Option<AppState>,
    pub(crate) store_beside: Option<Arc<dyn Store>>,
    _server: Option<Server>,
}

impl House {
    fn new(secure: bool) -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(folder.path()).unwrap());
        let clock = Arc::new(TestClock(AtomicI64::new(START.as_millis())));
        let state = program(&store, &clock, secure);
        Arc::new(Self { clock, state, store, folder, beside: None, store_beside: None, _server: None })
    }

    /// Two programs on one PostgreSQL.
    async fn of_two_programs(secure: bool) -> Arc<Self> {
        let (folder, server) = (tempfile::tempdir().unwrap(), Server::start());
        let clock = Arc::new(TestClock(AtomicI64::new(START.as_millis())));
        let open = async |name: &str| {
            let notes = folder.path().join(name);
            let store: Arc<dyn Store> =
                Arc::new(PostgresStore::open(&server.address(), &notes).await.unwrap());
            store
        };
        let (store, other) = (open("one").await, open("two").await);
        let (state, beside) = (program(&store, &clock, secure), Some(program(&other, &clock, secure)));
        let store_beside = Some(other);
        Arc::new(Self { clock, state, store, folder, beside, store_beside, _server: Some(server) })
    }

    /// What every test of the pages stands before: one program with a file, or, where `HEARKEN_TWO_PROGRAMS` is set, two on
    /// one PostgreSQL that answer in turns.
    async fn usual(secure: bool) -> Arc<Self> {
        match std::env::var_os("HEARKEN_TWO_PROGRAMS") {
            Some(_) => Self::of_two_programs(secure).await,
            None => Self::new(secure),
        }
    }
}

fn program(store: &Arc<dyn Store>, clock: &Arc<TestClock>, secure: bool) -> AppState {
    let keeper = Keeper::new(store.clone(), clock.clone(), KdfParams::FLOOR);
    let mut hosts = vec![HOST.to_owned(), "localhost:7714".to_owned()];
    hosts.extend(secure.then(|| "notes.example".to_owned()));
    AppState::new(keeper, hosts, secure, TimeZone::fixed(jiff::tz::offset(1)))
}

impl House {
    /// Where everything is kept.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// Somebody with a browser.
pub(crate) struct Person {
    pub(crate) house: Arc<House>,
    pub(crate) cookies: BTreeMap<String, String>,
    /// The programs that answer this browser, in turns.
    apps: Vec<Router>,
    turn: usize,
    /// What the browser has in its address bar.
    pub(crate) host: String,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// What can be read of it as text.
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Person {
    /// Somebody before a program that nobody has set up.
    pub(crate) async fn stranger() -> Self {
        Self::in_house(House::usual(false).await)
    }

    /// The same, reached by https.
    pub(crate) async fn stranger_by_https() -> Self {
        Self::in_house(House::usual(true).await)
    }

    /// Somebody whose every request goes to the other one of two programs than the last.
    pub(crate) async fn before_two_programs() -> Self {
        Self::in_house(House::of_two_programs(false).await).begins().await
    }

    /// Somebody with a new, open notebook and their words on paper.
    pub(crate) async fn new() -> Self {
        Self::stranger().await.begins().await
    }

    async fn begins(self) -> Self {
        let mut person = self;
        let begun = person.post("/begin", &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)]).await;
        assert_eq!(begun.location(), "/recovery-words");
        person
    }

    /// Adds so many entries, ten minutes apart: “Entry number 3.”
    pub(crate) async fn with_entries(mut self, number: u32) -> Self {
        for n in 1..=number {
            self.house.clock.forward(600);
            self.writes(&format!("Entry number {n}.")).await;
        }
        self
    }

    /// Adds a part, and gives its id.
    pub(crate) async fn meets(&mut self, name: &str, role: &str) -> String {
        let kept = self.post("/parts", &[("name", name), ("role", role)]).await;
        kept.location().strip_prefix("/parts/").unwrap().to_owned()
    }

    /// Writes an entry, and gives its id.
    pub(crate) async fn writes(&mut self, body: &str) -> String {
        let kept = self.post("/journal", &[("body", body)]).await;
        kept.location().strip_prefix("/journal/").unwrap().trim_end_matches("?kept=1").to_owned()
    }

    /// Another browser before the same notebook.
    pub(crate) fn other_browser(&self) -> Self {
        Self::in_house(self.house.clone())
    }

    fn in_house(house: Arc<House>) -> Self {
        let states = [Some(house.state.clone()), house.beside.clone()].into_iter().flatten();
        let apps = states.map(hearken_web::app).collect();
        Self { house, cookies: BTreeMap::new(), host: HOST.to_owned(), apps, turn: 0 }
    }

    /// The same person before a server that has mail: each of its programs that of its own, in order.
    pub(crate) fn with_mail(self, mails: &[Arc<hearken_mail::Mail>]) -> Self {
        let states = [Some(self.house.state.clone()), self.house.beside.clone()].into_iter().flatten();
        let with = |(state, mail): (AppState, &Arc<hearken_mail::Mail>)| {
            hearken_web::app(state.with_mail(Some(mail.clone())))
        };
        Self { apps: states.zip(mails).map(with).collect(), ..self }
    }

    /// Unlocks, whether it was locked or not.
    pub(crate) async fn enter(&mut self) -> Page {
        self.post("/unlock", &[("passphrase", PASSPHRASE)]).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        self.send(
            form(path).header("sec-fetch-site", "same-origin").body(Body::from(encoded(fields))).unwrap(),
        )
        .await
    }

    /// Posts from that address.
    pub(crate) async fn posts_from(&mut self, from: [u8; 4], path: &str, fields: &[(&str, &str)]) -> Page {
        let request = form(path).header("sec-fetch-site", "same-origin");
        let request = request.extension(ConnectInfo(SocketAddr::from((from, 50_000))));
        self.send(request.body(Body::from(encoded(fields))).unwrap()).await
    }

    /// As a script posts.
    pub(crate) async fn fetch(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request =
            form(path).header("sec-fetch-site", "same-origin").header(header::ACCEPT, "application/json");
        self.send(request.body(Body::from(encoded(fields))).unwrap()).await
    }

    /// Sends a file with a form, as a browser does.
    pub(crate) async fn upload(&mut self, path: &str, file: &[u8]) -> Page {
        let before = "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"IMG.jpg\"\r\n\r\n";
        let body = [before.as_bytes(), file, b"\r\n--xYz--\r\n"].concat();
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=xYz")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a request as it is, with this browser's cookies.
    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Page {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.headers_mut().entry(header::HOST).or_insert(self.host.parse().unwrap());
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        self.turn += 1;
        let app = self.apps[self.turn % self.apps.len()].clone();
        let response = app.oneshot(request).await.unwrap();
        let (mut parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        // It is another one each time, and says nothing of the page.
        assert!(parts.headers.remove("x-request-id").is_some(), "every answer has its number");
        Page { status: parts.status, headers: parts.headers, body, bytes }
    }
}

fn form(path: &str) -> axum::http::request::Builder {
    Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Fields as a browser sends them.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

impl Page {
    /// Where it sends the browser.
    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// The value of the first input of that name.
    pub(crate) fn field(&self, name: &str) -> String {
        let (_, after) =
            self.body.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}"));
        crate::html::unescaped(after.split('"').next().unwrap())
    }

    /// Whether a person reads that, letter for letter.
    pub(crate) fn shows(&self, text: &str) -> bool {
        crate::html::text(&self.body).contains(text)
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}
