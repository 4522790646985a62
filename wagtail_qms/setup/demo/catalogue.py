"""The demo's documents: what they are and how far each has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from wagtail_qms.pages.models import FormPage, ProcedurePage, QualityManualPage, QualityPolicyPage, WorkInstructionPage
from wagtail_qms.setup.demo.people import COUNTER, JUSTICE, OFFICE
from wagtail_qms.setup.demo.texts import (
    certifying,
    checking,
    civil_status,
    control,
    extracts,
    improvement,
    instructions,
    manual,
    policy,
)
from wagtail_qms.setup.demo.writing import prose

CIVIL, CERTIFYING = "Hộ tịch", "Chứng thực"


class Course(Enum):
    """How far a document has come."""

    ISSUED = auto()
    ON_PAPER = auto()
    SECOND_EDITION = auto()
    SECOND_TO_COME = auto()
    WITHDRAWN = auto()
    AT_REVIEW = auto()
    AT_APPROVAL = auto()
    RETURNED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One document. ``write`` gives its blocks, ``first`` those of a first edition that said something else."""

    code: str
    title: str
    page: type
    write: Callable[[], tuple]
    course: Course = Course.ISSUED
    field: str = ""
    unit: str = OFFICE
    clauses: tuple[str, ...] = ()
    summary: str = ""
    reason: str = ""
    amendments: tuple[tuple[str, str], ...] = ()
    internal: bool = False
    owner: str = ""
    first: Callable[[], tuple] | None = None

    @property
    def has_first_on_paper(self) -> bool:
        """Whether its first edition was approved before the app came."""
        return self.course in (Course.ON_PAPER, Course.SECOND_EDITION, Course.SECOND_TO_COME, Course.WITHDRAWN)

    @property
    def drafter(self) -> str:
        """Who writes it: the ISO secretary what belongs to the system, the officer what belongs to a field."""
        return "soanthao" if self.field or self.page is WorkInstructionPage else "thukyiso"


def _form(code: str, title: str, owner: str, field: str = "", unit: str = OFFICE) -> Piece:
    return Piece(code, title, FormPage, _how_to_fill_in, field=field, unit=unit, owner=owner)


def _how_to_fill_in() -> tuple:
    return prose("Ghi bằng mực xanh hoặc đánh máy; không tẩy xóa. Chỗ không có thông tin thì gạch ngang.")


_SYSTEM = (
    Piece("CSCL", "Chính sách chất lượng", QualityPolicyPage, policy.policy, clauses=("5.2",)),
    Piece("STCL", "Sổ tay chất lượng", QualityManualPage, manual.manual, clauses=("4.3", "4.4", "7.5")),
    Piece(
        "QT.CTCL",
        "Quy trình cải tiến hệ thống quản lý chất lượng",
        ProcedurePage,
        improvement.improvement,
        Course.SECOND_EDITION,
        clauses=("9.3", "10.2", "10.3"),
        reason="Rút ngắn thời gian xử lý phiếu và bổ sung việc đặt mục tiêu hằng năm.",
        amendments=(
            ("Bước 5.2.2: rút thời gian từ 05 xuống 02 ngày làm việc", "Kết luận xem xét của lãnh đạo"),
            ("Bổ sung bước 5.9 và biểu mẫu BM.CTCL.03", "Điều khoản 6.2 của TCVN ISO 9001:2015"),
            ("Mục VII: lưu hồ sơ 05 năm thay cho 03 năm", "Kiến nghị của đoàn đánh giá nội bộ"),
        ),
        first=partial(improvement.improvement, 1),
    ),
    Piece(
        "QT.KSTL",
        "Quy trình kiểm soát tài liệu",
        ProcedurePage,
        control.document_control,
        Course.ON_PAPER,
        clauses=("7.5",),
    ),
    Piece("QT.QLRR", "Quy trình quản lý rủi ro", ProcedurePage, control.risk, clauses=("4.1", "4.2", "6.1")),
    Piece("QT.ĐGNB", "Quy trình đánh giá nội bộ", ProcedurePage, checking.internal_audit, clauses=("9.2",)),
    Piece(
        "QT.ĐLHL",
        "Quy trình đo lường sự hài lòng",
        ProcedurePage,
        checking.satisfaction,
        Course.AT_APPROVAL,
        clauses=("9.1",),
    ),
)

