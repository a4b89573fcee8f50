//! The rules as a document: printed from the registry, so that it cannot differ from what is checked.
//!
//! `docs/rules.md` and `docs/rules.ja.md` of the project are what [`markdown`] gives for the rules of the
//! standard.

mod samples;

use crate::level::{Level, Situation};
use crate::registry::Registry;
use crate::rule::{Bilingual, Language, Rule};
use core::fmt::{self, Write as _};
use samples::Samples;

/// All rules of a registry as Markdown: how to read it, then for each family a table of levels and sections of
/// the standard, and each rule with its reason, its hint and its samples in words.
///
/// ```
/// use careplan_rules::{Language, Registry, doc};
/// let text = doc::markdown(&Registry::standard(), Language::English);
/// assert!(text.contains("\n### table1-period\n"));
/// ```
pub fn markdown(registry: &Registry, language: Language) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = Document { registry, language }.write(&mut out);
    out
}

struct Document<'r> {
    registry: &'r Registry,
    language: Language,
}

impl Document<'_> {
    fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        Bilingual { ja, en }.get(self.language)
    }

    fn write(&self, out: &mut String) -> fmt::Result {
        let registry = self.registry;
        writeln!(out, "{}", self.say(INTRODUCTION_JA, INTRODUCTION_EN))?;
        let families = registry.families().iter().filter(|family| !family.rules.is_empty());
        for family in families.clone() {
            let (name, title) = (family.name, escaped(family.title.get(self.language)));
            let heading = anchor(&self.family_heading(family.title, name));
            let count = family.rules.len();
            match self.language {
                Language::Japanese => writeln!(out, "- [{title}](#{heading})（`{name}-`、{count}件）")?,
                Language::English => writeln!(out, "- [{title}](#{heading}) (`{name}-`, {count})")?,
            }
        }
        for family in families {
            let mut rules = family.rules.to_vec();
            rules.sort_by_key(|rule| rule.id);
            writeln!(out, "\n## {}", self.family_heading(family.title, family.name))?;
            self.table(&rules, out)?;
            for rule in rules {
                self.rule(rule, out)?;
            }
        }
        Samples::new(registry, self.language).bases(out)
    }

    fn family_heading(&self, title: Bilingual, name: &str) -> String {
        let title = escaped(title.get(self.language));
        match self.language {
            Language::Japanese => format!("{title}（{name}）"),
            Language::English => format!("{title} ({name})"),
        }
    }

    fn table(&self, rules: &[&'static Rule], out: &mut String) -> fmt::Result {
        let has_emergency = rules.iter().any(|rule| differs_in_emergency(rule));
        let mut titles =
            vec![self.say("規則", "rule"), self.say("送信", "send"), self.say("受信", "receive")];
        if has_emergency {
            titles.push(self.say("緊急時", "emergency"));
        }
        titles.extend([
            self.say("様式", "forms"),
            self.say("標準仕様の箇所", "section of the standard"),
            self.say("内容", "what"),
        ]);
        writeln!(out, "\n| {} |\n|{}", titles.join(" | "), "---|".repeat(titles.len()))?;
        for rule in rules {
            let level = |situation| self.level(rule.level_in(situation));
            let (send, receive) = (level(Situation::Send), level(Situation::Receive));
            write!(out, "| [{0}](#{0}) | {send} | {receive} ", rule.id)?;
            if has_emergency {
                let emergency = if differs_in_emergency(rule) {
                    self.level(rule.level_in(Situation::Emergency))
                } else {
                    ""
                };
                write!(out, "| {emergency} ")?;
            }
            let forms =
                if rule.forms.is_empty() { self.say("すべて", "all") } else { &rule.forms.join(", ") };
            let summary = escaped(rule.summary.get(self.language));
            writeln!(out, "| {forms} | {} | {summary} |", escaped(rule.section))?;
        }
        Ok(())
    }

    fn rule(&self, rule: &'static Rule, out: &mut String) -> fmt::Result {
        let language = self.language;
        let summary = escaped(rule.summary.get(language));
        writeln!(out, "\n### {}\n\n**{summary}**\n", rule.id)?;
        let levels = self.levels(rule);
        let colon = self.say("：", ": ");
        let point = |out: &mut String, title: &str, text: &str| writeln!(out, "- {title}{colon}{text}");
        point(out, self.say("水準", "Level"), &levels)?;
        if !rule.forms.is_empty() {
            let forms: Vec<String> = rule.forms.iter().map(|prefix| self.form(prefix)).collect();
            point(out, self.say("様式", "Forms"), &forms.join(self.say("、", ", ")))?;
        }
        if !rule.editions.is_empty() {
            point(out, self.say("版", "Editions"), &escaped(rule.editions))?;
        }
        point(out, self.say("標準仕様の箇所", "Section of the standard"), &escaped(rule.section))?;
        if rule.message != rule.summary {
            point(out, self.say("指摘の文", "Message"), &escaped(rule.message.get(language)))?;
        }
        point(out, self.say("理由", "Why"), &escaped(rule.explanation.get(language)))?;
        point(out, self.say("直し方", "To mend"), &escaped(rule.hint.get(language)))?;
        let samples = Samples::new(self.registry, language);
        samples.list(self.say("指摘される例", "Rejected"), rule.rejected, out)?;
        samples.list(self.say("指摘されない例", "Accepted"), rule.accepted, out)
    }

    fn levels(&self, rule: &Rule) -> String {
        let level = |situation| self.level(rule.level_in(situation));
        let (send, receive) = (level(Situation::Send), level(Situation::Receive));
        let mut levels = match self.language {
            Language::Japanese => format!("送信時 {send}、受信時 {receive}"),
            Language::English => format!("{send} when sending, {receive} when receiving"),
        };
        if differs_in_emergency(rule) {
            levels.push_str(self.say("、緊急時 ", ", in an emergency "));
            levels.push_str(level(Situation::Emergency));
        }
        levels
    }

    const fn level(&self, level: Level) -> &'static str {
        match self.language {
            Language::Japanese => level.japanese(),
            Language::English => level.label(),
        }
    }

    fn form(&self, prefix: &str) -> String {
        match (self.registry.kinds().iter().find(|kind| kind.prefix == prefix), self.language) {
            (Some(kind), Language::Japanese) => format!("{prefix}（{}）", kind.name),
            (Some(kind), Language::English) => format!("{prefix} ({})", kind.name_en),
            (None, _) => prefix.to_owned(),
        }
    }
}

