//! What a program uses, as Linux tells it.

use std::fs;

/// Processor time and memory of a program and its children.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Usage {
    /// Seconds of processor time.
    pub(crate) seconds: f64,
    /// Kilobytes of memory, shared pages counted in part.
    pub(crate) kilobytes: f64,
}

/// Linux counts processor time in hundredths of a second.
const TICKS: f64 = 100.0;

impl Usage {
    /// Of the program `id` and its children.
    pub(crate) fn of_family(id: u32) -> Self {
        let mut sum = Self::default();
        for member in family(id) {
            let usage = of(member).unwrap_or_default();
            sum.seconds += usage.seconds;
            sum.kilobytes += usage.kilobytes;
        }
        sum
    }
}

fn of(id: u32) -> Option<Usage> {
    let fields = stat(id)?;
    let ticks: f64 = fields.get(11..13)?.iter().filter_map(|field| field.parse::<f64>().ok()).sum();
    let memory = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = memory.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kilobytes = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(Usage { seconds: ticks / TICKS, kilobytes })
}

fn family(id: u32) -> Vec<u32> {
    let parent = id.to_string();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let children = ids.filter(|child| stat(*child).is_some_and(|fields| fields.get(1) == Some(&parent)));
    children.chain([id]).collect()
}

/// The fields behind the name: state, parent, and so on.
fn stat(id: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = text.rsplit_once(") ")?;
    Some(fields.split(' ').map(str::to_owned).collect())
}
