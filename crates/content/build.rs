//! Walks `content/` at the root of the repository and writes one `include_str!` for each TOML and JSON file,
//! so that the program carries its content and no file can be forgotten in a list.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let crate_dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo always sets it"));
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it for build scripts"));
    let root = crate_dir.join("../../content").canonicalize()?;

    let mut found = Vec::new();
    walk(&root, &mut found)?;
    found.sort();

    let mut list = String::from("&[\n");
    for file in &found {
        let name = name_inside(&root, file);
        list.push_str(&format!("    ({name:?}, include_str!({file:?})),\n"));
    }
    list.push_str("]\n");
    fs::write(out_dir.join("files.rs"), list)
}

/// Collects the TOML and JSON files below `dir`, and asks cargo to look again when a folder or file changes.
fn walk(dir: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, found)?;
        } else if path.extension().is_some_and(|ext| ext == "toml" || ext == "json") {
            println!("cargo::rerun-if-changed={}", path.display());
            found.push(path);
        }
    }
    Ok(())
}

/// The path below the content folder, with forward slashes on every system.
fn name_inside(root: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(root).expect("the walk began at the root");
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
