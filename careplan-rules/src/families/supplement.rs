//! 利用者補足情報: what it goes with, limits by service type, a change of the level of care.

use crate::check::{Check, Family, FileContext};
use crate::column::Column;
use crate::columns;
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::Set;
use crate::sample::{PLAN, PLAN_V3, SLIP, SLIP_V3};
use careplan_model::{
    CareLevel, Date, DateOrZeros, Form, MonthOrZeros, ServiceTypeCode, UserSupplement, ZerosOr, kind,
};

/// The rules of 利用者補足情報.
pub static FAMILY: Family = Family {
    name: "supplement",
    title: Bilingual { ja: "利用者補足情報", en: "Supplement about the person" },
    rules: ALL,
    check: Some(|| Box::new(SupplementCheck)),
};

rules! {
    LINK = "supplement-link" (Error, Warning) ["UPHOSOKU"]
        section "利用者補足情報 No.4 居宅サービス計画作成（変更）日、No.63 対象年月",
        ja "居宅サービス計画作成（変更）日と対象年月が、両方とも0か、両方とも記入されています",
        en "the plan date and the month are both zeros, or both filled in",
        says ja "居宅サービス計画作成（変更）日と対象年月が{fault}", en "the plan date and the month are {fault}",
        why ja "第1～3表と一緒に送る場合は作成（変更）日を記入して対象年月を000000に、第6・7表と一緒に送る場合は対象年月を記入して作成（変更）日を00000000にします。どちらの帳票の補足か、受信側が判断できません。",
            en "Beside 第1–3表 the date is filled in and the month is 000000; beside 第6–7表 it is the other way round. The receiver cannot tell which forms the record belongs to.",
        mend ja "使わない方を0で埋め、もう一方を記入してください。",
             en "Fill in the one that is used, and write zeros into the other.",
        rejected [
            SLIP.with(&[Set("UPHOSOKU", 1, 4, "20260320")]),
            SLIP_V3.with(&[Set("UPHOSOKU", 1, 4, "20240320")]),
        ],
        accepted [PLAN.with(&[]), PLAN_V3.with(&[]), SLIP.with(&[]), SLIP_V3.with(&[])];
    SLOTS = "supplement-slots" (Warning, Info) ["UPHOSOKU"]
        section "利用者補足情報 No.20～55 サービス種類コード・支給限度基準額・合計単位数・限度超単位数（1～9）",
        ja "種類別支給限度の欄が1番目から順に記入されていません",
        en "the limits by service type are not filled in from the first slot on",
        says ja "種類別支給限度の{slot}番目の欄：{fault}", en "slot {slot} of the limits by service type: {fault}",
        why ja "サービス種類ごとの限度額は1番目の欄から詰めて記入し、単位数にはサービス種類コードが必要です。受信側が空欄で読み終え、後の欄を取り込まないことがあります。",
            en "Limits by service type stand from the first slot on, and numbers belong to a service type. A receiver may stop reading at the first empty slot.",
        mend ja "1番目の欄から詰め、サービス種類コードを記入してください。種類別の限度額がなければ、すべて空欄にしてください。",
             en "Move the limits up to the first slots and fill in their service types; leave all slots blank if there are no such limits.",
        rejected [
            SLIP.with(&[
                Set("UPHOSOKU", 1, 24, "11"),
                Set("UPHOSOKU", 1, 25, "10000"),
                Set("UPHOSOKU", 1, 26, "953"),
                Set("UPHOSOKU", 1, 27, "0"),
            ]),
            SLIP.with(&[Set("UPHOSOKU", 1, 20, "11"), Set("UPHOSOKU", 1, 52, "17")]),
            SLIP.with(&[Set("UPHOSOKU", 1, 21, "10000")]),
            SLIP_V3.with(&[Set("UPHOSOKU", 1, 28, "17"), Set("UPHOSOKU", 1, 29, "10000")]),
        ],
        accepted [
            SLIP.with(&[Set("UPHOSOKU", 1, 20, "11"), Set("UPHOSOKU", 1, 21, "10000")]),
            SLIP.with(&[Set("UPHOSOKU", 1, 20, "11"), Set("UPHOSOKU", 1, 24, "17")]),
            SLIP.with(&[Set("UPHOSOKU", 1, 21, "0"), Set("UPHOSOKU", 1, 22, "0"), Set("UPHOSOKU", 1, 23, "0")]),
        ];
    LEVEL_CHANGE = "supplement-level-change" (Info, Info) ["UPHOSOKU"]
        section "利用者補足情報 No.17 要介護状態変更日、No.59 前回要介護状態区分",
        ja "要介護状態変更日と前回要介護状態区分の片方だけが記入されています",
        en "only one of the date of a change of level and the level before it is filled in",
        says ja "「{present}」がありますが、「{missing}」がありません", en "{present} is there, but {missing} is not",
        why ja "月の途中で要介護状態区分が変わった場合は、変更日（No.17）・変更後の区分（No.18）・変更前の区分（No.59）をそろえて記入します。",
            en "A change of level in mid-month is told by its date (No.17), the new level (No.18) and the old one (No.59).",
        mend ja "月の途中の変更であれば両方を記入し、変更がなければ両方を空欄にしてください。",
             en "Fill in both for a change in mid-month, and none if there was no change.",
        rejected [
            SLIP.with(&[Set("UPHOSOKU", 1, 17, "20260415")]),
            SLIP.with(&[Set("UPHOSOKU", 1, 59, "22")]),
            SLIP_V3.with(&[Set("UPHOSOKU", 1, 17, "20240415")]),
        ],
        accepted [
            SLIP.with(&[Set("UPHOSOKU", 1, 17, "20260415"), Set("UPHOSOKU", 1, 59, "22")]),
        ];
}

