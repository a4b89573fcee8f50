//! Units made from small descriptions, in a space so small that keys meet all the time.

use careplan_model::{
    ActualDeletion, Applies, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, DateOrZeros,
    FileContent, FileName, FormFile, FormList, ItemSource, LayoutFamily, ListedForm, MonthOrZeros,
    PlanDeletion, PreventivePlan, PreventivePlanDeletion, PreventivePlanType, PreventiveSupport, Sex,
    Table1Deletion, Table2, Table3, Table6, Table7, Transmission, UserSupplement,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::HashSet;

/// One record: whose, of which of two days or months, of which of two offices and service types; and a
/// number that stands for all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) person: u8,
    pub(crate) when: u8,
    pub(crate) office: u8,
    pub(crate) service: u8,
    pub(crate) value: u8,
}

/// One unit of sending, by the prefixes of its files.
#[derive(Debug, Clone)]
pub(crate) struct MadeUnit {
    pub(crate) stamp: u8,
    pub(crate) sender: u8,
    /// The month of all its records; `None` for plans and the preventive forms.
    pub(crate) month: Option<u8>,
    /// One may be there twice, as when two folders have a file of one name.
    pub(crate) files: Vec<(&'static str, Vec<Made>)>,
    /// Whether pictures that 利用者基本情報 names are in it.
    pub(crate) images: bool,
}

/// The kinds in the order in which files of a unit are processed.
pub(crate) const ORDER: [&str; 18] = [
    "DLT1KYO",
    "DLTPLAN",
    "DLTJSK",
    "DLTKIHON",
    "DLTYOBO",
    "UP1KYO",
    "UP2KYO",
    "UP3KYO",
    "UPPLAN",
    "UPSIKYU",
    "UPJSK",
    "UPKIHON",
    "UPKIHON_SUB1",
    "UPKIHON_SUB2",
    "UPKIHON_IMAGE",
    "UPYOBO",
    "UPYOBO_SUB",
    "UPHOSOKU",
];

const PLANS: &[&str] = &["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU", "DLT1KYO"];
const MONTHS: &[&str] = &["UPPLAN", "UPSIKYU", "UPJSK", "UPHOSOKU", "DLTPLAN", "DLTJSK"];
const PREVENTIVE: &[&str] =
    &["UPKIHON", "UPKIHON_SUB1", "UPKIHON_SUB2", "UPYOBO", "UPYOBO_SUB", "DLTKIHON", "DLTYOBO"];

const PERSONS: [&str; 2] = ["9000000001", "H000000103"];
const DATES: [&str; 2] = ["20250925", "20251001"];
const MONTH_NUMBERS: [&str; 2] = ["202509", "202510"];
const OFFICES: [&str; 2] = ["9970100021", "9970100062"];
const SERVICES: [&str; 2] = ["111111", "171003"];

impl Made {
    pub(crate) fn insured(self) -> &'static str {
        PERSONS[usize::from(self.person)]
    }
    pub(crate) fn date(self) -> &'static str {
        DATES[usize::from(self.when)]
    }
    pub(crate) fn month(self) -> &'static str {
        MONTH_NUMBERS[usize::from(self.when)]
    }
    pub(crate) fn office(self) -> &'static str {
        OFFICES[usize::from(self.office)]
    }
    pub(crate) fn service_type(self) -> &'static str {
        &SERVICES[usize::from(self.service)][..2]
    }
    /// Whether a 利用者基本情報 names a picture, and by which 枝番.
    pub(crate) fn image(self) -> Option<String> {
        let branch = 100 * (self.person + 1) + 10 * self.when + self.value;
        (self.value > 0).then(|| format!("{branch:04}"))
    }
}

impl MadeUnit {
    /// Sender, receiver and timestamp, as they stand in names.
    fn tail(&self) -> String {
        format!(
            "99701000{}_43_9970100062_17_2025110112000{}",
            ["13", "47"][usize::from(self.sender)],
            self.stamp
        )
    }

    /// The name of its file with this prefix.
    pub(crate) fn name(&self, prefix: &str) -> String {
        let month = match (self.month, prefix) {
            (Some(month), _) => format!("_{}", MONTH_NUMBERS[usize::from(month)]),
            (None, "UPHOSOKU") => "_000000".to_owned(),
            (None, _) => String::new(),
        };
        format!("{prefix}{month}_{}.CSV", self.tail())
    }

