//! What the operating system says about a process.

use std::fs;

use crate::Result;

/// Resident memory of a process, in MB (10⁶ bytes).
pub(super) fn resident_mb(pid: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("the process has no VmRSS")?;
    let kib: f64 = line.split_whitespace().nth(1).ok_or("VmRSS has no number")?.parse()?;
    Ok(kib * 1_024.0 / 1_000_000.0)
}
