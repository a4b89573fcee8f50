//! Bytes and characters: the encoding of the file, and what its texts are made of.

use crate::check::{Check, Family, FileContext};
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::fix::{Edit as Replacement, Fix};
use crate::row::{Cell, Row};
use crate::rule::{Bilingual, Rule};
use crate::rules;
use crate::sample::Edit::{Bytes, Raw, Set, Utf8, Utf16};
use crate::sample::{ACTUAL, PLAN, PLAN_DELETION};
use careplan_csv::{Encoding, FieldState, ms932};
use careplan_model::{Item, ItemType};
use core::ops::Range;

/// The rules about bytes and characters.
pub static FAMILY: Family = Family {
    name: "text",
    title: Bilingual { ja: "文字コードと文字", en: "Bytes and text" },
    rules: ALL,
    check: Some(|| Box::new(TextCheck)),
};

rules! {
    UTF8 = "text-utf8" (Error, Error)
        section "ファイル仕様（文字コードはShift_JIS）",
        ja "ファイルがShift_JISではなくUTF-8です", en "the file is UTF-8, not Shift_JIS",
        why ja "標準仕様の文字コードはShift_JIS（MS932）です。UTF-8のまま取り込むと氏名などが文字化けします。",
            en "The standard is Shift_JIS (MS932). Read as that, names in UTF-8 become garbage.",
        mend ja "Shift_JIS（Windowsの「ANSI」）で出力し直してください。",
             en "Write the file as Shift_JIS (“ANSI” on Japanese Windows).",
        rejected [ACTUAL.with(&[Utf8("UPJSK")])],
        accepted [PLAN_DELETION.with(&[Utf8("DLTPLAN")])];
    UTF16 = "text-utf16" (Error, Error)
        section "ファイル仕様（文字コードはShift_JIS）",
        ja "ファイルがShift_JISではなくUTF-16です", en "the file is UTF-16, not Shift_JIS",
        why ja "標準仕様の文字コードはShift_JIS（MS932）です。表計算ソフトの「Unicodeテキスト」で保存するとUTF-16になります。",
            en "The standard is Shift_JIS (MS932). Spreadsheets write UTF-16 when told to save “Unicode text”.",
        mend ja "Shift_JIS（Windowsの「ANSI」）で出力し直してください。",
             en "Write the file as Shift_JIS (“ANSI” on Japanese Windows).",
        rejected [ACTUAL.with(&[Utf16("UPJSK")])],
        accepted [ACTUAL.with(&[])];
    INVALID_BYTES = "text-invalid-bytes" (Error, Error)
        section "ファイル仕様（文字コードはShift_JIS）",
        ja "Shift_JIS（MS932）の文字ではないバイトがあります", en "bytes that are no character of Shift_JIS (MS932)",
        says ja "Shift_JIS（MS932）の文字ではないバイトが{count}か所あります（最初は{bytes}）",
             en "bytes that are no character of Shift_JIS (MS932) at {count} place(s), the first {bytes}",
        why ja "文字の途中で切れたか、別の文字コードが混ざっています。読めない文字は「?」などに化けます。",
            en "A character was cut in the middle, or another encoding was mixed in. It shows as “?” at best.",
        mend ja "元の文字を確認して入力し直してください。", en "Find out what was meant, and type it again.",
        rejected [
            PLAN.with(&[Bytes("UP1KYO", 1, 8, b"\"\x97\xE1\x8E\"")]),
            PLAN.with(&[Bytes("UP1KYO", 1, 8, b"\"\x80\"")]),
            ACTUAL.with(&[Bytes("UPJSK", 1, 9, b"\xA0")]),
        ],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 8, "髙﨑　濵子")])];
    GAIJI = "text-gaiji" (Error, Warning)
        section "ファイル仕様（外字は使用不可）",
        ja "外字（利用者定義文字）があります", en "a user-defined character (外字)",
        says ja "外字（利用者定義文字）が{count}か所あります（最初は{bytes}）",
             en "user-defined characters (外字) at {count} place(s), the first {bytes}",
        why ja "外字は作った端末でしか正しく表示されません。受信側では空白や別の文字になります。",
            en "Such a character shows only where it was drawn. Elsewhere it is a blank or another one.",
        mend ja "MS932にある文字（髙、﨑など）か、代わりの文字に置き換えてください。",
             en "Replace it by a character that MS932 has, such as 髙 or 﨑.",
        rejected [PLAN.with(&[Bytes("UP1KYO", 1, 8, b"\"\xF0\x40\x97\xE1\"")])],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 8, "髙﨑　德子")])];
    CONTROL_CHARACTER = "text-control-character" (Error, Warning)
        section "ファイル仕様（フリーテキスト）",
        ja "フリーテキストに制御文字があります", en "a control character in free text",
        says ja "フリーテキストに制御文字が{count}か所あります（最初は{bytes}）",
             en "control characters at {count} place(s), the first {bytes}",
        why ja "改行以外の制御文字は画面や帳票で化け、取込みエラーの原因になります。ワープロや表計算からの貼り付けで入ります。",
            en "Control characters other than line breaks come with text pasted from other programs, and break displays and imports.",
        mend ja "その文字を除くか、改行に置き換えてください。", en "Remove it, or put a line break.",
        rejected [PLAN.with(&[Raw("UP1KYO", 1, 24, "\"転倒を\u{B}防ぎます。\"")])],
        accepted [PLAN.with(&[Raw("UP1KYO", 1, 24, "\"転倒を\r\n防ぎます。\n\"")])];
    ALTERNATE_CODE = "text-alternate-code" (Info, Info)
        section "ファイル仕様（文字コードはShift_JIS）",
        ja "Windowsが書かないコードの文字があります", en "a character in a code that Windows does not write",
        says ja "Windowsが書かないコードの文字が{count}か所あります（最初は{bytes}）",
             en "characters in codes that Windows does not write at {count} place(s), the first {bytes}",
        why ja "同じ文字にコードが二つあり（NEC選定IBM拡張文字など）、Windows以外のソフトウェアが別の方を書いています。多くは正しく読めますが、照合で違う文字とみなされることがあります。",
            en "The character has two codes, and software other than Windows wrote the other one. Most programs read it, but comparing may fail.",
        mend ja "自動で直せます（文字は変わりません）。", en "It can be mended without changing the character.",
        rejected [PLAN.with(&[Bytes("UP1KYO", 1, 8, b"\"\xEE\xE0\"")])],
        accepted [PLAN.with(&[Bytes("UP1KYO", 1, 8, b"\"\xFB\xFC\"")])];
    HALF_WIDTH_KANA = "text-half-width-kana" (Info, Off)
        section "ファイル仕様（フリーテキスト）",
        ja "フリガナ以外のフリーテキストに半角カナがあります", en "half-width kana in free text other than フリガナ",
        says ja "半角カナが{count}文字あります", en "{count} half-width kana",
        why ja "標準仕様は禁じていませんが、全角にしないと表示が崩れるソフトウェアがあります。",
            en "The standard allows it, but some software shows it badly.",
        mend ja "できれば全角カナで入力してください。", en "Better write full-width kana.",
        rejected [PLAN.with(&[Set("UP1KYO", 1, 24, "ﾄｲﾚまで歩く。")])],
        accepted [PLAN.with(&[Set("UPHOSOKU", 1, 5, "ﾐﾎﾝ ﾀﾛｳ")])];
    FORMULA = "text-formula" (Info, Info)
        section "ファイル仕様（フリーテキスト）",
        ja "表計算ソフトで開くと数式として実行される文です", en "a text that a spreadsheet would run as a formula",
        why ja "「=」「+」「-」「@」で始まる文は、表計算ソフトで開くと数式とみなされ、別の値になります。",
            en "A text that begins with = + - or @ is taken for a formula when somebody opens the file in a spreadsheet.",
        mend ja "先頭の記号を全角にするか、「・」などに替えてください。",
             en "Write the first sign in full width, or use another one.",
        rejected [PLAN.with(&[Set("UP1KYO", 1, 24, "-転倒を防ぐ")]), PLAN.with(&[Set("UP1KYO", 1, 24, "=1+1")]),
            PLAN.with(&[Set("UP1KYO", 1, 24, "\r\n@1")])],
        accepted [PLAN.with(&[Set("UP1KYO", 1, 24, "-12.5")]), PLAN.with(&[Set("UP1KYO", 1, 24, "―転倒を防ぐ")])];
}

