//! The words that labels are made of, and those that tell that a text is about something else.

/// Words for the person.
pub(super) const PERSON: &[&str] = &[
    "利用者本人",
    "ご利用者本人",
    "利用者ご本人",
    "ご利用者",
    "御利用者",
    "利用者",
    "ご本人",
    "御本人",
    "本人",
];

/// Words for the family and for those in it. Composed ones (長男の妻, 長女夫婦) are read as several.
pub(super) const FAMILY: &[&str] = &[
    "ご家族",
    "御家族",
    "家族",
    "ご親族",
    "親族",
    "親戚",
    "配偶者",
    "奥様",
    "奥さん",
    "ご主人",
    "主人",
    "旦那",
    "長男",
    "次男",
    "二男",
    "三男",
    "四男",
    "五男",
    "長女",
    "次女",
    "二女",
    "三女",
    "四女",
    "五女",
    "息子",
    "娘",
    "嫁",
    "婿",
    "妻",
    "夫",
    "孫",
    "ひ孫",
    "曾孫",
    "義母",
    "義父",
    "義兄",
    "義弟",
    "義姉",
    "義妹",
    "母親",
    "父親",
    "両親",
    "ご両親",
    "母",
    "父",
    "兄弟",
    "姉妹",
    "きょうだい",
    "兄",
    "弟",
    "姉",
    "妹",
    "甥",
    "姪",
    "叔父",
    "叔母",
    "伯父",
    "伯母",
    "従兄弟",
    "従姉妹",
    "いとこ",
    "子供",
    "子ども",
    "お子",
    "子",
    "親",
];

/// A couple: alone, the person with the spouse.
pub(super) const COUPLES: &[&str] = &["ご夫婦", "夫婦"];

/// What composes with a word for the family without の: 長男嫁, 孫娘. Others would make other words (弟子).
pub(super) const IN_LAW: &[&str] = &["嫁", "婿", "妻", "夫", "娘", "息子"];

/// Those who care, who may be anybody; with one of the family in brackets they are of the family.
pub(super) const CARERS: &[&str] = &["主たる介護者", "主介護者", "介護者", "キーパーソン"];

/// Headings of lists, in which labels stand for people and not for what they say.
pub(super) const LISTS: &[&str] =
    &["家族構成", "世帯構成", "家族図", "緊急連絡先", "連絡先", "続柄", "ジェノグラム"];

/// What may stand before a word for the family.
pub(super) const BEFORE_FAMILY: &[&str] =
    &["ご", "御", "同居の", "別居の", "同居", "別居", "遠方の", "近隣の", "義理の"];

pub(super) const HONORIFICS: &[&str] = &["さま", "さん", "様", "氏"];

/// What joins two speakers.
pub(super) const CONNECTORS: &[&str] = &[
    "および",
    "ならびに",
    "及び",
    "並びに",
    "・",
    "･",
    "、",
    "，",
    ",",
    "と",
    "／",
    "/",
    "＆",
    "&",
    "＋",
    "+",
    "や",
];

/// What a label may say of the words under it.
pub(super) const TOPICS: &[&str] = &[
    "今後の生活に対する意向",
    "生活に対するご意向",
    "生活に対する意向",
    "生活に対する希望",
    "生活への意向",
    "生活への希望",
    "望む生活",
    "ご意向",
    "ご希望",
    "ご要望",
    "ご意見",
    "意向",
    "希望",
    "要望",
    "意見",
    "思い",
    "想い",
    "願い",
    "望み",
    "気持ち",
    "言葉",
    "発言",
    "お話",
    "話",
    "訴え",
    "主訴",
    "コメント",
    "談",
    "声",
];

pub(super) const ANALYSIS: &[&str] = &[
    "課題分析の結果",
    "課題分析結果",
    "課題分析",
    "分析の結果",
    "分析結果",
    "分析",
    "アセスメントの結果",
    "アセスメント結果",
    "アセスメント",
    "解決すべき課題",
    "生活課題",
    "生活全般の課題",
    "課題",
    "課題整理",
    "課題の整理",
    "課題のまとめ",
    "総合",
];

/// Headings of findings and of what others say.
pub(super) const FINDINGS: &[&str] = &[
    "状況",
    "状態",
    "現状",
    "様子",
    "既往",
    "診断",
    "生活歴",
    "背景",
    "課題",
    "問題",
    "評価",
    "アセスメント",
    "分析",
    "見立て",
    "所見",
    "方針",
    "リスク",
    "医師",
    "主治医",
    "経過",
    "病",
    "ADL",
    "ＡＤＬ",
    "ニーズ",
    "留意",
    "連絡先",
    "構成",
    "続柄",
];

/// What stands before a word for one of the family who is dead.
pub(super) const DEAD_BEFORE: &[&str] = &["亡き", "亡くなった", "他界した", "先立たれた", "亡", "故"];

/// What stands behind a word for one of the family who is dead.
pub(super) const DEAD_BEHIND: &[&str] = &[
    "の墓",
    "のお墓",
    "の命日",
    "の仏壇",
    "の遺影",
    "の位牌",
    "の供養",
    "の法事",
    "の死",
    "が亡くな",
    "は亡くな",
    "も亡くな",
    "を亡く",
    "が他界",
    "は他界",
    "も他界",
    "と死別",
    "に先立た",
];

/// People who are neither, when they stand alone on a line.
pub(super) const OTHERS: &[&str] = &[
    "主治医",
    "医師",
    "看護師",
    "訪問看護師",
    "訪問看護",
    "担当者",
    "ケアマネ",
    "ケアマネジャー",
    "ケアマネージャー",
    "介護支援専門員",
    "担当ケアマネ",
    "担当ケアマネジャー",
    "民生委員",
    "後見人",
    "成年後見人",
    "友人",
    "知人",
    "近隣住民",
    "相談員",
    "生活相談員",
    "福祉用具専門相談員",
    "理学療法士",
    "作業療法士",
    "言語聴覚士",
    "リハビリ",
    "サービス事業所",
    "事業所",
    "支援者",
    "ヘルパー",
    "施設職員",
    "その他",
    "まとめ",
    "備考",
];

/// How a sentence begins that sums up, or that speaks for the care manager or a doctor.
pub(super) const SUMMING_UP: &[&str] = &[
    "以上",
    "上記",
    "これら",
    "このこと",
    "このため",
    "課題",
    "アセスメント",
    "分析",
    "総合",
    "ケアマネ",
    "介護支援専門員",
    "担当者",
    "担当ケアマネ",
    "主治医",
    "医師",
    "看護師",
    "→",
    "⇒",
    "※",
];
