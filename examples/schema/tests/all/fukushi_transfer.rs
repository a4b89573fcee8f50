//! What `fukushi transfer` prints: of the bundled story, and of plans and slips that do not go together.

use super::exact::Exact;
use super::programs::{report, text};
use super::{data, validator};
use careplan_csv::{Inbox, WriteOptions, write_unit};
use careplan_examples::fukushi;
use careplan_fukushi::{EquipmentPlan, provisional};
use careplan_model::{FileContent, Table6, Table7};
use serde_json::{Value, json};
use std::path::Path;

fn run(plans: &Path, slips: &Path, options: &[&str]) -> Value {
    let out = tempfile::tempdir().unwrap();
    let folders = ["transfer", text(plans), text(slips), text(out.path()), "--timestamp", "20260507100000"];
    report(fukushi, &[&folders, options].concat())
}

/// The story with its plan and its slip changed: the lines of 第6表 and the rows of 第7表 that rent equipment, in the order
/// of the lines of the plan.
fn changed(
    plan: impl Fn(&mut EquipmentPlan),
    slip: impl Fn(&mut [&mut Table6], &mut [&mut Table7]),
) -> Value {
    let (plans, slips) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let options = WriteOptions::new();
    let mut received = provisional::read_plans([data("fukushi-story/2-plan")]);
    let unit = received.units.last_mut().unwrap();
    unit.plans.iter_mut().for_each(plan);
    let written =
        provisional::plans_to_unit(&unit.plans, unit.sender, unit.receiver, unit.timestamp, &options)
            .unwrap();
    write_unit(&written, plans.path(), &options).unwrap();
    let inbox: Inbox = Inbox::open(data("fukushi-story/3-slips"));
    let mut unit = inbox.read_unit(&inbox.transmissions[0]).unwrap();
    let (mut lines, mut rows) = (Vec::new(), Vec::new());
    for file in &mut unit.files {
        let FileContent::Forms(list) = &mut file.content else { continue };
        match file.name.kind().prefix {
            "UPPLAN" => lines = list.of_mut::<Table6>().unwrap().iter_mut().collect(),
            "UPSIKYU" => rows = list.of_mut::<Table7>().unwrap().iter_mut().collect(),
            _ => {}
        }
    }
    lines.retain(|line| line.service_code.equipment_category().is_some());
    rows.retain(|row| row.service_code.equipment_category().is_some());
    slip(&mut lines, &mut rows);
    write_unit(&unit, slips.path(), &options).unwrap();
    run(plans.path(), slips.path(), &["--emergency"])
}

fn documents() -> Vec<Value> {
    let story = data("fukushi-story");
    let nothing = |_: &mut EquipmentPlan| ();
    let as_sent = |_: &mut [&mut Table6], _: &mut [&mut Table7]| ();
    vec![
        run(&story.join("2-plan"), &story.join("3-slips"), &[]),
        run(&story.join("refused/plan"), &story.join("refused/slips"), &[]),
        // No unit can be made; there is no slip; there are no plans, and a slip has no items for what they say.
        run(&story.join("2-plan"), &story.join("refused/no-supplement"), &[]),
        run(&story.join("2-plan"), &story.join("1-care-plan"), &[]),
        run(&story.join("1-care-plan"), &story.join("3-slips"), &["--emergency"]),
        run(&story.join("2-plan"), &data("valid/slip-3.2"), &["--emergency"]),
        changed(
            |plan| {
                // No product yet, both codes, and a line that nobody can tell.
                (plan.lines[0].tais_code, plan.lines[0].equipment_name) = (None, None);
                plan.lines[3].notified_code = Some("99998-000002".parse().unwrap());
                let mut line = plan.lines[4].clone();
                (line.line_no, line.service_code, line.category) = (6, None, None);
                plan.lines.push(line);
            },
            as_sent,
        ),
        // The numbers that told two lines apart are told by the plan, once each line has its code.
        changed(nothing, |lines, _| {
            for (line, code) in lines[1..3].iter_mut().zip(["99999-000021", "99999-000022"]) {
                (line.discriminator, line.tais_code) = (None, Some(code.parse().unwrap()));
            }
        }),
        // The slip has another name, other units, another number, another hyphen; and another product in 第7表.
        changed(nothing, |lines, rows| {
            lines[0].tais_code = Some("99999-000011".parse().unwrap());
            lines[0].equipment_name = Some("別の名称".to_owned());
            lines[1].discriminator = Some(9);
            lines[1].tais_code = Some("99999-000021".parse().unwrap());
            lines[3].tais_code = Some("99999－000023".parse().unwrap());
            lines[3].units = Some(301);
            rows[0].tais_code = Some("99999-000099".parse().unwrap());
        }),
        // Units that differ; a product more than planned, of the same code and of another.
        changed(
            |plan| {
                plan.lines[4].units = Some(9999);
                plan.lines.remove(2);
                plan.lines.remove(0);
            },
            as_sent,
        ),
        // The plan has what the slip lacks.
        changed(
            |plan| {
                let mut line = plan.lines[0].clone();
                (line.line_no, line.tais_code) = (6, Some("99999-000012".parse().unwrap()));
                plan.lines.push(line);
                let mut line = plan.lines[4].clone();
                (line.line_no, line.service_code, line.category) = (7, Some("171001".parse().unwrap()), None);
                plan.lines.push(line);
            },
            as_sent,
        ),
        // The plan of another office.
        changed(
            |plan| {
                let office = "9970100021".parse().unwrap();
                plan.header.provider = office;
                plan.needs.iter_mut().for_each(|need| need.provider = office);
                plan.lines.iter_mut().for_each(|line| line.provider = office);
                plan.offers.iter_mut().for_each(|offer| offer.provider = office);
            },
            as_sent,
        ),
    ]
}

#[test]
fn the_report_of_transferring_is_as_its_schema_says() {
    let exact = Exact {
        schema: "fukushi-transfer-report.schema.json",
        optional: &[
            "/units/*/sender/service",
            "/units/*/receiver/service",
            "/units/*/lines/*/filled",
            "/units/*/lines/*/notes",
        ],
        parts: &["/report/**"],
        texts: &[
            "/problems/*",
            "/units/*/lines/*/message",
            "/units/*/lines/*/filled/*/*",
            "/plan_lines/*/message",
        ],
        // Lines are put to the plan whose key they have.
        unseen: &["/$defs/line/oneOf/1/properties/reason/enum/5"],
        elsewhere: &["/$defs/check_report/**"],
        ..Exact::default()
    };
    exact.check(&documents());
}

#[test]
fn a_report_is_of_one_kind() {
    let validator = validator("fukushi-transfer-report.schema.json");
    let story = data("fukushi-story");
    let report = run(&story.join("2-plan"), &story.join("3-slips"), &[]);
    for (place, wrong) in [
        ("/units", json!([])),
        ("/units/0/files", json!([])),
        ("/units/0/changed", json!(false)),
        ("/units/0/lines/0/outcome", json!("not_concerned")),
        ("/units/0/lines/0/filled", json!([])),
        ("/units/0/lines/0/filled/0", json!({})),
        ("/units/0/lines/0/filled/0", json!({ "tais_code": "99999-000011", "discriminator": 1 })),
        ("/report", json!({})),
    ] {
        let mut spoiled = report.clone();
        *spoiled.pointer_mut(place).unwrap() = wrong;
        assert!(!validator.is_valid(&spoiled), "{place}");
    }
    let mut both = report;
    both["problems"] = json!(["見本"]);
    assert!(!validator.is_valid(&both));
    assert!(!validator.is_valid(&json!({ "written": true, "problems": ["見本"] })));
}
