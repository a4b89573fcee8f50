//! Writing: options, refusals with their place, and that a refused record leaves nothing behind.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::ms932::{DecodeFault, EncodeFault};
use careplan_csv::{
    Broken, Entries, Entry, Error, Text, WriteOptions, Writer, forms, from_slice, records, to_vec, to_writer,
};
use careplan_model::{BasicInfoHistory, BasicInfoSchedule, PlanDeletion, Table6, UserSupplement};
use std::io;

fn schedule(routine: &str) -> BasicInfoSchedule {
    let mut form = BasicInfoSchedule::new(
        "202407".parse().unwrap(),
        "435073".parse().unwrap(),
        "0000000001".parse().unwrap(),
        "20260401".parse().unwrap(),
    );
    form.user_routine = Some(routine.to_owned());
    form
}

const HEAD: &[u8] = b"202407,435073,0000000001,20260401,";

fn write<'f, F>(form: &'f F, options: WriteOptions) -> Result<Vec<u8>, Error>
where
    F: careplan_model::FormOf<<F as careplan_model::Form>::Text> + 'f,
    <F as careplan_model::Form>::Text: careplan_csv::WriteText,
{
    let mut writer = Writer::new(Vec::new(), options);
    writer.write(form)?;
    Ok(writer.into_inner())
}

fn sjis(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}

/// The record of a schedule whose texts stand so.
fn file(texts: &[u8]) -> Vec<u8> {
    [HEAD, texts, b"\r\n"].concat()
}

#[test]
fn quoting_follows_the_options() {
    let form = schedule("a");
    let options = WriteOptions::new;
    for (options, expected) in [
        (options(), &b"202407,435073,0000000001,20260401,,\"a\",\r\n"[..]),
        (options().quote_blanks(true), b"202407,435073,0000000001,20260401,\"\",\"a\",\"\"\r\n"),
        (options().quote_all(true), b"\"202407\",\"435073\",\"0000000001\",\"20260401\",,\"a\",\r\n"),
        (
            options().quote_all(true).quote_blanks(true),
            b"\"202407\",\"435073\",\"0000000001\",\"20260401\",\"\",\"a\",\"\"\r\n",
        ),
    ] {
        let written = write(&form, options.clone()).unwrap();
        assert_eq!(written, expected, "{options:?}");
        assert_eq!(from_slice::<BasicInfoSchedule>(&written).unwrap()[..], *std::slice::from_ref(&form));
    }
    // A text that is blank is no text, however it is held.
    assert_eq!(write(&schedule(""), WriteOptions::new()).unwrap(), file(b",,"));
}

#[test]
fn blanks_of_other_items_get_quotes_only_with_both_options() {
    const ROW: &str =
        "202407,991018,9000000001,20260325,202604,,,396,,20260401,,0900,0930,1,111111,,,,,9970100021,,,0,,";
    let form: Table6 = from_slice(format!("{ROW}\r\n").as_bytes()).unwrap().remove(0);
    let written = write(&form, WriteOptions::new().quote_blanks(true)).unwrap();
    let fields: Vec<_> =
        records(&written).next().unwrap().fields().map(|field| field.raw().to_vec()).collect();
    // Free texts: 7, 18 and 21; 識別子 (25) is none, and neither are numbers and codes.
    let quoted: Vec<_> = (1..=25).filter(|number| fields[number - 1] == b"\"\"").collect();
    assert_eq!(quoted, [7, 18, 21]);
    let written = write(&form, WriteOptions::new().quote_blanks(true).quote_all(true)).unwrap();
    assert_eq!(written, format!("\"{}\"\r\n", ROW.replace(',', "\",\"")).as_bytes());
}

