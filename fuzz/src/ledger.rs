//! What a receiver holds, after arbitrary units: in the order of their times, and the same when they come again.

use super::tree::named;
use careplan_csv::file_from_slice;
use careplan_model::{FileName, Ledger, Transmission};

pub(super) fn target(data: &[u8]) {
    let files = named(data)
        .into_iter()
        .filter_map(|(name, bytes)| file_from_slice(FileName::parse(&name).ok()?, &bytes).ok());
    let units = Transmission::group(files);
    let mut ledger = Ledger::new();
    for unit in &units {
        let applied = ledger.apply(unit);
        let _ = format!("{applied:?}");
    }
    let state = format!("{ledger:?}");
    let entries: Vec<_> = ledger.entries().map(|(key, entry)| (*key, entry.clone())).collect();
    let mut again = Ledger::new();
    again.apply_all(&units);
    assert_eq!(format!("{again:?}"), state);
    // Units that come twice change nothing, where no deletion stands between the first time and the second.
    if let Some(last) = units.last() {
        ledger.apply(last);
        let after: Vec<_> = ledger.entries().map(|(key, entry)| (*key, entry.clone())).collect();
        assert!(after == entries, "the last unit applied twice");
    }
    assert_eq!(ledger.len(), ledger.entries().count());
}
