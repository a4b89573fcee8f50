//! What real files do (practice.md of the project's notes), each case as the reader tells it: the place,
//! the kind of problem, and that nothing else of the record is lost.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::ms932::DecodeFault;
use careplan_csv::{
    Encoding, Entry, Error, ItemState, LineEnd, ProblemKind, Record, Text, VersionFit, WriteOptions, Writer,
    entries, forms, from_slice, records, to_vec,
};
use careplan_model::{
    EquipmentCodeShape, Fault, Form, FormOf, LayoutFamily, PreventiveSupport, Table1, Table2, Table6,
};
use std::ops::Range;

/// A row of 第6表 (実績), field by field.
#[derive(Clone)]
struct Row(Vec<Vec<u8>>);

impl Row {
    fn new() -> Self {
        let text = "202407,991018,9000000001,20260325,202604,9970100013,\"p\",396,,20260401,,0900,0930,1,111111,,,,,\
            9970100021,\"A\",,0,9970100021,";
        Self(text.split(',').map(|field| field.as_bytes().to_vec()).collect())
    }

    /// The row with another field, by its No.
    fn with(mut self, number: usize, field: impl AsRef<[u8]>) -> Self {
        self.0[number - 1] = field.as_ref().to_vec();
        self
    }

    fn bytes(&self) -> Vec<u8> {
        [self.0.join(&b","[..]), b"\r\n".to_vec()].concat()
    }

    /// The bytes of a field in the row.
    fn range(&self, number: usize) -> Range<u64> {
        let start = self.0[..number - 1].iter().map(|field| field.len() as u64 + 1).sum::<u64>();
        start..start + self.0[number - 1].len() as u64
    }
}

/// Item number, bytes and kind of all problems of the first record.
fn problems<F: FormOf<String> + std::fmt::Debug>(
    file: &[u8],
) -> Vec<(Option<usize>, Range<u64>, ProblemKind)> {
    let record = records(file).next().unwrap();
    let error = record.form_of::<F, String>().unwrap_err();
    let place = |problem: careplan_csv::Problem| {
        assert_eq!((problem.place.record, problem.place.line), (1, 1));
        (problem.place.item.map(|item| item.number), problem.place.bytes, problem.kind)
    };
    error.problems.into_iter().map(place).collect()
}

/// One item is at fault, and all others are readable.
fn one_fault(row: &Row, number: usize, kind: ProblemKind) {
    let file = row.bytes();
    assert_eq!(problems::<Table6>(&file), [(Some(number), row.range(number), kind)]);
    let record = records(&file).next().unwrap();
    for item in record.items(<Table6 as Form>::LAYOUT) {
        let is_invalid = matches!(item.check(), ItemState::Invalid(_));
        assert_eq!(is_invalid, item.number == number, "{}", item.place);
    }
    assert_eq!(verbatim(&file), file);
}

fn verbatim(file: &[u8]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), WriteOptions::new());
    for entry in entries(file) {
        let (Entry::Record(record) | Entry::Header(record) | Entry::Blank(record)) = entry;
        writer.write_verbatim(&record).unwrap();
    }
    writer.into_inner()
}

fn only(file: &[u8]) -> Table6 {
    let all: Vec<Table6> = from_slice(file).unwrap();
    assert_eq!(all.len(), 1);
    all.into_iter().next().unwrap()
}

fn oddities(record: &Record<'_>) -> Vec<(Range<u64>, ProblemKind)> {
    record.oddities().map(|problem| (problem.place.bytes, problem.kind)).collect()
}

#[test]
fn utf8_and_utf16_are_refused_as_a_whole_and_never_become_mojibake() {
    let row = Row::new().with(7, "\"見本　例子\"").bytes();
    assert!(matches!(from_slice::<Table6>(&row), Err(Error::NotShiftJis(Encoding::Utf8))));
    let bom = [b"\xEF\xBB\xBF", &row[..]].concat();
    assert!(matches!(from_slice::<Table6>(&bom), Err(Error::NotShiftJis(Encoding::Utf8Bom))));
    let wide = [&b"\xFF\xFE"[..], &Row::new().bytes().iter().flat_map(|byte| [*byte, 0]).collect::<Vec<_>>()]
        .concat();
    assert!(matches!(from_slice::<Table6>(&wide), Err(Error::NotShiftJis(Encoding::Utf16Le))));
    // The codes and dates of such a file can be read all the same.
    let record = records(&bom).next().unwrap();
    assert_eq!((record.at().offset, record.at().line), (3, 1));
    let form: Table6<Text<'_>> = record.form().unwrap();
    assert_eq!(form.units, Some(396));
    assert!(form.planner_name.unwrap().decode().is_err());
}

