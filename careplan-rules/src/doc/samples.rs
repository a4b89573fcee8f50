//! Samples in words.

use super::{code, escaped};
use crate::registry::Registry;
use crate::rule::{Bilingual, Language};
use crate::sample::{self, Base, Edit, Sample};
use careplan_csv::ms932;
use careplan_model::{FileName, FormKind, Item, LayoutFamily};
use core::fmt::{self, Write as _};

/// The units that samples begin with, by the names of their constants.
const BASES: &[(&str, Base, Bilingual)] = &[
    ("PLAN", sample::PLAN, Bilingual { ja: "1人分の計画一式", en: "the plan set of one person" }),
    (
        "SLIP",
        sample::SLIP,
        Bilingual { ja: "1人・1か月分の予定一式", en: "the slip set of one person and month" },
    ),
    ("ACTUAL", sample::ACTUAL, Bilingual { ja: "訪問介護の実績", en: "actuals of home help" }),
    (
        "RENTAL_ACTUAL",
        sample::RENTAL_ACTUAL,
        Bilingual { ja: "福祉用具貸与の実績", en: "actuals of a rental office" },
    ),
    (
        "SLIP_AND_ACTUAL",
        sample::SLIP_AND_ACTUAL,
        Bilingual { ja: "予定とその実績", en: "a plan and its actuals" },
    ),
    (
        "SLIP_AND_RENTAL",
        sample::SLIP_AND_RENTAL,
        Bilingual {
            ja: "予定と福祉用具貸与の実績", en: "a plan and the actuals of a rental office"
        },
    ),
    (
        "BASIC",
        sample::BASIC,
        Bilingual { ja: "利用者基本情報一式", en: "basic information with its annexes" },
    ),
    (
        "SUPPORT",
        sample::SUPPORT,
        Bilingual {
            ja: "介護予防サービス・支援計画書一式", en: "a preventive plan with its annex"
        },
    ),
    (
        "PLAN_V3",
        sample::PLAN_V3,
        Bilingual { ja: "1人分の計画一式（3.2版）", en: "a plan set of edition 3.2" },
    ),
    (
        "SLIP_V3",
        sample::SLIP_V3,
        Bilingual { ja: "1人・1か月分の予定一式（3.2版）", en: "a slip set of edition 3.2" },
    ),
    (
        "TABLE1_DELETION",
        sample::TABLE1_DELETION,
        Bilingual { ja: "第1表の削除", en: "a deletion of table 1" },
    ),
    ("PLAN_DELETION", sample::PLAN_DELETION, Bilingual { ja: "予定の削除", en: "a deletion of a plan" }),
    ("ACTUAL_DELETION", sample::ACTUAL_DELETION, Bilingual { ja: "実績の削除", en: "a deletion of actuals" }),
    (
        "BASIC_DELETION",
        sample::BASIC_DELETION,
        Bilingual { ja: "利用者基本情報の削除", en: "a deletion of basic information" },
    ),
    (
        "PREVENTIVE_DELETION",
        sample::PREVENTIVE_DELETION,
        Bilingual {
            ja: "介護予防サービス・支援計画書の削除", en: "a deletion of a preventive plan"
        },
    ),
];

pub(super) struct Samples<'r> {
    registry: &'r Registry,
    language: Language,
}

impl<'r> Samples<'r> {
    pub(super) fn new(registry: &'r Registry, language: Language) -> Self {
        Self { registry, language }
    }

    fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        Bilingual { ja, en }.get(self.language)
    }

    /// The units that samples begin with.
    pub(super) fn bases(&self, out: &mut String) -> fmt::Result {
        let title = self.say("例の元になるファイル", "The right files that samples begin with");
        let head = self.say("| 名前 | 内容 | ファイル（レコード数） |", "| name | what | files (records) |");
        writeln!(out, "\n## {title}\n\n{head}\n|---|---|---|")?;
        for (name, base, what) in BASES {
            let file = |(name, text): &(&str, &str)| format!("`{name}` ({})", text.lines().count());
            let files: Vec<String> = base.files.iter().map(file).collect();
            writeln!(out, "| `{name}` | {} | {} |", what.get(self.language), files.join("<br>"))?;
        }
        Ok(())
    }

    /// Samples as a list in a list.
    pub(super) fn list(&self, title: &str, samples: &[Sample], out: &mut String) -> fmt::Result {
        if samples.is_empty() {
            return Ok(());
        }
        writeln!(out, "- {title}")?;
        for sample in samples {
            writeln!(out, "  - {}", self.sample(sample))?;
        }
        Ok(())
    }

    fn sample(&self, sample: &Sample) -> String {
        let known = BASES.iter().find(|(_, base, _)| base.files == sample.base.files);
        let base = match (known, sample.base.files) {
            (Some((name, ..)), _) => format!("`{name}`"),
            (None, []) => self.say("ファイルなし", "no file").to_owned(),
            (None, files) => files.iter().map(|(name, _)| code(name)).collect::<Vec<_>>().join(", "),
        };
        if sample.edits.is_empty() {
            return match self.language {
                Language::Japanese => format!("{base}のまま"),
                Language::English => format!("{base} as it is"),
            };
        }
        let edits: Vec<String> = sample.edits.iter().map(|edit| self.edit(edit, sample.base)).collect();
        match self.language {
            Language::Japanese => format!("{base}：{}", edits.join("。")),
            Language::English => format!("{base}: {}", edits.join("; ")),
        }
    }

    fn edit(&self, edit: &Edit, base: Base) -> String {
        match *edit {
            Edit::Set(prefix, record, item, value) => {
                self.set(&self.item(prefix, Some(record), item, base), value)
            }
            Edit::SetAll(prefix, item, value) => self.set(&self.item(prefix, None, item, base), value),
            Edit::Raw(prefix, record, item, raw) => {
                let at = self.item(prefix, Some(record), item, base);
                match self.language {
                    Language::Japanese => format!("{at}を引用符も含めてそのまま{}と書く", code(raw)),
                    Language::English => format!("{at} is written as {}, quotes and all", code(raw)),
                }
            }
            Edit::Bytes(prefix, record, item, bytes) => {
                let at = self.item(prefix, Some(record), item, base);
                let bytes = code(&hex(bytes));
                match self.language {
                    Language::Japanese => format!("{at}をバイト列{bytes}にする"),
                    Language::English => format!("{at} is the bytes {bytes}"),
                }
            }
            Edit::Repeat(prefix, record) => match self.language {
                Language::Japanese => format!("{prefix}の{record}件目を末尾にもう一度加える"),
                Language::English => format!("record {record} of {prefix} comes once more at the end"),
            },
            Edit::Append(prefix, text) => match self.language {
                Language::Japanese => format!("{prefix}の末尾に{}を加える", self.records(text)),
                Language::English => format!("{prefix} ends with {} more", self.records(text)),
            },
            Edit::Remove(prefix, record) => match self.language {
                Language::Japanese => format!("{prefix}の{record}件目を除く"),
                Language::English => format!("{prefix} is without record {record}"),
            },
            Edit::Cut(prefix, record, count) => match self.language {
                Language::Japanese => format!("{prefix}の{record}件目を{count}項目で切る"),
                Language::English => format!("record {record} of {prefix} is cut off after {count} items"),
            },
            _ => self.edit_of_file(edit),
        }
    }

    fn set(&self, at: &str, value: &str) -> String {
        match (self.language, value) {
            (Language::Japanese, "") => format!("{at}を空にする"),
            (Language::Japanese, value) => format!("{at}を{}にする", code(value)),
            (Language::English, "") => format!("{at} is blank"),
            (Language::English, value) => format!("{at} is {}", code(value)),
        }
    }

    /// Changes of lines, of whole files, and of what surrounds them.
    fn edit_of_file(&self, edit: &Edit) -> String {
        match (*edit, self.language) {
            (Edit::Line(prefix, record, text), Language::Japanese) => {
                format!("{prefix}の{record}件目の前に{}を入れる", code(text))
            }
            (Edit::Line(prefix, record, text), Language::English) => {
                format!("before record {record} of {prefix} stands {}", code(text))
            }
            (Edit::End(prefix, record, ""), Language::Japanese) => {
                format!("{prefix}の{record}件目の改行をなくす")
            }
            (Edit::End(prefix, record, ""), Language::English) => {
                format!("record {record} of {prefix} has no line end")
            }
            (Edit::End(prefix, record, end), Language::Japanese) => {
                format!("{prefix}の{record}件目の改行を{}にする", code(end))
            }
            (Edit::End(prefix, record, end), Language::English) => {
                format!("record {record} of {prefix} ends with {}", code(end))
            }
            (Edit::Name(prefix, name), Language::Japanese) => {
                format!("{prefix}のファイル名を{}にする", code(name))
            }
            (Edit::Name(prefix, name), Language::English) => format!("{prefix} is named {}", code(name)),
            (Edit::Without(prefix), Language::Japanese) => format!("{prefix}を除く"),
            (Edit::Without(prefix), Language::English) => format!("without {prefix}"),
            (Edit::File(name, text), Language::Japanese) => {
                format!("{}を加える（{}）", code(name), self.records(text))
            }
            (Edit::File(name, text), Language::English) => {
                format!("with {} too ({})", code(name), self.records(text))
            }
            (Edit::Content(prefix, b""), Language::Japanese) => format!("{prefix}を0バイトにする"),
            (Edit::Content(prefix, b""), Language::English) => format!("{prefix} holds no byte"),
            (Edit::Content(prefix, bytes), Language::Japanese) => {
                format!("{prefix}の内容を{}にする", content(bytes))
            }
            (Edit::Content(prefix, bytes), Language::English) => format!("{prefix} holds {}", content(bytes)),
            (Edit::Utf8(prefix), Language::Japanese) => format!("{prefix}をUTF-8にする"),
            (Edit::Utf8(prefix), Language::English) => format!("{prefix} is UTF-8"),
            (Edit::Utf16(prefix), Language::Japanese) => format!("{prefix}をUTF-16にする"),
            (Edit::Utf16(prefix), Language::English) => format!("{prefix} is UTF-16"),
            (Edit::Today(date), Language::Japanese) => format!("検査する日は{date}"),
            (Edit::Today(date), Language::English) => format!("the day of the check is {date}"),
            (Edit::Limit(bytes), Language::Japanese) => format!("レコードの上限は{bytes}バイト"),
            (Edit::Limit(bytes), Language::English) => format!("the longest record has {bytes} bytes"),
            (Edit::Off(id), Language::Japanese) => format!("規則`{id}`は調べない"),
            (Edit::Off(id), Language::English) => format!("the rule `{id}` is off"),
            // The rest is told by `edit`.
            (
                Edit::Set(..)
                | Edit::SetAll(..)
                | Edit::Raw(..)
                | Edit::Bytes(..)
                | Edit::Repeat(..)
                | Edit::Append(..)
                | Edit::Remove(..)
                | Edit::Cut(..),
                _,
            ) => String::new(),
        }
    }

    /// An item of a record, or of all.
    fn item(&self, prefix: &str, record: Option<usize>, number: usize, base: Base) -> String {
        let name = self.item_of(prefix, number, base).map(|item| escaped(item.name));
        match (self.language, record, name) {
            (Language::Japanese, Some(record), Some(name)) => {
                format!("{prefix}の{record}件目No.{number}「{name}」")
            }
            (Language::Japanese, Some(record), None) => format!("{prefix}の{record}件目No.{number}"),
            (Language::Japanese, None, Some(name)) => format!("{prefix}の全件No.{number}「{name}」"),
            (Language::Japanese, None, None) => format!("{prefix}の全件No.{number}"),
            (Language::English, Some(record), Some(name)) => {
                format!("No.{number} {name} of record {record} of {prefix}")
            }
            (Language::English, Some(record), None) => format!("No.{number} of record {record} of {prefix}"),
            (Language::English, None, Some(name)) => format!("No.{number} {name} of all records of {prefix}"),
            (Language::English, None, None) => format!("No.{number} of all records of {prefix}"),
        }
    }

    /// The item with this number in the edition of the base.
    fn item_of(&self, prefix: &str, number: usize, base: Base) -> Option<&'static Item> {
        let kind: &FormKind = self.registry.kinds().iter().find(|kind| kind.prefix == prefix)?;
        let is_it = |name: &str| {
            FileName::parse_with(name, self.registry.kinds()).is_ok_and(|name| name.kind() == kind)
        };
        let text = base.files.iter().find(|(name, _)| is_it(name)).map(|(_, text)| *text);
        let is_v3 = text.is_some_and(|text| text.starts_with("202208"));
        let family = if is_v3 { LayoutFamily::V3 } else { LayoutFamily::V4 };
        kind.layout?.items_in(family).nth(number.checked_sub(1)?)
    }

    /// Records as they stand in a sample.
    fn records(&self, text: &str) -> String {
        if text.is_empty() {
            return self.say("空", "empty").to_owned();
        }
        text.lines().map(code).collect::<Vec<_>>().join(self.say("、", ", "))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(" ")
}

/// The bytes of a file as text, if they are one.
fn content(bytes: &[u8]) -> String {
    ms932::decode(bytes).map_or_else(|_| code(&hex(bytes)), |text| code(&text))
}
