//! From the domain's types to the written shapes and back.

use hearken_core::{
    Extra, Record, RecordId, Revision, Timestamp, When,
    erasure::Erasure,
    journal::{JournalEntry, SourceRef},
    record::UnknownRecord,
    settings::{ANSWER_SECONDS, Settings},
};

use hearken_written::Written;
use serde_json::Value;

use super::v1::{self, What};
use crate::base64;

/// The name under which JSON carries what a newer program wrote.
const EXTRA: &str = "extra";

/// The names of the kinds that have their shapes here. Those of the others stand in `hearken-written`.
const KINDS: [&str; 4] = ["journal", "exercise", "settings", "erasure"];

/// The version of each kind's shape that is written in full here.
const KIND_VERSION: u32 = 1;

/// The furthest a wall clock may be from UTC, in minutes.
const OFFSETS: std::ops::RangeInclusive<i16> = -1_440..=1_440;

/// A revision in its written shape.
pub(super) fn to_written(revision: &Revision) -> v1::Revision {
    let (kind, kind_version, what) = shape(&revision.what);
    let payload = match &revision.what {
        Record::Unknown(unknown) => Some(base64::encode(&unknown.payload.0)),
        _ => None,
    };
    v1::Revision {
        rev: revision.rev,
        base: revision.base,
        settles: revision.settles.clone(),
        saved: revision.saved.as_millis(),
        kind: kind.to_owned(),
        kind_version,
        what,
        payload,
    }
}

fn shape(record: &Record) -> (&str, u32, Option<Value>) {
    if let Some((Written { kind, version, mut what }, extra)) = hearken_written::to_json(record) {
        if let (Some(names), false) = (what.as_object_mut(), extra.0.is_empty()) {
            names.insert(EXTRA.to_owned(), base64::encode(&extra.0).into());
        }
        return (kind, version, Some(what));
    }
    match record {
        Record::Journal(entry) => (KINDS[0], KIND_VERSION, json(&journal(entry))),
        Record::Exercise(run) => (KINDS[1], KIND_VERSION, json(&super::convert_exercises::to_written(run))),
        Record::Settings(settings) => (KINDS[2], KIND_VERSION, json(&written_settings(settings))),
        Record::Erasure(erasure) => {
            (KINDS[3], KIND_VERSION, json(&v1::Erasure { records: names(&erasure.records) }))
        }
        Record::Unknown(unknown) => (&unknown.kind, unknown.version, None),
        _ => unreachable!("every other kind has its shape among those that are written"),
    }
}

fn json(shape: &impl serde::Serialize) -> Option<Value> {
    Some(serde_json::to_value(shape).expect("the written shapes have text for keys and finite numbers"))
}

/// The revision of a written shape; `None` if it is not whole.
pub(super) fn from_written(record: RecordId, written: v1::Revision) -> Option<Revision> {
    let (kind, version) = (written.kind.as_str(), written.kind_version);
    let is_known =
        version == KIND_VERSION && (KINDS.contains(&kind) || hearken_written::v1::KINDS.contains(&kind));
    let what = match (written.what, written.payload) {
        (Some(what), None) if is_known => read(kind, version, what)?,
        // Bytes under a name that we know could not be told from our own once they are kept.
        (_, Some(payload)) if !is_known => Record::Unknown(UnknownRecord {
            kind: written.kind,
            version: written.kind_version,
            payload: Extra(base64::decode(&payload)?),
        }),
        _ => return None,
    };
    Some(Revision {
        record,
        rev: written.rev,
        base: written.base,
        settles: written.settles,
        saved: Timestamp::from_millis(written.saved),
        what,
    })
}

fn read(kind: &str, version: u32, mut what: Value) -> Option<Record> {
    if !KINDS.contains(&kind) {
        let carried = what.as_object_mut()?.remove(EXTRA);
        let carried = carried.map_or(Some(Extra::default()), |carried| extra(carried.as_str()?))?;
        return hearken_written::from_json(kind, version, what, carried)?.ok();
    }
    let what = match kind {
        "journal" => serde_json::from_value(what).map(What::Journal),
        "exercise" => serde_json::from_value(what).map(What::Exercise),
        "settings" => serde_json::from_value(what).map(What::Settings),
        _ => serde_json::from_value(what).map(What::Erasure),
    };
    from_what(what.ok()?)
}

