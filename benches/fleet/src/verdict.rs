//! Whether any device was lost, or got what is not its own.

use std::collections::HashSet;

use enos::Secret;

use crate::device::Unit;
use crate::programs::Known;

/// The end of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Each device has a secret of its own that EnOS accepts, and was activated once.
    Complete,
    /// Something was lost or wrong.
    Incomplete,
}

/// What a run was judged by. All figures count devices.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    /// The fleet.
    pub(crate) devices: usize,
    /// Those that got no secret.
    pub(crate) lost: usize,
    /// Those whose secret EnOS did not accept, or was not asked about.
    pub(crate) unproven: usize,
    /// Those whose secret another one has as well.
    pub(crate) shared: usize,
    /// Those that EnOS did not activate exactly once, or has not seen online.
    pub(crate) unknown_to_enos: usize,
}

/// Compares what the devices have with what EnOS says.
pub(crate) fn judge(devices: usize, activated: &[(Unit, Secret)], proven: usize, enos: &[Known]) -> Judged {
    let secrets: HashSet<_> = activated.iter().map(|(_, secret)| secret.expose()).collect();
    let as_it_should_be = enos.iter().filter(|known| known.activations == 1 && known.has_been_online).count();
    Judged {
        devices,
        lost: devices.saturating_sub(activated.len()),
        unproven: activated.len().saturating_sub(proven),
        shared: activated.len().saturating_sub(secrets.len()),
        unknown_to_enos: devices.saturating_sub(as_it_should_be),
    }
}

impl Judged {
    /// The short of it.
    pub(crate) const fn verdict(&self) -> Verdict {
        match self {
            Self { devices: 1.., lost: 0, unproven: 0, shared: 0, unknown_to_enos: 0 } => Verdict::Complete,
            Self { .. } => Verdict::Incomplete,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fleet(secrets: &[&str]) -> Vec<(Unit, Secret)> {
        let units = secrets.iter().enumerate();
        let unit = |number| Unit::new("Fleet", &format!("unit-{number}")).unwrap();
        units.map(|(number, secret)| (unit(number), Secret::parse(secret).unwrap())).collect()
    }

    fn enos(activations: &[u64]) -> Vec<Known> {
        let known = |activations: &u64| Known {
            unit: Unit::new("Fleet", "unit"),
            activations: *activations,
            has_been_online: true,
        };
        activations.iter().map(known).collect()
    }

    #[test]
    fn a_fleet_is_complete_when_every_device_has_proven_a_secret_of_its_own() {
        assert_eq!(judge(2, &fleet(&["a", "b"]), 2, &enos(&[1, 1])).verdict(), Verdict::Complete);
    }

    #[test]
    fn one_device_lost_or_unproven_makes_it_incomplete() {
        let lost = judge(2, &fleet(&["a"]), 1, &enos(&[1, 1]));
        assert_eq!((lost.lost, lost.verdict()), (1, Verdict::Incomplete));
        let unproven = judge(2, &fleet(&["a", "b"]), 1, &enos(&[1, 1]));
        assert_eq!((unproven.unproven, unproven.verdict()), (1, Verdict::Incomplete));
        let shared = judge(2, &fleet(&["a", "a"]), 2, &enos(&[1, 1]));
        assert_eq!((shared.shared, shared.verdict()), (1, Verdict::Incomplete));
        let twice = judge(2, &fleet(&["a", "b"]), 2, &enos(&[1, 2]));
        assert_eq!((twice.unknown_to_enos, twice.verdict()), (1, Verdict::Incomplete));
    }
}
