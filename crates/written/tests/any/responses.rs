//! Any response to a questionnaire, any plan of which are asked, and any that was added.

use hearken_core::{
    Extra,
    measure_plan::{Asked, MeasurePlan},
    questionnaires::Questionnaire,
    responses::{Answer, Given, Response, ResponseState},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{id, text, when};

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        any::<i64>().prop_map(Answer::Number),
        (0..4_i64).prop_map(Answer::Number),
        text().prop_map(Answer::Decimal),
        any::<bool>().prop_map(Answer::Yes),
        (text(), text()).prop_map(|(system, code)| Answer::Code { system, code }),
        text().prop_map(Answer::Text),
        text().prop_map(Answer::Date),
        Just(Answer::Skipped),
    ]
}

prop_compose! {
    pub(super) fn response(extra: BoxedStrategy<Extra>)(
        (measure, version, language, when) in (text(), text(), text(), when()),
        answers in vec((text(), answer()), 0..6),
        (about, state) in (option::of(id()), select(&ResponseState::ALL[..])),
        (note, imported, extra) in (text(), any::<bool>(), extra),
    ) -> Response {
        let answers = answers.into_iter().map(|(item, answer)| Given { item, answer }).collect();
        Response { measure, version, language, when, about, answers, state, note, imported, extra }
    }
}

prop_compose! {
    pub(super) fn measure_plan(extra: BoxedStrategy<Extra>)(
        measures in vec((text(), any::<u16>()), 0..4),
        extra in extra,
    ) -> MeasurePlan {
        let asked = |(measure, every_days)| Asked { measure, every_days };
        MeasurePlan { measures: measures.into_iter().map(asked).collect(), extra }
    }
}

prop_compose! {
    pub(super) fn questionnaire(extra: BoxedStrategy<Extra>)(
        (title, text, away) in (text(), text(), any::<bool>()),
        extra in extra,
    ) -> Questionnaire {
        Questionnaire { title, text, away, extra }
    }
}
