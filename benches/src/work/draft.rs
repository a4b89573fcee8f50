//! 福祉用具サービス計画書 begun from the care plans of many persons.
//!
//! Both ways carry the same values from 第1表, 第2表 and 利用者補足情報: who the person is, certification, the wishes and
//! the policy verbatim, other services, and the needs and goals under which equipment of the office stands, their
//! texts filled down. (第3表 is left out on both sides.) The obvious way does no more. A draft also knows of every
//! value from which item of which record it came, proposes how to tell the wishes apart, says where 第1表 and
//! 利用者補足情報 differ and which services are equipment, and refuses a 第2表 that is no tree.

use super::received;
use crate::check::Unit;
use crate::obvious::{self, CareLevel, CertificationStatus, Sex, Table1, Table2, UserSupplement};
use crate::ways::Failure;
use careplan_fukushi::draft::{CarePlanSets, DraftOptions, EquipmentPlanDraft, draft};
use careplan_model::{FormFile, OfficeNumber, Transmission};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Whose drafts are made.
#[derive(Debug)]
pub struct Asked {
    office: OfficeNumber,
    options: DraftOptions,
    office_text: String,
    plan_date: NaiveDate,
}

impl Asked {
    /// Drafts of the rental office of the samples.
    ///
    /// # Errors
    ///
    /// None.
    pub fn new() -> Result<Self, Failure> {
        let office: OfficeNumber = "9970100062".parse()?;
        let date: careplan_model::Date = "20260401".parse()?;
        Ok(Self {
            office,
            options: DraftOptions::new(office).plan_date(date),
            office_text: office.to_string(),
            plan_date: date.into(),
        })
    }
}

/// The drafts of a unit.
///
/// # Errors
///
/// A care plan that is none.
pub fn ours(unit: &Transmission<FormFile>, asked: &Asked) -> Result<Vec<EquipmentPlanDraft>, Failure> {
    let sets = CarePlanSets::of_unit(unit).sets;
    let of_office = sets.iter().filter(|set| set.concerns(asked.office));
    Ok(of_office.map(|set| draft(set, &asked.options)).collect::<Result<_, _>>()?)
}

/// The same, the files read first.
///
/// # Errors
///
/// A file that cannot be read, a care plan that is none.
pub fn ours_from_files(files: &Unit, asked: &Asked) -> Result<Vec<EquipmentPlanDraft>, Failure> {
    ours(&received::unit(files)?, asked)
}

/// The records of a unit, as one holds them.
#[derive(Debug, Default)]
pub struct Tables {
    table1: Vec<Table1>,
    table2: Vec<Table2>,
    supplements: Vec<UserSupplement>,
}

impl Tables {
    /// Reads the files of a unit. The decoded text lies in `text`, which is used again.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn read(files: &Unit, text: &mut String) -> Result<Self, Failure> {
        let mut tables = Self::default();
        for (name, file) in &files.files {
            match name.split('_').next() {
                Some("UP1KYO") => obvious::read(file, text, |form| tables.table1.push(form))?,
                Some("UP2KYO") => obvious::read(file, text, |form| tables.table2.push(form))?,
                _ => obvious::read(file, text, |form| tables.supplements.push(form))?,
            }
        }
        Ok(tables)
    }
}

/// The beginning of a plan, as one holds it.
#[allow(missing_docs)] // the same fields as the header of careplan-fukushi
#[derive(Debug)]
pub struct Draft {
    pub insurer: String,
    pub insured: String,
    pub plan_date: NaiveDate,
    pub provider: String,
    pub service_type: &'static str,
    pub care_plan_date: NaiveDate,
    pub care_office: String,
    pub care_office_name: String,
    pub planner_name: String,
    pub user_name_kana: Option<String>,
    pub user_name: Option<String>,
    pub user_sex: Option<Sex>,
    pub user_birth_date: Option<NaiveDate>,
    pub user_postal_code: Option<String>,
    pub user_address_1: Option<String>,
    pub user_address_2: Option<String>,
    pub user_phone: Option<String>,
    pub certification_status: Option<CertificationStatus>,
    pub certified_on: Option<NaiveDate>,
    pub valid_from: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub care_level: Option<CareLevel>,
    pub other_services: String,
    pub wishes_source: Option<String>,
    pub support_policy: Option<String>,
    pub needs: Vec<Need>,
}

/// A need with its goals.
#[derive(Debug)]
pub struct Need {
    /// 課題ＮＯ of 第2表.
    pub care_plan_need_no: Option<i32>,
    /// Why equipment is needed.
    pub reason: Option<String>,
    /// The goals, one a line.
    pub goals: Vec<String>,
}

/// The drafts of a unit, by hand.
pub fn obvious(tables: &Tables, asked: &Asked) -> Vec<Draft> {
    let mut lines: HashMap<_, Vec<&Table2>> = HashMap::new();
    for line in &tables.table2 {
        let key = (line.insurer.as_str(), line.insured.as_str(), line.plan_date);
        lines.entry(key).or_default().push(line);
    }
    let supplements: HashMap<_, &UserSupplement> = tables
        .supplements
        .iter()
        .filter_map(|it| Some(((it.insurer.as_str(), it.insured.as_str(), it.plan_date?), it)))
        .collect();
    let mut drafts = Vec::new();
    for table1 in &tables.table1 {
        let key = (table1.insurer.as_str(), table1.insured.as_str(), table1.plan_date);
        let Some(lines) = lines.get(&key) else { continue };
        if lines.iter().any(|line| is_ours(line, &asked.office_text)) {
            drafts.push(begin(table1, lines, supplements.get(&key).copied(), asked));
        }
    }
    drafts
}

