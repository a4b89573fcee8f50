//! 利用者基本情報 and 介護予防サービス・支援計画書, which the centre sends to the office that it commissions.

use super::calendar::Calendar;
use super::office::{Kind, Office};
use super::person::Person;
use super::random::Random;
use super::words::{self, sentences};
use super::{Made, broken, made};
use careplan_model::{
    BasicInfo, BasicInfoHistory, BasicInfoSchedule, CareLevel, CertificationStatus, Commission,
    ConsultationMethod, ConsultationRound, Date, Edition, FormFile, PlanKind, Presence, PreventivePlan,
    PreventivePlanType, PreventiveSupport, SupportLevel, Timestamp, Transmission, TreatmentStatus,
    UnitBuilder, UserSituation, kind,
};

/// The forms of all persons of an office who are in need of support.
pub(super) struct Preventive<'o> {
    office: &'o Office,
    consulted_on: Date,
    basic: Vec<BasicInfo>,
    schedules: Vec<BasicInfoSchedule>,
    histories: Vec<BasicInfoHistory>,
    plans: Vec<PreventivePlan>,
    supports: Vec<PreventiveSupport>,
}

impl<'o> Preventive<'o> {
    pub(super) fn new(office: &'o Office, calendar: &Calendar) -> Made<Self> {
        Ok(Self {
            office,
            consulted_on: made(calendar.before.day(10))?,
            basic: Vec::new(),
            schedules: Vec::new(),
            histories: Vec::new(),
            plans: Vec::new(),
            supports: Vec::new(),
        })
    }

    /// Both forms of a person.
    pub(super) fn add(&mut self, random: &mut Random, person: &Person) {
        self.basic_info(random, person);
        self.plan(random, person);
    }

    fn basic_info(&mut self, random: &mut Random, person: &Person) {
        let version = Edition::CURRENT.version();
        let mut form = BasicInfo::new(
            version,
            self.office.insurer,
            person.insured,
            self.consulted_on,
            PreventivePlanType::PreventiveSupport,
            person.kana.clone(),
            person.name.clone(),
            person.sex,
            person.born,
        );
        form.planning_commissioned = Some(Commission::Commissioned);
        form.author_name = Some("見本　支援子".to_owned());
        form.consultation_method = Some(ConsultationMethod::Visit);
        form.consultation_round = Some(ConsultationRound::First);
        form.user_situation = Some(UserSituation::AtHome);
        form.user_address = Some(person.address.clone());
        form.user_phone = Some(person.phone.clone());
        form.valid_from = Some(person.valid_from);
        form.valid_until = Some(person.valid_until);
        form.contact_1_name = Some("例示　良子".to_owned());
        form.contact_1_relation = Some("長女".to_owned());
        form.contact_1_address = Some(person.address.clone());
        form.contact_1_phone = Some(person.phone.clone());
        form.family_situation = Some("一人暮らし。".to_owned());
        form.life_history = Some(sentences(random, words::NEEDS, 4));
        form.daily_routine = Some(sentences(random, words::GOALS, 2));
        form.hobbies_and_skills = Some("短歌".to_owned());
        form.consented_on = Some(self.consulted_on);
        form.consenter_name = Some(person.name.clone());
        self.basic.push(form);
        for (activity, hour) in words::ACTIVITIES {
            let mut line =
                BasicInfoSchedule::new(version, self.office.insurer, person.insured, self.consulted_on);
            line.time_of_day = Some(format!("{hour}:00"));
            line.user_routine = Some((*activity).to_owned());
            self.schedules.push(line);
        }
        let mut line = BasicInfoHistory::new(version, self.office.insurer, person.insured, self.consulted_on);
        line.illness_date = Some("2018/4".to_owned());
        line.illness_name = Some("高血圧症".to_owned());
        line.clinic_or_doctor_name = Some("見本内科クリニック".to_owned());
        line.treatment_status = Some(TreatmentStatus::InTreatment);
        self.histories.push(line);
    }

