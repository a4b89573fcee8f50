//! How many times faster than the obvious way? Medians of interleaved rounds in one process.
//!
//! Every candidate runs once in each round, one after the other, so that a slow minute of the machine
//! is charged to all of them; a first round that is not counted warms the heap. Prints a table in
//! Markdown. `cargo run --release -p careplan-benches --bin ratios -- [rounds] [megabytes]`

use careplan_benches::data::{Random, table2, table2_file, table6, table6_file};
use careplan_benches::{obvious, read, write};
use careplan_csv::{Record, Text, TextBuffer, forms, records};
use core::hint::black_box;
use std::error::Error;
use std::time::{Duration, Instant};

type Run<'a> = Box<dyn FnMut() -> Result<(), Box<dyn Error>> + 'a>;

struct Candidate<'a> {
    name: &'static str,
    run: Run<'a>,
    times: Vec<Duration>,
}

fn candidate<'a, E: Into<Box<dyn Error>>, T>(
    name: &'static str,
    mut run: impl FnMut() -> Result<T, E> + 'a,
) -> Candidate<'a> {
    let run = Box::new(move || run().map(|seen| drop(black_box(seen))).map_err(Into::into));
    Candidate { name, run, times: Vec::new() }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse::<usize>());
    let rounds = arguments.next().transpose()?.unwrap_or(9);
    let bytes = arguments.next().transpose()?.unwrap_or(20) << 20;
    let short = table6(&mut Random::new(6), bytes).ok_or("no data")?;
    let short_file = table6_file(&short)?;
    let long = table2(&mut Random::new(2), bytes).ok_or("no data")?;
    let long_file = table2_file(&long)?;
    println!(
        "{rounds} rounds; 第6表 {} bytes a record, 第2表 {}.\n",
        short_file.len() / short.len(),
        long_file.len() / long.len()
    );

    let short_read = measure(reading::<read::Table6>(&short_file), rounds)?;
    let long_read = measure(reading::<read::Table2>(&long_file), rounds)?;
    table("Reading", &short_file, &short_read, &long_file, &long_read);

    let short_written = {
        let mut twins = Vec::new();
        obvious::read(&short_file, &mut String::new(), |form: obvious::Table6| twins.push(form))?;
        let borrowed = borrowed::<read::Table6>(&short_file)?;
        let records: Vec<Record<'_>> = records(&short_file).collect();
        measure(writing(&twins, &short, &borrowed, &records, short_file.len()), rounds)?
    };
    let long_written = {
        let mut twins = Vec::new();
        obvious::read(&long_file, &mut String::new(), |form: obvious::Table2| twins.push(form))?;
        let borrowed = borrowed::<read::Table2>(&long_file)?;
        let records: Vec<Record<'_>> = records(&long_file).collect();
        measure(writing(&twins, &long, &borrowed, &records, long_file.len()), rounds)?
    };
    table("Writing", &short_file, &short_written, &long_file, &long_written);
    Ok(())
}

fn reading<M: read::Measured + 'static>(file: &[u8]) -> Vec<Candidate<'_>> {
    let (mut copy, mut text, mut collected_text, mut buffer) =
        (Vec::new(), String::new(), String::new(), TextBuffer::new());
    vec![
        candidate("memcpy", move || Ok::<_, std::io::Error>(read::memcpy(file, &mut copy))),
        candidate(OBVIOUS, move || read::obvious::<M>(file, &mut text)),
        candidate("obvious way, collected", move || read::obvious_collected::<M>(file, &mut collected_text)),
        candidate("typed, borrowed", || read::typed::<M>(file)),
        candidate("typed, texts decoded into one buffer", move || read::decoded::<M>(file, &mut buffer)),
        candidate("typed, owned, collected (`from_slice`)", || read::owned::<M>(file)),
        candidate("typed, borrowed, streamed (`Reader::chunk`)", || read::streamed::<M>(file)),
        candidate("typed, items checked while read", || read::checked::<M>(file)),
        candidate("items one by one, with places", || Ok::<_, std::io::Error>(read::items::<M>(file))),
        candidate("records only (strict lexer)", || Ok::<_, std::io::Error>(read::lexed(file))),
    ]
}

const OBVIOUS: &str = "**obvious way**";

fn borrowed<'a, M: read::Measured>(file: &'a [u8]) -> Result<Vec<M::Borrowed<'a>>, Box<dyn Error>> {
    Ok(forms::<M::Borrowed<'a>>(file)
        .map(|record| record.map(|typed| typed.form))
        .collect::<Result<_, _>>()?)
}

fn writing<'a, S, O, B>(
    twins: &'a [S],
    owned: &'a [O],
    borrowed: &'a [B],
    records: &'a [Record<'a>],
    size: usize,
) -> Vec<Candidate<'a>>
where
    S: serde::Serialize,
    O: careplan_model::FormOf<String> + careplan_model::Form<Text = String>,
    B: careplan_model::FormOf<Text<'a>> + careplan_model::Form<Text = Text<'a>>,
{
    let buffer = || Vec::with_capacity(size);
    let (mut first, mut second, mut third) = (buffer(), buffer(), buffer());
    vec![
        candidate(OBVIOUS, || write::obvious(twins)),
        candidate("typed, owned", move || write::typed(owned, &mut first)),
        candidate("typed, borrowed texts passed through", move || write::typed(borrowed, &mut second)),
        candidate("verbatim", move || write::verbatim(records, &mut third)),
    ]
}

fn measure(
    mut candidates: Vec<Candidate<'_>>,
    rounds: usize,
) -> Result<Vec<(&'static str, Duration)>, Box<dyn Error>> {
    for round in 0..=rounds {
        for candidate in &mut candidates {
            let start = Instant::now();
            (candidate.run)()?;
            if round > 0 {
                candidate.times.push(start.elapsed());
            }
        }
    }
    Ok(candidates.into_iter().map(|candidate| (candidate.name, median(candidate.times))).collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn table(
    what: &str,
    short_file: &[u8],
    short: &[(&'static str, Duration)],
    long_file: &[u8],
    long: &[(&'static str, Duration)],
) {
    println!("| {what} | 第6表 MB/s | × | 第2表 MB/s | × |\n|---|--:|--:|--:|--:|");
    let base = |times: &[(&str, Duration)]| {
        times.iter().find(|(name, _)| *name == OBVIOUS).map_or(f64::NAN, |(_, time)| time.as_secs_f64())
    };
    // Sizes of files are far below 2^52.
    #[allow(clippy::cast_precision_loss)]
    let rate = |file: &[u8], time: &Duration| file.len() as f64 / 1e6 / time.as_secs_f64();
    for ((name, short_time), (_, long_time)) in short.iter().zip(long) {
        println!(
            "| {name} | {:.0} | {:.1} | {:.0} | {:.1} |",
            rate(short_file, short_time),
            base(short) / short_time.as_secs_f64(),
            rate(long_file, long_time),
            base(long) / long_time.as_secs_f64(),
        );
    }
    println!();
}
