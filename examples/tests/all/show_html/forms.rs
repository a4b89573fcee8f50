//! Each form of the bundled data: merged cells, days, sums, pictures.

use super::dom::Element;
use super::{page, run, sheets};
use careplan_examples::Outcome;
use careplan_fukushi::{kinds, rules};
use std::fs;

fn texts(line: &[(usize, String)]) -> Vec<&str> {
    line.iter().map(|(_, text)| text.as_str()).collect()
}

#[test]
fn table1_stands_in_the_order_of_the_paper() {
    let text = page(&["valid/plan-4.1"], "ja").1;
    let page = Element::of(&text);
    let sheet = sheets(&page, "居宅サービス計画書 第1表", "9000000001")[0];
    let values: Vec<(String, String)> = sheet
        .all(&|it| it.has_class("row"))
        .iter()
        .flat_map(|row| row.named("dt").into_iter().zip(row.named("dd")))
        .map(|(name, value)| (name.text(), value.text()))
        .collect();
    let value = |name: &str| values.iter().find(|(known, _)| known == name).unwrap().1.as_str();
    assert_eq!(value("計画書区分"), "継続21");
    assert_eq!(value("要介護状態区分"), "要介護３23");
    assert_eq!(value("居宅サービス計画作成（変更）日"), "令和7年9月20日");
    assert_eq!(value("利用者住所２"), "");
    assert!(value("利用者及び家族の生活に対する意向を踏まえた課題分析の結果").contains("\n家族（妻）："));
    assert!(sheet.only("who").text().starts_with("見本　太郎保険者番号991018被保険者番号9000000001"));
}

#[test]
fn table2_merges_what_stands_once() {
    let text = page(&["valid/plan-4.1"], "ja").1;
    let page = Element::of(&text);
    let lines = sheets(&page, "居宅サービス計画書 第2表", "9000000001")[0].only("table2").cells();
    assert_eq!(lines.len(), 9);
    let spans: Vec<Vec<usize>> = lines.iter().map(|line| line.iter().map(|it| it.0).collect()).collect();
    // 課題, 長期目標 with 期間, 短期目標 with 期間, then the six cells of the line.
    assert_eq!(spans[0], [4, 4, 4, 2, 2, 1, 1, 1, 1, 1, 1]);
    assert_eq!(spans[1], [1; 6]);
    assert_eq!(spans[2], [2, 2, 1, 1, 1, 1, 1, 1]);
    assert_eq!(spans[3], [1; 6]);
    assert_eq!(spans[4], [3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1]);
    assert_eq!(spans[6], [1; 10]);
    assert_eq!(
        texts(&lines[6])[..4],
        [
            "2皮膚の状態を保ち、褥瘡を作らない。",
            "令和７年１０月１日～令和８年９月３０日",
            "皮膚の赤みに早く気付くことができる。",
            "令和７年１０月１日～令和８年３月３１日"
        ]
    );
    assert_eq!(
        texts(&lines[7])[5..],
        [
            "1掃除、洗濯、買物（本人の居室と日用品）",
            "対象Y",
            "訪問介護",
            "例示ヘルパーステーション9970100021",
            "週２回",
            "令和７年１０月１日～令和８年３月３１日"
        ]
    );
    // As the raw markup, once.
    assert!(text.contains(
        "<td class=\"need numbered\" rowspan=\"4\"><div><span class=\"v\">1</span></div><div><span class=\"v\">転ばずに家の中を移動し、"
    ));
}

