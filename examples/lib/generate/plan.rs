//! 第1表, 第2表 and 第3表 of a person.

use super::calendar::{Calendar, weekday};
use super::office::{Kind, Office};
use super::person::{Person, Service};
use super::random::Random;
use super::words::{self, sentences};
use super::{Made, broken, made};
use careplan_model::views::{LongTermGoal, Need, ShortTermGoal, Support, Table2Tree};
use careplan_model::{
    CertificationStatus, Date, Edition, InsuranceCoverage, PlanKind, ServiceTime, Table1, Table2, Table3,
};

/// What is the same for all plans of an office.
pub(super) struct Plans<'o> {
    office: &'o Office,
    created_on: Date,
    pub(super) plan_date: Date,
}

impl<'o> Plans<'o> {
    pub(super) fn new(office: &'o Office, calendar: &Calendar) -> Made<Self> {
        let (created_on, plan_date) = (calendar.before.day(22), calendar.before.day(20));
        Ok(Self { office, created_on: made(created_on)?, plan_date: made(plan_date)? })
    }

    pub(super) fn table1(&self, random: &mut Random, person: &Person) -> Table1 {
        let mut form = Table1::new(
            Edition::CURRENT.version(),
            self.office.insurer,
            person.insured,
            self.created_on,
            person.manager.clone(),
            self.office.name.clone(),
            self.office.number,
            self.plan_date,
            person.valid_from.min(self.plan_date),
        );
        form.user_postal_code = Some(person.postal_code.clone());
        form.user_address_1 = Some(person.address.clone());
        form.care_office_address_1 = Some(format!("見本県例示市{}１－１", self.office.town));
        form.plan_kind = Some(PlanKind::Continued);
        form.certification_status = Some(CertificationStatus::Certified);
        form.certified_on = Some(person.certified_on);
        form.valid_from = Some(person.valid_from);
        form.valid_until = Some(person.valid_until);
        form.care_level = Some(person.level.care);
        form.wishes_and_needs_analysis = Some(sentences(random, words::NEEDS, 4));
        form.certification_committee_opinion = Some("特になし".to_owned());
        form.support_policy = Some(sentences(random, words::GOALS, 3));
        form.updated_by = Some(self.office.number);
        form
    }

    /// A need for each service, with goals and what is done about it; rentals together are one.
    pub(super) fn table2(&self, random: &mut Random, person: &Person) -> Made<Vec<Table2>> {
        let services = || person.services.iter().filter(|service| !service.is_addition);
        let mut groups: Vec<Vec<&Service>> =
            services().filter(|it| it.kind != Kind::Rental).map(|service| vec![service]).collect();
        let rentals: Vec<&Service> = services().filter(|it| it.kind == Kind::Rental).collect();
        groups.extend(Some(rentals).filter(|rentals| !rentals.is_empty()));
        let mut tree = Table2Tree::new(
            Edition::CURRENT.version(),
            self.office.insurer,
            person.insured,
            self.created_on,
            self.plan_date,
        );
        tree.updated_by = Some(self.office.number);
        let period = |months: &str| Some(format!("令和８年４月～{months}"));
        for (number, group) in (1..).zip(&groups) {
            let mut supports = Vec::new();
            for (number, service) in (1..).zip(group) {
                let mut support = Support::new(number);
                support.content = Some(sentences(random, words::SUPPORT, 2));
                support.covered_by_insurance = Some(InsuranceCoverage::Covered);
                support.service_kind = Some(kind(service).to_owned());
                support.provider = Some(service.provider);
                support.provider_name = Some(service.provider_name.clone());
                support.frequency = Some(frequency(service));
                support.service_period = period("令和８年９月");
                supports.push(support);
            }
            let short = ShortTermGoal {
                text: Some(sentences(random, words::GOALS, 1)),
                period: period("令和８年９月"),
                supports,
            };
            let long = LongTermGoal {
                number: 1,
                text: Some(sentences(random, words::GOALS, 1)),
                period: period("令和９年３月"),
                short_term_goals: vec![short],
            };
            tree.needs.push(Need {
                number,
                text: Some(sentences(random, words::NEEDS, 2)),
                goals: vec![long],
            });
        }
        tree.to_records().map_err(|_| broken())
    }

    pub(super) fn table3(&self, random: &mut Random, person: &Person) -> Vec<Table3> {
        let new = || {
            Table3::new(
                Edition::CURRENT.version(),
                self.office.insurer,
                person.insured,
                self.created_on,
                self.plan_date,
            )
        };
        let mut lines = Vec::new();
        for service in person.services.iter().filter(|service| !service.is_addition) {
            for day in &service.weekdays {
                let mut line = new();
                line.service_content = Some(kind(service).to_owned());
                line.weekday = Some(weekday(*day));
                line.service_start_time = Some(service.start);
                line.service_end_time = Some(service.end);
                lines.push(line);
            }
        }
        for (activity, hour) in words::ACTIVITIES {
            let time = ServiceTime::new(*hour, 30 * random.small(2));
            let mut line = new();
            line.activity = Some((*activity).to_owned());
            line.activity_start_time = time;
            line.activity_end_time = time;
            lines.push(line);
        }
        if person.services.iter().any(|service| service.kind == Kind::Rental) {
            let mut line = new();
            line.other_services = Some("福祉用具貸与".to_owned());
            lines.push(line);
        }
        lines
    }
}

fn kind(service: &Service) -> &'static str {
    match service.kind {
        Kind::Help => "訪問介護",
        Kind::Day => "通所介護",
        Kind::Nurse => "訪問看護",
        Kind::Rehabilitation => "通所リハビリテーション",
        Kind::Rental => "福祉用具貸与",
    }
}

fn frequency(service: &Service) -> String {
    match (service.product, service.weekdays.len()) {
        (Some(product), _) => format!("毎日（{}）", product.category()),
        (None, 0) => "月１回".to_owned(),
        (None, times) => format!("週{times}回"),
    }
}
