//! The hidden fields of a form with words: which record it keeps, and which draft of it stands in it.

use hearken_core::RecordId;
use hearken_vault::Draft;
use maud::{Markup, html};

use crate::{AppState, form::Fields};

/// Which record and which draft a form is about; the hidden fields that every form with words has.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Typing {
    /// The record the form keeps, made when the page is made so that a retry lands once.
    pub(crate) record: String,
    /// The revision the form started from; 0 for a new record.
    pub(crate) base: u32,
    /// The draft's id.
    pub(crate) draft: String,
    /// The draft's revision that the page shows; 0 when there is none yet.
    pub(crate) seen: u32,
    /// The address of the page the form is on.
    pub(crate) place: String,
}

impl Typing {
    /// A form at `place` for `record` at revision `base`, or what its draft says of both.
    pub(crate) fn new(
        state: &AppState,
        place: &str,
        record: RecordId,
        base: u32,
        draft: Option<&Draft>,
    ) -> Self {
        let plain = Self { record: record.to_string(), base, place: place.to_owned(), ..Self::default() };
        let Some(draft) = draft else {
            return Self { draft: state.keeper.new_draft_id().to_string(), ..plain };
        };
        let fields = Fields::from_draft(&draft.fields);
        let (record, base) = match fields.record("record") {
            Some(record) => (record.to_string(), fields.number("base")),
            None => (plain.record, plain.base),
        };
        Self { record, base, draft: draft.id.to_string(), seen: draft.rev, place: plain.place }
    }

    /// The form as it was sent, to be shown again.
    pub(crate) fn again(fields: &Fields) -> Self {
        Self {
            record: fields.text("record").to_owned(),
            base: fields.number("base"),
            draft: fields.text("draft").to_owned(),
            seen: fields.number("seen"),
            place: fields.text("place").to_owned(),
        }
    }
}

/// The hidden fields of a form that settles what stands beside the text it shows.
pub(crate) fn settles_fields(settles: &[u32]) -> Markup {
    html! { @for rev in settles { input type="hidden" name="settles" value=(rev); } }
}

/// The hidden fields of a form with words. The form itself names its page too: `data-draft-place=(typing.place)`.
pub(crate) fn typing_fields(typing: &Typing) -> Markup {
    html! {
        input type="hidden" name="record" value=(typing.record);
        input type="hidden" name="base" value=(typing.base);
        input type="hidden" name="draft" value=(typing.draft);
        input type="hidden" name="seen" value=(typing.seen);
        input type="hidden" name="place" value=(typing.place);
    }
}
