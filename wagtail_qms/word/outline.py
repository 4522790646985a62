"""The sections of a paper: which lines are headings, whatever their style, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .flow import Grid, Item, Line
from .layout import unfolded
from .plates import is_plate, read_plate
from .running import cut, opened
from .steps import is_steps
from .tables import CODED
from .titles import Numbered, folded, numbered, part_of, role_of, value_of

#: Deeper headings are read as text: no paper of this kind counts further.
_MAX_DEPTH = 4
_LONGEST_TITLE = 160
_SHORT_TITLE = 90
_MOTTO = re.compile(r"cong hoa xa hoi chu nghia viet nam|doc lap ?- ?tu do ?- ?hanh phuc")
_NATION = re.compile(r"cong hoa xa hoi chu nghia viet nam")
_APPENDED = re.compile(
    r"(phu luc|mau( so)?|bm|bieu mau|noi dung (bieu )?mau|to khai|don|phieu|giay|bien ban|so theo doi|danh sach)\b"
)
_FORM_CODE = re.compile(rf"(?:(?:Mã|Ký hiệu|Số hiệu|Biểu mẫu)(?: số| hiệu)?\s*:?\s*)?{CODED}", re.IGNORECASE)
_FORM_NUMBER = re.compile(r"(phu luc|mau( so)?|bieu mau( so)?)( so)? [0-9]{1,2}[a-z]?([/.\-][a-z0-9]+)*")
_CITED = re.compile(r"[.;,]$")


@dataclass(slots=True)
class Part:
    """A section as it is found: its typed number and title, its depth (1 at the top), what stands in it in order."""

    title: str = ""
    number: str = ""
    role: str = ""
    depth: int = 0
    form: str = ""
    items: list[Item | Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says as a heading."""

    title: str
    number: str
    role: str
    depth: int
    form: str = ""
    #: Where the words behind the title begin in the line's text, 0 without any.
    end: int = 0


def outline_of(items: list[Item]) -> Part:
    """The whole paper as a nameless part with its sections."""
    return _Outliner(list(unfolded(opened(items)))).run()


def _leading(items: list[Item]) -> Iterator[int]:
    last = -1
    for index, item in enumerate(items):
        if isinstance(item, Grid) and is_steps(item) and last >= 0:
            yield last
        elif not isinstance(item, Line) or item.text:
            last = index if isinstance(item, Line) else -1


