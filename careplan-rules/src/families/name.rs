//! File names: their parts, and whether the content agrees with them.

mod content;

use crate::check::{Check, Family, FileContext, Naming};
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::fix::Fix;
use crate::row::Row;
use crate::rule::{Bilingual, Rule};
use crate::rules;
use crate::sample::Edit::{File, Name, Set, SetAll, Today};
use crate::sample::{ACTUAL, ACTUAL_DELETION, BASIC, PLAN, PLAN_DELETION, RENTAL_ACTUAL, SLIP, SLIP_V3};
use careplan_model::{CheckDigit, Endpoint, FileName, FileNameFault, NameForm, ServiceTypeCode, kind};
use content::Content;

/// The rules about file names.
pub static FAMILY: Family = Family {
    name: "name",
    title: Bilingual { ja: "ファイル名", en: "File names" },
    rules: ALL,
    check: Some(|| Box::new(NameCheck::default())),
};

rules! {
    MALFORMED = "name-malformed" (Error, Warning)
        section "ファイル名の命名規則",
        ja "標準仕様のファイル名ではありません", en "not a file name of the standard",
        says ja "ファイル名の{part}が標準仕様と違います（正しい形：{expected}）",
             en "the {part} of the file name is not as the standard has it; it should be {expected}",
        why ja "ファイル名から種類・相手先・対象年月・送信の順番が決まります。名前を変えると送信や取込みでエラーになります。",
            en "The name tells the kind, the offices, the month and the order of sending. A renamed file fails at upload or import.",
        mend ja "元のファイル名に戻すか、出力をやり直してください。「コピー」や「(1)」の付いたファイルは使わないでください。",
             en "Give it its name back, or write the file again; do not use copies.",
        rejected [
            ACTUAL.with(&[Name("UPJSK", "コピー ～ UPJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV")]),
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_43_20260501090000 (1).CSV")]),
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_11___20260501090000.CSV")]),
            ACTUAL.with(&[Name("UPJSK", "４月の実績.csv")]),
        ],
        accepted [ACTUAL.with(&[])];
    UNKNOWN_PREFIX = "name-unknown-prefix" (Warning, Info)
        section "ファイル名の命名規則（ファイル種別）",
        ja "標準仕様にないファイル種別の名前です", en "a file name with a prefix that no edition has",
        says ja "標準仕様にないファイル種別の名前です{guess}", en "a file name with a prefix that no edition has{guess}",
        why ja "先頭のファイル種別（UPPLANなど）で何のファイルかが決まります。知らない種別のファイルは取り込まれません。",
            en "The prefix, such as UPPLAN, says what the file is. A file with another one is not imported.",
        mend ja "ファイル種別の綴りを確認してください。", en "Look at the spelling of the prefix.",
        rejected [ACTUAL.with(&[File("UPJISSEKI_9970100021_11_9970100013_43_20260501090000.CSV", "1,2,3\n")])],
        accepted [BASIC.with(&[])];
    EDITION = "name-edition" (Error, Warning)
        section "ファイル名の命名規則（版による違い）",
        ja "ファイル名の形と内容の版が一致しません", en "the name is that of another edition than the content",
        says ja "ファイル名は{name}の形、内容は{content}です", en "the name is that of {name}, the content that of {content}",
        why ja "4.1版の名前にはサービス種類コード（2桁）が入り、3.x版の名前には入りません。3桁のコードは撤回された4.0版のものです。",
            en "Names of 4.1 hold the service types of both offices in two characters, names of 3.x do not; three digits are those of the withdrawn 4.0.",
        mend ja "内容の版に合った名前で出力し直してください。", en "Write the file again with the name of its edition.",
        rejected [
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_9970100013_20260501090000.CSV")]),
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_111_9970100013_431_20260501090000.CSV")]),
        ],
        accepted [SLIP_V3.with(&[])];
    KIND_CONTENT = "name-kind-content" (Error, Error)
        section "ファイル名の命名規則（ファイル種別）",
        ja "ファイル名の種別と内容の様式が一致しません", en "the name says another kind of file than the content is",
        says ja "ファイル名は「{named}」ですが、内容は「{content}」です", en "the name says {named}, the content is {content}",
        why ja "受信側は名前を見て処理します。実績が削除（DLTJSK）の名前で送られると、取り込まれずに削除されてしまいます。",
            en "Receivers act by the name: actuals under the name of a deletion (DLTJSK) delete what they should replace.",
        mend ja "内容に合った名前で出力し直してください。名前だけで取り込まないでください。",
             en "Write the file again with the right name; do not import it by its name.",
        rejected [ACTUAL.with(&[Name("UPJSK", "DLTJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV")])],
        accepted [ACTUAL.with(&[])];
    MONTH_MISMATCH = "name-month-mismatch" (Error, Warning)
        ["UPPLAN", "UPJSK", "UPSIKYU", "UPHOSOKU", "DLTPLAN", "DLTJSK"]
        section "ファイル名の命名規則（対象年月）",
        ja "ファイル名の対象年月とレコードの対象年月が一致しません", en "the month of the name is not that of the records",
        says ja "ファイル名の対象年月は{name}、レコードは{record}です", en "the name says {name}, the record {record}",
        why ja "どちらの月の分か分からなくなり、別の月の予定や実績を置き換えるおそれがあります。",
            en "Nobody knows which month is meant, and the wrong one may be replaced.",
        mend ja "対象年月を確認し、出力をやり直してください。第1～3表に付ける利用者補足情報の名前は000000です。",
             en "Find out the month and write the file again; a supplement beside 第1–3表 has 000000 in its name.",
        rejected [
            PLAN_DELETION.with(&[Set("DLTPLAN", 1, 4, "202605")]),
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202603_9970100021_11_9970100013_43_20260501090000.CSV"), SetAll("UPJSK", 4, "20260401")]),
        ],
        accepted [PLAN.with(&[]), SLIP.with(&[])];
    SAME_OFFICE = "name-same-office" (Info, Info)
        section "ファイル名の命名規則（送信元・送信先）",
        ja "送信元と送信先が同じ事業所番号です", en "sender and receiver are the same office number",
        why ja "一つの事業所番号で複数のサービスを行う事業所では正しいことがあります。",
            en "That is right for an office number with several services.",
        mend ja "送信先が正しいか確認してください。", en "Make sure that the receiver is the one that is meant.",
        rejected [ACTUAL.with(&[
            Name("UPJSK", "UPJSK_202604_9970100021_11_9970100021_43_20260501090000.CSV"),
            SetAll("UPJSK", 6, "9970100021"),
        ])],
        accepted [ACTUAL.with(&[])];
    SERVICE_TYPE = "name-service-type" (Warning, Info)
        section "ファイル名の命名規則（サービス種類コード）、データ連携の対象",
        ja "ファイル名のサービス種類コードが正しくありません", en "the service types of the name cannot exchange this file",
        says ja "サービス種類コード：{problem}", en "service types: {problem}",
        why ja "サービス種類コードで送信元と送信先の役割が決まります。居宅介護支援（43）が計画と予定を、サービス事業所が実績を送ります。",
            en "The service types say who is who: care management (43) sends plans, providers send actuals.",
        mend ja "送信元・送信先のサービス種類コードを確認してください。", en "Look at the service types of sender and receiver.",
        rejected [
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_99_9970100013_43_20260501090000.CSV")]),
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_13_20260501090000.CSV")]),
        ],
        accepted [
            ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_73_20260501090000.CSV")]),
            // A centre hands a deletion on to the office that it commissioned.
            PLAN_DELETION.with(&[Name("DLTPLAN", "DLTPLAN_202604_9900100083_46_9970100013_43_20260420100002.CSV")]),
        ];
    TIMESTAMP = "name-timestamp" (Error, Warning)
        section "ファイル名の命名規則（ファイル連番）",
        ja "ファイル連番が実在する日時ではありません", en "the timestamp of the name is no possible date and time",
        why ja "ファイル連番（YYYYMMDDHHMMSS）の順に処理されます。", en "Files are processed in the order of their timestamps.",
        mend ja "出力をやり直してください。", en "Write the file again.",
        rejected [ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_43_20260501096000.CSV")])],
        accepted [ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_43_20260501235959.CSV")])];
    TIMESTAMP_FUTURE = "name-timestamp-future" (Warning, Info)
        section "ファイル名の命名規則（ファイル連番）",
        ja "ファイル連番が未来の日時です", en "the timestamp of the name lies in the future",
        why ja "ファイル連番の順に処理されるため、後から正しい日時で送った訂正が古いものとみなされます。パソコンの時計がずれていることがあります。",
            en "Files are processed in that order: a correction sent later counts as older. The clock of the computer may be wrong.",
        mend ja "パソコンの日時を直し、出力をやり直してください。", en "Set the clock right and write the file again.",
        rejected [ACTUAL.with(&[Today("20260429")])],
        accepted [ACTUAL.with(&[Today("20260430")]), ACTUAL.with(&[Today("20270101")])];
    EXTENSION_CASE = "name-extension-case" (Warning, Info)
        section "ファイル名の命名規則（拡張子）",
        ja "拡張子が大文字の「.CSV」ではありません", en "the extension is not .CSV in capitals",
        why ja "大文字と小文字を区別するソフトウェアでは見付けられません。", en "Software that tells capitals from small letters does not find it.",
        mend ja "拡張子を「.CSV」にしてください。", en "Write it as .CSV.",
        rejected [ACTUAL.with(&[Name("UPJSK", "UPJSK_202604_9970100021_11_9970100013_43_20260501090000.csv")])],
        accepted [BASIC.with(&[Name("UPKIHON_IMAGE", "UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0001.JPG"), Set("UPKIHON", 1, 62, "UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0001.JPG")])];
    OFFICE_CHECK_DIGIT = "name-office-check-digit" (Warning, Warning)
        section "ファイル名の命名規則（事業所番号）、介護保険事業所番号の検証番号",
        ja "ファイル名の事業所番号の検証番号（最後の桁）が合いません", en "the check digit of an office number in the name is wrong",
        says ja "{side}事業所番号の検証番号（最後の桁）が合いません", en "the check digit of the {side}'s office number is wrong",
        why ja "事業所番号の書き間違いは、送信時に最も多いエラーです。", en "A mistyped office number is the most common error at upload.",
        mend ja "事業所番号を確認してください。", en "Look the office number up.",
        rejected [
            RENTAL_ACTUAL.with(&[
                Name("UPJSK", "UPJSK_202604_9970100062_17_9970100023_46_20260501091500.CSV"),
            ]),
        ],
        accepted [ACTUAL.with(&[])];
    CONTENT_OFFICE = "name-content-office" (Warning, Info) ["UPPLAN", "UPJSK", "DLTJSK"]
        section "ファイル名の命名規則（送信元・送信先）、第6表 No.6 プラン担当業者コード、No.20 サービス事業者コード",
        ja "ファイル名の事業所とレコードの事業所が一致しません", en "the offices of the name are not those of the records",
        says ja "ファイル名の{side}事業所番号は{name}ですが、レコードの「{item}」は別の番号です",
             en "the {side} of the name is {name}, and {item} of the record another number",
        why ja "別の事業所あての予定や、別の事業所の実績を送ろうとしている可能性があります。地域包括支援センター（46・AF）との間と、予防給付・総合事業のサービスでは確認しません（委託ではそのまま転送されるため）。",
            en "The file may be meant for, or be of, another office. Not looked at where a centre (46, AF) takes part, nor for preventive services, which are passed on as they are.",
        mend ja "送信元・送信先を確認してください。", en "Make sure that sender and receiver are the ones that are meant.",
        rejected [
            ACTUAL.with(&[SetAll("UPJSK", 6, "9970100039")]),
            ACTUAL.with(&[SetAll("UPJSK", 20, "9970100039"), SetAll("UPJSK", 24, "9970100039")]),
            ACTUAL_DELETION.with(&[Set("DLTJSK", 1, 5, "9970100039")]),
        ],
        accepted [ACTUAL.with(&[
            Name("UPJSK", "UPJSK_202604_9970100013_43_9900100083_46_20260501090000.CSV"),
        ])];
    IMAGE = "name-image" (Warning, Info) ["UPKIHON"]
        section "利用者基本情報 No.62 家族構成 画像ファイル名、ファイル名の命名規則（画像）",
        ja "画像ファイル名が利用者基本情報のファイル名に対応していません", en "the name of the picture does not follow that of the file",
        why ja "画像ファイル名は、種別と枝番のほかは利用者基本情報のファイル名と同じです。名前を変えたときはNo.62も書き換えます。",
            en "But for prefix and branch number it equals the name of its 利用者基本情報; who renames that file has to rewrite No.62.",
        mend ja "画像ファイルとNo.62の名前を、利用者基本情報のファイル名に合わせてください。",
             en "Make the name of the picture, and No.62, follow the name of the file.",
        rejected [BASIC.with(&[
            Set("UPKIHON", 1, 62, "kazoku.jpg"), crate::sample::Edit::Without("UPKIHON_IMAGE"),
        ])],
        accepted [BASIC.with(&[])];
}

#[derive(Default)]
struct NameCheck {
    content: Option<Content>,
}

impl Check for NameCheck {
    fn start_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        self.content = file.file_name().map(|name| Content::new(file, *name));
        match &file.naming {
            Naming::Standard(name) => standard_name(file, name, findings),
            Naming::Renamed { found, fault } => {
                let found_name = found.with_canonical_extension().to_string();
                let label = Bilingual { ja: "前後に余分な文字があり、名前", en: "whole" };
                let _ = fault;
                let finding = Found::new(&MALFORMED, Location::file(file.id));
                findings.add(finding.with("part", label).with("expected", found_name));
            }
            Naming::Other(fault) => other_name(file, fault, findings),
        }
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if let Some(content) = &mut self.content {
            content.record(row, findings);
        }
    }
}

fn standard_name(file: &FileContext, name: &FileName, findings: &mut Findings<'_>) {
    let found = |rule: &'static Rule| Found::new(rule, Location::file(file.id));
    if file.contradicts_its_name() {
        let content = file.kind.map_or("", |kind| kind.name);
        findings.add(found(&KIND_CONTENT).with("named", name.kind().name).with("content", content));
    }
    if name.sender().office == name.receiver().office {
        findings.add(found(&SAME_OFFICE));
    }
    service_types(name, findings, found);
    if !name.timestamp().is_valid() {
        findings.add(found(&TIMESTAMP));
    } else if let (Some(today), Some(date)) = (findings.profile().today(), name.timestamp().date()) {
        // One day more, for offices whose clocks are ahead.
        let tomorrow = chrono::NaiveDate::from(today).succ_opt();
        if tomorrow.is_some_and(|tomorrow| chrono::NaiveDate::from(date) > tomorrow) {
            findings.add(found(&TIMESTAMP_FUTURE));
        }
    }
    // The extension of a picture is printed in both ways.
    if !name.has_canonical_extension() && !name.kind().has_branch {
        let fix = Fix::Rename(name.with_canonical_extension().to_string());
        findings.add(found(&EXTENSION_CASE).fix(fix));
    }
    let sides = [(name.sender(), SENDER), (name.receiver(), RECEIVER)];
    for (endpoint, side) in sides {
        if !matches!(endpoint.office.check_digit(), CheckDigit::Ok | CheckDigit::OkMedical) {
            findings.add(found(&OFFICE_CHECK_DIGIT).with("side", side));
        }
    }
}

const SENDER: Bilingual = Bilingual { ja: "送信元", en: "sender" };
const RECEIVER: Bilingual = Bilingual { ja: "送信先", en: "receiver" };

fn other_name(file: &FileContext, fault: &careplan_model::FileNameError, findings: &mut Findings<'_>) {
    let expected = match file.kind {
        // 予定 and 実績 have one layout, and a name of somebody's own does not tell them apart.
        Some(kind) if file.content.len() > 1 && !file.name.starts_with(kind.prefix) => {
            file.content.iter().map(|kind| pattern(kind)).collect::<Vec<_>>().join(" / ")
        }
        Some(kind) => pattern(kind),
        None => "PREFIX_9999999999_99_9999999999_99_YYYYMMDDHHMMSS.CSV".to_owned(),
    };
    let location = Location::file(file.id);
    if fault.kind == FileNameFault::UnknownPrefix {
        let kinds: Vec<&str> = file.content.iter().map(|kind| kind.prefix).collect();
        let finding = Found::new(&UNKNOWN_PREFIX, location);
        let guess = if kinds.is_empty() { String::new() } else { format!("（{}？）", kinds.join("・")) };
        return findings.add(finding.with("guess", guess));
    }
    let finding = Found::new(&MALFORMED, location).with("expected", expected);
    findings.add(match fault.kind {
        FileNameFault::Malformed => finding.with("part", part(fault.part)),
        _ => finding.with("part", Bilingual { ja: "全体", en: "whole" }),
    });
}

/// The name that a file of a kind has.
fn pattern(kind: &careplan_model::FormKind) -> String {
    let month = if kind.has_month { "_YYYYMM" } else { "" };
    let branch = if kind.has_branch { "_9999" } else { "" };
    format!("{}{month}_9999999999_99_9999999999_99_YYYYMMDDHHMMSS{branch}.{}", kind.prefix, kind.extension)
}

fn part(part: careplan_model::NamePart) -> Bilingual {
    use careplan_model::NamePart as Part;
    let en = match part {
        Part::Prefix => "prefix",
        Part::Month => "month",
        Part::SenderOffice => "sender's office number",
        Part::SenderService => "sender's service type",
        Part::ReceiverOffice => "receiver's office number",
        Part::ReceiverService => "receiver's service type",
        Part::Timestamp => "timestamp",
        Part::Branch => "branch number",
        Part::Extension => "extension",
        Part::Count => "number of parts",
    };
    Bilingual { ja: part.label(), en }
}

fn service_types(name: &FileName, findings: &mut Findings<'_>, found: impl Fn(&'static Rule) -> Found) {
    // Names of 3.x hold none; those of 4.0 are told by their edition.
    if name.form() != NameForm::V4_1 {
        return;
    }
    let mut unknown = false;
    for (endpoint, problem) in [(name.sender(), UNKNOWN_SENDER), (name.receiver(), UNKNOWN_RECEIVER)] {
        if endpoint.service_type().is_none_or(|code| code.name().is_none()) {
            unknown = true;
            findings.add(found(&SERVICE_TYPE).with("problem", problem));
        }
    }
    let writes = roles(name.sender()).iter().any(|role| name.kind().writers.contains(role));
    // A centre hands its plans to the office that it commissioned (委託), which passes them on.
    let is_handed_on = is_centre(name.sender()) && roles(name.receiver()).contains(&kind::Role::CareOffice);
    let reads = is_handed_on || roles(name.receiver()).iter().any(|role| name.kind().readers.contains(role));
    if !unknown && !writes {
        findings.add(found(&SERVICE_TYPE).with("problem", NO_WRITER));
    } else if !unknown && !reads {
        findings.add(found(&SERVICE_TYPE).with("problem", NO_READER));
    }
}

