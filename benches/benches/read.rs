//! Reading, against the obvious way. `cargo bench -p careplan-benches --bench read`
#![allow(missing_docs)] // criterion's macros make public functions

use careplan_benches::data::{Random, table2, table2_file, table6, table6_file};
use careplan_benches::read::{self, Measured};
use careplan_csv::TextBuffer;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::time::Duration;

const BYTES: usize = 20 << 20;

fn group<M: Measured>(criterion: &mut Criterion, name: &str, file: &[u8]) {
    let mut group = criterion.benchmark_group(name);
    group
        .throughput(Throughput::Bytes(file.len() as u64))
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    let (mut copy, mut text) = (Vec::new(), String::new());
    group.bench_function("memcpy", |b| b.iter(|| read::memcpy(file, &mut copy)));
    group.bench_function("obvious", |b| b.iter(|| read::obvious::<M>(file, &mut text)));
    group.bench_function("typed", |b| b.iter(|| read::typed::<M>(file)));
    let mut buffer = TextBuffer::new();
    group.bench_function("decoded", |b| b.iter(|| read::decoded::<M>(file, &mut buffer).ok()));
    group.bench_function("owned", |b| b.iter(|| read::owned::<M>(file)));
    group.bench_function("streamed", |b| b.iter(|| read::streamed::<M>(file).ok()));
    group.bench_function("item_checks", |b| b.iter(|| read::checked::<M>(file).ok()));
    group.bench_function("items", |b| b.iter(|| read::items::<M>(file)));
    group.bench_function("records", |b| b.iter(|| read::lexed(file)));
    group.finish();
}

fn table6_group(criterion: &mut Criterion) {
    let file =
        table6(&mut Random::new(6), BYTES).and_then(|forms| table6_file(&forms).ok()).unwrap_or_default();
    group::<read::Table6>(criterion, "table6", &file);
}

fn table2_group(criterion: &mut Criterion) {
    let file =
        table2(&mut Random::new(2), BYTES).and_then(|forms| table2_file(&forms).ok()).unwrap_or_default();
    group::<read::Table2>(criterion, "table2", &file);
}

criterion_group!(benches, table6_group, table2_group);
criterion_main!(benches);
