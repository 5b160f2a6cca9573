//! Nothing but the benchmark in `benches/codec`, which races the codec of this project against others.
