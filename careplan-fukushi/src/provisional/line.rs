//! Lines of a plan (UPFYOGU_ITEM): the equipment that is rented or sold.

use crate::category::Category;
use crate::codes::{ChoiceScheme, SupplyKind};
use crate::need_numbers::NeedNumbers;
use careplan_model::{
    CsvVersion, Date, InsuredNumber, InsurerNumber, NotifiedCode, OfficeNumber, ServiceCode, ServiceTypeCode,
    TaisCode, form,
};

form! {
    /// 福祉用具サービス計画書 明細 (UPFYOGU_ITEM), one record for each piece of equipment. **Provisional.**
    ///
    /// Key: that of the plan, and No.7. Two pieces of one product are two lines. A product is named by No.12 or
    /// 13; in an emergency both may be blank and are sent later, so that a blank code is never refused.
    ///
    /// Of a rental No.9 must be there; No.11 and one of No.12 and 13 are wanted, and rules ask for them.
    pub struct EquipmentPlanLine<T> = "福祉用具サービス計画書 明細", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard that the habits of this file follow.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "福祉用具サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "Date of the plan; the same as in its header.";
        5 "サービス事業者コード" provider: OfficeNumber, required (fixed 10) "Number of the office that provides the equipment.";
        6 "サービス種類コード" service_type: ServiceTypeCode, required (fixed 2) "17 福祉用具貸与 or 67 介護予防福祉用具貸与.";
        7 "明細ＮＯ" line_no: i32, required (max 2) "Number of the line within the plan, 1 to 99.";
        8 "供給区分" supply: SupplyKind, required (fixed 1) "Rented or sold.";
        9 "種目コード" category: Option<Category>, optional (fixed 2) "種目 of the equipment, 01 to 13; must be there when it is rented.";
        10 "種目名" category_name: Option<T>, optional (free) "種目 in words; for what is sold, which has other 種目.";
        11 "サービスコード" service_code: Option<ServiceCode>, optional (fixed 6) "The service on the slip, 171001 to 171013 or 671001 to 671013.";
        12 "TAISコード" tais_code: Option<TaisCode>, optional (max 12) "Product, such as 00001-000010; this or No.13.";
        13 "福祉用具届出コード" notified_code: Option<NotifiedCode>, optional (max 12) "Product that has no TAISコード; this or No.12.";
        14 "用具名称（機種名）" equipment_name: Option<T>, needed (free) "Name of the product, the concrete model.";
        15 "選定理由" selection_reason: Option<T>, needed (free) "Why this model was chosen for the person." { personal };
        16 "型番" model_number: Option<T>, optional (free) "Model number of the maker.";
        17 "単位数" units: Option<i32>, optional (max 6) "Units a month; one unit is 10 yen everywhere.";
        18 "価格" price: Option<i32>, optional (max 8) "Price in yen: of a month when rented (units × 10), else of the sale.";
        19 "明細判別コード" discriminator: Option<i32>, optional (max 2) "1, 2, 3 … on rental lines that share service code and units; as on the slip.";
        20 "対応する利用目標ＮＯ" need_nos: Option<NeedNumbers>, optional (max 287) "The needs that the line answers: their numbers in ascending order with ; between, such as 1;3.";
        21 "貸与・販売の選択制" choice_scheme: Option<ChoiceScheme>, optional (fixed 1) "Whether the person may choose between renting and buying, and what was chosen.";
        22 "選択の根拠" choice_basis: Option<T>, optional (free) "On what the choice rests." { personal };
        23 "利用開始日" starts_on: Option<Date>, optional (fixed 8) "First day of use, or the day of the sale.";
        24 "利用終了日" ends_on: Option<Date>, optional (fixed 8) "Last day of use; blank while it goes on.";
        25 "貸与継続の検討予定日" review_on: Option<Date>, optional (fixed 8) "By when renting is reviewed, at most six months after the start; for what was chosen to be rented.";
    }
}
