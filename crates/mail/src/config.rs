//! What an operator writes in `mail.toml`: which mail server, how, and from whom.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use lettre::{
    Address, AsyncSmtpTransport, Tokio1Executor,
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use serde::Deserialize;

use crate::post::{PATIENCE, Post};

/// The mail server.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Its name.
    host: String,
    /// Its port; without it the usual one of its way of encrypting.
    port: Option<u16>,
    /// How the way there is encrypted.
    #[serde(default)]
    tls: Encryption,
    /// Who we are there, if it wants to know.
    user: Option<String>,
    /// A file with the password.
    password_file: Option<PathBuf>,
    /// The address that mails come from.
    from: String,
    /// Where the key lies that reminders are sealed under.
    key_file: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Encryption {
    /// From the first byte on.
    #[default]
    Wrapper,
    /// From `STARTTLS` on, and never without.
    Starttls,
    /// Not at all: only for a mail server on this very machine.
    None,
}

/// Why the mail server cannot be used as it is described.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file could not be read.
    #[error("{0} could not be read ({1})")]
    Unread(PathBuf, io::ErrorKind),
    /// The description is not as it must be.
    #[error("{0}")]
    Wrong(String),
}

impl Config {
    /// Reads the description.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        Self::of(&read(path)?)
    }

    fn of(text: &str) -> Result<Self, ConfigError> {
        // Its message alone: in full it shows the line, which may hold a password that stands in the wrong place.
        let config: Self =
            toml::from_str(text).map_err(|fault| ConfigError::Wrong(fault.message().to_owned()))?;
        config.check()
    }

    fn check(self) -> Result<Self, ConfigError> {
        let is_here = matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        if self.tls == Encryption::None && !is_here {
            return Err(ConfigError::Wrong(
                "tls = \"none\" is for a mail server on this machine alone".to_owned(),
            ));
        }
        if self.user.is_some() != self.password_file.is_some() {
            return Err(ConfigError::Wrong("user and password-file belong together".to_owned()));
        }
        Ok(self)
    }

    /// Where the key lies, unless it is said: beside the description.
    pub fn key_file(&self, beside: &Path) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| beside.join("mail.key"))
    }

    /// The way to that mail server. Nothing is sent yet, and nobody is asked.
    pub fn post(&self) -> Result<Post, ConfigError> {
        let wrong = |fault: String| ConfigError::Wrong(fault);
        let from: Address = self.from.parse().map_err(|_| wrong("from is no address".to_owned()))?;
        let parameters = || TlsParameters::new(self.host.clone()).map_err(|fault| wrong(fault.to_string()));
        let (tls, usual) = match self.tls {
            Encryption::Wrapper => (Tls::Wrapper(parameters()?), 465),
            Encryption::Starttls => (Tls::Required(parameters()?), 587),
            Encryption::None => (Tls::None, 25),
        };
        let mut way = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(self.host.clone())
            .port(self.port.unwrap_or(usual))
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let (Some(user), Some(file)) = (&self.user, &self.password_file) {
            way = way.credentials(Credentials::new(user.clone(), read(file)?.trim_end().to_owned()));
        }
        Ok(Post::new(way.build(), from))
    }
}

fn read(path: &Path) -> Result<String, ConfigError> {
    fs::read_to_string(path).map_err(|error| ConfigError::Unread(path.to_owned(), error.kind()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<String> {
        Config::of(text).and_then(|config| config.post().map(drop)).map_err(|fault| fault.to_string()).err()
    }

    #[test]
    fn a_server_elsewhere_is_never_spoken_to_without_encryption() {
        let here = "host = \"127.0.0.1\"\nfrom = \"a@b.example\"\ntls = \"none\"\n";
        assert_eq!(fault(here), None);
        assert!(fault(&here.replace("127.0.0.1", "mail.example")).unwrap().contains("this machine alone"));
        let elsewhere = "host = \"mail.example\"\nfrom = \"a@b.example\"\n";
        assert_eq!(fault(elsewhere), None);
        assert_eq!(fault(&format!("{elsewhere}tls = \"starttls\"\n")), None);
    }

    #[test]
    fn what_is_not_as_it_must_be_is_said() {
        let good = "host = \"mail.example\"\nfrom = \"a@b.example\"\n";
        for (text, said) in [
            ("host = \"mail.example\"\n".to_owned(), "missing field `from`"),
            (good.replace("a@b.example", "a"), "from is no address"),
            (format!("{good}user = \"a\"\n"), "belong together"),
            (format!("{good}tls = \"perhaps\"\n"), "unknown variant"),
            (format!("{good}password = \"secret\"\n"), "unknown field"),
        ] {
            let fault = fault(&text).unwrap_or_default();
            assert!(fault.contains(said), "{text}: {fault}");
            assert!(!fault.contains("secret"), "{fault}");
        }
    }
}
