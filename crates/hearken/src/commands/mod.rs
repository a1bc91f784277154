//! The commands, one file each.

mod admin;
mod backup;
mod content;
mod demo;
mod doctor;
mod export;
mod import;
mod init;
mod mail;
mod measures;
mod migrate;
mod note;
mod search;
mod serve;
mod verify;

use std::process::ExitCode;

use hearken_report::{import::Take, openplural::Choice};

use crate::{
    cli::{Cli, Command, ExportFormat},
    problem::Problem,
};

/// How a command ended, when it could be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// Done.
    Done,
    /// Done, and there is something to look at.
    LookAtIt,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::LookAtIt => Self::from(1),
        }
    }
}

/// Runs what was typed.
pub(crate) async fn run(cli: Cli) -> Result<Outcome, Problem> {
    let common = &cli.common;
    match cli.command {
        None => serve::run(common, &cli.serve).await,
        Some(Command::Serve(serve)) => serve::run(common, &serve.or(cli.serve)).await,
        Some(Command::Init) => init::run(common).await,
        Some(Command::Note { words }) => note::run(common, &words).await,
        Some(Command::Search { words, count }) => search::run(common, &words, count).await,
        Some(Command::Export { file, format, with_hidden, with_private, with_journal }) => {
            let choice = Choice { hidden: with_hidden, private: with_private, journal: with_journal };
            match format {
                ExportFormat::Zip => export::run(common, file, choice).await,
                ExportFormat::Openplural => export::parts(common, file, choice).await,
                ExportFormat::Fhir => export::measured::fhir(common, file, choice).await,
                ExportFormat::Csv => export::measured::csv(common, file, choice).await,
            }
        }
        Some(Command::Import {
            format,
            path,
            dry_run,
            zone,
            day_first,
            keep_places,
            their_passphrase_file,
            history,
            without_groups,
            without_notes,
            ordinary,
        }) => {
            let take = Take { groups: !without_groups, notes: !without_notes, history, ordinary };
            let asked =
                import::Asked { format, dry_run, zone, day_first, keep_places, their_passphrase_file, take };
            import::run(common, &path, asked).await
        }
        Some(Command::Backup { file }) => backup::write(common, file).await,
        Some(Command::Restore { file, replace }) => backup::restore(common, &file, replace).await,
        Some(Command::Migrate { from, to }) => migrate::run(common, from, to).await,
        Some(Command::Verify { accept_older }) => verify::run(common, accept_older).await,
        Some(Command::Admin { action }) => admin::run(common, &action).await,
        Some(Command::Doctor(asked)) => doctor::run(common, &asked).await,
        Some(Command::Demo) => demo::run(common).await,
        Some(Command::Content { action }) => content::run(&action),
        Some(Command::Measures { action }) => measures::run(&action),
    }
}
