//! What holds for every schedule, every answer and every crash:
//!
//! - no device is asked sooner than EnOS's throttle allows;
//! - no device is activated twice unless somebody has said so;
//! - no secret is acknowledged that is not in the journal, and none that has arrived gets lost on its way there;
//! - the pace is kept, and nothing begins without a network.
//!
//! EnOS is played by the throttle of the simulated EnOS, which is a program of its own and not the count of the batch.

#![cfg(test)]

mod disk;
mod step;
mod world;

use proptest::prelude::*;

use step::{Answer, Step};
use world::World;

fn settings() -> impl Strategy<Value = batch::Settings> {
    (0_u8..3, 1_u8..4, any::<bool>(), any::<bool>()).prop_map(|(pace, in_flight, verifies, pauses_when_hidden)| {
        let in_flight = std::num::NonZeroU8::new(in_flight).unwrap();
        let pacing = batch::Pacing::per_second(pace, in_flight);
        batch::Settings { pacing, verifies, pauses_when_hidden, ..batch::Settings::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn the_rules_hold_whatever_happens(
        settings in settings(),
        devices in 1_usize..6,
        steps in prop::collection::vec(step::any(), 1..160),
    ) {
        let mut world = World::new(devices, settings);
        for step in &steps {
            world.step(step)?;
        }
        world.finish()?;
    }
}

/// A schedule without accidents activates every device: the rules above do not hold merely because nothing happens.
#[test]
fn a_schedule_without_accidents_activates_every_device() {
    let mut world = World::new(5, batch::Settings::default());
    for _ in 0..40 {
        for step in [
            Step::AnswerKeeps { is_kept: true },
            Step::Attempt { which: 0, answer: Answer::Send },
            Step::Attempt { which: 0, answer: Answer::Secret },
            Step::AnswerKeeps { is_kept: true },
            Step::Attempt { which: 0, answer: Answer::EndWell },
            Step::Pass { millis: 300 },
        ] {
            world.step(&step).unwrap();
        }
    }
    world.finish().unwrap();
    assert_eq!((world.activated(), world.sent), (5, 5));
}
