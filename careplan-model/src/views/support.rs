//! 支援計画 as a tree: need, support plan, service (standard, UPYOBO_SUB No.5–17).
//!
//! The file writes the texts of a number on its first line only. Here each text stands once, at its number.
//! The standard calls the numbers texts, so they are kept as they are written: `1`, `01` and `１` are three.

mod read;
mod write;

use super::ViewErrors;
use super::declare::view;
use super::printing::{Habits, Printing, stretches};
use crate::forms::PreventiveSupport;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber};
use std::collections::BTreeSet;
use std::hash::Hash;

view! {
    /// 支援計画 of one person: the needs, with support plans and services.
    ///
    /// ```
    /// use careplan_model::PreventiveSupport;
    /// use careplan_model::views::PreventiveTree;
    /// let mut line =
    ///     PreventiveSupport::new("202407".parse()?, "991018".parse()?, "9000000203".parse()?, "20250520".parse()?);
    /// let number = |number: &str| Some(number.to_owned());
    /// (line.need_no, line.support_plan_no, line.service_no) = (number("1"), number("1"), number("1"));
    /// line.overall_need = Some("歩く力を保ちたい。".to_owned());
    /// let mut second = line.clone();
    /// (second.service_no, second.overall_need) = (number("2"), None);
    ///
    /// let records = [line, second];
    /// let tree = PreventiveTree::from_records(&records)?;
    /// assert_eq!(tree.needs[0].support_plans[0].services.len(), 2);
    /// assert_eq!(tree.to_records()?, records);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # What comes back
    ///
    /// Records that make a tree come back from it exactly, texts that are repeated or come late under their
    /// number too ([`printing`](Self::printing), [`SupportService::printed`]).
    ///
    /// These records make none, and all reasons are listed: a need without a number, or a support plan or
    /// service that has something in it and no number; lines of one number that do not stand together; two
    /// lines with the same three numbers; texts of a number that are repeated otherwise; CSVバージョン not the
    /// same on all lines. A need that no support plan serves yet, and a support plan without services, have
    /// no numbers below them.
    ///
    /// A tree that was made by hand comes back equal from its records if it is valid
    /// ([`to_records`](Self::to_records) refuses others), with these exceptions: a habit that no line shows is
    /// [`Printing::FirstLine`]; `printed` is `None` where it says what the habit says; a single part without
    /// number and content is none.
    pub struct PreventiveTree<T> {
        /// CSVバージョン (No.1).
        pub csv_version: CsvVersion, shown;
        /// 保険者番号 (No.2).
        pub insurer: InsurerNumber, shown;
        /// 被保険者番号 (No.3).
        pub insured: InsuredNumber, shown;
        /// 計画作成(変更)日 (No.4).
        pub plan_date: Date, shown;
        /// Where texts of upper levels are written. Change it with
        /// [`set_printing`](Self::set_printing), which also forgets what single lines do otherwise.
        pub printing: Printing, shown;
        /// The needs, in the order of their lines.
        pub needs: Vec<PreventiveNeed<T>>, shown;
    }
}

view! {
    /// 総合的課題 with what is proposed and agreed on.
    pub struct PreventiveNeed<T> {
        /// 課題ＮＯ (No.5), as it is written.
        pub number: Option<T>, hidden;
        /// 総合的課題 (No.6).
        pub overall_need: Option<T>, hidden;
        /// 課題に対する目標と具体策の提案 (No.7).
        pub proposed_goal_and_measures: Option<T>, hidden;
        /// 具体策についての意向本人・家族 (No.8).
        pub wishes_on_measures: Option<T>, hidden;
        /// 目標 (No.9).
        pub goal: Option<T>, hidden;
        /// The support plans; none for a need that none serves yet, which is one line.
        pub support_plans: Vec<SupportPlan<T>>, shown;
    }
}

