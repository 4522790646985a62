"""Opens a Word file that anyone may have made: bounds before bytes, no entities, no macros."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from ..problems import gettext_noop as _
from .errors import CannotRead

try:
    import docx
except ImportError:  # the extra "word" is not installed; said when a file is read
    docx = None

#: Bytes of a file, of its unpacked XML (measured: parsing takes about ten times as much memory) and of the rest.
MAX_FILE = 30 * 1024 * 1024
MAX_XML = 12 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_ELEMENTS = 200_000
MAX_DEPTH = 120
#: How many times larger than packed a member may be; Word's own XML stays under 60.
MAX_RATIO = 300
#: Under this size a ratio says nothing.
_SMALL = 1024 * 1024

#: What python-docx and lxml raise for parts that are missing, misnamed or no XML.
DAMAGE = (LookupError, ValueError, SyntaxError, AttributeError, TypeError)

_OLE = b"\xd0\xcf\x11\xe0"
_TOO_LARGE = _("The file is too large to read: at most %(limit)s MB. Take large pictures out and try again.")
_BOMB = _("The file unpacks to far more than a document holds, so it was not read.")
DAMAGED = _("The file is damaged: Word cannot have written it so. Open it in Word, save it again, and try again.")
_NOT_WORD = _("This is not a Word file (.docx), whatever its name says.")
_PDF = _("This is a PDF file, not a Word file. Ask for the Word file that it was made from.")
_MACROS = _("The file carries macros. Save it in Word as .docx without macros and try again.")
_ENTITIES = _("The file refers to things outside itself in a way that Word never does, so it was not read.")
TOO_DEEP = _("The file is built more intricately than a document is, so it was not read.")
NO_READER = _("Reading Word files needs python-docx: install wagtail-qms[word].")
_PASSWORD = _("The file is protected by a password, or is an old .doc under another name.")


def content_of(path_or_file: str | Path | BinaryIO) -> bytes:
    """The bytes of a file, refused beyond ``MAX_FILE``."""
    if isinstance(path_or_file, str | Path):
        with open(path_or_file, "rb") as opened:
            return content_of(opened)
    content = path_or_file.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise CannotRead("too_large", _TOO_LARGE, limit=str(MAX_FILE // 1024 // 1024))
    return content


def open_package(content: bytes):
    """The python-docx document in these bytes.

    Raises CannotRead, before anything is unpacked into memory, for what is no plain Word document.
    """
    if docx is None:
        raise CannotRead("no_reader", NO_READER)
    _check_kind(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_archive(archive)
        return docx.Document(io.BytesIO(content))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, RuntimeError, *DAMAGE) as error:
        raise CannotRead("damaged", DAMAGED) from error


def is_old_word(content: bytes) -> bool:
    """Whether the bytes are of a format before .docx: a compound file, which Word and Excel shared, or RTF."""
    return is_rich_text(content) or content.startswith(_OLE) and "WordDocument".encode("utf-16-le") in content


def is_rich_text(content: bytes) -> bool:
    """Whether the bytes are RTF, which agencies often keep as .doc."""
    return content.startswith(b"{\\rtf")


def _check_kind(content: bytes) -> None:
    if content.lstrip()[:5] == b"%PDF-":
        raise CannotRead("pdf", _PDF)
    if content.startswith(_OLE):
        raise CannotRead("not_word", _PASSWORD)
    if not content.startswith(b"PK"):
        raise CannotRead("not_word", _NOT_WORD)


def _check_archive(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise CannotRead("macros", _MACROS)
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise CannotRead("not_word", _NOT_WORD)
    if len(members) > MAX_MEMBERS or len(names) < len(members):
        raise CannotRead("bomb", _BOMB)
    _check_declared(members)
    _check_unpacked(archive, members)


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        raise CannotRead("bomb", _BOMB)
    for member in members:
        if member.flag_bits & 1:
            raise CannotRead("not_word", _PASSWORD)
        if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1):
            raise CannotRead("bomb", _BOMB)


def _check_unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    # A header may lie about sizes, so what comes out is counted; XML is looked at on the way.
    whole = 0
    for member in members:
        checker = _XmlChecker() if member.filename.lower().endswith((".xml", ".rels")) else None
        with archive.open(member) as opened:
            while chunk := opened.read(65536):
                whole += len(chunk)
                if whole > MAX_UNPACKED:
                    raise CannotRead("bomb", _BOMB)
                if checker:
                    checker.feed(chunk)


class _XmlChecker:
    """Looks through XML for what a document never has, without building it."""

    def __init__(self):
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.size = self.elements = self.depth = 0

    def feed(self, chunk: bytes) -> None:
        """Looks at the next bytes; raises CannotRead."""
        self.size += len(chunk)
        if self.size > MAX_XML:
            raise CannotRead("too_large", _TOO_LARGE, limit=str(MAX_XML // 1024 // 1024))
        try:
            self.parser.Parse(chunk, False)
        except (expat.ExpatError, LookupError) as error:
            raise CannotRead("damaged", DAMAGED) from error

    def _doctype(self, *_arguments) -> None:
        raise CannotRead("entities", _ENTITIES)

    def _start(self, _name, _attributes) -> None:
        self.elements += 1
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise CannotRead("too_deep", TOO_DEEP)
        if self.elements > MAX_ELEMENTS:
            raise CannotRead("too_large", _TOO_LARGE, limit=str(MAX_XML // 1024 // 1024))

    def _end(self, _name) -> None:
        self.depth -= 1
