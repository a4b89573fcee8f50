//! The check in the other direction: whether 第6表, 第7表 and the plan agree.

use super::codes::Codes;
use super::gather::{self, GroupKey, Slip};
use super::matching::CANDIDATES;
use super::result::{FilledItem, LineKind, LineNote, LineOutcome, LinePlace, LineResult};
use super::transfer;
use crate::plan::EquipmentPlan;
use careplan_model::{NotifiedCode, Table6, Table7, TaisCode};
use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

/// How a line disagrees with the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum DifferenceKind {
    /// The plan has a product code and the slip has none.
    CodeMissing,
    /// The plan has the name of the product and the slip has none.
    NameMissing,
    /// The lines of 第6表 that share service code and units have no 明細判別コード.
    DiscriminatorMissing,
    /// The products differ.
    ProductDiffers,
    /// The names of one product differ.
    NameDiffers,
    /// The units of one product differ.
    UnitsDiffer,
    /// 明細判別コード of one product differs.
    DiscriminatorDiffers,
    /// The plan has no product code.
    NoCodeInPlan,
    /// Several lines may be the counterpart.
    Ambiguous,
    /// The line has no counterpart.
    WithoutCounterpart,
    /// The product stands in one of 第6表 and 第7表 and not in the other, for the same person, office, month and
    /// service code.
    NotInOtherTable,
}

impl DifferenceKind {
    /// The same in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::CodeMissing => "計画書にある用具コードがありません",
            Self::NameMissing => "計画書にある用具名称がありません",
            Self::DiscriminatorMissing => "明細判別コードがありません",
            Self::ProductDiffers => "用具が計画書と異なります",
            Self::NameDiffers => "用具名称が計画書と異なります",
            Self::UnitsDiffer => "単位数が計画書と異なります",
            Self::DiscriminatorDiffers => "明細判別コードが計画書と異なります",
            Self::NoCodeInPlan => "計画書に用具コードがありません",
            Self::Ambiguous => "対応する明細が一つに定まりません",
            Self::WithoutCounterpart => "対応する明細がありません",
            Self::NotInOtherTable => "第6表と第7表の用具が一致しません",
        }
    }
}

impl fmt::Display for DifferenceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CodeMissing => "the product code of the plan is missing",
            Self::NameMissing => "the name of the product is missing",
            Self::DiscriminatorMissing => "明細判別コード is missing",
            Self::ProductDiffers => "another product than in the plan",
            Self::NameDiffers => "another name than in the plan",
            Self::UnitsDiffer => "other units than in the plan",
            Self::DiscriminatorDiffers => "another 明細判別コード than in the plan",
            Self::NoCodeInPlan => "the plan has no product code",
            Self::Ambiguous => "several lines may be the counterpart",
            Self::WithoutCounterpart => "without counterpart",
            Self::NotInOtherTable => "the product is not in the other table",
        })
    }
}

/// Where 第6表, 第7表 and the plan disagree. It says nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Difference {
    /// The line.
    pub place: LinePlace,
    /// What it was compared with.
    pub against: LineKind,
    /// How they disagree.
    pub kind: DifferenceKind,
    /// The lines on the other side: the counterpart, candidates, or none.
    pub others: Vec<LinePlace>,
}

impl Difference {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        let others: Vec<_> = self.others.iter().map(LinePlace::japanese).collect();
        let others = if others.is_empty() { String::new() } else { format!("（{}）", others.join("、")) };
        format!("{}：{}{others}", self.place.japanese(), self.kind.japanese())
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)?;
        for (at, other) in self.others.iter().enumerate() {
            write!(f, "{}{other}", if at == 0 { " (" } else { ", " })?;
        }
        f.write_str(if self.others.is_empty() { "" } else { ")" })
    }
}

/// Where the plans, 第6表 and 第7表 disagree; empty when they agree. Lines find each other as in
/// [`transfer`](super::transfer()); a table without a record is not compared.
///
/// A line of an office that no plan is there of has no counterpart and is listed: leave those out by what you
/// expect plans of.
pub fn differences(plans: &[EquipmentPlan], table6: &[Table6], table7: &[Table7]) -> Vec<Difference> {
    let compared = transfer(plans, table6.to_vec(), table7.to_vec());
    let mut differences: Vec<_> = compared.lines.iter().flat_map(of_line).collect();
    if !table6.is_empty() && !table7.is_empty() {
        between_tables(&gather::of_table6(table6), &gather::of_table7(table7), &mut differences);
    }
    differences
}