view! {
    /// 支援計画: how a need is met.
    pub struct SupportPlan<T> {
        /// 支援計画ＮＯ (No.10), as it is written.
        pub number: Option<T>, hidden;
        /// 目標についての支援のポイント (No.11).
        pub support_points: Option<T>, hidden;
        /// 本人等のセルフケアや家族の支援、インフォーマルサービス（民間サービス） (No.12).
        pub self_care_and_informal_support: Option<T>, hidden;
        /// 介護保険サービス又は地域支援事業（総合事業のサービス） (No.13).
        pub insured_or_community_services: Option<T>, hidden;
        /// The services; none for a support plan that needs none, which is one line.
        pub services: Vec<SupportService<T>>, shown;
    }
}

view! {
    /// 利用サービス: one line of the form.
    pub struct SupportService<T> {
        /// 利用サービスＮＯ (No.14), as it is written.
        pub number: Option<T>, hidden;
        /// サービス種別 (No.15).
        pub service_kind: Option<T>, hidden;
        /// 事業所(利用先) (No.16).
        pub provider_name: Option<T>, hidden;
        /// 期間 (No.17).
        pub service_period: Option<T>, hidden;
        /// Which texts of upper levels this line writes, if not as [`PreventiveTree::printing`] says. A text
        /// that would be lost by it is written nevertheless.
        pub printed: Option<BTreeSet<SupportText>>, blank;
    }
}

impl<T> PreventiveTree<T> {
    /// A plan without needs, that prints texts on the first of their lines.
    pub fn new(
        csv_version: CsvVersion,
        insurer: InsurerNumber,
        insured: InsuredNumber,
        plan_date: Date,
    ) -> Self {
        Self { csv_version, insurer, insured, plan_date, printing: Printing::FirstLine, needs: Vec::new() }
    }
}

impl<T> PreventiveNeed<T> {
    /// A need with its number; all else is blank.
    pub fn new(number: T) -> Self {
        Self {
            number: Some(number),
            overall_need: None,
            proposed_goal_and_measures: None,
            wishes_on_measures: None,
            goal: None,
            support_plans: Vec::new(),
        }
    }

    /// The texts of the need.
    fn texts(&self) -> [(SupportText, &Option<T>); 4] {
        [
            (SupportText::OverallNeed, &self.overall_need),
            (SupportText::ProposedGoalAndMeasures, &self.proposed_goal_and_measures),
            (SupportText::WishesOnMeasures, &self.wishes_on_measures),
            (SupportText::Goal, &self.goal),
        ]
    }
}

impl<T> SupportPlan<T> {
    /// A support plan with its number (`None` where there is nothing to number); all else is blank.
    pub fn new(number: Option<T>) -> Self {
        Self {
            number,
            support_points: None,
            self_care_and_informal_support: None,
            insured_or_community_services: None,
            services: Vec::new(),
        }
    }

    /// The texts of the support plan.
    fn texts(&self) -> [(SupportText, &Option<T>); 3] {
        [
            (SupportText::SupportPoints, &self.support_points),
            (SupportText::SelfCareAndInformalSupport, &self.self_care_and_informal_support),
            (SupportText::InsuredOrCommunityServices, &self.insured_or_community_services),
        ]
    }

    /// Whether there is nothing in it, no number and no services.
    fn is_blank(&self) -> bool {
        self.number.is_none() && self.has_no_text() && self.services.is_empty()
    }

    fn has_no_text(&self) -> bool {
        self.texts().iter().all(|(_, text)| text.is_none())
    }
}

impl<T> SupportService<T> {
    /// A service with its number (`None` where there is nothing to number); all else is blank.
    pub fn new(number: Option<T>) -> Self {
        Self { number, service_kind: None, provider_name: None, service_period: None, printed: None }
    }

    fn has_no_text(&self) -> bool {
        self.service_kind.is_none() && self.provider_name.is_none() && self.service_period.is_none()
    }
}

/// A text of 支援計画 that belongs to several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SupportText {
    /// 総合的課題 (No.6).
    OverallNeed,
    /// 課題に対する目標と具体策の提案 (No.7).
    ProposedGoalAndMeasures,
    /// 具体策についての意向本人・家族 (No.8).
    WishesOnMeasures,
    /// 目標 (No.9).
    Goal,
    /// 目標についての支援のポイント (No.11).
    SupportPoints,
    /// 本人等のセルフケアや家族の支援、インフォーマルサービス（民間サービス） (No.12).
    SelfCareAndInformalSupport,
    /// 介護保険サービス又は地域支援事業（総合事業のサービス） (No.13).
    InsuredOrCommunityServices,
}

