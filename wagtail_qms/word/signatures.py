"""Who drafted, checked and approved a paper: the table of sign-offs, with or without words at its left."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .flow import Grid
from .titles import folded

_ROLE = re.compile(
    r"^(nguoi |don vi )?(soan thao|bien soan|lap|viet|xem xet|soat xet|kiem tra|tham dinh|tham tra|phe duyet)\b"
)
_NAME = re.compile(r"^ho( va)?[ ,]*(chu dem[, ]*)?ten|^ten$")
_POST = re.compile(r"^chuc (vu|danh)")
#: A table with more rows is none of the face's.
_MOST_ROWS = 12
#: Decree 30/2020, annex I, part II, 7: for the collective, for the head, by order, by authorisation, acting.
_CAPACITY = re.compile(r"(TM|KT|TL|TUQ|Q)\s?\.\s*(.*)", re.S)
_OWN_POST = re.compile(r"\s+(?=(?:PHÓ|Phó|QUYỀN|Quyền)\s)")
_POST_WORD = re.compile(
    r"(pho |quyen )*(giam doc|chu tich|truong|chanh|pho|bi thu|thu ky|chuyen vien|can bo|cong chuc|vien chuc|van thu"
    r"|ke toan|nhan vien|hieu truong|cuc truong|vu truong|thu truong|to truong|doi truong|thu thu|dai dien|ban)\b"
)
_PERSON = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+){1,5}")


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who signed as what: role as printed, name and post as typed.

    ``authority`` is the line above the post that says for whom ("KT. CHỦ TỊCH"), "" for nobody else.
    """

    role: str
    name: str
    post: str = ""
    authority: str = ""

    @property
    def capacity(self) -> str:
        """For whom, in the letters of the decree ("TM.", "KT.", "TL.", "TUQ.", "Q."), "" in one's own name."""
        found = re.findall(r"\b(TM|KT|TL|TUQ|Q)\.", self.authority)
        return f"{found[-1]}." if found else ""


def sign_offs_of(grid: Grid) -> tuple[SignOff, ...]:
    """The sign-offs of a table, () for another table."""
    if len(grid.rows) > _MOST_ROWS:
        return ()
    table = [[box.text if box else "" for box in row] for row in grid.filled()]
    turned = [list(row) for row in zip(*table, strict=True)]
    return _labelled(table) or _labelled(turned) or _below(table)


def posted(typed: str) -> tuple[str, str]:
    """A post as typed in its own part and the authority above it: "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"."""
    lines = [" ".join(line.split()) for line in re.split(r"\n|\s+/\s+", typed) if line.strip()]
    if len(lines) == 1 and _CAPACITY.match(lines[0]):
        lines = _OWN_POST.split(lines[0], maxsplit=1)
    above = [line for line in lines if _CAPACITY.match(line)]
    own = [line for line in lines if line not in above]
    if above and not own:
        # Acting, or for the collective alone: what stands behind the letters is the post.
        return _CAPACITY.match(above[-1])[2], " ".join([*above[:-1], f"{_CAPACITY.match(above[-1])[1]}."])
    return " ".join(own), " ".join(above)


def _labelled(table: list[list[str]]) -> tuple[SignOff, ...]:
    roles = _roles(table)
    names = next((row for row in table if row and _NAME.match(folded(row[0]))), None)
    posts = next((row for row in table if row and _POST.match(folded(row[0]))), None)
    if roles is None or names is None:
        return ()
    columns = [column for column, cell in enumerate(roles) if _ROLE.match(folded(cell))]
    return tuple(SignOff(_flat(roles[c]), _flat(names[c]), *posted(posts[c] if posts else "")) for c in columns)


def _below(table: list[list[str]]) -> tuple[SignOff, ...]:
    # No words at the left: post and name stand below the role, the name last.
    roles = _roles(table)
    if roles is None:
        return ()
    found = []
    for column, cell in enumerate(roles):
        if not _ROLE.match(folded(cell)):
            continue
        role, *rest = cell.split("\n")
        lines = [*rest, *(line for row in table[table.index(roles) + 1 :] for line in row[column].split("\n"))]
        lines = [line.strip() for line in lines if line.strip() and not line.strip().startswith("(")]
        names = [line for line in lines if _PERSON.fullmatch(line) and not _POST_WORD.match(folded(line))]
        posts = [line for line in lines if _CAPACITY.match(line) or _POST_WORD.match(folded(line))]
        found.append(SignOff(_flat(role), names[-1] if names else "", *posted("\n".join(posts))))
    return tuple(found) if any(signed.name for signed in found) else ()


def _roles(table: list[list[str]]) -> list[str] | None:
    return next((row for row in table if sum(bool(_ROLE.match(folded(cell))) for cell in row) >= 2), None)


def _flat(text: str) -> str:
    return " ".join(text.split())
