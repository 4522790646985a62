"""What a Word file cannot show of a document, carried inside the file and taken back only where nobody changed it.

An export reads back as what is visible: a clause of the standard behind a section becomes a line, a motto a paragraph.
So the file carries, in a custom XML part of its own, each stretch of blocks that reads back otherwise than it was,
under the digests of what it reads back as. Reading looks at the visible document first. A stretch is put back where it
still reads as it did when it was written; a block that a person changed has another digest and stays as it is seen.
What is put back may not say a word that is not visible, nor hide more than the words of labels and headings.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from ..content.canonical import digest, from_data, normalised, to_data
from ..content.nodes import Block, Document, Image, Section, Sources, Step, Steps
from ..content.text import plain
from ..content.vocabulary import DOCUMENT_KINDS
from .sources import cited_line
from .symbols import composed
from .understood import words_of

NAMESPACE = "urn:wagtail-qms:content"
TAG = f"{{{NAMESPACE}}}content"
_VERSION = 1
#: Bytes of what is carried, unpacked; a whole document has less.
_LARGEST = 8 * 1024 * 1024
#: As many words of labels and headings of columns may stand around a block that carries none of them.
_LABEL_WORDS = 30


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Neighbouring blocks: what they read back as (by digest), and what they are."""

    visible: tuple[str, ...]
    blocks: tuple[Block, ...]


def carried(document: Document, visible: Document) -> str:
    """The text of the part for ``document``, whose file reads back as ``visible``."""
    found = _stretches(visible.blocks, normalised(document).blocks)
    stretches = found if found is not None else [_stretch(visible.blocks, document.blocks)]
    data = {
        "version": _VERSION,
        "kind": document.kind,
        "stretches": [{"visible": s.visible, "blocks": _data(s.blocks)} for s in stretches],
    }
    packed = zlib.compress(json.dumps(data, ensure_ascii=False, sort_keys=True).encode(), 9)
    return f'<content xmlns="{NAMESPACE}">{base64.b64encode(packed).decode()}</content>'


def restored(visible: Document, text: str, files: Collection[str]) -> Document:
    """``visible`` with what the part carries put back where nothing was changed; ``files`` are the digests at hand.

    A part that is damaged, or made by someone else, changes nothing.
    """
    try:
        data = json.loads(_unpacked(text))
        if data["version"] != _VERSION or data["kind"] not in DOCUMENT_KINDS:
            return visible
        stretches = [_Stretch(tuple(row["visible"]), _blocks(row["blocks"])) for row in data["stretches"]]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, binascii.Error, zlib.error):
        return visible
    waiting = [stretch for stretch in stretches if _at_hand(stretch.blocks, files)]
    if not visible.blocks:
        # Nothing is seen at all, and nothing may be said that would be.
        blocks = next((s.blocks for s in waiting if not s.visible and _says_the_same((), s.blocks)), ())
        return normalised(Document(data["kind"], blocks))
    waiting = [stretch for stretch in waiting if stretch.visible]
    return normalised(Document(data["kind"], tuple(_put_back(visible.blocks, waiting))))


def _stretches(visible: tuple[Block, ...], blocks: tuple[Block, ...]) -> list[_Stretch] | None:
    """What reads back otherwise; None where something stands that nothing visible is beside."""
    seen, meant = _digests(visible), _digests(blocks)
    found: list[_Stretch] = []
    for start, end, first, last in _differing(seen, meant):
        ours, theirs = visible[start:end], blocks[first:last]
        if not ours:
            return None
        inner = _inside(ours, theirs)
        found += inner if inner is not None else _one_by_one(ours, theirs)
    return found


