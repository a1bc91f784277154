//! What the operator sees. Never a word that came from a person: no request body, no address beyond its route, and
//! of a panic only where it happened, because its message may quote what it tripped over.

use tracing_subscriber::{EnvFilter, filter::LevelFilter};

/// Starts the log on standard error, at the level that `HEARKEN_LOG` names. Unless it names one, only the server logs
/// more than panics: a command speaks for itself.
///
/// Only our own crates are heard: others write addresses and headers as they come, with whatever stands in them.
pub(crate) fn start(is_server: bool) {
    let named = std::env::var("HEARKEN_LOG").ok().and_then(|named| named.trim().parse::<LevelFilter>().ok());
    let filter = match named {
        // Every target of ours begins so: `hearken`, `hearken_web` and the rest.
        Some(level) => format!("off,hearken={level}"),
        None if is_server => "off,hearken=warn".to_owned(),
        None => "off,hearken::logging=error".to_owned(),
    };
    let filter = EnvFilter::new(filter);
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(true).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "stopped in the middle of something; this is a bug");
    }));
}
