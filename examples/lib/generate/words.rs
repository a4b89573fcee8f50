//! What the texts are made of. Every name says that it is a specimen.

/// A given name, and its kana.
pub(super) const GIVEN_NAMES: &[(&str, &str, bool)] = &[
    ("太郎", "タロウ", false),
    ("花子", "ハナコ", true),
    ("一郎", "イチロウ", false),
    ("さくら", "サクラ", true),
    ("健太郎", "ケンタロウ", false),
    ("ひかり", "ヒカリ", true),
    ("次郎", "ジロウ", false),
    ("和子", "カズコ", true),
    ("髙志", "タカシ", false),
    ("千代", "チヨ", true),
    ("清", "キヨシ", false),
    ("よし子", "ヨシコ", true),
    ("三郎", "サブロウ", false),
    ("節子", "セツコ", true),
];

pub(super) const SURNAMES: &[(&str, &str)] =
    &[("見本", "ミホン"), ("例示", "レイジ"), ("試験", "シケン"), ("見本﨑", "ミホンザキ")];

pub(super) const TOWNS: &[&str] = &[
    "青葉台",
    "旭丘",
    "泉ヶ原",
    "梅園",
    "扇谷",
    "鏡池",
    "霞浦",
    "菊坂",
    "桐生野",
    "雲井町",
    "桜橋",
    "潮見",
    "杉並木",
    "高砂",
    "千鳥浜",
    "月見岡",
    "鶴舞",
    "藤棚",
    "松風",
    "若竹",
];

/// Before a sentence, so that few texts are alike.
pub(super) const OPENINGS: &[&str] = &[
    "本人：",
    "家族（長女）：",
    "主治医の意見では、",
    "退院後、",
    "この半年ほど、",
    "朝晩の冷え込みで",
    "以前より",
    "近所付き合いが減り、",
    "膝の痛みのため",
    "視力が落ちてきて、",
    "デイサービスでは",
    "毎週火曜日に",
    "天気のよい日は",
    "通院の帰りに",
    "手先の細かい作業、",
    "昔の仕事の話、",
    "庭いじり、",
    "孫の訪問、",
    "右半身の麻痺、",
    "耳が遠く、",
];

pub(super) const MIDDLES: &[&str] = &[
    "無理のない範囲で",
    "職員と一緒に",
    "杖を使いながら",
    "休み休み、",
    "家族の負担を減らし、",
    "体調をみながら",
    "本人の意向を尊重し、",
    "安全に気をつけ、",
    "少しずつ",
    "必要に応じて",
    "専門職の助言を受け、",
    "声をかけながら",
    "段差に注意して",
    "水分をとり、",
    "血圧を測り、",
    "楽しみを持って",
    "役割を持ち、",
    "自分のペースで",
    "気分転換に",
    "",
];

pub(super) const NEEDS: &[&str] = &[
    "足腰の力が弱くなり、ひとりで外に出るのが怖い。",
    "入浴の時に浴槽をまたぐ動作が不安定で、転ばないか心配している。",
    "日中ひとりで過ごす時間が長く、人と話す機会を増やしたい。",
    "薬の飲み忘れがあり、血圧が安定しない日がある。",
    "夜間、トイレまで歩く時にふらつくことがある。",
    "食事の支度が難しくなってきたが、できることは自分で続けたい。",
    "住み慣れた自宅で、家族と一緒に暮らし続けたい。",
    "掃除や洗濯を手伝ってもらいながら、清潔な部屋で過ごしたい。",
    "週2回は外出し、以前のように買い物を楽しみたい。",
];

pub(super) const GOALS: &[&str] = &[
    "見守りがあれば、近所のスーパーまで歩いて買い物に行くことができる。",
    "手すりを使い、安全に浴槽へ出入りできる。",
    "週に2回、なじみの人と会って話を楽しむことができる。",
    "毎日決まった時間に薬を飲み、体調を保つことができる。",
    "ふらつかずにトイレまで行くことができる。",
    "簡単な調理（みそ汁、おにぎり等）を続けることができる。",
    "室内を転ばずに移動できる。",
    "1日30分は椅子に座って過ごすことができる。",
];

pub(super) const SUPPORT: &[&str] = &[
    "①バイタルチェック、健康状態の確認",
    "②浴室内の移動の見守り、洗身・洗髪の一部介助",
    "③下肢筋力の訓練、歩行訓練（屋内10分程度）",
    "④服薬の確認、残薬の確認と主治医への報告",
    "⑤掃除、洗濯、買い物の代行",
    "⑥声かけをしながら一緒に調理を行う",
    "⑦手すり、歩行器の貸与と使い方の確認",
    "⑧本人の話をゆっくり聞き、不安を和らげる",
];

/// What somebody does on every day, and when.
pub(super) const ACTIVITIES: &[(&str, u8)] =
    &[("起床", 6), ("朝食", 7), ("昼食", 12), ("散歩", 15), ("夕食", 18), ("入浴", 19), ("就寝", 21)];

use super::random::Random;

/// One to `most` sentences; some are lines of their own, and a few hold a comma and quotes.
pub(super) fn sentences(random: &mut Random, from: &[&str], most: u64) -> String {
    let mut text = String::new();
    for _ in 0..most.saturating_sub(random.below(2)).max(1) {
        if !text.is_empty() && random.chance(40) {
            text.push_str("\r\n");
        }
        for part in [random.one_of(OPENINGS), random.one_of(MIDDLES), random.one_of(from)] {
            text.push_str(part);
        }
    }
    if random.chance(2) {
        text.push_str("（\"見本\",例）");
    }
    text
}
