//! Plan against actual (予定と実績の照合). Nothing here checks files: [`reconcile`](crate::reconcile) finds these
//! differences, and this page documents them beside the other rules.

use crate::check::Family;
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::{Append, Remove, Set, SetAll};
use crate::sample::{SLIP_AND_ACTUAL, SLIP_AND_RENTAL};

/// The differences between plan and actual.
pub static FAMILY: Family = Family {
    name: "actual",
    title: Bilingual { ja: "予定と実績", en: "Plan against actual" },
    rules: ALL,
    check: None,
};

rules! {
    CODE = "actual-code" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.15 サービスコード（予定と実績）",
        ja "予定と違うサービスコードで実績になっています", en "done under another service code than planned",
        why ja "同じ訪問・利用が別のサービスコードで実績になっています。単位数が変わると請求が給付管理票と一致せず、返戻になることがあります。",
            en "The same visit has another code. Where the units change, the claim does not fit the plan and may come back (返戻).",
        mend ja "どちらのコードが正しいかを事業所と確認し、予定または実績を直してください。",
             en "Find out which code is right, and correct the plan or the actuals.",
        rejected [SLIP_AND_ACTUAL.with(&[Set("UPJSK", 2, 15, "117311")])],
        accepted [SLIP_AND_ACTUAL.with(&[])];
    COUNT = "actual-count" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.14 サービス回数、No.11 日割対象日（予定と実績）",
        ja "予定と回数または日割の日数が違います", en "another count, or other days billed by the day, than planned",
        why ja "請求の単位数が給付管理票と一致しなくなります。", en "The units of the claim do not fit those of the plan.",
        mend ja "回数を事業所と確認し、予定または実績を直してください。", en "Find out the right count, and correct the plan or the actuals.",
        rejected [SLIP_AND_ACTUAL.with(&[Set("UPJSK", 1, 14, "2")])],
        accepted [SLIP_AND_ACTUAL.with(&[Set("UPPLAN", 1, 14, "2"), Set("UPJSK", 1, 14, "2")])];
    EQUIPMENT = "actual-equipment" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.16～18 福祉用具（予定と実績）",
        ja "予定と違う福祉用具が貸与されています", en "another product was rented than planned",
        why ja "商品ごとのコードが予定と実績で違うか、一方が種目ごと、他方が商品ごとの明細です。価格の上限や給付管理に影響します。",
            en "The products differ, or one side has a line for each category and the other for each product.",
        mend ja "どの商品が貸与されたかを確認し、予定または実績を直してください。", en "Find out which product it is, and correct the plan or the actuals.",
        rejected [SLIP_AND_RENTAL.with(&[Set("UPJSK", 1, 16, "99999-000012")])],
        accepted [
            SLIP_AND_RENTAL.with(&[Set("UPJSK", 1, 16, "99999－000011")]),
            SLIP_AND_RENTAL.with(&[Set("UPJSK", 1, 10, "20260403")]),
        ];
    NOT_DONE = "actual-not-done" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表（予定と実績）",
        ja "予定されたサービスの実績がありません", en "planned, but not done",
        why ja "予定のまま給付管理票を作ると、請求より単位数が多くなります。", en "A claim with fewer units than the plan says.",
        mend ja "中止であれば予定を実績に合わせて直し、漏れであれば実績を送り直してもらってください。",
             en "If it was cancelled, correct the plan; if it was forgotten, ask for the actuals again.",
        rejected [SLIP_AND_ACTUAL.with(&[Remove("UPJSK", 3)])],
        accepted [SLIP_AND_RENTAL.with(&[])];
    NOT_PLANNED = "actual-not-planned" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表（予定と実績）",
        ja "予定にないサービスの実績があります", en "done, but not planned",
        why ja "請求が給付管理票の単位数を超えると、返戻や査定になります。", en "A claim above the units of the plan comes back or is cut.",
        mend ja "予定に加えるか、実績の誤りであれば直してもらってください。", en "Add it to the plan, or have the actuals corrected.",
        rejected [SLIP_AND_ACTUAL.with(&[Append("UPJSK", "202407,991018,9000000001,20260501,202604,9970100013,\"例示　能子\",387,,20260420,,1400,1500,1,111211,,,,,9970100021,\"例示ヘルパーステーション\",,0,9970100021,\n")])],
        accepted [SLIP_AND_ACTUAL.with(&[])];
    TIME = "actual-time" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.10 サービス利用日、No.12・13 開始・終了時刻（予定と実績）",
        ja "予定と日または時刻が違います", en "on another day or at another time than planned",
        why ja "所要時間や時間帯の区分が変わると、サービスコードと単位数も変わります。", en "Another duration, or a time at night, can mean another code and other units.",
        mend ja "変更として記録するか、誤りであれば直してもらってください。", en "Note the change, or have the mistake corrected.",
        rejected [
            SLIP_AND_ACTUAL.with(&[Set("UPJSK", 1, 12, "0910"), Set("UPJSK", 1, 13, "1010")]),
            SLIP_AND_ACTUAL.with(&[Set("UPJSK", 3, 10, "20260409")]),
        ],
        accepted [SLIP_AND_ACTUAL.with(&[Set("UPJSK", 1, 12, "9999"), Set("UPJSK", 1, 13, "9999")])];
    UNITS = "actual-units" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.8 単位数（予定と実績）",
        ja "予定と単位数が違います", en "other units than planned",
        why ja "同じサービスコードで単位数が違います。どちらかの単位数表・割引・価格が誤っています。",
            en "One code has two units: a table, a discount or a price is wrong on one side.",
        mend ja "単位数を事業所と確認してください。", en "Find out the right units.",
        rejected [SLIP_AND_ACTUAL.with(&[Set("UPJSK", 1, 8, "400")])],
        accepted [SLIP_AND_ACTUAL.with(&[])];
    UNKNOWN_OFFICE = "actual-unknown-office" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.20 サービス事業者コード（予定と実績）",
        ja "予定にない事業所の実績です", en "actuals of an office that the person's plan does not have",
        why ja "予定に加えないと、給付管理票にない事業所の請求として返戻になります。", en "A claim of an office that is not in the plan comes back.",
        mend ja "事業所番号を確認し、予定に加えるか実績を直してもらってください。", en "Look the number up; add the office to the plan, or have the actuals corrected.",
        rejected [SLIP_AND_ACTUAL.with(&[SetAll("UPJSK", 20, "9970100039")])],
        accepted [SLIP_AND_ACTUAL.with(&[SetAll("UPJSK", 22, "1")])];
    UNKNOWN_PERSON = "actual-unknown-person" (Info, Info) ["UPPLAN", "UPJSK"]
        section "第6表 No.3 被保険者番号（予定と実績）",
        ja "予定のない利用者の実績です", en "actuals of a person without a plan",
        why ja "被保険者番号の誤りか、給付管理票のない請求（返戻）になります。住所地特例で保険者番号だけが違う場合は同じ人とみなします。",
            en "The insured number is wrong, or the claim has no plan behind it. A person whose insurer alone differs (住所地特例) is the same.",
        mend ja "被保険者番号を確認してください。", en "Look the insured number up.",
        rejected [SLIP_AND_ACTUAL.with(&[Append("UPJSK", "202407,991018,9000000002,20260501,202604,9970100013,\"例示　能子\",387,,20260401,,1400,1500,1,111211,,,,,9970100021,\"例示ヘルパーステーション\",,0,9970100021,\n")])],
        accepted [SLIP_AND_ACTUAL.with(&[SetAll("UPJSK", 2, "991026")])];
}