#[test]
fn characters_of_family_names_come_through() {
    let names = b"\"\xFB\xFC\xFA\xB1\xFB\x4D\xFA\xE5\xFA\xBA\xFB\x7E\"";
    let file = Row::new().with(7, names).bytes();
    assert_eq!(only(&file).planner_name.as_deref(), Some("髙﨑濵栁德\u{FA19}"));
    assert_eq!(to_vec(&[only(&file)]).unwrap(), file);
}

#[test]
fn line_breaks_in_texts_do_not_split_a_record() {
    let file = [Row::new().with(7, b"\"a\r\nb\n\"\"c\"").bytes(), Row::new().bytes()].concat();
    let all: Vec<Table6> = from_slice(&file).unwrap();
    assert_eq!(all[0].planner_name.as_deref(), Some("a\r\nb\n\"c"));
    let lines: Vec<_> = records(&file).map(|record| (record.at().record, record.at().line)).collect();
    assert_eq!(lines, [(1, 1), (2, 4)]);
    assert_eq!(to_vec(&all).unwrap(), file);
}

#[test]
fn quotes_everywhere_or_nowhere_give_the_same_form() {
    let canonical = only(&Row::new().bytes());
    let quoted = Row(Row::new()
        .0
        .iter()
        .map(|field| {
            let bare = field.strip_prefix(b"\"").and_then(|f| f.strip_suffix(b"\"")).unwrap_or(field);
            [b"\"", bare, b"\""].concat()
        })
        .collect());
    assert!(quoted.bytes().windows(4).any(|window| window == b",\"\","));
    assert_eq!(only(&quoted.bytes()), canonical);
    assert_eq!(only(&Row::new().with(7, "p").with(21, "A").bytes()), canonical);
    assert_eq!(records(&quoted.bytes()).next().unwrap().oddities().count(), 0);
    assert_eq!(to_vec(&[only(&quoted.bytes())]).unwrap(), Row::new().bytes());
    assert_eq!(verbatim(&quoted.bytes()), quoted.bytes());
}

#[test]
fn a_blank_in_quotes_is_blank() {
    let file = Row::new().with(7, "\"\"").with(9, "\"\"").with(16, "\"\"").with(25, "\"\"").bytes();
    let form = only(&file);
    assert_eq!(
        (form.planner_name, form.short_stay_prior_day_count, form.tais_code, form.reserved),
        (None, None, None, None)
    );
    let row = Row::new().with(10, "\"\"");
    assert_eq!(
        problems::<Table6>(&row.bytes()),
        [(Some(10), row.range(10), ProblemKind::Item(Fault::Missing))]
    );
}

#[test]
fn header_rows_blank_lines_and_lf_are_entries_and_hide_no_record() {
    let header = encoding_rs::SHIFT_JIS.encode("CSVバージョン,保険者番号,被保険者番号\n").0.into_owned();
    let row = Row::new().bytes();
    let lf = [row.strip_suffix(b"\r\n").unwrap(), b"\n"].concat();
    let file = [&header[..], &row, b"\r\n", &lf, row.strip_suffix(b"\r\n").unwrap()].concat();
    let kinds: Vec<_> = entries(&file)
        .map(|entry| match entry {
            Entry::Header(record) => ('h', record.at().record, record.at().line),
            Entry::Record(record) => ('r', record.at().record, record.at().line),
            Entry::Blank(record) => ('b', record.at().record, record.at().line),
        })
        .collect();
    assert_eq!(kinds, [('h', 0, 1), ('r', 1, 2), ('b', 1, 3), ('r', 2, 4), ('r', 3, 5)]);
    assert_eq!(from_slice::<Table6>(&file).unwrap().len(), 3);
    let end = file.len() as u64;
    let seen: Vec<_> = records(&file).flat_map(|record| oddities(&record)).collect();
    let at_lf = end - row.len() as u64 + 2;
    assert_eq!(
        seen,
        [
            (at_lf - 1..at_lf, ProblemKind::LineEnding(LineEnd::Lf)),
            (end..end, ProblemKind::LineEnding(LineEnd::None)),
        ]
    );
}

#[test]
fn blanks_around_a_value_are_a_fault_of_that_item() {
    one_fault(&Row::new().with(10, " 20260401 "), 10, ProblemKind::Item(Fault::NotADate));
    one_fault(&Row::new().with(10, "\"20260401 \""), 10, ProblemKind::Item(Fault::NotADate));
    one_fault(&Row::new().with(8, " 396"), 8, ProblemKind::Item(Fault::NotANumber));
    one_fault(&Row::new().with(12, "0900 "), 12, ProblemKind::Item(Fault::NotATime));
    one_fault(&Row::new().with(20, " 9970100021"), 20, ProblemKind::Item(Fault::BadCharacters));
    one_fault(&Row::new().with(23, "0 "), 23, ProblemKind::Item(Fault::BadCharacters));
    one_fault(
        &Row::new().with(2, "９９１０１８").with(2, "991 18"),
        2,
        ProblemKind::Item(Fault::BadCharacters),
    );
}

