//! File names: the official examples, the slips of real files, and the laws of reading and printing.
#![allow(clippy::unwrap_used, clippy::panic)]

mod laws;

use careplan_model::kind::{self, FormKind, Key};
use careplan_model::{Endpoint, FileName, FileNameFault, NameForm, NamePart, Timestamp, ZerosOr};

const REST: &str = "0300000100_43_0300000005_11_20191025200201";

fn name(text: &str) -> FileName {
    FileName::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Asserts that a text is a malformed name, with this part at fault and this text at its place.
#[track_caller]
fn malformed(text: &str, part: NamePart, at: &str) {
    let error = FileName::parse(text).unwrap_err();
    assert_eq!((error.kind, error.part), (FileNameFault::Malformed, part), "{text}");
    assert_eq!(&text[error.range.clone()], at, "{text}");
    // Neither language repeats the name.
    assert!(!error.to_string().contains("0300000") && !error.japanese().contains("0300000"));
}

#[test]
fn the_official_examples() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/filenames.tsv");
    let table = std::fs::read_to_string(path).unwrap();
    let mut rows = 0;
    for line in table.lines().skip(1) {
        let [prefix, pattern, examples] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let kind = kind::by_prefix(prefix).unwrap();
        rows += 1;

        let has_month = pattern.contains("_ym:6}");
        assert_eq!(
            (kind.has_month, kind.has_branch),
            (has_month, pattern.contains("{branch:4}")),
            "{prefix}"
        );
        assert!(pattern.ends_with(&format!(".{}", kind.extension)), "{prefix}");

        for example in examples.split(" ; ") {
            let example = example.split(' ').next().unwrap();
            let parsed = name(example);
            assert_eq!(parsed.to_string(), example);
            assert_eq!(parsed.kind(), kind);
            assert_eq!(parsed.form(), NameForm::V4_1);
            let sides = [parsed.sender().to_string(), parsed.receiver().to_string()];
            let mut expected = ["0300000100_43", "0300000005_11"];
            if prefix.ends_with("JSK") {
                expected.reverse();
            }
            assert_eq!(sides, expected);
            assert_eq!(parsed.timestamp().to_string(), "20191025200201");
            assert_eq!(parsed.month().is_some(), has_month);

            let built =
                FileName::build(kind, parsed.month(), parsed.sender(), parsed.receiver(), parsed.timestamp())
                    .unwrap();
            assert_eq!(built, parsed.with_canonical_extension(), "{example}");
        }
    }
    assert_eq!(rows, kind::STANDARD.len());
}

#[test]
fn kinds_are_consistent() {
    for kind in kind::STANDARD {
        assert_eq!(kind::by_prefix(kind.prefix), Some(*kind));
        assert_eq!(kind.is_deletion(), kind.prefix.starts_with("DLT"), "{kind:?}");
        assert_eq!(kind.layout.is_none(), *kind == &kind::BASIC_INFO_IMAGE);
        assert!(!kind.writers.is_empty() && !kind.readers.is_empty());
        if let Some(layout) = kind.layout {
            // 予定 and 実績 share one table.
            let table = if kind.prefix == "UPJSK" { "UPPLAN" } else { kind.prefix };
            let path = format!("{}/tests/data/layout/{table}.tsv", env!("CARGO_MANIFEST_DIR"));
            let table = std::fs::read_to_string(path).unwrap();
            let names: Vec<&str> = table.lines().skip(1).filter_map(|line| line.split('\t').nth(1)).collect();
            assert_eq!(layout.items.iter().map(|item| item.name).collect::<Vec<_>>(), names, "{kind:?}");
        }
        for leading in kind.depends_on {
            let leading = kind::by_prefix(leading).unwrap();
            assert!(leading.leads(kind) && leading.order < kind.order && leading.since <= kind.since);
        }
        for deleted in kind.deletes {
            let deleted = kind::by_prefix(deleted).unwrap();
            assert!(!deleted.is_deletion() && kind.order < deleted.order);
        }
    }
    let mut orders: Vec<u8> = kind::STANDARD.iter().map(|kind| kind.order).collect();
    orders.sort_unstable();
    orders.dedup();
    assert_eq!(orders.len(), 18);
    assert_eq!(format!("{:?} {}", kind::PLAN, kind::PLAN), "UPPLAN サービス利用票 第6表 予定");
}

