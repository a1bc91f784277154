//! Joins the style sheets into one, and writes a list of every asset with a hash of its content.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let assets =
        PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?).join("assets");
    let style = out.join("style.css");
    fs::write(&style, joined(&files(&assets.join("css"), "css")?)?)?;
    let scripts = files(&assets.join("js"), "js")?;
    let script_hash = hash(&scripts)?;
    let mut list = String::from("&[\n");
    let mut add = |hash: &str, path: &Path, content_type: &str| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        list += &format!(
            "  Asset {{ hash: {hash:?}, name: {name:?}, content_type: {content_type:?}, bytes: include_bytes!({path:?}) }},\n"
        );
    };
    add(&hash(std::slice::from_ref(&style))?, &style, "text/css; charset=utf-8");
    // The modules import each other by relative path, so they share one hash.
    scripts.iter().for_each(|script| add(&script_hash, script, "text/javascript; charset=utf-8"));
    for icon in files(&assets.join("icons"), "svg")? {
        add(&hash(std::slice::from_ref(&icon))?, &icon, "image/svg+xml");
    }
    fs::write(out.join("assets.rs"), list + "]\n")?;
    println!("cargo::rerun-if-changed=assets");
    Ok(())
}

/// Every file of that kind in a folder, by name. Tests of scripts (`*.test.js`) are not served.
fn files(folder: &Path, kind: &str) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|path| {
        path.extension().is_some_and(|extension| extension == kind)
            && !path.to_string_lossy().ends_with(".test.js")
    });
    files.sort();
    Ok(files)
}

fn joined(files: &[PathBuf]) -> io::Result<String> {
    files.iter().map(fs::read_to_string).collect()
}

/// FNV-1a of names and contents: it only has to change when they do.
fn hash(files: &[PathBuf]) -> io::Result<String> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for byte in name.into_bytes().into_iter().chain(fs::read(file)?) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(format!("{hash:016x}"))
}