#[test]
fn lost_leading_zeros_are_told_item_by_item() {
    one_fault(&Row::new().with(3, "102"), 3, ProblemKind::Item(Fault::WrongLength { expected: 10 }));
    one_fault(&Row::new().with(12, "900"), 12, ProblemKind::Item(Fault::NotATime));
    let row = Row::new().with(3, "102").with(12, "830").with(13, "900");
    let numbers: Vec<_> = problems::<Table6>(&row.bytes()).into_iter().map(|problem| problem.0).collect();
    assert_eq!(numbers, [Some(3), Some(12), Some(13)]);
}

#[test]
fn wide_digits_and_numbers_with_commas_are_faults() {
    let wide = encoding_rs::SHIFT_JIS.encode("３９６").0;
    one_fault(&Row::new().with(8, &wide), 8, ProblemKind::Item(Fault::BadCharacters));
    one_fault(&Row::new().with(8, "\"1,000\""), 8, ProblemKind::Item(Fault::NotANumber));
    one_fault(&Row::new().with(8, "12345678901"), 8, ProblemKind::Item(Fault::NumberTooLarge));
}

#[test]
fn leading_zeros_of_a_number_are_read_and_written_without() {
    let file = Row::new().with(8, "000250").bytes();
    assert_eq!(only(&file).units, Some(250));
    assert_eq!(to_vec(&[only(&file)]).unwrap(), Row::new().with(8, "250").bytes());
    assert_eq!(verbatim(&file), file);
    assert_eq!(only(&Row::new().with(8, "-00").bytes()).units, Some(0));
}

#[test]
fn short_rows_are_one_problem_and_their_items_readable() {
    let row = Row::new();
    let cut = Row(row.0[..23].to_vec());
    let file = cut.bytes();
    let kind = ProblemKind::FieldCount { found: 23, expected: 25 };
    assert_eq!(problems::<Table6>(&file), [(None, 0..file.len() as u64, kind)]);
    let record = records(&file).next().unwrap();
    let items: Vec<_> = record.items(<Table6 as Form>::LAYOUT).collect();
    assert_eq!(items.len(), 23);
    assert!(items.iter().all(|item| item.item.is_some() && !matches!(item.check(), ItemState::Invalid(_))));
    assert_eq!(record.family(<Table6 as Form>::LAYOUT).0, LayoutFamily::V4);
}

#[test]
fn rows_with_surplus_fields_name_them_by_number() {
    let mut row = Row::new();
    row.0.push(b"extra".to_vec());
    let file = row.bytes();
    let kind = ProblemKind::FieldCount { found: 26, expected: 25 };
    assert_eq!(problems::<Table6>(&file), [(None, 0..file.len() as u64, kind)]);
    let last = records(&file).next().unwrap().items(<Table6 as Form>::LAYOUT).last().unwrap();
    assert_eq!((last.number, last.item, last.place.bytes), (26, None, row.range(26)));
    // It may be anything, so it counts as personal.
    assert!(last.place.item.unwrap().personal);
}

#[test]
fn hand_made_columns_are_counted_for_every_form() {
    let fields = |count: usize| {
        [b"202407,991018,9000000001,20260325".to_vec(), b",".repeat(count - 4), b"\r\n".to_vec()].concat()
    };
    let count = |found, expected| ProblemKind::FieldCount { found, expected };
    assert_eq!(problems::<Table1>(&fields(23))[0].2, count(23, <Table1 as Form>::LAYOUT.items.len()));
    assert_eq!(problems::<Table2>(&fields(18))[0].2, count(18, 22));
    assert_eq!(problems::<Table6>(&fields(49))[0].2, count(49, 25));
}

#[test]
fn version_202410_is_kept_and_told() {
    let file = Row::new().with(1, "202410").bytes();
    let record = records(&file).next().unwrap();
    assert_eq!(record.family(<Table6 as Form>::LAYOUT), (LayoutFamily::V4, VersionFit::Unknown));
    assert_eq!(record.version().unwrap().to_string(), "202410");
    assert_eq!(only(&file).csv_version.to_string(), "202410");
    assert_eq!(to_vec(&[only(&file)]).unwrap(), file);
}

