//! Plans of rental offices with product codes, and the slips of the same persons that were sent before the codes came.

use super::{Random, Register, words};
use careplan_fukushi::transfer::{RentalMonth, rental_lines};
use careplan_fukushi::{Category, EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, SupplyKind};
use careplan_model::{
    Applies, Edition, InsuredNumber, InsurerNumber, OfficeNumber, ServiceCode, ServiceTime, Table6, Table7,
    YearMonth,
};

/// Plans, and the slips of one month.
#[derive(Debug, Clone)]
pub struct Rentals {
    /// One plan a person, with a product code on every line.
    pub plans: Vec<EquipmentPlan>,
    /// 第6表, no line with a product code: some visits and each rental.
    pub table6: Vec<Table6>,
    /// 第7表, no row with a product code.
    pub table7: Vec<Table7>,
}

struct Product {
    service_code: &'static str,
    code: &'static str,
    name: &'static str,
    units: i32,
}

const fn product(service_code: &'static str, code: &'static str, name: &'static str, units: i32) -> Product {
    Product { service_code, code, name, units }
}

/// Invented ones. The two handrails and the two rails of equal units cannot be told apart where one person rents
/// both; that of 99998 has a 福祉用具届出コード.
const PRODUCTS: [Product; 12] = [
    product("171001", "99999-000101", "見本車いす標準型", 500),
    product("171001", "99999-000102", "見本車いす軽量型", 650),
    product("171003", "99999-000301", "見本特殊寝台３モーター付", 1000),
    product("171003", "99999-000302", "見本特殊寝台２モーター付", 900),
    product("171004", "99999-000401", "見本サイドレール", 50),
    product("171004", "99999-000402", "例示サイドレール", 50),
    product("171004", "99999-000403", "見本マットレス", 200),
    product("171005", "99999-000501", "見本エアマット", 700),
    product("171007", "99999-000701", "見本手すり据置型", 300),
    product("171007", "99999-000702", "例示手すり据置型", 300),
    product("171008", "99998-000001", "見本スロープ２ｍ", 450),
    product("171009", "99999-000901", "見本歩行器キャスター型", 250),
];

const VISITS: [(&str, i32); 3] = [("111211", 387), ("151241", 658), ("131111", 471)];

/// Who rents, and from whom.
struct Person<'a> {
    insurer: InsurerNumber,
    insured: InsuredNumber,
    care_office: OfficeNumber,
    planner: &'static str,
    helper: &'a (OfficeNumber, String),
    renter: &'a (OfficeNumber, String),
}

pub(super) fn rentals(random: &mut Random, register: &Register, persons: u32) -> Option<Rentals> {
    let month = YearMonth::new(2026, 4)?;
    let first_day = month.day(1)?;
    let mut all = Rentals { plans: Vec::new(), table6: Vec::new(), table7: Vec::new() };
    for number in 0..persons {
        let person = Person {
            insurer: *random.pick(&register.insurers)?,
            insured: format!("9{number:09}").parse().ok()?,
            care_office: random.pick(&register.offices)?.0,
            planner: random.one_of(words::PEOPLE)?,
            helper: random.pick(&register.offices)?,
            renter: random.pick(&register.offices)?,
        };
        let plan = plan(random, &person, month)?;
        let first = all.table6.len();
        all.table6.extend(visits(random, &person, month)?);
        // The slip went out when nobody knew the products.
        let mut unknown = plan.clone();
        for line in &mut unknown.lines {
            (line.tais_code, line.notified_code, line.equipment_name) = (None, None, None);
        }
        let mut about = RentalMonth::new(month, first_day, person.care_office);
        about.planner_name = Some(person.planner.to_owned());
        all.table6.extend(rental_lines(&unknown, &about, |_| first_day).ok()?);
        all.table7.extend(rows(all.table6.get(first..)?));
        all.plans.push(plan);
    }
    Some(all)
}

