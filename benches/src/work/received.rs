//! Units of sending in memory: those that the works are measured with, and how they become forms.

use crate::check::Unit;
use crate::ways::Failure;
use careplan_csv::file_from_slice;
use careplan_model::{FormFile, Transmission};
use careplan_rules::sample::{Edit, PLAN, SLIP};

/// What a care manager writes at some length; the samples of the rules are shorter than real plans.
const WISHES: Edit = Edit::Set(
    "UP1KYO",
    1,
    22,
    "本人：住み慣れた家で、できることは自分でしながら暮らしたい。夜もトイレには一人で行きたい。\r\n\
     長女：転ばないか心配している。日中は仕事で手伝えないが、朝と夜は一緒に過ごしたい。\r\n\
     【課題分析】膝の痛みで立ち上がりが難しく、夜の移動に転倒のおそれがある。\
     手すりと特殊寝台で、自分で動ける環境を整える必要がある。",
);
const POLICY: Edit = Edit::Set(
    "UP1KYO",
    1,
    24,
    "転倒を防ぎ、自分で動ける時間を増やします。福祉用具で家の中を安全に移動できるようにし、\
     訪問介護で入浴を支えます。ご家族の負担が重くならないよう、月に一度様子を伺います。",
);

/// 第6表 of so many persons, and what the office sent a week later: units and a time are others.
pub fn slips(persons: u32) -> [Unit; 2] {
    const LATER: &[Edit] = &[
        Edit::Name("UPPLAN", "UPPLAN_202604_9970100013_43_9970100062_17_20260401110000.CSV"),
        Edit::Set("UPPLAN", 1, 8, "396"),
        Edit::Set("UPPLAN", 4, 12, "1300"),
        Edit::Set("UPPLAN", 4, 13, "1400"),
    ];
    let only = |edits| Unit::of(&SLIP.with(edits), persons).only(&["UPPLAN"]);
    [only(&[]), only(LATER)]
}

/// 第1表 and 第2表 of so many persons, and what the office sent later under the same date of the plan. 第2表 alone
/// would be no plan to a ledger: it would note of every person that what leads is missing.
pub fn plans(persons: u32) -> [Unit; 2] {
    const FIRST: &[Edit] = &[WISHES, POLICY];
    const LATER: &[Edit] = &[
        WISHES,
        POLICY,
        Edit::Name("UP1KYO", "UP1KYO_9970100013_43_9970100062_17_20260401100000.CSV"),
        Edit::Name("UP2KYO", "UP2KYO_9970100013_43_9970100062_17_20260401100000.CSV"),
        Edit::Set("UP1KYO", 1, 18, "20250322"),
        Edit::Set("UP2KYO", 1, 14, "特殊寝台と特殊寝台付属品の貸与"),
        Edit::Set("UP2KYO", 2, 19, "週に５日"),
    ];
    let only = |edits| Unit::of(&PLAN.with(edits), persons).only(&["UP1KYO", "UP2KYO"]);
    [only(FIRST), only(LATER)]
}

/// 第1表, 第2表 and 利用者補足情報 of so many persons. Two needs have equipment of the office; in the second its line does
/// not repeat the texts of the need, as most software writes it.
pub fn care_plans(persons: u32) -> Unit {
    const EDITS: &[Edit] = &[
        WISHES,
        POLICY,
        Edit::Append(
            "UP2KYO",
            "202407,991018,9000000001,20260320,20260320,2,,1,,,,,2,\"手すりの貸与\",Y,\"福祉用具貸与\",9970100062,\
             \"見本福祉用具レンタル\",\"毎日\",\"令和８年４月～令和８年９月\",9970100013,",
        ),
    ];
    Unit::of(&PLAN.with(EDITS), persons).only(&["UP1KYO", "UP2KYO", "UPHOSOKU"])
}

/// The files as forms, as `careplan_csv::read_unit` reads those of a folder.
///
/// # Errors
///
/// A name that is none, a file that cannot be read.
pub fn unit(files: &Unit) -> Result<Transmission<FormFile>, Failure> {
    let file = |(name, bytes): &(String, Vec<u8>)| -> Result<FormFile, Failure> {
        Ok(file_from_slice(name.parse()?, bytes)?)
    };
    let files = files.files.iter().map(file).collect::<Result<Vec<_>, _>>()?;
    Transmission::group(files).into_iter().next().ok_or_else(|| "a unit without files".into())
}
