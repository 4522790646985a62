"""What the demo's nonconformities and tickets are about: one for each state, no two alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A nonconformity: what was found, which clause it misses, and the state that it or its ticket is taken to."""

    state: str
    title: str
    description: str
    clause: str
    source: str = "daily_work"


#: By the state of their ticket.
TICKETS = (
    Finding(
        "draft", "Sổ công văn đến thiếu chữ ký nhận", "Ba trang sổ tháng trước chưa có chữ ký của người nhận.", "7.5.3"
    ),
    Finding("raised", "Máy quét tại quầy hỏng quá hai ngày", "Hồ sơ phải chụp bằng điện thoại, ảnh mờ.", "7.1.3"),
    Finding("needed", "Giấy hẹn in sai giờ trả", "Phần mềm cộng cả ngày lễ vào giờ hẹn.", "8.5.1"),
    Finding(
        "submitted", "Hai biểu mẫu cũ còn ở bàn tiếp dân", "Người dân điền nhầm mẫu đã thay từ quý trước.", "7.5.2"
    ),
    Finding(
        "analysing",
        "Người dân phàn nàn phải đi lại ba lần",
        "Hướng dẫn bổ sung giấy tờ không ghi một lần.",
        "8.2.1",
        "feedback",
    ),
    Finding(
        "proposed",
        "Chưa đo thời gian chờ tại quầy",
        "Mục tiêu có nêu nhưng không ai ghi số liệu.",
        "9.1.1",
        "objective",
    ),
    Finding("endorsed", "Kế hoạch đào tạo chậm một quý", "Hai lớp nghiệp vụ dời mà không đổi kế hoạch.", "7.2"),
    Finding(
        "implementing",
        "Kho hồ sơ lẫn hồ sơ đã hết hạn lưu",
        "Khoảng một phần năm số hộp đã quá hạn.",
        "7.5.3.2",
        "risk",
    ),
    Finding("done", "Bảng niêm yết thủ tục thiếu lệ phí", "Bảng ngoài hành lang chưa có cột lệ phí.", "8.2.1"),
    Finding(
        "verified", "Không có người trực thay buổi trưa", "Quầy trống hai mươi phút vì hai người cùng nghỉ.", "7.1.2"
    ),
    Finding(
        "closed", "Biên bản họp không ghi hạn việc", "Việc được giao nhưng không có ngày phải xong.", "9.3.3", "review"
    ),
    Finding("effective", "Bản sao trích lục in thiếu dấu giáp lai", "Bốn bản trong tuần phải in lại.", "8.6"),
    Finding(
        "ineffective",
        "Điện thoại đường dây nóng không ai nghe",
        "Gọi thử năm lần thì ba lần không trả lời.",
        "8.2.1",
        "inspection",
    ),
    Finding("failed", "Danh mục văn bản bên ngoài chưa cập nhật", "Còn ghi hai văn bản đã bị thay thế.", "7.5.3.2"),
    Finding("dismissed", "Ghế chờ xếp chưa ngay ngắn", "Hàng ghế cuối lấn lối đi.", "7.1.4"),
    Finding("cancelled", "Nhập nhầm phiếu của tháng trước", "Phiếu được lập hai lần cho một việc.", "10.2"),
)

#: By the state of the nonconformity itself.
REPORTS = (
    Finding("reported", "Hồ sơ chuyển nhầm phòng", "Hồ sơ đất đai nằm ở ngăn của bộ phận hộ tịch một ngày.", "8.5.2"),
    Finding("decided", "Phiếu khảo sát hết mà không in thêm", "Hộp phiếu trống từ đầu tuần.", "9.1.2"),
    Finding("corrected", "Thư mời ghi sai ngày họp", "Thư đã gửi cho sáu khu phố.", "7.4"),
    Finding("confirmed", "Đồng hồ tại quầy chạy chậm", "Giờ nhận trên phiếu lệch mười hai phút.", "7.1.5"),
    Finding("cancelled", "Báo nhầm là mất hồ sơ", "Hồ sơ đang nằm ở bàn ký.", "8.5.2", "lost_dossier"),
)
