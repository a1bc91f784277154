//! The tests in a real browser (`e2e/`): what they need, and how they are started.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Result,
    tools::{debug_binary, need_program, run, workspace},
};

/// The folder of the browser tests.
pub(crate) fn folder() -> PathBuf {
    workspace().join("e2e")
}

/// Installs what the tests are written with, exactly as the lock file says.
pub(crate) fn install() -> Result {
    need_program("node", &["nodejs"])?;
    need_program("npm", &["npm"])?;
    // It makes the certificate of the mail server that the tests play.
    need_program("openssl", &["openssl"])?;
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder()))
}

/// The same, unless it is there.
pub(crate) fn need() -> Result {
    if folder().join("node_modules/@playwright/test").exists() { Ok(()) } else { install() }
}

/// A program that came with the tests.
pub(crate) fn npx(arguments: &[&str]) -> Command {
    let mut command = Command::new("npx");
    command.arg("--no-install").args(arguments).current_dir(folder());
    command
}

/// The tests that need no browser. Those that ask the product have its debug build, and fail if it is not there.
pub(crate) fn unit() -> Command {
    let mut command = Command::new("npm");
    command.args(["run", "--silent", "unit"]).current_dir(folder()).env("HEARKEN_BIN", debug_binary());
    command
}

/// The tests, or those that the arguments pick, over the debug build of the product.
pub(crate) fn playwright(arguments: &[&str]) -> Result<Command> {
    let chromium = chromium()?;
    let mut command = npx(&["playwright", "test"]);
    command.args(arguments).env("CHROMIUM", chromium).env("HEARKEN_BIN", debug_binary());
    Ok(command)
}

/// The same in their long form, over the notebook that the file at `rooms` describes.
pub(crate) fn playwright_long(arguments: &[&str], rooms: &Path) -> Result<Command> {
    let mut command = playwright(arguments)?;
    command.env("HEARKEN_LONG", "1").env("HEARKEN_ROOMS", rooms);
    Ok(command)
}

fn chromium() -> Result<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(path) => Ok(path.into()),
        None => need_program("chromium", &["chromium", "fonts-dejavu-core"]),
    }
}
