//! The form of the file as CSV: records, lines, quotes, blanks.

use crate::check::{Check, Family, FileContext};
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::fix::{Edit as Replacement, Fix};
use crate::row::{Cell, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::{Content, Cut, End, Limit, Line, Raw, Set};
use crate::sample::{ACTUAL, PLAN, PLAN_DELETION, SLIP_V3, SUPPORT};
use careplan_csv::{Entry, FieldState, LineEnd, Record};
use careplan_model::{Item, ItemType};

/// The rules about the form of the file.
pub static FAMILY: Family = Family {
    name: "csv",
    title: Bilingual { ja: "CSVの形式", en: "CSV form" },
    rules: ALL,
    check: Some(|| Box::new(CsvCheck)),
};

rules! {
    EMPTY_FILE = "csv-empty-file" (Error, Error)
        section "ファイル仕様（CSV形式）",
        ja "レコードが1件もありません", en "the file holds no record",
        why ja "空のファイルは取り込めません。対象者がいない場合はファイルそのものを作りません。",
            en "An empty file cannot be imported. Where there is nobody to tell of, there is no file.",
        mend ja "出力をやり直すか、このファイルを送信から外してください。",
             en "Write the file again, or leave it out.",
        rejected [PLAN_DELETION.with(&[Content("DLTPLAN", b"")])],
        accepted [PLAN_DELETION.with(&[])];
    UNCLOSED_QUOTE = "csv-unclosed-quote" (Error, Error)
        section "ファイル仕様（フリーテキストは「\"」で囲む）",
        ja "引用符「\"」が閉じられていません", en "a quoted field that never ends",
        why ja "この項目から後ろの項目は読めません。受信側では以降のレコードまで一つの項目とみなされることがあります。",
            en "The items behind this one cannot be read, and a receiver may take the records that follow for one text.",
        mend ja "項目の終わりに「\"」を補ってください。文中の「\"」は「\"\"」と二つ重ねます。",
             en "Put the closing quote behind the text; a quote inside it is doubled.",
        rejected [PLAN.with(&[Raw("UP1KYO", 1, 24, "\"転倒を防ぎます。")])],
        accepted [PLAN.with(&[Raw("UP1KYO", 1, 24, "\"転倒を\"\"防ぎ\"\"ます。\"")])];
    STRAY_QUOTE = "csv-stray-quote" (Error, Warning)
        section "ファイル仕様（フリーテキストは「\"」で囲む）",
        ja "引用符「\"」の位置が正しくありません", en "a quote where none may stand",
        why ja "引用符で囲まれていない項目の途中に「\"」があるか、閉じ引用符の後に文字があります。ソフトウェアによって読み方が変わります。",
            en "A quote inside an unquoted field, or text behind a closing quote: each program reads that in its own way.",
        mend ja "項目全体を「\"」で囲み、文中の「\"」は「\"\"」と二つ重ねてください。",
             en "Put the whole item in quotes, and double the quotes inside it.",
        rejected [
            PLAN.with(&[Raw("UP1KYO", 1, 24, "転倒を\"防ぎます。")]),
            PLAN.with(&[Raw("UP1KYO", 1, 24, "\"転倒を\"防ぎます。")]),
        ],
        accepted [PLAN.with(&[Raw("UP1KYO", 1, 24, "\"\"\"転倒\"\"を防ぎます。\"")])];
    FIELD_COUNT = "csv-field-count" (Error, Error)
        section "各様式の項目一覧",
        ja "項目数が標準仕様のレイアウトと一致しません", en "the record has another number of items than the layout",
        says ja "項目数が{found}です（標準仕様のレイアウトでは{expected}項目）", en "{found} items where the layout has {expected}",
        why ja "項目は位置で読まれます。数が違うと、後ろの項目が別の項目として取り込まれるか、エラーになります。",
            en "Items are read by their place. Another number shifts them or stops the import.",
        mend ja "不足している空の項目（カンマ）を補うか、余分な項目を除いてください。",
             en "Add the commas of blank items that are missing, or take out what is too much.",
        rejected [
            ACTUAL.with(&[Cut("UPJSK", 1, 24)]),
            ACTUAL.with(&[Raw("UPJSK", 1, 25, ",")]),
            SLIP_V3.with(&[Cut("UPPLAN", 1, 20)]),
        ],
        accepted [ACTUAL.with(&[]), SLIP_V3.with(&[])];
    HEADER_ROW = "csv-header-row" (Error, Warning)
        section "ファイル仕様（見出し行の定めなし）",
        ja "見出し行（項目名の行）があります", en "the file begins with a header row",
        why ja "標準仕様のファイルに見出し行はありません。受信側はレコードとして読み、エラーにします。",
            en "Files of the standard have none. A receiver reads it as a record, and fails.",
        mend ja "先頭の行を除いてください。", en "Leave the first line out.",
        rejected [ACTUAL.with(&[Line("UPJSK", 1, "CSVバージョン,保険者番号,被保険者番号\r\n")])],
        accepted [ACTUAL.with(&[])];
    BLANK_LINE = "csv-blank-line" (Warning, Info)
        section "ファイル仕様（CSV形式）",
        ja "空行があります", en "a blank line",
        why ja "空行を項目数の足りないレコードとみなす受信側があります。",
            en "Some receivers take it for a record without items.",
        mend ja "空行を除いてください。", en "Leave the line out.",
        rejected [
            ACTUAL.with(&[Line("UPJSK", 2, "\r\n")]),
            ACTUAL.with(&[End("UPJSK", 3, "\r\n\r\n")]),
        ],
        accepted [ACTUAL.with(&[])];
    LINE_ENDING = "csv-line-ending" (Warning, Info)
        section "ファイル仕様（CSV形式）",
        ja "行がCRLFで終わっていません", en "a line does not end with CRLF",
        says ja "行がCRLFではなく{ending}で終わっています", en "the line ends with {ending} instead of CRLF",
        why ja "実務では全ての行がCRLFで終わります。CRLFしか受け付けないソフトウェアがあります。",
            en "In practice every line ends with CRLF, and some programs accept nothing else.",
        mend ja "改行をCRLFにし、最後の行の後にもCRLFを付けてください。",
             en "End every line with CRLF, the last one too.",
        rejected [ACTUAL.with(&[End("UPJSK", 2, "\n")]), ACTUAL.with(&[End("UPJSK", 3, "")])],
        accepted [PLAN.with(&[Raw("UP1KYO", 1, 24, "\"転倒を防ぎ、\n見守ります。\"")])];
    FREE_TEXT_UNQUOTED = "csv-free-text-unquoted" (Warning, Info)
        section "ファイル仕様（フリーテキストは「\"」で囲む）",
        ja "フリーテキストが引用符「\"」で囲まれていません", en "free text without quotes",
        why ja "フリーテキストは「\"」で囲みます。囲まないと、文中のカンマや改行で項目がずれます。",
            en "Free text stands in quotes; without them a comma or a line break inside shifts the items.",
        mend ja "項目を「\"」で囲んでください。", en "Put the item in quotes.",
        rejected [PLAN.with(&[Raw("UP1KYO", 1, 24, "転倒を防ぎます。")])],
        accepted [PLAN.with(&[Raw("UP1KYO", 1, 24, "")]), SUPPORT.with(&[Raw("UPYOBO_SUB", 1, 5, "1")])];
    CODE_QUOTED = "csv-code-quoted" (Warning, Info)
        section "ファイル仕様（CSV形式）",
        ja "フリーテキスト以外の項目が引用符「\"」で囲まれています", en "an item in quotes that is no free text",
        why ja "実務ではフリーテキスト以外の項目は囲みません。引用符を値の一部として読むソフトウェアがあります。",
            en "In practice only free text is quoted, and some programs read the quotes as part of the value.",
        mend ja "引用符を外してください。", en "Leave the quotes out.",
        rejected [ACTUAL.with(&[Raw("UPJSK", 1, 5, "\"202604\"")]), ACTUAL.with(&[Raw("UPJSK", 1, 11, "\"\"")])],
        accepted [
            ACTUAL.with(&[Raw("UPJSK", 1, 7, "\"\"")]),
            SUPPORT.with(&[Set("UPYOBO_SUB", 1, 5, "1")]),
        ];
    OUTER_BLANKS = "csv-outer-blanks" (Error, Warning)
        section "各様式の項目一覧（属性・項目長）",
        ja "コードや数値の前後に空白があります", en "blanks around an item that is no free text",
        why ja "空白も値の一部として読まれ、桁数や照合のエラーになります。",
            en "Blanks are read as part of the value, whose length and code are then wrong.",
        mend ja "前後の空白を除いてください。", en "Leave the blanks out.",
        rejected [
            ACTUAL.with(&[Raw("UPJSK", 1, 10, " 20260401")]),
            ACTUAL.with(&[Raw("UPJSK", 1, 10, "20260401　")]),
            ACTUAL.with(&[Raw("UPJSK", 1, 9, "  ")]),
        ],
        accepted [ACTUAL.with(&[Raw("UPJSK", 1, 7, "\"　例示　能子 \"")])];
    RECORD_TOO_LONG = "csv-record-too-long" (Error, Error)
        section "（読み取りの上限。標準仕様に定めはありません）",
        ja "レコードが読み取りの上限より長くなっています", en "the record is longer than the limit of the reader",
        why ja "上限を超えるレコードは読み飛ばされます。多くは閉じられていない引用符が原因です。",
            en "A record over the limit is passed over. Usually a quote that is never closed is the cause.",
        mend ja "引用符と改行を確認してください。正しいレコードであれば上限を上げてください。",
             en "Look at quotes and line breaks; if the record is right, raise the limit.",
        rejected [ACTUAL.with(&[Limit(140)])],
        accepted [ACTUAL.with(&[Limit(1000)])];
}

struct CsvCheck;

impl Check for CsvCheck {
    fn start_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        if file.is_empty && file.encoding.is_none() && file.layout().is_some() {
            findings.add(Found::new(&EMPTY_FILE, Location::file(file.id)));
        }
    }

    fn odd_line(&mut self, file: &FileContext, entry: &Entry<'_>, findings: &mut Findings<'_>) {
        match entry {
            Entry::Header(line) => {
                findings.add(Found::new(&HEADER_ROW, Location::line(file.id, &line.at())));
            }
            Entry::Blank(line) => {
                let location = Location::line(file.id, &line.at());
                let fix = location.bytes.clone().map(|bytes| Fix::replace(bytes, *b""));
                findings.add(Found::new(&BLANK_LINE, location).fix(fix));
            }
            Entry::Record(record) => {
                findings.add(Found::new(&RECORD_TOO_LONG, Location::record(file.id, record)));
            }
        }
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let (found, expected) = (row.field_count(), row.expected_count());
        if found != expected {
            let finding = Found::new(&FIELD_COUNT, row.place());
            findings.add(finding.with("found", found).with("expected", expected));
        }
        if row.record.line_end() != LineEnd::CrLf {
            line_ending(row, &row.record, findings);
        }
    }
}

