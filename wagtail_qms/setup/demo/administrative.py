"""The common shape of an administrative procedure (TTHC), so that each text says only what is its own."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail_qms.content import nodes
from wagtail_qms.setup.demo.writing import LETTERS, forms, law, prose, records, section, sources, terms

STANDARD = law("standard", "TCVN ISO 9001:2015", "Hệ thống quản lý chất lượng – Các yêu cầu")
FRAMEWORK = law(
    "decision",
    "101/QĐ-BKHCN",
    "công bố mô hình khung hệ thống quản lý chất lượng cho cơ quan hành chính nhà nước tại địa phương",
    "2019-01-21",
    "Bộ Khoa học và Công nghệ",
)


@dataclass(frozen=True, slots=True)
class Service:
    """What differs from one administrative procedure to the next."""

    purpose: str
    scope: str
    dossier: str
    sets: str
    limits: tuple[tuple[str, str], ...]
    applicant: str
    coordinating: str
    result: str
    fees: str
    conditions: str
    laws: tuple[nodes.Source, ...]
    steps: nodes.Steps
    forms: tuple[tuple[str, str], ...]
    records: tuple[tuple[str, str, str, str], ...]
    application: str = "Không quy định mẫu."
    deciding: str = "Chủ tịch Ủy ban nhân dân cấp xã."
    performing: str = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân."
    place: str = "Trung tâm Phục vụ hành chính công, tầng 1 trụ sở cơ quan."
    method: str = """
        - Nộp trực tiếp tại Trung tâm Phục vụ hành chính công;
        - Nộp trực tuyến trên Cổng Dịch vụ công quốc gia;
        - Gửi qua dịch vụ bưu chính công ích.
        """


def administrative(service: Service) -> tuple[nodes.Section, ...]:
    """The seven sections of an administrative procedure."""
    listed = forms(*service.forms) if service.forms else prose("Quy trình này không sử dụng biểu mẫu riêng.")
    return (
        section("1", "Mục đích", service.purpose, role="purpose"),
        section("2", "Phạm vi", service.scope, role="scope"),
        section("3", "Tài liệu viện dẫn", sources(STANDARD, FRAMEWORK), role="references"),
        section("4", "Định nghĩa và viết tắt", _TERMS, role="definitions"),
        section("5", "Nội dung", *_content(service), role="content"),
        section("6", "Biểu mẫu", *(listed if isinstance(listed, tuple) else (listed,)), role="forms"),
        section("7", "Hồ sơ lưu", records(*service.records), role="records"),
    )


_TERMS = terms(
    UBND="Ủy ban nhân dân",
    TTHC="Thủ tục hành chính",
    TTPVHCC="Trung tâm Phục vụ hành chính công",
    VNeID="Ứng dụng định danh điện tử quốc gia",
)


def _content(service: Service) -> list:
    parts = [
        nodes.Dossier(prose(service.dossier), service.sets),
        nodes.TimeLimits(tuple(nodes.CaseValue(value, case) for case, value in service.limits)),
        *(nodes.Fact(kind, prose(text)) for kind, text in _facts(service)),
        nodes.Sources(service.laws, legal=True),
    ]
    numbered = [_with_number(part, letter) for part, letter in zip(parts, LETTERS, strict=True)]
    return [*numbered, service.steps]


def _facts(service: Service):
    return (
        ("applicant", service.applicant),
        ("deciding_body", service.deciding),
        ("performing_body", service.performing),
        ("coordinating_body", service.coordinating),
        ("place", service.place),
        ("method", service.method),
        ("result", service.result),
        ("fees", service.fees),
        ("application_forms", service.application),
        ("conditions", service.conditions),
    )


def _with_number(part, letter: str):
    values = {name: getattr(part, name) for name in part.__dataclass_fields__}
    return type(part)(**values | {"number": letter})