fn of_line(line: &LineResult) -> Vec<Difference> {
    let mut kinds = Vec::new();
    let in_table = line.place.kind != LineKind::Plan;
    match line.outcome {
        LineOutcome::Conflicting if in_table => kinds.push(DifferenceKind::ProductDiffers),
        LineOutcome::Ambiguous if in_table => kinds.push(DifferenceKind::Ambiguous),
        LineOutcome::NoCode if in_table => kinds.push(DifferenceKind::NoCodeInPlan),
        LineOutcome::WithoutCounterpart(_) => kinds.push(DifferenceKind::WithoutCounterpart),
        // What a line of the table says of its counterpart need not be said twice.
        _ => {}
    }
    for item in &line.filled {
        kinds.push(match item {
            FilledItem::TaisCode(_) | FilledItem::NotifiedCode(_) => DifferenceKind::CodeMissing,
            FilledItem::EquipmentName(_) => DifferenceKind::NameMissing,
            FilledItem::Discriminator(_) => DifferenceKind::DiscriminatorMissing,
        });
    }
    // Of different products, names and units differ anyway.
    if line.outcome != LineOutcome::Conflicting {
        for note in &line.notes {
            kinds.extend(match note {
                LineNote::NameDiffers => Some(DifferenceKind::NameDiffers),
                LineNote::UnitsDiffer => Some(DifferenceKind::UnitsDiffer),
                LineNote::DiscriminatorDiffers => Some(DifferenceKind::DiscriminatorDiffers),
                LineNote::CodeWrittenDifferently | LineNote::BothCodes => None,
            });
        }
    }
    let difference = |kind| Difference {
        place: line.place,
        against: line.against,
        kind,
        others: line.counterparts.clone(),
    };
    kinds.into_iter().map(difference).collect()
}

/// The products of 第6表 and 第7表: those of a person, office, month and service code are the same on both sides.
fn between_tables(slips: &[Slip], rows: &[Slip], differences: &mut Vec<Difference>) {
    let (in_table6, in_table7) = (products(slips), products(rows));
    for (lines, others, against) in
        [(slips, &in_table7, LineKind::Table7), (rows, &in_table6, LineKind::Table6)]
    {
        for slip in lines.iter().filter(|slip| slip.has_items) {
            let other = others.get(&slip.key);
            if !other.is_some_and(|other| other.has(slip.codes)) {
                let others: BTreeSet<_> =
                    other.into_iter().flat_map(|other| &other.places).take(CANDIDATES).copied().collect();
                differences.push(Difference {
                    place: slip.place,
                    against,
                    kind: DifferenceKind::NotInOtherTable,
                    others: others.into_iter().collect(),
                });
            }
        }
    }
}

/// The products of a group, and the first lines that have them.
#[derive(Default)]
struct Products {
    /// By their codes, once from either side: what lacks one of the two codes is found by the other.
    by_tais: BTreeSet<(Option<TaisCode>, Option<NotifiedCode>)>,
    by_notified: BTreeSet<(Option<NotifiedCode>, Option<TaisCode>)>,
    places: Vec<LinePlace>,
}

impl Products {
    /// Whether one is the same product, or has no code either.
    fn has(&self, codes: Codes) -> bool {
        let Codes { tais, notified } = codes.normalized();
        if self.by_tais.contains(&(tais, notified)) {
            return true;
        }
        let by_tais = tais.is_some_and(|_| match notified {
            Some(_) => self.by_tais.contains(&(tais, None)),
            None => self.by_tais.range((tais, None)..).next().is_some_and(|(other, _)| *other == tais),
        });
        let by_notified = notified.is_some_and(|_| match tais {
            Some(_) => self.by_notified.contains(&(notified, None)),
            None => {
                self.by_notified.range((notified, None)..).next().is_some_and(|(other, _)| *other == notified)
            }
        });
        by_tais || by_notified
    }
}

fn products(slips: &[Slip]) -> BTreeMap<GroupKey, Products> {
    let mut products = BTreeMap::<_, Products>::new();
    for slip in slips {
        let of_group = products.entry(slip.key).or_default();
        let Codes { tais, notified } = slip.codes.normalized();
        of_group.by_tais.insert((tais, notified));
        of_group.by_notified.insert((notified, tais));
        if of_group.places.len() < CANDIDATES {
            of_group.places.push(slip.place);
        }
    }
    products
}
