//! Data and the obvious way that the benches compare with.
