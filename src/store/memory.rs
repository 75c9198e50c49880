//! The available memory. Work that needs more is refused before it begins: a program that runs out of memory ends without
//! a message, and without restoring the terminal.

use std::fs;
use std::hint::black_box;

use super::allocation::tolerating;
use super::size::people;

/// Work that needs less than this, in bytes, is refused only if the system does not provide it: the figures are not read.
const SMALL_WORK_BYTES: u64 = 64 << 20;

/// Reserved with what any work needs: tables of words, stacks of threads, what is written.
const SPARE_BYTES: u64 = 4 << 20;

/// Whether there is memory for work that needs at least `needed` bytes.
///
/// # Errors
/// A message if there is not, with both figures where the available memory is known.
pub fn check_memory(act: &str, needed: u64) -> Result<(), String> {
    if needed >= SMALL_WORK_BYTES
        && let Some(left) = available()
        && left < needed
    {
        let (needed, left) = (people(needed), people(left));
        return Err(format!("not enough memory for {act}: it needs {needed} or more, {left} are free"));
    }
    if is_provided(needed.saturating_add(SPARE_BYTES)) {
        Ok(())
    } else {
        Err(format!("not enough memory for {act}: it needs {} or more", people(needed)))
    }
}

/// Whether the system provides this many bytes: they are reserved and released, and not written.
fn is_provided(bytes: u64) -> bool {
    let mut reserved: Vec<u8> = Vec::new();
    let provided = usize::try_from(bytes).is_ok_and(|bytes| tolerating(|| reserved.try_reserve_exact(bytes).is_ok()));
    // An allocation that nothing uses would be optimised away.
    black_box(&reserved);
    provided
}

/// Bytes that this program may still use: the least that the machine, the limit of its group and the limit of the process
/// leave. `None` where none of them is known.
fn available() -> Option<u64> {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let machine = of_meminfo(&read("/proc/meminfo"));
    let number = |path: &str| read(path).trim().parse::<u64>().ok();
    let group = number("/sys/fs/cgroup/memory.max").map(|most| {
        let used = number("/sys/fs/cgroup/memory.current").unwrap_or(0);
        most.saturating_sub(of_group(used, &read("/sys/fs/cgroup/memory.stat")))
    });
    let process = of_limits(&read("/proc/self/limits"), &read("/proc/self/status"));
    [machine, group, process].into_iter().flatten().min()
}

/// Available memory and free swap of `/proc/meminfo`.
fn of_meminfo(text: &str) -> Option<u64> {
    Some(kilobytes(text, "MemAvailable:")? + kilobytes(text, "SwapFree:").unwrap_or(0))
}

/// The memory in use by a group of which `used` bytes are counted: the files that are cached among them are dropped when
/// memory is needed.
fn of_group(used: u64, stat: &str) -> u64 {
    let line = stat.lines().find_map(|line| line.strip_prefix("inactive_file "));
    used.saturating_sub(line.and_then(|bytes| bytes.trim().parse().ok()).unwrap_or(0))
}

/// What the limit of the address space leaves, from `/proc/self/limits` and `/proc/self/status`; `None` without a limit.
fn of_limits(limits: &str, status: &str) -> Option<u64> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max address space"))?;
    let most: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(most.saturating_sub(kilobytes(status, "VmSize:").unwrap_or(0)))
}

fn kilobytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1 << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn available_memory_is_read() {
        let meminfo = "MemTotal:       16000 kB\nMemAvailable:    3000 kB\nSwapFree:        1000 kB\n";
        assert_eq!((of_meminfo(meminfo), of_meminfo("")), (Some(4000 << 10), None));
        let limits =
            |most| format!("Limit  Soft Limit  Hard Limit  Units\nMax address space         {most}  unlimited bytes\n");
        let status = "VmPeak:\t 300 kB\nVmSize:\t     200 kB\n";
        assert_eq!(of_limits(&limits("409600"), status), Some(200 << 10));
        assert_eq!(of_limits(&limits("unlimited"), status), None);
        assert_eq!((of_group(900, "anon 500\ninactive_file 300\nactive_file 100\n"), of_group(900, "")), (600, 900));
    }

    #[test]
    fn only_more_than_any_machine_has_is_refused() {
        assert_eq!(check_memory("this", 1 << 20), Ok(()));
        assert!(!is_provided(u64::MAX) && !is_provided(u64::MAX / 2 - 1));
        let refused = check_memory("comparing them", u64::MAX / 2);
        let why = refused.expect_err("no machine has that much");
        let whole = available().is_none() || why.ends_with(" are free");
        assert!(whole && why.starts_with("not enough memory for comparing them: it needs "), "{why}");
    }
}