struct TextCheck;

impl Check for TextCheck {
    fn is_about(&self, _: &FileContext) -> bool {
        false
    }

    fn start_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        let found = |rule| Found::new(rule, Location::file(file.id)).fix(Fix::Recode);
        match file.encoding {
            None => {}
            Some(Encoding::Utf8 | Encoding::Utf8Bom) => findings.add(found(&UTF8)),
            Some(Encoding::Utf16Le | Encoding::Utf16Be) => findings.add(found(&UTF16)),
        }
    }
}

/// Looks at the characters of a cell: whether all are some, then, in free text, which.
///
/// Returns the number of characters; `None` if the cell is no text.
pub(super) fn characters(
    row: &Row<'_>,
    cell: &Cell<'_>,
    content: &[u8],
    findings: &mut Findings<'_>,
) -> Option<usize> {
    let sight = Sight { row, cell, content };
    let count = ms932::check(content).ok();
    if count.is_none() {
        sight.faults(findings);
    }
    let is_text = |item: &Item| {
        matches!(item.item_type, ItemType::FreeText | ItemType::NumberText | ItemType::ImageName)
    };
    if cell.item.is_some_and(is_text) {
        sight.free_text(findings);
    }
    // In quotes a quote stands doubled.
    count.map(|count| count - content.split(|byte| *byte == b'"').count().saturating_sub(1) / 2)
}

