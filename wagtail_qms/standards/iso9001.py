"""ISO 9001 as data: the numbers of its clauses and short titles of our own in English and Vietnamese.

Editions stand side by side: an agency says which one it follows, and what it issued under an older
one keeps that one's clauses. A later edition is one more entry of ``STANDARDS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

DEFAULT = "ISO 9001:2015"


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; ``parent`` is the number of the clause above it, "" at the top."""

    number: str
    title_en: str
    title_vi: str
    parent: str = ""

    def title(self, language: str = "en") -> str:
        """The short title in Vietnamese for "vi", in English for any other language code."""
        return self.title_vi if language.startswith("vi") else self.title_en


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of a standard, with the code of the Vietnamese national standard that adopts it."""

    code: str
    vn_code: str
    clauses: tuple[Clause, ...]


def clause(number: str, standard: str = DEFAULT) -> Clause:
    """The clause of that number. Raises KeyError for an unknown standard or number."""
    return _by_number(standard)[number]


def choices() -> list[tuple[str, str]]:
    """The editions that an agency may follow: code and the code as the agency writes it."""
    return [(one.code, one.vn_code) for one in STANDARDS.values()]


def clause_choices(language: str = "en", standard: str = DEFAULT) -> list[tuple[str, str]]:
    """Each clause's number with "number title", in the order of the standard."""
    return [(one.number, f"{one.number} {one.title(language)}") for one in STANDARDS[standard].clauses]


def sort_key(number: str) -> tuple[int, ...]:
    """Puts "7.1.6" before "10.1"; what is not a clause number comes first."""
    parts = number.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else ()


@cache
def _by_number(standard: str) -> dict[str, Clause]:
    return {one.number: one for one in STANDARDS[standard].clauses}


def _clauses(rows: tuple[tuple[str, str, str], ...]) -> tuple[Clause, ...]:
    return tuple(Clause(number, en, vi, number.rpartition(".")[0]) for number, en, vi in rows)