fn line_ending(row: &Row<'_>, record: &Record<'_>, findings: &mut Findings<'_>) {
    let ending = match record.line_end() {
        LineEnd::Lf => Bilingual { ja: "LF", en: "LF" },
        LineEnd::Cr => Bilingual { ja: "CR", en: "CR" },
        LineEnd::None | LineEnd::CrLf => {
            Bilingual { ja: "ファイルの終わり", en: "the end of the file" }
        }
    };
    let location = row.place().with_bytes(record, record.body().len()..record.as_bytes().len());
    let fix = location.bytes.clone().map(|bytes| Fix::replace(bytes, *b"\r\n"));
    findings.add(Found::new(&LINE_ENDING, location).with("ending", ending).fix(fix));
}

/// Looks at the quotes of a cell. `None` if it cannot be read, else its bytes without them.
pub(super) fn quotes<'r>(row: &Row<'r>, cell: &Cell<'r>, findings: &mut Findings<'_>) -> Option<&'r [u8]> {
    let field = cell.field;
    let (start, end) = (field.start(), field.start() + field.raw().len());
    match field.state() {
        FieldState::Bare => {
            let must_be_quoted =
                |item: &Item| matches!(item.item_type, ItemType::FreeText | ItemType::ImageName);
            if !field.raw().is_empty() && cell.item.is_some_and(must_be_quoted) {
                let fix = row.is_whole().then(|| around(row, [start..start, end..end], b"\""));
                findings.add(Found::new(&FREE_TEXT_UNQUOTED, row.at_cell(cell)).fix(fix));
            }
        }
        FieldState::Quoted => {
            if cell.item.is_some_and(|item| !item.item_type.is_quoted()) {
                let content = field.content();
                // Quotes around a comma, a quote or a line break are needed.
                let is_needed = content.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'));
                let fix = (!is_needed && row.is_whole())
                    .then(|| around(row, [start..start + 1, end.saturating_sub(1)..end], b""));
                findings.add(Found::new(&CODE_QUOTED, row.at_cell(cell)).fix(fix));
            }
        }
        FieldState::StrayQuote(at) | FieldState::TextAfterQuote(at) => {
            let location = row.at_cell(cell).with_bytes(&row.record, start + at..end);
            findings.add(Found::new(&STRAY_QUOTE, location));
            return None;
        }
        FieldState::UnclosedQuote => {
            findings.add(Found::new(&UNCLOSED_QUOTE, row.at_cell(cell)));
            return None;
        }
    }
    Some(field.content())
}

