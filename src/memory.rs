//! All memory that the page gives back is zeroed first.
//!
//! Secrets of our own types zero themselves. But a secret that is on show stands in Yew's picture of the document as well, and on
//! its way to JavaScript or in a buffer that was outgrown in library code; there only the allocator comes by.

use std::alloc::System;

use zeroizing_alloc::ZeroAlloc;

#[global_allocator]
static MEMORY: ZeroAlloc<System> = ZeroAlloc(System);
