//! A list as rows of cells, wherever they come from: title, header row, products.

use super::code::{code_key, read_code};
use super::entry::{Entry, Price, Source};
use super::normal::fold;
use super::price::price;
use super::problem::{Column, ListProblem, ListProblemKind as Kind};
use super::title;
use careplan_model::YearMonth;

/// The header row is looked for in this many rows.
const HEADER_WITHIN: u32 = 12;

/// A cell that is not empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    /// A text, as it stands.
    Text(String),
    /// A number of a workbook.
    #[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
    Number(f64),
    /// Something that is no text: what can be shown of it.
    Broken(String),
}

impl Cell {
    /// The text, or what can be shown of it.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Broken(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// A row with its cells that are not empty.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The row that people see, from 1.
    pub(super) number: u32,
    /// How many rows are above it, blank lines of CSV aside.
    pub(super) place: u32,
    /// The columns, from 0, with their cells.
    pub(super) cells: Vec<(u32, Cell)>,
}

impl Row {
    fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|(place, cell)| *place == column && !cell.is_blank()).map(|(_, cell)| cell)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, cell)| cell.is_blank())
    }
}

/// What a sheet holds.
pub(super) enum Sheet {
    /// The rows of a list, all of one month.
    List(Vec<Entry>),
    /// No header row at all: a page of explanations, or no price list.
    NoHeader,
    /// A list that could not be taken over; the problem says why.
    Refused,
}

/// Reads the rows of a sheet, and adds what is wrong to the problems.
///
/// The first error of the rows ends it.
pub(super) fn read<E>(
    rows: impl IntoIterator<Item = Result<Row, E>>,
    source: &Source,
    told: Option<YearMonth>,
    problems: &mut Vec<ListProblem>,
) -> Result<Sheet, E> {
    let mut add = |row: Option<u32>, kind: Kind| {
        problems.push(ListProblem { source: source.clone(), row, kind });
    };
    let mut rows = rows.into_iter();
    let mut title = None;
    let mut header = None;
    for row in rows.by_ref() {
        let row = row?;
        if row.place >= HEADER_WITHIN {
            break;
        }
        if let Some(columns) = Header::of(&row) {
            header = Some((row, columns));
            break;
        }
        title = title.or_else(|| months_of(&row));
    }
    let Some((header_row, header)) = header else {
        return Ok(Sheet::NoHeader);
    };
    let mut fits = true;
    for (columns, kind) in [
        (header.missing(), (|columns| Kind::ColumnsMissing { columns }) as fn(Vec<Column>) -> Kind),
        (header.twice(), |columns| Kind::ColumnsTwice { columns }),
    ] {
        if !columns.is_empty() {
            fits = false;
            add(Some(header_row.number), kind(columns));
        }
    }
    let month = match month(title, told) {
        Ok(month) => Some(month),
        Err((row, kind)) => {
            add(row, kind);
            None
        }
    };
    let (Some(month), true) = (month, fits) else {
        return Ok(Sheet::Refused);
    };
    for name in header.others {
        add(Some(header_row.number), Kind::OtherColumn { name });
    }
    let mut entries = Vec::new();
    let mut empty = true;
    for row in rows {
        let row = row?;
        if row.is_blank() {
            continue;
        }
        empty = false;
        entries.extend(entry(&row, &header.columns, month, &mut |kind| add(Some(row.number), kind)));
    }
    if empty {
        add(Some(header_row.number), Kind::NoRows);
    }
    Ok(Sheet::List(entries))
}

/// The first row with a month is the title.
fn months_of(row: &Row) -> Option<(u32, Vec<YearMonth>)> {
    let mut once = Vec::new();
    for (_, cell) in &row.cells {
        if let Cell::Text(text) | Cell::Broken(text) = cell {
            for month in title::months(text) {
                if once.len() < title::MOST && !once.contains(&month) {
                    once.push(month);
                }
            }
        }
    }
    (!once.is_empty()).then_some((row.number, once))
}

/// The month that the title tells, or else the caller.
fn month(
    title: Option<(u32, Vec<YearMonth>)>,
    told: Option<YearMonth>,
) -> Result<YearMonth, (Option<u32>, Kind)> {
    match (title, told) {
        (None, Some(told)) => Ok(told),
        (None, None) => Err((None, Kind::NoMonth)),
        (Some((row, months)), told) => match (months.as_slice(), told) {
            ([title], None) => Ok(*title),
            ([title], Some(told)) if *title == told => Ok(told),
            ([title], Some(told)) => Err((Some(row), Kind::OtherMonth { title: *title, told })),
            // The caller settles which of them it is.
            (_, Some(told)) if months.contains(&told) => Ok(told),
            _ => Err((Some(row), Kind::SeveralMonths { months })),
        },
    }
}

/// A header row: which column stands where.
struct Header {
    columns: Vec<(Column, u32)>,
    others: Vec<String>,
}

