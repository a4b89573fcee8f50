#!/usr/bin/env python3
"""Writes the invented price lists of examples/data/price-list and careplan-fukushi/tests/data/price-list.

    python3 scripts/price_list.py           write them
    python3 scripts/price_list.py --check   write nothing; fail when the files differ from what it would write

Needs Python 3 and its standard library, gives the same files on every run, and knows nothing of the Rust code. The
columns and the rows above them are those of the ministry's list of average prices and limits; all products, makers,
codes and prices are invented. Workbooks are compared member by member: two zlibs compress to different bytes.

    1 products
    2 workbooks   just as much of the format as the lists need
    3 CSV
    4 the sample: two months
    5 odd         one difficulty for each row
"""

import argparse
import io
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "data" / "price-list"
ODD = ROOT / "careplan-fukushi" / "tests" / "data" / "price-list"

# ---------------------------------------------------------------------------------------------------
# 1. Products: code, maker, name, model, and for each month (average, limit), None where it is not listed.
# ---------------------------------------------------------------------------------------------------

HEADER = ["商品コード", "法人名", "商品名", "型番", "全国平均貸与価格（円）", "貸与価格の上限（円）"]
MONTHS = [("202604", "令和８年４月"), ("202605", "令和８年５月")]

A, B, C = "株式会社見本製作所", "例示メディカル（株）", "試験工業"
PRODUCTS = [
    ("99999-000011", A, "見本ベッド　ＡＢ－１０００（３モーター）", "AB-1000-3M", (9800, 11500), (9800, 11500)),
    ("99999-000012", A, "見本ベッド　ＡＢ－１０００（２モーター）", "AB-1000-2M", (8200, 9700), (8100, 9600)),
    ("99999-000013", A, "見本ベッド", "AB-500", (6500, 7800), (6500, 7800)),
    ("99999-000021", B, "例示マットレス　Ｍ８３", "M83", (1900, 2400), (1900, 2400)),
    ("99999-000022", B, "例示サイドレール, ２本組", "SR-2", (550, 2100), (550, 2100)),
    ("99999-000023", B, "例示介助バー　Ｋ", "K", (1500, 3100), (1500, 3100)),
    ("99999-000031", A, "見本車いす　リクライニング", "WR-1", (7600, 8900), (7600, 8900)),
    ("99999-000032", A, "見本車いす　介助用", "WK-1", (4800, 7200), (4800, 7200)),
    ("99999-000041", C, "例示歩行器　四輪", "WALK-4", (2700, 3100), (2600, 2900)),
    ("99999-000042", C, "例示歩行器　ｼﾙﾊﾞｰｶｰﾀｲﾌﾟ", "SC-1", (None, 3300), (2800, 3300)),
    ("99999-000043", C, "例示歩行器　四輪　スーパーカー", "WALK-4S", None, (None, 4000)),
    ("99999-000051", B, "例示スロープ　２ｍ", "SL-200", (4100, 5200), None),
    ("9999A-000061", B, "例示センサーⅡ", "SEN-Ⅱ", (5500, 6900), (5500, 6900)),
    ("99998-000001", C, "見本手すり\"置き型\"　ポール", "TP-1", (2400, 2900), (2400, 2900)),
    ("99998-000002", B, "例示エアマット　能Ａ", "AIR-A", (8700, 10100), (8700, 10100)),
    ("99998-000003", C, "試験多点杖", "TS-4", (950, 1300), (950, 1300)),
]


def list_rows(place):
    """The rows of the list of a month: title, note, blank row, header, products."""
    rows = [
        [f"福祉用具の全国平均貸与価格及び貸与価格の上限　見本一覧（{MONTHS[place][1]}貸与分から適用）"],
        ["※ すべて架空の商品です。月平均１００件以上の貸与件数がない商品は、全国平均貸与価格がありません。"],
        [],
        HEADER,
    ]
    for product in PRODUCTS:
        prices = product[4 + place]
        if prices is not None:
            rows.append([*product[:4], *prices])
    return rows


# ---------------------------------------------------------------------------------------------------
# 2. Workbooks. A cell is None, a text, a number, or one of these:
# ---------------------------------------------------------------------------------------------------


class Raw(str):
    """The XML of a cell behind its reference: attributes, `>`, content."""


def error(name):
    return Raw(f' t="e"><v>{name}</v>')


def date(number):
    return Raw(f' s="1"><v>{number}</v>')


