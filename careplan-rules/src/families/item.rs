//! Every item by the layout table: there or not, its length, its characters, its value.
//!
//! Nothing here knows a form: what an item may hold is said by its row of the layout. Cells are looked at once:
//! their quotes and blanks (family `csv`), their characters (family `text`), then their value.

mod quick;
mod shape;
mod value;

pub(super) use shape::half_width;

use super::{csv, text};
use crate::check::{Check, Family, FileContext};
use crate::finding::Found;
use crate::findings::Findings;
use crate::level::{Level, Situation};
use crate::row::{Cell, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::{Raw, Set};
use crate::sample::{ACTUAL, BASIC, PLAN, PLAN_DELETION, SLIP, SLIP_V3, SUPPORT, TABLE1_DELETION};
use careplan_csv::FieldState;
use careplan_model::{Identifier, Item, ItemType};

/// The rules of every item.
pub static FAMILY: Family = Family {
    name: "item",
    title: Bilingual { ja: "項目", en: "Items" },
    rules: ALL,
    check: Some(|| Box::new(ItemCheck::default())),
};

rules! {
    REQUIRED_MISSING = "item-required-missing" (Error, Error)
        section "各様式の項目一覧「必須」欄",
        ja "必須の項目に値がありません", en "a required item is blank",
        why ja "標準仕様の必須欄が○の項目です。値のないレコードは取り込めません。",
            en "The standard marks the item as required (必須 ○). A record without it cannot be imported.",
        mend ja "値を記入してください。推測や仮の値で埋めないでください。",
             en "Fill it in, with the real value and not with a guess.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 1, 8, "")]),
            PLAN.with(&[Set("UP1KYO", 1, 9, "")]),
            SUPPORT.with(&[Set("UPYOBO", 1, 5, "")]),
            SLIP_V3.with(&[Set("UPPLAN", 1, 20, "")]),
        ],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 16, "")])];
    NEEDED_MISSING = "item-needed-missing" (Warning, Warning)
        section "各様式の項目一覧「必要」欄",
        ja "「必要」の項目に値がありません", en "an item marked as needed is blank",
        why ja "標準仕様の必要欄だけが○の項目です。標準仕様に「必要」の定義はありませんが、値があることを前提にする受信側があります。",
            en "The standard marks the item as needed (必要 ○) without saying what that means; some receivers count on it.",
        mend ja "値を記入してください。", en "Fill it in.",
        rejected [BASIC.with(&[Set("UPKIHON", 1, 6, "")]), SUPPORT.with(&[Set("UPYOBO", 1, 6, "")])],
        accepted [BASIC.with(&[Set("UPKIHON", 1, 7, "")])];
    TOO_LONG = "item-too-long" (Error, Warning)
        section "各様式の項目一覧「項目長」欄",
        ja "項目長を超えています", en "longer than the length of the item",
        says ja "{max}文字までの項目に{length}文字あります", en "{length} characters where the item has {max}",
        why ja "項目長を超える値は、切り捨てられるか取込みエラーになります。",
            en "What is longer is cut off, or stops the import.",
        mend ja "項目長に収めてください。", en "Shorten it.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 1, 9, "123456")]),
            PLAN_DELETION.with(&[Set("DLTPLAN", 1, 2, "9910180")]),
            BASIC.with(&[Set("UPKIHON", 1, 35, "１０Ｆ")]),
        ],
        accepted [
            ACTUAL.with(&[Set("UPJSK", 1, 9, "12345")]),
            SLIP.with(&[Set("UPSIKYU", 1, 30, "12345")]),
        ];
    WRONG_LENGTH = "item-wrong-length" (Error, Warning)
        section "各様式の項目一覧「項目長」欄",
        ja "固定長の項目の桁数が足りません", en "shorter than the fixed length of the item",
        says ja "{expected}桁の項目に{length}桁しかありません", en "{length} characters where the item has exactly {expected}",
        why ja "桁数の決まった番号やコードです。表計算ソフトで開くと先頭の0が失われることがあります。",
            en "A number or code of a fixed length. Opened in a spreadsheet it may have lost its leading zeros.",
        mend ja "正しい桁数の値にしてください。", en "Write it in full.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 1, 24, "997010002")]),
            TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 2, "99101")]),
        ],
        accepted [ACTUAL.with(&[Set("UPJSK", 1, 22, "1")])];
    NOT_A_DATE = "item-not-a-date" (Error, Error)
        section "各様式の項目一覧（日付はYYYYMMDD）",
        ja "実在する日付（YYYYMMDD）ではありません", en "not a calendar date (YYYYMMDD)",
        why ja "日付は西暦8桁です。和暦や区切り文字、存在しない日は取り込めません。",
            en "Dates are eight digits of the Gregorian calendar; other calendars, separators and impossible days cannot be imported.",
        mend ja "西暦8桁（例：20260401）にしてください。", en "Write eight digits, such as 20260401.",
        rejected [
            PLAN.with(&[Set("UP1KYO", 1, 18, "20260229")]),
            PLAN.with(&[Set("UP1KYO", 1, 18, "2026/04/01")]),
            PLAN.with(&[Set("UP1KYO", 1, 18, "00000000")]),
        ],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 4, "20240229")]), SLIP.with(&[Set("UPHOSOKU", 1, 4, "00000000")])];
    NOT_A_MONTH = "item-not-a-month" (Error, Error)
        section "各様式の項目一覧（年月はYYYYMM）",
        ja "年月（YYYYMM）ではありません", en "not a month (YYYYMM)",
        why ja "年月は西暦6桁です。", en "Months are six digits of the Gregorian calendar.",
        mend ja "西暦6桁（例：202604）にしてください。", en "Write six digits, such as 202604.",
        rejected [PLAN_DELETION.with(&[Set("DLTPLAN", 1, 4, "202613")]), PLAN_DELETION.with(&[Set("DLTPLAN", 1, 4, "000000")])],
        accepted [PLAN.with(&[Set("UPHOSOKU", 1, 63, "000000")])];
    NOT_A_TIME = "item-not-a-time" (Error, Error)
        section "各様式の項目一覧（時刻はHHMM）",
        ja "時刻（HHMM）ではありません", en "not a time (HHMM)",
        why ja "時刻は4桁（0000～2359）です。2400は終了時刻にだけ、9999は第6表のサービス時刻にだけ使えます。",
            en "Times are four digits, 0000 to 2359; 2400 only as an end, 9999 only for services of 第6表 without a time.",
        mend ja "4桁（例：0900）にしてください。", en "Write four digits, such as 0900.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 1, 12, "900")]),
            ACTUAL.with(&[Set("UPJSK", 1, 12, "2400")]),
            PLAN.with(&[Set("UP3KYO", 1, 9, "9999")]),
            PLAN.with(&[Set("UP3KYO", 1, 8, "0960")]),
        ],
        accepted [
            ACTUAL.with(&[Set("UPJSK", 1, 13, "2400")]),
            PLAN.with(&[Set("UP3KYO", 1, 9, "2400")]),
        ];
    NOT_A_NUMBER = "item-not-a-number" (Error, Error)
        section "各様式の項目一覧（数値）",
        ja "数値の形式が正しくありません", en "not a number of the expected form",
        why ja "数値は整数で、桁区切りや単位を付けません。負の値は単位数と金額（減算）だけです。単位数単価は小数点以下2桁（例：10.70）です。",
            en "Numbers are whole, without separators; below zero only units and amounts. The price of a unit has two decimals.",
        mend ja "半角の数字だけにしてください。", en "Write digits only.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 1, 9, "1.5")]),
            ACTUAL.with(&[Set("UPJSK", 1, 14, "-1")]),
            SLIP.with(&[Set("UPSIKYU", 3, 23, "10.7")]),
            SUPPORT.with(&[Set("UPYOBO_SUB", 1, 5, "一")]),
        ],
        accepted [ACTUAL.with(&[Set("UPJSK", 1, 8, "-39")]), ACTUAL.with(&[Set("UPJSK", 1, 8, "000387")])];
    UNKNOWN_CODE = "item-unknown-code" (Error, Error)
        section "コード一覧",
        ja "コード一覧にない値です", en "a code that its list does not have",
        says ja "「{list}」にない値です（使えるのは{codes}）", en "not one of the codes of {list}: {codes}",
        why ja "受信側はコードを知らないため、取り込めないか空欄になります。名称（「要介護３」など）ではなくコードを記入します。",
            en "The receiver does not know it. The item holds a code, not its name.",
        mend ja "一覧にあるコードにしてください。", en "Write a code of the list.",
        rejected [
            PLAN.with(&[Set("UP1KYO", 1, 16, "1")]),
            PLAN.with(&[Set("UP1KYO", 1, 21, "要介護３")]),
            ACTUAL.with(&[Set("UPJSK", 1, 23, "2")]),
        ],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 16, "54")])];
    BAD_CHARACTERS = "item-bad-characters" (Error, Warning)
        section "各様式の項目一覧「属性」欄",
        ja "この項目に使えない文字があります（全角の英数字、小文字など）", en "characters that the item cannot hold, such as full-width digits or small letters",
        why ja "番号やコードは半角の数字（と大文字）だけです。全角や小文字では照合できません。",
            en "Numbers and codes are half-width digits and capitals. Others do not match.",
        mend ja "半角の数字・大文字にしてください。", en "Write half-width digits and capitals.",
        rejected [
            PLAN_DELETION.with(&[Set("DLTPLAN", 1, 2, "９９１０１８")]),
            ACTUAL.with(&[Set("UPJSK", 1, 10, "２０２６０４０１")]),
            ACTUAL.with(&[Set("UPJSK", 1, 22, "A")]),
            TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 3, "h000000103")]),
        ],
        accepted [ACTUAL.with(&[Set("UPJSK", 1, 22, "12")])];
    NOT_EMPTY = "item-not-empty" (Warning, Info)
        section "各様式の項目一覧「識別子」",
        ja "使用しない項目に値があります", en "an item that is not used holds a value",
        why ja "識別子は使用しない項目です。値があるとエラーにする受信側があります。",
            en "The standard does not use the item, and some receivers refuse a value in it.",
        mend ja "値を除いてください。", en "Leave it blank.",
        rejected [ACTUAL.with(&[Set("UPJSK", 1, 25, "1")])],
        accepted [ACTUAL.with(&[])];
    FIXED_VALUE = "item-fixed-value" (Error, Warning)
        section "第7表 No.34 事業所コード",
        ja "決まった値ではありません", en "not the one value that the item may hold",
        says ja "「{expected}」と決まっている項目に別の値があります", en "the item always holds {expected}",
        why ja "第7表の事業所コード（No.34）は9999999999と決まっています。",
            en "No.34 of 第7表 names no office and is always 9999999999.",
        mend ja "決まった値にしてください。", en "Write that value.",
        rejected [SLIP.with(&[Set("UPSIKYU", 1, 34, "9970100013")]), SLIP_V3.with(&[Set("UPSIKYU", 1, 31, "9970100013")])],
        accepted [SLIP.with(&[Set("UPSIKYU", 1, 34, "")])];
    OFFICE_CHECK_DIGIT = "item-office-check-digit" (Warning, Warning)
        section "介護保険事業所番号の検証番号",
        ja "事業所番号の検証番号（最後の桁）が合いません", en "the check digit of the office number is wrong",
        why ja "番号の書き間違いの可能性があります。間違った番号では届かないか、別の事業所の分とみなされます。",
            en "The number was probably mistyped. A wrong one reaches nobody, or somebody else.",
        mend ja "事業所番号を確認してください。", en "Look the office number up.",
        rejected [PLAN.with(&[Set("UP1KYO", 1, 27, "9970100022")])],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 27, "1113103835")]), PLAN.with(&[Set("UP1KYO", 1, 27, "01B1400014")])];
    INSURER_CHECK_DIGIT = "item-insurer-check-digit" (Info, Info)
        section "保険者番号の検証番号",
        ja "保険者番号の検証番号（最後の桁）が合いません", en "the check digit of the insurer number is wrong",
        why ja "番号の書き間違いの可能性があります。", en "The number may have been mistyped.",
        mend ja "被保険者証で保険者番号を確認してください。", en "Look the number up on the person's card.",
        rejected [PLAN_DELETION.with(&[Set("DLTPLAN", 1, 2, "991017")])],
        accepted [PLAN_DELETION.with(&[Set("DLTPLAN", 1, 2, "435073")])];
    INSURED_SHAPE = "item-insured-shape" (Error, Error)
        section "各様式の項目一覧「被保険者番号」",
        ja "被保険者番号の形が正しくありません（10桁の数字、または「H」と9桁の数字）",
        en "not an insured number: ten digits, or H and nine digits",
        says ja "被保険者番号の形が正しくありません{guess}", en "not an insured number{guess}",
        why ja "被保険者番号は10桁の数字、生活保護単独の人は「H」と9桁の数字です。番号が違うと別の人とみなされます。",
            en "Insured numbers are ten digits; those of persons on public assistance only are H and nine digits. A wrong number is another person's.",
        mend ja "被保険者証で番号を確認してください。表計算ソフトで保存し直したファイルは使わないでください。",
             en "Look the number up; do not use a file that went through a spreadsheet.",
        rejected [
            TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 3, "102")]),
            TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 3, "90000000010")]),
            TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 3, "X000000001")]),
        ],
        accepted [TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 3, "H000000103")]), TABLE1_DELETION.with(&[Set("DLT1KYO", 1, 3, "0000000102")])];
    POSTAL_SHAPE = "item-postal-shape" (Warning, Info)
        section "各様式の項目一覧「郵便番号」",
        ja "郵便番号の形（NNN-NNNN）ではありません", en "not a postal code (NNN-NNNN)",
        why ja "郵便番号は半角数字3桁、「-」、4桁です。", en "A postal code is three digits, a hyphen and four digits.",
        mend ja "半角でNNN-NNNNの形にしてください。", en "Write it as NNN-NNNN.",
        rejected [PLAN.with(&[Set("UP1KYO", 1, 10, "0000003")]), PLAN.with(&[Set("UP1KYO", 1, 10, "０００－０００３")])],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 10, "")])];
    PHONE_SHAPE = "item-phone-shape" (Warning, Info)
        section "各様式の項目一覧「電話番号」",
        ja "電話番号の形ではありません", en "not a phone number",
        why ja "電話番号は半角の数字とハイフンです。", en "Phone numbers are half-width digits and hyphens.",
        mend ja "半角の数字とハイフンだけにしてください。", en "Write digits and hyphens only.",
        rejected [BASIC.with(&[Set("UPKIHON", 1, 19, "なし")]), BASIC.with(&[Set("UPKIHON", 1, 19, "０００－００００")])],
        accepted [BASIC.with(&[Set("UPKIHON", 1, 19, "0000000000")]), BASIC.with(&[Raw("UPKIHON", 1, 19, "(000)000-0000")])];
}

