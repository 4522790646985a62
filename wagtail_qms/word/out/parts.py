"""The parts of a Word file: its relations, pictures and lists as they come up, and the zip of it all."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from .ooxml import HEAD, attribute, element
from .pictures import Drawn, drawn

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MEDIA = {"emf": "image/x-emf", "wmf": "image/x-wmf"}
#: One moment for all: equal papers are equal bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
#: Pictures of one paper together; what is beyond is shown by its words.
MOST_PICTURE_BYTES = 100 * 1024 * 1024


class Relations:
    """What one part refers to, each thing once."""

    def __init__(self) -> None:
        self.ids: dict[tuple[str, str, bool], str] = {}

    def add(self, kind: str, target: str, *, is_outside: bool = False) -> str:
        """The id by which the part names the target."""
        kind = kind if "/" in kind else f"{_OFFICE}/{kind}"
        return self.ids.setdefault((kind, target, is_outside), f"rId{len(self.ids) + 1}")

    def xml(self) -> str:
        """The part that lists them."""
        modes = {True: ' TargetMode="External"', False: ""}
        rows = "".join(
            f'<Relationship Id="{name}" Type="{kind}" Target={attribute(target)}{modes[is_outside]}/>'
            for (kind, target, is_outside), name in self.ids.items()
        )
        return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


@dataclass(slots=True)
class Parts:
    """What fills while a paper is written; words, files and addresses come from ``writing.write``'s caller."""

    label: Callable[[str], str]
    read_file: Callable[[str], bytes]
    address: Callable[[str], str]
    relations: Relations = field(default_factory=Relations)
    media: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, Drawn | None] = field(default_factory=dict)
    #: For each list that counts: how it looks (``lists.abstract_id``) and the level on which it starts again.
    counted: list[tuple[int, int]] = field(default_factory=list)
    bookmarks: int = 0
    picture_bytes: int = 0

    def picture(self, digest: str) -> Drawn | None:
        """A file as a picture that Word can show; None when it is no picture or is gone."""
        if digest not in self.pictures:
            self.pictures[digest] = self._picture(digest)
        return self.pictures[digest]

    def keep(self, picture: Drawn, relations: Relations) -> str:
        """Puts the picture into the file; the id by which the part with these relations names it."""
        name = next((name for name, data in self.media.items() if data == picture.data), "")
        name = name or f"image{len(self.media) + 1}.{picture.extension}"
        self.media[name] = picture.data
        return relations.add("image", f"media/{name}")

    def bookmark(self) -> int:
        """A number of its own for a bookmark."""
        self.bookmarks += 1
        return self.bookmarks

    def _picture(self, digest: str) -> Drawn | None:
        try:
            data = self.read_file(digest)
        except (OSError, LookupError):
            # The words of a picture still stand when its bytes are lost.
            return None
        self.picture_bytes += len(data)
        return drawn(data) if self.picture_bytes <= MOST_PICTURE_BYTES else None


def zipped(parts: dict[str, str | bytes], types: dict[str, str]) -> bytes:
    """The file: its parts by name, and the content types of those that Word does not know by their ending."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"[Content_Types].xml": _content_types(parts, types), **parts}.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, data)
    return out.getvalue()


def _content_types(parts: dict[str, str | bytes], types: dict[str, str]) -> str:
    known = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    pictures = {name.rpartition(".")[2] for name in parts if name.startswith("word/media/")}
    known |= {ending: _MEDIA.get(ending, f"image/{ending}") for ending in sorted(pictures)}
    defaults = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in known.items())
    others = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{others}</Types>'


def part_type(kind: str) -> str:
    """The content type of a part of a Word file: "document.main", "styles", "header", …"""
    return f"{_WORD}.{kind}+xml"


def reference(kind: str, which: str, relation: str) -> str:
    """What a section says of its page header or footer: ``which`` is "default" or "first"."""
    return element(f"{kind}Reference", type=which).replace("/>", f' r:id="{relation}"/>')
