//! What the system says about a process: how long it had the processor, and how its memory went.

use std::{fs, thread, time::Duration};

use crate::Result;

/// Ticks of the processor in a second, as /proc counts them on Linux.
const TICKS: f64 = 100.0;

/// Resident memory in MB (10⁶ bytes), over time in seconds.
#[derive(Default)]
pub(super) struct Memory(pub(super) Vec<(f64, f64)>);

impl Memory {
    /// The first that was seen from that second on.
    pub(super) fn at(&self, second: f64) -> f64 {
        self.0.iter().find(|(at, _)| *at >= second).or(self.0.last()).map_or(0.0, |(_, megabytes)| *megabytes)
    }

    /// The last that was seen.
    pub(super) fn last(&self) -> f64 {
        self.0.last().map_or(0.0, |(_, megabytes)| *megabytes)
    }

    /// The most that was seen.
    pub(super) fn most(&self) -> f64 {
        self.0.iter().map(|(_, megabytes)| *megabytes).fold(0.0, f64::max)
    }

    /// MB a minute from that second on: the straight line that lies nearest.
    pub(super) fn slope(&self, from: f64) -> f64 {
        let seen: Vec<_> = self.0.iter().filter(|(at, _)| *at >= from).collect();
        let many = seen.len() as f64;
        let mean = |of: fn(&(f64, f64)) -> f64| seen.iter().map(|it| of(it)).sum::<f64>() / many;
        let (at, megabytes) = (mean(|it| it.0), mean(|it| it.1));
        let spread: f64 = seen.iter().map(|it| (it.0 - at).powi(2)).sum();
        let both: f64 = seen.iter().map(|it| (it.0 - at) * (it.1 - megabytes)).sum();
        if spread > 0.0 { both / spread * 60.0 } else { 0.0 }
    }
}

/// Resident memory of a process in MB.
pub(super) fn resident(pid: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line =
        status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("a process without memory")?;
    let kib: f64 = line.split_whitespace().next().ok_or("memory without a number")?.parse()?;
    Ok(kib * 1_024.0 / 1_000_000.0)
}

/// Seconds that a process and the children it has waited for had the processor.
pub(super) fn worked(pid: u32) -> Result<f64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name in brackets may hold anything.
    let (_, rest) = stat.rsplit_once(')').ok_or("a process without numbers")?;
    let ticks: Vec<f64> =
        rest.split_whitespace().skip(11).take(4).map(str::parse).collect::<std::result::Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS)
}

/// A process with its children.
pub(super) fn with_children(pid: u32) -> Vec<u32> {
    let own = |status: &str| status.lines().any(|line| line == format!("PPid:\t{pid}"));
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|process| process.file_name().to_str()?.parse().ok());
    let children = numbers
        .filter(|other| fs::read_to_string(format!("/proc/{other}/status")).is_ok_and(|status| own(&status)));
    children.chain([pid]).collect()
}

/// How many cores there are.
pub(super) fn cores() -> f64 {
    thread::available_parallelism().map_or(1, usize::from) as f64
}

/// Asks for room for so many sockets. How many there may be.
pub(super) fn room_for_sockets(wanted: usize) -> usize {
    use rustix::process::{Resource, getrlimit, setrlimit};
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < wanted as u64) {
        limit.current = limit.maximum.map_or(Some(wanted as u64), |most| Some(most.min(wanted as u64)));
        // What could not be raised is seen by whoever asked.
        let _ = setrlimit(Resource::Nofile, limit);
    }
    getrlimit(Resource::Nofile).current.map_or(wanted, |current| current as usize)
}

/// Waits for what takes a moment to be let go.
pub(super) fn settle() {
    thread::sleep(Duration::from_millis(500));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_has_a_slope_and_what_grew_only_at_first_has_none() {
        let grows = Memory((0..20).map(|n| (f64::from(n) * 5.0, 100.0 + f64::from(n))).collect());
        assert!((grows.slope(0.0) - 12.0).abs() < 1e-6, "a megabyte in five seconds");
        let rests = Memory((0..20).map(|n| (f64::from(n) * 5.0, f64::from(n.min(4)))).collect());
        assert!(rests.slope(20.0).abs() < 1e-6 && rests.slope(0.0) > 1.0);
        assert_eq!(Memory::default().slope(0.0), 0.0);
    }

    #[test]
    fn a_process_that_works_is_seen_working_and_its_memory_is_some() {
        let (me, before) = (std::process::id(), worked(std::process::id()).unwrap());
        let mut sum = 0_u64;
        while worked(me).unwrap() < before + 0.05 {
            sum = std::hint::black_box(sum + 1);
        }
        assert!(resident(me).unwrap() > 0.5);
        assert!(with_children(me).contains(&me));
    }
}
