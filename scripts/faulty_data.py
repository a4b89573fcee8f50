#!/usr/bin/env python3
"""Writes the faulty sample files of examples/data/faulty: one fault in each folder.

    python3 scripts/faulty_data.py           write the folders, expectations.tsv and README.md
    python3 scripts/faulty_data.py --check   write nothing; fail when the files differ from what it would write

Needs Python 3, its standard library and sample_data.py beside it, gives the same bytes on every run, and knows
nothing of the Rust code. A folder is named after the rule that speaks of its fault; a second sort of fault of
one rule stands behind a dot (`table1-period.first-plan`). expectations.tsv lists all findings of each folder.

    1 levels     the rules and their levels
    2 drafts     files before they are bytes, so that one thing can be changed
    3 bases      units without any fault, from which all folders start
    4 cases      the folders: what is changed and what is found
    5 proof      a second, small look at all units: the bases are right and the faults are where they should be
    6 README, expectations, main

Nothing in the bases may raise even a hint, so that each folder has the findings of its fault only. Units of 100
and a rate of 90 % keep all amounts whole: sums then hold in every column, whichever way they are computed.
"""

import argparse
import copy
import shutil
import sys
from dataclasses import dataclass, field, replace

sys.dont_write_bytecode = True  # no __pycache__ beside the scripts
import sample_data as sample
from sample_data import (ALTERNATES, CARE, CARE_MANAGER, CENTRE, CRLF, DAY, HELP, JIRO, HANAKO, NURSE, RENT, ROUND, SAKI, TARO,
                         V32, V41, Month, Office, Plan, Service, with_check_digit)

OUT = sample.OUT / "faulty"

# ---------------------------------------------------------------------------------------------------
# 1. Levels when sending and when receiving: Error, Warning, Information, - off
# ---------------------------------------------------------------------------------------------------

LEVELS = {rule: tuple(levels) for rule, *levels in (line.split() for line in """
    text-utf8 E E
    text-utf16 E E
    text-invalid-bytes E E
    text-gaiji E W
    text-control-character E W
    text-alternate-code I I
    text-half-width-kana I -
    text-formula I I
    csv-empty-file E E
    csv-unclosed-quote E E
    csv-stray-quote E W
    csv-field-count E E
    csv-header-row E W
    csv-blank-line W I
    csv-line-ending W I
    csv-free-text-unquoted W I
    csv-code-quoted W I
    csv-outer-blanks E W
    csv-record-too-long E E
    name-malformed E W
    name-unknown-prefix W I
    name-edition E W
    name-kind-content E E
    name-month-mismatch E W
    name-same-office I I
    name-service-type W I
    name-timestamp E W
    name-timestamp-future W I
    name-extension-case W I
    name-office-check-digit W W
    name-content-office W I
    name-image W I
    item-required-missing E E
    item-needed-missing W W
    item-too-long E W
    item-wrong-length E W
    item-not-a-date E E
    item-not-a-month E E
    item-not-a-time E E
    item-not-a-number E E
    item-unknown-code E E
    item-bad-characters E W
    item-not-empty W I
    item-fixed-value E W
    item-office-check-digit W W
    item-insurer-check-digit I I
    item-insured-shape E E
    item-postal-shape W I
    item-phone-shape W I
    file-mixed-versions E E
    file-unknown-version E W
    file-obsolete-version E W
    file-version-layout E W
    file-version-month W I
    file-mixed-months E W
    file-duplicate-key E W
    file-edition-kind E W
    file-unrelated-person W I
    table1-period E W
    table1-reason W I
    table1-certified W I
    table2-duplicate-number E W
    table2-number-missing W W
    table2-order I I
    table2-text-conflict W W
    table2-missing-first-text W W
    table3-line-kind W W
    table3-time-order I I
    table6-day-outside-month E W
    table6-time-pair W W
    table6-day-flags E W
    table6-equipment-code-missing E W
    table6-equipment-code-both W I
    table6-equipment-name-missing W I
    table6-equipment-on-other W I
    table6-tais-shape W I
    table6-discriminator W I
    table6-out-of-scope E W
    table6-updated-by W I
    table6-duplicate-line W W
    table6-short-stay I I
    table7-total-missing E W
    table7-total-duplicate E W
    table7-subtotal-missing E W
    table7-product W I
    table7-sum W I
    table7-limit-split W I
    table7-money W I
    table7-special-rows E W
    table7-managed-units I I
    table7-equipment-code-missing E W
    table7-equipment-code-both W I
    table7-equipment-name-missing W I
    table7-equipment-on-other W I
    table7-tais-shape W I
    supplement-link E W
    supplement-slots W I
    supplement-level-change I I
    basic-detail-missing W I
    support-numbers E W
    set-incomplete E W
    set-not-allowed E W
    set-mixed-stamp E W
    set-duplicate-kind E W
    set-orphan E W
    set-person-missing E W
    set-version-mixed E W
    set-count-mismatch W I
    set-units-mismatch W I
    set-equipment-mismatch W I
    set-address-differs I I
    set-image-missing E W
""".strip().splitlines())}

# The report of plan against actual has no levels.
RECONCILED = """actual-not-planned actual-not-done actual-time actual-count actual-code actual-units actual-equipment
    actual-unknown-person actual-unknown-office""".split()

# In an emergency equipment may go without codes and names.
EMERGENCY = {"table6-equipment-code-missing", "table6-equipment-name-missing",
             "table7-equipment-code-missing", "table7-equipment-name-missing"}

WORDS = {"E": "error", "W": "warning", "I": "info"}

# ---------------------------------------------------------------------------------------------------
# 2. Drafts: files before they are bytes
# ---------------------------------------------------------------------------------------------------

MARK = "★"  # stands for bytes that no text can hold


@dataclass
class File:
    """A file of records. Its name follows from the rest unless another is given."""
    kind: str
    records: list
    route: tuple
    stamp: str
    month: str = ""
    edition: str = V41
    own_name: str = ""
    edit: object = None  # changes the text
    raw: bytes = None  # what stands in the place of MARK
    recode: object = None  # makes the bytes of the text, where they are not MS932
    blob: bytes = None  # the content of a file that is no CSV

    @property
    def name(self):
        return self.own_name or sample.file_name(self.kind, self.route, self.stamp, self.month, self.edition)

    def data(self):
        if self.blob is not None:
            return self.blob
        text = sample.csv_text(self.kind, self.edition, self.records)
        if self.edit:
            changed = self.edit(text)
            assert changed != text, "the edit did nothing"
            text = changed
        if self.recode:
            return self.recode(text)
        data = sample.encode(text)
        if self.raw is not None:
            assert text.count(MARK) == 1
            data = data.replace(sample.encode(MARK), self.raw)
        return data


class Draft:
    """A unit of sending."""

    def __init__(self, *files):
        self.files = list(files)

    def file(self, kind):
        return next(file for file in self.files if file.kind == kind)

    def __getitem__(self, kind):
        return self.file(kind).records

    def set(self, kind, record, **values):
        """Changes items of a record, counted from 1 as in findings; of all records when it is None."""
        for line in self[kind] if record is None else [self[kind][record - 1]]:
            line.update(values)
        return self

    def drop(self, kind, record):
        del self[kind][record - 1]
        return self

    def without(self, kind):
        self.files.remove(self.file(kind))
        return self

    def named(self, kind, name):
        self.file(kind).own_name = name
        return self

    def edited(self, kind, edit):
        self.file(kind).edit = edit
        return self

    def marked(self, kind, record, item, text, raw):
        """Puts bytes that are no text into an item, at MARK."""
        self.set(kind, record, **{item: text})
        self.file(kind).raw = raw
        return self


# ---------------------------------------------------------------------------------------------------
# 3. Bases without a fault
# ---------------------------------------------------------------------------------------------------

MONTH = "202510"
SLIP_MADE, SLIP_STAMP = "20250925", "20250926100000"
PLAN_STAMP = "20250924100000"

SECOND = replace(TARO, insured="9000000009", name="見本　二郎", kana="ミホン　ジロウ", phone="000-0000-1009")
OTHER_CARE = Office(with_check_digit("997010011"), "例示居宅介護支援センター")

CARE_TO_HELP = (CARE, "43", HELP, "11")
CARE_TO_RENT = sample.CARE_TO_RENT
HELP_TO_CARE = sample.HELP_TO_CARE
RENT_TO_CARE = (RENT, "17", CARE, "43")
CENTRE_TO_CARE = sample.CENTRE_TO_CARE
CENTRE_TO_HELP = sample.CENTRE_TO_HELP


def visits(days="1 8", units=400, code="111211"):
    return Service(HELP, code, units, days, "0900-1000")


BED, BED_CODE, OTHER_CODE, NOTIFIED = "見本ベッド　ＡＢ－１０００", "99999-000011", "99999-000012", "99998-000001"


def rental(units=1000, tais=BED_CODE, code="171003", product=BED, **more):
    return Service(RENT, code, units, "1", tais=tais, product=product, **more)


def slip(*services, route=CARE_TO_HELP, sheet=None, month=MONTH, edition=V41, stamp=SLIP_STAMP):
    """第6表 予定, 第7表, 補足 of 太郎; `sheet`: other services in 第7表 than in 第6表."""
    services = list(services or [visits()])
    planner = route[0]
    plan, sheets, supplements = sample.slip([Month(TARO, services)], month, edition, SLIP_MADE, planner, CARE_MANAGER)
    if sheet:
        _, sheets, supplements = sample.slip([Month(TARO, sheet)], month, edition, SLIP_MADE, planner, CARE_MANAGER)
    return Draft(File("UPPLAN", plan, route, stamp, month, edition), File("UPSIKYU", sheets, route, stamp, month, edition),
                 File("UPHOSOKU", supplements, route, stamp, month, edition))


