//! Maps by the keys that are looked up for each record.
//!
//! The hash multiplies and folds, which costs a fraction of the standard library's. Its seeds are random in each map,
//! so that nobody can write a file whose keys all have one hash.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A map of the standard library with the quick hash.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, Seeds>;

/// A set of the standard library with the quick hash.
pub(crate) type HashSet<K> = std::collections::HashSet<K, Seeds>;

/// What the hashes of one map begin with.
#[derive(Clone, Copy)]
pub(crate) struct Seeds {
    start: u64,
    factor: u64,
}

impl Default for Seeds {
    fn default() -> Self {
        let random = RandomState::new();
        Self { start: random.hash_one(0), factor: random.hash_one(1) | 1 }
    }
}

impl BuildHasher for Seeds {
    type Hasher = Folding;

    fn build_hasher(&self) -> Folding {
        Folding { state: self.start, factor: self.factor }
    }
}

/// Multiplies each word into twice its length, and folds the two halves.
pub(crate) struct Folding {
    state: u64,
    factor: u64,
}

impl Hasher for Folding {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            self.write_u64(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)));
        }
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    #[inline]
    fn write_u16(&mut self, number: u16) {
        self.write_u64(number.into());
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    // Both halves are taken.
    #[allow(clippy::cast_possible_truncation)]
    #[inline]
    fn write_u64(&mut self, number: u64) {
        let product = u128::from(self.state ^ number) * u128::from(self.factor);
        self.state = product as u64 ^ (product >> 64) as u64;
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.state
    }
}
