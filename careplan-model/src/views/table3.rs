//! 第3表 as a week (standard, 第3表 No.6–13).
//!
//! The file mixes three kinds of line: a service of the week, a daily activity, a service outside the week.
//! Here each record stays one entry, in its order, and the week is asked for what a printer wants.

use super::ViewErrors;
use super::declare::view;
use super::printing::{stretches, views_of};
use super::problem::{Problems, ViewFault};
use crate::codes::Weekday;
use crate::form::Form as _;
use crate::forms::Table3;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber, ServiceTime};

view! {
    /// 第3表 of one person: a week of services and of the person's own day.
    ///
    /// ```
    /// use careplan_model::views::{DailyActivity, Week, WeekEntry, WeeklyService};
    /// use careplan_model::{ServiceTime, Weekday};
    /// let mut week = Week::<String>::new(
    ///     "202407".parse()?, "991018".parse()?, "9000000001".parse()?, "20240401".parse()?, "20240401".parse()?,
    /// );
    /// week.entries.push(WeekEntry::service(WeeklyService {
    ///     content: Some("訪問介護".to_owned()),
    ///     weekday: Some(Weekday::Monday),
    ///     start: ServiceTime::new(12, 0),
    ///     end: ServiceTime::new(16, 0),
    /// }));
    /// week.entries.push(WeekEntry::other("通院".to_owned()));
    /// assert_eq!(week.services_on(Weekday::Monday).len(), 1);
    ///
    /// let records = week.to_records()?;
    /// assert_eq!(records[0].service_content.as_deref(), Some("訪問介護"));
    /// assert_eq!(Week::from_records(&records)?, week);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # What comes back
    ///
    /// All records of one plan come back exactly: an entry may fill several kinds, or none. Only records
    /// that do not agree in No.1–5 make no week.
    ///
    /// A week comes back equal if each service and activity that is there has at least one item.
    pub struct Week<T> {
        /// CSVバージョン (No.1).
        pub csv_version: CsvVersion, shown;
        /// 保険者番号 (No.2).
        pub insurer: InsurerNumber, shown;
        /// 被保険者番号 (No.3).
        pub insured: InsuredNumber, shown;
        /// 週間サービス計画表作成年月日 (No.4).
        pub created_on: Date, shown;
        /// 居宅サービス計画作成（変更）日 (No.5).
        pub plan_date: Date, shown;
        /// One entry for each record, in order.
        pub entries: Vec<WeekEntry<T>>, shown;
    }
}

view! {
    /// One record of 第3表. It fills one of the three kinds, but more are kept.
    pub struct WeekEntry<T> {
        /// No.6–9: a service of the week.
        pub service: Option<WeeklyService<T>>, blank;
        /// No.10–12: what the person does every day.
        pub activity: Option<DailyActivity<T>>, blank;
        /// 週単位以外のサービス (No.13).
        pub other: Option<T>, hidden;
    }
}

view! {
    /// A service on one day of the week.
    pub struct WeeklyService<T> {
        /// 介護サービス内容 (No.6).
        pub content: Option<T>, hidden;
        /// 曜日 (No.7).
        pub weekday: Option<Weekday>, blank;
        /// 開始時間 (No.8).
        pub start: Option<ServiceTime>, blank;
        /// 終了時間 (No.9).
        pub end: Option<ServiceTime>, blank;
    }
}

view! {
    /// 主な日常生活上の活動: what the person does at that time of any day.
    pub struct DailyActivity<T> {
        /// 主な日常生活上の活動 (No.10).
        pub content: Option<T>, hidden;
        /// 開始時間 (No.11).
        pub start: Option<ServiceTime>, blank;
        /// 終了時間 (No.12).
        pub end: Option<ServiceTime>, blank;
    }
}

impl<T> WeekEntry<T> {
    /// An entry that is a service of the week.
    pub fn service(service: WeeklyService<T>) -> Self {
        Self { service: Some(service), activity: None, other: None }
    }

    /// An entry that is a daily activity.
    pub fn activity(activity: DailyActivity<T>) -> Self {
        Self { service: None, activity: Some(activity), other: None }
    }

    /// An entry that is a service outside the week.
    pub fn other(other: T) -> Self {
        Self { service: None, activity: None, other: Some(other) }
    }
}

impl<T> Week<T> {
    /// A week without entries.
    pub fn new(
        csv_version: CsvVersion,
        insurer: InsurerNumber,
        insured: InsuredNumber,
        created_on: Date,
        plan_date: Date,
    ) -> Self {
        Self { csv_version, insurer, insured, created_on, plan_date, entries: Vec::new() }
    }

    /// The services of the week in the order of the records, those without a weekday too.
    pub fn services(&self) -> impl Iterator<Item = &WeeklyService<T>> {
        self.entries.iter().filter_map(|entry| entry.service.as_ref())
    }

    /// The services of a weekday in order of time; those without a time stand last.
    pub fn services_on(&self, weekday: Weekday) -> Vec<&WeeklyService<T>> {
        self.services_where(|day| day == Some(weekday))
    }

    /// The services that stand in no column of the week, in order of time: without 曜日, or with one that
    /// the list of codes does not have.
    pub fn services_on_no_weekday(&self) -> Vec<&WeeklyService<T>> {
        self.services_where(|day| matches!(day, None | Some(Weekday::Other(_))))
    }

