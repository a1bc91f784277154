//! What is counted, in the text format of Prometheus: requests by route as it stands in the program, never as it was asked for.

use std::{
    collections::HashMap,
    fmt::Write,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::http::{Method, StatusCode};

use super::{NO_ROUTE, named};
use crate::{AppState, Route};

/// Up to how many milliseconds each bucket goes.
const BUCKETS: [u64; 8] = [1, 5, 20, 50, 100, 500, 2_000, 10_000];

/// The classes of status codes, from 1xx to 5xx.
const CLASSES: usize = 5;

static KNOWN: LazyLock<Vec<Route>> = LazyLock::new(crate::routes);

/// Each path by itself, so that one that was matched is found without keeping a copy of it.
static PATHS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| KNOWN.iter().map(|route| (route.path, route.path)).collect());

/// Counts since the program began.
#[derive(Debug)]
pub(crate) struct Metrics {
    routes: HashMap<(&'static str, &'static str), Series>,
    others: Series,
}

impl Default for Metrics {
    fn default() -> Self {
        let of = |route: &Route| ((route.method, route.path), Series::default());
        Self { routes: KNOWN.iter().map(of).collect(), others: Series::default() }
    }
}

#[derive(Debug, Default)]
struct Series {
    statuses: [AtomicU64; CLASSES],
    buckets: [AtomicU64; BUCKETS.len()],
    microseconds: AtomicU64,
}

impl Metrics {
    /// Counts a request.
    pub(crate) fn count(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let series = self.of(named(method), route).unwrap_or(&self.others);
        let class = usize::from(status.as_u16() / 100).clamp(1, CLASSES) - 1;
        add(series.statuses.get(class), 1);
        let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.iter().position(|&most| ms < most);
        add(bucket.and_then(|bucket| series.buckets.get(bucket)), 1);
        add(Some(&series.microseconds), u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }

    fn of(&self, method: &'static str, route: &str) -> Option<&Series> {
        // `HEAD` goes with `GET`.
        let method = if method == "HEAD" { "GET" } else { method };
        self.routes.get(&(method, *PATHS.get(route)?))
    }

    fn write(&self, out: &mut String) {
        let mut routes: Vec<_> = self.routes.iter().collect();
        routes.sort_unstable_by_key(|(route, _)| **route);
        let other = (("other", NO_ROUTE), &self.others);
        let all = || routes.iter().map(|(route, series)| (**route, *series)).chain([other]);
        let asked = || all().filter(|(_, series)| series.all() > 0);
        head(out, "hearken_requests_total", "counter", "Requests that were answered.");
        asked().for_each(|(route, series)| series.write_statuses(out, route));
        head(out, "hearken_request_seconds", "histogram", "How long answering took.");
        asked().for_each(|(route, series)| series.write_buckets(out, route));
    }
}

impl Series {
    fn all(&self) -> u64 {
        self.statuses.iter().map(read).sum()
    }

    fn write_statuses(&self, out: &mut String, (method, route): (&str, &str)) {
        for (class, count) in (1..).zip(self.statuses.iter().map(read)).filter(|(_, count)| *count > 0) {
            line(
                out,
                format_args!(
                    "hearken_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{class}xx\"}} {count}"
                ),
            );
        }
    }

    fn write_buckets(&self, out: &mut String, (method, route): (&str, &str)) {
        let labels = format!("method=\"{method}\",route=\"{route}\"");
        let name = "hearken_request_seconds";
        let mut so_far = 0;
        for (most, bucket) in BUCKETS.iter().zip(&self.buckets) {
            so_far += read(bucket);
            let (whole, rest) = (most / 1_000, most % 1_000);
            line(out, format_args!("{name}_bucket{{{labels},le=\"{whole}.{rest:03}\"}} {so_far}"));
        }
        let (all, microseconds) = (self.all(), read(&self.microseconds));
        line(out, format_args!("{name}_bucket{{{labels},le=\"+Inf\"}} {all}"));
        let (whole, rest) = (microseconds / 1_000_000, microseconds % 1_000_000);
        line(out, format_args!("{name}_sum{{{labels}}} {whole}.{rest:06}"));
        line(out, format_args!("{name}_count{{{labels}}} {all}"));
    }
}

fn add(count: Option<&AtomicU64>, more: u64) {
    if let Some(count) = count {
        count.fetch_add(more, Ordering::Relaxed);
    }
}

fn read(count: &AtomicU64) -> u64 {
    count.load(Ordering::Relaxed)
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    line(out, format_args!("# HELP {name} {help}\n# TYPE {name} {kind}"));
}

fn line(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{line}");
}

/// Everything that is counted here, as Prometheus reads it.
pub async fn metrics(state: &AppState) -> String {
    let mut out = String::new();
    state.metrics.write(&mut out);
    head(&mut out, "hearken_open_notebooks", "gauge", "Notebooks that are unlocked.");
    line(&mut out, format_args!("hearken_open_notebooks {}", state.keeper.open_vaults().await.len()));
    head(&mut out, "hearken_open_notebook_bytes", "gauge", "About what they take of the memory.");
    line(&mut out, format_args!("hearken_open_notebook_bytes {}", state.keeper.held_bytes().await));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_under_its_route_and_what_is_none_under_none() {
        let metrics = Metrics::default();
        let ms = Duration::from_millis;
        metrics.count(&Method::GET, "/parts/{id}", StatusCode::OK, ms(3));
        metrics.count(&Method::HEAD, "/parts/{id}", StatusCode::OK, ms(70));
        metrics.count(&Method::GET, "/quetzalwort", StatusCode::NOT_FOUND, ms(0));
        metrics.count(
            &Method::from_bytes(b"QUETZALWORT").unwrap(),
            "/",
            StatusCode::METHOD_NOT_ALLOWED,
            ms(0),
        );
        let mut out = String::new();
        metrics.write(&mut out);
        for line in [
            "hearken_requests_total{method=\"GET\",route=\"/parts/{id}\",status=\"2xx\"} 2",
            "hearken_requests_total{method=\"other\",route=\"none\",status=\"4xx\"} 2",
            "hearken_request_seconds_bucket{method=\"GET\",route=\"/parts/{id}\",le=\"0.005\"} 1",
            "hearken_request_seconds_bucket{method=\"GET\",route=\"/parts/{id}\",le=\"0.100\"} 2",
            "hearken_request_seconds_bucket{method=\"GET\",route=\"/parts/{id}\",le=\"+Inf\"} 2",
            "hearken_request_seconds_sum{method=\"GET\",route=\"/parts/{id}\"} 0.073000",
        ] {
            assert!(out.lines().any(|found| found == line), "{line} in {out}");
        }
        assert!(!out.to_lowercase().contains("quetzalwort"), "what somebody typed is not in it");
    }
}
