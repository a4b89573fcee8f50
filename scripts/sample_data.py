#!/usr/bin/env python3
"""Writes the synthetic sample files of examples/data.

    python3 scripts/sample_data.py           write examples/data/valid, examples/data/odd and its README.md
    python3 scripts/sample_data.py --check   write nothing; fail when the files differ from what it would write

Needs Python 3 and its standard library, gives the same bytes on every run, and knows nothing of the Rust
code: the layouts below were written from the tables of ケアプランデータ連携標準仕様 by hand, so that the files
can serve as a second opinion on what the crates write. All persons, offices and numbers are invented; the
prefecture 99 does not exist.

The page goes from data to bytes:

    1 layouts    the items of each form, in order; `*` marks an item that stands in double quotes
    2 offices    with numbers whose check digits are computed
    3 people     who they are and how they are certified
    4 plans      第1表, 第2表, 第3表 of the persons who need care
    5 months     the services of a month, from which 第6表 and 第7表 are computed
    6 preventive 利用者基本情報 and 支援計画書
    7 forms      records made from the data
    8 bytes      canonical CSV: MS932 as Windows codes it, CRLF, free text quoted, blank items nothing at all
    9 units      examples/data/valid: what is sent together
   10 odd        examples/data/odd: files with one difficulty each
   11 README, main
"""

import argparse
import base64
import calendar
import datetime
import shutil
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MS932_LIST = ROOT / "careplan-csv" / "tests" / "data" / "ms932.tsv"
OUT = ROOT / "examples" / "data"

V41, V32 = "202407", "202208"
CRLF = "\r\n"

# ---------------------------------------------------------------------------------------------------
# 1. Layouts of edition 4.1: number of items, and their names in order. `*`: in double quotes when filled
#    (free text; the image name of UPKIHON; the three number items of UPYOBO_SUB).
# ---------------------------------------------------------------------------------------------------

LAYOUTS = {
    "DLT1KYO": (4, "csv_version insurer insured plan_date"),
    "DLTPLAN": (4, "csv_version insurer insured service_month"),
    "DLTJSK": (6, "csv_version insurer insured service_month provider service_type"),
    "DLTKIHON": (4, "csv_version insurer insured consulted_on"),
    "DLTYOBO": (4, "csv_version insurer insured plan_date"),
    "UP1KYO": (28, """
        csv_version insurer insured created_on user_postal_code user_address_1* user_address_2*
        planner_name* care_office_name* care_office_postal_code care_office_address_1*
        care_office_address_2* care_office plan_date first_plan_date plan_kind certification_status
        certified_on valid_from valid_until care_level wishes_and_needs_analysis*
        certification_committee_opinion* support_policy* housekeeping_reason housekeeping_reason_other*
        updated_by reserved
    """),
    "UP2KYO": (22, """
        csv_version insurer insured created_on plan_date need_no need* goal_no long_term_goal*
        short_term_goal* long_term_period* short_term_period* support_no service_content*
        covered_by_insurance service_kind* provider provider_name* frequency* service_period* updated_by
        reserved
    """),
    "UP3KYO": (13, """
        csv_version insurer insured created_on plan_date service_content* weekday service_start_time
        service_end_time activity* activity_start_time activity_end_time other_services*
    """),
    "UPHOSOKU": (63, """
        csv_version insurer insured plan_date user_name_kana* user_name* user_sex user_birth_date
        user_postal_code user_address_1* user_address_2* user_phone certified_on benefit_limit_from
        benefit_limit_until certification_status care_level_changed_on care_level benefit_limit
    """ + " ".join(f"slot_{n}_service_type slot_{n}_benefit_limit slot_{n}_total_units slot_{n}_limit_excess_units"
                   for n in range(1, 10)) + """
        total_limit_excess_units short_stay_prior_day_count short_stay_cumulative_day_count
        previous_care_level consent_received_by updated_by reserved service_month
    """),
    "UPPLAN": (25, """
        csv_version insurer insured created_on service_month care_office planner_name* units
        short_stay_prior_day_count service_date prorated_days service_start_time service_end_time
        service_count service_code tais_code notified_code equipment_name* discriminator provider
        provider_name* satellite over_30_days updated_by reserved
    """),
    "UPSIKYU": (37, """
        csv_version insurer insured created_on service_month provider_name* provider satellite service_code
        tais_code notified_code equipment_name* units discounted_rate discounted_units quantity
        service_units managed_units type_limit_excess_units type_limit_units limit_excess_units limit_units
        unit_price total_cost benefit_rate insurance_claim fixed_copay_unit_price copay full_copay
        short_stay_prior_day_count short_stay_planned_day_count short_stay_cumulative_day_count over_30_days
        placeholder_office entered_by updated_by reserved
    """),
    "UPKIHON": (71, """
        csv_version insurer insured consulted_on preventive_plan_type planning_commissioned author_name*
        consultation_method consultation_method_other* consultation_round previously_consulted_on
        user_situation user_situation_detail* user_name_kana* user_name* user_sex user_birth_date
        user_address* user_phone user_fax independence_with_disability independence_with_dementia care_level
        valid_from valid_until previous_care_level checklist_result checklist_completed_on
        has_physical_disability has_intellectual_disability has_mental_disability has_intractable_disease
        disability_notes* housing_type room_floor home_modified receives_national_pension
        receives_employees_pension receives_disability_pension receives_public_assistance
        economic_situation_detail* visitor_name* visitor_address* visitor_phone visitor_relation*
        contact_1_name* contact_1_relation* contact_1_address* contact_1_phone contact_2_name*
        contact_2_relation* contact_2_address* contact_2_phone contact_3_name* contact_3_relation*
        contact_3_address* contact_3_phone contact_4_name* contact_4_relation* contact_4_address*
        contact_4_phone family_image_file_name* family_situation* life_history* daily_routine*
        hobbies_and_skills* friends_and_community* public_services_in_use* informal_services_in_use*
        consented_on consenter_name*
    """),
    "UPKIHON_SUB1": (7, """
        csv_version insurer insured consulted_on time_of_day* user_routine* caregiver_routine*
    """),
    "UPKIHON_SUB2": (11, """
        csv_version insurer insured consulted_on illness_date* illness_name* clinic_or_doctor_name*
        is_attending_doctor clinic_or_doctor_phone treatment_status treatment_detail*
    """),
    "UPYOBO": (57, """
        csv_version insurer insured plan_date preventive_plan_type planning_commissioned reference_no*
        user_name* certified_on valid_from valid_until plan_kind certification_status support_level
        support_center_planner_name* care_manager_name* planner_office_name* planner_office_address*
        planner_office_phone first_plan_date support_center_name* one_day_life_goal* one_year_life_goal*
        mobility_current_state* mobility_wishes* mobility_has_need mobility_need* daily_life_current_state*
        daily_life_wishes* daily_life_has_need daily_life_need* social_current_state* social_wishes*
        social_has_need social_need* health_current_state* health_wishes* health_has_need health_need*
        medical_precautions* implementation_policy* support_policy* checklist_exercise_count
        checklist_nutrition_count checklist_oral_care_count checklist_homebound_count checklist_memory_count
        checklist_depression_count exercise_program_needed nutrition_program_needed oral_care_program_needed
        homebound_program_needed memory_program_needed depression_program_needed support_center_opinion*
        consented_on consenter_name*
    """),
    "UPYOBO_SUB": (17, """
        csv_version insurer insured plan_date need_no* overall_need* proposed_goal_and_measures*
        wishes_on_measures* goal* support_plan_no* support_points* self_care_and_informal_support*
        insured_or_community_services* service_no* service_kind* provider_name* service_period*
    """),
}
LAYOUTS["UPJSK"] = LAYOUTS["UPPLAN"]

# What edition 3.x does not have: 第6表 then has 22 items, 第7表 34.
EQUIPMENT_ITEMS = {"tais_code", "notified_code", "equipment_name"}

# The item names of 第6表, for the file with a header row.
TABLE6_HEADER = """CSVバージョン 保険者番号 被保険者番号 作成年月日 対象年月 プラン担当業者コード プラン担当者名 単位数
    前月までの短期入所利用日数 サービス利用日 日割対象日 サービス開始時刻 サービス終了時刻 サービス回数 サービスコード TAISコード
    福祉用具届出コード 用具名称（機種名） 明細判別コード サービス事業者コード サービス事業所名 サテライト枝番 ３０日超区分
    更新業者コード 識別子""".split()


def layout(kind, edition):
    """The items of a form in order: pairs of name and "is quoted"."""
    count, names = LAYOUTS[kind]
    items = [(name.rstrip("*"), name.endswith("*")) for name in names.split()]
    assert len(items) == count, kind
    if edition == V32 and kind in ("UPPLAN", "UPJSK", "UPSIKYU"):
        items = [item for item in items if item[0] not in EQUIPMENT_ITEMS]
        assert len(items) == count - 3
    return items


# ---------------------------------------------------------------------------------------------------
# 2. Insurers and offices. Only the first nine (five) characters are written; the check digit is computed.
# ---------------------------------------------------------------------------------------------------

def with_check_digit(number):
    """Modulus 10, weights 2 and 1 from the right, digits of the products added; A counts 10, B 11, I O Q left out."""
    total = 0
    for place, char in enumerate(reversed(number)):
        value = int(char) if char.isdigit() else "ABCDEFGHJKLMNPRSTUVWXYZ".index(char) + 10
        total += sum(int(digit) for digit in str(value * (1 if place % 2 else 2)))
    return number + str(-total % 10)


INSURER_1 = with_check_digit("99101")  # 例示市
INSURER_2 = with_check_digit("99102")  # 試験町


@dataclass(frozen=True)
class Office:
    """An office. Texts are as they appear on the forms."""
    number: str
    name: str
    address: str = ""
    phone: str = "000-0000-0000"
    satellites: tuple = ()  # pairs of branch number and name


CARE = Office(with_check_digit("997010001"), "見本居宅介護支援センター", "見本県例示市見本町１－１－１", "000-0000-0001")
HELP = Office(with_check_digit("997010002"), "例示ヘルパーステーション", satellites=(("1", "例示ヘルパーステーション南サテライト"),))
DAY = Office(with_check_digit("997010003"), '見本デイサービス"そよかぜ",本館')
SHORT = Office(with_check_digit("997010004"), "ショートステイ見本の里")
NURSE = Office(with_check_digit("996010005"), "例示訪問看護ステーション")
RENT = Office(with_check_digit("997010006"), "見本福祉用具レンタル")
ROUND = Office(with_check_digit("999010007"), "試験定期巡回ケアサービス")
CENTRE = Office(with_check_digit("990010008"), "例示市地域包括支援センター見本", "見本県例示市見本町９－９－９", "000-0000-0008")
CLUB = Office(with_check_digit("99A010009"), "例示ふれあい通所クラブ")
DOCTOR = Office(with_check_digit("991010010"), "見本内科クリニック")
OFFICES = {"CARE": CARE, "HELP": HELP, "DAY": DAY, "SHORT": SHORT, "NURSE": NURSE, "RENT": RENT,
           "ROUND": ROUND, "CENTRE": CENTRE, "CLUB": CLUB, "DOCTOR": DOCTOR}
OFFICE_TYPES = {"CARE": "43", "HELP": "11 A2", "DAY": "15 A6", "SHORT": "21", "NURSE": "13 63", "RENT": "17 67",
                "ROUND": "76", "CENTRE": "46 AF", "CLUB": "A6", "DOCTOR": "31"}

CARE_MANAGER = "例示　能子"
CENTRE_PLANNER = "見本　支援子"

# Yen per unit, in hundredths, by service type. One unit is ten yen where nothing is said.
UNIT_PRICES = {"11": 1070, "13": 1070, "15": 1045, "21": 1055, "76": 1070, "A2": 1070, "A6": 1045, "63": 1070}

