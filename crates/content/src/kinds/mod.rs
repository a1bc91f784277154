//! The shape of each kind of content file, one module a kind. `docs/content-schema.md` explains every key.

pub(crate) mod breath;
pub(crate) mod breath_rules;
pub(crate) mod demo;
pub(crate) mod demo_care;
pub(crate) mod demo_journey;
pub(crate) mod demo_parts;
pub(crate) mod display;
pub(crate) mod grounding;
pub(crate) mod guide;
pub(crate) mod help;
pub(crate) mod input;
pub(crate) mod journey;
pub(crate) mod learn;
pub(crate) mod measure_words;
pub(crate) mod measures;
pub(crate) mod monitoring_form;
pub(crate) mod part_field;
pub(crate) mod plan;
pub(crate) mod rules;
pub(crate) mod safety;
pub(crate) mod screening;
pub(crate) mod shared;
pub(crate) mod sharing_words;
pub(crate) mod source;
pub(crate) mod words;
