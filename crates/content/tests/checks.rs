//! Each named check is seen failing, on a small invented folder in which one thing is spoilt.

mod support;

use std::collections::BTreeSet;

use hearken_content::{Fault, check, check_names};
use serde::Deserialize;
use support::invented;

const GUIDE: &str = "guides/greet.toml";

/// One thing to spoil, and the check that must see it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    check: String,
    file: String,
    from: String,
    to: String,
}

fn cases() -> Vec<Case> {
    #[derive(Deserialize)]
    struct Cases {
        case: Vec<Case>,
    }
    toml::from_str::<Cases>(include_str!("cases.toml")).expect("the cases are well written").case
}

/// The invented files with one piece of one of them exchanged.
fn spoilt(path: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let mut files = invented();
    let (_, text) =
        files.iter_mut().find(|(name, _)| name == path).unwrap_or_else(|| panic!("no file {path}"));
    assert!(text.contains(from), "{path} does not hold {from:?}, so nothing would be spoilt");
    *text = text.replacen(from, to, 1);
    files
}

/// The invented files without one of them.
fn without(path: &str) -> Vec<(String, String)> {
    let mut files = invented();
    let before = files.len();
    files.retain(|(name, _)| name != path);
    assert_eq!(files.len(), before - 1, "no file {path}");
    files
}

fn faults(files: &[(String, String)]) -> Vec<Fault> {
    check(files).err().unwrap_or_default()
}

#[test]
fn the_invented_folder_is_sound() {
    assert_eq!(faults(&invented()), []);
}

#[test]
fn each_check_finds_what_it_is_for() {
    for case in cases() {
        let found = faults(&spoilt(&case.file, &case.from, &case.to));
        let seen = found.iter().any(|fault| fault.check == case.check);
        assert!(seen, "{} did not see {:?} in {}: {found:#?}", case.check, case.to, case.file);
    }
}

#[test]
fn a_missing_file_is_said() {
    for path in
        ["safety/stop-test.toml", "help-lines/international.toml", "grounding/chair.toml", "words/self.toml"]
    {
        let found = faults(&without(path));
        assert!(found.iter().any(|fault| fault.check == "nothing-is-missing"), "{path}: {found:#?}");
    }
}

#[test]
fn a_file_in_an_unknown_folder_is_said() {
    let mut files = invented();
    files.push(("recipes/soup.toml".to_owned(), "id = \"soup\"".to_owned()));
    assert!(faults(&files).iter().any(|fault| fault.check == "files-are-of-a-known-kind"));
}

#[test]
fn u1_a_guide_for_oneself_does_not_meet_with_one_for_the_therapists_room() {
    let mut files = spoilt(GUIDE, "who = [\"alone\"]", "who = [\"alone\"]\nmeet_with = \"room\"");
    let (_, greet) = files.iter().find(|(path, _)| path == GUIDE).expect("it is there");
    let room = greet.replace("id = \"greet\"", "id = \"room\"");
    let with = |who: &str| ("guides/room.toml".to_owned(), room.replacen("who = [\"alone\"]", who, 1));
    files.push(with("who = [\"alone\"]"));
    assert_eq!(faults(&files), []);
    files.pop();
    files.push(with("who = [\"with-therapist\"]"));
    let found: Vec<_> = faults(&files).into_iter().map(|fault| (fault.check, fault.file)).collect();
    assert_eq!(found, [("records-need-a-therapist", GUIDE.to_owned())]);
}

#[test]
fn no_check_goes_unseen() {
    let mut seen: BTreeSet<String> = cases().into_iter().map(|case| case.check).collect();
    seen.extend(["nothing-is-missing", "files-are-of-a-known-kind"].map(str::to_owned));
    let all: BTreeSet<String> = check_names().map(str::to_owned).collect();
    assert_eq!(seen, all);
}

#[test]
fn all_faults_come_at_once_each_with_file_and_place() {
    let mut files = spoilt(GUIDE, "A short hello.", "A short hello!");
    for (path, text) in &mut files {
        if path == "safety/stop-test.toml" {
            *text = text.replace("stop_at = 8", "stop_at = 9");
        }
        if path == "breath/slow.toml" {
            *text = text.replace("kind = \"in\"", "knd = \"in\"");
        }
    }
    let said: Vec<String> = faults(&files).iter().map(ToString::to_string).collect();
    assert!(said[0].starts_with("breath/slow.toml: line 10: unknown field `knd`"), "{}", said[0]);
    assert_eq!(said[1], "guides/greet.toml: summary: take the exclamation mark out [nothing-shouts]");
    assert_eq!(
        said[2],
        "safety/stop-test.toml: distress: stop at 8 or earlier (U4) [the-stop-test-is-whole]"
    );
    assert_eq!(said.len(), 3, "one fault each, and none that only follows from another: {said:#?}");
}

#[test]
fn a_fault_names_the_things_around_it() {
    let found = faults(&spoilt(GUIDE, "Who is here?", "Who is here? Well done."));
    assert_eq!(found[0].place, "step one, screen who, prompt");
}