# 区分支給限度基準額 by 要介護状態区分.
BENEFIT_LIMITS = {"06": 5032, "12": 5032, "13": 10531, "21": 16765, "22": 19705, "23": 27048, "24": 30938, "25": 36217}

# ---------------------------------------------------------------------------------------------------
# 3. People. Escapes are used where an editor might "normalize" the character away.
# ---------------------------------------------------------------------------------------------------

KAMI = "\ufa19"  # 神 in its compatibility form, FB7E in MS932


@dataclass(frozen=True)
class Certificate:
    level: str
    certified_on: str
    valid_from: str
    valid_until: str
    changed_on: str = ""
    previous_level: str = ""


@dataclass(frozen=True)
class Person:
    insured: str
    name: str
    kana: str
    half_kana: str
    sex: str
    born: str
    address_2: str
    certificate: Certificate
    insurer: str = INSURER_1
    postal_code: str = "000-0001"
    address_1: str = "見本県例示市見本町１－２－３"
    phone: str = "000-0000-1000"
    benefit_rate: int = 90
    old_certificate: Certificate = None  # for the files of edition 3.2


MAN, WOMAN = "1", "2"

TARO = Person(
    "9000000001", "見本　太郎", "ミホン　タロウ", "ﾐﾎﾝ ﾀﾛｳ", MAN, "19400401", "",
    Certificate("23", "20250320", "20250401", "20280331"),
    old_certificate=Certificate("22", "20230315", "20230401", "20250331"))
TAKAMI = Person(  # insured number with leading zeros; bears 20 %
    "0000000102", "髙見　見本", "タカミ　ミホン", "ﾀｶﾐ ﾐﾎﾝ", WOMAN, "19351110", '例示ハイツ"十番館"１０１号室',
    Certificate("24", "20250115", "20250201", "20270131"), address_1="見本県例示市例示台４－５－６",
    phone="000-0000-1002", benefit_rate=80,
    old_certificate=Certificate("23", "20230120", "20230201", "20250131"))
YANAGI = Person(  # public assistance without insurance: H and nine digits, no share of the cost
    "H000000103", "栁　德十", "ヤナギ　トクジュウ", "ﾔﾅｷﾞ ﾄｸｼﾞｭｳ", MAN, "19640229", "例示団地３－１０３, 南口",
    Certificate("22", "20240918", "20241001", "20270930"), address_1="見本県例示市試験町７－８",
    phone="000-0000-1003", benefit_rate=100,
    old_certificate=Certificate("22", "20240918", "20241001", "20270930"))
HAMA = Person(  # of another insurer
    "9000000104", f"濵{KAMI}　例子", "ハマガミ　レイコ", "ﾊﾏｶﾞﾐ ﾚｲｺ", WOMAN, "19470707", "",
    Certificate("21", "20250610", "20250701", "20260630"), insurer=INSURER_2, postal_code="000-0002",
    address_1="見本県試験町大字例示９９９番地", phone="000-0000-1004")
# Her level of care changes in the middle of the month of the slips.
HAMA_CHANGED = Certificate("22", "20251010", "20251015", "20260630", "20251015", "21")

HANAKO = Person(
    "9000000201", "例示　花子", "レイジ　ハナコ", "ﾚｲｼﾞ ﾊﾅｺ", WOMAN, "19450303", "例示ハイツ２０３",
    Certificate("13", "20250818", "20250901", "20270831"), phone="000-0000-2001")
JIRO = Person(
    "9000000202", "試験　次郎", "シケン　ジロウ", "ｼｹﾝ ｼﾞﾛｳ", MAN, "19480515", "",
    Certificate("12", "20250820", "20250901", "20260831"), phone="000-0000-2002")
SAKI = Person(
    "9000000203", "見本﨑　例子", "ミホンザキ　レイコ", "ﾐﾎﾝｻﾞｷ ﾚｲｺ", WOMAN, "19421224", "",
    Certificate("13", "20250509", "20250601", "20270531"), phone="000-0000-2003")
SONOKO = Person(
    "9000000204", "表　ソノ子", "オモテ　ソノコ", "ｵﾓﾃ ｿﾉｺ", WOMAN, "19491030", "例示団地１－１０４",
    Certificate("12", "20250613", "20250701", "20260630"), phone="000-0000-2004")
JURO = Person(  # 事業対象者
    "9000000205", "例示　十郎", "レイジ　ジュウロウ", "ﾚｲｼﾞ ｼﾞｭｳﾛｳ", MAN, "19500110", "",
    Certificate("06", "20250701", "20250701", "20270630"), phone="000-0000-2005")
PEOPLE = [TARO, TAKAMI, YANAGI, HAMA, HANAKO, JIRO, SAKI, SONOKO, JURO]

# ---------------------------------------------------------------------------------------------------
# 4. Care plans: 第1表, 第2表, 第3表
# ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Dates:
    """When a plan was made, and the periods of its goals as they are written on the form."""
    created_on: str
    plan_date: str
    long_term: str
    short_term: str


@dataclass(frozen=True)
class Plan:
    person: Person
    first_plan_date: str
    plan_kind: str
    table1: dict
    table2: list
    table3: list
    repeat_texts: bool = False  # 第2表 with every text on every line, instead of on the first only


DATES_41 = Dates("20250922", "20250920", "令和７年１０月１日～令和８年９月３０日", "令和７年１０月１日～令和８年３月３１日")
DATES_32 = Dates("20241121", "20241120", "R6.12.1～R7.11.30", "R6.12.1～R7.5.31")

# 第2表, a line: 課題NO, 課題, 援助目標NO, 長期目標, 短期目標, 援助内容NO, サービス内容, 種別, 事業者, 頻度.
# None: printed once above. An office is inside the insurance; a plain name is not.
# 第3表, a line: ("week", weekdays, start, end, content), ("day", start, end, activity) or ("other", content).
TARO_PLAN = Plan(
    TARO, "20230401", "21",
    dict(
        wishes_and_needs_analysis=CRLF.join([
            "本人：できるだけ長く、妻と二人で住み慣れたこの家で暮らしたい。昔のように庭に出て、花の世話をしたい。"
            "夜中にトイレへ行く時に転ぶのが怖いので、つかまる所が欲しい。",
            "家族（妻）：転ばないか心配で夜も眠れない。腰が悪いので、入浴や着替えは手伝ってもらいたい。"
            "デイサービスで運動をして、足の力を保ってほしい。",
            "課題分析：右片麻痺があり、起き上がりと立ち上がりに支えが必要である。歩行は屋内で伝い歩き、屋外では見守りが必要。"
            "入浴は全身に介助を要するが、上半身は自分で洗う意欲がある。外出の機会が減り、下肢の筋力が落ちている。"
            "介護は妻一人で担っており、腰痛もあるため、負担を軽くすることが課題である。",
        ]),
        certification_committee_opinion="特になし",
        support_policy=CRLF.join([
            '「自分でできることは自分でする」という本人の思いを大切にし、"できる動作"を減らさないように支援します。',
            "１．転倒を防ぐため、福祉用具で起き上がりと移動の環境を整えます。",
            "２．通所介護で機能訓練と入浴を行い, 体力を保ち, 人との交流の機会をつくります。",
            "３．奥様の介護の負担が重くならないよう、訪問介護と調整しながら見守ります。",
            "緊急時の連絡先：主治医（見本内科クリニック）、長女 例示　良子 000-0000-9001",
        ]),
    ),
    [
        (1, "転ばずに家の中を移動し、夜も自分でトイレに行きたい。", 1, "夜も安心して、自分でトイレまで行くことができる。",
         "ベッドから安全に起き上がり、立ち上がることができる。", 1,
         "起き上がりと立ち上がりを助ける特殊寝台と付属品の貸与" + CRLF + "（マットレス、サイドレール、介助バー）", "福祉用具貸与", RENT, "毎日"),
        (1, None, 1, None, None, 2, "立ち座りと移動を支える手すりの貸与", "福祉用具貸与", RENT, "毎日"),
        (1, None, 1, None, "見守りがあれば、屋外を５０ｍ歩くことができる。", 3, "機能訓練（平行棒での歩行、立ち上がり訓練）", "通所介護", DAY, "週２回"),
        (1, None, 1, None, None, 4, "毎朝の体操, 夜間の足元灯の点灯", "本人・家族", "本人・妻", "毎日"),
        (2, "気持ちよく入浴し、清潔に過ごしたい。", 1, "自分でできるところは自分で洗い、安全に入浴できる。", "介助を受けて、週３回入浴できる。", 1,
         "浴槽への出入りの介助、洗身・洗髪の一部介助", "通所介護", DAY, "週２回"),
        (2, None, 1, None, None, 2, "入浴できない日の清拭、更衣の介助（健側から脱ぎ、患側から着る）", "訪問介護", HELP, "週３回"),
        (2, None, 2, "皮膚の状態を保ち、褥瘡を作らない。", "皮膚の赤みに早く気付くことができる。", 1, "更衣の時の皮膚の観察と、家族・主治医への報告", "訪問介護", HELP, "週３回"),
        (3, "妻の腰の負担を軽くし、二人の暮らしを続けたい。", 1, "妻が無理をせずに介護を続けられる。", "妻が週に一度、自分の通院に出られる。", 1,
         "掃除、洗濯、買物（本人の居室と日用品）", "訪問介護", HELP, "週２回"),
        (3, None, 1, None, None, 2, "趣味の会への送迎、話し相手", "近隣の友人", "見本町花の会", "月１回"),
    ],
    [
        ("week", "135", "0900", "1000", "訪問介護（身体）"),
        ("week", "13", "1000", "1045", "訪問介護（生活）"),
        ("week", "24", "0930", "1640", "通所介護"),
        ("day", "0630", "0630", "起床"),
        ("day", "0700", "0730", "朝食"),
        ("day", "1200", "1230", "昼食"),
        ("day", "1330", "1430", "庭の花の世話"),
        ("day", "2100", "2100", "就寝"),
        ("other", "福祉用具貸与（特殊寝台、付属品、手すり）"),
        ("other", "見本内科クリニック通院（月１回）"),
    ])

TAKAMI_PLAN = Plan(
    TAKAMI, "20230401", "53",
    dict(
        wishes_and_needs_analysis=CRLF.join([
            "【本人】 痛いのはつらい。できるだけ家にいたいけれど、娘に迷惑をかけたくない。",
            "【家族】 長女：仕事を続けながら家で介護したい。出張の時は泊まりの施設を使いたい。",
            "【分析】 寝返りも一人では難しく、仙骨部に発赤がある。車いすに移れば１時間ほど座って食事ができる。"
            "嚥下の能力が低下しており、誤嚥性肺炎を繰り返している。",
        ]),
        certification_committee_opinion="褥瘡の予防に留意すること。",
        # A bare LF inside a text: some programs keep what was typed.
        support_policy="床ずれと肺炎を防ぎ、ご家族が仕事を続けながら介護できるように支えます。\n泊まりの利用は、長女の出張の予定に合わせて前月の２０日までに調整します。",
    ),
    [
        (1, "床ずれを作らず、痛みなく過ごしたい。", 1, "皮膚の状態が悪くならない。", "２時間を超えて同じ姿勢で過ごさない。", 1,
         "体圧を分散するエアマットの貸与", "福祉用具貸与", RENT, "毎日"),
        (1, None, 1, None, None, 2, "体位変換、おむつ交換、皮膚の観察", "訪問介護", HELP, "週２回"),
        (1, None, 1, None, None, 3, "処置、全身状態の観察、関節を動かす訓練", "訪問看護", NURSE, "週１回"),
        (2, "車いすで家族と食卓を囲みたい。", 1, "１日１回は食卓で食事ができる。", "１時間、車いすに座ることができる。", 1,
         "姿勢を保つことのできる車いすの貸与", "福祉用具貸与", RENT, "毎日"),
        (2, None, 1, None, None, 2, "食事の時の姿勢の確認、とろみの調整", "家族", "長女", "毎日"),
        (3, "娘に仕事を続けてほしい。", 1, "家族が無理なく介護を続けられる。", "出張の間、安心して預けられる。", 1,
         "短期入所での食事、入浴、排泄の介助", "短期入所生活介護", SHORT, "月に数日"),
    ],
    [
        ("week", "14", "0830", "0900", "訪問介護"),
        ("week", "3", "1400", "1440", "訪問看護（リハビリ）"),
        ("day", "0700", "0700", "起床"),
        ("day", "1200", "1300", "昼食（車いす）"),
        ("day", "2000", "2000", "就寝"),
        ("other", "短期入所生活介護 月に数日"),
        ("other", "福祉用具貸与（車いす, 床ずれ防止用具）"),
    ])

