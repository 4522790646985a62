"""Reads the nonconformity reports and the tickets of seed 003 out of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tests.seeds.reading import plain, seed_text

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WRITTEN_DAY = re.compile(r"Ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})")


@dataclass(frozen=True)
class PaperReport:
    """A nonconformity report as it stands on paper."""

    number: str
    found_on: date
    unit: str
    confirmed: str
    clause: str
    auditor: str
    is_minor: bool
    description: str
    answer: str
    performer: str
    done_on: date


@dataclass(frozen=True)
class PaperTicket:
    """A ticket as it stands on paper."""

    opened_on: date
    number: str
    unit: str
    heading: str
    faults: list[str]
    opener: str
    cause: str
    measure: str
    responsible: str
    deadline: str
    signer: str


def day(text: str) -> date:
    """The first dd/mm/yyyy of ``text``."""
    found = _DAY.search(text)
    return date(int(found[3]), int(found[2]), int(found[1]))


def _after(lines: list[str], label: str) -> str:
    """The line that follows the one with ``label``."""
    return lines[next(place for place, line in enumerate(lines) if label in line) + 1]


def _value(text: str, label: str, end: str = r"[\t\n]") -> str:
    return re.search(rf"{label}\s*:[ ]*(.*?)(?={end})", text)[1].strip()


def _blocks(start: str, end: str) -> list[str]:
    return re.findall(rf"^{start}$\n(.*?)(?={end})", seed_text("003"), re.DOTALL | re.MULTILINE)


def _box(text: str, label: str) -> str:
    return plain(re.search(rf"{label}\)\s*:(.*?)(?=\n<p>|\nNgười thực hiện)", text, re.DOTALL)[1])


def paper_reports() -> list[PaperReport]:
    """The two reports."""
    return [_report(text) for text in _blocks("BÁO CÁO SỰ KHÔNG PHÙ HỢP", "PHIẾU GHI CHÉP")]


def _report(text: str) -> PaperReport:
    lines = text.splitlines()
    unit, confirmed = (_after(lines, "Xác nhận:") + "\t").split("\t")[:2]
    return PaperReport(
        number=_value(text, "Sự không phù hợp số"),
        found_on=day(_value(text, "Ngày")),
        unit=unit.strip(),
        confirmed=confirmed.strip(),
        clause=_after(lines, "Điều khoản số").split("\t")[1].strip(),
        auditor=_value(text, "Chuyên gia đánh giá", r"[\t\n]| Sự"),
        is_minor=bool(re.search(r'checked="[^>]*>\s*Nh', text)),
        description=_box(text, "phần của chuyên gia"),
        answer=_box(text, "phần của đơn vị được đánh giá"),
        performer=_value(text, "Người thực hiện"),
        done_on=day(_value(text + "\n", "Ngày thực hiện")),
    )


def paper_tickets() -> list[PaperTicket]:
    """The two tickets."""
    return [_ticket(text) for text in _blocks("PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC", "KẾT QUẢ THỰC HIỆN")]


def _ticket(text: str) -> PaperTicket:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    written = _WRITTEN_DAY.search(text)
    heading = next(place for place, line in enumerate(lines) if line.startswith("MÔ TẢ"))
    opened = lines.index("Người mở:")
    row = next(line for line in lines if _DAY.search(line)).split("\t")
    return PaperTicket(
        opened_on=date(int(written[3]), int(written[2]), int(written[1])),
        number=_value(text, "Số phiếu"),
        unit=_value(text, "Bộ phận"),
        heading=lines[heading].rstrip(":"),
        faults=lines[heading + 1 : opened],
        opener=lines[opened + 1],
        cause=row[0],
        measure=row[1],
        responsible=row[2],
        deadline=row[3],
        signer=re.sub(r"\*+", "", re.search(r"Phê duyệt\W+(.+)", text)[1]).strip(),
    )
