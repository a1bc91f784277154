//! A number for each request, known to everything that is done for it.

use std::{fmt, future::Future};

use hearken_seal::random_bytes;

tokio::task_local! {
    static REQUEST: RequestId;
}

/// Random, so that it tells nobody how many requests there were.
#[derive(Clone, Copy)]
pub(crate) struct RequestId([u8; 6]);

impl RequestId {
    pub(crate) fn new() -> Self {
        Self(random_bytes())
    }

    /// Does something for this request.
    pub(crate) async fn within<T>(self, work: impl Future<Output = T>) -> T {
        REQUEST.scope(self, work).await
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// The number of the request that is just being answered; `None` outside of any.
pub fn request_id() -> Option<String> {
    REQUEST.try_with(ToString::to_string).ok()
}