YANAGI_PLAN = Plan(
    YANAGI, "20241001", "21",
    dict(
        wishes_and_needs_analysis="一人の暮らしが気楽でよい。食事だけはきちんと取りたい。膝が痛むので、買物に行く時に体を預けられる物があれば助かる。"
                                  "　遠方の弟からは、火の始末だけが心配との話があった。",
        certification_committee_opinion="",
        support_policy="自炊を続ける力を保ちながら、買物と掃除を手伝います。膝の状態は主治医の訪問の時に確認します。",
        housekeeping_reason="1",
    ),
    [
        (1, "食事を自分で作り、きちんと取りたい。", 1, "１日２回は自分で作った食事を取る。", "買物のメモを作り、献立を考える。", 1,
         "調理の下ごしらえ、買物の代行、掃除", "訪問介護", HELP, "週２回"),
        (2, "近所のスーパーまで歩いて行きたい。", 1, "週１回、歩いて買物に行ける。", "歩行器で休まず１００ｍ歩く。", 1,
         "歩行器と杖の貸与", "福祉用具貸与", RENT, "毎日"),
        (2, None, 1, None, None, 2, "膝の痛みの管理、服薬の指導", "居宅療養管理指導", DOCTOR, "月２回"),
    ],
    [
        ("week", "25", "0900", "1000", "訪問介護（生活援助）"),
        ("day", "0600", "0600", "起床"),
        ("day", "2200", "2400", "ﾗｼﾞｵを聞く"),
        ("other", "福祉用具貸与（歩行器、歩行補助つえ）"),
        ("other", "居宅療養管理指導（月２回）"),
    ])

HAMA_PLAN = Plan(
    HAMA, "20250920", "11",
    dict(
        wishes_and_needs_analysis="本人：物忘れが多くなったが、夫の世話をしながら家で過ごしたい。\r\n夫：火の不始末が心配。昼間は人のいる所で過ごしてほしい。",
        certification_committee_opinion="認知症の進行に注意し、服薬の管理を行うこと。",
        support_policy="声かけと見守りで、できる家事を続けられるように支援します。\r\n夜間の不安には定期巡回での対応を検討します。",
        housekeeping_reason="3",
        housekeeping_reason_other="夫が日中不在で、物忘れのため調理の火の管理ができない",
    ),
    [
        (1, "火の始末の心配なく、家事を続けたい。", 1, "見守りがあれば調理を続けられる。", "手順の表を見ながら、一品作ることができる。", 1,
         "一緒に行う調理、服薬の声かけ", "訪問介護", HELP, "毎日"),
        (1, None, 1, None, None, 2, "夕方の安否の確認", "民生委員", "見本　民生", "週１回"),
        (2, "昼間は楽しく人と過ごしたい。", 1, "休まず通所に通うことができる。", "ﾃﾞｲｻｰﾋﾞｽで歌の会に参加する。", 1,
         "集団での活動, 入浴, 昼食", "通所介護", DAY, "週３回"),
        (2, None, 1, None, "職員の名前を一人覚える。", 2, "外出の時に使う車いすの貸与", "福祉用具貸与", RENT, "随時"),
    ],
    [
        ("week", "1234567", "0800", "0900", "訪問介護"),
        ("week", "246", "0930", "1640", "通所介護"),
        ("day", "0630", "0630", "起床"),
        ("day", "2130", "2130", "就寝"),
        ("other", "福祉用具貸与（車いす）"),
    ],
    repeat_texts=True)

PLANS_41 = [TARO_PLAN, TAKAMI_PLAN, YANAGI_PLAN, HAMA_PLAN]
PLANS_32 = [TARO_PLAN, TAKAMI_PLAN, YANAGI_PLAN]

# ---------------------------------------------------------------------------------------------------
# 5. A month of services
# ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Service:
    """One row of the month grid: a service code on some days.

    `days` is written as on a calendar: "Mon Wed", "Mon Wed 1-15", "daily 1-15", "4", "8 22".
    `percent` (per mille) instead of units: an addition computed from the units of its office and type.
    """
    office: Office
    code: str
    units: int = 0
    days: str = "1"
    time: str = "9999-9999"
    times: int = 1
    satellite: str = ""
    limit: str = "in"  # "in" the 区分支給限度, "out" of it, "over30" days of short stay
    before_discount: int = 0
    discounted_rate: int = 0
    prorated: tuple = ()  # first and last day of those billed by the day
    percent: int = 0
    tais: str = ""
    notified: str = ""
    product: str = ""
    discriminator: str = ""

    @property
    def type(self):
        return self.code[:2]


@dataclass(frozen=True)
class Month:
    person: Person
    services: list
    certificate: Certificate = None
    excess_borne_by: Office = None  # whose units go over the limit
    short_stay_before: int = 0  # days of short stay up to the month before
    type_limit: tuple = ()  # a service type and its 種類支給限度基準額
    fill_managed_units: bool = True  # 給付管理単位数 may be left out
    entered_by: str = ""


MONTH_41, MONTH_32 = "202510", "202412"

TARO_RENTALS = [
    Service(RENT, "171003", 1000, tais="99999-000011", product="見本ベッド　ＡＢ－１０００（３モーター）"),
    Service(RENT, "171004", 200, tais="99999-000021", product="例示マットレス　Ｍ８３", discriminator="1"),
    Service(RENT, "171004", 200, tais="99999-000022", product="例示サイドレール, ２本組", discriminator="2"),
    Service(RENT, "171004", 300, tais="99999-000023", product="例示介助バー　Ｋ"),
    Service(RENT, "171007", 250, notified="99998-000001", product='見本手すり"置き型"　ポール'),
]
TARO_MONTH = Month(TARO, [
    Service(HELP, "111211", 387, "Mon Wed", "0900-1000"),
    Service(HELP, "111211", 387, "Fri", "0900-1000", satellite="1"),
    Service(HELP, "117211", 179, "Mon Wed", "1000-1045"),
    Service(HELP, "116275", days="31", limit="out", percent=245),
    Service(DAY, "151343", 900, "Tue Thu", "0930-1640"),
    Service(DAY, "155301", 40, "Tue Thu", "0930-1640"),
    Service(DAY, "155051", 56, "Tue Thu", "0930-1640"),
    *TARO_RENTALS,
], entered_by="TANTO01")
TAKAMI_MONTH = Month(TAKAMI, [  # stays since 4 September: 27 days before, three more to the 30th, and one over
    Service(SHORT, "212113", 787, "1-3"),
    Service(SHORT, "216117", 4, "1-3"),
    Service(SHORT, "212113", 787, "4", limit="over30"),
    Service(SHORT, "216117", 4, "4", limit="over30"),
    Service(HELP, "111111", 244, "Mon Thu 5-31", "0830-0900"),
    Service(HELP, "116275", days="31", limit="out", percent=245),
    Service(NURSE, "131511", 294, "Wed 5-31", "1400-1440", times=2),
    Service(RENT, "171001", 800, tais="99999-000031", product="見本車いす　リクライニング"),
    Service(RENT, "171005", 900, notified="99998-000002", product="例示エアマット　能Ａ"),
], short_stay_before=27)
YANAGI_MONTH = Month(YANAGI, [
    Service(HELP, "117311", 220, "Tue Fri", "0900-1000"),
    Service(HELP, "117311", 220, "10", "1500-1600"),  # a second visit of the day
    Service(DOCTOR, "311111", 515, "8 22", "1400-1430", limit="out"),
    Service(RENT, "171009", 300, tais="99999-000041", product="例示歩行器　四輪"),
    Service(RENT, "171010", 100, notified="99998-000003", product="試験多点杖"),
])
HAMA_MONTH = Month(HAMA, [  # from home help to regular rounds when her level changes, and over the limit
    Service(HELP, "111211", 387, "daily 1-14", "0800-0900"),
    Service(HELP, "111112", 305, "Sun 1-14", "2330-2400"),
    Service(ROUND, "761112", 320, "15", prorated=(15, 31)),
    Service(ROUND, "766104", -91, "Tue Thu Sat 15-31"),
    Service(DAY, "151343", 760, "Tue Thu Sat", "0930-1640", before_discount=800, discounted_rate=95),
    Service(RENT, "171001", 700, tais="99999-000032", product=f"{KAMI}式車いす　介助用"),
], certificate=HAMA_CHANGED, excess_borne_by=DAY, type_limit=("15", 10000))
MONTHS_41 = [TARO_MONTH, TAKAMI_MONTH, YANAGI_MONTH, HAMA_MONTH]

# The same month again, with one visit less.
YANAGI_UPDATE = replace(YANAGI_MONTH, services=[
    Service(HELP, "117311", 220, "Tue Fri 1-30", "0900-1000"), *YANAGI_MONTH.services[1:]])

MONTHS_32 = [
    Month(TARO, [
        Service(HELP, "111211", 387, "Mon Wed", "0900-1000"),
        Service(HELP, "117211", 179, "Mon Wed", "1000-1045"),
        Service(DAY, "151343", 780, "Tue Thu", "0930-1640"),
        *TARO_RENTALS,
    ]),
    Month(TAKAMI, [
        Service(SHORT, "212113", 750, "10-14"),
        Service(SHORT, "216117", 4, "10-14"),
        Service(HELP, "111111", 244, "Mon Thu 16-31", "0830-0900"),
        Service(RENT, "171001", 800, product="見本車いす"),
    ], short_stay_before=12),
    Month(YANAGI, [
        Service(HELP, "117311", 220, "Tue Fri", "0900-1000"),
        Service(HELP, "114001", 200, "3"),
        Service(RENT, "171009", 300, product="例示歩行器"),
    ], fill_managed_units=False),
]

# Preventive care: planned by the centre itself, by the care-management office for the centre, and AF.
SAKI_MONTH = Month(SAKI, [
    Service(HELP, "A22411", 287, "Mon Thu", "1000-1100"),
    Service(DAY, "A61121", 3621, "7"),  # a flat price for the month
    Service(RENT, "671009", 300, tais="99999-000041", product="例示歩行器　四輪"),
    Service(RENT, "671007", 250, notified="99998-000001", product='見本手すり"置き型"　ポール'),
])
SONOKO_MONTH = Month(SONOKO, [
    Service(HELP, "A22411", 287, "Wed", "1400-1500"),
    Service(NURSE, "631111", 303, "Fri 1-20", "0900-0920"),
    Service(RENT, "671007", 250, notified="99998-000001", product='見本手すり"置き型"　ポール'),
])
HANAKO_MONTH = Month(HANAKO, [
    Service(HELP, "A22411", 287, "Tue", "0930-1030"),
    Service(RENT, "671009", 300, tais="99999-000041", product="例示歩行器　四輪"),
])
JIRO_MONTH = Month(JIRO, [
    Service(HELP, "A22411", 287, "Fri", "1300-1400"),
    Service(DAY, "A61111", 1798, "1"),
])
JURO_MONTH = Month(JURO, [Service(CLUB, "A62111", 436, "Wed 1-28", "1000-1200")])

