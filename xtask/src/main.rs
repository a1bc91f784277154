//! Developer commands of this workspace: `cargo xtask test`, `cargo xtask proof`, `cargo xtask bench`.
//!
//! Nothing in here ships. The commands drive the real binary from outside, as a person, a broken disk or a thief
//! would, and measure it beside the floor that the machine sets.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a developer command speaks to its terminal")]

mod bench;
mod browser;
mod journal;
mod powercut;
mod product;
mod proof;
mod scale;
mod spelling;
mod suite;
mod summary;
mod tools;

use std::{error::Error, process::ExitCode};

use clap::{Parser, Subcommand};

/// What a step gives, or a sentence saying what went wrong.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Developer commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Every test there is: unit, docs, tidy, browser, and the proofs in their short form. Installs what it may,
    /// says what is missing otherwise, and never skips in silence.
    Test,
    /// Check the spelling of every text of the content, as `test` does.
    Spelling,
    /// Break the running program on purpose (kills, power cuts, disk faults, thieves) and look for a lost word.
    Proof {
        /// The short form, as `test` runs it: minutes instead of hours.
        #[arg(long)]
        short: bool,
        /// Say which proofs there are, and run none.
        #[arg(long)]
        list: bool,
        /// Run these only, by their numbers, as in `T01 T03`.
        names: Vec<String>,
    },
    /// Measure what a notebook costs on each database, in bytes, milliseconds and memory, for docs/scaling.md.
    Scale {
        /// Few people, with whatever build is there: to see that it works.
        #[arg(long)]
        short: bool,
    },
    /// A server without any work, to measure beside; ends with its input.
    #[command(hide = true)]
    BareServer {
        /// Bytes of its one page.
        bytes: usize,
    },
    /// Measure the release build against its budgets, each beside the floor of this machine; writes bench.json.
    Bench {
        /// Also with 100,000 entries.
        #[arg(long)]
        long: bool,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Task::Test => suite::test(),
        Task::Spelling => spelling::check().map(|_| true),
        Task::Proof { list: true, .. } => {
            proof::list();
            Ok(true)
        }
        Task::Proof { short, names, .. } => proof::prove(short, &names),
        Task::Scale { short } => scale::costs(short),
        Task::BareServer { bytes } => scale::bare_server(bytes).map(|()| true),
        Task::Bench { long } => bench::bench(long),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(trouble) => {
            eprintln!("xtask: {trouble}");
            ExitCode::FAILURE
        }
    }
}
