#!/usr/bin/env python3
"""Writes the MS932 tables of careplan-csv from the list that the tests read.

Reads   tests/data/ms932.tsv          bytes, code point, class, canonical bytes; one valid code a line
Writes  src/ms932/decode.bin          what `include_bytes!` in src/ms932/tables.rs takes in
        src/ms932/encode.bin          likewise
        tests/data/python_cp932.tsv   what Python's own codec says: the second source of tests/ms932.rs

Needs Python 3 and its standard library. Nothing in the build or in CI runs it: its outputs are
checked in. Run it again only when ms932.tsv was corrected; on an unchanged list it writes the same bytes.

decode.bin: 60 rows (lead bytes 81-9F, E0-FC) of 192 columns (trail bytes 40-FF), each a code point in
two bytes, little-endian; 0 where there is no character. The user-defined characters F040-F9FC are 0
too: a strict reader refuses them, and their private-use code points follow from arithmetic.

encode.bin: 256 bytes, the page number for each upper byte of a code point (page 0 is empty), then the
pages: 256 codes in two bytes each, little-endian; 0 for "not in MS932", a code below 0x100 is one byte.
U+0000 is 0 like the absent ones, because ASCII never asks the table.
"""

import struct
from pathlib import Path

CRATE = Path(__file__).resolve().parent.parent
LIST = CRATE / "tests" / "data" / "ms932.tsv"
PYTHON = CRATE / "tests" / "data" / "python_cp932.tsv"
DECODE = CRATE / "src" / "ms932" / "decode.bin"
ENCODE = CRATE / "src" / "ms932" / "encode.bin"

LEADS = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]
FIRST_TRAIL = 0x40
COLUMNS = 192


def read_list():
    rows = []
    lines = LIST.read_text(encoding="ascii").splitlines()
    assert lines[0].split("\t") == ["bytes", "codepoint", "class", "canonical"]
    for line in lines[1:]:
        code, point, kind, canonical = line.split("\t")
        rows.append((bytes.fromhex(code), int(point, 16), kind, bytes.fromhex(canonical)))
    return rows


def decode_table(rows):
    table = [0] * (len(LEADS) * COLUMNS)
    for code, point, kind, _ in rows:
        if len(code) == 2 and kind != "gaiji":
            lead, trail = code
            table[LEADS.index(lead) * COLUMNS + trail - FIRST_TRAIL] = point
    return struct.pack(f"<{len(table)}H", *table)


def encode_table(rows):
    codes = {}
    for _, point, kind, canonical in rows:
        if kind != "gaiji":
            code = int.from_bytes(canonical, "big")
            assert codes.setdefault(point, code) == code, f"U+{point:04X} has two canonical codes"
    uppers = sorted({point >> 8 for point in codes})
    pages = [[0] * 256]
    index = bytearray(256)
    for upper in uppers:
        index[upper] = len(pages)
        pages.append([codes.get(upper << 8 | lower, 0) for lower in range(256)])
    return bytes(index) + b"".join(struct.pack("<256H", *page) for page in pages)


def python_codec():
    """All that Python decodes, with what its encoder makes of it; then what only its encoder takes."""
    lines = ["bytes\tcodepoint\tencoded"]
    decoded = set()
    singles = [bytes([a]) for a in range(256)]
    for code in singles + [a + b for a in singles for b in singles]:
        try:
            text = code.decode("cp932")
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            decoded.add(text)
            lines.append(f"{code.hex().upper()}\t{ord(text):04X}\t{python_encode(text)}")
    for point in range(0x110000):
        text = chr(point)
        encoded = python_encode(text)
        if encoded and text not in decoded:
            lines.append(f"\t{point:04X}\t{encoded}")
    return "\n".join(lines) + "\n"


def python_encode(text):
    try:
        return text.encode("cp932").hex().upper()
    except UnicodeEncodeError:
        return ""


def main():
    rows = read_list()
    DECODE.write_bytes(decode_table(rows))
    ENCODE.write_bytes(encode_table(rows))
    PYTHON.write_text(python_codec(), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
