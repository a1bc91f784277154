//! A file that a browser sends with a form: `multipart/form-data`, of which the first file is taken.

use std::time::Duration;

use axum::{
    extract::{FromRequest, Request},
    http::header::CONTENT_TYPE,
};
use memchr::memmem;
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

use crate::{error::Problem, form};
use hearken_report::picture::{FILE_BYTES, NoPicture};

/// Bytes that stand around a file in its form: boundaries and headers.
const AROUND: usize = 64 << 10;

/// How long a browser may take to send a file.
const PATIENCE: Duration = Duration::from_secs(120);

/// One file at a time: each may take forty megabytes, and many times as much while it is looked at.
static TURN: Semaphore = Semaphore::const_new(1);

/// A posted file. Whoever holds it has the turn; the next one waits until it is let go.
pub(crate) struct Upload {
    bytes: Vec<u8>,
    boundary: Vec<u8>,
    _turn: SemaphorePermit<'static>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        let header = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let boundary = header.and_then(boundary).ok_or(Problem::NoPicture(NoPicture::Unreadable))?.into();
        let turn = TURN.acquire().await.map_err(|_| Problem::Panicked)?;
        let read = timeout(PATIENCE, form::read_file(request.into_body(), FILE_BYTES + AROUND)).await;
        let bytes = read.map_err(|_| Problem::NotWhole)??.ok_or(Problem::NoPicture(NoPicture::TooLarge))?;
        Ok(Self { bytes, boundary, _turn: turn })
    }
}

impl Upload {
    /// The bytes of the first file; empty when none was chosen.
    pub(crate) fn file(&self) -> &[u8] {
        first_file(&self.bytes, &self.boundary).unwrap_or_default()
    }
}

/// What stands between the pieces of the form, as the header of the request names it.
fn boundary(content_type: &str) -> Option<&[u8]> {
    let (kind, rest) = content_type.split_once(';')?;
    let named = rest.split(';').find_map(|piece| piece.trim().strip_prefix("boundary="))?;
    let plain = named.trim_matches('"');
    let fits = kind.trim().eq_ignore_ascii_case("multipart/form-data") && (1..=70).contains(&plain.len());
    fits.then_some(plain.as_bytes())
}

/// The bytes of the first piece that names a file.
fn first_file<'a>(body: &'a [u8], boundary: &[u8]) -> Option<&'a [u8]> {
    let between = [b"\r\n--", boundary].concat();
    let mut rest = body.get(memmem::find(body, &between[2..])? + between.len() - 2..)?;
    loop {
        let headers_end = memmem::find(rest, b"\r\n\r\n")?;
        let (headers, content) = (&rest[..headers_end], &rest[headers_end + 4..]);
        let content_end = memmem::find(content, &between)?;
        if memmem::find(headers, b"filename=").is_some() {
            return Some(&content[..content_end]);
        }
        rest = &content[content_end + between.len()..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    fn sent(file: &[u8]) -> Vec<u8> {
        let before = b"--xYz\r\nContent-Disposition: form-data; name=\"base\"\r\n\r\n3\r\n--xYz\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"IMG 1.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n";
        [before.as_slice(), file, b"\r\n--xYz--\r\n"].concat()
    }

    #[test]
    fn the_boundary_is_what_the_header_says() {
        assert_eq!(boundary("multipart/form-data; boundary=xYz"), Some(b"xYz".as_slice()));
        assert_eq!(boundary("Multipart/Form-Data; charset=x; boundary=\"x Y\""), Some(b"x Y".as_slice()));
        for other in ["", "multipart/form-data", "text/plain; boundary=x", "multipart/form-data; boundary="] {
            assert_eq!(boundary(other), None, "{other}");
        }
    }

    #[test]
    fn a_form_without_a_file_has_none() {
        assert_eq!(
            first_file(
                b"--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xYz--\r\n",
                b"xYz"
            ),
            None
        );
        assert_eq!(first_file(&sent(b"whole")[..120], b"xYz"), None, "what was cut off is no file");
    }

    proptest! {
        #[test]
        fn a_file_comes_out_as_it_was_sent(file in vec(any::<u8>(), 0..400)) {
            prop_assume!(memmem::find(&file, b"\r\n--xYz").is_none());
            let sent = sent(&file);
            prop_assert_eq!(first_file(&sent, b"xYz"), Some(file.as_slice()));
        }

        #[test]
        fn no_body_does_harm(body in vec(any::<u8>(), 0..200), from in 0_usize..200) {
            let _ = first_file(&body, b"x");
            let whole = sent(b"file");
            let spoilt = [&whole[from.min(whole.len())..], &body].concat();
            let _ = first_file(&spoilt, b"xYz");
        }
    }
}
