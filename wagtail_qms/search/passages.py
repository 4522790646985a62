"""The passages of a document's content: what a reader may look for, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from wagtail_qms.content import nodes
from wagtail_qms.content.outline import anchors, nearest
from wagtail_qms.content.text import numbered, plain, source_line
from wagtail_qms.content.walk import Path
from wagtail_qms.search.cutting import cut, shortened
from wagtail_qms.search.enums import PassageKind
from wagtail_qms.search.interface import Passage

#: Between the headings of a path.
BELOW = " › "
#: Letters of a step's activity that stand in the headings of the steps under it.
_ACTIVITY = 80
#: Letters of a passage's own number.
NUMBER = 40

Label = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the walk stands: the path of blocks, the headings above, and the number of the section."""

    path: Path = ()
    headings: tuple[str, ...] = ()
    number: str = ""

    def at(self, *steps: int) -> Place:
        """The same, further down the blocks."""
        return replace(self, path=(*self.path, *steps))

    def under(self, heading: str, number: str = "") -> Place:
        """The same, below one more heading."""
        headings = (*self.headings, heading) if heading else self.headings
        return replace(self, headings=headings, number=number)

    @property
    def heading(self) -> str:
        """The path of headings in words."""
        return BELOW.join(self.headings)


def passages_of(document: nodes.Document, label: Label) -> Iterator[Passage]:
    """Every passage of ``document`` in reading order; ``label`` gives the words of a key of ``content.labels``.

    Long ones come in pieces that begin and end at paragraphs.
    """
    found = _Finder(anchors(document), label).blocks(document.blocks, Place())
    for passage in found:
        yield from (replace(passage, text=piece) for piece in cut(passage.text))


def abbreviations_of(document: nodes.Document) -> tuple[tuple[str, str], ...]:
    """What the document itself says its abbreviations stand for: (short, long)."""
    return tuple(dict.fromkeys(_abbreviations(document.blocks)))


def _abbreviations(blocks) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, nodes.Section):
            yield from _abbreviations(block.blocks)
        elif isinstance(block, nodes.Definitions):
            yield from ((row.term, row.meaning) for row in block.rows if _is_abbreviation(row))


def _is_abbreviation(row: nodes.Definition) -> bool:
    # Whoever types a list of terms and abbreviations does not always say which is which.
    looks = row.term.isupper() and len(row.term) <= 12
    return bool(row.term and row.meaning) and (row.abbreviation or looks) and len(row.meaning) <= 200


class _Finder:
    """Walks through one document."""

    def __init__(self, known: dict[Path, str], label: Label):
        self.known, self.label = known, label
        self.parts = {
            nodes.Section: self._section,
            nodes.Steps: self._steps,
            nodes.Forms: self._forms,
            nodes.Records: self._records,
            nodes.Definitions: self._definitions,
            nodes.Sources: self._sources,
            nodes.Dossier: self._dossier,
            nodes.TimeLimits: self._limits,
            nodes.Fact: self._fact,
            nodes.Clauses: self._clauses,
        }

    def blocks(self, blocks, place: Place, *, after: str = "") -> Iterator[Passage]:
        """The passages of ``blocks``: parts with a name of their own, and the running text between them together."""
        texts = (self._text(block) for block in blocks if type(block) not in self.parts)
        running = "\n".join(filter(None, (*texts, after)))
        if running or place.headings:
            yield self._made(PassageKind.SECTION, place, running)
        for index, block in enumerate(blocks):
            if type(block) in self.parts:
                yield from self.parts[type(block)](block, place.at(index))

    def _made(self, kind: PassageKind, place: Place, text: str) -> Passage:
        return Passage(kind.value, nearest(self.known, place.path), place.heading, text, place.number[:NUMBER])

    def _text(self, block) -> str:
        """Running text with what a clause's number stands for."""
        if isinstance(block, nodes.Exclusions):
            return "\n".join(f"{self.label(f'iso.{row.clause}')}\n{row.reason}" for row in block.rows)
        return plain(block)

    def _clauses(self, block: nodes.Clauses, place: Place) -> Iterator[Passage]:
        for index, row in enumerate(block.rows):
            under = place.at(index).under(self.label(f"iso.{row.clause}"), row.clause)
            yield self._made(PassageKind.SECTION, under, "\n".join(filter(None, (plain(row.how), row.documents))))

    def _section(self, section: nodes.Section, place: Place) -> Iterator[Passage]:
        below = place.under(numbered(section.number, section.title), section.number)
        yield from self.blocks(section.blocks, below, after=section.documents)

    def _steps(self, block: nodes.Steps, place: Place) -> Iterator[Passage]:
        above: dict[int, str] = {}
        place = place.under(block.caption)
        for index, step in enumerate(block.rows):
            above = {level: name for level, name in above.items() if level < step.level}
            under = place
            for level in sorted(above):
                under = under.under(above[level])
            at = replace(under.at(index), number=step.number)
            yield self._made(PassageKind.STEP, at, self._step(step))
            above[step.level] = shortened(numbered(step.number, step.activity), _ACTIVITY)

    def _step(self, step: nodes.Step) -> str:
        said = (step.activity, step.responsible, plain(step.requirement), step.forms, plain(step.times))
        return "\n".join(filter(None, said))

    def _forms(self, block: nodes.Forms, place: Place) -> Iterator[Passage]:
        return self._rows(PassageKind.FORM, block, place, "forms.caption")

    def _records(self, block: nodes.Records, place: Place) -> Iterator[Passage]:
        return self._rows(PassageKind.RECORD, block, place, "records.caption")

    def _definitions(self, block: nodes.Definitions, place: Place) -> Iterator[Passage]:
        return self._rows(PassageKind.DEFINITION, block, place, "definitions.caption")

    def _rows(self, kind: PassageKind, block, place: Place, caption: str) -> Iterator[Passage]:
        place = place if place.headings else place.under(self.label(caption))
        for index, row in enumerate(block.rows):
            yield self._made(kind, replace(place.at(index), number=getattr(row, "code", "")), plain(row))

    def _sources(self, block: nodes.Sources, place: Place) -> Iterator[Passage]:
        if block.legal:
            place = place.under(numbered(block.number, self.label("legal_bases.caption")), block.number)
        lines = (source_line(row, self.label) for row in block.rows)
        yield self._made(PassageKind.FACT if block.legal else PassageKind.SECTION, place, "\n".join(lines))

    def _dossier(self, block: nodes.Dossier, place: Place) -> Iterator[Passage]:
        sets = f"{self.label('dossier.sets')}: {block.sets}" if block.sets else ""
        yield self._part("dossier.caption", block, place, "\n".join(filter(None, (plain(block.blocks), sets))))

    def _limits(self, block: nodes.TimeLimits, place: Place) -> Iterator[Passage]:
        yield self._part("time_limits.caption", block, place, plain(block))

    def _fact(self, block: nodes.Fact, place: Place) -> Iterator[Passage]:
        yield self._part(f"fact.{block.kind}", block, place, plain(block))

    def _part(self, key: str, block, place: Place, text: str) -> Passage:
        under = place.under(numbered(block.number, self.label(key)), block.number)
        return self._made(PassageKind.FACT, under, text)
