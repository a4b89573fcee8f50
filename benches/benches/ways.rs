//! Every way that the tables of docs/performance.md compare, by criterion. `cargo bench -p careplan-benches`; with a
//! part of a name behind `--`, those alone: `cargo bench -p careplan-benches -- reading/table6`.
#![allow(missing_docs)] // criterion's macros make public functions

use careplan_benches::ways::{Data, Failure, Way, Written, checking, naming, reading};
use careplan_benches::{obvious, read, work};
use careplan_csv::Text;
use careplan_model::{Table2, Table6};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::time::Duration;

const BYTES: usize = 20 << 20;

fn all(criterion: &mut Criterion) {
    if let Err(failure) = groups(criterion) {
        eprintln!("{failure}");
        std::process::exit(1);
    }
}

fn groups(criterion: &mut Criterion) -> Result<(), Failure> {
    let data = Data::new(BYTES)?;
    group(criterion, "reading/table6", reading::<read::Table6>(&data.short_file))?;
    group(criterion, "reading/table2", reading::<read::Table2>(&data.long_file))?;
    let written = Written::<obvious::Table6, _, Table6<Text<'_>>>::of(&data.short_file, &data.short)?;
    group(criterion, "writing/table6", written.ways())?;
    drop(written);
    let written = Written::<obvious::Table2, _, Table2<Text<'_>>>::of(&data.long_file, &data.long)?;
    group(criterion, "writing/table2", written.ways())?;
    drop(written);
    group(criterion, "checking/slips", checking::<read::Table6>(&data.slips))?;
    group(criterion, "checking/plans", checking::<read::Table2>(&data.plans))?;
    group(criterion, "names", naming(&data.names))?;
    drop(data);
    let data = work::Data::new(work::PERSONS)?;
    for work in work::works(&data)? {
        group(criterion, work.key, vec![work.obvious, work.ours])?;
    }
    Ok(())
}

fn group(criterion: &mut Criterion, name: &str, ways: Vec<Way<'_>>) -> Result<(), Failure> {
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    for mut way in ways {
        // Data that are not as they should be are told before anything is measured.
        way.run()?;
        if way.bytes > 0 {
            group.throughput(Throughput::Bytes(way.bytes as u64));
        }
        // Ways take their own time, as some have to be undone between two rounds.
        group.bench_function(way.name, |bencher| {
            bencher.iter_custom(|rounds| (0..rounds).filter_map(|_| way.run().ok()).sum());
        });
    }
    group.finish();
    Ok(())
}

criterion_group!(benches, all);
criterion_main!(benches);
