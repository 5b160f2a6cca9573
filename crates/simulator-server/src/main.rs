//! The simulated EnOS Cloud on the network.

fn main() {}