impl Header {
    /// The header that a row is: it has the column of the codes and two others at least.
    fn of(row: &Row) -> Option<Self> {
        let mut header = Self { columns: Vec::new(), others: Vec::new() };
        for (place, cell) in row.cells.iter().filter(|(_, cell)| !cell.is_blank()) {
            let name = cell.shown();
            match column(&name) {
                Some(column) => header.columns.push((column, *place)),
                None => header.others.push(name),
            }
        }
        let known = Column::ALL.into_iter().filter(|column| header.count(*column) > 0).count();
        (header.count(Column::Code) > 0 && known >= 3).then_some(header)
    }

    fn count(&self, column: Column) -> usize {
        self.columns.iter().filter(|(known, _)| *known == column).count()
    }

    fn missing(&self) -> Vec<Column> {
        Column::ALL.into_iter().filter(|column| self.count(*column) == 0).collect()
    }

    fn twice(&self) -> Vec<Column> {
        Column::ALL.into_iter().filter(|column| self.count(*column) > 1).collect()
    }
}

/// The column that a name of a header row means; width and blanks are forgiven, and a missing （円）.
fn column(name: &str) -> Option<Column> {
    let name: String = fold(name).chars().filter(|character| !character.is_whitespace()).collect();
    match name.strip_suffix("(円)").unwrap_or(&name) {
        // Folded kana are katakana, and no name has hiragana but の.
        "商品コード" | "コード" => Some(Column::Code),
        "法人名" => Some(Column::Maker),
        "商品名" => Some(Column::Name),
        "型番" => Some(Column::Model),
        "全国平均貸与価格" => Some(Column::Average),
        "貸与価格ノ上限" => Some(Column::Limit),
        _ => None,
    }
}

fn entry(
    row: &Row,
    columns: &[(Column, u32)],
    month: YearMonth,
    add: &mut impl FnMut(Kind),
) -> Option<Entry> {
    let cell = |wanted: Column| {
        columns.iter().find(|(column, _)| *column == wanted).and_then(|(_, place)| row.cell(*place))
    };
    let others_blank =
        columns.iter().all(|(column, place)| *column == Column::Code || row.cell(*place).is_none());
    let (code, product) = match cell(Column::Code) {
        None => return refuse(add, Kind::NoCode),
        Some(Cell::Broken(_)) => return refuse(add, Kind::CodeUnreadable),
        Some(cell) => {
            let read = read_code(&cell.shown());
            if let Some(code) = read.code {
                if !read.changes.is_empty() {
                    add(Kind::CodeRewritten { from: read.typed, to: code.to_string() });
                }
                (code.to_string(), Some(code))
            } else if others_blank {
                return refuse(add, Kind::Remark { text: read.typed });
            } else {
                add(Kind::OtherShape { code: read.typed.clone() });
                (read.typed, None)
            }
        }
    };
    let mut text = |column: Column| match cell(column) {
        None => String::new(),
        Some(cell) => {
            if matches!(cell, Cell::Broken(_)) {
                add(Kind::TextUnreadable { column });
            }
            cell.shown()
        }
    };
    let (maker, name, model) = (text(Column::Maker), text(Column::Name), text(Column::Model));
    let mut priced = |column: Column| {
        let price = price(cell(column));
        if let Price::Unreadable(text) = &price {
            add(Kind::PriceUnreadable { column, text: text.clone() });
        }
        price
    };
    let (average, limit) = (priced(Column::Average), priced(Column::Limit));
    Some(Entry {
        month,
        code,
        product,
        maker,
        name,
        model,
        average,
        limit,
        disputed: false,
        row: row.number,
        source: 0,
        text: 0,
    })
}

fn refuse(add: &mut impl FnMut(Kind), kind: Kind) -> Option<Entry> {
    add(kind);
    None
}

/// The columns in which two rows for one code and month differ.
pub(super) fn differences(a: &Entry, b: &Entry) -> Vec<Column> {
    [
        (Column::Maker, a.maker == b.maker),
        (Column::Name, a.name == b.name),
        (Column::Model, a.model == b.model),
        (Column::Average, a.average == b.average),
        (Column::Limit, a.limit == b.limit),
    ]
    .into_iter()
    .filter_map(|(column, same)| (!same).then_some(column))
    .collect()
}

/// The text by which the codes of a list are found.
pub(super) fn key(entry: &Entry) -> String {
    code_key(&entry.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns() {
        for (name, expected) in [
            ("商品コード", Column::Code),
            ("コード", Column::Code),
            ("ｺｰﾄﾞ", Column::Code),
            (" 商品\nコード　", Column::Code),
            ("法 人 名", Column::Maker),
            ("商品名", Column::Name),
            ("型番", Column::Model),
            ("全国平均貸与価格（円）", Column::Average),
            ("全国平均\r\n貸与価格(円)", Column::Average),
            ("全国平均貸与価格", Column::Average),
            ("貸与価格の上限（円）", Column::Limit),
            ("貸与価格の 上限 （ 円 ）", Column::Limit),
        ] {
            assert_eq!(column(name), Some(expected), "{name}");
        }
        for other in ["", "コード表", "商品", "上限", "貸与価格", "(円)"] {
            assert_eq!(column(other), None, "{other}");
        }
        for known in Column::ALL {
            assert_eq!(column(known.name()), Some(known));
        }
    }
}
