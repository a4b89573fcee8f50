//! 第7表: sums, limits and money of the month, and the equipment rows.

mod billed;
mod lines;
mod spot;
mod sums;

use self::sums::Sums;
use super::equipment::Equipment;
use crate::check::{Check, Family, FileContext};
use crate::columns;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::{Append, Remove, Repeat, Set};
use crate::sample::{SLIP, SLIP_V3};
use careplan_csv::Text;
use careplan_model::{
    Applies, InsuredNumber, NotifiedCode, OfficeNumber, ServiceCode, Table7, TaisCode, UnitPrice, kind,
};

/// The rules of 第7表.
pub static FAMILY: Family = Family {
    name: "table7",
    title: Bilingual { ja: "サービス利用票別表 第7表", en: "Slip annex, table 7" },
    rules: ALL,
    check: Some(|| Box::new(Table7Check::default())),
};

/// A second bed of its office, with the subtotal and the total that it makes; they follow the first four rows
/// of the sample.
const SECOND_BED: &str = r#"202407,991018,9000000001,20260325,202604,"見本福祉用具レンタル",9970100062,,171003,99999-000011,,"見本ベッド",500,,,1,500,500,,,0,500,,,,,,,,,,,0,9999999999,,9970100013,
202407,991018,9000000001,20260325,202604,"見本福祉用具レンタル",9970100062,,17AAAA,,,,0,,,2,1500,1500,,,0,1500,10.00,15000,90,13500,,1500,0,,,,0,9999999999,,9970100013,
202407,991018,9000000001,20260325,202604,,9999999999,,999999,,,,0,,,5,2453,2453,,,0,2453,,25197,,22677,,2520,0,,,,0,9999999999,,9970100013,
"#;

/// The lines of a product without TAISコード.
const RAIL: &str = r#"202407,991018,9000000001,20260325,202604,9970100013,"例示　能子",500,,20260401,,9999,9999,1,171003,,99998-000001,"見本手すり",,9970100062,"見本福祉用具レンタル",,0,9970100013,
"#;

/// An addition outside the limit, planned.
const ADDITION_PLAN: &str = r#"202407,991018,9000000001,20260325,202604,9970100013,"例示　能子",233,,20260430,,9999,9999,1,116275,,,,,9970100021,"例示ヘルパーステーション",,0,9970100013,
"#;

/// The addition as a row, and its sum.
const ADDITION: &str = r#"202407,991018,9000000001,20260325,202604,"例示ヘルパーステーション",9970100021,,116275,,,,233,,,1,233,,,,,,,,,,,,,,,,0,9999999999,,9970100013,
202407,991018,9000000001,20260325,202604,"例示ヘルパーステーション",9970100021,,11EEEE,,,,0,,,1,233,,,,,,10.70,2493,90,2243,,250,0,,,,0,9999999999,,9970100013,
"#;

/// Another visit, in edition 3.2.
const VISIT_PLAN_V3: &str = r#"202208,991018,9000000001,20240325,202404,9970100013,"例示　能子",179,,20240401,,1000,1045,1,117211,,9970100021,"例示ヘルパーステーション",,0,9970100013,
"#;
const VISIT_V3: &str = r#"202208,991018,9000000001,20240325,202404,"例示ヘルパーステーション",9970100021,,117211,179,,,1,179,179,,,0,179,10.70,1915,90,1723,,192,0,,,,0,9999999999,,9970100013,
202208,991018,9000000001,20240325,202404,,9999999999,,999999,0,,,3,1566,1566,,,0,1566,,16055,,14449,,1606,0,,,,0,9999999999,,9970100013,
"#;

