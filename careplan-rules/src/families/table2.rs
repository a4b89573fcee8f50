//! 第2表: the three numbers of its lines, and the texts that belong to them.

use super::key;
use super::numbers::{Lines, Numbered, PlanNumber, Standing, all, numbered};
use crate::check::{Check, Family, FileContext};
use crate::column::Column;
use crate::columns;
use crate::families::hash::{HashMap, HashSet};
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::row::{NotRun, Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::{Repeat, Set};
use crate::sample::{PLAN, PLAN_V3};
use careplan_csv::Text;
use careplan_model::{Table2, kind};

/// The rules of 第2表.
pub static FAMILY: Family = Family {
    name: "table2",
    title: Bilingual { ja: "居宅サービス計画書 第2表", en: "Care plan, table 2" },
    rules: ALL,
    check: Some(|| Box::<Table2Check>::default()),
};

rules! {
    DUPLICATE_NUMBER = "table2-duplicate-number" (Error, Warning) ["UP2KYO"]
        section "第2表 No.6 課題ＮＯ、No.8 援助目標ＮＯ、No.13 援助内容ＮＯ",
        ja "1つの計画の中で、課題ＮＯ・援助目標ＮＯ・援助内容ＮＯの組が重複しています",
        en "two lines of a plan have the same three numbers",
        says ja "課題ＮＯ {need}、援助目標ＮＯ {goal}、援助内容ＮＯ {support} の行が、この計画の前の行と重複しています",
             en "need {need}, goal {goal}, support {support} stands in an earlier line of the plan already",
        why ja "3つの番号の組は行を区別するキーです。重複していると、受信側で取込エラーになるか、前の行が上書きされて失われます。",
            en "The three numbers are the key of a line. Receivers fail on a second one, or overwrite the first.",
        mend ja "援助内容ＮＯを、同じ援助目標の中で1から順に振り直してください。",
             en "Number the supports of each goal anew, from 1.",
        rejected [
            PLAN.with(&[Set("UP2KYO", 2, 13, "1")]),
            PLAN.with(&[Set("UP2KYO", 3, 6, "1"), Set("UP2KYO", 3, 7, ""), Set("UP2KYO", 3, 9, "")]),
            PLAN_V3.with(&[Repeat("UP2KYO", 1)]),
        ],
        accepted [
            PLAN.with(&[Set("UP2KYO", 2, 13, "99")]),
            PLAN.with(&[Set("UP2KYO", 2, 8, "2"), Set("UP2KYO", 2, 13, "1")]),
        ];
    NUMBER_MISSING = "table2-number-missing" (Warning, Warning) ["UP2KYO"]
        section "第2表 No.6 課題ＮＯ、No.8 援助目標ＮＯ、No.13 援助内容ＮＯ（1～99）",
        ja "課題ＮＯ・援助目標ＮＯ・援助内容ＮＯのいずれかがないか、0です",
        en "one of the three numbers of a line is missing or 0",
        says ja "「{item}」がないか、0です", en "{item} is missing or 0",
        why ja "すべての行に3つの番号が入ります（前の行と同じ課題や目標でも省略しません）。番号がない行は、受信側で並び順や課題との対応が分からなくなります。",
            en "Every line carries all three, even if the need or the goal is that of the line before. Without them the receiver cannot tell where the line belongs.",
        mend ja "番号を1から99の範囲で記入してください。", en "Fill in the number, 1 to 99.",
        rejected [
            PLAN.with(&[Set("UP2KYO", 2, 13, "")]),
            PLAN.with(&[Set("UP2KYO", 2, 8, "0")]),
            PLAN.with(&[Set("UP2KYO", 1, 6, "")]),
            PLAN_V3.with(&[Set("UP2KYO", 1, 6, "00")]),
        ],
        accepted [
            PLAN.with(&[Set("UP2KYO", 3, 6, "99"), Set("UP2KYO", 3, 8, "99"), Set("UP2KYO", 3, 13, "99")]),
            PLAN.with(&[Set("UP2KYO", 2, 13, "02")]),
        ];
    ORDER = "table2-order" (Info, Info) ["UP2KYO"]
        section "第2表 No.6 課題ＮＯ、No.8 援助目標ＮＯ、No.13 援助内容ＮＯ（並び順）",
        ja "行が課題ＮＯ・援助目標ＮＯ・援助内容ＮＯの順に並んでいません",
        en "the lines are not in the order of their three numbers",
        says ja "課題ＮＯ {need}、援助目標ＮＯ {goal}、援助内容ＮＯ {support} の行が、番号の大きい行より後にあります",
             en "need {need}, goal {goal}, support {support} stands behind a line with higher numbers",
        why ja "3つの番号の順に並べると印刷した様式の並びになります。受信側が並べ替えない場合、表示の順序が変わります。",
            en "The numbers give the order of the printed form. A receiver that does not sort shows another one.",
        mend ja "番号の順に並べて出力するか、番号を並びに合わせてください。",
             en "Write the lines in the order of the numbers, or number them as they stand.",
        rejected [
            PLAN.with(&[Set("UP2KYO", 1, 13, "2"), Set("UP2KYO", 2, 13, "1")]),
            PLAN.with(&[Set("UP2KYO", 1, 6, "3"), Set("UP2KYO", 2, 6, "3")]),
            PLAN_V3.with(&[Repeat("UP2KYO", 1), Set("UP2KYO", 1, 13, "2")]),
        ],
        accepted [
            PLAN.with(&[Set("UP2KYO", 3, 6, "9"), Set("UP2KYO", 3, 8, "3"), Set("UP2KYO", 3, 13, "5")]),
            PLAN.with(&[Set("UP2KYO", 1, 13, "9"), Set("UP2KYO", 2, 13, "10")]),
        ];
    TEXT_CONFLICT = "table2-text-conflict" (Warning, Warning) ["UP2KYO"]
        section "第2表 No.7 課題、No.9 長期目標",
        ja "同じ番号なのに、課題または長期目標の文章が異なります",
        en "a need or a long-term goal is repeated under its number with another text",
        says ja "「{item}」が、同じ番号（{number}）の前の行と異なります",
             en "{item} is another text than in an earlier line of the same number ({number})",
        why ja "課題と長期目標は番号ごとに1つです（空欄は前の行と同じ意味で、短期目標は途中で変わっても構いません）。受信側ではどちらか一方しか残りません。",
            en "A number has one need or one long-term goal (blank means as above, and the short-term goal may change). Receivers keep only one of the texts.",
        mend ja "別の課題・長期目標であれば番号を分け、同じであれば文章をそろえるか、2行目以降を空欄にしてください。",
             en "Give another need or goal a number of its own; write the same one alike, or leave it blank after its first line.",
        rejected [
            PLAN.with(&[Set("UP2KYO", 2, 7, "夜も一人でトイレに行きたい。")]),
            PLAN.with(&[Set("UP2KYO", 2, 9, "居間まで歩く。")]),
            PLAN_V3.with(&[Repeat("UP2KYO", 1), Set("UP2KYO", 2, 13, "2"), Set("UP2KYO", 2, 9, "居間まで歩く。")]),
        ],
        accepted [
            PLAN.with(&[
                Set("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。"),
                Set("UP2KYO", 2, 9, "自分でトイレまで行く。"),
                Set("UP2KYO", 2, 10, "手すりを使って立ち上がる。"),
            ]),
            PLAN.with(&[Set("UP2KYO", 2, 7, "夜も　自分で\r\nトイレに行きたい。")]),
            PLAN.with(&[Set("UP2KYO", 2, 8, "2"), Set("UP2KYO", 2, 9, "居間まで歩く。")]),
        ];
    MISSING_FIRST_TEXT = "table2-missing-first-text" (Warning, Warning) ["UP2KYO"]
        section "第2表 No.6 課題ＮＯ、No.7 課題",
        ja "課題ＮＯの最初の行に課題がありません", en "the first line of a need does not say what the need is",
        says ja "課題ＮＯ {need} の最初の行に課題がありません", en "the first line of need {need} does not say what the need is",
        why ja "課題は課題ＮＯごとに最初の行へ記入し、空欄は前の行と同じ課題を表します。最初の行が空欄だと課題が取り込まれません。",
            en "A need stands on the first line of its number, and blank means as above. A first line without it leaves the receiver without the need.",
        mend ja "最初の行に課題を記入してください。前の課題の続きであれば、課題ＮＯを前の行と同じにしてください。",
             en "Fill in the need; or give the line the number of the line before, if it goes on with that need.",
        rejected [
            PLAN.with(&[Set("UP2KYO", 3, 7, "")]),
            PLAN.with(&[Set("UP2KYO", 1, 7, ""), Set("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。")]),
            PLAN_V3.with(&[Set("UP2KYO", 1, 7, "")]),
        ],
        accepted [
            PLAN.with(&[Set("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。")]),
            PLAN.with(&[Set("UP2KYO", 2, 8, "2"), Set("UP2KYO", 2, 13, "1")]),
        ];
}

columns! { Table2:
    NEED_NO: i32 = "need_no";
    NEED: Text<'static> = "need";
    GOAL_NO: i32 = "goal_no";
    LONG_TERM_GOAL: Text<'static> = "long_term_goal";
    SUPPORT_NO: i32 = "support_no";
}

/// The three numbers.
const NUMBERS: [Column<i32>; 3] = [NEED_NO, GOAL_NO, SUPPORT_NO];

/// Keeps, of one file: the lines by their numbers ([`Lines`]), 40 bytes for each 課題ＮＯ and 16 for each
/// 援助目標ＮＯ; 88 more for each need whose first line does not name it.
#[derive(Default)]
struct Table2Check {
    lines: Lines,
    needs: HashMap<(PlanNumber, u8), Need>,
    /// The long-term goal of each 援助目標ＮＯ, as a hash.
    goals: HashMap<(PlanNumber, u8, u8), u64>,
    /// Plans in which a need stands without its number, which may be any need's.
    strays: HashSet<PlanNumber>,
    /// Nobody knows whose the record before this one is. It may be the first of this one's plan.
    is_behind_unknown: bool,
}

/// What is known of a 課題ＮＯ.
struct Need {
    /// The need, as a hash.
    text: Option<u64>,
    /// 援助目標ＮＯ and 援助内容ＮＯ of its first line by number; zeros if that line need not be asked any more.
    first: [u8; 2],
    /// Where that line should name the need, and does not.
    gap: Option<Box<Location>>,
}

impl Check for Table2Check {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::TABLE2)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let numbers = NUMBERS.map(|column| row.value(column).and_then(numbered));
        let ran = missing(row, numbers, findings);
        findings.ran(&NUMBER_MISSING, ran);
        let Ok(key) = key::person(row) else {
            for rule in [&DUPLICATE_NUMBER, &ORDER, &TEXT_CONFLICT, &MISSING_FIRST_TEXT] {
                findings.ran(rule, Err(NotRun));
            }
            self.is_behind_unknown = true;
            return;
        };
        let plan = self.lines.plan(key);
        let ran = self.line(plan, numbers, row, findings);
        findings.ran(&DUPLICATE_NUMBER, ran);
        findings.ran(&ORDER, ran);
        let (need, goal) = (self.need(plan, numbers, row, findings), self.goal(plan, numbers, row, findings));
        findings.ran(&TEXT_CONFLICT, need.and(goal));
        findings.ran(&MISSING_FIRST_TEXT, need);
        self.is_behind_unknown = false;
    }

    fn end_file(&mut self, _: &FileContext, findings: &mut Findings<'_>) {
        let Self { needs, strays, .. } = core::mem::take(self);
        let gap = |((plan, number), need): ((PlanNumber, u8), Need)| {
            let gap = need.gap.filter(|_| !strays.contains(&plan))?;
            Some((gap, number))
        };
        let mut gaps: Vec<_> = needs.into_iter().filter_map(gap).collect();
        // The map has no order, and only the first ones of many are kept.
        gaps.sort_by_key(|(gap, _)| gap.record);
        for (gap, number) in gaps {
            findings.add(Found::new(&MISSING_FIRST_TEXT, *gap).with("need", i32::from(number)));
        }
    }
}

