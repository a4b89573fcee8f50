#!/usr/bin/env python3
"""Writes the first inputs of the fuzz targets, from the data that come with the project, into the folder that is told.

    python3 fuzz/seeds.py FOLDER [JSON]

JSON is what `cargo run --example show -- examples/data/valid --format json` prints.
The corpus that is checked in (`corpus/`) is what was left of these and of what the runs found, merged by coverage.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "examples" / "data"
# The kinds with records, in the order of careplan_model::kind::STANDARD.
KINDS = """UPHOSOKU UP1KYO DLT1KYO UP2KYO UP3KYO UPPLAN DLTPLAN UPJSK DLTJSK UPSIKYU UPKIHON UPKIHON_SUB1
UPKIHON_SUB2 DLTKIHON UPYOBO UPYOBO_SUB DLTYOBO""".split()
MOST = 12_000


def kind_of(name):
    fitting = [kind for kind in KINDS if name.upper().startswith(kind + "_")]
    return max(fitting, key=len, default=None)


def write(out, target, name, data):
    folder = out / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(data) <= MOST:
        (folder / name).write_bytes(data)


def tree(folder):
    parts = []
    for path in sorted(folder.iterdir()):
        if path.is_file():
            parts += [path.name.encode(), path.read_bytes().replace(b"\0", b"\1")]
    return b"\0".join(parts)


def main(out):
    number = 0
    for path in sorted(DATA.rglob("*")):
        if path.is_dir():
            if any(child.is_file() for child in path.iterdir()):
                data = tree(path)
                for target in ("inbox", "rules", "ledger", "html"):
                    write(out, target, f"seed{number}", data)
                number += 1
            continue
        data = path.read_bytes()
        number += 1
        write(out, "file_names", f"seed{number}", path.name.encode())
        kind = kind_of(path.name)
        if kind and "faulty" not in path.parts or kind and number % 4 == 0:
            first = bytes([KINDS.index(kind)])
            write(out, "forms", f"seed{number}", first + data)
            write(out, "lexer", f"seed{number}", first + b"\0" + data)
            write(out, "lexer", f"seed{number}.short", first + b"\xa0" + data)
            write(out, "ms932", f"seed{number}", data)
    for path in sorted((DATA / "price-list").rglob("*")):
        if path.is_file() and path.suffix in (".csv", ".xlsx"):
            write(out, "price_list", path.name, b"\0" + path.read_bytes())
    write(out, "price_list", "parts", b"\x0a" + b"\0".join(part.encode() for pair in PARTS for part in pair))
    if len(sys.argv) > 2:
        number = 0
        for file in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")):
            for record in file["records"][:3]:
                number += 1
                first = bytes([KINDS.index(file["kind"])])
                write(out, "json", f"seed{number}", first + json.dumps(record, ensure_ascii=False).encode())


RELATIONS = '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
PARTS = [
    ("_rels/.rels", '<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
    ("xl/workbook.xml", '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    ("xl/_rels/workbook.xml.rels", RELATIONS),
    ("xl/sharedStrings.xml", "<sst><si><t>コード</t></si><si><t>法人名</t></si><si><r><t>商品</t></r><r><t>名</t></r></si><si><t>型番</t></si><si><t>全国平均貸与価格</t></si><si><t>貸与価格の上限</t></si><si><t>見本</t></si></sst>"),
    ("xl/styles.xml", '<styleSheet><cellXfs count="1"><xf numFmtId="14"/></cellXfs></styleSheet>'),
    ("xl/worksheets/sheet1.xml", '<worksheet><dimension ref="A1:F2"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>99999-000010</t></is></c><c r="C2" t="s"><v>6</v></c><c r="D2" s="0"><v>1</v></c><c r="F2"><f>1+1</f><v>1000</v></c></row></sheetData></worksheet>'),
]

if __name__ == "__main__":
    main(Path(sys.argv[1]))
