//! A notebook on disk, made and read back with the command line.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use super::http::Client;
use crate::{Result, journal::Numbers};

/// A word that every test entry holds, so that one search finds them all.
pub(crate) const EVERYWHERE: &str = "quillwort";
/// Long and odd enough that finding it in memory or on disk is no accident.
const PASSPHRASE: &str = "nine slow herons over the mill pond";

/// A folder with a notebook in it.
#[derive(Clone)]
pub(crate) struct Notebook {
    binary: PathBuf,
    folder: PathBuf,
    secret: PathBuf,
    of_several: bool,
}

/// What can be read back from a notebook.
#[derive(Debug)]
pub(crate) struct Survey {
    /// Each test entry's own word, and how many hits show it.
    pub(crate) words: BTreeMap<String, usize>,
    /// How many entries the program counts, if it was asked.
    pub(crate) count: Option<usize>,
    /// Exit code of `verify`.
    pub(crate) verify: Option<i32>,
    /// What the commands said, for a person to read when something is wrong.
    pub(crate) said: String,
}

impl Notebook {
    /// Makes an empty notebook in `folder`; the passphrase file lies beside it.
    pub(crate) fn init(binary: &Path, folder: &Path) -> Result<Self> {
        let notebook = Self::at(binary, folder)?;
        let output = notebook.command("init", &[])?;
        if output.status.success() { Ok(notebook) } else { Err(said(&output).into()) }
    }

    /// A notebook that is there already, or will be.
    pub(crate) fn at(binary: &Path, folder: &Path) -> Result<Self> {
        let secret = folder.with_extension("passphrase");
        fs::write(&secret, PASSPHRASE)?;
        Ok(Self { binary: binary.to_owned(), folder: folder.to_owned(), secret, of_several: false })
    }

    /// The same notebook where others have one too: it is the one without a name.
    pub(crate) fn of_several(self) -> Self {
        Self { of_several: true, ..self }
    }

    /// The same notebook, copied elsewhere.
    pub(crate) fn moved_to(&self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..self.clone() }
    }

    /// The program.
    pub(crate) fn binary(&self) -> &Path {
        &self.binary
    }

    /// Its folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What opens it.
    pub(crate) fn passphrase(&self) -> &'static str {
        PASSPHRASE
    }

    /// Runs a command on it.
    pub(crate) fn command(&self, name: &str, more: &[&str]) -> Result<Output> {
        Ok(self.prepare(name, more).stdin(Stdio::null()).output()?)
    }

    /// A command on it, not yet started.
    pub(crate) fn prepare(&self, name: &str, more: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg(name).args(more);
        command.arg("--data").arg(&self.folder).arg("--passphrase-file").arg(&self.secret);
        if self.of_several {
            command.args(["--account", ""]);
        }
        command
    }

    /// Runs a command with text on its standard input.
    pub(crate) fn command_with_input(&self, name: &str, more: &[&str], input: &str) -> Result<Output> {
        let mut command = self.prepare(name, more);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        child.stdin.take().expect("stdin is piped").write_all(input.as_bytes())?;
        Ok(child.wait_with_output()?)
    }

    /// Writes one test entry with the command line.
    pub(crate) fn note(&self, word: &str) -> Result {
        let output = self.command_with_input("note", &[], &body(word))?;
        if output.status.success() { Ok(()) } else { Err(said(&output).into()) }
    }

    /// Reads everything back: verifies the chain, shows every test entry, counts them.
    pub(crate) fn survey(&self) -> Result<Survey> {
        let mut survey = self.glance()?;
        let count = self.command("search", &["--count", EVERYWHERE])?;
        survey.said = format!("{}\n{}", survey.said, said(&count));
        survey.count = Some(String::from_utf8_lossy(&count.stdout).trim().parse().unwrap_or(0));
        Ok(survey)
    }

    /// The same without counting, for where thousands of states are looked at.
    pub(crate) fn glance(&self) -> Result<Survey> {
        let verify = self.command("verify", &[])?;
        let hits = self.command("search", &[EVERYWHERE])?;
        let said = [&verify, &hits].map(said).join("\n");
        if ["panicked", "this is a bug"].iter().any(|sign| said.contains(sign)) {
            return Err(format!("the program panicked: {said}").into());
        }
        let mut words = BTreeMap::new();
        for word in test_words(&String::from_utf8_lossy(&hits.stdout)) {
            *words.entry(word).or_insert(0) += 1;
        }
        Ok(Survey { words, count: None, verify: verify.status.code(), said })
    }
}