#[test]
fn names_of_other_editions() {
    let old = name("UP1KYO_9999999999_9999999991_20231016101000.CSV");
    assert_eq!((old.form(), old.sender().service), (NameForm::V3, None));
    assert_eq!(old.to_string(), "UP1KYO_9999999999_9999999991_20231016101000.CSV");
    let old = name("UPHOSOKU_000000_9999999999_9999999991_20231016101000.CSV");
    assert_eq!((old.month(), old.service_month()), (Some(ZerosOr::Zeros), None));

    let withdrawn = name("UPJSK_202504_0300000005_111_0300000100_430_20250501093000.CSV");
    assert_eq!(withdrawn.form(), NameForm::V4_0);
    assert_eq!(withdrawn.family(), NameForm::V4_1.family());
    assert!(withdrawn.sender().service_type().is_none());
    assert_eq!(withdrawn.to_string(), "UPJSK_202504_0300000005_111_0300000100_430_20250501093000.CSV");
    let image = name("UPKIHON_IMAGE_0300000100_0300000005_20231016101000_0012.jpg");
    assert_eq!((image.form(), image.branch()), (NameForm::V3, Some(12)));
}

#[test]
fn the_longest_prefix_is_meant() {
    for (prefix, kind) in [
        ("UPKIHON", &kind::BASIC_INFO),
        ("UPKIHON_SUB1", &kind::BASIC_INFO_SCHEDULE),
        ("UPYOBO_SUB", &kind::PREVENTIVE_SUPPORT),
    ] {
        assert_eq!(name(&format!("{prefix}_{REST}.CSV")).kind(), kind);
    }
}

#[test]
fn other_spellings_of_the_extension_are_kept() {
    for extension in ["csv", "Csv", "cSV"] {
        let text = format!("UP1KYO_{REST}.{extension}");
        let parsed = name(&text);
        assert!(!parsed.has_canonical_extension());
        assert_eq!((parsed.to_string(), parsed.extension()), (text, extension));
        assert!(parsed.with_canonical_extension().has_canonical_extension());
    }
    assert!(name(&format!("UPKIHON_IMAGE_{REST}_0001.jpg")).has_canonical_extension());
    assert!(!name(&format!("UPKIHON_IMAGE_{REST}_0001.JPG")).has_canonical_extension());
}

#[test]
fn slips_of_real_files() {
    use NamePart as P;
    let stamp = "20191025200201";
    for (text, part, at) in [
        // Parts missing or empty.
        (format!("UP1KYO_0300000100_43__11_{stamp}.CSV"), P::ReceiverOffice, ""),
        (format!("UP1KYO_0300000100_43___{stamp}.CSV"), P::ReceiverOffice, ""),
        (format!("UP1KYO___0300000005_11_{stamp}.CSV"), P::SenderOffice, ""),
        (format!("UP1KYO_0300000100_43_{stamp}.CSV"), P::ReceiverOffice, "43"),
        (format!("UP1KYO_0300000100_43_0300000005_{stamp}.CSV"), P::ReceiverService, stamp),
        (format!("UP1KYO_0300000100_0300000005_11_{stamp}.CSV"), P::SenderService, "0300000005"),
        ("UP1KYO_0300000100_43_0300000005_11.CSV".into(), P::Timestamp, ""),
        ("UP1KYO_.CSV".into(), P::SenderOffice, ""),
        (format!("UPPLAN_{REST}.CSV"), P::Month, "0300000100"),
        (format!("UPKIHON_IMAGE_{REST}.jpg"), P::Branch, ""),
        (format!("UP1KYO_{REST}"), P::Extension, ""),
        (format!("UP1KYO_{REST}."), P::Extension, ""),
        // Too much.
        (format!("UPKIHON_000000_{REST}.CSV"), P::Month, "000000"),
        (format!("UP1KYO_202504_{REST}.CSV"), P::Month, "202504"),
        (format!("UP1KYO_202504_0300000100_0300000005_{stamp}.CSV"), P::Month, "202504"),
        (format!("UP1KYO_{REST}_2_b.CSV"), P::Count, "2_b"),
        (format!("UP1KYO_{REST}_0001.CSV"), P::Count, "0001"),
        (format!("UP1KYO_0300000100_0300000005_{stamp}_2.CSV"), P::Count, "2"),
        (format!("UP1KYO_{REST}.CSV.bak"), P::Extension, "CSV.bak"),
        // Wrong digits.
        (format!("UP1KYO_{REST}5.CSV"), P::Timestamp, "201910252002015"),
        (format!("UP1KYO_030000010_43_0300000005_11_{stamp}.CSV"), P::SenderOffice, "030000010"),
        (format!("UP1KYO_0300000100_43_030000000_11_{stamp}.CSV"), P::ReceiverOffice, "030000000"),
        (format!("UP1KYO_123456_0300000005_{stamp}.CSV"), P::SenderOffice, "123456"),
        (format!("UP1KYO_03000001００_43_0300000005_11_{stamp}.CSV"), P::SenderOffice, "03000001００"),
        (format!("UP1KYO_03b0000100_43_0300000005_11_{stamp}.CSV"), P::SenderOffice, "03b0000100"),
        (format!("UP1KYO_0300000100_4a_0300000005_11_{stamp}.CSV"), P::SenderService, "4a"),
        (format!("UP1KYO_0300000100_43_0300000005_111_{stamp}.CSV"), P::ReceiverService, "111"),
        (format!("UPPLAN_201913_{REST}.CSV"), P::Month, "201913"),
        (format!("UPPLAN_000000_{REST}.CSV"), P::Month, "000000"),
        (format!("UPPLAN_20191_{REST}.CSV"), P::Month, "20191"),
        (format!("UPKIHON_IMAGE_{REST}_001.jpg"), P::Branch, "001"),
        (format!("UPKIHON_IMAGE_{REST}_0001.CSV"), P::Extension, "CSV"),
        (format!("UP1KYO_{REST}.txt"), P::Extension, "txt"),
        // Renamed.
        (format!("UP1KYO_{REST} (1).CSV"), P::Timestamp, "20191025200201 (1)"),
        (format!("UP1KYO_{REST} - コピー.CSV"), P::Timestamp, "20191025200201 - コピー"),
        (format!("コピー ～ UP1KYO_{REST}.CSV"), P::Prefix, "コピー ～ "),
        (format!("BACKUP_UP1KYO_{REST}.CSV"), P::Prefix, "BACKUP_"),
        (format!("up1kyo_{REST}.csv"), P::Prefix, "up1kyo"),
    ] {
        malformed(&text, part, at);
    }
}

