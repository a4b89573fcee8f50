#!/usr/bin/env python3
"""Writes the story of 福祉用具サービス計画書, examples/data/fukushi-story.

    python3 scripts/fukushi_story.py           write the folder
    python3 scripts/fukushi_story.py --check   write nothing; fail when the files differ from what it would write

Needs Python 3 and its standard library, gives the same bytes on every run, and shares no code with the crates: forms of
the standard come from sample_data.py, the provisional ones are written here from the table of their items. All persons,
offices, products and numbers are invented; the prefecture 99 does not exist.

    1 layouts     the four records of the plan
    2 the care plan, written for a person who leaves the hospital sooner than was thought
    3 the month   the slip set that is sent before anybody knows the products
    4 the plan    what the specialist adds, and the plan that comes of it
    5 refused     what is not filled in, or not written
    6 README, main
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import sample_data as sample
from sample_data import (CARE, CARE_MANAGER, CRLF, HELP, RENT, TARO, V41, YANAGI, Dates, Month, Plan, Service, Unit)

OUT = sample.OUT / "fukushi-story"

# ---------------------------------------------------------------------------------------------------
# 1. Layouts: provisional, this project's own proposal. `*` as in sample_data.py: in double quotes when filled.
# ---------------------------------------------------------------------------------------------------

KEY = "csv_version insurer insured plan_date provider service_type "
sample.LAYOUTS.update({
    "UPFYOGU": (79, KEY + """
        provider_name* specialist_name* control_number* plan_kind care_plan_date care_office care_office_name*
        planner_name* user_name_kana* user_name* user_sex user_birth_date user_postal_code user_address_1*
        user_address_2* user_phone certification_status certified_on valid_from valid_until care_level
        consulter_name* consulter_relation* consulted_on consultation* planner_consulted_on
        planner_consultation* body_checked_on height* weight* adl_turning_over adl_sitting_up adl_standing_up
        adl_transferring adl_sitting adl_walking_indoors adl_walking_outdoors adl_moving adl_toileting
        adl_bathing adl_eating adl_dressing communication* senses* illness* paralysis*
        independence_with_disability independence_with_dementia body_note* family_situation* other_services*
        equipment_in_use* environment_note* housing_type room_floor has_lift housing_note* wishes_source*
        user_wishes* family_wishes* wishes_split support_policy* precautions* monitoring_month
        monitoring_timing* price_explained several_products_shown plan_explained consented_on consenter_name*
        consenter_relation* updated_by reserved
    """),
    "UPFYOGU_NEED": (10, KEY + "need_no reason* goal* care_plan_need_no"),
    "UPFYOGU_ITEM": (25, KEY + """
        line_no supply category category_name* service_code tais_code notified_code equipment_name*
        selection_reason* model_number* units price discriminator need_nos choice_scheme choice_basis*
        starts_on ends_on review_on
    """),
    "UPFYOGU_OFFER": (26, KEY + """
        offer_no category need_nos tais_code notified_code equipment_name* model_number* price average_price
        price_limit price_limit_month proposal_reason* explained_with_catalogue explained_with_web_page
        explained_with_tais_page explained_with_product taken line_no explained_on explained_by*
    """),
})
NUMBERS = {"line_no", "units", "price", "discriminator", "offer_no", "average_price", "price_limit"}

# ---------------------------------------------------------------------------------------------------
# 2. The care plan: 見本　太郎 leaves the hospital on 30 April 2026.
# ---------------------------------------------------------------------------------------------------

CARE_TO_RENT, RENT_TO_CARE = sample.CARE_TO_RENT, (RENT, "17", CARE, "43")
DATES = Dates("20260422", "20260422", "令和８年５月１日～令和９年４月３０日", "令和８年５月１日～令和８年１０月３１日")

WISHES = "退院したら、また自分でトイレに行きたい。夜中に転ぶのが怖いので、つかまる所が欲しい。"
FAMILY_WISHES = "腰が悪いので、起き上がりを手伝うのがつらい。転ばずに過ごしてほしい。"
ANALYSIS = "右片麻痺に加え、入院で足の力が落ち、起き上がりと立ち上がりに支えが必要である。"
POLICY = CRLF.join([
    "退院の日から困らないように、福祉用具で起き上がりと移動の環境を整えます。",
    "足の力が戻るのに合わせて、３か月ごとに用具を見直します。",
])
CARE_PLAN = Plan(
    TARO, "20230401", "21",
    dict(
        wishes_and_needs_analysis=CRLF.join(["本人：" + WISHES, "家族（妻）：" + FAMILY_WISHES, "課題分析：" + ANALYSIS]),
        certification_committee_opinion="特になし",
        support_policy=POLICY,
    ),
    [
        (1, "夜も自分でトイレに行きたい。", 1, "夜も安心して、自分でトイレまで行くことができる。",
         "ベッドから安全に起き上がり、立ち上がることができる。", 1,
         "特殊寝台と特殊寝台付属品の貸与" + CRLF + "（マットレス、サイドレール、介助バー）", "福祉用具貸与", RENT, "毎日"),
        (1, None, 1, None, None, 2, "起床の時の起き上がりの見守り、更衣の介助", "訪問介護", HELP, "週２回"),
        (2, "家の中を転ばずに歩きたい。", 1, "居間とトイレの間を、つかまって歩くことができる。",
         "立ち座りの時に、自分でつかまることができる。", 1, "立ち座りと移動を支える手すりの貸与", "福祉用具貸与", RENT, "毎日"),
        (2, None, 1, None, None, 2, "夜間の足元灯の点灯", "家族", "妻", "毎日"),
        (3, "妻の腰の負担を軽くしたい。", 1, "妻が無理をせずに介護を続けられる。", "妻が週に一度、通院に出られる。", 1,
         "清拭、掃除", "訪問介護", HELP, "週２回"),
    ],
    [
        ("week", "25", "0900", "1000", "訪問介護（身体）"),
        ("day", "0700", "0700", "起床"),
        ("day", "2100", "2100", "就寝"),
        ("other", "福祉用具貸与（特殊寝台、付属品、手すり）"),
    ])

# ---------------------------------------------------------------------------------------------------
# 3. The month
# ---------------------------------------------------------------------------------------------------

MONTH = "202605"
RENTALS = sample.TARO_RENTALS
SERVICES = Month(TARO, [
    Service(HELP, "111211", 387, "Tue Fri", "0900-1000"),
    Service(HELP, "116275", days="31", limit="out", percent=245),
    *RENTALS,
])


def slip_forms(month, created_on):
    return sample.slip([month], MONTH, V41, created_on, CARE, CARE_MANAGER)


def without_products(forms, numbered=True):
    """The same slips as they are sent in an emergency: without codes and names, with 明細判別コード or without."""
    blank = dict(tais_code="", notified_code="", equipment_name="")
    if not numbered:
        blank["discriminator"] = ""
    plans, sheets, supplements = forms
    return ([{**line, **{k: v for k, v in blank.items() if k in line}} for line in plans],
            [{**line, **{k: v for k, v in blank.items() if k in line}} for line in sheets], supplements)


# ---------------------------------------------------------------------------------------------------
# 4. The plan
# ---------------------------------------------------------------------------------------------------

PLAN_DATE, START = "20260428", "20260501"
SPECIALIST = "見本　用具子"
EXPLAINED = dict(explained_on="20260430", explained_by=SPECIALIST)

# What the specialist adds to the draft: items of the header in the characters of files.
HEADER = dict(
    control_number="M-0001", plan_kind="1", consulter_name="見本　妻子", consulter_relation="妻", consulted_on="20260424",
    consultation="退院が早まったので、３０日までにベッドを入れてほしい。", planner_consulted_on="20260424",
    planner_consultation="機種が決まる前に５月分の利用票を送る。用具のコードは、計画書で後から送る。",
    body_checked_on="20260427", height="162.0", weight="54.5", adl_turning_over="2", adl_sitting_up="3", adl_standing_up="2",
    adl_transferring="2", adl_sitting="2", adl_walking_indoors="2", adl_walking_outdoors="3", adl_moving="2",
    adl_toileting="2", adl_bathing="3", adl_eating="1", adl_dressing="3", paralysis="右片麻痺",
    independence_with_disability="21", independence_with_dementia="01", family_situation="妻と二人暮らし。介護は妻が担う。",
    other_services="訪問介護　週２回", housing_type="01", room_floor="1", has_lift="2",
    housing_note="寝室からトイレまで８ｍ。敷居に２ｃｍの段差。", precautions="サイドレールのすき間に腕を挟まないように、カバーを付けます。",
    monitoring_month="202608", monitoring_timing="納品の１週間後、以後３か月ごと")
# Of the plan with its products, after it was explained.
CONSENT = dict(price_explained="1", several_products_shown="1", plan_explained="1", consented_on="20260430",
               consenter_name=TARO.name, consenter_relation="本人")
# The needs that the draft begins, rewritten.
NEEDS = [
    ("1", "右片麻痺と足の力の低下のため、平らな寝具からは一人で起き上がれない。", "夜も一人で起き上がり、トイレに行くことができる。", 1),
    ("2", "歩く時と立ち座りの時に体がふらつき、つかまる所がない。", "居間とトイレの間を、転ばずに歩くことができる。", 2),
]
# 種目, needs, why this model, model number; the products are those of the slip.
LINES = [
    ("03", "1", "背上げと高さを手元で変えられ、起き上がりと立ち上がりの両方を助けるため。", "AB-1000-3M"),
    ("04", "1", "寝返りがしやすい硬さで、床ずれも防げるため。", "M83"),
    ("04", "1", "布団のずれと転落を防ぐため。", "SR-2"),
    ("04", "1", "立ち上がる時に左手で握れるため。", "K"),
    ("07", "2", "工事をせずに、退院の日から置けるため。", "TP-1"),
]
# 種目, needs, product, price, average and limit in May 2026, reason, line. The other candidates are in the price list too.
OFFERS = [
    ("03", "1", ("99999-000011", "", "見本ベッド　ＡＢ－１０００（３モーター）", "AB-1000-3M"), 10000, 9800, 11500,
     "高さも変えられる。", 1),
    ("03", "1", ("99999-000012", "", "見本ベッド　ＡＢ－１０００（２モーター）", "AB-1000-2M"), 8200, 8100, 9600,
     "安いが、立ち上がりに合わせた高さにできないため採用しない。", None),
    ("04", "1", ("99999-000021", "", "例示マットレス　Ｍ８３", "M83"), 2000, 1900, 2400, "標準の硬さ。", 2),
    ("04", "1", ("99999-000022", "", "例示サイドレール, ２本組", "SR-2"), 2000, 550, 2100, "この寝台に合う。", 3),
    ("04", "1", ("99999-000023", "", "例示介助バー　Ｋ", "K"), 3000, 1500, 3100, "この寝台に合う。", 4),
    ("07", "2", ("", "99998-000001", '見本手すり"置き型"　ポール', "TP-1"), 2500, 2400, 2900,
     "工事の要らない手すりはほかにないため、候補は一つ。", 5),
]


def plan_forms(person, plan_date, office_items):
    """The header with what the care plan gives, and the key."""
    key = dict(sample.key(person, V41), plan_date=plan_date, provider=RENT.number, service_type="17")
    certificate = person.certificate
    header = dict(
        key, provider_name=RENT.name, specialist_name=SPECIALIST, care_office=CARE.number, care_office_name=CARE.name,
        planner_name=CARE_MANAGER, user_name_kana=person.kana, user_name=person.name, user_sex=person.sex,
        user_birth_date=person.born, user_postal_code=person.postal_code, user_address_1=person.address_1,
        user_address_2=person.address_2, user_phone=person.phone, certification_status="2",
        certified_on=certificate.certified_on, valid_from=certificate.valid_from, valid_until=certificate.valid_until,
        care_level=certificate.level, **office_items)
    return key, header


def lines_of(key, rentals, details):
    lines = []
    for number, (rental, (category, needs, why, model)) in enumerate(zip(rentals, details), 1):
        lines.append(dict(
            key, line_no=number, supply="1", category=category, service_code=rental.code, tais_code=rental.tais,
            notified_code=rental.notified, equipment_name=rental.product, selection_reason=why, model_number=model,
            units=rental.units, price=rental.units * 10, discriminator=rental.discriminator, need_nos=needs, starts_on=START))
    return lines


def needs_of(key, needs):
    return [dict(key, need_no=number, reason=reason, goal=goal, care_plan_need_no=from_need)
            for number, reason, goal, from_need in needs]


def the_plan():
    """Header, needs, lines and candidates, as they are in the end."""
    key, header = plan_forms(TARO, PLAN_DATE, dict(
        care_plan_date=DATES.plan_date, wishes_source=CARE_PLAN.table1["wishes_and_needs_analysis"], user_wishes=WISHES,
        family_wishes=FAMILY_WISHES, wishes_split="2", support_policy=POLICY, **HEADER, **CONSENT))
    offers = []
    for number, (category, needs, (tais, notified, name, model), price, average, limit, reason, line) in enumerate(OFFERS, 1):
        offers.append(dict(
            key, offer_no=number, category=category, need_nos=needs, tais_code=tais, notified_code=notified,
            equipment_name=name, model_number=model, price=price, average_price=average, price_limit=limit,
            price_limit_month=MONTH, proposal_reason=reason, explained_with_catalogue="1", explained_with_product="0",
            taken="1" if line else "0", line_no=line, **EXPLAINED))
    return header, needs_of(key, NEEDS), lines_of(key, RENTALS, LINES), offers


def plan_unit(unit, forms, stamp):
    for kind, records in zip(("UPFYOGU", "UPFYOGU_NEED", "UPFYOGU_ITEM", "UPFYOGU_OFFER"), forms):
        if records:
            unit.add(kind, records, RENT_TO_CARE, stamp)
    return unit


def additions():
    """What the specialist adds, for a program: header and needs as texts, lines and candidates as forms."""
    def form(record):
        def value(name, item):
            if name in NUMBERS:
                return int(item)
            dates = {"plan_date", "starts_on", "explained_on"}
            if name in dates:
                return f"{item[:4]}-{item[4:6]}-{item[6:]}"
            return f"{item[:4]}-{item[4:]}" if name == "price_limit_month" else item
        return {name: value(name, item) for name, item in record.items() if item not in ("", None)}

    _, _, lines, offers = the_plan()
    return {
        "plan_date": PLAN_DATE,
        "office_name": RENT.name,
        "specialist_name": SPECIALIST,
        "wishes": "as_proposed",
        "header": {**HEADER, **CONSENT},
        "needs": {number: {"reason": reason, "goal": goal} for number, reason, goal, _ in NEEDS},
        "lines": [form(line) for line in lines],
        "offers": [form(offer) for offer in offers],
    }


# ---------------------------------------------------------------------------------------------------
# 5. Refused
# ---------------------------------------------------------------------------------------------------

# Two rollators of equal units, told apart by nothing on the slip.
WALKERS = [
    Service(RENT, "171009", 280, tais="99999-000041", product="例示歩行器　四輪", discriminator="1"),
    Service(RENT, "171009", 280, tais="99999-000042", product="例示歩行器　ｼﾙﾊﾞｰｶｰﾀｲﾌﾟ", discriminator="2"),
]
WALKER_LINES = [("09", "1", "家の中で使う。段差を越えられるため。", "WALK-4"), ("09", "1", "買物に使う。座って休めるため。", "SC-1")]
YANAGI_MONTH = Month(YANAGI, [Service(HELP, "117311", 220, "Wed", "0900-1000"), *WALKERS])


def yanagi_plan():
    key, header = plan_forms(YANAGI, "20260420", dict(
        plan_kind="1", care_plan_date="20260410", monitoring_month="202608"))
    need = [("1", "膝が痛み、長く歩けない。", "近所のスーパーまで、休みながら歩くことができる。", "1")]
    return header, needs_of(key, need), lines_of(key, WALKERS, WALKER_LINES)


# ---------------------------------------------------------------------------------------------------
# 6. README and main
# ---------------------------------------------------------------------------------------------------


def units():
    care_plan = sample.plan_unit(Unit("1-care-plan", "第1–3表 and 補足 of 見本　太郎 arrive at the rental office; labelled wishes",
                                      "第1～3表と補足が貸与事業所に届く。意向に見出しがある"),
                                 [CARE_PLAN], V41, "20260423100000", dates=DATES)
    header, needs, lines, offers = the_plan()
    blank = dict(tais_code="", notified_code="", equipment_name="", model_number="")
    early = ([{name: value for name, value in header.items() if name not in CONSENT}], needs,
             [{**line, **blank} for line in lines], [])
    plan = Unit("2-plan", "The plan, sent twice: on 28 April without products, on 1 May with all of them",
                "計画書を2回送る。4月28日は商品未定、5月1日はコードと提案が揃う")
    plan_unit(plan, early, "20260428090000")
    plan_unit(plan, ([header], needs, lines, offers), "20260501150000")
    with_codes = slip_forms(SERVICES, "20260427")
    slips = sample.slip_unit(Unit("3-slips", "Slip set of May, sent on 27 April without product codes (emergency)",
                                  "5月分の利用票・別表・補足。4月27日に用具コードなしで送る（緊急）"),
                             without_products(with_codes), CARE_TO_RENT, "20260427093000", MONTH)
    actuals = Unit("4-actuals", "What was rented in May, with the codes", "5月分の実績（用具コードあり）")
    actuals.add("UPJSK", sample.actuals(with_codes[0], "20260603", RENT, "17"), RENT_TO_CARE, "20260603091500", MONTH)
    header, needs, lines = yanagi_plan()
    refused_plan = plan_unit(Unit("refused/plan", "栁　德十: two rollators of equal units", "栁　德十：単位数の等しい歩行器2台"),
                             ([header], needs, lines), "20260420150000")
    ambiguous = sample.slip_unit(
        Unit("refused/slips", "His slip set without codes and without 明細判別コード: nobody can say which line is which, so that "
             "nothing is filled in", "用具コードも明細判別コードもない利用票。どちらの明細か定まらないので、何も転記しない"),
        without_products(slip_forms(YANAGI_MONTH, "20260427"), numbered=False), CARE_TO_RENT, "20260427100000", MONTH)
    incomplete = Unit("refused/no-supplement", "The slip set of 3-slips without 補足: filled in from 2-plan, and not written, because "
                      "the set cannot be sent so", "3-slipsから補足を除いたもの。2-planから転記できるが、一式が揃わないので書き出さない")
    incomplete.files, incomplete.contents = slips.files[:2], slips.contents[:2]
    return [care_plan, plan, slips, actuals, refused_plan, ambiguous, incomplete]


README = """\
# The story of an equipment plan / 福祉用具サービス計画書の見本：第1表から実績まで

