//! Questionnaires: what is asked, what may be answered, and what the answers add up to.
//!
//! A [`Form`] is read from a FHIR R4 `Questionnaire`, whoever wrote it; what is not supported is named, item by item. A
//! [`Scoring`] is what FHIR has no place for: how answers add up, what a missing one means, what a total is called, which
//! answer brings up help. Everything here is a pure function of a form, a scoring and the answers that were given.
//!
//! ```
//! use hearken_core::responses::{Answer, Given};
//! use hearken_measures::{Form, Scoring};
//!
//! let form = Form::read(br#"{"resourceType": "Questionnaire", "status": "active", "item": [
//!     {"linkId": "1", "type": "integer", "text": "How much?"}]}"#).expect("it is one");
//! let answers = [Given { item: "1".to_owned(), answer: Answer::Number(3) }];
//! let asked: Vec<&str> = form.asked(&answers).map(|item| item.link_id.as_str()).collect();
//! assert_eq!(asked, ["1"]);
//! ```

mod condition;
mod course;
mod fhir;
mod form;
mod outcome;
mod response;
mod scale;
mod score;

pub use condition::{Condition, Count};
pub use course::{Course, Turn};
pub use form::{
    Choice, Coding, Compare, Enable, EnableAll, EnableWhen, Fault, Form, Item, ItemKind, MOST_DEPTH,
    MOST_EXPRESSION, MOST_ITEMS, MOST_NAME, MOST_NOTES, MOST_OPTIONS,
};
pub use outcome::{Outcome, SafetyAnswer, SafetyLevel};
pub use response::{Answers, FilledIn, MOST_ENTRIES};
pub use scale::{Band, Better, Cut, Fill, Missing, Reliable, Scale, Scoring};
pub use score::{Scored, Total};