#[derive(Default)]
struct ItemCheck {
    columns: quick::Columns,
}

impl Check for ItemCheck {
    fn start_file(&mut self, _: &FileContext, _: &mut Findings<'_>) {
        self.columns.clear();
    }

    fn broken_record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        self.record(row, findings);
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let mut columns = self.columns.of(row.layout, row.family).iter_mut();
        for (place, span) in row.spans().iter().enumerate() {
            let column = columns.next();
            let item = column.as_ref().map(|column| column.item);
            if !column.is_some_and(|column| column.is_plain(&row.record, *span)) {
                let field = row.record.field(*span);
                look_at(row, &Cell { number: place + 1, item, field }, findings);
            }
        }
    }
}

fn look_at(row: &Row<'_>, cell: &Cell<'_>, findings: &mut Findings<'_>) {
    let Some(content) = csv::quotes(row, cell, findings) else { return };
    // Of a field past the last item nothing is known but its bytes.
    let Some(item) = cell.item else {
        text::characters(row, cell, content, findings);
        return;
    };
    let (inner, begin) = if item.item_type.is_quoted() {
        (content, cell.field.start() + usize::from(cell.field.state() == FieldState::Quoted))
    } else {
        csv::outer_blanks(row, cell, content, findings)
    };
    if inner.is_empty() {
        missing(row, cell, item, findings);
        return;
    }
    let Some(length) = text::characters(row, cell, inner, findings) else { return };
    if item.item_type == ItemType::FreeText || item.item_type == ItemType::ImageName {
        value::length(row, cell, item, length, findings);
    } else {
        value::look_at(row, cell, item, value::Content { bytes: inner, begin, length }, findings);
    }
}

fn missing(row: &Row<'_>, cell: &Cell<'_>, item: &'static Item, findings: &mut Findings<'_>) {
    if item.required {
        let mut found = Found::new(&REQUIRED_MISSING, row.at_cell(cell));
        // The printed table leaves these items in doubt.
        if !item.enforced && findings.profile().situation() == Situation::Receive {
            found = found.at_most(Level::Warning);
        }
        findings.add(found);
    } else if item.needed {
        findings.add(Found::new(&NEEDED_MISSING, row.at_cell(cell)));
    }
}

/// Whether an item is a part of what tells records apart.
fn is_key(item: &Item) -> bool {
    matches!(item.identifier, Some(Identifier::Insurer | Identifier::Insured))
}
