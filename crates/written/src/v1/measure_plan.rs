//! Which questionnaires somebody wants to be asked.

use hearken_core::{
    Extra,
    measure_plan::{Asked, MeasurePlan},
};
use serde::{Deserialize, Serialize};

use super::simple::each;
use crate::extra;

/// See [`MeasurePlan`].
#[derive(Serialize, Deserialize)]
#[serde(remote = "MeasurePlan")]
pub(super) struct MeasurePlanV1 {
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "each::serialize::<AskedV1, _, _, _>",
        deserialize_with = "each::deserialize::<AskedV1, _, _>"
    )]
    measures: Vec<Asked>,
    #[serde(flatten, with = "extra")]
    extra: Extra,
}

/// See [`Asked`].
#[derive(Serialize, Deserialize)]
struct AskedV1 {
    measure: String,
    every_days: u16,
}

impl From<Asked> for AskedV1 {
    fn from(Asked { measure, every_days }: Asked) -> Self {
        Self { measure, every_days }
    }
}

impl From<AskedV1> for Asked {
    fn from(AskedV1 { measure, every_days }: AskedV1) -> Self {
        Self { measure, every_days }
    }
}
