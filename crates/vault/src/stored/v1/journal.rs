//! A journal entry as it is written.

use hearken_core::{
    Text,
    journal::{JournalEntry, SourceRef},
};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteArray;

use super::{
    id,
    when::{WhenV1, is_false},
};
use hearken_written::{Unknown, extra_from_map, map_from_extra};

/// See [`JournalEntry`].
#[derive(Serialize, Deserialize)]
pub struct JournalEntryV1 {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(with = "super::text")]
    body: Text,
    when: WhenV1,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parts: Vec<ByteArray<16>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    starred: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run: Option<ByteArray<16>>,
    #[serde(default, skip_serializing_if = "is_false")]
    hidden: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<SourceRefV1>,
    #[serde(flatten)]
    unknown: Unknown,
}

#[derive(Serialize, Deserialize)]
struct SourceRefV1 {
    app: String,
    id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kept: Option<String>,
}

impl From<&JournalEntry> for JournalEntryV1 {
    fn from(entry: &JournalEntry) -> Self {
        let source = |source: &SourceRef| SourceRefV1 {
            app: source.app.clone(),
            id: source.id.clone(),
            kept: source.kept.clone(),
        };
        Self {
            title: entry.title.clone(),
            body: entry.body.clone(),
            when: (&entry.when).into(),
            parts: entry.parts.iter().copied().map(id::to).collect(),
            tags: entry.tags.clone(),
            starred: entry.starred,
            run: entry.run.map(id::to),
            hidden: entry.hidden,
            source: entry.source.as_deref().map(source),
            unknown: map_from_extra(&entry.extra),
        }
    }
}

impl From<JournalEntryV1> for JournalEntry {
    fn from(entry: JournalEntryV1) -> Self {
        Self {
            title: entry.title,
            body: entry.body,
            when: entry.when.into(),
            parts: entry.parts.into_iter().map(id::from).collect(),
            tags: entry.tags,
            starred: entry.starred,
            run: entry.run.map(id::from),
            hidden: entry.hidden,
            source: entry
                .source
                .map(|source| SourceRef { app: source.app, id: source.id, kept: source.kept }.into()),
            extra: extra_from_map(&entry.unknown),
        }
    }
}