def actual(*services, route=HELP_TO_CARE, month=MONTH, edition=V41):
    """Actuals of 太郎: three visits unless said otherwise. They are a unit by themselves."""
    services = list(services or [visits("1 8 22")])
    lines = sample.table6(Month(TARO, services), month, edition, SLIP_MADE, CARE, CARE_MANAGER)
    year, number = divmod(int(month[:4]) * 12 + int(month[4:]), 12)
    made = f"{year}{number + 1:02}04"  # on the fourth of the next month
    return Draft(File("UPJSK", sample.actuals(lines, made), route, made + "100000", month, edition))


CARE_PLAN = Plan(
    TARO, "20230401", "21",
    dict(wishes_and_needs_analysis="本人：この家で暮らし続けたい。", certification_committee_opinion="特になし",
         support_policy="歩く力を保つことができるように支援します。"),
    [  # a line break in the first text, so that the lines of the file are not its records
        (1, "歩く力を保ちたい。" + CRLF + "冬も外に出たい。", 1, "公園まで歩くことができる。", "庭に出ることができる。", 1, "歩行の見守り", "訪問介護", HELP, "週１回"),
        (1, None, 1, None, None, 2, "着替えの手伝い", "訪問介護", HELP, "週１回"),
        (2, "清潔に過ごしたい。", 1, "週に３回入浴できる。", "一人で体を洗うことができる。", 1, "洗身の手伝い", "訪問介護", HELP, "週１回"),
    ],
    [
        ("week", "13", "0900", "1000", "訪問介護"),
        ("day", "0630", "0630", "起床"),
        ("other", "見本内科クリニックに通院"),
    ])
PLAN_DATE = sample.DATES_41.plan_date


def plan(*people, edition=V41, stamp=PLAN_STAMP, route=CARE_TO_HELP):
    """第1表, 第2表, 第3表 (4.1 only), 補足."""
    people = people or (TARO,)
    tables = [sample.plan_records(replace(CARE_PLAN, person=person), edition) for person in people]
    date = sample.dates_of(edition).plan_date
    supplements = [sample.supplement(person, sample.certificate_of(person, edition), edition, CARE, plan_date=date) for person in people]
    files = [File("UP1KYO", [t[0] for t in tables], route, stamp, "", edition),
             File("UP2KYO", [line for t in tables for line in t[1]], route, stamp, "", edition)]
    if edition == V41:
        files.append(File("UP3KYO", [line for t in tables for line in t[2]], route, stamp))
    return Draft(*files, File("UPHOSOKU", supplements, route, stamp, "000000", edition))


def basic(*people):
    """利用者基本情報, 別表1, 別表2, image."""
    people, route, stamp = people or (JIRO,), CENTRE_TO_CARE, "20250828110000"
    forms, images = [], []
    for number, person in enumerate(people, 1):
        name = sample.file_name("UPKIHON_IMAGE", route, stamp, suffix=f"_{number:04}", extension=".jpg")
        forms.append(sample.basic_info(person, name))
        images.append(File("UPKIHON_IMAGE", [], route, stamp, own_name=name, blob=sample.FAMILY_JPEG))
    return Draft(File("UPKIHON", [f[0] for f in forms], route, stamp),
                 File("UPKIHON_SUB1", [line for f in forms for line in f[1]], route, stamp),
                 File("UPKIHON_SUB2", [line for f in forms for line in f[2]], route, stamp), *images)


def support():
    """支援計画書 with its 別表."""
    record, lines = sample.support_plan(SAKI)
    return Draft(File("UPYOBO", [record], CENTRE_TO_HELP, "20250522140000"),
                 File("UPYOBO_SUB", lines, CENTRE_TO_HELP, "20250522140000"))


def deleted_plan(*people, route=CARE_TO_HELP):
    """第1表 削除: two persons' plans unless said otherwise."""
    records = [dict(sample.key(person, V41), plan_date=PLAN_DATE) for person in people or (TARO, SECOND)]
    return Draft(File("DLT1KYO", records, route, "20251120100001"))


def deleted_slip(stamp="20251120100002"):
    return Draft(File("DLTPLAN", [dict(sample.key(TARO, V41), service_month=MONTH)], CARE_TO_HELP, stamp, MONTH))


def deleted_actual():
    """A form that only one kind has and that is a unit by itself: for files whose name says nothing."""
    record = dict(sample.key(TARO, V41), service_month=MONTH, provider=HELP.number, service_type="11")
    return Draft(File("DLTJSK", [record], HELP_TO_CARE, "20251120100003", MONTH))


BASES = {
    "slip": slip, "slip with two codes": lambda: slip(visits(), visits("3", 300, "111111")),
    "slip with a row outside the limit": lambda: slip(visits(), Service(HELP, "116275", days="31", limit="out", percent=245)),
    "slip of rentals": lambda: slip(rental(), rental(500), route=CARE_TO_RENT),
    "slip of two products": lambda: slip(rental(), rental(500, "", notified=NOTIFIED), route=CARE_TO_RENT),
    "slip in 3.2": lambda: slip(month="202412", edition=V32), "actual": actual,
    "actual of rentals": lambda: actual(rental(), route=RENT_TO_CARE), "actual in 3.2": lambda: actual(month="202412", edition=V32),
    "plan": plan, "plan of two": lambda: plan(TARO, SECOND), "plan in 3.2": lambda: plan(edition=V32), "basic": basic,
    "basic of two": lambda: basic(HANAKO, JIRO), "support": support, "deleted plan": deleted_plan, "deleted slip": deleted_slip,
    "deleted actual": deleted_actual,
}

# ---------------------------------------------------------------------------------------------------
# 4. Cases
# ---------------------------------------------------------------------------------------------------


@dataclass
class Found:
    """A finding: the file by its kind (or itself), record, item, and the line where that is no record's."""
    where: object
    record: int = None
    item: int = None
    line: int = None
    rule: str = ""
    levels: tuple = ()


@dataclass
class Case:
    folder: str
    english: str
    japanese: str
    drafts: list
    found: list
    options: str = ""

    @property
    def rule(self):
        return self.folder.partition(".")[0]

    def files(self):
        return [file for draft in self.drafts for file in draft.files]

    def file(self, where):
        return where if isinstance(where, File) else next(file for file in self.files() if file.kind == where)


def line_of(data, record):
    """The physical line on which a record begins. Blank lines are no records; line breaks in quotes are lines."""
    line, number, quoted, at_start = 1, 0, False, True
    for byte in data:
        if at_start and byte not in b"\r\n":
            number, at_start = number + 1, False
            if number == record:
                return line
        if byte == 0x22:  # never part of a character of two bytes
            quoted = not quoted
        elif byte == 0x0A:
            line += 1
            at_start = at_start or not quoted
    raise AssertionError(f"no record {record}")


def cases():
    made = []

    def case(folder, english, japanese, drafts, *found, options=""):
        drafts = drafts if isinstance(drafts, list) else [drafts]
        made.append(Case(folder, english, japanese, drafts, list(found), options))

    text_cases(case)
    csv_cases(case)
    name_cases(case)
    item_cases(case)
    file_cases(case)
    plan_cases(case)
    table6_cases(case)
    table7_cases(case)
    other_form_cases(case)
    set_cases(case)
    actual_cases(case)
    return made


def row_edit(record, change):
    """Changes one row of a text without line breaks in quotes."""
    def edit(text):
        rows = text.split(CRLF)
        rows[record - 1] = change(rows[record - 1])
        return CRLF.join(rows)
    return edit


def field_edit(record, item, change):
    """Changes one field of a row without commas in quotes."""
    def in_row(row):
        fields = row.split(",")
        fields[item - 1] = change(fields[item - 1])
        return ",".join(fields)
    return row_edit(record, in_row)


