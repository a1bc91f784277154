//! Scores as they can be shown to somebody else: each total with its day and the name of its range, what was answered the last
//! time, and words that were written with it, each a field of its own. What is no diagnosis says so, beside the numbers.
//!
//! Days, not hours, and no mark of a session or a medicine: nothing leads from a score to the rest of the notebook.

use hearken_content::{Measure, library};
use hearken_core::{
    Notebook, Timestamp, When,
    responses::{Answer, Response},
    sharing::{COURSE_POINTS, SharedBand, SharedCourse, SharedField, SharedPoint},
};
use hearken_measures::{Form, Item, Scale};

use super::{
    course::{self, PROFILE},
    forms, known, series,
};
use crate::words::long_day;

/// A questionnaire as it could be shown.
pub(crate) struct ShownScores {
    pub(crate) title: String,
    pub(crate) fields: Vec<SharedField>,
    /// What is said beside them, whatever of them is shown.
    pub(crate) about: SharedField,
}

/// What could be shown of a questionnaire; nothing where it was never finished.
pub(crate) fn shown(notebook: &Notebook, measure: &str) -> Option<ShownScores> {
    let measure = known(notebook, measure)?;
    let (_, newest) = series::finished(notebook, measure.id()).next_back()?;
    let (file, form) = (&measure.file, measure.form());
    let scales = file.scoring.scales.iter().map(|scale| of_scale(notebook, &measure, form, scale));
    let rated = form.questions(&[]).filter(|item| file.scoring.scales.is_empty() && course::is_rated(item));
    let profile = rated.take(PROFILE).map(|item| of_item(notebook, &measure, item));
    let fields = scales.chain(profile).chain(last_time(form, newest)).collect();
    Some(ShownScores { title: format!("{} · {}", file.title, file.short), fields, about: about(&measure) })
}

/// That it is no diagnosis, what it rests on, and that nobody watches answers that speak of danger.
fn about(measure: &Measure) -> SharedField {
    let (words, file) = (&library().sharing_words.measure, &measure.file);
    let mut said = vec![words.scores.clone()];
    said.extend(file.unvalidated.clone());
    if !file.scoring.safety.is_empty() {
        said.push(words.unwatched.clone());
    }
    let named = file.scoring.scales.iter().flat_map(|scale| &scale.sources);
    let source =
        named.filter_map(|nth| file.sources.get(nth.checked_sub(1)?)).next().or(file.sources.first());
    said.extend(source.map(|source| format!("Source: {}.", source.text)));
    field("about", words.title.clone(), said.join("\n\n"), None)
}

fn field(key: &str, name: String, text: String, course: Option<SharedCourse>) -> SharedField {
    SharedField { key: key.to_owned(), name, text, course }
}

/// The totals of a scale.
fn of_scale(notebook: &Notebook, measure: &Measure, form: &Form, scale: &Scale) -> SharedField {
    // Which scores are compared tells when treatment began, so that is left out of it.
    let all = series::without_treatment(notebook, measure, form, scale);
    let newest = all.len().saturating_sub(COURSE_POINTS);
    let points = all.iter().skip(newest).map(|one| SharedPoint {
        when: on_its_day(one.when()),
        level: one.points().and_then(|points| u8::try_from(points).ok()),
        remark: one.apart.map(|apart| apart.word().to_owned()).unwrap_or_default(),
    });
    let band = |band: &hearken_measures::Band| SharedBand {
        from: u32::try_from(band.from).unwrap_or_default(),
        to: u32::try_from(band.to).unwrap_or_default(),
        name: band.name.clone(),
    };
    let course = SharedCourse {
        highest: u8::try_from(scale.highest).unwrap_or(u8::MAX),
        bands: scale.bands.iter().map(band).collect(),
        points: points.collect(),
    };
    let several = measure.file.scoring.scales.len() > 1;
    let name = if several { format!("{}, over time", scale.name) } else { "Totals over time".to_owned() };
    field(&format!("scale-{}", scale.id), name, as_text(&course, "no total"), Some(course))
}

/// The ratings of one item of a profile, which has no total.
fn of_item(notebook: &Notebook, measure: &Measure, item: &Item) -> SharedField {
    let plot = course::of_item(notebook, measure, item);
    let points = plot.lines.into_iter().flat_map(|line| line.points).map(|point| SharedPoint {
        when: on_its_day(&point.when),
        level: point.level,
        remark: point.remark.unwrap_or_default(),
    });
    let points: Vec<_> = points.collect();
    let newest = points.len().saturating_sub(COURSE_POINTS);
    let points = points.into_iter().skip(newest).collect();
    let course = SharedCourse { highest: plot.highest, bands: Vec::new(), points };
    field(
        &format!("item-{}", item.link_id),
        item.text.clone(),
        as_text(&course, "no answer on this scale"),
        Some(course),
    )
}

/// The same in words, a line for each time; `none` where no level stands.
fn as_text(course: &SharedCourse, none: &str) -> String {
    let line = |point: &SharedPoint| {
        let band = |level: u8| course.bands.iter().find(|it| (it.from..=it.to).contains(&u32::from(level)));
        let score = match point.level {
            Some(level) => format!("{level} of {}", course.highest),
            None => none.to_owned(),
        };
        let band = point.level.and_then(band).map(|band| format!(", {}", band.name)).unwrap_or_default();
        let remark = if point.remark.is_empty() { String::new() } else { format!(" ({})", point.remark) };
        format!("{}: {score}{band}{remark}", long_day(point.when.date()))
    };
    course.points.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A moment without its hour.
fn on_its_day(when: &When) -> When {
    let local = when.local();
    let since = i64::from(local.hour()) * 3600 + i64::from(local.minute()) * 60 + i64::from(local.second());
    let midnight = when.at.as_millis() - since * 1000 - i64::from(local.millisecond());
    When { all_day: true, ..When::new(Timestamp::from_millis(midnight), when.offset_minutes) }
}

/// What was answered the last time; words that were written with it stand apart.
fn last_time(form: &Form, newest: &Response) -> [SharedField; 2] {
    let (mut answers, mut written) = (Vec::new(), Vec::new());
    for item in form.questions(&newest.answers) {
        let is_words = |answer: &&Answer| matches!(answer, Answer::Text(_));
        let (words, chosen): (Vec<_>, Vec<_>) = newest.all(&item.link_id).partition(is_words);
        let asked = format!("{} {}", item.prefix, item.text);
        let line = |given: Vec<&Answer>| {
            let said: Vec<_> = given.into_iter().map(|answer| forms::said(item, answer)).collect();
            format!("{}: {}", asked.trim(), said.join(", "))
        };
        match (chosen.is_empty(), words.is_empty()) {
            (true, true) => answers.push(format!("{}: not answered", asked.trim())),
            (false, _) => answers.push(line(chosen)),
            (true, false) => {}
        }
        if !words.is_empty() {
            written.push(line(words));
        }
    }
    if !newest.note.trim().is_empty() {
        written.push(newest.note.clone());
    }
    let day = long_day(newest.when.date());
    [
        field("answers", format!("Each answer of the last time ({day})"), answers.join("\n"), None),
        field("words", format!("What was written in words the last time ({day})"), written.join("\n"), None),
    ]
}