impl<T> PreventiveTree<T> {
    /// Writes upper texts this way from now on, on all lines.
    pub fn set_printing(&mut self, printing: Printing) {
        self.printing = printing;
        for service in self.services_mut() {
            service.printed = None;
        }
    }

    fn services_mut(&mut self) -> impl Iterator<Item = &mut SupportService<T>> {
        self.needs.iter_mut().flat_map(|need| &mut need.support_plans).flat_map(|plan| &mut plan.services)
    }

    /// The records of a file plan by plan, in order: those that stand together and agree in insurer,
    /// insured person and 計画作成(変更)日.
    pub fn plans(records: &[PreventiveSupport<T>]) -> impl Iterator<Item = &[PreventiveSupport<T>]> {
        stretches(records, key)
    }
}

impl<T: Clone + Eq + Hash> PreventiveTree<T> {
    /// The tree of the records of one plan.
    ///
    /// # Errors
    ///
    /// All reasons why the records make no tree (see [above](Self#what-comes-back)).
    pub fn from_records(records: &[PreventiveSupport<T>]) -> Result<Self, ViewErrors> {
        read::tree(records)
    }

    /// The trees of all plans of a file, in order.
    ///
    /// # Errors
    ///
    /// All reasons of all plans, with the indexes of the file; and plans whose records do not stand together.
    pub fn group(records: &[PreventiveSupport<T>]) -> Result<Vec<Self>, ViewErrors> {
        read::trees(records)
    }

    /// The records of the tree.
    ///
    /// # Errors
    ///
    /// All parts that the records could not hold: two with one number side by side, or without a number;
    /// something in a part, and no number; a tree without needs.
    pub fn to_records(&self) -> Result<Vec<PreventiveSupport<T>>, ViewErrors> {
        write::records(self)
    }
}

/// One line: its need, its support plan and its service, where there are such, and of what it is the first.
struct SupportLine<'a, T> {
    need: &'a PreventiveNeed<T>,
    plan: Option<&'a SupportPlan<T>>,
    service: Option<&'a SupportService<T>>,
    is_first_of_need: bool,
    is_first_of_plan: bool,
}

impl<T> PreventiveTree<T> {
    /// One line for each service, and for what has nothing below it.
    fn lines(&self) -> Vec<SupportLine<'_, T>> {
        let mut lines = Vec::new();
        for need in &self.needs {
            let mut is_first_of_need = true;
            let mut add = |plan, service, is_first_of_plan| {
                lines.push(SupportLine { need, plan, service, is_first_of_need, is_first_of_plan });
                is_first_of_need = false;
            };
            if need.support_plans.is_empty() {
                add(None, None, true);
            }
            for plan in &need.support_plans {
                if plan.services.is_empty() {
                    add(Some(plan), None, true);
                }
                for (place, service) in plan.services.iter().enumerate() {
                    add(Some(plan), Some(service), place == 0);
                }
            }
        }
        lines
    }
}

impl<T> SupportLine<'_, T> {
    /// What the line writes of the texts above it, by each habit.
    fn habits(&self) -> Habits<SupportText> {
        let need = self.need.texts().map(|(text, said)| (text, said.is_some(), self.is_first_of_need));
        let plan = self.plan.map(SupportPlan::texts);
        let plan = plan.map(|texts| texts.map(|(text, said)| (text, said.is_some(), self.is_first_of_plan)));
        let there =
            || need.into_iter().chain(plan.into_iter().flatten()).filter(|(_, is_there, _)| *is_there);
        Habits {
            first_line: there().filter(|(.., is_first)| *is_first).map(|(text, ..)| text).collect(),
            every_line: there().map(|(text, ..)| text).collect(),
        }
    }
}

fn key<T>(record: &PreventiveSupport<T>) -> (InsurerNumber, InsuredNumber, Date) {
    (record.insurer, record.insured, record.plan_date)
}
