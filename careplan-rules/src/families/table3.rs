//! 第3表: the three kinds of its lines, and their times.

use crate::check::{Check, Family, FileContext};
use crate::column::Column;
use crate::columns;
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{NotRun, Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::{Edit::Set, PLAN};
use careplan_csv::Text;
use careplan_model::{ServiceTime, Table3, Weekday, kind};

/// The rules of 第3表.
pub static FAMILY: Family = Family {
    name: "table3",
    title: Bilingual { ja: "週間サービス計画表 第3表", en: "Care plan, table 3 (week)" },
    rules: ALL,
    check: Some(|| Box::new(Table3Check)),
};

rules! {
    LINE_KIND = "table3-line-kind" (Warning, Warning) ["UP3KYO"] in "editions 4.0 and later"
        section "第3表 No.6～9 介護サービス、No.10～12 主な日常生活上の活動、No.13 週単位以外のサービス",
        ja "行が「介護サービス」「主な日常生活上の活動」「週単位以外のサービス」のどれか1つになっていないか、介護サービスの曜日や時間がありません",
        en "a line is not just one of weekly service, daily activity and other services, or a weekly service lacks its weekday or times",
        says ja "行の内容に問題があります：{fault}", en "the line is not of one kind, or not complete: {fault}",
        why ja "1行は、介護サービス（内容・曜日・開始・終了）、日常生活上の活動（内容・開始・終了）、週単位以外のサービスのどれか1つです。それ以外の行は、週間表のどこに表示するか受信側で決められません。",
            en "A line is a weekly service (with weekday, start and end), a daily activity (with start and end), or a service outside the week. The receiver cannot place any other line in the week.",
        mend ja "1行に1つの種類だけを記入し、介護サービスには曜日と開始・終了時間を記入してください。決まった曜日がないサービスは「週単位以外のサービス」に記入してください。",
             en "Give each line one kind, and each weekly service its weekday, start and end. A service without a fixed weekday belongs into No.13.",
        rejected [
            PLAN.with(&[Set("UP3KYO", 3, 13, "")]),
            PLAN.with(&[Set("UP3KYO", 1, 10, "起床")]),
            PLAN.with(&[Set("UP3KYO", 2, 13, "福祉用具貸与")]),
            PLAN.with(&[Set("UP3KYO", 1, 7, "")]),
            PLAN.with(&[Set("UP3KYO", 1, 8, "")]),
            PLAN.with(&[Set("UP3KYO", 1, 9, "")]),
        ],
        accepted [
            PLAN.with(&[Set("UP3KYO", 2, 11, ""), Set("UP3KYO", 2, 12, "")]),
            PLAN.with(&[Set("UP3KYO", 2, 12, "")]),
        ];
    TIME_ORDER = "table3-time-order" (Info, Info) ["UP3KYO"] in "editions 4.0 and later"
        section "第3表 No.8・9 介護サービスの開始時間・終了時間、No.11・12 活動の開始時間・終了時間",
        ja "終了時間が開始時間より前です", en "a line ends before it starts",
        why ja "夜間から翌朝までのサービスであれば正しい記録です。そうでなければ、週間表の表示が乱れます。",
            en "Right for a service that passes midnight. Otherwise the week is shown wrongly.",
        mend ja "日をまたがない場合は時間を確認してください。24時に終わるものは2400と記入できます。",
             en "Check the times, unless the line passes midnight. An end at midnight is written 2400.",
        rejected [
            PLAN.with(&[Set("UP3KYO", 1, 9, "0859")]),
            PLAN.with(&[Set("UP3KYO", 1, 8, "2200"), Set("UP3KYO", 1, 9, "0600")]),
            PLAN.with(&[Set("UP3KYO", 2, 12, "0629")]),
            PLAN.with(&[Set("UP3KYO", 2, 11, "2100"), Set("UP3KYO", 2, 12, "0000")]),
        ],
        accepted [
            PLAN.with(&[Set("UP3KYO", 1, 8, "2200"), Set("UP3KYO", 1, 9, "2400")]),
            PLAN.with(&[Set("UP3KYO", 1, 9, "0900")]),
            PLAN.with(&[Set("UP3KYO", 2, 11, "0000"), Set("UP3KYO", 2, 12, "0000")]),
        ];
}

columns! { Table3:
    SERVICE: Text<'static> = "service_content";
    WEEKDAY: Weekday = "weekday";
    SERVICE_START: ServiceTime = "service_start_time";
    SERVICE_END: ServiceTime = "service_end_time";
    ACTIVITY: Text<'static> = "activity";
    ACTIVITY_START: ServiceTime = "activity_start_time";
    ACTIVITY_END: ServiceTime = "activity_end_time";
    OTHER_SERVICES: Text<'static> = "other_services";
}

const NONE: Bilingual =
    Bilingual { ja: "どの種類の内容もありません", en: "it holds none of the three kinds" };
const MIXED: Bilingual = Bilingual {
    ja: "1行に2つ以上の種類があります",
    en: "it holds more than one of the three kinds",
};
const NO_WEEKDAY: Bilingual = Bilingual {
    ja: "介護サービスの曜日がありません",
    en: "the weekday of the service is missing",
};
const NO_START: Bilingual = Bilingual {
    ja: "介護サービスの開始時間がありません",
    en: "the start of the service is missing",
};
const NO_END: Bilingual = Bilingual {
    ja: "介護サービスの終了時間がありません",
    en: "the end of the service is missing",
};

struct Table3Check;

impl Check for Table3Check {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::TABLE3)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        findings.run(&LINE_KIND, row, line_kind);
        findings.run(&TIME_ORDER, row, time_order);
    }
}