#[test]
fn bytes_that_are_no_text_cost_the_owned_form_only() {
    for (field, offset, fault) in [
        (&b"\"ab\x8E\""[..], 2, DecodeFault::Invalid),
        (b"\"\xF0\x40\"", 0, DecodeFault::Gaiji),
        (b"\x80", 0, DecodeFault::Invalid),
    ] {
        let row = Row::new().with(7, field);
        let file = row.bytes();
        let (number, bytes, kind) = problems::<Table6>(&file).remove(0);
        assert_eq!((number, bytes), (Some(7), row.range(7)));
        let ProblemKind::Text(error) = kind else { panic!("{kind}") };
        assert_eq!((error.offset, error.kind), (offset, fault));
        // The borrowed form is there, and its other texts decode.
        let form = forms::<Table6<Text<'_>>>(&file).next().unwrap().unwrap().form;
        assert_eq!(form.provider_name.unwrap().decode().unwrap(), "A");
        assert_eq!(verbatim(&file), file);
    }
}

#[test]
fn control_characters_are_text_of_their_item() {
    let file = Row::new().with(21, b"\"a\x0Bb\x1A\0\"").bytes();
    assert_eq!(only(&file).provider_name.as_deref(), Some("a\u{B}b\u{1A}\0"));
    assert_eq!(to_vec(&[only(&file)]).unwrap(), file);
    one_fault(&Row::new().with(8, b"396\0"), 8, ProblemKind::Item(Fault::NotANumber));
}

#[test]
fn a_wide_hyphen_in_a_product_code_is_kept() {
    let code = encoding_rs::SHIFT_JIS.encode("00001－000010").0;
    let file = Row::new().with(16, &code).bytes();
    let tais = only(&file).tais_code.unwrap();
    assert_eq!((tais.to_string().as_str(), tais.shape()), ("00001－000010", EquipmentCodeShape::OtherHyphen));
    assert_eq!(to_vec(&[only(&file)]).unwrap(), file);
    one_fault(&Row::new().with(16, b"00001\x81"), 16, {
        let error = careplan_csv::ms932::decode(b"00001\x81").unwrap_err();
        ProblemKind::Text(error)
    });
}

#[test]
fn the_numbers_of_the_support_plan_are_read_quoted_and_bare() {
    let quoted = b"202407,991018,9000000001,20260325,\"1\",,,,,\"2\",,,,\"3\",,,\r\n";
    let bare = b"202407,991018,9000000001,20260325,1,,,,,2,,,,3,,,\r\n";
    let read = |file: &[u8]| from_slice::<PreventiveSupport>(file).unwrap();
    assert_eq!(read(quoted), read(bare));
    assert_eq!(read(bare)[0].support_plan_no.as_deref(), Some("2"));
    assert_eq!(to_vec(&read(bare)).unwrap(), quoted);
}

#[test]
fn stray_and_missing_quotes_are_told_with_their_place() {
    let row = Row::new().with(21, b"A\"b\"c");
    one_fault(&row, 21, ProblemKind::StrayQuote);
    let file = row.bytes();
    let at = row.range(21);
    assert_eq!(oddities(&records(&file).next().unwrap()), [(at.start + 1..at.end, ProblemKind::StrayQuote)]);

    let row = Row::new().with(7, b"\"p\"q");
    one_fault(&row, 7, ProblemKind::TextAfterQuote);

    // The closing quote of the office is missing: the next record is whole, and the fields before it too.
    let open = Row::new().with(21, b"\"A").bytes();
    let file = [&open[..], &Row::new().bytes()].concat();
    let all: Vec<_> = forms::<Table6<Text<'_>>>(&file).collect();
    assert!(all.len() == 2 && all[1].is_ok());
    let record = records(&file).next().unwrap();
    let states: Vec<_> = record.items(<Table6 as Form>::LAYOUT).map(|item| item.check()).collect();
    assert_eq!(states.len(), 21);
    assert_eq!(states[20], ItemState::Invalid(ProblemKind::UnclosedQuote));
    assert!(states[..20].iter().all(|state| !matches!(state, ItemState::Invalid(_))));
}

#[test]
fn several_persons_are_several_records() {
    let file = [Row::new().bytes(), Row::new().with(3, "H000000002").bytes()].concat();
    let insured: Vec<_> =
        from_slice::<Table6>(&file).unwrap().iter().map(|form| form.insured.to_string()).collect();
    assert_eq!(insured, ["9000000001", "H000000002"]);
}

#[test]
fn codes_that_no_list_has_and_a_filled_reserve_are_kept() {
    let file = Row::new().with(23, "Y").with(25, "x").bytes();
    let form = only(&file);
    assert_eq!(
        (form.over_30_days.code(), form.over_30_days.label(), form.reserved.as_deref()),
        ("Y", None, Some("x"))
    );
    assert_eq!(to_vec(&[form]).unwrap(), file);
}
