//! What can be chosen, and how a choice is kept.
//!
//! A choice that counts a whole number is kept as that number (G2), any other by its code. Two options of one item never
//! count the same number: they could not be told apart again.

use hearken_core::responses::Answer;

use super::{Choice, Item, ItemKind};

impl Item {
    /// How a choice of this item is kept.
    #[must_use]
    pub fn answer_of(&self, choice: &Choice) -> Answer {
        choice.kept(self.counts_whole_numbers())
    }

    /// The choice that was kept as this answer.
    #[must_use]
    pub fn choice_of(&self, answer: &Answer) -> Option<&Choice> {
        let as_numbers = self.counts_whole_numbers();
        self.options.iter().find(|choice| choice.kept(as_numbers) == *answer)
    }

    /// Whether an answer is one that this item takes.
    #[must_use]
    pub fn takes(&self, answer: &Answer) -> bool {
        match (self.kind, answer) {
            (kind, Answer::Skipped) => kind.is_question(),
            (ItemKind::Date, Answer::Date(day)) => Answer::is_date(day),
            (ItemKind::Boolean, Answer::Yes(_))
            | (ItemKind::String | ItemKind::Text | ItemKind::OpenChoice, Answer::Text(_)) => true,
            (ItemKind::Integer, Answer::Number(_)) => {
                self.options.is_empty() || self.choice_of(answer).is_some()
            }
            (ItemKind::Decimal, Answer::Decimal(digits)) => digits.parse::<f64>().is_ok_and(f64::is_finite),
            (ItemKind::Choice | ItemKind::OpenChoice, answer) => self.choice_of(answer).is_some(),
            _ => false,
        }
    }

    /// Whether every option counts a whole number, and each another one.
    fn counts_whole_numbers(&self) -> bool {
        let numbers: Option<Vec<i64>> = self.options.iter().map(Choice::whole).collect();
        numbers.is_some_and(|mut numbers| {
            numbers.sort_unstable();
            numbers.windows(2).all(|pair| pair[0] != pair[1])
        })
    }
}

impl Choice {
    /// How it is kept, where all options of an item count another whole number and where they do not.
    fn kept(&self, as_numbers: bool) -> Answer {
        match self.whole() {
            Some(number) if as_numbers => Answer::Number(number),
            _ if self.coding.code.is_empty() => Answer::Text(self.label.clone()),
            _ => Answer::Code { system: self.coding.system.clone(), code: self.coding.code.clone() },
        }
    }

    /// What it counts, if that is a whole number.
    #[must_use]
    pub fn whole(&self) -> Option<i64> {
        let value = self.value?;
        #[expect(clippy::cast_possible_truncation, reason = "looked at first")]
        (value.fract() == 0.0 && value.abs() < 1e9).then_some(value as i64)
    }
}
