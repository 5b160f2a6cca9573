//! What has held a secret is zeroed before anything else comes to lie there.
//!
//! Secrets of our own types zero themselves. But a secret that is on show stands in Yew's picture of the document as well, and on
//! its way to JavaScript or in a buffer that was outgrown in library code; there only the allocator comes by. And library code
//! moves values about on the stack, where nothing comes by at all.

use std::hint::black_box;

/// More than the page's deepest calls need.
const DEPTH: usize = 64 * 1024;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Overwrites what earlier calls have left on the stack below the caller.
#[inline(never)]
#[expect(clippy::large_stack_arrays, reason = "to lie on the stack is what it is for")]
pub(crate) fn clear_stack() {
    // Behind a reference that allows no writing, it would be a constant elsewhere.
    let mut zeroes = [0_u8; DEPTH];
    black_box(&mut zeroes);
}