columns! { UserSupplement:
    PLAN_DATE: DateOrZeros = "plan_date";
    SERVICE_MONTH: MonthOrZeros = "service_month";
    LEVEL_CHANGED_ON: Date = "care_level_changed_on";
    PREVIOUS_LEVEL: CareLevel = "previous_care_level";
}

/// The limit of one service type.
struct Slot {
    service_type: Column<ServiceTypeCode>,
    units: [Column<i32>; 3],
}

macro_rules! slots {
    ($($number:literal),*) => {
        [$(Slot {
            service_type: slots!(@ $number, "_service_type"),
            units: [
                slots!(@ $number, "_benefit_limit"),
                slots!(@ $number, "_total_units"),
                slots!(@ $number, "_limit_excess_units"),
            ],
        }),*]
    };
    (@ $number:literal, $item:literal) => {
        Column::of(<UserSupplement as Form>::LAYOUT, concat!("slot_", $number, $item))
    };
}

const SLOT_COLUMNS: [Slot; 9] = slots!(1, 2, 3, 4, 5, 6, 7, 8, 9);

const BOTH_ZERO: Bilingual = Bilingual { ja: "両方とも0です", en: "both zeros" };
const BOTH_FILLED: Bilingual = Bilingual { ja: "両方とも記入されています", en: "both filled in" };
const BEHIND_EMPTY: Bilingual =
    Bilingual { ja: "前の欄が空いています", en: "a slot before it is empty" };
const NO_TYPE: Bilingual =
    Bilingual { ja: "サービス種類コードがありません", en: "its service type is missing" };

struct SupplementCheck;

impl Check for SupplementCheck {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::USER_SUPPLEMENT)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        findings.run(&LINK, row, link);
        slots(row, findings);
        findings.run(&LEVEL_CHANGE, row, level_change);
    }
}

fn link(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let fault = match (row.need(PLAN_DATE)?, row.need(SERVICE_MONTH)?) {
        (ZerosOr::Zeros, ZerosOr::Zeros) => BOTH_ZERO,
        (ZerosOr::Value(_), ZerosOr::Value(_)) => BOTH_FILLED,
        _ => return Ok(()),
    };
    findings.add(Found::new(&LINK, row.at(SERVICE_MONTH)).with("fault", fault));
    Ok(())
}

fn slots(row: &Row<'_>, findings: &mut Findings<'_>) {
    let mut is_behind_empty = false;
    for (place, slot) in SLOT_COLUMNS.iter().enumerate() {
        let has_type = !row.is_blank(slot.service_type);
        // Some software writes 0 into slots that it does not use. An invalid number is one, too.
        let has_units = slot.units.iter().any(|column| !matches!(row.value(*column), Ok(None | Some(0))));
        let fault = match (has_type, has_units) {
            (false, true) => NO_TYPE,
            (true, _) if is_behind_empty => BEHIND_EMPTY,
            (true, _) => continue,
            (false, false) => {
                is_behind_empty = true;
                continue;
            }
        };
        let found = Found::new(&SLOTS, row.at(slot.service_type));
        findings.add(found.with("slot", place + 1).with("fault", fault));
        break;
    }
}

fn level_change(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let (date, level) = (row.value(LEVEL_CHANGED_ON)?, row.value(PREVIOUS_LEVEL)?);
    let (date_name, level_name) = (LEVEL_CHANGED_ON.item().name, PREVIOUS_LEVEL.item().name);
    let (place, present, missing) = match (date, level) {
        // Nobody knows what was cut off the record.
        (Some(_), None) if row.field(PREVIOUS_LEVEL).is_some() => {
            (row.at(PREVIOUS_LEVEL), date_name, level_name)
        }
        (None, Some(_)) => (row.at(LEVEL_CHANGED_ON), level_name, date_name),
        _ => return Ok(()),
    };
    findings.add(Found::new(&LEVEL_CHANGE, place).with("present", present).with("missing", missing));
    Ok(())
}