/// A cell whose characters are looked at.
struct Sight<'s, 'r> {
    row: &'s Row<'r>,
    cell: &'s Cell<'r>,
    content: &'s [u8],
}

impl Sight<'_, '_> {
    /// A finding at bytes of the content.
    fn found(&self, rule: &'static Rule, bytes: Range<usize>) -> Found {
        let begin = self.begin();
        let location = self.row.at_cell(self.cell);
        let location = location.with_bytes(&self.row.record, begin + bytes.start..begin + bytes.end);
        let shown = self.content.get(bytes).unwrap_or_default();
        let shown: Vec<String> = shown.iter().map(|byte| format!("{byte:02X}")).collect();
        Found::new(rule, location).with("bytes", shown.join(" "))
    }

    /// Where the content begins in the record.
    fn begin(&self) -> usize {
        self.cell.field.start() + usize::from(self.cell.field.state() == FieldState::Quoted)
    }

    #[cold]
    fn faults(&self, findings: &mut Findings<'_>) {
        for (rule, kind) in
            [(&INVALID_BYTES, ms932::DecodeFault::Invalid), (&GAIJI, ms932::DecodeFault::Gaiji)]
        {
            let mut faults = ms932::faults(self.content).filter(|fault| fault.kind == kind);
            if let Some(first) = faults.next() {
                let bytes = first.offset..first.offset + first.bytes().len();
                findings.add(self.found(rule, bytes).with("count", 1 + faults.count()));
            }
        }
    }

    fn free_text(&self, findings: &mut Findings<'_>) {
        // No byte of a longer character is a control.
        let is_control = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\r' | b'\n');
        if let Some(first) = self.content.iter().position(is_control) {
            let count = self.content.iter().filter(|byte| is_control(byte)).count();
            findings.add(self.found(&CONTROL_CHARACTER, first..first + 1).with("count", count));
        }
        if is_formula(self.content) {
            findings.add(self.found(&FORMULA, 0..1));
        }
        if self.content.is_ascii() {
            return;
        }
        let mut alternates = ms932::alternates(self.content).peekable();
        if let Some(&(first, ..)) = alternates.peek() {
            let edit = |(at, _, canonical): (usize, [u8; 2], [u8; 2])| Replacement {
                bytes: self.row.byte(self.begin() + at)..self.row.byte(self.begin() + at + 2),
                replacement: canonical.to_vec(),
            };
            let edits: Vec<_> = alternates.map(edit).collect();
            let found = self.found(&ALTERNATE_CODE, first..first + 2).with("count", edits.len());
            findings.add(found.fix(Fix::Replace(edits)));
        }
        if self.cell.item.is_none_or(|item| !item.is_kana) {
            let (first, count) = half_width_kana(self.content);
            if count > 0 {
                findings.add(self.found(&HALF_WIDTH_KANA, first..first + 1).with("count", count));
            }
        }
    }
}

/// Where the first half-width kana stands, and how many there are.
fn half_width_kana(content: &[u8]) -> (usize, usize) {
    let (mut first, mut count, mut at) = (0, 0, 0);
    while let Some(byte) = content.get(at) {
        match byte {
            0xA1..=0xDF => {
                first = if count == 0 { at } else { first };
                count += 1;
                at += 1;
            }
            0x81..=0x9F | 0xE0..=0xFC => at += 2,
            _ => at += 1,
        }
    }
    (first, count)
}

/// Whether a spreadsheet would take the text for a formula, which some do behind blanks too. A sign alone, or a row of
/// hyphens, it does not run.
fn is_formula(content: &[u8]) -> bool {
    let content = content.trim_ascii_start();
    let [b'=' | b'+' | b'-' | b'@', rest @ ..] = content else { return false };
    let is_rule = rest.iter().all(|byte| matches!(byte, b'-' | b'=' | b'+'));
    let is_number = str::from_utf8(content).is_ok_and(|text| text.replace(',', "").parse::<f64>().is_ok());
    !is_rule && !is_number
}
