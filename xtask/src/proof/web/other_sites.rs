//! T32: no other site can have anything done. Every write is sent the ways another site could send it, with the
//! browser's cookies; every page is only looked at. Afterwards the database holds what it held before.

use std::collections::BTreeSet;

use super::{
    super::{Lab, control_must_fail},
    rooms::{Room, Rooms},
    state::state_of,
};
use crate::{Result, product::http::form, summary::Outcome};

type Headers = &'static [(&'static str, &'static str)];

/// What a browser says of a form on a page of another site, of a script there, of one on another port of this
/// machine, of a frame without an origin; and what browsers say that know no `Sec-Fetch-Site`.
const DISGUISES: [(&str, Headers); 9] = [
    (
        "a form",
        &[
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
            ("origin", "http://elsewhere.example"),
            ("content-type", "application/x-www-form-urlencoded"),
        ],
    ),
    (
        "a script that wants no answer",
        &[
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "no-cors"),
            ("origin", "http://elsewhere.example"),
            ("content-type", "text/plain;charset=UTF-8"),
        ],
    ),
    ("a script that asks like ours", &[("sec-fetch-site", "cross-site"), ("accept", "application/json")]),
    ("another port", &[("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:1")]),
    ("a frame without origin", &[("sec-fetch-site", "cross-site"), ("origin", "null")]),
    ("an old browser", &[("origin", "http://elsewhere.example")]),
    ("an old browser's frame", &[("origin", "null")]),
    ("our name within another", &[("origin", "http://127.0.0.1.elsewhere.example")]),
    (
        "our own method, overridden",
        &[("origin", "http://elsewhere.example"), ("x-http-method-override", "POST")],
    ),
];

/// What the browser says of our own pages.
const OURS: Headers =
    &[("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];

pub(crate) fn prove(lab: &Lab) -> Result<Outcome> {
    let mut rooms = Rooms::furnish(lab)?;
    let writes = rooms.of("POST");
    let refused = every_disguise(&mut rooms, &writes)?;
    let looked = every_look(&mut rooms)?;
    let (changed, all) = control(&mut rooms, &writes)?;
    Ok(Outcome::Held(format!(
        "{refused} writes from other sites refused, {looked} looks, nothing changed; control: sent from our own pages \
         {changed} of {all} routes are seen changing something"
    )))
}

/// Sends every write in every disguise; gives how many that were.
fn every_disguise(rooms: &mut Rooms, writes: &[Room]) -> Result<usize> {
    let before = state_of(&rooms.notebook)?;
    for room in writes {
        for (who, headers) in DISGUISES {
            for body in bodies(room) {
                let answer = rooms.browser(room).ask("POST", &room.address, headers, &body)?;
                if answer.status != 403 {
                    let (path, status) = (room.route.path, answer.status);
                    return Err(format!("{who} sent POST {path} and was answered {status}").into());
                }
            }
        }
        unchanged(rooms, &before, &format!("POST {} from another site", room.route.path))?;
    }
    Ok(writes.len() * DISGUISES.len() * 3)
}

/// The form as our page would send it, the same as JSON, and the same as parts of a mail.
fn bodies(room: &Room) -> [Vec<u8>; 3] {
    let fields = fields(room);
    let json: serde_json::Map<String, serde_json::Value> =
        fields.iter().map(|(name, value)| (name.clone(), value.as_str().into())).collect();
    let parts: String = fields
        .iter()
        .map(|(name, value)| {
            format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        })
        .collect();
    let pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    [
        form(&pairs).into_bytes(),
        serde_json::Value::from(json).to_string().into_bytes(),
        format!("{parts}--edge--\r\n").into_bytes(),
    ]
}

/// What the page's form would send, its open fields filled in; for a form that only a script sends, a guess.
fn fields(room: &Room) -> Vec<(String, String)> {
    let Some(form) = room.form.as_ref().filter(|form| !form.fields.is_empty()) else {
        return [("place", "/journal/new"), ("body", "from elsewhere"), ("draft", ""), ("seen", "0")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec();
    };
    let value = |typed, value: &str| if typed { "from elsewhere".to_owned() } else { value.to_owned() };
    form.fields.iter().map(|field| (field.name.clone(), value(field.is_typed, &field.value))).collect()
}

/// Looks at every page as a picture, a frame or a link of another site would, and as our own pages do, with a form's
/// fields in the address; and asks every write to be a look.
fn every_look(rooms: &mut Rooms) -> Result<usize> {
    let before = state_of(&rooms.notebook)?;
    let mut looks = 0;
    for room in rooms.of("GET").into_iter().chain(rooms.of("POST")) {
        let query = form(&fields(&room).iter().map(|(name, value)| (&**name, &**value)).collect::<Vec<_>>());
        let address = format!("{}?{query}", room.address);
        for method in ["GET", "HEAD", "OPTIONS"] {
            for headers in [
                &[("sec-fetch-site", "same-origin")][..],
                &[("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "image")],
                &[
                    ("upgrade", "websocket"),
                    ("connection", "upgrade"),
                    ("sec-websocket-version", "13"),
                    ("sec-websocket-key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                ],
            ] {
                let status = rooms.browser(&room).ask(method, &address, headers, b"")?.status;
                if status < 200 {
                    return Err(format!("{method} {} was answered {status}", room.route.path).into());
                }
                looks += 1;
            }
        }
        unchanged(rooms, &before, &format!("looking at {}", room.route.path))?;
    }
    Ok(looks)
}

fn unchanged(rooms: &mut Rooms, before: &str, what: &str) -> Result {
    if state_of(&rooms.notebook)? != before {
        return Err(format!("{what} changed the notebook").into());
    }
    if rooms.are_in()? { Ok(()) } else { Err(format!("{what} locked the notebook").into()) }
}

/// The same writes from our own pages: each change has to be noticed. Erasing and locking come last.
fn control(rooms: &mut Rooms, writes: &[Room]) -> Result<(usize, usize)> {
    let mut writes = writes.to_vec();
    writes.sort_by_key(|room| (is_last(room), room.route.path.contains("erase")));
    let routes: BTreeSet<_> = writes.iter().map(|room| room.route.path).collect();
    let mut noticed = BTreeSet::new();
    for room in &writes {
        let before = state_of(&rooms.notebook)?;
        let [body, ..] = bodies(room);
        rooms.browser(room).ask("POST", &room.address, OURS, &body)?;
        if unchanged(rooms, &before, room.route.path).is_err() {
            noticed.insert(room.route.path);
        }
        if room.route.path.starts_with("/sign-up") {
            // Whoever joined is somebody else from then on.
            rooms.client.cookies().clear();
        }
        rooms.come_back()?;
    }
    let quiet: Vec<_> = routes.difference(&noticed).collect();
    println!("   sent from our own pages, these change nothing: {quiet:?}");
    if quiet.len() * 2 > routes.len() {
        return Err(format!("sent from our own pages, only {noticed:?} change anything").into());
    }
    let locked = writes.iter().any(|room| room.route.path == "/lock");
    control_must_fail("a lock from our own page", if locked { lock(rooms) } else { Ok(()) })?;
    Ok((noticed.len(), routes.len()))
}

fn is_last(room: &Room) -> bool {
    let last =
        ["/lock", "/leave", "/unlock", "/recover", "/settings/passphrase", "/sign-up", "/sign-up/{token}"];
    last.contains(&room.route.path)
}

fn lock(rooms: &mut Rooms) -> Result {
    let before = state_of(&rooms.notebook)?;
    rooms.client.ask("POST", "/lock", OURS, b"")?;
    unchanged(rooms, &before, "a lock")
}
