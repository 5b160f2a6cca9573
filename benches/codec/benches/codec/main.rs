//! Our codec beside others, on the same bytes in the same run.
//!
//! Criterion drives and reports each measurement. The table at the end is of the shortest time that any sample of any round has
//! shown: on a machine with other work to do, that is the figure that says most of the code. The rounds take turns
//! through all cases and codecs, so that a slow minute does not fall on one of them alone.
//!
//! Ours reads with all of its checks. The others leave many out; `Limits`, UTF-8 and wildcards cost us, not them.

mod cases;
mod codecs;
mod table;

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{Bencher, Criterion};

use cases::{cases, stream};
use codecs::{Codec, Core, Mqttrs, Ours, Rumqttc, Symqtt};
use table::Table;

const ROUNDS: usize = 4;
/// A WebSocket message or a TCP segment of an ordinary network.
const CHUNK: usize = 1_400;

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(100))
        .configure_from_args();
    let mut table = Table::default();
    for round in 1..=ROUNDS {
        for (name, bytes) in cases() {
            decode::<Ours>(&mut criterion, &mut table, round, name, &bytes);
            decode::<Mqttrs>(&mut criterion, &mut table, round, name, &bytes);
            decode::<Symqtt>(&mut criterion, &mut table, round, name, &bytes);
            decode::<Rumqttc>(&mut criterion, &mut table, round, name, &bytes);
            decode::<Core>(&mut criterion, &mut table, round, name, &bytes);

            encode::<Ours>(&mut criterion, &mut table, round, name, &bytes);
            encode::<Mqttrs>(&mut criterion, &mut table, round, name, &bytes);
            encode::<Symqtt>(&mut criterion, &mut table, round, name, &bytes);
            encode::<Rumqttc>(&mut criterion, &mut table, round, name, &bytes);
            encode::<Core>(&mut criterion, &mut table, round, name, &bytes);
        }
        let (packets, bytes) = stream();
        framing::<Ours>(&mut criterion, &mut table, round, packets, &bytes);
        framing::<Mqttrs>(&mut criterion, &mut table, round, packets, &bytes);
        framing::<Symqtt>(&mut criterion, &mut table, round, packets, &bytes);
        framing::<Rumqttc>(&mut criterion, &mut table, round, packets, &bytes);
        framing::<Core>(&mut criterion, &mut table, round, packets, &bytes);
    }
    criterion.final_summary();
    table.print();
}

fn decode<C: Codec>(criterion: &mut Criterion, table: &mut Table, round: usize, case: &str, bytes: &[u8]) {
    let case = format!("decode {case}");
    measure(criterion, table, round, &case, C::NAME, |iterations| C::decode(bytes, iterations));
}

fn encode<C: Codec>(criterion: &mut Criterion, table: &mut Table, round: usize, case: &str, bytes: &[u8]) {
    let case = format!("encode {case}");
    let packet = C::packet(bytes);
    let mut buffer = C::buffer(bytes.len());
    C::encode(&packet, &mut buffer);
    assert_eq!(buffer.as_ref(), bytes, "{} encodes {case} wrongly", C::NAME);
    measure(criterion, table, round, &case, C::NAME, |iterations| {
        let start = Instant::now();
        for _ in 0..iterations {
            C::encode(black_box(&packet), black_box(&mut buffer));
        }
        start.elapsed()
    });
}

fn framing<C: Codec>(criterion: &mut Criterion, table: &mut Table, round: usize, packets: usize, bytes: &[u8]) {
    let chunks: Vec<&[u8]> = bytes.chunks(CHUNK).collect();
    assert_eq!(C::stream(&chunks), packets, "{} does not find every packet", C::NAME);
    measure(criterion, table, round, "stream of mixed packets in chunks of 1400 bytes", C::NAME, |iterations| {
        let start = Instant::now();
        for _ in 0..iterations {
            black_box(C::stream(black_box(&chunks)));
        }
        start.elapsed()
    });
}

/// Lets criterion call `run`, which does something so many times and tells how long it took; keeps the shortest time.
fn measure(
    criterion: &mut Criterion,
    table: &mut Table,
    round: usize,
    case: &str,
    codec: &'static str,
    mut run: impl FnMut(u64) -> Duration,
) {
    let mut shortest = f64::INFINITY;
    let mut sample = |bencher: &mut Bencher<'_>| {
        bencher.iter_custom(|iterations| {
            let elapsed = run(iterations);
            #[allow(clippy::cast_precision_loss)]
            let each = elapsed.as_nanos() as f64 / iterations as f64;
            // The first calls of the warm-up are too short for the clock.
            if elapsed > Duration::from_micros(100) {
                shortest = shortest.min(each);
            }
            elapsed
        });
    };
    criterion.bench_function(&format!("{case} / {codec} / round {round}"), &mut sample);
    // Infinite if a filter on the command line has left it out.
    if shortest.is_finite() {
        table.add(case, codec, shortest);
    }
}
