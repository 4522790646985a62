"""Writes a document as a Word file in the layout of its paper: header table, sign-offs, contents, amendments, body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from wagtail_qms.content.nodes import Document, Motto

from .carried import NAMESPACE, carried
from .errors import CannotRead
from .out import front, styles
from .out.body import body
from .out.contents import contents
from .out.front import Face
from .out.lists import numbering
from .out.ooxml import HEAD, NAMESPACES, clean, element, escape, mm, paragraph, run
from .out.parts import Parts, Relations, part_type, reference, zipped
from .out.watermark import watermark
from .reading import visible

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CARRIED_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_CARRIED_PROPERTIES = (
    f'{HEAD}<ds:datastoreItem ds:itemID="{{6E2F0C1B-5D0A-4B7E-9C55-3A1F7D2C8E40}}"'
    ' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_NEW_PAGE = paragraph("Normal", element("r", element("br", type="page")))


class Heading(Protocol):
    """What every file says of itself."""

    title: str
    agency: str
    code: str
    number: str
    language: str


@dataclass(slots=True)
class _File:
    """The file as it grows: its parts by name, their content types, what the main part refers to."""

    parts: Parts
    data: dict[str, str | bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)

    def add(self, name: str, kind: str, xml: str) -> str:
        """Puts a part beside the main one; the relation by which that names it."""
        self.data[f"word/{name}.xml"] = xml
        self.types[f"word/{name}.xml"] = part_type(kind)
        return self.parts.relations.add(kind, f"{name}.xml")

    def carry(self, content: str) -> None:
        """Puts a part into the file that Word keeps and does not show."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
        self.parts.relations.add(kind, "../customXml/item1.xml")
        self.data["customXml/item1.xml"] = HEAD + content
        self.data["customXml/itemProps1.xml"] = _CARRIED_PROPERTIES
        self.types["customXml/itemProps1.xml"] = _CARRIED_TYPE
        relations = Relations()
        relations.add(f"{kind}Props", "itemProps1.xml")
        self.data["customXml/_rels/item1.xml.rels"] = relations.xml()

    def add_running(self, kind: str, which: str, inside: str, relations: Relations | None = None) -> None:
        """A page header or footer (``kind``) of the "first" or the other pages ("default")."""
        name = f"{kind}_{which}"
        tag = "hdr" if kind == "header" else "ftr"
        relation = self.add(name, kind, f"{HEAD}<w:{tag} {NAMESPACES}>{inside}</w:{tag}>")
        self.references.append(reference(kind, which, relation))
        if relations and relations.ids:
            self.data[f"word/_rels/{name}.xml.rels"] = relations.xml()


def write(
    face: Face,
    document: Document,
    read_file: Callable[[str], bytes],
    *,
    label: Callable[[str], str],
    address: Callable[[str], str] = str,
) -> bytes:
    """The Word file of a paper. The same input gives the same bytes.

    ``read_file`` gives the bytes of a file of the document by its digest (OSError or LookupError when it is lost: the
    picture's words stand in its place). ``label`` gives the words of a key of ``content.labels``, and of "paper.code"
    and the like for what is printed on the form alone. ``address`` turns a link into one that leads there from
    anywhere: what it leaves relative is written without a link.
    """
    parts = Parts(label, read_file, address)
    file = _File(parts)
    inside = _policy(face, document, file) if face.layout == "policy" else _document(face, document, file)
    written = _finished(face, file, inside)
    try:
        # What reads back otherwise than it was is carried along (``word.carried``).
        file.carry(carried(document, visible(written)))
    except CannotRead:
        # Without python-docx, or too large to be read back: the paper is what it shows.
        return written
    return _whole(face, file, inside)


def write_list(
    face: Heading, document: Document, *, label: Callable[[str], str], address: Callable[[str], str] = str
) -> bytes:
    """A list that is no controlled paper: agency, title, ``document`` without files, numbered pages, the same styles.

    ``label`` and ``address`` as for ``write``.
    """
    file = _File(Parts(label, _no_file, address))
    for which in ("default", "first"):
        file.add_running("footer", which, front.page_number())
    top = paragraph("Letterhead", run(face.agency)) + paragraph("Title", run(face.title))
    return _finished(face, file, top + body(document, file.parts))


