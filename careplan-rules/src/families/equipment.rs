//! What 第6表 and 第7表 share about the rental of welfare equipment: which lines name a product, and how.

use crate::column::Column;
use crate::finding::Found;
use crate::findings::Findings;
use crate::fix::Fix;
use crate::level::Level;
use crate::row::{NotRun, Row};
use crate::rule::{Bilingual, Rule};
use careplan_csv::{FieldState, ItemState, ProblemKind, Text, ms932};
use careplan_model::{
    EquipmentCodeShape, Fault, LayoutFamily, NotifiedCode, ServiceCode, ServiceTypeCode, TaisCode, Value,
};
use core::ops::Range;

/// The columns of a form that are about equipment, and the rules to raise. The findings carry parameters that
/// messages may name:
///
/// - `on_other`: `{item}`, the item that is filled;
/// - `tais_shape`: `{item}` and `{reason}`;
/// - all: `{code}`, the service code.
pub(super) struct Equipment {
    /// TAISコード.
    pub(super) tais_code: Column<TaisCode>,
    /// 福祉用具届出コード.
    pub(super) notified_code: Column<NotifiedCode>,
    /// 用具名称（機種名）.
    pub(super) name: Column<Text<'static>>,
    /// A product line with neither code.
    pub(super) code_missing: &'static Rule,
    /// A product line with both codes.
    pub(super) code_both: &'static Rule,
    /// A product line without a name.
    pub(super) name_missing: &'static Rule,
    /// Equipment on a service of another type.
    pub(super) on_other: &'static Rule,
    /// A code of another shape than `00001-000010`.
    pub(super) tais_shape: &'static Rule,
}

impl Equipment {
    /// Runs the five rules on a record with this サービスコード. Editions before 4.0 do not have the items.
    pub(super) fn check(
        &self,
        code: Result<ServiceCode, NotRun>,
        row: &Row<'_>,
        findings: &mut Findings<'_>,
    ) {
        if row.family == LayoutFamily::V3 {
            return;
        }
        let Ok(code) = code else {
            let rules =
                [self.code_missing, self.code_both, self.name_missing, self.on_other, self.tais_shape];
            for rule in rules {
                findings.ran(rule, Err(NotRun));
            }
            return;
        };
        if code.equipment_category().is_some() {
            self.product(code, row, findings);
        }
        if code.is_equipment_rental() {
            shape(row, self.tais_code, TaisCode::shape, self.tais_shape, code, findings);
            shape(row, self.notified_code, NotifiedCode::shape, self.tais_shape, code, findings);
        } else {
            self.other(code, row, findings);
        }
    }

    /// A line that has to name its product.
    fn product(&self, code: ServiceCode, row: &Row<'_>, findings: &mut Findings<'_>) {
        // A record that is cut off before an item tells nothing about it.
        if row.field(self.notified_code).is_none() {
            findings.ran(self.code_missing, Err(NotRun));
        } else if row.is_blank(self.tais_code) && row.is_blank(self.notified_code) {
            let found = Found::new(self.code_missing, row.at(self.tais_code));
            findings.add(found.with("code", code.as_str()));
        } else if !row.is_blank(self.tais_code) && !row.is_blank(self.notified_code) {
            let found = Found::new(self.code_both, row.at(self.notified_code));
            findings.add(found.with("code", code.as_str()));
        }
        if row.field(self.name).is_none() {
            findings.ran(self.name_missing, Err(NotRun));
        } else if row.is_blank(self.name) {
            findings.add(Found::new(self.name_missing, row.at(self.name)).with("code", code.as_str()));
        }
    }