/// The same, the files read first.
///
/// # Errors
///
/// A file that cannot be read.
pub fn obvious_from_files(files: &Unit, asked: &Asked, text: &mut String) -> Result<Vec<Draft>, Failure> {
    Ok(obvious(&Tables::read(files, text)?, asked))
}

/// Equipment of the office, or without an office.
fn is_ours(line: &Table2, office: &str) -> bool {
    match &line.provider {
        Some(provider) => provider == office,
        None => line.service_kind.as_ref().is_some_and(|kind| kind.contains("福祉用具")),
    }
}

fn begin(table1: &Table1, lines: &[&Table2], user: Option<&UserSupplement>, asked: &Asked) -> Draft {
    let is_preventive = matches!(
        table1.care_level,
        Some(CareLevel::Support1 | CareLevel::Support2 | CareLevel::ProgramTarget)
    );
    // An address comes from one record.
    let address_of_user = user.map(|it| (&it.user_postal_code, &it.user_address_1, &it.user_address_2));
    let address_of_user = address_of_user.filter(|it| it.0.is_some() || it.1.is_some() || it.2.is_some());
    let (postal_code, address_1, address_2) =
        address_of_user.unwrap_or((&table1.user_postal_code, &table1.user_address_1, &table1.user_address_2));
    Draft {
        insurer: table1.insurer.clone(),
        insured: table1.insured.clone(),
        plan_date: asked.plan_date,
        provider: asked.office_text.clone(),
        service_type: if is_preventive { "67" } else { "17" },
        care_plan_date: table1.plan_date,
        care_office: table1.care_office.clone(),
        care_office_name: table1.care_office_name.clone(),
        planner_name: table1.planner_name.clone(),
        user_name_kana: user.map(|it| it.user_name_kana.clone()),
        user_name: user.map(|it| it.user_name.clone()),
        user_sex: user.map(|it| it.user_sex),
        user_birth_date: user.map(|it| it.user_birth_date),
        user_postal_code: postal_code.clone(),
        user_address_1: address_1.clone(),
        user_address_2: address_2.clone(),
        user_phone: user.and_then(|it| it.user_phone.clone()),
        certification_status: table1.certification_status,
        certified_on: table1.certified_on,
        valid_from: table1.valid_from,
        valid_until: table1.valid_until,
        care_level: table1.care_level,
        other_services: other_services(lines, &asked.office_text),
        wishes_source: table1.wishes_and_needs_analysis.clone(),
        support_policy: table1.support_policy.clone(),
        needs: needs(lines, &asked.office_text),
    }
}

/// What others do, each once.
fn other_services(lines: &[&Table2], office: &str) -> String {
    let mut services: Vec<String> = Vec::new();
    for line in lines.iter().filter(|line| !is_ours(line, office)) {
        let texts = [&line.service_kind, &line.provider_name, &line.frequency];
        let text = texts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("　");
        if !text.is_empty() && !services.contains(&text) {
            services.push(text);
        }
    }
    services.join("\n")
}

/// The texts that hold for a line, most of which stand on lines above it.
#[derive(Default)]
struct Above<'a> {
    need_no: Option<i32>,
    goal_no: Option<i32>,
    need: Option<&'a String>,
    long_term: (Option<&'a String>, Option<&'a String>),
    short_term: (Option<&'a String>, Option<&'a String>),
}

impl<'a> Above<'a> {
    fn go_on(&mut self, line: &'a Table2) {
        if line.need_no != self.need_no {
            *self = Self { need_no: line.need_no, ..Self::default() };
        }
        if line.goal_no != self.goal_no {
            let (need_no, need) = (self.need_no, self.need);
            *self = Self { need_no, goal_no: line.goal_no, need, ..Self::default() };
        }
        self.need = line.need.as_ref().or(self.need);
        let (goal, period) = &mut self.long_term;
        *goal = line.long_term_goal.as_ref().or(*goal);
        *period = line.long_term_period.as_ref().or(*period);
        if line.short_term_goal.is_some() {
            self.short_term = (line.short_term_goal.as_ref(), line.short_term_period.as_ref());
        } else if line.short_term_period.is_some() {
            self.short_term.1 = line.short_term_period.as_ref();
        }
    }
}

fn needs(lines: &[&Table2], office: &str) -> Vec<Need> {
    let mut needs: Vec<Need> = Vec::new();
    let mut above = Above::default();
    for line in lines {
        above.go_on(line);
        if !is_ours(line, office) {
            continue;
        }
        let goals = [goal("長期目標：", above.long_term), goal("短期目標：", above.short_term)];
        if needs.last().is_none_or(|need| need.care_plan_need_no != line.need_no) {
            let reason = above.need.cloned();
            needs.push(Need { care_plan_need_no: line.need_no, reason, goals: Vec::new() });
        }
        let Some(need) = needs.last_mut() else { continue };
        for goal in goals.into_iter().flatten() {
            if !need.goals.contains(&goal) {
                need.goals.push(goal);
            }
        }
    }
    needs
}

fn goal(label: &str, goal: (Option<&String>, Option<&String>)) -> Option<String> {
    match goal {
        (Some(text), Some(period)) => Some(format!("{label}{text}（{period}）")),
        (Some(text), None) => Some(format!("{label}{text}")),
        (None, Some(period)) => Some(format!("{label}（{period}）")),
        (None, None) => None,
    }
}
