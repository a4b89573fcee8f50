//! サービス利用票 第6表 (UPPLAN as plan, UPJSK as actual): every service by day and time.

use crate::codes::Applies;
use crate::form;
use crate::service::ServiceCode;
use crate::value::{
    CsvVersion, Date, DayFlags, InsuredNumber, InsurerNumber, NotifiedCode, OfficeNumber, SatelliteNumber,
    ServiceTime, TaisCode, YearMonth,
};

form! {
    /// サービス利用票 第6表, 予定 (UPPLAN) or 実績 (UPJSK), one record for each service, day and time.
    ///
    /// Key: insurer, insured person, 対象年月; actuals are held by office and service type too. A 第7表 and
    /// a 利用者補足情報 of the month depend on the plan.
    ///
    /// A file holds one month. A plan holds the services of every provider, not only the receiver's;
    /// actuals hold those of the sender. Editions before 4.0 lack No.16–18 and number the later items
    /// three lower.
    ///
    /// The printed table is ambiguous as to which of No.6, 7 and 8 are 必須. This table marks 6 and 8, but
    /// as the reading is not sure, the fields are `Option`, and a record without them is still a form.
    pub struct Table6<T> = "サービス利用票 第6表" {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer; under 住所地特例 the provider corrects it by hand after the import.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "作成年月日" created_on: Date, required (fixed 8) "When this form was made.";
        5 "対象年月" service_month: YearMonth, required (fixed 6) "The month of service, one for the whole file.";
        // 必須 by our reading, `Option` because two of No.6, 7 and 8 are marked and the print does not say which.
        6 "プラン担当業者コード" care_office: Option<OfficeNumber>, required (fixed 10) "Number of the care-management office that plans for the person.";
        7 "プラン担当者名" planner_name: Option<T>, optional (free) "Name of the care manager who plans for the person." { personal };
        // As No.6.
        8 "単位数" units: Option<i32>, required (max 6) "Units for one time, after discount; negative for deductions. Actuals may hold 0 for additions computed as a rate; 共生型 deductions stand on the first day of the month and are 0 on the others.";
        9 "前月までの短期入所利用日数" short_stay_prior_day_count: Option<i32>, optional (max 5) "Days of short stay used up to the end of the month before.";
        10 "サービス利用日" service_date: Date, required (fixed 8) "The day of the service, for rentals too; with a monthly fee the real day planned or done.";
        11 "日割対象日" prorated_days: Option<DayFlags>, optional (fixed 31) "The days of the month that are billed by the day; blank where billing is not by the day.";
        12 "サービス開始時刻" service_start_time: ServiceTime, required (fixed 4) "When the service begins, as planned or as done; 9999 for services without a time. Additions carry the time of the service that they belong to, percentage additions 9999." { untimed };
        13 "サービス終了時刻" service_end_time: ServiceTime, required (fixed 4) "When the service ends; 2400 is midnight, 9999 stands for services without a time." { end, untimed };
        14 "サービス回数" service_count: i32, required (max 2) "Times on that day, for services that count more than once a day.";
        15 "サービスコード" service_code: ServiceCode, required (fixed 6) "The service, by the official table of the month.";
        16 "TAISコード" tais_code: Option<TaisCode>, optional (max 12) "Product of a rental (service types 17 and 67), such as 00001-000010; this or No.17." { since_v4 };
        17 "福祉用具届出コード" notified_code: Option<NotifiedCode>, optional (max 12) "Product of a rental that has no TAISコード; this or No.16." { since_v4 };
        18 "用具名称（機種名）" equipment_name: Option<T>, optional (free) "Name of the rented product, the concrete model." { since_v4 };
        19 "明細判別コード" discriminator: Option<i32>, optional (max 2) "1, 2, 3 … on rental lines that share service code and units but mean different products; blank elsewhere and outside service type 17.";
        20 "サービス事業者コード" provider: OfficeNumber, required (fixed 10) "Number of the office that is to deliver, or has delivered, the service.";
        21 "サービス事業所名" provider_name: Option<T>, optional (free) "Name of that office.";
        22 "サテライト枝番" satellite: Option<SatelliteNumber>, optional (max 2) "Tells satellites of one office number and service type apart; blank for an office that is none.";
        23 "３０日超区分" over_30_days: Applies, required (fixed 1) "Whether the day lies beyond 30 days of short stay.";
        24 "更新業者コード" updated_by: Option<OfficeNumber>, optional (fixed 10) "Number of the office that wrote the record: the care-management office of a plan, the provider of actuals.";
        25 "識別子" reserved: Option<T>, optional (max 1) "Not used; to be left empty." { unused };
    }
}