One invented person, 見本　太郎, from 第1表 to 実績: he leaves the hospital sooner than was thought, the slip goes out before
the products are known, the plan brings the codes, and what was rented is what was planned. The files of the plan (`UPFYOGU…`)
are **provisional**, this project's own proposal; they never stand in a unit of sending of the standard. `fukushi story` runs the
story, [docs/fukushi.md](../../../docs/fukushi.md) tells it step by step. All files are canonical: reading and writing them gives the
same bytes. `scripts/fukushi_story.py` writes this folder and shares no code with the crates; do not edit it by hand.

架空の利用者、見本　太郎さんの、第1表から実績までの一連のデータです。退院が早まったため商品が決まる前に利用票を送り、後から計画書で
用具コードを受け取り、実績が予定と一致します。計画書のファイル（`UPFYOGU…`）は本プロジェクトの**暫定案**で、標準仕様の送信単位には
入りません。`fukushi story` で実行でき、[docs/fukushi.ja.md](../../../docs/fukushi.ja.md) で順に説明しています。すべて標準形で、読んで書くと
同じバイト列になります。`scripts/fukushi_story.py` が出力します（クレートのコードは使いません）。手で編集しないでください。

`specialist.json` holds what the specialist adds to the draft: items of the header and of the needs in the characters of files, lines and
candidates as forms. The second plan of `2-plan` is the draft of `1-care-plan` with these additions, byte by byte.
`specialist.json` は、福祉用具専門相談員が下書きに書き加える内容です（基本情報と利用目標はファイルの表記、明細と選定提案は様式のJSON）。
`1-care-plan` の下書きにこれを加えたものが、`2-plan` の2回目の計画書とバイト単位で一致します。

