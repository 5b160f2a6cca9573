//! The project's chores: serve, test, check, size.

fn main() {}
