//! What the check bench measures is right: all records are read, and nothing is found in them.

#![allow(clippy::unwrap_used)]

use careplan_benches::check::{Unit, check, read};

#[test]
fn the_units_are_read_whole_and_raise_nothing() {
    for (unit, records) in [(Unit::slips(20), 20 * (4 + 5 + 1)), (Unit::plans(20), 20 * (1 + 3 + 3 + 1))] {
        assert_eq!(read(&unit).unwrap(), records);
        let report = check(&unit, 1);
        assert_eq!(report.files.iter().map(|file| file.records).sum::<u64>(), records);
        assert!(report.findings.is_empty() && report.not_run() == 0, "{:?}", report.tallies);
    }
}
