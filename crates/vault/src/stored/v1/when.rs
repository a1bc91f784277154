//! When something happened.

use hearken_core::{Timestamp, When};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct WhenV1 {
    /// Milliseconds since the epoch.
    at: i64,
    /// Minutes east of UTC.
    #[serde(default)]
    offset: i16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    zone: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    all_day: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    zone_assumed: bool,
}

/// `skip_serializing_if` hands a reference.
pub(super) fn is_false(value: &bool) -> bool {
    !value
}

impl From<&When> for WhenV1 {
    fn from(when: &When) -> Self {
        Self {
            at: when.at.as_millis(),
            offset: when.offset_minutes,
            zone: when.zone.clone(),
            all_day: when.all_day,
            zone_assumed: when.zone_assumed,
        }
    }
}

impl From<WhenV1> for When {
    fn from(when: WhenV1) -> Self {
        Self {
            at: Timestamp::from_millis(when.at),
            offset_minutes: when.offset,
            zone: when.zone,
            all_day: when.all_day,
            zone_assumed: when.zone_assumed,
        }
    }
}