#[test]
fn texts_are_quoted_and_quotes_doubled() {
    for (text, expected) in [
        ("\"", "\"\"\"\""),
        ("a\"b", "\"a\"\"b\""),
        ("\"\"", "\"\"\"\"\"\""),
        ("a,b", "\"a,b\""),
        ("a\r\nb", "\"a\r\nb\""),
        ("表\"ソ\"", "\"表\"\"ソ\"\"\""),
        (" ", "\" \""),
        ("202407,", "\"202407,\""),
    ] {
        let written = write(&schedule(text), WriteOptions::new()).unwrap();
        assert_eq!(written, file(&sjis(&format!(",{expected},"))), "{text}");
        assert_eq!(from_slice::<BasicInfoSchedule>(&written).unwrap(), [schedule(text)]);
    }
}

/// A history with this phone number, which is written bare.
fn history(phone: &str) -> BasicInfoHistory {
    let mut form: BasicInfoHistory = from_slice(&file(b",,,,x,,")).unwrap().remove(0);
    form.clinic_or_doctor_phone = Some(phone.to_owned());
    form
}

#[test]
fn bare_texts_get_quotes_where_separators_stand_in_them() {
    for (phone, expected) in [
        ("03-0000-0000", "03-0000-0000"),
        ("03,04", "\"03,04\""),
        ("a\"b", "\"a\"\"b\""),
        ("\"", "\"\"\"\""),
        ("1\n2", "\"1\n2\""),
        ("1\r2", "\"1\r2\""),
        // No trail byte is a separator.
        ("ソ表", "ソ表"),
        (" 1", " 1"),
    ] {
        let written = write(&history(phone), WriteOptions::new()).unwrap();
        assert_eq!(written, file(&sjis(&format!(",,,,{expected},,"))), "{phone}");
        let back: Vec<BasicInfoHistory> = from_slice(&written).unwrap();
        assert_eq!(back[0].clinic_or_doctor_phone.as_deref(), Some(phone));
        // Borrowed and written again it is the same.
        let borrowed = forms::<BasicInfoHistory<Text<'_>>>(&written).next().unwrap().unwrap().form;
        assert_eq!(write(&borrowed, WriteOptions::new()).unwrap(), written);
        let all = write(&history(phone), WriteOptions::new().quote_all(true)).unwrap();
        let field = records(&all).next().unwrap().fields().nth(8).unwrap();
        assert!(field.raw().starts_with(b"\"") && field.is_well_formed());
    }
}

#[test]
fn a_character_that_cannot_be_written_is_named_and_leaves_nothing() {
    for (text, character, offset, kind) in [
        ("9時〜10時", '〜', 4, EncodeFault::NotInMs932),
        ("\"\"〜", '〜', 2, EncodeFault::NotInMs932),
        ("表\"𠮷", '𠮷', 4, EncodeFault::NotInMs932),
        ("¥", '¥', 0, EncodeFault::NotInMs932),
        ("a\u{E000}", '\u{E000}', 1, EncodeFault::Gaiji),
    ] {
        let mut writer = Writer::new(Vec::new(), WriteOptions::new());
        writer.write(&schedule("a")).unwrap();
        let error = writer.write(&schedule(text)).unwrap_err();
        let Error::Encode { record: 2, item, error: told } = &error else { panic!("{error}") };
        assert_eq!((item.number, item.name), (6, "本人の生活状況"));
        assert_eq!((told.character, told.offset, told.kind), (character, offset, kind), "{text}");
        assert!(error.japanese().contains("2件目「本人の生活状況」"));
        writer.write(&schedule("b")).unwrap();
        assert_eq!(writer.into_inner(), [file(b",\"a\","), file(b",\"b\",")].concat());
        assert!(to_vec(&[schedule(text)]).is_err());
    }
}

// The characters of a typed code are encoded one by one.
#[test]
fn the_offset_of_a_character_in_a_code_counts_from_the_start_of_the_code() {
    const ROW: &[u8] = b"202407,991018,9000000001,20260325,202604,,,396,,20260401,,0900,0930,1,171003,,,,,9970100021,,,0,,\r\n";
    let mut form: Table6 = from_slice(ROW).unwrap().remove(0);
    form.tais_code = Some("00001−000010".parse().unwrap());
    let Err(Error::Encode { record: 1, item, error }) = write(&form, WriteOptions::new()) else { panic!() };
    assert_eq!((item.number, error.character), (16, '−'));
    assert_eq!(error.offset, 5);
}

