//! Checks on the words of sharing: every role says what it is for and not for, nobody is told that somebody watches, and it
//! can be read at about age 12.

use super::Finding;
use super::rule_words::{HARDEST_TEXT, too_hard};
use super::wording::HARDEST_GRADE;
use crate::folder::{Filed, Folder};
use crate::kinds::sharing_words::{OutsideWords, SHARING_ROLES, SharingRoleWords, SharingWords};
use crate::{reading, texts};

/// The file of these words.
const WORDS: &str = "words/sharing.toml";

/// Names, headings and ids are no sentences.
const NOT_SENTENCES: [&str; 4] = ["name", "title", "leaves_guides", "leaves_measures"];

/// What a page names where danger is spoken of.
const HELP: &str = "Help now";

/// Every role that a space can have is there, in its order, with one sentence for what it is for and one for what it is not
/// for, and names its sources.
pub(super) fn roles_of_sharing_are_told(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: words } in &folder.sharing_words {
        if !words.roles.iter().map(|role| role.id.as_str()).eq(SHARING_ROLES) {
            let message = format!("name exactly these: {}", SHARING_ROLES.join(", "));
            found.push(Finding::new(file, "role", message));
        }
        for role in &words.roles {
            let place = format!("role {}", role.id);
            found.extend(told(role, words).map(|message| Finding::new(file, &place, message)));
            found.extend(leaves_nothing(role, folder).map(|message| Finding::new(file, &place, message)));
        }
    }
    found
}

fn told(role: &SharingRoleWords, words: &SharingWords) -> Option<&'static str> {
    if ![&role.is_for, &role.not_for, &role.you_for, &role.you_not_for]
        .into_iter()
        .all(|text| is_one_sentence(text))
    {
        return Some("say in one sentence what it is for, and in one what it is not for");
    }
    let known = |&number: &usize| (1..=words.sources.len()).contains(&number);
    let sourced = !role.sources.is_empty() && role.sources.iter().all(known);
    (!sourced).then_some("name its sources by their numbers below, counted from 1")
}

/// What a role names as what it may leave to do, and nobody has.
fn leaves_nothing(role: &SharingRoleWords, folder: &Folder) -> Option<String> {
    let guide = |id: &&String| !folder.guides.iter().any(|guide| guide.value.id == **id);
    let measure = |id: &&String| !folder.measures.iter().any(|measure| measure.value.id == **id);
    let unknown = role.leaves_guides.iter().find(guide).or(role.leaves_measures.iter().find(measure));
    unknown.map(|id| format!("{id} is neither an exercise nor a questionnaire that is here"))
}

fn is_one_sentence(text: &str) -> bool {
    let text = text.trim();
    text.ends_with('.') && !text.trim_end_matches('.').contains(". ")
}

/// It is said that nobody watches what is shared, nor scores, nor what is left to do, and what to use in danger.
pub(super) fn sharing_is_not_watched(folder: &Folder) -> Vec<Finding> {
    let says = |text: &str| {
        let watched = text.contains("Nobody watches") || text.contains("nobody watches");
        watched && text.contains(HELP)
    };
    let silent = folder.sharing_words.iter().flat_map(|Filed { file, value: words }| {
        let texts = [
            ("page, unwatched", &words.page.unwatched),
            ("measure, unwatched", &words.measure.unwatched),
            ("left, unwatched", &words.left.unwatched),
        ];
        texts.into_iter().filter(|(_, text)| !says(text)).map(move |(place, _)| (file, place))
    });
    let message = "say that nobody watches, and that in danger there is Help now";
    silent.map(|(file, place)| Finding::new(file, place, message)).collect()
}

/// A sealed page opens where there is no Help now: it says that nobody watches it, and which number to call. And it names the
/// day until which it is to be read.
pub(super) fn sealed_page_is_honest(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: words } in &folder.sharing_words {
        let said = &words.sealed.outside;
        if !said.unwatched.contains("Nobody watches") || !said.unwatched.contains("the emergency number") {
            let message = "say that nobody watches, and to call the emergency number in danger";
            found.push(Finding::new(file, "sealed.outside, unwatched", message));
        }
        for (place, text) in
            [("sealed.outside, asked", &said.asked), ("sealed.outside, passed", &said.passed)]
        {
            if text.matches(OutsideWords::DAY).count() != 1 {
                found.push(Finding::new(file, place, "name {date} once, where the day is filled in"));
            }
        }
    }
    found
}

/// The words of sharing can be read at about age 12: all of them together, and no sentence of them is much harder. Names and
/// headings are single words, which the formula judges too harshly.
pub(super) fn sharing_reads_easily(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: table } in folder.tables.iter().filter(|table| table.file == WORDS) {
        let texts = texts::of_file(table);
        let said: Vec<_> = texts.iter().filter(|text| !NOT_SENTENCES.contains(&text.key)).collect();
        let all = reading::grade(said.iter().map(|text| text.text));
        found.extend(too_hard(all, HARDEST_GRADE).map(|said| Finding::new(file, "the whole text", said)));
        for text in said {
            let hard = too_hard(reading::grade([text.text]), HARDEST_TEXT);
            found.extend(hard.map(|said| Finding::new(file, &text.place, said)));
        }
    }
    found
}
