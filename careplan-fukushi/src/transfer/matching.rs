//! Which line of the plan belongs to which line of the slip, among those of one person, office, month and
//! service code.
//!
//! What is surest comes first: an equal product code, then an equal name, then 明細判別コード. What is left is matched
//! only if it makes no difference which line belongs to which: so many lines of the plan as the slip has, or
//! more, and all of them one product.

use super::codes::Name;
use super::gather::{PlanLine, Slip};
use std::collections::BTreeMap;

/// So many lines are named as candidates at most. No plan has more lines than 99, and of thousands of lines that
/// look alike a list for each of them would fill the memory.
pub(super) const CANDIDATES: usize = 100;

/// The other side of a line; numbers are places in the lists of the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Its counterpart, or several for a line that stands for several pieces.
    Matched(Vec<usize>),
    /// Lines that may be it, and nobody can say which.
    Several(Vec<usize>),
    /// Lines with other units.
    OtherUnits(Vec<usize>),
    /// All lines of the service code belong to others.
    Surplus,
    /// The other side has no line of the service code.
    Nothing,
}

impl Found {
    /// Whether more may be found when more is known of others.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Several(_) | Self::OtherUnits(_))
    }

    pub(super) fn is_matched(&self) -> bool {
        matches!(self, Self::Matched(_))
    }
}

/// The other sides of the lines of a group.
pub(super) struct Matching {
    pub(super) slips: Vec<Found>,
    pub(super) lines: Vec<Found>,
}

pub(super) fn match_group(slips: &[&Slip], lines: &[&PlanLine]) -> Matching {
    if slips.is_empty() || lines.is_empty() {
        return Matching {
            slips: vec![Found::Nothing; slips.len()],
            lines: vec![Found::Nothing; lines.len()],
        };
    }
    let mut board = Board {
        slips,
        lines,
        taken: vec![None; lines.len()],
        open: vec![true; slips.len()],
        takes: 0,
        slip_names: slips.iter().map(|slip| slip.name.as_ref().and_then(Name::key)).collect(),
        line_names: lines.iter().map(|line| line.name.as_ref().and_then(Name::key)).collect(),
        slip_candidates: vec![Vec::new(); slips.len()],
        line_candidates: vec![Vec::new(); lines.len()],
    };
    board.by_code();
    board.by_name();
    board.by_discriminator();
    board.further_pieces();
    board.rest();
    board.further_pieces();
    board.finish()
}

struct Board<'a> {
    slips: &'a [&'a Slip],
    lines: &'a [&'a PlanLine],
    /// The slip that each line of the plan belongs to.
    taken: Vec<Option<usize>>,
    /// Whether a slip has no line of the plan yet.
    open: Vec<bool>,
    /// How often a line was taken so far.
    takes: usize,
    /// The names as they are compared.
    slip_names: Vec<Option<&'a str>>,
    line_names: Vec<Option<&'a str>>,
    slip_candidates: Vec<Vec<usize>>,
    line_candidates: Vec<Vec<usize>>,
}

/// Units that are blank tell nothing.
fn units_fit(slip: &Slip, line: &PlanLine) -> bool {
    slip.units.zip(line.units).is_none_or(|(slip, line)| slip == line)
}

fn numbers_equal(slip: &Slip, line: &PlanLine) -> bool {
    slip.discriminator.is_some() && slip.discriminator == line.discriminator
}

impl<'a> Board<'a> {
    fn open_slips(&self) -> Vec<usize> {
        (0..self.slips.len()).filter(|at| self.open[*at]).collect()
    }

