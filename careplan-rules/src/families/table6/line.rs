//! What a line of 第6表 tells by itself: its day, times, day flags, service type, and who wrote it.

use super::{
    CARE_OFFICE, DAY, DAY_FLAGS, DAY_OUTSIDE_MONTH, END, MONTH, OUT_OF_SCOPE, PRORATED_DAYS, PROVIDER,
    SERVICE_CODE, START, TIME_PAIR, UPDATED_BY, UPDATED_BY_OFFICE,
};
use crate::families::equipment::{content_bytes, half_width};
use crate::finding::Found;
use crate::findings::Findings;
use crate::fix::Fix;
use crate::level::Level;
use crate::row::{NotRun, Ran, Row};
use crate::rule::Bilingual;
use careplan_csv::{Field, ItemState, ms932};
use careplan_model::{
    Date, DayFlags, FileName, OfficeNumber, ServiceCode, ServiceTime, ServiceTypeCode, Value, YearMonth, kind,
};

/// What several rules ask of a line, read once.
pub(super) struct Line {
    pub(super) month: Result<YearMonth, NotRun>,
    pub(super) day: Result<Date, NotRun>,
    pub(super) start: Result<ServiceTime, NotRun>,
    pub(super) end: Result<ServiceTime, NotRun>,
    pub(super) code: Result<ServiceCode, NotRun>,
    pub(super) provider: Result<OfficeNumber, NotRun>,
}

impl Line {
    pub(super) fn of(row: &Row<'_>) -> Self {
        Self {
            month: row.need(MONTH),
            day: row.need(DAY),
            start: row.need(START),
            end: row.need(END),
            code: row.need(SERVICE_CODE),
            provider: row.need(PROVIDER),
        }
    }

    /// The service type, see [`type_of`].
    pub(super) fn service_type(&self) -> Result<ServiceTypeCode, NotRun> {
        self.code.and_then(type_of)
    }
}

pub(super) fn day(line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let (day, month) = (line.day?, line.month?);
    if !month.contains(day) {
        let found = Found::new(&DAY_OUTSIDE_MONTH, row.at(DAY));
        findings.add(found.with("day", day).with("month", month));
    }
    Ok(())
}

const ONE_TIME: Bilingual = Bilingual { ja: "片方だけが9999です", en: "only one of them is 9999" };

const REVERSED: Bilingual = Bilingual {
    ja: "終了が開始より前です（日をまたぐサービスならこのままで構いません）",
    en: "it ends before it begins (which is right if it passes midnight)",
};

pub(super) fn times(line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let (start, end) = (line.start?, line.end?);
    // 2400 is no time to begin at, and the item's own rule says so.
    if start == ServiceTime::MIDNIGHT_END {
        return Err(NotRun);
    }
    let found = || Found::new(&TIME_PAIR, row.at(END));
    if start.is_none() != end.is_none() {
        findings.add(found().with("reason", ONE_TIME));
    } else if end < start {
        findings.add(found().with("reason", REVERSED).at_most(Level::Info));
    }
    Ok(())
}

const NOT_FLAGS: Bilingual = Bilingual {
    ja: "「0」「1」の31桁ではありません",
    en: "they are not 31 characters of 0 and 1",
};

const PAST_THE_MONTH: Bilingual = Bilingual {
    ja: "対象年月にない日が1になっています",
    en: "a day that the month does not have is marked",
};

pub(super) fn day_flags(line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let found = |reason| Found::new(&DAY_FLAGS, row.at(PRORATED_DAYS)).with("reason", reason);
    match row.field(PRORATED_DAYS).map(|field| field.value::<DayFlags>()) {
        None | Some(ItemState::Blank) => {}
        Some(ItemState::Valid(flags)) => {
            let last = line.month?.days();
            if flags.days().any(|day| day > last) {
                findings.add(found(PAST_THE_MONTH));
            }
        }
        Some(ItemState::Invalid(_)) if is_no_flags(row) => {
            let half = half_width(row, PRORATED_DAYS).filter(|text| DayFlags::parse_chars(text).is_ok());
            let fix = half.and_then(|text| Some(Fix::replace(content_bytes(row, PRORATED_DAYS)?, text)));
            findings.add(found(NOT_FLAGS).fix(fix));
        }
        Some(ItemState::Invalid(_)) => return Err(NotRun),
    }
    Ok(())
}

/// Whether no other rule speaks of what is wrong with the flags: quotes, bytes that are no character, and
/// blanks around them have rules of their own.
fn is_no_flags(row: &Row<'_>) -> bool {
    let Some(field) = row.field(PRORATED_DAYS).filter(Field::is_well_formed) else { return false };
    ms932::decode(field.content()).is_ok_and(|text| DayFlags::parse_chars(text.trim()).is_err())
}

const NOT_EXCHANGED: Bilingual = Bilingual {
    ja: "このサービス種類は連携の対象ではありません",
    en: "services of this type are not exchanged",
};

const UNKNOWN_TYPE: Bilingual =
    Bilingual { ja: "サービス種類の一覧にありません", en: "no list of service types has it" };

pub(super) fn scope(line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let service_type = line.service_type()?;
    if !service_type.is_in_scope() {
        let reason = if service_type.name().is_some() { NOT_EXCHANGED } else { UNKNOWN_TYPE };
        let found = Found::new(&OUT_OF_SCOPE, row.at(SERVICE_CODE));
        findings.add(found.with("type", service_type.as_str()).with("reason", reason));
    }
    Ok(())
}

/// The service type of a code that is complete; others are no base for further findings. (The code of the
/// grand total of 第7表 has a type here too: one that no list has.)
fn type_of(code: ServiceCode) -> Result<ServiceTypeCode, NotRun> {
    let bytes = code.as_bytes();
    let is_complete =
        bytes.len() == 6 && bytes.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if !is_complete {
        return Err(NotRun);
    }
    bytes.get(..2).and_then(|service_type| ServiceTypeCode::parse(service_type).ok()).ok_or(NotRun)
}

pub(super) fn updated_by(line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let Some(found) = row.value(UPDATED_BY_OFFICE)? else { return Ok(()) };
    // Commissioned plans and actuals are passed on (委託). Plans and actuals have one layout, so that only the
    // name tells them apart.
    if row.file.contradicts_its_name() || row.file.file_name().is_none_or(is_commissioned) {
        return Ok(());
    }
    let is_plan = row.file.is(&kind::PLAN);
    let expected = if is_plan { row.need(CARE_OFFICE) } else { line.provider }?;
    if found == expected {
        return Ok(());
    }
    // What is no office number, or a mistyped one, is for the rules of the items.
    if [found, expected].iter().any(|office| !office.is_complete() || !office.check_digit().is_ok()) {
        return Err(NotRun);
    }
    let finding = Found::new(&UPDATED_BY, row.at(UPDATED_BY_OFFICE))
        .with("item", if is_plan { CARE_OFFICE } else { PROVIDER }.item().name);
    findings.add(finding.with("found", found.as_str()).with("expected", expected.as_str()));
    Ok(())
}

/// Whether a centre (46, AF) sends or receives.
fn is_commissioned(name: &FileName) -> bool {
    let centres = [ServiceTypeCode::PREVENTIVE_SUPPORT, ServiceTypeCode::PREVENTIVE_CARE_MANAGEMENT];
    let types = [name.sender().service_type(), name.receiver().service_type()];
    types.into_iter().flatten().any(|service_type| centres.contains(&service_type))
}
