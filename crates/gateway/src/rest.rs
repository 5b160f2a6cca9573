//! What a peer has not taken yet.

/// Bytes that wait for a peer, in order; holds no memory while nothing waits.
#[derive(Debug, Default)]
pub(crate) struct Rest {
    bytes: Vec<u8>,
    taken: usize,
}

impl Rest {
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Puts `bytes` at the end.
    pub(crate) fn keep(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// All that waits.
    pub(crate) fn waiting(&self) -> &[u8] {
        self.bytes.get(self.taken..).unwrap_or_default()
    }

    /// Forgets the first `count` bytes, which have been taken.
    pub(crate) fn take(&mut self, count: usize) {
        self.taken = self.taken.saturating_add(count);
        if self.taken >= self.bytes.len() {
            *self = Self::default();
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_the_bytes_back_in_order_however_they_are_taken() {
        for step in 1..=10 {
            let mut rest = Rest::default();
            rest.keep(b"abc");
            let mut taken = Vec::new();
            let mut more = [b"de".as_slice(), b"", b"fgh"].into_iter();
            while !rest.is_empty() {
                let count = step.min(rest.waiting().len());
                taken.extend_from_slice(&rest.waiting()[..count]);
                rest.take(count);
                rest.keep(more.next().unwrap_or_default());
            }
            taken.extend(more.flatten());
            assert_eq!(taken, b"abcdefgh", "in steps of {step}");
        }
    }

    #[test]
    fn holds_no_memory_once_everything_is_taken() {
        let mut rest = Rest::default();
        rest.keep(&vec![0; 70_000]);
        rest.take(69_999);
        assert_eq!(rest.waiting(), [0]);
        rest.take(1);
        assert!(rest.is_empty());
        assert_eq!(rest.bytes.capacity(), 0);
    }
}