#[test]
fn table3_is_a_week() {
    let text = page(&["valid/plan-4.1"], "ja").1;
    let page = Element::of(&text);
    let sheet = sheets(&page, "週間サービス計画表 第3表", "9000000001")[0];
    let week = sheet.only("week");
    let heads: Vec<String> = week.named("thead")[0].named("th").iter().map(|it| it.text()).collect();
    assert_eq!(
        heads,
        [
            "時刻",
            "月曜日",
            "火曜日",
            "水曜日",
            "木曜日",
            "金曜日",
            "土曜日",
            "日曜日",
            "主な日常生活上の活動"
        ]
    );
    let lines = week.cells();
    assert_eq!(lines.len(), 24);
    assert_eq!(
        texts(&lines[9]),
        [
            "9:00",
            "09:00～10:00訪問介護（身体）",
            "09:30～16:40通所介護",
            "09:00～10:00訪問介護（身体）",
            "09:30～16:40通所介護",
            "09:00～10:00訪問介護（身体）",
            "",
            "",
            ""
        ]
    );
    assert_eq!(texts(&lines[6])[8], "06:30～06:30起床");
    // 通所介護 goes on until 16:40, and no further.
    let on = |hour: usize| -> Vec<bool> {
        week.named("tbody")[0].named("tr")[hour].named("td").iter().map(|it| it.has_class("on")).collect()
    };
    assert_eq!(on(16), [false, true, false, true, false, false, false, false]);
    assert_eq!(on(17), [false; 8]);
    assert_eq!(on(9), [false; 8]);
    assert_eq!(
        sheet.only("outside").text(),
        "週単位以外のサービス福祉用具貸与（特殊寝台、付属品、手すり）見本内科クリニック通院（月１回）"
    );
}

/// The days with a count, from the cells of a line: those behind `before` others.
fn days(line: &[(usize, String)], before: usize) -> Vec<(usize, String)> {
    let days = line.iter().skip(before).take(31).enumerate();
    days.filter(|(_, (_, text))| !text.is_empty()).map(|(day, (_, text))| (day + 1, text.clone())).collect()
}

fn once(days: &[usize]) -> Vec<(usize, String)> {
    days.iter().map(|day| (*day, "1".to_owned())).collect()
}

#[test]
fn table6_has_the_actual_under_the_plan() {
    let text = page(&["valid/slip-4.1", "valid/actual-4.1"], "ja").1;
    let page = Element::of(&text);
    let sheet = sheets(&page, "サービス利用票 第6表 予定", "9000000001")[0];
    let lines = sheet.only("month").cells();
    assert_eq!(
        texts(&lines[0])[..4],
        ["09:00～10:00", "111211訪問介護", "例示ヘルパーステーション9970100021", "予定"]
    );
    assert_eq!(lines[0][0].0, 2, "the service stands beside plan and actual");
    assert_eq!(days(&lines[0], 4), once(&[1, 6, 8, 13, 15, 20, 22, 27, 29]));
    assert_eq!(texts(&lines[0])[35..37], ["9", "387"]);
    assert_eq!(texts(&lines[1])[0], "実績");
    assert_eq!(days(&lines[1], 1), once(&[1, 6, 8, 13, 20, 22, 27, 29]));
    assert_eq!(texts(&lines[1])[32..34], ["8", "387"]);
    // Planned and without actuals on this page: one line.
    let plan_only = lines.iter().find(|line| line[1].1.starts_with("151343")).unwrap();
    assert_eq!((plan_only[0].0, texts(plan_only)[3]), (1, "予定"));
    // Done and not planned: at the end, without a plan.
    let last = lines.last().unwrap();
    assert_eq!(
        texts(last)[..4],
        ["09:10～10:10", "111211訪問介護", "例示ヘルパーステーション9970100021", "実績"]
    );
    assert_eq!(days(last, 4), once(&[15]));
    // The heads are the days of October 2025.
    let heads = sheet.only("month").named("thead")[0].named("tr");
    let weekdays: String = heads[1].named("th").iter().map(|it| it.text()).collect();
    assert_eq!(weekdays, "水木金土日月火水木金土日月火水木金土日月火水木金土日月火水木金");
    // In its own unit a link stands for it.
    let moved = page.all(&|it| it.has_class("sub"));
    assert!(moved.iter().any(|it| it.text().ends_with("実績は予定の下に示しています。")));
    // Rentals say once that they have no time; what shares a cell is named where it must be.
    let rental = lines.iter().find(|line| line[1].1.contains("例示マットレス")).unwrap();
    assert_eq!(
        texts(rental)[..2],
        ["時刻なし9999", "171004福祉用具貸与例示マットレス　Ｍ８３99999-000021明細判別コード1"]
    );
}

