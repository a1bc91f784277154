//! The date of a note: from its name where a program keeps its days, from its settings, its name, or a line that is
//! nothing but a date.

use jiff::civil::Date;

use crate::import::{
    time::Written,
    written::{self, Reading},
};

/// How a program names the files of its days, such as `YYYY-MM-DD` below `journals/`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct DayNames {
    /// The folder they lie in, with `/` at its end; empty for any.
    folder: String,
    /// The shape of the path below the folder, with `YYYY`, `YY`, `MM`, `M`, `DD` and `D`.
    format: String,
}

impl DayNames {
    /// Obsidian's, from the text of its settings for daily notes; its own default without them.
    pub(super) fn of_obsidian(settings: Option<&str>) -> Self {
        let settings: serde_json::Value =
            settings.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let text =
            |key: &str| settings.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let format = Some(text("format")).filter(|format| !format.is_empty());
        Self { folder: as_folder(&text("folder")), format: format.unwrap_or_else(|| "YYYY-MM-DD".to_owned()) }
    }

    /// Logseq's, from the text of its settings. The setting is not retroactive, so the default is asked as well.
    pub(super) fn of_logseq(settings: Option<&str>) -> [Self; 2] {
        let named = settings.and_then(|text| text.split_once(":journal/file-name-format"));
        let named = named.and_then(|(_, after)| after.split('"').nth(1)).unwrap_or("yyyy_MM_dd");
        [named, "yyyy_MM_dd"].map(|format| Self {
            folder: "journals/".to_owned(),
            format: format.replace('y', "Y").replace('d', "D"),
        })
    }

    /// The day that a path without its ending names.
    pub(super) fn day(&self, path: &str) -> Option<Date> {
        let mut path = path.strip_prefix(&self.folder)?;
        let mut format = self.format.as_str();
        let (mut year, mut month, mut day) = (None, None, None);
        while let Some(letter) = format.chars().next() {
            let run = format.chars().take_while(|&c| c == letter).count();
            let (place, digits) = match (letter, run) {
                ('Y', 4) => (&mut year, 4..=4),
                ('Y', 2) => (&mut year, 2..=2),
                ('M', 2) => (&mut month, 2..=2),
                ('M', 1) => (&mut month, 1..=2),
                ('D', 2) => (&mut day, 2..=2),
                ('D', 1) => (&mut day, 1..=2),
                // Names of months and days are in the person's own language.
                ('M' | 'D' | 'd', _) => return None,
                _ => {
                    path = path.strip_prefix(letter)?;
                    format = &format[letter.len_utf8()..];
                    continue;
                }
            };
            let found = path.bytes().take(*digits.end()).take_while(u8::is_ascii_digit).count();
            let number: i16 = path.get(..found).filter(|_| digits.contains(&found))?.parse().ok()?;
            let number = if (letter, run) == ('Y', 2) { 2000 + number } else { number };
            // A folder and the name below it may both say the year; they must agree.
            if place.replace(number).is_some_and(|before| before != number) {
                return None;
            }
            (path, format) = (&path[found..], &format[run..]);
        }
        let small = |number: Option<i16>| i8::try_from(number?).ok();
        if path.is_empty() { Date::new(year?, small(month)?, small(day)?).ok() } else { None }
    }
}

fn as_folder(folder: &str) -> String {
    let folder = folder.trim_matches('/');
    if folder.is_empty() { String::new() } else { format!("{folder}/") }
}

/// The date at the beginning of a file's name, and what it was written as.
pub(super) fn in_name(name: &str) -> Option<(&str, Date)> {
    let (Reading::One(written), rest) = written::prefix(name)? else { return None };
    let compact = rest.starts_with(char::is_alphanumeric);
    (!compact).then(|| (&name[..name.len() - rest.len()], written.date))
}

/// The first line that has words, or the one after it, if it is nothing but a date: as a heading, or as a line with a
/// time. A bare day in a line of its own may be many things.
pub(super) fn in_body(body: &str, day_first: Option<bool>) -> Option<(&str, Written)> {
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.take(2).find_map(|line| {
        let heading = line.starts_with('#').then(|| line.trim_start_matches('#').trim());
        let written = written::whole(heading.unwrap_or(line))?.settle(day_first)?;
        (heading.is_some() || written.time.is_some()).then_some((line, written))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn obsidian_folders_by_year_and_month_are_understood() {
        let names = DayNames::of_obsidian(Some(r#"{"folder":"daily","format":"YYYY/MM/YYYY-MM-DD"}"#));
        assert_eq!(names.day("daily/2026/01/2026-01-05"), Some(date(2026, 1, 5)));
        assert_eq!(names.day("daily/2025/01/2026-01-05"), None);
        assert_eq!(names.day("2026/01/2026-01-05"), None);
    }

    #[test]
    fn logseq_days_are_found_in_the_set_form_and_in_the_old_one() {
        let names = DayNames::of_logseq(Some(r#"{:journal/file-name-format "dd-MM-yyyy"}"#));
        let day = |path: &str| names.iter().find_map(|names| names.day(path));
        assert_eq!(day("journals/05-01-2026"), Some(date(2026, 1, 5)));
        assert_eq!(day("journals/2026_01_05"), Some(date(2026, 1, 5)));
        assert_eq!(day("pages/2026_01_05"), None);
    }

    #[test]
    fn names_of_months_are_not_guessed() {
        assert_eq!(DayNames::of_obsidian(Some(r#"{"format":"YYYY-MMMM-DD"}"#)).day("2026-Januar-05"), None);
    }

    #[test]
    fn a_date_begins_a_name_and_is_not_part_of_a_longer_number() {
        assert_eq!(in_name("2026-01-05-walk"), Some(("2026-01-05", date(2026, 1, 5))));
        assert_eq!(in_name("2026-01-051"), None);
        assert_eq!(in_name("00001"), None);
    }
}
