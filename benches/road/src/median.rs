//! The middle of some times.

/// The median, and the two values between which the middle half lies, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Median {
    /// Half of the times are shorter.
    pub(crate) middle: f64,
    /// A quarter of the times is shorter.
    pub(crate) low: f64,
    /// A quarter of the times is longer.
    pub(crate) high: f64,
}

impl Median {
    /// That of the times, of which there has to be one at least.
    pub(crate) fn of(times: &[f64]) -> Option<Self> {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        let at = |quarter: usize| {
            let (below, above) =
                ((sorted.len().checked_sub(1)? * quarter) / 4, ((sorted.len() - 1) * quarter).div_ceil(4));
            Some(f64::midpoint(*sorted.get(below)?, *sorted.get(above)?))
        };
        Some(Self { middle: at(2)?, low: at(1)?, high: at(3)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_middle_whatever_the_order_and_no_outlier_moves_it() {
        assert_eq!(Median::of(&[9.0, 1.0, 5.0, 3.0, 900.0]), Some(Median { middle: 5.0, low: 3.0, high: 9.0 }));
        assert_eq!(Median::of(&[4.0, 2.0]).map(|median| median.middle), Some(3.0));
        assert_eq!(Median::of(&[]), None);
    }
}