// Half-width, ガ becomes two characters; the offset counts in the text that was given.
#[test]
fn the_offset_of_a_character_counts_in_the_text_that_was_given() {
    let form = supplement("ガ〜");
    for options in [WriteOptions::new(), WriteOptions::new().half_width_kana(true)] {
        let Err(Error::Encode { item, error, .. }) = write(&form, options.clone()) else { panic!() };
        assert_eq!((item.number, error.character, error.offset), (5, '〜', 3), "{options:?}");
    }
}

fn supplement(kana: &str) -> UserSupplement {
    let layout = <UserSupplement as careplan_model::Form>::LAYOUT;
    let head = ["202407", "991018", "9000000001", "00000000", "x", "ミホン", "1", "19400401"];
    let items: Vec<&str> = layout
        .items
        .iter()
        .enumerate()
        .map(|(place, item)| match head.get(place) {
            Some(value) => value,
            None if item.number == 63 => "202604",
            None if !item.required => "",
            None if item.width.length() == Some(10) => "9970100013",
            None => "1",
        })
        .collect();
    let mut form: UserSupplement =
        careplan_model::ItemSource::read_form(&items, careplan_model::LayoutFamily::V4).unwrap();
    kana.clone_into(&mut form.user_name_kana);
    form
}

#[test]
fn half_width_kana_is_for_furigana_items_only() {
    let form = supplement("ガッツ　ポン");
    let full = write(&form, WriteOptions::new()).unwrap();
    let half = write(&form, WriteOptions::new().half_width_kana(true)).unwrap();
    let field = |file: &[u8], number: usize| {
        records(file).next().unwrap().fields().nth(number - 1).unwrap().raw().to_vec()
    };
    assert_eq!(field(&half, 5), sjis("\"ｶﾞｯﾂ ﾎﾟﾝ\""));
    assert_eq!(field(&half, 6), sjis("\"ミホン\""));
    for number in (1..=63).filter(|number| *number != 5) {
        assert_eq!(field(&half, number), field(&full, number), "No.{number}");
    }
    // Borrowed texts too.
    let borrowed = forms::<UserSupplement<Text<'_>>>(&full).next().unwrap().unwrap().form;
    assert_eq!(write(&borrowed, WriteOptions::new().half_width_kana(true)).unwrap(), half);
    assert_eq!(write(&borrowed, WriteOptions::new()).unwrap(), full);
}

#[test]
fn borrowed_texts_that_are_no_text_are_refused() {
    for (text, offset, kind) in [
        (&b"\"a\xF0\x40\""[..], 1, DecodeFault::Gaiji),
        (b"\"\"\"\x80\"", 2, DecodeFault::Invalid),
        (b"ab\x8E", 2, DecodeFault::Invalid),
    ] {
        let bad = file(&[b",", text, b","].concat());
        let form = forms::<BasicInfoSchedule<Text<'_>>>(&bad).next().unwrap().unwrap().form;
        for options in [
            WriteOptions::new(),
            WriteOptions::new().recode_alternates(true),
            WriteOptions::new().quote_all(true),
        ] {
            let mut writer = Writer::new(Vec::new(), options);
            let Err(Error::Decode { record: 1, item, error }) = writer.write(&form) else { panic!() };
            assert_eq!((item.number, error.offset, error.kind), (6, offset, kind));
            assert_eq!(writer.into_inner(), b"");
        }
        // Verbatim writing keeps it.
        let mut writer = Writer::new(Vec::new(), WriteOptions::new());
        writer.write_verbatim(&records(&bad).next().unwrap()).unwrap();
        assert_eq!(writer.into_inner(), bad);
    }
}