def inline(text):
    return Raw(f' t="inlineStr"><is><t>{escape(text)}</t></is>')


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def reference(row, column):
    assert column < 26
    return f"{chr(ord('A') + column)}{row + 1}"


def workbook(sheets):
    """A workbook of sheets: (name, hidden, rows, dimension)."""
    strings = {}

    def sheet_xml(rows, dimension):
        out = []
        for r, row in enumerate(rows):
            cells = []
            for c, cell in enumerate(row):
                if cell is None:
                    continue
                if isinstance(cell, Raw):
                    body = str(cell)
                elif isinstance(cell, str):
                    body = f' t="s"><v>{strings.setdefault(cell, len(strings))}</v>'
                else:
                    body = f"><v>{cell}</v>"
                cells.append(f'<c r="{reference(r, c)}"{body}</c>')
            if cells:
                out.append(f'<row r="{r + 1}">{"".join(cells)}</row>')
        return (f'{HEAD}<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/>'
                f'<sheetData>{"".join(out)}</sheetData>'
                f'<mergeCells count="1"><mergeCell ref="A1:F1"/></mergeCells></worksheet>')

    members = {}
    for number, (_, _, rows, dimension) in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{number}.xml"] = sheet_xml(rows, dimension)
    # Excel keeps the reading of Japanese words beside them, in the same item; it is no part of the text.
    items = "".join(
        f'<si><t xml:space="preserve">{escape(text)}</t>'
        f'<rPh sb="0" eb="1"><t>ヨミガナ</t></rPh><phoneticPr fontId="1"/></si>' for text in strings)
    members["xl/sharedStrings.xml"] = (
        f'{HEAD}<sst xmlns="{MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{items}</sst>')
    members["xl/styles.xml"] = (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        f'<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')
    hide = {True: ' state="hidden"', False: ""}
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}"{hide[hidden]} r:id="rId{number}"/>'
        for number, (name, hidden, _, _) in enumerate(sheets, 1))
    members["xl/workbook.xml"] = (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>')
    last = len(sheets)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, last + 1))
    members["xl/_rels/workbook.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
        f'<Relationship Id="rId{last + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId{last + 2}" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'</Relationships>')
    members["_rels/.rels"] = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{kind}.worksheet+xml"/>'
        for number in range(1, last + 1))
    members["[Content_Types].xml"] = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{overrides}'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>')
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in ["[Content_Types].xml", *sorted(members.keys() - {"[Content_Types].xml"})]:
            member = zipfile.ZipInfo(name, (2026, 4, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, members[name].encode())
    return data.getvalue()


# ---------------------------------------------------------------------------------------------------
# 3. CSV, as a spreadsheet saves it: short rows filled up, prices with commas in quotes.
# ---------------------------------------------------------------------------------------------------


def csv(rows, encoding):
    lines = []
    for row in rows:
        fields = []
        for cell in [*row, *[None] * (len(HEADER) - len(row))]:
            text = "" if cell is None else f"{cell:,}" if isinstance(cell, int) else str(cell)
            fields.append('"' + text.replace('"', '""') + '"' if set(text) & set(',"\n') else text)
        lines.append(",".join(fields) + "\r\n")
    return "".join(lines).encode(encoding)


# ---------------------------------------------------------------------------------------------------
# 4. The sample
# ---------------------------------------------------------------------------------------------------

README = """# Sample price list / 価格一覧の見本

An invented list of the national average prices and limits of rented equipment (福祉用具の全国平均貸与価格及び貸与価格の上限),
in the columns of the ministry's: `price-list.xlsx` with one sheet for each of two months, and the same as CSV in
`csv/` (April in UTF-8, May in Shift_JIS). All products, makers, codes and prices are invented.
`scripts/price_list.py` writes these files; do not edit them by hand.

全国平均貸与価格・貸与価格の上限の一覧の見本です（列は厚生労働省の一覧と同じ）。`price-list.xlsx`は2か月分を1か月1シートで、
`csv/`は同じ内容のCSVです（4月はUTF-8、5月はShift_JIS）。商品・法人・コード・価格はすべて架空です。
`scripts/price_list.py`が出力します。手で編集しないでください。

| month | products | differs |
| --- | --- | --- |
| 2026-04 | 15 | 99999-000043 is not listed yet |
| 2026-05 | 15 | 99999-000051 is not listed any more; other prices for 99999-000012 and 99999-000041; a first average for 99999-000042 |
"""


def sample():
    explanation = [["一覧の見方"], ["令和８年３月に作成した架空の見本です。"]]
    sheets = [("説明", False, explanation, "A1:A2")]
    for place, (month, _) in enumerate(MONTHS):
        rows = list_rows(place)
        sheets.append((month, False, rows, f"A1:F{len(rows)}"))
    return {
        "README.md": README.encode(),
        "price-list.xlsx": workbook(sheets),
        "csv/202604.csv": csv(list_rows(0), "utf-8-sig"),
        "csv/202605.csv": csv(list_rows(1), "cp932"),
    }


# ---------------------------------------------------------------------------------------------------
# 5. Odd
# ---------------------------------------------------------------------------------------------------

ODD_HEADER = ["ｺｰﾄﾞ", "法 人 名", "商品名", "型番", "全国平均\n貸与価格(円)", "貸与価格の\n上限（円）", "備考"]
ODD_ROWS = [
    ["見本一覧　２０２６年　４月"],
    ["令和7年10月の調査による"],
    [],
    ODD_HEADER,
    ["99999-000010", A, "見本一", "M-1", 1000, 1200],                              # row 5: right
    ["99999-000020", A, "見本二", 100, None, "１２，３４０円"],                    # a text as price, a number as model
    [" ９９９９ａ－０００００1", A, inline("見本三"), "M-3", "―", 1300],          # a code in full width
    [None, A, "見本四", "M-4", 1000, 1200],                                        # no code
    [error("#N/A"), A, "見本五", "M-5", 1000, 1200],                               # a code that is an error
    ["99999-000060", A, "見本六", "M-6", 1000, "未定"],                            # row 10: no price
    ["99999-000070", A, "見本七", date(46113), 1000, 1200],                        # a model that became a date
    ["99999-000010", A, "見本一", "M-1", 1000, 1200],                              # the same as row 5
    ["99999-000010", A, "見本一", "M-1", 1100, 1250],                              # not the same as row 5
    ["例示コード", A, "見本八", "M-8", 1000, 1200],                                # a code of another shape
    ["99999-000090", A, "見本九", "M-9", 1000.5, 1200],                            # row 15: half a yen
    [None, None, "　", " "],                                                       # blanks
    ["※ 注記です。"],                                                             # a remark
]
ONE = ["99999-000010", A, "見本一", "M-1", 900, 1100]


def odd():
    title = ["見本一覧（令和8年5月）"]
    return {
        # A dimension of the whole sheet, as some programs write it, must not cost memory for all of it.
        "odd.xlsx": workbook([
            ("説明", False, [["説明です"], ["令和8年1月"]], "A1:A2"),
            ("4月", False, ODD_ROWS, "A1:XFD1048576"),
            ("5月", False, [title, HEADER, ONE], "A1:F3"),
            ("控え", True, [["見本一覧（令和8年6月）"], HEADER, ONE], "A1:F3"),
            ("月なし", False, [["見本一覧"], HEADER, ONE], "A1:F3"),
            ("二か月", False, [["令和8年7月（令和8年6月公表）"], HEADER, ONE], "A1:F3"),
            ("列なし", False, [["令和8年7月"], HEADER[:5], ONE[:5]], "A1:E3"),
            ("二重", False, [["令和8年7月"], [*HEADER, "型番"], ONE], "A1:G3"),
            ("空", False, [["令和8年7月"], HEADER], "A1:F2"),
        ]),
        "no-list.xlsx": workbook([("説明", False, [["説明です"]], "A1")]),
    }


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(member.filename, archive.read(member)) for member in archive.infolist()]


def same(path, data):
    if not path.is_file():
        return False
    present = path.read_bytes()
    try:
        return present == data or (path.suffix == ".xlsx" and members(present) == members(data))
    except (zipfile.BadZipFile, OSError):
        return False


def main():
    parser = argparse.ArgumentParser(description="Writes the invented price lists.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the files differ")
    options = parser.parse_args()
    files = {folder / name: data for folder, made in [(SAMPLE, sample()), (ODD, odd())] for name, data in made.items()}
    if options.check:
        present = {path for folder in (SAMPLE, ODD) for path in folder.rglob("*") if path.is_file()}
        different = sorted(str(path) for path in files.keys() | present if path not in files or not same(path, files[path]))
        print("\n".join(different) or f"{len(files)} files as expected")
        return 1 if different else 0
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(files)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