| folder | content | 内容 | files |
| --- | --- | --- | --- |
"""


def all_files():
    """Every file below the folder: path and bytes."""
    folders = units()
    files = {Path(unit.folder) / name: data for unit in folders for name, data in unit.files}
    assert len(files) == sum(len(unit.files) for unit in folders), "two files of one name"
    rows = [[f"`{u.folder}`", u.english, u.japanese, ", ".join(u.contents)] for u in folders]
    table = "".join("| " + " | ".join(row) + " |\n" for row in rows)
    files[Path("README.md")] = (README + table).encode("utf-8")
    files[Path("specialist.json")] = (json.dumps(additions(), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    return files


def main():
    parser = argparse.ArgumentParser(description="Writes the story of examples/data/fukushi-story.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the files differ")
    options = parser.parse_args()
    files = all_files()
    if options.check:
        present = {path.relative_to(OUT): path.read_bytes() for path in OUT.rglob("*") if path.is_file()}
        different = sorted(str(p) for p in files.keys() | present.keys() if files.get(p) != present.get(p))
        print("\n".join(different) or f"{len(files)} files as expected")
        return 1 if different else 0
    shutil.rmtree(OUT, ignore_errors=True)
    for path, data in files.items():
        (OUT / path).parent.mkdir(parents=True, exist_ok=True)
        (OUT / path).write_bytes(data)
    print(f"{len(files)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
