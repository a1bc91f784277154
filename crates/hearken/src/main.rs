//! The program: command line, configuration, wiring. Nothing in here is worth reusing; that is the point of it.
//!
//! Exit codes: 0 done · 1 done, and there is something to look at (nothing found, damage found, something not kept) ·
//! 2 could not be done.

mod cli;
mod clock;
mod commands;
mod folder;
mod logging;
mod notebook;
mod out;
mod passphrase;
mod problem;
mod progress;

use std::{
    alloc::System,
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
};

use clap::Parser;
use zeroizing_alloc::ZeroAlloc;

/// Freed memory is wiped, so that words do not outlive the lock in some forgotten buffer.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    logging::start(cli.is_server(), cli.log_format());
    harden();
    let runtime = runtime().expect("the system gives threads");
    // Nothing is used after a panic, so nothing half-changed can be seen.
    let ended = catch_unwind(AssertUnwindSafe(|| runtime.block_on(commands::run(cli))));
    match ended.unwrap_or_else(|_| Err(problem::Problem::our_fault())) {
        Ok(outcome) => outcome.into(),
        Err(problem) => {
            problem.tell();
            ExitCode::from(2)
        }
    }
}

fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    // The store reads one thing and writes one thing at a time. More threads than that, and one a core for opening a
    // notebook, would only wait, and each takes memory of its own from the system.
    tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(cores + 2).build()
}

/// No core dump and no debugger of the same user gets at the words.
fn harden() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)
    {
        tracing::warn!(%error, "core dumps could not be turned off");
    }
}
