//! What is wrong in a price list, row by row, and why a file could not be read as one.

use super::entry::Source;
use careplan_model::YearMonth;
use core::fmt;

/// A column of the ministry's price list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Column {
    /// 商品コード or コード.
    Code,
    /// 法人名.
    Maker,
    /// 商品名.
    Name,
    /// 型番.
    Model,
    /// 全国平均貸与価格（円）.
    Average,
    /// 貸与価格の上限（円）.
    Limit,
}

impl Column {
    /// All columns, in the order of the list.
    pub const ALL: [Self; 6] = [Self::Code, Self::Maker, Self::Name, Self::Model, Self::Average, Self::Limit];

    /// The name in the header row.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "商品コード",
            Self::Maker => "法人名",
            Self::Name => "商品名",
            Self::Model => "型番",
            Self::Average => "全国平均貸与価格（円）",
            Self::Limit => "貸与価格の上限（円）",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How much a [`ListProblem`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Severity {
    /// Good to know; nothing is missing for it.
    Note,
    /// Something of the list could not be taken over as it stands.
    Problem,
}

/// Something that was found while a list was read, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ListProblem {
    /// The file and the sheet.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub source: Source,
    /// The row in it, from 1 (in a CSV file the line on which it begins), unless it is about the whole sheet.
    pub row: Option<u32>,
    /// What it is.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub kind: ListProblemKind,
}

/// What can be found while a list is read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "kind", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum ListProblemKind {
    /// No row among the first twelve has the names of the columns. Nothing of the sheet was taken over.
    NoHeader,
    /// The header row lacks columns. Nothing of the sheet was taken over.
    ColumnsMissing {
        /// The columns that are not there.
        columns: Vec<Column>,
    },
    /// The header row has columns twice. Nothing of the sheet was taken over.
    ColumnsTwice {
        /// The columns that are there more than once.
        columns: Vec<Column>,
    },
    /// A column with another name was not read. (A note.)
    OtherColumn {
        /// Its name.
        name: String,
    },
    /// No title tells the month, and the caller did not. Nothing of the sheet was taken over.
    NoMonth,
    /// The title names several months, and the caller none. Nothing of the sheet was taken over.
    SeveralMonths {
        /// The months, in the order of the title.
        months: Vec<YearMonth>,
    },
    /// The title and the caller tell different months. Nothing of the sheet was taken over.
    OtherMonth {
        /// The month of the title.
        title: YearMonth,
        /// The month that the caller told.
        told: YearMonth,
    },
    /// There is a header and no row below it.
    NoRows,
    /// A sheet that is hidden in the workbook was not read. (A note.)
    HiddenSheet,
    /// A sheet without the header row, beside sheets that have one, was not read. (A note.)
    OtherSheet,
    /// A row with nothing but a text in the column of the codes that has not the shape of one: a remark below the
    /// list. It was not taken over. (A note.)
    Remark {
        /// The text.
        text: String,
    },
    /// A row with something in it and no code. It was not taken over.
    NoCode,
    /// The code cannot be read as text. The row was not taken over.
    CodeUnreadable,
    /// The code was written in another way than the normal one. (A note.)
    CodeRewritten {
        /// The text of the cell.
        from: String,
        /// The normal form.
        to: String,
    },
    /// A code of another shape than `99999-999999`. The row was taken over under the code as it stands.
    OtherShape {
        /// The text of the cell.
        code: String,
    },
    /// A cell of a price column that is no price. The row was taken over with
    /// [`Price::Unreadable`](super::Price::Unreadable).
    PriceUnreadable {
        /// The column.
        column: Column,
        /// The text of the cell.
        text: String,
    },
    /// A cell of a text column that cannot be read as text: bytes without a character, 外字, an error value, a
    /// date. The row was taken over with what could be read.
    TextUnreadable {
        /// The column.
        column: Column,
    },
    /// A row says something else than an earlier one for the same code and month. The earlier one was kept, and is
    /// marked as [`disputed`](super::Entry::disputed).
    Conflict {
        /// The code.
        code: String,
        /// The columns that differ.
        columns: Vec<Column>,
        /// Where the earlier row is.
        earlier: Source,
        /// The earlier row.
        earlier_row: u32,
    },
    /// Rows that say the same as earlier ones for the same code and month were left out. (A note.)
    Repeated {
        /// How many.
        rows: u32,
    },
}