#[test]
fn actuals_alone_are_a_month_too() {
    let text = page(&["valid/actual-4.1"], "ja").1;
    let page = Element::of(&text);
    let sheet = sheets(&page, "サービス利用票 第6表 実績", "9000000001")[0];
    let lines = sheet.only("month").cells();
    assert_eq!(texts(&lines[0])[3], "実績");
    assert_eq!(days(&lines[0], 4), once(&[1, 6, 8, 13, 20, 22, 27, 29]));
}

#[test]
fn table7_has_its_sums() {
    let text = page(&["valid/slip-4.1"], "ja").1;
    let page = Element::of(&text);
    let sheet = sheets(&page, "サービス利用票別表 第7表", "9000000001")[0];
    let table = sheet.only("table7");
    let lines = table.cells();
    assert_eq!(lines[0][0].0, 6, "one cell for the office with its four services and two sums");
    assert_eq!(
        texts(&lines[0])[..8],
        [
            "例示ヘルパーステーション\n例示ヘルパーステーション南サテライト9970100021",
            "111211訪問介護",
            "387",
            "",
            "",
            "9",
            "3,483",
            "3,483"
        ]
    );
    assert_eq!(
        texts(&lines[4]),
        [
            "種類別小計11AAAA訪問介護",
            "0",
            "",
            "",
            "23",
            "7,029",
            "7,029",
            "",
            "",
            "0",
            "7,029",
            "10.70",
            "75,210",
            "90",
            "67,689",
            "",
            "7,521",
            "0",
            ""
        ]
    );
    assert!(texts(&lines[5])[0].starts_with("限度額対象外の小計11EEEE"));
    let totals = table.all(&|it| it.has_class("total"));
    assert_eq!(totals.len(), 1);
    assert!(totals[0].text().starts_with("9999999999合計999999"), "{}", totals[0].text());
    let groups = table.named("tbody");
    assert!(groups.last().unwrap().text().contains("合計999999"));
}

#[test]
fn preventive_forms_stand_with_their_parts() {
    let text = page(&["valid/preventive-4.1"], "ja").1;
    let page = Element::of(&text);
    let basic = sheets(&page, "利用者基本情報", "9000000201")[0];
    let matrix = basic.only("matrix").cells();
    assert_eq!(
        texts(&matrix[0]),
        ["来所者（相談者）", "例示　良子", "長女", "見本県例示市例示台１－１", "000-0000-9002"]
    );
    assert_eq!(matrix.len(), 3, "contacts that nobody wrote have no line");
    let image = basic.named("img")[0];
    let file =
        super::data("valid/preventive-4.1/UPKIHON_IMAGE_9900100083_46_9970100013_43_20250828110000_0001.jpg");
    let source = image.attribute("src").unwrap();
    assert!(source.starts_with("data:image/jpeg;base64,/9j/"), "{}", &source[..40]);
    assert_eq!(source.len(), "data:image/jpeg;base64,".len() + fs::read(file).unwrap().len().div_ceil(3) * 4);
    assert_eq!(page.named("img").len(), 2, "each picture once");

    let schedule = sheets(&page, "利用者基本情報 別表1 タイムスケジュール", "9000000201")[0];
    assert_eq!(
        texts(&schedule.only("lines").cells()[2]),
        ["10:00", "洗濯, 掃除", "長女が来る日は一緒に行う", ""]
    );

    let plan = sheets(&page, "介護予防サービス・支援計画書", "9000000201")[0];
    let tables = plan.all(&|it| it.has_class("matrix"));
    assert_eq!(
        texts(&tables[0].cells()[0])[..4],
        [
            "運動・移動",
            "室内は伝い歩き。外は杖で１００ｍほど。階段は手すりがあれば上り下りできる。",
            "本人：もう一度、駅まで歩きたい。\n長女：転ばないように歩いてほしい。",
            "有1"
        ]
    );
    assert_eq!(texts(&tables[1].cells()[0]), ["運動不足", "4", "要1"]);

    let support = sheets(&page, "介護予防サービス・支援計画書 別表 支援計画", "9000000201")[0];
    let lines = support.only("support").cells();
    let spans: Vec<Vec<usize>> = lines.iter().map(|line| line.iter().map(|it| it.0).collect()).collect();
    assert_eq!(spans, [vec![3, 3, 3, 3, 2, 2, 2, 1, 1, 1], vec![1; 3], vec![1; 6], vec![1; 10]]);
    assert_eq!(
        texts(&lines[1]),
        ["2介護予防福祉用具貸与", "見本福祉用具レンタル", "令和７年９月１日～令和８年２月２８日"]
    );
}