impl Survey {
    /// Holds when every one of `acknowledged` is there once, and nothing is there that was not in `attempted`.
    pub(crate) fn check(&self, acknowledged: &[String], attempted: &[String]) -> Result {
        if let Some(lost) = acknowledged.iter().find(|word| !self.words.contains_key(*word)) {
            return Err(format!("{lost} was acknowledged and is lost\n{}", self.said).into());
        }
        self.check_shown(attempted)
    }

    /// Holds when everything shown was written, once, and the chain verifies.
    pub(crate) fn check_shown(&self, attempted: &[String]) -> Result {
        if let Some((strange, _)) = self.words.iter().find(|(word, _)| !attempted.contains(word)) {
            return Err(format!("{strange} is shown and was never written\n{}", self.said).into());
        }
        if let Some(count) = self.count.filter(|&count| count != self.words.len()) {
            let words = self.words.len();
            return Err(format!("{count} entries are counted, {words} were found\n{}", self.said).into());
        }
        if self.verify != Some(0) {
            return Err(format!("`verify` is not content\n{}", self.said).into());
        }
        Ok(())
    }
}

/// What a command said, on both outputs.
pub(crate) fn said(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("[{}] {} {}", output.status, out.trim(), err.trim())
}

/// The text of a test entry; short, so that a hit shows all of it.
pub(crate) fn body(word: &str) -> String {
    format!("{EVERYWHERE} {word}")
}

/// Sends one test entry through the journal form and gives the status.
pub(crate) fn write_entry(client: &mut Client, numbers: &mut Numbers, word: &str) -> Result<u16> {
    Ok(client.post("/journal", &entry_form(&record_id(numbers), &body(word)))?.status)
}

/// The fields of the journal form.
pub(crate) fn entry_form<'a>(record: &'a str, body: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("record", record),
        ("base", "0"),
        ("draft", ""),
        ("seen", "0"),
        ("title", ""),
        ("body", body),
        ("when", ""),
        ("back", "/"),
    ]
}

/// A new record id, as a browser makes it (UUIDv7).
pub(crate) fn record_id(numbers: &mut Numbers) -> String {
    let (one, two) = (numbers.next(), numbers.next());
    format!(
        "0193{:04x}-{:04x}-7{:03x}-8{:03x}-{:012x}",
        one & 0xffff,
        (one >> 16) & 0xffff,
        (one >> 32) & 0xfff,
        (one >> 44) & 0xfff,
        two & 0xffff_ffff_ffff
    )
}

/// A word of its own for test entry number `number`: letters only, ten of them, so that no two share a beginning.
pub(crate) fn test_word(number: usize) -> String {
    let mut rest = number;
    let letters: String = (0..6)
        .map(|_| {
            let letter = char::from(b'a' + (rest % 26) as u8);
            rest /= 26;
            letter
        })
        .collect();
    format!("zq{letters}qz")
}

/// The words of test entries that stand in a text.
pub(crate) fn test_words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !letter.is_ascii_lowercase());
    words
        .filter(|word| word.len() == 10 && word.starts_with("zq") && word.ends_with("qz"))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(words: &[&str], count: usize, verify: i32) -> Survey {
        let words = words.iter().map(|&word| (word.to_owned(), 1)).collect();
        Survey { words, count: Some(count), verify: Some(verify), said: String::new() }
    }

    #[test]
    fn a_lost_a_strange_and_a_doubled_entry_are_each_caught() {
        let [one, two] = [test_word(1), test_word(2)];
        let both = [one.clone(), two.clone()];
        assert!(survey(&[&one, &two], 2, 0).check(&both, &both).is_ok());
        assert!(survey(&[&one], 1, 0).check(&both, &both).is_err(), "lost");
        assert!(survey(&[&one, &two], 2, 0).check(&[], std::slice::from_ref(&one)).is_err(), "strange");
        assert!(survey(&[&one, &two], 3, 0).check(&both, &both).is_err(), "doubled");
        assert!(survey(&[&one, &two], 2, 1).check(&both, &both).is_err(), "not verified");
    }

    #[test]
    fn test_words_are_found_again_and_differ() {
        let text = format!("2026-01-01 {EVERYWHERE} {}, {}.", test_word(0), test_word(702));
        assert_eq!(test_words(&text), [test_word(0), test_word(702)]);
        assert_ne!(test_word(0), test_word(702));
    }
}
