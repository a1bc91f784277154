//! Checks on help lines: rules K1, K4 and K7. A wrong digit here can cost a life.

use super::Finding;
use crate::folder::{Filed, Folder, INTERNATIONAL};
use crate::kinds::help::{Country, Line, Number};
use crate::kinds::source::Tag;

/// Every country has an emergency number, so that one can be shown first.
pub(super) fn an_emergency_number_comes_first(folder: &Folder) -> Vec<Finding> {
    let without = folder.countries.iter().filter(|country| country.value.emergency.is_empty());
    without.map(|country| Finding::new(&country.file, "emergency", "add the emergency number")).collect()
}

/// Every service can be reached: by a number, a message or a link.
pub(super) fn every_line_can_be_reached(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: country } in &folder.countries {
        for line in services(country) {
            let place = format!("line {}", line.name);
            if line.numbers.is_empty() && line.reaches.is_empty() {
                found.push(Finding::new(file, &place, "add a number, a message or a link"));
            }
            if line.reaches.iter().any(|reach| reach.tel.is_none() && reach.link.is_none()) {
                found.push(Finding::new(file, &place, "a message needs a number or a link"));
            }
            let links = line.reaches.iter().filter_map(|reach| reach.link.as_deref());
            if links.into_iter().any(|link| !link.starts_with("https://")) {
                found.push(Finding::new(file, &place, "a link begins with https://"));
            }
        }
    }
    found
}

/// What a phone dials is what a person reads: the same digits, in the same order.
pub(super) fn numbers_dial_what_they_show(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: country } in &folder.countries {
        for number in numbers(country) {
            let dialable = !number.tel.is_empty()
                && number.tel.trim_start_matches('+').chars().all(|c| c.is_ascii_digit());
            if !dialable || digits(&number.tel) != digits(&number.number) {
                let message = format!("\"{}\" does not dial \"{}\"", number.tel, number.number);
                found.push(Finding::new(file, format!("number {}", number.number), message));
            }
        }
    }
    found
}

/// Digits as they are dialled; letters stand for the digits on a phone's keys.
fn digits(number: &str) -> String {
    let key = |c: char| match c.to_ascii_uppercase() {
        c @ '0'..='9' => Some(c),
        'A'..='C' => Some('2'),
        'D'..='F' => Some('3'),
        'G'..='I' => Some('4'),
        'J'..='L' => Some('5'),
        'M'..='O' => Some('6'),
        'P'..='S' => Some('7'),
        'T'..='V' => Some('8'),
        'W'..='Z' => Some('9'),
        _ => None,
    };
    number.chars().filter_map(key).collect()
}

/// What is only remembered (tag M) is marked to be checked.
pub(super) fn what_is_doubted_says_so(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: country } in &folder.countries {
        let numbers = numbers(country).map(|number| (number.number.as_str(), number.tag, number.check));
        let reaches = services(country).flat_map(|line| &line.reaches);
        let reaches = reaches.map(|reach| (reach.to.as_str(), reach.tag, reach.check));
        for (what, ..) in numbers.chain(reaches).filter(|(_, tag, check)| *tag == Tag::M && !check) {
            found.push(Finding::new(file, what, "it is remembered only (M); add check = true"));
        }
    }
    found
}

/// A country's code is two capitals, and the day of its numbers is a date.
pub(super) fn help_lines_are_dated(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: country } in &folder.countries {
        if country.code.len() != 2 || !country.code.chars().all(|c| c.is_ascii_uppercase()) {
            found.push(Finding::new(file, "code", "write the two capitals of ISO 3166-1"));
        }
        if !is_date(&country.verified_on) {
            found.push(Finding::new(file, "verified_on", "write the day as YYYY-MM-DD"));
        }
    }
    found
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |text: &str, len: usize| (text.len() == len).then(|| text.parse::<u32>().ok()).flatten();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    number(year, 4).is_some()
        && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
        && number(day, 2).is_some_and(|day| (1..=31).contains(&day))
}

/// Where the country is unknown, 112 and 911 are shown, and a page that lists help lines (rule K7).
pub(super) fn an_unknown_country_gets_help(folder: &Folder) -> Vec<Finding> {
    let mut found = Vec::new();
    for Filed { file, value: country } in
        folder.countries.iter().filter(|country| country.file == INTERNATIONAL)
    {
        let has = |tel: &str| country.emergency.iter().any(|number| number.tel == tel);
        let links = services(country).flat_map(|line| &line.reaches).any(|reach| reach.link.is_some());
        if !(has("112") && has("911") && links) {
            found.push(Finding::new(file, "emergency", "show 112, 911 and a link to a list of lines (K7)"));
        }
    }
    found
}

fn services(country: &Country) -> impl Iterator<Item = &Line> {
    country.lines.iter().chain(&country.extras)
}

fn numbers(country: &Country) -> impl Iterator<Item = &Number> {
    country.emergency.iter().chain(services(country).flat_map(|line| &line.numbers))
}
