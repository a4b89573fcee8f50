//! 第6表 (予定 and 実績): days and times, equipment, what tells lines apart.

mod discriminator;
mod duplicate;
mod line;
mod short_stay;
mod spot;

use self::discriminator::Discriminators;
use self::duplicate::Duplicates;
use self::line::Line;
use self::short_stay::ShortStay;
use self::spot::Spot;
use super::equipment::Equipment;
use crate::check::{Check, Family, FileContext};
use crate::columns;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::{Append, Raw, Repeat, Set};
use crate::sample::{ACTUAL, RENTAL_ACTUAL, SLIP, SLIP_V3};
use careplan_csv::Text;
use careplan_model::{
    Applies, Date, DayFlags, NotifiedCode, OfficeNumber, SatelliteNumber, ServiceCode, ServiceTime, Table6,
    TaisCode, YearMonth, kind,
};

/// The rules of 第6表.
pub static FAMILY: Family = Family {
    name: "table6",
    title: Bilingual { ja: "サービス利用票 第6表", en: "Service slip, table 6" },
    rules: ALL,
    check: Some(|| Box::new(Table6Check::default())),
};

rules! {
    DAY_OUTSIDE_MONTH = "table6-day-outside-month" (Error, Warning) ["UPPLAN", "UPJSK"]
        section "第6表 No.5 対象年月、No.10 サービス利用日",
        ja "サービス利用日が対象年月の日ではありません", en "a day of service is not in the month of service",
        says ja "サービス利用日{day}が対象年月{month}の日ではありません", en "the day of service {day} is not in the month {month}",
        why ja "一つのファイルは一つの対象年月だけを持ちます。ほかの月の日は、受信側で取り込まれないか、別の月の実績になります。",
            en "A file holds a single month. Receivers drop a day of another month, or book it there.",
        mend ja "サービス利用日または対象年月を直してください。別の月の分は、その月のファイルに分けてください。",
             en "Correct the day or the month. What belongs to another month goes into a file of its own.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 2, 10, "20260501")]),
            SLIP_V3.with(&[Set("UPPLAN", 2, 10, "20240331")]),
        ],
        accepted [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 10, "20260430")]),
        ];
    TIME_PAIR = "table6-time-pair" (Warning, Warning) ["UPPLAN", "UPJSK"]
        section "第6表 No.12 サービス開始時刻、No.13 サービス終了時刻",
        ja "サービス開始時刻と終了時刻の組み合わせが正しくありません", en "start and end of a service do not go together",
        says ja "サービス開始時刻と終了時刻が合いません：{reason}", en "start and end of the service do not go together: {reason}",
        why ja "時間を定めないサービスは開始・終了とも9999、時間を定めるサービスは両方とも時刻です。終了が開始より前になるのは日をまたぐときだけです。",
            en "A service without a time has 9999 in both items, a service with a time has two times. It ends before it begins only if it passes midnight.",
        mend ja "開始時刻と終了時刻を確認し、両方とも時刻にするか、両方とも9999にしてください。",
             en "Check both: two times, or 9999 twice.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 2, 13, "9999")]),
            ACTUAL.with(&[Set("UPJSK", 2, 12, "9999")]),
            ACTUAL.with(&[Set("UPJSK", 2, 13, "0930")]),
            SLIP_V3.with(&[Set("UPPLAN", 1, 13, "9999")]),
        ],
        accepted [
            ACTUAL.with(&[Set("UPJSK", 2, 12, "9999"), Set("UPJSK", 2, 13, "9999")]),
            ACTUAL.with(&[Set("UPJSK", 3, 12, "2330"), Set("UPJSK", 3, 13, "2400")]),
            ACTUAL.with(&[Set("UPJSK", 3, 12, "0900"), Set("UPJSK", 3, 13, "0900")]),
        ];
    DAY_FLAGS = "table6-day-flags" (Error, Warning) ["UPPLAN", "UPJSK"]
        section "第6表 No.11 日割対象日",
        ja "日割対象日が対象年月の日を表す31桁の「0」「1」ではありません",
        en "the days that are billed by the day are not 31 characters of 0 and 1 for the days of the month",
        says ja "日割対象日が正しくありません：{reason}", en "the days that are billed by the day: {reason}",
        why ja "1日から31日まで1桁ずつ、対象の日を1、それ以外を0で表します。日数がずれると請求単位数が変わります。",
            en "Each day from the 1st to the 31st has one character, 1 if it is billed. A shifted day changes what is claimed.",
        mend ja "31桁の「0」「1」で書き、対象年月にない日は0にしてください。日割でないサービスでは空にしてください。",
             en "Write 31 characters of 0 and 1, 0 for days that the month does not have; leave it empty where billing is not by the day.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 1, 11, "0000000000000000000000000000001")]),
            ACTUAL.with(&[Set("UPJSK", 1, 11, "1111100000")]),
            ACTUAL.with(&[Set("UPJSK", 1, 11, "2111100000000000000000000000000")]),
            SLIP_V3.with(&[Set("UPPLAN", 1, 11, "0000000000000000000000000000011")]),
        ],
        accepted [
            ACTUAL.with(&[Set("UPJSK", 1, 11, "1000000000000000000000000000010")]),
            ACTUAL.with(&[Set("UPJSK", 1, 11, "0000000000000000000000000000000")]),
        ];
    EQUIPMENT_CODE_MISSING = "table6-equipment-code-missing" (Error, Warning, emergency Info) ["UPPLAN", "UPJSK"]
        in "editions 4.0 and later"
        section "第6表 No.16 TAISコード、No.17 福祉用具届出コード",
        ja "福祉用具貸与の行にTAISコードも福祉用具届出コードもありません", en "a rental names its product by neither code",
        says ja "福祉用具貸与の行（サービスコード{code}）にTAISコードも福祉用具届出コードもありません",
             en "the rental (service code {code}) has neither a TAISコード nor a 福祉用具届出コード",
        why ja "福祉用具貸与は用具ごとに、TAISコードか福祉用具届出コードのどちらかで示します。急な入退院など緊急のときだけ、省いて後から送れます。",
            en "Each rental names its product by one of the two. Only in an emergency (a sudden admission or discharge) may it be left out and sent later.",
        mend ja "用具のTAISコードを、ない用具では福祉用具届出コードを記入してください。",
             en "Fill in the TAISコード, or the 福祉用具届出コード of a product that has none.",
        rejected [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 15, "171013")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 15, "671001")]),
        ],
        accepted [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 17, "99998-000001")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 15, "178001"), Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 18, "")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 15, "17D201"), Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 18, "")]),
            SLIP_V3.with(&[]),
        ];
    EQUIPMENT_CODE_BOTH = "table6-equipment-code-both" (Warning, Info, emergency Info) ["UPPLAN", "UPJSK"]
        in "editions 4.0 and later"
        section "第6表 No.16 TAISコード、No.17 福祉用具届出コード",
        ja "TAISコードと福祉用具届出コードの両方があります", en "a rental has both product codes",
        why ja "福祉用具届出コードはTAISコードのない用具にだけ記入します。両方あると、どちらで照合するかが受信側によって違います。",
            en "The 福祉用具届出コード is for products without a TAISコード. With both, receivers differ in which one they take.",
        mend ja "TAISコードのある用具では福祉用具届出コードを空にしてください。",
             en "Leave the 福祉用具届出コード empty if the product has a TAISコード.",
        rejected [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 17, "99998-000001")]),
        ],
        accepted [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 17, "99998-000001")]),
        ];
    EQUIPMENT_NAME_MISSING = "table6-equipment-name-missing" (Warning, Info, emergency Info) ["UPPLAN", "UPJSK"]
        in "editions 4.0 and later"
        section "第6表 No.18 用具名称（機種名）",
        ja "福祉用具貸与の行に用具名称（機種名）がありません", en "a rental does not name its model",
        says ja "福祉用具貸与の行（サービスコード{code}）に用具名称（機種名）がありません",
             en "the rental (service code {code}) does not name its model",
        why ja "利用票に印刷され、利用者や事業所が用具を見分ける名称です。", en "It is printed on the slip, and tells people which product is meant.",
        mend ja "用具の名称（機種名）を記入してください。", en "Fill in the name of the model.",
        rejected [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 18, "")]),
            RENTAL_ACTUAL.with(&[Raw("UPJSK", 1, 18, "\"\"")]),
        ],
        accepted [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 15, "178001"), Set("UPJSK", 1, 18, "")]),
            SLIP_V3.with(&[]),
        ];
    EQUIPMENT_ON_OTHER = "table6-equipment-on-other" (Warning, Info) ["UPPLAN", "UPJSK"]
        in "editions 4.0 and later"
        section "第6表 No.16 TAISコード、No.17 福祉用具届出コード、No.18 用具名称（機種名）",
        ja "福祉用具貸与以外のサービスに用具の項目が記入されています", en "items about equipment on a service that is no rental",
        says ja "福祉用具貸与ではないサービス（サービスコード{code}）に「{item}」が記入されています",
             en "{item} is filled in on service code {code}, which is no rental",
        why ja "用具の項目はサービス種類17と67のためのものです。サービスコードの誤りか、行のずれが考えられます。",
            en "These items are for service types 17 and 67. The service code may be wrong, or the line mixed up.",
        mend ja "サービスコードを確認し、福祉用具貸与でなければ用具の項目を空にしてください。",
             en "Check the service code; leave the items empty if it is no rental.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 1, 16, "99999-000011")]),
            ACTUAL.with(&[Set("UPJSK", 1, 17, "99998-000001")]),
            ACTUAL.with(&[Set("UPJSK", 1, 18, "見本ベッド")]),
        ],
        accepted [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 15, "178001")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 15, "671003")]),
        ];
    TAIS_SHAPE = "table6-tais-shape" (Warning, Info) ["UPPLAN", "UPJSK"]
        in "editions 4.0 and later"
        section "第6表 No.16 TAISコード、No.17 福祉用具届出コード",
        ja "TAISコードまたは福祉用具届出コードの形式が正しくありません", en "a product code is not of the form 00001-000010",
        says ja "「{item}」の形式が正しくありません：{reason}", en "{item} is not of the form 00001-000010: {reason}",
        why ja "コードは00001-000010のように、5桁、半角の「-」、6桁です。形式が違うと用具の照合ができません。",
            en "The code is five characters, a half-width hyphen and six characters. Receivers cannot match another form.",
        mend ja "公益財団法人テクノエイド協会または届出のコードのとおり、半角で記入してください。",
             en "Write the code as it was assigned, in half-width characters.",
        rejected [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "99999000011")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "99999－000011")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "9999-0000011")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 17, "99998-00001")]),
        ],
        accepted [
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "0000A-00001B")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 17, "00001-000010")]),
        ];
    DISCRIMINATOR = "table6-discriminator" (Warning, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.19 明細判別コード",
        ja "明細判別コードの付け方が正しくありません", en "明細判別コード is missing, used twice, or not needed",
        says ja "明細判別コードについて：{reason}", en "明細判別コード: {reason}",
        why ja "サービス種類17で、サービスコードと単位数が同じで用具の違う行は、明細判別コード1、2、3…で見分けます。用具のコードが違っていても付けます。それ以外の行では空です。",
            en "Rentals of service type 17 that share service code and units but mean different products are told apart by 1, 2, 3 …, also when their product codes differ. Elsewhere the item is empty.",
        mend ja "同じサービスコード・単位数の用具に1から順に番号を付け、ほかの行では空にしてください。",
             en "Number the products that share service code and units from 1; leave the item empty on other lines.",
        rejected [
            RENTAL_ACTUAL.with(&[Append("UPJSK", SECOND_BED)]),
            RENTAL_ACTUAL.with(&[Append("UPJSK", SECOND_BED), Set("UPJSK", 1, 19, "1"), Set("UPJSK", 2, 19, "1")]),
            RENTAL_ACTUAL.with(&[Append("UPJSK", SECOND_BED), Set("UPJSK", 2, 19, "1")]),
            RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 19, "1")]),
            ACTUAL.with(&[Set("UPJSK", 1, 19, "1")]),
            SLIP_V3.with(&[Set("UPPLAN", 2, 16, "1")]),
        ],
        accepted [
            RENTAL_ACTUAL.with(&[Append("UPJSK", SECOND_BED), Set("UPJSK", 1, 19, "1"), Set("UPJSK", 2, 19, "2")]),
            RENTAL_ACTUAL.with(&[Append("UPJSK", SECOND_BED), Set("UPJSK", 2, 8, "1100")]),
            RENTAL_ACTUAL.with(&[Repeat("UPJSK", 1), Set("UPJSK", 2, 10, "20260416")]),
            RENTAL_ACTUAL.with(&[Repeat("UPJSK", 1), Set("UPJSK", 1, 19, "1"), Set("UPJSK", 2, 19, "2")]),
        ];
    OUT_OF_SCOPE = "table6-out-of-scope" (Error, Warning) ["UPPLAN", "UPJSK"]
        section "第6表 No.15 サービスコード、サービス種類コード一覧（連携対象）",
        ja "連携の対象でないサービス種類です", en "a service type that is not exchanged",
        says ja "サービス種類コード{type}：{reason}", en "service type {type}: {reason}",
        why ja "第6表には連携の対象となるサービスだけを出力します。対象外の行は受信側で取り込めません。",
            en "Only services that are exchanged stand in 第6表. Receivers cannot import other lines.",
        mend ja "サービスコードを確認してください。連携の対象でないサービスの行は出力しないでください。",
             en "Check the service code. Leave lines of other services out of the file.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 3, 15, "331111")]),
            ACTUAL.with(&[Set("UPJSK", 3, 15, "431111")]),
            ACTUAL.with(&[Set("UPJSK", 3, 15, "991111")]),
            SLIP_V3.with(&[Set("UPPLAN", 1, 15, "811111")]),
        ],
        accepted [
            ACTUAL.with(&[Set("UPJSK", 3, 15, "2A1111")]),
            ACTUAL.with(&[Set("UPJSK", 3, 15, "A21111")]),
            ACTUAL.with(&[Set("UPJSK", 3, 15, "381111")]),
        ];
    UPDATED_BY = "table6-updated-by" (Warning, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.24 更新業者コード、No.6 プラン担当業者コード、No.20 サービス事業者コード",
        ja "更新業者コードが、予定では居宅介護支援事業所、実績ではサービス事業所の番号ではありません",
        en "更新業者コード is not the care-management office of a plan, or not the provider of actuals",
        says ja "更新業者コード{found}が「{item}」{expected}と違います", en "更新業者コード is {found}, but {item} is {expected}",
        why ja "更新業者コードはその記録を作った事業所の番号です。予定は居宅介護支援事業所、実績はサービス事業所が作ります。",
            en "It is the number of the office that wrote the record: the care-management office writes plans, the provider actuals.",
        mend ja "更新業者コードを、記録を作った事業所の番号にしてください。", en "Set it to the number of the office that wrote the record.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 2, 24, "9970100013")]),
            SLIP.with(&[Set("UPPLAN", 3, 24, "9970100062")]),
            SLIP_V3.with(&[Set("UPPLAN", 2, 21, "9970100062")]),
        ],
        accepted [
            ACTUAL.with(&[Set("UPJSK", 2, 24, "")]),
        ];
    DUPLICATE_LINE = "table6-duplicate-line" (Warning, Warning) ["UPPLAN", "UPJSK"]
        section "第6表（サービスと日ごとに1レコード、No.14 サービス回数）",
        ja "同じ行が2回あります", en "the same line stands twice",
        says ja "同じ行が2回あります（サービスコード{code}、利用日{day}）", en "the same line stands twice (service code {code}, {day})",
        why ja "同じ日に同じサービスを2回行ったときは、時刻が違うか、サービス回数で表します。同じ行が2回あると、二重に請求されるおそれがあります。",
            en "Two services of one day differ in their times, or are one line with サービス回数 2. A line that stands twice may be claimed twice.",
        mend ja "重複した行を削除してください。回数が2なら1行にしてサービス回数を2に、福祉用具が2つなら明細判別コードで分けてください。",
             en "Remove the second line. If it was done twice, write one line with サービス回数 2; tell two rentals apart by 明細判別コード.",
        rejected [
            ACTUAL.with(&[Repeat("UPJSK", 1)]),
            RENTAL_ACTUAL.with(&[Repeat("UPJSK", 1)]),
            ACTUAL.with(&[Repeat("UPJSK", 1), Set("UPJSK", 4, 4, "20260502"), Set("UPJSK", 4, 21, "例示ヘルパー")]),
            SLIP_V3.with(&[
                Repeat("UPPLAN", 1), Set("UPSIKYU", 1, 13, "2"),
                // The amounts that the second visit would change.
                Set("UPSIKYU", 1, 14, ""), Set("UPSIKYU", 1, 15, ""), Set("UPSIKYU", 1, 19, ""), Set("UPSIKYU", 1, 21, ""), Set("UPSIKYU", 1, 23, ""), Set("UPSIKYU", 1, 25, ""), Set("UPSIKYU", 3, 14, ""), Set("UPSIKYU", 3, 15, ""), Set("UPSIKYU", 3, 19, ""), Set("UPSIKYU", 3, 21, ""), Set("UPSIKYU", 3, 23, ""), Set("UPSIKYU", 3, 25, ""),
            ]),
        ],
        accepted [
            ACTUAL.with(&[Repeat("UPJSK", 1), Set("UPJSK", 4, 12, "1400"), Set("UPJSK", 4, 13, "1500")]),
            ACTUAL.with(&[Repeat("UPJSK", 1), Set("UPJSK", 4, 22, "1")]),
            ACTUAL.with(&[Set("UPJSK", 1, 14, "2")]),
        ];
    SHORT_STAY = "table6-short-stay" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.9 前月までの短期入所利用日数、No.23 ３０日超区分",
        ja "短期入所の項目が、短期入所のサービスのないところに記入されています", en "an item about short stay where there is no short stay",
        says ja "「{item}」が記入されていますが、{reason}", en "{item} is filled in, but {reason}",
        why ja "３０日超区分と前月までの短期入所利用日数は、短期入所の連続利用や利用日数を数えるための項目です。",
            en "Both items count the days of short stay.",
        mend ja "サービスコードと短期入所の項目を確認してください。", en "Check the service code and the items about short stay.",
        rejected [
            ACTUAL.with(&[Set("UPJSK", 2, 23, "1")]),
            SLIP.with(&[Set("UPPLAN", 2, 9, "12"), Set("UPPLAN", 3, 9, "12")]),
            SLIP_V3.with(&[Set("UPPLAN", 1, 20, "1")]),
        ],
        accepted [
            ACTUAL.with(&[Set("UPJSK", 3, 15, "211111"), Set("UPJSK", 3, 23, "1")]),
            ACTUAL.with(&[Set("UPJSK", 1, 9, "12")]),
            SLIP.with(&[Set("UPPLAN", 1, 9, "0")]),
        ];
}