    fn plan(&mut self, random: &mut Random, person: &Person) {
        let version = Edition::CURRENT.version();
        let mut form = PreventivePlan::new(
            version,
            self.office.insurer,
            person.insured,
            self.consulted_on,
            PreventivePlanType::PreventiveSupport,
            person.name.clone(),
        );
        form.planning_commissioned = Some(Commission::Commissioned);
        form.certified_on = Some(person.certified_on);
        form.valid_from = Some(person.valid_from);
        form.valid_until = Some(person.valid_until);
        form.plan_kind = Some(PlanKind::First);
        form.certification_status = Some(CertificationStatus::Certified);
        let is_first = person.level.care == CareLevel::Support1;
        form.support_level = Some(if is_first { SupportLevel::Support1 } else { SupportLevel::Support2 });
        form.support_center_planner_name = Some("見本　支援子".to_owned());
        form.care_manager_name = Some(person.manager.clone());
        form.planner_office_name = Some(self.office.name.clone());
        form.first_plan_date = Some(self.consulted_on);
        form.support_center_name = Some(self.office.centre_name.clone());
        form.one_day_life_goal = Some("公園まで歩く。".to_owned());
        form.one_year_life_goal = Some("電車に乗る。".to_owned());
        form.mobility_current_state = Some(sentences(random, words::NEEDS, 1));
        form.mobility_wishes = Some(sentences(random, words::GOALS, 1));
        form.mobility_has_need = Some(Presence::Present);
        form.mobility_need = Some(sentences(random, words::NEEDS, 1));
        form.daily_life_current_state = Some(sentences(random, words::NEEDS, 1));
        form.daily_life_has_need = Some(Presence::Absent);
        form.social_current_state = Some(sentences(random, words::NEEDS, 1));
        form.social_has_need = Some(Presence::Absent);
        form.health_current_state = Some(sentences(random, words::NEEDS, 1));
        form.health_has_need = Some(Presence::Absent);
        form.support_policy = Some(sentences(random, words::GOALS, 3));
        form.consented_on = Some(self.consulted_on);
        form.consenter_name = Some(person.name.clone());
        self.plans.push(form);
        let services = person.services.iter().filter(|service| !service.is_addition);
        for (number, service) in (1..99_u8).zip(services) {
            let mut line =
                PreventiveSupport::new(version, self.office.insurer, person.insured, self.consulted_on);
            line.need_no = Some("1".to_owned());
            line.support_plan_no = Some("1".to_owned());
            line.service_no = Some(number.to_string());
            if number == 1 {
                line.overall_need = Some(sentences(random, words::NEEDS, 1));
                line.proposed_goal_and_measures = Some(sentences(random, words::GOALS, 1));
                line.goal = Some(sentences(random, words::GOALS, 1));
                line.support_points = Some(sentences(random, words::SUPPORT, 1));
            }
            let what = match service.kind {
                Kind::Rental => "介護予防福祉用具貸与",
                Kind::Day => "通所型サービス（独自）",
                _ => "訪問型サービス（独自）",
            };
            line.service_kind = Some(what.to_owned());
            line.provider_name = Some(service.provider_name.clone());
            line.service_period = Some("６か月".to_owned());
            self.supports.push(line);
        }
    }

    /// The units that they are sent as: the forms of the consultation, and the plans.
    pub(super) fn units(self, calendar: &Calendar) -> Made<Vec<Transmission<FormFile>>> {
        if self.basic.is_empty() {
            return Ok(Vec::new());
        }
        let unit = |time: &str| -> Made<UnitBuilder> {
            let timestamp: Timestamp = made(format!("{}15{time}", calendar.before).parse().ok())?;
            Ok(UnitBuilder::new(self.office.centre, self.office.endpoint, timestamp))
        };
        let basic = unit("130000")?
            .file(&kind::BASIC_INFO, self.basic)
            .file(&kind::BASIC_INFO_SCHEDULE, self.schedules)
            .file(&kind::BASIC_INFO_HISTORY, self.histories);
        let plans = unit("140000")?
            .file(&kind::PREVENTIVE_PLAN, self.plans)
            .file(&kind::PREVENTIVE_SUPPORT, self.supports);
        [basic, plans].into_iter().map(|unit| unit.build().map_err(|_| broken())).collect()
    }
}
