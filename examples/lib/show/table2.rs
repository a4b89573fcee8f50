//! 第2表 as people read it: 課題, under it 目標, under them 援助内容.

use super::file::Shown;
use careplan_model::Table2;
use std::convert::Infallible;
use std::io::{self, Write};

/// What stands above the next line of the tree.
#[derive(Default)]
pub(super) struct Tree {
    plan: Option<careplan_model::Date>,
    need: Option<i32>,
    goal: Option<i32>,
    need_text: Option<String>,
    long_term_goal: Option<String>,
    short_term_goal: Option<String>,
}

impl Tree {
    /// Prints one line of 第2表; upper texts only where they begin or change. Lines mostly leave the
    /// upper texts blank after the first, but may repeat them.
    pub(super) fn print(&mut self, line: Table2<Shown>, out: &mut dyn Write) -> io::Result<()> {
        let Ok::<Table2, Infallible>(line) = line.try_map_text(|_, Shown(text)| Ok(text));
        if self.plan != Some(line.plan_date) {
            *self = Self { plan: Some(line.plan_date), ..Self::default() };
            writeln!(out, "    計画作成（変更）日 {}", line.plan_date.wareki())?;
        }
        if self.need != line.need_no || differs(line.need.as_ref(), self.need_text.as_ref()) {
            writeln!(out, "    課題{}: {}", number(line.need_no), text(line.need.as_ref(), 6))?;
            let (plan, need) = (self.plan, line.need_no);
            *self = Self { plan, need, need_text: line.need.clone(), ..Self::default() };
        }
        if self.goal != line.goal_no || differs(line.long_term_goal.as_ref(), self.long_term_goal.as_ref()) {
            let period = period(line.long_term_period.as_ref());
            writeln!(
                out,
                "      目標{} 長期目標: {}{period}",
                number(line.goal_no),
                text(line.long_term_goal.as_ref(), 8)
            )?;
            self.goal = line.goal_no;
            self.long_term_goal.clone_from(&line.long_term_goal);
            self.short_term_goal = None;
        }
        if differs(line.short_term_goal.as_ref(), self.short_term_goal.as_ref()) {
            let period = period(line.short_term_period.as_ref());
            writeln!(out, "        短期目標: {}{period}", text(line.short_term_goal.as_ref(), 10))?;
            self.short_term_goal.clone_from(&line.short_term_goal);
        }
        write!(
            out,
            "          援助内容{}: {}",
            number(line.support_no),
            text(line.service_content.as_ref(), 12)
        )?;
        if let Some(covered) = line.covered_by_insurance {
            write!(out, " ［保険{}］", covered.label().unwrap_or(covered.code()))?;
        }
        let details = [&line.service_kind, &line.provider_name, &line.frequency, &line.service_period];
        for detail in details.into_iter().flatten() {
            write!(out, " ／ {}", text(Some(detail), 12))?;
        }
        writeln!(out)
    }
}

/// A text is there and is another than the one above.
fn differs(text: Option<&String>, above: Option<&String>) -> bool {
    text.is_some() && text != above
}

fn number(number: Option<i32>) -> String {
    number.map_or_else(|| "－".into(), |number| number.to_string())
}

fn period(period: Option<&String>) -> String {
    period.map_or(String::new(), |period| format!("（{period}）"))
}

/// A text with its further lines indented.
fn text(text: Option<&String>, indent: usize) -> String {
    let line = format!("\n{:indent$}", "");
    text.map_or(String::new(), |text| text.replace("\r\n", "\n").replace('\n', &line))
}
