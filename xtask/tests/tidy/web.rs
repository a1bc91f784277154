//! What holds for everything a browser is sent: no address elsewhere, nothing inline, forms through one door.

use crate::{
    none, seen,
    tree::{File, files},
};

/// Hosts that a page, style or script may name: this machine, and the name of the SVG format.
const HERE: [&str; 5] = ["127.0.0.1", "localhost", "[::1]", "www.w3.org/2000/svg", "www.w3.org/1999/xlink"];

/// Ways to read a request's body past our own form.
const OTHER_DOORS: [&str; 6] = [
    "axum::Form",
    "extract::Form",
    "extract::RawForm",
    "extract::Multipart",
    "axum::body::to_bytes",
    "Json(form)",
];

/// Ways to put words into a page past its escaping, or script and style past its policy.
const PAST_THE_POLICY: [&str; 8] = [
    "PreEscaped(",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    " onclick=",
    " style=",
];

fn is_sent(file: &&File) -> bool {
    let web = file.path.starts_with("crates/web/assets/") || file.path.starts_with("crates/web/src/");
    web && !file.path.ends_with("tests.rs")
}

fn addresses_elsewhere(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(is_sent) {
        for (line, number) in file.without_tests().lines().zip(1..) {
            let is_comment = line.trim_start().starts_with("//");
            for address in line.split("://").skip(1).filter(|_| !is_comment) {
                // `://{` is put together at run time from this machine's own host.
                if !address.starts_with('{') && !HERE.iter().any(|here| address.starts_with(here)) {
                    faults.push(format!("{}:{number}: names another host: {line}", file.path));
                }
            }
        }
    }
    faults
}

fn other_doors(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(is_sent).filter(|file| file.path != "crates/web/src/form.rs") {
        let past = OTHER_DOORS.iter().filter(|door| file.without_tests().contains(**door));
        faults.extend(past.map(|door| format!("{}: reads a body by {door}, not by our Form", file.path)));
    }
    faults
}

fn past_the_policy(files: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files.iter().filter(is_sent) {
        for (line, number) in file.without_tests().lines().zip(1..) {
            let code = line.split("//").next().unwrap_or("");
            let found = PAST_THE_POLICY.iter().filter(|way| code.contains(**way) && !is_our_own(code));
            faults.extend(found.map(|way| format!("{}:{number}: {way}", file.path)));
        }
    }
    faults
}

/// What is compiled in from a file of ours holds nothing that a person wrote.
fn is_our_own(code: &str) -> bool {
    code.contains("PreEscaped(include_str!(\"../assets/")
}

#[test]
fn no_page_names_another_host() {
    none(addresses_elsewhere(&files()));
    let planted = File::planted("crates/web/assets/css/x.css", "@import url(https://fonts.example/a.css);\n");
    seen(addresses_elsewhere(&[planted]), "a font from elsewhere");
}

#[test]
fn forms_come_in_through_one_door() {
    let files = files();
    assert!(files.iter().any(|file| file.path == "crates/web/src/form.rs"), "the door is where it was");
    none(other_doors(&files));
    seen(other_doors(&[File::planted("crates/web/src/x.rs", "use axum::Form;\n")]), "axum's own form");
}

#[test]
fn nothing_goes_past_the_escaping_or_the_policy() {
    none(past_the_policy(&files()));
    seen(
        past_the_policy(&[File::planted("crates/web/assets/js/x.js", "box.innerHTML = words;\n")]),
        "innerHTML",
    );
    seen(past_the_policy(&[File::planted("crates/web/src/x.rs", "p style=\"x\" { }\n")]), "an inline style");
}
