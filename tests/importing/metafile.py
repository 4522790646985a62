"""A picture in Windows' own format, as Word files of old hold them."""

from __future__ import annotations

import struct


def wmf(width: int = 300, height: int = 200) -> bytes:
    """A rectangle with a cross, ``width`` by ``height`` hundredths of an inch (MS-WMF)."""

    def record(function: int, *words: int) -> bytes:
        return struct.pack("<IH", 3 + len(words), function) + struct.pack(f"<{len(words)}h", *words)

    records = [
        record(0x020B, 0, 0),
        record(0x020C, height, width),
        record(0x041B, height, width, 0, 0),
        record(0x0214, 0, 0),
        record(0x0213, height, width),
        record(0x0000),
    ]
    size = sum(map(len, records))
    header = struct.pack("<HHHIHIH", 1, 9, 0x300, (18 + size) // 2, 0, max(map(len, records)) // 2, 0)
    placeable = struct.pack("<IHhhhhHI", 0x9AC6CDD7, 0, 0, 0, width, height, 100, 0)
    checksum = 0
    for word in struct.unpack("<10H", placeable):
        checksum ^= word
    return placeable + struct.pack("<H", checksum) + header + b"".join(records)