def _one_by_one(ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> list[_Stretch]:
    # The smaller a stretch, the more is put back when a neighbour is changed.
    pairs = [((our,), (their,)) for our, their in zip(ours, theirs, strict=False)]
    if len(ours) == len(theirs) and all(_says_the_same(*pair) for pair in pairs):
        return [_stretch(*pair) for pair in pairs]
    return [_stretch(ours, theirs)]


def _differing(seen: list[str], meant: list[str]) -> Iterator[tuple[int, int, int, int]]:
    codes = SequenceMatcher(None, seen, meant, autojunk=False).get_opcodes()
    spans = [list(code[1:]) for code in codes if code[0] != "equal"]
    for span in spans:
        if span[0] == span[1] and (span[0] or span[1] < len(seen)):
            # What is not seen at all goes with its neighbour.
            before = span[0] > 0
            span[0], span[2] = span[0] - before, span[2] - before
            span[1], span[3] = span[1] + (not before), span[3] + (not before)
    yield from map(tuple, _joined(spans))


def _joined(spans: list[list[int]]) -> list[list[int]]:
    found: list[list[int]] = []
    for span in spans:
        if found and span[0] < found[-1][1]:
            found[-1] = [found[-1][0], max(found[-1][1], span[1]), found[-1][2], max(found[-1][3], span[3])]
        else:
            found.append(span)
    return found


def _inside(ours: tuple[Block, ...], theirs: tuple[Block, ...]) -> list[_Stretch] | None:
    # Sections that differ only in what they hold are told by what they hold: more is kept when one block is changed.
    if len(ours) != len(theirs) or not all(isinstance(block, Section) for block in (*ours, *theirs)):
        return None
    found: list[_Stretch] = []
    for our, their in zip(ours, theirs, strict=True):
        inner = _stretches(our.blocks, their.blocks) if _bare(our) == _bare(their) else None
        found += inner if inner is not None else [_stretch((our,), (their,))]
    return found


def _bare(section: Section) -> Section:
    return replace(section, blocks=())


def _stretch(visible: tuple[Block, ...], blocks: tuple[Block, ...]) -> _Stretch:
    return _Stretch(tuple(_digests(visible)), blocks)


def _put_back(blocks: tuple[Block, ...], waiting: list[_Stretch]) -> Iterator[Block]:
    seen = _digests(blocks)
    place = 0
    while place < len(blocks):
        stretch = next((s for s in waiting if s.visible == tuple(seen[place : place + len(s.visible)])), None)
        if stretch is not None:
            waiting.remove(stretch)
            shown = blocks[place : place + len(stretch.visible)]
            yield from stretch.blocks if _says_the_same(shown, stretch.blocks) else shown
            place += len(stretch.visible)
            continue
        block = blocks[place]
        yield replace(block, blocks=tuple(_put_back(block.blocks, waiting))) if isinstance(block, Section) else block
        place += 1


def _says_the_same(shown: tuple[Block, ...], blocks: tuple[Block, ...]) -> bool:
    seen = _words(map(plain, shown))
    meant = _words(plain(_on_paper(block)) for block in blocks)
    lost = seen - meant - _words(_citations(blocks))
    return meant.keys() <= seen.keys() and lost.total() <= _LABEL_WORDS * max(len(shown), len(blocks))


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(words_of(composed("\n".join(texts))))


def _citations(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _citations(block.blocks)
        elif isinstance(block, Sources):
            yield from map(cited_line, block.rows)


def _on_paper(block: Block) -> Block:
    # A picture's text alternative is not seen, nor is all of a source whose title says it.
    if isinstance(block, Section):
        return replace(block, blocks=tuple(map(_on_paper, block.blocks)))
    if isinstance(block, Sources):
        return replace(block, rows=tuple(replace(row, number="", issuer="", year="") for row in block.rows))
    if isinstance(block, Steps):
        return replace(block, rows=tuple(_timed(row) for row in block.rows))
    return replace(block, alt="") if isinstance(block, Image) else block


def _timed(row: Step) -> Step:
    # A case without a time is told by a heading alone.
    return replace(row, times=tuple(time for time in row.times if time.value))


def _at_hand(blocks: tuple[Block, ...], files: Collection[str]) -> bool:
    return all(image.file.digest in files for image in _images(blocks))


def _images(blocks: tuple[Block, ...]) -> Iterator[Image]:
    for block in blocks:
        if isinstance(block, Image):
            yield block
        elif isinstance(block, Section):
            yield from _images(block.blocks)


def _digests(blocks: tuple[Block, ...]) -> list[str]:
    return [digest(Document("procedure", (block,))) for block in blocks]


def _data(blocks: tuple[Block, ...]) -> list:
    return to_data(Document("procedure", blocks)).get("blocks", [])


def _blocks(data: list) -> tuple[Block, ...]:
    return from_data({"version": 1, "kind": "procedure", "blocks": data}).blocks


def _unpacked(text: str) -> bytes:
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(base64.b64decode(text, validate=True), _LARGEST)
    if unpacker.unconsumed_tail:
        raise ValueError("larger than a document")
    return content
