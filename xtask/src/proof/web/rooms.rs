//! A notebook with something in every room: for each route of the product at least one address that leads somewhere, and for
//! what two people share one for each of the two.
//!
//! Nobody lists them by hand. The pages are walked and their forms sent, and what was met is laid beside
//! [`hearken_web::routes`]; a route that nothing led to fails the proof with a sentence that says what to add.

mod breath;
mod journey;
mod measures;
mod office;
mod parts;
mod sharing;

use std::{
    collections::BTreeSet,
    fs,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use hearken_web::{Route, routes};
use serde_json::json;

use super::super::{
    Lab, between, canaries,
    forms::{PageForm, forms},
};
use crate::{
    Result,
    journal::Numbers,
    product::{Notebook, Server, http::Client, record_id},
};

/// So many addresses of one route are kept; more would only be more of the same.
const OF_ONE_ROUTE: usize = 3;

/// Longer than the product makes anybody wait after the few wrong passphrases that a proof sends.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// So many times everything is walked through: a council is called, its table set, its parts heard.
const WALKS: usize = 2;

/// The notebook, the program that has it open, somebody who unlocked, the other whom they share with, and the addresses.
pub(super) struct Rooms {
    pub(super) notebook: Notebook,
    pub(super) server: Server,
    pub(super) client: Client,
    other: Client,
    rooms: Vec<Room>,
}

/// For whom an address leads somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Whose {
    /// Whoever has the notebook.
    Own,
    /// The other, whom they share with.
    Others,
}

/// A route and an address that it answers.
#[derive(Clone)]
pub(super) struct Room {
    whose: Whose,
    pub(super) route: Route,
    pub(super) address: String,
    /// The form that goes there, if a page has one.
    pub(super) form: Option<PageForm>,
}

impl Rooms {
    /// Furnishes a new notebook.
    pub(super) fn furnish(lab: &Lab) -> Result<Self> {
        let notebook = lab.notebook()?.of_several();
        let server = Server::start_with(&notebook, &["--sign-up", "invitation"], &[], None)?;
        let mut client = server.unlocked(&notebook)?;
        let (mut pages, mut met) = canaries::everything_met(&client)?;
        // What one walk made has pages of its own, and what those make, again.
        for _ in 1..WALKS {
            let (more, forms) = canaries::everything_met(&client)?;
            pages.extend(more);
            met.extend(forms);
        }
        places_no_link_leads_to(&mut client, &mut pages, &mut met)?;
        let theirs = sharing::furnish(&mut client, server.stranger(), &mut pages, &mut met)?;
        let mut rooms = rooms_of(&routes(), Whose::Own, &pages, &met);
        rooms.extend(rooms_of(&routes(), Whose::Others, &theirs.pages, &theirs.met));
        let rooms = complete(&routes(), rooms)?;
        Ok(Self { notebook, server, client, other: theirs.client, rooms })
    }

    /// Those that answer to this method.
    pub(super) fn of(&self, method: &str) -> Vec<Room> {
        self.rooms.iter().filter(|room| room.route.method == method).cloned().collect()
    }

    /// The browser of whoever a room is for.
    pub(super) fn browser(&mut self, room: &Room) -> &mut Client {
        match room.whose {
            Whose::Own => &mut self.client,
            Whose::Others => &mut self.other,
        }
    }

    /// Whether both are signed in still.
    pub(super) fn are_in(&mut self) -> Result<bool> {
        Ok(self.client.get("/")?.status == 200 && self.other.get("/")?.status == 200)
    }

    /// Whoever is signed in no more comes back.
    pub(super) fn come_back(&mut self) -> Result {
        if self.client.get("/")?.status != 200 {
            self.client = self.unlocked_again()?;
        }
        if self.other.get("/")?.status != 200 {
            self.other = between::comes_back(self.server.stranger())?;
        }
        Ok(())
    }