fn from_what(what: What) -> Option<Record> {
    Some(match what {
        What::Journal(entry) => Record::Journal(read_journal(entry)?),
        What::Exercise(run) => super::convert_exercises::from_written(run)?.into(),
        What::Settings(settings) => Record::Settings(read_settings(settings)?),
        What::Erasure(erasure) => Record::Erasure(Erasure { records: ids(&erasure.records)? }),
    })
}

/// A moment in its written shape.
pub(super) fn when(when: &When) -> v1::When {
    v1::When {
        at: when.at.as_millis(),
        offset_minutes: when.offset_minutes,
        shown: when.shown(),
        zone: when.zone.clone(),
        all_day: when.all_day,
        zone_assumed: when.zone_assumed,
    }
}

/// The moment of a written shape; `None` if its offset is none.
pub(super) fn read_when(when: v1::When) -> Option<When> {
    OFFSETS.contains(&when.offset_minutes).then(|| When {
        at: Timestamp::from_millis(when.at),
        offset_minutes: when.offset_minutes,
        zone: when.zone,
        all_day: when.all_day,
        zone_assumed: when.zone_assumed,
    })
}

fn journal(entry: &JournalEntry) -> v1::Journal {
    v1::Journal {
        title: entry.title.clone(),
        body: (&entry.body).into(),
        when: when(&entry.when),
        parts: names(&entry.parts),
        tags: entry.tags.clone(),
        starred: entry.starred,
        run: entry.run.map(|run| run.to_string()),
        hidden: entry.hidden,
        source: entry.source.as_deref().cloned().map(|SourceRef { app, id, kept }| v1::Source {
            app,
            id,
            kept,
        }),
        extra: base64::encode(&entry.extra.0),
    }
}

fn read_journal(entry: v1::Journal) -> Option<JournalEntry> {
    Some(JournalEntry {
        title: entry.title,
        body: entry.body.into(),
        when: read_when(entry.when)?,
        parts: ids(&entry.parts)?,
        tags: entry.tags,
        starred: entry.starred,
        run: optional_id(entry.run)?,
        hidden: entry.hidden,
        source: entry.source.map(|v1::Source { app, id, kept }| SourceRef { app, id, kept }.into()),
        extra: extra(&entry.extra)?,
    })
}

fn written_settings(settings: &Settings) -> v1::Settings {
    v1::Settings {
        idle_minutes: settings.idle_minutes,
        country: settings.country.clone(),
        read_aloud: settings.read_aloud,
        breath_sound: settings.breath_sound,
        answer_seconds: (settings.answer_seconds != ANSWER_SECONDS).then_some(settings.answer_seconds),
        no_chimes: !settings.chimes,
        invented: settings.invented,
        extra: base64::encode(&settings.extra.0),
    }
}

fn read_settings(settings: v1::Settings) -> Option<Settings> {
    Some(Settings {
        idle_minutes: settings.idle_minutes,
        country: settings.country,
        read_aloud: settings.read_aloud,
        breath_sound: settings.breath_sound,
        answer_seconds: settings.answer_seconds.unwrap_or(ANSWER_SECONDS),
        chimes: !settings.no_chimes,
        invented: settings.invented,
        extra: extra(&settings.extra)?,
    })
}

/// Bytes that a newer program wrote, from their base64.
pub(super) fn extra(text: &str) -> Option<Extra> {
    base64::decode(text).map(Extra)
}

fn names(records: &[RecordId]) -> Vec<String> {
    records.iter().map(ToString::to_string).collect()
}

fn ids(names: &[String]) -> Option<Vec<RecordId>> {
    names.iter().map(|name| name.parse().ok()).collect()
}

/// The id of a name that may be missing; `None` if there is a name and it is no id.
pub(super) fn optional_id(name: Option<String>) -> Option<Option<RecordId>> {
    name.map(|name| name.parse().ok()).map_or(Some(None), |id| id.map(Some))
}