# What was done differently from the plan: person, provider, day, start as planned → other start and end, or None.
CHANGES = {
    ("9000000001", HELP.number, "20251015", "0900"): ("0910", "1010"),
    ("0000000102", HELP.number, "20251023", "0830"): None,
    ("9000000203", HELP.number, "20251013", "1000"): None,
}

# ---------------------------------------------------------------------------------------------------
# 6. Preventive care: 利用者基本情報 and 支援計画書
# ---------------------------------------------------------------------------------------------------

# 利用者基本情報 of the two persons whose planning the centre hands to the care-management office.
BASIC_INFO = {
    HANAKO.insured: dict(
        consulted_on="20250805", preventive_plan_type="1", planning_commissioned="2", author_name=CENTRE_PLANNER,
        consultation_method="03", consultation_method_other="自宅を訪問（長女が同席）", consultation_round="02",
        previously_consulted_on="20250210", user_situation="02",
        user_situation_detail="見本病院に入院中（膝の手術）、８月末に退院の予定",
        user_fax="000-0000-2091", independence_with_disability="12", independence_with_dementia="01",
        previous_care_level="12", checklist_result="1", checklist_completed_on="20250805",
        has_physical_disability="1", has_intellectual_disability="0", has_mental_disability="0",
        has_intractable_disease="0", disability_notes="身体障害者手帳４級（下肢）", housing_type="06", room_floor="2",
        home_modified="1", receives_national_pension="1", receives_employees_pension="0",
        receives_disability_pension="0", receives_public_assistance="0",
        economic_situation_detail="年金のほか, 長女から援助あり",
        visitor_name="例示　良子", visitor_address="見本県例示市例示台１－１", visitor_phone="000-0000-9002",
        visitor_relation="長女", contact_1_name="例示　良子", contact_1_relation="長女",
        contact_1_address="見本県例示市例示台１－１\r\n（勤務先：見本商店）", contact_1_phone="000-0000-9002",
        contact_2_name="例示　十三", contact_2_relation="長男", contact_2_address="見本県試験町１", contact_2_phone="000-0000-9003",
        family_situation="一人暮らし。長女は車で１０分の所に住み、週に２回来る。長男とは電話で話す。",
        life_history="見本県に生まれ、\"例示小学校\"の教員を定年まで勤めた。\r\n夫は令和２年に死去。",
        daily_routine="午前は家事と新聞, 午後はテレビ。膝を痛めてから外出は週１回に減った。",
        hobbies_and_skills="短歌、編み物、ソーイング", friends_and_community="教員時代の友人と月に一度集まる。",
        public_services_in_use="なし", informal_services_in_use="見守り配食（週３回）",
        consented_on="20250805", consenter_name="例示　花子"),
    JIRO.insured: dict(
        consulted_on="20250807", preventive_plan_type="1", planning_commissioned="2", author_name=CENTRE_PLANNER,
        consultation_method="01", consultation_round="01", user_situation="01", independence_with_disability="11",
        independence_with_dementia="02", has_physical_disability="0", has_intellectual_disability="0",
        has_mental_disability="0", has_intractable_disease="0", housing_type="05", home_modified="2",
        receives_national_pension="0", receives_employees_pension="1", receives_disability_pension="0",
        receives_public_assistance="0", visitor_name="試験　次郎", visitor_relation="本人",
        contact_1_name="試験　表子", contact_1_relation="妻", contact_1_address="同居", contact_1_phone="000-0000-2002",
        family_situation="妻と二人暮らし。子は県外。", life_history="電機の工場で４０年働いた。",
        daily_routine="朝に散歩、昼は畑。", hobbies_and_skills="将棋（三段）", friends_and_community="町内会の役員をしていた。",
        consented_on="20250807", consenter_name="試験　次郎"),
}
# 別表1: time, the person, the family.
SCHEDULES = {
    HANAKO.insured: [("6:30", "起床、洗面", ""), ("7:00", "朝食（パンと牛乳）", ""), ("10:00", "洗濯, 掃除", "長女が来る日は一緒に行う"),
                     ("12:30", "昼食", ""), ("15:00", "編み物、テレビ", ""), ("18:00", "夕食（配食）", ""), ("21:30", "就寝", "")],
    JIRO.insured: [("5:30", "起床、散歩", "妻が朝食を作る"), ("18:30", "夕食", "")],
}
# 別表2: when, illness, clinic or doctor, 1 attending 2 other, phone, 01 treated 02 watched 03 other, what is done.
HISTORIES = {
    HANAKO.insured: [("2018/4", "高血圧症", "見本内科クリニック　見本医師", "1", "000-0000-9010", "01", "降圧剤を１日１回服用"),
                     ("令和７年７月", "変形性膝関節症（右）", "見本病院整形外科", "2", "000-0000-9011", "02", "人工関節の手術後\r\n月１回の通院")],
    JIRO.insured: [("2021", "軽度認知障害", "例示もの忘れ外来", "1", "000-0000-9012", "02", "")],
}

# 介護予防サービス・支援計画書. Offices and certificates are filled in by the form.
SUPPORT_PLANS = {
    HANAKO.insured: dict(
        plan_date="20250825", preventive_plan_type="1", planning_commissioned="2", reference_no="No.2025-014",
        plan_kind="54", first_plan_date="20250825",
        one_day_life_goal="朝の家事を自分で済ませ、午後は近くの公園まで歩く。", one_year_life_goal="電車に乗って、友人と短歌の会に出掛ける。",
        mobility_current_state="室内は伝い歩き。外は杖で１００ｍほど。階段は手すりがあれば上り下りできる。", mobility_wishes="本人：もう一度、駅まで歩きたい。\r\n長女：転ばないように歩いてほしい。",
        mobility_has_need="1", mobility_need="術後の筋力の低下と、転倒への不安のため外出が減っている。",
        daily_life_current_state="調理と洗濯は自分でしている。掃除機をかけると膝が痛む。", daily_life_wishes="本人：できる家事は続けたい。",
        daily_life_has_need="1", daily_life_need="立ち仕事が長く続かず、掃除が行き届かない。",
        social_current_state="友人との集まりに行けなくなった。電話では話している。", social_wishes="本人：集まりにまた出たい。", social_has_need="1",
        social_need="外出の手段がない。", health_current_state="血圧は安定している。痛み止めを服用。", health_wishes="本人：薬を減らしたい。",
        health_has_need="2", medical_precautions="膝を深く曲げる動作は避ける。", implementation_policy="歩く力を取り戻すことを第一に、段階を追って外出を増やす。",
        support_policy="ご本人の「もう一度電車に乗りたい」という気持ちを支え、家の中の安全と外出の練習を進めます。",
        checklist_exercise_count=4, checklist_nutrition_count=0, checklist_oral_care_count=1, checklist_homebound_count=1,
        checklist_memory_count=0, checklist_depression_count=0, exercise_program_needed="1",
        nutrition_program_needed="2", oral_care_program_needed="2", homebound_program_needed="1",
        memory_program_needed="2", depression_program_needed="2",
        support_center_opinion="妥当な計画と認めます。", consented_on="20250826", consenter_name="例示　花子"),
    JIRO.insured: dict(
        plan_date="20250827", preventive_plan_type="1", planning_commissioned="2", plan_kind="11", first_plan_date="20250827",
        one_day_life_goal="畑に出て体を動かす。", one_year_life_goal="町内会の将棋大会に出る。",
        mobility_current_state="歩くのに支障はない。", mobility_has_need="2", daily_life_current_state="薬の飲み忘れが週に２、３回ある。",
        daily_life_has_need="1", daily_life_need="物忘れ", social_has_need="2", health_has_need="1", health_need="服薬の管理",
        support_policy="生活の習慣を保ちながら、飲み忘れを防ぐ工夫をします。", checklist_memory_count=3,
        memory_program_needed="1", consented_on="20250827", consenter_name="試験　次郎"),
    SAKI.insured: dict(
        plan_date="20250520", preventive_plan_type="1", planning_commissioned="1", plan_kind="21", first_plan_date="20230601",
        one_day_life_goal="午前中に一度は外へ出る。", one_year_life_goal="ひ孫の入学式に出る。",
        mobility_current_state="歩行器があれば近所まで歩ける。", mobility_wishes="歩くことを続けたい。", mobility_has_need="1",
        mobility_need="腰椎の圧迫骨折のあと、背中が丸くなり疲れやすい。", daily_life_has_need="1", daily_life_need="浴槽の掃除, 重い物の買物ができない。",
        social_has_need="2", health_has_need="2", support_policy="できることを保ちながら、体に負担のかかる家事を手伝います。",
        consented_on="20250521", consenter_name="見本﨑　例子"),
    JURO.insured: dict(
        plan_date="20250705", preventive_plan_type="2", planning_commissioned="1", plan_kind="11", first_plan_date="20250705",
        one_day_life_goal="毎日１５分歩く。", one_year_life_goal="旅行に行く。", mobility_has_need="1",
        mobility_need="外出が減り、足の力が落ちている。", support_policy="仲間と体を動かす場につなぎます。",
        checklist_exercise_count=3, checklist_homebound_count=1, exercise_program_needed="1",
        consented_on="20250705", consenter_name="例示　十郎"),
}
# 支援計画: 課題NO and four texts, 支援計画NO and three texts, 利用サービスNO and three texts.
# None: the group's texts stand on its first line only.
SUPPORT_LINES = {
    HANAKO.insured: [
        ("1", ("術後の筋力の低下のため、外出が減っている。", "筋力をつけ、外出の練習をする（歩行器の利用）。", "本人：やってみたい。\r\n長女：無理のない範囲で。", "杖で駅まで歩く。"),
         "1", ("疲れや痛みを見ながら距離を延ばす。", "毎日の体操（自分で）", "訪問型サービス、介護予防福祉用具貸与"),
         "1", ("訪問型サービス（独自）", "例示ヘルパーステーション", "令和７年９月１日～令和８年２月２８日")),
        ("1", None, "1", None, "2", ("介護予防福祉用具貸与", "見本福祉用具レンタル", "令和７年９月１日～令和８年２月２８日")),
        ("1", None, "2", ("友人と連絡を取り、集まりの日を決める。", "友人の車での送迎", ""), "1", ("（自主の集まり）", "例示短歌会", "月１回")),
        ("2", ("掃除が行き届かない。", "できる所は自分で, できない所を手伝ってもらう。", "本人：助かる。", "家の中を清潔に保つ。"),
         "1", ("一緒に行い、できる動作を増やす。", "長女が高い所の掃除をする。", "訪問型サービス"),
         "1", ("訪問型サービス（独自）", "例示ヘルパーステーション", "令和７年９月１日～令和８年２月２８日")),
    ],
    JIRO.insured: [
        ("1", ("薬の飲み忘れがある。", "お薬カレンダーを使う。", "本人：続けられそうだ。", "飲み忘れが月１回以下になる。"),
         "1", ("一週間分を一緒にそろえる。", "妻の声かけ", "訪問型サービス"), "1", ("訪問型サービス（独自）", "例示ヘルパーステーション", "６か月")),
    ],
    SAKI.insured: [
        ("1", ("歩く力を保ちたい。", "歩行器を使って外出する。", "本人：続けたい。", "週２回、商店街まで歩く。"),
         "1", ("休む場所を決めておく。", "家族との散歩", "通所型サービス、介護予防福祉用具貸与"), "1", ("通所型サービス（独自）", '見本デイサービス"そよかぜ",本館', "６か月")),
        ("1", None, "1", None, "2", ("介護予防福祉用具貸与", "見本福祉用具レンタル", "６か月")),
        ("2", ("重い家事ができない。", "手伝いを受ける。", "本人：お願いしたい。", "清潔な浴室で入浴する。"),
         "1", ("できる部分は自分で行う。", "", "訪問型サービス"), "1", ("訪問型サービス（独自）", "例示ヘルパーステーション", "６か月")),
    ],
    JURO.insured: [
        ("1", ("足の力が落ちている。", "仲間と体操をする。", "本人：行ってみたい。", "休まず通う。"),
         "1", ("最初の月は送迎する。", "毎日の散歩", "通所型サービス"), "1", ("通所型サービス（独自）", "例示ふれあい通所クラブ", "６か月")),
    ],
}