_CLAUSES_2015 = (
    ("4", "Context of the organization", "Bối cảnh của tổ chức"),
    ("4.1", "Organization and its context", "Hiểu tổ chức và bối cảnh của tổ chức"),
    ("4.2", "Interested parties' needs", "Hiểu nhu cầu và mong đợi của các bên quan tâm"),
    ("4.3", "Scope of the system", "Phạm vi của hệ thống"),
    ("4.4", "The system and its processes", "Hệ thống và các quá trình của hệ thống"),
    ("4.4.1", "Determining the processes", "Xác định các quá trình"),
    ("4.4.2", "Documents and records of the processes", "Tài liệu, hồ sơ của các quá trình"),
    ("5", "Leadership", "Sự lãnh đạo"),
    ("5.1", "Leadership and commitment", "Sự lãnh đạo và cam kết"),
    ("5.1.1", "Commitment to the system", "Cam kết đối với hệ thống"),
    ("5.1.2", "Customer focus", "Hướng vào khách hàng"),
    ("5.2", "Policy", "Chính sách"),
    ("5.2.1", "Setting the quality policy", "Thiết lập chính sách chất lượng"),
    ("5.2.2", "Communicating the quality policy", "Truyền đạt chính sách chất lượng"),
    ("5.3", "Roles, responsibilities, authorities", "Vai trò, trách nhiệm và quyền hạn"),
    ("6", "Planning", "Hoạch định"),
    ("6.1", "Risks and opportunities", "Hành động giải quyết rủi ro và cơ hội"),
    ("6.1.1", "Determining risks and opportunities", "Xác định rủi ro và cơ hội"),
    ("6.1.2", "Actions on risks and opportunities", "Hoạch định hành động đối với rủi ro và cơ hội"),
    ("6.2", "Quality objectives", "Mục tiêu chất lượng và hoạch định thực hiện"),
    ("6.2.1", "Setting quality objectives", "Thiết lập mục tiêu chất lượng"),
    ("6.2.2", "Planning to reach objectives", "Kế hoạch thực hiện mục tiêu chất lượng"),
    ("6.3", "Planning of changes", "Hoạch định các thay đổi"),
    ("7", "Support", "Hỗ trợ"),
    ("7.1", "Resources", "Nguồn lực"),
    ("7.1.1", "Resources in general", "Khái quát về nguồn lực"),
    ("7.1.2", "People", "Con người"),
    ("7.1.3", "Infrastructure", "Cơ sở hạ tầng"),
    ("7.1.4", "Working environment", "Môi trường cho việc vận hành các quá trình"),
    ("7.1.5", "Monitoring and measuring resources", "Nguồn lực theo dõi và đo lường"),
    ("7.1.5.1", "Suitability of measuring resources", "Sự phù hợp của nguồn lực đo lường"),
    ("7.1.5.2", "Measurement traceability", "Liên kết chuẩn đo lường"),
    ("7.1.6", "Organizational knowledge", "Tri thức của tổ chức"),
    ("7.2", "Competence", "Năng lực"),
    ("7.3", "Awareness", "Nhận thức"),
    ("7.4", "Communication", "Trao đổi thông tin"),
    ("7.5", "Documented information", "Thông tin dạng văn bản"),
    ("7.5.1", "Extent of documents and records", "Khái quát về thông tin dạng văn bản"),
    ("7.5.2", "Creating and updating", "Tạo lập và cập nhật"),
    ("7.5.3", "Control of documents and records", "Kiểm soát thông tin dạng văn bản"),
    ("7.5.3.1", "Availability and protection", "Sự sẵn có và bảo vệ"),
    ("7.5.3.2", "Distribution, storage, changes, disposal", "Phân phối, lưu giữ, thay đổi và hủy bỏ"),
    ("8", "Operation", "Thực hiện"),
    ("8.1", "Operational planning and control", "Hoạch định và kiểm soát việc thực hiện"),
    ("8.2", "Requirements for products and services", "Yêu cầu đối với sản phẩm và dịch vụ"),
    ("8.2.1", "Customer communication", "Trao đổi thông tin với khách hàng"),
    ("8.2.2", "Determining the requirements", "Xác định các yêu cầu"),
    ("8.2.3", "Review of the requirements", "Xem xét các yêu cầu"),
    ("8.2.3.1", "Review before commitment", "Xem xét trước khi cam kết cung cấp"),
    ("8.2.3.2", "Records of the review", "Hồ sơ về việc xem xét"),
    ("8.2.4", "Changes to the requirements", "Thay đổi các yêu cầu"),
    ("8.3", "Design and development", "Thiết kế và phát triển"),
    ("8.3.1", "Design process", "Khái quát về thiết kế"),
    ("8.3.2", "Design planning", "Hoạch định thiết kế"),
    ("8.3.3", "Design inputs", "Đầu vào của thiết kế"),
    ("8.3.4", "Design controls", "Kiểm soát thiết kế"),
    ("8.3.5", "Design outputs", "Đầu ra của thiết kế"),
    ("8.3.6", "Design changes", "Thay đổi thiết kế"),
    ("8.4", "External providers", "Kiểm soát nguồn cung cấp bên ngoài"),
    ("8.4.1", "Choosing and evaluating providers", "Lựa chọn và đánh giá nhà cung cấp"),
    ("8.4.2", "Type and extent of control", "Loại hình và mức độ kiểm soát"),
    ("8.4.3", "Information for providers", "Thông tin cho nhà cung cấp bên ngoài"),
    ("8.5", "Production and service provision", "Sản xuất và cung cấp dịch vụ"),
    ("8.5.1", "Control of provision", "Kiểm soát việc cung cấp"),
    ("8.5.2", "Identification and traceability", "Nhận biết và truy xuất nguồn gốc"),
    ("8.5.3", "Property of customers and providers", "Tài sản của khách hàng hoặc nhà cung cấp"),
    ("8.5.4", "Preservation", "Bảo toàn"),
    ("8.5.5", "After delivery", "Hoạt động sau giao hàng"),
    ("8.5.6", "Control of changes", "Kiểm soát thay đổi"),
    ("8.6", "Release", "Thông qua sản phẩm và dịch vụ"),
    ("8.7", "Nonconforming outputs", "Kiểm soát đầu ra không phù hợp"),
    ("8.7.1", "Dealing with nonconforming outputs", "Xử lý đầu ra không phù hợp"),
    ("8.7.2", "Records of nonconforming outputs", "Hồ sơ về đầu ra không phù hợp"),
    ("9", "Performance evaluation", "Đánh giá kết quả thực hiện"),
    ("9.1", "Monitoring, measurement, analysis", "Theo dõi, đo lường, phân tích và đánh giá"),
    ("9.1.1", "What, how and when to measure", "Khái quát về theo dõi, đo lường"),
    ("9.1.2", "Customer satisfaction", "Sự thỏa mãn của khách hàng"),
    ("9.1.3", "Analysis and evaluation", "Phân tích và đánh giá"),
    ("9.2", "Internal audit", "Đánh giá nội bộ"),
    ("9.2.1", "Purpose of internal audits", "Mục đích đánh giá nội bộ"),
    ("9.2.2", "Audit programme", "Chương trình đánh giá"),
    ("9.3", "Management review", "Xem xét của lãnh đạo"),
    ("9.3.1", "Review in general", "Khái quát về xem xét của lãnh đạo"),
    ("9.3.2", "Review inputs", "Đầu vào xem xét của lãnh đạo"),
    ("9.3.3", "Review outputs", "Đầu ra xem xét của lãnh đạo"),
    ("10", "Improvement", "Cải tiến"),
    ("10.1", "Improvement in general", "Khái quát về cải tiến"),
    ("10.2", "Nonconformity and corrective action", "Sự không phù hợp và hành động khắc phục"),
    ("10.2.1", "Reacting to a nonconformity", "Ứng phó với sự không phù hợp"),
    ("10.2.2", "Records of corrective action", "Hồ sơ về hành động khắc phục"),
    ("10.3", "Continual improvement", "Cải tiến liên tục"),
)

STANDARDS: dict[str, Standard] = {
    "ISO 9001:2015": Standard("ISO 9001:2015", "TCVN ISO 9001:2015", _clauses(_CLAUSES_2015)),
}
