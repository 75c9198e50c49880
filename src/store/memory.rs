//! The memory that is left, so that work which needs more is refused before it begins: where memory ends, the system ends
//! programs without a word.

use std::fs;

use super::size::people;

/// Work that needs less than this is never refused, and costs no question.
const SMALL: u64 = 64 << 20;

/// Whether there is memory for work that needs at least `needed` bytes.
///
/// # Errors
/// A message with both figures if there is not. Where the system does not say what is left, there is.
pub fn check_memory(act: &str, needed: u64) -> Result<(), String> {
    if needed < SMALL {
        return Ok(());
    }
    match available() {
        Some(left) if left < needed => {
            Err(format!("not enough memory for {act}: it needs {} or more, {} are free", people(needed), people(left)))
        }
        _ => Ok(()),
    }
}

/// Bytes that this program may still use: what the machine has left, and what the limits of its group and of the process
/// leave.
fn available() -> Option<u64> {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let machine = of_meminfo(&read("/proc/meminfo"));
    let number = |path: &str| read(path).trim().parse::<u64>().ok();
    let group = number("/sys/fs/cgroup/memory.max")
        .map(|most| most.saturating_sub(number("/sys/fs/cgroup/memory.current").unwrap_or(0)));
    let process = of_limits(&read("/proc/self/limits"), &read("/proc/self/status"));
    [machine, group, process].into_iter().flatten().min()
}

/// Available memory and free swap of `/proc/meminfo`.
fn of_meminfo(text: &str) -> Option<u64> {
    Some(kilobytes(text, "MemAvailable:")? + kilobytes(text, "SwapFree:").unwrap_or(0))
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
    fn what_is_left_is_read() {
        let meminfo = "MemTotal:       16000 kB\nMemAvailable:    3000 kB\nSwapFree:        1000 kB\n";
        assert_eq!((of_meminfo(meminfo), of_meminfo("")), (Some(4000 << 10), None));
        let limits =
            |most| format!("Limit  Soft Limit  Hard Limit  Units\nMax address space         {most}  unlimited bytes\n");
        let status = "VmPeak:\t 300 kB\nVmSize:\t     200 kB\n";
        assert_eq!(of_limits(&limits("409600"), status), Some(200 << 10));
        assert_eq!(of_limits(&limits("unlimited"), status), None);
    }

    #[test]
    fn only_what_no_machine_has_is_refused() {
        assert_eq!(check_memory("this", 1 << 20), Ok(()));
        let refused = check_memory("comparing them", u64::MAX / 2);
        if available().is_some() {
            let why = refused.expect_err("no machine has that much");
            assert!(
                why.starts_with("not enough memory for comparing them: it needs ") && why.ends_with(" are free"),
                "{why}"
            );
        }
    }
}
