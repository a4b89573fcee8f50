//! 送信単位とファイル間の関係: which files go together, and whether they say the same.

mod addresses;
mod images;
mod persons;
mod slips;
mod units;
mod versions;

pub(super) use images::follows;

use crate::check::{Check, Family, FileContext, UnitContext};
use crate::findings::Findings;
use crate::row::Row;
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::{
    ACTUAL, BASIC,
    Edit::{Append, File, Name, Remove, Repeat, Set, SetAll, Without},
    PLAN, PLAN_DELETION, PLAN_V3, SLIP, SLIP_V3, SUPPORT,
};
use careplan_csv::Entry;
use std::any::Any;

/// Units of sending and relations between files.
pub static FAMILY: Family = Family {
    name: "set",
    title: Bilingual {
        ja: "送信単位とファイル間の関係", en: "Units of sending and relations between files"
    },
    rules: ALL,
    check: Some(|| Box::<SetCheck>::default()),
};

rules! {
    INCOMPLETE = "set-incomplete" (Error, Warning)
        section "送信単位（一緒に送るファイルの組合せ）",
        ja "一緒に送るファイルがそろっていません", en "a file of the unit of sending is missing",
        says ja "一緒に送る「{missing}」がありません", en "the unit lacks {missing}",
        why ja "第1表・第2表・第3表・利用者補足情報（3.x版は第3表なし）、または第6表予定・第7表・利用者補足情報は一組で送ります。足りないと受信側は取り込めません。別表はないこともあります。",
            en "Tables 1 to 3 and the supplement (in 3.x without table 3), or the plan of table 6, table 7 and the supplement, are sent together. Receivers cannot import a part; annexes may be absent.",
        mend ja "「{missing}」も出力し、同じファイル連番の一組として送ってください。別表がもともとない場合はそのままで構いません。",
             en "Write {missing} too and send all of one timestamp together. Nothing is to be done for an annex that does not exist.",
        rejected [
            PLAN.with(&[Without("UP3KYO")]),
            PLAN.with(&[Without("UP1KYO")]),
            SLIP.with(&[Without("UPHOSOKU")]),
            SLIP_V3.with(&[Without("UPSIKYU")]),
            PLAN_V3.with(&[Without("UPHOSOKU"), Without("UP2KYO")]),
            BASIC.with(&[Without("UPKIHON")]),
            BASIC.with(&[Without("UPKIHON_SUB1")]),
            SUPPORT.with(&[Without("UPYOBO_SUB")]),
        ],
        accepted [
            PLAN_V3.with(&[]),
            BASIC.with(&[Without("UPKIHON_IMAGE"), Set("UPKIHON", 1, 62, "")]),
            ACTUAL.with(&[]),
        ];
    NOT_ALLOWED = "set-not-allowed" (Error, Warning)
        section "送信単位（一緒に送るファイルの組合せ）",
        ja "一緒に送れないファイルが同じファイル連番にあります", en "files that must not go together have one timestamp",
        says ja "「{kind}」は「{beside}」と一緒に送れません", en "{kind} must not be sent together with {beside}",
        why ja "削除は単独で、居宅サービス計画書（第1～3表）と利用票（第6・7表）は別々に、実績は単独で送ります（地域包括支援センターへの委託の報告を除く）。同じファイル連番では処理の順が決まりません。",
            en "A deletion is sent alone, care plan and slip are units of their own, and so are actuals (except in a report to the centre). Under one timestamp nobody knows what comes first.",
        mend ja "送信単位ごとに分け、別々のファイル連番で出力し直してください。",
             en "Write each unit again with a timestamp of its own.",
        rejected [
            SLIP.with(&[File(
                "DLTPLAN_202604_9970100013_43_9970100062_17_20260325110000.CSV",
                "202407,991018,9000000009,202604\n",
            )]),
            SLIP_V3.with(&[File(
                "DLT1KYO_9970100013_9970100062_20240325110000.CSV",
                "202208,991018,9000000001,20240320\n",
            )]),
            SLIP.with(&[
                File(
                    "UP1KYO_9970100013_43_9970100062_17_20260325110000.CSV",
                    "202407,991018,9000000001,20260320,,,,\"例示　能子\",\"見本居宅介護支援センター\",,,,9970100013,20260320,20230401,,,,,,,,,,,,9970100013,\n",
                ),
                File(
                    "UP2KYO_9970100013_43_9970100062_17_20260325110000.CSV",
                    "202407,991018,9000000001,20260320,20260320,1,\"清潔に過ごしたい。\",1,\"入浴を続ける。\",,,,1,\"入浴の介助\",Y,\"訪問介護\",9970100021,\"例示ヘルパーステーション\",,,9970100013,\n",
                ),
                File(
                    "UP3KYO_9970100013_43_9970100062_17_20260325110000.CSV",
                    "202407,991018,9000000001,20260320,20260320,\"訪問介護\",3,0900,1000,,,,\n",
                ),
                File(
                    "UPHOSOKU_000000_9970100013_43_9970100062_17_20260325110000.CSV",
                    "202407,991018,9000000001,20260320,\"ミホン　タロウ\",\"見本　太郎\",1,19400401,000-0001,\"見本県例示市見本町１－２－３\",,000-0000-1000,20250320,20250401,20280331,2,,23,27048,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,9970100013,9970100013,,000000\n",
                ),
            ]),
        ],
        accepted [
            SLIP.with(&[File(
                "DLTPLAN_202604_9970100013_43_9970100062_17_20260325105959.CSV",
                "202407,991018,9000000009,202604\n",
            )]),
            SLIP.with(&[File(
                "DLTPLAN_202604_9970100013_43_9970100021_11_20260325110000.CSV",
                "202407,991018,9000000009,202604\n",
            )]),
        ];
    MIXED_STAMP = "set-mixed-stamp" (Error, Warning)
        section "送信単位（ファイル連番）",
        ja "一組のファイルのファイル連番が異なります", en "the files of one unit have different timestamps",
        why ja "一緒に送るファイルは同じファイル連番にします。異なると別々の送信単位とみなされ、どちらも足りないものとして扱われます。",
            en "Files that are sent together have one timestamp. Otherwise they count as two units, both incomplete.",
        mend ja "一組のファイルを一度に出力し直してください。ファイル名だけを書き換えないでください。",
             en "Write all files of the unit again at once, rather than editing their names.",
        rejected [
            SLIP.with(&[Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9970100062_17_20260325110001.CSV")]),
            PLAN.with(&[
                Name("UP2KYO", "UP2KYO_9970100013_43_9970100062_17_20260325100001.CSV"),
                Name("UP3KYO", "UP3KYO_9970100013_43_9970100062_17_20260325100002.CSV"),
                Name("UPHOSOKU", "UPHOSOKU_000000_9970100013_43_9970100062_17_20260325100003.CSV"),
            ]),
            PLAN_V3.with(&[Name("UP1KYO", "UP1KYO_9970100013_9970100062_20240325095959.CSV")]),
            BASIC.with(&[Name("UPKIHON_SUB2", "UPKIHON_SUB2_9900100083_46_9970100013_43_20260325130005.CSV")]),
        ],
        accepted [
            SLIP.with(&[]),
            BASIC.with(&[
                File(
                    "UPYOBO_9900100083_46_9970100013_43_20260325130001.CSV",
                    "202407,991018,9000000201,20260320,1,2,,\"例示　花子\",20250818,20250901,20270831,21,2,2,\"見本　支援子\",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n",
                ),
                File(
                    "UPYOBO_SUB_9900100083_46_9970100013_43_20260325130001.CSV",
                    "202407,991018,9000000201,20260320,\"1\",\"外出が減っている。\",,,,\"1\",,,,\"1\",,,\n",
                ),
            ]),
        ];
    DUPLICATE_KIND = "set-duplicate-kind" (Error, Warning)
        section "送信単位（一緒に送るファイルの組合せ）",
        ja "同じ種類のファイルが一組に二つあります", en "one unit has two files of the same kind",
        says ja "「{kind}」が二つあります", en "there are two files of {kind}",
        why ja "一組に同じ種類のファイルは一つです（画像を除く）。写しが残っていると、どちらが取り込まれるか分かりません。",
            en "A unit has one file of each kind, pictures aside. With a copy among them nobody knows which is imported.",
        mend ja "余分なファイルを除いてください。", en "Remove the one that is not meant.",
        rejected [
            ACTUAL.with(&[
                File("UPJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV", "202407,991018,9000000001,20260501,202604,9970100013,\"例示　能子\",387,,20260415,,0900,1000,1,111211,,,,,9970100021,\"例示ヘルパーステーション\",,0,9970100021,\n"),
            ]),
            PLAN_DELETION.with(&[File(
                "DLTPLAN_202604_9970100013_43_9970100062_17_20260420100002.CSV",
                "202407,991018,9000000009,202604\n",
            )]),
        ],
        accepted [
            PLAN_DELETION.with(&[File(
                "DLTPLAN_202605_9970100013_43_9970100062_17_20260420100002.CSV",
                "202407,991018,9000000001,202605\n",
            )]),
            BASIC.with(&[File("UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0002.jpg", "")]),
        ];
    ORPHAN = "set-orphan" (Error, Warning)
        ["UP2KYO", "UP3KYO", "UPSIKYU", "UPHOSOKU", "UPKIHON_SUB1", "UPKIHON_SUB2", "UPYOBO_SUB"]
        section "ファイル間の関係（キー項目）",
        ja "元になるファイルに同じキーのレコードがありません", en "the file that this record depends on has no record of its key",
        says ja "「{leading}」に同じ利用者・日付のレコードがありません", en "{leading} has no record of this person and date",
        why ja "第2表・第3表・補足情報は第1表に、第7表・補足情報は第6表に、別表は元の帳票に、保険者番号・被保険者番号・日付で結び付きます。結び付かないレコードは取り込まれません。",
            en "Dependent records are tied to their form by insurer, insured person and date. What is tied to nothing is not imported.",
        mend ja "番号と作成（変更）日を確認し、元の帳票と一緒に出力し直してください。",
             en "Check the numbers and the date, and write the form together with what depends on it.",
        rejected [
            PLAN.with(&[Set("UP2KYO", 3, 3, "9000000009")]),
            PLAN.with(&[Set("UP3KYO", 1, 5, "20260319")]),
            SLIP.with(&[Append("UPSIKYU", "202407,991018,9000000009,20260325,202604,,9999999999,,999999,,,,0,,,0,0,0,,,0,0,,0,,0,,0,0,,,,0,9999999999,,9970100013,\n")]),
            SLIP_V3.with(&[Append("UPSIKYU", "202208,991018,9000000009,20240325,202404,,9999999999,,999999,0,,,0,0,0,,,0,0,,0,,0,,0,0,,,,0,9999999999,,9970100013,\n")]),
            BASIC.with(&[Set("UPKIHON_SUB2", 1, 4, "20260311")]),
            SUPPORT.with(&[SetAll("UPYOBO_SUB", 2, "991026")]),
        ],
        accepted [PLAN.with(&[]), SUPPORT.with(&[])];
    PERSON_MISSING = "set-person-missing" (Error, Warning) ["UP1KYO", "UPPLAN"]
        section "ファイル間の関係（キー項目）、送信単位",
        ja "この利用者のレコードが一組のほかのファイルにありません", en "another file of the unit has no record of this person",
        says ja "この利用者の「{missing}」がありません", en "{missing} has no record of this person",
        why ja "利用者ごとに、第1表には第2表と補足情報、第6表予定には第7表と補足情報が必要です。足りない利用者は取り込めません。",
            en "Each person of table 1 has table 2 and a supplement, each person of the plan table 7 and a supplement. Receivers cannot import a person without them.",
        mend ja "この利用者の「{missing}」を含めて出力し直してください。", en "Write the files again with {missing} of this person.",
        rejected [
            PLAN.with(&[Repeat("UP1KYO", 1), Set("UP1KYO", 2, 3, "9000000009")]),
            SLIP.with(&[
                Append("UPPLAN", "202407,991018,9000000009,20260325,202604,9970100013,\"例示　能子\",387,,20260401,,0900,1000,1,111211,,,,,9970100062,\"例示ヘルパーステーション\",,0,9970100013,\n202407,991018,9000000009,20260325,202604,9970100013,\"例示　能子\",1000,,20260401,,9999,9999,1,171003,99999-000011,,\"見本ベッド\",,9970100062,\"見本福祉用具レンタル\",,0,9970100013,\n"),
            ]),
            PLAN_V3.with(&[
                Repeat("UP1KYO", 1),
                Set("UP1KYO", 2, 3, "9000000009"),
                Repeat("UPHOSOKU", 1),
                Set("UPHOSOKU", 2, 3, "9000000009"),
            ]),
        ],
        accepted [
            // 第3表 may have nothing to say of a person.
            PLAN.with(&[
                Repeat("UP1KYO", 1),
                Set("UP1KYO", 2, 3, "9000000009"),
                Repeat("UP2KYO", 1),
                Set("UP2KYO", 4, 3, "9000000009"),
                Repeat("UPHOSOKU", 1),
                Set("UPHOSOKU", 2, 3, "9000000009"),
            ]),
            BASIC.with(&[Remove("UPKIHON_SUB1", 2), Remove("UPKIHON_SUB1", 1), Append("UPKIHON_SUB1", "202407,991018,9000000201,20260310,\"6:00\",\"起床\",\n")]),
        ];
    VERSION_MIXED = "set-version-mixed" (Error, Warning)
        section "CSVバージョン（各ファイルの項目1）、送信単位",
        ja "一組のファイルのCSVバージョンが異なります", en "the files of one unit have different values of CSVバージョン",
        says ja "CSVバージョンが{found}です（一組の先頭のファイルは{first}）",
             en "CSVバージョン is {found}, and {first} in the first file of the unit",
        why ja "一組のファイルは同じ版で作ります。版が混ざると受信側は取り込めません。",
            en "The files of a unit are made by one edition. Receivers cannot import a mixture.",
        mend ja "一組のファイルをすべて同じ版で出力し直してください。", en "Write all files of the unit again by one edition.",
        rejected [
            PLAN_V3.with(&[SetAll("UP2KYO", 1, "202003")]),
            PLAN_V3.with(&[Set("UP1KYO", 1, 1, "202003")]),
        ],
        accepted [PLAN_V3.with(&[]), PLAN.with(&[])];
    COUNT_MISMATCH = "set-count-mismatch" (Warning, Info) ["UPPLAN", "UPSIKYU"]
        section "第6表 No.14 サービス回数、第7表 No.16 回数／日数",
        ja "第6表と第7表でサービスの回数が一致しません", en "tables 6 and 7 disagree on how often a service is planned",
        says ja "サービスコード{code}は第6表で計{planned}回、第7表で{annexed}回です",
             en "service code {code}: {planned} in table 6, {annexed} in table 7",
        why ja "第7表の回数は、第6表の予定を事業所とサービスコードごとに合計したものです。給付管理と請求が合わなくなります。",
            en "Table 7 sums up table 6 by office and service code. Benefit management and claims go by it.",
        mend ja "予定を変えた後に別表を作り直していないことがあります。両方を出力し直してください。",
             en "The annex may not have been made again after the plan was changed: write both again.",
        rejected [
            SLIP.with(&[Set("UPPLAN", 4, 14, "2"), Set("UPPLAN", 1, 8, "387")]),
            SLIP.with(&[Remove("UPPLAN", 4)]),
            SLIP_V3.with(&[Append("UPPLAN", "202208,991018,9000000001,20240325,202404,9970100013,\"例示　能子\",387,,20240408,,0900,1000,1,111211,,9970100021,\"例示ヘルパーステーション\",,0,9970100013,\n202208,991018,9000000001,20240325,202404,9970100013,\"例示　能子\",387,,20240415,,0900,1000,1,111211,,9970100021,\"例示ヘルパーステーション\",,0,9970100013,\n"), Set("UPSIKYU", 1, 13, "2"), Set("UPSIKYU", 1, 14, ""), Set("UPSIKYU", 1, 15, ""), Set("UPSIKYU", 1, 19, ""), Set("UPSIKYU", 1, 21, ""), Set("UPSIKYU", 1, 23, ""), Set("UPSIKYU", 1, 25, ""), Set("UPSIKYU", 3, 14, ""), Set("UPSIKYU", 3, 15, ""), Set("UPSIKYU", 3, 19, ""), Set("UPSIKYU", 3, 21, ""), Set("UPSIKYU", 3, 23, ""), Set("UPSIKYU", 3, 25, "")]),
        ],
        accepted [
            SLIP.with(&[Set("UPPLAN", 4, 12, "9999"), Set("UPPLAN", 4, 13, "9999"), Set("UPPLAN", 4, 14, "2")]),
            SLIP.with(&[Set("UPPLAN", 2, 14, "2")]),
            SLIP.with(&[Set("UPPLAN", 4, 11, "0000000100000000000000000000000"), Set("UPPLAN", 4, 14, "2")]),
        ];
    UNITS_MISMATCH = "set-units-mismatch" (Warning, Info) ["UPPLAN", "UPSIKYU"]
        section "第6表 No.8 単位数、第7表 No.13 単位数・No.15 割引後単位数",
        ja "第6表と第7表で1回の単位数が一致しません", en "tables 6 and 7 disagree on the units of a service",
        says ja "サービスコード{code}の単位数は第6表で{planned}、第7表で{annexed}です",
             en "service code {code}: {planned} units in table 6, {annexed} in table 7",
        why ja "第6表の単位数は割引後のもので、第7表の割引後単位数（割引がなければ単位数）と同じです。請求額が合わなくなります。",
            en "Table 6 holds the units after the discount, as No.15 of table 7 does, or No.13 without a discount. Claims go by it.",
        mend ja "単位数と割引を確認し、両方を出力し直してください。", en "Check the units and the discount, and write both again.",
        rejected [
            SLIP.with(&[Set("UPPLAN", 1, 8, "380"), Set("UPPLAN", 4, 8, "380")]),
            SLIP.with(&[Set("UPPLAN", 2, 8, "180")]),
            SLIP_V3.with(&[Set("UPPLAN", 1, 8, "380")]),
        ],
        accepted [
            SLIP.with(&[Set("UPPLAN", 1, 8, "380")]),
            SLIP.with(&[Set("UPPLAN", 2, 8, "0")]),
            SLIP.with(&[Set("UPPLAN", 3, 8, "999")]),
            SLIP_V3.with(&[Set("UPPLAN", 1, 12, "9999"), Set("UPPLAN", 1, 13, "9999"), Set("UPPLAN", 1, 8, "380")]),
        ];
    EQUIPMENT_MISMATCH = "set-equipment-mismatch" (Warning, Info) ["UPPLAN", "UPSIKYU"] in "editions 4.0 and later"
        section "第6表 No.16 TAISコード・No.17 福祉用具届出コード、第7表 No.10・No.11",
        ja "第6表と第7表で福祉用具の商品コードが一致しません", en "tables 6 and 7 name different products",
        says ja "この商品コードの福祉用具が、この利用者の{other}にありません", en "{other} does not have this product for the person",
        why ja "貸与する商品は第6表と第7表で同じです。種目ごとにまとめた側と商品ごとの側があると、予定と実績が合いません。",
            en "Both tables name the same rentals. Where one goes by kind and the other by product, plan and actuals never match.",
        mend ja "商品コードを確認し、両方を出力し直してください。", en "Check the product codes, and write both again.",
        rejected [
            SLIP.with(&[Set("UPPLAN", 3, 16, "99999-000012")]),
            SLIP.with(&[Set("UPSIKYU", 4, 10, ""), Set("UPSIKYU", 4, 11, "99998-000001")]),
        ],
        accepted [
            SLIP.with(&[]),
            // The same product in the other item.
            SLIP.with(&[Set("UPSIKYU", 4, 10, ""), Set("UPSIKYU", 4, 11, "99999-000011")]),
            SLIP_V3.with(&[]),
        ];
    ADDRESS_DIFFERS = "set-address-differs" (Info, Info) ["UP1KYO", "UPHOSOKU"]
        section "第1表 No.5～7・No.17・No.18・No.21、利用者補足情報 No.9～11・No.13・No.16・No.18",
        ja "第1表と利用者補足情報で住所または認定の内容が異なります",
        en "table 1 and the supplement disagree on the person's address or certification",
        says ja "「{item}」が第1表と利用者補足情報で異なります", en "{item} differs between table 1 and the supplement",
        why ja "どちらかが古い場合があります。受信側ではどちらが使われるか分かりません。",
            en "One of them may be out of date, and nobody knows which the receiver takes.",
        mend ja "利用者の登録内容を確認してください。", en "Check what is registered of the person.",
        rejected [
            PLAN.with(&[Set("UPHOSOKU", 1, 10, "見本県例示市例示台１－１")]),
            PLAN.with(&[Set("UPHOSOKU", 1, 9, "000-0002")]),
            PLAN.with(&[Set("UPHOSOKU", 1, 13, "20250321")]),
            PLAN_V3.with(&[Set("UP1KYO", 1, 21, "24")]),
        ],
        accepted [
            PLAN.with(&[Set("UPHOSOKU", 1, 10, "見本県例示市見本町"), Set("UPHOSOKU", 1, 11, "１－２－３")]),
            PLAN.with(&[Set("UPHOSOKU", 1, 9, ""), Set("UPHOSOKU", 1, 13, "")]),
            PLAN.with(&[
                Set("UP1KYO", 1, 21, "22"),
                Set("UPHOSOKU", 1, 17, "20260315"),
                Set("UPHOSOKU", 1, 59, "22"),
            ]),
        ];
    IMAGE_MISSING = "set-image-missing" (Error, Warning) ["UPKIHON"]
        section "利用者基本情報 No.62 家族構成 画像ファイル名",
        ja "項目62の画像ファイルが一組の中にありません", en "the picture that No.62 names is not in the unit",
        why ja "家族構成の画像は利用者基本情報と一緒に送ります。受信側では家族構成が表示されません。",
            en "The picture of the family is sent together with the form. The receiver has nothing to show otherwise.",
        mend ja "画像ファイルを一緒に送るか、画像がない場合は項目62を空にしてください。",
             en "Send the picture too, or leave No.62 empty if there is none.",
        rejected [
            BASIC.with(&[Without("UPKIHON_IMAGE")]),
            BASIC.with(&[Name("UPKIHON_IMAGE", "UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0002.jpg")]),
        ],
        accepted [
            BASIC.with(&[Name("UPKIHON_IMAGE", "UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0001.JPG")]),
            BASIC.with(&[Set("UPKIHON", 1, 62, "")]),
        ];
}

/// The checks of this family, which have nothing in common but the unit.
#[derive(Default)]
struct SetCheck {
    units: units::Units,
    persons: persons::Persons,
    versions: versions::Versions,
    slips: slips::Slips,
    addresses: addresses::Addresses,
    images: images::Images,
}

impl SetCheck {
    fn all(&mut self) -> [&mut dyn Check; 6] {
        let Self { units, persons, versions, slips, addresses, images } = self;
        [units, persons, versions, slips, addresses, images]
    }
}

impl Check for SetCheck {
    /// What a file holds that its name does not say belongs to no unit for sure.
    fn is_about(&self, file: &FileContext) -> bool {
        file.file_name().is_some() && !file.contradicts_its_name()
    }

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

    fn end_unit(&mut self, unit: &UnitContext<'_>, findings: &mut Findings<'_>) {
        self.all().into_iter().for_each(|check| check.end_unit(unit, findings));
    }

    fn end(&mut self, findings: &mut Findings<'_>) {
        self.all().into_iter().for_each(|check| check.end(findings));
    }

    /// Only which files stand in a unit is compared beyond it.
    fn hand_over(&mut self) -> Option<Box<dyn Any + Send>> {
        self.units.hand_over()
    }

    fn take_over(&mut self, kept: Box<dyn Any + Send>) {
        self.units.take_over(kept);
    }
}
