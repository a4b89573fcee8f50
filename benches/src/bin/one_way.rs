//! One way of reading or writing, some rounds of it: what a profiler is pointed at.
//!
//! `cargo run --profile bench -p careplan-benches --bin one_way -- WAY 6|2 [rounds] [megabytes]`, or with a kind of
//! hostile input as the way, and `read` or `check`, or with one of the works and `obvious` or `ours`; a megabyte is
//! 300 persons then.

use careplan_benches::data::{Random, table2, table2_file, table6, table6_file};
use careplan_benches::{check, hostile, read, work, write};
use careplan_csv::{Record, Text, TextBuffer, forms, records};
use careplan_model::{Form, FormOf};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, default| arguments.get(at).map_or(Ok(default), |text| text.parse::<usize>());
    let (rounds, bytes) = (number(2, 1)?, number(3, 1)? << 20);
    let way = arguments.first().map_or("", String::as_str);
    if way == "rules" {
        let persons = u32::try_from(bytes >> 20)?.saturating_mul(300);
        let slips = arguments.get(1).is_none_or(|form| form == "6");
        let unit = if slips { check::Unit::slips(persons) } else { check::Unit::plans(persons) };
        eprintln!("{} bytes", unit.bytes());
        for _ in 0..rounds {
            drop(check::check(&unit, 1));
        }
        return Ok(());
    }
    if work::KEYS.contains(&way) {
        let data = work::Data::new(u32::try_from(bytes >> 20)?.saturating_mul(300))?;
        let all = work::works(&data)?;
        let work = all.into_iter().find(|work| work.key == way).ok_or("no such work")?;
        let is_ours = arguments.get(1).is_some_and(|way| way == "ours");
        let mut way = if is_ours { work.ours } else { work.obvious };
        eprintln!("{} persons", data.persons);
        for _ in 0..rounds {
            way.run()?;
        }
        return Ok(());
    }
    if let Some(file) = hostile::file(way, bytes) {
        eprintln!("{} bytes", file.len());
        for _ in 0..rounds {
            match arguments.get(1).map(String::as_str) {
                Some("check") => hostile::check(&file),
                _ => hostile::read(&file)?,
            }
        }
        return Ok(());
    }
    if arguments.get(1).is_some_and(|form| form == "2") {
        let owned = table2(&mut Random::new(2), bytes).ok_or("no data")?;
        let file = table2_file(&owned)?;
        eprintln!("{} bytes", file.len());
        run::<read::Table2>(way, &file, &owned, rounds)
    } else {
        let owned = table6(&mut Random::new(6), bytes).ok_or("no data")?;
        let file = table6_file(&owned)?;
        eprintln!("{} bytes", file.len());
        run::<read::Table6>(way, &file, &owned, rounds)
    }
}

fn run<'a, M: read::Measured>(
    way: &str,
    file: &'a [u8],
    owned: &[M::Owned],
    rounds: usize,
) -> Result<(), Box<dyn Error>>
where
    M::Owned: Form<Text = String>,
    M::Borrowed<'a>: Form<Text = Text<'a>> + FormOf<Text<'a>>,
{
    let (mut buffer, mut texts, mut out) =
        (String::new(), TextBuffer::new(), Vec::with_capacity(file.len() + 1));
    let borrowed: Vec<M::Borrowed<'a>> = forms(file).filter_map(|form| Some(form.ok()?.form)).collect();
    let whole: Vec<Record<'_>> = records(file).collect();
    for _ in 0..rounds {
        match way {
            "typed" => drop(read::typed::<M>(file)?),
            "streamed" => drop(read::streamed::<M>(file)?),
            "decoded" => drop(read::decoded::<M>(file, &mut texts)?),
            "checked" => drop(read::checked::<M>(file)?),
            "items" => drop(read::items::<M>(file)),
            "records" => drop(read::lexed(file)),
            "obvious" => drop(read::obvious::<M>(file, &mut buffer)?),
            "owned" => drop(write::typed(owned, &mut out)?),
            "borrowed" => drop(write::typed(&borrowed, &mut out)?),
            "verbatim" => drop(write::verbatim(&whole, &mut out)?),
            other => return Err(format!("no such way: {other}").into()),
        }
    }
    Ok(())
}
