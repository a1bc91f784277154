//! Stored shapes: frozen bytes, refused bytes, and bytes that only a newer program understands.

mod any;
mod frozen;
mod newer;
#[path = "../../written/tests/any.rs"]
mod of_parts;
mod refused;

use std::collections::BTreeMap;

/// Reads a file of vectors: `name = hex` lines; `#` begins a comment.
fn read(file: &str) -> BTreeMap<String, Vec<u8>> {
    let lines = file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, hex) = line.split_once(" =").unwrap_or_else(|| panic!("`name = hex`: {line}"));
            (name.to_owned(), unhex(hex.trim()))
        })
        .collect()
}

/// The file of these vectors, under a line that says what it is, is what is frozen. With `HEARKEN_FREEZE` set it is
/// written instead: to be done only for what was never released.
fn is_frozen(path: &str, what: &str, vectors: &[(&str, Vec<u8>)]) {
    let mut file = format!("# {what} Frozen: see tests/stored.rs.\n");
    for (name, bytes) in vectors {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        file += format!("{name} = {hex}").trim_end();
        file += "\n";
    }
    let path = format!("{}/tests/vectors/{path}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("HEARKEN_FREEZE").is_some() {
        std::fs::write(path, file).unwrap();
    } else {
        assert!(std::fs::read_to_string(path).unwrap() == file, "what is written is not what was frozen");
    }
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
