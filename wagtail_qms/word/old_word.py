"""An old Word file (.doc) looked at before a large program is started on it (MS-CFB 2.2 and 2.6, MS-DOC 2.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import gettext_noop as _
from .errors import CannotRead

#: What every compound file and every Word document in one begin with.
_COMPOUND, _DOCUMENT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0xA5EC
_NAME = "WordDocument".encode("utf-16-le")
_ENTRY, _ENCRYPTED = 128, 0x0100
#: Sectors of the directory that are looked at, and the size under which a stream lies elsewhere.
_MOST_SECTORS, _SMALL_STREAM = 64, 4096
_DAMAGED = _("This old Word file (.doc) is damaged, or is another file under that name. Open it in Word and save it.")
_PASSWORD = _("This old Word file (.doc) is protected by a password. Save it in Word as .docx without one.")


def check_old_word(content: bytes) -> None:
    """Raises CannotRead, in no time, for what no program would read as a Word document."""
    sector = 1 << int.from_bytes(content[30:32], "little") if content[30:31] in (b"\x09", b"\x0c") else 0
    if not content.startswith(_COMPOUND) or not sector:
        raise CannotRead("damaged", _DAMAGED)
    start = next(_starts(content, sector), None)
    if start is None or _number(content, start, 2) != _DOCUMENT:
        raise CannotRead("damaged", _DAMAGED)
    if _number(content, start + 10, 2) & _ENCRYPTED:
        raise CannotRead("not_word", _PASSWORD)


def _starts(content: bytes, sector: int) -> Iterator[int]:
    """Where streams called "WordDocument" begin."""
    for place in _directory(content, sector):
        entry = content[place : place + _ENTRY]
        if entry.startswith(_NAME) and _number(entry, 120, 4) >= _SMALL_STREAM:
            yield (_number(entry, 116, 4) + 1) * sector


def _directory(content: bytes, sector: int) -> Iterator[int]:
    # The chain of the directory by the file's own table; a loop or a gap ends it.
    at, seen = _number(content, 48, 4), set()
    while at not in seen and (at + 1) * sector < len(content) and len(seen) < _MOST_SECTORS:
        seen.add(at)
        base = (at + 1) * sector
        yield from range(base, min(base + sector, len(content)), _ENTRY)
        at = _next(content, sector, at)


def _next(content: bytes, sector: int, at: int) -> int:
    share = sector // 4
    if at // share >= 109:
        return at
    table = _number(content, 76 + 4 * (at // share), 4)
    return _number(content, (table + 1) * sector + 4 * (at % share), 4)


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "little")