const UNKNOWN_SENDER: Bilingual = Bilingual {
    ja: "送信元のサービス種類コードが一覧にありません",
    en: "no list has the sender's service type",
};
const UNKNOWN_RECEIVER: Bilingual = Bilingual {
    ja: "送信先のサービス種類コードが一覧にありません",
    en: "no list has the receiver's service type",
};
const NO_WRITER: Bilingual = Bilingual {
    ja: "送信元のサービス種類の事業所が送るファイルではありません",
    en: "offices of the sender's service type do not send this file",
};
const NO_READER: Bilingual = Bilingual {
    ja: "送信先のサービス種類の事業所が受け取るファイルではありません",
    en: "offices of the receiver's service type do not receive this file",
};

/// What an office can be by its service type.
fn roles(endpoint: Endpoint) -> &'static [kind::Role] {
    use kind::Role::{CareOffice, Centre, Provider};
    match endpoint.service_type() {
        Some(ServiceTypeCode::CARE_MANAGEMENT) => &[CareOffice],
        // A centre, or an office designated for 介護予防支援.
        Some(ServiceTypeCode::PREVENTIVE_SUPPORT | ServiceTypeCode::PREVENTIVE_CARE_MANAGEMENT) => {
            &[Centre, CareOffice]
        }
        // 小規模多機能 and its kin have care managers of their own.
        Some(code) if ["73", "68", "77", "79", "75", "69"].contains(&code.as_str()) => {
            &[Provider, CareOffice, Centre]
        }
        _ => &[Provider],
    }
}

/// Whether a planner of preventive care takes part, who passes on what others made.
fn has_centre(name: &FileName) -> bool {
    is_centre(name.sender()) || is_centre(name.receiver())
}

fn is_centre(endpoint: Endpoint) -> bool {
    matches!(
        endpoint.service_type(),
        Some(ServiceTypeCode::PREVENTIVE_SUPPORT | ServiceTypeCode::PREVENTIVE_CARE_MANAGEMENT)
    )
}
