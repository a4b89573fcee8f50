//! How many times faster than the obvious way? Medians of interleaved rounds in one process.
//!
//! Every way runs once in each round, one after the other, so that a slow minute of the machine is charged to all of
//! them; a first round that is not counted warms the heap. Prints tables in Markdown, with instructions for each
//! byte where valgrind is at hand (`one_way` must be built beside it; they take a quarter of an hour).
//! `cargo build --profile bench -p careplan-benches --bins` builds both; then
//! `performance [rounds] [megabytes] [--write docs/performance.md]`, which also puts the tables behind the mark
//! `<!-- measured -->` of that page.

use careplan_benches::ways::{Data, Failure, LIMIT, OBVIOUS, Way, Written, checking, naming, reading};
use careplan_benches::{hostile, obvious, read, work};
use careplan_csv::Text;
use careplan_model::{Table2, Table6};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// A way with its median.
struct Measured {
    name: &'static str,
    bytes: usize,
    time: Duration,
}

fn main() -> Result<(), Failure> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let page = match arguments.iter().position(|argument| argument == "--write") {
        Some(at) => arguments.split_off(at).get(1).cloned(),
        None => None,
    };
    let number = |at: usize, default| arguments.get(at).map_or(Ok(default), |text| text.parse::<usize>());
    let text = measured(number(0, 9)?, number(1, 20)? << 20)?;
    println!("{text}");
    if let Some(page) = page {
        let before = std::fs::read_to_string(&page)?;
        let (head, _) = before.split_once(MARK).ok_or("the page has no mark")?;
        std::fs::write(&page, format!("{head}{MARK}\n\n{text}"))?;
    }
    Ok(())
}

const MARK: &str = "<!-- measured -->";

/// All tables.
fn measured(rounds: usize, bytes: usize) -> Result<String, Failure> {
    let mut out = String::new();
    let data = Data::new(bytes)?;
    writeln!(out, "{}\n", machine())?;
    writeln!(
        out,
        "{rounds} rounds; 第6表 {} bytes a record, 第2表 {}; units of sending {} bytes a person (slips), {} (plans).\n",
        data.short_file.len() / data.short.len(),
        data.long_file.len() / data.long.len(),
        data.slips.bytes() / data.slips.persons as usize,
        data.plans.bytes() / data.plans.persons as usize,
    )?;
    let short = measure(reading::<read::Table6>(&data.short_file), rounds)?;
    let long = measure(reading::<read::Table2>(&data.long_file), rounds)?;
    table(&mut out, ["Reading", "第6表", "第2表"], &short, &long)?;

    let short = {
        let written = Written::<obvious::Table6, _, Table6<Text<'_>>>::of(&data.short_file, &data.short)?;
        measure(written.ways(), rounds)?
    };
    let long = {
        let written = Written::<obvious::Table2, _, Table2<Text<'_>>>::of(&data.long_file, &data.long)?;
        measure(written.ways(), rounds)?
    };
    table(&mut out, ["Writing", "第6表", "第2表"], &short, &long)?;

    let slips = measure(checking::<read::Table6>(&data.slips), rounds)?;
    let plans = measure(checking::<read::Table2>(&data.plans), rounds)?;
    table(&mut out, ["Checking", "slips", "plans"], &slips, &plans)?;
    works(&mut out, rounds)?;

    let names = measure(naming(&data.names), rounds)?;
    writeln!(out, "| File names | names a second | × |\n|---|--:|--:|")?;
    for way in &names {
        // A few thousand names.
        #[allow(clippy::cast_precision_loss)]
        let each = data.names.len() as f64 / way.time.as_secs_f64();
        writeln!(out, "| {} | {each:.0} | {:.1} |", way.name, rate(way) * base(&names))?;
    }
    writeln!(out)?;
    instructions(&mut out)?;
    Ok(out)
}

/// What the figures are of.
fn machine() -> String {
    let read = |command: &str, argument: &str| {
        let output = Command::new(command).arg(argument).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).lines().next()?.trim().to_owned())
    };
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|it| it.1));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let date = read("date", "+%Y-%m-%d").unwrap_or_default();
    let rustc = read("rustc", "--version").unwrap_or_default();
    format!(
        "{date}; {rustc}; {}, {cores} cores, one used unless it is said.",
        cpu.unwrap_or("unknown processor")
    )
}