fn differs_in_emergency(rule: &Rule) -> bool {
    rule.level_in(Situation::Emergency) != rule.level_in(Situation::Send)
}

/// The anchor that a heading gets: letters and digits in small letters, blanks as hyphens, the rest left out.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
}

/// A text in which Markdown sees nothing but what stands between backticks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        is_code ^= c == '`';
        let is_inside_word = before.is_alphanumeric() && chars.peek().is_some_and(|c| c.is_alphanumeric());
        let is_mark = match c {
            // A bar ends the cell of a table even inside code.
            '|' => true,
            '*' | '<' | '[' | ']' | '\\' => !is_code,
            '_' => !is_code && !is_inside_word,
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        before = c;
        out.push(c);
    }
    out
}

/// A text as code on one line.
fn code(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\r' => shown.push_str("\\r"),
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            c if c.is_control() => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    let fence = if shown.contains('`') { "``" } else { "`" };
    // Code that begins or ends with a backtick or a blank needs a blank around it, which is not shown.
    let needs_blanks = shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']);
    let blank = if needs_blanks { " " } else { "" };
    format!("{fence}{blank}{shown}{blank}{fence}")
}

const INTRODUCTION_JA: &str = "# 検査規則の一覧

この文書は規則の登録内容（`careplan_rules::Registry`）から出力したものです。手で編集せず、規則を直してから
`UPDATE_DOCS=1 cargo test -p careplan-rules --test all docs` で出力し直してください。English: [rules.md](rules.md)

## 読み方

規則には変わらないidがあり、指摘には必ずそのidが付きます。水準は次の三つです。

- エラー：取り込みに失敗するか、誤った内容が伝わります。
- 警告：取り込みに支障が出ることがあります。
- 情報：知っておくとよいことで、対応は要りません。

水準は状況によって変わります。「送信」は自分の側から送るファイル、「受信」は相手が作ったファイル、「緊急時」は福祉用具の
コードや名称がそろわないまま送る場合です（差がある規則だけに示します）。水準は規則のid、またはその前半
（`table7` など）を指定して変えられます。「報告しない」はその状況では調べないという意味です。

- 規則が必要とする項目が空欄または誤りのときは、その規則を実行せず、「実行しなかった検査」として数えます。
- 指摘の件数は正確に数えますが、報告書に載せるのは規則ごとに上限（通常200件）までです。
- 指摘の文の`{名前}`には、その指摘に応じた数値やコードが入ります。利用者に関わる項目の値は入りません。
- 「標準仕様の箇所」は、ケアプランデータ連携標準仕様のうち根拠となる部分です。
- 例は、正しいファイル一式（[例の元になるファイル](#例の元になるファイル)）に、書いてある変更だけを加えたものです。
  「指摘される例」ではその規則だけが指摘し、「指摘されない例」では何も指摘されません。氏名・事業所・番号はすべて架空です。

## 規則の分類
";

const INTRODUCTION_EN: &str = "# The rules

This page is printed from the rules themselves (`careplan_rules::Registry`). Do not edit it by hand: change the rule, then
run `UPDATE_DOCS=1 cargo test -p careplan-rules --test all docs`. 日本語: [rules.ja.md](rules.ja.md)

## How to read it

A rule has an id that never changes, and each finding names it. There are three levels:

- error: the file will not be imported, or says something wrong.
- warning: importing it may go wrong.
- info: worth knowing; nothing has to be done.

The level depends on the situation: *send* is for files that you are about to send, *receive* for files that somebody else
made, *emergency* for sending while codes and names of welfare equipment are not at hand (shown where it differs). Levels
can be set by the id of a rule or by its beginning (`table7`). With *off* the rule is not looked at in that situation.

- Where an item that a rule needs is blank or wrong, the rule is not run, and is counted as not run.
- All findings are counted; a report holds no more than a cap of each rule (200 unless set).
- In messages, `{names}` stand for the numbers and codes of a finding; never for the value of an item about a person.
- *Section of the standard* is the part of ケアプランデータ連携標準仕様 on which the rule rests.
- Samples are a [right set of files](#the-right-files-that-samples-begin-with) with nothing but the changes told. *Rejected*
  samples raise exactly their rule, *accepted* ones raise nothing. All persons, offices and numbers are invented.

## Families
";
