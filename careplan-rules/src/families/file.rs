//! ファイル内のレコード: versions, months, keys, and who the persons are to the receiver.

mod keys;
mod unrelated;
mod versions;

use crate::check::{Check, Family, FileContext};
use crate::findings::Findings;
use crate::row::Row;
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::{
    ACTUAL, ACTUAL_DELETION,
    Edit::{File, Name, Off, Raw, Repeat, Set, SetAll},
    PLAN, PLAN_DELETION, PLAN_V3, SLIP, SLIP_V3, TABLE1_DELETION,
};
use careplan_csv::Entry;

/// Records of one file.
pub static FAMILY: Family = Family {
    name: "file",
    title: Bilingual { ja: "ファイル内のレコード", en: "Records of one file" },
    rules: ALL,
    check: Some(|| Box::<FileCheck>::default()),
};

rules! {
    MIXED_VERSIONS = "file-mixed-versions" (Error, Error)
        section "CSVバージョン（各ファイルの項目1）",
        ja "一つのファイルに異なるCSVバージョンが混在しています", en "one file holds two values of CSVバージョン",
        says ja "CSVバージョンが{found}です（先頭のレコードは{first}）",
             en "CSVバージョン is {found}, and {first} in the first record",
        why ja "CSVバージョンで項目の並びが決まるため、一つのファイルでは一つの値だけを使います。混在すると受信側は取り込めません。",
            en "The value decides which items a record has, so a file holds one. Receivers cannot import a mixture.",
        mend ja "すべてのレコードを同じ版で出力し直してください。", en "Write all records again by one edition.",
        rejected [
            TABLE1_DELETION.with(&[Repeat("DLT1KYO", 1), Set("DLT1KYO", 2, 3, "9000000009"), Set("DLT1KYO", 2, 1, "202208")]),
            PLAN_V3.with(&[Repeat("UP2KYO", 1), Set("UP2KYO", 2, 13, "2"), Set("UP2KYO", 2, 1, "202407")]),
        ],
        accepted [TABLE1_DELETION.with(&[Repeat("DLT1KYO", 1), Set("DLT1KYO", 2, 3, "9000000009")])];
    UNKNOWN_VERSION = "file-unknown-version" (Error, Warning)
        section "CSVバージョン（各ファイルの項目1）",
        ja "どの版にもないCSVバージョンです", en "no edition has this value of CSVバージョン",
        says ja "CSVバージョン「{found}」はどの版にもありません。{advice}",
             en "no edition has the CSVバージョン {found}.{advice}",
        why ja "受信側はCSVバージョンで版を判断します。知らない値のファイルは取り込めません。",
            en "Receivers tell the edition by this value, and refuse one that they do not know.",
        mend ja "4.1版のファイルは202407、3.x版のファイルは202208にしてください。",
             en "Set it to 202407 in files of edition 4.1, to 202208 in files of 3.x.",
        rejected [
            TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 1, "202410")]),
            ACTUAL.with(&[SetAll("UPJSK", 1, "202410")]),
            PLAN_V3.with(&[Set("UPHOSOKU", 1, 1, "202308")]),
            TABLE1_DELETION.with(&[Raw("DLT1KYO", 1, 1, "4.1")]),
        ],
        accepted [
            TABLE1_DELETION.with(&[]),
            TABLE1_DELETION.with(&[
                Name("DLT1KYO", "DLT1KYO_9970100013_9970100062_20200420100001.CSV"),
                Set("DLT1KYO", 1, 1, "201910"),
            ]),
        ];
    OBSOLETE_VERSION = "file-obsolete-version" (Error, Warning)
        section "CSVバージョン（各ファイルの項目1）、改定履歴",
        ja "使われないまま撤回された4.0版のCSVバージョン（202504）です",
        en "202504 is the value of edition 4.0, which was withdrawn before use",
        why ja "4.0版は運用開始前に4.1版に置き換えられ、4.1版のCSVバージョンは202407です。受信側は202504を取り込めないことがあります。",
            en "Edition 4.1 took its place, with the value 202407. Receivers may refuse 202504.",
        mend ja "ソフトウェアを4.1版に更新し、CSVバージョン202407で出力し直してください。",
             en "Update the software to edition 4.1 and write the file again with 202407.",
        rejected [
            ACTUAL.with(&[SetAll("UPJSK", 1, "202504")]),
            TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 1, "202504")]),
        ],
        accepted [TABLE1_DELETION.with(&[])];
    VERSION_LAYOUT = "file-version-layout" (Error, Warning) ["UPPLAN", "UPJSK", "UPSIKYU"]
        section "CSVバージョン（各ファイルの項目1）、版による項目の違い（第6表・第7表の福祉用具の項目）",
        ja "CSVバージョンと項目の並びが別の版のものです", en "CSVバージョン and the items of the record are of different editions",
        says ja "CSVバージョンは{version}ですが、項目の数と並びは{layout}のものです",
             en "CSVバージョン is {version}, but the number of items is that of {layout}",
        why ja "受信側はCSVバージョンでレイアウトを選ぶため、後ろの項目を取り違えるか取込みエラーになります。",
            en "Receivers choose the layout by the value, and take the later items for others, or stop.",
        mend ja "レイアウトに合ったCSVバージョン（4.1版は202407、3.x版は202208）で出力し直してください。",
             en "Write the file again with the value of its layout: 202407 for edition 4.1, 202208 for 3.x.",
        rejected [ACTUAL.with(&[SetAll("UPJSK", 1, "202208")])],
        accepted [ACTUAL.with(&[]), SLIP_V3.with(&[])];
    VERSION_MONTH = "file-version-month" (Warning, Info)
        ["UPPLAN", "UPJSK", "UPSIKYU", "UPHOSOKU", "DLTPLAN", "DLTJSK"]
        section "CSVバージョン（各ファイルの項目1）、適用開始（令和7年4月サービス提供分から4.1版）",
        ja "CSVバージョンが対象年月に合いません", en "CSVバージョン does not fit the service month",
        says ja "CSVバージョン{version}は対象年月{month}には使いません",
             en "CSVバージョン {version} is not used for service month {month}",
        why ja "4.1版（202407）は令和7年4月サービス提供分から、それより前の分は3.x版（202208）です。受信側が取り込めないことがあります。",
            en "Edition 4.1 (202407) is for service months from April 2025, 3.x (202208) for those before. Receivers may refuse the file.",
        mend ja "対象年月を確認し、その月に使う版で出力し直してください。",
             en "Check the month, and write the file again by the edition of that month.",
        rejected [
            ACTUAL_DELETION.with(&[
                Set("DLTJSK", 1, 1, "202208"),
                Name("DLTJSK", "DLTJSK_202604_9970100021_9970100013_20260520100003.CSV"),
            ]),
            PLAN_DELETION.with(&[
                Name("DLTPLAN", "DLTPLAN_202504_9970100013_9970100062_20250420100002.CSV"),
                Set("DLTPLAN", 1, 1, "202208"),
                Set("DLTPLAN", 1, 4, "202504"),
            ]),
            PLAN_DELETION.with(&[
                Name("DLTPLAN", "DLTPLAN_202503_9970100013_43_9970100062_17_20250320100002.CSV"),
                Set("DLTPLAN", 1, 4, "202503"),
            ]),
        ],
        accepted [
            PLAN_DELETION.with(&[
                Name("DLTPLAN", "DLTPLAN_202504_9970100013_43_9970100062_17_20250420100002.CSV"),
                Set("DLTPLAN", 1, 4, "202504"),
            ]),
            PLAN_DELETION.with(&[
                Name("DLTPLAN", "DLTPLAN_202503_9970100013_9970100062_20250320100002.CSV"),
                Set("DLTPLAN", 1, 1, "202208"),
                Set("DLTPLAN", 1, 4, "202503"),
            ]),
            PLAN_V3.with(&[]),
        ];
    MIXED_MONTHS = "file-mixed-months" (Error, Warning) ["UPPLAN", "UPJSK", "UPSIKYU", "DLTPLAN", "DLTJSK"]
        section "ファイルの単位（対象年月ごとに一つのファイル）",
        ja "一つのファイルに複数の対象年月が混在しています", en "one file holds more than one service month",
        says ja "対象年月が{found}です（先頭のレコードは{first}）", en "the service month is {found}, and {first} in the first record",
        why ja "利用票・別表・実績とその削除は、対象年月ごとに別のファイルにします。別の月の予定や実績を置き換えるおそれがあります。",
            en "Slips, actuals and their deletions are one file for each month. Those of another month may be replaced.",
        mend ja "対象年月ごとに分けて出力し直してください。", en "Write a file for each month.",
        rejected [
            PLAN_DELETION.with(&[
                Repeat("DLTPLAN", 1),
                Set("DLTPLAN", 2, 3, "9000000009"),
                Set("DLTPLAN", 2, 4, "202605"),
                Off("name-month-mismatch"),
            ]),
            ACTUAL_DELETION.with(&[Repeat("DLTJSK", 1), Set("DLTJSK", 2, 4, "202603"), Off("name-month-mismatch")]),
        ],
        accepted [PLAN_DELETION.with(&[Repeat("DLTPLAN", 1), Set("DLTPLAN", 2, 3, "9000000009")])];
    DUPLICATE_KEY = "file-duplicate-key" (Error, Warning)
        ["UP1KYO", "UPHOSOKU", "UPKIHON", "UPYOBO", "DLT1KYO", "DLTPLAN", "DLTJSK", "DLTKIHON", "DLTYOBO"]
        section "各ファイルのキー項目",
        ja "同じキー（保険者番号・被保険者番号・日付または年月）のレコードが二つあります",
        en "two records have the same key (insurer, insured person, date or month)",
        why ja "このファイルは一つのキーにつき1レコードです。受信側ではどちらか一方が失われるか、取込みが失敗します。",
            en "The file holds one record for each key. A receiver loses one of them, or the import fails.",
        mend ja "重複したレコードを除いてください。別の利用者や計画であれば番号と日付を直してください。",
             en "Remove one of them; if they are about different persons or plans, correct the numbers and dates.",
        rejected [
            TABLE1_DELETION.with(&[Repeat("DLT1KYO", 1)]),
            ACTUAL_DELETION.with(&[Repeat("DLTJSK", 1)]),
            PLAN.with(&[Repeat("UP1KYO", 1)]),
            PLAN_V3.with(&[Repeat("UPHOSOKU", 1)]),
        ],
        accepted [
            TABLE1_DELETION.with(&[Repeat("DLT1KYO", 1), Set("DLT1KYO", 2, 4, "20260321")]),
            TABLE1_DELETION.with(&[Repeat("DLT1KYO", 1), Set("DLT1KYO", 2, 2, "991026")]),
            ACTUAL_DELETION.with(&[Repeat("DLTJSK", 1), Set("DLTJSK", 2, 6, "A2")]),
        ];
    EDITION_KIND = "file-edition-kind" (Error, Warning)
        ["UP3KYO", "UPKIHON", "UPKIHON_SUB1", "UPKIHON_SUB2", "DLTKIHON", "UPYOBO", "UPYOBO_SUB", "DLTYOBO"]
        section "CSVバージョン（各ファイルの項目1）、改定履歴（第3表・介護予防のファイルは4.0版から）",
        ja "このCSVバージョンの版にはないファイルです", en "the edition of this CSVバージョン does not have the kind of file",
        says ja "CSVバージョン{version}の版に{kind}はありません", en "editions with CSVバージョン {version} have no {kind}",
        why ja "第3表と介護予防のファイルは4.0版で加わりました。3.x版の受信側は取り込めません。",
            en "第3表 and the preventive files came with edition 4.0. Software for 3.x cannot import them.",
        mend ja "4.1版（CSVバージョン202407）で出力し直してください。3.x版で送る場合はこのファイルを除いてください。",
             en "Write the set by edition 4.1 (202407), or leave this file out when sending by 3.x.",
        rejected [PLAN_V3.with(&[File(
            "UP3KYO_9970100013_9970100062_20240325100000.CSV",
            "202208,991018,9000000001,20240320,20240320,\"訪問介護\",3,0900,1000,,,,\n",
        )])],
        accepted [PLAN.with(&[]), PLAN_V3.with(&[])];
    UNRELATED_PERSON = "file-unrelated-person" (Warning, Info) ["UPPLAN"]
        section "出力の対象（送信先の事業所に関係する利用者）",
        ja "送信先の事業所のサービスがない利用者が含まれています",
        en "a person without any service of the receiver is in the file",
        why ja "利用票は、その事業所のサービスを利用する利用者の分だけを送ります。関係のない事業所に個人情報を渡すことになります。",
            en "Slips are sent only of persons whom the receiver serves. Others' personal data do not belong there.",
        mend ja "送信先とファイルに含める利用者を確認してください。", en "Check the receiver, and whose slips the file holds.",
        rejected [
            SLIP.with(&[
                Name("UPPLAN", "UPPLAN_202604_9970100013_43_9960100056_13_20260325110000.CSV"),
                Name("UPSIKYU", "UPSIKYU_202604_9970100013_43_9960100056_13_20260325110000.CSV"),
                Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9960100056_13_20260325110000.CSV"),
            ]),
            SLIP.with(&[
                Name("UPPLAN", "UPPLAN_202604_9970100013_43_9970100021_15_20260325110000.CSV"),
                Name("UPSIKYU", "UPSIKYU_202604_9970100013_43_9970100021_15_20260325110000.CSV"),
                Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9970100021_15_20260325110000.CSV"),
            ]),
            SLIP_V3.with(&[
                Name("UPPLAN", "UPPLAN_202404_9970100013_9960100056_20240325110000.CSV"),
                Name("UPSIKYU", "UPSIKYU_202404_9970100013_9960100056_20240325110000.CSV"),
                Name("UPHOSOKU", "UPHOSOKU_202404_9970100013_9960100056_20240325110000.CSV"),
            ]),
        ],
        accepted [
            SLIP.with(&[
                Name("UPPLAN", "UPPLAN_202604_9970100013_43_9970100062_67_20260325110000.CSV"),
                Name("UPSIKYU", "UPSIKYU_202604_9970100013_43_9970100062_67_20260325110000.CSV"),
                Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9970100062_67_20260325110000.CSV"),
            ]),
            SLIP.with(&[
                Name("UPPLAN", "UPPLAN_202604_9970100013_43_9900100083_46_20260325110000.CSV"),
                Name("UPSIKYU", "UPSIKYU_202604_9970100013_43_9900100083_46_20260325110000.CSV"),
                Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9900100083_46_20260325110000.CSV"),
            ]),
            SLIP_V3.with(&[
                Name("UPPLAN", "UPPLAN_202404_9970100013_9970100021_20240325110000.CSV"),
                Name("UPSIKYU", "UPSIKYU_202404_9970100013_9970100021_20240325110000.CSV"),
                Name("UPHOSOKU", "UPHOSOKU_202404_9970100013_9970100021_20240325110000.CSV"),
            ]),
        ];
}

/// The checks of this family, which have nothing in common.
#[derive(Default)]
struct FileCheck {
    versions: versions::Versions,
    keys: keys::Keys,
    unrelated: unrelated::Unrelated,
}

impl FileCheck {
    fn all(&mut self) -> [&mut dyn Check; 3] {
        [&mut self.versions, &mut self.keys, &mut self.unrelated]
    }
}

impl Check for FileCheck {
    fn start_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        self.all().into_iter().for_each(|check| check.start_file(file, findings));
    }

    fn odd_line(&mut self, file: &FileContext, entry: &Entry<'_>, findings: &mut Findings<'_>) {
        self.all().into_iter().for_each(|check| check.odd_line(file, entry, findings));
    }

    fn broken_record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        self.all().into_iter().for_each(|check| check.broken_record(row, findings));
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        self.all().into_iter().for_each(|check| check.record(row, findings));
    }

    fn end_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        self.all().into_iter().for_each(|check| check.end_file(file, findings));
    }
}
