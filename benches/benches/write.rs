//! Writing, against the obvious way. `cargo bench -p careplan-benches --bench write`
#![allow(missing_docs)] // criterion's macros make public functions

use careplan_benches::data::{Random, table2, table2_file, table6, table6_file};
use careplan_benches::read::{self, Measured};
use careplan_benches::{obvious, write};
use careplan_csv::{Record, Text, forms, records};
use careplan_model::{Form, FormOf};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::Serialize;
use std::time::Duration;

const BYTES: usize = 20 << 20;

fn group<'a, M>(criterion: &mut Criterion, name: &str, file: &'a [u8], owned: &[M::Owned])
where
    M: Measured,
    M::Obvious: Serialize,
    M::Owned: Form<Text = String>,
    M::Borrowed<'a>: Form<Text = Text<'a>>,
{
    let mut group = criterion.benchmark_group(name);
    group
        .throughput(Throughput::Bytes(file.len() as u64))
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    let mut twins: Vec<M::Obvious> = Vec::new();
    if obvious::read(file, &mut String::new(), |form| twins.push(form)).is_err() {
        return;
    }
    let borrowed: Vec<M::Borrowed<'a>> =
        forms(file).filter_map(|record| record.ok().map(|typed| typed.form)).collect();
    let whole: Vec<Record<'_>> = records(file).collect();
    let mut out = Vec::with_capacity(file.len());
    group.bench_function("obvious", |b| b.iter(|| write::obvious(&twins)));
    group.bench_function("owned", |b| b.iter(|| typed(owned, &mut out)));
    group.bench_function("borrowed", |b| b.iter(|| typed(&borrowed, &mut out)));
    group.bench_function("verbatim", |b| b.iter(|| write::verbatim(&whole, &mut out).ok()));
    group.finish();
}

fn typed<F>(forms: &[F], out: &mut Vec<u8>) -> Option<usize>
where
    F: FormOf<<F as Form>::Text>,
    <F as Form>::Text: careplan_csv::WriteText,
{
    write::typed(forms, out).ok()
}

fn table6_group(criterion: &mut Criterion) {
    let forms = table6(&mut Random::new(6), BYTES).unwrap_or_default();
    let file = table6_file(&forms).unwrap_or_default();
    group::<read::Table6>(criterion, "write_table6", &file, &forms);
}

fn table2_group(criterion: &mut Criterion) {
    let forms = table2(&mut Random::new(2), BYTES).unwrap_or_default();
    let file = table2_file(&forms).unwrap_or_default();
    group::<read::Table2>(criterion, "write_table2", &file, &forms);
}

criterion_group!(benches, table6_group, table2_group);
criterion_main!(benches);
