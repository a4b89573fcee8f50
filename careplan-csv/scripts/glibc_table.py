#!/usr/bin/env python3
"""Writes what glibc's iconv says of MS932 (its names MS932, CP932, WINDOWS-31J mean one table).

Writes  tests/data/glibc_cp932.tsv   bytes, code point, encoded: one line for each one- and two-byte sequence that is one
                                     character, with what iconv encodes that character as; then, without bytes, the
                                     characters that it only encodes

Needs Python 3 on a Linux with glibc and its gconv modules (Debian: libc6). Nothing in the build or in CI runs it.
Last run: Debian 12, glibc 2.36.
"""

import ctypes
import errno
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "tests" / "data" / "glibc_cp932.tsv"

libc = ctypes.CDLL("libc.so.6", use_errno=True)
libc.iconv_open.restype = ctypes.c_void_p
libc.iconv_open.argtypes = [ctypes.c_char_p, ctypes.c_char_p]
libc.iconv.restype = ctypes.c_size_t
libc.iconv.argtypes = [ctypes.c_void_p] + [ctypes.c_void_p] * 4
FAILED = ctypes.c_size_t(-1).value


class Converter:
    def __init__(self, to, source):
        self.handle = libc.iconv_open(to.encode(), source.encode())
        assert self.handle != FAILED, (to, source)

    def __call__(self, data):
        """What becomes of these bytes; None if they are refused."""
        libc.iconv(self.handle, None, None, None, None)
        source, room = ctypes.create_string_buffer(data, len(data)), ctypes.create_string_buffer(64)
        at, left = ctypes.c_void_p(ctypes.addressof(source)), ctypes.c_size_t(len(data))
        to, free = ctypes.c_void_p(ctypes.addressof(room)), ctypes.c_size_t(len(room))
        result = libc.iconv(self.handle, *map(ctypes.byref, (at, left, to, free)))
        if result == FAILED:
            assert ctypes.get_errno() in (errno.EILSEQ, errno.EINVAL)
            return None
        # A positive result counts characters that were converted in a way that does not lead back.
        return room.raw[: len(room) - free.value]


def main():
    decode, encode = Converter("UTF-32LE", "MS932"), Converter("MS932", "UTF-32LE")
    encoded = {}
    for point in range(0x110000):
        if not 0xD800 <= point < 0xE000:
            code = encode(point.to_bytes(4, "little"))
            if code is not None:
                encoded[point] = code
    lines, seen = ["bytes\tcodepoint\tencoded"], set()
    for code in [bytes([one]) for one in range(256)] + [pair.to_bytes(2, "big") for pair in range(0x10000)]:
        text = decode(code)
        if text is not None and len(text) == 4:
            point = int.from_bytes(text, "little")
            seen.add(point)
            lines.append(f"{code.hex().upper()}\t{point:04X}\t{encoded.get(point, b'').hex().upper()}")
    for point in sorted(encoded.keys() - seen):
        lines.append(f"\t{point:04X}\t{encoded[point].hex().upper()}")
    TABLE.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
