//! T44: everything out, into an empty notebook, and out again: the same bytes. What is in the zip is read here with
//! `unzip` and a JSON reader, as by somebody who never had the product.

use std::{fs, path::Path, process::Command};

use super::{Lab, by_tests::Tests, canaries::use_everything, control_must_fail};
use crate::{
    Result,
    journal::{self, Numbers},
    product::{Notebook, Server, entry_form, http::Client, record_id, said, test_word, write_entry},
    summary::Outcome,
    tools::{listen, need_program},
};

/// Invented notebooks of every kind, in the library: 64 as `cargo xtask test` runs it, 1,000 at length.
const INVENTED: Tests =
    Tests { package: "hearken-report", named: &["properties::any_notebook_comes_back_whole"], least: 1 };

pub(super) fn prove(lab: &Lab) -> Result<Outcome> {
    need_program("unzip", &["unzip"])?;
    let held = if lab.is_short() { String::new() } else { format!("{}; ", INVENTED.hold(lab)?) };
    let (first, many, word) = (lab.notebook()?, lab.rounds(40, 10_000), test_word(44));
    write(&first, many, &word)?;
    let out = export(lab, &first)?;
    let second = lab.notebook()?;
    import(&second, &out)?;
    same(&out, &export(lab, &second)?)?;
    import(&second, &out)?;
    same(&out, &export(lab, &second)?).map_err(|fault| format!("brought in twice: {fault}"))?;
    let records = readable(&out, many, &word)?;
    neutral(lab, &first)?;
    second.note(&test_word(45))?;
    let noticed = control_must_fail("a note more", same(&out, &export(lab, &second)?))?;
    Ok(Outcome::Held(format!(
        "{held}{records} records out, in and out again, byte for byte; control: {noticed}"
    )))
}

/// Entries in number, edits, an erased one, and whatever else the pages have forms for.
fn write(notebook: &Notebook, many: usize, word: &str) -> Result {
    let server = Server::start(notebook)?;
    let mut client = server.unlocked(notebook)?;
    let mut numbers = Numbers::from_seed(44);
    for entry in journal::entries(many, 800, 44) {
        let record = record_id(&mut numbers);
        post(&mut client, &record, "0", &entry.body)?;
        if numbers.below(10) == 0 {
            post(&mut client, &record, "1", &format!("{} Written again.", entry.body))?;
        }
    }
    let erased = record_id(&mut numbers);
    post(&mut client, &erased, "0", "not for long")?;
    let gone = client.post(&format!("/journal/{erased}/erase"), &[])?.status;
    if gone != 303 || write_entry(&mut client, &mut numbers, word)? != 303 {
        return Err(format!("erasing or writing was refused ({gone})").into());
    }
    use_everything(&mut client)?;
    server.kill()
}

fn post(client: &mut Client, record: &str, base: &str, body: &str) -> Result {
    let mut fields = entry_form(record, body);
    fields[1].1 = base;
    match client.post("/journal", &fields)?.status {
        303 => Ok(()),
        status => Err(format!("an entry was answered with {status}").into()),
    }
}

fn export(lab: &Lab, notebook: &Notebook) -> Result<std::path::PathBuf> {
    let zip = lab.fresh("archive").with_extension("zip");
    let output = notebook.command("export", &[&zip.to_string_lossy()])?;
    let warned = String::from_utf8_lossy(&output.stdout).contains("not sealed");
    if output.status.success() && warned { Ok(zip) } else { Err(format!("export: {}", said(&output)).into()) }
}

fn import(notebook: &Notebook, zip: &Path) -> Result {
    let output = notebook.command("import", &[&zip.to_string_lossy()])?;
    if output.status.success() { Ok(()) } else { Err(format!("import: {}", said(&output)).into()) }
}

fn same(one: &Path, other: &Path) -> Result {
    let (one, other) = (fs::read(one)?, fs::read(other)?);
    match one.iter().zip(&other).position(|(left, right)| left != right) {
        None if one.len() == other.len() => Ok(()),
        place => {
            let at = place.unwrap_or_else(|| one.len().min(other.len()));
            Err(format!("{} and {} bytes, which differ from byte {at} on", one.len(), other.len()).into())
        }
    }
}

/// The whole archive as a JSON reader has it.
pub(super) fn notebook_json(zip: &Path) -> Result<serde_json::Value> {
    Ok(serde_json::from_slice(&unzip(zip, "notebook.json")?)?)
}

/// How many records of that kind are in it.
pub(super) fn of_kind(archive: &serde_json::Value, kind: &str) -> usize {
    let records = archive["records"].as_array().map_or(&[][..], Vec::as_slice);
    records.iter().filter(|record| record["revisions"][0]["kind"].as_str() == Some(kind)).count()
}

fn unzip(zip: &Path, file: &str) -> Result<Vec<u8>> {
    let output = listen(Command::new("unzip").arg("-p").arg(zip).arg(file))?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("unzip: {}", said(&output)).into()) }
}

/// Every entry is in the JSON, and the word is in one Markdown file.
fn readable(zip: &Path, many: usize, word: &str) -> Result<usize> {
    let archive = notebook_json(zip)?;
    let records = archive["records"].as_array().ok_or("the JSON has no list of records")?;
    let entries = of_kind(&archive, "journal");
    let twins = String::from_utf8(unzip(zip, "journal/*")?)?;
    if entries > many && twins.matches(word).count() == 1 {
        Ok(records.len())
    } else {
        Err(format!("{entries} of {many} entries are in the JSON, and the word {word} in no one file").into())
    }
}

/// Where nobody names it, the file's name says nothing about what is inside.
fn neutral(lab: &Lab, notebook: &Notebook) -> Result {
    let folder = lab.fresh_folder("named")?;
    let output = listen(notebook.prepare("export", &[]).current_dir(&folder))?;
    let names: Vec<_> = crate::tools::files_below(&folder)?;
    let name =
        names.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    let dated = |name: &str| {
        let date = name.strip_prefix("notebook-").and_then(|rest| rest.strip_suffix(".zip"));
        date.is_some_and(|date| date.len() == 10 && date.bytes().all(|it| it == b'-' || it.is_ascii_digit()))
    };
    match name {
        Some(name) if names.len() == 1 && dated(&name) => Ok(()),
        other => Err(format!("the zip is called {other:?}: {}", said(&output)).into()),
    }
}
