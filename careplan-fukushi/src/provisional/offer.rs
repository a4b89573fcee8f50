//! Candidates of a plan (UPFYOGU_OFFER): what was offered, and at which price (選定提案).

use crate::category::Category;
use crate::codes::YesNo;
use crate::need_numbers::NeedNumbers;
use careplan_model::{
    CsvVersion, Date, InsuredNumber, InsurerNumber, NotifiedCode, OfficeNumber, ServiceTypeCode, TaisCode,
    YearMonth, form,
};

form! {
    /// 福祉用具サービス計画書 選定提案 (UPFYOGU_OFFER), one record for each candidate; the file may be missing.
    /// **Provisional.**
    ///
    /// Key: that of the plan, and No.7.
    pub struct EquipmentOffer<T> = "福祉用具サービス計画書 選定提案", since_v4 {
        1 "CSVバージョン" csv_version: CsvVersion, required (fixed 6) "Version value of the standard that the habits of this file follow.";
        2 "保険者番号" insurer: InsurerNumber, required (fixed 6) "Number of the insurer.";
        3 "被保険者番号" insured: InsuredNumber, required (fixed 10) "Number of the insured person." { personal };
        4 "福祉用具サービス計画作成（変更）日" plan_date: Date, required (fixed 8) "Date of the plan; the same as in its header.";
        5 "サービス事業者コード" provider: OfficeNumber, required (fixed 10) "Number of the office that provides the equipment.";
        6 "サービス種類コード" service_type: ServiceTypeCode, required (fixed 2) "17 福祉用具貸与 or 67 介護予防福祉用具貸与.";
        7 "提案ＮＯ" offer_no: i32, required (max 2) "Number of the candidate within the plan, 1 to 99.";
        8 "種目コード" category: Option<Category>, optional (fixed 2) "種目 of the candidate, 01 to 13.";
        9 "対応する利用目標ＮＯ" need_nos: Option<NeedNumbers>, optional (max 287) "The needs that the candidate answers: their numbers in ascending order with ; between, such as 1;3.";
        10 "TAISコード" tais_code: Option<TaisCode>, optional (max 12) "Product, such as 00001-000010; this or No.11.";
        11 "福祉用具届出コード" notified_code: Option<NotifiedCode>, optional (max 12) "Product that has no TAISコード; this or No.10.";
        12 "用具名称（機種名）" equipment_name: Option<T>, optional (free) "Name of the product, the concrete model.";
        13 "型番" model_number: Option<T>, optional (free) "Model number of the maker.";
        14 "価格" price: Option<i32>, optional (max 8) "Price of the office in yen, of a month when rented.";
        15 "全国平均貸与価格" average_price: Option<i32>, optional (max 8) "National average price in yen; for products that have one.";
        16 "貸与価格の上限" price_limit: Option<i32>, optional (max 8) "Upper limit of the price in yen.";
        17 "貸与価格の上限の適用年月" price_limit_month: Option<YearMonth>, optional (fixed 6) "The month for which No.15 and 16 were published.";
        18 "提案する理由" proposal_reason: Option<T>, optional (free) "Why the candidate is offered; or why there is no other, or why it was not taken." { personal };
        19 "説明方法 カタログ" explained_with_catalogue: Option<YesNo>, optional (fixed 1) "Whether it was explained with a catalogue.";
        20 "説明方法 ウェブページ" explained_with_web_page: Option<YesNo>, optional (fixed 1) "Whether it was explained with a page of the web.";
        21 "説明方法 TAISページ" explained_with_tais_page: Option<YesNo>, optional (fixed 1) "Whether it was explained with its page in TAIS.";
        22 "説明方法 実物" explained_with_product: Option<YesNo>, optional (fixed 1) "Whether it was explained with the real product.";
        23 "採否" taken: Option<YesNo>, optional (fixed 1) "Whether the candidate was taken.";
        24 "明細ＮＯ" line_no: Option<i32>, optional (max 2) "The line that the taken candidate became.";
        25 "説明日" explained_on: Option<Date>, optional (fixed 8) "When it was explained.";
        26 "説明者氏名" explained_by: Option<T>, optional (free) "Who explained it." { personal };
    }
}
