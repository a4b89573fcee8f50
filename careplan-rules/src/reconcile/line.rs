//! Lines of 第6表 as reconciling sees them: what is compared, and where it stands; no texts.

use careplan_csv::Typed;
use careplan_model::{
    Date, InsuredNumber, InsurerNumber, NotifiedCode, OfficeNumber, SatelliteNumber, ServiceCode,
    ServiceTime, ServiceTypeCode, Table6, TaisCode, YearMonth,
};
use core::ops::Deref;
use serde::Serialize;

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LinePlace {
    /// Which file, as the caller numbers them, plan and actual each for itself. Later files (by ファイル連番)
    /// have higher numbers: see [replacement](super#replacement).
    pub file: u32,
    /// The number of the data record, from 1.
    pub record: u32,
    /// The physical line on which it begins, from 1.
    pub line: u32,
}

/// The product of a rental line: TAISコード, or 福祉用具届出コード where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EquipmentCode {
    /// TAISコード.
    Tais(TaisCode),
    /// 福祉用具届出コード.
    Notified(NotifiedCode),
}

impl EquipmentCode {
    /// The code for comparing, its hyphen written `-`.
    fn normalized(self) -> Self {
        match self {
            Self::Tais(code) => Self::Tais(code.normalized().unwrap_or(code)),
            Self::Notified(code) => Self::Notified(code.normalized().unwrap_or(code)),
        }
    }
}

impl core::fmt::Display for EquipmentCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Tais(code) => write!(f, "{code}"),
            Self::Notified(code) => write!(f, "{code}"),
        }
    }
}

/// What is kept of one line of 第6表 (予定 or 実績): 72 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Line {
    /// サービス利用日.
    pub day: Date,
    /// サービス開始時刻.
    pub start: ServiceTime,
    /// サービス終了時刻.
    pub end: ServiceTime,
    /// サービスコード.
    pub code: ServiceCode,
    /// サービス回数.
    pub count: i32,
    /// 単位数.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub units: Option<i32>,
    /// How many days 日割対象日 has; `None` where billing is not by the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub billed_days: Option<u8>,
    /// The product, its hyphen written `-`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equipment: Option<EquipmentCode>,
    /// サテライト枝番.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub satellite: Option<SatelliteNumber>,
    /// Where it stands. Last, so that lines sort by what they say and then by place.
    pub at: LinePlace,
}

impl Line {
    /// Whether it has no time (`9999`).
    pub fn is_untimed(&self) -> bool {
        self.start.is_none() || self.end.is_none()
    }

    /// How many times are billed: サービス回数, for each day of 日割対象日 where there are such.
    pub fn times(&self) -> i64 {
        i64::from(self.count).saturating_mul(i64::from(self.billed_days.unwrap_or(1)))
    }

    /// 単位数 × [times](Self::times); 0 where no units are given.
    pub fn total_units(&self) -> i64 {
        self.times().saturating_mul(i64::from(self.units.unwrap_or(0)))
    }

    /// The same line at no place, for comparing what lines say.
    pub(super) fn said(&self) -> Self {
        Self { at: LinePlace { file: 0, record: 0, line: 0 }, ..*self }
    }

    /// Start and end in minutes since midnight of the day; a service that ends before it begins passes midnight.
    pub(super) fn span(&self) -> Option<(i32, i32)> {
        let (start, end) = (i32::from(self.start.minutes()?), i32::from(self.end.minutes()?));
        Some((start, if end < start { end + 24 * 60 } else { end }))
    }
}

/// A line of 第6表 with its keys: what [`reconcile`](super::reconcile) takes.
///
/// `Debug` does not show the insured number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SlipLine {
    /// 対象年月.
    pub service_month: YearMonth,
    /// 保険者番号.
    pub insurer: InsurerNumber,
    /// 被保険者番号.
    pub insured: InsuredNumber,
    /// サービス事業者コード.
    pub provider: OfficeNumber,
    /// All the rest.
    pub line: Line,
}

impl SlipLine {
    /// The line of a record that was read; `file` is the caller's number of the file.
    pub fn new<T>(file: u32, record: &Typed<Table6<T>>) -> Self {
        // Beyond four thousand million records places are cut off, and nothing else.
        let number = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let at = LinePlace { file, record: number(record.at.record), line: number(record.at.line) };
        Self::of(at, &record.form)
    }

    /// The line of a form that came from elsewhere.
    pub fn of<T>(at: LinePlace, form: &Table6<T>) -> Self {
        let tais = form.tais_code.map(EquipmentCode::Tais);
        let equipment = tais.or(form.notified_code.map(EquipmentCode::Notified));
        let line = Line {
            day: form.service_date,
            start: form.service_start_time,
            end: form.service_end_time,
            code: form.service_code,
            count: form.service_count,
            units: form.units,
            billed_days: form.prorated_days.and_then(|flags| u8::try_from(flags.days().count()).ok()),
            equipment: equipment.map(EquipmentCode::normalized),
            satellite: form.satellite,
            at,
        };
        Self {
            service_month: form.service_month,
            insurer: form.insurer,
            insured: form.insured,
            provider: form.provider,
            line,
        }
    }

    /// サービス種類コード of the service; `None` for a code that is none of a service.
    pub fn service_type(&self) -> Option<ServiceTypeCode> {
        self.line.code.service_type()
    }
}

/// A few lines: none, one without an allocation, or many. Reads as a slice.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Lines(Held);

#[derive(Clone, PartialEq, Eq, Default)]
enum Held {
    #[default]
    None,
    One(Line),
    Many(Vec<Line>),
}

impl Deref for Lines {
    type Target = [Line];
    fn deref(&self) -> &[Line] {
        match &self.0 {
            Held::None => &[],
            Held::One(line) => core::slice::from_ref(line),
            Held::Many(lines) => lines,
        }
    }
}

impl From<Line> for Lines {
    fn from(line: Line) -> Self {
        Self(Held::One(line))
    }
}

impl From<Vec<Line>> for Lines {
    fn from(lines: Vec<Line>) -> Self {
        match *lines {
            [] => Self(Held::None),
            [line] => Self(Held::One(line)),
            _ => Self(Held::Many(lines)),
        }
    }
}

impl<'a> IntoIterator for &'a Lines {
    type Item = &'a Line;
    type IntoIter = core::slice::Iter<'a, Line>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl core::fmt::Debug for Lines {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Lines {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_small() {
        assert_eq!(size_of::<Line>(), 72);
        assert!(size_of::<Lines>() <= 80);
    }
}