def _no_file(digest: str) -> bytes:
    raise LookupError(digest)


def _finished(face: Heading, file: _File, inside: str) -> bytes:
    file.add("styles", "styles", styles.styles(face.language))
    file.add("numbering", "numbering", numbering(file.parts.counted))
    file.add("settings", "settings", _settings(face.language))
    return _whole(face, file, inside)


def _document(face: Face, document: Document, file: _File) -> str:
    parts, relations = file.parts, Relations()
    top = front.header_table(face, parts.label) + watermark(face.watermark)
    file.add_running("header", "default", top)
    file.add_running("header", "first", top)
    file.add_running("footer", "first", front.verification(face, parts, relations), relations)
    listed = contents(document, parts.label)
    before = front.sign_off(face, parts.label) + listed + front.amendment_table(face, parts)
    return before + _NEW_PAGE + body(document, parts)


def _policy(face: Face, document: Document, file: _File) -> str:
    """As on paper (seed 000): bodies on top, title, motto, commitments, place and date, one signature."""
    parts, relations = file.parts, Relations()
    file.add_running("header", "default", front.page_number() + watermark(face.watermark))
    file.add_running("header", "first", watermark(face.watermark))
    file.add_running("footer", "first", front.verification(face, parts, relations), relations)
    has_motto = any(isinstance(block, Motto) for block in document.blocks)
    top = front.policy_top(face, parts.label, has_motto=has_motto)
    return top + _kept_with_next(body(document, parts)) + front.policy_end(face, parts.label)


def _kept_with_next(xml: str) -> str:
    # The signature never stands alone on a page.
    before, mark, last = xml.rpartition("<w:pStyle ")
    style, end, rest = last.partition("/>")
    return f"{before}{mark}{style}{end}{element('keepNext')}{rest}" if mark else xml


def _whole(face: Heading, file: _File, inside: str) -> bytes:
    size = element("pgSz", w=mm(styles.PAGE_WIDTH), h=mm(styles.PAGE_HEIGHT))
    margins = {"top": styles.TOP, "right": styles.RIGHT, "bottom": styles.BOTTOM, "left": styles.LEFT}
    margins |= {"header": styles.HEADER, "footer": styles.FOOTER, "gutter": 0}
    edges = element("pgMar", **{name: mm(wide) for name, wide in margins.items()})
    section = element("sectPr", *file.references, size, edges, element("titlePg"))
    package = Relations()
    package.add("officeDocument", "word/document.xml")
    package.add(_CORE_RELATION, "docProps/core.xml")
    data = {
        "_rels/.rels": package.xml(),
        "word/document.xml": f"{HEAD}<w:document {NAMESPACES}><w:body>{inside}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": file.parts.relations.xml(),
        "docProps/core.xml": _properties(face),
        **file.data,
        **{f"word/media/{name}": content for name, content in file.parts.media.items()},
    }
    types = {"word/document.xml": part_type("document.main"), "docProps/core.xml": _CORE_TYPE, **file.types}
    return zipped(data, types)


def _properties(face: Heading) -> str:
    said = {
        "dc:title": face.title,
        "dc:subject": " ".join(filter(None, (face.code, face.number))),
        "dc:creator": face.agency,
        "cp:keywords": face.code,
        "dc:language": styles.language_tag(face.language),
    }
    rows = "".join(f"<{name}>{escape(clean(text))}</{name}>" for name, text in said.items())
    spaces = f'xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"{HEAD}<cp:coreProperties {spaces}>{rows}</cp:coreProperties>"


def _settings(language: str) -> str:
    word = "http://schemas.microsoft.com/office/word"
    mode = element("compatSetting", name="compatibilityMode", uri=word, val=15)
    tongue = element("themeFontLang", val=styles.language_tag(language))
    stop = element("defaultTabStop", val=mm(12.7))
    # A justified line that ends at a typed break is not stretched.
    compatible = element("compat", element("doNotExpandShiftReturn"), mode)
    return f"{HEAD}<w:settings {NAMESPACES}>{stop}{compatible}{tongue}</w:settings>"