#[test]
fn what_is_no_name_of_the_standard() {
    use FileNameFault::{NotAStandardName as No, UnknownPrefix as Unknown};
    for (text, kind) in [
        (format!("UPKHON_{REST}.CSV"), Unknown),
        (format!("DLTBET_202504_{REST}.CSV"), Unknown),
        (format!("UP9_KYO_{REST}.csv"), Unknown),
        (format!("UPPHOTO_{REST}_0001.jpg"), Unknown),
        ("UP4KYO_9999999999_9999999991_20231016101000.CSV".into(), Unknown),
        // Another word, though a known prefix stands in it.
        (format!("DLTUPJSK_202504_{REST}.CSV"), Unknown),
        (format!("upkhon_{REST}.CSV"), No),
        (format!("UPKHON_{REST}.pdf"), No),
        (format!("UPKHON_{REST} (1).CSV"), No),
        (format!("_{REST}.CSV"), No),
        ("UP1KYO.CSV".into(), No),
        ("計画書.pdf".into(), No),
        ("upplan_memo.pdf".into(), No),
        (String::new(), No),
        (".CSV".into(), No),
    ] {
        let error = FileName::parse(&text).unwrap_err();
        assert_eq!(error.kind, kind, "{text}");
        assert_eq!(error.part, NamePart::Prefix);
        assert!(!error.japanese().is_empty() && !error.to_string().is_empty());
    }
    let text = format!("UP9_KYO_{REST}.csv");
    assert_eq!(&text[FileName::parse(&text).unwrap_err().range], "UP9_KYO");
}

