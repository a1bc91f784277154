//! The file itself: what is read before it is opened, the sealed words, and the script that opens them. It names its script
//! and its style by their digests, and asks nobody for anything; `docs/sealed-page.md` has the format.

use std::sync::LazyLock;

use axum::{
    http::header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hearken_content::{OutsideWords, SealedPageWords};
use hearken_seal::{Digest, Passphrase, seal_page};
use jiff::civil::Date;
use maud::{DOCTYPE, Markup, html};
use serde_json::{Value, json};

use super::Copy;
use crate::{
    assets::{PALETTE, READER, READER_STYLE},
    error::Problem,
    words::long_day,
};

/// Nothing but this script and these styles. What the script says it says as text, which the browser is asked to hold it to.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = |text: &str| STANDARD.encode(Digest::of(text.as_bytes()).0);
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}' 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'",
        hash(READER.0),
        hash(PALETTE.0),
        hash(READER_STYLE.0)
    )
});

/// What goes into a page.
pub(super) struct Made {
    pub(super) copy: Copy,
    pub(super) made: Date,
    pub(super) until: Option<Date>,
}

impl Made {
    /// What is sealed. Frozen.
    fn says(&self) -> Value {
        let fields = self.copy.fields.iter().chain(&self.copy.along);
        let fields: Vec<_> = fields.map(|field| json!({ "name": field.name, "text": field.text })).collect();
        let mut page = json!({
            "version": 1,
            "title": self.copy.title(),
            "made": self.made.to_string(),
            "fields": fields,
        });
        if let Some(until) = self.until {
            page["until"] = json!(until.to_string());
        }
        page
    }
}

/// Seals a page and gives it as a file to save. Its name tells nothing.
pub(super) async fn sealed(
    words: &'static SealedPageWords,
    made: Made,
    passphrase: Passphrase,
) -> Result<Response, Problem> {
    let until = made.until;
    let says = made.says().to_string();
    let sealed = tokio::task::spawn_blocking(move || seal_page(&passphrase, says.as_bytes())).await;
    let sealed = sealed.map_err(|_| Problem::Panicked)?;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"sealed-page.html\""),
    ];
    Ok((headers, html_around(words, &sealed, until).into_string()).into_response())
}

fn html_around(words: &SealedPageWords, sealed: &[u8], until: Option<Date>) -> Markup {
    let said = &words.outside;
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(*POLICY);
                title { (words.title) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                style { (PALETTE) }
                style { (READER_STYLE) }
            }
            body {
                main {
                    h1 { (words.title) }
                    @if let Some(until) = until { p #passed hidden { (around(&said.passed, until)) } }
                    @else { p #passed hidden {} }
                    p { (said.who) }
                    @if let Some(until) = until { p #asked { (around(&said.asked, until)) } }
                    @else { p #asked hidden {} }
                    p .soft { (said.unwatched) }
                    p #needs { (said.needs) }
                    p #unable hidden { (said.unable) }
                    p #damaged hidden { (said.damaged) }
                    (door(said))
                    article #opened .card tabindex="-1" hidden {
                        div #words {}
                        p .soft { "As of " time #made {} "." }
                        p { button #print type="button" { "Print it" } " " button #close type="button" { "Close it again" } }
                    }
                }
                data #sealed hidden data-until=[until.map(|until| until.to_string())] data-bytes=(STANDARD.encode(sealed)) {}
                script type="module" { (READER) }
            }
        }
    }
}

/// A sentence about the last day, with the day in it.
fn around(sentence: &str, until: Date) -> Markup {
    let (before, after) = OutsideWords::around_the_day(sentence);
    html! { (before) time .until datetime=(until) { (long_day(until)) } (after) }
}

/// Where the passphrase is typed.
fn door(said: &OutsideWords) -> Markup {
    html! {
        form #door .card hidden {
            label for="passphrase" { (said.type_it) }
            input #passphrase type="text" autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" required;
            button #open .main { "Open it" }
            div role="status" {
                p #opening .soft hidden { "Opening it …" }
                p #wrong hidden { (said.wrong) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use hearken_content::library;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn neither_script_nor_style_can_end_their_element() {
        assert!(!READER.0.contains("</") && !READER.0.contains("<!--"));
        assert!(!PALETTE.0.contains("</") && !READER_STYLE.0.contains("</"));
        for unsafe_way in [
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "eval",
            "fetch",
            "XMLHttp",
            "import(",
            "http:",
            "https:",
        ] {
            assert!(!READER.0.contains(unsafe_way), "{unsafe_way}");
        }
    }

    #[test]
    fn a_page_asks_nobody_for_anything() {
        let page = html_around(&library().sharing_words.sealed, b"x", Some(date(2026, 12, 31))).into_string();
        assert!(page.contains("default-src 'none'"), "{page}");
        for way_out in [" src=", " href=", "url(", "http:", "https:", "action="] {
            let outside = page.replace(READER.0, "");
            assert!(!outside.contains(way_out), "{way_out}");
        }
        assert!(page.contains("31 December 2026"));
    }
}
