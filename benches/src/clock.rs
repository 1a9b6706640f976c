//! Clocks, medians, memory and cold files. Measures nothing of its own.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

/// CPU time of the calling thread: on a machine that does other work it says more than the wall.
pub fn thread_cpu() -> Duration {
    cpu(libc::CLOCK_THREAD_CPUTIME_ID)
}

/// CPU time of the whole process.
pub fn process_cpu() -> Duration {
    cpu(libc::CLOCK_PROCESS_CPUTIME_ID)
}

fn cpu(clock: libc::clockid_t) -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` outlives the call that fills it.
    unsafe { libc::clock_gettime(clock, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// One measurement.
#[derive(Clone, Copy, Debug, Default)]
pub struct Took {
    pub cpu: Duration,
    pub wall: Duration,
}

/// Times work of the calling thread.
pub fn time<R>(work: impl FnOnce() -> R) -> (Took, R) {
    let (cpu, wall) = (thread_cpu(), Instant::now());
    let result = work();
    let took = Took {
        cpu: thread_cpu() - cpu,
        wall: wall.elapsed(),
    };
    (took, result)
}

/// The medians of CPU and wall over some runs.
pub fn median(runs: &[Took]) -> Took {
    let of = |part: fn(&Took) -> Duration| at(runs.iter().map(part).collect(), 50);
    Took {
        cpu: of(|t| t.cpu),
        wall: of(|t| t.wall),
    }
}

/// A percentile.
pub fn at(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    times
        .get((last * percent).div_ceil(100))
        .copied()
        .unwrap_or_default()
}

/// What was measured on: cores, and what else they had to do.
pub fn machine() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores, load {}", load.trim())
}

pub fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Highest memory of this process so far, MB; nothing where the system does not say.
pub fn peak_memory() -> Option<f64> {
    peak_of("self")
}

/// The same of the process with this number.
pub fn peak_of(process: &str) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

/// Begins anew to watch for the highest memory, without what was given back before.
pub fn forget_peak() {
    // SAFETY: takes no pointer and may be called at any time.
    #[cfg(target_env = "gnu")]
    unsafe {
        libc::malloc_trim(0)
    };
    // Where it cannot be written, the peak is that of the whole process, which is no less.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Asks the system to forget what it holds of the files in a folder, so that the next look is cold.
/// In a process of its own: to close a file gives up all locks that this process has on it, also
/// those of a database that is open.
pub fn chill(folder: &Path) -> Result<()> {
    let program = std::env::current_exe()?;
    let done = Command::new(program).arg("chill").arg(folder).status()?;
    ensure!(
        done.success(),
        "the files of {} stay warm",
        folder.display()
    );
    Ok(())
}

/// The same in this process.
pub fn chill_here(folder: &Path) -> std::io::Result<()> {
    use std::os::fd::AsRawFd;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            chill_here(&path)?;
        } else {
            let file = std::fs::File::open(&path)?;
            file.sync_all()?;
            // SAFETY: a plain call on a file that is open.
            unsafe { libc::posix_fadvise(file.as_raw_fd(), 0, 0, libc::POSIX_FADV_DONTNEED) };
        }
    }
    Ok(())
}

/// Bytes of all files in a folder.
pub fn size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => size(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}
