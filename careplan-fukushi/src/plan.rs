//! A plan with all that belongs to it, and the records that it is made of.

mod group;
mod key;

pub(crate) use group::check;
pub use group::{GroupError, GroupProblem, RecordKind};
pub use key::PlanKey;

use crate::provisional::{EquipmentOffer, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlanNeed};
use careplan_model::Item;

/// 福祉用具サービス計画書: a header with its needs, lines and candidates.
///
/// `Debug` hides what is personal, as that of the records does.
///
/// ```
/// use careplan_fukushi::{EquipmentPlan, EquipmentPlanHeader, EquipmentRecords};
/// # use careplan_model::Edition;
/// let header = EquipmentPlanHeader::new(
///     Edition::CURRENT.version(), "991018".parse()?, "9000000001".parse()?, "20260401".parse()?,
///     "9970100062".parse()?, "17".parse()?, "見本　太郎".to_owned(),
/// );
/// let plan = EquipmentPlan::new(header);
/// let records = EquipmentRecords::from_plans([plan.clone()]);
/// assert_eq!(EquipmentPlan::from_records(records)?, [plan]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct EquipmentPlan<T = String> {
    /// The header.
    pub header: EquipmentPlanHeader<T>,
    /// 利用目標: why equipment is needed and what it is to reach.
    #[cfg_attr(feature = "serde", serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty"))]
    pub needs: Vec<EquipmentPlanNeed<T>>,
    /// 明細: the equipment.
    #[cfg_attr(feature = "serde", serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty"))]
    pub lines: Vec<EquipmentPlanLine<T>>,
    /// 選定提案: the candidates.
    #[cfg_attr(feature = "serde", serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty"))]
    pub offers: Vec<EquipmentOffer<T>>,
}

/// The records of any number of plans, as their files hold them.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct EquipmentRecords<T = String> {
    /// The records of UPFYOGU.
    pub headers: Vec<EquipmentPlanHeader<T>>,
    /// The records of UPFYOGU_NEED.
    #[cfg_attr(feature = "serde", serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty"))]
    pub needs: Vec<EquipmentPlanNeed<T>>,
    /// The records of UPFYOGU_ITEM.
    #[cfg_attr(feature = "serde", serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty"))]
    pub lines: Vec<EquipmentPlanLine<T>>,
    /// The records of UPFYOGU_OFFER.
    #[cfg_attr(feature = "serde", serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty"))]
    pub offers: Vec<EquipmentOffer<T>>,
}

impl<T> Default for EquipmentRecords<T> {
    fn default() -> Self {
        Self { headers: Vec::new(), needs: Vec::new(), lines: Vec::new(), offers: Vec::new() }
    }
}

impl<T> EquipmentPlan<T> {
    /// A plan that is a header so far.
    pub fn new(header: EquipmentPlanHeader<T>) -> Self {
        Self { header, needs: Vec::new(), lines: Vec::new(), offers: Vec::new() }
    }

    /// The key, from the header.
    pub fn key(&self) -> PlanKey {
        self.header.key()
    }

    /// Whether all records have the key of the header. Files with others could not be read again.
    pub fn has_one_key(&self) -> bool {
        let key = self.key();
        self.needs.iter().all(|need| need.key() == key)
            && self.lines.iter().all(|line| line.key() == key)
            && self.offers.iter().all(|offer| offer.key() == key)
    }

    /// Whether no two needs, no two lines and no two candidates have one number. Files with such could not be read
    /// again.
    pub fn has_single_numbers(&self) -> bool {
        fn single(numbers: impl Iterator<Item = i32>) -> bool {
            let mut seen = std::collections::BTreeSet::new();
            numbers.into_iter().all(|number| seen.insert(number))
        }
        single(self.needs.iter().map(|need| need.need_no))
            && single(self.lines.iter().map(|line| line.line_no))
            && single(self.offers.iter().map(|offer| offer.offer_no))
    }

    /// Gives the plan another key, in all its records: a changed plan is another plan by its date.
    pub fn set_key(&mut self, key: PlanKey) {
        self.header.set_key(key);
        self.needs.iter_mut().for_each(|need| need.set_key(key));
        self.lines.iter_mut().for_each(|line| line.set_key(key));
        self.offers.iter_mut().for_each(|offer| offer.set_key(key));
    }

    /// The need with this number.
    pub fn need(&self, need_no: i32) -> Option<&EquipmentPlanNeed<T>> {
        self.needs.iter().find(|need| need.need_no == need_no)
    }

    /// The line with this number.
    pub fn line(&self, line_no: i32) -> Option<&EquipmentPlanLine<T>> {
        self.lines.iter().find(|line| line.line_no == line_no)
    }

    /// The same plan with its texts held another way; the closure gets the item and its text.
    ///
    /// # Errors
    ///
    /// The first error of the closure.
    pub fn try_map_text<U, E>(
        self,
        mut map: impl FnMut(&'static Item, T) -> Result<U, E>,
    ) -> Result<EquipmentPlan<U>, E> {
        Ok(EquipmentPlan {
            header: self.header.try_map_text(&mut map)?,
            needs: self.needs.into_iter().map(|it| it.try_map_text(&mut map)).collect::<Result<_, E>>()?,
            lines: self.lines.into_iter().map(|it| it.try_map_text(&mut map)).collect::<Result<_, E>>()?,
            offers: self.offers.into_iter().map(|it| it.try_map_text(&mut map)).collect::<Result<_, E>>()?,
        })
    }

    /// The plans that records make: each header with the records of its key, headers in their order, the
    /// others in theirs.
    ///
    /// Whether numbers inside a plan are there twice is asked too: nobody could say which line is meant.
    ///
    /// # Errors
    ///
    /// All problems: records without a header, headers with one key, numbers that are there twice in a plan.
    pub fn from_records(records: EquipmentRecords<T>) -> Result<Vec<Self>, GroupError> {
        group::group(records)
    }
}

impl<T> EquipmentRecords<T> {
    /// The records of plans, plan by plan.
    pub fn from_plans(plans: impl IntoIterator<Item = EquipmentPlan<T>>) -> Self {
        let mut records = Self::default();
        for EquipmentPlan { header, needs, lines, offers } in plans {
            records.headers.push(header);
            records.needs.extend(needs);
            records.lines.extend(lines);
            records.offers.extend(offers);
        }
        records
    }

    /// Whether there is no record.
    pub fn is_empty(&self) -> bool {
        self.headers.is_empty() && self.needs.is_empty() && self.lines.is_empty() && self.offers.is_empty()
    }
}

impl<T> EquipmentPlanLine<T> {
    /// Whether it names its product by TAISコード or 福祉用具届出コード.
    pub fn has_code(&self) -> bool {
        self.tais_code.is_some() || self.notified_code.is_some()
    }

    /// Whether it is rented; `false` for what is sold and for codes that the list does not have.
    pub fn is_rental(&self) -> bool {
        self.supply == crate::codes::SupplyKind::Rental
    }
}