#[test]
fn deletions_are_tables() {
    let text = page(&["valid/deletions-4.1"], "ja").1;
    let page = Element::of(&text);
    let sheets = page.all(&|it| it.has_class("sheet"));
    assert!(sheets.len() >= 5);
    let actual =
        sheets.iter().find(|it| it.named("h3")[0].text() == "サービス利用票 第6表 実績 削除").unwrap();
    assert_eq!(texts(&actual.only("lines").cells()[0])[..3], ["令和7年10月", "9970100021", "訪問介護11"]);
}

#[test]
fn equipment_plans_are_marked_as_provisional() {
    let folder = tempfile::tempdir().unwrap();
    for file in rules::EQUIPMENT_PLAN.with(&[]).files_with(kinds::ALL) {
        fs::write(folder.path().join(&file.name), &file.bytes).unwrap();
    }
    let (outcome, text, errors) = run(&[folder.path().to_str().unwrap(), "--format", "html"]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    let page = Element::of(&text);
    assert_eq!(page.only("unit").named("h2")[0].text(), "福祉用具サービス計画書（暫定案）");
    let sheets = page.all(&|it| it.has_class("sheet"));
    assert_eq!(sheets.len(), 4);
    assert!(sheets.iter().all(|sheet| sheet.only("provisional").text().starts_with("暫定案：")));
    assert!(sheets[0].text().contains("長男：転ばないか心配。"));
    let lines = sheets[2].only("lines").cells();
    assert_eq!(
        texts(&lines[0])[..4],
        ["1", "貸与1", "特殊寝台03171003福祉用具貸与", "見本ベッド99999-000011"]
    );
    assert!(texts(&lines[1])[8].contains("選択の根拠状態が変わる見込みのため。"), "{:?}", lines[1]);
    assert_eq!(sheets[3].only("lines").cells().len(), 4);
}

#[test]
fn records_that_make_no_form_are_shown_one_by_one() {
    // Two records of one 援助内容ＮＯ make no tree.
    let folder = tempfile::tempdir().unwrap();
    let name = "UP2KYO_9970100013_43_9970100062_17_20250925100000.CSV";
    let line = b"202407,991018,9000000001,20250922,20250920,1,\"\x93\x5D\",1,,,,,1,,,,,,,,,\r\n";
    fs::write(folder.path().join(name), [&line[..], line].concat()).unwrap();
    let text = run(&[folder.path().to_str().unwrap(), "--format", "html"]).1;
    let page = Element::of(&text);
    let why = page.only("provisional").text();
    assert!(
        why.starts_with(
            "様式の形にできないため、レコードごとに示します（次の件数はこの様式の中で数えています）。\n"
        ),
        "{why}"
    );
    assert!(why.contains("援助内容ＮＯ"), "{why}");
    assert_eq!(page.all(&|it| it.has_class("items")).len(), 2);
}
