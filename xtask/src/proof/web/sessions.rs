//! T31: a session begins with an id of its own at each way in, and ends within a second of its end, whoever holds its
//! cookie: lock, leave, another passphrase, quiet minutes, a day, one session too many.

use std::{
    collections::BTreeSet,
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use super::super::{Lab, control_must_fail};
use crate::{
    Result,
    product::{Notebook, Server, http::Answer, http::Client},
    summary::Outcome,
};

const COOKIE: &str = "notebook";
const PROMPTLY: Duration = Duration::from_secs(1);
/// As many as the product lets go on at a time.
const AT_A_TIME: usize = 16;
const OTHER: &str = "eleven amber kites above the quarry";
const ORIGIN: &str = "https://notes.example";
const HOUR: i64 = 60 * 60 * 1_000;

pub(crate) fn prove(lab: &Lab) -> Result<Outcome> {
    let notebook = lab.notebook()?;
    let server = Server::start(&notebook)?;
    let (ids, planted) = ids(lab, &server, &notebook)?;
    ends(&server, &notebook)?;
    let noticed = control_must_fail("a session that goes on", {
        let going = server.unlocked(&notebook)?;
        dead(&going.twin(), Instant::now())
    })?;
    crowd(lab.rounds(1, 3), &server, &notebook)?;
    nowhere_in_sight(&server, &notebook)?;
    let quiet = quiet_minutes(lab, &server, &notebook)?;
    server.kill()?;
    let notebook = while_it_was_off(lab, &notebook)?;
    let renewed = rises(&notebook)?;
    flags(&notebook)?;
    Ok(Outcome::Held(format!(
        "{ids} ids of 256 bits, {planted} planted ones not taken, {renewed} renewed, {quiet}; control: {noticed}"
    )))
}

fn cookie(client: &mut Client) -> Result<String> {
    client.cookies().get(COOKIE).cloned().ok_or_else(|| "there is no session cookie".into())
}

/// Holds when this copy of a browser is locked out, no later than a second after `ended`.
fn dead(copy: &Client, ended: Instant) -> Result {
    let mut copy = copy.twin();
    let answer = copy.get("/journal")?;
    let to = answer.header("location").unwrap_or_default();
    if answer.status != 303 || !to.starts_with("/unlock") {
        return Err(format!("the session still opens the notebook ({})", answer.status).into());
    }
    if ended.elapsed() > PROMPTLY {
        return Err(format!("it took {:?} to end", ended.elapsed()).into());
    }
    Ok(())
}

fn alive(copy: &Client) -> Result {
    match copy.twin().get("/journal")?.status {
        200 => Ok(()),
        status => Err(format!("a session that should go on is answered {status}").into()),
    }
}

/// New ids each time, long and unlike, and none that was offered before.
fn ids(lab: &Lab, server: &Server, notebook: &Notebook) -> Result<(usize, usize)> {
    let mut seen = BTreeSet::new();
    let offered = ["", "A", &"A".repeat(43), "../../x", "notebook=1", &"f".repeat(64)].map(str::to_owned);
    for offered in offered.iter().cycle().take(lab.rounds(2, 12)) {
        let mut client = server.stranger();
        client.cookies().insert(COOKIE.to_owned(), offered.clone());
        let before = client.twin();
        dead(&before, Instant::now())?;
        let answer = client.post("/unlock", &[("passphrase", notebook.passphrase())])?;
        let id = cookie(&mut client)?;
        if answer.status != 303 || id.len() < 43 || id == *offered || !seen.insert(id.clone()) {
            return Err(format!(
                "offered {offered:?}, the browser was answered {} and got {id}",
                answer.status
            )
            .into());
        }
        dead(&before, Instant::now())?;
        if server.unlocked(notebook).is_err() {
            return Err("the notebook could not be unlocked beside it".into());
        }
        client.post("/lock", &[])?;
    }
    Ok((seen.len(), offered.len().min(lab.rounds(2, 12))))
}

/// Lock and leave end the session for every copy of its cookie, and for no other browser.
fn ends(server: &Server, notebook: &Notebook) -> Result {
    for way in ["/lock", "/leave"] {
        let mut person = server.unlocked(notebook)?;
        let (thief, other) = (person.twin(), server.unlocked(notebook)?);
        alive(&thief)?;
        let answer = person.post(way, &[])?;
        let ended = Instant::now();
        dead(&thief, ended)?;
        alive(&other)?;
        let gone =
            answer.all("set-cookie").any(|line| line.starts_with("notebook=;") && line.contains("Max-Age=0"));
        if !gone || answer.header("clear-site-data").is_none() {
            return Err(format!("{way} leaves the cookie in the browser").into());
        }
    }
    let mut person = server.unlocked(notebook)?;
    let before = person.twin();
    person.post("/unlock", &[("passphrase", notebook.passphrase())])?;
    dead(&before, Instant::now())?;
    alive(&person)
}

/// One session too many ends the one that was quiet the longest.
fn crowd(rounds: usize, server: &Server, notebook: &Notebook) -> Result {
    for _ in 0..rounds {
        let first = server.unlocked(notebook)?;
        let others: Vec<Client> = (0..AT_A_TIME).map(|_| server.unlocked(notebook)).collect::<Result<_>>()?;
        dead(&first, Instant::now())?;
        others.iter().try_for_each(alive)?;
    }
    Ok(())
}

/// The id stands in no page and no header but the cookie's own, and in an address it is worth nothing.
fn nowhere_in_sight(server: &Server, notebook: &Notebook) -> Result {
    let mut person = server.unlocked(notebook)?;
    let id = cookie(&mut person)?;
    let shows = |answer: &Answer| {
        let inside = answer.text().contains(&id);
        inside || answer.headers.iter().any(|(name, value)| name != "set-cookie" && value.contains(&id))
    };
    for page in ["/", "/journal", "/parts", "/exercises", "/settings", "/more", "/recovery-words", "/nowhere"]
    {
        if shows(&person.get(page)?) {
            return Err(format!("the session's id is on {page}").into());
        }
    }
    for address in
        [format!("/journal?notebook={id}"), format!("/journal;notebook={id}"), format!("/{id}/journal")]
    {
        if server.stranger().get(&address)?.status == 200 {
            return Err("a session's id in an address opens the notebook".into());
        }
    }
    Ok(())
}

/// In the long form a whole quiet minute is waited for, on a session that was set to lock after one.
fn quiet_minutes(lab: &Lab, server: &Server, notebook: &Notebook) -> Result<String> {
    if lab.is_short() {
        return Ok("quiet minutes by rows moved back only".to_owned());
    }
    let mut person = server.unlocked(notebook)?;
    person.post("/settings", &[("idle_minutes", "1")])?;
    for _ in 0..2 {
        thread::sleep(Duration::from_secs(40));
        alive(&person)?;
    }
    // Nobody asks for a minute. `dead` asks once, which a session that went on would count as activity.
    thread::sleep(Duration::from_secs(61));
    dead(&person, Instant::now())?;
    server.unlocked(notebook)?.post("/settings", &[("idle_minutes", "15")])?;
    Ok("a quiet minute waited for".to_owned())
}

/// The machine was off: what is stored of a session is moved back in time, and the program started again.
fn while_it_was_off(lab: &Lab, notebook: &Notebook) -> Result<Notebook> {
    let moved = |made: i64, seen: i64| -> Result {
        let copy = lab.copy_of(notebook)?;
        let server = Server::start(&copy)?;
        let person = server.unlocked(&copy)?;
        server.kill()?;
        let database = Connection::open(copy.folder().join("notebook.db"))?;
        database
            .execute("UPDATE sessions SET made_ms = made_ms - ?1, seen_ms = seen_ms - ?2", [made, seen])?;
        drop(database);
        let server = Server::start(&copy)?;
        let mut again = server.stranger();
        again.cookies().clone_from(person.twin().cookies());
        dead(&again, Instant::now())
    };
    moved(16 * HOUR / 60, 16 * HOUR / 60).map_err(|fault| format!("quiet for 16 minutes: {fault}"))?;
    moved(24 * HOUR, 0).map_err(|fault| format!("a day old and busy until now: {fault}"))?;
    moved(-HOUR, -HOUR).map_err(|fault| format!("from a clock that was set back: {fault}"))?;
    control_must_fail("14 quiet minutes", moved(14 * HOUR / 60, 14 * HOUR / 60))?;
    control_must_fail("23 hours, busy until now", moved(23 * HOUR, 0))?;
    lab.copy_of(notebook)
}

/// Each rise of rights gives a new id, and a copy of the one before opens nothing any more. The last way in is the
/// one with the recovery words, which changes the passphrase.
fn rises(notebook: &Notebook) -> Result<usize> {
    let server = Server::start(notebook)?;
    let mut person = server.unlocked(notebook)?;
    let mut renewed = 0;
    let mut rise = |person: &mut Client, path: &str, fields: &[(&str, &str)]| -> Result {
        let (thief, before) = (person.twin(), cookie(person)?);
        let answer = person.post(path, fields)?;
        if answer.status != 303 || cookie(person)? == before {
            return Err(format!("{path} was answered {} and the id stayed", answer.status).into());
        }
        dead(&thief, Instant::now()).map_err(|fault| format!("after {path}: {fault}"))?;
        renewed += 1;
        alive(person)
    };
    let passphrase = notebook.passphrase();
    rise(&mut person, "/unlock", &[("passphrase", passphrase)])?;
    rise(&mut person, "/recovery-words", &[("passphrase", passphrase)])?;
    let words = shown_words(&person.get("/recovery-words")?.text());
    if words.len() != 24 {
        return Err(format!("{} recovery words were shown", words.len()).into());
    }
    rise(
        &mut person,
        "/settings/passphrase",
        &[("current", passphrase), ("passphrase", OTHER), ("again", OTHER)],
    )?;
    let words = words.join(" ");
    rise(&mut person, "/recover", &[("words", &words), ("passphrase", passphrase), ("again", passphrase)])?;
    Ok(renewed)
}

/// The words of the list on the page that shows them.
fn shown_words(page: &str) -> Vec<String> {
    let list = page.split("<ol").nth(1).and_then(|rest| rest.split("</ol>").next()).unwrap_or_default();
    let items = list.split("<li").skip(1).filter_map(|item| item.split_once('>')).map(|(_, item)| item);
    let text = |item: &str| {
        let pieces = item.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        pieces.collect::<String>().trim().to_owned()
    };
    items.map(|item| text(item).split_whitespace().last().unwrap_or_default().to_owned()).collect()
}

/// Behind https the cookie is bound to this host and to https; without, all but that.
fn flags(notebook: &Notebook) -> Result {
    let server = Server::start_behind(notebook, ORIGIN)?;
    let fields = format!("passphrase={}", notebook.passphrase().replace(' ', "+"));
    let headers = [
        ("host", "notes.example"),
        ("origin", ORIGIN),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let answer = server.stranger().ask("POST", "/unlock", &headers, fields.as_bytes())?;
    flagged(&answer, true)?;
    let weaker = ["; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/", "__Host-"];
    for flag in weaker {
        let headers = answer.headers.iter().map(|(name, value)| (name.clone(), value.replace(flag, "")));
        let weaker = Answer { status: 303, headers: headers.collect(), body: Vec::new() };
        control_must_fail(flag, flagged(&weaker, true))?;
    }
    server.kill()?;
    let server = Server::start(notebook)?;
    flagged(&server.stranger().post("/unlock", &[("passphrase", notebook.passphrase())])?, false)
}

fn flagged(answer: &Answer, by_https: bool) -> Result {
    let lines: Vec<_> = answer.all("set-cookie").collect();
    let name = if by_https { "__Host-notebook=" } else { "notebook=" };
    if !lines.iter().any(|line| line.starts_with(name)) {
        return Err(format!("no cookie {name} among {} cookies", lines.len()).into());
    }
    for line in lines {
        let parts: Vec<_> = line.split("; ").skip(1).collect();
        let all = ["Path=/", "HttpOnly", "SameSite=Strict"].iter().all(|flag| parts.contains(flag));
        if !all
            || parts.contains(&"Secure") != by_https
            || parts.iter().any(|part| part.starts_with("Domain"))
        {
            return Err(format!("a cookie has the flags {parts:?}").into());
        }
    }
    Ok(())
}
