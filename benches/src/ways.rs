//! The ways that are compared, by name: each does its work once when it is called.

use crate::data::{Random, table2, table2_file, table6, table6_file};
use crate::{check, names, obvious, read, write};
use careplan_csv::{Record, Text, TextBuffer, forms, records};
use careplan_model::{Form, FormOf, Table2, Table6};
use core::hint::black_box;
use serde::Serialize;
use std::error::Error;
use std::time::{Duration, Instant};

/// What goes wrong with data that are not as they should be.
pub type Failure = Box<dyn Error>;

/// One way of doing something.
pub struct Way<'a> {
    /// What it is called in the tables.
    pub name: &'static str,
    /// So many bytes are read or written by it; 0 for works on what is in memory.
    pub bytes: usize,
    run: Box<dyn FnMut() -> Result<Duration, Failure> + 'a>,
}

impl<'a> Way<'a> {
    fn new<E: Into<Failure>, T>(
        name: &'static str,
        bytes: usize,
        mut run: impl FnMut() -> Result<T, E> + 'a,
    ) -> Self {
        let run = Box::new(move || {
            let start = Instant::now();
            drop(black_box(run().map_err(Into::into)?));
            Ok(start.elapsed())
        });
        Self { name, bytes, run }
    }

    /// A way that changes what it works on; `undo`, which is not timed, makes it ready for the next time.
    pub(crate) fn undone<S: 'a, T>(
        name: &'static str,
        mut state: S,
        mut run: impl FnMut(&mut S) -> T + 'a,
        mut undo: impl FnMut(&mut S) + 'a,
    ) -> Self {
        let run = Box::new(move || {
            let start = Instant::now();
            drop(black_box(run(&mut state)));
            let time = start.elapsed();
            undo(&mut state);
            Ok(time)
        });
        Self { name, bytes: 0, run }
    }

    /// Does it once. How long it took.
    ///
    /// # Errors
    ///
    /// The data are not as they should be.
    pub fn run(&mut self) -> Result<Duration, Failure> {
        settle();
        (self.run)()
    }
}

impl core::fmt::Debug for Way<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Way").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Lets the allocator put together what the way before has freed. It does so at the next large allocation, and millions
/// of strings that the obvious way had held would be charged to whoever makes it.
fn settle() {
    drop(black_box(Vec::<u8>::with_capacity(1 << 20)));
}

/// The name of the way that all others are compared with.
pub const OBVIOUS: &str = "**obvious way**";

/// The name of the limit that shares are told of.
pub const LIMIT: &str = "structural scan";

type Never = core::convert::Infallible;

/// The ways of reading a file of forms.
pub fn reading<M: read::Measured + 'static>(file: &[u8]) -> Vec<Way<'_>> {
    let (mut copy, mut text, mut all, mut buffer) =
        (Vec::new(), String::new(), String::new(), TextBuffer::new());
    let way = |name| (name, file.len());
    vec![
        make(way("memcpy"), move || Ok::<_, Never>(read::memcpy(file, &mut copy))),
        make(way(LIMIT), || Ok::<_, Never>(read::structure(file))),
        make(way("memchr3 over the separators"), || Ok::<_, Never>(read::separators(file))),
        make(way("simd-csv `ZeroCopyReader`, fields only"), || read::simd_csv(file)),
        make(way(OBVIOUS), move || read::obvious::<M>(file, &mut text)),
        make(way("obvious way, collected"), move || read::obvious_collected::<M>(file, &mut all)),
        make(way("typed, borrowed"), || read::typed::<M>(file)),
        make(way("typed, borrowed, streamed (`Reader::chunk`)"), || read::streamed::<M>(file)),
        make(way("typed, all texts decoded (`TextBuffer`)"), move || read::decoded::<M>(file, &mut buffer)),
        make(way("typed, all items checked (`CheckedText`)"), || read::checked::<M>(file)),
        make(way("typed, owned, collected (`from_slice`)"), || read::owned::<M>(file)),
        make(way("items one by one, with places"), || Ok::<_, Never>(read::items::<M>(file))),
        make(way("records only (strict lexer)"), || Ok::<_, Never>(read::lexed(file))),
    ]
}

pub(crate) fn make<'a, E: Into<Failure>, T>(
    (name, bytes): (&'static str, usize),
    run: impl FnMut() -> Result<T, E> + 'a,
) -> Way<'a> {
    Way::new(name, bytes, run)
}