#[test]
fn finds_the_name_in_a_renamed_one() {
    let plain = format!("UP1KYO_{REST}.CSV");
    for renamed in [
        format!("コピー ～ UP1KYO_{REST}.CSV"),
        format!("コピーUP1KYO_{REST}.CSV"),
        format!("コピー (2) ～ UP1KYO_{REST} (1).CSV"),
        format!("UP1KYO_{REST} (1).CSV"),
        format!("UP1KYO_{REST}(1).CSV"),
        format!("UP1KYO_{REST} - コピー.CSV"),
        format!("UP1KYO_{REST}のコピー.CSV"),
        format!("UP1KYO_{REST}_済.CSV"),
        format!("UP1KYO_{REST}.CSV.CSV"),
        format!("山田様_UP1KYO_{REST}.CSV"),
        format!("BACKUP_UP1KYO_{REST}.CSV"),
        plain.clone(),
    ] {
        assert_eq!(
            FileName::find_in(&renamed).map(|name| name.to_string()),
            Some(plain.clone()),
            "{renamed}"
        );
    }
    let image = format!("コピー ～ UPKIHON_IMAGE_{REST}_0002 (1).JPG");
    let expected = format!("UPKIHON_IMAGE_{REST}_0002.JPG");
    assert_eq!(FileName::find_in(&image).map(|name| name.to_string()), Some(expected));
    let nested = format!("UP1KYO_UPKIHON_SUB1_{REST}.csv");
    assert_eq!(FileName::find_in(&nested).map(|name| name.kind()), Some(&kind::BASIC_INFO_SCHEDULE));

    for none in [
        format!("DLTUPJSK_202504_{REST}.CSV"),
        format!("コピー ～ UP1KYO_{REST}5.CSV"),
        format!("コピー ～ UP1KYO_{REST}.txt"),
        format!("コピー ～ UP1KYO_{REST}"),
        format!("コピー ～ UPKIHON_IMAGE_{REST}.jpg"),
        format!("UPKIHON_IMAGE_{REST}_00012.jpg"),
        "コピー ～ UP1KYO.CSV".into(),
        String::new(),
    ] {
        assert_eq!(FileName::find_in(&none), None, "{none}");
    }
}

static LONG: FormKind =
    FormKind { extension: "extension", ..FormKind::new("XLONG", "長", "Long", Key::Plan) };

#[test]
fn building_judges_its_parts() {
    let plan = name(&format!("UPPLAN_201912_{REST}.CSV"));
    let build = |kind, month, sender, receiver| {
        FileName::build(kind, month, sender, receiver, plan.timestamp()).map_err(|error| error.part)
    };
    let (sender, receiver) = (plan.sender(), plan.receiver());
    assert_eq!(build(&kind::PLAN, plan.month(), sender, receiver), Ok(plan));
    assert_eq!(build(&kind::PLAN, None, sender, receiver), Err(NamePart::Month));
    assert_eq!(build(&kind::PLAN, Some(ZerosOr::Zeros), sender, receiver), Err(NamePart::Month));
    assert_eq!(build(&kind::TABLE1, plan.month(), sender, receiver), Err(NamePart::Month));
    assert!(build(&kind::USER_SUPPLEMENT, Some(ZerosOr::Zeros), sender, receiver).is_ok());
    let short = Endpoint { office: "123".parse().unwrap(), ..sender };
    assert_eq!(build(&kind::TABLE1, None, short, receiver), Err(NamePart::SenderOffice));
    assert_eq!(build(&kind::TABLE1, None, sender, short), Err(NamePart::ReceiverOffice));
    let old = Endpoint { service: None, ..receiver };
    assert_eq!(build(&kind::TABLE1, None, sender, old), Err(NamePart::ReceiverService));
    assert_eq!(build(&LONG, None, sender, receiver), Err(NamePart::Extension));
}

#[test]
fn companions() {
    let plan = name(&format!("UPPLAN_201912_{REST}.csv"));
    let table1 = name(&format!("UP1KYO_{REST}.CSV"));
    let info = name(&format!("UPKIHON_{REST}.CSV"));
    let companion = |name: &FileName, kind| name.with_kind(kind).map(|name| name.to_string());
    assert_eq!(companion(&plan, &kind::TABLE7), Ok(format!("UPSIKYU_201912_{REST}.CSV")));
    assert_eq!(companion(&plan, &kind::USER_SUPPLEMENT), Ok(format!("UPHOSOKU_201912_{REST}.CSV")));
    assert_eq!(companion(&plan, &kind::TABLE1), Ok(format!("UP1KYO_{REST}.CSV")));
    assert_eq!(companion(&table1, &kind::USER_SUPPLEMENT), Ok(format!("UPHOSOKU_000000_{REST}.CSV")));
    assert_eq!(table1.with_kind(&kind::PLAN).map_err(|error| error.part), Err(NamePart::Month));
    let supplement = table1.with_kind(&kind::USER_SUPPLEMENT).unwrap();
    assert_eq!(supplement.with_kind(&kind::PLAN).map_err(|error| error.part), Err(NamePart::Month));

    let image = info.with_kind(&kind::BASIC_INFO_IMAGE).unwrap();
    assert_eq!(image.to_string(), format!("UPKIHON_IMAGE_{REST}_0001.jpg"));
    let third = image.with_branch(3).unwrap();
    assert_eq!(third.to_string(), format!("UPKIHON_IMAGE_{REST}_0003.jpg"));
    assert_eq!(third.with_kind(&kind::BASIC_INFO_IMAGE), Ok(third));
    assert!(image.with_branch(10_000).is_err() && info.with_branch(1).is_err());
    assert!(
        third.is_companion_of(&info)
            && !third.is_companion_of(&name("UPKIHON_0300000100_43_0300000005_11_20191025200202.CSV"))
    );
    assert_eq!(
        info.with_timestamp("20260401000000".parse().unwrap()).timestamp().to_string(),
        "20260401000000"
    );
}

