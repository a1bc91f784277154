//! T28 and T33: a word that could come from nowhere else is typed into every field, header, path and command, and by two
//! people into all that they share. Then everything a thief or an administrator could read is searched for it: database, log
//! file, backup, temporary files, trace log, addresses; as it is, in UTF-16, base64 and hexadecimal.

mod postgres;

use std::{
    collections::{BTreeSet, VecDeque},
    ffi::OsStr,
    fs,
    path::PathBuf,
};

use super::{
    Lab, between, control_must_fail,
    forms::{PageForm, forms, links},
};
use crate::{
    Result,
    journal::Numbers,
    product::{Server, entry_form, http::Client, http::form, record_id, said, test_word},
    summary::Outcome,
    tools::files_below,
};

/// Pages that end the session or hold nothing to type into.
const LEFT_ALONE: [&str; 4] = ["/lock", "/leave", "/away", "/assets"];
const MOST_PAGES: usize = 1_000;

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    let notebook = lab.notebook()?.of_several();
    let (temporary, log) = (lab.fresh_folder("temporary")?, lab.fresh("log"));
    let trace = OsStr::new("trace");
    let environment = [("RUST_LOG", trace), ("HEARKEN_LOG", trace), ("TMPDIR", temporary.as_os_str())];
    let server = Server::start_with(&notebook, &["--sign-up", "invitation"], &environment, Some(&log))?;
    let mut typist = Typist::new(server.unlocked(&notebook)?);
    typist.everywhere()?;
    typist.odd_places(&mut server.stranger())?;
    let sealed = lab.fresh("sealed-page");
    fs::write(&sealed, typist.shares(server.stranger())?)?;
    let backup = lab.fresh("backup");
    let made = notebook.command("backup", &[&backup.to_string_lossy()])?;
    if !made.status.success() {
        return Err(format!("backup: {}", said(&made)).into());
    }
    server.kill()?;
    let by_command = typist.new_word();
    notebook.note(&by_command)?;
    if fs::metadata(&log)?.len() == 0 {
        return Err("the trace log is empty, so nothing was looked at".into());
    }
    let mut places = files_below(notebook.folder())?;
    places.extend(files_below(&temporary)?);
    places.extend([backup, log, sealed]);
    let typed = format!("{} words in {} fields", typist.words.len(), typist.fields.len());
    nowhere(&typist.words, &places).map_err(|finds| format!("{typed}: {finds}"))?;
    let noticed = control(lab, &typist.words)?;
    let files = places.len();
    let between = postgres::prove(lab)?;
    Ok(Outcome::Held(format!("{typed}, {files} files searched; {between}; control: {noticed}")))
}

/// Opens every page and sends every form, for proofs that only need the program to be busy.
pub(super) fn use_everything(client: &mut Client) -> Result {
    Typist::new(client.twin()).everywhere()
}

/// Opens every page and sends every form, and gives the addresses of all pages and all forms that were met.
pub(super) fn everything_met(client: &Client) -> Result<(BTreeSet<String>, Vec<PageForm>)> {
    let mut typist = Typist::new(client.twin());
    typist.everywhere()?;
    typist.known.retain(|known| known.starts_with('/'));
    Ok((typist.known, typist.met))
}

/// Types a new word into every field it meets.
struct Typist {
    client: Client,
    words: Vec<String>,
    fields: BTreeSet<String>,
    to_visit: VecDeque<String>,
    known: BTreeSet<String>,
    met: Vec<PageForm>,
}

impl Typist {
    fn new(client: Client) -> Self {
        let to_visit = VecDeque::from(["/".to_owned(), "/journal/new".to_owned(), "/parts/new".to_owned()]);
        Self {
            client,
            words: Vec::new(),
            fields: BTreeSet::new(),
            to_visit,
            known: BTreeSet::new(),
            met: Vec::new(),
        }
    }

    fn new_word(&mut self) -> String {
        let word = test_word(1_000 + self.words.len());
        self.words.push(word.clone());
        word
    }

    /// Follows every link and sends every form, once each.
    fn everywhere(&mut self) -> Result {
        let mut visited = 0;
        while let Some(path) = self.to_visit.pop_front() {
            if visited == MOST_PAGES
                || LEFT_ALONE.iter().any(|left| path.starts_with(left))
                || !self.known.insert(path.clone())
            {
                continue;
            }
            visited += 1;
            let answer = self.client.get(&path)?;
            let page = answer.text();
            self.to_visit.extend(answer.header("location").map(str::to_owned));
            self.to_visit.extend(links(&page));
            for form in forms(&page) {
                self.fill_in(&form)?;
                self.met.push(form);
            }
        }
        if self.fields.len() < 5 {
            return Err(format!("only these fields were met: {:?}", self.fields).into());
        }
        Ok(())
    }