class _Outliner:
    def __init__(self, items: list[Item]):
        self.flow = items
        self.root = Part()
        self.open: list[Part] = [self.root]
        self.seen: set[str] = set()
        self.appended = False
        #: Whether the last heading at the top was typed like running text, and how far points below it count.
        self.plain = False
        self.counted = 0
        #: The lines above tables of steps, and whether the line that is looked at is one.
        self.leading = set(_leading(items))
        self.leads_in = False

    def run(self) -> Part:
        """Puts every item where it belongs."""
        for index, item in enumerate(self.flow):
            if self._begins_appendix(index):
                self._append(item)
                continue
            self.leads_in = index in self.leading
            heading = self._heading(item) if isinstance(item, Line) and not self.appended else None
            if heading:
                if heading.depth == 1:
                    self.plain = not (item.starts_bold or item.capitals or item.heading)
                self._enter(heading)
                self._go_on(item, heading)
            else:
                self.open[-1].items.append(item)
                self._count(item)
        return self.root

    def _count(self, item: Item) -> None:
        said = _numbered(item) if isinstance(item, Line) else None
        if said and value_of(said):
            self.counted = value_of(said)

    def _go_on(self, line: Line, heading: Heading) -> None:
        # "1. Mục đích: …" goes on behind its title.
        if heading.end:
            self.open[-1].items.append(cut(line, heading.end))

    def _enter(self, heading: Heading) -> None:
        self.seen.add(heading.role)
        while len(self.open) > 1 and self.open[-1].depth >= heading.depth:
            self.open.pop()
        part = Part(heading.title, heading.number, heading.role, heading.depth, heading.form)
        self.open[-1].items.append(part)
        self.open.append(part)
        self.counted = 0

    def _heading(self, line: Line) -> Heading | None:
        said = _numbered(line)
        title, colon, _ = said.rest.partition(":")
        end = len(line.text) - len(said.rest) + len(title) + len(colon)
        counted = said.form in ("roman", "named", "decimal") and not said.is_step
        role = "" if said.is_step else role_of(title, is_numbered=counted)
        if role and role not in self.seen and said.depth < 2 and self._names(line, said):
            return Heading(_title(title), said.number, role, 1, said.form, end if end < len(line.text) else 0)
        if line.text and len(line.text) <= _LONGEST_TITLE and self._is_heading(line, said):
            return Heading(_title(said.rest), said.number, "", self._depth(said, line), said.form)
        return None

    def _names(self, line: Line, said: Numbered) -> bool:
        # A known title is one when something sets it off; "Hồ sơ:" alone in running text is not.
        set_off = line.starts_bold or line.capitals or line.heading or said.rest.isupper()
        counted = said.form in ("roman", "named") or said.form == "decimal" and self._in_turn(said)
        return bool(counted or (set_off and said.form not in ("letter", "decimal")))

    def _in_turn(self, said: Numbered, least: int = 0) -> bool:
        # "1. Hồ sơ" inside section 5 is no section: the numbers at the top only rise.
        numbers = [part.number for part in self.root.items if isinstance(part, Part)]
        last = int(numbers[-1]) if numbers and numbers[-1].isdecimal() else 0
        return said.number.isdecimal() and int(said.number) >= last + least

    def _is_heading(self, line: Line, said: Numbered) -> bool:
        if not said.rest or _CITED.search(said.rest) and not line.heading or part_of(said.rest)[0]:
            return False
        if said.form == "letter":
            return self._inside("content") and (line.starts_bold or self.leads_in) and _short(said.rest)
        if said.form == "decimal":
            if said.depth > 1:
                return line.bold or bool(line.heading) or len(said.rest) <= 90
            return (
                said.rest.isupper()
                or (line.bold and bool(self.seen) and self._in_turn(said, 1))
                or self._goes_on(said)
            )
        if said.is_step:
            return len(self.open) > 1 and (line.bold or bool(line.heading)) and len(said.rest) <= _SHORT_TITLE
        if said.form in ("roman", "named"):
            return line.bold or line.capitals or bool(line.heading) or self._goes_on(said)
        return bool(line.heading) and not self._inside("content") and not said.number

    def _goes_on(self, said: Numbered) -> bool:
        # Headings typed like running text: the next number after the last such heading, unless points count there.
        last = next((part for part in reversed(self.root.items) if isinstance(part, Part)), None)
        if not self.plain or last is None or last.form != said.form or len(said.rest) > _SHORT_TITLE:
            return False
        value = value_of(said)
        before = value_of(Numbered(last.number, last.form, ""))
        return value == before + 1 and self.counted != value - 1 and said.rest[:1].isupper()

    def _depth(self, said: Numbered, line: Line) -> int:
        if said.form == "letter":
            return 2
        if said.is_step:
            around = (part.depth for part in self.open if not numbered(f"{part.number}. x").is_step)
            return min(max(around) + 1, _MAX_DEPTH)
        if said.form == "named":
            return 1
        if said.form == "roman":
            return 2 if any(part.form == "named" for part in self.open) else 1
        if said.form == "decimal":
            # "I." may hold "1." or "1.1": both are deeper than it.
            around = max((part.depth for part in self.open if part.form in ("roman", "named")), default=0)
            return min(max(said.depth, around + 1), _MAX_DEPTH)
        return min(max(line.heading, 1), _MAX_DEPTH)

    def _inside(self, role: str) -> bool:
        return any(part.role == role for part in self.open)

    def _begins_appendix(self, index: int) -> bool:
        if "records" not in self.seen and not ({"forms", "content"} <= self.seen):
            return False
        item = self.flow[index]
        if self.appended:
            return self._is_new_form(index)
        if _heads_form(item):
            return "records" in self.seen
        if "records" not in self.seen:
            return _has_motto(item)
        kept = [other for other in self.open[-1].items if isinstance(other, Grid)]
        if isinstance(item, Grid):
            return bool(item.text) and (bool(kept) or _has_motto(item))
        return isinstance(item, Line) and bool(item.text) and (_has_motto(item) or bool(kept) and _stands_out(item))

    def _is_new_form(self, index: int) -> bool:
        item = self.flow[index]
        if isinstance(item, Grid) and is_plate(item) or _heads_form(item):
            return True
        if _has_motto(item, _NATION):
            return not (isinstance(item, Line) and self._just_begun())
        if not isinstance(item, Line) or not item.text or self._just_begun():
            return False
        named = bool(appendix_title(self.open[-1].items))
        titled = item.capitals and item.bold and bool(_APPENDED.match(folded(item.text)))
        return (titled or _names_form(item)) and named

    def _just_begun(self) -> bool:
        # A title over several lines, or the motto's second line, opens no second form.
        spoken = [item for item in self.open[-1].items if not isinstance(item, Line) or item.text]
        return all(isinstance(item, Line) and (item.capitals or _has_motto(item)) for item in spoken[-1:])

    def _append(self, item: Item) -> None:
        self.appended = True
        said = _numbered(item) if isinstance(item, Line) and item.heading == 1 else None
        if said and said.rest:
            part = Part(_title(said.rest), said.number, "appendix", 1)
        else:
            part = Part("", "", "appendix", 1, "", [item])
        self.open = [self.root, part]
        self.root.items.append(self.open[-1])


