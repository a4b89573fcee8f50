//! The result as text for an office (照合結果の文章).

mod phrase;

use super::ReportOptions;
use super::visits::rows;
use crate::Language;
use crate::output::Plain;
use crate::reconcile::difference::DifferenceKind;
use crate::reconcile::result::{Counts, Entry, PersonMonth, Reconciliation, Service, ServiceStatus};
use careplan_model::{OfficeNumber, ServiceTypeCode, YearMonth};
use core::fmt::{self, Display};
use phrase::{Phrase, number};
use std::collections::BTreeMap;

/// The result for people: `Display` writes it, each line ended by a line feed.
///
/// First the counts; then each person with differences, by office and day; offices that sent no actuals;
/// totals that differ; what the kinds of differences mean for the claim.
#[derive(Debug, Clone, Copy)]
pub struct TextReport<'a> {
    result: &'a Reconciliation,
    options: &'a ReportOptions,
}

impl<'a> TextReport<'a> {
    pub(super) fn new(result: &'a Reconciliation, options: &'a ReportOptions) -> Self {
        Self { result, options }
    }

    /// One of two words, by the language.
    fn word(&self, japanese: &'static str, english: &'static str) -> &'static str {
        match self.options.language {
            Language::Japanese => japanese,
            Language::English => english,
        }
    }

    fn is_japanese(&self) -> bool {
        self.options.language == Language::Japanese
    }
}

impl Display for TextReport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.result.counts();
        self.head(&counts, f)?;
        for person in &self.result.persons {
            self.person(person, f)?;
        }
        self.persons_without_differences(f)?;
        self.without_actuals(f)?;
        self.totals(f)?;
        self.explanations(&counts, f)
    }
}