/// A second rental with the service code and the units of the first.
const SECOND_BED: &str = "202407,991018,9000000001,20260501,202604,9970100013,\"例示　能子\",1000,,20260401,,9999,9999,1,171003,\
99999-000012,,\"例示ベッド\",,9970100062,\"見本福祉用具レンタル\",,0,9970100062,\n";

columns! { Table6:
    MONTH: YearMonth = "service_month";
    CARE_OFFICE: OfficeNumber = "care_office";
    UNITS: i32 = "units";
    PRIOR_DAYS: i32 = "short_stay_prior_day_count";
    DAY: Date = "service_date";
    PRORATED_DAYS: DayFlags = "prorated_days";
    START: ServiceTime = "service_start_time";
    END: ServiceTime = "service_end_time";
    COUNT: i32 = "service_count";
    SERVICE_CODE: ServiceCode = "service_code";
    TAIS_CODE: TaisCode = "tais_code";
    NOTIFIED_CODE: NotifiedCode = "notified_code";
    EQUIPMENT_NAME: Text<'static> = "equipment_name";
    NUMBER: i32 = "discriminator";
    PROVIDER: OfficeNumber = "provider";
    SATELLITE: SatelliteNumber = "satellite";
    OVER_30_DAYS: Applies = "over_30_days";
    UPDATED_BY_OFFICE: OfficeNumber = "updated_by";
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
struct Table6Check {
    discriminators: Discriminators,
    duplicates: Duplicates,
    short_stay: ShortStay,
}

impl Check for Table6Check {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::PLAN) || file.is(&kind::ACTUAL)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let line = &Line::of(row);
        let mut run = |rule, check: fn(&Line, &Row<'_>, &mut Findings<'_>) -> Ran| {
            let ran = check(line, row, findings);
            findings.ran(rule, ran);
        };
        run(&DAY_OUTSIDE_MONTH, line::day);
        run(&TIME_PAIR, line::times);
        run(&DAY_FLAGS, line::day_flags);
        run(&OUT_OF_SCOPE, line::scope);
        run(&UPDATED_BY, line::updated_by);
        EQUIPMENT.check(line.code, row, findings);
        let ran = self.discriminators.record(line, row, findings);
        findings.ran(&DISCRIMINATOR, ran);
        let ran = self.duplicates.record(line, row, findings);
        findings.ran(&DUPLICATE_LINE, ran);
        let ran = self.short_stay.record(line, row, findings);
        findings.ran(&SHORT_STAY, ran);
    }

    fn end_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        self.discriminators.end_file(file, findings);
        self.short_stay.end_file(file, findings);
        *self = Self::default();
    }
}
