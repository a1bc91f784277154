//! Spelling: every text of the content that a person reads is held against hunspell's British words.

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use crate::{
    Result,
    summary::Outcome,
    tools::{need_program, workspace},
};

/// Where Debian keeps the British words; the program alone brings none.
const BRITISH: &str = "/usr/share/hunspell/en_GB.dic";

/// A word that is spelt wrongly on purpose: a check that does not see it sees nothing.
const CONTROL: &str = "recieve";

/// Checks all texts. A word that is right and not known goes into `crates/content/tests/words.txt`.
pub(crate) fn check() -> Result<Outcome> {
    need_program("hunspell", &["hunspell", "hunspell-en-gb"])?;
    if !Path::new(BRITISH).exists() {
        return Err(format!(
            "{BRITISH} is missing. On Debian or Ubuntu: sudo apt-get install hunspell-en-gb"
        )
        .into());
    }
    let texts = hearken_content::for_people();
    let mut all: String = texts.iter().map(|(_, _, text)| plain(text) + "\n").collect();
    all.push_str(CONTROL);
    let mut unknown = unknown_words(all)?;
    if !unknown.remove(CONTROL) {
        return Err(format!("the check does not see that \"{CONTROL}\" is wrong, so it sees nothing").into());
    }
    let faults = places(&texts, &unknown);
    if faults.is_empty() {
        return Ok(Outcome::Held(format!("{} texts", texts.len())));
    }
    Err(format!("{}\nMend them, or add what is right to {}.", faults.join("\n"), own_words().display())
        .into())
}

/// Words of our own that are right: names, and words of the field.
fn own_words() -> PathBuf {
    workspace().join("crates/content/tests/words.txt")
}

/// A text as hunspell can read it: straight apostrophes, and no names in braces.
fn plain(text: &str) -> String {
    text.replace(['’', '‘'], "'").replace(['{', '}'], " ")
}

/// The words that neither the British list nor ours has.
fn unknown_words(text: String) -> Result<BTreeSet<String>> {
    fs::metadata(own_words())?;
    let mut hunspell = Command::new("hunspell")
        .args(["-i", "utf-8", "-d", "en_GB", "-l", "-p"])
        .arg(own_words())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut to = hunspell.stdin.take().ok_or("hunspell takes no text")?;
    // It answers while it reads, so both go on at the same time.
    let writing = thread::spawn(move || to.write_all(text.as_bytes()));
    let output = hunspell.wait_with_output()?;
    writing.join().map_err(|_| "the text was not handed over")??;
    if !output.status.success() {
        return Err(format!("hunspell: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

/// Where each of these words stands.
fn places(texts: &[(&str, String, String)], unknown: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    for (file, place, text) in texts {
        let text = plain(text);
        let words: BTreeSet<&str> = text
            .split(|letter: char| !letter.is_alphabetic() && letter != '\'')
            .map(|word| word.trim_matches('\''))
            .collect();
        let wrong = unknown.iter().filter(|word| words.contains(word.as_str()));
        found.extend(wrong.map(|word| format!("content/{file}: {place}: \"{word}\" is not a word we know")));
    }
    // A word that is split in another way than hunspell's must not be lost.
    let lost = unknown.iter().filter(|word| !found.iter().any(|line| line.contains(&format!("\"{word}\""))));
    let lost: Vec<String> = lost.map(|word| format!("somewhere: \"{word}\" is not a word we know")).collect();
    found.extend(lost);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_word_is_said_with_its_file_and_place() {
        let texts = [
            ("learn/a.toml", "summary".to_owned(), "To recieve it’s mail.".to_owned()),
            ("learn/b.toml", "title".to_owned(), "Mail".to_owned()),
        ];
        let unknown = ["recieve", "odd-one"].map(str::to_owned).into();
        assert_eq!(
            places(&texts, &unknown),
            [
                "content/learn/a.toml: summary: \"recieve\" is not a word we know",
                "somewhere: \"odd-one\" is not a word we know",
            ]
        );
        assert!(places(&texts, &BTreeSet::new()).is_empty());
    }
}
