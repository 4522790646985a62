"""Reads a Word file (.docx, .doc) into what a document is: the face of the paper and its content.

Nothing here knows Django. What fits no field stays in order in the content, or is told in ``leftovers``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ..content import nodes
from ..content.canonical import normalised
from ..content.tidy import tidy_text
from ..problems import Problem
from .building import blocks_of_part, kind_of
from .carried import TAG, restored
from .dates import first_date
from .errors import CannotRead
from .face import Amendment, Face, read_face
from .flow import Grid, Item, Line, lines_of, pictures_of
from .labelled import Labels, separated
from .office import to_docx
from .outline import outline_of
from .package import DAMAGE, DAMAGED, NO_READER, TOO_DEEP, content_of, is_old_word, open_package
from .plates import Plate, is_page, is_plate, plate_of, read_plate
from .problems import file_problems, problems_of
from .signatures import SignOff
from .titles import folded
from .understood import body_text, kept, words_of

try:
    from .body import BodyReader, parsed
except ImportError:  # python-docx is missing; ``read`` says so
    BodyReader = parsed = None

#: A cover is in the first items of a paper; an agency's name begins with what it is.
_COVER = 15
_AGENCY = re.compile(
    r"(u[ỷy]|ủy) ban nhân dân|ubnd|hội đồng nhân dân|(sở|cục|chi cục|tổng cục|bộ|ban (quản lý|dân tộc)|văn phòng)\b"
)
#: Editions counted in words.
_COUNTED = ("", "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
#: What the labels of a face say: the words that are kept as fields rather than as text.
_FACE_WORDS = frozenset(
    words_of(
        "mã hiệu số ký tài liệu văn bản lần thứ ban hành bh soát xét sửa đổi phiên bản có từ áp dụng thi kể sđ duyệt "
        "phê ngày hiệu lực trang trách nhiệm họ và tên chữ ký chức vụ danh stt tt s logo "
        "tóm lược nội dung cần sửa đổi cơ sở pháp lý hoặc căn cứ về việc tên quy trình người"
    )
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text that no field took, and where it stood: "contents", "header", "footer", "face"."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paper says. Dates are ISO 8601 or ""; ``number`` is that of the edition, 0 when it is not said.

    ``text`` is what was understood, in the order of the paper, for comparing with the source.
    ``words`` and ``words_kept`` count the words of the source and those of them that stand in the result in the
    same order. ``files`` are the pictures of the document by digest.
    """

    agency: str
    title: str
    code: str
    number: int
    issued_on: str
    effective_on: str
    sign_offs: tuple[SignOff, ...]
    amendments: tuple[Amendment, ...]
    document: nodes.Document
    leftovers: tuple[Leftover, ...]
    problems: tuple[Problem, ...]
    words: int
    words_kept: int
    files: Mapping[str, bytes] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper before it is understood: its flow, what its pages say at the top and bottom, its pictures."""

    items: list[Item]
    pages: tuple[tuple[str, Plate], ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    tracked: bool = False
    has_legacy_font: bool = False
    carried: str = ""


def read(path_or_file: str | Path | BinaryIO) -> Reading:
    """Reads a .docx or .doc file.

    Raises CannotRead, in words for who brought the file, for what is no Word file, is damaged or hostile, or needs
    a program that is not installed.
    """
    if BodyReader is None:
        raise CannotRead("no_reader", NO_READER)
    content = content_of(path_or_file)
    if is_old_word(content):
        content = to_docx(content)
    return understood(_opened(content))


def visible(content: bytes) -> nodes.Document:
    """What a .docx shows as content, nothing else looked at. Raises CannotRead as ``read``."""
    paper = _opened(content)
    face = read_face(paper.items, [page for _place, page in paper.pages])
    return _content(paper, face, _main_plate(face.plates, paper.pages))[0]


def _opened(content: bytes) -> Paper:
    document = open_package(content)
    try:
        return _paper(document)
    except DAMAGE as error:
        raise CannotRead("damaged", DAMAGED) from error
    except RecursionError as error:
        raise CannotRead("too_deep", TOO_DEEP) from error


def _content(paper: Paper, face: Face, plate: Plate) -> tuple[nodes.Document, dict[tuple[int, ...], Labels]]:
    body = [item for index, item in enumerate(paper.items) if index not in face.consumed]
    blocks, labels = separated(blocks_of_part(outline_of(body)))
    return normalised(nodes.Document(kind_of(_named(plate, paper.items)), blocks)), labels


def understood(paper: Paper) -> Reading:
    """The reading of a paper, whatever it was read from."""
    face = read_face(paper.items, [page for _place, page in paper.pages])
    body = [item for index, item in enumerate(paper.items) if index not in face.consumed]
    plate = _main_plate(face.plates, paper.pages)
    said = (*(("header", other) for other in face.plates), *paper.pages)
    pages = tuple((place, other) for place, other in said if other is not plate)
    document, labels = _content(paper, face, plate)
    words, words_kept = _counted(paper.items, face, body, document, labels)
    said_text = f"{_text_of(paper.items, face.consumed)}\n{body_text(document, labels)}".strip()
    shown = {picture.file.digest for picture in pictures_of(body)}
    document = restored(document, paper.carried, shown) if paper.carried else document
    return Reading(
        **_fields(plate, pages, paper.items),
        sign_offs=face.sign_offs,
        amendments=face.amendments,
        document=document,
        leftovers=tuple(_leftovers(paper.items, face)),
        problems=(
            *file_problems(tracked=paper.tracked, has_legacy_font=paper.has_legacy_font),
            *problems_of(face, plate, pages, document),
        ),
        words=words,
        words_kept=words_kept,
        files={digest: content for digest, content in paper.files.items() if digest in shown},
        text=said_text,
    )


def _main_plate(plates: list[Plate], pages: tuple[tuple[str, Plate], ...]) -> Plate:
    # The body's own header table; else that of the pages; else what the cover says in lines.
    tables = [plate for plate in plates if not plate.is_cover]
    tables += [plate for _place, plate in pages if plate.agency and plate.code]
    return (tables or plates or [Plate()])[0]


def _named(plate: Plate, items: list[Item]) -> str:
    # Without a header table the first line in capitals says what the paper is.
    if plate.kind:
        return plate.kind
    titles = (line.text for line in lines_of(items[:_COVER]) if line.capitals and kind_of(line.text) != "procedure")
    return plate.title or next(titles, "")


def _agency_of(items: list[Item]) -> str:
    found = [line.text for line in lines_of(items[:_COVER]) if line.capitals and _AGENCY.match(line.text.lower())]
    return found[-1] if found and found[-1] else ""


def _fields(plate: Plate, pages: tuple[tuple[str, Plate], ...], items: list[Item]) -> dict:
    said = [plate, *(page for _place, page in pages)]
    first = {name: next((getattr(p, name) for p in said if getattr(p, name)), "") for name in ("code", "title")}
    return {
        "agency": tidy_text(plate.agency or _agency_of(items)),
        "title": tidy_text(first["title"] or _named(plate, items)),
        "code": " ".join(first["code"].split()),
        "number": next((number_of(p.number) for p in said if number_of(p.number)), 0),
        "issued_on": next(filter(None, (first_date(p.issued_on) for p in said)), ""),
        "effective_on": next(filter(None, (first_date(p.effective_on) for p in said)), ""),
    }


def number_of(typed: str) -> int:
    """The number of an edition as typed ("01", "Lần 2", "thứ hai"), 0 when it is not said."""
    found = re.search(r"\d{1,3}", typed)
    if found:
        return int(found.group())
    words = folded(typed).removeprefix("thu ").removeprefix("lan ").split()
    return _COUNTED.index(words[0]) if words and words[0] in _COUNTED else 0


def _paper(document) -> Paper:
    reader = BodyReader(document)
    body = document.element.body
    items, pages = reader.items(body), tuple(_pages(document, reader))
    return Paper(items, pages, reader.files, _is_tracked(body), reader.has_legacy_font, _carried(document.part))


def _carried(part) -> str:
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith("/customXml"):
            root = parsed(relation.target_part)
            if root.tag == TAG:
                return root.text or ""
    return ""


def _pages(document, reader):
    for relation in document.part.rels.values():
        place = relation.reltype.rpartition("/")[2]
        if place in ("header", "footer") and not relation.is_external:
            items = reader.items(parsed(relation.target_part), relation.target_part)
            for grid in (item for item in items if isinstance(item, Grid) and is_plate(item)):
                yield place, read_plate(grid)
                items.remove(grid)
            text = "\n".join(line.text for line in lines_of(items) if line.text)
            if text:
                yield place, plate_of(text)


def _is_tracked(body) -> bool:
    names = ("ins", "del", "moveFrom")
    return any(True for name in names for _ in body.iter(f"{{{body.nsmap['w']}}}{name}"))


def _counted(items: list[Item], face: Face, body: list[Item], document, labels) -> tuple[int, int]:
    source = words_of(_text_of(body))
    result = words_of(body_text(document, labels))
    on_face = words_of(_text_of(items, face.consumed))
    taken = _FACE_WORDS | _face_field_words(items, face)
    return len(source) + len(on_face), kept(source, result) + sum(word in taken for word in on_face)


def _face_field_words(items: list[Item], face: Face) -> set[str]:
    said = [str(getattr(plate, name)) for plate in face.plates for name in Plate.__slots__]
    on_face = (line.text for line in lines_of(items[index] for index in sorted(face.consumed)))
    said += [part for text in on_face for part in text.split("\n") if is_page(part)]
    said += [value for s in face.sign_offs for value in (s.role, s.name, s.post, s.authority)]
    said += [value for a in face.amendments for value in (a.what, a.basis, a.number)]
    said += [leftover.text for leftover in _leftovers(items, face)]
    return set(words_of("\n".join(said)))


def _leftovers(items: list[Item], face: Face):
    listed = [items[index].text for index, place in face.consumed.items() if place == "contents"]
    if listed:
        yield Leftover("contents", "\n".join(text for text in listed if text))
    headed = (i for i, place in face.consumed.items() if place == "amendments" and isinstance(items[i], Line))
    for index in headed:
        yield Leftover("face", items[index].text)


def _text_of(items: list[Item], indexes=None) -> str:
    chosen = items if indexes is None else [items[index] for index in sorted(indexes)]
    return "\n".join(line.text for line in lines_of(chosen) if line.text)
