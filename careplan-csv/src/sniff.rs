//! What a file is, told from its bytes: its encoding, and which form of the standard it holds.

mod encoding;
mod recognise;

pub use encoding::Encoding;
pub(crate) use recognise::Recogniser;
pub use recognise::recognise;