def text_cases(case):
    def recoded(recode):
        draft = actual()
        draft.file("UPJSK").recode = recode
        return draft

    case("text-utf8", "UTF-8 without a mark", "UTF-8（BOMなし）", recoded(lambda t: t.encode("utf-8")), Found("UPJSK"))
    case("text-utf8.bom", "UTF-8 with a byte order mark", "UTF-8（BOM付き）", recoded(lambda t: t.encode("utf-8-sig")), Found("UPJSK"))
    case("text-utf16", "UTF-16, little-endian, with a byte order mark", "UTF-16（リトルエンディアン、BOM付き）",
         recoded(lambda t: b"\xff\xfe" + t.encode("utf-16-le")), Found("UPJSK"))
    case("text-utf16.big-endian", "UTF-16, big-endian, with a byte order mark", "UTF-16（ビッグエンディアン、BOM付き）",
         recoded(lambda t: b"\xfe\xff" + t.encode("utf-16-be")), Found("UPJSK"))
    planner = Found("UPJSK", 2, 7)
    case("text-invalid-bytes", "A name cut off in the middle of a character (8E before the closing quote)", "氏名が文字の途中で切れている（閉じ引用符の前に8E）",
         actual().marked("UPJSK", 2, "planner_name", "例示　能" + MARK, b"\x8e"), planner)
    case("text-invalid-bytes.single", "The byte FD, which is no character", "文字ではないバイトFD",
         actual().marked("UPJSK", 2, "planner_name", "例示　" + MARK, b"\xfd"), planner)
    case("text-gaiji", "A user-defined character (F040) in a name", "氏名に外字（F040）",
         actual().marked("UPJSK", 2, "planner_name", "例示　" + MARK, b"\xf0\x40"), planner)
    case("text-control-character", "A vertical tab (0B) in an office name", "事業所名に垂直タブ（0B）",
         actual().marked("UPJSK", 2, "provider_name", f"例示{MARK}ステーション", b"\x0b"), Found("UPJSK", 2, 21))
    case("text-control-character.tab", "A tab (09) in an office name", "事業所名にタブ（09）",
         actual().marked("UPJSK", 2, "provider_name", f"例示{MARK}ステーション", b"\x09"), Found("UPJSK", 2, 21))
    case("text-alternate-code", "髙 in its NEC-selected code, which Windows does not write", "髙がNEC選定IBM拡張文字の符号（Windowsは出力しない）",
         actual().marked("UPJSK", 2, "planner_name", MARK + "見　能子", ALTERNATES["髙"]), planner)
    case("text-half-width-kana", "A name in half-width kana", "氏名が半角カナ", actual().set("UPJSK", 2, planner_name="ﾚｲｼﾞ ﾖｼｺ"), planner)
    case("text-formula", "A text that begins with a hyphen: a spreadsheet would compute it", "「-」で始まる文章（表計算が数式とみなす）",
         plan().set("UP2KYO", 3, service_content="-洗身の手伝い"), Found("UP2KYO", 3, 14))
    case("text-formula.equals", "A text that begins with an equals sign", "「=」で始まる文章",
         plan().set("UP2KYO", 3, service_kind="=訪問介護"), Found("UP2KYO", 3, 16))


def csv_cases(case):
    def edited(edit):
        return actual().edited("UPJSK", edit)

    case("csv-empty-file", "A file of no bytes", "0バイトのファイル", edited(lambda t: ""), Found("UPJSK"))
    # In the last item of the last record: elsewhere the number of fields would be wrong too.
    case("csv-unclosed-quote", "The last text lacks its closing quote", "最後の文章に閉じ引用符がない",
         plan().edited("UP3KYO", lambda t: t.removesuffix('"' + CRLF) + CRLF), Found("UP3KYO", 4, 13))
    case("csv-stray-quote", "Text after a closing quote", "閉じ引用符の後に文字",
         edited(field_edit(2, 21, lambda f: '"例示ヘルパー"ステーション')), Found("UPJSK", 2, 21))
    case("csv-field-count", "The empty last item is cut off (24 fields for 25)", "末尾の空項目がない（25項目が24項目）",
         edited(row_edit(2, lambda row: row.removesuffix(","))), Found("UPJSK", 2))
    case("csv-field-count.extra", "A comma too many (26 fields for 25)", "末尾に余分なコンマ（25項目が26項目）",
         edited(row_edit(2, lambda row: row + ",")), Found("UPJSK", 2))
    case("csv-header-row", "A first row with the item names", "先頭に項目名の行", edited(lambda t: ",".join(sample.TABLE6_HEADER) + CRLF + t),
         Found("UPJSK", line=1))
    case("csv-blank-line", "An empty line after the last record", "最後に空行", edited(lambda t: t + CRLF), Found("UPJSK", line=4))
    case("csv-blank-line.between", "An empty line between two records", "レコードの間に空行", edited(row_edit(1, lambda row: row + CRLF)),
         Found("UPJSK", line=2))
    case("csv-line-ending", "One line ends with LF", "1行だけ改行がLF", edited(lambda t: CRLF.join(t.split(CRLF)[:2]) + "\n" + t.split(CRLF)[2] + CRLF),
         Found("UPJSK", 2))
    case("csv-line-ending.last", "The last line has no line end", "最終行に改行がない", edited(lambda t: t.removesuffix(CRLF)), Found("UPJSK", 3))
    case("csv-free-text-unquoted", "A name without quotes", "氏名に引用符がない", edited(field_edit(2, 7, lambda f: f.strip('"'))), Found("UPJSK", 2, 7))
    case("csv-code-quoted", "A number in quotes", "数値に引用符", edited(field_edit(2, 8, lambda f: f'"{f}"')), Found("UPJSK", 2, 8))
    case("csv-outer-blanks", "A blank before a date", "日付の前に空白", actual().set("UPJSK", 2, service_date=" 20251008"), Found("UPJSK", 2, 10))
    case("csv-outer-blanks.full-width", "A full-width blank after a date", "日付の後に全角空白",
         actual().set("UPJSK", 2, service_date="20251008　"), Found("UPJSK", 2, 10))
    case("csv-record-too-long", "A record of 1,300 bytes where the reader takes 1,000", "1件1,300バイト（読み取りの上限を1,000バイトとした場合）",
         actual().set("UPJSK", 2, planner_name="例示　能子、" * 100), Found("UPJSK", 2), options="limit=1000")


def name_cases(case):
    jsk = actual().file("UPJSK").name
    dlt = deleted_actual().file("DLTJSK").name
    whole = Found("UPJSK")

    def named(name, draft=None):
        return (draft or actual()).named("UPJSK", name)

    def routed(route, draft=None):
        draft = draft or actual()
        draft.file("UPJSK").route = route
        return draft

    case("name-malformed", "A copy made by the file manager", "エクスプローラーのコピー（「 - コピー」）", named(jsk.replace(".CSV", " - コピー.CSV")), whole)
    case("name-malformed.download", "A second download by the browser", "ブラウザの重複ダウンロード「 (1)」", named(jsk.replace(".CSV", " (1).CSV")), whole)
    deletion = Found("DLTJSK")
    case("name-malformed.freely", "A form of the standard under a name of somebody's own", "標準の様式に自由な名前を付けたもの",
         deleted_actual().named("DLTJSK", "2025-10 jisseki sakujo.CSV"), deletion)
    case("name-malformed.part", "The receiver's service type is missing", "送信先サービス種類コードがない",
         deleted_actual().named("DLTJSK", dlt.replace(f"{CARE.number}_43", CARE.number)), deletion)
    case("name-malformed.digits", "An office number of nine digits", "事業所番号が9桁",
         deleted_actual().named("DLTJSK", dlt.replace(CARE.number, CARE.number[:9])), deletion)
    case("name-unknown-prefix", "A prefix that no edition has", "どの版にもない接頭辞",
         deleted_actual().named("DLTJSK", dlt.replace("DLTJSK", "DLTJISEKI")), deletion)
    case("name-edition", "The name of edition 3.x, content of 4.1", "ファイル名だけ3.x、内容は4.1",
         named(sample.file_name("UPJSK", HELP_TO_CARE, "20251104100000", MONTH, V32)), whole)
    case("name-edition.reverse", "The name of edition 4.1, content of 3.2", "ファイル名は4.1、内容は3.2",
         named(sample.file_name("UPJSK", HELP_TO_CARE, "20250104100000", "202412"), actual(month="202412", edition=V32)), whole)
    case("name-edition.three-digits", "Three-digit service codes of the withdrawn 4.0", "撤回された4.0の3桁のサービスコード",
         named(jsk.replace("_11_", "_110_").replace("_43_", "_430_")), whole)
    case("name-kind-content", "Actuals under the prefix that deletes them", "実績が削除（DLTJSK）の名前", named(jsk.replace("UPJSK", "DLTJSK")), whole)
    case("name-month-mismatch", "The name says September, the records October", "名前は9月、内容は10月", named(jsk.replace("_202510_", "_202509_")),
         Found("UPJSK", 1, 5))
    case("name-month-mismatch.deletion", "The same for a deletion", "同じく削除の場合", deleted_slip().set("DLTPLAN", 1, service_month="202511"),
         Found("DLTPLAN", 1, 4))
    case("name-same-office", "Sender and receiver are one office", "送信元と送信先が同じ事業所",
         routed((HELP, "11", HELP, "43"), actual().set("UPJSK", None, care_office=HELP.number)), whole)
    case("name-service-type", "A service type that no list has", "一覧にないサービス種類", routed((HELP, "99", CARE, "43")), whole)
    case("name-service-type.roles", "Actuals from a care-management office to a provider (the types are swapped)", "実績が居宅から事業所へ（種類コードが逆）",
         routed((HELP, "43", CARE, "11")), whole)
    case("name-timestamp", "A serial number of a thirteenth month", "ファイル連番の月が13", named(jsk.replace("20251104", "20251304")), whole)
    case("name-timestamp-future", "A serial number three days ahead", "ファイル連番が3日後の日付", actual(), whole, options="today=2025-11-01")
    case("name-extension-case", ".csv", "拡張子が小文字", named(jsk.replace(".CSV", ".csv")), whole)
    wrong = Office(HELP.number[:9] + "2", "")
    case("name-office-check-digit", "A receiver whose number has a wrong check digit", "送信先事業所番号のチェックディジット誤り",
         deleted_plan(route=(CARE, "43", wrong, "11")), Found("DLT1KYO"))
    case("name-content-office", "Actuals sent to another care-management office than the records name", "実績の送信先がプラン担当業者と違う",
         routed((HELP, "11", OTHER_CARE, "43")), Found("UPJSK", 1, 6))
    case("name-content-office.provider", "A record of another provider than the sender", "送信元と違う事業所の実績が混じる",
         actual().set("UPJSK", 2, provider=DAY.number, updated_by=DAY.number), Found("UPJSK", 2, 20))
    draft = slip()
    for file in draft.files:
        file.route = (OTHER_CARE, "43", HELP, "11")
    case("name-content-office.plan", "A plan of another care-management office than the sender", "送信元と違う居宅介護支援事業所の予定", draft,
         Found("UPPLAN", 1, 6))
    other = basic()["UPKIHON"][0]["family_image_file_name"].replace("20250828110000", "20250827110000")
    case("name-image", "No.62 has another serial number than its file", "No.62の連番がファイル名と違う",
         basic().set("UPKIHON", 1, family_image_file_name=other), Found("UPKIHON", 1, 62))