def appendix_title(items: list[Item]) -> str:
    """What an appended form calls itself: its first lines in capitals that are not the nation's name."""
    found: list[str] = []
    first = next((item for item in items if not isinstance(item, Line) or item.text), None)
    if isinstance(first, Grid) and is_plate(first):
        plate = read_plate(first)
        return (plate.title or plate.kind)[:_LONGEST_TITLE]
    for line in _first_lines(items):
        if _has_motto(line):
            continue
        if line.capitals and len(line.text) > 3:
            found.append(" ".join(line.text.split()))
        elif found:
            break
    return " ".join(found)[:_LONGEST_TITLE]


def _first_lines(items: list[Item]) -> list[Line]:
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Grid):
            lines += [line for row in item.rows for box in row for line in box.lines]
        elif isinstance(item, Line):
            lines.append(item)
    return [line for line in lines if line.text][:12]


def _numbered(line: Line) -> Numbered:
    text = line.text
    if line.number:
        shown = numbered(f"{line.number} {text}")
        return shown if shown.number else Numbered(line.number.rstrip(".)"), "decimal", text)
    return numbered(text)


def _title(rest: str) -> str:
    return " ".join(rest.split()).rstrip(" :")


def _short(text: str) -> bool:
    return len(text) <= 90 and (text.rstrip().endswith(":") or ":" not in text)


def _heads_form(item: Item) -> bool:
    # A heading in Word's own sense, without a number: it is the title of what follows.
    return isinstance(item, Line) and item.heading == 1 and bool(item.text) and not _numbered(item).number


def _names_form(line: Line) -> bool:
    # "BM-01/QT-05", "Mẫu số 02", "Phụ lục 1" on a line of their own.
    return bool(_FORM_CODE.fullmatch(line.text) or _FORM_NUMBER.fullmatch(folded(line.text)))


def _stands_out(line: Line) -> bool:
    if _names_form(line):
        return True
    return line.capitals and (line.bold or bool(_APPENDED.match(folded(line.text))))


def _has_motto(item: Item, motto: re.Pattern = _MOTTO) -> bool:
    if isinstance(item, Line):
        return bool(motto.search(folded(item.text)))
    return isinstance(item, Grid) and bool(motto.search(folded(item.text[:400])))
