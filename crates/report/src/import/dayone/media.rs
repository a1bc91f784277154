//! Pictures, sounds and files of a Day One entry. They cannot be kept yet: each keeps its place in the text, and is
//! reported.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::import::{
    gather::{Draft, Gather, MEDIA},
    notes,
};

/// The lists of an entry, and how the text points to what is in them.
const LISTS: [(&str, &str); 4] =
    [("photos", "//"), ("videos", "/video/"), ("audios", "/audio/"), ("pdfAttachments", "/pdfAttachment/")];

/// The line that stands for a picture or sound in the text; `kind` as Day One's styled text names it.
pub(super) fn placeholder(kind: &str, identifier: &str) -> Option<String> {
    let path = match kind {
        "photo" => "//",
        "video" => "/video/",
        "audio" => "/audio/",
        "pdfAttachment" => "/pdfAttachment/",
        _ => return None,
    };
    Some(link(path, identifier))
}

/// Marks what the text does not mention at its end, and counts everything that cannot be kept.
pub(super) fn mark(fields: &Map<String, Value>, draft: &mut Draft, gather: &mut Gather) {
    let mut lost = mentioned(&draft.body);
    let mut unnamed = 0;
    for (list, path) in LISTS {
        for item in fields.get(list).and_then(Value::as_array).into_iter().flatten() {
            let Some(identifier) = item.get("identifier").and_then(Value::as_str) else {
                unnamed += 1;
                continue;
            };
            if lost.insert(identifier.to_owned()) {
                if !draft.body.is_empty() && !draft.body.ends_with('\n') {
                    draft.body.push('\n');
                }
                draft.body.push_str(&link(path, identifier));
            }
        }
    }
    let lost = lost.len() as u64 + unnamed;
    if lost > 0 {
        draft.degraded = true;
        gather.report().count(MEDIA).failed += lost;
        gather.report().say(&notes::MEDIA_NOT_KEPT, MEDIA, Some(&draft.place), lost);
    }
}

fn link(path: &str, identifier: &str) -> String {
    format!("![](dayone-moment:{path}{identifier})")
}

/// The identifiers that the text points to.
fn mentioned(text: &str) -> BTreeSet<String> {
    let links = text.split("(dayone-moment:").skip(1).filter_map(|after| after.split_once(')'));
    let last_step = |(link, _): (&str, &str)| link.rsplit('/').next().unwrap_or(link).to_owned();
    links.map(last_step).filter(|identifier| !identifier.is_empty()).collect()
}
