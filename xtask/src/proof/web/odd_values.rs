//! T37 and T42: every field of every form and every question in an address takes what it was not made for: pieces of SQL, of
//! search languages, numbers and days that are none, other things' ids, far too much, nothing at all. The schema is the pages
//! themselves. Each answer is a sentence; none is a fault, and the notebook is whole afterwards.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{
    super::{Lab, control_must_fail, forms::PageForm},
    headers::UNKNOWN,
    rooms::{Room, Rooms},
};
use crate::{
    Result,
    product::http::{Answer, Client, form},
    summary::Outcome,
};

/// Values that no field was made for. One of another thing, and one that is far too long, are added.
const ODD: [&str; 36] = [
    "",
    " ",
    "'",
    "''",
    "\"",
    "\\",
    "'; DROP TABLE entries; --",
    "' OR '1'='1",
    "1 OR 1=1",
    "1) UNION SELECT NULL, NULL --",
    "' AND (SELECT 1 FROM pg_sleep(5)) IS NULL --",
    "x' AND randomblob(1000000000) --",
    "$1",
    "?1",
    ":id",
    "%",
    "_",
    "NEAR(a b, 10)",
    "title:* AND (",
    "-1",
    "0",
    "00",
    "1.5",
    "1e309",
    "NaN",
    "99999999999999999999",
    "-9223372036854775808",
    "2026-02-30",
    "0000-00-00",
    "9999-12-31T23:59",
    "-000001-01-01T00:00",
    "\u{0}",
    "\u{202e}\u{feff}",
    "\u{1f573}",
    "{\"a\":[1]}",
    "../../etc/passwd",
];

/// So many questions are asked in one address; more have no room in a head.
const AT_ONCE: usize = 120;

/// More than any field takes, and less than a form may have.
const LONG: usize = 300_000;

/// What pages ask in their addresses, beside the names of fields.
const ASKED: [&str; 16] = [
    "q", "seen", "draft", "part", "record", "what", "next", "back", "from", "to", "on", "at", "day", "kept",
    "page", "sort",
];

/// What takes things away comes last, so that there is something for the others.
const TAKES_AWAY: [&str; 6] = ["erase", "/different", "/end", "close", "away", "delete"];

pub(crate) fn prove(lab: &Lab) -> Result<Outcome> {
    let mut rooms = Rooms::furnish(lab)?;
    let mut odd: Vec<String> = ODD.iter().map(|value| (*value).to_owned()).collect();
    odd.extend([UNKNOWN.to_owned(), "x".repeat(LONG)]);
    let mut writes = rooms.of("POST");
    writes.retain(|room| !matches!(room.route.path, "/lock" | "/leave"));
    writes.sort_by_key(|room| TAKES_AWAY.iter().any(|word| room.address.contains(word)));

    let mut asked = looks(&mut rooms, &writes, &odd, if lab.is_short() { 6 } else { 1 })?;
    for (number, room) in writes.iter().enumerate() {
        // The short form gives each field one value; over all of them each value comes up often.
        let (first, every) = if lab.is_short() { (number, false) } else { (0, true) };
        asked += sends(&mut rooms, room, &odd, first, every)?;
        // Some of what was sent ends a session.
        rooms.come_back()?;
    }
    let control = control(&mut rooms)?;
    rooms.server.kill()?;
    let survey = rooms.notebook.glance()?;
    if survey.verify != Some(0) {
        return Err(format!("`verify` is not content afterwards\n{}", survey.said).into());
    }
    Ok(Outcome::Held(format!(
        "{asked} requests with what they were not made for, no fault, the notebook is whole; control: {control}"
    )))
}

/// Asks for every page with one in so many of the odd values, under every name that is ever asked for.
fn looks(rooms: &mut Rooms, writes: &[Room], odd: &[String], one_in: usize) -> Result<usize> {
    let fields = writes.iter().flat_map(|room| room.form.iter()).flat_map(|form| &form.fields);
    let names: BTreeSet<_> = ASKED.into_iter().chain(fields.map(|field| field.name.as_str())).collect();
    let mut asked = 0;
    for (number, room) in rooms.of("GET").iter().enumerate() {
        let path = room.address.split('?').next().unwrap_or_default();
        let values = odd.iter().filter(|value| value.len() < LONG).skip(number % one_in).step_by(one_in);
        for value in values {
            let pairs: Vec<_> = names.iter().map(|name| (*name, value.as_str())).collect();
            for pairs in pairs.chunks(AT_ONCE) {
                let question = format!("{path}?{}", form(pairs));
                let answer = rooms.browser(room).ask("GET", &question, &[], b"")?;
                no_fault(&format!("GET {} with {value:?}", room.route.path), &answer)?;
                asked += 1;
            }
        }
    }
    Ok(asked)
}

/// Sends a form with odd values in it: one field at a time, no field, each field twice, and one that nobody knows.
fn sends(rooms: &mut Rooms, room: &Room, odd: &[String], first: usize, every: bool) -> Result<usize> {
    let nothing = PageForm { action: room.address.clone(), fields: Vec::new() };
    let filled = room.form.as_ref().unwrap_or(&nothing);
    let usual: Vec<(&str, &str)> =
        filled.fields.iter().map(|field| (field.name.as_str(), field.value.as_str())).collect();
    let mut bodies = vec![
        ("nothing".to_owned(), form(&[])),
        ("each twice".to_owned(), form(&[&usual[..], &usual].concat())),
    ];
    for at in 0..usual.len() {
        let many = if every { odd.len() } else { 1 };
        for value in odd.iter().cycle().skip((first + at) % odd.len()).take(many) {
            let mut fields = usual.clone();
            fields[at].1 = value;
            let shown: String = value.chars().take(40).collect();
            bodies.push((format!("{} as {shown:?}", fields[at].0), form(&fields)));
        }
    }
    bodies.push(("a field that nobody knows".to_owned(), form(&[&usual[..], &[("zz", "'")]].concat())));
    for (what, body) in &bodies {
        let answer = posts(rooms.browser(room), &room.address, body)?;
        no_fault(&format!("POST {} with {what}", room.route.path), &answer)?;
    }
    Ok(bodies.len())
}

fn posts(client: &mut Client, address: &str, body: &str) -> Result<Answer> {
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
    client.ask("POST", address, &headers, body.as_bytes())
}

fn no_fault(what: &str, answer: &Answer) -> Result {
    if answer.status < 500 {
        return Ok(());
    }
    Err(format!("{what} was answered with {}", answer.status).into())
}

/// A notebook whose drafts cannot be read any more is a fault, and seen as one.
fn control(rooms: &mut Rooms) -> Result<String> {
    let database = Connection::open(rooms.notebook.folder().join("notebook.db"))?;
    database.busy_timeout(std::time::Duration::from_secs(5))?;
    database.execute_batch("ALTER TABLE drafts RENAME TO drafts_gone")?;
    let fields = [("place", "/journal/new"), ("body", "x"), ("draft", ""), ("seen", "0")];
    let answer = posts(&mut rooms.client, "/drafts", &form(&fields))?;
    database.execute_batch("ALTER TABLE drafts_gone RENAME TO drafts")?;
    control_must_fail("a table that is gone", no_fault("POST /drafts", &answer))
}