    /// The files that can be taken: each once, and none of those whose namesake says something else.
    pub(crate) fn taken(&self) -> Vec<&(&'static str, Vec<Made>)> {
        let mut taken: Vec<&(&'static str, Vec<Made>)> = Vec::new();
        for file in &self.files {
            let is_same = |other: &(&'static str, Vec<Made>)| {
                self.forms(other.0, &other.1) == self.forms(file.0, &file.1)
            };
            let mut namesakes = self.files.iter().filter(|other| other.0 == file.0);
            if namesakes.all(is_same) && !taken.iter().any(|other| other.0 == file.0) {
                taken.push(file);
            }
        }
        taken
    }

    pub(crate) fn image_name(&self, branch: &str) -> String {
        format!("UPKIHON_IMAGE_{}_{branch}.jpg", self.tail())
    }

    /// The names of the pictures that are in it.
    pub(crate) fn images(&self) -> Vec<String> {
        let infos = self.files.iter().filter(|(prefix, _)| self.images && *prefix == "UPKIHON");
        let mut names: Vec<String> = infos
            .flat_map(|(_, records)| records.iter().filter_map(|made| made.image()))
            .map(|branch| self.image_name(&branch))
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    pub(crate) fn forms(&self, prefix: &str, records: &[Made]) -> FormList {
        let in_plan_set = self.month.is_none();
        match prefix {
            "UP1KYO" => FormList::Table1(records.iter().map(|made| table1(*made)).collect()),
            "UP2KYO" => list(records, table2),
            "UP3KYO" => list(records, table3),
            "UPPLAN" | "UPJSK" => list(records, table6),
            "UPSIKYU" => list(records, table7),
            "UPHOSOKU" => list(records, |made| supplement(made, in_plan_set)),
            "UPKIHON" => list(records, |made| {
                let mut form = basic_info(made);
                form.family_image_file_name = made.image().map(|branch| self.image_name(&branch));
                form
            }),
            "UPKIHON_SUB1" => list(records, |made| {
                let mut form = BasicInfoSchedule::new(v(), i(), p(made), made.date().parse().unwrap());
                form.user_routine = Some(secret(made));
                form
            }),
            "UPKIHON_SUB2" => list(records, |made| {
                let mut form = BasicInfoHistory::new(v(), i(), p(made), made.date().parse().unwrap());
                form.illness_name = Some(secret(made));
                form
            }),
            "UPYOBO" => list(records, |made| {
                let day = made.date().parse().unwrap();
                PreventivePlan::new(
                    v(),
                    i(),
                    p(made),
                    day,
                    PreventivePlanType::PreventiveSupport,
                    secret(made),
                )
            }),
            "UPYOBO_SUB" => list(records, |made| {
                let mut form = PreventiveSupport::new(v(), i(), p(made), made.date().parse().unwrap());
                form.goal = Some(secret(made));
                form
            }),
            "DLT1KYO" => {
                list(records, |made| Table1Deletion::new(v(), i(), p(made), made.date().parse().unwrap()))
            }
            "DLTPLAN" => {
                list(records, |made| PlanDeletion::new(v(), i(), p(made), made.month().parse().unwrap()))
            }
            "DLTJSK" => list(records, |made| {
                let (month, office) = (made.month().parse().unwrap(), made.office().parse().unwrap());
                ActualDeletion::new(v(), i(), p(made), month, office, made.service_type().parse().unwrap())
            }),
            "DLTKIHON" => {
                list(records, |made| BasicInfoDeletion::new(v(), i(), p(made), made.date().parse().unwrap()))
            }
            "DLTYOBO" => list(records, |made| {
                PreventivePlanDeletion::new(v(), i(), p(made), made.date().parse().unwrap())
            }),
            other => panic!("{other}"),
        }
    }

    pub(crate) fn unit(&self) -> Transmission<FormFile> {
        let file = |(prefix, records): &(&'static str, Vec<Made>)| FormFile {
            name: self.name(prefix).parse().unwrap(),
            content: FileContent::Forms(self.forms(prefix, records)),
        };
        let image = |name: String| FormFile {
            name: name.parse::<FileName>().unwrap(),
            content: FileContent::Bytes(b"picture".to_vec()),
        };
        let files = self.files.iter().map(file).chain(self.images().into_iter().map(image));
        let mut units = Transmission::group(files);
        assert_eq!(units.len(), 1);
        units.remove(0)
    }
}

fn list<F: ListedForm<String>>(records: &[Made], form: impl Fn(Made) -> F) -> FormList {
    F::into_list(records.iter().map(|made| form(*made)).collect())
}

fn v() -> careplan_model::CsvVersion {
    "202407".parse().unwrap()
}
fn i() -> careplan_model::InsurerNumber {
    "991018".parse().unwrap()
}
fn p(made: Made) -> careplan_model::InsuredNumber {
    made.insured().parse().unwrap()
}

/// A text that `Debug` must not show.
fn secret(made: Made) -> String {
    format!("ひみつ{}", made.value)
}

pub(crate) fn table1(made: Made) -> careplan_model::Table1 {
    let values = [
        "202407",
        "991018",
        made.insured(),
        made.date(),
        "",
        "",
        "",
        "ひみつ",
        "見本居宅",
        "",
        "",
        "",
        "9970100013",
        made.date(),
        "20200401",
        "1",
        "2",
        "20250901",
        "20250901",
        "20260831",
        "23",
        &secret(made),
        "",
        "",
        "",
        "",
        "",
        "",
    ];
    ItemSource::read_form(&values, LayoutFamily::V4).unwrap()
}

fn table2(made: Made) -> Table2 {
    let day = made.date().parse().unwrap();
    let mut form = Table2::new(v(), i(), p(made), day, day);
    form.need = Some(secret(made));
    form
}

fn table3(made: Made) -> Table3 {
    let day = made.date().parse().unwrap();
    let mut form = Table3::new(v(), i(), p(made), day, day);
    form.activity = Some(secret(made));
    form
}

pub(crate) fn table6(made: Made) -> Table6 {
    let day = format!("{}01", made.month());
    let values = [
        "202407",
        "991018",
        made.insured(),
        &day,
        made.month(),
        "9970100013",
        "ひみつ",
        "250",
        "",
        &day,
        "",
        "0900",
        "1000",
        &made.value.to_string(),
        SERVICES[usize::from(made.service)],
        "",
        "",
        "",
        "",
        made.office(),
        "ひみつ事業所",
        "",
        "1",
        "",
        "",
    ];
    ItemSource::read_form(&values, LayoutFamily::V4).unwrap()
}

fn table7(made: Made) -> Table7 {
    let (month, day) = (made.month().parse().unwrap(), DATES[0].parse().unwrap());
    let (office, code) =
        (made.office().parse().unwrap(), SERVICES[usize::from(made.service)].parse().unwrap());
    Table7::new(v(), i(), p(made), day, month, office, code, 250, i32::from(made.value), Applies::No)
}

pub(crate) fn supplement(made: Made, in_plan_set: bool) -> UserSupplement {
    let plan_date: DateOrZeros = if in_plan_set { made.date().parse().unwrap() } else { DateOrZeros::Zeros };
    let month: MonthOrZeros = if in_plan_set { MonthOrZeros::Zeros } else { made.month().parse().unwrap() };
    let birth = "19400101".parse().unwrap();
    let (kana, name) = (secret(made), secret(made));
    UserSupplement::new(v(), i(), p(made), plan_date, kana, name, Sex::Female, birth, month)
}

fn basic_info(made: Made) -> BasicInfo {
    let (day, birth) = (made.date().parse().unwrap(), "19400101".parse().unwrap());
    let (kana, name) = (secret(made), secret(made));
    BasicInfo::new(
        v(),
        i(),
        p(made),
        day,
        PreventivePlanType::PreventiveSupport,
        kana,
        name,
        Sex::Female,
        birth,
    )
}

fn made(month: Option<u8>) -> impl Strategy<Value = Made> {
    (0..2u8, 0..2u8, 0..2u8, 0..2u8, 0..3u8).prop_map(move |(person, when, office, service, value)| Made {
        person,
        when: month.unwrap_or(when),
        office,
        service,
        value,
    })
}

/// Any unit; deletions are rarer than the rest, or not there.
fn unit(with_deletions: bool) -> impl Strategy<Value = MadeUnit> {
    let family = prop_oneof![
        Just((PLANS, None)),
        (0..2u8).prop_map(|month| (MONTHS, Some(month))),
        Just((PREVENTIVE, None))
    ];
    (family, 0..5u8, 0..2u8, any::<bool>()).prop_flat_map(
        move |((prefixes, month), stamp, sender, images)| {
            let prefixes = prefixes.iter().filter(|prefix| with_deletions || !prefix.starts_with("DLT"));
            let files: Vec<_> = prefixes
                .map(|prefix| {
                    let (most, chance) = if prefix.starts_with("DLT") { (2, 0.3) } else { (4, 0.7) };
                    let records = proptest::collection::vec(made(month), 1..=most);
                    proptest::option::weighted(chance, records).prop_map(move |records| (*prefix, records))
                })
                .collect();
            let namesake = (any::<Index>(), proptest::collection::vec(made(month), 1..=2));
            (files, proptest::option::weighted(0.2, namesake)).prop_map(move |(files, namesake)| {
                let mut files: Vec<_> =
                    files.into_iter().filter_map(|(prefix, records)| Some((prefix, records?))).collect();
                if let Some((at, records)) = namesake.filter(|_| !files.is_empty()) {
                    files.push((at.get(&files).0, records));
                }
                MadeUnit { stamp, sender, month, files, images }
            })
        },
    )
}

/// Several units, no two of which are the same one by their names.
pub(crate) fn units(with_deletions: bool) -> impl Strategy<Value = Vec<MadeUnit>> {
    proptest::collection::vec(unit(with_deletions), 1..9).prop_map(|mut units| {
        let mut seen = HashSet::new();
        units.retain(|unit| !unit.files.is_empty() && seen.insert((unit.stamp, unit.sender, unit.month)));
        units
    })
}

/// A unit of one family, for its deletion.
pub(crate) fn leading() -> impl Strategy<Value = &'static str> {
    select(vec!["UP1KYO", "UPPLAN", "UPJSK", "UPKIHON", "UPYOBO"])
}

pub(crate) fn any_made(month: Option<u8>) -> impl Strategy<Value = Made> {
    made(month)
}