def item_cases(case):
    def second(item, **values):
        """The second of three actuals, changed."""
        return actual().set("UPJSK", 2, **values), Found("UPJSK", 2, item)

    case("item-required-missing", "No サービス回数", "サービス回数がない", *second(14, service_count=""))
    draft, found = second(8, units="")
    case("item-required-missing.units", "No 単位数: the printed table is not clear about it", "単位数がない（原典の印が不明確な項目）", draft,
         replace(found, levels=("E", "W")))
    case("item-needed-missing", "No 委託の有無", "委託の有無がない", support().set("UPYOBO", 1, planning_commissioned=""), Found("UPYOBO", 1, 6))
    case("item-too-long", "サービス回数 of three digits", "サービス回数が3桁", *second(14, service_count="100"))
    case("item-wrong-length", "An office number of nine digits in 第2表", "第2表の事業者コードが9桁",
         plan().set("UP2KYO", 1, provider=HELP.number[:9]), Found("UP2KYO", 1, 17))
    draft, found = second(2, insurer=TARO.insurer[:5])
    case("item-wrong-length.key", "An insurer number of five digits", "保険者番号が5桁", draft, replace(found, levels=("E", "E")))
    case("item-not-a-date", "作成年月日 on 31 November", "作成年月日が11月31日", *second(4, created_on="20251131"))
    case("item-not-a-month", "対象年月 in a thirteenth month", "対象年月が13月", *second(5, service_month="202513"))
    case("item-not-a-time", "A start at 25:60", "開始時刻が25時60分", *second(12, service_start_time="2560"))
    case("item-not-a-number", "単位数 with a decimal point", "単位数に小数点", *second(8, units="38.7"))
    case("item-not-a-number.negative", "サービス回数 of minus one", "サービス回数がマイナス", *second(14, service_count="-1"))
    case("item-not-a-number.decimal", "単位数単価 with three decimals", "単位数単価が小数点以下3桁", slip().set("UPSIKYU", 1, unit_price="10.705"),
         Found("UPSIKYU", 1, 23))
    case("item-unknown-code", "３０日超区分 2", "３０日超区分が2", *second(23, over_30_days="2"))
    case("item-bad-characters", "A full-width digit", "全角数字", *second(14, service_count="１"))
    case("item-bad-characters.letter", "The letter O for a zero in the insurer number", "保険者番号の0が英字のO",
         *second(2, insurer=TARO.insurer[:2] + "1O18"))
    case("item-bad-characters.lower-case", "A lower-case h in the insured number", "被保険者番号のhが小文字", *second(3, insured="h000000103"))
    case("item-not-empty", "識別子 filled", "識別子に値", *second(25, reserved="1"))
    case("item-fixed-value", "第7表 No.34 other than 9999999999", "第7表No.34が9999999999でない",
         slip().set("UPSIKYU", 1, placeholder_office="0000000000"),
         Found("UPSIKYU", 1, 34))
    case("item-office-check-digit", "An office number with a wrong check digit in 第2表", "第2表の事業者コードのチェックディジット誤り",
         plan().set("UP2KYO", 1, provider=HELP.number[:9] + "2"), Found("UP2KYO", 1, 17))
    case("item-insurer-check-digit", "An insurer number with a wrong check digit", "保険者番号のチェックディジット誤り",
         actual(visits("8")).set("UPJSK", 1, insurer=TARO.insurer[:5] + "9"), Found("UPJSK", 1, 2))
    case("item-insured-shape", "An insured number that lost its leading zeros", "被保険者番号の先頭のゼロが消えた", *second(3, insured="102"))
    case("item-insured-shape.letter", "An insured number that begins with G", "被保険者番号がGで始まる", *second(3, insured="G000000103"))
    case("item-postal-shape", "A postal code with its hyphen in the wrong place", "郵便番号のハイフンの位置が違う",
         plan().set("UP1KYO", 1, care_office_postal_code="0000-003"), Found("UP1KYO", 1, 10))
    case("item-phone-shape", "なし for a phone number", "電話番号が「なし」", slip().set("UPHOSOKU", 1, user_phone="なし"), Found("UPHOSOKU", 1, 12))


def file_cases(case):
    # A deletion of 第1表 has no month, so that nothing else can be wrong with its versions.
    case("file-mixed-versions", "A record of edition 3.2 in a file of 4.1", "4.1のファイルに3.2のレコード", deleted_plan().set("DLT1KYO", 2, csv_version=V32),
         Found("DLT1KYO", 2, 1))
    case("file-unknown-version", "202410, the month of the notice, for 202407", "バージョンが202410（通知の月）",
         actual().set("UPJSK", None, csv_version="202410"),
         Found("UPJSK", 1, 1))
    case("file-obsolete-version", "202504, the withdrawn edition 4.0", "バージョンが202504（撤回された4.0）", actual().set("UPJSK", None, csv_version="202504"),
         Found("UPJSK", 1, 1))
    case("file-version-layout", "The value of edition 3.2 on records of 4.1", "4.1版のレコードに3.2版のバージョン",
         actual().set("UPJSK", None, csv_version=V32), Found("UPJSK", 1, 1))
    case("file-version-month", "Edition 3.2 for October 2025", "2025年10月分が3.2", actual(edition=V32), Found("UPJSK", 1, 1))
    case("file-version-month.early", "Edition 4.1 for March 2025", "2025年3月分が4.1", actual(month="202503"), Found("UPJSK", 1, 1))
    case("file-mixed-months", "A record of November in a file of October", "10月のファイルに11月のレコード",
         actual().set("UPJSK", 2, service_month="202511", service_date="20251105"),
         Found("UPJSK", 2, 5), Found("UPJSK", 2, 5, rule="name-month-mismatch"))
    case("file-duplicate-key", "The same deletion twice", "同じ削除が2件", deleted_plan(TARO, TARO), Found("DLT1KYO", 2))
    draft = plan()
    draft["UP1KYO"].append(dict(draft["UP1KYO"][0]))
    case("file-duplicate-key.table1", "第1表 of one person and day twice", "同じ人・同じ日の第1表が2件", draft, Found("UP1KYO", 2))
    draft = plan(edition=V32)
    table3 = sample.plan_records(CARE_PLAN, V32)[2]
    draft.files.insert(2, File("UP3KYO", table3, CARE_TO_HELP, PLAN_STAMP, "", V32))
    case("file-edition-kind", "第3表 in edition 3.2, which has none", "3.2版に第3表がある", draft, Found("UP3KYO", 1, 1))
    case("file-unrelated-person", "A person who has nothing to do with the receiver", "送信先と関係のない利用者", slip(route=(CARE, "43", NURSE, "13")),
         Found("UPPLAN", 1))