    fn fill_in(&mut self, form: &PageForm) -> Result {
        let once = format!("POST {}", form.action);
        if LEFT_ALONE.contains(&form.action.as_str())
            || form.action.contains("erase")
            || !self.known.insert(once)
        {
            return Ok(());
        }
        let mut filled = Vec::new();
        for field in &form.fields {
            let value = if field.is_typed { self.new_word() } else { field.value.clone() };
            if field.is_typed {
                self.fields.insert(format!("{} {}", form.action, field.name));
            }
            filled.push((field.name.as_str(), value));
        }
        let fields: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = self.client.post(&form.action, &fields)?;
        for (name, value) in &answer.headers {
            if self.words.iter().any(|word| value.contains(word.as_str())) {
                return Err(
                    format!("after {} a typed word is in the header {name}: {value}", form.action).into()
                );
            }
        }
        self.to_visit.extend(answer.header("location").map(str::to_owned));
        Ok(())
    }

    /// All that two people share. Gives the file of a sealed page.
    fn shares(&mut self, stranger: Client) -> Result<Vec<u8>> {
        let (mut client, mut word) = (self.client.twin(), || self.new_word());
        Ok(between::shares(&mut client, stranger, &mut word)?.file)
    }

    /// Where no form is: paths, queries, headers, cookies, wrong passphrases, words that come while locked.
    fn odd_places(&mut self, stranger: &mut Client) -> Result {
        let word: Vec<String> = (0..9).map(|_| self.new_word()).collect();
        self.client.get(&format!("/journal/{}", word[0]))?;
        self.client.get(&format!("/journal?part={}", word[1]))?;
        self.client.get(&format!("/{}?{}={}", word[2], word[2], word[2]))?;
        let fields = [("q", word[3].as_str())];
        self.client.post_with(
            "/journal/search",
            &fields,
            &[("x-note", &word[4]), ("accept", "application/json")],
        )?;
        self.client.post_with(
            "/journal",
            &[("body", &word[5])],
            &[("origin", "http://elsewhere.example")],
        )?;
        stranger.post("/unlock", &[("passphrase", &word[6])])?;
        let mut numbers = Numbers::from_seed(9);
        stranger.post("/journal", &entry_form(&record_id(&mut numbers), &word[7]))?;
        let wrong_cookie = format!("notebook={}", word[8]);
        stranger.post_with("/drafts", &[("place", "/"), ("body", &word[8])], &[("cookie", &wrong_cookie)])?;
        Ok(())
    }
}

/// Holds when none of the words is in any of the files, in any encoding. Tells of one find a line of text.
fn nowhere(words: &[String], places: &[PathBuf]) -> Result {
    let mut found = BTreeSet::new();
    for place in places {
        let bytes = fs::read(place)?;
        for (word, (encoding, sought)) in
            words.iter().flat_map(|word| encodings(word).into_iter().map(move |it| (word, it)))
        {
            if let Some(at) = memchr::memmem::find(&bytes, &sought) {
                let around = &bytes[at.saturating_sub(70)..(at + 40).min(bytes.len())];
                let around = String::from_utf8_lossy(around).replace('\n', " ");
                found.insert(format!("{word} is in {} as {encoding}: …{around}…", place.display()));
            }
        }
    }
    let first: Vec<_> = found.iter().take(8).map(String::as_str).collect();
    if found.is_empty() {
        Ok(())
    } else {
        Err(format!("{} finds, such as\n{}", found.len(), first.join("\n")).into())
    }
}

/// Plants one word in each encoding; each has to be found.
fn control(lab: &Lab, words: &[String]) -> Result<String> {
    let planted = encodings(&words[0]);
    for (encoding, bytes) in &planted {
        let place = lab.fresh("planted");
        fs::write(&place, [b"\0before ", &bytes[..], b" after\0"].concat())?;
        control_must_fail(encoding, nowhere(&words[..1], &[place]))?;
    }
    Ok(format!("a planted word is found in {} encodings", planted.len()))
}

/// A secret in the forms it could have been written in.
pub(super) fn encodings(secret: &str) -> Vec<(&'static str, Vec<u8>)> {
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let typed = form(&[("", secret)]).split_off(1);
    let mut all = vec![
        ("UTF-8", secret.as_bytes().to_vec()),
        ("UTF-16LE", secret.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", secret.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("hexadecimal", hex.clone().into_bytes()),
        ("HEXADECIMAL", hex.to_uppercase().into_bytes()),
        ("a form", typed.into_bytes()),
    ];
    all.extend((0..3).map(|shift| ("base64", base64_inside(secret.as_bytes(), shift))));
    all
}

/// The letters of base64 that these bytes give wherever they begin in a group of three.
fn base64_inside(bytes: &[u8], shift: usize) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let shifted = [&vec![0; shift][..], bytes].concat();
    let bit = |at: usize| (shifted[at / 8] >> (7 - at % 8)) & 1;
    let first = (shift * 8).div_ceil(6);
    let last = shifted.len() * 8 / 6;
    let letter = |at: usize| (0..6).fold(0, |value, offset| value << 1 | bit(at * 6 + offset));
    (first..last).map(|at| LETTERS[usize::from(letter(at))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_recognised_at_each_of_its_three_beginnings() {
        // "hello" after nothing, one and two other bytes: aGVsbG8=, eGhlbGxv, eHhoZWxsbw==
        let text = |shift| String::from_utf8(base64_inside(b"hello", shift)).unwrap();
        assert_eq!((text(0).as_str(), text(1).as_str(), text(2).as_str()), ("aGVsbG", "hlbGxv", "oZWxsb"));
    }
}
