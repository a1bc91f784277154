//! The questionnaires that are shipped, held against the clinical notes on measures rule by rule.

mod answering;
mod elsewhere;
mod house;
mod mood;
mod pack;
mod safety;
mod screener;
mod trauma;
mod wording;