rules! {
    TOTAL_MISSING = "table7-total-missing" (Error, Warning) ["UPSIKYU"]
        section "第7表 No.9 サービスコード（合計 999999）",
        ja "合計行（サービスコード999999）がありません", en "a person's month has no grand total (999999)",
        why ja "合計行は、保険者・被保険者・対象年月ごとに必ず1行出力します。受信側は合計から利用票別表を作ります。",
            en "Each insured person and month needs one. Receivers print the slip annex from it.",
        mend ja "この利用者の合計行（サービスコード999999、事業所コード9999999999）を1行加えてください。",
             en "Add a row with service code 999999 and office 9999999999 for this person.",
        rejected [
            SLIP.with(&[Remove("UPSIKYU", 5)]),
            SLIP_V3.with(&[Remove("UPSIKYU", 3)]),
        ],
        accepted [
            SLIP.with(&[Repeat("UPSIKYU", 4), Remove("UPSIKYU", 4)]),
        ];
    TOTAL_DUPLICATE = "table7-total-duplicate" (Error, Warning) ["UPSIKYU"]
        section "第7表 No.9 サービスコード（合計 999999）",
        ja "合計行（サービスコード999999）が2行以上あります", en "a person's month has more than one grand total (999999)",
        why ja "合計行は、保険者・被保険者・対象年月ごとに1行だけです。2行あると、受信側でどちらを採るか決まらず、二重に合計されるおそれもあります。",
            en "There is one for each insured person and month. Receivers cannot know which one holds, and may add up both.",
        mend ja "余分な合計行を削除してください。同じファイルに同じ利用者の別表が二度出力されていないかも確認してください。",
             en "Remove the other one. Check that the person's annex was not written twice.",
        rejected [
            SLIP.with(&[Repeat("UPSIKYU", 5)]),
            SLIP_V3.with(&[Repeat("UPSIKYU", 3)]),
        ],
        accepted [
            SLIP.with(&[
                Append("UPPLAN", r#"202407,991018,9000000002,20260325,202604,9970100013,"例示　能子",1000,,20260401,,9999,9999,1,171003,99999-000011,,"見本ベッド",,9970100062,"見本福祉用具レンタル",,0,9970100013,"#),
                Repeat("UPSIKYU", 4),
                Set("UPSIKYU", 6, 3, "9000000002"),
                Append("UPSIKYU", "202407,991018,9000000002,20260325,202604,,9999999999,,999999,,,,0,,,1,1000,1000,,,0,1000,,10000,,9000,,1000,0,,,,0,9999999999,,9970100013,"),
                Repeat("UPHOSOKU", 1),
                Set("UPHOSOKU", 2, 3, "9000000002"),
            ]),
        ];
    SUBTOTAL_MISSING = "table7-subtotal-missing" (Error, Warning) ["UPSIKYU"]
        section "第7表 No.9 サービスコード（種類別小計 AAAA）",
        ja "サービスコードが複数あるのに種類別小計（AAAA）がありません", en "an office and service type with several rows has no subtotal (AAAA)",
        says ja "同じ事業所・サービス種類の行が複数あるのに、種類別小計の行（{code}）がありません",
             en "this office and service type has several rows but no subtotal {code}",
        why ja "区分支給限度基準内の行が複数ある事業所・サービス種類には、小計の行が必要です。限度額や費用は小計の行で計算されます。",
            en "Where several rows lie within the limit, their subtotal has to follow. Limits and costs are computed on it.",
        mend ja "サービス種類コードとAAAAからなるサービスコードの小計行を加えてください。", en "Add the row whose code is the service type and AAAA.",
        rejected [
            SLIP.with(&[Remove("UPSIKYU", 3)]),
            SLIP_V3.with(&[Append("UPPLAN", VISIT_PLAN_V3), Remove("UPSIKYU", 3), Append("UPSIKYU", VISIT_V3)]),
        ],
        accepted [
            SLIP_V3.with(&[]),
            // The one row within the limit is no several; the other lies outside.
            SLIP_V3.with(&[
                Append("UPPLAN", VISIT_PLAN_V3),
                Set("UPPLAN", 3, 15, "116275"), Set("UPPLAN", 3, 12, "9999"), Set("UPPLAN", 3, 13, "9999"),
                Remove("UPSIKYU", 3), Append("UPSIKYU", VISIT_V3),
                Set("UPSIKYU", 3, 9, "116275"), Set("UPSIKYU", 3, 15, ""),
                Set("UPSIKYU", 3, 18, ""), Set("UPSIKYU", 3, 19, ""),
                Set("UPSIKYU", 4, 15, "1387"), Set("UPSIKYU", 4, 19, "1387"),
            ]),
        ];
    PRODUCT = "table7-product" (Warning, Info) ["UPSIKYU"]
        section "第7表 No.13 単位数、No.15 割引後単位数、No.16 回数／日数、No.17 サービス単位金額",
        ja "単位数（割引後単位数）×回数がサービス単位金額と一致しません", en "units times 回数 are not サービス単位金額",
        says ja "サービスコード{code}：単位数×回数は{expected}ですが、サービス単位金額は{found}です",
             en "service code {code}: units times 回数 make {expected}, but サービス単位金額 is {found}",
        why ja "サービス単位金額は、単位数（割引があれば割引後単位数）に回数または日数を掛けたものです。違うと小計・合計や請求と合わなくなります。",
            en "The units of a row are those for one time (after discount, where there is one), multiplied. Sums and claims will not agree otherwise.",
        mend ja "単位数、割引後単位数、回数／日数、サービス単位金額を確認してください。", en "Check the three of them, and the units after discount.",
        rejected [
            SLIP.with(&[Set("UPSIKYU", 4, 17, "1100"), Set("UPSIKYU", 5, 17, "2053")]),
            SLIP.with(&[Set("UPSIKYU", 4, 14, "95"), Set("UPSIKYU", 4, 15, "950")]),
            SLIP_V3.with(&[Set("UPSIKYU", 2, 14, "1100"), Set("UPSIKYU", 3, 14, "1487")]),
        ],
        accepted [
            SLIP.with(&[Set("UPSIKYU", 4, 13, "1250"), Set("UPSIKYU", 4, 14, "80"), Set("UPSIKYU", 4, 15, "1000")]),
            SLIP.with(&[Set("UPSIKYU", 4, 17, "")]),
            SLIP_V3.with(&[Set("UPSIKYU", 2, 10, "0")]),
        ];
    SUM = "table7-sum" (Warning, Info) ["UPSIKYU"]
        section "第7表 No.9 サービスコード（AAAA、EEEE、ZZZZ、999999）、No.17〜22、No.24、No.26、No.28、No.29",
        ja "小計または合計が内訳と一致しません", en "a subtotal or the grand total is not the sum of its rows",
        says ja "{code}の「{item}」は{found}ですが、内訳の合計は{expected}です", en "{code}: {item} is {found}, but its rows make {expected}",
        why ja "種類別小計（AAAA）は区分支給限度基準内の行の合計、合計（999999）は小計と小計のない行の合計です（EEEE、ZZZZは含めても含めなくてもかまいません）。合わないと、行の抜けや重複が疑われます。",
            en "AAAA adds up the rows within the limit of its office and type, 999999 the subtotals and the rows without one (with or without EEEE and ZZZZ). A difference means that a row is missing, or there twice.",
        mend ja "内訳の行に抜けや重複がないか確認し、小計・合計を計算し直してください。", en "Look for missing or repeated rows, then compute the sum again.",
        rejected [
            SLIP.with(&[Set("UPSIKYU", 3, 17, "963"), Set("UPSIKYU", 5, 17, "1963")]),
            SLIP.with(&[Set("UPSIKYU", 3, 18, "900"), Set("UPSIKYU", 5, 18, "1900")]),
            SLIP.with(&[Set("UPSIKYU", 5, 17, "1900")]),
            SLIP.with(&[Set("UPSIKYU", 5, 28, "2120")]),
            SLIP_V3.with(&[Set("UPSIKYU", 3, 21, "14000")]),
        ],
        accepted [
            // The rows of the subtotal leave the limits to it; the total leaves out what lies outside.
            SLIP.with(&[
                Set("UPSIKYU", 1, 18, ""), Set("UPSIKYU", 1, 21, ""), Set("UPSIKYU", 1, 22, ""),
                Set("UPSIKYU", 2, 18, ""), Set("UPSIKYU", 2, 21, ""), Set("UPSIKYU", 2, 22, ""),
                Append("UPPLAN", ADDITION_PLAN), Append("UPSIKYU", ADDITION),
            ]),
            // The total holds what lies outside.
            SLIP.with(&[
                Append("UPPLAN", ADDITION_PLAN), Append("UPSIKYU", ADDITION),
                Set("UPSIKYU", 5, 17, "2186"), Set("UPSIKYU", 5, 24, "22690"), Set("UPSIKYU", 5, 26, "20420"),
                Set("UPSIKYU", 5, 28, "2270"),
            ]),
            // A satellite belongs to the subtotal of its office.
            SLIP.with(&[Set("UPPLAN", 2, 22, "1"), Set("UPSIKYU", 2, 8, "1")]),
        ];
    LIMIT_SPLIT = "table7-limit-split" (Warning, Info) ["UPSIKYU"]
        section "第7表 No.18 給付管理単位数、No.19・20 種類支給限度基準、No.21・22 区分支給限度基準",
        ja "限度基準の超と内の単位数の和が給付管理単位数と一致しません", en "units beyond and within a limit are not 給付管理単位数",
        says ja "サービスコード{code}：「{item}」と超単位数の和は{found}ですが、給付管理単位数は{expected}です",
             en "service code {code}: {item} and the units beyond make {found}, but 給付管理単位数 is {expected}",
        why ja "給付管理単位数は、限度基準を超える単位数と基準内の単位数に分けられます。和が合わないと、給付管理票や利用者負担が変わります。",
            en "The managed units are split into those beyond the limit and those within. The management sheet and what the person pays follow from the split.",
        mend ja "超単位数と内単位数の和が給付管理単位数になるように直してください。", en "Correct the two, so that they make up the managed units.",
        rejected [
            SLIP.with(&[
                Set("UPSIKYU", 4, 22, "900"), Set("UPSIKYU", 4, 24, "9000"), Set("UPSIKYU", 4, 26, "8100"),
                Set("UPSIKYU", 4, 28, "900"), Set("UPSIKYU", 5, 22, "1853"), Set("UPSIKYU", 5, 24, "19197"),
                Set("UPSIKYU", 5, 26, "17277"), Set("UPSIKYU", 5, 28, "1920"),
            ]),
            SLIP.with(&[Set("UPSIKYU", 4, 19, "0"), Set("UPSIKYU", 4, 20, "900")]),
            SLIP_V3.with(&[Set("UPSIKYU", 2, 16, "0"), Set("UPSIKYU", 2, 17, "900")]),
        ],
        accepted [
            // Beyond the limit of the type: only the rest counts against the level of care.
            SLIP.with(&[
                Set("UPSIKYU", 4, 19, "100"), Set("UPSIKYU", 4, 20, "900"), Set("UPSIKYU", 4, 22, "900"),
                Set("UPSIKYU", 4, 24, "9000"), Set("UPSIKYU", 4, 26, "8100"), Set("UPSIKYU", 4, 28, "900"),
                Set("UPSIKYU", 4, 29, "1000"), Set("UPSIKYU", 5, 22, "1853"), Set("UPSIKYU", 5, 24, "19197"),
                Set("UPSIKYU", 5, 26, "17277"), Set("UPSIKYU", 5, 28, "1920"), Set("UPSIKYU", 5, 29, "1000"),
            ]),
            // Managed otherwise than billed.
            SLIP.with(&[Set("UPSIKYU", 4, 18, "1100"), Set("UPSIKYU", 5, 18, "2053")]),
            SLIP.with(&[Set("UPSIKYU", 4, 18, ""), Set("UPSIKYU", 5, 18, "")]),
        ];
    MONEY = "table7-money" (Warning, Info) ["UPSIKYU"]
        section "第7表 No.22 区分支給限度基準内単位数、No.23 単位数単価、No.24 費用総額、No.25 給付率、No.26 保険／事業費請求額、No.28・29 利用者負担",
        ja "費用・請求額・利用者負担の計算が合いません", en "cost, claim or what the person pays do not follow from units, price and rate",
        says ja "サービスコード{code}：「{item}」は{found}円ですが、計算では{expected}円です",
             en "service code {code}: {item} is {found} yen, but makes {expected} yen",
        why ja "費用総額は基準内単位数×単価（1円未満切捨て）、請求額は費用総額×給付率（切捨て）、利用者負担は費用総額－請求額、全額負担は超過単位数×単価です。違うと、利用者への説明や請求と合わなくなります。1円の違いは端数の扱いによることがあります。",
            en "The cost is the units within the limit times the price, the claim the cost times the rate (both cut to whole yen), and the person pays the rest, and all of what lies beyond the limit. One yen may come from rounding.",
        mend ja "単位数、単価、給付率と金額を確認し、計算し直してください。", en "Check units, price, rate and amounts, and compute them again.",
        rejected [
            SLIP.with(&[
                Set("UPSIKYU", 4, 24, "10100"), Set("UPSIKYU", 4, 26, "9090"), Set("UPSIKYU", 4, 28, "1010"),
                Set("UPSIKYU", 5, 24, "20297"), Set("UPSIKYU", 5, 26, "18267"), Set("UPSIKYU", 5, 28, "2030"),
            ]),
            SLIP.with(&[
                Set("UPSIKYU", 4, 26, "8000"), Set("UPSIKYU", 4, 28, "2000"),
                Set("UPSIKYU", 5, 26, "17177"), Set("UPSIKYU", 5, 28, "3020"),
            ]),
            SLIP.with(&[Set("UPSIKYU", 3, 28, "1021"), Set("UPSIKYU", 5, 28, "2021")]),
            SLIP.with(&[Set("UPSIKYU", 4, 29, "100"), Set("UPSIKYU", 5, 29, "100")]),
            SLIP_V3.with(&[Set("UPSIKYU", 1, 25, "500"), Set("UPSIKYU", 3, 25, "1500")]),
        ],
        accepted [
            // Public funds bear the share of the person.
            SLIP.with(&[Set("UPSIKYU", 4, 28, "0"), Set("UPSIKYU", 5, 28, "1020")]),
            // A fixed amount.
            SLIP.with(&[Set("UPSIKYU", 4, 27, "500"), Set("UPSIKYU", 4, 28, "500"), Set("UPSIKYU", 5, 28, "1520")]),
            SLIP.with(&[Set("UPSIKYU", 4, 25, "100"), Set("UPSIKYU", 4, 28, "900"), Set("UPSIKYU", 5, 28, "1920")]),
        ];
    SPECIAL_ROWS = "table7-special-rows" (Error, Warning) ["UPSIKYU"]
        section "第7表 No.7 サービス事業所コード、No.13 単位数、No.14 割引後率、No.15 割引後単位数（小計・合計の行）",
        ja "小計・合計の行に、決められた値以外が入っています", en "a subtotal or total holds another value than it has to",
        says ja "{code}の行の「{item}」は「{expected}」でなければなりません", en "on the row {code}, {item} has to be {expected}",
        why ja "小計・合計の行では単位数は0、割引後率と割引後単位数は空、合計の行の事業所コードは9999999999と決められています。違うと、受信側で通常のサービスの行として取り込まれるおそれがあります。",
            en "On these rows 単位数 is 0, the discount is empty, and the office of the total is 9999999999. Receivers may take another row for a service.",
        mend ja "決められた値に直してください。", en "Set the item to that value.",
        rejected [
            SLIP.with(&[Set("UPSIKYU", 3, 13, "387")]),
            SLIP.with(&[Set("UPSIKYU", 3, 14, "95")]),
            SLIP.with(&[Set("UPSIKYU", 5, 15, "0")]),
            SLIP.with(&[Set("UPSIKYU", 5, 7, "9970100062")]),
            SLIP_V3.with(&[Set("UPSIKYU", 3, 10, "1387")]),
        ],
        accepted [
            SLIP.with(&[Set("UPSIKYU", 3, 13, "00"), Set("UPSIKYU", 5, 13, "000")]),
        ];
    MANAGED = "table7-managed-units" (Info, Info) ["UPSIKYU"]
        section "第7表 No.18 給付管理単位数",
        ja "区分支給限度基準の対象外の行に給付管理単位数があります", en "給付管理単位数 is filled in on a row outside the limit",
        says ja "限度基準の対象外の行（サービスコード{code}）に給付管理単位数があります", en "the row {code} lies outside the limit and holds 給付管理単位数",
        why ja "給付管理単位数は限度基準の対象となるサービスにだけ記入します。対象外のサービスや30日を超える短期入所では空にします。",
            en "Only services that count against the limit have it. It is empty on others, and on short stay over 30 days.",
        mend ja "その行の給付管理単位数を空にしてください。", en "Leave it empty on that row.",
        rejected [
            SLIP.with(&[Append("UPPLAN", ADDITION_PLAN), Append("UPSIKYU", ADDITION), Set("UPSIKYU", 7, 18, "233")]),
        ],
        accepted [
            SLIP.with(&[Append("UPPLAN", ADDITION_PLAN), Append("UPSIKYU", ADDITION)]),
        ];
    EQUIPMENT_CODE_MISSING = "table7-equipment-code-missing" (Error, Warning, emergency Info) ["UPSIKYU"]
        in "editions 4.0 and later"
        section "第7表 No.10 TAISコード、No.11 福祉用具届出コード",
        ja "福祉用具貸与の行にTAISコードも福祉用具届出コードもありません", en "a rental names its product by neither code",
        says ja "福祉用具貸与の行（サービスコード{code}）にTAISコードも福祉用具届出コードもありません",
             en "the rental (service code {code}) has neither a TAISコード nor a 福祉用具届出コード",
        why ja "福祉用具貸与は用具ごとに、TAISコードか福祉用具届出コードのどちらかで示します。急な入退院など緊急のときだけ、省いて後から送れます。",
            en "Each rental names its product by one of the two. Only in an emergency (a sudden admission or discharge) may it be left out and sent later.",
        mend ja "用具のTAISコードを、ない用具では福祉用具届出コードを記入してください。",
             en "Fill in the TAISコード, or the 福祉用具届出コード of a product that has none.",
        rejected [
            SLIP.with(&[Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED), Set("UPSIKYU", 5, 10, "")]),
            SLIP.with(&[Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED), Set("UPSIKYU", 4, 10, "")]),
        ],
        accepted [
            SLIP.with(&[
                Append("UPPLAN", RAIL), Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED),
                Set("UPSIKYU", 5, 10, ""), Set("UPSIKYU", 5, 11, "99998-000001"),
            ]),
            SLIP_V3.with(&[]),
        ];
    EQUIPMENT_CODE_BOTH = "table7-equipment-code-both" (Warning, Info, emergency Info) ["UPSIKYU"]
        in "editions 4.0 and later"
        section "第7表 No.10 TAISコード、No.11 福祉用具届出コード",
        ja "TAISコードと福祉用具届出コードの両方があります", en "a rental has both product codes",
        why ja "福祉用具届出コードはTAISコードのない用具にだけ記入します。両方あると、どちらで照合するかが受信側によって違います。",
            en "The 福祉用具届出コード is for products without a TAISコード. With both, receivers differ in which one they take.",
        mend ja "TAISコードのある用具では福祉用具届出コードを空にしてください。",
             en "Leave the 福祉用具届出コード empty if the product has a TAISコード.",
        rejected [
            SLIP.with(&[
                Append("UPPLAN", RAIL), Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED),
                Set("UPSIKYU", 5, 10, ""), Set("UPSIKYU", 5, 11, "99998-000001"), Set("UPSIKYU", 4, 11, "99998-000001"),
            ]),
        ],
        accepted [
            SLIP.with(&[
                Append("UPPLAN", RAIL), Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED),
                Set("UPSIKYU", 5, 10, ""), Set("UPSIKYU", 5, 11, "99998-000001"),
            ]),
        ];
    EQUIPMENT_NAME_MISSING = "table7-equipment-name-missing" (Warning, Info, emergency Info) ["UPSIKYU"]
        in "editions 4.0 and later"
        section "第7表 No.12 用具名称（機種名）",
        ja "福祉用具貸与の行に用具名称（機種名）がありません", en "a rental does not name its model",
        says ja "福祉用具貸与の行（サービスコード{code}）に用具名称（機種名）がありません",
             en "the rental (service code {code}) does not name its model",
        why ja "利用票別表に印刷され、利用者や事業所が用具を見分ける名称です。", en "It is printed on the annex, and tells people which product is meant.",
        mend ja "用具の名称（機種名）を記入してください。", en "Fill in the name of the model.",
        rejected [
            SLIP.with(&[Set("UPSIKYU", 4, 12, "")]),
        ],
        accepted [
            SLIP.with(&[Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED)]),
            SLIP_V3.with(&[]),
        ];
    EQUIPMENT_ON_OTHER = "table7-equipment-on-other" (Warning, Info) ["UPSIKYU"]
        in "editions 4.0 and later"
        section "第7表 No.10 TAISコード、No.11 福祉用具届出コード、No.12 用具名称（機種名）",
        ja "福祉用具貸与以外のサービスに用具の項目が記入されています", en "items about equipment on a service that is no rental",
        says ja "福祉用具貸与ではないサービス（サービスコード{code}）に「{item}」が記入されています",
             en "{item} is filled in on service code {code}, which is no rental",
        why ja "用具の項目はサービス種類17と67のためのものです。サービスコードの誤りか、行のずれが考えられます。",
            en "These items are for service types 17 and 67. The service code may be wrong, or the row mixed up.",
        mend ja "サービスコードを確認し、福祉用具貸与でなければ用具の項目を空にしてください。",
             en "Check the service code; leave the items empty if it is no rental.",
        rejected [
            SLIP.with(&[Set("UPSIKYU", 1, 12, "見本ベッド")]),
            SLIP.with(&[Set("UPSIKYU", 1, 10, "99999-000011")]),
            SLIP.with(&[Set("UPSIKYU", 3, 12, "小計")]),
        ],
        accepted [
            SLIP.with(&[Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED), Set("UPSIKYU", 6, 12, "小計")]),
        ];
    TAIS_SHAPE = "table7-tais-shape" (Warning, Info) ["UPSIKYU"]
        in "editions 4.0 and later"
        section "第7表 No.10 TAISコード、No.11 福祉用具届出コード",
        ja "TAISコードまたは福祉用具届出コードの形式が正しくありません", en "a product code is not of the form 00001-000010",
        says ja "「{item}」の形式が正しくありません：{reason}", en "{item} is not of the form 00001-000010: {reason}",
        why ja "コードは00001-000010のように、5桁、半角の「-」、6桁です。形式が違うと用具の照合ができません。",
            en "The code is five characters, a half-width hyphen and six characters. Receivers cannot match another form.",
        mend ja "公益財団法人テクノエイド協会または届出のコードのとおり、半角で記入してください。",
             en "Write the code as it was assigned, in half-width characters.",
        rejected [
            SLIP.with(&[Set("UPSIKYU", 4, 10, "99999－000011")]),
            SLIP.with(&[
                Append("UPPLAN", RAIL), Remove("UPSIKYU", 5), Append("UPSIKYU", SECOND_BED),
                Set("UPSIKYU", 5, 10, ""), Set("UPSIKYU", 5, 11, "99998ー000001"),
            ]),
        ],
        accepted [
            SLIP.with(&[Set("UPPLAN", 3, 16, "0000A-00001B"), Set("UPSIKYU", 4, 10, "0000A-00001B")]),
        ];
}

