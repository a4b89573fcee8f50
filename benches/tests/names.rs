//! The obvious way takes the same parts from a name.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_benches::data::Random;
use careplan_benches::names::{obvious, parsed, parts, some};
use careplan_model::{Endpoint, FileName};

#[test]
fn both_ways_take_the_same_parts() {
    let names = some(&mut Random::new(1), 500);
    for name in &names {
        let (ours, theirs) = (name.parse::<FileName>().unwrap(), parts(name).unwrap());
        let end = |end: Endpoint| {
            (end.office.to_string(), end.service.map(|it| it.to_string()).unwrap_or_default())
        };
        assert_eq!(ours.kind().prefix, theirs.prefix);
        assert_eq!(ours.month().map(|month| month.to_string()), theirs.month);
        assert_eq!((end(ours.sender()), end(ours.receiver())), (theirs.sender, theirs.receiver));
        assert_eq!(ours.timestamp().to_string(), theirs.timestamp.format("%Y%m%d%H%M%S").to_string());
    }
    assert_eq!((parsed(&names).unwrap(), obvious(&names).unwrap()), (500, 500));
}

#[test]
fn neither_takes_what_is_no_name() {
    for name in ["UPPLAN_20260_9970100013_43_9970100062_11_20260401090000.CSV", "UP2KYO_x.CSV", "UPPLAN.CSV"]
    {
        assert!(name.parse::<FileName>().is_err() && parts(name).is_none(), "{name}");
    }
}
