//! The style sheet, the scripts, the icons.

use axum::http::{StatusCode, header};

use crate::{person::Person, security::carries_all};

#[tokio::test]
async fn every_asset_of_a_page_is_there_and_never_changes_under_its_address() {
    let mut person = Person::stranger().await;
    let page = person.get("/help-now").await;
    let assets: Vec<_> =
        page.body.split("/assets/").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
    assert_eq!(
        assets.len(),
        4,
        "an icon, a style sheet, the script of every page, the one for the copy of a plan"
    );
    for asset in assets {
        let path = format!("/assets/{asset}");
        let found = person.get(&path).await;
        assert_eq!(found.status, StatusCode::OK, "{path}");
        carries_all(&found, &path);
        let (hash, name) = asset.split_once('/').unwrap();
        assert_eq!(
            person.get(&format!("/assets/{}/{name}", hash.replace(|_| true, "0"))).await.status,
            StatusCode::NOT_FOUND
        );
    }
    assert_eq!(person.get("/favicon.ico").await.headers[header::CONTENT_TYPE], "image/svg+xml");
}

#[tokio::test]
async fn every_module_that_a_script_imports_is_served_beside_it() {
    let mut person = Person::stranger().await;
    let page = person.get("/help-now").await;
    let app = page.body.split("src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let folder = app.strip_suffix("app.js").unwrap();
    let folder_of_all = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/js");
    let all = std::fs::read_dir(folder_of_all).unwrap().map(|entry| entry.unwrap().file_name());
    let mut waiting: Vec<_> = all.map(|name| name.into_string().unwrap()).collect();
    let mut seen = Vec::new();
    while let Some(name) = waiting.pop() {
        let script = person.get(&format!("{folder}{name}")).await;
        assert_eq!(script.status, StatusCode::OK, "{name}");
        assert_eq!(script.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
        // Those of every page, and those that only some fetch.
        let named = |before| script.body.split(before).skip(1).map(|rest| rest.split('\'').next().unwrap());
        let imports = named("from './").chain(named("import('./")).map(str::to_owned);
        waiting.extend(imports.filter(|name| !seen.contains(name)));
        seen.push(name);
    }
    assert!(
        seen.iter().any(|name| name == "map_png.js") && seen.iter().any(|name| name == "session_seal.js")
    );
}

#[tokio::test]
async fn the_worker_keeps_only_what_is_there_for_anybody_or_for_whoever_has_unlocked() {
    let mut person = Person::stranger().await;
    let worker = person.get("/sw.js?country=gb").await;
    assert_eq!(worker.headers[header::CONTENT_TYPE], "text/javascript; charset=utf-8");
    let kept = worker.body.lines().next().unwrap();
    let kept = kept.strip_prefix("self.KEPT = ").unwrap().strip_suffix(';').unwrap();
    let kept: serde_json::Value = serde_json::from_str(kept).unwrap();
    assert_eq!(kept["pages"][0]["from"], "/help-now?country=GB");
    let mut somebody = Person::new().await;
    let files = kept["files"].as_array().unwrap();
    for page in kept["pages"].as_array().unwrap() {
        let path = page["from"].as_str().unwrap();
        let is_anybodys = person.get(path).await.status == StatusCode::OK;
        assert_eq!(is_anybodys, page["open"] != true, "{path}");
        let page = somebody.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for script in page.body.split("<script type=\"module\" src=\"").skip(1) {
            let script = script.split('"').next().unwrap();
            assert!(files.iter().any(|file| file == script), "{path} has {script}, which is kept");
        }
    }
    for file in files {
        assert_eq!(person.get(file.as_str().unwrap()).await.status, StatusCode::OK, "{file}");
    }
    let unknown = person.get("/sw.js?country=%22%3B").await.body;
    assert!(unknown.contains("/help-now?country=\""), "what is no country comes back in no script");
}
