//! MS932: decoding, encoding, folding, recoding.

use careplan_csv::ms932;

pub(super) fn target(data: &[u8]) {
    let checked = ms932::check(data);
    let decoded = ms932::decode(data);
    assert_eq!(checked.as_ref().err(), decoded.as_ref().err());
    assert_eq!(checked.is_err(), ms932::faults(data).next().is_some());
    let mut at = 0;
    for fault in ms932::faults(data) {
        assert!(fault.next_offset() > at && fault.next_offset() <= data.len());
        at = fault.next_offset();
        assert!(!fault.to_string().is_empty() && !fault.japanese().is_empty());
    }
    let lossy = ms932::decode_lossy(data);
    let mut into = String::new();
    assert_eq!(ms932::decode_into(data, &mut into).is_ok(), decoded.is_ok());
    match decoded {
        Ok(text) => {
            assert!(text == lossy && text == into);
            assert_eq!(checked.ok(), Some(text.chars().count()));
            // Written again, it is the same but for alternate codes, and those become canonical.
            let canonical = ms932::recode_canonical(data).expect("it is text");
            assert_eq!(ms932::encode(&text).expect("it was decoded"), *canonical);
            assert_eq!(ms932::alternates(data).next().is_none(), *canonical == *data);
            assert_eq!(ms932::alternates(&canonical).count(), 0);
            assert_eq!(ms932::fold(&text).text, text, "legal text is not touched");
        }
        Err(_) => assert!(lossy.chars().any(|c| c == '\u{FFFD}' || ('\u{E000}'..='\u{F8FF}').contains(&c))),
    }
    let _ = ms932::decode_keeping_gaiji(data);

    // The same bytes as Unicode.
    let text = String::from_utf8_lossy(data);
    let folded = ms932::fold(&text);
    assert_eq!(ms932::fold(&folded.text).text, folded.text, "folding twice is folding once");
    match ms932::encode(&text) {
        Ok(bytes) => {
            assert_eq!(ms932::decode(&bytes).expect("it was encoded"), text);
            assert!(text.chars().all(ms932::can_encode));
            assert_eq!(folded.text, text);
        }
        Err(error) => assert!(!error.to_string().is_empty() && !text.chars().all(ms932::can_encode)),
    }
    let narrow = ms932::to_half_width_kana(&text);
    assert_eq!(ms932::to_half_width_kana(&narrow), narrow);
    if ms932::encode(&text).is_ok() {
        ms932::encode(&narrow).expect("half-width kana can be written");
    }
}
