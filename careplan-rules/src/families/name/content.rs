//! Whether what stands in the records agrees with the name of their file.

use super::{CONTENT_OFFICE, EDITION, IMAGE, MONTH_MISMATCH, RECEIVER, SENDER, has_centre};
use crate::check::FileContext;
use crate::column::Column;
use crate::columns;
use crate::families::set::follows;
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::row::{NotRun, Ran, Row};
use crate::rule::Bilingual;
use careplan_csv::{Text, VersionFit};
use careplan_model::{
    ActualDeletion, BasicInfo, Benefit, CheckDigit, FileName, MonthOrZeros, NameForm, OfficeNumber,
    PlanDeletion, ServiceCode, ServiceTypeCode, Table6, Table7, UserSupplement, YearMonth, ZerosOr, kind,
};

columns! { UserSupplement: SUPPLEMENT_MONTH: MonthOrZeros = "service_month"; }
columns! { Table7: TABLE7_MONTH: YearMonth = "service_month"; }
columns! { PlanDeletion: PLAN_DELETION_MONTH: YearMonth = "service_month"; }
columns! { ActualDeletion:
    ACTUAL_DELETION_MONTH: YearMonth = "service_month";
    DELETED_PROVIDER: OfficeNumber = "provider";
}
columns! { BasicInfo: IMAGE_NAME: Text<'static> = "family_image_file_name"; }
columns! { Table6:
    TABLE6_MONTH: YearMonth = "service_month";
    CARE_OFFICE: OfficeNumber = "care_office";
    PROVIDER: OfficeNumber = "provider";
    SERVICE_CODE: ServiceCode = "service_code";
}

/// So many different deviations are remembered for one file.
const REMEMBERED: usize = 64;

/// What the records of a file are compared with, and which deviations were told: each is told once.
pub(super) struct Content {
    name: FileName,
    records: u64,
    month: Option<(MonthOrZeros, MonthColumn)>,
    offices: Vec<NamedOffice>,
    /// Whether offices are compared on lines of 介護給付 alone.
    is_about_services: bool,
    /// The code that was looked up last, and whether it is of 介護給付: codes repeat.
    last_code: Option<(ServiceCode, bool)>,
    told_months: Vec<MonthOrZeros>,
    told_offices: Vec<(usize, OfficeNumber)>,
}

/// Where 対象年月 stands.
#[derive(Clone, Copy)]
enum MonthColumn {
    Month(Column<YearMonth>),
    OrZeros(Column<MonthOrZeros>),
}

/// An office that both the name and the records tell.
struct NamedOffice {
    column: Column<OfficeNumber>,
    number: OfficeNumber,
    is_right: bool,
    side: Bilingual,
}

impl Content {
    pub(super) fn new(file: &FileContext, name: FileName) -> Self {
        // Under 委託 plans and actuals of preventive services are passed on as they are.
        let is_about_services = file.is(&kind::PLAN) || file.is(&kind::ACTUAL);
        let month = name.month().zip(month_column(file));
        let offices = offices(file, &name);
        Self {
            name,
            records: 0,
            month,
            offices,
            is_about_services,
            last_code: None,
            told_months: Vec::new(),
            told_offices: Vec::new(),
        }
    }

    pub(super) fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        self.records += 1;
        if self.records == 1 {
            edition(row, &self.name, findings);
        }
        let ran = self.month(row, findings);
        findings.ran(&MONTH_MISMATCH, ran);
        let ran = self.offices(row, findings);
        findings.ran(&CONTENT_OFFICE, ran);
        let ran = image(row, &self.name, findings);
        findings.ran(&IMAGE, ran);
    }

    fn month(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let Some((named, column)) = self.month else { return Ok(()) };
        let found = match column {
            MonthColumn::Month(column) => ZerosOr::Value(row.need(column)?),
            MonthColumn::OrZeros(column) => row.need(column)?,
        };
        if found != named && self.told_months.len() < REMEMBERED && !self.told_months.contains(&found) {
            self.told_months.push(found);
            let place = match column {
                MonthColumn::Month(column) => row.at(column),
                MonthColumn::OrZeros(column) => row.at(column),
            };
            let finding = Found::new(&MONTH_MISMATCH, place);
            findings.add(finding.with("name", named.to_string()).with("record", found.to_string()));
        }
        Ok(())
    }

    fn offices(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        // In a record with another number of items an office is not known to be one.
        if self.offices.is_empty() || !row.is_whole() {
            return Ok(());
        }
        if self.is_about_services && !self.is_long_term_care(row.need(SERVICE_CODE)?) {
            return Ok(());
        }
        let mut ran = Ok(());
        for office in &self.offices {
            ran = ran.and(office.compare(row, &mut self.told_offices, findings));
        }
        ran
    }

    fn is_long_term_care(&mut self, code: ServiceCode) -> bool {
        match self.last_code {
            Some((last, answer)) if last == code => answer,
            _ => {
                let answer = is_long_term_care(code);
                self.last_code = Some((code, answer));
                answer
            }
        }
    }
}

