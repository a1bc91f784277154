//! Other programs: where they are, how they are installed, how they are run.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::Result;

/// The root of the workspace.
pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is a folder of the workspace")
}

/// The program that `HEARKEN_BIN` names, to be looked at in place of one that we build.
pub(crate) fn given_binary() -> Option<PathBuf> {
    env::var_os("HEARKEN_BIN").map(PathBuf::from)
}

/// The debug build of the product, or the one that was given.
pub(crate) fn debug_binary() -> PathBuf {
    given_binary().unwrap_or_else(|| workspace().join("target/debug/hearken"))
}

/// Builds the debug binary, unless another was given.
pub(crate) fn build_debug_binary() -> Result {
    if given_binary().is_some() { Ok(()) } else { run(&mut cargo(&["build", "--package", "hearken"])) }
}

/// The program of this name on the search path, if it is there.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// Whether we may mount, install and trace.
pub(crate) fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

/// Runs a command with its output on our terminal; a bad exit is an error that names it.
pub(crate) fn run(command: &mut Command) -> Result {
    let status = command.stdin(Stdio::null()).status().map_err(|fault| named(command, &fault.to_string()))?;
    if status.success() { Ok(()) } else { Err(named(command, &status.to_string()).into()) }
}

/// Runs a command and gives what it printed, whatever its exit.
pub(crate) fn listen(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().map_err(|fault| named(command, &fault.to_string()).into())
}

fn named(command: &Command, what: &str) -> String {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    format!("`{}`: {what}", words.join(" "))
}

/// `cargo`, the one that runs us, in the workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(workspace());
    command
}

/// Sees to it that a cargo subcommand is there; builds it if it is not.
pub(crate) fn need_cargo_tool(name: &str) -> Result {
    match find(name) {
        Some(_) => Ok(()),
        None => run(&mut cargo(&["install", "--locked", name])),
    }
}

/// Sees to it that a program is there; installs its Debian packages if we may.
pub(crate) fn need_program(name: &str, packages: &[&str]) -> Result<PathBuf> {
    if let Some(path) = find(name) {
        return Ok(path);
    }
    if Path::new("/etc/debian_version").exists() && is_root() {
        run(Command::new("apt-get").args(["install", "-y", "--no-install-recommends"]).args(packages))?;
    }
    find(name).ok_or_else(|| {
        let packages = packages.join(" ");
        format!("{name} is missing. On Debian or Ubuntu: sudo apt-get install -y --no-install-recommends {packages}")
            .into()
    })
}

/// Sees to it that PostgreSQL is there, for the tests that start one of their own.
pub(crate) fn need_postgres() -> Result {
    if Path::new("/usr/lib/postgresql").is_dir() {
        return Ok(());
    }
    need_program("pg_isready", &["postgresql"]).map(drop)
}

/// Copies a folder of plain files, byte by byte, so that nothing is shared with the original.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result {
    fs::create_dir_all(to)?;
    for item in fs::read_dir(from)? {
        let item = item?;
        let target = to.join(item.file_name());
        if item.file_type()?.is_dir() {
            copy_folder(&item.path(), &target)?;
        } else {
            fs::write(&target, fs::read(item.path())?)?;
            fs::set_permissions(&target, item.metadata()?.permissions())?;
        }
    }
    fs::set_permissions(to, fs::metadata(from)?.permissions())?;
    Ok(())
}

/// Every plain file below a folder.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder)? {
        let item = item?;
        if item.file_type()?.is_dir() {
            found.extend(files_below(&item.path())?);
        } else {
            found.push(item.path());
        }
    }
    found.sort();
    Ok(found)
}
