//! What the operator sees. Never a word that came from a person: no request body, no address beyond its route, and
//! of a panic only where it happened, because its message may quote what it tripped over.

use std::fmt;

use serde_json::{Map, Value};
use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    EnvFilter,
    filter::LevelFilter,
    fmt::{
        FmtContext, FormatEvent, FormatFields,
        format::Writer,
        time::{FormatTime, SystemTime},
    },
    registry::LookupSpan,
};

use crate::cli::LogFormat;

/// Starts the log on standard error, at the level that `HEARKEN_LOG` names. Unless it names one, only the server logs
/// more than panics: a command speaks for itself. The server also says who came and went, whatever the level, without saying who
/// it was.
///
/// Only our own crates are heard: others write addresses and headers as they come, with whatever stands in them.
pub(crate) fn start(is_server: bool, format: LogFormat) {
    let named = std::env::var("HEARKEN_LOG").ok().and_then(|named| named.trim().parse::<LevelFilter>().ok());
    let filter = EnvFilter::new(heard(named, is_server));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    lines.event_format(Lines(format)).init();
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "stopped in the middle of something; this is a bug");
    }));
}

/// What is heard. Every target of ours begins with `hearken`: `hearken_web` and the rest.
fn heard(named: Option<LevelFilter>, is_server: bool) -> String {
    match (named, is_server) {
        (named, true) => {
            format!("off,hearken={},hearken_vault::told=info", named.unwrap_or(LevelFilter::WARN))
        }
        (Some(level), false) => format!("off,hearken={level}"),
        (None, false) => "off,hearken::logging=error".to_owned(),
    }
}

/// A line for each thing that happened, with the number of the request it happened in.
struct Lines(LogFormat);

impl<S, N> FormatEvent<S, N> for Lines
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(&self, _: &FmtContext<'_, S, N>, mut out: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let mut time = String::new();
        SystemTime.format_time(&mut Writer::new(&mut time))?;
        let mut happened = Happened::default();
        event.record(&mut happened);
        if let Some(number) = hearken_web::request_id() {
            happened.fields.push(("request", number.into()));
        }
        let (level, target) = (event.metadata().level(), event.metadata().target());
        match self.0 {
            LogFormat::Text => {
                write!(out, "{time} {level:>5} {target}: {}", happened.message)?;
                happened.fields.iter().try_for_each(|(name, value)| write!(out, " {name}={value}"))?;
                writeln!(out)
            }
            LogFormat::Json => writeln!(out, "{}", happened.into_json(&time, level.as_str(), target)),
        }
    }
}

/// What an event says.
#[derive(Default)]
struct Happened {
    message: String,
    fields: Vec<(&'static str, Value)>,
}

impl Happened {
    fn into_json(self, time: &str, level: &str, target: &str) -> Value {
        let said = [("time", time), ("level", level), ("target", target), ("message", &self.message)];
        let said = said.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value)));
        let fields = self.fields.into_iter().map(|(name, value)| (name.to_owned(), value));
        // What is said of every event stands before what an event calls the same.
        Value::Object(fields.chain(said).collect::<Map<_, _>>())
    }

    fn add(&mut self, field: &Field, value: Value) {
        self.fields.push((field.name(), value));
    }
}

impl Visit for Happened {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            _ => self.add(field, format!("{value:?}").into()),
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.add(field, value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, value.into());
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field, value.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_says_who_tries_to_get_in_however_little_else_is_asked_for() {
        for named in [None, Some(LevelFilter::OFF), Some(LevelFilter::ERROR), Some(LevelFilter::TRACE)] {
            let level = named.unwrap_or(LevelFilter::WARN);
            assert_eq!(heard(named, true), format!("off,hearken={level},hearken_vault::told=info"));
            assert!(!heard(named, false).contains("told"), "a command speaks for itself");
        }
    }

    #[test]
    fn a_line_of_json_holds_what_is_said_of_every_event_and_its_own_fields() {
        let fields = vec![("status", Value::from(200)), ("level", Value::from("low"))];
        let line =
            Happened { message: "answered\n".to_owned(), fields }.into_json("now", "INFO", "hearken_web");
        let expected =
            r#"{"level":"INFO","message":"answered\n","status":200,"target":"hearken_web","time":"now"}"#;
        assert_eq!(line.to_string(), expected, "one line, whatever stands in it");
    }
}
