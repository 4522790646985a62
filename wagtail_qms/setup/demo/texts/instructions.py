"""Work instructions: one in force, one withdrawn, one for staff only."""

from wagtail_qms.setup.demo.writing import records, section, step, steps, table


def reception() -> tuple:
    """How a citizen is received at the counter."""
    return (
        section(
            "1",
            "Dùng khi nào",
            "Mỗi lần tiếp người dân tại quầy của Trung tâm Phục vụ hành chính công.",
            role="purpose",
        ),
        section(
            "2",
            "Cách làm",
            _RECEPTION_STEPS,
            role="content",
        ),
        section(
            "3",
            "Câu nói nên tránh",
            table(
                "Nói lại cho dễ nghe",
                ("Đừng nói", "Nên nói"),
                ("Hồ sơ chưa được, về làm lại", "Hồ sơ còn thiếu hai giấy tờ này, tôi ghi ra đây để bác chuẩn bị"),
                ("Không thuộc thẩm quyền", "Việc này do phòng bên cạnh giải quyết, mời bác theo tôi"),
            ),
        ),
        section(
            "4",
            "Hồ sơ lưu",
            records(("Phiếu hẹn và sổ giao ca", "Công chức tiếp nhận", "Quầy tiếp nhận", "01 năm")),
            role="records",
        ),
    )


_RECEPTION_STEPS = steps(
    "Tiếp đón tại quầy",
    step(
        "2.1",
        "Chào và hỏi nhu cầu",
        "Công chức tiếp nhận",
        "Đứng dậy chào người cao tuổi; hỏi việc cần làm, không hỏi giấy tờ trước.",
    ),
    step(
        "2.2",
        "Kiểm tra hồ sơ",
        "Công chức tiếp nhận",
        "Mở danh mục thành phần hồ sơ cùng xem với người dân; ghi một lần mọi thứ còn thiếu.",
    ),
    step(
        "2.3",
        "Hẹn trả",
        "Công chức tiếp nhận",
        "Nói rõ ngày, giờ, cách tra cứu; nhắn tin khi có kết quả sớm.",
    ),
)


def paper_book() -> tuple:
    """The paper book of incoming dossiers: replaced by software, so withdrawn."""
    return (
        section("1", "Dùng khi nào", "Khi ghi nhận hồ sơ đến bằng sổ giấy.", role="purpose"),
        section(
            "2",
            "Cách ghi",
            """
            - Ghi liên tục, không để trống dòng.
            - Ghi sai thì gạch một nét, ghi lại bên cạnh và ký tên.
            """,
            role="content",
        ),
    )


def accounts() -> tuple:
    """Accounts and passwords: internal."""
    return (
        section(
            "1",
            "Dùng khi nào",
            "Khi cấp, đổi, khóa tài khoản phần mềm một cửa và trang quản trị tài liệu.",
            role="purpose",
        ),
        section(
            "2",
            "Cách làm",
            _ACCOUNTS_STEPS,
            role="content",
        ),
        section(
            "3",
            "Hồ sơ lưu",
            records(("Nhật ký cấp, khóa tài khoản", "Quản trị hệ thống", "Văn phòng", "02 năm")),
            role="records",
        ),
    )


_ACCOUNTS_STEPS = steps(
    "Quản lý tài khoản",
    step(
        "2.1",
        "Cấp tài khoản",
        "Quản trị hệ thống",
        "Mỗi người một tài khoản; quyền theo quyết định phân công.",
    ),
    step(
        "2.2",
        "Đổi mật khẩu",
        "Người dùng",
        "Ngay lần đầu đăng nhập, sau đó khi nghi bị lộ; không dùng chung.",
    ),
    step(
        "2.3",
        "Khóa tài khoản",
        "Quản trị hệ thống",
        "Trong ngày người dùng chuyển công tác hoặc nghỉ việc.",
        times="Trong ngày",
    ),
)
