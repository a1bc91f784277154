//! Modules that only some pages need, by the mark of what they move.
//!
//! A page that holds a breath has `breath.js` in its head because the breath is there: whoever shows one has nothing to
//! remember, and no other page pays for it. What people write can ask for no module: in their words a quotation mark is
//! escaped, and every mark here ends with one.

use std::sync::LazyLock;

use memchr::memmem;

/// How every mark begins.
const DATA: &str = " data-";

/// What stands behind [`DATA`], and the module that looks for it.
const MODULES: [(&str, &str); 16] = [
    ("bond=\"", "bonds.js"),
    ("breath=\"", "breath.js"),
    ("copy=\"", "copy_door.js"),
    ("drawing=\"", "drawing.js"),
    ("join=\"", "join.js"),
    ("levels=\"", "levels.js"),
    ("look-in=\"", "look_in.js"),
    ("map-status=\"", "map.js"),
    ("measure=\"", "measure.js"),
    ("news=\"", "news.js"),
    ("own-rows=\"", "own_fields.js"),
    ("passkey=\"", "passkey.js"),
    ("print=\"", "print.js"),
    ("recorder=\"", "voice_note.js"),
    ("search=\"", "search.js"),
    ("time-slider=\"", "time_slider.js"),
];

/// Where the modules are served that a page with this content needs beside those of every page, each once.
pub(crate) fn modules_of(content: &str) -> impl Iterator<Item = &'static str> {
    static ADDRESSES: LazyLock<[String; MODULES.len()]> =
        LazyLock::new(|| MODULES.map(|(_, module)| super::address(module)));
    let mut is_wanted = [false; MODULES.len()];
    for at in memmem::find_iter(content.as_bytes(), DATA) {
        let mark = &content[at + DATA.len()..];
        if let Some(nth) = MODULES.iter().position(|(known, _)| mark.starts_with(known)) {
            is_wanted[nth] = true;
        }
    }
    ADDRESSES.iter().zip(is_wanted).filter_map(|(address, is_wanted)| is_wanted.then_some(address.as_str()))
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;

    fn names(content: &str) -> Vec<&'static str> {
        modules_of(content).filter_map(|address| address.rsplit('/').next()).collect()
    }

    #[test]
    fn a_page_asks_for_the_modules_of_what_it_holds_once_each_and_for_no_other() {
        let content = html! {
            div data-print="" {} div data-breath="" data-breath-count="" {} button data-print="" {} p data-prints="" {}
        };
        assert_eq!(names(&content.0), ["breath.js", "print.js"]);
        assert!(names("").is_empty());
    }

    #[test]
    fn words_that_somebody_wrote_ask_for_none() {
        let words = r#"I wrote <b data-print=""> and data-breath="" here"#;
        assert!(names(&html! { p title=(words) { (words) } }.0).is_empty());
        assert_eq!(names(&html! { p title=(words) data-copy="read" { (words) } }.0), ["copy_door.js"]);
    }
}