    /// Somebody who unlocks; after wrong passphrases they wait as long as they are told to.
    pub(super) fn unlocked_again(&self) -> Result<Client> {
        let begun = Instant::now();
        loop {
            match self.server.unlocked(&self.notebook) {
                Err(_) if begun.elapsed() < LONGEST_WAIT => thread::sleep(Duration::from_secs(1)),
                outcome => return outcome,
            }
        }
    }

    /// Stops the program and writes down for the browser's tests what there is and where.
    pub(super) fn for_the_browser(self, lab: &Lab) -> Result<PathBuf> {
        let list = |method: &str| -> Vec<_> {
            let own = self.rooms.iter().filter(|room| room.whose == Whose::Own);
            let rooms = own.filter(|room| room.route.method == method);
            rooms.map(|room| json!({ "route": room.route.path, "address": room.address })).collect()
        };
        let told = json!({
            "folder": self.notebook.folder(),
            "passphrase": self.notebook.passphrase(),
            "pages": list("GET"),
            "writes": list("POST"),
        });
        self.server.kill()?;
        let path = lab.fresh("rooms.json");
        fs::write(&path, told.to_string())?;
        Ok(path)
    }
}

/// What only a script, a second step or a stylesheet leads to.
fn places_no_link_leads_to(
    client: &mut Client,
    pages: &mut BTreeSet<String>,
    met: &mut Vec<PageForm>,
) -> Result {
    let begun = client.post("/exercises", &[("guide", "meet-a-protector")])?;
    let run = begun.header("location").ok_or("an exercise could not be begun")?.to_owned();
    let at = |screen: &str| format!("{run}/{screen}");
    // The run stays open and has words, so that every page about a run has something to show; two of its gates open.
    client.post(&at("situation"), &[("words", "It was a long day."), ("go", "next"), ("base", "1")])?;
    client.post(&at("who"), &[("name", "The Watcher"), ("go", "next"), ("base", "2")])?;
    let gates = [("situation", "go", "another-part"), ("willing", "option", "refused")];
    for (screen, name, value) in gates {
        let opened = client.post(&at(screen), &[(name, value), ("base", "3")])?;
        let gate = opened.header("location").ok_or("a gate has no page")?.to_owned();
        met.extend(forms(&client.get(&gate)?.text()));
        pages.insert(gate);
    }
    parts::furnish(client, pages, met)?;
    breath::furnish(client, pages, met)?;
    journey::furnish(client, pages, met)?;
    office::furnish(client, pages, met)?;
    measures::furnish(client, pages, met)?;
    let kept = client.post_with(
        "/drafts",
        &[("place", "/journal/new"), ("body", "not yet kept"), ("draft", ""), ("seen", "0")],
        &[("accept", "application/json")],
    )?;
    let draft: serde_json::Value = serde_json::from_slice(&kept.body)?;
    let draft = draft["draft"].as_str().ok_or("a draft was kept without an id")?;
    met.push(PageForm { action: format!("/drafts/{draft}/discard"), fields: Vec::new() });
    let entry = record_id(&mut Numbers::from_seed(31));
    for (base, body) in [("0", "The first words."), ("1", "The first words, and some more.")] {
        client.post("/journal", &[("record", &entry), ("base", base), ("body", body)])?;
    }
    let style = client.get("/")?.text();
    let assets = style.split('"').filter(|piece| piece.starts_with("/assets/")).map(str::to_owned);
    pages.extend(assets);
    let of_the_run = ["situation", "too-much", "take-away", "erase"].map(at);
    for page in of_the_run.into_iter().chain([format!("/journal/{entry}/history"), run.clone()]) {
        met.extend(forms(&client.get(&page)?.text()));
        pages.insert(page);
    }
    Ok(())
}