impl ListProblemKind {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::OtherColumn { .. }
            | Self::HiddenSheet
            | Self::OtherSheet
            | Self::Remark { .. }
            | Self::CodeRewritten { .. }
            | Self::Repeated { .. } => Severity::Note,
            _ => Severity::Problem,
        }
    }

    /// The message in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::NoHeader => "先頭の12行に見出し行がありません（読み込んでいません）".to_owned(),
            Self::ColumnsMissing { columns } => {
                format!("見出し行に列がありません（読み込んでいません）: {}", list(columns))
            }
            Self::ColumnsTwice { columns } => {
                format!("見出し行に同じ列が複数あります（読み込んでいません）: {}", list(columns))
            }
            Self::OtherColumn { name } => format!("この列は読んでいません: {name}"),
            Self::NoMonth => "適用年月が表題になく、指定もありません（読み込んでいません）".to_owned(),
            Self::SeveralMonths { months } => {
                format!("表題に年月が複数あります（読み込んでいません）: {}", wareki(months))
            }
            Self::OtherMonth { title, told } => format!(
                "表題は{}、指定は{}で、一致しません（読み込んでいません）",
                title.wareki(),
                told.wareki()
            ),
            Self::NoRows => "見出し行の下にデータがありません".to_owned(),
            Self::HiddenSheet => "非表示のシートは読んでいません".to_owned(),
            Self::OtherSheet => "見出し行のないシートは読んでいません".to_owned(),
            Self::Remark { text } => format!("注記の行は読み込んでいません: {text}"),
            Self::NoCode => "商品コードのない行です（読み込んでいません）".to_owned(),
            Self::CodeUnreadable => "商品コードが文字として読めません（読み込んでいません）".to_owned(),
            Self::CodeRewritten { from, to } => {
                format!("商品コード「{from}」を「{to}」と読みました")
            }
            Self::OtherShape { code } => {
                format!("商品コード「{code}」は99999-999999の形ではありません（そのまま読み込みました）")
            }
            Self::PriceUnreadable { column, text } => format!("{column}「{text}」は金額として読めません"),
            Self::TextUnreadable { column } => format!("{column}に読めない文字があります"),
            Self::Conflict { code, columns, earlier, earlier_row } => format!(
                "商品コード{code}は同じ年月で先に出ており（{earlier} {earlier_row}行）、内容が異なります: {}",
                list(columns)
            ),
            Self::Repeated { rows } => {
                format!("同じ年月・商品コードで内容も同じ行を{rows}件省きました")
            }
        }
    }
}

impl fmt::Display for ListProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeader => f.write_str("no header row within the first twelve rows; not loaded"),
            Self::ColumnsMissing { columns } => {
                write!(f, "the header row lacks columns; not loaded: {}", list(columns))
            }
            Self::ColumnsTwice { columns } => {
                write!(f, "the header row has columns twice; not loaded: {}", list(columns))
            }
            Self::OtherColumn { name } => write!(f, "this column is not read: {name}"),
            Self::NoMonth => f.write_str("no title tells the month, and none was given; not loaded"),
            Self::SeveralMonths { months } => {
                let months: Vec<String> = months.iter().map(|month| month.iso().to_string()).collect();
                write!(f, "the title names several months; not loaded: {}", months.join(", "))
            }
            Self::OtherMonth { title, told } => {
                write!(f, "the title says {}, and {} was given; not loaded", title.iso(), told.iso())
            }
            Self::NoRows => f.write_str("no rows below the header row"),
            Self::HiddenSheet => f.write_str("a hidden sheet was not read"),
            Self::OtherSheet => f.write_str("a sheet without a header row was not read"),
            Self::Remark { text } => write!(f, "a remark, not loaded: {text}"),
            Self::NoCode => f.write_str("a row without a product code; not loaded"),
            Self::CodeUnreadable => f.write_str("the product code cannot be read as text; not loaded"),
            Self::CodeRewritten { from, to } => write!(f, "product code \"{from}\" was read as {to}"),
            Self::OtherShape { code } => {
                write!(f, "product code \"{code}\" has not the shape 99999-999999; loaded as it is")
            }
            Self::PriceUnreadable { column, text } => write!(f, "{column} \"{text}\" is no price"),
            Self::TextUnreadable { column } => write!(f, "{column} has characters that cannot be read"),
            Self::Conflict { code, columns, earlier, earlier_row } => write!(
                f,
                "product code {code} was listed before for this month ({earlier}, row {earlier_row}) and differs: {}",
                list(columns)
            ),
            Self::Repeated { rows } => {
                write!(f, "{rows} row(s) that repeat earlier ones of the same month were left out")
            }
        }
    }
}

impl ListProblem {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// The place and the message in Japanese.
    pub fn japanese(&self) -> String {
        match self.row {
            Some(row) => format!("{} {row}行: {}", self.source, self.kind.japanese()),
            None => format!("{}: {}", self.source, self.kind.japanese()),
        }
    }
}

impl fmt::Display for ListProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(f, "{}, row {row}: {}", self.source, self.kind),
            None => write!(f, "{}: {}", self.source, self.kind),
        }
    }
}

fn list(columns: &[Column]) -> String {
    columns.iter().map(|column| column.name()).collect::<Vec<_>>().join(", ")
}

fn wareki(months: &[YearMonth]) -> String {
    months.iter().map(|month| month.wareki().to_string()).collect::<Vec<_>>().join("、")
}
