//! `cargo xtask test`: every test there is, in one go, with one table at the end.

use std::{path::PathBuf, process::Command};

use crate::{
    Result, proof,
    summary::{Outcome, Summary},
    tools::{build_debug_binary, cargo, debug_binary, need_cargo_tool, need_program, run, workspace},
};

/// Runs everything. Tells whether nothing failed.
pub(crate) fn test() -> Result<bool> {
    let mut summary = Summary::default();
    summary.step("unit, integration and tidy tests", || {
        need_cargo_tool("cargo-nextest")?;
        held(&mut cargo(&["nextest", "run", "--workspace"]))
    });
    summary.step("examples in the documentation", || {
        held(&mut cargo(&["test", "--doc", "--workspace", "--quiet"]))
    });
    summary.step("debug binary", || build_debug_binary().map(|()| Outcome::Held(String::new())));
    browser_tests(&mut summary);
    proof::add_to(&mut summary);
    Ok(summary.finish())
}

fn held(command: &mut Command) -> Result<Outcome> {
    run(command).map(|()| Outcome::Held(String::new()))
}

fn browser_tests(summary: &mut Summary) {
    let folder = workspace().join("e2e");
    let npx = |arguments: &[&str]| {
        let mut command = Command::new("npx");
        command.arg("--no-install").args(arguments).current_dir(&folder);
        command
    };
    summary.step("browser tests: what they need", || {
        need_program("node", &["nodejs"])?;
        need_program("npm", &["npm"])?;
        held(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(&folder))
    });
    summary.step("browser code: types", || held(&mut npx(&["tsc", "--noEmit"])));
    summary.step("browser code: unit tests", || {
        held(Command::new("npm").args(["run", "--silent", "unit"]).current_dir(&folder))
    });
    summary.step("browser tests", || {
        let chromium = chromium()?;
        held(npx(&["playwright", "test"]).env("CHROMIUM", chromium).env("HEARKEN_BIN", debug_binary()))
    });
}

fn chromium() -> Result<PathBuf> {
    match std::env::var_os("CHROMIUM") {
        Some(path) => Ok(path.into()),
        None => need_program("chromium", &["chromium", "fonts-dejavu-core"]),
    }
}