impl NamedOffice {
    fn new(column: Column<OfficeNumber>, number: OfficeNumber, side: Bilingual) -> Self {
        Self { column, number, is_right: is_right(number), side }
    }

    fn compare(
        &self,
        row: &Row<'_>,
        told: &mut Vec<(usize, OfficeNumber)>,
        findings: &mut Findings<'_>,
    ) -> Ran {
        let Some(found) = row.value(self.column)? else { return Ok(()) };
        let is_same = found == self.number;
        // A number that is mistyped has a finding of its own, and may be something else that came there.
        if !(if is_same { self.is_right } else { is_right(found) }) {
            return Err(NotRun);
        }
        let key = (self.column.index, found);
        if !is_same && told.len() < REMEMBERED && !told.contains(&key) {
            told.push(key);
            // The number of the record is not told: in a file with shifted items it can be a person's.
            let finding = Found::new(&CONTENT_OFFICE, row.at(self.column)).with("side", self.side);
            findings.add(finding.with("name", self.number.to_string()).with("item", self.column.item().name));
        }
        Ok(())
    }
}

fn is_right(office: OfficeNumber) -> bool {
    matches!(office.check_digit(), CheckDigit::Ok | CheckDigit::OkMedical)
}

fn month_column(file: &FileContext) -> Option<MonthColumn> {
    Some(if file.is(&kind::USER_SUPPLEMENT) {
        MonthColumn::OrZeros(SUPPLEMENT_MONTH)
    } else if file.is(&kind::PLAN) || file.is(&kind::ACTUAL) {
        MonthColumn::Month(TABLE6_MONTH)
    } else if file.is(&kind::TABLE7) {
        MonthColumn::Month(TABLE7_MONTH)
    } else if file.is(&kind::PLAN_DELETION) {
        MonthColumn::Month(PLAN_DELETION_MONTH)
    } else if file.is(&kind::ACTUAL_DELETION) {
        MonthColumn::Month(ACTUAL_DELETION_MONTH)
    } else {
        return None;
    })
}

/// The offices to be compared; none where others pass on what they did not make.
fn offices(file: &FileContext, name: &FileName) -> Vec<NamedOffice> {
    let (sender, receiver) = (name.sender().office, name.receiver().office);
    if has_centre(name) || file.contradicts_its_name() {
        Vec::new()
    } else if file.is(&kind::ACTUAL_DELETION) {
        vec![NamedOffice::new(DELETED_PROVIDER, sender, SENDER)]
    } else if file.is(&kind::PLAN) {
        vec![NamedOffice::new(CARE_OFFICE, sender, SENDER)]
    } else if file.is(&kind::ACTUAL) {
        let care_office = NamedOffice::new(CARE_OFFICE, receiver, RECEIVER);
        vec![care_office, NamedOffice::new(PROVIDER, sender, SENDER)]
    } else {
        Vec::new()
    }
}

/// Compares the edition of the name with that of the first record.
fn edition(row: &Row<'_>, name: &FileName, findings: &mut Findings<'_>) {
    let is_withdrawn = name.form() == NameForm::V4_0;
    let is_known = !matches!(row.fit, VersionFit::Unknown);
    if is_withdrawn || is_known && name.family() != row.family {
        let named = if is_withdrawn { WITHDRAWN } else { edition_of(name.family()) };
        let finding = Found::new(&EDITION, Location::file(row.file.id));
        findings.add(finding.with("name", named).with("content", edition_of(row.family)));
    }
}

const WITHDRAWN: Bilingual = Bilingual {
    ja: "撤回された4.0版（サービス種類コードが3桁）",
    en: "the withdrawn 4.0 (service types of three digits)",
};

fn edition_of(family: careplan_model::LayoutFamily) -> Bilingual {
    match family {
        careplan_model::LayoutFamily::V3 => Bilingual { ja: "3.x版以前", en: "editions up to 3.x" },
        careplan_model::LayoutFamily::V4 => Bilingual { ja: "4.x版", en: "editions 4.x" },
    }
}

/// Whether a service is one of 介護給付; of codes that no list has nobody knows.
fn is_long_term_care(code: ServiceCode) -> bool {
    let mut benefits =
        code.service_type().into_iter().flat_map(ServiceTypeCode::entries).map(|entry| entry.benefit);
    benefits.all(|benefit| benefit == Benefit::LongTermCare)
}

fn image(row: &Row<'_>, name: &FileName, findings: &mut Findings<'_>) -> Ran {
    if !row.file.is(&kind::BASIC_INFO) {
        return Ok(());
    }
    let Some(text) = row.text(IMAGE_NAME)? else { return Ok(()) };
    let image = text.decode().map_err(|_| NotRun)?;
    if !follows(&image, Some(name)) {
        findings.add(Found::new(&IMAGE, row.at(IMAGE_NAME)));
    }
    Ok(())
}
