//! Reading forms and query strings: our own, so that repeated fields work, nothing is replaced by `�` unseen, and
//! a too long or unreadable form is answered with a sentence.

use std::{
    collections::{BTreeMap, HashMap},
    future::poll_fn,
    pin::Pin,
};

use axum::{
    body::{self, Body, HttpBody},
    extract::{FromRequest, FromRequestParts, RawPathParams, Request},
    http::{Uri, request::Parts},
};
use hearken_core::{DraftId, RecordId};

use crate::error::Problem;

/// The longest body that is read, in bytes. One text may have 1 MiB ([`hearken_core::limits::TEXT_BYTES`]), and a
/// byte of it may take three in a form.
pub(crate) const BODY_BYTES: usize = 4 << 20;

/// So many fields are read. No form of ours has a tenth of them, and anybody can send a body that is nothing but fields.
const MOST_FIELDS: usize = 20_000;

/// What a form held, in its order; a name may come more than once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// A form turned into what a handler works with.
pub(crate) trait FromFields: Sized {
    /// Takes what it needs.
    fn from_fields(fields: Fields) -> Result<Self, Problem>;
}

impl FromFields for Fields {
    fn from_fields(fields: Self) -> Result<Self, Problem> {
        Ok(fields)
    }
}

impl Fields {
    /// Reads `application/x-www-form-urlencoded`, unless it is not UTF-8 or has more fields than are read.
    pub(crate) fn parse(encoded: &[u8]) -> Result<Self, Problem> {
        let pairs = || encoded.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
        if pairs().nth(MOST_FIELDS).is_some() {
            return Err(Problem::TooLong { limit: BODY_BYTES });
        }
        let read = pairs().map(|pair| {
            let split = pair.iter().position(|&byte| byte == b'=').unwrap_or(pair.len());
            let value = pair.get(split + 1..).unwrap_or_default();
            Some((decode(&pair[..split])?, plain_lines(decode(value)?)))
        });
        read.collect::<Option<_>>().map(Self).ok_or(Problem::NotText)
    }

    /// The first field of that name; empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Whether there is a field of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Every field of that name, in order.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// A number; zero when there is none.
    pub(crate) fn number(&self, name: &str) -> u32 {
        self.text(name).parse().unwrap_or(0)
    }

    /// A day, if one stands there.
    pub(crate) fn day(&self, name: &str) -> Option<jiff::civil::Date> {
        self.text(name).parse().ok()
    }

    /// A record's id, if one stands there.
    pub(crate) fn record(&self, name: &str) -> Option<RecordId> {
        self.text(name).parse().ok()
    }

    /// Every record id of that name; what is no id is left out.
    pub(crate) fn records(&self, name: &str) -> Vec<RecordId> {
        self.all(name).filter_map(|text| text.parse().ok()).collect()
    }

    /// Other standing revisions that this form settles: what stood there was shown beside it.
    pub(crate) fn settles(&self) -> Vec<u32> {
        self.all("settles").filter_map(|rev| rev.parse().ok()).collect()
    }

    /// The draft that is over once this form is kept, up to the revision that the form had seen: what another window
    /// has typed on in it stays.
    pub(crate) fn done(&self) -> Vec<(DraftId, u32)> {
        Self::draft_seen(self.text("draft"), self.number("seen"))
    }

    /// The draft of that name at that revision, if it is one.
    pub(crate) fn draft_seen(name: &str, seen: u32) -> Vec<(DraftId, u32)> {
        name.parse().into_iter().map(|draft| (draft, seen)).collect()
    }

    /// Adds a field at the end.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The fields as a draft keeps them: without those that only say which draft it is, and with `#2`, `#3` after
    /// the name of a field that comes again.
    pub(crate) fn to_draft(&self) -> BTreeMap<String, String> {
        let (mut draft, mut counts) = (BTreeMap::new(), HashMap::<_, u32>::new());
        for (name, value) in
            self.0.iter().filter(|(name, _)| !matches!(name.as_str(), "draft" | "seen" | "place"))
        {
            // Looked for from the last one on: however often a name comes again, each number is tried once.
            let nth = counts.entry(name.as_str()).or_default();
            let free = loop {
                *nth += 1;
                let free = nth_name(name, *nth);
                if !draft.contains_key(&free) {
                    break free;
                }
            };
            draft.insert(free, value.clone());
        }
        draft
    }