    /// A line of another service. Types that are not exchanged at all have their own rule.
    fn other(&self, code: ServiceCode, row: &Row<'_>, findings: &mut Findings<'_>) {
        if !code.service_type().is_some_and(ServiceTypeCode::is_in_scope) {
            return;
        }
        let (place, item) = if !row.is_blank(self.tais_code) {
            (row.at(self.tais_code), self.tais_code.item())
        } else if !row.is_blank(self.notified_code) {
            (row.at(self.notified_code), self.notified_code.item())
        } else if !row.is_blank(self.name) {
            (row.at(self.name), self.name.item())
        } else {
            return;
        };
        let found = Found::new(self.on_other, place);
        findings.add(found.with("item", item.name).with("code", code.as_str()));
    }
}

const WIDE_HYPHEN: Bilingual = Bilingual {
    ja: "ハイフンが半角の「-」ではありません",
    en: "its hyphen is not the half-width \"-\"",
};

const OTHER_SHAPE: Bilingual = Bilingual {
    ja: "半角英大文字・数字5桁、「-」、6桁（例 00001-000010）ではありません",
    en: "it is not five capitals or digits, a hyphen and six more (such as 00001-000010)",
};

/// Looks at the shape of a product code. One that is too long is for the items' own rules.
fn shape<V: Value>(
    row: &Row<'_>,
    column: Column<V>,
    shape_of: fn(&V) -> EquipmentCodeShape,
    rule: &'static Rule,
    code: ServiceCode,
    findings: &mut Findings<'_>,
) {
    let shape = match row.field(column).map(|field| field.value::<V>()) {
        None | Some(ItemState::Blank) => return,
        Some(ItemState::Valid(value)) => shape_of(&value),
        Some(ItemState::Invalid(ProblemKind::Item(Fault::BadCharacters))) if is_odd(row, column) => {
            EquipmentCodeShape::Other
        }
        Some(ItemState::Invalid(_)) => return findings.ran(rule, Err(NotRun)),
    };
    let found =
        || Found::new(rule, row.at(column)).with("item", column.item().name).with("code", code.as_str());
    match shape {
        EquipmentCodeShape::Ok => {}
        EquipmentCodeShape::OtherHyphen => {
            // The hyphen is all that stands between the first five bytes and the last six.
            let fix = content_bytes(row, column)
                .map(|bytes| Fix::replace(bytes.start + 5..bytes.end.saturating_sub(6), b"-"));
            findings.add(found().with("reason", WIDE_HYPHEN).at_most(Level::Info).fix(fix));
        }
        EquipmentCodeShape::Other => {
            let is_right =
                |text: &str| V::parse_chars(text).is_ok_and(|v| shape_of(&v) == EquipmentCodeShape::Ok);
            let fix = half_width(row, column).filter(|text| is_right(text));
            let fix = fix.and_then(|text| Some(Fix::replace(content_bytes(row, column)?, text)));
            findings.add(found().with("reason", OTHER_SHAPE).fix(fix));
        }
    }
}

/// Whether no other rule speaks of a code with characters that no code has: a blank inside, say. Blanks around
/// it and too many characters have rules of their own.
fn is_odd<V>(row: &Row<'_>, column: Column<V>) -> bool {
    let Some(field) = row.field(column) else { return false };
    let Ok(text) = ms932::decode(field.content()) else { return false };
    text.trim() == text
        && column.item().width.length().is_none_or(|most| text.chars().count() <= usize::from(most))
}

/// Where the characters of an item stand in the file, without quotes.
pub(super) fn content_bytes<V>(row: &Row<'_>, column: Column<V>) -> Option<Range<u64>> {
    let quote = u64::from(row.field(column)?.state() == FieldState::Quoted);
    let bytes = row.at(column).bytes?;
    Some(bytes.start + quote..bytes.end.checked_sub(quote)?)
}

/// What an item holds, with full-width letters, digits and hyphens in half width; `None` if that changes nothing.
pub(super) fn half_width<V>(row: &Row<'_>, column: Column<V>) -> Option<String> {
    let text = ms932::decode(row.field(column)?.content()).ok()?;
    let narrow = super::item::half_width(&text);
    (*narrow != *text).then(|| narrow.into_owned())
}