impl TextReport<'_> {
    fn head(&self, counts: &Counts, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.word("予定と実績の照合", "Plan against actual"))?;
        let (planned, actual) = (number(counts.planned_lines), number(counts.actual_lines));
        let (matched, differences) = (number(counts.matched), number(counts.all_differences()));
        let without = number(counts.without_actuals);
        if self.is_japanese() {
            writeln!(f, "予定 {planned}行（うち実績未受領の事業所 {without}行）、実績 {actual}行")?;
            write!(f, "一致 {matched}件、相違 {differences}件")?;
        } else {
            writeln!(
                f,
                "{planned} planned lines ({without} of offices without actuals), {actual} actual lines"
            )?;
            write!(f, "{matched} match, {differences} differences")?;
        }
        for (place, (kind, count)) in counts.differences.iter().enumerate() {
            let before = match (place, self.is_japanese()) {
                (0, true) => "（",
                (0, false) => " (",
                (_, true) => "、",
                (_, false) => ", ",
            };
            write!(f, "{before}{} {}", kind.label(self.options.language), number(*count))?;
        }
        if !counts.differences.is_empty() {
            write!(f, "{}", self.word("）", ")"))?;
        }
        writeln!(f)?;
        let (planned, actual) = (self.result.replaced_planned, self.result.replaced_actual);
        if planned + actual > 0 {
            let (planned, actual) = (number(planned), number(actual));
            if self.is_japanese() {
                writeln!(
                    f,
                    "新しいファイルに置き換えられた行（照合対象外） 予定 {planned}行、実績 {actual}行"
                )?;
            } else {
                writeln!(
                    f,
                    "left out, as a newer file replaces them: {planned} planned, {actual} actual lines"
                )?;
            }
        }
        for (title, files) in [
            (self.word("予定", "plan"), &self.options.plan_files),
            (self.word("実績", "actual"), &self.options.actual_files),
        ] {
            for (place, file) in files.iter().enumerate() {
                writeln!(f, "{title}[{}] {}", place + 1, Plain(file))?;
            }
        }
        Ok(())
    }

    /// Who it is: the ordinal, and the number if that is asked for.
    fn name(&self, person: &PersonMonth) -> String {
        let insured = if self.options.show_personal {
            let label = self.word("被保険者番号", "insured number");
            format!("{}{label} {}", self.word("　", ", "), person.insured)
        } else {
            String::new()
        };
        format!("{}{}{insured}", self.word("利用者", "person "), person.ordinal)
    }

    fn month(&self, month: YearMonth) -> String {
        if self.is_japanese() { month.wareki().to_string() } else { month.iso().to_string() }
    }

    fn office(&self, provider: OfficeNumber, service_type: Option<ServiceTypeCode>) -> String {
        let service = match (service_type, service_type.and_then(ServiceTypeCode::name)) {
            (_, Some(name)) => name.to_owned(),
            (Some(code), None) => format!("{}{code}", self.word("サービス種類", "service type ")),
            (None, None) => self.word("サービス種類不明", "unknown service type").to_owned(),
        };
        // A name comes from a file, and is not to do anything to a terminal.
        match self.options.office_names.get(&provider).map(|name| Plain(name)) {
            Some(name) if self.is_japanese() => format!("{service}　{name}（{provider}）"),
            Some(name) => format!("{service}, {name} ({provider})"),
            None if self.is_japanese() => format!("{service}　事業所{provider}"),
            None => format!("{service}, office {provider}"),
        }
    }

    fn is_shown(&self, entry: &Entry) -> bool {
        self.options.show_matched || !entry.differences.is_empty()
    }

    fn person(&self, person: &PersonMonth, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_shown = |service: &&Service| {
            service.status != ServiceStatus::NoActuals
                && service.entries.iter().any(|entry| self.is_shown(entry))
        };
        let mut services = person.services.iter().filter(is_shown).peekable();
        if services.peek().is_none() {
            return Ok(());
        }
        let gap = self.word("　", ", ");
        writeln!(f, "\n■{}{gap}{}", self.name(person), self.month(person.service_month))?;
        if !person.other_insurers.is_empty() {
            let others: Vec<String> = person.other_insurers.iter().map(ToString::to_string).collect();
            let others = others.join(self.word("、", ", "));
            let insurer = person.insurer;
            if self.is_japanese() {
                writeln!(
                    f,
                    "  保険者番号が予定 {insurer}、実績 {others}（住所地特例の利用者か確認してください）"
                )?;
            } else {
                writeln!(f, "  insurer {insurer} in the plan, {others} in the actuals (住所地特例?)")?;
            }
        }
        services.try_for_each(|service| self.service(person, service, f))
    }

    fn service(&self, person: &PersonMonth, service: &Service, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = service.counts();
        let office = self.office(service.provider, service.service_type);
        let (planned, actual) = (number(counts.planned_lines), number(counts.actual_lines));
        let matched = number(counts.matched);
        if self.is_japanese() {
            writeln!(f, "  {office}　予定 {planned}行、実績 {actual}行、一致 {matched}件")?;
        } else {
            writeln!(f, "  {office}: {planned} planned, {actual} actual lines, {matched} match")?;
        }
        let phrase = Phrase { options: self.options, month: person.service_month };
        for row in rows(service.entries.iter().filter(|entry| self.is_shown(entry))) {
            writeln!(f, "    {}{}", self.word("・", "- "), phrase.row(&row))?;
        }
        if service.status == ServiceStatus::Compared {
            for total in service.totals.iter().filter(|total| !total.agrees()) {
                writeln!(f, "      {}", phrase.total(total))?;
            }
        }
        Ok(())
    }

    fn persons_without_differences(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let compared = |person: &&PersonMonth| {
            person.services.iter().any(|service| service.status == ServiceStatus::Compared)
                && person.counts().differences.is_empty()
        };
        let names: Vec<String> =
            self.result.persons.iter().filter(compared).map(|person| self.name(person)).collect();
        if names.is_empty() {
            return Ok(());
        }
        let label = self.word("相違のない利用者", "without differences");
        writeln!(f, "\n{label}: {}", names.join(self.word("、", "; ")))
    }

    /// The offices that sent nothing, each with its months' persons and lines together.
    fn without_actuals(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut offices = BTreeMap::<_, (u64, u64)>::new();
        for person in &self.result.persons {
            for service in person.services.iter().filter(|s| s.status == ServiceStatus::NoActuals) {
                let key = (person.service_month, service.provider, service.service_type);
                let (persons, lines) = offices.entry(key).or_default();
                *persons += 1;
                *lines += service.counts().planned_lines;
            }
        }
        if offices.is_empty() {
            return Ok(());
        }
        let title = self.word(
            "実績を受け取っていない事業所（相違に数えません）",
            "Offices that sent no actuals (no difference)",
        );
        writeln!(f, "\n■{title}")?;
        for ((month, provider, service_type), (persons, lines)) in offices {
            let (office, month) = (self.office(provider, service_type), self.month(month));
            let (persons, lines) = (number(persons), number(lines));
            if self.is_japanese() {
                writeln!(f, "  {office}　{month}　利用者 {persons}名、予定 {lines}行")?;
            } else {
                writeln!(f, "  {office}, {month}: persons {persons}, planned lines {lines}")?;
            }
        }
        Ok(())
    }

    /// The totals of all persons that differ.
    fn totals(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let totals = self.result.totals();
        let mut last = None;
        for total in totals.iter().filter(|total| !total.total.agrees()) {
            if last.is_none() {
                let title = self.word(
                    "サービスコード別の合計（全利用者、差のあるもの）",
                    "Totals by service code (all persons, where they differ)",
                );
                writeln!(f, "\n■{title}")?;
            }
            let service_type = total.total.code.service_type();
            let office = (total.service_month, total.provider, service_type);
            if last != Some(office) {
                let month = self.month(total.service_month);
                let gap = self.word("　", ", ");
                writeln!(f, "  {}{gap}{month}", self.office(total.provider, service_type))?;
                last = Some(office);
            }
            let phrase = Phrase { options: self.options, month: total.service_month };
            writeln!(f, "    {}", phrase.total(&total.total))?;
        }
        Ok(())
    }

    fn explanations(&self, counts: &Counts, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if counts.differences.is_empty() {
            return Ok(());
        }
        writeln!(f, "\n■{}", self.word("相違の意味", "What the differences mean"))?;
        let kinds = DifferenceKind::ALL.into_iter().filter(|kind| counts.differences.contains_key(kind));
        for kind in kinds {
            let language = self.options.language;
            let (label, explanation) = (kind.label(language), kind.explanation(language));
            if self.is_japanese() {
                writeln!(f, "  {label}［{}］：{explanation}", kind.rule_id())?;
            } else {
                writeln!(f, "  {label} [{}]: {explanation}", kind.rule_id())?;
            }
        }
        Ok(())
    }
}