fn missing(row: &Row<'_>, numbers: [Numbered; 3], findings: &mut Findings<'_>) -> Ran {
    let mut ran = Ok(());
    for (column, number) in NUMBERS.into_iter().zip(numbers) {
        match number {
            // Items that were cut off the record are the matter of its count of fields.
            Ok(None) if row.field(column).is_some() => {
                let found = Found::new(&NUMBER_MISSING, row.at(column));
                findings.add(found.with("item", column.item().name));
            }
            Ok(_) => {}
            Err(NotRun) => ran = Err(NotRun),
        }
    }
    ran
}

impl Table2Check {
    fn line(
        &mut self,
        plan: PlanNumber,
        numbers: [Numbered; 3],
        row: &Row<'_>,
        findings: &mut Findings<'_>,
    ) -> Ran {
        let Some(numbers) = all(numbers)? else { return Ok(()) };
        let found = match self.lines.add(plan, numbers) {
            Standing::InOrder => return Ok(()),
            Standing::Duplicate => Found::new(&DUPLICATE_NUMBER, row.at(SUPPORT_NO)),
            Standing::TooLate => Found::new(&ORDER, row.place()),
        };
        let [need, goal, support] = numbers.map(i32::from);
        findings.add(found.with("need", need).with("goal", goal).with("support", support));
        Ok(())
    }

