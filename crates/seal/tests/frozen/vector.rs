//! The vectors' file format: `name = hex` lines, under `[section]` headings; `#` begins a comment.

/// One named string of bytes. In `bad.txt` the section is the error that must come.
#[derive(Clone)]
pub(crate) struct Vector {
    pub(crate) section: String,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Vector {
    pub(crate) fn new(section: &str, name: &str, bytes: &[u8]) -> Self {
        Self { section: section.into(), name: name.into(), bytes: bytes.into() }
    }

    /// What kind of thing it is: the name's first word.
    pub(crate) fn kind(&self) -> &str {
        self.name.split('_').next().unwrap()
    }
}

pub(crate) fn read(file: &str) -> Vec<Vector> {
    let mut section = "";
    let mut vectors = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(heading) = line.strip_prefix('[') {
            section = heading.trim_end_matches(']');
            continue;
        }
        let (name, hex) = line.split_once(" =").unwrap_or_else(|| panic!("`name = hex`: {line}"));
        vectors.push(Vector::new(section, name, &unhex(hex.trim())));
    }
    vectors
}

pub(crate) fn write(vectors: &[Vector]) -> String {
    let mut file = String::from("# Frozen: these bytes never change. See tests/frozen/main.rs.\n");
    let mut section = "";
    for vector in vectors {
        if vector.section != section {
            section = &vector.section;
            file += &format!("\n[{section}]\n");
        }
        let hex: String = vector.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        file += format!("{} = {hex}", vector.name).trim_end();
        file += "\n";
    }
    file
}

fn unhex(hex: &str) -> Vec<u8> {
    assert!(hex.len().is_multiple_of(2), "two digits a byte: {hex}");
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}
