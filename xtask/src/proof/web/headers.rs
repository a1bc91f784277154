//! T35: every answer carries every header: each route with each kind of answer it can give, and the answers that no
//! route gives. What is demanded stands here a second time, so that the product's own list cannot grow weak unseen.

use std::collections::BTreeMap;

use hearken_web::HEADERS;
use rusqlite::Connection;

use super::{
    super::{Lab, control_must_fail},
    rooms::{Room, Rooms},
};
use crate::{
    Result,
    product::http::{Answer, Client},
    summary::Outcome,
};

/// One byte more than the product reads of a form.
const TOO_LONG: usize = (4 << 20) + 1;
const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");
/// The id of nothing.
pub(super) const UNKNOWN: &str = "0197a5e0-0000-7000-8000-00000000000f";
/// Each of these must have been seen, or the proof did not look where it says.
const CODES: [u16; 10] = [200, 303, 400, 403, 404, 405, 413, 421, 422, 500];

/// How an answer may be kept on the way: a page not at all.
const NOT_KEPT: &str = "no-store";
/// A file whose address changes with it, for good.
const ASSET: &str = "public, max-age=31536000, immutable";
/// What a calendar fetches, by that calendar alone, and asked for anew each time.
const FEED: &str = "private, no-cache";

/// Parts that the policy must have.
const POLICY: [&str; 8] = [
    "default-src 'none'",
    "media-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    // One that lets the address of our own worker through, and nothing else.
    "trusted-types worker",
    "worker-src 'self'",
];
/// What would open it again.
const TOO_OPEN: [&str; 7] =
    ["unsafe-inline", "unsafe-eval", "unsafe-hashes", "http:", "https:", "data:", "*"];
/// Headers with the value each must have.
const DEMANDED: [(&str, &str); 6] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];
/// What the browser must not let our pages use; and that the microphone is for our own pages alone.
const TURNED_OFF: [&str; 9] = [
    "camera=()",
    "microphone=(self)",
    "screen-wake-lock=(self)",
    "geolocation=()",
    "display-capture=()",
    "clipboard-read=()",
    "idle-detection=()",
    "usb=()",
    "local-fonts=()",
];

pub(crate) fn prove(lab: &Lab) -> Result<Outcome> {
    let mut rooms = Rooms::furnish(lab)?;
    let mut seen = Seen::default();
    let sample = rooms.client.get("/")?;
    for room in rooms.of("GET") {
        looked_at(&mut rooms, &room, &mut seen)?;
    }
    let writes = rooms.of("POST");
    for room in &writes {
        refused(&mut rooms, room, &mut seen)?;
    }
    for room in &writes {
        taken(&mut rooms, room, &mut seen)?;
    }
    broken(&mut rooms, &mut seen)?;
    if let Some(code) = CODES.iter().find(|code| !seen.codes.contains_key(code)) {
        return Err(format!("no answer {code} was seen, only {:?}", seen.codes).into());
    }
    let weakened = control(&sample)?;
    let (all, codes) = (seen.codes.values().sum::<usize>(), seen.codes.len());
    Ok(Outcome::Held(format!("{all} answers with {codes} codes; control: {weakened} weaker answers noticed")))
}

/// How many answers of each code were looked at.
#[derive(Default)]
struct Seen {
    codes: BTreeMap<u16, usize>,
}

impl Seen {
    fn look(&mut self, what: &str, answer: &Answer) -> Result {
        *self.codes.entry(answer.status).or_default() += 1;
        let kept_as = match () {
            () if answer.status != 200 => NOT_KEPT,
            () if what.contains(" /assets/") => ASSET,
            () if what.contains(" /calendar/") => FEED,
            () => NOT_KEPT,
        };
        fault_of(answer, kept_as).map_err(|fault| format!("{what}, {}: {fault}", answer.status).into())
    }

    fn ask(
        &mut self,
        client: &mut Client,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result {
        let answer = client.ask(method, path, headers, body)?;
        self.look(&format!("{method} {path} with {headers:?}"), &answer)
    }
}

/// A page: open, locked, unknown, under another host's name, by other methods.
fn looked_at(rooms: &mut Rooms, room: &Room, seen: &mut Seen) -> Result {
    let (address, unknown) = (room.address.as_str(), unknown(&room.address));
    for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] {
        // Where the same address also takes a write, the writes are looked at for themselves.
        if method != "POST" || !rooms.of("POST").iter().any(|other| other.address == address) {
            seen.ask(rooms.browser(room), method, address, &[OURS], b"")?;
        }
    }
    seen.ask(rooms.browser(room), "GET", &unknown, &[OURS], b"")?;
    seen.ask(rooms.browser(room), "GET", &format!("{address}/nowhere/at/all"), &[OURS], b"")?;
    seen.ask(rooms.browser(room), "GET", &format!("{address}?%ff=%fe"), &[OURS], b"")?;
    seen.ask(rooms.browser(room), "GET", address, &[OURS, ("host", "elsewhere.example")], b"")?;
    seen.ask(&mut rooms.server.stranger(), "GET", address, &[OURS], b"")
}

