//! The style sheet, the scripts and the icons, built into the program under addresses that change with their content.

mod by_mark;

use std::{collections::BTreeSet, sync::LazyLock};

use axum::{
    extract::RawPathParams,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use maud::PreEscaped;

pub(crate) use by_mark::modules_of;

use crate::{error::Problem, routes::Routes};

struct Asset {
    hash: &'static str,
    name: &'static str,
    content_type: &'static str,
    bytes: &'static [u8],
}

/// Every file below `assets/`, written by `build.rs`.
const ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The script that a sealed page carries with it. It is served nowhere.
pub(crate) const READER: PreEscaped<&str> = PreEscaped(include_str!("../assets/sealed_page/reader.js"));

/// The palette of every page, which it carries too.
pub(crate) const PALETTE: PreEscaped<&str> = PreEscaped(include_str!("../assets/css/00-tokens.css"));

/// The style that it carries beside.
pub(crate) const READER_STYLE: PreEscaped<&str> =
    PreEscaped(include_str!("../assets/sealed_page/reader.css"));

pub(crate) fn routes() -> Routes {
    Routes::default().get("/assets/{hash}/{name}", asset).get("/favicon.ico", icon)
}

/// Where a file is served.
///
/// # Panics
/// When there is no such file, which every test of a page would show.
fn address(name: &str) -> String {
    let asset = find(name).expect("pages name assets that are there");
    format!("/assets/{}/{}", asset.hash, asset.name)
}

fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

/// Where a module is served, and every module that it imports.
///
/// # Panics
/// When there is no such module, as [`address`].
pub(crate) fn with_imports(name: &str) -> BTreeSet<String> {
    let (mut waiting, mut found) = (vec![name.to_owned()], BTreeSet::new());
    while let Some(name) = waiting.pop() {
        if !found.insert(address(&name)) {
            continue;
        }
        let script = find(&name).map_or(&[][..], |asset| asset.bytes);
        let script = String::from_utf8_lossy(script).into_owned();
        let imports = script.split(" from './").skip(1).filter_map(|after| after.split('\'').next());
        waiting.extend(imports.map(str::to_owned));
    }
    found
}

/// Where the one style sheet is served.
pub(crate) fn style() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| address("style.css"));
    &ADDRESS
}

/// Where the script of every page is served; it imports the others.
pub(crate) fn script() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| address("app.js"));
    &ADDRESS
}

/// Where the tab's icon is served.
pub(crate) fn tab_icon() -> &'static str {
    static ADDRESS: LazyLock<String> = LazyLock::new(|| address("tab.svg"));
    &ADDRESS
}

async fn asset(params: RawPathParams) -> Result<Response, Problem> {
    let value = |wanted: &str| params.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value);
    let wanted = (value("hash"), value("name"));
    let asset =
        ASSETS.iter().find(|asset| wanted == (Some(asset.hash), Some(asset.name))).ok_or(Problem::NotHere)?;
    let headers =
        [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes).into_response())
}

/// Browsers ask for this address unasked.
async fn icon() -> Result<Response, Problem> {
    let icon = find("tab.svg").ok_or(Problem::NotHere)?;
    Ok(([(CONTENT_TYPE, icon.content_type)], icon.bytes).into_response())
}