fn measure(mut ways: Vec<Way<'_>>, rounds: usize) -> Result<Vec<Measured>, Failure> {
    let mut times = vec![Vec::new(); ways.len()];
    for round in 0..=rounds {
        for (way, times) in ways.iter_mut().zip(&mut times) {
            let time = way.run()?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    let measured =
        |(way, times): (Way<'_>, _)| Measured { name: way.name, bytes: way.bytes, time: median(times) };
    Ok(ways.into_iter().zip(times).map(measured).collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Bytes a second.
// Sizes of files are far below 2^52.
#[allow(clippy::cast_precision_loss)]
fn rate(way: &Measured) -> f64 {
    way.bytes as f64 / way.time.as_secs_f64()
}

/// The time of the obvious way for one byte.
fn base(ways: &[Measured]) -> f64 {
    of(ways, OBVIOUS).recip()
}

fn of(ways: &[Measured], name: &str) -> f64 {
    ways.iter().find(|way| way.name == name).map_or(f64::NAN, rate)
}

fn table(
    out: &mut String,
    [what, left, right]: [&str; 3],
    short: &[Measured],
    long: &[Measured],
) -> std::fmt::Result {
    let share = |ways: &[Measured], way: &Measured| 100.0 * rate(way) / of(ways, LIMIT);
    let head = "MB/s | × | of the limit";
    writeln!(out, "| {what} | {left} {head} | {right} {head} |\n|---|--:|--:|--:|--:|--:|--:|")?;
    for (left, right) in short.iter().zip(long) {
        writeln!(
            out,
            "| {} | {:.0} | {:.1} | {:.1} % | {:.0} | {:.1} | {:.1} % |",
            left.name,
            rate(left) / 1e6,
            rate(left) * base(short),
            share(short, left),
            rate(right) / 1e6,
            rate(right) * base(long),
            share(long, right),
        )?;
    }
    writeln!(out)
}

/// Works, each beside the same done the obvious way.
fn works(out: &mut String, rounds: usize) -> Result<(), Failure> {
    let data = work::Data::new(work::PERSONS)?;
    writeln!(
        out,
        "| Work on {} persons at a time | obvious way, persons a second | these crates | × |\n|---|--:|--:|--:|",
        data.persons
    )?;
    for work in work::works(&data)? {
        let measured = measure(vec![work.obvious, work.ours], rounds)?;
        let [obvious, ours] = measured.as_slice() else { continue };
        let each = |way: &Measured| f64::from(data.persons) / way.time.as_secs_f64();
        let times = each(ours) / each(obvious);
        let times = if times < 1.0 { format!("{times:.2}") } else { format!("{times:.1}") };
        writeln!(out, "| {} | {:.0} | {:.0} | {times} |", work.name, each(obvious), each(ours))?;
    }
    Ok(writeln!(out)?)
}

/// Instructions for each byte, by callgrind; of hostile input at two sizes.
fn instructions(out: &mut String) -> std::fmt::Result {
    let Some(program) = std::env::current_exe().ok().map(|path| path.with_file_name("one_way")) else {
        return Ok(());
    };
    if !program.exists() || Command::new("valgrind").arg("--version").output().is_err() {
        return writeln!(out, "(No instructions counted: valgrind or `one_way` is not there.)");
    }
    // What two rounds take more than one.
    let each = |way: &str, form: &str, megabytes: &str| {
        let one = count(&program, [way, form, "1", megabytes])?;
        let two = count(&program, [way, form, "2", megabytes])?;
        Some((two.collected - one.collected) / one.things)
    };
    let shown = |each: Option<f64>| each.map_or("?".into(), |each| format!("{each:.1}"));
    writeln!(out, "| Instructions a byte (callgrind) | short | long |\n|---|--:|--:|")?;
    for way in [
        "obvious", "typed", "streamed", "decoded", "checked", "items", "records", "owned", "borrowed",
        "verbatim", "rules",
    ] {
        writeln!(out, "| {way} | {} | {} |", shown(each(way, "6", "1")), shown(each(way, "2", "1")))?;
    }
    writeln!(out, "\n| Instructions a person (callgrind) | obvious way | these crates |\n|---|--:|--:|")?;
    for key in work::KEYS {
        let of = |way| each(key, way, "1").map_or("?".into(), |each| format!("{each:.0}"));
        writeln!(out, "| {key} | {} | {} |", of("obvious"), of("ours"))?;
    }
    writeln!(
        out,
        "\n| Instructions a byte (callgrind) | read, 1 MB | read, 4 MB | checked, 1 MB | checked, 4 MB |\n\
         |---|--:|--:|--:|--:|"
    )?;
    for kind in hostile::KINDS {
        let of = |way, megabytes| shown(each(kind, way, megabytes));
        let (read, more) = (of("read", "1"), of("read", "4"));
        writeln!(out, "| {kind} | {read} | {more} | {} | {} |", of("check", "1"), of("check", "4"))?;
    }
    Ok(())
}

/// What callgrind says of one run.
struct Count {
    collected: f64,
    /// Bytes, or persons.
    things: f64,
}

fn count(program: &Path, arguments: [&str; 4]) -> Option<Count> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let number =
        |line: &str| line.split_whitespace().find_map(|word| word.replace(',', "").parse::<f64>().ok());
    let collected = text.lines().find_map(|line| number(line.split_once("Collected")?.1))?;
    let is_size = |line: &&str| line.ends_with(" bytes") || line.ends_with(" persons");
    let things = text.lines().find(is_size).and_then(number)?;
    Some(Count { collected, things })
}
