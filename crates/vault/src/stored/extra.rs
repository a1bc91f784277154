//! Fields that a newer program wrote: read as they are, carried through the domain unread, written back.

use std::collections::BTreeMap;

use hearken_core::Extra;
use rmpv::Value;

/// Unknown fields of one record, by name.
pub(super) type Unknown = BTreeMap<String, Value>;

/// Packs unknown fields for their way through the domain. None pack to no bytes.
pub fn extra_from_map(unknown: &Unknown) -> Extra {
    if unknown.is_empty() {
        return Extra::default();
    }
    Extra(rmp_serde::to_vec_named(unknown).expect("a map of plain values always packs"))
}

/// Unpacks them again. Bytes that are no such map (no program of ours writes any) give no fields.
pub fn map_from_extra(extra: &Extra) -> Unknown {
    rmp_serde::from_slice(&extra.0).unwrap_or_default()
}
