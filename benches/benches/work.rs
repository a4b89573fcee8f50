//! Works beyond reading and writing, against the obvious way. `cargo bench -p careplan-benches --bench work`
#![allow(missing_docs)] // criterion's macros make public functions

use careplan_benches::ways::Way;
use careplan_benches::work::{Data, PERSONS, works};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::time::Duration;

fn all(criterion: &mut Criterion) {
    let Ok(data) = Data::new(PERSONS) else { return };
    for mut work in works(&data).unwrap_or_default() {
        let mut group = criterion.benchmark_group(work.key);
        group
            .throughput(Throughput::Elements(u64::from(data.persons)))
            .sample_size(10)
            .warm_up_time(Duration::from_millis(500))
            .measurement_time(Duration::from_secs(2));
        group.bench_function("obvious", |b| b.iter_custom(|rounds| time(&mut work.obvious, rounds)));
        group.bench_function("ours", |b| b.iter_custom(|rounds| time(&mut work.ours, rounds)));
        group.finish();
    }
}

/// The ways take their own time, as some have to be undone between two rounds.
fn time(way: &mut Way<'_>, rounds: u64) -> Duration {
    (0..rounds).filter_map(|_| way.run().ok()).sum()
}

criterion_group!(benches, all);
criterion_main!(benches);
