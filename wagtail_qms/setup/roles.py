"""Which group opens which screens. What a person may decide is told by appointments, never by a group."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail_qms import conf

ORGANISATION = ("agency", "fieldofwork", "unit", "appointment")
REGISTER = (
    "document",
    "edition",
    "signoff",
    "withdrawal",
    "hold",
    "restriction",
    "distribution",
    "recall",
    "acknowledgement",
)

#: What an agency teaches the search.
SEARCH_WORDS = ("abbreviation", "synonyms")

#: What an agency sets for its records.
RECORD_SETTINGS = ("recordsettings", "calendarday")

_SEE_REGISTER = tuple(f"view_{name}" for name in REGISTER)
_SEE_ORGANISATION = tuple(f"view_{name}" for name in ORGANISATION)
_KEEP_ORGANISATION = tuple(f"{verb}_{name}" for name in ORGANISATION for verb in ("add", "change", "delete"))
_TEACH_SEARCH = tuple(f"{verb}_{name}" for name in SEARCH_WORDS for verb in ("view", "add", "change", "delete"))

_SET_RECORDS = tuple(f"{verb}_{name}" for name in RECORD_SETTINGS for verb in ("view", "add", "change", "delete"))


@dataclass(frozen=True, slots=True)
class GroupRole:
    """A group: a stable key, the name it is stored under, and what it opens.

    ``models`` are permissions on the app's models, ``pages`` on the document list and everything below it;
    ``uploads`` lets its people put pictures and blank forms into the documents' collection.
    """

    key: str
    name: str
    models: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    uploads: bool = False

    @property
    def stored_name(self) -> str:
        """The group's name on this site: a site that renames it says so in ``WAGTAIL_QMS["GROUPS"]``."""
        return conf.get("GROUPS").get(self.key, self.name)


_WRITES = ("add", "change")

# Nobody may publish by a group: an edition is issued by the last signature.
GROUP_ROLES = (
    GroupRole("drafter", "ISO: Người soạn thảo", pages=_WRITES, uploads=True),
    GroupRole("reviewer", "ISO: Người soát xét"),
    GroupRole("approver", "ISO: Người phê duyệt"),
    GroupRole(
        "iso_secretary",
        "ISO: Thư ký ISO",
        (*_SEE_REGISTER, *_SEE_ORGANISATION, *_KEEP_ORGANISATION, *_TEACH_SEARCH, *_SET_RECORDS),
        (*_WRITES, "lock", "unlock"),
        uploads=True,
    ),
    GroupRole("iso_board", "ISO: Thành viên Ban chỉ đạo ISO", _SEE_REGISTER),
    GroupRole("iso_leader", "ISO: Lãnh đạo Ban chỉ đạo ISO", (*_SEE_REGISTER, *_SEE_ORGANISATION)),
    GroupRole("head_of_unit", "ISO: Trưởng đơn vị", (*_SEE_REGISTER, "view_unit", "view_appointment")),
    GroupRole("top_management", "ISO: Lãnh đạo cao nhất", (*_SEE_REGISTER, *_SEE_ORGANISATION)),
    GroupRole("auditor", "ISO: Chuyên gia đánh giá", (*_SEE_REGISTER, *_SEE_ORGANISATION)),
    GroupRole("staff", "ISO: Cán bộ, công chức", ("view_document",)),
)


def group_role(key: str) -> GroupRole:
    """The group of that key. KeyError for an unknown one."""
    return {role.key: role for role in GROUP_ROLES}[key]