/// Forms held in every way that can be written.
pub struct Written<'a, S, O, B> {
    twins: Vec<S>,
    owned: &'a [O],
    borrowed: Vec<B>,
    records: Vec<Record<'a>>,
    file: &'a [u8],
}

impl<S, O, B> core::fmt::Debug for Written<'_, S, O, B> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Written").field("bytes", &self.file.len()).finish_non_exhaustive()
    }
}

impl<'a, S, O, B> Written<'a, S, O, B>
where
    S: Serialize + serde::de::DeserializeOwned,
    O: FormOf<String> + Form<Text = String>,
    B: FormOf<Text<'a>> + Form<Text = Text<'a>>,
{
    /// Reads a file in all these ways.
    ///
    /// # Errors
    ///
    /// The data are not as they should be.
    pub fn of(file: &'a [u8], owned: &'a [O]) -> Result<Self, Failure> {
        let mut twins = Vec::new();
        obvious::read(file, &mut String::new(), |form: S| twins.push(form))?;
        let borrowed =
            forms::<B>(file).map(|record| record.map(|typed| typed.form)).collect::<Result<_, _>>()?;
        Ok(Self { twins, owned, borrowed, records: records(file).collect(), file })
    }

    /// The ways of writing them.
    pub fn ways(&self) -> Vec<Way<'_>> {
        let bytes = self.file.len();
        let buffer = || Vec::with_capacity(bytes);
        let (mut first, mut second, mut third) = (buffer(), buffer(), buffer());
        vec![
            // What is written is also what there is to scan.
            make((LIMIT, bytes), || Ok::<_, Never>(read::structure(self.file))),
            make((OBVIOUS, bytes), || write::obvious(&self.twins)),
            make(("typed, owned", bytes), move || write::typed(self.owned, &mut first)),
            make(("typed, borrowed texts passed through", bytes), move || {
                write::typed(&self.borrowed, &mut second)
            }),
            make(("verbatim", bytes), move || write::verbatim(&self.records, &mut third)),
        ]
    }
}

/// All rules over a unit of sending, beside reading its greatest file the obvious way.
pub fn checking<M: read::Measured + 'static>(unit: &check::Unit) -> Vec<Way<'_>> {
    let mut text = String::new();
    let file = unit.twinned();
    vec![
        make((LIMIT, unit.bytes()), || Ok::<_, Never>(check::structure(unit))),
        make((OBVIOUS, file.len()), move || read::obvious::<M>(file, &mut text)),
        make(("typed, borrowed, all files", unit.bytes()), || check::read(unit)),
        make(("all rules, all files", unit.bytes()), || Ok::<_, Never>(check::check(unit, 1))),
        make(("all rules, all files, on all cores", unit.bytes()), || Ok::<_, Never>(check::check(unit, 0))),
    ]
}

/// File names, parsed.
pub fn naming(file_names: &[String]) -> Vec<Way<'_>> {
    let bytes = file_names.iter().map(String::len).sum();
    vec![
        make((OBVIOUS, bytes), || names::obvious(file_names)),
        make(("`FileName`", bytes), || names::parsed(file_names)),
    ]
}

/// The data that all ways are measured with.
#[derive(Debug)]
pub struct Data {
    /// 第6表-like: short items.
    pub short: Vec<Table6>,
    /// Its file.
    pub short_file: Vec<u8>,
    /// 第2表-like: long texts.
    pub long: Vec<Table2>,
    /// Its file.
    pub long_file: Vec<u8>,
    /// 第6表, 第7表 and 補足 of many persons.
    pub slips: check::Unit,
    /// 第1表, 第2表, 第3表 and 補足 of many persons.
    pub plans: check::Unit,
    /// Names of files.
    pub names: Vec<String>,
}

impl Data {
    /// About so many bytes of each.
    ///
    /// # Errors
    ///
    /// None for generated data.
    pub fn new(bytes: usize) -> Result<Self, Failure> {
        let short = table6(&mut Random::new(6), bytes).ok_or("no data")?;
        let long = table2(&mut Random::new(2), bytes).ok_or("no data")?;
        // A person's slips have some 1,700 bytes, and so have the plans.
        let persons = u32::try_from(bytes / 1_700)?.max(1);
        Ok(Self {
            short_file: table6_file(&short)?,
            short,
            long_file: table2_file(&long)?,
            long,
            slips: check::Unit::slips(persons),
            plans: check::Unit::plans(persons),
            names: names::some(&mut Random::new(9), bytes / 800),
        })
    }
}
