//! Wishes of the person and of the family, told apart where the text itself does so.
//!
//! No.22 of 第1表 is one text, in which the person's wish, the family's wish and the care manager's analysis stand
//! together; 利用計画 of 福祉用具サービス計画書 has 利用者 and 家族 apart. [`split`] **proposes** where to cut, and only
//! where the text carries labels (`本人：`, `【家族】`, `長男` alone on a line). It never decides: a person confirms,
//! or does it by hand. What it cannot be sure of is [`SpanKind::Rest`].
//!
//! # What counts as a label
//!
//! A word for the person, for the family or one of it, or for the analysis, with a mark of its own: `：`, `:`, a
//! closing bracket, or nothing else on its line; and only at the start of the text or of a line (bullets and
//! indents may stand before it), or right after the end of a sentence or a full-width blank. A label rules the
//! text up to the next one.
//!
//! # Where it holds back
//!
//! - A label for both (`本人・家族：`), or one that could as well stand behind its text (`…。（本人）`): nothing is split.
//! - Headings that are none of these words (`主治医：`, `【方針】`): what follows is rest.
//! - A blank line, a sentence that begins with another speaker (`妻は…`, `長男「…`) or that sums up (`以上…`,
//!   `課題…`), and one with a label in its middle: from there to the next label all is rest.
//! - A label within a line with nothing labelled before it (`妻と二人。長男：東京に在住。`), of a speaker who has one at the
//!   start of a line too, or that tells a topic where the one before does not (`家族：頑固だ。本人の希望：聞く。`): rest.
//! - Labels without brackets under `【本人】`, where there is a `【家族】` too; nothing but names (`同居家族：妻、長男`): rest.
//! - A label of one whom the text calls dead (`妻の墓…`, `亡き夫…`): rest.
//! - Labels under the heading of an analysis: what they say of the person is no wish, but rest.

mod cut;
mod heading;
mod index;
mod lists;
mod words;

use core::fmt;
use core::ops::Range;

/// What a part of the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SpanKind {
    /// A label, with its bullet, brackets and mark.
    Label,
    /// What the person wishes (利用者の意向).
    Person,
    /// What the family wishes (家族の意向).
    Family,
    /// What the care manager found (課題分析の結果).
    Analysis,
    /// What belongs to no label: a person decides. Blanks between the parts too.
    Rest,
}

impl SpanKind {
    /// The kind in Japanese.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Label => "見出し",
            Self::Person => "利用者の意向",
            Self::Family => "家族の意向",
            Self::Analysis => "課題分析の結果",
            Self::Rest => "区分なし",
        }
    }
}

/// A part of a text: its kind and its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// A text in spans, as the program proposes it. `Debug` shows the places, not the text.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ProposedSplit {
    source: String,
    spans: Vec<Span>,
}

impl fmt::Debug for ProposedSplit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProposedSplit")
            .field("source", &format_args!("«redacted»"))
            .field("spans", &self.spans)
            .finish()
    }
}

/// Proposes how to split a text; `None` where it carries no label, or one that leaves a doubt about the whole.
///
/// ```
/// use careplan_fukushi::split::split;
/// let text = "本人：家で暮らしたい。\n長男：手伝いたい。\n【課題分析】転倒のおそれがある。";
/// let proposed = split(text).ok_or("labelled")?;
/// assert_eq!(proposed.person().as_deref(), Some("家で暮らしたい。"));
/// assert_eq!(proposed.family().as_deref(), Some("長男：手伝いたい。"));
/// assert_eq!(proposed.analysis().as_deref(), Some("転倒のおそれがある。"));
///
/// assert_eq!(split("家で暮らしたい。家族も望んでいる。"), None);
/// assert_eq!(split("本人・家族：家で暮らしたい。"), None);
/// # Ok::<(), &str>(())
/// ```
pub fn split(text: &str) -> Option<ProposedSplit> {
    let spans = cut::cut(text)?;
    Some(ProposedSplit { source: text.to_owned(), spans })
}

impl ProposedSplit {
    /// The text that was split, whole.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The spans in their order: one begins where the other ends, and together they are the source.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The spans with their texts.
    pub fn parts(&self) -> impl Iterator<Item = (SpanKind, &str)> {
        // The ranges come from the source itself, so that each of them is there.
        self.spans.iter().map(|span| (span.kind, self.source.get(span.range.clone()).unwrap_or_default()))
    }

    /// What is proposed as the person's wish, the parts on lines of their own.
    pub fn person(&self) -> Option<String> {
        self.joined(SpanKind::Person)
    }

    /// What is proposed as the family's wish, the parts on lines of their own. Labels that name one of the family
    /// (`長男：`) stay before what they say.
    pub fn family(&self) -> Option<String> {
        self.joined(SpanKind::Family)
    }

    /// What the care manager found, the parts on lines of their own.
    pub fn analysis(&self) -> Option<String> {
        self.joined(SpanKind::Analysis)
    }

    /// What belongs to no label, the parts on lines of their own; `None` if that is nothing but blanks.
    pub fn rest(&self) -> Option<String> {
        self.joined(SpanKind::Rest)
    }

    fn joined(&self, wanted: SpanKind) -> Option<String> {
        let mut joined = String::new();
        let mut label = "";
        for (kind, text) in self.parts() {
            if kind == SpanKind::Label {
                label = text;
            }
            if kind != wanted || text.trim().is_empty() {
                continue;
            }
            if !joined.is_empty() {
                joined.push('\n');
            }
            if wanted == SpanKind::Family && words::names_one(label) {
                joined.push_str(label.trim_start());
                label = "";
            }
            joined.push_str(if wanted == SpanKind::Rest { text.trim() } else { text });
        }
        (!joined.is_empty()).then_some(joined)
    }
}

/// The spans of any text: those proposed, or one of rest where nothing is. A text without characters has none.
pub fn spans(text: &str) -> Vec<Span> {
    match cut::cut(text) {
        Some(spans) => spans,
        None if text.is_empty() => Vec::new(),
        None => vec![Span { kind: SpanKind::Rest, range: 0..text.len() }],
    }
}

/// The same for texts that stand on lines of their own, each of another item: each is cut for itself, and what one
/// leaves open does not reach into the next.
pub(crate) fn split_each(texts: &[String]) -> Option<ProposedSplit> {
    let mut spans_of_all = Vec::new();
    let mut start = 0;
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            spans_of_all.push(Span { kind: SpanKind::Rest, range: start..start + 1 });
            start += 1;
        }
        for span in spans(text) {
            spans_of_all.push(Span { range: start + span.range.start..start + span.range.end, ..span });
        }
        start += text.len();
    }
    let is_labelled = spans_of_all.iter().any(|span| span.kind != SpanKind::Rest);
    is_labelled.then(|| ProposedSplit { source: texts.join("\n"), spans: spans_of_all })
}
