//! The shortest times, and ours as a ratio of the fastest other.

/// Cases in the order of their coming, each with the codecs in the order of theirs.
#[derive(Default)]
pub struct Table(Vec<(String, Vec<(&'static str, f64)>)>);

impl Table {
    /// Takes in a time in nanoseconds.
    pub fn add(&mut self, case: &str, codec: &'static str, time: f64) {
        if !self.0.iter().any(|(known, _)| known == case) {
            self.0.push((case.to_string(), Vec::new()));
        }
        let Some((_, times)) = self.0.iter_mut().find(|(known, _)| known == case) else { return };
        match times.iter_mut().find(|(known, _)| *known == codec) {
            Some((_, shortest)) => *shortest = shortest.min(time),
            None => times.push((codec, time)),
        }
    }

    /// Prints one row for each case; `ours/fastest` is what counts.
    pub fn print(&self) {
        let Some((_, first)) = self.0.first() else { return };
        print!("\n{:<50}", "shortest time in ns");
        for (codec, _) in first {
            print!("{codec:>19}");
        }
        println!("{:>14}", "ours/fastest");
        let mut worst: f64 = 0.0;
        for (case, times) in &self.0 {
            print!("{case:<50}");
            for (_, time) in times {
                print!("{time:>19.1}");
            }
            let ours = times.iter().find(|(codec, _)| *codec == "ours").map_or(f64::NAN, |(_, time)| *time);
            let others = times.iter().filter(|(codec, _)| *codec != "ours").map(|(_, time)| *time);
            let ratio = ours / others.fold(f64::INFINITY, f64::min);
            worst = worst.max(ratio);
            println!("{ratio:>13.2}x");
        }
        println!("\nhighest ratio: {worst:.2}x");
    }
}
