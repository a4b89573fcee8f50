//! The way for an emergency: a slip set without codes is sent again with them.

use crate::transfer::sample::{A, B, Piece, piece, plan, rows, slips};
use careplan_fukushi::transfer::{TransferUnitError, transfer_unit};
use careplan_model::{
    Endpoint, FormFile, Table6, Table7, Transmission, UnitBuilder, UserSupplement, kind, unit_kind,
};

fn endpoint(office: &str, service: &str) -> Endpoint {
    Endpoint { office: office.parse().unwrap(), service: Some(service.parse().unwrap()) }
}

/// A slip set of one person.
fn unit(pieces: &[Piece]) -> Transmission<FormFile> {
    let table6 = slips(pieces);
    let supplement = UserSupplement::new(
        table6[0].csv_version,
        table6[0].insurer,
        table6[0].insured,
        careplan_model::ZerosOr::Zeros,
        "ミホン　タロウ".to_owned(),
        "見本　太郎".to_owned(),
        careplan_model::Sex::Male,
        "19400101".parse().unwrap(),
        careplan_model::ZerosOr::Value(table6[0].service_month),
    );
    UnitBuilder::new(
        endpoint("9970100013", "43"),
        endpoint("9970100062", "17"),
        "20260325093000".parse().unwrap(),
    )
    .slip_set(table6, rows(pieces), vec![supplement])
    .build()
    .unwrap()
}

#[test]
fn the_slip_is_sent_again_with_codes() {
    let planned = [piece("171003", 1000).tais(A).name("見本ベッド"), piece("171004", 200).tais(B)];
    let old = unit(&[piece("171003", 1000), piece("171004", 200)]);
    let new = transfer_unit(&[plan(&planned)], &old, "20260402100000".parse().unwrap()).unwrap();
    assert_eq!(new.unit.kind(), Ok(&unit_kind::SLIP_SET));
    let names: Vec<_> = new.unit.files.iter().map(|file| file.name.to_string()).collect();
    assert_eq!(
        names,
        [
            "UPPLAN_202604_9970100013_43_9970100062_17_20260402100000.CSV",
            "UPSIKYU_202604_9970100013_43_9970100062_17_20260402100000.CSV",
            "UPHOSOKU_202604_9970100013_43_9970100062_17_20260402100000.CSV",
        ]
    );
    // All that differs is listed.
    assert_eq!(new.changes().map(|line| line.filled.len()).collect::<Vec<_>>(), [2, 1, 2, 1]);
    assert_eq!(new.unit.files[0].forms::<Table6>(), slips(&planned));
    assert_eq!(new.unit.files[1].forms::<Table7>(), rows(&planned));
    assert_eq!(
        new.unit.files[2].forms::<UserSupplement>(),
        old.files_of(&kind::USER_SUPPLEMENT).next().unwrap().forms()
    );
    // Once more there is nothing to send.
    let again = transfer_unit(&[plan(&planned)], &new.unit, "20260402100001".parse().unwrap()).unwrap();
    assert_eq!(again.changes().count(), 0);
}

#[test]
fn what_cannot_be_sent_again_is_refused() {
    let old = unit(&[piece("171003", 1000)]);
    let later = "20260402100000".parse().unwrap();
    let error = transfer_unit(&[], &old, old.timestamp).unwrap_err();
    assert_eq!(error, TransferUnitError::NotLater { old: old.timestamp, new: old.timestamp });
    assert!(error.japanese().contains("20260325093000"));
    let without = |kind: &'static careplan_model::FormKind| {
        let mut unit = old.clone();
        unit.files.retain(|file| file.kind() != kind);
        transfer_unit(&[], &unit, later).unwrap_err()
    };
    assert_eq!(without(&kind::PLAN), TransferUnitError::NoPlan);
    assert!(matches!(without(&kind::TABLE7), TransferUnitError::Build(_)));
    let mut twice = old.clone();
    twice.files.push(old.files[0].clone());
    assert_eq!(transfer_unit(&[], &twice, later).unwrap_err(), TransferUnitError::Twice("UPPLAN"));
}