/// Replaces two parts of a record, which count from its start, by the same bytes.
fn around(row: &Row<'_>, parts: [core::ops::Range<usize>; 2], by: &[u8]) -> Fix {
    let edit = |part: core::ops::Range<usize>| Replacement {
        bytes: row.byte(part.start)..row.byte(part.end),
        replacement: by.to_vec(),
    };
    Fix::Replace(parts.map(edit).to_vec())
}

/// Looks for blanks around a cell that is no free text; gives the bytes between them, and where they begin in
/// the record.
pub(super) fn outer_blanks<'r>(
    row: &Row<'r>,
    cell: &Cell<'r>,
    content: &'r [u8],
    findings: &mut Findings<'_>,
) -> (&'r [u8], usize) {
    let begin = cell.field.start() + usize::from(cell.field.state() == FieldState::Quoted);
    let leading = leading_blanks(content);
    let rest = content.get(leading..).unwrap_or_default();
    let inner = rest.get(..rest.len() - trailing_blanks(rest)).unwrap_or_default();
    if inner.len() < content.len() {
        let (start, end) = (begin + leading, begin + leading + inner.len());
        let fix = row.is_whole().then(|| around(row, [begin..start, end..begin + content.len()], b""));
        findings.add(Found::new(&OUTER_BLANKS, row.at_cell(cell)).fix(fix));
    }
    (inner, begin + leading)
}

/// The full-width blank (U+3000).
const WIDE_BLANK: [u8; 2] = [0x81, 0x40];

fn leading_blanks(content: &[u8]) -> usize {
    let mut rest = content;
    loop {
        rest = match rest {
            [b' ' | b'\t', after @ ..] => after,
            [a, b, after @ ..] if [*a, *b] == WIDE_BLANK => after,
            _ => return content.len() - rest.len(),
        };
    }
}

/// From behind, 81 40 could be the end of another character and an `@`: only codes and numbers come here, which
/// hold neither in any value that is right.
fn trailing_blanks(content: &[u8]) -> usize {
    let mut rest = content;
    loop {
        rest = match rest {
            [before @ .., b' ' | b'\t'] => before,
            [before @ .., a, b] if [*a, *b] == WIDE_BLANK => before,
            _ => return content.len() - rest.len(),
        };
    }
}
