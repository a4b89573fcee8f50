//! All rules, beside bare typed reading of the same files. `cargo bench -p careplan-benches --bench check`
#![allow(missing_docs)] // criterion's macros make public functions

use careplan_benches::check::{Unit, check, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::time::Duration;

const PERSONS: u32 = 5_000;

fn group(criterion: &mut Criterion, name: &str, unit: &Unit) {
    let mut group = criterion.benchmark_group(name);
    group
        .throughput(Throughput::Bytes(unit.bytes() as u64))
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    group.bench_function("typed", |b| b.iter(|| read(unit).ok()));
    group.bench_function("all_rules", |b| b.iter(|| check(unit)));
    group.finish();
}

fn slips(criterion: &mut Criterion) {
    group(criterion, "check_slips", &Unit::slips(PERSONS));
}

fn plans(criterion: &mut Criterion) {
    group(criterion, "check_plans", &Unit::plans(PERSONS));
}

criterion_group!(benches, slips, plans);
criterion_main!(benches);
