//! The splitter: what it takes for a label, where it holds back, and that nothing is ever lost.
#![allow(clippy::unwrap_used)]

use careplan_fukushi::split::{SpanKind, spans, split};
use proptest::prelude::*;

/// Person, family and analysis, as proposed.
fn expect(text: &str, person: &str, family: &str, analysis: &str) {
    let proposed = split(text).unwrap();
    let found = [proposed.person(), proposed.family(), proposed.analysis()];
    let wanted = [person, family, analysis].map(|it| (!it.is_empty()).then(|| it.to_owned()));
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn labels_with_marks() {
    expect("本人：歩きたい。\n家族：助けたい。", "歩きたい。", "助けたい。", "");
    expect("本人:歩きたい。\r\n家族:助けたい。", "歩きたい。", "助けたい。", "");
    expect("【ご本人】歩きたい。\n【ご家族】\n助けたい。\n", "歩きたい。", "助けたい。", "");
    expect("［利用者］歩きたい\n［家族］：助けたい", "歩きたい", "助けたい", "");
    expect(
        "本人\n歩きたい。\n\n家族\n助けたい。\n課題分析\n筋力の低下。",
        "歩きたい。",
        "助けたい。",
        "筋力の低下。",
    );
    expect("本人：歩きたい。家族：助けたい。", "歩きたい。", "助けたい。", "");
    expect("本人：歩きたい　家族：助けたい　課題分析：低下", "歩きたい", "助けたい", "低下");
    expect("・本人：歩きたい。\n■家族：助けたい。\n①課題：低下。", "歩きたい。", "助けたい。", "低下。");
    expect("（本人）歩きたい。\n（家族）助けたい。", "歩きたい。", "助けたい。", "");
    expect("１．ご本人の意向：歩きたい。\n２．ご家族様の希望：助けたい。", "歩きたい。", "助けたい。", "");
    expect("本　人：歩きたい。\n家　族：助けたい。", "歩きたい。", "助けたい。", "");
}

#[test]
fn members_of_the_family_keep_their_names() {
    expect(
        "本人：歩きたい。\n長男の妻：助けたい。\n本人の妹：会いたい。",
        "歩きたい。",
        "長男の妻：助けたい。\n本人の妹：会いたい。",
        "",
    );
    expect(
        "家族（妻）：心配だ。\n長女（県外在住）：電話する。",
        "",
        "心配だ。\n長女（県外在住）：電話する。",
        "",
    );
    expect("【家族】 長女：家で介護したい。", "", "長女：家で介護したい。", "");
    expect("主たる介護者（長女）：休みたい。", "", "主たる介護者（長女）：休みたい。", "");
}

#[test]
fn nothing_is_proposed() {
    for text in [
        "",
        "家で暮らしたい。家族も望んでいる。",
        "本人は家で暮らしたい。家族は心配だ。",
        "本人・家族：家で暮らしたい。",
        "本人：歩きたい。\n本人及び家族：家で暮らしたい。",
        "【本人】【家族】家で暮らしたい。",
        "【本人】・【家族】家で暮らしたい。",
        "利用者家族：家で暮らしたい。",
        "夫婦：家で暮らしたい。",
        "家で暮らしたい。（本人）\n心配だ。（長男）",
        "家で暮らしたい。\n（本人）\n心配だ。\n（長男）",
        "家で暮らしたい（本人）。心配だ（長男）。",
        "本人「家で暮らしたい」家族「心配だ」",
        "「本人」の希望により家で暮らす。",
        "これからも、本人：家で暮らしたい。",
        "心配しているのは\n家族\nである。",
        "家族構成　長男：会社員　長女：看護師",
        "弟子：二人",
        "目標：歩く。方針：支える。",
    ] {
        let proposed = split(text);
        let wishes = proposed.as_ref().map(|it| (it.person(), it.family(), it.analysis()));
        assert!(wishes.is_none_or(|wishes| wishes == (None, None, None)), "{text}");
    }
}

#[test]
fn who_is_in_doubt_is_rest() {
    // Another heading, another speaker, a sentence that sums up, a blank line, a label within a sentence.
    expect("本人：歩きたい。\n主治医：無理をしないこと。", "歩きたい。", "", "");
    expect("本人：歩きたい。\n方針：支える。\n家族：助けたい。", "歩きたい。", "助けたい。", "");
    expect("本人：歩きたい。妻は心配している。", "歩きたい。", "", "");
    expect("本人：歩きたい。妻に迷惑をかけたくない。", "歩きたい。妻に迷惑をかけたくない。", "", "");
    expect("家族：助けたい。\n本人「歩きたい」", "", "助けたい。", "");
    expect("家族：助けたい。以上のことから、転倒を防ぐ。", "", "助けたい。", "");
    expect("家族：助けたい。\n\n転倒を防ぐ必要がある。\n本人は元気だ。", "", "助けたい。", "");
    expect("本人：歩きたい。毎日、妻：心配だ。\n元気だ。", "歩きたい。", "", "");
    expect("本人：歩きたい 家族：助けたい", "", "", "");
    expect("本人\n歩きたい\n嘱託医\n安静に", "歩きたい", "", "");
}

/// Labels within a line are less sure than those that begin one.
#[test]
fn labels_within_a_line_count_where_that_is_the_habit() {
    expect("本人：家にいたい。家族：支える。課題：筋力の低下。", "家にいたい。", "支える。", "筋力の低下。");
    expect("本人の意向：家にいたい。家族の意向：支える。", "家にいたい。", "支える。", "");
    expect("令和8年4月　本人：家にいたい。", "家にいたい。", "", "");
    for text in ["妻と暮らす。長男：東京に在住、と聞いた。", "家に帰りたい。本人：談"]
    {
        assert!(spans(text).iter().all(|span| span.kind == SpanKind::Rest), "{text}");
    }
    expect("家族：頑固で困る。本人の希望：聞いてやりたい。", "", "頑固で困る。", "");
    expect(
        "家族：頑固で困る。本人：と呼ぶと怒る。\n本人：放っておいてほしい。",
        "放っておいてほしい。",
        "頑固で困る。",
        "",
    );
}

#[test]
fn lists_of_the_family_are_no_wishes() {
    let text = "【本人】家にいたい。\n・妻：脳梗塞の既往あり\n・長男：会社員\n【家族】\n・妻：支える。\n・長男：手伝う。";
    expect(text, "家にいたい。", "・妻：支える。\n・長男：手伝う。", "");
    // Without brackets of the family the members speak for it.
    expect("【本人】家にいたい。\n妻：支える。", "家にいたい。", "妻：支える。", "");
    expect("本人：家にいたい。\n同居家族：妻、長男\n妻：支える。", "家にいたい。", "妻：支える。", "");
    expect("意向\n本人：家にいたい。\n現状\n本人：膝が痛い。", "家にいたい。", "", "");
}

#[test]
fn the_dead_say_nothing() {
    for text in [
        "本人：妻の墓に参りたい。\n妻：花子の命日には必ず行く。",
        "本人：亡き夫の店を守りたい。\n夫：三年前に他界した。",
        "本人：母が亡くなり、気落ちした。\n【母】百歳まで元気だった。",
    ] {
        let family = split(text).and_then(|it| it.family());
        assert_eq!(family, None, "{text}");
    }
    // Another relative with a word of the dead in the label.
    expect(
        "本人：亡き夫の店を守りたい。\n夫の妹：手伝う。",
        "亡き夫の店を守りたい。",
        "夫の妹：手伝う。",
        "",
    );
}

#[test]
fn quotes_hold_what_stands_in_them() {
    expect("本人：「歩きたい。妻：ありがとう。」と話す。", "「歩きたい。妻：ありがとう。」と話す。", "", "");
    // A quote over lines: from the label in it on nobody knows.
    expect("長男：手帳に「目標\n本人：歩く」とあった。", "", "長男：手帳に「目標", "");
}

#[test]
fn labels_under_findings_are_no_wishes() {
    expect("【本人】歩きたい。\n【課題分析】\n本人：筋力の低下。\n家族：腰痛。", "歩きたい。", "", "");
    expect("課題分析：\n本人：筋力の低下。\n家族：腰痛。", "", "", "");
    expect("課題分析：筋力の低下。\n本人：歩きたい。", "歩きたい。", "", "筋力の低下。");
    expect("【課題分析】\n課題１：低下。\n課題２：痛み。", "", "", "課題１：低下。\n課題２：痛み。");
}

/// Text of any length is read once: these would take hours if each place looked at all the rest.
#[test]
fn long_texts_take_no_long_time() {
    for part in
        ["妻", "妻・", "「。」", "「", "。妻「", "本人：あ。", "・", "本人\n", "。（", "　", "課題：。"]
    {
        let text = format!("本人：{}", part.repeat(20_000));
        let end = spans(&text).last().map(|span| span.range.end);
        assert_eq!(end, Some(text.len()), "{part}");
    }
}

const PARTS: &[&str] = &[
    "本人",
    "家族",
    "長男",
    "課題分析",
    "主治医",
    "：",
    ":",
    "【",
    "】",
    "「",
    "」",
    "（",
    "）",
    "。",
    "、",
    "\n",
    "\r\n",
    "\r",
    "　",
    " ",
    "・",
    "①",
    "は",
    "の",
    "と",
    "意向",
    "歩きたい",
    "以上",
    "1.",
    "家族構成",
];

fn check(text: &str) -> Result<(), TestCaseError> {
    let spans = spans(text);
    let mut at = 0;
    for span in &spans {
        prop_assert_eq!(span.range.start, at);
        prop_assert!(span.range.end > at);
        prop_assert!(text.get(span.range.clone()).is_some());
        at = span.range.end;
    }
    prop_assert_eq!(at, text.len());
    if let Some(proposed) = split(text) {
        prop_assert_eq!(proposed.parts().map(|(_, part)| part).collect::<String>(), text);
        prop_assert!(spans.iter().any(|span| span.kind == SpanKind::Label) || proposed.person().is_none());
        prop_assert!(proposed.person().as_deref() != Some(text));
    }
    Ok(())
}

proptest! {
    #[test]
    fn spans_are_a_partition_of_any_text(text in "(?s).{0,80}") {
        check(&text)?;
    }

    #[test]
    fn spans_are_a_partition_of_labelled_text(
        parts in proptest::collection::vec(proptest::sample::select(PARTS), 0..16)
    ) {
        check(&parts.concat())?;
    }

    #[test]
    fn nothing_moves_between_labelled_parts(
        person in "[かきくけこ]{1,20}", family in "[さしすせそ]{1,20}", other in "[なにぬねの]{1,20}",
    ) {
        let text = format!("本人：{person}。\n長男：{family}。\n民生委員：{other}。");
        let proposed = split(&text).unwrap();
        prop_assert_eq!(proposed.person(), Some(format!("{person}。")));
        prop_assert_eq!(proposed.family(), Some(format!("長男：{family}。")));
        prop_assert_eq!(proposed.rest(), Some(format!("民生委員：{other}。")));
    }
}