def plan_cases(case):
    first = "UP1KYO", 1
    case("table1-period", "認定有効期間 ends before it begins", "認定有効期間の終了日が開始日より前", plan().set(*first, valid_until="20250331"), Found(*first, 20))
    case("table1-period.first-plan", "初回作成日 after 作成（変更）日", "初回作成日が作成（変更）日より後", plan().set(*first, first_plan_date="20251001"), Found(*first, 15))
    case("table1-reason", "その他理由 without 算定理由 3", "算定理由が3でないのに、その他理由がある",
         plan().set(*first, housekeeping_reason="1", housekeeping_reason_other="見本のため"), Found(*first, 26))
    case("table1-reason.missing", "算定理由 3 without その他理由", "算定理由が3なのに、その他理由がない", plan().set(*first, housekeeping_reason="3"), Found(*first, 26))
    # Blank in 補足 too, so that the two do not disagree.
    case("table1-certified", "認定済 without 認定日", "認定済なのに認定日がない",
         plan().set(*first, certified_on="").set("UPHOSOKU", 1, certified_on=""), Found(*first, 18))
    case("table1-certified.level", "認定済 without 要介護状態区分", "認定済なのに要介護状態区分がない",
         plan().set(*first, care_level="").set("UPHOSOKU", 1, care_level=""), Found(*first, 21))

    case("table2-duplicate-number", "The same three numbers on two lines", "3つの番号が同じ行が2行", plan().set("UP2KYO", 2, support_no=1),
         Found("UP2KYO", 2, 13))
    case("table2-number-missing", "No 援助内容NO", "援助内容NOがない", plan().set("UP2KYO", 3, support_no=""), Found("UP2KYO", 3, 13))
    case("table2-number-missing.zero", "援助内容NO 0", "援助内容NOが0", plan().set("UP2KYO", 3, support_no=0), Found("UP2KYO", 3, 13))
    case("table2-number-missing.need", "No 課題NO", "課題NOがない", plan().set("UP2KYO", 3, need_no=""), Found("UP2KYO", 3, 6))
    # The texts stand on both lines, so that the first one by number has them too.
    draft = plan()
    draft["UP2KYO"][1] = dict(draft["UP2KYO"][0], service_content=draft["UP2KYO"][1]["service_content"])
    draft.set("UP2KYO", 1, support_no=2)
    case("table2-order", "援助内容NO 2 before 1", "援助内容NOが2、1の順", draft, Found("UP2KYO", 2))
    case("table2-text-conflict", "Another 課題 under the same number", "同じ課題NOに別の課題", plan().set("UP2KYO", 2, need="着替えをしたい。"),
         Found("UP2KYO", 2, 7))
    case("table2-text-conflict.goal", "Another 長期目標 under the same number", "同じ援助目標NOに別の長期目標",
         plan().set("UP2KYO", 2, long_term_goal="駅まで歩くことができる。"),
         Found("UP2KYO", 2, 9))
    case("table2-missing-first-text", "The first line of a 課題NO without 課題", "課題NOの最初の行に課題がない", plan().set("UP2KYO", 3, need=""),
         Found("UP2KYO", 3, 7))

    draft = plan()
    draft["UP3KYO"].append({name: draft["UP3KYO"][0][name] for name in ("csv_version", "insurer", "insured", "created_on", "plan_date")})
    case("table3-line-kind", "A line with nothing behind its key", "キー以外が空の行", draft, Found("UP3KYO", 5))
    case("table3-line-kind.mixed", "A weekly service and a daily activity on one line", "週間サービスと日常の活動が1行に",
         plan().set("UP3KYO", 1, activity="起床", activity_start_time="0630", activity_end_time="0630"), Found("UP3KYO", 1))
    case("table3-line-kind.weekday", "A weekly service without a weekday", "曜日のない週間サービス", plan().set("UP3KYO", 1, weekday=""),
         Found("UP3KYO", 1, 7))
    case("table3-line-kind.time", "A weekly service without its start", "開始時間のない週間サービス", plan().set("UP3KYO", 1, service_start_time=""),
         Found("UP3KYO", 1, 8))
    case("table3-time-order", "A service that ends before it starts", "サービスの終了が開始より前",
         plan().set("UP3KYO", 1, service_start_time="1000", service_end_time="0900"), Found("UP3KYO", 1, 9))
    case("table3-time-order.activity", "An activity that ends before it starts", "活動の終了が開始より前",
         plan().set("UP3KYO", 3, activity_start_time="0700"), Found("UP3KYO", 3, 12))


def table6_cases(case):
    def second(item, **values):
        return actual().set("UPJSK", 2, **values), Found("UPJSK", 2, item)

    def rented(item, **values):
        return actual(rental(), route=RENT_TO_CARE).set("UPJSK", 1, **values), Found("UPJSK", 1, item)

    hint = ("I", "I")
    case("table6-day-outside-month", "A day of November in October", "10月分に11月の利用日", *second(10, service_date="20251105"))
    case("table6-time-pair", "A start of 9999 with an end", "開始時刻が9999で終了時刻がある", *second(13, service_start_time="9999"))
    draft, found = second(13, service_start_time="1100")
    case("table6-time-pair.order", "An end before the start", "終了時刻が開始時刻より前", draft, replace(found, levels=hint))
    by_day, round_route = Service(ROUND, "761112", 300, "1", prorated=(1, 30)), (ROUND, "76", CARE, "43")
    case("table6-day-flags", "A flag for 31 November", "11月31日に日割の印",
         actual(by_day, route=round_route, month="202511").set("UPJSK", 1, prorated_days="1" * 31),
         Found("UPJSK", 1, 11))
    case("table6-day-flags.shape", "Thirty flags for 31", "日割対象日が30文字", actual(by_day, route=round_route).set("UPJSK", 1, prorated_days="1" * 30),
         Found("UPJSK", 1, 11))
    case("table6-equipment-code-missing", "A rental with neither code", "用具コードのない貸与", *rented(16, tais_code=""))
    case("table6-equipment-code-both", "A rental with both codes", "TAISコードと届出コードの両方がある", *rented(17, notified_code=NOTIFIED))
    case("table6-equipment-name-missing", "A rental without the product's name", "用具名称のない貸与", *rented(18, equipment_name=""))
    case("table6-equipment-on-other", "A product code on a visit", "訪問介護の行に用具コード", *second(16, tais_code=BED_CODE))
    case("table6-tais-shape", "A TAIS code without its hyphen", "TAISコードにハイフンがない", *rented(16, tais_code="99999000011"))
    case("table6-tais-shape.notified", "A 届出コード that is none", "届出コードの形でない", *rented(17, tais_code="", notified_code="ABC"))
    draft, found = rented(16, tais_code=BED_CODE.replace("-", "－"))
    case("table6-tais-shape.wide-hyphen", "A wide hyphen in a TAIS code", "TAISコードのハイフンが全角", draft, replace(found, levels=hint))
    two = [rental(200, code="171004", product="例示マットレス", discriminator="1"), rental(200, OTHER_CODE, "171004", "例示サイドレール", discriminator="2")]
    case("table6-discriminator", "Two products of one code and units, the second without 明細判別コード", "同じコード・単位数の2品目の2行目に明細判別コードがない",
         actual(*two, route=RENT_TO_CARE).set("UPJSK", 2, discriminator=""), Found("UPJSK", 2, 19))
    draft, found = rented(19, discriminator="1")
    case("table6-discriminator.not-needed", "明細判別コード on a single line", "1行だけなのに明細判別コードがある", draft, replace(found, levels=hint))
    draft, found = second(19, discriminator="1")
    case("table6-discriminator.outside", "明細判別コード outside type 17", "福祉用具貸与でない行に明細判別コード", draft, replace(found, levels=hint))
    case("table6-out-of-scope", "Equipment that is sold (41), which is not exchanged", "連携の対象外の特定福祉用具販売（41）", *second(15, service_code="411111"))
    case("table6-out-of-scope.unknown", "A service type that no list has", "一覧にないサービス種類", *second(15, service_code="991111"))
    case("table6-updated-by", "Actuals written by the care-management office", "実績の更新業者コードが居宅介護支援事業所", *second(24, updated_by=CARE.number))
    case("table6-updated-by.plan", "A plan written by the provider", "予定の更新業者コードが事業所", slip().set("UPPLAN", 2, updated_by=HELP.number),
         Found("UPPLAN", 2, 24))
    case("table6-updated-by.edition-3.2", "The same in edition 3.2, where the item is No.21", "同じく3.2版（No.21）",
         actual(month="202412", edition=V32).set("UPJSK", 2, updated_by=CARE.number), Found("UPJSK", 2, 21))
    draft = actual()
    draft["UPJSK"][1] = dict(draft["UPJSK"][0])
    case("table6-duplicate-line", "The same line twice", "同じ行が2行", draft, Found("UPJSK", 2))
    case("table6-short-stay", "３０日超区分 1 on a visit", "訪問介護の行で３０日超区分が1", *second(23, over_30_days="1"))
    case("table6-short-stay.prior-days", "Days of short stay for a person without it", "短期入所のない人に前月までの利用日数",
         slip().set("UPPLAN", 1, short_stay_prior_day_count=5), Found("UPPLAN", 1, 9))


