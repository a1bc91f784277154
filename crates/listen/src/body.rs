//! Bodies, watched: one that trickles in is cut off, and an answer that was handed over leaves its connection quiet again.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Instant,
};

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::{
    Limits,
    crowd::{Doing, Guest},
};

/// A body that did not come whole: it came too slowly, or the connection ended.
#[derive(Debug, thiserror::Error)]
#[error("the body did not come whole")]
pub(crate) struct NotWhole;

/// What a person sends, for as long as it keeps coming.
pub(crate) struct Paced {
    body: Incoming,
    limits: Limits,
    began: Instant,
    bytes: u64,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Paced {
    pub(crate) fn new(body: Incoming, limits: Limits) -> Self {
        Self { body, limits, began: Instant::now(), bytes: 0, pause: None }
    }

    fn is_too_slow(&self) -> bool {
        self.limits.is_too_slow(self.bytes, self.began.elapsed())
    }
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = NotWhole;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, NotWhole>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.pause = None;
            let length =
                frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, Bytes::len);
            self.bytes = self.bytes.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
            let cut = frame.is_some() && self.is_too_slow();
            return Poll::Ready(if cut {
                Some(Err(NotWhole))
            } else {
                frame.map(|frame| frame.map_err(|_| NotWhole))
            });
        }
        let pause = self.limits.pause;
        let waiting = self.pause.get_or_insert_with(|| Box::pin(sleep(pause)));
        waiting.as_mut().poll(context).map(|()| Some(Err(NotWhole)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer, until it was handed over.
pub(crate) struct Handed {
    body: Body,
    _until: Answering,
}

impl Handed {
    pub(crate) fn new(body: Body, until: Answering) -> Self {
        Self { body, _until: until }
    }
}

impl HttpBody for Handed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// While this is there, a guest is being answered.
pub(crate) struct Answering(Arc<Guest>);

impl Answering {
    pub(crate) fn begin(guest: &Arc<Guest>) -> Self {
        guest.does(Doing::Answered);
        Self(guest.clone())
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.does(Doing::Nothing);
    }
}
