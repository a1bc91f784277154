//! Settings as they are written.

use hearken_core::settings::{ANSWER_SECONDS, Settings};
use serde::{Deserialize, Serialize};

use super::when::is_false;
use hearken_written::{Unknown, extra_from_map, map_from_extra};

/// See [`Settings`].
#[derive(Serialize, Deserialize)]
pub struct SettingsV1 {
    idle_minutes: u16,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    country: Option<String>,
    read_aloud: bool,
    breath_sound: bool,
    /// Left out while it is as it comes.
    #[serde(default = "answer_seconds", skip_serializing_if = "is_as_it_comes")]
    answer_seconds: u16,
    #[serde(default, skip_serializing_if = "is_false")]
    no_chimes: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    invented: bool,
    #[serde(flatten)]
    unknown: Unknown,
}

fn answer_seconds() -> u16 {
    ANSWER_SECONDS
}

fn is_as_it_comes(seconds: &u16) -> bool {
    *seconds == ANSWER_SECONDS
}

impl From<&Settings> for SettingsV1 {
    fn from(settings: &Settings) -> Self {
        Self {
            idle_minutes: settings.idle_minutes,
            country: settings.country.clone(),
            read_aloud: settings.read_aloud,
            breath_sound: settings.breath_sound,
            answer_seconds: settings.answer_seconds,
            no_chimes: !settings.chimes,
            invented: settings.invented,
            unknown: map_from_extra(&settings.extra),
        }
    }
}

impl From<SettingsV1> for Settings {
    fn from(settings: SettingsV1) -> Self {
        Self {
            idle_minutes: settings.idle_minutes,
            country: settings.country,
            read_aloud: settings.read_aloud,
            breath_sound: settings.breath_sound,
            answer_seconds: settings.answer_seconds,
            chimes: !settings.no_chimes,
            invented: settings.invented,
            extra: extra_from_map(&settings.unknown),
        }
    }
}
