//! The standard's own examples of 第2表 and 第3表.

use careplan_csv::{from_slice, to_vec};
use careplan_model::{Date, InsuranceCoverage, ServiceTime, Table2, Table3, Weekday};

const HEAD: &str = "202407,991018,9000000001,20240401,20240401";

/// 課題NO, 課題, 援助目標NO, 長期目標, 短期目標, 長期期間, 短期期間, 援助内容NO, サービス内容, 対象, 種別, 事業者コード, 事業所名, 頻度, 期間.
const TABLE2: [&str; 5] = [
    r#"1,"課題１",1,"長期１","短期１","aaaa","bbbb",1,"サービス１",Y,"訪問介護",1234567890,"ＸＸＸ事業所","隔日","#,
    r#"1,,1,,,,,2,"サービス２",,"家政婦",,"YYY家政婦協会","毎日","#,
    r#"1,,1,,"短期２",,"eeee",3,"サービス３",Y,"福祉用具",1234567891,"ZZZZ事業所",,"#,
    r#"1,,2,"長期２","短期３","gggg","hhhh",1,"サービス４",,"医療",,"xxx病院","1ヶ月に１回","#,
    r#"2,"課題２",1,"長期３","短期４","jjjj","kkkk",1,"サービス５",Y,"訪問看護",1234567892,"yyy看護ステーション","隔週","#,
];

/// 介護サービス内容, 曜日, start, end, 主な日常生活上の活動, start, end, 週単位以外のサービス.
const TABLE3: [&str; 6] = [
    r#""訪問介護",1,1200,1600,,,,"#,
    r#""通所介護",4,1000,1200,,,,"#,
    r#",,,,"起床",0600,0600,"#,
    r#",,,,"就寝",2100,2100,"#,
    r#",,,,,,,"通院""#,
    r#",,,,,,,"福祉用具貸与""#,
];

fn file(rows: &[&str], tail: &str) -> Vec<u8> {
    let lines: Vec<String> = rows.iter().map(|row| format!("{HEAD},{row}{tail}\r\n")).collect();
    let text = lines.concat();
    let (bytes, _, failed) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!failed);
    bytes.into_owned()
}

#[test]
fn table2() {
    let file = file(&TABLE2, ",9970100013,");
    let lines: Vec<Table2> = from_slice(&file).unwrap();
    let numbers: Vec<[Option<i32>; 3]> =
        lines.iter().map(|line| [line.need_no, line.goal_no, line.support_no]).collect();
    let expected: [[Option<i32>; 3]; 5] =
        [[1, 1, 1], [1, 1, 2], [1, 1, 3], [1, 2, 1], [2, 1, 1]].map(|numbers| numbers.map(Some));
    assert_eq!(numbers, expected);
    // Texts of an upper level stand on the first line of their number only.
    let needs: Vec<_> = lines.iter().map(|line| line.need.as_deref()).collect();
    assert_eq!(needs, [Some("課題１"), None, None, None, Some("課題２")]);
    assert_eq!(
        (lines[2].short_term_goal.as_deref(), lines[2].short_term_period.as_deref()),
        (Some("短期２"), Some("eeee"))
    );
    // 対象外 is left empty, not N.
    let covered: Vec<_> = lines.iter().map(|line| line.covered_by_insurance).collect();
    let yes = Some(InsuranceCoverage::Covered);
    assert_eq!(covered, [yes, None, yes, None, yes]);
    assert_eq!(lines[0].provider.unwrap().as_str(), "1234567890");
    assert_eq!(lines[3].frequency.as_deref(), Some("1ヶ月に１回"));
    assert!(lines.iter().all(|line| Some(line.plan_date) == Date::new(2024, 4, 1)));
    assert_eq!(to_vec(&lines).unwrap(), file);
}

#[test]
fn table3() {
    let file = file(&TABLE3, "");
    let lines: Vec<Table3> = from_slice(&file).unwrap();
    assert_eq!(lines[0].weekday, Some(Weekday::Monday));
    assert_eq!(lines[1].weekday, Some(Weekday::Thursday));
    assert_eq!(
        (lines[0].service_start_time, lines[0].service_end_time),
        (ServiceTime::new(12, 0), ServiceTime::new(16, 0))
    );
    assert_eq!(
        (lines[2].activity.as_deref(), lines[2].activity_start_time),
        (Some("起床"), ServiceTime::new(6, 0))
    );
    let other: Vec<_> = lines.iter().filter_map(|line| line.other_services.as_deref()).collect();
    assert_eq!(other, ["通院", "福祉用具貸与"]);
    assert_eq!(to_vec(&lines).unwrap(), file);
}
