"""What is signed: a draft as plain data, with the digest that a signature is given on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields
from datetime import date

from wagtail_qms.content import canonical
from wagtail_qms.content.nodes import Document

VERSION = 1


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amended part (corpus: Tóm lược nội dung cần sửa đổi, Cơ sở pháp lý, Lần sửa đổi)."""

    what: str
    basis: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a draft contributes to an edition. ``planned_on`` None: in force on the day of approval."""

    kind: str
    title: str
    code: str
    content: Document
    field_of_work: str = ""
    owner_unit: str = ""
    confidentiality: str = "public"
    planned_on: date | None = None
    decision_no: str = ""
    reason: str = ""
    summary: str = ""
    clauses: tuple[str, ...] = ()
    amendments: tuple[Amendment, ...] = field(default=())
    owner_code: str = ""

    def to_text(self) -> str:
        """The stored form: canonical JSON, the same for the same draft on every version."""
        data = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "content"}
        data["planned_on"] = self.planned_on.isoformat() if self.planned_on else ""
        data["clauses"] = list(self.clauses)
        data["amendments"] = [asdict(amendment) for amendment in self.amendments]
        data["content"] = canonical.to_data(self.content)
        kept = {name: value for name, value in data.items() if value not in ("", [])}
        return json.dumps(kept | {"version": VERSION}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> Snapshot:
        """The snapshot stored as ``text``. ValueError for a version or a field that this program does not know."""
        data = json.loads(text)
        if data.pop("version", None) != VERSION:
            raise ValueError("This snapshot was written by a newer version.")
        unknown = sorted(set(data) - {f.name for f in fields(cls)})
        if unknown:
            raise ValueError(f"unknown field {unknown[0]!r}")
        data = {"title": "", "code": ""} | data
        data["content"] = canonical.from_data(data["content"])
        data["planned_on"] = date.fromisoformat(data["planned_on"]) if data.get("planned_on") else None
        data["clauses"] = tuple(data.get("clauses", ()))
        data["amendments"] = tuple(Amendment(**row) for row in data.get("amendments", ()))
        return cls(**data)

    @property
    def digest(self) -> str:
        """SHA-256 of the stored form: what a signature holds for."""
        return digest_of(self.to_text())


def digest_of(text: str) -> str:
    """SHA-256 of ``text`` in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
