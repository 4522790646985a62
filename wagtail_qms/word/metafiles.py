"""Pictures in Windows' own formats (EMF, WMF), which browsers do not show, drawn anew by LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote

from .errors import CannotRead
from .office import converted, is_installed
from .out.ooxml import HEAD, NAMESPACES, element, paragraph
from .out.parts import Relations, part_type, zipped
from .out.pictures import Drawn, drawing, metafile_ending

#: Pictures drawn for one document, and bytes of one: what is beyond stays as it is.
MOST, LARGEST = 40, 4 * 1024 * 1024
_SHOWN = re.compile(r'<img\b[^>]*?\bsrc="([^"]+)"', re.IGNORECASE)
#: Pixels of a side at most.
_LARGEST_SIDE = 1600
#: Twentieths of a point: as large as Word lets a page be.
_PAGE = 31_680


def is_metafile(content: bytes) -> bool:
    """Whether these bytes are a picture in one of Windows' own formats."""
    return bool(metafile_ending(content))


def redrawn(contents: Iterable[bytes]) -> dict[bytes, bytes]:
    """Metafiles as pictures that browsers show (PNG, GIF), by their bytes; without LibreOffice none.

    One start of LibreOffice draws them all: its writer puts the pictures of a page beside it as files.
    """
    chosen = [content for content in dict.fromkeys(contents) if is_metafile(content) and len(content) <= LARGEST]
    if not chosen or not is_installed():
        return {}
    try:
        made = converted(_page(chosen[:MOST]), "docx", "html:HTML (StarWriter)")
    except CannotRead:
        return {}
    page = made.get("source.html", b"").decode("utf-8", "replace")
    names = [unquote(unescape(name)) for name in _SHOWN.findall(page)]
    if len(names) != len(chosen[:MOST]):
        # One of them could not be drawn: which picture is whose is not known.
        return _one_by_one(chosen[:MOST]) if len(chosen) > 1 else {}
    return {content: made[name] for content, name in zip(chosen, names, strict=False) if name in made}


def _one_by_one(contents: list[bytes]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for content in contents[:4]:
        found |= redrawn([content])
    return found


def _page(contents: list[bytes]) -> bytes:
    relations, lines, media = Relations(), [], {}
    for number, content in enumerate(contents, 1):
        ending = metafile_ending(content)
        media[f"word/media/{number}.{ending}"] = content
        relation = relations.add("image", f"media/{number}.{ending}")
        picture = Drawn(content, ending, *size_of(content))
        lines.append(paragraph("Normal", drawing(relation, picture, number, str(number), "", (0, 0))))
    page = element("sectPr", element("pgSz", w=_PAGE, h=_PAGE))
    package = Relations()
    package.add("officeDocument", "word/document.xml")
    data = {
        "_rels/.rels": package.xml(),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(lines)}{page}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations.xml(),
        **media,
    }
    return zipped(data, {"word/document.xml": part_type("document.main")})


def size_of(content: bytes) -> tuple[int, int]:
    """How large a metafile wants to be drawn, in pixels (96 an inch); a guess where it does not say."""
    if metafile_ending(content) == "emf":
        # The frame, in hundredths of a millimetre (MS-EMF 2.2.9).
        left, top, right, bottom = (_signed(content, at, 4) for at in (24, 28, 32, 36))
        return _bounded((right - left) / 2540 * 96), _bounded((bottom - top) / 2540 * 96)
    if content[:4] == b"\xd7\xcd\xc6\x9a":
        # The box, in so many units an inch (MS-WMF 2.3.2.3).
        left, top, right, bottom = (_signed(content, at, 2) for at in (6, 8, 10, 12))
        inch = max(1, int.from_bytes(content[14:16], "little"))
        return _bounded((right - left) / inch * 96), _bounded((bottom - top) / inch * 96)
    return 96, 96


def _signed(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "little", signed=True)


def _bounded(pixels: float) -> int:
    return max(1, min(round(abs(pixels)), _LARGEST_SIDE))