    /// The fields that [`Self::to_draft`] wrote.
    pub(crate) fn from_draft(draft: &BTreeMap<String, String>) -> Self {
        let mut fields: Vec<(&str, u32, &str)> = draft
            .iter()
            .map(|(name, value)| match name.rsplit_once('#') {
                Some((plain, nth)) => (plain, nth.parse().unwrap_or(1), value.as_str()),
                None => (name.as_str(), 1, value.as_str()),
            })
            .collect();
        fields.sort_unstable();
        Self(fields.into_iter().map(|(name, _, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

fn nth_name(name: &str, nth: u32) -> String {
    if nth == 1 { name.to_owned() } else { format!("{name}#{nth}") }
}

fn decode(encoded: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((&first, after)) = rest.split_first() {
        let hex = |at: usize| char::from(*after.get(at)?).to_digit(16);
        (bytes, rest) = match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => (with(bytes, (high * 16 + low) as u8), &after[2..]),
            (b'+', ..) => (with(bytes, b' '), after),
            _ => (with(bytes, first), after),
        };
    }
    String::from_utf8(bytes).ok()
}

fn with(mut bytes: Vec<u8>, byte: u8) -> Vec<u8> {
    bytes.push(byte);
    bytes
}

/// Browsers send every line end of a text as CR LF, whatever was typed; scripts send LF. Kept is LF.
fn plain_lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n") } else { text }
}

/// A posted form.
pub(crate) struct Form<T>(pub(crate) T);

impl<S: Send + Sync, T: FromFields> FromRequest<S> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        T::from_fields(read(request.into_body()).await?.1).map(Form)
    }
}

/// Reads a whole body: its bytes, and the fields in it.
pub(crate) async fn read(body: Body) -> Result<(body::Bytes, Fields), Problem> {
    let too_long = Problem::TooLong { limit: BODY_BYTES };
    let bytes: body::Bytes = read_within(body, BODY_BYTES, BODY_BYTES).await?.ok_or(too_long)?.into();
    let fields = Fields::parse(&bytes)?;
    Ok((bytes, fields))
}

/// Reads a file's body: its bytes, or `None` when there are more than `limit`. What is beyond is read and let go, so that
/// the browser hears the answer, up to four times as much.
pub(crate) async fn read_file(body: Body, limit: usize) -> Result<Option<Vec<u8>>, Problem> {
    read_within(body, limit, 4 * limit).await
}

/// The bytes of a body; `None` when there are more than `limit`, of which as many as `heard` are read and let go.
async fn read_within(mut body: Body, limit: usize, heard: usize) -> Result<Option<Vec<u8>>, Problem> {
    let (mut bytes, mut length) = (Vec::new(), 0_usize);
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Ok(data) = frame.map_err(|_| Problem::NotWhole)?.into_data() else { continue };
        length += data.len();
        if length <= limit {
            bytes.extend_from_slice(&data);
        } else if length <= heard {
            bytes = Vec::new();
        } else {
            break;
        }
    }
    Ok((length <= limit).then_some(bytes))
}

/// What stands after the `?`. Never words of a person: only ids, days and numbers.
pub(crate) struct Query(pub(crate) Fields);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        of_query(&parts.uri).map(Self)
    }
}

fn of_query(uri: &Uri) -> Result<Fields, Problem> {
    Fields::parse(uri.query().unwrap_or_default().as_bytes())
}

/// The record that the address names as `{id}`. Anything that is not an id is not here.
pub(crate) struct RecordPath(pub(crate) RecordId);

impl<S: Send + Sync> FromRequestParts<S> for RecordPath {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::NotHere)?;
        let id = params.iter().find(|(name, _)| *name == "id").map(|(_, value)| value);
        id.and_then(|id| id.parse().ok()).map(Self).ok_or(Problem::NotHere)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(encoded: &str) -> Fields {
        Fields::parse(encoded.as_bytes()).unwrap()
    }

    #[test]
    fn repeated_fields_are_all_there_and_survive_a_draft() {
        let form = fields("part=a&body=one+%26%0D%0Atwo&part=b&draft=x&seen=3&place=%2F&part=c");
        assert_eq!(form.all("part").collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(form.text("body"), "one &\ntwo");
        let back = Fields::from_draft(&form.to_draft());
        assert_eq!(back, fields("body=one+%26%0Atwo&part=a&part=b&part=c"));
    }

    #[test]
    fn a_field_that_is_called_like_another_ones_second_is_not_written_over() {
        let form = fields("a%232=literal&a=one&a=two&a=three");
        let draft: Vec<_> = form.to_draft().into_iter().collect();
        let kept = [("a", "one"), ("a#2", "literal"), ("a#3", "two"), ("a#4", "three")];
        assert_eq!(draft, kept.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn a_draft_gives_every_field_back_in_the_order_of_its_name(
            form in prop::collection::vec(("[abc]", "[a-z]{0,3}"), 0..40),
        ) {
            let back = Fields::from_draft(&Fields(form.clone()).to_draft());
            let mut by_name = form;
            by_name.sort_by(|(one, _), (other, _)| one.cmp(other));
            prop_assert_eq!(back, Fields(by_name));
        }
    }

    #[test]
    fn a_form_of_nothing_but_fields_is_refused_and_the_longest_that_is_read_becomes_a_draft_of_as_many() {
        let all_alike = |count: usize| Fields::parse("a&".repeat(count).as_bytes());
        assert!(matches!(all_alike(MOST_FIELDS + 1), Err(Problem::TooLong { .. })));
        assert_eq!(all_alike(MOST_FIELDS).unwrap().to_draft().len(), MOST_FIELDS);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_and_not_replaced() {
        assert!(matches!(Fields::parse(b"body=%ff"), Err(Problem::NotText)));
        assert_eq!(fields("body=%EF%BF%BD").text("body"), "\u{fffd}");
    }

    #[test]
    fn a_percent_sign_that_begins_no_code_is_itself() {
        assert_eq!(fields("body=100%&x=%zz%4").text("body"), "100%");
        assert_eq!(fields("body=100%&x=%zz%4").text("x"), "%zz%4");
    }
}