#[test]
fn timestamps() {
    for (text, valid) in [
        ("20240229235959", true),
        ("20230229000000", false),
        ("20240101240000", false),
        ("20240101006000", false),
        ("20240101000060", false),
        ("00000000000000", false),
        ("99999999999999", false),
    ] {
        let timestamp: Timestamp = text.parse().unwrap();
        assert_eq!((timestamp.is_valid(), timestamp.to_string().as_str()), (valid, text));
    }
    for bad in ["2024022923595", "202402292359590", "2024022923595x", "２０２４０２２９２３５９５９", ""]
    {
        assert!(bad.parse::<Timestamp>().is_err(), "{bad}");
    }
    let date = "20260401".parse().unwrap();
    assert_eq!(Timestamp::new(date, 9, 30, 5).unwrap().to_string(), "20260401093005");
    assert_eq!(Timestamp::new(date, 24, 0, 0), None);
    let at = chrono::NaiveDate::from_ymd_opt(2026, 4, 1).unwrap().and_hms_opt(9, 30, 5).unwrap();
    assert_eq!(Timestamp::try_from(at), Ok(Timestamp::new(date, 9, 30, 5).unwrap()));
}

#[test]
fn order_of_processing() {
    let mut names: Vec<FileName> = [
        "UPHOSOKU_000000_0300000100_43_0300000005_11_20260101000000.CSV",
        "UP2KYO_0300000100_43_0300000005_11_20260101000000.CSV",
        "DLTPLAN_202601_0300000100_43_0300000005_11_20260101000000.CSV",
        "UP1KYO_0300000100_43_0300000005_11_20260101000001.CSV",
        "UP1KYO_0300000100_43_0300000005_12_20260101000000.CSV",
        "UP1KYO_0300000100_43_0300000005_11_20260101000000.CSV",
        "UPSIKYU_202601_0300000100_43_0300000005_11_20251231235959.CSV",
    ]
    .map(name)
    .into();
    names.sort_by(FileName::processing_order);
    let texts: Vec<String> =
        names.iter().map(|name| name.to_string().replace("_0300000100_43_0300000005", "")).collect();
    assert_eq!(
        texts,
        [
            "UPSIKYU_202601_11_20251231235959.CSV",
            "DLTPLAN_202601_11_20260101000000.CSV",
            "UP1KYO_11_20260101000000.CSV",
            "UP1KYO_12_20260101000000.CSV",
            "UP2KYO_11_20260101000000.CSV",
            "UPHOSOKU_000000_11_20260101000000.CSV",
            "UP1KYO_11_20260101000001.CSV",
        ]
    );
}

#[cfg(feature = "serde")]
#[test]
fn json() {
    assert_eq!(serde_json::to_string(&kind::PLAN).unwrap(), "\"UPPLAN\"");
    let text = format!("\"UPPLAN_201912_{REST}.CSV\"");
    let parsed: FileName = serde_json::from_str(&text).unwrap();
    assert_eq!(serde_json::to_string(&parsed).unwrap(), text);
    let error = serde_json::from_str::<FileName>("\"UPPLAN_x.CSV\"").unwrap_err().to_string();
    assert!(error.contains("month"), "{error}");

    let unit = careplan_model::Transmission::group([parsed]).remove(0);
    let json = serde_json::to_string(&unit).unwrap();
    assert_eq!(
        json,
        format!(
            "{{\"sender\":{{\"office\":\"0300000100\",\"service\":\"43\"}},\
             \"receiver\":{{\"office\":\"0300000005\",\"service\":\"11\"}},\
             \"timestamp\":\"20191025200201\",\"month\":\"2019-12\",\"files\":[{text}]}}"
        )
    );
    assert_eq!(serde_json::from_str::<careplan_model::Transmission<FileName>>(&json).unwrap(), unit);
}
