//! Invented plans and slips, built from short descriptions of pieces of equipment.

use careplan_fukushi::transfer::{LineKind, LineOutcome, Transferred, transfer};
use careplan_fukushi::{EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, SupplyKind};
use careplan_model::{Applies, Table6, Table7};

pub(crate) const OFFICE: &str = "9970100062";
pub(crate) const MONTH: &str = "202604";
pub(crate) const A: &str = "99999-000021";
pub(crate) const B: &str = "99999-000022";
/// A 福祉用具届出コード.
pub(crate) const N: &str = "99998-000001";

/// A piece of equipment, as a plan or a slip has it; blank unless said.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) service_code: String,
    pub(crate) units: Option<i32>,
    pub(crate) tais: Option<String>,
    pub(crate) notified: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) number: Option<i32>,
}

pub(crate) fn piece(service_code: &str, units: i32) -> Piece {
    Piece {
        service_code: service_code.to_owned(),
        units: Some(units),
        tais: None,
        notified: None,
        name: None,
        number: None,
    }
}

impl Piece {
    pub(crate) fn tais(mut self, code: &str) -> Self {
        self.tais = Some(code.to_owned());
        self
    }

    pub(crate) fn notified(mut self, code: &str) -> Self {
        self.notified = Some(code.to_owned());
        self
    }

    pub(crate) fn name(mut self, name: &str) -> Self {
        self.name = Some(name.to_owned());
        self
    }

    pub(crate) fn number(mut self, number: i32) -> Self {
        self.number = Some(number);
        self
    }
}

fn insured(person: usize) -> careplan_model::InsuredNumber {
    format!("90000{person:05}").parse().unwrap()
}

pub(crate) fn plan_of(person: usize, date: &str, pieces: &[Piece]) -> EquipmentPlan {
    let service_type = pieces.first().map_or("17", |piece| &piece.service_code[..2]);
    let header = EquipmentPlanHeader::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        insured(person),
        date.parse().unwrap(),
        OFFICE.parse().unwrap(),
        service_type.parse().unwrap(),
        "見本　太郎".to_owned(),
    );
    let mut plan = EquipmentPlan::new(header);
    for (number, piece) in (1..).zip(pieces) {
        let it = &plan.header;
        let mut line = EquipmentPlanLine::new(
            it.csv_version,
            it.insurer,
            it.insured,
            it.plan_date,
            it.provider,
            it.service_type,
            number,
            SupplyKind::Rental,
        );
        line.service_code = Some(piece.service_code.parse().unwrap());
        line.units = piece.units;
        line.tais_code = piece.tais.as_deref().map(|code| code.parse().unwrap());
        line.notified_code = piece.notified.as_deref().map(|code| code.parse().unwrap());
        line.equipment_name.clone_from(&piece.name);
        line.discriminator = piece.number;
        plan.lines.push(line);
    }
    plan
}

pub(crate) fn plan(pieces: &[Piece]) -> EquipmentPlan {
    plan_of(1, "20260401", pieces)
}

pub(crate) fn slip_of(person: usize, piece: &Piece) -> Table6 {
    let mut form = Table6::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        insured(person),
        "20260325".parse().unwrap(),
        MONTH.parse().unwrap(),
        "20260401".parse().unwrap(),
        "9999".parse().unwrap(),
        "9999".parse().unwrap(),
        1,
        piece.service_code.parse().unwrap(),
        OFFICE.parse().unwrap(),
        Applies::No,
    );
    form.units = piece.units;
    form.tais_code = piece.tais.as_deref().map(|code| code.parse().unwrap());
    form.notified_code = piece.notified.as_deref().map(|code| code.parse().unwrap());
    form.equipment_name.clone_from(&piece.name);
    form.discriminator = piece.number;
    form.care_office = Some("9970100013".parse().unwrap());
    form.updated_by = form.care_office;
    form
}

pub(crate) fn slips(pieces: &[Piece]) -> Vec<Table6> {
    pieces.iter().map(|piece| slip_of(1, piece)).collect()
}

pub(crate) fn row_of(person: usize, piece: &Piece) -> Table7 {
    let mut form = Table7::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        insured(person),
        "20260325".parse().unwrap(),
        MONTH.parse().unwrap(),
        OFFICE.parse().unwrap(),
        piece.service_code.parse().unwrap(),
        piece.units.unwrap_or_default(),
        1,
        Applies::No,
    );
    form.tais_code = piece.tais.as_deref().map(|code| code.parse().unwrap());
    form.notified_code = piece.notified.as_deref().map(|code| code.parse().unwrap());
    form.equipment_name.clone_from(&piece.name);
    form
}

pub(crate) fn rows(pieces: &[Piece]) -> Vec<Table7> {
    pieces.iter().map(|piece| row_of(1, piece)).collect()
}

/// One person's plan carried over to one person's 第6表.
pub(crate) fn to_table6(plan_pieces: &[Piece], slip_pieces: &[Piece]) -> Transferred {
    transfer(&[plan(plan_pieces)], slips(slip_pieces), Vec::new())
}

/// The outcomes of the lines of a list; of the plan's against 第6表.
pub(crate) fn outcomes(done: &Transferred, kind: LineKind) -> Vec<LineOutcome> {
    done.lines
        .iter()
        .filter(|line| line.place.kind == kind && line.against != LineKind::Table7)
        .map(|line| line.outcome)
        .collect()
}

pub(crate) fn codes(done: &Transferred) -> Vec<Option<String>> {
    done.table6.iter().map(|form| form.tais_code.map(|code| code.to_string())).collect()
}

pub(crate) fn numbers(done: &Transferred) -> Vec<Option<i32>> {
    done.table6.iter().map(|form| form.discriminator).collect()
}