# A family diagram of three persons: grey, 96 × 64 pixels, baseline JPEG of 702 bytes.
FAMILY_JPEG = base64.b64decode("""
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACAWGBwYFCAcGhwkIiAmMFA0MCwsMGJGSjpQdGZ6eHJmcG6AkLicgIiuim5woNqirr7E
ztDOfJri8uDI8LjKzsb/wAALCABAAGABAREA/8QAGgABAQEBAQEBAAAAAAAAAAAAAAQDAQIFBv/EADgQAAEDAgIHAgsJAAAAAAAA
AAEAAgMEERIhBTE0QVFzsXGBExQVIiM1U2GRofAyZHKTosHR4fH/2gAIAQEAAD8A/QIiIiIiIiKPS3q2Xu6hPJdF7H9R/lZVOjaS
Omle2KzmsJBxHXbtVdHscHLb0WyLjiGtLnEADMk7l8mWU1Aa6bHJ4U+ipmnDdvF3wv8AWXGYoXPZA19NO0YhA52Nsg329/Zw7V9W
GVs0TZGHzXC4XtFHpb1bL3dQrFjWbHPy3dFJTUOOmid41UtuwGzZLAZbl2oozFTySNq6q7WlwvJwCU9GZaeOR1XVXc0ONpOIXp+j
sTHN8bqcxbzn3HeFNC+Rjo52MxuhZ4CaJubm2Oscfru9y1DnTCrkjMMUAIY2QWdI4jV9f5ZQwup6OOJ32gM/cTnZUIsqiBtTA6J5
Ia617a9d1h5P+91f5n9LjtHBzS11VVEHIgya/kq4mCKJkbb2aA0X9yzrNjn5buiUexwctvRbKeejimdjILJN0jDZ3xXIqGKN4kcX
zSDU6U4iOxUoiIiLGs2Oflu6JR7HBy29FsiIiIiLjiGtLnEADMk7lDepr4jhtTwPBAuMTnD9gV1r5qFscc2GSDJgkGRb+IcFciIi
IiKXSQedHzBl72vkbZXz+V1REWOiYY7YCAW2Fstyx0gWChmL7WwkZi+e752WlOHtp4xJfGGgOub52zWiIiIiIohSz0wtRytwezlz
A7CM+5em0sssjJKuUOLDibHHk0HqVWiIi//Z
""")

# ---------------------------------------------------------------------------------------------------
# 7. Forms: records (dictionaries by item name) made from the data
# ---------------------------------------------------------------------------------------------------


def key(person, edition):
    return dict(csv_version=edition, insurer=person.insurer, insured=person.insured)


def certificate_of(person, edition):
    return person.certificate if edition == V41 else person.old_certificate


def dates_of(edition):
    return DATES_41 if edition == V41 else DATES_32


def plan_records(plan, edition, dates=None):
    """第1表, 第2表, 第3表 of one person."""
    person, dates, certificate = plan.person, dates or dates_of(edition), certificate_of(plan.person, edition)
    head = dict(key(person, edition), created_on=dates.created_on, plan_date=dates.plan_date)
    table1 = dict(
        head, user_postal_code=person.postal_code, user_address_1=person.address_1, user_address_2=person.address_2,
        planner_name=CARE_MANAGER, care_office_name=CARE.name, care_office_postal_code="000-0003",
        care_office_address_1=CARE.address, care_office=CARE.number, first_plan_date=plan.first_plan_date,
        plan_kind=plan.plan_kind, certification_status="2", certified_on=certificate.certified_on,
        valid_from=certificate.valid_from, valid_until=certificate.valid_until, care_level=certificate.level,
        updated_by=CARE.number, **plan.table1)

    table2, above = [], {}
    for need_no, need, goal_no, long_term, short_term, support_no, content, kind, who, frequency in plan.table2:
        texts = dict(need=need, long_term_goal=long_term, short_term_goal=short_term,
                     long_term_period=long_term and dates.long_term, short_term_period=short_term and dates.short_term)
        if plan.repeat_texts:
            texts = {name: text or above[name] for name, text in texts.items()}
            above = texts
        insured = isinstance(who, Office)
        table2.append(dict(
            head, need_no=need_no, goal_no=goal_no, support_no=support_no, service_content=content, service_kind=kind,
            covered_by_insurance="Y" if insured else "", provider=who.number if insured else "",
            provider_name=who.name if insured else who, frequency=frequency, service_period=dates.short_term,
            updated_by=CARE.number, **texts))

    table3 = []
    for what, *line in plan.table3:
        if what == "week":
            weekdays, start, end, content = line
            table3 += [dict(head, service_content=content, weekday=day, service_start_time=start, service_end_time=end)
                       for day in weekdays]
        elif what == "day":
            start, end, activity = line
            table3.append(dict(head, activity=activity, activity_start_time=start, activity_end_time=end))
        else:
            table3.append(dict(head, other_services=line[0]))
    return table1, table2, table3


def supplement(person, certificate, edition, planner, half_kana=False, **link):
    """利用者補足情報; `link` ties it to a plan (plan_date) or to a month (service_month)."""
    return dict(dict(
        key(person, edition), plan_date="00000000", service_month="000000",
        user_name_kana=person.half_kana if half_kana else person.kana, user_name=person.name,
        user_sex=person.sex, user_birth_date=person.born, user_postal_code=person.postal_code,
        user_address_1=person.address_1, user_address_2=person.address_2, user_phone=person.phone,
        certified_on=certificate.certified_on, benefit_limit_from=certificate.valid_from,
        benefit_limit_until=certificate.valid_until, certification_status="2",
        care_level_changed_on=certificate.changed_on, care_level=certificate.level,
        benefit_limit=BENEFIT_LIMITS[certificate.level], previous_care_level=certificate.previous_level,
        consent_received_by=planner.number, updated_by=planner.number), **link)


def days_of(month, spec):
    """The days of a month that "Mon Wed 1-15" and the like mean."""
    year, number = int(month[:4]), int(month[4:])
    names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    every_day = range(1, calendar.monthrange(year, number)[1] + 1)
    weekdays, numbers = set(), set()
    for word in spec.split():
        if word in names:
            weekdays.add(names.index(word))
        elif word != "daily":
            first, _, last = word.partition("-")
            numbers.update(range(int(first), int(last or first) + 1))
    return [day for day in every_day
            if (not weekdays or datetime.date(year, number, day).weekday() in weekdays)
            and (not numbers or day in numbers)]


def quantity(service, month):
    """回数／日数 of 第7表: what is billed."""
    if service.prorated:
        return service.prorated[1] - service.prorated[0] + 1
    return len(days_of(month, service.days)) * service.times