/// Lays what somebody met beside the routes.
fn rooms_of(routes: &[Route], whose: Whose, pages: &BTreeSet<String>, met: &[PageForm]) -> Vec<Room> {
    let mut rooms: Vec<Room> = Vec::new();
    let mut add = |route: Route, address: &str, form: Option<&PageForm>| {
        let same = rooms.iter().filter(|room| room.route == route);
        if same.clone().count() < OF_ONE_ROUTE && same.clone().all(|room| room.address != address) {
            rooms.push(Room { whose, route, address: address.to_owned(), form: form.cloned() });
        }
    };
    // The last that was met has the newest state in its hidden fields.
    for form in met.iter().rev() {
        if let Some(route) = route_of(routes, "POST", &form.action) {
            add(route, &form.action, Some(form));
        }
    }
    for page in pages {
        let path = page.split('?').next().unwrap_or_default();
        if let Some(route) = route_of(routes, "GET", path) {
            add(route, path, None);
        }
    }
    for &route in routes.iter().filter(|route| whose == Whose::Own && !route.path.contains('{')) {
        add(route, route.path, None);
    }
    rooms
}

/// Holds when something leads to every route.
fn complete(routes: &[Route], rooms: Vec<Room>) -> Result<Vec<Room>> {
    let without = routes.iter().filter(|route| !rooms.iter().any(|room| room.route == **route));
    let without: Vec<_> = without.map(|Route { method, path }| format!("{method} {path}")).collect();
    if without.is_empty() {
        return Ok(rooms);
    }
    Err(format!(
        "no page links to {} and no form goes there, so it was not put to the proof: let a page lead there, or walk \
         there in `places_no_link_leads_to` of xtask/src/proof/web/rooms.rs",
        without.join(", ")
    )
    .into())
}

/// The route that answers an address: of several the one with the fewest open places.
fn route_of(routes: &[Route], method: &str, address: &str) -> Option<Route> {
    let fits = |route: &&Route| {
        let (wanted, found) = (route.path.split('/'), address.split('/'));
        route.method == method
            && wanted.clone().count() == found.clone().count()
            && wanted
                .zip(found)
                .all(|(wanted, found)| wanted == found || wanted.starts_with('{') && !found.is_empty())
    };
    routes.iter().filter(fits).min_by_key(|route| route.path.matches('{').count()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: [Route; 4] = [
        Route { method: "GET", path: "/parts" },
        Route { method: "GET", path: "/parts/new" },
        Route { method: "GET", path: "/parts/{id}" },
        Route { method: "POST", path: "/parts/{id}/erase" },
    ];

    #[test]
    fn an_address_belongs_to_the_route_that_names_it_most_exactly() {
        let path = |method, address| route_of(&ROUTES, method, address).map(|route| route.path);
        assert_eq!(path("GET", "/parts/new"), Some("/parts/new"));
        assert_eq!(path("GET", "/parts/0193"), Some("/parts/{id}"));
        assert_eq!(path("POST", "/parts/0193/erase"), Some("/parts/{id}/erase"));
        assert_eq!(path("GET", "/parts/"), None);
        assert_eq!(path("POST", "/parts"), None);
    }

    #[test]
    fn a_route_that_nothing_leads_to_fails_and_says_what_to_add() {
        let pages = BTreeSet::from(["/parts/0193?x=1".to_owned()]);
        let met = |forms: &[PageForm]| complete(&ROUTES, rooms_of(&ROUTES, Whose::Own, &pages, forms));
        let Err(fault) = met(&[]) else { panic!("it was not noticed") };
        assert!(fault.to_string().starts_with("no page links to POST /parts/{id}/erase"), "{fault}");
        let erase = PageForm { action: "/parts/0193/erase".to_owned(), fields: Vec::new() };
        assert_eq!(met(&[erase]).map(|rooms| rooms.len()).ok(), Some(4));
    }

    #[test]
    fn the_other_is_led_only_where_their_own_pages_lead() {
        let pages = BTreeSet::from(["/parts/0193".to_owned()]);
        let theirs = rooms_of(&ROUTES, Whose::Others, &pages, &[]);
        assert_eq!(theirs.iter().map(|room| room.address.as_str()).collect::<Vec<_>>(), ["/parts/0193"]);
    }
}
