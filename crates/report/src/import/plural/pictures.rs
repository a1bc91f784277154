//! Pictures that lie inside a file. One that lies on a server stays there: nothing is ever fetched.

use hearken_core::limits::TEXT_BYTES;
use serde_json::{Value, json};

use super::{draft::PartDraft, harvest::Harvest, value::Fields};
use crate::{
    base64,
    import::{gather::MEDIA, notes},
};

/// The bytes that an asset holds: base64, or a `data:` address in either of two fields.
pub(super) fn bytes_of(asset: &Fields) -> Option<Vec<u8>> {
    let text = |name: &str| asset.get(name).and_then(Value::as_str);
    if let Some(data) = text("data_base64") {
        return base64::decode(data);
    }
    ["data_uri", "uri"].into_iter().filter_map(text).find_map(of_data_address)
}

fn of_data_address(address: &str) -> Option<Vec<u8>> {
    let (kind, data) = address.strip_prefix("data:")?.split_once(',')?;
    kind.ends_with(";base64").then(|| base64::decode(data))?
}

/// Gives a part the picture: made small and clean by whoever reads the file, else kept beside the part as it is.
pub(super) fn give(draft: &mut PartDraft, mut asset: Fields, bytes: &[u8], harvest: &mut Harvest) {
    if let Some(picture) = harvest.options.picture.and_then(|make| make(bytes)) {
        draft.picture = Some(picture);
        harvest.report().count(MEDIA).imported += 1;
        return;
    }
    draft.degraded = true;
    ["data_base64", "data_uri", "uri"].into_iter().for_each(|name| drop(asset.remove(name)));
    let data = base64::encode(bytes);
    if data.len() > TEXT_BYTES {
        return super::failed(&notes::PICTURE_TOO_LARGE, MEDIA, 1, harvest);
    }
    asset.insert("data_base64".to_owned(), json!(data));
    draft.kept.insert("asset".to_owned(), Value::Object(asset));
    harvest.preserved(&notes::PICTURE_KEPT, MEDIA, 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_lie_in_three_places_and_a_server_is_none_of_them() {
        for asset in [
            json!({"data_base64": "Zm9v"}),
            json!({"data_uri": "data:image/png;base64,Zm9v"}),
            json!({"uri": "data:image/png;base64,Zm9v"}),
        ] {
            assert_eq!(bytes_of(asset.as_object().unwrap()).as_deref(), Some(&b"foo"[..]), "{asset}");
        }
        for asset in
            [json!({"uri": "https://example.org/a.png"}), json!({"uri": "data:text/plain,foo"}), json!({})]
        {
            assert_eq!(bytes_of(asset.as_object().unwrap()), None, "{asset}");
        }
    }
}
