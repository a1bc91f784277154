//! Questionnaires as the exports of what was measured are handed them, so that this crate need not know the content.

use hearken_core::{
    Notebook,
    responses::{Given, Response, ResponseState},
};
use hearken_measures::{Form, Scored, Scoring};

/// The number of a moment that says how somebody answered.
pub(crate) const MOAAS: &str = "moaas";

/// The lowest rating of whoever causes no pain: not woken by shaking. Whether it would be 1 or 0 nobody tried (clinical
/// notes on measures, section 9).
pub(crate) const NOT_WOKEN: i32 = 1;

/// One questionnaire that may have been answered.
#[derive(Clone, Debug)]
pub struct Measured<'a> {
    /// Its id in the content.
    pub id: &'a str,
    /// What is asked.
    pub form: &'a Form,
    /// The same as JSON, letter for letter.
    pub text: &'a str,
    /// What its answers add up to.
    pub scoring: &'a Scoring,
    /// Whether the person answers it, and not somebody who looks at them.
    pub by_oneself: bool,
    /// Whether it is still asked: it was not taken away.
    pub asked: bool,
    /// The LOINC code under which an outcome is reported, where one was verified.
    pub result: Option<&'a str>,
    /// The LOINC answer code of each outcome that has one, beside the outcome's id.
    pub result_answers: Vec<(&'a str, &'a str)>,
}

impl Measured<'_> {
    /// What was given to questions that are asked; nothing else counts.
    pub(crate) fn counted<'g>(&self, response: &'g Response) -> impl Iterator<Item = &'g Given> {
        self.form.counted(&response.answers)
    }

    /// What the answers say, once there will be no more of them. Before that a total would look like one that stands.
    pub(crate) fn scored(&self, response: &Response) -> Option<Scored<'_>> {
        let is_finished = response.state == ResponseState::Finished;
        is_finished.then(|| self.scoring.score(self.form, &response.answers))
    }

    /// The local code of something of this questionnaire.
    pub(crate) fn local_code(&self, of: &str) -> String {
        format!("{}-{of}", self.id)
    }
}

/// Every response, oldest first, with its questionnaire; `None` where its words are not known here: they are not among those
/// that were handed in, or have changed since.
pub(crate) fn responses<'n, 'm>(
    notebook: &'n Notebook,
    measured: &'m [Measured<'m>],
) -> impl Iterator<Item = (&'n Response, Option<&'m Measured<'m>>)> {
    notebook.responses().map(move |(_, response)| {
        let known =
            measured.iter().find(|it| it.id == response.measure && it.form.version == response.version);
        (response, known)
    })
}