fn line_kind(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    // An invalid value is there, and another rule speaks of it.
    let is_weekly = is_filled(row, SERVICE)
        || is_filled(row, WEEKDAY)
        || is_filled(row, SERVICE_START)
        || is_filled(row, SERVICE_END);
    let is_daily = is_filled(row, ACTIVITY) || is_filled(row, ACTIVITY_START) || is_filled(row, ACTIVITY_END);
    let is_other = is_filled(row, OTHER_SERVICES);
    match usize::from(is_weekly) + usize::from(is_daily) + usize::from(is_other) {
        // Nobody knows what was cut off the record.
        0 if row.field(OTHER_SERVICES).is_none() => return Err(NotRun),
        0 => findings.add(Found::new(&LINE_KIND, row.place()).with("fault", NONE)),
        1 => {}
        _ => findings.add(Found::new(&LINE_KIND, row.place()).with("fault", MIXED)),
    }
    if is_weekly && !is_daily && !is_other {
        lacks(row, WEEKDAY, NO_WEEKDAY, findings);
        lacks(row, SERVICE_START, NO_START, findings);
        lacks(row, SERVICE_END, NO_END, findings);
    }
    Ok(())
}

fn is_filled<V>(row: &Row<'_>, column: Column<V>) -> bool {
    !row.is_blank(column)
}

fn lacks<V>(row: &Row<'_>, column: Column<V>, fault: Bilingual, findings: &mut Findings<'_>) {
    if row.field(column).is_some_and(|field| field.is_blank()) {
        findings.add(Found::new(&LINE_KIND, row.at(column)).with("fault", fault));
    }
}

fn time_order(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let service = in_order(row, SERVICE_START, SERVICE_END, findings);
    service.and(in_order(row, ACTIVITY_START, ACTIVITY_END, findings))
}

fn in_order(
    row: &Row<'_>,
    start: Column<ServiceTime>,
    end: Column<ServiceTime>,
    findings: &mut Findings<'_>,
) -> Ran {
    let (from, until) = (time(row, start)?, time(row, end)?);
    if until.zip(from).is_some_and(|(until, from)| until < from) {
        findings.add(Found::new(&TIME_ORDER, row.at(end)));
    }
    Ok(())
}

/// A time of the clock, or 2400 where the item may hold it.
fn time(row: &Row<'_>, column: Column<ServiceTime>) -> Result<Option<ServiceTime>, NotRun> {
    let time = row.value(column)?;
    let is_allowed = |time: ServiceTime| {
        !time.is_none() && (time != ServiceTime::MIDNIGHT_END || column.item().allows_2400)
    };
    if time.is_none_or(is_allowed) { Ok(time) } else { Err(NotRun) }
}
