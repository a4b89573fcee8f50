//! 第6表 予定 and 実績, 第7表 and 利用者補足情報 of a month.

use super::calendar::Calendar;
use super::office::{Kind, Office};
use super::person::{Person, Service};
use super::{Made, broken, made};
use careplan_model::views::table7::{Bearer, Facts, UnitPriceFact, compute};
use careplan_model::{
    Applies, CertificationStatus, Date, DateOrZeros, Edition, MonthOrZeros, OfficeNumber, Table6, Table7,
    UserSupplement, YearMonth,
};

/// The prices of a unit, by service type.
const PRICES: [(&str, &str); 9] = [
    ("11", "10.70"),
    ("13", "10.70"),
    ("15", "10.45"),
    ("16", "10.55"),
    ("17", "10.00"),
    ("67", "10.00"),
    ("A2", "10.70"),
    ("A6", "10.45"),
    ("63", "10.70"),
];

/// What is the same for all persons of an office.
pub(super) struct Slips<'o> {
    office: &'o Office,
    month: YearMonth,
    planned_on: Date,
    done_on: Date,
    facts: Facts,
}

impl<'o> Slips<'o> {
    pub(super) fn new(office: &'o Office, calendar: &Calendar) -> Made<Self> {
        let planned_on = made(calendar.before.day(22))?;
        let mut facts = Facts::new(Edition::CURRENT, planned_on);
        facts.updated_by = Some(office.number);
        for (service_type, price) in PRICES {
            let (service_type, price) = (made(service_type.parse().ok())?, made(price.parse().ok())?);
            facts.unit_prices.push(UnitPriceFact::of_type(service_type, price));
        }
        Ok(Self { office, month: calendar.month, planned_on, done_on: made(calendar.after.day(1))?, facts })
    }

    /// 第6表 予定 of a person.
    pub(super) fn plan(&self, person: &Person) -> Made<Vec<Table6>> {
        let mut lines = Vec::new();
        for service in &person.services {
            for day in &service.planned {
                lines.push(self.line(person, service, *day, (self.planned_on, self.office.number))?);
            }
        }
        Ok(lines)
    }

    /// 第6表 実績 of a person, of all providers.
    pub(super) fn actual(&self, person: &Person) -> Made<Vec<Table6>> {
        let mut lines = Vec::new();
        for service in &person.services {
            for day in &service.done {
                lines.push(self.line(person, service, *day, (self.done_on, service.provider))?);
            }
        }
        Ok(lines)
    }

    fn line(
        &self,
        person: &Person,
        service: &Service,
        day: u8,
        (created_on, updated_by): (Date, OfficeNumber),
    ) -> Made<Table6> {
        let mut line = Table6::new(
            Edition::CURRENT.version(),
            self.office.insurer,
            person.insured,
            created_on,
            self.month,
            made(self.month.day(day))?,
            service.start,
            service.end,
            1,
            made(service.code.parse().ok())?,
            service.provider,
            Applies::No,
        );
        line.care_office = Some(self.office.number);
        line.planner_name = Some(person.manager.clone());
        line.units = Some(service.units);
        line.provider_name = Some(service.provider_name.clone());
        line.updated_by = Some(updated_by);
        if let Some(product) = service.product {
            line.tais_code = Some(made(product.tais_code.parse().ok())?);
            line.equipment_name = Some(product.name.to_owned());
        }
        Ok(line)
    }

    /// 第7表 by the plan, with the units beyond the limits.
    pub(super) fn table7(&mut self, person: &Person, plan: &[Table6]) -> Made<(Vec<Table7>, i32)> {
        self.facts.benefit_rate = Some(person.rate);
        self.facts.benefit_limit = Some(person.level.limit);
        self.facts.bearers.clear();
        // What goes beyond the limit is borne by the day service.
        for service in person.services.iter().filter(|it| it.kind == Kind::Day && it.code.starts_with("15")) {
            self.facts.bearers = vec![Bearer::rest(service.provider, made("15".parse().ok())?)];
        }
        let computed = compute(plan, &self.facts).map_err(|_| broken())?;
        if !computed.missing.is_empty() {
            return Err(broken());
        }
        let total = computed.month.total.as_ref();
        let excess = total.and_then(|total| total.limit_excess_units).unwrap_or_default();
        Ok((computed.month.into_records(), excess))
    }

    /// 利用者補足情報 beside a plan (with its date) or beside a month.
    pub(super) fn supplement(
        &self,
        person: &Person,
        (plan_date, month): (DateOrZeros, MonthOrZeros),
        excess: i32,
    ) -> UserSupplement {
        let mut form = UserSupplement::new(
            Edition::CURRENT.version(),
            self.office.insurer,
            person.insured,
            plan_date,
            person.kana.clone(),
            person.name.clone(),
            person.sex,
            person.born,
            month,
        );
        form.user_postal_code = Some(person.postal_code.clone());
        form.user_address_1 = Some(person.address.clone());
        form.user_phone = Some(person.phone.clone());
        form.certified_on = Some(person.certified_on);
        form.benefit_limit_from = Some(person.valid_from);
        form.benefit_limit_until = Some(person.valid_until);
        form.certification_status = Some(CertificationStatus::Certified);
        form.care_level = Some(person.level.care);
        form.benefit_limit = Some(person.level.limit);
        form.total_limit_excess_units = Some(excess);
        form.consent_received_by = Some(self.office.number);
        form.updated_by = Some(self.office.number);
        form
    }
}
