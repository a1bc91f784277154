//! What opens when neither the network nor this program answers: a list of pages, and the worker that keeps them.
//!
//! The worker is only there where a person asked for a copy. It keeps the pages of [`pages`] and the files they need, as
//! anybody would get them, and brings them up only when nothing else answers. **Invariant:** a page in the list shows
//! nothing of anybody; what somebody wrote lies sealed in the browser's own store and is opened by a script on the page.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use axum::{
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use hearken_content::Library;
use serde_json::{Value, json};

use crate::{AppState, assets, form::Query, routes::Routes};

/// Where the worker is served; from here it may answer for every address.
const WORKER: &str = "/sw.js";

/// Where a browser reads how it can be installed.
pub(crate) const MANIFEST: &str = "/manifest.webmanifest";

/// Pages that are kept. Whoever adds one adds its address here, and the modules that only it loads below.
const PAGES: [&str; 3] = ["/help-now", "/plan/offline", SESSION];

/// The page that goes on with a session, and the addresses at which it does.
const SESSION: &str = "/journey/offline";
const SESSION_AT: &str = "^/journey/(now|sessions/[0-9a-f-]{36}/during)$";

/// What every page loads, what stands in the heads of those, and what they fetch later.
const MODULES: [&str; 4] = ["app.js", "copy_door.js", "copy_read.js", "session_page.js"];

pub(crate) fn routes() -> Routes {
    Routes::default().get(WORKER, worker).get(MANIFEST, manifest)
}

/// What a phone needs to put the notebook among its programs. The names tell nobody what it is.
async fn manifest() -> Response {
    let icon = json!({ "src": assets::tab_icon(), "sizes": "any", "type": "image/svg+xml" });
    let said = json!({
        "name": "Notebook",
        "short_name": "Notebook",
        "start_url": "/journey/now",
        "scope": "/",
        "display": "standalone",
        "background_color": "#14151c",
        "theme_color": "#14151c",
        "icons": [icon],
    });
    ([(CONTENT_TYPE, "application/manifest+json")], said.to_string()).into_response()
}

/// The worker, with what it keeps for somebody in that country.
async fn worker(State(state): State<AppState>, Query(query): Query) -> Response {
    let country = state.library.help.country(query.text("country"));
    let kept = kept(state.library, country.map_or("", |country| &country.code));
    let script = format!("self.KEPT = {kept};\n{}", include_str!("../../assets/worker/sw.js"));
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], script).into_response()
}

/// What the worker keeps: pages by the address they are asked at and the one they come from, and files.
fn kept(library: &Library, country: &str) -> Value {
    let of = |page: &str, country: &str| format!("{page}?country={country}");
    let page = |page: &&str| json!({ "at": page, "from": of(page, country), "open": *page == SESSION });
    let mut pages: Vec<_> = PAGES.iter().map(page).collect();
    // Whoever is abroad without a network finds the numbers of where they are.
    let countries = library.help.countries().map(|country| country.code.as_str()).chain([""]);
    pages.extend(countries.map(|code| {
        let address = of("/help-now", code);
        json!({ "at": address, "from": address })
    }));
    let mut files: BTreeSet<String> = MODULES.into_iter().flat_map(assets::with_imports).collect();
    files.extend([assets::style(), assets::tab_icon()].map(str::to_owned));
    let name = format!("kept-{:016x}", fingerprint(library, &files));
    json!({ "name": name, "pages": pages, "files": files, "session": { "page": SESSION, "at": SESSION_AT } })
}

/// Changes when a kept page does, so that browsers fetch them anew.
fn fingerprint(library: &Library, files: &BTreeSet<String>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let words = format!("{:?} {:?} {:?}", library.help, library.safety, library.journey);
    (env!("CARGO_PKG_VERSION"), files, words).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_the_list_and_its_files_and_no_page_of_anybody() {
        let library = hearken_content::library();
        let kept = kept(library, "GB");
        let pages: Vec<_> = kept["pages"].as_array().unwrap().iter().collect();
        let path = |page: &Value, of: &str| page[of].as_str().unwrap().split('?').next().unwrap().to_owned();
        assert!(pages.iter().all(|page| PAGES.contains(&path(page, "at").as_str())));
        assert!(pages.iter().all(|page| path(page, "at") == path(page, "from")));
        assert_eq!(pages.len(), PAGES.len() + library.help.countries().count() + 1);
        let files: Vec<_> = kept["files"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert!(files.iter().all(|file| file.starts_with("/assets/")));
        let has = |name: &str| files.iter().any(|file| file.ends_with(name));
        assert!(has("/style.css") && has("/tab.svg") && has("/app.js") && has("/leave.js"));
        assert!(has("/copy_read.js") && has("/copy_seal.js"), "what opens the copy");
        assert!(!has("/hands_free.js") && !has("/copy_keep.js"), "nothing that these pages do not load");
    }

    #[test]
    fn a_page_from_nowhere_is_of_no_country() {
        let kept = kept(hearken_content::library(), "");
        assert_eq!(
            kept["pages"][0],
            json!({ "at": "/help-now", "from": "/help-now?country=", "open": false })
        );
    }
}
