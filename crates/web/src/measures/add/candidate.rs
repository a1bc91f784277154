//! A questionnaire in a file that somebody chose: read, and held against those that are here.

use hearken_content::{Measure, library};
use hearken_core::limits::{NAME_BYTES, TEXT_BYTES};
use hearken_measures::{Fault, Form};

use super::{said_of, words};
use crate::words::beginning;

/// The letters of a title.
const TITLE: usize = 100;

/// A questionnaire that could be added.
pub(in crate::measures) struct Candidate {
    pub(in crate::measures) title: String,
    /// Its own JSON, letter for letter.
    pub(in crate::measures) text: String,
    pub(in crate::measures) form: Form,
    /// What is said of the questionnaire that this one seems to be.
    pub(in crate::measures) alike: Option<String>,
}

impl Candidate {
    /// Reads a file.
    ///
    /// # Errors
    /// Every reason why it cannot be added.
    pub(in crate::measures) fn read(bytes: &[u8]) -> Result<Self, Vec<Fault>> {
        let (form, text) = Form::read_with_text(bytes)?;
        let mut faults = too_long(&form);
        if text.len() > TEXT_BYTES {
            faults.push(of_the_file("it is larger than 1 MB"));
        }
        let shipped = library().measures.iter();
        let same = shipped.clone().find(|measure| is_same(measure, &form));
        // What the program has itself brings up help where an answer asks for it; a copy of it would not.
        faults.extend(same.map(|measure| of_the_file(&said_of(&words().here, &name(measure)))));
        if !faults.is_empty() {
            return Err(faults);
        }
        let alike = shipped.clone().find(|measure| is_alike(measure, &form)).map(said_of_alike);
        let named =
            [&form.title, &form.name].into_iter().map(|name| name.trim()).find(|name| !name.is_empty());
        let title = beginning(named.unwrap_or(&words().no_title), TITLE);
        Ok(Self { title, text, form, alike })
    }
}

fn name(measure: &Measure) -> String {
    format!("{} · {}", measure.file.title, measure.file.short)
}

/// Of one whose words are not there the program has the logic and the codes alone.
fn said_of_alike(measure: &Measure) -> String {
    let words = words();
    let said = if measure.form.is_some() { &words.alike } else { &words.alike_codes };
    said_of(said, &name(measure))
}

fn of_the_file(message: &str) -> Fault {
    Fault { place: "the file".to_owned(), message: message.to_owned() }
}

/// Whether the program has this very questionnaire, under whichever of its names.
fn is_same(measure: &Measure, form: &Form) -> bool {
    measure.form.as_ref().is_some_and(|known| known.is_same_as(form))
}

/// Whether it says that it is the same panel: a translation, or another program's copy.
fn is_alike(measure: &Measure, form: &Form) -> bool {
    let known = measure.form.iter().flat_map(|known| &known.codes);
    let panel = measure.file.panel.as_deref();
    let mut codes = known.map(|code| code.code.as_str()).chain(panel);
    codes.any(|known| !known.is_empty() && form.codes.iter().any(|code| code.code == known))
}

/// What no answer could be kept under.
fn too_long(form: &Form) -> Vec<Fault> {
    let is_long = |name: &String| name.len() > NAME_BYTES;
    let mut faults = Vec::new();
    if is_long(&form.version) || is_long(&form.language) {
        faults.push(of_the_file("its version or its language is longer than 400 bytes"));
    }
    for item in form.all_items() {
        let codes = item.options.iter().map(|choice| &choice.coding);
        let long = codes.into_iter().any(|coding| is_long(&coding.system) || is_long(&coding.code));
        if is_long(&item.link_id) || long {
            let place = beginning(&item.link_id, 60);
            let message = "its linkId or a code is longer than 400 bytes".to_owned();
            faults.push(Fault { place, message });
        }
    }
    faults
}