fn plan(random: &mut Random, person: &Person<'_>, month: YearMonth) -> Option<EquipmentPlan> {
    let (version, service_type) = (Edition::CURRENT.version(), "17".parse().ok()?);
    let (provider, provider_name) = person.renter;
    let date = month.day(1)?;
    let (insurer, insured) = (person.insurer, person.insured);
    let name = "見本　太郎".to_owned();
    let mut header = EquipmentPlanHeader::new(version, insurer, insured, date, *provider, service_type, name);
    header.provider_name = Some(provider_name.clone());
    header.care_office = Some(person.care_office);
    header.planner_name = Some(person.planner.to_owned());
    let mut plan = EquipmentPlan::new(header);
    for number in 1..=i32::try_from(1 + random.below(5)).ok()? {
        let product = random.pick(&PRODUCTS)?;
        let code: ServiceCode = product.service_code.parse().ok()?;
        let rental = SupplyKind::Rental;
        let mut line =
            EquipmentPlanLine::new(version, insurer, insured, date, *provider, service_type, number, rental);
        line.category = Category::of_service_code(code);
        line.service_code = Some(code);
        if product.code.starts_with("99998") {
            line.notified_code = Some(product.code.parse().ok()?);
        } else {
            line.tais_code = Some(product.code.parse().ok()?);
        }
        line.equipment_name = Some(product.name.to_owned());
        line.selection_reason = Some(random.one_of(words::GOALS)?.to_owned());
        line.units = Some(product.units);
        line.price = Some(product.units * 10);
        line.starts_on = Some(date);
        plan.lines.push(line);
    }
    Some(plan)
}

/// Two to five visits of one service.
fn visits(random: &mut Random, person: &Person<'_>, month: YearMonth) -> Option<Vec<Table6>> {
    let (code, units) = *random.pick(&VISITS)?;
    let (start, end) = (ServiceTime::new(9, 30)?, ServiceTime::new(10, 30)?);
    let day = |visit: u8| {
        let mut form = Table6::new(
            Edition::CURRENT.version(),
            person.insurer,
            person.insured,
            month.day(1)?,
            month,
            month.day(1 + 5 * visit)?,
            start,
            end,
            1,
            code.parse().ok()?,
            person.helper.0,
            Applies::No,
        );
        form.care_office = Some(person.care_office);
        form.planner_name = Some(person.planner.to_owned());
        form.units = Some(units);
        form.provider_name = Some(person.helper.1.clone());
        form.updated_by = Some(person.care_office);
        Some(form)
    };
    (0..u8::try_from(2 + random.below(4)).ok()?).map(day).collect()
}

/// 第7表 of a person: a row for the visits, one for each rental, and the grand total.
fn rows(lines: &[Table6]) -> Vec<Table7> {
    let is_rental = |line: &&Table6| line.service_code.is_equipment_rental();
    let visits = lines.iter().filter(|line| !is_rental(line));
    let mut rows: Vec<Table7> = Vec::new();
    rows.extend(visits.clone().next().map(|line| row(line, visits.count())));
    rows.extend(lines.iter().filter(is_rental).map(|line| row(line, 1)));
    let total = rows.iter().filter_map(|row| row.service_units).sum();
    let total = rows.first().map(|first| {
        let mut form = first.clone();
        form.service_code = ServiceCode::GRAND_TOTAL;
        form.provider_name = None;
        (form.units, form.quantity, form.service_units, form.managed_units) =
            (0, first.quantity, Some(total), Some(total));
        form
    });
    rows.extend(total);
    rows
}

fn row(line: &Table6, count: usize) -> Table7 {
    let (units, count) = (line.units.unwrap_or_default(), i32::try_from(count).unwrap_or_default());
    let mut form = Table7::new(
        line.csv_version,
        line.insurer,
        line.insured,
        line.created_on,
        line.service_month,
        line.provider,
        line.service_code,
        units,
        count,
        Applies::No,
    );
    form.provider_name.clone_from(&line.provider_name);
    (form.service_units, form.managed_units, form.limit_units) =
        (Some(units * count), Some(units * count), Some(units * count));
    form.total_cost = Some(units * count * 10);
    form.benefit_rate = Some(90);
    form.insurance_claim = Some(units * count * 9);
    form.copay = Some(units * count);
    form.updated_by = line.updated_by;
    form
}
