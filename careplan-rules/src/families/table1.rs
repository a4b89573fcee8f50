//! 第1表: periods, reasons, certification.

use crate::check::{Check, Family, FileContext};
use crate::columns;
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::{Edit::Set, PLAN};
use careplan_csv::Text;
use careplan_model::{CareLevel, CertificationStatus, Date, HousekeepingReason, Table1, kind};

/// The rules of 第1表.
pub static FAMILY: Family = Family {
    name: "table1",
    title: Bilingual { ja: "居宅サービス計画書 第1表", en: "Care plan, table 1" },
    rules: ALL,
    check: Some(|| Box::new(Table1Check)),
};

rules! {
    PERIOD = "table1-period" (Error, Warning) ["UP1KYO"]
        section "第1表 No.14 居宅サービス計画作成（変更）日、No.15 初回居宅サービス計画作成日、No.19・20 認定有効期間",
        ja "期間や日付の前後関係が逆です", en "dates of a period are in the wrong order",
        says ja "「{later}」が「{earlier}」より前の日付です", en "{later} is before {earlier}",
        why ja "認定有効期間は開始日から終了日まで、初回の計画は今回の計画より前かそれと同じ日です。受信側の期間計算や限度額の判定を誤らせます。",
            en "A certification begins before it ends, and the first plan is no later than this one. Receivers compute periods and limits from these dates.",
        mend ja "日付を確認して直してください。", en "Check the dates and correct them.",
        rejected [
            PLAN.with(&[Set("UP1KYO", 1, 20, "20250331")]),
            PLAN.with(&[Set("UP1KYO", 1, 15, "20260321")]),
        ],
        accepted [
            PLAN.with(&[Set("UP1KYO", 1, 20, "20250401")]),
            PLAN.with(&[Set("UP1KYO", 1, 15, "20260320")]),
        ];
    REASON = "table1-reason" (Warning, Info) ["UP1KYO"]
        section "第1表 No.25 生活援助中心型の算定理由、No.26 その他理由",
        ja "算定理由コード「3 その他」とその他理由の有無が一致しません",
        en "the reason code 3 (other) and the reason in words do not go together",
        why ja "その他理由は算定理由が「3 その他」のときにだけ記入し、「3」のときは理由を記入します。",
            en "The reason in words belongs to code 3, and code 3 needs it.",
        mend ja "算定理由コードを3にするか、その他理由を記入または削除してください。",
             en "Set the code to 3, or fill in or remove the reason in words.",
        rejected [
            PLAN.with(&[Set("UP1KYO", 1, 25, "3")]),
            PLAN.with(&[Set("UP1KYO", 1, 26, "家族が遠方のため")]),
            PLAN.with(&[Set("UP1KYO", 1, 25, "1"), Set("UP1KYO", 1, 26, "家族が遠方のため")]),
        ],
        accepted [
            PLAN.with(&[Set("UP1KYO", 1, 25, "3"), Set("UP1KYO", 1, 26, "家族が遠方のため")]),
            PLAN.with(&[Set("UP1KYO", 1, 25, "1")]),
        ];
    CERTIFIED = "table1-certified" (Warning, Info) ["UP1KYO"]
        section "第1表 No.17 認定状況区分、No.18 認定日、No.21 要介護状態区分",
        ja "認定済なのに認定日または要介護状態区分がありません",
        en "certified, but the date of certification or the level of care is missing",
        says ja "認定済なのに「{missing}」がありません", en "certified, but {missing} is missing",
        why ja "認定済の利用者には認定日と要介護状態区分が決まっています。受信側では手で補うことになります。",
            en "A certified person has both. The receiver has to fill them in by hand otherwise.",
        mend ja "認定日と要介護状態区分を記入してください。申請中の場合は認定状況区分を1にしてください。",
             en "Fill them in; if the certification is only applied for, set the status to 1.",
        rejected [
            PLAN.with(&[Set("UP1KYO", 1, 18, "")]),
            PLAN.with(&[Set("UP1KYO", 1, 21, "")]),
        ],
        accepted [
            PLAN.with(&[
                Set("UP1KYO", 1, 17, "1"), Set("UP1KYO", 1, 18, ""), Set("UP1KYO", 1, 21, ""),
                Set("UPHOSOKU", 1, 16, "1"), Set("UPHOSOKU", 1, 13, ""), Set("UPHOSOKU", 1, 18, ""),
            ]),
        ];
}

columns! { Table1:
    PLAN_DATE: Date = "plan_date";
    FIRST_PLAN_DATE: Date = "first_plan_date";
    STATUS: CertificationStatus = "certification_status";
    CERTIFIED_ON: Date = "certified_on";
    VALID_FROM: Date = "valid_from";
    VALID_UNTIL: Date = "valid_until";
    CARE_LEVEL: CareLevel = "care_level";
    HOUSEKEEPING_REASON: HousekeepingReason = "housekeeping_reason";
    OTHER_REASON: Text<'static> = "housekeeping_reason_other";
}

struct Table1Check;

impl Check for Table1Check {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::TABLE1)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        findings.run(&PERIOD, row, period);
        findings.run(&REASON, row, reason);
        findings.run(&CERTIFIED, row, certified);
    }
}

fn period(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let from = row.value(VALID_FROM)?;
    let until = row.value(VALID_UNTIL)?;
    if until.zip(from).is_some_and(|(until, from)| until < from) {
        let found = Found::new(&PERIOD, row.at(VALID_UNTIL));
        findings.add(found.with("later", VALID_UNTIL.item().name).with("earlier", VALID_FROM.item().name));
    }
    if row.need(FIRST_PLAN_DATE)? > row.need(PLAN_DATE)? {
        let found = Found::new(&PERIOD, row.at(FIRST_PLAN_DATE));
        findings.add(found.with("later", PLAN_DATE.item().name).with("earlier", FIRST_PLAN_DATE.item().name));
    }
    Ok(())
}

fn reason(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let is_other = row.value(HOUSEKEEPING_REASON)? == Some(HousekeepingReason::OtherReason);
    if is_other == row.is_blank(OTHER_REASON) {
        findings.add(Found::new(&REASON, row.at(OTHER_REASON)));
    }
    Ok(())
}

fn certified(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    if row.value(STATUS)? != Some(CertificationStatus::Certified) {
        return Ok(());
    }
    // An invalid value is there, and another rule speaks of it.
    if row.is_blank(CERTIFIED_ON) {
        let found = Found::new(&CERTIFIED, row.at(CERTIFIED_ON));
        findings.add(found.with("missing", CERTIFIED_ON.item().name));
    }
    if row.is_blank(CARE_LEVEL) {
        findings.add(Found::new(&CERTIFIED, row.at(CARE_LEVEL)).with("missing", CARE_LEVEL.item().name));
    }
    Ok(())
}