columns! { Table7:
    INSURED: InsuredNumber = "insured";
    PROVIDER: OfficeNumber = "provider";
    SERVICE_CODE: ServiceCode = "service_code";
    TAIS_CODE: TaisCode = "tais_code";
    NOTIFIED_CODE: NotifiedCode = "notified_code";
    EQUIPMENT_NAME: Text<'static> = "equipment_name";
    UNITS: i32 = "units";
    DISCOUNTED_RATE: i32 = "discounted_rate";
    DISCOUNTED_UNITS: i32 = "discounted_units";
    QUANTITY: i32 = "quantity";
    SERVICE_UNITS: i32 = "service_units";
    MANAGED_UNITS: i32 = "managed_units";
    TYPE_EXCESS: i32 = "type_limit_excess_units";
    TYPE_WITHIN: i32 = "type_limit_units";
    EXCESS: i32 = "limit_excess_units";
    WITHIN: i32 = "limit_units";
    UNIT_PRICE: UnitPrice = "unit_price";
    COST: i32 = "total_cost";
    BENEFIT_RATE: i32 = "benefit_rate";
    CLAIM: i32 = "insurance_claim";
    FIXED_COPAY: i32 = "fixed_copay_unit_price";
    COPAY: i32 = "copay";
    FULL_COPAY: i32 = "full_copay";
    OVER_30_DAYS: Applies = "over_30_days";
}

