//! What differs from run to run gives way to a name, after a function has checked that it is what it should be.

use hearken_seal::RecoveryWords;
use jiff::{Timestamp, civil::DateTime};

/// The redacted text: recovery words become `[words]`, the time of a save `[now]`, today's date `[today]`, the end of
/// the chain `[link]`, this program's version `[version]`.
pub(crate) fn redact(text: &str) -> String {
    let text = hide_words(text);
    let text = text.replace(concat!("hearken ", env!("CARGO_PKG_VERSION")), "hearken [version]");
    text.split_inclusive('\n').map(|line| hide_link(&hide_today(&hide_now(line)))).collect()
}

/// Six rows of four numbered words, if all 24 are right together.
fn hide_words(text: &str) -> String {
    let is_row = |line: &&str| {
        line.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
            && line.split_whitespace().count() == 8
    };
    let rows: Vec<_> = text.lines().filter(is_row).collect();
    if rows.len() != 6 {
        return text.to_owned();
    }
    assert!(RecoveryWords::parse(&words(text).join(" ")).is_ok(), "these are no recovery words: {rows:?}");
    text.replace(&rows.join("\n"), "[words]")
}

/// The recovery words that `init` showed.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut pieces = text.split_whitespace().peekable();
    while let Some(piece) = pieces.next() {
        if piece == (words.len() + 1).to_string() && words.len() < 24 {
            words.extend(pieces.next().map(str::to_owned));
        }
    }
    words
}

/// A time at the beginning of a line, if it is not longer ago than a test takes.
fn hide_now(line: &str) -> String {
    let Some((time, rest)) = line.split_at_checked(16) else { return line.to_owned() };
    match DateTime::strptime("%Y-%m-%d %H:%M", time) {
        Ok(time) if is_recent(time) => format!("[now]{rest}"),
        _ => line.to_owned(),
    }
}

fn is_recent(time: DateTime) -> bool {
    let then = time.in_tz("UTC").unwrap().timestamp();
    (now().as_second() - then.as_second()).abs() < 10 * 60
}

/// Today's date in the name of a file.
fn hide_today(line: &str) -> String {
    let today = now().strftime("notebook-%Y-%m-%d").to_string();
    line.replace(&today, "notebook-[today]")
}

/// Eight hexadecimal digits behind `ending in`.
fn hide_link(line: &str) -> String {
    let Some((before, link)) = line.split_once("ending in ") else { return line.to_owned() };
    let link = link.trim_end();
    assert!(link.len() == 8 && link.bytes().all(|digit| digit.is_ascii_hexdigit()), "no link: {link}");
    format!("{before}ending in [link]\n")
}

#[expect(clippy::disallowed_methods, reason = "what the program said was said by its own clock")]
fn now() -> Timestamp {
    Timestamp::now()
}
