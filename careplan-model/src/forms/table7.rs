//! サービス利用票別表 第7表 (UPSIKYU): units, limits and money of the month.

use crate::codes::Applies;
use crate::form;
use crate::service::ServiceCode;
use crate::value::{
    CsvVersion, Date, InsuredNumber, InsurerNumber, NotifiedCode, OfficeNumber, OperatorCode,
    SatelliteNumber, TaisCode, UnitPrice, YearMonth,
};

form! {
    /// サービス利用票別表 第7表 (UPSIKYU), one record for each service and office, and the sums.
    ///
    /// Key: insurer, insured person, 対象年月. It depends on the planned 第6表 of the same key. A file holds
    /// one month. Editions before 4.0 lack No.10–12 and number the later items three lower.
    ///
    /// Special rows, told by the service code (No.9): a service type and `AAAA` is the subtotal of an
    /// office and type within the limit (must be there when the type has several rows), a type and `EEEE`
    /// the subtotal outside the limit and a type and `ZZZZ` that over 30 days of short stay (both may be
    /// left out), `999999` the grand total (must be there), whose office is `9999999999`. On all of them
    /// the units (No.13) are 0 and the discount (No.14, 15) is blank.
    pub struct Table7<T> = "サービス利用票別表 第7表" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "作成年月日" created_on: Date, required (fixed 8) "When this form was made.";
        5 "対象年月" service_month: YearMonth, required (fixed 6) "The month of service, one for the whole file.";
        6 "サービス事業所名" provider_name: Option<T>, optional (free) "Name of the office that delivers the service.";
        7 "サービス事業所コード" provider: OfficeNumber, required (fixed 10) "Number of the office that delivers the service; 9999999999 on the grand total.";
        8 "サテライト枝番" satellite: Option<SatelliteNumber>, optional (max 2) "Tells satellites of one office number and service type apart; blank for an office that is none.";
        9 "サービスコード" service_code: ServiceCode, required (fixed 6) "The service, or what the row sums up: a service type and AAAA (within the limit), EEEE (outside it) or ZZZZ (over 30 days), or 999999 (grand total).";
        10 "TAISコード" tais_code: Option<TaisCode>, optional (max 12) "Product of a rental (service types 17 and 67), such as 00001-000010; this or No.11." { since_v4 };
        11 "福祉用具届出コード" notified_code: Option<NotifiedCode>, optional (max 12) "Product of a rental that has no TAISコード; this or No.10." { since_v4 };
        12 "用具名称（機種名）" equipment_name: Option<T>, optional (free) "Name of the rented product, the concrete model." { since_v4 };
        13 "単位数" units: i32, required (max 6) "Units for one time or day, before discount; 0 on subtotals and the grand total.";
        14 "割引後率" discounted_rate: Option<i32>, optional (max 5) "What is left after the discount, in percent; blank on subtotals and the grand total.";
        15 "割引後単位数" discounted_units: Option<i32>, optional (max 6) "Units for one time or day, after discount; blank on subtotals and the grand total.";
        16 "回数／日数" quantity: i32, required (max 3) "How many times, or days, in the month." { max_in_v3(2) };
        17 "サービス単位金額" service_units: Option<i32>, optional (max 5) "Units of the row: those for one time, multiplied (units, although the name says money).";
        18 "給付管理単位数" managed_units: Option<i32>, optional (max 6) "Units that count against the limit; blank for services outside it, and often left out elsewhere.";
        19 "種類支給限度基準超単位数" type_limit_excess_units: Option<i32>, optional (max 6) "Units beyond the limit of the service type.";
        20 "種類支給限度基準内単位数" type_limit_units: Option<i32>, optional (max 6) "Units within the limit of the service type.";
        21 "区分支給限度基準超単位数" limit_excess_units: Option<i32>, optional (max 6) "Units beyond the limit of the level of care.";
        22 "区分支給限度基準内単位数" limit_units: Option<i32>, optional (max 6) "Units within the limit of the level of care.";
        23 "単位数単価" unit_price: Option<UnitPrice>, optional (max 6) "Yen for one unit, with two decimals.";
        24 "費用総額保険／事業対象分" total_cost: Option<i32>, optional (max 6) "Cost that the insurance or the programme bears a part of, in yen.";
        25 "給付率" benefit_rate: Option<i32>, optional (max 6) "Part of the cost that the insurance pays, in percent, such as 90.";
        26 "保険／事業費請求額" insurance_claim: Option<i32>, optional (max 6) "What is claimed from the insurance or the programme, in yen.";
        27 "定額利用者負担単価金額" fixed_copay_unit_price: Option<i32>, optional (max 6) "What the person pays for one time where that is a fixed amount, in yen.";
        28 "利用者負担保険／事業対象分" copay: Option<i32>, optional (max 6) "The person's part of the covered cost, in yen.";
        29 "利用者負担（全額負担分）" full_copay: Option<i32>, optional (max 6) "What the person pays in full, such as units beyond the limit, in yen.";
        30 "前月までの利用日数" short_stay_prior_day_count: Option<i32>, optional (max 2) "Days of short stay used up to the end of the month before; five digits occur since edition 3.2." { tolerated(5) };
        31 "当月の計画利用日数" short_stay_planned_day_count: Option<i32>, optional (max 2) "Days of short stay planned in this month.";
        32 "累積利用日数" short_stay_cumulative_day_count: Option<i32>, optional (max 5) "Days of short stay up to the end of this month.";
        33 "３０日超区分" over_30_days: Applies, required (fixed 1) "Whether the row lies beyond 30 days of short stay.";
        34 "事業所コード" placeholder_office: Option<OfficeNumber>, optional (fixed 10) "Names no office: always 9999999999." { constant("9999999999") };
        35 "入力者コード" entered_by: Option<OperatorCode>, optional (max 10) "Who entered the row, in a code of the sending software.";
        36 "更新業者コード" updated_by: Option<OfficeNumber>, optional (fixed 10) "Number of the office that wrote the record.";
        37 "識別子" reserved: Option<T>, optional (max 1) "Not used; to be left empty." { unused };
    }
}
