//! What the operating system says about a process.

use std::fs;

use crate::Result;

/// Resident memory of a process, in MB (10⁶ bytes).
#[derive(Clone, Copy)]
pub(super) struct Resident {
    /// All of it, as the budgets count: also the pages of the program's own file and of libraries that are mapped. Those the
    /// system takes back when it needs room, and by itself now and then, so this differs from run to run.
    pub(super) all: f64,
    /// What belongs to the process alone and stands in no file.
    pub(super) own: f64,
}

/// Resident memory of a process.
pub(super) fn resident(pid: u32) -> Result<Resident> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    Ok(Resident { all: field_mb(&status, "VmRSS:")?, own: field_mb(&status, "RssAnon:")? })
}

fn field_mb(status: &str, name: &str) -> Result<f64> {
    let line = status.lines().find(|line| line.starts_with(name));
    let line = line.ok_or_else(|| format!("the process has no {name}"))?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or_else(|| format!("{name} has no number"))?.parse()?;
    Ok(kib * 1_024.0 / 1_000_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_in_millions_of_bytes_by_its_name() {
        let status = "Name:\thearken\nVmRSS:\t   25000 kB\nRssAnon:\t    5000 kB\n";
        assert!((field_mb(status, "VmRSS:").unwrap() - 25.6).abs() < 1e-9);
        assert!((field_mb(status, "RssAnon:").unwrap() - 5.12).abs() < 1e-9);
        assert!(field_mb(status, "RssFile:").is_err());
    }
}