def amounts(units, over=0, **more):
    """The items of a row or total of 第7表 that follow from its units (type 11, 90 %)."""
    cost = sample.yen(units - over, 1070)
    return dict(dict(limit_excess_units=over, limit_units=units - over, total_cost=cost, insurance_claim=cost * 9 // 10,
                     copay=cost - cost * 9 // 10, full_copay=sample.yen(over, 1070)), **more)


def table7_cases(case):
    two_codes = BASES["slip with two codes"]  # rows 1 and 2, 11AAAA, total
    on_row = "UPSIKYU", 1

    def rented(item, record=1, both=False, **values):
        """The rental slip with one row of 第7表 changed. Two rows hold the same product, so that no code is missing."""
        draft = BASES["slip of two products" if both else "slip of rentals"]()
        return draft.set("UPSIKYU", record, **values), Found("UPSIKYU", record, item)

    case("table7-total-missing", "No grand total", "合計行がない", slip().drop("UPSIKYU", 2), Found(*on_row))
    draft = slip()
    draft["UPSIKYU"].append(dict(draft["UPSIKYU"][1]))
    case("table7-total-duplicate", "The grand total twice", "合計行が2行", draft, Found("UPSIKYU", 3, 9))
    # The amounts stand on the rows instead, so that the total is still that of its rows.
    draft = two_codes().drop("UPSIKYU", 3)
    for row in draft["UPSIKYU"][:2]:
        row.update(amounts(row["service_units"], unit_price="10.70", benefit_rate=90))
    case("table7-subtotal-missing", "Two codes without their subtotal", "2つのコードに種類別小計がない", draft, Found(*on_row, 9))
    case("table7-product", "単位数 × 回数 is 800, サービス単位金額 900", "単位数×回数が800、サービス単位金額が900",
         slip().set("UPSIKYU", None, service_units=900), Found(*on_row, 17))
    draft = two_codes()
    for row in draft["UPSIKYU"][2:]:
        row["service_units"] = 1200
    case("table7-sum", "A subtotal of 1,200 for 1,100", "種類別小計が1,100でなく1,200", draft, Found("UPSIKYU", 3, 17))
    case("table7-sum.total", "A total of 900 for 800", "合計が800でなく900", slip().set("UPSIKYU", 2, service_units=900), Found("UPSIKYU", 2, 17))
    draft = two_codes()
    for row in draft["UPSIKYU"][2:]:
        row["managed_units"] = 1000
    case("table7-sum.other-column", "給付管理単位数 of a subtotal is 1,000 for 1,100", "種類別小計の給付管理単位数が1,100でなく1,000", draft, Found("UPSIKYU", 3, 18))
    # The total leaves the parts out, or they would be wrong there too.
    draft = slip().set("UPSIKYU", None, **amounts(700)).set("UPSIKYU", 2, limit_excess_units="", limit_units="")
    case("table7-limit-split", "区分支給限度 0 + 700 of 800 units", "区分支給限度の超0＋内700に対し給付管理単位数800", draft, Found(*on_row, 22))
    case("table7-limit-split.type", "種類支給限度 0 + 700 of 800 units", "種類支給限度の超0＋内700に対し給付管理単位数800",
         slip().set(*on_row, type_limit_excess_units=0, type_limit_units=700), Found(*on_row, 20))
    case("table7-money", "費用総額 is 8,660 for 8,560", "費用総額が8,560でなく8,660",
         slip().set("UPSIKYU", None, total_cost=8660, insurance_claim=7794, copay=866), Found(*on_row, 24))
    case("table7-money.claim", "請求額 is 7,600 for 7,704", "請求額が7,704でなく7,600", slip().set("UPSIKYU", None, insurance_claim=7600, copay=960),
         Found(*on_row, 26))
    case("table7-money.share", "利用者負担 is 900 for 856", "利用者負担が856でなく900",
         # The total has no rate, but its own 利用者負担 is left out all the same: it could be checked by subtraction.
         slip().set("UPSIKYU", None, copay=900).set("UPSIKYU", 2, copay=""), Found(*on_row, 28))
    case("table7-money.full", "全額負担 is 100 without units over the limit", "超過単位がないのに全額負担が100", slip().set("UPSIKYU", None, full_copay=100),
         Found(*on_row, 29))
    case("table7-money.one-yen", "費用総額 is 8,561 for 8,560", "費用総額が8,560でなく8,561（1円の差）",
         slip().set("UPSIKYU", None, total_cost=8561, insurance_claim=7704, copay=857), Found(*on_row, 24, levels=("I", "I")))
    case("table7-special-rows", "単位数 on the total", "合計行に単位数", slip().set("UPSIKYU", 2, units=400), Found("UPSIKYU", 2, 13))
    case("table7-special-rows.rate", "割引後率 on a subtotal", "種類別小計に割引後率", two_codes().set("UPSIKYU", 3, discounted_rate=95),
         Found("UPSIKYU", 3, 14))
    case("table7-special-rows.discount", "割引後単位数 on a subtotal", "種類別小計に割引後単位数", two_codes().set("UPSIKYU", 3, discounted_units=400),
         Found("UPSIKYU", 3, 15))
    case("table7-special-rows.office", "The total under an office's number", "合計行の事業所コードが9999999999でない",
         slip().set("UPSIKYU", 2, provider=HELP.number),
         Found("UPSIKYU", 2, 7))
    case("table7-special-rows.edition-3.2", "単位数 on the total in edition 3.2, where it is No.10", "3.2版の合計行に単位数（No.10）",
         slip(month="202412", edition=V32).set("UPSIKYU", 2, units=400), Found("UPSIKYU", 2, 10))
    # Rows: visits, addition outside the limit, 11AAAA, 11EEEE, total; the total leaves the item out, as it may hold either sum.
    draft = BASES["slip with a row outside the limit"]()
    outside = draft["UPSIKYU"][3]
    assert outside["service_code"] == "11EEEE"
    outside["managed_units"] = outside["service_units"]
    draft.set("UPSIKYU", 5, managed_units="")
    case("table7-managed-units", "給付管理単位数 on the subtotal outside the limit", "限度額管理対象外の小計（EEEE）に給付管理単位数", draft, Found("UPSIKYU", 4, 18))
    case("table7-equipment-code-missing", "A rental with neither code in 第7表", "第7表の貸与に用具コードがない", *rented(10, 2, tais_code=""))
    case("table7-equipment-code-both", "A rental with both codes in 第7表", "第7表の貸与に両方のコード", *rented(11, 1, True, notified_code=NOTIFIED))
    case("table7-equipment-name-missing", "A rental without the product's name in 第7表", "第7表の貸与に用具名称がない", *rented(12, 2, equipment_name=""))
    case("table7-equipment-on-other", "A product's name on visits in 第7表", "第7表の訪問介護の行に用具名称", slip().set(*on_row, equipment_name=BED),
         Found(*on_row, 12))
    # The same in 第6表, or the two would differ.
    case("table7-tais-shape", "A TAIS code without its hyphen in 第6表 and 第7表", "第6表と第7表のTAISコードにハイフンがない",
         slip(rental(tais="99999000011"), route=CARE_TO_RENT), Found(*on_row, 10), Found("UPPLAN", 1, 16, rule="table6-tais-shape"))
    draft, found = rented(10, 1, tais_code=BED_CODE.replace("-", "－"))
    case("table7-tais-shape.wide-hyphen", "A wide hyphen in a TAIS code in 第7表", "第7表のTAISコードのハイフンが全角", draft, replace(found, levels=("I", "I")))


def other_form_cases(case):
    record = "UPHOSOKU", 1
    case("supplement-link", "補足 with a month and a plan's day", "補足に対象年月と作成（変更）日の両方", slip().set(*record, plan_date=PLAN_DATE), Found(*record, 63))
    slot = dict(service_type="11", benefit_limit=10000, total_units=800, limit_excess_units=0)
    case("supplement-slots", "The second slot filled, the first empty", "1が空で2のサービス種類が埋まっている",
         slip().set(*record, **{f"slot_2_{name}": value for name, value in slot.items()}), Found(*record, 24))
    case("supplement-slots.type", "Numbers without their service type", "サービス種類コードのない限度額",
         slip().set(*record, **{f"slot_1_{name}": value for name, value in slot.items() if name != "service_type"}), Found(*record, 20))
    case("supplement-level-change", "要介護状態変更日 without the level before", "要介護状態変更日があり前回要介護状態区分がない",
         slip().set(*record, care_level_changed_on="20251015"),
         Found(*record, 59))
    case("supplement-level-change.date", "The level before without 要介護状態変更日", "前回要介護状態区分があり要介護状態変更日がない",
         slip().set(*record, previous_care_level="22"),
         Found(*record, 17))
    case("basic-detail-missing", "相談方法 03 without what it was", "相談方法03の内容がない", basic().set("UPKIHON", 1, consultation_method="03"),
         Found("UPKIHON", 1, 9))
    case("basic-detail-missing.situation", "利用者の現況 02 without where", "利用者の現況02の補足がない", basic().set("UPKIHON", 1, user_situation="02"),
         Found("UPKIHON", 1, 13))
    case("support-numbers", "The same three numbers on two lines", "3つの番号が同じ行が2行", support().set("UPYOBO_SUB", 2, service_no="1"),
         Found("UPYOBO_SUB", 2, 14))
    case("support-numbers.missing", "No 利用サービスNO", "利用サービスNOがない", support().set("UPYOBO_SUB", 2, service_no=""),
         Found("UPYOBO_SUB", 2, 14, levels=("W", "W")))


def set_cases(case):
    case("set-incomplete", "A plan set without 第3表", "第3表のない計画一式", plan().without("UP3KYO"), Found("UP1KYO"))
    case("set-incomplete.supplement", "A slip set without 補足", "補足のない利用票一式", slip().without("UPHOSOKU"), Found("UPPLAN"))
    case("set-incomplete.table7", "A slip set without 第7表", "第7表のない利用票一式", slip().without("UPSIKYU"), Found("UPPLAN"))
    case("set-incomplete.leading", "A slip set without 第6表", "第6表のない利用票一式", slip().without("UPPLAN"), Found("UPSIKYU"))
    case("set-incomplete.optional", "支援計画書 without 別表, which may be", "別表のない支援計画書（なくてもよい）", support().without("UPYOBO_SUB"),
         Found("UPYOBO", levels=("I", "I")))
    case("set-incomplete.basic", "利用者基本情報 without 別表1, which may be", "別表1のない利用者基本情報（なくてもよい）", basic().without("UPKIHON_SUB1"),
         Found("UPKIHON", levels=("I", "I")))
    case("set-not-allowed", "A deletion beside the update, with one serial number", "同じ連番の予定と予定の削除", [slip(), deleted_slip(SLIP_STAMP)],
         Found("DLTPLAN"))
    case("set-not-allowed.plan-and-slip", "A plan set and a slip set with one serial number", "計画一式と利用票一式の連番が同じ",
         [plan(stamp=SLIP_STAMP), slip()], Found("UPPLAN"))
    # The later unit is one file, so that there is no doubt which is its first.
    late = slip(stamp="20250926100500").without("UPPLAN").without("UPSIKYU")
    case("set-mixed-stamp", "補足 with another serial number than its slip set", "補足の連番が利用票・別表と違う", [slip().without("UPHOSOKU"), late],
         Found("UPHOSOKU"))
    copied = actual()
    copied.file("UPJSK").own_name = "コピー ～ " + actual().file("UPJSK").name
    again = copied.file("UPJSK")
    case("set-duplicate-kind", "Actuals beside a copy of them", "実績とそのコピーが一緒にある", [actual(), copied], Found(again),
         Found(again, rule="name-malformed"))
    draft = plan()
    draft["UP2KYO"].append(sample.plan_records(replace(CARE_PLAN, person=SECOND), V41)[1][2])
    draft["UP2KYO"][3].update(need_no=1)
    case("set-orphan", "第2表 of a person without 第1表", "第1表のない人の第2表", draft, Found("UP2KYO", 4))
    case("set-person-missing", "A person of 第1表 without 補足", "第1表の人の補足がない", plan(TARO, SECOND).drop("UPHOSOKU", 2), Found("UP1KYO", 2))
    draft = plan(TARO, SECOND)
    del draft["UP2KYO"][3:]
    case("set-person-missing.table2", "A person of 第1表 without 第2表", "第1表の人の第2表がない", draft, Found("UP1KYO", 2))
    case("set-version-mixed", "第2表 of edition 2 in a set of edition 3.2", "3.2版の一式に2版の第2表",
         plan(edition=V32).set("UP2KYO", None, csv_version="202003"),
         Found("UP2KYO", 1, 1))
    case("set-count-mismatch", "Two visits in 第6表, three in 第7表", "第6表は2回、第7表は3回", slip(sheet=[visits("1 8 22")]), Found("UPSIKYU", 1, 16))
    case("set-units-mismatch", "400 units in 第6表, 300 in 第7表", "第6表は400単位、第7表は300単位", slip(sheet=[visits(units=300)]), Found("UPSIKYU", 1, 13))
    discounted = Service(HELP, "111211", 300, "1 8", "0900-1000", before_discount=400, discounted_rate=75)
    case("set-units-mismatch.discount", "400 units in 第6表, 300 after discount in 第7表", "第6表は400単位、第7表の割引後は300単位", slip(sheet=[discounted]),
         Found("UPSIKYU", 1, 15))
    # Two lines each, so that only one side has a product that the other lacks.
    same, mixed = [rental(), rental(500)], [rental(), rental(500, OTHER_CODE)]
    case("set-equipment-mismatch", "A product of 第7表 that 第6表 lacks", "第6表にない用具が第7表にある", slip(*same, sheet=mixed, route=CARE_TO_RENT),
         Found("UPSIKYU", 2, 10))
    case("set-equipment-mismatch.table6", "A product of 第6表 that 第7表 lacks", "第7表にない用具が第6表にある", slip(*mixed, sheet=same, route=CARE_TO_RENT),
         Found("UPPLAN", 2, 16))
    case("set-address-differs", "Another address in 補足 than in 第1表", "補足と第1表の住所が違う", plan().set("UPHOSOKU", 1, user_address_1="見本県例示市見本町９"),
         Found("UPHOSOKU", 1, 10))
    draft = basic(HANAKO, JIRO)
    draft.files.pop()
    case("set-image-missing", "No.62 names a picture that is not there", "No.62の画像がない", draft, Found("UPKIHON", 2, 62))


def actual_cases(case):
    def pair(done=None, *services, route=HELP_TO_CARE):
        """A plan and what was done."""
        there = (route[2], route[3], route[0], route[1])
        services = services or [visits("1 8 22")]
        return [slip(*services, route=there).without("UPSIKYU").without("UPHOSOKU"), done or actual(*services, route=route)]

    def second(item_values):
        return pair(actual().set("UPJSK", 2, **item_values)), Found("UPJSK", 2)

    def and_line(**values):
        draft = actual()
        draft["UPJSK"].append(dict(draft["UPJSK"][0], **values))
        return draft

    case("actual-not-planned", "A visit on a day without one in the plan", "予定のない日の訪問", pair(actual(visits("1 8 22 29"))), Found("UPJSK", 4))
    case("actual-not-done", "A planned visit that was not made", "行われなかった訪問", pair(actual(visits("1 8"))), Found("UPPLAN", 3))
    case("actual-time", "A visit an hour later", "1時間遅れの訪問", *second(dict(service_start_time="1000", service_end_time="1100")))
    case("actual-count", "Twice for once", "1回の予定が2回", *second(dict(service_count=2)))
    case("actual-code", "Another service code at the same time", "同じ時刻に別のサービスコード", *second(dict(service_code="111212")))
    case("actual-units", "300 units for 400", "400単位の予定が300単位", *second(dict(units=300)))
    case("actual-equipment", "Another product than planned", "予定と違う用具",
         pair(actual(rental(tais=OTHER_CODE), route=RENT_TO_CARE), rental(), route=RENT_TO_CARE), Found("UPJSK", 1))
    case("actual-unknown-person", "A person whom the plan does not have", "予定にない利用者",
         pair(and_line(insured=SECOND.insured, service_date="20251002")), Found("UPJSK", 4))
    case("actual-unknown-office", "An office that the plan does not have", "予定にない事業所",
         pair(and_line(provider=NURSE.number, provider_name=NURSE.name, service_code="131111", service_date="20251002", updated_by=NURSE.number)),
         Found("UPJSK", 4))


# ---------------------------------------------------------------------------------------------------
# 5. Proof: a second, small look at the records, apart from how they were made
# ---------------------------------------------------------------------------------------------------

REQUIRED = {
    "UP1KYO": {1, 2, 3, 4, 8, 9, 13, 14, 15}, "UP2KYO": set(range(1, 6)), "UP3KYO": set(range(1, 6)), "UPHOSOKU": {*range(1, 9), 63},
    "UPPLAN": {*range(1, 7), 8, 10, 12, 13, 14, 15, 20, 23}, "UPJSK": {*range(1, 7), 8, 10, 12, 13, 14, 15, 20, 23},
    "UPSIKYU": {*range(1, 6), 7, 9, 13, 16, 33}, "UPKIHON": {*range(1, 7), *range(14, 18)}, "UPKIHON_SUB1": set(range(1, 5)),
    "UPKIHON_SUB2": set(range(1, 5)), "UPYOBO": {*range(1, 7), 8}, "UPYOBO_SUB": set(range(1, 5)), "DLT1KYO": set(range(1, 5)),
    "DLTPLAN": set(range(1, 5)), "DLTJSK": set(range(1, 7)),
}
PROVED = {"item-required-missing", "item-needed-missing", "set-orphan", "set-person-missing", "table7-total-missing",
          "table7-total-duplicate", "table7-subtotal-missing", "table7-product", "table7-sum", "table7-limit-split", "table7-money",
          "set-count-mismatch", "set-units-mismatch", "set-equipment-mismatch", "table6-day-outside-month",
          "item-office-check-digit", "item-insurer-check-digit", "text-half-width-kana", "text-formula", "table2-duplicate-number"}


def number(value):
    """A whole number, or None."""
    text = "" if value is None else str(value)
    return int(text) if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit() else None


def proof(draft):
    """The rules of PROVED that a unit breaks."""
    broken = set()
    for file in draft.files:
        if file.blob is None:
            broken |= prove_items(file)
            if file.kind in ("UPPLAN", "UPJSK"):
                broken |= {"table6-day-outside-month" for line in file.records if "01" <= line["service_month"][4:] <= "12"
                           and not line["service_date"].strip(" 　").startswith(line["service_month"])}
            if file.kind == "UP2KYO":
                numbers = [tuple(line[n] for n in ("insured", "need_no", "goal_no", "support_no")) for line in file.records]
                broken |= {"table2-duplicate-number"} if len(set(numbers)) < len(numbers) else set()
            if file.kind == "UPSIKYU":
                broken |= prove_table7(file.records)
    kinds = {file.kind: file for file in draft.files}
    for leading, dependents in (("UP1KYO", ("UP2KYO", "UP3KYO", "UPHOSOKU")), ("UPPLAN", ("UPSIKYU", "UPHOSOKU")),
                                ("UPKIHON", ("UPKIHON_SUB1", "UPKIHON_SUB2")), ("UPYOBO", ("UPYOBO_SUB",))):
        link = {"UP1KYO": "plan_date", "UPPLAN": "service_month", "UPKIHON": "consulted_on", "UPYOBO": "plan_date"}[leading]

        def people(kind):
            return {(line["insurer"], line["insured"], line[link]) for line in kinds[kind].records}
        for dependent in dependents:
            if leading in kinds and dependent in kinds:
                broken |= {"set-orphan"} if people(dependent) - people(leading) else set()
                needed = dependent in ("UP2KYO", "UPHOSOKU", "UPSIKYU")
                broken |= {"set-person-missing"} if needed and people(leading) - people(dependent) else set()
    if "UPPLAN" in kinds and "UPSIKYU" in kinds:
        broken |= prove_months(kinds["UPPLAN"].records, kinds["UPSIKYU"].records)
    return broken


def prove_items(file):
    broken = set()
    items = sample.layout(file.kind, file.edition)
    every = [name for name, _ in sample.layout(file.kind, V41)]
    required = {every[place - 1] for place in REQUIRED[file.kind]}
    for line in file.records:
        for name, quoted in items:
            value = str(line.get(name, "") or ("0" if line.get(name) == 0 else ""))
            if name in required and not value:
                broken.add("item-needed-missing" if name == "planning_commissioned" else "item-required-missing")
            if quoted and name != "user_name_kana" and any("\uff61" <= char <= "\uff9f" for char in value):
                broken.add("text-half-width-kana")
            if quoted and value[:1] in tuple("=+-@") and number(value) is None:
                broken.add("text-formula")
            is_office = name in ("care_office", "provider", "updated_by", "consent_received_by")
            if is_office and len(value) == 10 and value != "9999999999" and with_check_digit(value[:9]) != value:
                broken.add("item-office-check-digit")
            if name == "insurer" and len(value) == 6 and value.isdigit() and with_check_digit(value[:5]) != value:
                broken.add("item-insurer-check-digit")
    return broken


def prove_table7(rows):
    broken = set()
    totals = [row for row in rows if row["service_code"] == "999999"]
    subtotals = [row for row in rows if row["service_code"][2:] in ("AAAA", "EEEE", "ZZZZ")]
    codes = [row for row in rows if row not in totals and row not in subtotals]
    broken |= {"table7-total-missing"} if not totals else {"table7-total-duplicate"} if len(totals) > 1 else set()

    def value(row, item):
        return number(row.get(item))
    for row in codes:
        units = value(row, "discounted_units") if row.get("discounted_units") else value(row, "units")
        if units * value(row, "quantity") != value(row, "service_units"):
            broken.add("table7-product")
    for row in rows:
        for over, within in (("type_limit_excess_units", "type_limit_units"), ("limit_excess_units", "limit_units")):
            parts = value(row, over), value(row, within)
            managed = value(row, "managed_units")
            if None not in parts and managed == value(row, "service_units") and sum(parts) != managed:
                broken.add("table7-limit-split")
        price = str(row.get("unit_price", "")).replace(".", "")
        if len(price) != 4:
            continue
        price, rate = int(price), value(row, "benefit_rate")
        cost, claim = value(row, "total_cost"), value(row, "insurance_claim")
        computed = [(cost, value(row, "limit_units") is not None and value(row, "limit_units") * price // 100),
                    (claim, cost * rate // 100), (value(row, "copay"), cost - claim),
                    (value(row, "full_copay"), value(row, "limit_excess_units") is not None and value(row, "limit_excess_units") * price // 100)]
        if any(right is not False and is_there != right for is_there, right in computed):
            broken.add("table7-money")
    in_limit = [row for row in codes if row.get("managed_units") not in (None, "")]
    billed = list(subtotals)
    for office in {(row["provider"], row["service_code"][:2]) for row in codes}:
        own = [row for row in in_limit if (row["provider"], row["service_code"][:2]) == office]
        sums = [row for row in subtotals if (row["provider"], row["service_code"]) == (office[0], office[1] + "AAAA")]
        if not sums:
            billed += own
            broken |= {"table7-subtotal-missing"} if len(own) > 1 else set()
        for row in sums:
            broken |= columns_differ(row, own)
    for row in totals:
        broken |= columns_differ(row, billed)
    return broken


def columns_differ(total, rows):
    """Whether a row is not the sum of others, in a column that all of them hold."""
    for item in ("quantity", "service_units", "managed_units", "limit_excess_units", "limit_units", "total_cost", "insurance_claim",
                 "copay", "full_copay"):
        values = [number(row.get(item)) for row in rows]
        there = number(total.get(item))
        if there is not None and values and None not in values and sum(values) != there:
            return {"table7-sum"}
    return set()


def prove_months(plan_lines, rows):
    """第6表 against 第7表."""
    broken = set()
    for row in rows:
        lines = [line for line in plan_lines if (line["provider"], line["service_code"], line["insured"])
                 == (row["provider"], row["service_code"], row["insured"])]
        if lines and lines[0]["service_start_time"] != "9999" and sum(number(line["service_count"]) for line in lines) != number(row["quantity"]):
            broken.add("set-count-mismatch")
        units = number(row.get("discounted_units")) if row.get("discounted_units") else number(row["units"])
        if lines and not row["service_code"].startswith("17") and {number(line["units"]) for line in lines} != {units}:
            broken.add("set-units-mismatch")

    def products(records):
        return {str(line.get(item)).replace("－", "-") for line in records for item in ("tais_code", "notified_code") if line.get(item)}
    broken |= {"set-equipment-mismatch"} if products(plan_lines) != products(rows) else set()
    return broken


def prove_pair(plan_lines, done):
    """A plan and its actuals differ in one line: changed, more, or less."""
    items = "insured provider service_date service_start_time service_end_time service_count service_code tais_code units".split()
    plan_lines, done = ({tuple(str(line[item]) for item in items) for line in lines} for lines in (plan_lines, done))
    assert plan_lines != done and len(plan_lines - done) <= 1 and len(done - plan_lines) <= 1


def prove(made):
    for name, base in BASES.items():
        assert not proof(base()), (name, proof(base()))
    for case in made:
        if case.rule in RECONCILED:
            prove_pair(*(draft.files[0].records for draft in case.drafts))
            continue
        expected = {found.rule or case.rule for found in case.found}
        broken = set().union(*(proof(copy.deepcopy(draft)) for draft in case.drafts))
        assert broken == expected & PROVED, (case.folder, broken, expected)
        for file in case.files():
            # Faults of bytes and fields apart, names and content agree on the month and the offices.
            if case.rule.startswith(("set-", "table", "supplement-", "item-", "text-")) and file.kind in ("UPPLAN", "UPJSK", "UPSIKYU"):
                assert all(line["service_month"] in (file.month, "202513") for line in file.records), case.folder
    rules = {case.rule for case in made}
    assert rules == set(LEVELS) | set(RECONCILED), rules ^ (set(LEVELS) | set(RECONCILED))
    assert len({case.folder for case in made}) == len(made)


# ---------------------------------------------------------------------------------------------------
# 6. README, expectations, main
# ---------------------------------------------------------------------------------------------------

README_HEAD = """\
# Faulty sample files

One fault in each folder; all else is right by every rule for sending. A folder is named after the rule that speaks of its
fault; another sort of fault of one rule stands behind a dot. All persons, offices, numbers, addresses and texts are
invented: the prefecture 99 and 見本県 do not exist. `scripts/faulty_data.py` writes all of it, this page too, and shares no
code with the crates; do not edit the files by hand. The files are Shift_JIS (MS932) with CRLF unless that is the fault.

`expectations.tsv` lists all findings of each folder, for each profile (send, receive, emergency): level, file, record from
1, line from 1, No. of the item in the file's own edition; empty where a finding has none. A folder without lines for a
profile says nothing about it. `options`: `limit=1000` is the longest record in bytes, `today=2025-11-01` the day on which
the files are looked at. The folders `actual-…` hold a plan and actuals to compare (profile reconcile, without levels).

各フォルダーに誤りが一つずつあり、それ以外は送信時のすべての規則に合うファイルです。フォルダー名はその誤りについての規則のidで、
同じ規則の別の誤りはピリオドの後で区別します。氏名・事業所・番号・住所・文章はすべて架空です（都道府県番号99と「見本県」は実在しません）。
すべて `scripts/faulty_data.py` が出力します（クレートのコードは使いません）。手で編集しないでください。文字コードはShift_JIS（MS932）、
改行はCRLFです（それ自体が誤りの場合を除く）。

`expectations.tsv` は各フォルダーのすべての指摘です。プロファイル（send 送信、receive 受信、emergency 緊急時）ごとに、水準、ファイル、
レコード（1から）、行（1から）、そのファイルの版での項目No.を示し、ないものは空です。あるプロファイルの行がないフォルダーは、
そのプロファイルについて何も定めません。`options` の `limit=1000` はレコードの最大長（バイト）、`today=2025-11-01` は確認した日です。
`actual-…` のフォルダーは比較する予定と実績です（プロファイル reconcile、水準なし）。
"""


def readme(made):
    rows = [["folder", "fault", "誤り"], ["---"] * 3, *([f"`{case.folder}`", case.english, case.japanese] for case in made)]
    return README_HEAD + "\n" + "".join("| " + " | ".join(row) + " |\n" for row in rows)


HEADER = "folder profile options rule level file record line item".split()


def expectations(made):
    """All findings as rows of the table."""
    rows = []
    for case in made:
        places = []
        for found in case.found:
            file = case.file(found.where)
            line = line_of(file.data(), found.record) if found.record else found.line
            rule = found.rule or case.rule
            places.append((rule, found.levels or LEVELS.get(rule, ()), [file.name, found.record, line, found.item]))
        profiles = ["reconcile"] if case.rule in RECONCILED else ["send", "receive"] + (["emergency"] if case.rule in EMERGENCY else [])
        for profile in profiles:
            for rule, levels, place in places:
                if profile == "reconcile":
                    level = ""
                elif profile == "emergency":
                    level = "info" if rule in EMERGENCY else WORDS[levels[0]]
                else:
                    level = WORDS.get(levels[profile == "receive"])
                if level is not None:
                    rows.append([case.folder, profile, case.options, rule, level, *("" if cell is None else str(cell) for cell in place)])
    return "".join("\t".join(row) + "\n" for row in [HEADER, *rows])


def all_files():
    """Every file below examples/data/faulty: path and bytes."""
    made = cases()
    prove(made)
    files = {}
    for case in made:
        for file in case.files():
            path = f"{case.folder}/{file.name}"
            assert path.lower() not in (other.lower() for other in files if other.startswith(case.folder + "/")), "two files of one name"
            files[path] = file.data()
    files["README.md"] = readme(made).encode("utf-8")
    files["expectations.tsv"] = expectations(made).encode("utf-8")
    return files


def main():
    parser = argparse.ArgumentParser(description="Writes the faulty sample files of examples/data/faulty.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the files differ")
    options = parser.parse_args()
    files = all_files()
    if options.check:
        present = {path.relative_to(OUT).as_posix(): path.read_bytes() for path in OUT.rglob("*") if path.is_file()}
        different = sorted(path for path in files.keys() | present.keys() if files.get(path) != present.get(path))
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
