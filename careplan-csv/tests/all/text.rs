//! Borrowed texts: decoding, counting and judging them, with places that are right to the byte.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::ms932::{DecodeError, DecodeFault};
use careplan_csv::{CheckedText, Text, TextBuffer, forms};
use careplan_model::BasicInfoSchedule;
use std::borrow::Cow;

/// Runs a test on the text of a field that stands so in a file.
fn with_text<R>(field: &[u8], test: impl Fn(Text<'_>) -> R) -> R {
    let file = [b"202407,435073,0000000001,20260401,\"6:00\",", field, b",\r\n"].concat();
    let form = forms::<BasicInfoSchedule<Text<'_>>>(&file).next().unwrap().unwrap().form;
    test(form.user_routine.unwrap())
}

/// A form of its text, and decoded with all others of the form.
fn in_a_form(text: Text<'_>) -> Result<String, DecodeError> {
    let [version, insurer, insured, date] = ["202407", "435073", "0000000001", "20260401"];
    let mut form = BasicInfoSchedule::new(
        version.parse().unwrap(),
        insurer.parse().unwrap(),
        insured.parse().unwrap(),
        date.parse().unwrap(),
    );
    (form.time_of_day, form.user_routine) = (Some(text), Some(text));
    let mut buffer = TextBuffer::new();
    let form: BasicInfoSchedule<&str> = buffer.decode(form).map_err(|error| {
        assert_eq!(error.item.field, "time_of_day", "the first");
        error.error
    })?;
    assert_eq!(form.time_of_day, form.user_routine);
    Ok(form.user_routine.unwrap().to_owned())
}

/// All ways to decode give the same.
fn decoded(field: &[u8]) -> Result<String, DecodeError> {
    with_text(field, |text| {
        let decoded = text.decode().map(Cow::into_owned);
        let mut into = String::from("前");
        let result = text.decode_into(&mut into);
        assert_eq!(result.as_ref().err(), decoded.as_ref().err(), "{field:02X?}");
        assert_eq!(in_a_form(text), decoded, "{field:02X?}");
        let checked = CheckedText::try_from(text);
        assert_eq!(checked.map(|text| text.characters()), text.check(), "{field:02X?}");
        match &decoded {
            Ok(text_of) => {
                assert_eq!(into, format!("前{text_of}"));
                assert_eq!(text.check().unwrap(), text_of.chars().count(), "{field:02X?}");
                assert_eq!(text.decode_lossy(), *text_of);
                assert_eq!(text.decode_keeping_gaiji().unwrap(), *text_of);
            }
            Err(error) => {
                assert_eq!(into, "前", "what was there before stays");
                assert_eq!(text.check().unwrap_err(), *error);
            }
        }
        decoded
    })
}

#[test]
fn doubled_quotes_are_one_character() {
    for (field, expected) in [
        (&b"\"a\"\"b\""[..], "a\"b"),
        (b"\"\"\"\"", "\""),
        (b"\"\"\"\"\"\"", "\"\""),
        (b"\"\"\"a\"\"\"", "\"a\""),
        (b"\"\x83\x5C\"\"\x95\x5C\"", "ソ\"表"),
        (b"\"a,b\r\nc\"", "a,b\r\nc"),
        (b"\" a \"", " a "),
        (b" a ", " a "),
        (b"\xB1\xDE", "ｱﾞ"),
        (b"\"\xFB\xFC\"\"\xEE\xE0\"", "髙\"髙"),
    ] {
        assert_eq!(decoded(field).unwrap(), expected);
    }
}

#[test]
fn plain_ascii_borrows_and_the_rest_does_not() {
    assert!(with_text(b"\"plain\"", |text| matches!(text.decode(), Ok(Cow::Borrowed("plain")))));
    assert!(with_text(b"plain", |text| matches!(text.decode(), Ok(Cow::Borrowed("plain")))));
    assert!(with_text(b"\"a\"\"b\"", |text| matches!(text.decode(), Ok(Cow::Owned(_)))));
    assert!(with_text(b"\"\x83\x5C\"", |text| matches!(text.decode(), Ok(Cow::Owned(_)))));
}

#[test]
fn raw_content_and_quotes_are_as_they_stand() {
    with_text(b"\"a\"\"b\"", |text| {
        assert_eq!((text.raw(), text.content()), (&b"\"a\"\"b\""[..], &b"a\"\"b"[..]));
        assert!(text.is_quoted());
    });
    with_text(b"ab", |text| {
        assert_eq!((text.raw(), text.content(), text.is_quoted()), (&b"ab"[..], &b"ab"[..], false));
    });
}

#[test]
fn errors_count_from_the_start_of_the_content() {
    for (field, offset, bytes, kind) in [
        (&b"\"\x80\""[..], 0, &b"\x80"[..], DecodeFault::Invalid),
        (b"\x80", 0, b"\x80", DecodeFault::Invalid),
        // Doubled quotes before the fault count as the two bytes that they are.
        (b"\"\"\"a\"\"\xFF\"", 5, b"\xFF", DecodeFault::Invalid),
        (b"\"\x83\x5C\"\"\"\"\xA0x\"", 6, b"\xA0", DecodeFault::Invalid),
        // A lead byte before a doubled quote, before the closing quote, before a line break.
        (b"\"ab\x8E\"\"c\"", 2, b"\x8E", DecodeFault::Invalid),
        (b"\"ab\x8E\"", 2, b"\x8E", DecodeFault::Invalid),
        (b"\"ab\x8E\r\n\"", 2, b"\x8E", DecodeFault::Invalid),
        (b"ab\x8E", 2, b"\x8E", DecodeFault::Invalid),
        (b"\"\"\"\xF0\x40\"", 2, b"\xF0\x40", DecodeFault::Gaiji),
        (b"\"\xF9\xFC\"", 0, b"\xF9\xFC", DecodeFault::Gaiji),
        // The first fault is told.
        (b"\"\x81\xAD\xF0\x40\"", 0, b"\x81\xAD", DecodeFault::Invalid),
    ] {
        let error = decoded(field).unwrap_err();
        assert_eq!((error.offset, error.bytes(), error.kind), (offset, bytes, kind), "{field:02X?}");
    }
}

#[test]
fn gaiji_are_kept_or_shown_on_request_only() {
    with_text(b"\"a\xF0\x40\"\"\xF9\xFC\"", |text| {
        assert_eq!(text.decode_keeping_gaiji().unwrap(), "a\u{E000}\"\u{E757}");
        assert_eq!(text.decode_lossy(), "a\u{E000}\"\u{E757}");
        assert_eq!(text.decode().unwrap_err().kind, DecodeFault::Gaiji);
        assert_eq!(text.check().unwrap_err().offset, 1);
    });
    with_text(b"\"\xF0\x40\x80\"", |text| {
        assert_eq!(text.decode_keeping_gaiji().unwrap_err().offset, 2);
        assert_eq!(text.decode_lossy(), "\u{E000}\u{FFFD}");
    });
}

#[test]
fn lossy_text_never_swallows_a_quote() {
    assert_eq!(with_text(b"\"\x8E\"\"x\"", |text| text.decode_lossy().into_owned()), "\u{FFFD}\"x");
    assert_eq!(with_text(b"\"x\x8E\"", |text| text.decode_lossy().into_owned()), "x\u{FFFD}");
}

#[test]
fn every_pair_of_bytes_is_judged_alike_by_all_ways() {
    // Between doubled quotes, where decoding piece by piece could differ from decoding the whole.
    let mut legal = 0;
    for lead in 0..=255u8 {
        for trail in 0..=255u8 {
            if lead == b'"' || trail == b'"' {
                continue;
            }
            legal += u32::from(decoded(&[b'"', b'"', b'"', lead, trail, b'"', b'"', b'"']).is_ok());
        }
    }
    // 127 ASCII bytes without the quote and 63 kana, each with each, and the pairs that are no 外字.
    assert_eq!(legal, (127 + 63) * (127 + 63) + 9_604 - 1_880);
}

#[test]
fn debug_shows_the_length_only() {
    assert_eq!(with_text(b"\"secret\"", |text| format!("{text:?}")), "Text(«6 bytes»)");
}
