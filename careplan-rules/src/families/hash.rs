//! Maps by the keys that are looked up for each record, with a hash that costs a fraction of the standard library's.
//! Its seeds are random in each map, so that nobody can write a file whose keys all have one hash.

use foldhash::fast::RandomState;

/// Makes numbers of 64 bits that stand for what they are made of. All bits are good, and the seeds random too.
pub(crate) use foldhash::quality::RandomState as Identities;

/// A map of the standard library with the quick hash.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set of the standard library with the quick hash.
pub(crate) type HashSet<K> = std::collections::HashSet<K, RandomState>;
