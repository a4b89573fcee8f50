//! 利用者基本情報: codes that a text has to explain.

use crate::check::{Check, Family, FileContext};
use crate::column::Column;
use crate::columns;
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::{BASIC, Edit::Set};
use careplan_csv::Text;
use careplan_model::{BasicInfo, ConsultationMethod, UserSituation, Value, kind};

/// The rules of 利用者基本情報.
pub static FAMILY: Family = Family {
    name: "basic",
    title: Bilingual { ja: "利用者基本情報", en: "Basic information on the person" },
    rules: ALL,
    check: Some(|| Box::new(BasicCheck)),
};

rules! {
    DETAIL_MISSING = "basic-detail-missing" (Warning, Info) ["UPKIHON"] in "editions 4.0 and later"
        section "利用者基本情報 No.8 相談方法、No.9 相談方法(その他の内容)、No.12 利用者の現況、No.13 利用者の現況(状況補足)",
        ja "相談方法または利用者の現況のコードを補う文章がありません",
        en "a way of consultation or a situation of the person lacks the text that explains it",
        says ja "「{code}」のコードには「{missing}」が必要ですが、空欄です", en "the code of {code} needs {missing}, which is blank",
        why ja "相談方法が03（その他）のときはその内容を、利用者の現況が02（入院又は入所中）のときはその状況を記入します。",
            en "Method 03 (other) is explained by No.9, and situation 02 (in a hospital or home) by No.13.",
        mend ja "内容を記入するか、コードを確認してください。", en "Fill in the text, or check the code.",
        rejected [
            BASIC.with(&[Set("UPKIHON", 1, 8, "03")]),
            BASIC.with(&[Set("UPKIHON", 1, 12, "02")]),
        ],
        accepted [
            BASIC.with(&[Set("UPKIHON", 1, 8, "03"), Set("UPKIHON", 1, 9, "ビデオ通話")]),
            BASIC.with(&[Set("UPKIHON", 1, 12, "02"), Set("UPKIHON", 1, 13, "見本病院に入院中")]),
            BASIC.with(&[Set("UPKIHON", 1, 8, "02"), Set("UPKIHON", 1, 12, "")]),
            BASIC.with(&[Set("UPKIHON", 1, 9, "娘と一緒に来所"), Set("UPKIHON", 1, 13, "一人暮らし")]),
        ];
}

columns! { BasicInfo:
    METHOD: ConsultationMethod = "consultation_method";
    OTHER_METHOD: Text<'static> = "consultation_method_other";
    SITUATION: UserSituation = "user_situation";
    SITUATION_DETAIL: Text<'static> = "user_situation_detail";
}

struct BasicCheck;

impl Check for BasicCheck {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::BASIC_INFO)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        findings.run(&DETAIL_MISSING, row, |row, findings| {
            let method = explained(row, (METHOD, ConsultationMethod::OtherMethod), OTHER_METHOD, findings);
            method.and(explained(row, (SITUATION, UserSituation::Inpatient), SITUATION_DETAIL, findings))
        });
    }
}

/// A code that needs a text, and the item that holds the text.
fn explained<V: Value + PartialEq>(
    row: &Row<'_>,
    (code, in_need): (Column<V>, V),
    text: Column<Text<'static>>,
    findings: &mut Findings<'_>,
) -> Ran {
    let is_in_need = row.value(code)? == Some(in_need);
    // Nobody knows what was cut off the record.
    if is_in_need && row.field(text).is_some_and(|field| field.is_blank()) {
        let found = Found::new(&DETAIL_MISSING, row.at(text));
        findings.add(found.with("code", code.item().name).with("missing", text.item().name));
    }
    Ok(())
}
