//! 第6表: 25 items, short texts; one line in four is a rental with its product.

use super::{Random, Register, day, month, words};
use careplan_model::{Applies, Edition, ServiceTime, Table6};

pub(super) const BYTES_A_RECORD: usize = 196;

const CODES: [&str; 8] = ["111111", "111211", "131111", "151241", "161111", "211111", "171003", "171001"];

pub(super) fn form(random: &mut Random, register: &Register) -> Option<Table6> {
    let month = month(random)?;
    let (office, office_name) = random.pick(&register.offices)?;
    let (care_office, _) = random.pick(&register.offices)?;
    let rental = random.chance(25);
    let (start, end) = if rental {
        (ServiceTime::NONE, ServiceTime::NONE)
    } else {
        let hour = u8::try_from(7 + random.below(12)).ok()?;
        (ServiceTime::new(hour, 0)?, ServiceTime::new(hour, if random.chance(50) { 30 } else { 45 })?)
    };
    let code = if rental { random.pick(&CODES[6..])? } else { random.pick(&CODES[..6])? };
    let created = day(random, month)?;
    let mut form = Table6::new(
        Edition::CURRENT.version(),
        *random.pick(&register.insurers)?,
        *random.pick(&register.persons)?,
        created,
        month,
        day(random, month)?,
        start,
        end,
        1,
        code.parse().ok()?,
        *office,
        if random.chance(3) { Applies::Yes } else { Applies::No },
    );
    form.care_office = Some(*care_office);
    form.planner_name = Some(random.one_of(words::PEOPLE)?.to_owned());
    form.units = i32::try_from(100 + random.below(1_400)).ok();
    form.provider_name = Some(office_name.clone());
    form.updated_by = Some(*care_office);
    if rental {
        form.tais_code = format!("{:05}-{:06}", random.below(100_000), random.below(1_000_000)).parse().ok();
        form.equipment_name = Some(random.one_of(words::PRODUCTS)?.to_owned());
        form.discriminator = i32::try_from(1 + random.below(4)).ok();
        form.prorated_days = Some("1111111111111111111111111111111".parse().ok()?);
    }
    if random.chance(5) {
        form.short_stay_prior_day_count = i32::try_from(random.below(30)).ok();
    }
    if random.chance(5) {
        form.satellite = Some("01".parse().ok()?);
    }
    Some(form)
}
