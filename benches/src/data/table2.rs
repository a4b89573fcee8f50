//! 第2表: 22 items, long texts with line breaks in some of them.

use super::{Random, Register, day, month, words};
use careplan_model::{Edition, InsuranceCoverage, Table2};

pub(super) const BYTES_A_RECORD: usize = 780;

pub(super) fn form(random: &mut Random, register: &Register) -> Option<Table2> {
    let month = month(random)?;
    let (office, office_name) = random.pick(&register.offices)?;
    let (care_office, _) = random.pick(&register.offices)?;
    let mut form = Table2::new(
        Edition::CURRENT.version(),
        *random.pick(&register.insurers)?,
        *random.pick(&register.persons)?,
        day(random, month)?,
        day(random, month)?,
    );
    form.need_no = number(random, 9);
    form.need = Some(sentences(random, words::NEEDS, 2)?);
    form.goal_no = number(random, 4);
    form.long_term_goal = Some(sentences(random, words::GOALS, 2)?);
    form.short_term_goal = Some(sentences(random, words::GOALS, 2)?);
    form.long_term_period = Some(period(random));
    form.short_term_period = Some(period(random));
    form.support_no = number(random, 12);
    form.service_content = Some(sentences(random, words::SUPPORT, 4)?);
    form.covered_by_insurance =
        Some(if random.chance(85) { InsuranceCoverage::Covered } else { InsuranceCoverage::NotCovered });
    form.service_kind = Some(random.one_of(words::KINDS)?.to_owned());
    if random.chance(85) {
        form.provider = Some(*office);
        form.provider_name = Some(office_name.clone());
    } else {
        // A doubled quote and a comma are rare, but they are there.
        form.provider_name = Some("見本家族（\"長女\",同居）".to_owned());
    }
    form.frequency = Some(random.one_of(words::FREQUENCIES)?.to_owned());
    form.service_period = Some(period(random));
    form.updated_by = Some(*care_office);
    Some(form)
}

fn number(random: &mut Random, end: u64) -> Option<i32> {
    i32::try_from(1 + random.below(end)).ok()
}

/// One to `most` sentences, and more often many than few; some are lines of their own.
fn sentences(random: &mut Random, from: &[&str], most: u64) -> Option<String> {
    let mut text = String::new();
    for _ in 0..most.saturating_sub(random.below(2)).max(1) {
        if !text.is_empty() && random.chance(40) {
            text.push_str("\r\n");
        }
        text.push_str(random.one_of(words::OPENINGS)?);
        text.push_str(random.one_of(words::MIDDLES)?);
        text.push_str(random.one_of(from)?);
    }
    Some(text)
}

fn period(random: &mut Random) -> String {
    let month = 1 + random.below(12);
    format!("令和8年{month}月1日～令和9年{month}月31日")
}