_CIVIL = (
    Piece(
        "QT.HT.01",
        "Đăng ký khai sinh",
        ProcedurePage,
        civil_status.birth,
        Course.SECOND_EDITION,
        CIVIL,
        JUSTICE,
        ("8.2", "8.5"),
        "Cấp giấy khai sinh và số định danh cho trẻ em, trong ngày làm việc, miễn lệ phí khi đúng hạn.",
        "Nhận giấy chứng sinh điện tử, tách thời hạn theo giờ nhận hồ sơ.",
        (
            ("Mục 5.a: không yêu cầu giấy chứng sinh giấy khi đã có bản điện tử", "Nghị định số 87/2020/NĐ-CP"),
            ("Mục 5.b: thời hạn theo giờ nhận hồ sơ", "Nghị định số 118/2025/NĐ-CP"),
        ),
        first=partial(civil_status.birth, 1),
    ),
    Piece(
        "QT.HT.02",
        "Đăng ký khai tử",
        ProcedurePage,
        civil_status.death,
        field=CIVIL,
        unit=JUSTICE,
        clauses=("8.2", "8.5"),
        summary="Cấp trích lục khai tử, ưu tiên giải quyết trong ngày.",
    ),
    Piece(
        "QT.HT.03",
        "Đăng ký kết hôn",
        ProcedurePage,
        civil_status.marriage,
        field=CIVIL,
        unit=JUSTICE,
        clauses=("8.2", "8.5"),
        summary="Cấp giấy chứng nhận kết hôn, trong ngày khi đủ điều kiện, miễn lệ phí.",
    ),
    Piece(
        "QT.HT.04",
        "Cấp bản sao trích lục hộ tịch",
        ProcedurePage,
        extracts.extract,
        Course.ON_PAPER,
        field=CIVIL,
        unit=JUSTICE,
        clauses=("8.5",),
        summary="Cấp bản sao trích lục khai sinh, kết hôn, khai tử và các sự kiện hộ tịch khác.",
    ),
    Piece(
        "QT.HT.05",
        "Cấp giấy xác nhận tình trạng hôn nhân",
        ProcedurePage,
        extracts.marital_status,
        Course.AT_REVIEW,
        CIVIL,
        JUSTICE,
        ("8.5",),
    ),
)

_CERTIFYING = (
    Piece(
        "QT.CT.01",
        "Chứng thực bản sao từ bản chính",
        ProcedurePage,
        certifying.certified_copy,
        field=CERTIFYING,
        unit=JUSTICE,
        clauses=("8.5",),
        summary="Chứng thực bản sao giấy tờ, trong ngày, từ 1.000 đến 2.000 đồng một trang.",
    ),
    Piece(
        "QT.CT.02",
        "Chứng thực chữ ký",
        ProcedurePage,
        certifying.signature,
        Course.SECOND_TO_COME,
        CERTIFYING,
        JUSTICE,
        ("8.5",),
        "Chứng thực chữ ký trong giấy tờ, trong ngày, 10.000 đồng một trường hợp.",
        "Bổ sung việc chứng thực tại nhà cho người già yếu, người khuyết tật.",
        (("Bổ sung bước 5: phục vụ tại nhà", "Kết quả khảo sát sự hài lòng"),),
        first=partial(certifying.signature, 1),
    ),
    Piece(
        "QT.CT.03",
        "Cấp bản sao từ sổ gốc",
        ProcedurePage,
        certifying.from_register,
        Course.RETURNED,
        CERTIFYING,
        JUSTICE,
        ("8.5",),
    ),
)

_INSTRUCTIONS = (
    Piece(
        "HD.TN.01",
        "Hướng dẫn tiếp đón tại quầy",
        WorkInstructionPage,
        instructions.reception,
        unit=COUNTER,
        clauses=("8.2",),
    ),
    Piece(
        "HD.TN.02",
        "Hướng dẫn ghi sổ tiếp nhận bằng giấy",
        WorkInstructionPage,
        instructions.paper_book,
        Course.WITHDRAWN,
        unit=COUNTER,
    ),
    Piece(
        "HD.NB.01",
        "Hướng dẫn quản lý tài khoản",
        WorkInstructionPage,
        instructions.accounts,
        clauses=("7.1",),
        internal=True,
    ),
)

_FORMS = (
    _form("BM.CTCL.01", "Phiếu yêu cầu hành động khắc phục, cải tiến", "QT.CTCL"),
    _form("BM.CTCL.02", "Biên bản họp xem xét của lãnh đạo", "QT.CTCL"),
    _form("BM.HT.01", "Tờ khai đăng ký khai sinh", "QT.HT.01", CIVIL, JUSTICE),
    _form("BM.HT.03", "Tờ khai đăng ký kết hôn", "QT.HT.03", CIVIL, JUSTICE),
)

#: In the order in which they are built: owners before their forms.
PIECES = (*_SYSTEM, *_CIVIL, *_CERTIFYING, *_INSTRUCTIONS, *_FORMS)
