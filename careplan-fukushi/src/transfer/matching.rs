//! Which line of the plan belongs to which line of the slip, among those of one person, office, month and
//! service code.
//!
//! What is surest comes first: an equal product code, then an equal name, then 明細判別コード. What is left is matched
//! only if it makes no difference which line belongs to which: so many lines of the plan as the slip has, or
//! more, and all of them one product.

use super::codes::name_key;
use super::gather::{PlanLine, Slip};

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

/// The other sides of the lines of a group.
pub(super) struct Matching {
    pub(super) slips: Vec<Found>,
    pub(super) lines: Vec<Found>,
}

pub(super) fn match_group(slips: &[&Slip], lines: &[&PlanLine]) -> Matching {
    let mut board = Board {
        slips,
        lines,
        taken: vec![None; lines.len()],
        open: vec![true; slips.len()],
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
    slip_candidates: Vec<Vec<usize>>,
    line_candidates: Vec<Vec<usize>>,
}

/// Units that are blank tell nothing.
fn units_fit(slip: &Slip, line: &PlanLine) -> bool {
    slip.units.zip(line.units).is_none_or(|(slip, line)| slip == line)
}

fn names_equal(slip: &Slip, line: &PlanLine) -> bool {
    name_key(slip.name.as_deref()).is_some_and(|name| Some(name) == name_key(line.name.as_deref()))
}

fn numbers_equal(slip: &Slip, line: &PlanLine) -> bool {
    slip.discriminator.is_some() && slip.discriminator == line.discriminator
}

/// Whether two lines of a plan are pieces of one product, as far as the plan tells.
fn is_one_product(one: &PlanLine, other: &PlanLine) -> bool {
    one.codes.normalized() == other.codes.normalized()
        && (!one.codes.is_blank() || name_key(one.name.as_deref()) == name_key(other.name.as_deref()))
}

impl Board<'_> {
    fn open_slips(&self) -> Vec<usize> {
        (0..self.slips.len()).filter(|at| self.open[*at]).collect()
    }

    fn free_lines(&self) -> Vec<usize> {
        (0..self.lines.len()).filter(|at| self.taken[*at].is_none()).collect()
    }

    fn take(&mut self, slip: usize, line: usize) {
        self.taken[line] = Some(slip);
        self.open[slip] = false;
    }

    fn are_one_product(&self, lines: &[usize]) -> bool {
        lines.windows(2).all(|pair| is_one_product(self.lines[pair[0]], self.lines[pair[1]]))
    }

    /// Equal product codes; among several pieces of it that with the same units, name and 明細判別コード first.
    fn by_code(&mut self) {
        for wanted in (0..8_u8).rev() {
            for slip in self.open_slips() {
                let likeness = |line: &PlanLine| {
                    let it = self.slips[slip];
                    u8::from(units_fit(it, line)) << 2
                        | u8::from(names_equal(it, line)) << 1
                        | u8::from(numbers_equal(it, line))
                };
                let fits = |at: &usize| {
                    let line = self.lines[*at];
                    line.codes.name_same(self.slips[slip].codes) && likeness(line) == wanted
                };
                if let Some(line) = self.free_lines().into_iter().find(fits) {
                    self.take(slip, line);
                }
            }
        }
    }

    /// Equal names, where all lines of the plan with that name and those units are one product, and enough.
    fn by_name(&mut self) {
        for slip in self.open_slips() {
            if !self.open[slip] || !self.slips[slip].codes.is_blank() {
                continue;
            }
            let Some(name) = name_key(self.slips[slip].name.as_deref()) else { continue };
            let mut lines = self.free_lines();
            lines.retain(|line| units_fit(self.slips[slip], self.lines[*line]));
            lines.retain(|line| names_equal(self.slips[slip], self.lines[*line]));
            let mut rivals = self.open_slips();
            rivals.retain(|rival| name_key(self.slips[*rival].name.as_deref()).as_ref() == Some(&name));
            rivals.retain(|rival| lines.iter().any(|line| units_fit(self.slips[*rival], self.lines[*line])));
            self.take_all(&rivals, &lines);
        }
    }

    /// An equal 明細判別コード, where one line on each side has it.
    fn by_discriminator(&mut self) {
        for slip in self.open_slips() {
            if !self.slips[slip].codes.is_blank() {
                continue;
            }
            let fits = |slip: usize, line: usize| {
                let (slip, line) = (self.slips[slip], self.lines[line]);
                units_fit(slip, line) && numbers_equal(slip, line)
            };
            let mut lines = self.free_lines();
            lines.retain(|line| fits(slip, *line));
            let [line] = lines[..] else { continue };
            let mut rivals = self.open_slips();
            rivals.retain(|rival| fits(*rival, line));
            if rivals.len() == 1 {
                self.take(slip, line);
            }
        }
    }

    /// A line of the slip that stands for several pieces has as many lines of the plan, if they are there.
    fn further_pieces(&mut self) {
        for slip in 0..self.slips.len() {
            let mut own = (0..self.lines.len()).filter(|line| self.taken[*line] == Some(slip));
            let Some(first) = own.next() else { continue };
            let missing = self.slips[slip].pieces.saturating_sub(1 + own.count());
            let mut lines = self.free_lines();
            lines.retain(|line| is_one_product(self.lines[first], self.lines[*line]));
            lines.retain(|line| units_fit(self.slips[slip], self.lines[*line]));
            for line in lines.into_iter().take(missing) {
                self.take(slip, line);
            }
        }
    }

    /// Lines that are left and linked by their units: matched where any way of doing so gives the same.
    fn rest(&mut self) {
        let (mut slips, mut lines) = (self.open_slips(), self.free_lines());
        while let Some(first) = slips.pop() {
            let (mut linked_slips, mut linked_lines) = (vec![first], Vec::new());
            loop {
                let before = (linked_slips.len(), linked_lines.len());
                let fits = |slip: &usize, line: &usize| units_fit(self.slips[*slip], self.lines[*line]);
                let mut keep = |line: &usize| {
                    let is_linked = linked_slips.iter().any(|slip| fits(slip, line));
                    if is_linked {
                        linked_lines.push(*line);
                    }
                    !is_linked
                };
                lines.retain(|line| keep(line));
                let mut keep = |slip: &usize| {
                    let is_linked = linked_lines.iter().any(|line| fits(slip, line));
                    if is_linked {
                        linked_slips.push(*slip);
                    }
                    !is_linked
                };
                slips.retain(|slip| keep(slip));
                if before == (linked_slips.len(), linked_lines.len()) {
                    break;
                }
            }
            linked_slips.sort_unstable();
            linked_lines.sort_unstable();
            if linked_lines.is_empty() || self.take_all(&linked_slips, &linked_lines) {
                continue;
            }
            for line in &linked_lines {
                let it = self.lines[*line];
                self.line_candidates[*line] =
                    linked_slips.iter().copied().filter(|slip| units_fit(self.slips[*slip], it)).collect();
            }
            for slip in &linked_slips {
                let it = self.slips[*slip];
                self.slip_candidates[*slip] =
                    linked_lines.iter().copied().filter(|line| units_fit(it, self.lines[*line])).collect();
            }
        }
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
        let free = self.free_lines();
        let open = self.open_slips();
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