    fn free_lines(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|at| self.taken[*at].is_none()).collect()
    }

    fn has_free_line(&self) -> bool {
        self.takes < self.lines.len()
    }

    /// Whether there is something left on both sides.
    fn goes_on(&self) -> bool {
        self.has_free_line() && self.open.contains(&true)
    }

    fn take(&mut self, slip: usize, line: usize) {
        self.taken[line] = Some(slip);
        self.open[slip] = false;
        self.takes += 1;
    }

    fn names_equal(&self, slip: usize, line: usize) -> bool {
        self.slip_names[slip].is_some() && self.slip_names[slip] == self.line_names[line]
    }

    /// Whether two lines of a plan are pieces of one product, as far as the plan tells.
    fn is_one_product(&self, one: usize, other: usize) -> bool {
        let (codes, others) = (self.lines[one].codes, self.lines[other].codes);
        codes.normalized() == others.normalized()
            && (!codes.is_blank() || self.line_names[one] == self.line_names[other])
    }

    fn are_one_product(&self, lines: &[usize]) -> bool {
        lines.windows(2).all(|pair| self.is_one_product(pair[0], pair[1]))
    }

    /// Equal product codes; among several pieces of it that with the same units, name and 明細判別コード first.
    fn by_code(&mut self) {
        let coded: Vec<_> = (0..self.slips.len()).filter(|at| !self.slips[*at].codes.is_blank()).collect();
        if coded.is_empty() {
            return;
        }
        for wanted in (0..8_u8).rev() {
            for slip in coded.iter().copied() {
                if !self.open[slip] {
                    continue;
                }
                let likeness = |at: usize| {
                    let (it, line) = (self.slips[slip], self.lines[at]);
                    u8::from(units_fit(it, line)) << 2
                        | u8::from(self.names_equal(slip, at)) << 1
                        | u8::from(numbers_equal(it, line))
                };
                let fits = |at: &usize| {
                    self.taken[*at].is_none()
                        && self.lines[*at].codes.name_same(self.slips[slip].codes)
                        && likeness(*at) == wanted
                };
                if let Some(line) = (0..self.lines.len()).find(fits) {
                    self.take(slip, line);
                }
            }
        }
    }

    /// Equal names, where all lines of the plan with that name and those units are one product, and enough.
    fn by_name(&mut self) {
        if !self.goes_on() {
            return;
        }
        let slips = self.open_slips();
        let mut of_name = BTreeMap::<&'a str, Vec<usize>>::new();
        for slip in &slips {
            if let Some(name) = self.slip_names[*slip] {
                of_name.entry(name).or_default().push(*slip);
            }
        }
        // What was tried in vain is so again until a line is taken.
        let mut tried = BTreeMap::<(&str, Option<i32>), usize>::new();
        for slip in slips {
            if !self.open[slip] || !self.slips[slip].codes.is_blank() {
                continue;
            }
            let Some((name, rivals)) =
                self.slip_names[slip].and_then(|name| Some((name, of_name.get(name)?)))
            else {
                continue;
            };
            let before = tried.insert((name, self.slips[slip].units), self.takes);
            if before == Some(self.takes) {
                continue;
            }
            let mut lines = self.free_lines();
            lines.retain(|line| units_fit(self.slips[slip], self.lines[*line]));
            lines.retain(|line| self.names_equal(slip, *line));
            if lines.is_empty() {
                continue;
            }
            let is_rival = |rival: &usize| {
                self.open[*rival] && lines.iter().any(|line| units_fit(self.slips[*rival], self.lines[*line]))
            };
            // One more than there are lines is too many.
            let rivals: Vec<_> = rivals.iter().copied().filter(is_rival).take(lines.len() + 1).collect();
            self.take_all(&rivals, &lines);
        }
    }

    /// An equal 明細判別コード, where one line on each side has it.
    fn by_discriminator(&mut self) {
        if !self.goes_on() {
            return;
        }
        // Whether a line has more than one slip, at some number of takes.
        let mut rivalled = BTreeMap::<usize, (usize, bool)>::new();
        for slip in self.open_slips() {
            if !self.slips[slip].codes.is_blank() || self.slips[slip].discriminator.is_none() {
                continue;
            }
            let fits = |slip: usize, line: usize| {
                let (slip, line) = (self.slips[slip], self.lines[line]);
                units_fit(slip, line) && numbers_equal(slip, line)
            };
            let mut lines = self.free_lines();
            lines.retain(|line| fits(slip, *line));
            let [line] = lines[..] else { continue };
            let is_rivalled = match rivalled.get(&line) {
                Some((takes, is_rivalled)) if *takes == self.takes => *is_rivalled,
                _ => {
                    let is_rival = |rival: &usize| self.open[*rival] && fits(*rival, line);
                    (0..self.slips.len()).filter(is_rival).take(2).count() > 1
                }
            };
            rivalled.insert(line, (self.takes, is_rivalled));
            if !is_rivalled {
                self.take(slip, line);
            }
        }
    }

    /// A line of the slip that stands for several pieces has as many lines of the plan, if they are there.
    fn further_pieces(&mut self) {
        if !self.has_free_line() {
            return;
        }
        let mut own = BTreeMap::<usize, Vec<usize>>::new();
        for (line, slip) in self.taken.iter().enumerate() {
            if let Some(slip) = slip {
                own.entry(*slip).or_default().push(line);
            }
        }
        for (slip, own) in own {
            let Some(first) = own.first().copied() else { continue };
            let missing = self.slips[slip].pieces.saturating_sub(own.len());
            if missing == 0 {
                continue;
            }
            let mut lines = self.free_lines();
            lines.retain(|line| self.is_one_product(first, *line));
            lines.retain(|line| units_fit(self.slips[slip], self.lines[*line]));
            for line in lines.into_iter().take(missing) {
                self.take(slip, line);
            }
        }
    }

    /// Lines that are left and linked by their units: matched where any way of doing so gives the same.
    fn rest(&mut self) {
        if !self.goes_on() {
            return;
        }
        for (slips, lines) in self.linked() {
            if self.take_all(&slips, &lines) {
                continue;
            }
            for line in &lines {
                let it = self.lines[*line];
                let fits = |slip: &usize| units_fit(self.slips[*slip], it);
                self.line_candidates[*line] = slips.iter().copied().filter(fits).take(CANDIDATES).collect();
            }
            for slip in &slips {
                let it = self.slips[*slip];
                let fits = |line: &usize| units_fit(it, self.lines[*line]);
                self.slip_candidates[*slip] = lines.iter().copied().filter(fits).take(CANDIDATES).collect();
            }
        }
    }

    /// Slips and lines that are left, in parts within which units link them: equal ones, and blank ones with all.
    fn linked(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut slips = BTreeMap::<Option<i32>, Vec<usize>>::new();
        for slip in self.open_slips() {
            slips.entry(self.slips[slip].units).or_default().push(slip);
        }
        let mut lines = BTreeMap::<Option<i32>, Vec<usize>>::new();
        for line in self.free_lines() {
            lines.entry(self.lines[line].units).or_default().push(line);
        }
        if slips.is_empty() || lines.is_empty() {
            return Vec::new();
        }
        let (any_slip, any_line) = (slips.contains_key(&None), lines.contains_key(&None));
        if !any_slip && !any_line {
            return slips
                .into_iter()
                .filter_map(|(units, slips)| Some((slips, lines.remove(&units)?)))
                .collect();
        }
        // A blank one links all of the other side, and those what of its own side has a counterpart.
        let (units_of_slips, units_of_lines): (Vec<_>, Vec<_>) =
            (slips.keys().copied().collect(), lines.keys().copied().collect());
        if !any_line {
            slips.retain(|units, _| units.is_none() || units_of_lines.binary_search(units).is_ok());
        }
        if !any_slip {
            lines.retain(|units, _| units.is_none() || units_of_slips.binary_search(units).is_ok());
        }
        let all = |of_units: BTreeMap<Option<i32>, Vec<usize>>| {
            let mut all: Vec<usize> = of_units.into_values().flatten().collect();
            all.sort_unstable();
            all
        };
        vec![(all(slips), all(lines))]
    }

    /// Matches slips and lines in their order, if there are enough lines, of one product, and each fits each.
    fn take_all(&mut self, slips: &[usize], lines: &[usize]) -> bool {
        let fit = |slip: &usize| lines.iter().all(|line| units_fit(self.slips[*slip], self.lines[*line]));
        let can = slips.len() <= lines.len() && self.are_one_product(lines) && slips.iter().all(fit);
        if can {
            for (slip, line) in slips.iter().zip(lines) {
                self.take(*slip, *line);
            }
        }
        can
    }

    fn finish(self) -> Matching {
        let mut of_slips = vec![Vec::new(); self.slips.len()];
        for (line, slip) in self.taken.iter().enumerate() {
            if let Some(slip) = slip {
                of_slips[*slip].push(line);
            }
        }
        let (mut free, mut open) = (self.free_lines(), self.open_slips());
        free.truncate(CANDIDATES);
        open.truncate(CANDIDATES);
        let found = |matched: Vec<usize>, several: Vec<usize>, free: &[usize], is_empty: bool| {
            if !matched.is_empty() {
                Found::Matched(matched)
            } else if !several.is_empty() {
                Found::Several(several)
            } else if !free.is_empty() {
                Found::OtherUnits(free.to_vec())
            } else if is_empty {
                Found::Nothing
            } else {
                Found::Surplus
            }
        };
        let slips = of_slips.into_iter().zip(self.slip_candidates);
        let lines = self.taken.into_iter().zip(self.line_candidates);
        Matching {
            slips: slips.map(|(own, several)| found(own, several, &free, self.lines.is_empty())).collect(),
            lines: lines
                .map(|(own, several)| found(own.into_iter().collect(), several, &open, self.slips.is_empty()))
                .collect(),
        }
    }
}