/// A write that is not done: from another site, no text, too long, unknown, while locked.
fn refused(rooms: &mut Rooms, room: &Room, seen: &mut Seen) -> Result {
    let (address, long) = (room.address.as_str(), vec![b'x'; TOO_LONG]);
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let client = rooms.browser(room);
    seen.ask(client, "POST", address, &[("sec-fetch-site", "cross-site")], b"")?;
    if !ends_the_session(room) {
        seen.ask(client, "POST", &unknown(address), &[OURS, kind], b"a=b")?;
        seen.ask(client, "POST", address, &[OURS, kind], b"words=%ff%fe")?;
        seen.ask(&mut client.twin(), "POST", address, &[OURS, kind], &long)?;
        seen.ask(&mut rooms.server.stranger(), "POST", address, &[OURS, kind], b"words=x&body=y&place=/")?;
    }
    Ok(())
}

/// A write that is done, by a form and by a script.
fn taken(rooms: &mut Rooms, room: &Room, seen: &mut Seen) -> Result {
    let address = room.address.as_str();
    if !ends_the_session(room) {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        seen.ask(rooms.browser(room), "POST", address, &[OURS, kind], b"")?;
        return seen.ask(
            rooms.browser(room),
            "POST",
            address,
            &[OURS, kind, ("accept", "application/json")],
            b"q=x&place=/",
        );
    }
    let mut leaving = rooms.unlocked_again()?;
    let answer = leaving.ask("POST", address, &[OURS], b"")?;
    seen.look(&format!("POST {address}"), &answer)?;
    match answer.header("clear-site-data") {
        Some(cleared) if cleared.contains("\"cache\"") => Ok(()),
        other => Err(format!("POST {address} clears {other:?}").into()),
    }
}

fn ends_the_session(room: &Room) -> bool {
    matches!(room.route.path, "/lock" | "/leave")
}

/// Every route once more while the store cannot be read: a table is gone.
fn broken(rooms: &mut Rooms, seen: &mut Seen) -> Result {
    let database = Connection::open(rooms.notebook.folder().join("notebook.db"))?;
    database.busy_timeout(std::time::Duration::from_secs(5))?;
    let mut somebody = rooms.client.twin();
    // A session of another process: only the store could say whether it is one. The first character changes and no
    // other, because the last one has idle bits and not every character may stand there.
    let cookie = somebody.cookies().get("notebook").ok_or("there is no session cookie")?;
    let first = if cookie.starts_with('A') { "B" } else { "A" };
    let unknown = format!("{first}{}", cookie.get(1..).unwrap_or_default());
    somebody.cookies().insert("notebook".to_owned(), unknown);
    database.execute_batch("ALTER TABLE sessions RENAME TO sessions_gone")?;
    for room in rooms.of("GET").into_iter().chain(rooms.of("POST")) {
        seen.ask(&mut somebody, room.route.method, &room.address, &[OURS], b"")?;
    }
    database.execute_batch("ALTER TABLE sessions_gone RENAME TO sessions")?;
    Ok(())
}

/// The address with another thing's id in it.
fn unknown(address: &str) -> String {
    let segment = |segment: &str| if segment.len() == UNKNOWN.len() { UNKNOWN } else { segment }.to_owned();
    address.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// What an answer lacks, or has too much of.
fn fault_of(answer: &Answer, kept_as: &str) -> std::result::Result<(), String> {
    for (name, value) in HEADERS.into_iter().chain(DEMANDED) {
        let found: Vec<_> = answer.all(name).collect();
        if found != [value] {
            return Err(format!("{name} is {found:?}"));
        }
    }
    let policy = answer.header("content-security-policy").unwrap_or_default();
    let off = answer.header("permissions-policy").unwrap_or_default();
    if let Some(part) = POLICY.iter().find(|part| !policy.split("; ").any(|found| found == **part)) {
        return Err(format!("the policy lacks {part}"));
    }
    if let Some(open) = TOO_OPEN.iter().find(|open| policy.contains(**open)) {
        return Err(format!("the policy has {open}"));
    }
    if let Some(on) = TURNED_OFF.iter().find(|feature| !off.split(", ").any(|found| found == **feature)) {
        return Err(format!("{on} is not said"));
    }
    if answer.all("cache-control").ne([kept_as]) {
        return Err(format!("cache-control is {:?}", answer.header("cache-control")));
    }
    match ["server", "x-powered-by", "via"].iter().find(|name| answer.header(name).is_some()) {
        Some(name) => Err(format!("{name} tells what this is")),
        None => Ok(()),
    }
}

/// A good answer made weaker in every way that is looked for.
fn control(good: &Answer) -> Result<usize> {
    let with = |name: &str, value: Option<&str>| {
        let mut headers = good.headers.clone();
        headers.retain(|(found, _)| found != name);
        headers.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        Answer { status: good.status, headers, body: Vec::new() }
    };
    let policy = good.header("content-security-policy").unwrap_or_default();
    let names = HEADERS.iter().chain(&DEMANDED).map(|(name, _)| *name).chain(["cache-control"]);
    let mut weaker: Vec<(String, Answer)> = names.map(|name| (name.to_owned(), with(name, None))).collect();
    for open in TOO_OPEN {
        let value = format!("{policy}; script-src-elem {open}");
        weaker.push((open.to_owned(), with("content-security-policy", Some(&value))));
    }
    weaker.push(("a server's name".to_owned(), with("server", Some("hyper/1.0"))));
    weaker.push(("a public page".to_owned(), with("cache-control", Some("public"))));
    for (what, answer) in &weaker {
        control_must_fail(what, fault_of(answer, NOT_KEPT).map_err(Into::into))?;
    }
    Ok(weaker.len())
}
