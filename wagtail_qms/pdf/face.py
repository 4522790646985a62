"""Everything on the paper that is not content: who issued it, when, who signed, what is stamped across it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

LAYOUTS = ("document", "policy")
ROLES = ("drafting", "review", "approval")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed in one role, with name and post as they were on the day.

    ``capacity`` is the whole authority line above the post ("KT. CHỦ TỊCH"), "" when there is none.
    """

    role: str
    name: str
    post: str = ""
    capacity: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """A row of the amendment table: what changed, on what basis, with which edition."""

    what: str
    basis: str = ""
    number: str = ""
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class Face:
    """The face of one paper. Texts are shown as given, in the language of ``language``.

    ``labels`` gives the agency's own words for the roles in ``ROLES``; ``number`` is "" on a draft;
    ``watermark`` is what stands across each page, "" for none; ``verify_url`` is where the QR code leads.
    """

    title: str
    layout: str = "document"
    agency: str = ""
    parent_body: str = ""
    place_name: str = ""
    standard: str = ""
    code: str = ""
    number: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    labels: dict[str, str] = field(default_factory=dict)
    signers: tuple[Signer, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    watermark: str = ""
    verify_url: str = ""
    language: str = "vi"

    def __post_init__(self) -> None:
        if self.layout not in LAYOUTS:
            raise ValueError(f"No layout {self.layout!r}; there are {', '.join(LAYOUTS)}")

    def key(self) -> str:
        """SHA-256 of all fields in hexadecimal: two equal faces share a kept PDF."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def to_json(self) -> str:
        """The face as JSON with sorted keys; ``from_json`` reads it back."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, default=date.isoformat)

    @classmethod
    def from_json(cls, text: str) -> Face:
        """The face that ``to_json`` wrote. TypeError for a field that does not exist."""
        data = json.loads(text)
        data["signers"] = tuple(Signer(**_dated(row, "signed_on")) for row in data.get("signers", ()))
        data["amendments"] = tuple(Amendment(**_dated(row, "issued_on")) for row in data.get("amendments", ()))
        return cls(**_dated(data, "issued_on", "effective_on"))


def _dated(data: dict, *names: str) -> dict:
    return data | {name: date.fromisoformat(data[name]) for name in names if data.get(name)}
