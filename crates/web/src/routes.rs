//! A router that remembers what was added to it.

use axum::{
    Router,
    handler::Handler,
    routing::{get, post},
};

use crate::AppState;

/// One method of one path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Route {
    /// `GET` or `POST`; nothing here answers to another method (`HEAD` goes with `GET`).
    pub method: &'static str,
    /// The path, with `{…}` where a value stands.
    pub path: &'static str,
}

/// Routes of one feature, or of all. Each feature's folder has a `routes()` that builds its own.
#[derive(Default)]
pub(crate) struct Routes {
    router: Router<AppState>,
    list: Vec<Route>,
}

impl Routes {
    /// Adds a page.
    pub(crate) fn get<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.router = self.router.route(path, get(handler));
        self.list.push(Route { method: "GET", path });
        self
    }

    /// Adds something that changes something.
    pub(crate) fn post<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.router = self.router.route(path, post(handler));
        self.list.push(Route { method: "POST", path });
        self
    }

    /// These routes and those.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.list.extend(other.list);
        self
    }

    pub(crate) fn into_router(self) -> Router<AppState> {
        self.router
    }

    pub(crate) fn into_list(self) -> Vec<Route> {
        self.list
    }
}
