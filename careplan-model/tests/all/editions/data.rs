//! Invented units: one person, 見本　太郎, of the invented municipality 991018.

use careplan_model::editions::{Lost, ToAdd, UpgradeOptions};
use careplan_model::{
    BasicInfo, CsvVersion, Edition, FileContent, FormFile, FormList, PlanDeletion, Table1, Table2, Table3,
    Table6, Table7, Transmission, UserSupplement, YearMonth,
};
use core::str::FromStr;

/// A value from its text.
pub(crate) fn v<V: FromStr<Err: core::fmt::Debug>>(text: &str) -> V {
    text.parse().unwrap()
}

pub(crate) const PERSON: &str = "9000000001";

pub(crate) fn file(name: &str, forms: impl Into<FormList>) -> FormFile {
    FormFile { name: v(name), content: FileContent::Forms(forms.into()) }
}

pub(crate) fn unit(files: impl IntoIterator<Item = FormFile>) -> Transmission<FormFile> {
    let mut units = Transmission::group(files);
    assert_eq!(units.len(), 1);
    units.remove(0)
}

pub(crate) fn types(sender: &str, receiver: &str) -> UpgradeOptions {
    UpgradeOptions::new().sender_type(v(sender)).receiver_type(v(receiver))
}

/// id and place of each entry.
pub(crate) fn added(list: &[ToAdd]) -> Vec<(&'static str, String)> {
    list.iter().map(|entry| (entry.what.id(), entry.place.to_string())).collect()
}

pub(crate) fn lost(list: &[Lost]) -> Vec<(&'static str, String)> {
    list.iter().map(|entry| (entry.what.id(), entry.place.to_string())).collect()
}

pub(crate) fn table1(version: CsvVersion) -> Table1 {
    Table1::new(
        version,
        v("991018"),
        v(PERSON),
        v("20241121"),
        "例示　能子".into(),
        "見本居宅介護支援センター".into(),
        v("9970100013"),
        v("20241120"),
        v("20230401"),
    )
}

pub(crate) fn table2(version: CsvVersion) -> Table2 {
    Table2::new(version, v("991018"), v(PERSON), v("20241121"), v("20241120"))
}

pub(crate) fn table3(version: CsvVersion) -> Table3 {
    Table3::new(version, v("991018"), v(PERSON), v("20241121"), v("20241120"))
}

pub(crate) fn supplement(version: CsvVersion) -> UserSupplement {
    UserSupplement::new(
        version,
        v("991018"),
        v(PERSON),
        v("20241120"),
        "ミホン　タロウ".into(),
        "見本　太郎".into(),
        v("1"),
        v("19400401"),
        v("000000"),
    )
}

/// A line of 第6表 on the first of the month, without a time.
pub(crate) fn line(version: CsvVersion, month: &str, provider: &str, code: &str, units: i32) -> Table6 {
    let mut line = Table6::new(
        version,
        v("991018"),
        v(PERSON),
        v("20241122"),
        v(month),
        v(&format!("{month}01")),
        v("9999"),
        v("9999"),
        1,
        v(code),
        v(provider),
        v("0"),
    );
    line.care_office = Some(v("9970100013"));
    line.units = Some(units);
    line
}

pub(crate) fn row(version: CsvVersion, month: &str, provider: &str, code: &str, quantity: i32) -> Table7 {
    Table7::new(
        version,
        v("991018"),
        v(PERSON),
        v("20241122"),
        v(month),
        v(provider),
        v(code),
        300,
        quantity,
        v("0"),
    )
}

pub(crate) fn basic_info(version: CsvVersion, picture: &str) -> BasicInfo {
    let mut form = BasicInfo::new(
        version,
        v("991018"),
        v(PERSON),
        v("20250828"),
        v("1"),
        "ミホン　タロウ".into(),
        "見本　太郎".into(),
        v("1"),
        v("19400401"),
    );
    form.family_image_file_name = Some(picture.into());
    form
}

pub(crate) fn deletion(version: CsvVersion, month: YearMonth) -> PlanDeletion {
    PlanDeletion::new(version, v("991018"), v(PERSON), month)
}

/// A plan set of an edition, for 見本福祉用具レンタル; 第3表 where the edition has it.
pub(crate) fn plan_set(edition: Edition) -> Transmission<FormFile> {
    let version = edition.version();
    let is_new = edition.family() == careplan_model::LayoutFamily::V4;
    let sides = if is_new { "9970100013_43_9970100062_17" } else { "9970100013_9970100062" };
    let name = |prefix: &str| format!("{prefix}_{sides}_20241125100000.CSV");
    let mut files = vec![
        file(&name("UP1KYO"), vec![table1(version)]),
        file(&name("UP2KYO"), vec![table2(version), table2(version)]),
        file(&name("UPHOSOKU_000000"), vec![supplement(version)]),
    ];
    if is_new {
        files.push(file(&name("UP3KYO"), vec![table3(version), table3(version)]));
    }
    unit(files)
}