#[test]
fn alternate_codes_are_kept_or_recoded_as_asked() {
    let python = file(b",\"\xEE\xE0\"\"\xED\x95\x87\x9A\",");
    let windows = file(b",\"\xFB\xFC\"\"\xFA\xB1\x81\xE6\",");
    let form = forms::<BasicInfoSchedule<Text<'_>>>(&python).next().unwrap().unwrap().form;
    assert_eq!(write(&form, WriteOptions::new()).unwrap(), python);
    let recoded = write(&form, WriteOptions::new().recode_alternates(true)).unwrap();
    let owned = to_vec(&from_slice::<BasicInfoSchedule>(&python).unwrap()).unwrap();
    assert_eq!(recoded, owned);
    let text = |file: &[u8]| from_slice::<BasicInfoSchedule>(file).unwrap()[0].user_routine.clone();
    assert_eq!(text(&recoded), text(&python));
    assert_eq!(recoded.len(), windows.len());
    assert!(recoded.windows(2).any(|pair| pair == b"\xFB\xFC") && !recoded.contains(&0xEE));
}

#[test]
fn verbatim_writing_adds_only_a_missing_line_end() {
    for (bytes, expected) in [
        (&b"202407,a"[..], &b"202407,a\r\n"[..]),
        (b"202407,a\n", b"202407,a\n"),
        (b"202407,a\r", b"202407,a\r"),
        (b"202407,\"a\r\nb", b"202407,\"a\r\nb\r\n"),
        (b"202407,\xF0\x40\r\n", b"202407,\xF0\x40\r\n"),
    ] {
        let mut writer = Writer::new(Vec::new(), WriteOptions::new().edition(careplan_model::Edition::V3));
        for record in records(bytes) {
            writer.write_verbatim(&record).unwrap();
        }
        assert_eq!(writer.into_inner(), expected);
    }
}

// Of a record over the reader's limit only the first bytes are at hand.
#[test]
fn a_record_over_the_limit_is_not_written_in_part() {
    let long = [b"202407,\"", &b"x".repeat(100)[..], b"\"\r\n202407,a\r\n"].concat();
    let mut writer = Writer::new(Vec::new(), WriteOptions::new());
    let results: Vec<_> = Entries::new(&long, 32)
        .filter_map(Entry::record)
        .map(|record| (record.broken(), writer.write_verbatim(&record).is_ok()))
        .collect();
    assert_eq!(results, [(Some(Broken::TooLong), false), (None, true)]);
    assert_eq!(writer.into_inner(), b"202407,a\r\n");
}

/// Takes so many bytes and then fails.
struct Full {
    room: usize,
    taken: Vec<u8>,
    flushed: bool,
}

impl io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room == 0 {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        let count = bytes.len().min(self.room).min(7);
        self.taken.extend_from_slice(&bytes[..count]);
        self.room -= count;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushed = true;
        Ok(())
    }
}

#[test]
fn a_writer_that_fails_is_an_io_error() {
    let form = PlanDeletion::new(
        "202407".parse().unwrap(),
        "435073".parse().unwrap(),
        "0000000001".parse().unwrap(),
        "202604".parse().unwrap(),
    );
    let line = to_vec(std::slice::from_ref(&form)).unwrap();
    for room in 0..2 * line.len() {
        let mut full = Full { room, taken: Vec::new(), flushed: false };
        let error = to_writer(&mut full, &[form.clone(), form.clone()]).unwrap_err();
        assert!(matches!(&error, Error::Io(io) if io.kind() == io::ErrorKind::StorageFull));
        assert_eq!(full.taken, line.repeat(2)[..room]);
        assert!(!full.flushed);
    }
    let mut full = Full { room: 1_000, taken: Vec::new(), flushed: false };
    to_writer(&mut full, &[form]).unwrap();
    assert!(full.flushed && full.taken == line);
}
