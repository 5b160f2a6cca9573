//! Many devices do the same, so many at once.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Result;
use crate::device::Failure;

/// What came of a phase.
#[derive(Debug)]
pub(crate) struct Phase<T> {
    /// From the first device's beginning to the last one's end.
    pub(crate) took: Duration,
    /// How each device fared, and how long it took.
    results: Vec<(std::result::Result<T, Failure>, Duration)>,
}

/// Lets `at_once` lanes take one device after the other until none is left.
pub(crate) async fn in_lanes<D, T, F>(
    at_once: usize,
    devices: Vec<D>,
    act: impl Fn(D) -> F + Clone + Send + 'static,
) -> Result<Phase<T>>
where
    D: Send + 'static,
    T: Send + 'static,
    F: Future<Output = std::result::Result<T, Failure>> + Send,
{
    let started = Instant::now();
    let waiting = Arc::new(Mutex::new(devices.into_iter()));
    let mut lanes = JoinSet::new();
    for _ in 0..at_once {
        let (waiting, act) = (Arc::clone(&waiting), act.clone());
        lanes.spawn(async move {
            let mut results = Vec::new();
            // The lock is given back before the device begins.
            let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
            while let Some(device) = next() {
                let began = Instant::now();
                results.push((act(device).await, began.elapsed()));
            }
            results
        });
    }
    let mut results = Vec::new();
    while let Some(lane) = lanes.join_next().await {
        results.extend(lane?);
    }
    Ok(Phase { took: started.elapsed(), results })
}

impl<T> Phase<T> {
    /// What the devices brought that succeeded.
    pub(crate) fn successes(&self) -> impl Iterator<Item = &T> {
        self.results.iter().filter_map(|(result, _)| result.as_ref().ok())
    }

    /// Why the others did not.
    pub(crate) fn failures(&self) -> impl Iterator<Item = &Failure> {
        self.results.iter().filter_map(|(result, _)| result.as_ref().err())
    }

    /// How long the devices took, the quickest first.
    pub(crate) fn durations(&self) -> Vec<Duration> {
        let mut durations: Vec<_> = self.results.iter().map(|(_, duration)| *duration).collect();
        durations.sort();
        durations
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_device_has_its_turn_once() {
        let phase = in_lanes(
            3,
            (0..10).collect(),
            async |device: u32| {
                if device == 4 { Err("four".to_owned()) } else { Ok(device) }
            },
        );
        let phase = phase.await.unwrap();
        let mut successes: Vec<_> = phase.successes().copied().collect();
        successes.sort_unstable();
        assert_eq!(successes, [0, 1, 2, 3, 5, 6, 7, 8, 9]);
        assert_eq!(phase.failures().collect::<Vec<_>>(), ["four"]);
        assert_eq!(phase.durations().len(), 10);
    }
}
