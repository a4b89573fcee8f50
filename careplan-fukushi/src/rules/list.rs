//! What the rules say: ids, levels, texts, samples.

use super::sample::EQUIPMENT_PLAN as PLAN;
use super::sample::EQUIPMENT_PLAN_DELETION as DELETION;
use careplan_rules::rules;
use careplan_rules::sample::Edit::{Append, Raw, Remove, Repeat, Set, SetAll, Without};

rules! {
    NO_HEADER = "fukushi-no-header" (Error, Error) ["UPFYOGU_NEED", "UPFYOGU_ITEM", "UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 送信単位",
        ja "利用目標・明細・選定提案に対応する福祉用具サービス計画書がありません",
        en "a need, line or candidate belongs to no plan of the unit",
        why ja "利用目標・明細・選定提案は、保険者番号・被保険者番号・計画作成（変更）日・事業者コード・サービス種類コードが同じ計画書とともに取り込まれます。計画書がないと取り込めません。",
            en "Needs, lines and candidates are taken over with the plan that has the same insurer, insured person, date, provider and service type. Without it they cannot be.",
        mend ja "同じキーの計画書のレコードを同じ送信単位に入れるか、キーの誤りを直してください。",
             en "Put the plan of that key into the unit, or correct the key.",
        rejected [
            PLAN.with(&[Append("UPFYOGU_NEED", "202407,991018,9000000001,20260331,9970100062,17,1,\"見本\",,")]),
            PLAN.with(&[Set("UPFYOGU_OFFER", 2, 5, "9970100021")]),
            PLAN.with(&[Without("UPFYOGU")]),
        ],
        accepted [PLAN.with(&[Without("UPFYOGU_OFFER")]), DELETION.with(&[])];

    DOUBLE_KEY = "fukushi-double-key" (Error, Error) ["UPFYOGU", "DLTFYOGU"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） キー",
        ja "同じキーの計画書が送信単位に2つ以上あります",
        en "two plans of a unit have one key",
        why ja "同じキーの計画書は後のものが前のものを置き換えるため、どちらが正しいか受信側では分かりません。",
            en "A plan replaces the one of its key, and nobody can say which of the two is meant.",
        mend ja "古い方の計画書を削除するか、計画作成（変更）日を直してください。",
             en "Remove the older one, or correct the date.",
        rejected [PLAN.with(&[Repeat("UPFYOGU", 1)]), DELETION.with(&[Repeat("DLTFYOGU", 1)])],
        accepted [PLAN.with(&[Repeat("UPFYOGU", 1), Set("UPFYOGU", 2, 4, "20260331")])];

    DOUBLE_NUMBER = "fukushi-double-number" (Error, Error) ["UPFYOGU_NEED", "UPFYOGU_ITEM", "UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 利用目標ＮＯ・明細ＮＯ・提案ＮＯ",
        ja "番号が同じ計画書の中で重複しています",
        en "two records of a plan have one number",
        why ja "番号は計画書の中でレコードを区別するキーです。重複すると取込エラーになるか、前のレコードが失われます。",
            en "The number is the key of a record within its plan. A second one fails the import, or replaces the first.",
        mend ja "1から順に番号を振り直してください。",
             en "Number them anew from 1 on.",
        rejected [
            PLAN.with(&[Repeat("UPFYOGU_ITEM", 1)]),
            PLAN.with(&[Set("UPFYOGU_OFFER", 2, 7, "1")]),
        ],
        accepted [PLAN.with(&[Set("UPFYOGU_OFFER", 2, 7, "99")])];

    NUMBER_RANGE = "fukushi-number-range" (Error, Error) ["UPFYOGU_NEED", "UPFYOGU_ITEM", "UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 利用目標ＮＯ・明細ＮＯ・提案ＮＯ",
        ja "番号が1から99の範囲にありません",
        en "a number is not 1 to 99",
        why ja "番号は1から99までです。",
            en "Numbers run from 1 to 99.",
        mend ja "1から順に番号を振り直してください。",
             en "Number them anew from 1 on.",
        rejected [PLAN.with(&[Set("UPFYOGU_OFFER", 2, 7, "0")])],
        accepted [PLAN.with(&[Set("UPFYOGU_OFFER", 2, 7, "50")])];

    SERVICE_TYPE = "fukushi-service-type" (Error, Error) ["UPFYOGU", "UPFYOGU_NEED", "UPFYOGU_ITEM", "UPFYOGU_OFFER", "DLTFYOGU"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） サービス種類コード",
        ja "サービス種類コードが「17」でも「67」でもありません",
        en "the service type is neither 17 nor 67",
        why ja "福祉用具サービス計画書は福祉用具貸与（17）と介護予防福祉用具貸与（67）の計画書です。",
            en "The plan is one of 福祉用具貸与 (17) or 介護予防福祉用具貸与 (67).",
        mend ja "「17」または「67」としてください。",
             en "Write 17 or 67.",
        rejected [DELETION.with(&[Set("DLTFYOGU", 1, 6, "41")])],
        accepted [DELETION.with(&[Set("DLTFYOGU", 1, 6, "67")])];

    NEED_EMPTY = "fukushi-need-empty" (Error, Error) ["UPFYOGU_NEED"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 福祉用具が必要な理由、福祉用具利用目標",
        ja "福祉用具が必要な理由も利用目標も記入されていません",
        en "a need has neither a reason nor a goal",
        why ja "計画書には福祉用具が必要な理由と利用目標を記載します。どちらも空の利用目標には意味がありません。",
            en "A plan says why equipment is needed and what it is to reach. A need without both says nothing.",
        mend ja "理由または利用目標を記入するか、このレコードを削除してください。",
             en "Fill in the reason or the goal, or remove the record.",
        rejected [PLAN.with(&[Set("UPFYOGU_NEED", 1, 8, ""), Set("UPFYOGU_NEED", 1, 9, "")])],
        accepted [
            PLAN.with(&[Set("UPFYOGU_NEED", 1, 8, "")]),
            PLAN.with(&[Set("UPFYOGU_NEED", 1, 9, "")]),
        ];

    CATEGORY_MISSING = "fukushi-category-missing" (Error, Error) ["UPFYOGU_ITEM"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 種目コード",
        ja "貸与の明細に種目コードがありません",
        en "a rental line has no 種目",
        why ja "貸与する福祉用具は13種目のいずれかです。種目が分からないとサービスコードが決まりません。",
            en "Rented equipment is of one of 13 種目, and the service code depends on it.",
        mend ja "種目コード（01～13）を記入してください。",
             en "Fill in 01 to 13.",
        rejected [PLAN.with(&[Set("UPFYOGU_ITEM", 1, 9, "")])],
        accepted [PLAN.with(&[
            Set("UPFYOGU_ITEM", 1, 8, "2"),
            Set("UPFYOGU_ITEM", 1, 9, ""),
            Set("UPFYOGU_ITEM", 1, 11, ""),
        ])];

    NEED_NUMBERS = "fukushi-need-numbers" (Error, Error) ["UPFYOGU_ITEM", "UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 対応する利用目標ＮＯ",
        ja "対応する利用目標ＮＯの書き方が正しくないか、その番号の利用目標がありません",
        en "the numbers of needs are not written as they should be, or name a need that the plan lacks",
        says ja "対応する利用目標ＮＯ：{fault}", en "numbers of needs: {fault}",
        why ja "番号は小さい順に「;」で区切って書きます（例：1;3）。どの利用目標のための福祉用具か分からなくなります。",
            en "The numbers stand in ascending order with ; between (1;3). Otherwise nobody can tell which need the equipment answers.",
        mend ja "計画書にある利用目標ＮＯを小さい順に「;」で区切って書いてください。",
             en "Write the numbers of needs of the plan in ascending order with ; between.",
        rejected [
            PLAN.with(&[Raw("UPFYOGU_ITEM", 2, 20, "2;1")]),
            PLAN.with(&[Raw("UPFYOGU_ITEM", 2, 20, "1 2")]),
            PLAN.with(&[Set("UPFYOGU_OFFER", 1, 9, "3")]),
        ],
        accepted [PLAN.with(&[Set("UPFYOGU_ITEM", 2, 20, "")])];

    NO_CODE = "fukushi-no-code" (Warning, Warning, emergency Info) ["UPFYOGU_ITEM"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） TAISコード、福祉用具届出コード",
        ja "貸与の明細にTAISコードも福祉用具届出コードもありません",
        en "a rental line has neither TAISコード nor 福祉用具届出コード",
        why ja "居宅介護支援事業所はこのコードを第6表・第7表に転記します。緊急の場合は後から補って送り直せます。",
            en "The care-management office copies the code into 第6表 and 第7表. In an emergency it may be filled in later and sent again.",
        mend ja "TAISコード（ない商品は福祉用具届出コード）を記入してください。",
             en "Fill in TAISコード, or 福祉用具届出コード for a product without one.",
        rejected [PLAN.with(&[Set("UPFYOGU_ITEM", 1, 12, "")])],
        accepted [
            PLAN.with(&[
                Set("UPFYOGU_ITEM", 1, 12, ""),
                Set("UPFYOGU_ITEM", 1, 13, "99999-000011"),
                Set("UPFYOGU_OFFER", 1, 10, ""),
                Set("UPFYOGU_OFFER", 1, 11, "99999-000011"),
            ]),
        ];

    CODE_SHAPE = "fukushi-code-shape" (Warning, Warning) ["UPFYOGU_ITEM", "UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） TAISコード、福祉用具届出コード",
        ja "TAISコードまたは福祉用具届出コードの形が「00001-000010」ではありません",
        en "a product code has not the shape 00001-000010",
        why ja "コードは企業コード5桁、ハイフン、福祉用具コード6桁です。形が違うと請求時の突合ができません。",
            en "A code is five characters, a hyphen and six. Another shape is not found in lists and claims.",
        mend ja "半角のコードとハイフンで書いてください。",
             en "Write it in half-width characters with a plain hyphen.",
        rejected [
            PLAN.with(&[Raw("UPFYOGU_ITEM", 1, 12, "99999000011"), Raw("UPFYOGU_OFFER", 1, 10, "99999000011")]),
            PLAN.with(&[Raw("UPFYOGU_ITEM", 1, 12, "99999－000011")]),
        ],
        accepted [PLAN.with(&[Set("UPFYOGU_ITEM", 2, 12, "0000A-00002B"), Set("UPFYOGU_OFFER", 3, 10, "")])];

    SERVICE_CODE = "fukushi-service-code" (Warning, Warning) ["UPFYOGU_ITEM"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） サービスコード",
        ja "サービスコードがないか、種目コードまたはサービス種類コードと合いません",
        en "the service code is missing, or is not that of the 種目 and the service type",
        says ja "サービスコード：{fault}", en "service code: {fault}",
        why ja "サービスコードは種目ごとに決まっており（171001～171013、671001～671013）、予定と突き合わせる手掛かりになります。",
            en "Each 種目 has its service code (171001–171013, 671001–671013), by which lines find their slip.",
        mend ja "種目とサービス種類に合うサービスコードとしてください。",
             en "Write the code of the 種目 and the service type.",
        rejected [
            PLAN.with(&[Set("UPFYOGU_ITEM", 1, 11, "")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 1, 11, "171004")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 1, 11, "671003")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 1, 11, "178001")]),
        ],
        accepted [PLAN.with(&[
            Set("UPFYOGU", 1, 6, "67"),
            SetAll("UPFYOGU_NEED", 6, "67"),
            SetAll("UPFYOGU_ITEM", 6, "67"),
            SetAll("UPFYOGU_OFFER", 6, "67"),
            Set("UPFYOGU_ITEM", 1, 11, "671003"),
            Set("UPFYOGU_ITEM", 2, 11, "671009"),
        ])];

    PRICE_UNITS = "fukushi-price-units" (Warning, Warning) ["UPFYOGU_ITEM"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 単位数、価格",
        ja "価格が単位数×10円になっていません",
        en "the price is not the units times 10 yen",
        why ja "福祉用具貸与の1単位はどの地域でも10円です。",
            en "One unit of a rental is 10 yen everywhere.",
        mend ja "価格と単位数を確認してください。",
             en "Look at the price and the units.",
        rejected [PLAN.with(&[Set("UPFYOGU_ITEM", 1, 17, "999")])],
        accepted [
            PLAN.with(&[Set("UPFYOGU_ITEM", 1, 17, "")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 1, 18, "")]),
        ];

    PRICE_LIMIT = "fukushi-price-limit" (Warning, Warning) ["UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 価格、貸与価格の上限",
        ja "価格が貸与価格の上限を超えています",
        en "the price of a candidate is above the upper limit",
        says ja "価格が{month}の貸与価格の上限を{excess}円超えています", en "the price is {excess} yen above the limit of {month}",
        why ja "上限を超える価格では保険給付の対象になりません。",
            en "A rental above the limit is not covered by the insurance.",
        mend ja "価格と上限（適用年月）を確認してください。",
             en "Look at the price, the limit and its month.",
        rejected [PLAN.with(&[Set("UPFYOGU_OFFER", 1, 16, "9999")])],
        accepted [PLAN.with(&[Set("UPFYOGU_OFFER", 1, 16, "10000")])];

    FEW_OFFERS = "fukushi-few-offers" (Warning, Info) ["UPFYOGU_ITEM", "UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 選定提案",
        ja "種目の選定提案が2つ未満で、理由もありません",
        en "a 種目 has fewer than two candidates, and no reason is given",
        says ja "種目{category}の選定提案が2つ未満で、理由もありません", en "種目 {category} has fewer than two candidates, and no reason is given",
        why ja "機能や価格の異なる複数の商品を提示することになっています。1つしかない場合は理由を記録します。",
            en "Several products differing in function or price are to be shown. Where there is but one, the reason is recorded.",
        mend ja "ほかの候補を加えるか、提案する理由に1つである理由を書いてください。",
             en "Add another candidate, or write why there is but one.",
        rejected [
            PLAN.with(&[Remove("UPFYOGU_OFFER", 2), Set("UPFYOGU_OFFER", 1, 18, "")]),
            PLAN.with(&[Remove("UPFYOGU_OFFER", 2), Remove("UPFYOGU_OFFER", 1)]),
        ],
        accepted [PLAN.with(&[Remove("UPFYOGU_OFFER", 2)]), PLAN.with(&[Without("UPFYOGU_OFFER")])];

    TAKEN_DIFFERS = "fukushi-taken-differs" (Warning, Warning) ["UPFYOGU_OFFER"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 採否、明細ＮＯ",
        ja "採用した提案が、その明細と一致しません",
        en "a candidate that was taken differs from its line",
        says ja "採用した提案：{fault}", en "taken candidate: {fault}",
        why ja "説明した商品と貸与する商品が違うと、同意の内容が分からなくなります。",
            en "If the product that is rented is not the one that was explained, nobody knows what was consented to.",
        mend ja "提案と明細のどちらが正しいか確認してください。",
             en "Look which of the two is right.",
        rejected [
            PLAN.with(&[Set("UPFYOGU_OFFER", 1, 10, "99999-000012")]),
            PLAN.with(&[Set("UPFYOGU_OFFER", 1, 14, "9900")]),
            PLAN.with(&[Set("UPFYOGU_OFFER", 1, 24, "3")]),
        ],
        accepted [
            PLAN.with(&[Set("UPFYOGU_OFFER", 2, 24, "1")]),
            PLAN.with(&[Set("UPFYOGU_OFFER", 1, 10, "")]),
        ];

    CHOICE_CATEGORY = "fukushi-choice-category" (Warning, Warning) ["UPFYOGU_ITEM"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 貸与・販売の選択制",
        ja "選択制の対象でない種目に選択制が記入されています",
        en "a choice between renting and buying for a 種目 that has none",
        why ja "貸与と販売を選択できるのは、固定用スロープ（08）、歩行器（09）、歩行補助つえ（10）の一部です。",
            en "Some products of スロープ (08), 歩行器 (09) and 歩行補助つえ (10) only may be rented or bought.",
        mend ja "種目と選択制を確認してください。",
             en "Look at the 種目 and at the choice.",
        rejected [PLAN.with(&[
            Set("UPFYOGU_ITEM", 1, 21, "1"),
            Set("UPFYOGU_ITEM", 1, 22, "見本"),
            Set("UPFYOGU_ITEM", 1, 25, "20260601"),
        ])],
        accepted [PLAN.with(&[Set("UPFYOGU_ITEM", 1, 21, "")])];

    CHOICE_BASIS = "fukushi-choice-basis" (Warning, Warning) ["UPFYOGU_ITEM"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 選択の根拠、貸与継続の検討予定日",
        ja "選択制の根拠がないか、貸与継続の検討予定日が開始から6か月以内にありません",
        en "a choice without its basis, or without a review within six months of the start",
        says ja "選択制：{fault}", en "choice: {fault}",
        why ja "選択の根拠を記録し、貸与を選んだ場合は6か月以内に継続の必要性を検討することになっています。",
            en "The basis of the choice is recorded, and renting is reviewed within six months.",
        mend ja "根拠と、開始から6か月以内の検討予定日を記入してください。",
             en "Fill in the basis, and a date of review within six months of the start.",
        rejected [
            PLAN.with(&[Set("UPFYOGU_ITEM", 2, 22, "")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 2, 25, "")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 2, 25, "20261002")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 2, 25, "20260331")]),
        ],
        accepted [
            PLAN.with(&[Set("UPFYOGU_ITEM", 2, 21, "2"), Set("UPFYOGU_ITEM", 2, 25, "")]),
            PLAN.with(&[Set("UPFYOGU_ITEM", 2, 23, "20260831"), Set("UPFYOGU_ITEM", 2, 25, "20270228")]),
        ];

    NO_MONITORING = "fukushi-no-monitoring" (Warning, Warning) ["UPFYOGU"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） モニタリング",
        ja "モニタリングの時期が記入されていません",
        en "the plan does not say when monitoring is done",
        why ja "令和6年4月から、計画書にモニタリングの実施時期を記載することになっています。",
            en "Since April 2024 the plan states when monitoring is done.",
        mend ja "モニタリング予定年月か、時期を記入してください。",
             en "Fill in the month, or the time in words.",
        rejected [PLAN.with(&[Set("UPFYOGU", 1, 70, "")])],
        accepted [PLAN.with(&[Set("UPFYOGU", 1, 70, ""), Set("UPFYOGU", 1, 71, "6か月後")])];

    CONSENT_EARLY = "fukushi-consent-early" (Warning, Warning) ["UPFYOGU"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 同意日",
        ja "同意日が計画作成（変更）日より前です",
        en "consent was given before the date of the plan",
        why ja "計画書の内容を説明した後に同意を得ます。",
            en "Consent is given to a plan that was explained, and so not before it.",
        mend ja "同意日と計画作成（変更）日を確認してください。",
             en "Look at both dates.",
        rejected [PLAN.with(&[Set("UPFYOGU", 1, 75, "20260331")])],
        accepted [
            PLAN.with(&[Set("UPFYOGU", 1, 75, "20260402")]),
            PLAN.with(&[Set("UPFYOGU", 1, 75, "")]),
        ];

    NO_CARE_PLAN = "fukushi-no-care-plan" (Warning, Info) ["UPFYOGU"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 居宅サービス計画作成（変更）日",
        ja "基になる居宅サービス計画の作成（変更）日がありません",
        en "the plan names no care plan that it rests on",
        why ja "福祉用具サービス計画は居宅サービス計画に沿って作成します。日付がないと、どの居宅サービス計画に基づくものか分かりません。",
            en "The plan follows a care plan, and without the date nobody can tell which.",
        mend ja "第1表の居宅サービス計画作成（変更）日を記入してください。",
             en "Fill in the date of 第1表.",
        rejected [PLAN.with(&[Set("UPFYOGU", 1, 11, "")])],
        accepted [PLAN.with(&[Set("UPFYOGU", 1, 11, "20250101")])];

    WISHES = "fukushi-wishes-empty" (Warning, Info) ["UPFYOGU"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 生活に対する意向",
        ja "意向の原文があり、利用者の意向も家族の意向も記入されていません",
        en "the text of the wishes is there, and neither the person's nor the family's wish is filled in",
        why ja "福祉用具サービス計画書では利用者と家族の意向を分けて記載します。",
            en "The plan holds the wishes of the person and of the family apart.",
        mend ja "原文を基に、利用者と家族の意向を分けて記入してください。",
             en "Fill in both from the text.",
        rejected [PLAN.with(&[Set("UPFYOGU", 1, 65, ""), Set("UPFYOGU", 1, 66, "")])],
        accepted [
            PLAN.with(&[Set("UPFYOGU", 1, 66, "")]),
            PLAN.with(&[Set("UPFYOGU", 1, 64, ""), Set("UPFYOGU", 1, 65, ""), Set("UPFYOGU", 1, 66, "")]),
        ];

    CARE_LEVEL = "fukushi-care-level" (Warning, Info) ["UPFYOGU_ITEM"]
        section "福祉用具サービス計画書（本プロジェクトの暫定案） 種目コード、要介護状態区分",
        ja "要介護状態区分では原則として保険給付の対象とならない種目です",
        en "a 種目 that is as a rule not covered at the person's level of care",
        says ja "種目{category}は、この要介護状態区分では原則として保険給付の対象となりません", en "種目 {category} is as a rule not covered at this level of care",
        why ja "01～06・11・12は要介護2以上、13は要介護4以上が原則です。例外給付の場合は手続きが必要です。",
            en "01–06, 11 and 12 are covered from 要介護2 on, 13 from 要介護4 on. Exceptions need a procedure.",
        mend ja "例外給付の手続きが済んでいるか確認してください。",
             en "See that the exception was granted.",
        rejected [PLAN.with(&[Set("UPFYOGU", 1, 27, "21")])],
        accepted [PLAN.with(&[Set("UPFYOGU", 1, 27, "22")])];
}