    /// Compares the need with what its number stood for before, and remembers whether its first line names it.
    ///
    /// Which line is the first is told by the numbers and by the file; a need that either of them names is not
    /// reported, as readers go by one or the other.
    fn need(
        &mut self,
        plan: PlanNumber,
        numbers: [Numbered; 3],
        row: &Row<'_>,
        findings: &mut Findings<'_>,
    ) -> Ran {
        let [number, goal, support] = numbers;
        let Ok(Some(number)) = number else {
            if !row.is_blank(NEED) {
                self.strays.insert(plan);
            }
            return number.map(|_| ());
        };
        let known =
            self.needs.entry((plan, number)).or_insert(Need { text: None, first: [u8::MAX; 2], gap: None });
        let said = said(row, NEED);
        let is_settled = match said {
            Ok(Some(_)) => known.first == [u8::MAX; 2],
            Ok(None) => self.is_behind_unknown,
            Err(NotRun) => true,
        };
        let place = match (goal, support) {
            (Ok(Some(goal)), Ok(Some(support))) if !is_settled => [goal, support],
            _ => [0; 2],
        };
        let is_gap = said == Ok(None) && place != [0; 2];
        if place < known.first || (place == known.first && !is_gap) {
            known.first = place;
            known.gap = is_gap.then(|| Box::new(row.at(NEED)));
        }
        if let Some(hash) = said?
            && *known.text.get_or_insert(hash) != hash
        {
            let found = Found::new(&TEXT_CONFLICT, row.at(NEED)).with("item", NEED.item().name);
            findings.add(found.with("number", format!("{} {number}", NEED_NO.item().name)));
        }
        Ok(())
    }