static EQUIPMENT: Equipment = Equipment {
    tais_code: TAIS_CODE,
    notified_code: NOTIFIED_CODE,
    name: EQUIPMENT_NAME,
    code_missing: &EQUIPMENT_CODE_MISSING,
    code_both: &EQUIPMENT_CODE_BOTH,
    name_missing: &EQUIPMENT_NAME_MISSING,
    on_other: &EQUIPMENT_ON_OTHER,
    tais_shape: &TAIS_SHAPE,
};

#[derive(Default)]
struct Table7Check {
    sums: Sums,
}

impl Check for Table7Check {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::TABLE7)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let line = lines::Line::of(row);
        let mut run = |rule, check: fn(lines::Line, &Row<'_>, &mut Findings<'_>) -> Ran| {
            let ran = line.and_then(|line| check(line, row, findings));
            findings.ran(rule, ran);
        };
        run(&PRODUCT, lines::product);
        run(&LIMIT_SPLIT, lines::limit_split);
        run(&MONEY, lines::money);
        run(&SPECIAL_ROWS, lines::special_rows);
        let ran = line.map(|line| lines::managed_units(line, row, findings));
        findings.ran(&MANAGED, ran);
        EQUIPMENT.check(line.map(lines::Line::code), row, findings);
        self.sums.add(row, findings);
    }

    fn end_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        self.sums.finish(file, findings);
    }
}