def resolved(services, month):
    """The services, with the units of percentage additions computed (rounded half up)."""
    def base(addition):
        return sum(s.units * quantity(s, month) for s in services
                   if (s.office, s.type, s.limit) == (addition.office, addition.type, "in"))
    return [replace(s, units=(base(s) * s.percent + 500) // 1000) if s.percent else s for s in services]


def office_name(office, satellite):
    return dict(office.satellites)[satellite] if satellite else office.name


def table6(month_plan, month, edition, created_on, planner, planner_name):
    """第6表 予定: a line for each service, day and time, in the order of the calendar."""
    person, lines = month_plan.person, []
    for service in resolved(month_plan.services, month):
        start, end = service.time.split("-")
        flags = ""
        if service.prorated:
            first, last = service.prorated
            flags = "".join("1" if first <= day <= last else "0" for day in range(1, 32))
        for day in days_of(month, service.days):
            lines.append(dict(
                key(person, edition), created_on=created_on, service_month=month, care_office=planner.number,
                planner_name=planner_name, units=service.units,
                short_stay_prior_day_count=month_plan.short_stay_before if service.type == "21" else "",
                service_date=f"{month}{day:02}", prorated_days=flags, service_start_time=start, service_end_time=end,
                service_count=service.times, service_code=service.code, tais_code=service.tais,
                notified_code=service.notified, equipment_name=service.product, discriminator=service.discriminator,
                provider=service.office.number, provider_name=office_name(service.office, service.satellite),
                satellite=service.satellite, over_30_days="1" if service.limit == "over30" else "0",
                updated_by=planner.number))
    return sorted(lines, key=lambda line: (line["service_date"], line["service_start_time"]))


def actuals(plan_lines, created_on, provider=None, service_type=None):
    """第6表 実績: the planned lines of a provider (or of all), with the changes of the month."""
    lines = []
    for line in plan_lines:
        if provider and (line["provider"], line["service_code"][:2]) != (provider.number, service_type):
            continue
        line = dict(line, created_on=created_on, updated_by=line["provider"])
        place = (line["insured"], line["provider"], line["service_date"], line["service_start_time"])
        if place in CHANGES:
            if CHANGES[place] is None:
                continue
            line["service_start_time"], line["service_end_time"] = CHANGES[place]
        if line["service_code"] == "116275":
            line["units"] = 0  # percentage additions need not be computed in actuals
        lines.append(line)
    return lines


def yen(units, price):
    """Money for units at a price in hundredths of a yen, fractions of a yen cut off."""
    return units * price // 100


def table7(month_plan, month, edition, created_on, planner):
    """第7表: a row for each service and office, subtotals, and the grand total.

    Amounts in yen are computed once for what is billed together: on the subtotals where there are any, else on the row.
    回数 of subtotals and of the total is the sum of their rows. The total includes EEEE and ZZZZ in every column.
    Returns the rows and the units over the limit.
    """
    person, services = month_plan.person, resolved(month_plan.services, month)
    certificate = month_plan.certificate or certificate_of(person, edition)
    rate = person.benefit_rate
    head = dict(key(person, edition), created_on=created_on, service_month=month, placeholder_office="9999999999",
                entered_by=month_plan.entered_by, updated_by=planner.number)

    def amount(service):
        return service.units * quantity(service, month)

    in_limit = sum(amount(s) for s in services if s.limit == "in")
    excess = max(0, in_limit - BENEFIT_LIMITS[certificate.level])
    assert bool(excess) == bool(month_plan.excess_borne_by), (person.name, in_limit)

    def limits(units, over, service_type):
        """給付管理単位数 and what of it is inside and outside the limits."""
        item = dict(limit_excess_units=over, limit_units=units - over)
        if month_plan.fill_managed_units:
            item["managed_units"] = units
        if month_plan.type_limit and service_type == month_plan.type_limit[0]:
            assert units <= month_plan.type_limit[1]
            item.update(type_limit_excess_units=0, type_limit_units=units)
        return item

    def money(units, over, service_type):
        """Cost, claim and shares of units of which some are over the limit."""
        price = UNIT_PRICES.get(service_type, 1000)
        cost = yen(units - over, price)
        claim = cost * rate // 100
        return dict(unit_price=f"{price // 100}.{price % 100:02}", total_cost=cost, benefit_rate=rate,
                    insurance_claim=claim, copay=cost - claim, full_copay=yen(over, price))

    def paid_in_full(units, service_type):
        """Days over the thirtieth: the person bears all."""
        price = UNIT_PRICES.get(service_type, 1000)
        return dict(unit_price=f"{price // 100}.{price % 100:02}", full_copay=yen(units, price), over_30_days="1")

    # One row for what is billed alike: days and times of one code at one place, and each product.
    groups = {}
    for service in services:
        product = (service.tais, service.notified, service.product) if edition == V41 else ()
        same = (service.satellite, service.code, service.units, service.limit, product)
        groups.setdefault((service.office, service.type), {}).setdefault(same, []).append(service)

    rows, summed = [], []  # summed: what the grand total adds up
    short_stay_days = {day for s in services if s.type == "21" for day in days_of(month, s.days)}
    for (office, service_type), alike in groups.items():
        single = len(alike) == 1
        totals = {"in": [], "out": [], "over30": []}
        for merged in alike.values():
            service = merged[0]
            count, units = sum(quantity(s, month) for s in merged), sum(amount(s) for s in merged)
            totals[service.limit].append((count, units))
            row = dict(
                head, provider_name=office_name(office, service.satellite), provider=office.number,
                satellite=service.satellite, service_code=service.code, tais_code=service.tais,
                notified_code=service.notified, equipment_name=service.product, units=service.units,
                quantity=count, service_units=units, over_30_days="1" if service.limit == "over30" else "0")
            if service.discounted_rate:
                row.update(units=service.before_discount, discounted_rate=service.discounted_rate,
                           discounted_units=service.units)
            over = excess if office == month_plan.excess_borne_by else 0
            assert single or not over
            if service.limit == "in":
                row.update(limits(units, over, service_type))
            if service_type == "21" and service.code[2] == "2":  # the stay itself, not its additions
                row.update(short_stay_prior_day_count=month_plan.short_stay_before,
                           short_stay_planned_day_count=len(short_stay_days),
                           short_stay_cumulative_day_count=month_plan.short_stay_before + len(short_stay_days))
            if single and service.limit == "in":
                row.update(money(units, over, service_type))
                summed.append(row)
            rows.append(row)
        subtotal = dict(head, provider_name=office.name, provider=office.number, units=0, over_30_days="0")
        for limit, suffix in (("in", "AAAA"), ("out", "EEEE"), ("over30", "ZZZZ")):
            if not totals[limit] or (single and limit == "in"):
                continue
            count, units = (sum(numbers) for numbers in zip(*totals[limit]))
            row = dict(subtotal, service_code=service_type + suffix, quantity=count, service_units=units)
            if limit == "in":
                row.update(limits(units, 0, service_type))
            row.update(paid_in_full(units, service_type) if limit == "over30" else money(units, 0, service_type))
            rows.append(row)
            summed.append(row)

    total = dict(head, provider="9999999999", service_code="999999", units=0, over_30_days="0")
    for column in ("quantity", "service_units", "managed_units", "limit_excess_units", "limit_units", "total_cost",
                   "insurance_claim", "copay", "full_copay"):
        if any(column in row for row in summed):
            total[column] = sum(row.get(column, 0) for row in summed)
    return rows + [total], excess


def slip(month_plans, month, edition, created_on, planner, planner_name, half_kana=False):
    """第6表, 第7表 and 利用者補足情報 of some persons and one month."""
    plans, sheets, supplements = [], [], []
    for month_plan in month_plans:
        person = month_plan.person
        plans += table6(month_plan, month, edition, created_on, planner, planner_name)
        rows, excess = table7(month_plan, month, edition, created_on, planner)
        sheets += rows
        link = dict(service_month=month, total_limit_excess_units=excess)
        if month_plan.type_limit:
            service_type, limit = month_plan.type_limit
            units = sum(row.get("type_limit_units", 0) for row in rows)
            link.update(slot_1_service_type=service_type, slot_1_benefit_limit=limit, slot_1_total_units=units,
                        slot_1_limit_excess_units=0)
        stay = next((row for row in rows if "short_stay_planned_day_count" in row), None)
        if stay:
            link.update(short_stay_prior_day_count=stay["short_stay_prior_day_count"],
                        short_stay_cumulative_day_count=stay["short_stay_cumulative_day_count"])
        certificate = month_plan.certificate or certificate_of(person, edition)
        supplements.append(supplement(person, certificate, edition, planner, half_kana, **link))
    return plans, sheets, supplements


def basic_info(person, image_name=""):
    """利用者基本情報 with 別表1 and 別表2."""
    certificate, data = person.certificate, BASIC_INFO[person.insured]
    head = dict(key(person, V41), consulted_on=data["consulted_on"])
    record = dict(
        head, user_name_kana=person.kana, user_name=person.name, user_sex=person.sex, user_birth_date=person.born,
        user_address=person.address_1 + person.address_2, user_phone=person.phone, care_level=certificate.level,
        valid_from=certificate.valid_from, valid_until=certificate.valid_until, family_image_file_name=image_name)
    record.update(data)
    schedule = [dict(head, time_of_day=time, user_routine=user, caregiver_routine=family)
                for time, user, family in SCHEDULES[person.insured]]
    names = "illness_date illness_name clinic_or_doctor_name is_attending_doctor clinic_or_doctor_phone " \
            "treatment_status treatment_detail"
    history = [dict(head, **dict(zip(names.split(), line))) for line in HISTORIES[person.insured]]
    return record, schedule, history


def support_plan(person):
    """介護予防サービス・支援計画書 with its 別表."""
    certificate, data = person.certificate, SUPPORT_PLANS[person.insured]
    head = dict(key(person, V41), plan_date=data["plan_date"])
    commissioned = data["planning_commissioned"] == "2"
    office = CARE if commissioned else CENTRE
    record = dict(
        head, user_name=person.name, certified_on=certificate.certified_on, valid_from=certificate.valid_from,
        valid_until=certificate.valid_until, certification_status="2",
        support_level={"12": "1", "13": "2", "06": "3"}[certificate.level],
        support_center_planner_name=CENTRE_PLANNER, care_manager_name=CARE_MANAGER if commissioned else "",
        planner_office_name=office.name, planner_office_address=office.address, planner_office_phone=office.phone,
        support_center_name=CENTRE.name)
    record.update(data)
    lines = []
    for need_no, need, plan_no, plan, service_no, service in SUPPORT_LINES[person.insured]:
        line = dict(head, need_no=need_no, support_plan_no=plan_no, service_no=service_no)
        for names, texts in (("overall_need proposed_goal_and_measures wishes_on_measures goal", need),
                             ("support_points self_care_and_informal_support insured_or_community_services", plan),
                             ("service_kind provider_name service_period", service)):
            line.update(zip(names.split(), texts or ()))
        lines.append(line)
    return record, lines


# ---------------------------------------------------------------------------------------------------
# 8. Bytes
# ---------------------------------------------------------------------------------------------------


def read_ms932():
    """For each character the code that Windows writes, and those that it only reads."""
    canonical, alternates = {}, {}
    lines = MS932_LIST.read_text(encoding="ascii").splitlines()
    assert lines[0].split("\t") == ["bytes", "codepoint", "class", "canonical"]
    for code, point, kind, written in (line.split("\t") for line in lines[1:]):
        if kind != "gaiji":
            canonical[chr(int(point, 16))] = bytes.fromhex(written)
            if code != written:
                alternates.setdefault(chr(int(point, 16)), bytes.fromhex(code))
    return canonical, alternates


CANONICAL, ALTERNATES = read_ms932()


def encode(text, codes=CANONICAL):
    """Text as MS932; a character that MS932 does not have is a KeyError, never a question mark."""
    data = b"".join(codes[char] for char in text)
    assert data.decode("cp932") == text
    return data


def csv_text(kind, edition, records):
    """Canonical CSV as text: CRLF after every record, free text in quotes, blank items nothing, the rest bare."""
    items = layout(kind, edition)
    lines = []
    for record in records:
        unknown = set(record) - {name for name, _ in items}
        assert unknown <= EQUIPMENT_ITEMS and (edition == V32 or not unknown), (kind, unknown)
        fields = []
        for name, quoted in items:
            value = record.get(name)
            value = "" if value is None else str(value)
            if quoted and value:
                value = '"' + value.replace('"', '""') + '"'
            assert quoted or not set(value) & set(',"\r\n'), (kind, name)
            fields.append(value)
        lines.append(",".join(fields) + CRLF)
    return "".join(lines)


def csv_bytes(kind, edition, records):
    return encode(csv_text(kind, edition, records))


@dataclass
class Unit:
    """A folder of files. `files` are pairs of name and bytes."""
    folder: str
    english: str
    japanese: str
    files: list = field(default_factory=list)
    contents: list = field(default_factory=list)  # prefix and number of records, for the README
    rule: str = ""

    def add(self, kind, records, route, stamp, month="", edition=V41):
        self.files.append((file_name(kind, route, stamp, month, edition), csv_bytes(kind, edition, records)))
        self.contents.append(f"{kind} {len(records)}")
        return self


def file_name(kind, route, stamp, month="", edition=V41, suffix="", extension=".CSV"):
    """PREFIX[_month]_sender[_type]_receiver[_type]_timestamp: without the types in edition 3.x."""
    sender, sender_type, receiver, receiver_type = route
    parts = [kind] + ([month] if month else [])
    parts += [sender.number, sender_type, receiver.number, receiver_type] if edition == V41 else [sender.number, receiver.number]
    return "_".join(parts + [stamp]) + suffix + extension


# ---------------------------------------------------------------------------------------------------
# 9. Units of sending that are right
# ---------------------------------------------------------------------------------------------------

CARE_TO_RENT = (CARE, "43", RENT, "17")
HELP_TO_CARE = (HELP, "11", CARE, "43")
CENTRE_TO_CARE = (CENTRE, "46", CARE, "43")
CENTRE_TO_HELP = (CENTRE, "46", HELP, "A2")


def plan_unit(unit, plans, edition, stamp, table2_change=lambda lines: lines, dates=None):
    dates = dates or dates_of(edition)
    tables = [plan_records(plan, edition, dates) for plan in plans]
    supplements = [supplement(plan.person, certificate_of(plan.person, edition), edition, CARE,
                              plan_date=dates.plan_date) for plan in plans]
    unit.add("UP1KYO", [t[0] for t in tables], CARE_TO_RENT, stamp, edition=edition)
    unit.add("UP2KYO", table2_change([line for t in tables for line in t[1]]), CARE_TO_RENT, stamp, edition=edition)
    if edition == V41:
        unit.add("UP3KYO", [line for t in tables for line in t[2]], CARE_TO_RENT, stamp, edition=edition)
    return unit.add("UPHOSOKU", supplements, CARE_TO_RENT, stamp, "000000", edition)


def slip_unit(unit, forms, route, stamp, month, edition=V41):
    for kind, records in zip(("UPPLAN", "UPSIKYU", "UPHOSOKU"), forms):
        unit.add(kind, records, route, stamp, month, edition)
    return unit


def basic_info_unit(unit, people, route, stamp, image_extension=".jpg"):
    forms, images = [], []
    for number, person in enumerate(people, 1):
        image = file_name("UPKIHON_IMAGE", route, stamp, suffix=f"_{number:04}", extension=image_extension)
        forms.append(basic_info(person, image))
        images.append((image, FAMILY_JPEG))
    unit.add("UPKIHON", [f[0] for f in forms], route, stamp)
    unit.add("UPKIHON_SUB1", [line for f in forms for line in f[1]], route, stamp)
    unit.add("UPKIHON_SUB2", [line for f in forms for line in f[2]], route, stamp)
    unit.files += images
    unit.contents.append(f"UPKIHON_IMAGE × {len(images)}")
    return unit


def support_plan_unit(unit, people, route, stamp):
    forms = [support_plan(person) for person in people]
    unit.add("UPYOBO", [f[0] for f in forms], route, stamp)
    return unit.add("UPYOBO_SUB", [line for f in forms for line in f[1]], route, stamp)


def deletions(unit, edition, stamp, month):
    """Each deletion is a unit of its own; the last digits of the timestamp tell them apart."""
    person = key(YANAGI, edition)
    plan_date = dates_of(edition).plan_date
    unit.add("DLT1KYO", [dict(person, plan_date=plan_date)], CARE_TO_RENT, stamp + "01", edition=edition)
    unit.add("DLTPLAN", [dict(person, service_month=month)], CARE_TO_RENT, stamp + "02", month, edition)
    unit.add("DLTJSK", [dict(person, service_month=month, provider=HELP.number, service_type="11")],
             HELP_TO_CARE, stamp + "03", month, edition)
    if edition == V41:
        jiro = key(JIRO, V41)
        unit.add("DLTKIHON", [dict(jiro, consulted_on=BASIC_INFO[JIRO.insured]["consulted_on"])], CENTRE_TO_CARE, stamp + "04")
        unit.add("DLTYOBO", [dict(jiro, plan_date=SUPPORT_PLANS[JIRO.insured]["plan_date"])], CENTRE_TO_CARE, stamp + "05")
    return unit


def valid_units():
    slips = slip(MONTHS_41, MONTH_41, V41, "20251016", CARE, CARE_MANAGER, half_kana=True)
    own = slip([SAKI_MONTH, SONOKO_MONTH], MONTH_41, V41, "20250926", CENTRE, CENTRE_PLANNER)
    handed_over = slip([HANAKO_MONTH, JIRO_MONTH], MONTH_41, V41, "20250926", CARE, CARE_MANAGER)
    old = slip(MONTHS_32, MONTH_32, V32, "20241122", CARE, CARE_MANAGER, half_kana=True)

    def actual(folder, english, japanese, lines, route, stamp, month=MONTH_41, edition=V41):
        lines = actuals(lines, stamp[:8], route[0], route[1])
        return Unit(folder, english, japanese).add("UPJSK", lines, route, stamp, month, edition)

    return [
        plan_unit(Unit("plan-4.1",
                       "Plan set of four persons to the rental office; 第2表 hierarchical for three, with repeated texts for the fourth",
                       "計画一式（第1～3表＋補足）4名分、福祉用具貸与事業所あて。第2表は3名が先頭行のみ記載、1名が毎行繰返し"),
                  PLANS_41, V41, "20250925100000"),
        slip_unit(Unit("slip-4.1",
                       "Slip set of the same four: products, satellite, over 30 days of short stay, EEEE and ZZZZ, day flags, a discount, "
                       "a deduction, a service type's limit, units over the limit, a level that changes; half-width kana",
                       "利用票・別表・補足 同じ4名分。用具コード、サテライト、30日超、EEEE・ZZZZ、日割、割引、減算、種類別・区分別の限度額と超過、"
                       "月途中の区分変更。フリガナは半角"),
                  slips, CARE_TO_RENT, "20251016101500", MONTH_41),
        slip_unit(Unit("slip-update-4.1", "A newer slip set of one person and the same month: it replaces the older one",
                       "同じ月の変更分（1名）。先の利用票を置き換える"),
                  slip([YANAGI_UPDATE], MONTH_41, V41, "20251028", CARE, CARE_MANAGER), CARE_TO_RENT, "20251028090000", MONTH_41),
        actual("actual-4.1", "Actuals of the home-help office with its satellite; one visit moved, one not done",
               "訪問介護の実績（サテライトを含む）。時刻の変更1件、中止1件", slips[0], HELP_TO_CARE, "20251104083000"),
        actual("actual-rental-4.1", "Actuals of the rental office, with product codes and 明細判別コード",
               "福祉用具貸与の実績（TAISコード・届出コード・明細判別コード）", slips[0], (RENT, "17", CARE, "43"), "20251104091500"),
        actual("actual-short-stay-4.1", "Actuals of the short-stay office, with a day over 30",
               "短期入所の実績（30日超の1日を含む）", slips[0], (SHORT, "21", CARE, "43"), "20251104094500"),
        deletions(Unit("deletions-4.1", "The five deletions, each a unit of its own with its own timestamp; they name records of the units here",
                       "削除5種。それぞれ別の送信単位（ファイル連番が別）。ここにある他の単位の記録を指す"),
                  V41, "202511201000", MONTH_41),
        support_plan_unit(
            basic_info_unit(Unit("preventive-4.1", "The centre hands two persons to the care-management office: every preventive file, two images",
                                 "地域包括支援センターから居宅へ（委託）2名分。基本情報・別表1・2・画像・支援計画書・別表"),
                            [HANAKO, JIRO], CENTRE_TO_CARE, "20250828110000"), [HANAKO, JIRO], CENTRE_TO_CARE, "20250828110000"),
        support_plan_unit(Unit("preventive-plan-4.1", "支援計画書 alone, from the centre (own planning) to a provider",
                               "支援計画書のみ。センター（自前）から事業所へ"), [SAKI], CENTRE_TO_HELP, "20250522140000"),
        support_plan_unit(Unit("preventive-af-4.1", "支援計画書 of 介護予防ケアマネジメント (AF); office number with a letter",
                               "介護予防ケアマネジメント（AF）の支援計画書。英字を含む事業所番号"), [JURO], (CENTRE, "AF", CLUB, "A6"), "20250706100000"),
        slip_unit(Unit("preventive-slip-4.1", "Slip set of two persons from the centre to a provider", "予防の利用票・別表・補足 2名分。センターから事業所へ"),
                  own, CENTRE_TO_HELP, "20250926160000", MONTH_41),
        slip_unit(Unit("preventive-af-slip-4.1", "Slip set of a person of the community programme (level 06)", "事業対象者の利用票・別表・補足"),
                  slip([JURO_MONTH], MONTH_41, V41, "20250926", CENTRE, CENTRE_PLANNER), (CENTRE, "AF", CLUB, "A6"), "20250926163000", MONTH_41),
        actual("preventive-actual-4.1", "Actuals of a provider to the centre; one visit not done", "予防の実績。事業所からセンターへ。中止1件",
               own[0], (HELP, "A2", CENTRE, "46"), "20251104100000"),
        slip_unit(Unit("preventive-report-4.1", "The care-management office reports a month to the centre: slip set and actuals together",
                       "居宅からセンターへの委託の報告。予定・別表・補足・実績を一緒に送る"),
                  handed_over, (CARE, "43", CENTRE, "46"), "20251106150000", MONTH_41)
        .add("UPJSK", actuals(handed_over[0], "20251106"), (CARE, "43", CENTRE, "46"), "20251106150000", MONTH_41),
        plan_unit(Unit("plan-3.2", "Plan set of three persons in edition 3.2: no 第3表, names without service types",
                       "3.2版の計画一式3名分。第3表なし、ファイル名にサービス種類なし"), PLANS_32, V32, "20241125100000"),
        slip_unit(Unit("slip-3.2", "Slip set in edition 3.2: 22 and 34 items; one person without 給付管理単位数",
                       "3.2版の利用票・別表・補足。第6表22項目、第7表34項目。1名は給付管理単位数を省略"),
                  old, CARE_TO_RENT, "20241125103000", MONTH_32, V32),
        actual("actual-3.2", "Actuals in edition 3.2", "3.2版の実績", old[0], HELP_TO_CARE, "20250106090000", MONTH_32, V32),
        deletions(Unit("deletions-3.2", "The three deletions of edition 3.2, each a unit of its own", "3.2版の削除3種。それぞれ別の送信単位"),
                  V32, "202501101000", MONTH_32),
    ]


# ---------------------------------------------------------------------------------------------------
# 10. Files with one difficulty each
# ---------------------------------------------------------------------------------------------------

USER_DEFINED = "\ue000"  # 外字, F040: no canonical code
HEAD_OF_CHARACTER = "\uf8ff"  # stands for a lone lead byte


def small_pdf():
    """A PDF of one empty page, with a correct table of offsets."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>"]
    data, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + b"xref\n0 4\n0000000000 65535 f \n" + table + b"trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def odd_units():
    """Most start from one small file of actuals that is right: such a file is complete by itself."""
    plan_lines = [line for month in (TARO_MONTH, TAKAMI_MONTH)
                  for line in table6(month, MONTH_41, V41, "20251016", CARE, CARE_MANAGER)]
    help_lines = [line for line in actuals(plan_lines, "20251110", HELP, "11") if line["service_start_time"] != "9999"]
    by_person = {insured: [line for line in help_lines if line["insured"] == insured][:3] for insured in (TARO.insured, TAKAMI.insured)}
    lines = by_person[TARO.insured] + by_person[TAKAMI.insured]
    rentals = actuals(plan_lines, "20251110", RENT, "17")[:5]
    text = csv_text("UPJSK", V41, lines)
    units = []

    def stamp():
        return f"20251110{9 + len(units) // 60:02}{len(units) % 60:02}00"

    def name(route=HELP_TO_CARE, **options):
        return file_name("UPJSK", route, stamp(), MONTH_41, **options)

    def changed(**values):
        """All lines with other values."""
        return [dict(line, **values) for line in lines]

    def add(folder, rule, english, japanese, data, file=None):
        units.append(Unit(folder, english, japanese, [(file or name(), data)], rule=rule))

    def fields(line):
        """The fields of a line of `text` (no quotes or commas inside its texts)."""
        return line.split(",")

    rows = text.split(CRLF)[:-1]
    assert len(rows) == len(lines) and all(len(fields(row)) == 25 for row in rows)

    # Bytes
    add("utf8", "text-utf8", "UTF-8 without a mark", "UTF-8（BOMなし）", text.encode("utf-8"))
    add("utf8-bom", "text-utf8", "UTF-8 with a byte order mark", "UTF-8（BOM付き）", text.encode("utf-8-sig"))
    add("utf16-bom", "text-utf16", "UTF-16, little-endian, with a byte order mark", "UTF-16（BOM付き）", b"\xff\xfe" + text.encode("utf-16-le"))
    add("gaiji", "text-gaiji", "A user-defined character (F040) in the planner's name", "プラン担当者名に外字（F040）",
        csv_text("UPJSK", V41, changed(planner_name="例示　" + USER_DEFINED)).encode("cp932"))
    add("lone-lead-byte", "text-invalid-bytes", "The planner's name cut off in the middle of a character (8E before the closing quote)",
        "プラン担当者名が文字の途中で切れている（閉じ引用符の前に8E）",
        b"".join(b"\x8e" if char == HEAD_OF_CHARACTER else CANONICAL[char]
                 for char in csv_text("UPJSK", V41, changed(planner_name="例示　能" + HEAD_OF_CHARACTER))))
    add("alternate-codes", "text-alternate-code", "髙 﨑 濵 栁 德 in NEC-selected codes (ED, EE), as Python's encoder writes them",
        "髙﨑濵栁德をNEC選定IBM拡張文字（ED・EE）で符号化（Pythonの符号化と同じ）",
        encode(csv_text("UPJSK", V41, changed(planner_name="髙﨑　濵栁德")), {**CANONICAL, **{c: ALTERNATES[c] for c in "髙﨑濵栁德"}}))
    add("control-character", "text-control-character", "A vertical tab (0B), a line break of a word processor, in an office name",
        "事業所名に垂直タブ（0B、ワープロの改行）", encode(csv_text("UPJSK", V41, changed(provider_name="例示ヘルパー\x0bステーション"))))

    # CSV
    add("lf-only", "csv-line-ending", "Lines end with LF", "改行がLFのみ", encode(text.replace(CRLF, "\n")))
    add("no-final-line-end", "csv-line-ending", "The last line has no line end", "最終行に改行がない", encode(text.removesuffix(CRLF)))
    add("blank-last-line", "csv-blank-line", "An empty line after the last record", "最後に空行がある", encode(text + CRLF))
    add("header-row", "csv-header-row", "A first row with the item names", "先頭に項目名の行がある", encode(",".join(TABLE6_HEADER) + CRLF + text))
    add("quoted-everything", "csv-code-quoted", 'Every field in quotes, blank ones as ""', '全項目が引用符付き。空は""',
        encode("".join(",".join(f if f.startswith('"') else f'"{f}"' for f in fields(row)) + CRLF for row in rows)))
    add("free-text-unquoted", "csv-free-text-unquoted", "No quotes, as no text needs them", "必要がないため引用符なし", encode(text.replace('"', "")))
    add("unclosed-quote", "csv-unclosed-quote", "The office name of the second record lacks its closing quote", "2件目の事業所名の閉じ引用符がない",
        encode(CRLF.join(row.replace('ション"', "ション", 1) if number == 1 else row for number, row in enumerate(rows)) + CRLF))
    add("stray-quote", "csv-stray-quote", "A quote inside an unquoted office name", "引用符のない事業所名の中に引用符",
        encode(text.replace('"例示ヘルパーステーション"', '例示"ヘルパー"ステーション')))
    add("outer-blanks", "csv-outer-blanks", "A blank before and after the dates", "日付の前後に空白",
        encode("".join(",".join(f" {f} " if n == 9 else f for n, f in enumerate(fields(row))) + CRLF for row in rows)))
    short = [dict(line, updated_by="") for line in lines]
    add("short-rows", "csv-field-count", "The empty items at the end of each row are cut off (23 fields for 25)", "行末の空項目が切れている（25項目が23項目）",
        encode("".join(row.rstrip(",") + CRLF for row in csv_text("UPJSK", V41, short).split(CRLF)[:-1])))

    # Names
    add("renamed-copy", "name-malformed", "A copy made by the file manager", "エクスプローラーの「コピー ～」", encode(text), "コピー ～ " + name())
    add("renamed-number", "name-malformed", "A second download by the browser", "ブラウザの重複ダウンロード「 (1)」", encode(text), name(suffix=" (1)"))
    add("renamed-freely", "name-malformed", "A name of somebody's own", "自由に付けた名前", encode(text), "2025-10 jisseki.csv")
    add("lower-case-extension", "name-extension-case", ".csv", "拡張子が小文字", encode(text), name(extension=".csv"))
    add("name-without-receiver", "name-malformed", "The receiver's parts of the name are empty", "送信先が空", encode(text),
        f"UPJSK_{MONTH_41}_{HELP.number}_11___{stamp()}.CSV")
    add("actual-under-dltjsk-name", "name-kind-content", "Actuals under the prefix that deletes them", "実績が削除（DLTJSK）の名前になっている", encode(text),
        name().replace("UPJSK", "DLTJSK"))
    add("name-3x-content-4.1", "name-edition", "The name of edition 3.x, without service types", "ファイル名だけ3.x（サービス種類なし）", encode(text),
        file_name("UPJSK", HELP_TO_CARE, stamp(), MONTH_41, V32))
    add("edition-4.0", "name-edition, file-obsolete-version", "The withdrawn edition 4.0: value 202504, three-digit service codes in the name",
        "撤回された4.0版。バージョン202504、ファイル名のサービスコードが3桁", csv_bytes("UPJSK", V41, changed(csv_version="202504")),
        f"UPJSK_{MONTH_41}_{HELP.number}_110_{CARE.number}_430_{stamp()}.CSV")
    unit = Unit("prefix-dltbet", "第7表 under DLTBET, a prefix of one program", "第7表がDLTBETという名前", rule="name-unknown-prefix")
    slip_unit(unit, slip([TARO_MONTH], MONTH_41, V41, "20251016", CARE, CARE_MANAGER), CARE_TO_RENT, stamp(), MONTH_41)
    unit.files = [(file.replace("UPSIKYU", "DLTBET"), data) for file, data in unit.files]
    units.append(unit)
    add("prefix-upkhon", "name-unknown-prefix", "利用者基本情報 under UPKHON, a slip of the pen", "利用者基本情報がUPKHONという名前",
        csv_bytes("UPKIHON", V41, [basic_info(JIRO)[0]]), file_name("UPKHON", CENTRE_TO_CARE, stamp()))
    unit = Unit("image-upper-case", "The image ends in .JPG, as in the standard's own example", "画像の拡張子が.JPG（標準仕様の例のとおり）", rule="(accepted)")
    units.append(basic_info_unit(unit, [HANAKO], CENTRE_TO_CARE, stamp(), ".JPG"))
    add("pdf-attachment", "(accepted)", "A PDF beside a right file of actuals: nothing to report", "正しい実績と一緒に届いたPDF（指摘なし）", encode(text))
    units[-1].files.append(("例示　連絡票.pdf", small_pdf()))

    # Contents
    add("version-202410", "file-unknown-version", "202410, the month of the notice, for 202407", "バージョンが202410（通知の月）",
        csv_bytes("UPJSK", V41, changed(csv_version="202410")))
    add("version-202208", "file-version-layout", "The value of edition 3.2 in a file that is 4.1 by name, month, 25 items and product codes",
        "バージョンだけ3.2（202208）。名前・年月・25項目・用具コードは4.1", csv_bytes("UPJSK", V41, [dict(line, csv_version=V32) for line in rentals]),
        name((RENT, "17", CARE, "43")))
    zeros = {"insured", "service_start_time", "service_end_time"}
    add("lost-zeros", "item-insured-shape", "A spreadsheet removed the leading zeros of insured numbers and times", "表計算で先頭のゼロが消えた（被保険者番号、時刻）",
        csv_bytes("UPJSK", V41, [{n: v.lstrip("0") if n in zeros else v for n, v in line.items()} for line in by_person[TAKAMI.insured]]))
    add("equipment-code-missing", "table6-equipment-code-missing", "Rentals with neither TAISコード nor 届出コード", "用具コードのない福祉用具貸与",
        csv_bytes("UPJSK", V41, [dict(line, tais_code="", notified_code="") for line in rentals]), name((RENT, "17", CARE, "43")))
    add("tais-wide-hyphen", "table6-tais-shape", "A wide hyphen in TAIS codes, as the standard prints its example", "TAISコードのハイフンが全角",
        csv_bytes("UPJSK", V41, [dict(line, tais_code=line["tais_code"].replace("-", "－")) for line in rentals]), name((RENT, "17", CARE, "43")))
    unit = Unit("table2-duplicate-numbers", "第2表 with 援助内容NO 1 on every line", "第2表の援助内容NOがすべて1", rule="table2-duplicate-number")
    units.append(plan_unit(unit, [TARO_PLAN], V41, stamp(), lambda lines: [dict(line, support_no=1) for line in lines]))
    unit = Unit("support-bare-numbers", "The numbers of UPYOBO_SUB without quotes", "UPYOBO_SUBの番号が引用符なし", rule="(accepted)")
    support_plan_unit(unit, [SAKI], CENTRE_TO_HELP, stamp())
    bare = unit.files[1][1]
    for number in (b"1", b"2"):
        bare = bare.replace(b'"' + number + b'"', number)
    unit.files[1] = (unit.files[1][0], bare)
    units.append(unit)
    return units


# ---------------------------------------------------------------------------------------------------
# 11. README and main
# ---------------------------------------------------------------------------------------------------

README_HEAD = """\
# Sample files

Synthetic files of the exchange of care plans (ケアプランデータ連携標準仕様). All persons, offices, numbers, addresses and texts
are invented: the prefecture 99 and 見本県 do not exist. `valid/` holds units of sending that are right by every rule for
sending, in canonical bytes: reading and writing them gives the same bytes. `odd/` holds files with one difficulty each
that occurs in practice; the rest of each is right. `faulty/` holds one fault for each rule, and has
[a page of its own](faulty/README.md); `price-list/` holds an invented list of prices of rented equipment, and has
[one too](price-list/README.md); `fukushi-story/` tells one person's story from 第1表 to 実績 with 福祉用具サービス計画書
([its page](fukushi-story/README.md)). `persons.json` is what a care-management office knows of four persons, for the example `send`.
`scripts/sample_data.py` writes `valid/`, `odd/` and this page, and shares no code with the crates; do not edit those by hand.
The files of the exchange are Shift_JIS (MS932) with CRLF: `.gitattributes` keeps version control from touching them.

ケアプランデータ連携標準仕様の見本ファイルです。氏名・事業所・番号・住所・文章はすべて架空です（都道府県番号99と「見本県」は実在しません）。
`valid/` は送信時のすべての規則に合う送信単位で、読んで書き戻すと同じバイト列になります。`odd/` は実務で起きる問題を一つずつ含み、
それ以外は正しいファイルです。`faulty/` はルールごとの誤りを一つずつ含みます（[説明](faulty/README.md)）。`price-list/` は架空の福祉用具の価格一覧です
（[説明](price-list/README.md)）。`fukushi-story/` は1名の第1表から実績まで、福祉用具サービス計画書を含む一連のデータです
（[説明](fukushi-story/README.md)）。`persons.json` は例 `send` のための4名分のデータです。`valid/`・`odd/` とこのページは
`scripts/sample_data.py` が出力します（クレートのコードは使いません）。手で編集しないでください。交換ファイルの文字コードは
Shift_JIS（MS932）、改行はCRLFです。
"""


def readme(valid, odd):
    def table(head, rows):
        cells = [head, ["---"] * len(head), *rows]
        return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells) + "\n"

    levels = {"06": "事業対象者", "12": "要支援１", "13": "要支援２", "21": "要介護１", "22": "要介護２", "23": "要介護３", "24": "要介護４"}
    return "\n".join([
        README_HEAD,
        "## valid/\n",
        "The numbers are records per file. 数字は各ファイルのレコード数です。\n",
        table(["folder", "content", "内容", "files"],
              [[f"`{u.folder}`", u.english, u.japanese, ", ".join(u.contents)] for u in valid]),
        "## odd/\n",
        "`rule` is the finding that the difficulty is about (receiving), as far as there is one; others may follow from it.\n"
        "`rule` はその問題についての指摘のidです（受信時。付随して別の指摘が出ることもあります）。\n",
        table(["folder", "difficulty", "問題", "rule"], [[f"`{u.folder}`", u.english, u.japanese, u.rule] for u in odd]),
        "## Persons / 利用者\n",
        table(["name", "insurer", "insured", "level"],
              [[p.name, p.insurer, p.insured, levels[p.certificate.level]] for p in PEOPLE]),
        "## Offices / 事業所\n",
        table(["name", "number", "service types"], [[o.name, o.number, OFFICE_TYPES[n]] for n, o in OFFICES.items()]),
    ])


ATTRIBUTES = """\
# The bytes are the point: no conversion of line ends.
* -text
README.md text
.gitattributes text
"""


def all_files():
    """Every file below examples/data: path and bytes."""
    valid, odd = valid_units(), odd_units()
    files = {Path(where) / unit.folder / name: data
             for where, units in (("valid", valid), ("odd", odd)) for unit in units for name, data in unit.files}
    assert len(files) == sum(len(unit.files) for unit in valid + odd), "two files of one name"
    files[Path("README.md")] = readme(valid, odd).encode("utf-8")
    files[Path(".gitattributes")] = ATTRIBUTES.encode("ascii")
    return files


def main():
    parser = argparse.ArgumentParser(description="Writes the synthetic sample files of examples/data.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the files differ")
    options = parser.parse_args()
    files = all_files()
    if options.check:
        # The folder `faulty` is written by faulty_data.py, `price-list` by price_list.py, `fukushi-story` by
        # fukushi_story.py, `persons.json` by hand.
        others = {OUT / "faulty", OUT / "price-list", OUT / "fukushi-story", OUT / "persons.json"}
        present = {path.relative_to(OUT): path.read_bytes() for path in OUT.rglob("*")
                   if path.is_file() and not others & {path, *path.parents}}
        different = sorted(str(p) for p in files.keys() | present.keys() if files.get(p) != present.get(p))
        print("\n".join(different) or f"{len(files)} files as expected")
        return 1 if different else 0
    for folder in ("valid", "odd"):
        shutil.rmtree(OUT / folder, ignore_errors=True)
    for path, data in files.items():
        (OUT / path).parent.mkdir(parents=True, exist_ok=True)
        (OUT / path).write_bytes(data)
    print(f"{len(files)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