    fn services_where(&self, is_wanted: impl Fn(Option<Weekday>) -> bool) -> Vec<&WeeklyService<T>> {
        let mut services: Vec<_> = self.services().filter(|service| is_wanted(service.weekday)).collect();
        services.sort_by_key(|service| (by_time(service.start), by_time(service.end)));
        services
    }

    /// The activities in order of time; those without a time stand last.
    pub fn activities(&self) -> Vec<&DailyActivity<T>> {
        let mut activities: Vec<_> =
            self.entries.iter().filter_map(|entry| entry.activity.as_ref()).collect();
        activities.sort_by_key(|activity| (by_time(activity.start), by_time(activity.end)));
        activities
    }

    /// The services outside the week, in the order of the records.
    pub fn others(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().filter_map(|entry| entry.other.as_ref())
    }

    /// The records of a file plan by plan, in order: those that stand together and agree in insurer,
    /// insured person and 居宅サービス計画作成（変更）日.
    pub fn plans(records: &[Table3<T>]) -> impl Iterator<Item = &[Table3<T>]> {
        stretches(records, key)
    }
}

/// A blank time behind 9999, which is the last of the others.
fn by_time(time: Option<ServiceTime>) -> (bool, Option<ServiceTime>) {
    (time.is_none(), time)
}

impl<T: Clone> Week<T> {
    /// The week of the records of one plan.
    ///
    /// # Errors
    ///
    /// No records, or all items of No.1–5 that are not as in the first record.
    pub fn from_records(records: &[Table3<T>]) -> Result<Self, ViewErrors> {
        let mut problems = Problems::of(Table3::<T>::LAYOUT);
        match Self::one(0, records, &mut problems) {
            Some(week) => problems.or(week),
            None => problems.no_records(),
        }
    }

    /// The weeks of all plans of a file, in order.
    ///
    /// # Errors
    ///
    /// All reasons of all plans, with the indexes of the file; and plans whose records do not stand together.
    pub fn group(records: &[Table3<T>]) -> Result<Vec<Self>, ViewErrors> {
        views_of(records, key, "insured", Problems::of(Table3::<T>::LAYOUT), Self::one)
    }

    fn one(start: usize, records: &[Table3<T>], problems: &mut Problems) -> Option<Self> {
        let first = records.first()?;
        for (index, record) in (start..).zip(records) {
            let mut compare = |field, is_same: bool| {
                if !is_same {
                    problems.record(index, field, ViewFault::Differs);
                }
            };
            compare("csv_version", record.csv_version == first.csv_version);
            compare("insurer", record.insurer == first.insurer);
            compare("insured", record.insured == first.insured);
            compare("created_on", record.created_on == first.created_on);
            compare("plan_date", record.plan_date == first.plan_date);
        }
        Some(Self {
            csv_version: first.csv_version,
            insurer: first.insurer,
            insured: first.insured,
            created_on: first.created_on,
            plan_date: first.plan_date,
            entries: records.iter().map(entry).collect(),
        })
    }

    /// The records of the week, one for each entry.
    ///
    /// # Errors
    ///
    /// A week without entries: there would be no record to carry it.
    pub fn to_records(&self) -> Result<Vec<Table3<T>>, ViewErrors> {
        let mut problems = Problems::of(Table3::<T>::LAYOUT);
        if self.entries.is_empty() {
            problems.part(&[], None, ViewFault::Empty);
        }
        problems.or(self.entries.iter().map(|entry| self.record(entry)).collect())
    }

    fn record(&self, entry: &WeekEntry<T>) -> Table3<T> {
        let (service, activity) = (entry.service.as_ref(), entry.activity.as_ref());
        Table3 {
            csv_version: self.csv_version,
            insurer: self.insurer,
            insured: self.insured,
            created_on: self.created_on,
            plan_date: self.plan_date,
            service_content: service.and_then(|service| service.content.clone()),
            weekday: service.and_then(|service| service.weekday),
            service_start_time: service.and_then(|service| service.start),
            service_end_time: service.and_then(|service| service.end),
            activity: activity.and_then(|activity| activity.content.clone()),
            activity_start_time: activity.and_then(|activity| activity.start),
            activity_end_time: activity.and_then(|activity| activity.end),
            other_services: entry.other.clone(),
        }
    }
}

fn entry<T: Clone>(record: &Table3<T>) -> WeekEntry<T> {
    let has_service = record.service_content.is_some()
        || record.weekday.is_some()
        || record.service_start_time.is_some()
        || record.service_end_time.is_some();
    let has_activity = record.activity.is_some()
        || record.activity_start_time.is_some()
        || record.activity_end_time.is_some();
    WeekEntry {
        service: has_service.then(|| WeeklyService {
            content: record.service_content.clone(),
            weekday: record.weekday,
            start: record.service_start_time,
            end: record.service_end_time,
        }),
        activity: has_activity.then(|| DailyActivity {
            content: record.activity.clone(),
            start: record.activity_start_time,
            end: record.activity_end_time,
        }),
        other: record.other_services.clone(),
    }
}

fn key<T>(record: &Table3<T>) -> (InsurerNumber, InsuredNumber, Date) {
    (record.insurer, record.insured, record.plan_date)
}