    /// Compares the long-term goal with what its number stood for before.
    fn goal(
        &mut self,
        plan: PlanNumber,
        numbers: [Numbered; 3],
        row: &Row<'_>,
        findings: &mut Findings<'_>,
    ) -> Ran {
        let [Ok(Some(need)), Ok(Some(goal)), _] = numbers else {
            let [need, goal, _] = numbers;
            return need.and(goal).map(|_| ());
        };
        if let Some(hash) = said(row, LONG_TERM_GOAL)?
            && *self.goals.entry((plan, need, goal)).or_insert(hash) != hash
        {
            let number = format!("{} {need}、{} {goal}", NEED_NO.item().name, GOAL_NO.item().name);
            let found = Found::new(&TEXT_CONFLICT, row.at(LONG_TERM_GOAL));
            findings.add(found.with("item", LONG_TERM_GOAL.item().name).with("number", number));
        }
        Ok(())
    }
}

/// What a text item says, as a hash (FNV-1a: two texts of one hash would only mean a finding less). Blanks and line
/// breaks do not count: words broken into other lines are the same words, and blanks alone say nothing.
fn said(row: &Row<'_>, column: Column<Text<'static>>) -> Result<Option<u64>, NotRun> {
    // Nobody knows what was cut off the record.
    row.field(column).ok_or(NotRun)?;
    let Some(text) = row.text(column)? else { return Ok(None) };
    let hash = |hash: Option<u64>, unit: u32| {
        let hash = hash.unwrap_or(0xCBF2_9CE4_8422_2325) ^ u64::from(unit);
        Some(hash.wrapping_mul(0x0100_0000_01B3))
    };
    Ok(match text.decode_keeping_gaiji() {
        Ok(words) => words.chars().filter(|it| !it.is_whitespace()).map(u32::from).fold(None, hash),
        Err(_) => text.content().iter().copied().map(u32::from).fold(None, hash),
    })
}
